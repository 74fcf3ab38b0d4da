"""Tables as files: CSV, XLSX and Parquet that open right and never run."""
