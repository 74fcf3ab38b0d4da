"""What is personal in files: masked in text, kept out of raw lines."""
