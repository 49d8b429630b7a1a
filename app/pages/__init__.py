"""The pages: each module draws one, with `draw(lang)`."""
