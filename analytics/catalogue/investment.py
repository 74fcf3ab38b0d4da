"""Measures of investment: how much was received, against which target."""

from analytics.catalogue.areas import AREA_DIMENSIONS
from analytics.catalogue.model import Clock, Dimension, Kind, Measure, Model
from data.contracts.model import N_

INVESTMENT_FLOWS = Model(
    table="investment_flows",
    grain=N_("one row per investment project and month"),
    dimensions=AREA_DIMENSIONS,
    time="month",
    measures=(
        Measure(
            "inflow",
            "sum(inflow)",
            N_("Funds received"),
            "yuan",
            N_("Funds received from outside in the months of the window (实际到位资金)."),
            "higher",
            additive=True,
        ),
    ),
)

INVESTMENT_TARGETS = Model(
    table="investment_targets",
    grain=N_("one row per area, year and month of the phasing; month 0 is the whole year"),
    dimensions=(*AREA_DIMENSIONS, Dimension("target_year", "year", N_("Year of the target"), Kind.NUMBER)),
    keep="month = 0",
    measures=(
        Measure(
            "investment_target",
            "sum(target)",
            N_("Investment target"),
            "yuan",
            N_("Target of funds to be received in the year."),
            clock=Clock.STATE,
            additive=True,
        ),
    ),
)

INVESTMENT_MODELS = (INVESTMENT_FLOWS, INVESTMENT_TARGETS)
