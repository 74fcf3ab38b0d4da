"""Parts of the pages of programmes."""
