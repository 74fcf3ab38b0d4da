"""Which column of a file feeds which of ours: presets, choices by hand, suggestions, units and values."""
