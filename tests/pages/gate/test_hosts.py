"""Under which names the server answers, and whose pages may talk to it: also where everything is open."""

import socket
from pathlib import Path

import pytest
from starlette.datastructures import Headers
from starlette.responses import Response

from pages.components.navigation import PAGES
from pages.gate import accounts, sessions
from pages.gate.answers import cookie_name, give, inside
from pages.gate.doors import DOORS
from pages.gate.headers import always, policy
from pages.gate.hosts import is_known, is_own
from pages.gate.in_force import WANTED, refuse_unless_in_force
from pages.gate.passing import HEADER, USER_KEY
from pages.gate.settings import GateError, Settings

OPEN = Settings()
NAMED = Settings(sign_in=("accounts",), address="https://grid.example.cn", hosts=("10.0.0.8",))


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501", "10.1.2.3", "192.168.0.9:80", socket.gethostname()]
)
def test_without_a_name_of_its_own_it_answers_under_addresses_and_its_machine(host: str):
    assert is_known(host, OPEN)


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "evil.example",
        "evil.example:8501",
        "127.0.0.1.evil.example",
        "a@127.0.0.1",
        "127.0.0.1/x",
        "127.0.0.1?x",
        "[::1",
        "127.0.0.1:x",
    ],
)
def test_a_name_that_anybody_may_point_here_is_not_answered(host: str | None):
    assert not is_known(host, OPEN)
    assert not is_known(host, NAMED)


def test_with_a_name_of_its_own_it_answers_under_that_and_to_its_machine_only():
    assert all(is_known(host, NAMED) for host in ("grid.example.cn", "GRID.example.cn:443", "10.0.0.8", "127.0.0.1:8501", "localhost"))
    assert not any(is_known(host, NAMED) for host in ("192.168.0.9", "x.grid.example.cn", "grid.example.cn.evil.example"))


def test_only_pages_of_the_same_host_and_port_may_send():
    def own(*origins: str) -> bool:
        return is_own(Headers(raw=[(b"host", b"grid.example.cn:8443"), *((b"origin", origin.encode()) for origin in origins)]))

    assert own() and own("https://grid.example.cn:8443")
    assert not any(
        own(origin) for origin in ("https://grid.example.cn", "null", "https://evil.example", "https://grid.example.cn:8443.evil.example")
    )
    assert not own("https://grid.example.cn:8443", "https://grid.example.cn:8443")


def test_over_https_the_cookie_stays_there_and_browsers_are_told_to():
    told = give(Response(), cookie_name(NAMED), "x", NAMED).headers["set-cookie"].lower()
    assert told.startswith("__host-gridscope=x;") and {"secure", "httponly", "samesite=lax", "path=/"} <= set(told.split("; "))
    assert "strict-transport-security" in always(NAMED) and "strict-transport-security" not in always(OPEN)


@pytest.mark.parametrize("address", ["/", "/cases?state=open", "/briefing?month=2021-07&area=211302", "/%E6%A1%88"])
def test_a_page_of_this_server_is_where_one_may_come_back_to(address: str):
    assert inside(address) == address


def test_no_page_has_the_address_of_an_open_route():
    assert not {f"/{page.address}" for page in PAGES} & set(DOORS)


def test_nothing_is_evaluated_and_nothing_comes_from_elsewhere():
    rules = dict(rule.split(" ", 1) for rule in policy(["https://portal.example.cn"]).split("; "))
    assert "'unsafe-eval'" not in rules["script-src"] and "'unsafe-inline'" not in rules["script-src"] and "'sha256-" in rules["script-src"]
    assert rules["frame-ancestors"] == "'self' https://portal.example.cn"
    assert not any("http" in value for name, value in rules.items() if name != "frame-ancestors")


@pytest.mark.parametrize("name", [*WANTED, "server.trustedUserHeaders"])
def test_a_server_without_the_settings_that_it_relies_on_does_not_start(name: str):
    found: dict[str, object] = WANTED | {"server.trustedUserHeaders": {HEADER: USER_KEY}}
    refuse_unless_in_force(found.get)
    for wrong in (None, "", {"X-Forwarded-User": "gridscope"}, not found[name]):
        with pytest.raises(GateError, match=r"config\.toml"):
            refuse_unless_in_force((found | {name: wrong}).get)


@pytest.fixture
def accounts_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    accounts.put("王芳", "viewer", ("211302001",), "Ｇrid-网格-2021")
    return accounts.path()


def test_a_password_is_kept_as_scrypt_makes_it_and_read_however_it_is_typed(accounts_file: Path):
    assert "2021" not in accounts_file.read_text("utf-8").replace("211302001", "") and accounts_file.stat().st_mode & 0o077 == 0
    found, _left = accounts.check(" 王芳 ", "Grid-网格-2021")  # full width and half width are one letter
    assert found is not None and (found.name, found.role, found.areas) == ("王芳", "viewer", ("211302001",))
    assert accounts.check("王芳", "grid-网格-2021")[0] is None


@pytest.mark.parametrize("password", ["", "Kurz-1", "nurkleinbuch", "1234567890", "王芳王芳王芳王芳-Ab1", "x" * 201])
def test_a_weak_password_is_refused(accounts_file: Path, password: str):
    with pytest.raises(GateError):
        accounts.put("王芳", "viewer", None, password)


def test_an_account_without_areas_sees_none_and_a_changed_one_is_put_out(accounts_file: Path):
    token = sessions.begin(accounts.principal_of("王芳", accounts.accounts()["王芳"]), "accounts", longest=60, idle=60)
    assert sessions.find(sessions.hashed(token))
    accounts.put("王芳", "viewer", (), None)
    assert sessions.find(sessions.hashed(token)) is None
    assert accounts.principal_of("王芳", accounts.accounts()["王芳"]).areas == ()


def test_a_session_ends_when_nobody_is_there_and_at_the_latest_at_its_end(accounts_file: Path, monkeypatch: pytest.MonkeyPatch):
    who, clock = accounts.principal_of("王芳", accounts.accounts()["王芳"]), [1_000_000.0]
    monkeypatch.setattr(sessions.time, "time", lambda: clock[0])
    identity = sessions.hashed(sessions.begin(who, "accounts", longest=1000, idle=100))
    for _step in range(9):
        clock[0] += 99
        session = sessions.find(identity)
        assert session
        sessions.touch(session)
    clock[0] += 110
    assert sessions.find(identity) is None  # 1,001 seconds after it began, though somebody was there
    idle = sessions.hashed(sessions.begin(who, "accounts", longest=1000, idle=100))
    clock[0] += 101
    assert sessions.find(idle) is None
    assert sessions.sessions() == []


def test_what_the_browser_holds_stands_in_no_file(accounts_file: Path):
    token = sessions.begin(accounts.principal_of("王芳", accounts.accounts()["王芳"]), "accounts", longest=60, idle=60)
    key = sessions.make_link("墙", None, {}, 9e9, "x")
    kept = b"".join(path.read_bytes() for path in accounts_file.parent.iterdir())
    assert token.encode() not in kept and key.partition(".")[2].encode() not in kept
    assert sessions.hashed(token).encode() in kept
