"""The one exception that people read."""


class Problem(Exception):
    """A clear sentence: what is wrong, where, and what to do. Shown as it is, never with a traceback."""
