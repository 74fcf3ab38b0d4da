"""The command for who may come in: python -m pages.gate user | session | wall."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import datetime
from urllib.parse import parse_qsl

from analytics.asking.geography import areas as known_areas
from analytics.asking.principal import ANALYST, ROLES
from data import audit
from data.contracts.arguments import Parser
from data.contracts.model import N_
from data.contracts.problem import Problem
from data.store import ZONE
from pages.gate import accounts, sessions
from pages.gate.rights import ALL
from pages.gate.settings import GateError, settings


def main(arguments: list[str] | None = None) -> int:
    """Run one command; a mistake of the user is one sentence on stderr and exit status 2."""
    chosen = _parser().parse_args(arguments)
    try:
        settings()
        chosen.run(chosen)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = Parser(prog="python -m pages.gate", description="Accounts, sessions and links of walls.")
    kinds = parser.add_subparsers(dest="kind", required=True)
    user = kinds.add_parser("user", help="accounts of this machine").add_subparsers(dest="command", required=True)
    for name, does in (("add", _put), ("change", _put)):
        one = user.add_parser(name)
        one.add_argument("name")
        one.add_argument("--role", choices=ROLES, help=f"without it {ANALYST}, or what the account has")
        one.add_argument("--areas", help="codes with commas between, of any levels, or * for all; needed for a new account")
        one.add_argument(
            "--keep-password", action="store_true", help="change role and areas only; else the password is asked for, or read from a pipe"
        )
        one.set_defaults(run=does)
    one = user.add_parser("remove")
    one.add_argument("name")
    one.set_defaults(run=_remove)
    user.add_parser("list").set_defaults(run=_list)
    session = kinds.add_parser("session", help="who is in").add_subparsers(dest="command", required=True)
    session.add_parser("list").set_defaults(run=_sessions)
    one = session.add_parser("end", help="end all sessions of a name, at once")
    one.add_argument("name")
    one.set_defaults(run=_end)
    wall = kinds.add_parser("wall", help="links for walls").add_subparsers(dest="command", required=True)
    one = wall.add_parser("add")
    one.add_argument("title")
    one.add_argument("--area", required=True, help="code of the area, or * for all")
    one.add_argument("--until", required=True, help="last day, YYYY-MM-DD")
    one.add_argument("--query", default="window=this_month&embed=true&embed_options=dark_theme", help="the rest of the wall's address")
    one.set_defaults(run=_wall)
    wall.add_parser("list").set_defaults(run=_walls)
    one = wall.add_parser("revoke")
    one.add_argument("id")
    one.set_defaults(run=_revoke)
    return parser


def _put(chosen: argparse.Namespace) -> None:
    before = accounts.accounts().get(chosen.name)
    if (before is None) == (chosen.command == "change"):
        raise GateError(
            N_("There is no account {name!r}.") if before is None else N_("There is an account {name!r} already."), name=chosen.name
        )
    if before is None and chosen.areas is None:
        raise GateError(N_("Say which areas the account may see: --areas CODES, or --areas '*' for all."))
    role = chosen.role or (str(before["role"]) if before else ANALYST)
    codes = _codes(chosen.areas) if chosen.areas is not None else accounts.principal_of(chosen.name, before or {}).areas
    audit.record("rights_changed", audit.person(), account=chosen.name, role=role, areas=ALL if codes is None else " ".join(codes))
    accounts.put(chosen.name, role, codes, None if chosen.keep_password else _password())


def _codes(text: str) -> tuple[str, ...] | None:
    if text.strip() == ALL:
        return None
    known = known_areas()
    found = tuple(known.get(code.strip()).code for code in text.split(",") if code.strip())
    if not found:
        raise GateError(N_("Say which areas the account may see: --areas CODES, or --areas '*' for all."))
    return found


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("Again: "):
        raise GateError(N_("The two passwords differ."))
    return first


def _remove(chosen: argparse.Namespace) -> None:
    audit.record("rights_changed", audit.person(), account=chosen.name, role="removed")
    accounts.remove(chosen.name)


def _list(_chosen: argparse.Namespace) -> None:
    for name, account in sorted(accounts.accounts().items()):
        areas = account["areas"]
        print(name, account["role"], ALL if areas is None else ",".join(areas), sep="\t")


def _sessions(_chosen: argparse.Namespace) -> None:
    for one in sessions.sessions():
        print(one.principal.name, one.principal.role, one.way, _day(one.began), _day(one.seen), sep="\t")


def _end(chosen: argparse.Namespace) -> None:
    audit.record("session_ended", audit.person(), account=chosen.name)
    print(sessions.revoke(chosen.name))


def _wall(chosen: argparse.Namespace) -> None:
    codes = _codes(chosen.area)
    if codes is not None and len(codes) > 1:
        raise GateError(N_("A wall shows one area."))
    try:
        ends = datetime.strptime(chosen.until, "%Y-%m-%d").replace(hour=23, minute=59, second=59, tzinfo=ZONE)
    except ValueError:
        raise GateError(N_("{text!r} is no day; write YYYY-MM-DD."), text=chosen.until) from None
    area = codes[0] if codes else None
    query = dict(parse_qsl(chosen.query)) | ({"area": area} if area else {})
    audit.record("wall_link_made", audit.person(), title=chosen.title, area=area or ALL, until=chosen.until)
    key = sessions.make_link(chosen.title, area, query, ends.timestamp(), audit.person())
    print(f"{settings().address or ''}/open-wall?key={key}")


def _walls(_chosen: argparse.Namespace) -> None:
    for link in sessions.links():
        print(link.id, link.title, link.area or ALL, _day(link.ends), link.made_by, sep="\t")


def _revoke(chosen: argparse.Namespace) -> None:
    if not sessions.take_back(chosen.id):
        raise GateError(N_("There is no link {id!r}."), id=chosen.id)
    audit.record("wall_link_revoked", audit.person(), link=chosen.id)


def _day(moment: float) -> str:
    return f"{datetime.fromtimestamp(moment, ZONE):%Y-%m-%d %H:%M}"


if __name__ == "__main__":
    sys.exit(main())
