"""Parts of the explore page."""
