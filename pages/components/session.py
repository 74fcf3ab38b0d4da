"""What a session keeps between runs: language, who is signed in, and the scope, whose one truth is the URL."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from analytics.asking.filters import ScopeError, filterable
from analytics.asking.geography import UnknownArea, areas, begin_in, see_as
from analytics.asking.principal import LOCAL, WALL, Principal, known
from analytics.asking.scope import Scope
from analytics.catalogue import UnknownName
from analytics.engines.duckdb import About, engine, look_into
from analytics.words.language import CHINESE, LANGUAGES, language, speak
from data import audit
from data.contracts.model import N_
from data.contracts.problem import Problem
from pages.components.door import st
from pages.gate import passing
from pages.gate.settings import settings

SCOPE_KEYS = {"area", "window", "from", "to", "compare", "basis", "as_of"}
LANGUAGE = "lang"
_KEPT, _PAGE, _REFUSED, _TROUBLE, _PRIVATE = "_scope", "_page", "_refused", "_trouble", "_private"


def start() -> None:
    """Begin a run: speak the language that the URL asks for, or else the one spoken before, and take over what a callback could not do."""
    wanted = st.query_params.get(LANGUAGE) or st.session_state.get(LANGUAGE, CHINESE)
    st.session_state[LANGUAGE] = wanted if wanted in LANGUAGES else CHINESE
    st.session_state[_TROUBLE] = st.session_state.pop(_REFUSED, None)
    resume()


def resume() -> None:
    """Speak the session's language and read its data again, in a fragment, dialog or callback that runs without the frame."""
    speak(st.session_state.get(LANGUAGE, CHINESE))
    look_into(private())
    see_as(principal())


def arrive(page: str) -> None:
    """Carry scope and language over to another page, whose address comes without them."""
    moved = page != st.session_state.get(_PAGE, page)
    st.session_state[_PAGE] = page
    here = st.query_params.to_dict()
    if moved and not any(is_scope(key) for key in here) and st.session_state.get(_KEPT):
        here |= st.session_state[_KEPT]
    if language() != CHINESE:
        here[LANGUAGE] = language()
    else:
        here.pop(LANGUAGE, None)
    _write(here)


def page() -> str:
    """Address of the page that is shown."""
    return str(st.session_state.get(_PAGE, ""))


def account() -> Principal:
    """Who asks, as the gate says it of this session. Where everything is open there is one who may do everything.

    Raises NotAllowed where people sign in and nobody has: the pages were reached beside the gate.
    """
    return LOCAL if settings().is_open else known(passing.read(st.user.get(passing.USER_KEY)))


def principal() -> Principal:
    """The same, for whose rows he may see: of a file of his own all of them."""
    return replace(account(), areas=None) if private() else account()


def private() -> Path | None:
    """Folder of the data that only this session sees, where it explores a file of its own."""
    folder = st.session_state.get(_PRIVATE)
    return folder if isinstance(folder, Path) and folder.exists() else None  # of a session that slept too long it is gone


def explore_privately(folder: Path | None) -> None:
    """Let every page of this session read a private warehouse; None goes back to the deployment's."""
    st.session_state[_PRIVATE] = folder
    look_into(folder)


def about() -> About:
    """The generation that answers now."""
    with engine().reading() as reader:
        return reader.about


def scope() -> Scope:
    """The scope of the URL; one that cannot be is replaced by the default, and `trouble` says why."""
    here = {key: value for key, value in st.query_params.items() if is_scope(key)}
    try:
        found = Scope.from_query(here)
        found.comparison(about().data_until)
        found = placed(found)
    except (ScopeError, UnknownArea, UnknownName) as problem:
        if isinstance(problem, UnknownArea) and principal().areas is not None:
            audit.record("refused", account().name, area=here.get("area"))
        st.session_state[_TROUBLE] = Problem(
            N_("The address asks for something that does not exist; the default is shown instead. {detail}"), detail=problem
        )
        found = placed(Scope())
        change(found)
    st.session_state[_KEPT] = found.to_query()
    return found


def placed(found: Scope) -> Scope:
    """Who may see some areas only begins in the first of them, wherever the address has none; titles then say which.

    A wall stays in the area of its link, whatever the address says. Raises UnknownArea.
    """
    if (found.area is None or account().role == WALL) and principal().areas is not None:
        return found.within(begin_in(None))
    areas().path(found.area)
    return found


def refuse(problem: Problem) -> None:
    """Keep what a widget's callback could not do for the run that follows it."""
    st.session_state[_REFUSED] = problem


def trouble() -> Problem | None:
    """Why the scope of the URL, or what the reader has just chosen, could not be used, if it could not."""
    return st.session_state.get(_TROUBLE)


def change(wanted: Scope) -> None:
    """Put a scope into the URL; the page's own parameters and the language stay."""
    st.session_state[_KEPT] = wanted.to_query()
    _write({key: value for key, value in st.query_params.items() if not is_scope(key)} | wanted.to_query())


def change_language(code: str) -> None:
    st.session_state[LANGUAGE] = code
    _write({key: value for key, value in st.query_params.items() if key != LANGUAGE} | ({LANGUAGE: code} if code != CHINESE else {}))


def parameter(name: str, possible: tuple[str, ...]) -> str:
    """A page's own choice in the URL; the first possible one where it is missing or unknown."""
    value = st.query_params.get(name)
    return value if value in possible else possible[0]


def change_parameter(name: str, value: Any) -> None:
    if value:
        st.query_params[name] = str(value)
    else:
        st.query_params.pop(name, None)


def own(keys: tuple[str, ...]) -> dict[str, str]:
    """A page's own parameters that stand in the URL."""
    return {key: st.query_params[key] for key in keys if st.query_params.get(key)}


def change_own(wanted: dict[str, str], keys: tuple[str, ...]) -> None:
    """Put a page's own parameters into the URL; scope and language stay."""
    _write({key: value for key, value in st.query_params.items() if key not in keys} | wanted)


def is_scope(key: str) -> bool:
    """Whether a key of the address is a part of the scope."""
    return key in SCOPE_KEYS or filterable(key)


def _write(query: dict[str, str]) -> None:
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)
