"""Nothing but the named open routes answers who is not in: every route of the app and made-up paths, from the very first request on."""

import json
import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Mount, Route, WebSocketRoute
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from pages.components.imports.receiving import ROUTES
from pages.components.navigation import PAGES
from pages.gate.doors import DOORS
from tests.support.gate_server import PASSWORD, Answer, Served, gate_server

OPEN = {*DOORS, "/_stcore/health"}
MADE_UP = [
    "/", "//", "/%2e%2e/", "/..", "/../etc/passwd", "/..%2f..%2fasgi.py", "/cas", "/cases", "/casesx", "/Cases", "/sign", "/sign-inx", "/sign-in/",
    "/sign-in/../cases", "/sign-in/x", "/sign-in/oidc/", "/sign-in//", "/sign-out/", "/sign-out/x", "/health/", "/health/x", "/healthz", "/HEALTH",
    "/open-wall/", "/open-wall/x", "/_stcore", "/_stcore/", "/_stcore/health/", "/_stcore/health/x", "/_stcore//health", "/_stcore/healthz",
    "/cases/_stcore/health", "/cases/_stcore/host-config", "/_stcore/metrics", "/_stcore/stream", "/_stcore/agent/mcp", "/_stcore/agent/interact",
    "/_stcore/upload_file/a/b", "/_stcore/script-health-check", "/static", "/static/", "/static/js/index.js", "/static/../app.py", "/app/static/logo.svg",
    "/app/static/geo/x.json", "/media/abc.png", "/component/x/index.html", "/upload/abc", "/favicon.png", "/index.html", "/robots.txt", "/.streamlit/secrets.toml",
    "/oauth2callback", "/auth/login", "/auth/logout", "/wall", "/warehouse", "/sign-in%2f", "/%73ign-in%00", "/health;x", "/sign-in\\x",
]  # fmt: skip


def paths_of_the_app() -> list[str]:
    """Every route as the app has it, its parameters filled with something."""
    import asgi

    found: set[str] = set()
    for route in [*_routes(asgi.app._build_starlette_app().routes), *ROUTES]:
        found.add(re.sub(r"\{[^}]*\}", "x", route.path) or "/")
    return sorted(found | {f"/{page.address}" for page in PAGES})


def _routes(routes: list) -> Iterator[Route | WebSocketRoute | Mount]:
    for route in routes:
        if isinstance(route, Route | WebSocketRoute | Mount):
            yield route
        if isinstance(route, Mount):
            yield from _routes(list(route.routes or []))


@pytest.fixture(scope="module")
def files(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A warehouse of its own, for who is in is written there, and the settings of a place with accounts."""
    folder = tmp_path_factory.mktemp("closed")
    warehouse = folder / "warehouse"
    warehouse.mkdir()
    for file in demo_warehouse.iterdir():
        if file.is_file():
            (warehouse / file.name).symlink_to(file)
    settings = folder / "secrets.toml"
    settings.write_text('[gridscope]\nsign_in = "accounts"\n', "utf-8")
    return warehouse, settings


@pytest.fixture(scope="module")
def first() -> list[Answer]:
    """What a server answered before anybody had asked it anything."""
    return []


@pytest.fixture(scope="module")
def served(files: tuple[Path, Path], first: list[Answer]) -> Iterator[Served]:
    with gate_server(*files) as server:
        first.append(server.ask("/media/x.png"))
        for name, role, areas in (
            ("li", "manager", "*"),
            ("wang", "viewer", "211302001"),
            ("zhao", "analyst", "211302001"),
            ("shen", "auditor", "*"),
        ):
            server.command("pages.gate", "user", "add", name, "--role", role, "--areas", areas, text=f"{PASSWORD}\n")
        yield server


def test_the_very_first_request_after_a_start_is_closed_too(served: Served, first: list[Answer]):
    assert [(answer.status, "Streamlit" in answer.body) for answer in first] == [(303, False)]


def test_nothing_but_the_open_routes_answers_whoever_is_not_in(served: Served):
    revoked = served.cookie_of("wang")
    assert served.ask("/cases", cookie=revoked).status == 200
    served.command("pages.gate", "session", "end", "wang")
    visitors: dict[str, dict[str, Any]] = {
        "no cookie": {},
        "forged": {"cookie": f"gridscope={secrets.token_urlsafe(32)}"},
        "revoked": {"cookie": revoked},
        "named twice": {"cookie": f"{revoked}; {revoked}"},
        "says who he is": {"headers": {"x-gridscope-principal": "WyJsaSIsIm1hbmFnZXIiLG51bGxd.x", "X-Forwarded-User": "li"}},
    }
    for path in [*paths_of_the_app(), *MADE_UP]:
        for who, how in visitors.items():
            for method in ("GET", "POST", "HEAD") if who == "no cookie" else ("GET",):
                answer = served.ask(path, method=method, body="" if method == "POST" else None, **how)
                if path not in OPEN:
                    assert answer.status != 200, (path, who, method)
                    assert answer.status in (303, 400, 401, 403, 404, 405), (path, who, method, answer.status)
                    assert "Streamlit" not in answer.body, (path, who)


def test_another_host_is_answered_nothing_at_all(served: Served):
    cookie = served.cookie_of("li")
    for path in [*paths_of_the_app(), *sorted(OPEN)]:
        for host in ("evil.example", f"evil.example:{served.port}", "127.0.0.1.evil.example", "a@127.0.0.1", "", "localhost/x"):
            assert served.ask(path, cookie=cookie, headers={"Host": host}).status in (400, 421), (path, host)


def test_a_page_of_another_site_changes_nothing_and_opens_no_socket(served: Served):
    cookie = served.cookie_of("li")
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1", f"https://evil.example@{served.host}x"):
        assert served.ask("/sign-in", method="POST", body="name=li", headers={"Origin": origin}).status == 403
        assert served.ask("/upload/x", method="POST", body="", cookie=cookie, headers={"Origin": origin}).status == 403
        with pytest.raises(InvalidStatus) as refused:
            _socket(served, cookie, origin)
        assert refused.value.response.status_code == 403


def test_a_socket_needs_somebody_who_is_in(served: Served):
    for cookie in ("", f"gridscope={secrets.token_urlsafe(32)}"):
        with pytest.raises(InvalidStatus):
            _socket(served, cookie, served.address)


def test_whose_session_is_ended_loses_the_open_socket_within_five_seconds(served: Served):
    cookie = served.cookie_of("wang")
    with _socket(served, cookie, served.address) as line:
        served.command("pages.gate", "session", "end", "wang")
        since = time.monotonic()
        with pytest.raises(ConnectionClosed):
            while time.monotonic() - since < 20:
                line.recv(timeout=20)
        assert time.monotonic() - since < 5
    told = served.ask("/_stcore/host-config", cookie=cookie)
    # Streamlit shows it in its dialog as it is only where it can be read as JSON.
    assert (told.status, "请刷新页面重新登录" in told.body.encode().decode("unicode_escape") or "请刷新页面重新登录" in told.body) == (
        401,
        True,
    )


def test_a_socket_that_asks_for_any_page_by_name_gets_the_own_one(served: Served):
    cookie = served.cookie_of("shen")
    for address in ("overview", "cases", "imports", "wall"):
        drawn, heads = list[str](), list[str]()
        with _socket(served, cookie, served.address) as line:
            asked = BackMsg()
            asked.rerun_script.page_name, asked.rerun_script.query_string = address, "area=211302"
            line.send(asked.SerializeToString())
            ends = False
            while not ends:
                told = ForwardMsg()
                told.ParseFromString(line.recv(timeout=60))
                drawn.append(told.delta.new_element.WhichOneof("type") or "")
                ends = bool(heads) and told.WhichOneof("type") == "script_finished"  # the first run only leads to the page
                heads += [told.delta.new_element.heading.body] * bool(told.delta.new_element.heading.body)
        assert heads and all("没有缺失" in head for head in heads), address
        assert not {"plotly_chart", "metric", "bidi_component", "imgs", "table"} & set(drawn), address


def test_two_processes_share_who_is_in(served: Served, files: tuple[Path, Path]):
    with gate_server(*files) as other:
        assert other.ask("/overview").status == 303
        cookie = served.cookie_of("zhao")
        with _socket(other, cookie, other.address) as line:
            assert other.ask("/cases", cookie=cookie).status == 200
            assert served.ask("/sign-out", cookie=cookie).status == 303
            since = time.monotonic()
            with pytest.raises(ConnectionClosed):
                while time.monotonic() - since < 20:
                    line.recv(timeout=20)
            assert time.monotonic() - since < 5
        assert other.ask("/cases", cookie=cookie).status == 303


def test_signing_out_ends_the_session_for_every_holder_of_the_cookie(served: Served):
    cookie = served.cookie_of("li")
    assert served.ask("/sign-out", cookie=cookie, headers={"Sec-Fetch-Site": "cross-site"}).headers["location"] == "/"
    assert served.ask("/cases", cookie=cookie).status == 200
    assert served.ask("/sign-out", cookie=cookie).headers["location"] == "/sign-in"
    assert served.ask("/cases", cookie=cookie).status == 303


def test_signing_in_again_ends_the_session_before(served: Served):
    before = served.cookie_of("li")
    answer = served.ask(
        "/sign-in",
        method="POST",
        cookie=before,
        body=f"name=li&password={PASSWORD}&to=/cases%3Fstate%3Dopen",
        headers={"Origin": served.address},
    )
    assert (answer.status, answer.headers["location"]) == (303, "/cases?state=open")
    assert served.ask("/cases", cookie=before).status == 303


def test_the_cookie_can_be_read_by_no_script_and_goes_to_no_other_site(served: Served):
    told = served.sign_in("li").headers["set-cookie"].lower()
    assert "httponly" in told and "samesite=lax" in told and "path=/" in told and "max-age" not in told


@pytest.mark.parametrize(
    "to",
    ["//evil.example", "/\\evil.example", "https://evil.example", "/a\nb", "javascript:alert(1)", "/sign-in?x", "\\\\evil", "/\t/evil"],
)
def test_after_signing_in_nobody_is_sent_elsewhere(served: Served, to: str):
    assert served.sign_in("li", to=to).headers["location"] == "/"


def test_a_deep_link_comes_back_after_signing_in(served: Served):
    asked = served.ask("/cases?state=open&area=211302001")
    assert (asked.status, asked.headers["location"]) == (303, "/sign-in?to=%2Fcases%3Fstate%3Dopen%26area%3D211302001")
    assert 'value="/cases?state=open&amp;area=211302001"' in served.ask(asked.headers["location"]).body


def test_a_wrong_password_and_an_unknown_name_are_told_in_the_same_words_and_locked(served: Served):
    served.command("pages.gate", "user", "add", "sun", "--areas", "*", text=f"{PASSWORD}\n")
    for name in ("sun", "nobody-here"):
        told = [re.search(r'role="alert">(.*?)<', served.sign_in(name, "falsch").body) for _ in range(5)]
        assert [found[1] for found in told if found] == [
            *(f"账号或密码不对，还可试 {left} 次。" for left in (4, 3, 2, 1)),
            "尝试次数过多，账号锁定 15 分钟。",
        ]
    assert served.sign_in("sun").status == 429
    served.command("pages.gate", "user", "change", "sun", "--keep-password")
    assert served.sign_in("sun").status == 303


def test_what_needs_a_right_is_refused_and_noted(served: Served):
    for name, path, status in (
        ("wang", "/upload/x", 403),
        ("wang", "/_stcore/metrics", 403),
        ("shen", "/upload/x", 403),
        ("li", "/_stcore/metrics", 200),
    ):
        method = "POST" if path.startswith("/upload") else "GET"
        answer = served.ask(path, method=method, cookie=served.cookie_of(name), body="" if method == "POST" else None)
        assert answer.status == status, (name, path)
    assert "refused" in served.command("data", "audit")


def test_health_tells_a_watchdog_and_nobody_else_anything(served: Served):
    told = served.ask("/health")
    assert told.status == 200
    assert set(json.loads(told.body)) == {"status", "generation", "built_at", "data_until", "data_age_hours", "disk_free_gb"}


def test_every_answer_says_what_a_page_may_load(served: Served):
    cookie = served.cookie_of("li")
    for path in ("/", "/sign-in", "/health", "/_stcore/health", "/static/js/nothing.js", "/nowhere", "/app/static/logo.svg"):
        for answer in (served.ask(path), served.ask(path, cookie=cookie)):
            rules = answer.headers["content-security-policy"]
            assert "'unsafe-eval'" not in rules and "default-src 'none'" in rules and "frame-ancestors 'self'" in rules
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "same-origin"
            assert "access-control-allow-origin" not in answer.headers


def test_a_body_that_never_ends_is_not_read_to_its_end(served: Served):
    answer = served.ask("/sign-in", method="POST", body="name=" + "x" * 100_000, headers={"Origin": served.address})
    assert answer.status == 413


def _socket(served: Served, cookie: str, origin: str) -> ClientConnection:
    return connect(
        f"ws://{served.host}/_stcore/stream",
        origin=Origin(origin),
        additional_headers={"Cookie": cookie} if cookie else {},
        subprotocols=[Subprotocol("streamlit")],
        open_timeout=20,
        proxy=None,
        max_size=None,
    )
