"""What is sent: the same findings as a subject and text for people and as a document for machines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from analytics.asking.geography import areas
from analytics.asking.scope import Period, Scope
from analytics.engines.duckdb import engine, newest
from analytics.findings.letter import letter
from analytics.findings.notices import Notice
from analytics.words.language import _, plural
from analytics.words.wording import date_range, moment


@dataclass(frozen=True)
class Message:
    """`text` and `html` say the same."""

    subject: str
    text: str
    html: str
    document: dict[str, Any]
    identity: str


def message(scope: Scope, news: Sequence[Notice], gone: Sequence[Notice] = ()) -> Message:
    """In the current language; the document holds both. `gone` was held back and is no longer seen."""
    told = [*(notice.lines() for notice in news), *(notice.lines(gone=True) for notice in gone)]
    name = areas().name(scope.area) if scope.area else _("All areas")
    subject = plural("{area}: {count} finding", "{area}: {count} findings", len(told)).format(area=name, count=len(told))
    listed = [{**asdict(notice), "gone": False} for notice in news] + [{**asdict(notice), "gone": True} for notice in gone]
    identity = hashlib.sha256(json.dumps([scope.area, listed], sort_keys=True).encode()).hexdigest()[:32]
    heading = _heading(scope)
    text = "\n\n".join((heading, *told))
    return Message(
        subject, f"{text}\n", letter(heading, news, gone), {**head(scope), "subject": subject, "text": text, "findings": listed}, identity
    )


def head(scope: Scope) -> dict[str, Any]:
    """Area and period of a document."""
    first, last = _days(scope.period(newest()))
    name = areas().name(scope.area) if scope.area else ""
    return {
        "area": scope.area or "",
        "name": name,
        "from": str(first),
        "to": str(last),
        "data_until": f"{newest():%Y-%m-%d %H:%M:%S}",
        "demo": _is_demo(),
    }


def _heading(scope: Scope) -> str:
    name = areas().name(scope.area) if scope.area else _("All areas")
    text = _("{area}, {days}; data until {moment}").format(
        area=name, days=date_range(*_days(scope.period(newest()))), moment=moment(newest())
    )
    return " · ".join((text, _("Demonstration data"))) if _is_demo() else text


def _is_demo() -> bool:
    with engine().reading() as reader:
        return reader.about.demo


def _days(period: Period) -> tuple[date, date]:
    return period.start.date(), (period.end - timedelta(microseconds=1)).date()
