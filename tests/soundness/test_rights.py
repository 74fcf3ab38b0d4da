"""What somebody sees equals what everybody would see if there were no other rows: whatever is asked, however it is split."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.asking.ask import ask
from analytics.asking.closing import use_of_limit
from analytics.asking.filters import Filter
from analytics.asking.geography import areas, seeing_as
from analytics.asking.peers import average
from analytics.asking.principal import AUDITOR, LOCAL, MANAGER, RIGHTS, ROLES, VIEWER, WALL, WHOLE, NotAllowed, Principal, Right
from analytics.asking.quality import filled, shared_numbers, twins
from analytics.asking.rows import rows
from analytics.asking.scope import Scope
from analytics.asking.waiting import curves
from analytics.catalogue import CATALOGUE, Clock, Kind
from analytics.engines.duckdb import looking_into
from analytics.query import RequestError
from analytics.query.parts import model_filters
from analytics.readings.kept import kept
from tests.support.random_tickets import random_tickets
from tests.support.warehouses import publish

STREETS = ("211302001", "211302002", "211303001", "211303002", "211303003")
AREAS: list[dict[str, Any]] = [
    {"area_code": "21", "level": "province", "name": "P"},
    {"area_code": "2113", "level": "city", "name": "C", "parent_code": "21", "party_branches": 9},
    {"area_code": "211302", "level": "district", "name": "D", "parent_code": "2113", "population": 900},
    {"area_code": "211303", "level": "district", "name": "E", "parent_code": "2113", "population": 700},
    *(
        {"area_code": code, "level": "street", "name": f"S{code[-4:]}", "parent_code": code[:6], "households": 10 * place}
        for place, code in enumerate(STREETS)
    ),
    {"area_code": "211302001001", "level": "community", "name": "K1", "parent_code": "211302001", "grid_workers": 3},
    {"area_code": "211302001001001", "level": "grid", "name": "G1", "parent_code": "211302001001", "grid_workers": 2, "households": 400},
    {"area_code": "211303001001", "level": "community", "name": "K2", "parent_code": "211303001", "grid_workers": 5, "households": 70},
]
LEVEL = {4: "city", 6: "district", 9: "street", 12: "community", 15: "grid"}
WHO = {
    "one street": ("211302001",),
    "two streets": ("211302001", "211302002"),
    "streets of two districts": ("211302002", "211303001"),
    "street and district": ("211302001", "211303"),
    "community, street and district": ("211302001001", "211302002", "211303"),
    "district": ("211303",),
    "city": ("2113",),
    "an area twice": ("211302", "211302001"),
}
MARCH = Scope(window="custom", first=date(2020, 1, 10), last=date(2020, 3, 31), compare="none")
SAMPLE = 60
# Count areas: those around the own ones stand in both warehouses, as bare names.
OF_THE_TREE = ("areas", "districts", "streets", "communities", "grids")


def placed_tickets() -> list[dict[str, Any]]:
    """Random tickets somewhere in these areas, some of them at a district only, some nowhere.

    Nobody reports in two places: that a case repeats an earlier one is a state of the case, found when a generation is built.
    """
    chance = random.Random(7)
    places = ["211302", "211303", *STREETS, "211302001001", "211302001001001", "211303001001", None]
    found = []
    for row in random_tickets(5, 260):
        bare = {name: value for name, value in row.items() if name not in LEVEL.values()}
        place = chance.choice(places)
        position = {"longitude": 120.4 + chance.random() / 50, "latitude": 41.5 + chance.random() / 50}
        bare["reporter_key"] = f"{row['reporter_key']} of {place}" if row["reporter_key"] else None
        found.append(bare | position | ({LEVEL[len(place)]: place} if place else {}))
    return found


def of(row: dict[str, Any], codes: tuple[str, ...]) -> bool:
    place = next((row[level] for level in ("grid", "community", "street", "district", "city") if row.get(level)), "")
    return any(place.startswith(code) for code in codes)


@pytest.fixture(scope="module", params=list(WHO))
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Principal, Path]]:
    """Who asks in the warehouse of all, and a warehouse that holds only what he may see."""
    codes, tickets, folder = WHO[request.param], placed_tickets(), tmp_path_factory.mktemp("rights")
    publish(folder / "all", areas=AREAS, tickets=tickets)
    names = ("area_code", "level", "name", "parent_code")
    own = [
        area if any(str(area["area_code"]).startswith(code) for code in codes) else {key: area[key] for key in names if key in area}
        for area in AREAS
    ]
    publish(folder / "own", areas=own, tickets=[row for row in tickets if of(row, codes)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDSCOPE_WAREHOUSE", str(folder / "all"))
        yield Principal("e", VIEWER, codes), folder / "own"


def splits() -> list[tuple[str, tuple[str, ...]]]:
    """Every measure of cases and areas by nothing, by each of its dimensions, and by two: a sample that stays the same."""
    found: list[tuple[str, tuple[str, ...]]] = []
    models = [model for model in CATALOGUE.models if model.table in ("tickets", "areas")]
    for model in models:
        names = [dimension.id for dimension in model.dimensions]
        for measure in (one for one in model.measures if one.id not in OF_THE_TREE):
            found += [
                (measure.id, ()),
                *((measure.id, (name,)) for name in names),
                *((measure.id, (name, "street")) for name in names if name != "street"),
            ]
    return found


def test_numbers_are_those_of_the_own_rows(pair: tuple[Principal, Path]):
    principal, own = pair
    every = splits()
    chosen = random.Random("".join(principal.areas or ())).sample(every, SAMPLE) + [
        ("received", (name,)) for name in ("street", "district", "grid", "month")
    ]
    told = 0
    for measure, by in chosen:
        try:
            seen = ask([measure], by=by, scope=MARCH, principal=principal, totals=True)
        except RequestError:
            continue
        with looking_into(own):
            wanted = ask([measure], by=by, scope=MARCH, principal=LOCAL, totals=True)
        same(seen.frame, wanted.frame, by, f"{measure} by {by}")
        same(seen.totals, wanted.totals, (), measure)
        told += bool(len(seen.frame)) and bool(seen.frame[measure].notna().any())
    assert told > SAMPLE // 3


def same(found: pd.DataFrame, wanted: pd.DataFrame, by: tuple[str, ...], what: str) -> None:
    """Groups that hold nothing may be there or not: an area that exists and has no case."""
    frames = []
    for frame in (found, wanted):
        values = [name for name in frame if name not in by]
        plain = frame.astype({name: "float64" for name in values})
        frames.append(
            plain[~(plain[values].isna() | (plain[values] == 0)).all(axis=1)]
            .astype({name: "string" for name in by})
            .sort_values(list(by) or values)
            .reset_index(drop=True)
        )
    pd.testing.assert_frame_equal(*frames, check_dtype=False, obj=what)


def test_rows_and_curves_and_places_are_those_of_the_own_rows(pair: tuple[Principal, Path]):
    principal, own = pair

    def everything(who: Principal) -> list[object]:
        return [
            rows("tickets", ["ticket_id", "street"], scope=MARCH, principal=who, clock=Clock.STATE, order="ticket_id")
            .frame["ticket_id"]
            .tolist(),
            use_of_limit(MARCH, who).tolist(),
            {key: curve.total for key, curve in curves(MARCH, who, by=["channel"]).items()},
            filled({"rating": "rating IS NOT NULL"}, MARCH, who)["tickets"].sum(),
            sorted(twins(60, MARCH, who).iloc[:, 0].astype(str)),
            len(shared_numbers(MARCH, who)),
        ]

    seen = everything(principal)
    with looking_into(own):
        assert seen == everything(LOCAL)


def test_areas_that_one_may_not_see_do_not_exist(pair: tuple[Principal, Path]):
    principal, _own = pair
    with seeing_as(principal):
        known = areas()
    codes = principal.areas or ()
    assert set(known.by_code) == {
        str(area["area_code"]) for area in AREAS if any(str(area["area_code"]).startswith(code) for code in codes)
    }
    assert not any(known.path(code)[0].parent for code in known.by_code)


@pytest.fixture
def everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, areas=AREAS, tickets=placed_tickets())
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("codes", [(), ("999999",), ("211302001",)])
def test_the_area_around_and_every_other_one_is_refused(codes: tuple[str, ...]):
    who = Principal("e", VIEWER, codes)
    for area in ("211302", "2113", "211302002", "211303", *([None] if codes != ("211302001",) else [])):
        for question in (
            lambda scope: ask(["received"], scope=scope, principal=who),
            lambda scope: rows("tickets", ["ticket_id"], scope=scope, principal=who),
            lambda scope: curves(scope, who),
            lambda scope: twins(60, scope, who),
        ):
            with pytest.raises(NotAllowed):
                question(MARCH.within(area))


@pytest.mark.usefixtures("everything")
def test_peers_are_one_average_and_only_where_nobody_can_be_found_in_it():
    street = Principal("e", VIEWER, ("211303001",))
    # E has three streets: two others are too few to hide in.
    assert average("resolution_rate", MARCH.within("211303001"), street) is None
    with pytest.raises(NotAllowed):
        average("resolution_rate", MARCH.within("211303002"), street)
    filtered = Scope(window="custom", first=MARCH.first, last=MARCH.last, area="211303001", where=(Filter("channel", ("wechat",)),))
    assert average("resolution_rate", filtered, street) is None


def test_of_more_peers_the_average_is_that_of_all_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    more = [*AREAS, {"area_code": "211303004", "level": "street", "name": "S3004", "parent_code": "211303"}]
    tickets = [
        *placed_tickets(),
        *({"ticket_id": f"X{n}", "source": "test", "received_at": pd.Timestamp(2020, 3, 1), "street": "211303004"} for n in range(3)),
    ]
    publish(tmp_path, areas=more, tickets=tickets)
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    found = average("resolution_rate", MARCH.within("211303001"), Principal("e", VIEWER, ("211303001",)))
    assert found is not None
    whole = ask(["resolution_rate"], scope=MARCH.within("211303"), principal=LOCAL).frame["resolution_rate"].iloc[0]
    assert (found.value, found.areas, found.within) == (pytest.approx(whole), 4, "E")


def test_where_a_model_lacks_the_column_no_row_is_seen():
    model = CATALOGUE.models[0]
    lacking = Filter("no_such_column", ("x",), strict=True)
    assert [str(one).upper() for one in model_filters([lacking], model)] == ["FALSE"]
    assert not model_filters([Filter("no_such_column", ("x",))], model)
    beside = Filter("no_such_column", ("x",), beside=(Filter("street", ("211302001",)),), strict=True)
    assert "street" in str(model_filters([beside], model)[0])


def test_every_model_can_be_asked_for_the_areas_of_anybody():
    for model in CATALOGUE.models:
        assert {dimension.id for dimension in model.dimensions if dimension.kind == Kind.AREA} >= {
            "city",
            "district",
            "street",
            "community",
            "grid",
        }, model.table


def test_what_is_told_to_one_serves_another_of_the_same_rights_and_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    publish(tmp_path, areas=AREAS)
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    told: list[Principal] = []

    @kept
    def story(_scope: Scope, principal: Principal) -> int:
        told.append(principal)
        return len(told)

    first = story(MARCH, Principal("a", VIEWER, ("211302",)))
    assert story(MARCH, Principal("b", VIEWER, ("211302",))) == first
    others = [story(MARCH, Principal("a", role, codes)) for role, codes in ((VIEWER, ("211303",)), (VIEWER, None), (MANAGER, ("211302",)))]
    assert len({first, *others}) == 4
    with pytest.raises(NotAllowed):  # before anything is looked up
        story(MARCH, Principal("a", VIEWER, ()))


def test_a_role_that_nobody_knows_may_do_nothing_and_nobody_may_do_everything():
    assert not any(Principal("x", "emperor").may(right) for right in Right)
    assert not any(Principal("x", MANAGER, ("211302",)).may(right) for right in WHOLE)
    assert not any(Principal("x", MANAGER, ()).may(right) for right in WHOLE)
    assert {right for right in Right if Principal("x", AUDITOR).may(right)} == {Right.AUDIT}
    assert {right for right in Right if Principal("x", WALL).may(right)} == {Right.WALL}
    # Whoever runs the system does not read what is noted of him.
    assert not any({Right.AUDIT, Right.PUBLISH} <= RIGHTS[role] for role in ROLES)
