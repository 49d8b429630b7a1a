"""Every text of the app, in French and English: one module a page."""
