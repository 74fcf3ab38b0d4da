"""Parts of the workload page."""
