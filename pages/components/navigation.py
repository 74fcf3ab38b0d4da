"""Which pages there are and how the navigation groups them: one line a page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from streamlit.navigation.page import Page

from analytics.asking.principal import Right
from analytics.words.language import _
from data.contracts.model import N_
from pages.components import session
from pages.components.door import st


@dataclass(frozen=True)
class Entry:
    """`path` is the script's below pages/, its last part the address; an empty group makes a plain link.

    Who has not the `right` has no such page, by whatever name the browser asks for it.
    """

    path: str
    title: str
    group: str = ""
    hidden: bool = False  # reached by its address only
    right: Right = Right.LOOK

    @property
    def address(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def script(self) -> str:
        return f"pages/{self.path}.py"


LEADERSHIP = ""
ANALYSIS = N_("Analysis")
MANAGEMENT = N_("Data management")

PAGES = (
    Entry("leadership/overview", N_("Overview"), LEADERSHIP),
    Entry("leadership/districts", N_("Comparison"), LEADERSHIP),
    Entry("leadership/renovation", N_("Renovation"), LEADERSHIP),
    Entry("leadership/investment", N_("Investment"), LEADERSHIP),
    Entry("leadership/services", N_("Services and visits"), LEADERSHIP),
    Entry("leadership/briefing", N_("Briefing"), LEADERSHIP),
    Entry("analysis/explore", N_("Explore"), ANALYSIS),
    Entry("analysis/tickets", N_("Tickets handling"), ANALYSIS),
    Entry("analysis/programmes", N_("Programmes"), ANALYSIS),
    Entry("analysis/programme", N_("One programme"), ANALYSIS),
    Entry("analysis/workload", N_("Grid workload"), ANALYSIS),
    Entry("analysis/cases", N_("Cases"), ANALYSIS),
    Entry("analysis/definitions", N_("Definitions"), ANALYSIS),
    Entry("manage/imports", N_("Imports"), MANAGEMENT, right=Right.OWN_FILES),
    Entry("manage/areas", N_("Areas and boundaries"), MANAGEMENT, right=Right.PUBLISH),
    Entry("display/wall", N_("Wall"), hidden=True, right=Right.WALL),
    Entry("manage/quality", N_("Data quality"), MANAGEMENT),
    Entry("manage/status", N_("System status"), MANAGEMENT, right=Right.OPERATE),
    Entry("manage/audit", N_("Journal"), MANAGEMENT, right=Right.AUDIT),
)


def entry(address: str) -> Entry | None:
    """The page at an address, if it exists."""
    return next((page for page in PAGES if page.address == address), None)


def navigation() -> Page:
    """Draw the navigation and return the page that was asked for. Raises NotAllowed for somebody who may open none."""
    account = session.account()
    groups: dict[str, list[Page]] = {}
    open_to = [page for page in PAGES if account.may(page.right)]
    if not open_to:
        account.require(Right.LOOK)
    for page in open_to:
        shown = Page(page.script, title=_(page.title), url_path=page.address, visibility="hidden" if page.hidden else "visible")
        groups.setdefault(_(page.group) if page.group else "", []).append(shown)
    # A default page has no address of its own; this hidden one lets the first page keep its own.
    start = Page(partial(_go_to, open_to[0]), title=_("Start"), url_path="start", default=True, visibility="hidden")
    groups.setdefault("", []).append(start)
    found = st.navigation(groups, position="top")
    if asked := entry(found.url_path):
        account.require(asked.right)
    return found


def _go_to(first: Entry) -> None:
    st.switch_page(first.script, query_params=st.query_params.to_dict())
