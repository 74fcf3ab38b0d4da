"""Single sign-on, a proxy that has asked already, and links of walls: all end in one principal, and lies end at the door."""

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from joserfc.jwk import RSAKey

from tests.support.gate_server import Answer, Served, free_port, gate_server
from tests.support.single_sign_on import CLIENT, SECRET, Provider, single_sign_on

PROXY = "a secret that only the proxy knows"
RIGHTS = """
["王芳"]
role = "viewer"
areas = ["211302001", "211302"]
["u-2"]
role = "manager"
areas = "*"
["自封"]
role = "emperor"
areas = "*"
["无区"]
role = "viewer"
"""


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with single_sign_on() as running:
        yield running


@pytest.fixture(autouse=True)
def honest(provider: Provider) -> None:
    provider.claims, provider.lies, provider.signs_with = {"sub": "u-1", "preferred_username": "王芳"}, {}, None
    provider.attributes = {}


@pytest.fixture(scope="module")
def served(provider: Provider, demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder, port = tmp_path_factory.mktemp("ways"), free_port()
    warehouse = folder / "warehouse"
    warehouse.mkdir()
    for file in demo_warehouse.iterdir():
        if file.is_file():
            (warehouse / file.name).symlink_to(file)
    (folder / "rights.toml").write_text(RIGHTS, "utf-8")
    (folder / "secrets.toml").write_text(
        f"""
[gridscope]
sign_in = ["oidc", "cas", "header"]
metrics_token = "a token of the collector"
address = "http://127.0.0.1:{port}"
rights = "{folder / "rights.toml"}"
[gridscope.oidc]
issuer = "{provider.address}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
role_claim = "role"
areas_claim = "areas"
[gridscope.cas]
server = "{provider.address}"
role_attribute = "role"
areas_attribute = "area"
[gridscope.header]
secret = "{PROXY}"
role_header = "X-Role"
areas_header = "X-Areas"
""",
        "utf-8",
    )
    with gate_server(warehouse, folder / "secrets.toml", port) as server:
        yield server


def walked(served: Served, provider: Provider, way: str, to: str = "/cases%3Fstate%3Dopen") -> Answer:
    """What a browser gets at the end of the way through the single sign-on."""
    out = served.ask(f"/sign-in/{way}?to={to}")
    assert out.status == 303, out.body
    return served.ask(_back(out.headers["location"]), cookie=f"gridscope-way={out.cookies['gridscope-way']}")


def _back(address: str) -> str:
    """Where the single sign-on sends the browser: path and query of our own address."""
    there = urlsplit(address)
    line = HTTPConnection(there.netloc, timeout=10)
    line.request("GET", f"{there.path}?{there.query}")
    answer = line.getresponse()
    back = urlsplit(answer.headers["Location"])
    line.close()
    return f"{back.path}?{back.query}"


def who(served: Served) -> str:
    """Name, role and way of the newest session."""
    return served.command("pages.gate", "session", "list").splitlines()[0].rsplit("\t", 2)[0]


@pytest.mark.parametrize("way", ["oidc", "cas"])
def test_single_sign_on_ends_in_a_session_of_our_own_and_where_one_wanted_to_go(served: Served, provider: Provider, way: str):
    answer = walked(served, provider, way)
    assert (answer.status, answer.headers["location"]) == (303, "/cases?state=open")
    assert who(served) == f"王芳\tviewer\t{way}"
    cookie = f"gridscope={answer.cookies['gridscope']}"
    assert served.ask("/cases", cookie=cookie).status == 200
    assert served.ask("/upload/x", method="POST", body="", cookie=cookie).status == 403


def test_claims_give_rights_to_whom_no_file_names(served: Served, provider: Provider):
    provider.claims = {"sub": "u-9", "preferred_username": "李强", "role": "analyst", "areas": ["211302001"]}
    assert walked(served, provider, "oidc").status == 303
    assert who(served) == "李强\tanalyst\toidc"
    provider.claims, provider.attributes = {"preferred_username": "周红"}, {"role": ["viewer"], "area": ["211302001", "211302003"]}
    assert walked(served, provider, "cas").status == 303
    assert who(served) == "周红\tviewer\tcas"


@pytest.mark.parametrize(
    "claims",
    [
        {"preferred_username": "陌生人"},
        {"preferred_username": "陌生人", "role": "manager"},
        {"preferred_username": "陌生人", "areas": "*"},
        {"preferred_username": "陌生人", "role": "local", "areas": "*"},
        {"preferred_username": "陌生人", "role": "viewer", "areas": []},
        {"preferred_username": "自封", "role": "manager", "areas": "*"},
        {"preferred_username": "无区", "role": "manager", "areas": "*"},
    ],
)
def test_who_has_no_rights_does_not_come_in(served: Served, provider: Provider, claims: dict[str, object]):
    provider.claims = {"sub": "u-5"} | claims
    answer = walked(served, provider, "oidc")
    assert (answer.status, "gridscope" in answer.cookies, "尚未授权" in answer.body) == (403, False, True)


@pytest.mark.parametrize(
    "lies",
    [
        {"iss": "http://evil.example"},
        {"aud": "another"},
        {"aud": [CLIENT, "another"]},
        {"nonce": "of another sign-in"},
        {"exp": 1},
        {"iat": 4_000_000_000},
    ],
    ids=lambda lies: next(iter(lies)),
)
def test_a_token_that_is_not_for_us_or_not_for_now_opens_nothing(served: Served, provider: Provider, lies: dict[str, object]):
    provider.lies = lies
    answer = walked(served, provider, "oidc")
    assert (answer.status, "gridscope" in answer.cookies) == (502, False)


def test_a_token_that_somebody_else_has_signed_opens_nothing(served: Served, provider: Provider):
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "one"})
    assert walked(served, provider, "oidc").status == 502


def test_an_answer_counts_once_and_for_the_browser_that_asked(served: Served, provider: Provider):
    out = served.ask("/sign-in/oidc?to=/")
    back, cookie = _back(out.headers["location"]), f"gridscope-way={out.cookies['gridscope-way']}"
    assert served.ask(back).headers["location"] == "/sign-in"  # stolen by another browser
    assert served.ask(back, cookie=cookie).status == 303
    assert served.ask(back, cookie=cookie).headers["location"] == "/sign-in"
    again = served.ask("/sign-in/oidc?to=/")
    assert served.ask(back, cookie=f"gridscope-way={again.cookies['gridscope-way']}").status == 502  # the state of another sign-in


def test_a_ticket_of_cas_counts_once(served: Served, provider: Provider):
    out = served.ask("/sign-in/cas?to=/")
    back = _back(out.headers["location"])
    assert served.ask(back, cookie=f"gridscope-way={out.cookies['gridscope-way']}").status == 303
    again = served.ask("/sign-in/cas?to=/")
    assert served.ask(back, cookie=f"gridscope-way={again.cookies['gridscope-way']}").status == 502
    made_up = served.ask("/sign-in/cas/return?ticket=ST-x", cookie=f"gridscope-way={again.cookies['gridscope-way']}")
    assert made_up.headers["location"] == "/sign-in"


@pytest.mark.parametrize("to", ["//evil.example", "https:%2F%2Fevil.example", "/%5Cevil.example"])
def test_single_sign_on_sends_nobody_elsewhere(served: Served, provider: Provider, to: str):
    assert walked(served, provider, "oidc", to).headers["location"] == "/"


def test_a_proxy_is_believed_with_its_secret_only(served: Served):
    told = {"X-Forwarded-User": "%E7%8E%8B%E8%8A%B3", "X-Proxy-Secret": PROXY}
    entered = served.ask("/cases?state=open", headers=told)
    assert (entered.status, entered.headers["location"]) == (303, "/cases?state=open")
    assert who(served) == "王芳\tviewer\theader"
    cookie = f"gridscope={entered.cookies['gridscope']}"
    assert served.ask("/cases", cookie=cookie, headers=told).status == 200
    # The cookie alone, another name, a wrong secret or rights that the proxy has not given before open nothing.
    assert served.ask("/cases", cookie=cookie).status == 303
    assert "/sign-in" in served.ask("/cases", cookie=cookie, headers={"X-Forwarded-User": "u-2"}).headers["location"]
    assert "/sign-in" in served.ask("/cases", headers=told | {"X-Proxy-Secret": PROXY + "x"}).headers["location"]
    assert "/sign-in" in served.ask("/cases", headers=told | {"X-Proxy-Secret": ""}).headers["location"]
    assert served.ask("/cases", headers={"X-Forwarded-User": "nobody", "X-Proxy-Secret": PROXY}).status == 403
    claimed = {"X-Forwarded-User": "x", "X-Proxy-Secret": PROXY, "X-Role": "viewer", "X-Areas": "211302001"}
    assert served.ask("/cases", headers=claimed).status == 303


def test_the_link_of_a_wall_opens_the_wall_until_it_is_taken_back(served: Served):
    told = served.command(
        "pages.gate", "wall", "add", "指挥大厅", "--area", "211302", "--until", "2099-01-01", "--query", "window=this_month"
    ).strip()
    key = urlsplit(told).query.removeprefix("key=")
    entered = served.ask(f"/open-wall?key={key}")
    assert (entered.status, entered.headers["location"]) == (303, "/wall?window=this_month&area=211302")
    cookie = f"gridscope={entered.cookies['gridscope']}"
    assert served.ask("/wall", cookie=cookie).status == 200
    for path in ("/upload/x", "/_stcore/metrics", "/_stcore/agent/mcp"):
        assert served.ask(path, method="POST" if "upload" in path else "GET", body=None, cookie=cookie).status == 403
    identity = key.partition(".")[0]
    for wrong in ("", identity, f"{identity}.", f"{identity}.{'x' * 32}", f"x.{key.partition('.')[2]}", f"{key}x"):
        assert served.ask(f"/open-wall?key={wrong}").status == 403
    served.command("pages.gate", "wall", "revoke", identity)
    assert served.ask(f"/open-wall?key={key}").status == 403
    assert served.ask("/wall", cookie=cookie).status == 303


def test_a_link_of_a_wall_ends_by_itself(served: Served):
    told = served.command("pages.gate", "wall", "add", "旧", "--area", "*", "--until", "2020-01-01").strip()
    assert served.ask(f"/open-wall?{urlsplit(told).query}").status == 403


def test_a_collector_of_metrics_brings_a_token_and_gets_nothing_else(served: Served):
    token = {"Authorization": "Bearer a token of the collector"}
    assert served.ask("/_stcore/metrics", headers=token).status == 200
    for path, headers in (
        ("/_stcore/metrics", {"Authorization": "Bearer another token of it"}),
        ("/_stcore/metrics", {}),
        ("/cases", token),
        ("/_stcore/host-config", token),
    ):
        assert served.ask(path, headers=headers).status in (303, 401), path
