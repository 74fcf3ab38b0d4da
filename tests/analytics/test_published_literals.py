"""No published figure is written into the code that computes it: every one comes out of the rows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.asking.published import published_figures

ANALYTICS = Path(__file__).parents[2] / "analytics"
NUMBER = re.compile(r"\d[\d,_]*(?:\.\d+)?")
FEWEST_DIGITS = 3  # 0.95, 100 and 150 are everybody's numbers; 3,670, 715 and 81.92 are not


def is_telling(value: float) -> bool:
    """Three significant digits or more."""
    return len(f"{abs(value):.10g}".replace(".", "").strip("0")) >= FEWEST_DIGITS


def told() -> set[float]:
    """The figures as published and in base units."""
    values = {value for figure in published_figures() for value in (figure.expected, float(figure.published))}
    return {value for value in values if is_telling(value)}


def numbers(source: str) -> Iterator[tuple[int, float]]:
    """Every number of a module with its line, those inside texts too; what documents the code is left out."""
    tree = ast.parse(source)
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in documents:
            continue
        if isinstance(node.value, str):
            yield from ((node.lineno, float(text.replace(",", "").replace("_", ""))) for text in NUMBER.findall(node.value))
        elif isinstance(node.value, int | float) and not isinstance(node.value, bool):
            yield node.lineno, float(node.value)


@pytest.mark.parametrize("path", sorted(ANALYTICS.rglob("*.py")), ids=lambda path: path.relative_to(ANALYTICS).as_posix())
def test_no_published_figure_is_written_into_the_code(path: Path):
    values = told()
    assert not [(line, value) for line, value in numbers(path.read_text("utf-8")) if value in values]


def test_most_figures_have_digits_enough_to_be_told_from_ordinary_numbers():
    assert len(told()) > 50
    assert {3670.0, 0.8192, 81.92, 715.0, 3593000.0} <= told()
    assert not {0.95, 100.0, 150.0, 2.5} & told()


def test_the_search_would_find_a_figure_in_code_and_in_text():
    found = {
        value for _line, value in numbers('def f():\n    """About 825 of them."""\n    return 3_670, "1,381 of 715", f"{778:d}", -0.8192')
    }
    assert {3670.0, 1381.0, 715.0, 778.0, 0.8192} <= found
    assert 825.0 not in found
