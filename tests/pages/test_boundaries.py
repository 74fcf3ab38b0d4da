"""Boundaries become files once, and again when somebody has cleared them away."""

from multiprocessing import get_context
from pathlib import Path

import pytest

from data.contracts.policy import policy
from pages.components import boundaries

DISTRICTS = ("211302", "211303")


@pytest.fixture
def folder(demo_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))
    monkeypatch.setattr(boundaries, "FOLDER", tmp_path / "geo")
    boundaries._published.cache_clear()
    return tmp_path / "geo"


def test_the_address_names_a_file_that_is_served(folder: Path):
    found = boundaries.boundaries_of(DISTRICTS)
    assert found and (folder / found.url.removeprefix("/app/static/geo/")).exists()
    assert [code for code, _spot in found.spots] == list(DISTRICTS)
    assert not found.schematic


def test_a_file_that_is_gone_is_written_again(folder: Path):
    found = boundaries.boundaries_of(DISTRICTS)
    assert found
    path = folder / found.url.removeprefix("/app/static/geo/")
    path.unlink()
    assert boundaries.boundaries_of(DISTRICTS) == found
    assert path.exists()


def test_no_half_written_file_is_left_beside_it(folder: Path):
    boundaries.boundaries_of(DISTRICTS)
    assert not list(folder.rglob(".*"))


def test_streets_say_that_their_boundaries_are_schematic(folder: Path):
    found = boundaries.boundaries_of(("211302008", "211302009"))
    assert found and found.schematic


def test_folders_of_old_generations_are_cleared_away(folder: Path):
    for number in range(9):
        (folder / f"{number:06d}-20200101000000").mkdir(parents=True)
    boundaries.boundaries_of(DISTRICTS)
    assert len(list(folder.iterdir())) <= 6


def many_generations(folder: Path, process: int) -> None:
    boundaries.FOLDER = folder
    for number in range(60):
        boundaries._write(folder / f"{number:06d}-{process}" / "a.json", "{}")
        boundaries._write(folder / f"{number:06d}" / f"{process}.json", "{}")


def test_processes_that_share_the_folder_do_not_trip_over_each_other(tmp_path: Path):
    folder = tmp_path / "geo"
    processes = [get_context("fork").Process(target=many_generations, args=(folder, process)) for process in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert len(list(folder.iterdir())) == policy().generations_kept


def test_without_areas_there_is_nothing_to_draw():
    assert boundaries.boundaries_of(()) is None
