"""Cases one by one: a page of them in the engine's order, one with its course, an export that is noted."""

from analytics.stories.cases.course import Case, Step, case
from analytics.stories.cases.listing import ORDERS, STATES, Listing, listing
from analytics.stories.cases.taken import taken_out, write_out

__all__ = ["ORDERS", "STATES", "Case", "Listing", "Step", "case", "listing", "taken_out", "write_out"]
