"""What pages show and offer by role and area; a page that somebody may not open does not exist for him, by whatever name it is asked for."""

import ast
from pathlib import Path

import pytest

from analytics.asking.imports import generations, history, quarantine, roll_back
from analytics.asking.journal import journal_lines, journal_verdict
from analytics.asking.principal import ANALYST, AUDITOR, MANAGER, VIEWER, WALL, NotAllowed, Principal, Right
from analytics.views import ViewError, drop, keep, views
from pages.components import session
from pages.components.door import st
from pages.components.navigation import PAGES
from pages.gate import passing, settings
from pages.gate.settings import Settings
from tests.pages.conftest import Opened

ROOT = Path(__file__).parents[2]
STREET = "211302001"
NAME = "双塔街道"
WHOLE = "全部区域"
LOOKING = [page for page in PAGES if page.right == Right.LOOK]


@pytest.fixture
def as_somebody(monkeypatch: pytest.MonkeyPatch):
    """Whoever is named is signed in, as the gate would say it."""

    def sign_in(principal: Principal | None) -> None:
        monkeypatch.setattr(session, "settings", lambda: Settings(sign_in=("accounts",)))
        monkeypatch.setattr(session.passing, "read", lambda _text: principal)

    return sign_in


@pytest.mark.parametrize("page", LOOKING, ids=lambda page: page.address)
def test_a_page_of_one_street_speaks_of_that_street_and_of_nothing_around_it(opened: Opened, as_somebody, page):
    as_somebody(Principal("王芳", VIEWER, (STREET,)))
    app = opened(page.path)
    assert not app.error, [error.value for error in app.error]
    if page.address != "definitions":
        assert NAME in app.title[0].value
    told = " ".join(str(element.value) for kind in (app.title, app.markdown, app.info, app.warning, app.caption) for element in kind)
    assert WHOLE not in told
    for other in ("前进街道", "凌河街道", "站南街道"):
        assert other not in told


@pytest.mark.parametrize("address", ["211302", "211302003", "21", ""])
def test_an_address_leads_to_no_other_area(opened: Opened, as_somebody, address: str):
    as_somebody(Principal("王芳", VIEWER, (STREET, "211302100")))
    app = opened("leadership/overview", area=address)
    assert not app.error
    assert NAME in app.title[0].value


@pytest.mark.parametrize(
    ("role", "areas", "addresses"),
    [
        (VIEWER, None, {page.address for page in LOOKING} | {"wall"}),
        (ANALYST, (STREET,), {page.address for page in LOOKING} | {"wall", "imports"}),
        (MANAGER, None, {page.address for page in PAGES} - {"audit"}),
        (MANAGER, (STREET,), {page.address for page in LOOKING} | {"wall", "imports"}),
        (AUDITOR, None, {"audit"}),
        (WALL, (STREET,), {"wall"}),
    ],
)
def test_only_the_pages_of_a_role_are_there_by_whatever_name(
    opened: Opened, as_somebody, role: str, areas, addresses: set[str], monkeypatch
):
    as_somebody(Principal("e", role, areas))
    ran: list[str] = []

    def arrive(page: str) -> None:
        ran.append(page)
        st.stop()

    monkeypatch.setattr(session, "arrive", arrive)
    for page in PAGES:
        opened(page.path)
    assert set(ran) - {"start", ""} <= addresses  # the first page has no address
    assert addresses - {"wall"} <= set(ran) or addresses == {"wall"}


def test_who_may_not_publish_is_offered_a_look_at_a_file_of_his_own_and_no_more(opened: Opened, as_somebody):
    as_somebody(Principal("e", ANALYST, (STREET,)))
    app = opened("manage/imports")
    assert not app.error
    assert "自己的文件" in app.title[0].value
    assert not app.subheader and not [button for button in app.button if str(button.key).startswith("serve-")]
    as_somebody(Principal("e", MANAGER))
    assert len(opened("manage/imports").subheader) == 3


def test_the_state_of_the_system_is_told_also_where_no_data_can_be_read(
    opened: Opened, as_somebody, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    as_somebody(Principal("e", MANAGER))
    app = opened("manage/status")
    assert "系统正常" in app.title[0].value
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    app.run()
    assert not app.exception and "python -m data demo" in app.title[0].value


def test_looking_for_an_area_of_somebody_else_is_noted(opened: Opened, as_somebody, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    noted: list[object] = []
    monkeypatch.setattr(session.audit, "record", lambda what, who, **told: noted.append((what, who, told)))
    as_somebody(Principal("王芳", VIEWER, (STREET,)))
    opened("leadership/overview", area="211302003")
    assert ("refused", "王芳", {"area": "211302003"}) in noted


def test_nobody_is_let_in_beside_the_gate(opened: Opened, as_somebody):
    as_somebody(None)
    app = opened("leadership/overview")
    assert [error.value for error in app.error] and not app.title and not app.metric


def test_a_principal_is_believed_only_from_the_gate_of_this_process(monkeypatch: pytest.MonkeyPatch):
    told = passing.written(Principal("王芳", VIEWER, (STREET,)))
    assert passing.read(told) == Principal("王芳", VIEWER, (STREET,))
    head, _dot, sign = told.partition(".")
    for forged in (
        head,
        f"{head}.",
        f"{head}.{sign[:-1]}0",
        f"x{told}",
        f"{head}é.{sign}",
        None,
        "",
        "..",
        passing.written(Principal("a", MANAGER)).partition(".")[0] + "." + sign,
    ):
        assert passing.read(forged) is None
    monkeypatch.setattr(passing, "_KEY", b"another process")
    assert passing.read(told) is None


@pytest.mark.parametrize(
    "who",
    [Principal("a", VIEWER), Principal("a", ANALYST), Principal("a", AUDITOR), Principal("a", MANAGER, (STREET,)), Principal("a", WALL)],
)
def test_what_concerns_all_rows_is_for_whoever_runs_all_of_it(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch, who: Principal):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))
    for question in (lambda: history(who), lambda: quarantine(who), lambda: generations(who), lambda: roll_back(1, who)):
        with pytest.raises(NotAllowed):
            question()
    for question in (lambda: journal_lines(who, 5), lambda: journal_verdict(who)):
        if who.role != AUDITOR:
            with pytest.raises(NotAllowed):
                question()


def test_a_view_belongs_to_whoever_kept_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    keep("周报", "explore", {"by": "street"}, Principal("甲", ANALYST))
    for change in (
        lambda: drop("周报", "explore", Principal("乙", ANALYST)),
        lambda: keep("周报", "explore", {}, Principal("乙", ANALYST)),
    ):
        with pytest.raises(ViewError, match="甲"):
            change()
    with pytest.raises(NotAllowed):
        keep("别的", "explore", {}, Principal("丙", VIEWER))
    drop("周报", "explore", Principal("丁", MANAGER))
    assert views("explore") == []


def test_the_settings_of_a_secrets_file_are_told_in_words_and_never_by_value(tmp_path: Path):
    path = tmp_path / "secrets.toml"
    assert settings.read(path).is_open
    for text, word in (
        ("[gridscope]\nsign_in = 'magic'", "sign_in"),
        ("[gridscope]\nsign_in = ['open', 'accounts']", "open"),
        ("[gridscope]\nsign_in = 'oidc'", "oidc"),
        ("[gridscope]\nsign_in = 'header'\n[gridscope.header]\nsecret = 'hunter2'", "secret"),
        ("[gridscope]\nsign_on = 'open'", "sign_on"),
        ("[gridscope", "secrets.toml"),
    ):
        path.write_text(text, "utf-8")
        with pytest.raises(settings.GateError) as told:
            settings.read(path)
        assert word in str(told.value) and "hunter2" not in str(told.value)


def test_nothing_is_taken_out_as_a_file_that_is_not_noted():
    seen = 0
    for path in sorted((ROOT / "pages").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        noted = {
            target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("as_asked(")
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.download_button"):
            made = ast.unparse(call.args[1])
            assert made.startswith("as_asked(") or made in noted, f"{path}: {made}"
            seen += 1
    assert seen > 5
