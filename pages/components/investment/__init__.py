"""Parts of the investment page."""
