"""Who asks what of which rows: the scope, the principal, and the questions that a generation answers."""
