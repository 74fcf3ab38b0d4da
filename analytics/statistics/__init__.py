"""Statistics that make comparisons fair: what differs by more than noise."""
