"""The page: what it shows, that no text of a report is markup in it, and who may not write."""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from importlib.resources import files
from urllib.parse import quote

import pytest

from pipeline.cli import run
from pipeline.explore.guard import LOOPBACK
from pipeline.explore.render import environment, render
from pipeline.explore.words import LANGUAGES, words

PLAN = "select figure_id from figures where text = '3,800억 위안' and doc_id in (select doc_id from documents where source_name = 'alibaba.md')"
VOID = {"meta", "link", "input", "br", "img", "option"}


class Elements(HTMLParser):
    """The elements of a page, and the text outside of scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def elements(html: str, tag: str) -> list[dict[str, str | None]]:
    return [attributes for name, attributes in Elements(html).found if name == tag]


def address_of(ask, name: str) -> str:
    ((doc_id,),) = ask("select doc_id from documents where source_name = ?", name)
    return f"/documents/{doc_id}"


def pages(ask) -> list[str]:
    return [
        "/", "/search?q=" + quote("알리바바 설비투자"), "/companies", "/companies/org:alibaba", "/market", "/market/investment", "/review",
        "/review?of=conflicts", "/review?of=deviating", "/review?of=rejects",
        "/runs", address_of(ask, "alibaba.md"), address_of(ask, "hostile.md"),
    ]  # fmt: skip


def test_every_page_answers_in_both_languages(page, ask):
    for path in pages(ask):
        for language in LANGUAGES:
            answer = page.get(f"{path}{'&' if '?' in path else '?'}lang={language}")

            assert (path, answer.status) == (path, 200)
            assert f'<html lang="{language}"' in answer.text


def test_search_finds_the_figure_by_company_and_metric(page):
    answer = page.get("/search?q=" + quote("알리바바 설비투자"))

    assert "3,800억 위안" in answer.text
    assert "524억 달러" in answer.text


def test_a_report_marks_what_was_read_and_links_it_to_its_details(page, ask):
    ((figure_id,),) = ask(PLAN)

    html = page.get(address_of(ask, "alibaba.md")).text

    marked = [link for link in elements(html, "a") if link.get("data-mark") == figure_id]
    assert len(marked) == 1
    assert "figures" in (marked[0]["class"] or "")
    details = page.get(f"/documents/{figure_id[:16]}?at={quote(figure_id)}").text
    for shown in ("380,000,000,000 CNY", " KRW", " USD", "ECB", "계획", "알리바바"):
        assert shown in details


@pytest.mark.parametrize(("language", "whole", "companies", "products"), [
    ("ko", "소속", "자회사 · 계열사 · 사업부", "제품 · 브랜드"),
    ("en", "Part of", "Subsidiaries, affiliates and divisions", "Products and brands"),
])  # fmt: skip
def test_a_company_links_to_what_it_is_a_part_of_and_to_its_parts(page, language, whole, companies, products):
    def linked(html: str) -> list[str | None]:
        return [link["href"] for link in elements(html, "a") if (link.get("href") or "").startswith("/companies/")]

    part = page.get(f"/companies/org:google-cloud?lang={language}").text
    top = page.get(f"/companies/org:alphabet?lang={language}").text
    google = page.get(f"/companies/org:google?lang={language}").text

    assert linked(part) == ["/companies/org:google", "/companies/org:alphabet"]  # the nearest first
    assert whole in part
    assert companies not in part
    assert linked(top) == ["/companies/org:google", "/companies/org:waymo"]  # no parts of its parts
    assert companies in top
    assert whole not in top
    assert google.index(companies) < google.index("/companies/org:google-cloud") < google.index(products)
    assert google.index(products) < google.index("/companies/product:gemini")


def test_a_record_comes_as_json(page, ask):
    ((figure_id,),) = ask(PLAN)

    answer = page.get(f"/records/{quote(figure_id)}.json")

    assert answer.headers["content-type"] == "application/json"
    assert '"value": 380000000000' in answer.text


def test_no_text_of_a_report_is_markup(page, ask):
    for path in [*pages(ask), "/search?q=" + quote("<script>alert(1)</script>")]:
        html = page.get(path).text

        assert [link["src"] for link in elements(html, "script")] == ["/static/page.js"]
        assert elements(html, "img") == []
        assert not [link for link in elements(html, "a") if (link.get("href") or "").lower().startswith("javascript")]
        assert not re.search(r"<[^>]+ (on\w+|style)=", html)


def test_controls_that_reorder_text_are_named():
    html = render("problem.html", "en", {"message": "\u202e123\u202c <b>"})

    assert "[Right-To-Left Override]123[Pop Directional Formatting] &lt;b&gt;" in html


def test_the_page_loads_from_nowhere_else(page, ask):
    for path in pages(ask):
        answer = page.get(path)

        assert "default-src 'none'" in answer.headers["content-security-policy"]
        for tag, name in (("link", "href"), ("script", "src"), ("form", "action"), ("a", "href")):
            for attributes in elements(answer.text, tag):
                assert not re.match(r"(?:[a-z]+:)?//", attributes.get(name) or ""), attributes
    for name in ("page.css", "page.js"):
        assert not re.search(r"(?:https?:)?//\w|@import|url\(", page.get(f"/static/{name}").text.replace("// ", ""))


def test_only_names_of_this_machine_are_served(page):
    assert page.get("/", Host="evil.example").status == 403
    assert page.get("/", Host="127.0.0.1.evil.example").status == 403
    assert page.get("/", Host=f"localhost:{page.port}").status == 200
    assert "localhost" in LOOPBACK


def form(editor, ask, **given: str) -> dict[str, str]:
    ((figure_id,),) = ask(PLAN)
    html = editor.get(f"/documents/{figure_id[:16]}?at={quote(figure_id)}").text
    token = next(field["value"] for field in elements(html, "input") if field.get("name") == "token")
    return {"token": token or "", "record_id": figure_id, "action": "accept", "back": f"/documents/{figure_id[:16]}"} | given


def reviewed(ask) -> list[tuple[object, ...]]:
    return ask("select count(*) from corrections")


def test_the_page_corrects_when_it_is_asked_to(editor, ask):
    answer = editor.post("/corrections", form(editor, ask, action="set", **{"set.metric": "capex", "set.modality": "forecast"}))

    assert answer.status == 303
    ((figure_id,),) = ask(PLAN)
    assert ask("select metric, modality, reviewed from v_figures where figure_id = ?", figure_id) == [
        ("capex", "forecast", "corrected")
    ]
    assert ask("select distinct author from corrections") == [("김분석",)]


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:1"])
def test_another_site_cannot_write(editor, ask, origin):
    assert editor.post("/corrections", form(editor, ask), Origin=origin).status == 403
    assert reviewed(ask) == [(0,)]


def test_nobody_writes_without_the_token(editor, ask):
    assert editor.post("/corrections", form(editor, ask) | {"token": "guessed"}).status == 403
    assert reviewed(ask) == [(0,)]


def test_a_page_that_only_reads_writes_nothing(page, ask):
    ((figure_id,),) = ask(PLAN)

    assert page.post("/corrections", {"token": "", "record_id": figure_id, "action": "reject"}).status == 403
    assert "sasil explore --edit" in page.get(f"/documents/{figure_id[:16]}?at={quote(figure_id)}").text
    assert reviewed(ask) == [(0,)]


def test_it_goes_back_to_its_own_pages_only(editor, ask):
    for back in ("//evil.example", "/\\evil.example", "https://evil.example"):
        assert editor.post("/corrections", form(editor, ask, back=back)).headers["location"].startswith("/#")


def test_what_cannot_be_corrected_is_told_on_the_page(editor, ask):
    answer = editor.post("/corrections", form(editor, ask, action="set", **{"set.metric": "revenu"}))

    assert "revenue" in editor.get(answer.headers["location"].partition("#")[0]).text
    assert reviewed(ask) == [(0,)]


def test_what_is_not_there_is_404(page):
    for path in ("/documents/0000000000000000", "/records/nothing", "/companies/org:nobody", "/market/nothing"):
        assert page.get(path).status == 404


def test_a_report_as_one_file_needs_nothing(outputs, ask, capsys):
    assert run(["show", "alibaba", "--html"]) == 0

    html = capsys.readouterr().out
    assert elements(html, "script") == []
    assert elements(html, "link") == []
    ids = [attributes["id"] for _, attributes in Elements(html).found if "id" in attributes]
    targets = {(link.get("href") or "")[1:] for link in elements(html, "a") if (link.get("href") or "").startswith("#p-")}
    assert targets <= set(ids)
    assert len(ids) == len(set(ids))
    assert "380,000,000,000 CNY" in html


def test_refused_files_are_listed_with_their_reason(page):
    html = page.get("/runs").text

    assert "empty.txt" in html


def test_words_are_said_in_both_languages():
    with (files("pipeline.explore") / "words.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))

    assert [row for row in rows if not row["ko"] or not row["en"]] == []
    assert len({row["key"] for row in rows}) == len(rows)


def test_every_word_that_templates_ask_for_is_there():
    known = set(words("ko"))
    loader = environment().loader
    for template in environment().list_templates():
        source = loader.get_source(environment(), template)[0]
        asked = set(re.findall(r"""\bt\(["']([\w.]+)["']\)""", source))

        assert asked <= known, (template, asked - known)
