"""The line under the wall's title: which days, how many parts, whether it is only a selection."""

from __future__ import annotations

from datetime import datetime, timedelta

from analytics.asking.scope import Scope
from analytics.stories.wall.places import Compared
from analytics.words.language import _, plural
from analytics.words.wording import date_range, number
from data.contracts.model import N_

WINDOWS = {
    "this_week": N_("This week"),
    "this_month": N_("This month"),
    "this_quarter": N_("This quarter"),
    "this_year": N_("This year"),
    "last_30_days": N_("Last 30 days"),
    "last_12_months": N_("Last 12 months"),
}
PARTS = {
    "province": (N_("{count} province"), N_("{count} provinces")),
    "city": (N_("{count} city"), N_("{count} cities")),
    "district": (N_("{count} district"), N_("{count} districts")),
    "street": (N_("{count} street or town"), N_("{count} streets and towns")),
    "community": (N_("{count} community"), N_("{count} communities")),
    "grid": (N_("{count} grid"), N_("{count} grids")),
}


def heading(scope: Scope, shown: Compared, newest: datetime) -> str:
    """本年 2022-01-01 至 04-20 · 13 个街镇."""
    period = scope.period(newest)
    dates = date_range(period.start.date(), (period.end - timedelta(microseconds=1)).date())
    parts = [f"{_(WINDOWS[scope.window])} {dates}" if scope.window in WINDOWS else dates]
    if shown.places and shown.level:
        one, many = PARTS[shown.level]
        parts.append(plural(one, many, len(shown.places)).format(count=number(len(shown.places))))
    if scope.where:
        parts.append(_("filtered"))
    return " · ".join(parts)
