"""Numbers as every page reads them: units, rates, targets and paces, below findings and stories."""
