"""Speed and scale, measured; run with `make bench`."""
