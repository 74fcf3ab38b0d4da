"""What a row must be to be accepted, as SQL: checks, types, columns judged as a whole, merging."""
