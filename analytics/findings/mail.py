"""Findings by mail: one plain message over SMTP."""

from __future__ import annotations

import logging
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime

from analytics.findings.message import Message
from analytics.findings.sending import Passing, Refused
from analytics.findings.settings import Smtp
from data.contracts.model import N_
from data.contracts.policy import policy
from data.store import ZONE, now

LOG = logging.getLogger(__name__)


def mail(settings: Smtp, message: Message) -> None:
    """Hand the message over to the server. Raises Refused or Passing."""
    where = {"host": settings.host, "port": settings.port}
    try:
        with smtplib.SMTP(settings.host, settings.port, timeout=policy().delivery.timeout_seconds) as server:
            if settings.starttls:
                server.starttls(context=ssl.create_default_context())
            if settings.user:
                server.login(settings.user, settings.password.get_secret_value())
            refused = server.send_message(_written(settings, message))
    except smtplib.SMTPRecipientsRefused as error:
        kind = Refused if any(code >= 500 for code, _reason in error.recipients.values()) else Passing
        raise kind(N_("The mail server {host}:{port} refuses {names}."), **where, names=sorted(error.recipients)) from error
    except (smtplib.SMTPNotSupportedError, ssl.SSLCertVerificationError) as error:
        raise Refused(N_("The mail server {host}:{port} does not do what is asked: {reason}."), **where, reason=error) from error
    except smtplib.SMTPResponseException as error:
        reason = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        kind = Refused if error.smtp_code >= 500 else Passing
        text = N_("The mail server {host}:{port} answers {code}: {reason}.")
        raise kind(text, **where, code=error.smtp_code, reason=str(reason).rstrip(".")) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Passing(N_("The mail server {host}:{port} cannot be reached: {reason}."), **where, reason=error) from error
    if refused:  # the others have it: sent again it would come to them twice
        LOG.warning("The mail server %s refuses %s; the other recipients have the message.", settings.host, sorted(refused))


def _written(settings: Smtp, message: Message) -> EmailMessage:
    written = EmailMessage()
    written["Subject"], written["From"], written["To"] = message.subject, settings.sender, ", ".join(settings.to)
    written["Date"] = format_datetime(now().replace(tzinfo=ZONE))
    # The same findings have the same identity, so that a mail sent twice over a lost answer is recognised as one.
    written["Message-ID"] = f"<{message.identity}@{settings.sender.rpartition('@')[2]}>"
    written["Auto-Submitted"] = "auto-generated"
    written.set_content(message.text)
    return written
