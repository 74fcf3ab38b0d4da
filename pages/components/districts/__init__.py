"""Parts of the comparison of areas."""
