"""Mails (.eml): the letter as a report, its attachments as reports inside it."""

from __future__ import annotations

from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime
from typing import Any

from pipeline.readers.base import Content, File, normalise
from pipeline.readers.encodings import KOREAN_ALIASES, decode
from pipeline.readers.markdown import Writer, one_line
from pipeline.readers.markup import parse_html, write_markup

PLAIN_IMAGES = ("image/", "audio/", "video/")


def read_mail(file: File) -> Content:
    """Subject and body; pictures in the body are passed over, every other attachment is a member."""
    mail = message_from_bytes(file.data, policy=policy.default)
    if not isinstance(mail, EmailMessage):
        raise file.refuse("no mail can be made out", "Save it again from the mail program")
    parts = list(mail.walk())
    if len(parts) > file.limits.max_members:
        raise file.refuse(
            f"{len(parts):,} parts; at most {file.limits.max_members:,} are read", "Split it, or set SASIL_MAX_MEMBERS"
        )
    writer = Writer(file.limits.max_cells)
    subject = one_line(str(mail.get("subject") or ""))
    writer.heading(1, subject)
    body = mail.get_body(("html", "plain"))
    encoding = "binary"
    if body is not None:
        text, encoding = _decoded(file, body)
        if body.get_content_type() == "text/html":
            root = parse_html(text)
            if root is not None:
                write_markup(root, writer)
        else:
            writer.raw(["", "", *normalise(text).split("\n")])
    members = [
        (one_line(part.get_filename() or "attachment"), data)
        for part in mail.iter_attachments()
        if not part.get_content_type().startswith(PLAIN_IMAGES) and (data := _bytes(part))
    ]
    return Content(writer.text(), encoding, _metadata(mail, subject), members=file.unpack(members))


def _bytes(part: Message[Any, Any]) -> bytes:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    inside: Any = part.get_payload()
    return bytes(inside[0]) if isinstance(inside, list) and inside else b""  # a mail attached to a mail


def _decoded(file: File, body: Message[Any, Any]) -> tuple[str, str]:
    """The body in the encoding that its header names, euc-kr being CP949; where that does not fit, as the ladder finds it."""
    data = body.get_payload(decode=True)
    if not isinstance(data, bytes):
        return "", "binary"
    named = str(body.get_content_charset() or "utf-8").lower()
    named = KOREAN_ALIASES.get(named.replace("-", "_"), named)
    try:
        return data.decode(named), named
    except (UnicodeError, LookupError):
        return decode(file.path, data)


def _metadata(mail: EmailMessage, subject: str) -> dict[str, str]:
    found = {"title": subject, "author": one_line(str(mail.get("from") or ""))}
    with suppress(TypeError, ValueError):  # no date, or none that can be read: the text may tell it
        found["date"] = parsedate_to_datetime(str(mail.get("date") or "")).date().isoformat()
    return {key: value for key, value in found.items() if value}
