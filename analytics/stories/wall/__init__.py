"""The wall of an area: six numbers with their targets, the level below, and the panels that turn beside it."""

from __future__ import annotations

from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.engines.duckdb import engine
from analytics.readings.kept import kept
from analytics.readings.numbers import gather
from analytics.stories.overview import overview
from analytics.stories.wall.alerts import alerts
from analytics.stories.wall.flow import flow
from analytics.stories.wall.funds import investment
from analytics.stories.wall.heading import heading
from analytics.stories.wall.model import Wall
from analytics.stories.wall.places import compared, plate, ranking
from analytics.stories.wall.tiles import tiles
from analytics.stories.wall.works import renovation
from analytics.words.language import _

__all__ = ["Wall", "wall"]


@kept
def wall(scope: Scope, principal: Principal) -> Wall:
    """Everything the wall shows, in the current language; what the overview says too is taken from it."""
    with engine().reading() as reader:
        about = reader.about
    view = overview(scope, principal)
    shown = compared(scope, principal, view)
    funds = investment(scope, principal, view.paces)
    area = areas().get(scope.area).name if scope.area else _("All areas")
    overdue = gather(scope, principal).overdue
    return Wall(
        area=area,
        heading=heading(scope, shown, about.data_until),
        demo=about.demo,
        data_until=about.data_until,
        tiles=tiles(view, scope.compare, funds.target, overdue),
        plate=plate(shown),
        ranking=ranking(shown),
        flow=flow(scope, principal),
        renovation=renovation(scope, principal, view.paces),
        investment=funds,
        alerts=alerts(view.findings),
    )
