"""Findings to a webhook: one JSON document by POST."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request

from analytics.findings.message import Message
from analytics.findings.sending import Passing, Refused
from analytics.findings.settings import Webhook
from data.contracts.model import N_
from data.contracts.policy import policy

TRY_AGAIN = (408, 425, 429)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would turn the POST into a GET and lose the findings without a word."""

    def redirect_request(self, *_arguments: object) -> None:
        return None


def post(settings: Webhook, message: Message) -> None:
    """Hand the message over; any answer of 2xx means that it was taken. Raises Refused or Passing."""
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "gridscope", "Idempotency-Key": message.identity}
    if token := settings.token.get_secret_value():
        headers["Authorization"] = f"Bearer {token}"
    body = json.dumps(message.document, ensure_ascii=False).encode()
    request = urllib.request.Request(settings.url, data=body, headers=headers, method="POST")
    where = {"host": urllib.parse.urlparse(settings.url).netloc.rpartition("@")[2]}
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=policy().delivery.timeout_seconds):
            return
    except urllib.error.HTTPError as error:
        kind = Passing if error.code >= 500 or error.code in TRY_AGAIN else Refused
        raise kind(N_("The webhook at {host} answers {code} {reason}."), **where, code=error.code, reason=error.reason) from error
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise Passing(N_("The webhook at {host} cannot be reached: {reason}."), **where, reason=reason) from error
