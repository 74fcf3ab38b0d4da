"""Parts of the import page: the wizard, quarantine, past imports, generations."""
