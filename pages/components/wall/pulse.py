"""The pulse: clock, age of the data and state of the link, kept by the browser so that they are right when the server is gone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from analytics.words.language import _
from data.contracts.model import N_
from data.store import now
from pages.components.door import st
from pages.components.wall.settings import Settings

HERE = Path(__file__).parent
WEEKDAYS = (N_("Sunday"), N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"))
WORDS = {
    "date": N_("{month}/{day}"),
    "full_date": N_("{year}-{month}-{day}"),
    "seconds": N_("{count} s"),
    "minutes": N_("{count} min"),
    "hours": N_("{count} h"),
    "days": N_("{count} d"),
    "fresh": N_("Data until {moment}"),
    "ago": N_("{age} ago"),
    "stale": N_("Data not renewed for {age}"),
    "check": N_("until {moment}; check the import"),
    "failed": N_("Renewing the data failed"),
    "retrying": N_("picture of {moment}; trying again"),
    "waiting": N_("trying again"),
    "lost": N_("Connection lost for {age}"),
    "reconnecting": N_("picture of {moment}; reconnecting"),
}
_mounted = st.components.v2.component(
    "wall_pulse",
    html=(HERE / "pulse.html").read_text("utf-8"),
    css=(HERE / "pulse.css").read_text("utf-8"),
    js=(HERE / "pulse.js").read_text("utf-8"),
)


def pulse(
    settings: Settings,
    *,
    beat: float,
    shown: int | None,
    trouble: bool,
    drawn: datetime | None,
    data_until: datetime | None,
    demo: bool,
    panels: int,
) -> None:
    """Send one beat; `shown` is the scene to show, `drawn` the moment of its picture, `panels` how many of it turn."""
    wall = settings.wall
    _mounted(
        key="wall-pulse",
        data={
            "beat": beat,
            "now": now().isoformat(),
            "scene": shown,
            "trouble": trouble,
            "drawn": _text(drawn),
            "data_until": _text(data_until),
            "data_limits": None if demo else [wall.data_amber_hours * 60, wall.data_red_hours * 60],
            "link_limits": [wall.link_amber_seconds, wall.link_red_seconds],
            "reload_after": wall.reload_seconds,
            "health": f"/{st.get_option('server.baseUrlPath').strip('/')}/_stcore/health".replace("//", "/"),
            "ask_every": wall.beat_seconds,
            "turn": wall.turn_seconds,
            "panels": 0 if settings.wide else panels,
            "tour": wall.tour_seconds,
            "words": {name: _(text) for name, text in WORDS.items()},
            "weekdays": [_(day) for day in WEEKDAYS],
        },
    )


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
