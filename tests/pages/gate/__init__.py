"""The gate, by requests as no browser sends them; one server serves each file."""
