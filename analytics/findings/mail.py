"""Findings by mail: one message to one recipient over SMTP."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from analytics.findings.message import Message
from analytics.findings.sending import Passing, Refused, cause
from analytics.findings.settings import Smtp
from data.contracts.model import N_
from data.contracts.policy import policy
from data.store import ZONE, now


def mail(settings: Smtp, recipient: str, message: Message) -> None:
    """Hand the message over to the server. Raises Refused or Passing."""
    try:
        server = _connected(settings)
        try:
            server.send_message(_written(settings, recipient, message))
            with suppress(smtplib.SMTPException):  # the message is taken, whatever the server says to a farewell
                server.quit()
        finally:
            server.close()
    except ssl.SSLError as error:
        raise _tls_problem(settings, error) from error
    except smtplib.SMTPException as error:
        raise _refusal(settings, recipient, error) from error
    except OSError as error:
        raise Passing(N_("The mail server {host}:{port} cannot be reached: {reason}."), **_where(settings), reason=cause(error)) from error


def _connected(settings: Smtp) -> smtplib.SMTP:
    patience, context = policy().delivery.timeout_seconds, ssl.create_default_context()
    if settings.secured_by == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(settings.host, settings.port, timeout=patience, context=context)
    else:
        server = smtplib.SMTP(settings.host, settings.port, timeout=patience)
    try:
        if settings.secured_by == "starttls":
            server.starttls(context=context)
        if settings.user:
            server.login(settings.user, settings.password.get_secret_value())
    except BaseException:
        server.close()
        raise
    return server


def _tls_problem(settings: Smtp, error: ssl.SSLError) -> Refused | Passing:
    where = _where(settings)
    if isinstance(error, ssl.SSLCertVerificationError):
        text = N_(
            "The certificate of the mail server {host}:{port} is not trusted: {reason}. If your own authority has signed it, name that authority's file with SSL_CERT_FILE."
        )
        return Refused(text, **where, reason=error.verify_message.rstrip("."))
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return Passing(N_("The mail server {host}:{port} cannot be reached: {reason}."), **where, reason=error.reason)
    text = N_("The mail server {host}:{port} does not speak TLS as asked: {reason}. Check port and encryption in the secrets file.")
    return Refused(text, **where, reason=error.reason)


def _refusal(settings: Smtp, recipient: str, error: smtplib.SMTPException) -> Refused | Passing:
    """What SMTP says with 4xx may pass, with 5xx it stays."""
    where, reason = _where(settings), error.args[-1] if error.args else ""
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return Passing(N_("The mail server {host}:{port} cannot be reached: {reason}."), **where, reason=error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, reason = error.recipients[recipient]
        text, where = N_("The mail server {host}:{port} refuses {name}: {code} {reason}."), where | {"name": recipient}
    elif isinstance(error, smtplib.SMTPAuthenticationError):
        code, reason = error.smtp_code, error.smtp_error
        text = N_("The mail server {host}:{port} does not accept user and password: {code} {reason}.")
    elif isinstance(error, smtplib.SMTPResponseException):
        code, reason = error.smtp_code, error.smtp_error
        text = N_("The mail server {host}:{port} answers {code}: {reason}.")
    else:
        text = N_("The mail server {host}:{port} does not do what is asked: {reason}.")
        return Refused(text, **where, reason=str(error).rstrip("."))
    told = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
    return (Refused if code >= 500 else Passing)(text, **where, code=code, reason=" ".join(told.split()).rstrip("."))


def _where(settings: Smtp) -> dict[str, object]:
    return {"host": settings.host, "port": settings.port}


def _written(settings: Smtp, recipient: str, message: Message) -> EmailMessage:
    written = EmailMessage()
    written["Subject"], written["From"], written["To"] = message.subject, settings.sender, recipient
    written["Date"] = format_datetime(now().replace(tzinfo=ZONE))
    # The same findings have the same identity, so that a mail sent twice over a lost answer is recognised as one.
    written["Message-ID"] = f"<{message.identity}@{parseaddr(settings.sender)[1].rpartition('@')[2]}>"
    written["Auto-Submitted"] = "auto-generated"
    written.set_content(message.text)
    written.add_alternative(message.html, subtype="html")
    return written
