"""Programmes told: all of them in one line each, and one with its steps, its holders, its areas, its published figures and its ledger."""

from analytics.stories.programmes.index import Line, index
from analytics.stories.programmes.one import View, programme
from analytics.stories.programmes.words import find, opening

__all__ = ["Line", "View", "find", "index", "opening", "programme"]
