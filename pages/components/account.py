"""Who is signed in, and the way out; where nobody signs in, that."""

from __future__ import annotations

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics.asking.geography import areas
from analytics.asking.principal import ANALYST, AUDITOR, MANAGER, VIEWER
from analytics.words.language import _
from data.contracts.model import N_
from pages.components import session
from pages.components.door import st
from pages.components.markup import faint
from pages.gate.settings import settings

SIGN_OUT = "/sign-out"
ROLE_NAMES = {VIEWER: N_("Viewer"), ANALYST: N_("Analyst"), MANAGER: N_("Manager"), AUDITOR: N_("Auditor")}
MOST = 6


def account_state() -> str:
    """The calm line of a place where everybody who reaches the server sees everything; nothing where people sign in."""
    return _("Open: no sign-in") if settings().is_open else ""


def account_menu() -> None:
    """Name, role and areas of whoever is signed in, and the way out."""
    if settings().is_open:
        return
    account = session.account()
    with st.popover(account.name, icon=":material/account_circle:", key="account", type="tertiary"):
        st.markdown(_(ROLE_NAMES.get(account.role, account.role)))
        st.markdown(faint(_areas(account.areas)))
        if st.button(_("Sign out"), key="sign-out", icon=":material/logout:"):
            leave()


def _areas(codes: tuple[str, ...] | None) -> str:
    if codes is None:
        return _("All areas")
    names = [areas().name(code) for code in codes[:MOST]]
    return _(", ").join(names) + (" …" if len(codes) > MOST else "")


def leave() -> None:
    """Send the browser to where its session ends, in this window, as Streamlit sends it to a sign-in of its own."""
    context, message = get_script_run_ctx(), ForwardMsg()
    message.auth_redirect.url = SIGN_OUT
    if context:
        context.enqueue(message)
