"""Names that show what they are by their own form: 가온은행, 하이펑성, 물류산업진흥법, Sonova Holdings Ltd, Qwen3-Max."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.lexicon import LEXICON
from extractors.names.cues import Cue, endings, labels
from extractors.names.matching import derived
from extractors.names.passage import Chunk, Passage, is_word
from extractors.names.spans import Name
from extractors.particles import is_hangul, josa_length

_NO_SHARES = "".join(f"(?<!{word})" for word in LEXICON.words("share_count_end"))
"""(주) is the unit behind what shares are counted under: 기타취득(주), 주문수량 한도(주)."""
_CORPORATE_MARK = re.compile(
    r"(?:㈜|\(주\)|주식회사 ?)([가-힣A-Za-z&][가-힣A-Za-z0-9&·]{1,30})"
    rf"|(?<![가-힣A-Za-z0-9&·])([가-힣A-Za-z&][가-힣A-Za-z0-9&·]{{1,30}}){_NO_SHARES}"
    r"(?:㈜|\(주\)|社| ?주식회사(?=[은는이가을를의와과에](?![가-힣])|[,.)|\n(]|$))"
)
_LATIN_PHRASE = re.compile(
    r"(?<![\w-])[A-Z][A-Za-z.’'-]{0,30}[A-Za-z.]"
    r"(?: (?:(?:of|and|for|the|de|&) )?(?:[A-Z0-9][A-Za-z0-9.’'-]{0,30}[A-Za-z0-9.]|I{1,3}|[A-Z])){0,9}(?![\w-])",
    re.ASCII,
)
_YEARED = re.compile(
    r"(?<![\w-])(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* )"
    r"((?:[A-Z][A-Za-z-]*|[가-힣]+쇼)(?: [A-Z][A-Za-z-]*){0,4} (?:19|20)\d\d)(?![\d년./-])"
)
_MODEL = re.compile(
    r"(?<![\w./&-])[A-Z][A-Za-z]{0,30}(?:-[A-Za-z]{0,9}\d|\d)\w{0,30}(?:[-.][A-Za-z0-9]{1,20}){0,9}(?:-[A-Z][a-z]+)?"
    r"(?: (?:Pro|Max|Turbo|Plus|Ultra|Mini|Lite|Preview|Instruct|Thinking)(?!\w)){0,3}(?![\w%./])",
    re.ASCII,
)
_NO_MODEL = re.compile(
    r"[A-Z]?\d?Q\d*|[1-4]?[QH]\d.*|FY.*|CY.*|[A-Z]\d?|(?:USD|EUR|JPY|CNY|RMB|KRW|GBP|HKD)\d.*"
    r"|(?:TP|PER|PBR|EPS|CO|SO|NO|PM|COVID|ISO|IEC|RE|KRX|KOSPI|KOSDAQ|TOP|Top|No|Vol|vs|Gen|Lv|Level|Tier|[A-HL-PTVWv]|A4)-?\d+[A-Z]?"
)
"""Quarters, years, ratios, standards and single letters with a number: what looks like a model and is none."""
_FLOOR = re.compile(r" ?(?:지하 ?)?\d{1,3}층")
"""Behind the name of a building: 가온센터 5층 is an address."""
_SECTION = re.compile(r" (?:제)?\d+조(?![원 ]?원|\d|,)")
_FAMILY = 2
"""Syllables that the stem of a family of companies has at least, and sisters of one whose stem is an everyday word."""
_EVENT_WORDS = 3
"""Words before 엑스포 or 포럼 among which its name is looked for."""
_YEAR = re.compile(r" (?:19|20)\d\d(?![\d년])")
_ORDINAL = re.compile(r"제 ?\d+(?:차|회) ?$")
_RUN = re.compile(r"[A-Za-z0-9&가-힣一-鿿]{3,40}")
_GLUED = frozenset({"VV", "VA", "VX", "MAG", "EC", "ETN", "EF", "EP", "IC"})
_UNSPACED = 8
"""Syllables of what may be a sentence without spaces; a shorter name is cut by Kiwi as may be: 하나은행."""
_PARTICLES = frozenset({"JX", "JKS", "JKO", "JKB", "JC", "JKC"})
_SCHOLAR = re.compile(r"대 ?(?:[가-힣]+(?:학과|학부|대학원|연구소|병원|센터) ?)?(?:[가-힣]{0,2}교수|연구|총장|학생|졸업|출신)")


def by_suffix(passage: Passage) -> Iterator[Name]:
    """Words that end, before a particle or another noun, with the suffix of a company, a place or a law."""
    text = passage.text
    suffixes = endings("suffix")
    for run in _RUN.finditer(text):
        start, stop = run.span()
        for end, cue in suffixes.within(text, start, stop, start + 2):
            if passage.closes(end) and (name := _suffixed(passage, start, end, cue)):
                yield name
                break


def by_family(passage: Passage, names: Iterable[Name]) -> Iterator[Name]:
    """
    The sisters of companies found: beside 새솔투자증권, 새솔은행 is one too, although 새 and 솔 are words.

    A stem that is an everyday word must open two companies (우리은행, 우리카드) before it opens a third; a place opens none.
    """
    text, suffixes, common = passage.text, endings("suffix"), labels("common")
    sisters: dict[str, set[str]] = {}
    for name in names:
        cue = suffixes.of(text, name.start, name.end) if name.label == "ORG" else None
        if cue is not None and cue.label == "ORG" and len(cue.cue) > 1:
            sisters.setdefault(text[name.start : name.end - len(cue.cue)], set()).add(cue.cue)
    for stem, found in sisters.items():
        if (
            len(stem) < _FAMILY
            or " " in stem
            or stem in common
            or _is_place(passage, stem)
            or (passage.analyser.is_entry(stem) and len(found) < _FAMILY)
        ):
            continue
        at = text.find(stem)
        while at >= 0:
            stem_end = at + len(stem)
            run = _RUN.match(text, at) if not is_word(text[at - 1 : at] or " ") else None
            for end in range(run.end(), stem_end + 1, -1) if run else ():
                cue = suffixes.of(text, stem_end, end)
                if cue is not None and cue.label == "ORG" and len(cue.cue) == end - stem_end and passage.closes(end):
                    yield Name(at, end, "ORG", None, "rule", 0.7)
                    break
            at = text.find(stem, stem_end)


def _is_place(passage: Passage, stem: str) -> bool:
    return any(entity_id.startswith("loc:") for entity_id in passage.gazetteer.surfaces.get(stem, ()))


def _suffixed(passage: Passage, start: int, end: int, cue: Cue) -> Name | None:
    stem_end = end - len(cue.cue)
    stem = passage.text[start:stem_end]
    if passage.text[start:end] in labels("common") or stem in labels("common"):
        return None
    if derived(passage, start, end, cue.label) or _is_unspaced(passage, start, end):
        return None
    if cue.stem == "none":
        opening = start if len(stem) <= 8 and not stem[-1:].isdigit() else stem_end
        return Name(opening, end, cue.label, None, "rule", 0.8)
    longer = passage.starts.get(stem_end)
    if len(cue.cue) == 1 and longer is not None and passage.morphemes[longer].end > end:
        return None  # 강남대로 ends in 대로
    if len(stem) < 2 or stem.isdigit() or "및" in stem or _FLOOR.match(passage.text, end):
        return None
    if cue.stem != "any" and not _proper_stem(passage, start, stem_end, cue):
        return None
    if cue.label == "POLICY" and (section := _SECTION.match(passage.text, end)):
        end = section.end()
    return Name(start, end, cue.label, None, "rule", 0.7)


def _is_unspaced(passage: Passage, start: int, end: int) -> bool:
    """
    Whether the words are a part of a sentence that a page set without spaces (산업은부진하나가온텍): particles stand between nouns, or a
    conjunction opens them.
    """
    stem: list[str] = []
    for m in passage.morphemes[passage.starts.get(start, len(passage.morphemes)) :]:
        if m.start >= end:
            break
        stem.append(m.tag)
    return stem[:1] == ["MAJ"] or (end - start >= _UNSPACED and any(tag in _PARTICLES for tag in stem[1:-1]))


def _proper_stem(passage: Passage, start: int, stem_end: int, cue: Cue) -> bool:
    """
    Whether the stem shows a proper noun: Kiwi reads one, does not know the word, or can only cut it ungrammatically.

    An adverb or a verb glued to a noun (한결/MAG 항공/NNG) is such a cut. A suffix of one syllable (시, 대) asks that the whole
    stem be one proper noun.
    """
    first = passage.starts.get(start)
    if first is None:
        return False
    stem = []
    for m in passage.morphemes[first:]:
        if m.start >= stem_end:
            break
        stem.append(m)
    if len(cue.cue) == 1:
        whole = len(stem) == 1 and stem[0].tag == "NNP"
        return whole and stem_end - start >= (2 if stem_end in passage.ends or _SCHOLAR.match(passage.text, stem_end) else 3)
    unknown = cue.stem == "proper"
    return any(
        m.tag in ("SH", "NNP")
        or m.tag in _GLUED
        or (m.tag == "SL" and 1 < len(m.form) <= (9 if unknown else 2) and m.form not in labels("common"))
        or (unknown and passage.is_proper(m))
        for m in stem
    )


def by_corporate_mark(passage: Passage) -> Iterator[Name]:
    """㈜가온, 가온㈜, 가온社: the mark stays outside."""
    for match in _CORPORATE_MARK.finditer(passage.text):
        group = 1 if match.group(1) else 2
        start, end = match.span(group)
        if group == 1 and is_hangul(passage.text[end - 1]):
            chunk = passage.chunks[passage.chunk_from(start)] if passage.chunk_from(start) < len(passage.chunks) else None
            if chunk is not None and chunk.start == start and chunk.end < end:
                end = next((at for at in range(chunk.end, end) if josa_length(passage.text, at) == end - at), end)
        yield Name(start, end, "ORG", None, "rule", 0.8)


def by_latin_words(passage: Passage) -> Iterator[Name]:
    """Companies in Latin letters (Blue Harbor Shipping Pte Ltd, PT Sonova), events with their year (WAVE SUMMIT 2025)."""
    closers = labels("latin")
    for match in _LATIN_PHRASE.finditer(passage.text):
        words = match.group().split(" ")
        last = max((place for place, word in enumerate(words) if word.rstrip(".") in closers), default=0)
        while last and last + 1 < len(words) and words[last + 1].strip(".") in ("I", "II", "III", "IV", "V"):
            last += 1
        if words[0] == "PT":  # perseroan terbatas: an Indonesian company
            last = len(words) - 1
        if last:
            yield Name(match.start(), match.start() + len(" ".join(words[: last + 1])), "ORG", None, "rule", 0.8)
    for match in _YEARED.finditer(passage.text):
        words = match.group(1).split(" ")
        if words[0] not in labels("common") and words[-2] not in labels("common"):
            yield Name(match.start(1), match.end(1), "EVENT", None, "rule", 0.7)


def by_model_number(passage: Passage) -> Iterator[Name]:
    """Latin letters that go on in digits: Qwen3-Max, GPT-4, HKB-201; quarters, ratios and grades are none."""
    for match in _MODEL.finditer(passage.text):
        written = match.group()
        ratio = derived(passage, match.start(), match.end(), "PRODUCT")
        if not _NO_MODEL.fullmatch(written) and written not in labels("common") and not ratio:
            yield Name(match.start(), match.end(), "PRODUCT", None, "rule", 0.6)


def by_event_noun(passage: Passage) -> Iterator[Name]:
    """APEC 정상회의, 소노바 포럼 2027; 제27차 물가안정회의."""
    text = passage.text
    events, meetings = endings("event"), endings("meeting")
    letters = events.letters | meetings.letters
    for place, chunk in enumerate(passage.chunks):
        if text[chunk.end - 1] not in letters:
            continue
        if cue := events.of(text, chunk.start, chunk.end):
            start = _event_start(passage, place, len(cue.cue))
            if start is not None:
                year = _YEAR.match(text, chunk.end)
                yield Name(start, year.end() if year else chunk.end, "EVENT", None, "rule", 0.7)
        elif meetings.of(text, chunk.start, chunk.end):
            ordinal = _ORDINAL.search(text[max(0, chunk.start - 8) : chunk.start])
            if ordinal:
                yield Name(chunk.start - len(ordinal.group()), chunk.end, "EVENT", None, "rule", 0.7)


def _event_start(passage: Passage, place: int, cue: int) -> int | None:
    """Where the name of an event begins whose last word is the chunk at *place*; None where no word of it is a name."""
    chunk = passage.chunks[place]
    start, named = chunk.start, chunk.end - chunk.start > cue and _named(passage, chunk)
    for back in range(place - 1, max(-1, place - 1 - _EVENT_WORDS), -1):
        before = passage.chunks[back]
        if named or not passage.bare(before) or before.end + 1 != start:
            break
        start, named = before.start, _named(passage, before)
    if passage.text[start - 1 : start] == "-" and passage.text[start - 2 : start - 1].isupper():
        return start - 2  # K-푸드 엑스포
    return start if named else None


def _named(passage: Passage, chunk: Chunk) -> bool:
    morphemes = passage.morphemes[chunk.first : chunk.last]
    return any(passage.is_proper(m) or (m.tag == "SL" and m.form not in labels("common")) for m in morphemes)
