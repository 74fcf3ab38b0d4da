"""Asking the single sign-on from the server: bounded in time and size, and never sent elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import urllib3

from data.contracts.model import N_
from data.contracts.problem import Problem

SECONDS, MOST = 8.0, 512 * 1024
_POOL = urllib3.PoolManager(maxsize=4)


class SingleSignOnError(Problem):
    """The single sign-on does not answer, or not as it must; the message is for the journal."""


def fetch(url: str, fields: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None) -> bytes:
    """The body of an answer with status 200; with `fields` they are posted. Raises SingleSignOnError."""
    told = {"content-type": "application/x-www-form-urlencoded"} if fields is not None else {}
    try:
        answer = _POOL.request(
            "GET" if fields is None else "POST",
            url,
            body=None if fields is None else urlencode(fields),
            headers=told | dict(headers or {}),
            timeout=urllib3.Timeout(total=SECONDS),
            retries=False,
            redirect=False,
            preload_content=False,
        )
        body = answer.read(MOST + 1)
        answer.release_conn()
    except urllib3.exceptions.HTTPError as error:
        raise SingleSignOnError(N_("The single sign-on does not answer: {reason}"), reason=type(error).__name__) from error
    if answer.status != 200 or len(body) > MOST:
        raise SingleSignOnError(N_("The single sign-on answers with status {status}."), status=answer.status)
    return body
