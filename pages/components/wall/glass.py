"""What keeps the glass alive: two scenes of which the hidden one is drawn, and the heartbeat that is heard by the pulse."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from analytics.words.language import _
from data.contracts.problem import Problem
from data.store import now
from pages.components import session
from pages.components.door import st
from pages.components.wall import markup
from pages.components.wall.drawing import Drawing, drawing
from pages.components.wall.pulse import pulse
from pages.components.wall.scene import scene
from pages.components.wall.settings import Settings

SCENES = (0, 1)
_SHOWN, _DRAWINGS, _DRAWN, _TROUBLE = "wall-shown", "wall-drawings", "wall-drawn", "wall-trouble"
log = logging.getLogger("gridscope")


def glass(settings: Settings) -> None:
    """The whole wall; renewed by the address's own rhythm, for as long as the browser asks."""
    st.html(Path(__file__).with_name("wall.css"))
    with st.container(key="wall-wide" if settings.wide else "wall-standard", gap=None):
        st.fragment(_renew, run_every=settings.wall.refresh_seconds)(settings)
        with st.container(key="wall-clock", gap=None):
            st.fragment(_beat, run_every=settings.wall.beat_seconds)(settings)


def _renew(settings: Settings) -> None:
    """Compute first, then draw: a picture that differs goes to the hidden scene, and where computing fails the last one stays."""
    session.resume()
    state = st.session_state
    drawings: dict[int, Drawing] = state.get(_DRAWINGS, {})
    try:
        fresh = drawing(settings)
    except Exception as error:
        log.warning("the wall could not be renewed", exc_info=error)
        state[_TROUBLE] = error.told(_) if isinstance(error, Problem) else _("Renewing the data failed")
    else:
        state[_TROUBLE], state[_DRAWN] = "", now()
        if not drawings:
            # After a restart of the server the browser may show either scene; both get the first picture.
            drawings, state[_SHOWN] = dict.fromkeys(SCENES, fresh), SCENES[0]
        elif not fresh.looks_like(drawings[state[_SHOWN]]):
            state[_SHOWN] = 1 - state[_SHOWN]
            drawings = drawings | {state[_SHOWN]: fresh}
        state[_DRAWINGS] = drawings
    with st.container(key="wall-scenes"):
        for number in SCENES:
            with st.container(key=f"wall-scene{number}", gap=None):
                if number in drawings:
                    scene(f"s{number}", drawings[number], settings)
                else:
                    st.html(markup.waiting(state[_TROUBLE]))


def _beat(settings: Settings) -> None:
    """Tell the browser that the server lives, what time it is here and how old the data are."""
    session.resume()
    state = st.session_state
    drawings = state.get(_DRAWINGS)
    picture = drawings[state[_SHOWN]] if drawings else None
    story = picture.story if picture else None
    pulse(
        settings,
        beat=time.time(),
        shown=state.get(_SHOWN),
        trouble=bool(state.get(_TROUBLE)),
        drawn=state.get(_DRAWN),
        data_until=None if story is None else story.data_until,
        demo=bool(story and story.demo),
        panels=len(picture.panels) if picture else 0,
    )
