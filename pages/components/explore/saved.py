"""Views kept by name: open one, keep the present one, drop one."""

from __future__ import annotations

from analytics.asking.principal import Right
from analytics.views import LONGEST, View, drop, keep, views
from analytics.words.language import _
from pages.components import session
from pages.components.cards import quiet
from pages.components.door import st
from pages.components.errors import safe

NAME = "view-name"


def saved_views(page: str) -> None:
    """A popover with the views of a page."""
    with st.popover(_("Views"), icon=":material/bookmarks:", key="views"):
        kept, may_change = views(page), session.account().may(Right.VIEWS)
        if not kept:
            quiet(_("No view is kept yet. The address of this page is a view too: send it to somebody."))
        for view in kept:
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False, width=320):
                st.button(
                    view.name,
                    key=f"view-{view.name}",
                    type="tertiary",
                    help=_("kept by {who} on {day}").format(who=view.who, day=view.at[:10]),
                    on_click=_open,
                    args=(view,),
                )
                st.space("stretch")
                if may_change:
                    st.button(_("Drop"), key=f"drop-{view.name}", type="tertiary", on_click=_drop, args=(view,))
        if may_change:
            with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", wrap=False, width=320):
                st.text_input(_("Keep this view as"), key=NAME, max_chars=LONGEST)
                st.button(_("Keep"), key="keep-view", on_click=_keep, args=(page,))


@safe
def _open(view: View) -> None:
    st.query_params.from_dict(dict(view.query))


@safe
def _keep(page: str) -> None:
    keep(st.session_state[NAME], page, st.query_params.to_dict(), session.account())
    st.session_state[NAME] = ""


@safe
def _drop(view: View) -> None:
    drop(view.name, view.page, session.account())
