"""Listings of companies as users download them: CSV from the KRX data site or KIND, and DART's CORPCODE.xml, also zipped."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.parsers import expat

from pipeline.settings import UserError

MOST_BYTES = 500_000_000
"""Of a listing once it is unpacked; DART's has some 30 MB."""
LONGEST_NAME = 100
_CHUNK = 1 << 20
_HEADS: Mapping[str, tuple[str, ...]] = {
    "ticker": ("단축코드", "종목코드", "종목번호"),
    "isin": ("표준코드", "ISIN", "ISIN코드"),
    "name": ("한글종목약명", "종목약명", "종목명", "회사명", "기업명", "법인명", "한글회사명", "한글종목명"),
    "full_name": ("한글종목명",),
    "english": ("영문종목명", "영문종목약명", "영문회사명", "영문명"),
    "sector": ("업종", "업종명"),
    "month": ("결산월",),
}
"""Words of a header, without their blanks, the one that tells most first."""
_HEAD_LINES = 10
"""The header is among these lines; some downloads have a title above it."""
_TICKER = re.compile(r"[0-9][0-9A-Z]{5}")
"""A short code; that of a common stock ends in 0."""
_ISIN = re.compile(r"KR7([0-9A-Z]{6})\d{3}")
_LEGAL_FORM = re.compile(r"^(?:\(주\)|㈜|주식회사)\s*|\s*(?:\(주\)|㈜|주식회사)$")
_SHARE_ENDING = re.compile(r"보통주$")
_DART = {"corp_code", "corp_name", "corp_eng_name", "stock_code", "modify_date"}


@dataclass(frozen=True)
class Listed:
    """A company of a listing."""

    name_ko: str
    ticker: str | None = None
    name_en: str | None = None
    aliases: tuple[str, ...] = ()
    country: str | None = "KR"
    sector: str | None = None
    fiscal_year_end: int | None = None
    dart_code: str | None = None
    reason: str | None = None
    """Why it cannot be brought in."""


def read_listing(path: Path, *, unlisted: bool = False) -> Iterator[Listed]:
    """
    The companies of the listing at *path*, of whichever of the known forms it is; *unlisted* ones of DART's too, if wanted.

    Raises UserError for a file that is no such listing or would do harm.
    """
    if not path.is_file():
        raise UserError(f"{path}: no such file. Download a listing first, or check the spelling.")
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK"):
        yield from _zipped(path, unlisted=unlisted)
    elif head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        if re.search(rb"<(?:html|table|meta)\b", head, re.IGNORECASE):
            raise UserError(f"{path}: this is a web page (KIND's .xls is one). Open it in a spreadsheet and save it as CSV.")
        with path.open("rb") as file:
            yield from _dart(path, file, unlisted=unlisted)
    else:
        yield from _csv(path)


def _zipped(path: Path, *, unlisted: bool) -> Iterator[Listed]:
    try:
        with zipfile.ZipFile(path) as archive:
            inside = [item for item in archive.infolist() if item.filename.lower().endswith(".xml")]
            if len(inside) != 1 or "[Content_Types].xml" in archive.namelist():
                raise UserError(f"{path}: a ZIP without one CORPCODE.xml in it. Save a spreadsheet as CSV first.")
            with archive.open(inside[0]) as file:
                yield from _dart(path, file, unlisted=unlisted)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise UserError(f"{path}: a ZIP that cannot be unpacked ({error}). Download it again.") from None


def _dart(path: Path, file: IO[bytes], *, unlisted: bool) -> Iterator[Listed]:
    for row in _corporations(path, file):
        ticker, name = row.get("stock_code", ""), _bare_name(row.get("corp_name", ""))
        if not ticker and not unlisted:
            continue
        yield Listed(
            name_ko=name,
            ticker=ticker or None,
            name_en=_english(row.get("corp_eng_name", "")),
            dart_code=row.get("corp_code") or None,
            reason=_fault(name, ticker or None),
        )


def _corporations(path: Path, file: IO[bytes]) -> Iterator[dict[str, str]]:
    """
    The `<list>` elements of DART's XML as they come in; the file is never in memory as a whole.

    A document type is refused, because entities are declared in it: that is where XML bombs and references to files live.
    """
    parser = expat.ParserCreate()
    found: list[dict[str, str]] = []
    row: dict[str, str] = {}
    field: list[str] = []

    def refuse(*_: object) -> None:
        raise UserError(
            f"{path}: it declares a document type, which DART's file never does. It is not read, because it may do harm."
        )

    def opens(name: str, _attributes: object) -> None:
        if name == "list":
            row.clear()
        field.clear()

    def closes(name: str) -> None:
        if name == "list":
            found.append(dict(row))
        elif name in _DART:
            row[name] = " ".join("".join(field).split())

    handlers: dict[str, Callable[..., None]] = {
        "StartDoctypeDeclHandler": refuse, "EntityDeclHandler": refuse, "StartElementHandler": opens, "EndElementHandler": closes,
        "CharacterDataHandler": field.append,
    }  # fmt: skip
    for handler, function in handlers.items():
        setattr(parser, handler, function)
    total = rows = 0
    try:
        while chunk := file.read(_CHUNK):
            total += len(chunk)
            if total > MOST_BYTES:
                raise UserError(f"{path}: more than {MOST_BYTES:,} bytes unpacked, far more than DART's list. It is not read.")
            parser.Parse(chunk, False)
            rows += len(found)
            yield from found
            found.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UserError(f"{path}: not whole XML ({error}). Download it again from DART.") from None
    if not rows:
        raise UserError(f"{path}: no <list> with corp_code and corp_name in it; this is not DART's CORPCODE.xml.")


def _csv(path: Path) -> Iterator[Listed]:
    lines = list(io.StringIO(_text(path), newline=""))
    try:
        header, columns, delimiter = _header(path, lines)
        names = _named(columns)
        for cells in csv.reader(lines[header + 1 :], delimiter=delimiter, strict=True):
            if any(cell.strip() for cell in cells):
                yield _row({part: cells[at].strip() if at < len(cells) else "" for part, at in names.items()})
    except csv.Error as error:
        raise UserError(f"{path}: not a CSV that can be read ({error}). Save it again as CSV.") from None


def _text(path: Path) -> str:
    if path.stat().st_size > MOST_BYTES:
        raise UserError(f"{path}: more than {MOST_BYTES:,} bytes, far more than a list of companies.")
    data = path.read_bytes()
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(f"{path}: neither UTF-8 nor CP949 text. Save the listing as CSV.")


def _header(path: Path, lines: list[str]) -> tuple[int, list[str], str]:
    """The line of the header, its columns and what separates them."""
    for number, line in enumerate(lines[:_HEAD_LINES]):
        for delimiter in (",", "\t", ";"):
            columns = [re.sub(r"\s", "", cell) for cell in next(csv.reader([line], delimiter=delimiter), [])]
            named = _named(columns)
            if "name" in named and len(named) > 1:
                return number, columns, delimiter
    raise UserError(
        f"{path}: no header that is known. It needs a name (종목명, 회사명) and a code or more (종목코드, 표준코드, 영문 종목명, 결산월)."
    )


def _named(columns: list[str]) -> dict[str, int]:
    places = {part: next((columns.index(head) for head in heads if head in columns), None) for part, heads in _HEADS.items()}
    return {part: at for part, at in places.items() if at is not None}


def _row(cells: Mapping[str, str]) -> Listed:
    name = _bare_name(cells["name"])
    code = cells.get("ticker", "") or cells.get("isin", "")
    ticker = _ticker(code)
    isin = cells.get("isin") or code
    month = re.fullmatch(r"(\d{1,2})월?", cells.get("month", ""))
    full = _bare_name(_SHARE_ENDING.sub("", cells.get("full_name", "")))
    return Listed(
        name_ko=_SHARE_ENDING.sub("", name),
        ticker=ticker,
        name_en=_english(cells.get("english", "")),
        aliases=(full,) if full and not _odd(full) else (),
        country=None if re.match(r"(?!KR)[A-Z]{2}[0-9A-Z]{10}$", isin) or _foreign(ticker) else "KR",
        sector=cells.get("sector") or None,
        fiscal_year_end=int(month[1]) if month and 1 <= int(month[1]) <= 12 else None,
        reason=_fault(name, ticker if ticker or not code else code),
    )


def _ticker(code: str) -> str | None:
    """The short code in *code*: 005930, A005930, 5930 as a spreadsheet leaves it, or inside KR7005930003."""
    code = code.upper().strip("'=\"")
    if match := _ISIN.fullmatch(code):
        return match[1]
    code = code.removeprefix("A") if len(code) == 7 else code
    code = code.zfill(6) if code.isdecimal() and len(code) < 6 else code
    return code if _TICKER.fullmatch(code) else None


def _foreign(ticker: str | None) -> bool:
    """Whether it is a foreign company's share on the Korean exchange, whose codes begin with 900 or 950."""
    return ticker is not None and ticker.startswith(("900", "950"))


def _fault(name: str, ticker: str | None) -> str | None:
    if not re.search("[가-힣A-Za-z0-9]", name):
        return "no name in Hangul or Latin letters"
    if ticker and not _TICKER.fullmatch(ticker):
        return "no code of six digits or letters"
    if ticker and not ticker.endswith("0"):
        return "a preferred share, whose company is listed by its common stock"
    return f"no name that a text could hold: over {LONGEST_NAME} characters, or with | in it" if _odd(name) else None


def _odd(name: str) -> bool:
    return len(name) > LONGEST_NAME or "|" in name


def _bare_name(written: str) -> str:
    """A Korean company name without its legal form: 가온전자(주), ㈜가온전자."""
    return _LEGAL_FORM.sub("", " ".join(written.split())).strip()


def _english(written: str) -> str | None:
    name = " ".join(written.split())
    return name if name and not _odd(name) else None
