"""The section 综合评分: what a preset makes of the measures, and how much hangs on its weights."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.asking.scope import Scope
from analytics.catalogue import UnknownName
from analytics.figures.layout import CONFIG
from analytics.figures.score import scores as scores_figure
from analytics.figures.waterfall import waterfall
from analytics.stories.districts import Choice, Move, ScoreError, ScoreView, presets, score_tables, scores
from analytics.words.language import _
from pages.components import session
from pages.components.cards import card, quiet, show_table
from pages.components.charts import show
from pages.components.districts.bar import Units, clicked
from pages.components.door import st
from pages.components.errors import safe
from pages.components.markup import faint
from pages.components.part import Part

ROWS = 590
CODE = 5  # place of the area's code in the data of a bar
NO_MOVE = ""


def score_section(scope: Scope, choice: Choice, units: Units) -> Part:
    """Score the areas by the preset of the URL."""
    names = presets()
    if not names:
        return Part(_("No composite score is set"), _("Add a section [score.…] to the policy file."), lambda: None)
    chosen = session.parameter("preset", tuple(names))
    try:
        view = scores(scope, session.principal(), choice, chosen, st.query_params.get("move", NO_MOVE))
    except (ScoreError, UnknownName) as problem:
        told = problem.told(_)
        return Part(_("This preset cannot be used"), "", lambda: _refuse(told, chosen, names))
    return Part(view.headline, view.support, lambda: _draw(view, chosen, names))


def _refuse(told: str, chosen: str, names: dict[str, str]) -> None:
    _choices((), chosen, names)
    st.error(told, icon=":material/error:")


def _draw(view: ScoreView, chosen: str, names: dict[str, str]) -> None:
    _choices(view.moves, chosen, names)
    if view.trouble:
        quiet(view.trouble)
    else:
        left, right = st.columns([1, 1.1], gap="small")
        with left:
            with card(view.parts_title, "parts", lambda: score_tables.parts_table(view), [rule.measure for rule in view.rules]):
                if view.focus:
                    figure = waterfall(view.focus.parts, view.focus.score, view.focus.grade)
                    show(figure, "waterfall", _("Waterfall: from full points to the score"))
            _moves(view)
        with right:
            _ranking(view)
    with card(_("How a measure becomes points"), "rules", lambda: score_tables.rules_table(view), [rule.measure for rule in view.rules]):
        quiet(view.rules_caption)
        show_table(score_tables.rules_table(view))


def _choices(moves: Sequence[Move], chosen: str, names: dict[str, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.session_state["preset"] = chosen
        st.segmented_control(
            _("Preset"),
            list(names),
            format_func=names.__getitem__,
            key="preset",
            required=True,
            label_visibility="collapsed",
            on_change=_take,
            args=("preset", next(iter(names))),
        )
        if moves:
            labels = {NO_MOVE: _("Weights as they are"), **{move.key: move.label for move in moves}}
            st.session_state["move"] = st.query_params.get("move", NO_MOVE) if st.query_params.get("move") in labels else NO_MOVE
            st.selectbox(
                _("Try another weight"),
                list(labels),
                format_func=labels.__getitem__,
                key="move",
                label_visibility="collapsed",
                width=240,
                on_change=_take,
                args=("move", NO_MOVE),
            )


def _ranking(view: ScoreView) -> None:
    with card(view.rank_title, "scores", lambda: score_tables.scores_table(view), [rule.measure for rule in view.rules]):
        figure = scores_figure(view.scored, ROWS)
        with st.container(height=ROWS + 60, border=False) if figure.layout.height > ROWS + 110 else st.container():
            st.plotly_chart(
                figure,
                config=CONFIG,
                key="scores",
                on_select=clicked("scores", CODE),
                selection_mode="points",
                alt=_("Scores of the areas, and the positions that other weights would give them"),
            )
        if view.rank_caption:
            st.markdown(faint(view.rank_caption))


def _moves(view: ScoreView) -> None:
    with card(_("What a weight moved by 10 points changes"), "moves", lambda: score_tables.moves_table(view)):
        show_table(score_tables.moves_table(view))


@safe
def _take(name: str, usual: str) -> None:
    wanted = st.session_state[name]
    session.change_parameter(name, "" if wanted == usual else wanted)
    if name == "preset":
        session.change_parameter("move", "")
