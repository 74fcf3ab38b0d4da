"""How much is generated: the days, the districts with tickets, and how busy they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.demo.districts import districts


@dataclass(frozen=True)
class Scale:
    """Tickets are received from `first` to `last` inclusive; `tickets` is the wanted total of the province, if any."""

    name: str
    first: date
    last: date
    districts: tuple[str, ...]
    tickets: int | None = None


NAMED = [
    "211302",
    "211303",
    "211321",
    "211322",
    "211324",
    "211381",
    "211382",
    "211002",
    "211003",
    "210204",
    "210202",
    "211103",
    "211102",
    "210104",
    "210103",
    "210411",
    "210404",
    "210302",
    "210711",
    "230204",
]

SCALES = {
    # The council meetings and the joint enforcement of 铁锋区 were published as series from 2014-09.
    "demo": Scale("demo", date(2014, 9, 1), date(2022, 4, 20), tuple(NAMED)),
    "province": Scale(
        "province",
        date(2020, 9, 1),
        date(2021, 9, 3),
        tuple(code for code, district in districts().items() if district.pilot),
        tickets=3_593_000,
    ),
}
