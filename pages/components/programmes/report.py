"""The monthly report of a programme as a file: which month, which format; it is made when it is asked for."""

from __future__ import annotations

from functools import partial

from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.briefing import FORMATS, Month, made
from analytics.briefing.months import choices
from analytics.briefing.programme import programme_briefing
from analytics.stories.programmes.words import named
from analytics.words.language import _
from data.contracts.programmes import Programme
from pages.components import session
from pages.components.briefing import BUTTONS
from pages.components.cards import quiet
from pages.components.door import st
from pages.components.downloads import as_asked


def report_buttons(told: Programme, scope: Scope) -> None:
    """A popover with the month and a button for each format; the area is that of the bar."""
    about = session.about()
    months = [str(month) for month in choices(about.data_from, about.data_until) if month.last >= told.since]
    with st.popover(_("Monthly report"), icon=":material/description:"):
        if not months:
            quiet(_("The data end before the programme began."))
            return
        month = st.selectbox(_("Month"), months, format_func=lambda text: Month.parse(text).name, key="programme-month")
        if told.report_day:
            quiet(_("Due on day {day} of each month").format(day=told.report_day))
        for form, mime in FORMATS.items():
            label, icon = BUTTONS[form]
            make = as_asked(partial(_made, scope, session.principal(), told.id, month, form), f"programme-{told.id}-{month}.{form}")
            name = f"{named(told)}_{month}.{form}"
            st.download_button(_(label), make, name, mime, key=f"programme-{form}", icon=icon, on_click="ignore")


def _made(scope: Scope, principal: Principal, name: str, month: str, form: str) -> bytes:
    return made(programme_briefing(Scope(area=scope.area), principal, name, month), form)
