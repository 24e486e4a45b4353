"""Finding the names of a report: every finder proposes spans, one function settles their overlaps, then they are linked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain

from spacy.tokens import Doc

import schemas
from extractors.gazetteer import Gazetteer
from extractors.knowledge import Knowledge
from extractors.names.ambiguity import ambiguous, resolve
from extractors.names.apposition import appositions, by_inner_script, loose_tickers
from extractors.names.bodies import by_blanks, by_cabinet, by_filing
from extractors.names.context import (
    acting,
    by_country_pair,
    by_credit,
    by_day,
    by_district,
    by_government,
    by_kind,
    by_place,
    by_quotation,
    with_places,
)
from extractors.names.coreference import linked, recurrences
from extractors.names.cues import labels
from extractors.names.doubts import denied
from extractors.names.forms import by_form
from extractors.names.listed import by_country, by_items, by_members
from extractors.names.matching import FormIndex
from extractors.names.morphology import (
    by_corporate_mark,
    by_event_noun,
    by_family,
    by_latin_words,
    by_model_number,
    by_suffix,
)
from extractors.names.passage import Passage
from extractors.names.persons import beside, by_title
from extractors.names.products import by_brand, by_family_name, by_fund, by_row
from extractors.names.spans import Name, settle, trust
from extractors.particles import is_hangul

_COUNTRY = re.compile(r"loc:[a-z]{2}")
_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w.-]+|(?<![\w.])[a-z0-9-]+(?:\.[a-z0-9-]+){1,4}\.(?:kr|com|net|org)(?![\w])(?: Page \d+)?"
    r"|(?<!\d)0\d{1,2}\)?[ -]?\d{3,4}-\d{4}(?!\d)(?: ?E-?mail)?|E-?[Mm]ail"
)
"""Addresses of the net and telephone numbers: a name inside one names nobody of the report."""
_MARK = "㈜"
Settle = Callable[[Iterable[Name]], list[Name]]
_AND_OTHERS = re.compile(r"\s?외\Z")


class NameFinder:
    """Finds the names that one body of knowledge makes known."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        known = knowledge.gazetteer
        self._forms = FormIndex(
            form for form in known.surfaces if (len(form) > 1 or not is_hangul(form)) and not _several(known, form)
        )  # single characters are no words of their own but for Hanja: 美, 中
        self._senses = ambiguous(knowledge)

    def __call__(
        self, doc: Doc, blocks: Sequence[schemas.Block] = (), *, others: Iterable[Name] = (), settle_overlaps: Settle = settle
    ) -> list[Name]:
        """
        The names of a report in text order, without overlaps; a particle is never part of one.

        *others* are spans of further finders (a trained model); *settle_overlaps* decides between the spans of all of them.
        Names that recur without the words that gave them away are found in a second look, and one thing has one `entity_id`.
        """
        passage = Passage(doc, self.knowledge)
        found = [*(name for name in others if not denied(passage, name)), *self._proposed(passage)]
        proposed = [_alone(passage, name) for name in found]
        addresses = [match.span() for match in _ADDRESS.finditer(passage.text)]
        proposed = [n for n in proposed if not any(n.start < end and n.end > start for start, end in addresses)]
        places = {name.end: name for name in proposed if name.label == "LOC"}
        proposed += with_places(passage, tuple(proposed), places)
        groups = list(appositions(passage, _longest_by_end(proposed)))
        proposed += chain.from_iterable((group.head, *group.partners) for group in groups)
        first = settle_overlaps(proposed)
        again = settle_overlaps([*proposed, *recurrences(passage, first, groups), *by_family(passage, first)])
        return linked(passage, list(acting(passage, again)), groups)

    def _proposed(self, passage: Passage) -> list[Name]:
        known = [_unmarked(passage, name) for name in resolve(passage, self._forms.hits(passage), self._senses)]
        shaped = list(
            chain(
                by_suffix(passage), by_corporate_mark(passage), by_latin_words(passage), by_model_number(passage),
                by_event_noun(passage), by_quotation(passage), by_credit(passage), by_country_pair(passage),
                by_inner_script(passage), loose_tickers(passage), by_blanks(passage), by_cabinet(passage), by_day(passage),
                by_filing(passage),
            )
        )  # fmt: skip
        shaped += chain(by_family_name(passage, known), by_brand(passage, known), by_fund(passage))
        shaped += chain(by_country(passage, known), by_items(passage, known), by_members(passage))
        shaped += by_row(passage, [name for name in (*known, *shaped) if name.label == "PRODUCT"])
        places = {name.end: name for name in (*known, *shaped) if name.label == "LOC"}
        sites = {name.end: name for name in known if name.label == "ORG"} | places
        starting = {name.start: name for name in known}
        spans = [(name.start, name.end) for name in (*known, *shaped) if name.label != "PERSON"]
        people = list(by_title(passage, spans))
        people += beside(passage, people)
        titled = {name.end + 1 for name in people}
        titles = labels("title")
        untitled = (n for n in known if n.start not in titled or passage.text[n.start : n.end] not in titles)
        return [
            *untitled, *shaped, *by_government(passage, places), *by_place(passage, sites), *by_kind(passage, starting),
            *people, *by_form(passage), *by_district(passage),
        ]  # fmt: skip


def _unmarked(passage: Passage, name: Name) -> Name:
    """A name of the tables without the mark of a company, which stays outside: SK㈜."""
    written = passage.text[name.start : name.end]
    if _MARK not in written:
        return name
    start = name.start + len(written) - len(written.lstrip(_MARK))
    return replace(name, start=start, end=name.start + len(written.rstrip(_MARK)))


def _alone(passage: Passage, name: Name) -> Name:
    """A name without the word that counts others beside it: 하람 of `하람외 2명`."""
    others = _AND_OTHERS.search(passage.text, name.start + 2, name.end)
    counted = others is not None and passage.text[name.end : name.end + 2].strip()[:1].isdigit()
    return replace(name, end=others.start()) if others is not None and counted else name


def _several(known: Gazetteer, form: str) -> bool:
    """Whether a form of the tables is several mentions in a text: 울산 미포조선소, 중국 국무원, 쿼드(Quad)."""
    if form.endswith(")"):
        return True
    words = form.split(" ")
    ids = [known.surfaces.get(word, ("",))[0] for word in words]
    record = known.entity(known.surfaces[form][0])
    if record is not None and record.tickers:
        return False  # 사우디 아람코 is what the company is called
    if len(words) > 1 and all(found.startswith("loc:") for found in ids):
        return True
    return _COUNTRY.fullmatch(ids[0]) is not None and " ".join(words[1:]) in known.surfaces


def _longest_by_end(names: Iterable[Name]) -> dict[int, Name]:
    found: dict[int, Name] = {}
    for name in names:
        known = found.get(name.end)
        if known is None or (name.start, *(-part for part in trust(name))) < (known.start, *(-part for part in trust(known))):
            found[name.end] = name
    return found
