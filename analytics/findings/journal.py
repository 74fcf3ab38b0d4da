"""What was told to whom: episodes of findings, kept in a journal of the warehouse, so that nothing is told twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Literal

from analytics.findings.notices import Key, Notice, from_journal
from analytics.scope import Scope
from data.contracts.policy import policy
from data.store import Warehouse

JOURNAL = "findings"
Event = Literal["told", "held", "gone"]


@dataclass(frozen=True)
class Episode:
    """A finding from its first sight until it is gone; its start and key are its identity.

    told: as it was last told, None while it is only held back. held: waits for the end of the quiet hours. gone: no longer seen.
    """

    start: str
    told: Notice | None = None
    held: Notice | None = None
    gone: bool = False

    def after(self, event: Event, notice: Notice) -> Episode | None:
        """The episode one event later; None when it is over and nothing waits to be told."""
        if event == "told":
            return replace(self, told=notice, held=None, gone=False)
        if event == "held":
            return replace(self, held=notice, gone=False)
        return replace(self, gone=True) if self.held else None

    def worsened(self, now: Notice) -> bool:
        """Told before, and by now more severe or larger by what the policy calls worth telling."""
        return self.told is not None and (now.rank < self.told.rank or now.effect >= self.told.effect * (1 + policy().delivery.worse_by))


class Journal:
    """The episodes of one channel and one watch: an area, a kind of window and filters."""

    def __init__(self, warehouse: Warehouse, channel: str, scope: Scope) -> None:
        self._warehouse = warehouse
        self._of: dict[str, object] = {"channel": channel, "watch": watch(scope)}
        self.episodes: dict[Key, Episode] = {}
        for line in warehouse.noted(JOURNAL):
            if all(line[name] == value for name, value in self._of.items()):
                self._take(line["event"], from_journal(line["notice"]))  # type: ignore[arg-type]

    def news(self, seen: Iterable[Notice]) -> list[Notice]:
        """What was never told, or has worsened since."""
        return [notice for notice in seen if self._is_news(self.episodes.get(notice.key), notice)]

    def left_over(self, seen: Iterable[Notice]) -> list[Notice]:
        """Held back and gone before it could be told."""
        present = {notice.key for notice in seen}
        return [episode.held for key, episode in self.episodes.items() if episode.gone and episode.held and key not in present]

    def close(self, seen: Iterable[Notice]) -> None:
        """End the episodes of what is no longer seen."""
        present = {notice.key for notice in seen}
        for key, episode in list(self.episodes.items()):
            last = episode.held or episode.told
            if key not in present and last and not episode.gone:
                self.note("gone", last)

    def note(self, event: Event, notice: Notice) -> None:
        episode = self.episodes.get(notice.key)
        begun = replace(notice, start=episode.start if episode else notice.start)
        self._warehouse.note(JOURNAL, {**self._of, "event": event, "notice": asdict(begun)})
        self._take(event, begun)

    def _is_news(self, episode: Episode | None, notice: Notice) -> bool:
        return episode is None or episode.told is None or episode.gone or episode.worsened(notice)

    def _take(self, event: Event, notice: Notice) -> None:
        later = self.episodes.get(notice.key, Episode(notice.start)).after(event, notice)
        if later is None:
            self.episodes.pop(notice.key, None)
        else:
            self.episodes[notice.key] = later


def watch(scope: Scope) -> str:
    """What is watched day after day: without the days of the window, which move."""
    parts = {key: value for key, value in scope.to_query().items() if key not in ("from", "to", "as_of")} | {"window": scope.window}
    return "&".join(f"{key}={value}" for key, value in sorted(parts.items()))
