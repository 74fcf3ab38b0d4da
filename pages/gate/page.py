"""The sign-in page: mark, name, organisation and one card; plain HTML that needs no script."""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import quote

from starlette.responses import HTMLResponse

from analytics.engines.duckdb import newest
from analytics.words.language import CHINESE, ENGLISH, _, language
from analytics.words.wording import moment
from data.contracts.problem import Message, Problem
from pages.gate.answers import SIGN_IN
from pages.gate.headers import policy
from pages.gate.settings import Settings

MARK = (Path(__file__).parents[2] / "static" / "mark.svg").read_text("utf-8")
STYLE = """
:root { --page:#fff; --text:#101821; --quiet:#556070; --line:#dfe4ea; --field:#f4f6f9; --blue:#1d5fa6; --on:#fff; --red:#b83a12 }
@media (prefers-color-scheme: dark) {
  :root { --page:#0f1620; --text:#e6ebf1; --quiet:#9dabbb; --line:#2a3645; --field:#182230; --blue:#4f9df5; --on:#0f1620; --red:#ff9b73 } }
* { box-sizing:border-box }
body { margin:0; min-height:100vh; display:flex; flex-direction:column; align-items:center; justify-content:center; padding:24px 16px;
  background:var(--page); color:var(--text);
  font:15px/1.6 'Source Sans','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif }
svg { width:54px; height:54px; display:block; margin:0 auto 18px }
h1 { font-size:28px; line-height:1.3; margin:0; text-align:center }
.quiet { color:var(--quiet); text-align:center; margin:4px 0 0 }
main { width:100%; max-width:378px; border:1px solid var(--line); border-radius:6px; padding:16px 14px; margin:40px 0 26px }
label { display:block; margin:12px 0 4px }
input { width:100%; height:42px; padding:0 12px; font:inherit; color:inherit; background:var(--field); border:1px solid var(--line); border-radius:6px }
input:focus-visible, button:focus-visible, a:focus-visible { outline:2px solid var(--blue); outline-offset:2px }
button, a.way { display:block; width:100%; height:40px; line-height:38px; margin-top:18px; font:inherit; line-height:38px; text-align:center;
  text-decoration:none; border:1px solid var(--line); border-radius:6px; background:transparent; color:var(--text); cursor:pointer }
a.way { margin-top:0 } a.way + a.way { margin-top:10px }
.first { background:var(--blue) !important; border-color:var(--blue) !important; color:var(--on) !important }
.or { text-align:center; color:var(--quiet); margin:16px 0 0 }
.hint { color:var(--quiet); margin:14px 0 0 }
.wrong { color:var(--red); margin:0 0 12px }
main > form > label:first-of-type { margin-top:0 }
footer { color:var(--quiet); font-size:14px; text-align:center } footer a { color:inherit }
"""


def sign_in_page(wanted: Settings, to: str, trouble: Problem | Message | None = None, name: str = "", status: int = 200) -> HTMLResponse:
    """The page in the language that is spoken; `trouble` says why somebody is not in yet."""
    inner = "".join((_single(wanted, to), _wrong(trouble) if trouble else "", _form(wanted, to, name)))
    other, switch = (ENGLISH, "EN") if language() == CHINESE else (CHINESE, "中文")
    title, heading = _("Gridscope"), _("Sign in")
    rule = _("For authorised persons only; what is done is recorded. The data stay on this machine.")
    html = f"""<!doctype html><html lang="{"zh-CN" if language() == CHINESE else "en"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(heading)} · {title}</title><style>{STYLE}</style></head>
<body>{MARK}<h1>{title}</h1><p class="quiet">{escape(wanted.organisation)}</p><main>{inner}</main>
<footer>{escape(rule)}<br>{escape(_state())}<a href="{SIGN_IN}?lang={other}&amp;to={quote(to, safe="")}">{switch}</a></footer></body></html>"""
    headers = {"content-security-policy": policy(scripts="'none'"), "cache-control": "no-store"}
    return HTMLResponse(html, status, headers)


def _single(wanted: Settings, to: str) -> str:
    ways = [way for way in ("oidc", "cas") if way in wanted.sign_in]
    names = {"oidc": _("Sign in with the unified account"), "cas": _("Sign in with the unified account (CAS)")}
    links = [
        f'<a class="way{" first" if way == ways[0] else ""}" href="{SIGN_IN}/{way}?to={quote(to, safe="")}">{names[way]}</a>'
        for way in ways
    ]
    return "".join(links)


def _wrong(trouble: Problem | Message) -> str:
    return f'<p class="wrong" role="alert">{escape(trouble.told(_))}</p>'


def _form(wanted: Settings, to: str, name: str) -> str:
    single = bool({"oidc", "cas"} & set(wanted.sign_in))
    if "accounts" not in wanted.sign_in:
        elsewhere = _("Open this from the portal of your organisation.")
        return "" if single else f'<p class="hint">{escape(elsewhere)}</p>'
    account, password, button = _("Account"), _("Password"), _("Sign in")
    between, forgotten = _("or with a local account"), _("Forgotten the password? Ask the administrator of your office.")
    focus = ("", " autofocus") if name else (" autofocus", "")
    return f"""{f'<p class="or">{between}</p>' if single else ""}<form method="post" action="{SIGN_IN}?lang={language()}">
<input type="hidden" name="to" value="{escape(to)}"><label for="name">{account}</label>
<input id="name" name="name" autocomplete="username" maxlength="64" required value="{escape(name)}"{focus[0]}>
<label for="password">{password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="200" required{focus[1]}>
<button{"" if single else ' class="first"'}>{button}</button></form><p class="hint">{forgotten}</p>"""


def _state() -> str:
    try:
        return _("Data until {moment}").format(moment=moment(newest())) + " · "
    except Problem:  # nobody can sign in to mend it if this page does not open
        return ""
