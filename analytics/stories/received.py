"""How many tickets a scope has received: what tells a scope without tickets from tickets without areas."""

from __future__ import annotations

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept


@kept
def received(scope: Scope, principal: Principal) -> int:
    return whole(ask(["received"], scope=scope, principal=principal).frame["received"].iloc[0])


def whole(value: float) -> int:
    """A count as a number; none where nothing is on record for the time."""
    return 0 if pd.isna(value) else int(value)
