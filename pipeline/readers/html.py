"""Web pages, saved or made by programs, and DART's filings: the main text, without navigation, advertisements and comments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from pipeline.readers.base import Content, File
from pipeline.readers.encodings import decoded
from pipeline.readers.markdown import Writer, one_line
from pipeline.readers.markup import parse_html, text_of, write_markup

MAX_ARTICLE = 1_000_000
"""Characters of markup up to which the main text is searched for: the search is quadratic, 1 MB takes a second, 4 MB fifteen."""
LINKED = 0.05
"""Share of a page's text inside links from which on it is a web page and no document saved as HTML."""
LINE_SEPARATOR = "\u2028"
LONG_CELL = 200
"""Characters; a cell of several paragraphs with more is the text of a page that a table lays out."""

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_PAGE_PARTS = "//nav|//aside|//footer|//*[@role='navigation']|//*[@itemprop='articleBody']|//article"
_DART = re.compile(r"<DOCUMENT-NAME\b|<DOCUMENT\s[^>]*dart|class=[\"']xforms", re.IGNORECASE)
_STAMP = re.compile(
    r"(?:기사)?(?:입력|승인|등록|게재|송고|작성일|등록일|게시일)\s?(?:일시|시간)?\s?[:：]?\s?((?:19|20)\d\d\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2})"
)
_TITLE_TAIL = re.compile(r"\s+[|<:\-–—]\s+[^|<]{1,30}$")
_META = {
    "og:title": "title",
    "author": "author",
    "article:author": "author",
    "og:site_name": "publisher",
    "dc.publisher": "publisher",
    "og:url": "url",
    "article:published_time": "article:published_time",
    "article:modified_time": "article:modified_time",
    "pubdate": "pubdate",
    "datepublished": "datepublished",
    "dc.date": "dc.date",
    "dc.date.issued": "dc.date",
    "date": "date",
}


def read_html(file: File) -> Content:
    """The main text of a page; a document saved as HTML, and a filing of DART, whole."""
    text, name, note = decoded(file, file.encoding or _declared(file.data), markup=True)
    root = parse_html(text)
    if root is None:
        raise file.refuse("no element of HTML can be made out", "Open it in a browser and save it again")
    metadata = page_metadata(root)
    writer = Writer(file.limits.max_cells)
    if _is_web_page(root, text):
        _write_article(root, writer, metadata)
    if not writer.lines:
        write_markup(_body(root), writer)
    return Content(writer.text(), name, metadata, note=note)


def _declared(data: bytes) -> str | None:
    """The encoding that the page names, where it is one of Korea's older ones; the ladder finds the others out."""
    found = _CHARSET.search(data[:2_000])
    name = found[1].decode("ascii", "replace").lower().replace("-", "_") if found else ""
    if name in ("euc_kr", "cp949", "ks_c_5601_1987", "ksc5601", "x_windows_949", "ms949"):
        try:
            data.decode("cp949")
        except UnicodeDecodeError:
            return None
        return "cp949"
    return None


def _body(root: HtmlElement) -> HtmlElement:
    body = root.find("body")
    return root if body is None else body


def _is_web_page(root: HtmlElement, text: str) -> bool:
    if len(text) > MAX_ARTICLE or _DART.search(text[:5_000]):
        return False
    if root.xpath(_PAGE_PARTS):
        return True
    shown = (one_line(text_of(link)) for link in root.iter("a") if link.get("href"))
    linked = sum(len(text) for text in shown if "://" not in text)  # a link that shows its address is a reference
    return linked > LINKED * len(one_line(text_of(_body(root))))


def _write_article(root: HtmlElement, writer: Writer, metadata: dict[str, str]) -> None:
    """Write the main text as trafilatura finds it, with our own grids in place of its tables."""
    tables = list(_mark_tables(root))
    found = bare_extraction(root, include_comments=False, include_tables=False, favor_recall=True, include_links=False)
    body = getattr(found, "body", None)
    if body is None or not one_line("".join(body.itertext())):
        return
    title = metadata.get("title")
    written = False
    for element in body.iterdescendants("head", "p", "item", "quote", "code", "fw"):
        if any(parent.tag in ("p", "item", "quote", "head") for parent in element.iterancestors()):
            continue
        for line in _lines(element):
            content, *rest = _MARK.split(line)
            content = one_line(content)
            if content and not written and title and content != title:
                writer.heading(1, title)
            written = written or bool(content)
            if element.tag == "head":
                writer.heading(1 if content == title else int((element.get("rend") or "h2")[1:2] or 2), content)
            elif element.tag == "item":
                writer.item(0, content)
            else:
                writer.paragraph(content)
            for number, behind in zip(rest[::2], rest[1::2], strict=True):
                write_markup(_framed(tables[int(number)]), writer)
                writer.paragraph(behind)


def _lines(element: Any) -> list[str]:
    """The text of a paragraph, parted where an `lb` ends a line."""
    for line_break in element.iter("lb"):
        line_break.text = LINE_SEPARATOR
    return "".join(element.itertext()).split(LINE_SEPARATOR)


_MARK = re.compile(r"표자리 (\d{1,6}) 이 곳에는 원래의 표가 그대로 들어갑니다\.")


def _mark_tables(root: HtmlElement) -> Iterator[HtmlElement]:
    """
    Put a sentence in place of each table of data, so that the search for the main text keeps its place; yield the tables.

    A table that only lays out the page becomes what it stands for, a box in boxes.
    """
    number = 0
    for table in list(root.iter("table")):
        parent = table.getparent()
        if parent is None or not _holds_data(table):
            _unframe(table)
            continue
        mark = table.makeelement("p")
        mark.text, mark.tail = f"표자리 {number} 이 곳에는 원래의 표가 그대로 들어갑니다.", table.tail
        parent.replace(table, mark)
        number += 1
        yield table


def _holds_data(table: HtmlElement) -> bool:
    """Whether a table has rows and columns, none of whose cells is a text of several paragraphs or holds a table."""
    cells = [*table.iter("td", "th")]
    if len(cells) < 4 or len(table.findall(".//tr")) < 2 or table.find(".//table") is not None:
        return False
    return not any(len(list(cell.iter("p", "br"))) > 1 and len(one_line(text_of(cell))) > LONG_CELL for cell in cells)


def _unframe(table: HtmlElement) -> None:
    """Make boxes of a table, its rows and its cells; what stands inside the cells stays."""
    for element in table:
        if element.tag in ("thead", "tbody", "tfoot", "tr"):
            _unframe(element)
        elif element.tag in ("td", "th"):
            element.tag = "div"
    table.tag = "div"


def _framed(table: HtmlElement) -> HtmlElement:
    frame: HtmlElement = table.makeelement("div")
    table.tail = None
    frame.append(table)
    return frame


def page_metadata(root: HtmlElement) -> dict[str, str]:
    """What meta tags, JSON-LD and the byline say: title, author, publisher, url and the day of publication."""
    metadata: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        value = one_line(meta.get("content") or "")
        if key in _META and value:
            metadata.setdefault(_META[key], value)
    for entry in _linked_data(root):
        for key, name in (
            ("datePublished", "article:published_time"),
            ("headline", "title"),
            ("dateModified", "article:modified_time"),
        ):
            if isinstance(entry.get(key), str):
                metadata.setdefault(name, one_line(entry[key]))
        publisher = entry.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            metadata.setdefault("publisher", one_line(publisher["name"]))
    title = root.find(".//title")
    if title is not None and one_line(text_of(title)):
        metadata.setdefault("title", _TITLE_TAIL.sub("", one_line(text_of(title))))
    if not metadata.keys() & {"article:published_time", "pubdate", "datepublished", "dc.date", "date"} and (
        day := _stamped(root)
    ):
        metadata["article:published_time"] = day
    return metadata


def _linked_data(root: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            content = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue  # a page may carry what is no JSON; the other places still tell
        for entry in content if isinstance(content, list) else [content]:
            if isinstance(entry, dict):
                yield entry
                graph = entry.get("@graph")
                yield from (each for each in (graph if isinstance(graph, list) else ()) if isinstance(each, dict))


def _stamped(root: HtmlElement) -> str | None:
    """The day a byline gives (입력 2025.11.03), else the day that marks, addresses and time elements give for the first version."""
    if found := _STAMP.search(one_line(text_of(_body(root)))):
        return date(*(int(part) for part in re.findall(r"\d+", found[1]))).isoformat() if _is_day(found[1]) else None
    if not root.xpath("//time|//meta[contains(@property,'time')]"):
        return None
    day: str | None = find_date(root, original_date=True, extensive_search=False)
    return day


def _is_day(text: str) -> bool:
    year, month, day = (int(part) for part in re.findall(r"\d+", text))
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
