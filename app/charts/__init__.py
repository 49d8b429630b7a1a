"""The charts: a function takes tables and gives an Altair chart; `frame` puts it on the page."""
