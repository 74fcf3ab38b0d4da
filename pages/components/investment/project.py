"""One investment project: its steps, its funds by month, what the ledger says of it."""

from __future__ import annotations

import pandas as pd

from analytics.asking.scope import Scope
from analytics.figures.months import months
from analytics.stories.investment.projects import Project, project
from analytics.words.language import _
from pages.components import session
from pages.components.cards import card, quiet
from pages.components.charts import show
from pages.components.door import st
from pages.components.errors import safe
from pages.components.headline import headline
from pages.components.markup import bold, gray, icon, joined, lines, tinted

PROJECT = "investment"
HEIGHT = 96


def chosen_project() -> str:
    """Number of the project that the URL names; empty for none."""
    return str(st.query_params.get(PROJECT, ""))


def project_page(scope: Scope, project_id: str) -> None:
    """Drawn in place of the page; the way back stands on top."""
    found = project(scope, session.principal(), project_id)
    st.button(_("All projects"), key="back", type="tertiary", icon=":material/arrow_back:", on_click=_back)
    if found is None:
        st.info(
            _("There is no project {number} in this area at this time. Choose a larger area or a later period.").format(number=project_id),
            icon=":material/search_off:",
        )
        return
    headline(found.headline, found.support)
    left, right = st.columns([1, 1.4], gap="small")
    with left, card(_("What the ledger says"), "facts", lambda: _facts(found)):
        st.markdown(lines(*(joined((gray(label), value), "　") for label, value in ((_("Number"), found.id), *found.facts))))
    with right, card(_("Steps and the days between"), "steps", lambda: _steps(found)):
        for moment in found.moments:
            with st.container(horizontal=True, gap="small"):
                mark = tinted("green", icon("check_circle")) if moment.day else gray(icon("radio_button_unchecked"))
                after = gray(moment.after) if moment.after else ""
                st.markdown(joined((joined((mark, bold(moment.label))), moment.day or _("not yet"), after), "　"))
    with card(_("Funds by month"), "project-months", lambda: _funds(found), ["inflow"]):
        if found.strip:
            show(months(found.months, (found.strip,), HEIGHT, marked=len(found.months) + 1), "project-months", _("Funds by month"))
        else:
            quiet(_("No funds have been received yet."))


def _facts(found: Project) -> pd.DataFrame:
    return pd.DataFrame(found.facts, columns=[_("Fact"), _("Value")])


def _steps(found: Project) -> pd.DataFrame:
    rows = [(moment.label, moment.day, moment.after) for moment in found.moments]
    return pd.DataFrame(rows, columns=[_("Stage"), _("Day"), _("After the step before")])


def _funds(found: Project) -> pd.DataFrame:
    values = found.strip.values if found.strip else ()
    return pd.DataFrame({_("Month"): list(found.months), _("Received, yuan"): list(values)})


@safe
def _back() -> None:
    session.change_parameter(PROJECT, "")
