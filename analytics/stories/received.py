"""How many tickets a scope has received: what tells a scope without tickets from tickets without areas."""

from __future__ import annotations

from analytics.asking.ask import ask
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept


@kept
def received(scope: Scope, principal: Principal) -> int:
    return int(ask(["received"], scope=scope, principal=principal).frame["received"].iloc[0])
