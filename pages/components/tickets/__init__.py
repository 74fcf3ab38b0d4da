"""Parts of the tickets page."""
