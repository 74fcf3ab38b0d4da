"""The section 两两对比: two areas side by side, and what of their difference is case mix."""

from __future__ import annotations

from analytics.asking.scope import Scope
from analytics.figures.duel import duel as duel_figure
from analytics.stories.districts import Choice, Duel, duel, tables
from analytics.words.language import _
from pages.components import session
from pages.components.cards import card, quiet, show_table
from pages.components.charts import show
from pages.components.districts.bar import Units
from pages.components.door import st
from pages.components.errors import safe
from pages.components.part import Part


def duel_section(scope: Scope, choice: Choice, units: Units) -> Part:
    """Compare the areas a and b of the URL; by default the focus, or the largest, with the next."""
    names = dict(units)
    if len(names) < 2:
        return Part(
            _("There are no two areas with cases to compare"), _("Choose another level, a longer window or a wider area."), lambda: None
        )
    codes = list(names)
    first = choice.focus if choice.focus in names else codes[0]
    a = session.parameter("a", (first, *codes))
    b = session.parameter("b", (next(code for code in codes if code != a), *codes))
    if a == b:
        text = _("{name} is chosen on both sides").format(name=names[a])
        return Part(text, _("Choose another area to compare it with."), lambda: _choices(names, a, b))
    view = duel(scope, session.principal(), choice, a, b)
    return Part(view.headline, view.support, lambda: _draw(view, choice, names, a, b))


def _draw(view: Duel, choice: Choice, names: dict[str, str], a: str, b: str) -> None:
    _choices(names, a, b)
    left, right = st.columns([1.2, 1], gap="small")
    if not view.trouble:
        with left, card(view.split_title, "split", lambda: tables.pieces_table(view), [choice.measure]):
            show(
                duel_figure(view.pieces, view.mix, view.performance),
                "split",
                _("Difference of the two rates by category, case mix and handling"),
            )
            quiet(
                _(
                    "Bars to the right raise {a} above {b}, to the left lower it. Case mix: one has more of the kinds with high or low rates. Handling: "
                    "the same kind of case has another rate. All bars together are exactly the difference (Kitagawa 1955)."
                ).format(a=view.a, b=view.b)
            )
    with right, card(view.lines_title, "lines", lambda: tables.lines_table(view)):
        show_table(tables.lines_table(view))
        quiet(_("Judged by the 95% interval of the difference (Newcombe 1998)."))


def _choices(names: dict[str, str], a: str, b: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        for name, value, label in (("a", a, _("Area A")), ("b", b, _("Area B"))):
            key = f"side-{name}"
            st.session_state[key] = value
            st.selectbox(
                label,
                list(names),
                format_func=names.__getitem__,
                key=key,
                label_visibility="collapsed",
                width=220,
                on_change=_take,
                args=(name,),
            )
        st.button(_("Exchange"), icon=":material/swap_horiz:", type="tertiary", key="exchange", on_click=_exchange, args=(a, b))


@safe
def _take(name: str) -> None:
    session.change_parameter(name, st.session_state[f"side-{name}"])


@safe
def _exchange(a: str, b: str) -> None:
    session.change_parameter("a", b)
    session.change_parameter("b", a)
