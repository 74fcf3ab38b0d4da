"""Parts of the renovation page."""
