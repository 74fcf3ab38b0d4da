"""The workload of a small district, counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from analytics.asking.principal import LOCAL, Principal
from analytics.asking.scope import Scope
from analytics.stories.workload import Workload, workload
from analytics.stories.workload.clustered import clustered
from analytics.stories.workload.model import LOADS
from analytics.stories.workload.moves import MoveError, Trial, read_moves, trial, write_moves
from analytics.stories.workload.proposal import moves_table, proposal
from analytics.stories.workload.sentences import load_meaning, map_title, table_title
from analytics.stories.workload.shades import shades
from analytics.stories.workload.tables import in_sight, loads_table
from analytics.words.language import ENGLISH, speaking
from tests.support.warehouses import AREAS, publish

JUNE = Scope(window="custom", first=date(2021, 6, 1), last=date(2021, 6, 30), area="211302")
ONE, TWO = "211302001", "211302002"
# Street one: grids a, b, c; street two: grid d; a village without grids.
GRIDS = {"a": (ONE, 1, 400), "b": (ONE, 2, 500), "c": (ONE, 3, 300), "d": (TWO, 1, 100)}
Make = Callable[..., None]


def code(name: str) -> str:
    return f"{GRIDS[name][0]}001{'abcd'.index(name) + 1:03d}"


def district(**changed: dict[str, Any]) -> list[dict[str, Any]]:
    places = [{"area_code": f"{street}001", "level": "community", "name": f"K{street[-1]}", "parent_code": street} for street in (ONE, TWO)]
    grids = [
        {
            "area_code": code(name),
            "level": "grid",
            "name": name,
            "parent_code": f"{street}001",
            "grid_workers": workers,
            "households": homes,
            **changed.get(name, {}),
        }
        for name, (street, workers, homes) in GRIDS.items()
    ]
    return [*AREAS[:5], *places, *grids]


def tickets(counts: dict[str, int], **more: Any) -> list[dict[str, Any]]:
    start = datetime(2021, 6, 2, 9)
    return [
        {
            "ticket_id": f"{where}-{n}",
            "source": "s",
            **({"grid": code(where)} if where in GRIDS else {"street": where}),
            "received_at": start + timedelta(hours=n % 600),
            "resolved_at": start + timedelta(hours=n % 600 + 5) if n % 2 else None,
            **more,
        }
        for where, count in counts.items()
        for n in range(count)
    ]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))

    def build(counts: dict[str, int], areas: list[dict[str, Any]] | None = None, **more: Any) -> None:
        publish(tmp_path, areas=areas or district(), tickets=tickets(counts, **more))

    return build


def told(scope: Scope = JUNE, level: str = "grid") -> Workload:
    with speaking(ENGLISH):
        return workload(scope, LOCAL, level)


def test_every_load_is_what_one_counts(make: Make) -> None:
    make({"a": 12, "b": 8, "c": 3})
    units = {unit.name: unit for unit in told().units}
    assert units["a"].received_per_worker == 12
    assert units["b"].received_per_worker == 4
    assert units["a"].received_per_1000_households == 30
    assert units["a"].open_per_worker == 6
    # Loads a head are 12, 4, 1 and 0: the median is 2.5.
    assert [units[name].load_index for name in "abcd"] == [4.8, 1.6, 0.4, 0.0]


def test_a_weight_of_the_policy_counts_in_the_weighted_load_only(make: Make) -> None:
    make({"a": 10}, category="违法建设")
    (unit,) = [unit for unit in told().units if unit.name == "a"]
    assert unit.received_per_worker == 10
    assert unit.weighted_load_per_worker == pytest.approx(20)


def test_the_headline_the_coefficient_and_the_curve_are_those_of_the_hand(make: Make) -> None:
    make({"a": 12, "b": 8, "c": 3})
    view = told()
    # Workers by load: d 1 → 0, c 3 → 3, b 2 → 8, a 1 → 12; 23 in all. The busiest fifth of 7 are 1.4 workers: 12 and 0.4 × 4.
    assert view.evenness is not None
    assert view.evenness.people == pytest.approx([0, 1 / 7, 4 / 7, 6 / 7, 1])
    assert view.evenness.work == pytest.approx([0, 0, 3 / 23, 11 / 23, 1])
    assert view.evenness.busiest == pytest.approx((12 + 0.4 * 4) / 23)
    assert view.headline == "The busiest 20% of grid workers carry 59% of the work"
    heights = zip(view.evenness.people, view.evenness.people[1:], view.evenness.work, view.evenness.work[1:], strict=False)
    assert view.evenness.gini == pytest.approx(1 - sum((x1 - x0) * (y0 + y1) for x0, x1, y0, y1 in heights))


def test_tickets_that_are_placed_no_lower_are_told(make: Make) -> None:
    make({"a": 12, "b": 6, ONE: 2})
    view = told()
    assert view.remarks[0].startswith("10% of the tickets (2 cases)")
    received = next(stat for stat in view.stats if stat.meaning == "received_per_worker")
    assert received.note == "20 / 7"


def test_a_grid_without_workers_or_households_says_so(make: Make) -> None:
    make({"a": 5, "b": 5}, district(a={"grid_workers": 0, "households": None}))
    view = told()
    bare = next(unit for unit in view.units if unit.name == "a")
    assert bare.received_per_worker is bare.load_index is bare.received_per_1000_households is None
    assert view.remarks == ("1 grid have no grid worker on record", "1 grid have no households on record")
    shaded, _words = shades(view.units, "received_per_worker")
    with speaking(ENGLISH):
        assert next(shade for shade in shaded if shade.code == bare.code).band == -1
    assert len(loads_table(view.units, "received_per_worker")) == 4


def test_without_any_worker_the_page_compares_by_households(make: Make) -> None:
    make({"a": 5}, district(**{name: {"grid_workers": None} for name in GRIDS}))
    view = told()
    assert view.loads == ("received_per_1000_households",)
    assert view.headline.startswith("No grid workers are known here")
    assert view.evenness is None


def test_titles_name_the_heaviest_and_count_those_beyond_twice_the_median(make: Make) -> None:
    make({"a": 12, "b": 8, "c": 3})
    with speaking(ENGLISH):
        units = told().units
        assert map_title(units, "received_per_worker") == "Received per worker: a highest, 12.0"
        assert table_title(units, "grid", "received_per_worker") == "1 grid carry more than twice the median"


@pytest.mark.parametrize(
    ("area", "level", "levels"),
    [
        ("21", "grid", ("grid", "community", "street", "district")),
        ("211302", "grid", ("grid", "community", "street")),
        (TWO, "grid", ("grid", "community")),
        (code("d"), "grid", ("grid",)),
    ],
)
def test_the_level_follows_the_area(make: Make, area: str, level: str, levels: tuple[str, ...]) -> None:
    make({"a": 5, "d": 5})
    view = told(JUNE.within(area), "")
    assert view.level == level
    assert view.levels[: len(levels)] == levels


def test_one_unit_one_day_and_no_ticket_are_sentences(make: Make) -> None:
    make({"d": 5})
    alone = told(JUNE.within(TWO))
    assert (alone.evenness, alone.association) == (None, None)
    assert alone.support.startswith("Only one unit has grid workers")
    empty = told(Scope(window="custom", first=date(2020, 1, 1), last=date(2020, 1, 1), area="211302"))
    assert empty.headline == "No data in this period"
    assert not empty.units


def test_a_district_that_sends_no_ticket_is_no_load_of_nothing(make: Make) -> None:
    other = [
        {"area_code": "211303", "level": "district", "name": "E", "parent_code": "2113"},
        {"area_code": "211303001", "level": "street", "name": "S3", "parent_code": "211303", "grid_workers": 9, "households": 10},
    ]
    make({"a": 5, "d": 5}, [*district(), *other])
    view = told(JUNE.within("2113"), "street")
    assert [unit.name for unit in view.units] == ["S1", "S2"]
    assert any("1 street are left out" in remark for remark in view.remarks)


def test_a_principal_sees_the_units_of_its_street_only(make: Make) -> None:
    make({"a": 5, "d": 5})
    view = workload(Scope(window="custom", first=JUNE.first, last=JUNE.last), Principal("clerk", "street", (TWO,)), "street")
    assert [unit.code for unit in view.units] == [TWO]


def test_moves_are_read_as_they_are_written_and_added_up() -> None:
    text = f"{code('c')}>{code('a')}:1;{code('c')}>{code('a')}:1;{code('b')}>{code('a')}:1"
    assert write_moves(read_moves(text)) == f"{code('c')}>{code('a')}:2;{code('b')}>{code('a')}:1"
    for bad in ("a>b", "a>a:1", "a>b:0", "a>b:-1", "<script>"):
        with pytest.raises(MoveError):
            read_moves(bad)


def tried(text: str) -> Trial:
    with speaking(ENGLISH):
        return trial(JUNE, LOCAL, "grid", text)


def test_a_trial_gives_the_new_loads_and_the_new_coefficient(make: Make) -> None:
    make({"a": 12, "b": 8, "c": 3})
    found = tried(f"{code('c')}>{code('a')}:1")
    assert {item.unit.name: (item.workers, item.before, item.after) for item in found.changed} == {"a": (2, 12, 6), "c": (2, 1, 1.5)}
    # d 1 → 0, c 2 → 3, b 2 → 8, a 2 → 12: 1 − (2·3 + 2·(3 + 11) + 2·(11 + 23)) / (7 · 23).
    assert found.title.endswith(f"→ {1 - (6 + 28 + 68) / 161:.3f}")
    assert "Highest load per worker 12.0 → 6.0" in found.sentence


def test_nobody_gives_workers_that_are_not_there(make: Make) -> None:
    make({"a": 12, "b": 8})
    with pytest.raises(MoveError, match="a has 1 workers left and cannot give 2"):
        tried(f"{code('a')}>{code('b')}:2")
    with pytest.raises(MoveError, match="not among the units"):
        tried(f"{code('a')}>999:1")


def proposed(limit: float, reach: str = "near"):
    with speaking(ENGLISH):
        return proposal(JUNE, LOCAL, "grid", limit, reach)


def test_the_smallest_set_of_moves_brings_everybody_under_the_limit(make: Make) -> None:
    make({"a": 12, "b": 8, "c": 3})
    found = proposed(6)
    assert [(move.giver, move.taker, move.workers) for move in found.moves] == [(code("c"), code("a"), 1)]
    assert found.title == "Moving 1 people between 1 pairs is enough"
    assert all((item.after or 0) <= 6 for item in tried(write_moves(found.moves)).changed)
    table = moves_table(found.moves, told().units)
    assert len(table) == 1


def test_workers_stay_in_their_street_unless_the_district_is_chosen(make: Make) -> None:
    make({"d": 12, "c": 3})
    near = proposed(6)
    assert not near.moves
    assert near.lowest == 12
    assert "S2 have too few workers" in near.sentence and "lowest limit that can be kept everywhere is 12.0" in near.sentence
    assert [(move.taker, move.workers) for move in proposed(6, "wide").moves] == [(code("d"), 1)]


def test_work_without_anybody_to_do_it_is_a_sentence(make: Make) -> None:
    make({"d": 12, "c": 3}, district(d={"grid_workers": 0}))
    found = proposed(6)
    assert found.lowest is None
    assert "no limit can be kept" in found.sentence


def test_everybody_under_the_limit_needs_no_move(make: Make) -> None:
    make({"a": 2, "b": 2})
    assert proposed(50).title == "Everybody is under the limit already"


def test_few_units_have_no_clusters_and_say_why(make: Make) -> None:
    make({"a": 2, "b": 2})
    with speaking(ENGLISH):
        assert clustered(JUNE, LOCAL, "grid", "").title == "Too few units to tell clusters"


def test_a_chosen_unit_that_would_be_out_of_sight_stands_on_top(make: Make) -> None:
    make({"a": 12, "b": 8, "c": 3})
    units = told().units
    assert [unit.name for unit in in_sight(units, "received_per_worker", code("c"), 2)] == ["c", "a", "b", "d"]
    assert [unit.name for unit in in_sight(units, "received_per_worker", code("b"), 2)] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("load", LOADS)
def test_every_load_says_what_it_counts(load: str):
    assert load_meaning(load).endswith("。")
    with speaking(ENGLISH):
        assert load_meaning(load).endswith(".")
