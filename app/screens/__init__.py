"""The pages: each module draws one, with `draw(lang)`. (Streamlit itself runs what a folder `pages` holds.)"""
