"""A district of a few tickets, counted by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.asking.ask import Answer, ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from tests.support.warehouses import publish

Ask = Callable[..., Answer]
Given = Callable[..., None]
MARCH = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31", "compare": "none"})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def ticket(number: int, received: str, resolved: str = "", **more: object) -> dict[str, Any]:
    """A ticket of grid G1 with a deadline far away, unless it says otherwise."""
    row: dict[str, Any] = {
        "ticket_id": str(number),
        "source": "test",
        "grid": "211302001001001",
        "received_at": at(received),
        "resolved_at": at(resolved) if resolved else None,
        "due_at": at("2022-01-01"),
    }
    return row | {name: at(value) if name.endswith("_at") and isinstance(value, str) else value for name, value in more.items()}


# A last ticket outside every window under test, so that the newest data lie after them.
LATE = ticket(999, "2021-12-31 12:00")


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    def publish_tickets(tickets: Sequence[Mapping[str, Any]], **tables: Any) -> None:
        monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
        publish(tmp_path, tickets=tickets, **tables)

    return publish_tickets


def total(*measures: str, scope: Scope = MARCH, **options: object) -> pd.Series:
    """The measures of a whole window."""
    return ask(measures, scope=scope, principal=LOCAL, **options).frame.iloc[0]  # type: ignore[arg-type]


def split(measure: str, *by: str, scope: Scope = MARCH, **options: object) -> dict[object, object]:
    """{group: value}; a single dimension's value is not wrapped, a missing value is None."""
    frame = ask([measure], by=by, scope=scope, principal=LOCAL, **options).frame.astype(object)  # type: ignore[arg-type]
    frame = frame.where(frame.notna(), None)
    keys = [key[0] if len(by) == 1 else key for key in frame[list(by)].itertuples(index=False, name=None)]
    return dict(zip(keys, frame[measure], strict=True))
