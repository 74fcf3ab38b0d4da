"""Parts of the data quality page."""
