"""The refusal of what is no table."""

from data.contracts.problem import Problem


class Refused(Problem):
    """The file is not a table that can be imported; the message says what it is."""
