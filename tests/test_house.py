"""The rules of the house, read from the source: who may import whom, where SQL lives, what nobody uses."""

from __future__ import annotations

import ast
import re
import subprocess
import tokenize
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pages.components.door import READ

ROOT = Path(__file__).parents[1]
STOREYS = ("data", "analytics", "pages")
ENTRIES = ("app", "asgi")

# SQL lives here and nowhere else, each for its reason.
SQL_HOMES = (
    "analytics/query/",  # builds every query of a number
    "analytics/engines/",  # asks a generation what it is before it can be queried
    "data/marts/",  # the marts themselves
    "data/intake/",  # rules, staging and merging of an import are SQL over its rows
    "data/demo/",  # writes the demo's frames into the accepted tables
    "data/assemble.py",  # runs the marts and checks the draft
    "data/growing.py",  # lays the rows that came in over those of the generation before
    "data/stated.py",  # counts what tickets say of their place
    "data/compared.py",  # holds two generations against each other
    "data/ahead.py",  # the rule about moments far ahead, for accepted rows and for lines of an import
    "data/store.py",  # attaches the generation before
    "data/reported.py",  # asks the accepted rows which columns each source fills
    "pages/gate/sessions.py",  # who is in is no number: a small database of its own, which all processes write
    "data/ledger.py",  # the tables of imports, quarantine and changes
)
STATEMENT = re.compile(
    r"^\s*(SELECT\b[\s\S]*\bFROM\b|WITH\b[\s\S]*\bSELECT\b|INSERT\s+INTO\b|CREATE\s+(OR\s+REPLACE\s+)?(TEMP\s+)?(TABLE|VIEW)\b|UPDATE\b[\s\S]*\bSET\b|DELETE\s+FROM\b)"
)
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|Users|root|work|mnt|tmp)/")


def modules() -> dict[str, Path]:
    files = [path for storey in STOREYS for path in (ROOT / storey).rglob("*.py")] + [ROOT / f"{name}.py" for name in ENTRIES]
    return {
        path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): path
        for path in files
        if path.exists()
    }


MODULES = modules()
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}
NODES = {name: list(ast.walk(tree)) for name, tree in TREES.items()}
NAMES = sorted(MODULES)


def imports(name: str, *, lazy: bool = True) -> Iterator[str]:
    """Full names of what a module imports; without `lazy` only what it imports when it is itself imported."""
    nodes = NODES[name] if lazy else _at_import(TREES[name])
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else str(node.module)


def _at_import(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        yield from _at_import(node)


def over(cases: Iterable[Any]) -> Callable[[Callable[[Any], None]], Callable[[], None]]:
    """One test for a rule about many: it names every case that breaks the rule, not the first alone."""

    def ruled(rule: Callable[[Any], None]) -> Callable[[], None]:
        def test() -> None:
            broken = []
            for case in cases:
                try:
                    rule(case)
                except AssertionError as error:
                    broken.append(f"{case}: {error}")
            assert not broken, "\n".join(broken)

        return test

    return ruled


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def strings(name: str) -> Iterator[tuple[int, str]]:
    """Every string of a module with its line; of an f-string its fixed parts, joined."""
    for node in NODES[name]:
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "?".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def test_there_are_modules_to_judge():
    assert {"analytics.asking.ask", "data.store"} <= set(NAMES)


@over([name for name in NAMES if within(name, "data")])
def test_data_imports_neither_analytics_nor_pages(name: str):
    lazily_allowed = name in ("data.__main__", "data.demo.command")  # the check command asks analytics, when it is run
    for other in imports(name, lazy=not lazily_allowed):
        assert not within(other, "analytics"), other
        assert not within(other, "pages"), other


@over([name for name in NAMES if within(name, "analytics")])
def test_analytics_imports_of_data_only_the_store_and_the_contracts(name: str):
    for other in imports(name):
        assert not within(other, "pages"), other
        if within(other, "data"):
            assert any(within(other, part) for part in ("data.store", "data.contracts", "data.audit")), other


@over(NAMES)
def test_nothing_imports_a_page(name: str):
    for other in imports(name):
        if within(other, "pages"):
            shared = any(within(other, part) for part in ("pages.components", "pages.gate", "pages.locale"))
            assert shared or other == "pages", other
            assert within(name, "pages") or name in ENTRIES


@over([name for name in NAMES if not within(name, "pages") and name not in ENTRIES])
def test_streamlit_stays_in_the_pages(name: str):
    assert not any(within(other, "streamlit") for other in imports(name))


@over(NAMES)
def test_plotly_express_stays_out(name: str):
    assert not any(within(other, "plotly.express") for other in imports(name))
    for node in NODES[name]:
        if isinstance(node, ast.ImportFrom) and node.module == "plotly":
            assert "express" not in {alias.name for alias in node.names}


def test_imports_are_acyclic():
    graph = {name: {other for other in imports(name, lazy=False) if other in MODULES and other != name} for name in NAMES}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path[path.index(name) :], name))
        if name in done:
            return
        for other in sorted(graph[name]):
            visit(other, (*path, name))
        done.add(name)

    for name in NAMES:
        visit(name, ())


@over(NAMES)
def test_sql_lives_where_the_house_keeps_it(name: str):
    path = MODULES[name].relative_to(ROOT).as_posix()
    if path.startswith(SQL_HOMES):
        return
    found = [f"{path}:{line}" for line, text in strings(name) if STATEMENT.match(text)]
    assert not found


def test_the_homes_of_sql_all_exist():
    for home in SQL_HOMES:
        assert (ROOT / home).exists(), home


def test_the_search_for_sql_finds_sql():
    assert STATEMENT.match("  SELECT a\nFROM t")
    assert STATEMENT.match("INSERT INTO t VALUES (1)")
    assert not STATEMENT.match("Select a district from the list")


@over(NAMES)
def test_no_page_writes_raw_html(name: str):
    # The wall alone has a stylesheet of its own.
    if within(name, "pages.display") or within(name, "pages.components.wall"):
        return
    for node in NODES[name]:
        assert not (isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html")
        assert not (isinstance(node, ast.Call) and ast.unparse(node.func) == "st.html")


DOOR, MARKUP = "pages.components.door", "pages.components.markup"
# Types, what runs the pages and what they are found by; nothing of it draws.
BESIDE_THE_DOOR = (
    "streamlit.delta_generator",
    "streamlit.elements.lib",
    "streamlit.navigation.page",
    "streamlit.proto",
    "streamlit.runtime",
)
IN_PAGES = [name for name in NAMES if within(name, "pages") or name == "app"]


@over([name for name in IN_PAGES if name != DOOR])
def test_pages_draw_through_the_door_which_makes_every_text_literal(name: str):
    found = [other for other in imports(name) if within(other, "streamlit")]
    assert all(any(within(other, allowed) for allowed in BESIDE_THE_DOOR) for other in found), found


@over(IN_PAGES)
def test_what_is_drawn_on_an_element_itself_is_made_literal_by_hand(name: str):
    # `bar.progress(0.5, text=name)` does not pass through the door.
    for call in (node for node in NODES[name] if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        assert isinstance(call.func, ast.Attribute)
        owner, method = ast.unparse(call.func.value), call.func.attr
        if owner in ("st", "markup") or name == DOOR:
            continue
        texts = [keyword.value for keyword in call.keywords if keyword.arg in ("label", "text", "body", "help", "title", "caption")]
        if method in ("markdown", "caption", "title", "header", "subheader", "button", "popover", "metric", "expander", "toast"):
            texts += call.args[:1]
        elif not ((method in READ and owner != "log") or method == "update"):
            continue
        for text in texts:
            assert ast.unparse(text).startswith(("literal(", "_(")), f"{name}:{call.lineno}: {ast.unparse(call)}"


# Still to be turned into `choice()`; this list only gets shorter.
CHOICES_OF_THEIR_OWN = {
    "pages.components.districts.bar",
    "pages.components.districts.score",
    "pages.components.imports.file",
    "pages.components.overview.level_map",
}

MARKED_UP = re.compile(r"\*\*[^*\s]|:[a-z]+(?:-[a-z]+)*\[|`|:material/\w+:.")


@over([name for name in IN_PAGES if name != MARKUP and not within(name, "pages.components.wall")])
def test_markdown_is_made_in_one_place(name: str):
    said = {id(node.value) for node in NODES[name] if isinstance(node, ast.Expr)}
    inner = {id(part) for node in NODES[name] if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in NODES[name]:
        if id(node) in said or id(node) in inner:
            continue
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        text = "?".join(part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))
        assert "export default" in text or not MARKED_UP.search(text), f"{name}: {text}"
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Markup":
            raise AssertionError(f"{name}: only {MARKUP} says what is markup")
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "marked":
            assert ast.unparse(node.args[0]).startswith("_("), f"{name}: a pattern of ours and nothing else"


@over([name for name in NAMES if not within(name, "pages.components.markup")])
def test_no_message_brings_bold_of_its_own(name: str):
    # `marks.bold` does: what stands in a message may be a name.
    for node in NODES[name]:
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("_", "N_", "plural"):
            assert not [
                part for part in node.args if isinstance(part, ast.Constant) and re.search(r"\*\*|</?(?:b|br|span)\b", str(part.value))
            ], name


@over([name for name in NAMES if name != "analytics.figures.layout"])
def test_a_figure_is_made_where_its_texts_are_made_literal(name: str):
    for node in NODES[name]:
        assert not (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) in ("go.Figure", "Figure", "pio.from_json")
            and name != "analytics.figures.printed"
        )


@over([name for name in NAMES if MODULES[name].stat().st_size > 0])
def test_a_module_says_in_one_sentence_what_lives_there(name: str):
    text = ast.get_docstring(TREES[name])
    assert text, "no docstring"
    first = text.split("\n\n")[0]
    assert first.rstrip()[-1] in ".?…", first


@over(sorted((ROOT / "data" / "marts").glob("*.sql")))
def test_a_mart_says_what_one_row_is(path: Path):
    assert path.read_text("utf-8").startswith("-- one row per ")


def tracked() -> list[Path]:
    """Text files of the project, as git sees them, those not yet added included."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    texts = {".py", ".sql", ".toml", ".md", ".po", ".yaml", ".yml", ".txt", ".in", ".cfg", ".csv", ""}
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).suffix in texts and (ROOT / line).is_file()]


def test_no_file_names_a_path_of_a_machine():
    found = []
    for path in tracked():
        if path == Path(__file__):
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:  # samples of other encodings
            continue
        found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in MACHINE_PATH.finditer(text)]
    assert not found


UNFINISHED = re.compile(r"#.*\b(TODO|FIXME|XXX|HACK)\b")


def test_nothing_is_left_to_do_in_a_comment():
    found = []
    for path in [*MODULES.values(), *(ROOT / "tests").rglob("*.py")]:
        with tokenize.open(path) as source:
            comments = [token for token in tokenize.generate_tokens(source.readline) if token.type == tokenize.COMMENT]
        found += [f"{path.relative_to(ROOT)}:{token.start[0]}" for token in comments if UNFINISHED.search(token.string)]
    assert not found


def test_a_rule_over_many_names_each_case_that_breaks_it():
    @over([1, 2, 3])
    def odd(number: int) -> None:
        assert number % 2, "even"

    try:
        odd()
    except AssertionError as error:
        assert str(error).startswith("2: even") and "3:" not in str(error)
    else:
        raise AssertionError("a broken rule went unnoticed")


@over(name for name in IN_PAGES if name != "pages.components.choice")
def test_a_choice_of_views_is_made_in_one_place(name: str):
    assert name in CHOICES_OF_THEIR_OWN or "segmented_control" not in MODULES[name].read_text("utf-8").replace('"segmented_control"', "")


def test_no_test_is_skipped():
    found = []
    for path in (ROOT / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in ("skip", "skipif", "xfail", "importorskip")
                and "pytest" in ast.unparse(node)
            ):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not found
