"""Moving workers: a trial that shows its effect at once, and the smallest set of moves under a limit."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.asking.scope import Scope
from analytics.figures.before_after import before_after
from analytics.figures.layout import Size
from analytics.figures.lorenz import lorenz_curve
from analytics.shapes.changes import Shift, Shifts
from analytics.stories.workload import LoadUnit, Workload
from analytics.stories.workload.levels import NEAR, WIDE
from analytics.stories.workload.moves import Changed, Moved, MoveError, Trial, staffed, trial, write_moves
from analytics.stories.workload.proposal import NEARBY, WIDER, WITHIN, Proposal, moves_table, proposal
from analytics.stories.workload.sentences import load_text
from analytics.stories.workload.tables import ranked
from analytics.words.language import _
from pages.components import session
from pages.components.cards import card, quiet, show_table
from pages.components.charts import show
from pages.components.choice import choice
from pages.components.door import st
from pages.components.downloads import csv_button
from pages.components.errors import safe
from pages.components.markup import bold, faint, lines
from pages.components.workload.methods import method

LOAD = "weighted_load_per_worker"
MOST = 18
LISTED = 8
HEIGHT = 300
EMPTY = "–"


def moves_section(scope: Scope, view: Workload) -> None:
    """The trial left, the suggestion right."""
    units = staffed(view.units)
    if sum(unit.workers for unit in units) < 2 or len(units) < 2:
        quiet(_("Two units and two workers are needed to move anybody; choose a larger area."))
        return
    left, right = st.columns([1, 1], gap="small")
    with left:
        _trial(scope, view, units)
    with right:
        _proposal(scope, view)


def _trial(scope: Scope, view: Workload, units: Sequence[LoadUnit]) -> None:
    text = st.query_params.get("moves", "")
    try:
        found = trial(scope, session.principal(), view.level, text)
    except MoveError as problem:
        st.warning(problem.told(_), icon=":material/person_alert:")
        st.button(_("Start again without moves"), key="clear-moves", on_click=_write, args=((),))
        return
    with card(found.title, "trial", lambda: moves_table(found.moves, units), ["weighted_load_per_worker", "grid_workers"]):
        _chooser(units, found)
        if found.moves:
            st.markdown(found.sentence)
            _changes(found.changed, None)
            _listed(found.moves, units)
        else:
            quiet(_("Choose a unit to give workers and one to take them; the new loads and the Gini coefficient follow at once."))
        show(
            lorenz_curve(found.after, found.busiest, HEIGHT, before=found.before if found.moves else None),
            "trial-lorenz",
            _("Lorenz curve before and after"),
        )
        method("gini")


def _chooser(units: Sequence[LoadUnit], found: Trial) -> None:
    hands = {unit.code: unit.workers for unit in units}
    for move in found.moves:
        hands[move.giver] -= move.workers
        hands[move.taker] += move.workers
    names = {unit.code: f"{unit.full_name} ({_told(unit, hands[unit.code])})" for unit in units}
    busiest_first = [unit.code for unit in ranked(units, LOAD)]
    givers = [code for code in reversed(busiest_first) if hands[code]]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", wrap=False):
        st.selectbox(_("From"), givers, None, names.__getitem__, "giver", placeholder=_("least loaded first"))
        st.selectbox(_("To"), busiest_first, None, names.__getitem__, "taker", placeholder=_("busiest first"))
        st.number_input(_("Workers"), 1, max(hands.values()), 1, key="moved", width=92)
        st.button(_("Move them"), key="move", icon=":material/arrow_forward:", on_click=_add, args=(found.moves,), width="content")


def _told(unit: LoadUnit, workers: int) -> str:
    if not workers:
        return _("no grid worker")
    return _("{workers} × {load}").format(workers=workers, load=load_text(unit.weighted / workers))


def _changes(changed: Sequence[Changed], limit: float | None) -> None:
    steps = tuple(
        Shift(
            item.unit.name,
            item.before,
            item.after,
            f"{item.unit.workers} → {item.workers}　{_load(item.before)} → {_load(item.after)}",
        )
        for item in changed[:MOST]
    )
    if steps:
        show(before_after(Shifts(steps, limit), Size(HEIGHT)), "changes" if limit is None else "proposed", _("Loads before and after"))


def _load(value: float | None) -> str:
    return EMPTY if value is None else load_text(value)


def _listed(moves: Sequence[Moved], units: Sequence[LoadUnit]) -> None:
    names = {unit.code: unit.name for unit in units}
    with st.container(horizontal=True, gap="xsmall"):
        for number, move in enumerate(moves[:LISTED]):
            label = f"{names[move.giver]} → {names[move.taker]} × {move.workers}"
            rest = tuple(other for place, other in enumerate(moves) if place != number)
            st.button(label, key=f"undo-{number}", icon=":material/close:", help=_("Take this move back"), on_click=_write, args=(rest,))
        st.button(_("Clear all"), key="clear-moves", type="tertiary", on_click=_write, args=((),))


def _proposal(scope: Scope, view: Workload) -> None:
    reach = session.parameter("reach", (NEARBY, WIDER))
    found = proposal(scope, session.principal(), view.level, _limit(), reach)

    def control() -> None:
        if len({unit.group for unit in view.units}) > 1:
            words = {NEARBY: _(WITHIN[NEAR[view.level]]), WIDER: _(WITHIN[WIDE[view.level]])}
            choice("reach", words, _("Workers move"))

    units = staffed(view.units)
    with card(found.title, "proposal", lambda: moves_table(found.moves, units), ["weighted_load", "grid_workers"], control):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            st.session_state["limit"] = found.limit
            st.number_input(
                _("Highest weighted load per worker"),
                min_value=0.01,
                step=0.5,
                key="limit",
                format="%.2f",
                on_change=_take_limit,
                width=230,
            )
            if found.moves:
                table = moves_table(found.moves, units)
                csv_button(table, "gridscope-moves", key="moves-csv", label=_("Moves as CSV"))
                st.button(_("Try these moves"), key="adopt", icon=":material/experiment:", on_click=_write, args=(found.moves,))
        st.markdown(found.sentence)
        _outcome(scope, view, found)
        method("moves")


def _outcome(scope: Scope, view: Workload, found: Proposal) -> None:
    if not found.moves:
        return
    after = trial(scope, session.principal(), view.level, write_moves(found.moves))
    st.markdown(lines(bold(after.title), faint(after.sentence)))
    show_table(moves_table(found.moves, staffed(view.units)).iloc[:, [1, 3, 4, 7, 8]], 12)


def _limit() -> float:
    text = st.query_params.get("limit", "")
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 < value < 1e9 else 0.0


@safe
def _take_limit() -> None:
    session.change_parameter("limit", f"{st.session_state['limit']:g}")


@safe
def _add(moves: tuple[Moved, ...]) -> None:
    giver, taker = st.session_state["giver"], st.session_state["taker"]
    if giver and taker and giver != taker:
        _write((*moves, Moved(giver, taker, int(st.session_state["moved"]))))


@safe
def _write(moves: tuple[Moved, ...]) -> None:
    session.change_parameter("moves", write_moves(moves))
