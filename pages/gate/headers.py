"""What every answer says to the browser: what a page may load, who may frame it, what it may tell others."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

from pages.gate.settings import Settings

# Kept by no cache, shared or own: what somebody saw leaves with him. Streamlit's own files are the same for everybody.
PRIVATE = ("/media/", "/upload/", "/_stcore/", "/app/static/geo/", "/sign-")
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def hardened(send: Send, path: str, wanted: Settings) -> Send:
    """Send with the headers of this deployment."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in always(wanted).items():
                headers.setdefault(name, value)
            if "access-control-allow-origin" in headers:
                del headers["access-control-allow-origin"]  # nobody else's page needs what is here
            if path.startswith(PRIVATE):
                headers["cache-control"] = "no-store"
            if wanted.secure:
                _secure(headers)
        await send(message)

    return sent


def always(wanted: Settings) -> dict[str, str]:
    return {
        "content-security-policy": policy(wanted.frames),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "x-frame-options": "SAMEORIGIN",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    } | ({"strict-transport-security": "max-age=31536000"} if wanted.secure else {})


def policy(frames: Iterable[str] = (), scripts: str | None = None) -> str:
    """Scripts of this server and of the modules that components bring; no text is run as one, nothing comes from elsewhere.

    Streamlit's reader of messages counts in WebAssembly, which can do nothing that its script cannot.
    """
    inline = scripts if scripts is not None else f"'self' blob: 'wasm-unsafe-eval' {_inline_scripts()}"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {inline}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' blob: data:",
            "media-src 'self' blob:",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "frame-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "object-src 'none'",
            " ".join(("frame-ancestors 'self'", *frames)),
        )
    )


@cache
def _inline_scripts() -> str:
    """Hashes of the scripts that stand in Streamlit's own page, read from the version that is installed."""
    found = find_spec("streamlit")
    assert found and found.origin
    page = (Path(found.origin).parent / "static" / "index.html").read_text("utf-8")
    digests = (hashlib.sha256(text.encode()).digest() for text in INLINE.findall(page))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _secure(headers: MutableHeaders) -> None:
    """Streamlit knows only a certificate of its own, not the proxy's: its cookies get the flag here."""
    for number, (name, value) in enumerate(headers.raw):
        if name == b"set-cookie" and b"secure" not in value.lower():
            headers.raw[number] = (name, value + b"; Secure")
