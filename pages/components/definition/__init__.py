"""Parts of the definitions page."""
