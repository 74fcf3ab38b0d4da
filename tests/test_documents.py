"""What the documents name exists, and what a reader may set or run is documented."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.test_house import MODULES, ROOT, strings

README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "docs" / "contributing.md").read_text("utf-8")
NAMED = re.compile(r"`((?:analytics|data|pages|tests|docs|benchmarks)/[\w./-]*)`")


def test_every_file_and_folder_that_a_document_names_exists():
    documents = {"README.md": README, "docs/contributing.md": CONTRIBUTING}
    missing = [f"{name}: {path}" for name, text in documents.items() for path in NAMED.findall(text) if not (ROOT / path).exists()]
    assert len(NAMED.findall(CONTRIBUTING)) > 20
    assert not missing


def test_each_recipe_names_the_files_that_it_takes():
    recipes = re.findall(r"^\*\*(.+?)\*\*: (.+?)(?=^\*\*|^## )", CONTRIBUTING, flags=re.M | re.S)
    assert {name for name, _text in recipes} == {"A measure", "A KPI", "A card", "A page", "An import preset", "A message"}
    assert all(NAMED.search(text) for _name, text in recipes)


def test_the_readme_leads_to_the_contributors_page():
    assert "docs/contributing.md" in README


def test_every_setting_of_the_environment_is_documented():
    read = {name for module in MODULES for _line, text in strings(module) for name in re.findall(r"^GRIDSCOPE_[A-Z_]+$", text)}
    assert read
    assert not [name for name in sorted(read) if f"`{name}`" not in README]


def test_every_target_of_make_is_documented():
    targets = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), flags=re.M)
    assert targets
    undocumented = {"check", "browser"}  # parts of `make test`
    assert not [name for name in targets[1].split() if name not in undocumented and f"make {name}" not in README + CONTRIBUTING]


def test_every_command_of_the_data_is_documented():
    told = subprocess.run([sys.executable, "-m", "data", "--help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    commands = re.search(r"\{([\w,-]+)\}", told)
    assert commands
    assert not [name for name in commands[1].split(",") if f"python -m data {name}" not in README]


def test_every_module_that_is_a_command_is_documented():
    commands = [name.removesuffix(".__main__") for name in MODULES if name.endswith(".__main__")]
    assert "analytics" in commands
    assert not [name for name in commands if f"python -m {name}" not in README]


def test_every_storey_of_the_map_is_on_disk_and_the_other_way_round():
    rooms = [path for path in (ROOT / "analytics").iterdir() if path.is_dir() and (path / "__init__.py").exists()]
    assert not [
        room.name for room in rooms if f"analytics/{room.name}/" not in CONTRIBUTING and room.name not in ("briefing", "engines", "exports")
    ]
