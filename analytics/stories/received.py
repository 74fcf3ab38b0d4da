"""How many tickets a scope has received: what tells a scope without tickets from tickets without areas."""

from __future__ import annotations

from analytics.ask import ask
from analytics.principal import Principal
from analytics.scope import Scope
from analytics.stories.kept import kept


@kept
def received(scope: Scope, principal: Principal) -> int:
    return int(ask(["received"], scope=scope, principal=principal).frame["received"].iloc[0])
