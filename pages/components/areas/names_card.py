"""Names that no list knows: each is given its meaning by one press, which holds for all rows of before and to come."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.asking.imports import publishing
from analytics.stories.areas import Tree
from analytics.words.language import _
from analytics.words.wording import count
from data.intake.placing.gazetteer import PROVISIONAL, Place
from data.naming import Meaning, Unknown, say
from data.store import Warehouse
from pages.components import session
from pages.components.cards import card, quiet
from pages.components.door import st
from pages.components.errors import reported, safe
from pages.components.markup import bold, gray, joined

MOST = 12
FOUND = 8


def names_card(names: Sequence[Unknown], known: Tree) -> None:
    """The names with most cases first, what may be meant, and the button that says so."""
    sure = [one for one in names if len(one.likely) == 1]

    def control() -> None:
        if sure:
            label = _("Take {count} that are clear").format(count=len(sure))
            st.button(
                label, key="take-clear", icon=":material/done_all:", on_click=_take, args=([_meaning(one, one.likely[0]) for one in sure],)
            )

    if not names:
        with card(_("Every name is in the lists"), "names", lambda: _frame(names)):
            quiet(_("Names of later files that no list has stand here, with what they may mean."))
        return
    title = _("{count} names are in no list: say once what they mean").format(count=count(len(names)))
    with card(title, "names", lambda: _frame(names), control=control):
        for one in names[:MOST]:
            _row(one, known)
        rest = _("{count} more in the table behind the icon.").format(count=count(len(names) - MOST)) if len(names) > MOST else ""
        quiet(rest + " " + _("What is said here is kept in this deployment and applied to all cases, old and new, by a new generation."))


def _row(one: Unknown, known: Tree) -> None:
    around = " › ".join(place.name for place in one.around)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        where = gray(around) if around else ""
        cases = _("{count} cases").format(count=count(one.tickets))
        several = _("perhaps {names}").format(names=_(", ").join(place.name for place in one.likely)) if len(one.likely) > 1 else ""
        st.markdown(joined((joined((bold(one.place.name), where)), cases, several), " · "), width="stretch")
        if len(one.likely) == 1:
            meant = one.likely[0]
            text = _("It is {name}").format(name=meant.name)
            st.button(text, key=f"is-{one.place.area_code}", help=meant.area_code, on_click=_take, args=([_meaning(one, meant)],))
        with st.popover(_("Choose one"), key=f"choose-{one.place.area_code}"):
            _choices(one, known)


def _choices(one: Unknown, known: Tree) -> None:
    if one.several:
        st.markdown(_("Several areas bear this name."))
    text = st.text_input(_("Search by name or code"), key=f"find-{one.place.area_code}").strip()
    hits = (
        [node for node in known.nodes.values() if node.listed and (text in node.name or node.code.startswith(text))]
        if len(text) > 1
        else []
    )
    codes = [place.area_code for place in one.likely] if not text else [node.code for node in hits[:FOUND]]
    for code in codes:
        node = known.nodes[code]
        above = known.nodes[node.parent].name if node.parent in known.nodes else ""
        place = Place(code, node.level, node.name, node.parent)
        label = " ".join((above, node.name, code)).strip()
        st.button(label, key=f"meant-{one.place.area_code}-{code}", type="tertiary", on_click=_take, args=([_meaning(one, place)],))


def _meaning(one: Unknown, meant: Place) -> Meaning:
    """A listed parent is named by its code, a made-up one by its name."""
    parent = one.around[-1] if one.around else None
    above = None if parent is None else parent.name if parent.kind == PROVISIONAL else parent.area_code
    return Meaning(one.place.name, above, meant.area_code)


@safe
def _take(meanings: list[Meaning]) -> None:
    with reported():
        with publishing("names", session.account(), names=", ".join(meaning.name for meaning in meanings)):
            generation = say(Warehouse(), meanings, session.account().name)
        st.toast(_("Generation {number} reads all cases so.").format(number=generation.number), icon=":material/check:")


def _frame(names: Sequence[Unknown]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("In the files"): [one.place.name for one in names],
            _("Below"): [" › ".join(place.name for place in one.around) for one in names],
            _("Requests"): [one.tickets for one in names],
            _("May mean"): [_(", ").join(f"{place.name} {place.area_code}" for place in one.likely) for one in names],
        }
    )
