"""One thing, one id: names that recur, their short forms, and the words that stand for them (이 회사, 동사, 양사)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

import schemas
from extractors.names.apposition import Apposition
from extractors.names.bodies import initials
from extractors.names.cues import endings, labels
from extractors.names.matching import FormIndex
from extractors.names.passage import Passage
from extractors.names.spans import Name, trust
from extractors.particles import is_hangul

_REFERENCE = re.compile(
    r"(?<![가-힣])(?:(?P<both>양사)|(?P<author>당사|폐사)|(?P<main>동사|동 사|회사)"
    r"|(?P<near>(?:이|그|해당|동) ?(?:회사|기업|업체|은행|스타트업|법인|그룹|증권사|제약사|기관)))"
    r"(?=[은는이가의를을도와과로에] ?|측|[^가-힣]|$)"
)
_SLUG = re.compile(r"[^a-z0-9]+")
_OPENING = re.compile(r"(?:[\n.?!:;\"'”’)\]]\s*|[-*•○□※]\s+)$")
_LONG_STEM = 4
_BESIDE = 3
"""Characters between a company and its exchange code: a blank, a bracket, ㈜."""
_SUBJECT = re.compile(r"(?:은|는|이|가)(?![가-힣])")


def recurrences(passage: Passage, names: Sequence[Name], groups: Sequence[Apposition]) -> Iterator[Name]:
    """
    Further places of names that a rule found, and of their short forms.

    A word that is common, or shorter than two syllables, never becomes a short form.
    """
    introduced: dict[str, Name] = {}
    for name in names:
        if name.source == "gazetteer" or name.label in ("TICKER", "EVENT"):
            continue
        written = passage.text[name.start : name.end]
        if not _distinct(written):
            continue
        if written not in introduced or introduced[written].confidence < name.confidence:
            introduced[written] = name
    for written, name in list(introduced.items()):
        for short in _short_forms(passage, written, name.label):
            if _distinct(short):
                introduced.setdefault(short, name)
    introduced |= {short: name for short, name in initials(passage, names).items() if short not in introduced}
    for form in list(introduced):
        if form in passage.gazetteer.surfaces:
            del introduced[form]
    for hit in FormIndex(introduced).hits(passage):
        origin = introduced[hit.form]
        yield Name(hit.start, hit.end, origin.label, origin.entity_id, origin.source, round(origin.confidence - 0.05, 2))


def _distinct(form: str) -> bool:
    return len(form) >= 2 and form not in labels("common") and form not in labels("title") and not form.isdigit()


def _short_forms(passage: Passage, written: str, label: str) -> Iterator[str]:
    """베이징 포스 패러다임 → 포스 패러다임; 월터 아이작슨 → 아이작슨; a place at the head is what falls away."""
    words = written.split()
    if len(words) < 2 and label == "ORG" and (stem := _stem(passage, written)):
        yield stem
    if len(words) < 2 or not all(is_hangul(word[0]) for word in words):
        return
    if label == "PERSON" and len(words[-1]) >= 3:
        yield words[-1]
    if label == "ORG":
        leading = passage.gazetteer.surfaces.get(words[0], ("",))[0]
        if leading.startswith("loc:"):
            yield " ".join(words[1:])


def _stem(passage: Passage, written: str) -> str | None:
    """그린소노바푸드 → 그린소노바: what stands before the suffix of a company, where it is long enough to be nothing else."""
    cue = endings("suffix").of(written, 0, len(written))
    stem = written[: -len(cue.cue)] if cue is not None and cue.label == "ORG" else ""
    return stem if len(stem) >= _LONG_STEM and not passage.analyser.is_known(stem) and all(map(is_hangul, stem)) else None


def linked(passage: Passage, names: Sequence[Name], groups: Iterable[Apposition]) -> list[Name]:
    """*names* with one `entity_id` for what an apposition or the same written form shows to be one thing."""
    text = passage.text
    names = _agreeing(text, names)
    ids: dict[str, str] = {}
    for name in names:
        if name.entity_id is not None and name.label != "TICKER":
            ids.setdefault(text[name.start : name.end], name.entity_id)
    for group in groups:
        head = text[group.head.start : group.head.end]
        members = [head, *(text[partner.start : partner.end] for partner in group.partners if partner.label != "TICKER")]
        known = next((ids[member] for member in members if member in ids), None)
        known = known or next((partner.entity_id for partner in group.partners if partner.entity_id), None)
        known = known or _slug(group.head.label, members[1:])
        if known is not None:
            for member in members:
                ids.setdefault(member, known)
    for form in list(ids):
        for short in _short_forms(passage, form, ids[form].partition(":")[0].upper()):
            ids.setdefault(short, ids[form])
    tickers = {
        partner.start: ids.get(text[group.head.start : group.head.end])
        for group in groups
        for partner in group.partners
        if partner.label == "TICKER"
    }
    return [
        replace(name, entity_id=tickers[name.start])
        if name.label == "TICKER" and name.entity_id is None and name.start in tickers
        else replace(name, entity_id=ids[text[name.start : name.end]])
        if name.entity_id is None and text[name.start : name.end] in ids
        else name
        for name in names
    ]


def _agreeing(text: str, names: Sequence[Name]) -> list[Name]:
    """*names*, where one written form has one label: that of the most trusted, then surest, then first finding."""
    best: dict[str, Name] = {}
    for name in names:
        written = text[name.start : name.end]
        if written not in best or trust(name) > trust(best[written]):
            best[written] = name
    return [
        replace(name, label=best[written].label) if name.source != "gazetteer" and name.label != "TICKER" else name
        for name in names
        for written in (text[name.start : name.end],)
    ]


def _slug(label: str, members: Iterable[str]) -> str | None:
    """An id for something nobody has listed yet, made of its Latin name; None where it has none."""
    for member in members:
        if member.isascii() and (slug := _SLUG.sub("-", member.lower()).strip("-")):
            return f"{label.lower()}:{slug}"
    return None


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that stand for a name without being one; two of them share a span where both companies are meant."""

    start: int
    end: int
    entity_id: str | None
    name_start: int
    """Where the name begins that it stands for."""
    name_end: int


def find_references(doc: Doc, blocks: Sequence[schemas.Block], names: Sequence[Name]) -> list[Reference]:
    """이 회사, 동사, 당사, 양사, 회사 and what they stand for, in text order; one whose name is not clear is left out."""
    companies = [name for name in names if name.label == "ORG"]
    if not companies:
        return []
    text: str = doc._.source_text
    subject = _main(text, blocks, names)
    found: list[Reference] = []
    both_voices = "동사" in text and "당사" in text
    for match in _REFERENCE.finditer(text):
        earlier = [name for name in companies if name.end <= match.start()]
        if match["author"] and both_voices:
            continue  # the house that writes of 동사 calls itself 당사
        if match.group() == "회사" and not _OPENING.search("\n" + text[max(0, match.start() - 4) : match.start()]):
            continue  # 원자력 회사, 본사를 둔 회사
        if match["both"]:
            meant = _last_two(text, earlier)
        elif match["near"]:
            meant = _nearest_topic(text, match.start(), earlier)
        else:
            meant = [_governing(match.start(), blocks, companies) or subject or _last_coded(text, match.start(), names)]
        found += [Reference(match.start(), match.end(), name.entity_id, name.start, name.end) for name in meant if name]
    return found


def _main(text: str, blocks: Sequence[schemas.Block], names: Sequence[Name]) -> Name | None:
    """The company of the title, where its exchange code stands beside it or the title names no other; None otherwise."""
    first_line = len(text.partition("\n")[0])
    title_end = next((block.end_char for block in blocks if block.kind == "title"), first_line)
    titled = [name for name in names if name.label == "ORG" and name.end <= title_end]
    coded = _last_coded(text, title_end, [name for name in names if name.start <= title_end])
    if coded is not None:
        return coded
    return titled[0] if len({name.entity_id or text[name.start : name.end] for name in titled}) == 1 else None


def _last_coded(text: str, at: int, names: Sequence[Name]) -> Name | None:
    """The last company before *at* whose exchange code stands beside it, as in the head of a disclosure."""
    for name, following in zip(reversed(names[:-1]), reversed(names[1:]), strict=True):
        if name.end <= at and name.label == "ORG" and following.label == "TICKER" and following.start - name.end <= _BESIDE:
            return name
    return None


def _governing(at: int, blocks: Sequence[schemas.Block], companies: Sequence[Name]) -> Name | None:
    """The company that the nearest heading above *at* names."""
    for block in reversed(blocks):
        if block.kind in ("title", "heading", "caption") and block.end_char <= at:
            inside = [name for name in companies if block.start_char <= name.start < block.end_char]
            if inside:
                return inside[-1] if block.kind == "heading" else inside[0]
    return None


def _nearest_topic(text: str, at: int, earlier: Sequence[Name]) -> list[Name | None]:
    """The last company before *at* that is a topic or subject, within the paragraph and the one before; else the last one."""
    reach = text.rfind("\n", 0, max(0, text.rfind("\n", 0, at)))
    near = [name for name in earlier if name.start > reach]
    topics = [name for name in near if _SUBJECT.match(text, name.end)] or near
    if not topics:
        return [None]
    last = topics[-1]
    same = (name for name in near if name.entity_id == last.entity_id is not None)
    return [next(same, last)]


def _last_two(text: str, earlier: Sequence[Name]) -> list[Name | None]:
    """The last two different companies."""
    found: list[Name | None] = []
    for name in reversed(earlier):
        same = {other.entity_id or text[other.start : other.end] for other in found if other}
        if (name.entity_id or text[name.start : name.end]) not in same:
            found.append(name)
        if len(found) == 2:
            return found[::-1]
    return []
