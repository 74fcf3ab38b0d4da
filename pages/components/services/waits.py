"""Grids and their visits: the map that drills, and the list of those not visited for long."""

from __future__ import annotations

from functools import partial

from analytics.asking.scope import Scope
from analytics.figures.area_map import CONFIG
from analytics.figures.ranking import ranking
from analytics.figures.shaded_map import Borders, shaded_map
from analytics.figures.tokens import AREA, BELOW, LOW, SEQUENTIAL
from analytics.readings.targets import aim_of
from analytics.stories.services.model import Coverage, Grid, Waits
from analytics.stories.services.waits import wait_text
from analytics.words.language import _, plural
from analytics.words.wording import number
from pages.components import session
from pages.components.boundaries import boundaries_of
from pages.components.cards import quiet
from pages.components.charts import show
from pages.components.choices import measure_label
from pages.components.door import st
from pages.components.errors import safe
from pages.components.maps import of_one_province
from pages.components.markup import badge, bold, faint, joined, lines
from pages.components.navigation import entry

MOST = 6
# Up to half the limit, up to the limit, beyond it, never: only what is beyond the policy's limit has a colour.
WAITS = (AREA, SEQUENTIAL[1], LOW, BELOW)
COUNTS = (AREA, *SEQUENTIAL[1:5])
ARROW = ":material/chevron_right:"


def waits_map(waits: Waits, key: str, height: int) -> None:
    """The grids or areas by their waits; a click makes one the scope."""
    if waits.unknown:
        quiet(_cannot_tell())
        return
    near = of_one_province(waits.shades)
    found = boundaries_of(tuple(shade.code for shade in near))
    drawn = {code for code, _spot in found.spots} if found else set()
    shown = tuple(shade for shade in near if shade.code in drawn)
    if not found or not shown:
        quiet(_("No boundaries are known for these areas; the table has their values."))
        return
    figure = shaded_map(
        shown,
        found.spots,
        found.url,
        height,
        colors=WAITS if waits.by_grid else COUNTS,
        words=waits.words,
        empty=_("no grids"),
        borders=_borders(waits),
        remark=" · ".join(_remarks(waits, found.schematic)),
    )
    st.plotly_chart(figure, config=CONFIG, key=key, on_select=partial(_drill, key), selection_mode="points", alt=_("Map of the areas"))


def _remarks(waits: Waits, schematic: bool) -> list[str]:
    return [*([] if waits.by_grid else [_("long unvisited / grids")]), *([_("Schematic boundaries")] if schematic else [])]


def _borders(waits: Waits) -> Borders | None:
    names, found = dict(waits.streets), boundaries_of(tuple(code for code, _name in waits.streets))
    return Borders(tuple((code, names[code], spot) for code, spot in found.spots), found.url) if found else None


def waits_list(waits: Waits, scope: Scope) -> None:
    """The grids to go to first: silent ones, then by days; each leads to its workload, or makes it the scope."""
    late = [grid for grid in waits.grids if grid.overdue]
    if waits.unknown:
        quiet(_cannot_tell())
    elif not late:
        quiet(_("Nothing to go to: every grid was visited within the limit of the policy."))
    with st.container(gap="small"):
        for grid in late[:MOST]:
            _row(grid, scope)
    if len(late) > MOST:
        quiet(plural("{count} more in the table", "{count} more in the table", len(late) - MOST).format(count=number(len(late) - MOST)))


def _cannot_tell() -> str:
    return _("Who has waited for long cannot be told yet. Choose a later period, or import the ledger of visits.")


def coverage_ranking(coverage: Coverage, height: int) -> None:
    """Areas by the share of their plan that is done, with intervals and the target."""
    if not coverage.units or coverage.reference.rate is None:
        quiet(_("A plan is compared with what was done where records say what was planned."))
        return
    figure = ranking(
        coverage.units,
        coverage.reference.rate,
        coverage.reference.label,
        aim_of("coverage"),
        height,
        value_head=f"{measure_label('coverage')} %",
        count_head=_("Planned"),
        unit="times",
    )
    with st.container(height=height, border=False) if figure.layout.height > height else st.container():
        show(figure, "coverage", _("Ranking of the areas with 95% intervals"))


def _row(grid: Grid, scope: Scope) -> None:
    page = entry("workload")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        mark = badge("gray", "help", _("To verify")) if grid.silent else ""
        visits = _("{count} visits in the period").format(count=number(grid.visits))
        words = [grid.place, _("reports far less than usual; a question, not a verdict") if grid.silent else visits]
        head = joined((joined((mark, bold(grid.name))), wait_text(grid)), "　")
        st.markdown(lines(head, faint(joined(words, " · "))), width="stretch")
        if page and grid.silent:
            st.page_link(
                page.script, label=_("Workload"), icon=ARROW, icon_position="right", query_params=scope.within(grid.code).to_query()
            )
        else:
            st.button(
                _("Look"), key=f"grid-{grid.code}", type="tertiary", icon=ARROW, icon_position="right", on_click=_look, args=(grid.code,)
            )


@safe
def _look(code: str) -> None:
    session.change(session.scope().within(code))


@safe
def _drill(key: str) -> None:
    points = st.session_state[key]["selection"]["points"]
    if points and points[0].get("location"):
        session.change(session.scope().within(points[0]["location"]))
