"""What was told to whom: episodes of findings, kept in a journal of the warehouse, so that nothing is told twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, get_args

from analytics.asking.scope import Scope
from analytics.findings.notices import Key, Notice, from_journal
from data.contracts.policy import policy
from data.store import Warehouse

JOURNAL = "findings"
Event = Literal["told", "held", "gone", "back"]


@dataclass(frozen=True)
class Episode:
    """A finding from its first sight until it has been gone for long; its start and key are its identity.

    told: as it was last told, None while it is only held back. held: waits for the end of the quiet hours. gone: since when it is
    no longer seen.
    """

    start: str
    told: Notice | None = None
    held: Notice | None = None
    gone: datetime | None = None

    def after(self, event: Event, notice: Notice, at: datetime) -> Episode:
        match event:
            case "told":
                return replace(self, told=notice, held=None, gone=None)
            case "held":
                return replace(self, held=notice, gone=None)
            case "gone":
                return replace(self, gone=at)
            case "back":
                return replace(self, gone=None)

    def worsened(self, now: Notice) -> bool:
        """Told before, and by now more severe or larger by what the policy calls worth telling."""
        return self.told is not None and (now.rank < self.told.rank or now.effect >= self.told.effect * (1 + policy().delivery.worse_by))

    def is_over(self, at: datetime) -> bool:
        """Gone for so long that it would be news again, and nothing of it waits to be told."""
        return self.gone is not None and not self.held and at - self.gone >= timedelta(hours=policy().delivery.again_after_hours)


class Journal:
    """The episodes of one channel and one watch: an area, a kind of window and filters."""

    def __init__(self, warehouse: Warehouse, noted: Iterable[dict[str, object]], channel: str, scope: Scope, at: datetime) -> None:
        self._warehouse, self._at = warehouse, at
        self._of: dict[str, object] = {"channel": channel, "watch": watch(scope)}
        self._kinds = (channel, channel.partition(" ")[0])  # "smtp" alone: told to all recipients, as older versions noted it
        self.episodes: dict[Key, Episode] = {}
        for line in noted:
            self._read(line)
        self.episodes = {key: episode for key, episode in self.episodes.items() if not episode.is_over(at)}

    def news(self, seen: Iterable[Notice]) -> list[Notice]:
        """What was never told, or has worsened since."""
        return [notice for notice in seen if self._is_news(self.episodes.get(notice.key), notice)]

    def left_over(self) -> list[Notice]:
        """Held back and gone before it could be told."""
        return [episode.held for episode in self.episodes.values() if episode.gone and episode.held]

    def look(self, seen: Iterable[Notice]) -> None:
        """Note what is no longer seen, and what is seen again before its episode was over."""
        present = {notice.key: notice for notice in seen}
        for key, episode in list(self.episodes.items()):
            last = episode.held or episode.told
            if key not in present and last and not episode.gone:
                self._note("gone", last)
            elif key in present and episode.gone:
                self._note("back", present[key])

    def hold(self, notice: Notice) -> None:
        """Let it wait; one that waits already, as it is, need not be noted with every run of the night."""
        episode = self.episodes.get(notice.key)
        if not (episode and episode.held and _told(episode.held) == _told(notice)):
            self._note("held", notice)

    def tell(self, news: Iterable[Notice], gone: Iterable[Notice]) -> None:
        """Note what was told; of what was gone by then nothing is left."""
        gone = list(gone)
        for notice in (*news, *gone):
            self._note("told", notice)
        for notice in gone:
            self._note("gone", notice)

    def _note(self, event: Event, notice: Notice) -> None:
        episode = self.episodes.get(notice.key)
        begun = replace(notice, start=episode.start if episode else notice.start)
        self._warehouse.note(JOURNAL, {"at": f"{self._at:%Y-%m-%d %H:%M:%S}", **self._of, "event": event, "notice": asdict(begun)})
        self._take(event, begun, self._at)

    def _is_news(self, episode: Episode | None, notice: Notice) -> bool:
        return episode is None or episode.told is None or episode.worsened(notice)

    def _read(self, line: dict[str, object]) -> None:
        notice, event = from_journal(line.get("notice")), line.get("event")
        if line.get("watch") == self._of["watch"] and line.get("channel") in self._kinds and event in get_args(Event) and notice:
            self._take(event, notice, datetime.fromisoformat(str(line["at"])))  # type: ignore[arg-type]

    def _take(self, event: Event, notice: Notice, at: datetime) -> None:
        before = self.episodes.get(notice.key)
        if before is None or before.is_over(at):
            before = Episode(notice.start)
        self.episodes[notice.key] = before.after(event, notice, at)


def watch(scope: Scope) -> str:
    """What is watched day after day: without the days of the window, which move."""
    parts = {key: value for key, value in scope.to_query().items() if key not in ("from", "to", "as_of")} | {"window": scope.window}
    return "&".join(f"{key}={value}" for key, value in sorted(parts.items()))


def _told(notice: Notice) -> tuple[object, ...]:
    return notice.severity, notice.effect, notice.title, notice.evidence
