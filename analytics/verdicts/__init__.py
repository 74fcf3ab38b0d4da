"""One verdict of units among their peers: what their kinds of cases let expect, how units ordinarily differ, and who differs by more."""

from analytics.verdicts.peers import Peers, Rule, judge

__all__ = ["Peers", "Rule", "judge"]
