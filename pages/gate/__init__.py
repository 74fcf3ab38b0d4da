"""The gate in front of everything the server answers: who comes in, by which way, and for how long."""
