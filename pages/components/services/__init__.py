"""Parts of the services page."""
