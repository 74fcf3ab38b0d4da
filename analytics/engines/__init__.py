"""Engines that run the SQL of a request."""
