"""Who takes part in an event: roles by particles and order."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.discourse import Discourse, embedded
from extractors.events.clause import Quotations
from extractors.events.hits import AT_EARLIEST, Hit, is_means
from extractors.events.telling import SECTORS
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.reading import Reading
from extractors.syntax import OBJECT, POSSESSIVE, START, SUBJECT, TOPIC, Chunk, Sentence
from schemas import Block

_WITH = frozenset({"와", "과", "이랑", "하고", "와의", "과의", "와는", "과는"})
_TO = frozenset({"에게", "에게서", "으로부터", "로부터", "한테", "에"})
_AT = frozenset({"에서", "에서의", "에서는"})
_THINGS = frozenset({"PRODUCT", "POLICY", "EVENT"})
_IN_COMPOUND = re.compile(r"[’'”\"」』》〉>]?(?:\s[가-힣A-Za-z]{1,6}(?<![을를은는이가의에로와과도]))?\s?")
"""Between a name and the verbal noun of its compound."""
_PASSIVE = re.compile(r"\s?\([^()]{1,20}\)\s?(?:됐|된|되|돼)")
"""Behind a verbal noun with a remark: `설치(’21.9.28.)됐으며`."""
_IN_BRACKETS, _LIST_MARKS = re.compile(r"\([^()]*\)"), frozenset({",", "·", "와", "과", "및"})
_COMPANY = re.compile(r"(?:이\s?)?회사(?:\s?측)?(?:은|는|이|가)?$")
_AGENT_NOUN = re.compile(rf"(?:{LEXICON.alternation('agent noun')})(?=은|는|이|가|도|$)")
"""Who acts and has no name: 검찰, 법원."""
_ITEM_BEGINS = re.compile(r"(?:\d{1,2}[.)]\s)?[^가-힣A-Za-z\d]*(?:\([월화수목금토일]\)[^가-힣A-Za-z\d]*)?")
_ITSELF = re.compile(r"(?<![가-힣])(?:당사|동사|본사|회사)(?=$|[은는이가](?:\s|$))")
"""By which a report speaks of its company without its name."""
_AUTHOR = frozenset({"당사", "동사", "본사"})
"""Of them those that mean nobody else but the company that the paper is of."""
_SHORT = re.compile(r"(?:[도시군구]|협회|공단|공사|재단|위원회|진흥원|연구원|은행|학회|조합)(?:\s?측)?")
"""The last word of the name of a body, by which the text takes it up again."""
_NAMES = 40
"""Names before such a word among which the body is."""
_OF_NEWS = frozenset({"report", "price_move", "earnings", "policy", "contract", "ipo", "acquisition"})
"""What news tell of others."""
_LINES = frozenset({"list_item", "heading", "title", "table"})
"""Blocks of lines whose doer is said once, above them or nowhere."""
_CORPORATE = frozenset(
    {
        "earnings",
        "capital_raising",
        "ipo",
        "contract",
        "product_release",
        "operation",
        "acquisition",
        "investment",
        "funding",
        "partnership",
        "founding",
        "personnel",
    }
)
"""What a report on one company tells of that company where it names nobody."""
_INTRANSITIVE = frozenset({"출범하", "발족하", "개막하", "상장하", "취임하", "개통하", "개장하", "개점하"})
"""Stems whose doer is the noun that a relative clause of theirs describes."""
_ADJACENT = 2
"""Characters between an owner and what it owns: the particle and a blank."""
_FROM_IS_GIVER = frozenset({"funding"})
"""Types in which `X에서` names who gives, not where: 카카오벤처스에서 투자를 유치했다."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part, in which role."""

    role: str
    start: int
    end: int
    entity_id: str | None


def find_participants(
    discourse: Discourse,
    quotations: Quotations,
    sentence: Sentence,
    block: Block,
    hit: Hit,
    kind: str,
    until: int | None = None,
    lead: Name | None = None,
) -> Iterator[Participant]:
    """Actors first, then the others in text order; only words before *until*, else before the trigger, are looked at.

    *lead* is who issued a release, by its first sentence.
    """
    reading = discourse.reading
    limit = hit.start + 1 if until is None else until
    speech = quotations.speech_at(hit.start)
    chunks = [
        chunk
        for chunk in sentence.chunks_within(sentence.start, limit)
        if chunk.depth == 0 and chunk.end <= limit and quotations.speech_at(chunk.start) in (None, speech)
    ]
    actors = (
        list(_actors(discourse, sentence, chunks, hit))
        or list(_by_place(reading, chunks, hit, kind))
        or list(_headline_actor(reading, sentence, hit))
        or list(_inherited_actor(discourse, sentence, block, hit, kind, lead))
    )
    actors = [actor for actor in actors if not _only_tells(reading, actor, kind)]
    yield from actors
    used = {(actor.start, actor.end) for actor in actors}
    for chunk in chunks:
        if chunk.start < hit.floor:
            continue
        names = [name for name in reading.names.within(chunk.start, chunk.end) if (name.start, name.end) not in used]
        if chunk.particle in _AT:
            orgs = [name for name in names if name.label == "ORG"] if kind in _FROM_IS_GIVER else []
            yield from (Participant("counterparty", n.start, n.end, n.entity_id) for n in orgs)
            yield from (Participant("place", n.start, n.end, n.entity_id) for n in names if n.label == "LOC" and not orgs)
        elif chunk.particle in _WITH or chunk.particle in _TO:
            yield from (Participant("counterparty", n.start, n.end, n.entity_id) for n in names if n.label in ("ORG", "PERSON"))
        elif chunk.role == OBJECT and _is_of(sentence, chunk, hit):
            things = [name for name in reading.names.over(chunk.start, chunk.end) if name.label in _THINGS]
            start = _behind_dates(reading, chunk)
            if things:
                yield Participant("object", things[0].start, things[0].end, things[0].entity_id)
            elif start < chunk.end:
                yield Participant("object", start, chunk.end, None)
    yield from _nominal_object(reading, hit)


def _is_of(sentence: Sentence, chunk: Chunk, hit: Hit) -> bool:
    """Whether *chunk* is what the trigger acts on, and nothing that an earlier verb does something to: 품질 in `품질을 높이기 위해 도입한다`."""
    between = sentence.predicates[sentence.first_predicate(chunk.end) : sentence.first_predicate(hit.start)]
    return all(is_means(predicate) and predicate.lemma != "위하" for predicate in between)


def _behind_dates(reading: Reading, chunk: Chunk) -> int:
    """Where the words of *chunk* begin behind its dates: `3월 3일 새 태블릿`."""
    start = chunk.start
    for time in reading.times.over(chunk.start, chunk.end):
        if not reading.text[start : time.start].strip() or time.start <= start:
            start = max(start, min(time.end, chunk.end))
    return start + len(reading.text[start : chunk.end]) - len(reading.text[start : chunk.end].lstrip())


def _nominal_object(reading: Reading, hit: Hit) -> Iterator[Participant]:
    """The thing named right before a verbal noun, without a particle: `AI 에이전트 'Websilor' 오픈소스 공개`."""
    things = [name for name in reading.names.within(hit.floor, hit.start) if name.label in _THINGS]
    if things and _IN_COMPOUND.fullmatch(reading.text, things[-1].end, hit.start):
        yield Participant("object", things[-1].start, things[-1].end, things[-1].entity_id)


def _actors(discourse: Discourse, sentence: Sentence, chunks: list[Chunk], hit: Hit) -> Iterator[Participant]:
    """The agents in the nearest chunk that is topic or subject; a list of names before it counts whole."""
    reading = discourse.reading
    for chunk in reversed(chunks):
        if chunk.role not in (TOPIC, SUBJECT) or (hit.construction != "embedded" and _is_embedded(sentence, chunk, hit.start)):
            continue
        if hit.construction == "embedded" and chunk.start < _relative_start(sentence, hit):
            continue
        if hit.construction != "embedded" and chunk.start < hit.floor and _is_local(sentence, chunk, hit):
            continue
        references = [r for r in reading.references.over(chunk.start, chunk.end) if r.entity_id is not None]
        if references:
            yield Participant("actor", references[0].start, references[0].end, references[0].entity_id)
            return
        names = _agents(reading, _unbracketed(reading, sentence, _list_start(reading, sentence, chunk), chunk), chunk)
        if names:
            yield from (Participant("actor", n.start, n.end, n.entity_id) for n in names)
            return
        short = _short_form(reading, chunk)
        if short:
            yield from (Participant("actor", n.start, n.end, n.entity_id) for n in short)
            return
        noun = _AGENT_NOUN.search(reading.text, chunk.start, chunk.end)
        if noun is not None:
            yield Participant("actor", noun.start(), noun.end(), None)
            return
        owners = _owners(reading, sentence, chunk)
        if owners:
            yield from (Participant("actor", n.start, n.end, n.entity_id) for n in owners)
            return


def _by_place(reading: Reading, chunks: list[Chunk], hit: Hit, kind: str) -> Iterator[Participant]:
    """Who says something with 에서 behind its name: `한빛증권에서 28일 목표주가를 내놓았다`."""
    if kind not in ("report", "statement") or hit.construction == "embedded":
        return
    for chunk in chunks:
        names = [name for name in reading.names.within(chunk.start, chunk.end) if name.label == "ORG" and name.end == chunk.end]
        if chunk.particle == "에서" and names:
            yield Participant("actor", names[0].start, names[0].end, names[0].entity_id)
            return


def _only_tells(reading: Reading, actor: Participant, kind: str) -> bool:
    """Whether an actor is only the source of what it tells: who quotes a price moves none, and news are about others."""
    record = reading.knowledge.gazetteer.entity(actor.entity_id)
    sector = record.sector if record is not None else None
    return (kind == "price_move" and sector in SECTORS - {"exchange"}) or (kind in _OF_NEWS and sector == "media")


def _short_form(reading: Reading, chunk: Chunk) -> list[Name]:
    """The body that is taken up again by its last word: 도는 behind 강원특별자치도, 협회는 behind 한빛협회."""
    word = _SHORT.fullmatch(reading.text, chunk.start, chunk.end)
    if word is None or chunk.role not in (TOPIC, SUBJECT):
        return []
    before = reading.names.last(0, chunk.start, _NAMES)
    return [
        n
        for n in before
        if n.label in ("ORG", "LOC") and reading.text[n.start : n.end].endswith(word[0]) and n.end - n.start > len(word[0]) + 1
    ][-1:]


def _is_embedded(sentence: Sentence, chunk: Chunk, before: int) -> bool:
    """Whether *chunk* does what a relative clause says; an adjective further on is none of it: `가온이 가장 높은 수익률을 냈다`."""
    if not embedded(sentence, chunk, before):
        return False
    predicate = next(p for p in sentence.predicates_after(chunk.end) if p.ending == "ETM")
    at = bisect.bisect_left(sentence.morphemes, predicate.start, key=START)
    tags = [m.tag for m in sentence.morphemes[at : at + 2]]
    return predicate.start - chunk.end <= _ADJACENT or (tags[0] != "VA" and tags[1:] != ["XSA"])


def _owners(reading: Reading, sentence: Sentence, chunk: Chunk) -> list[Name]:
    """Whose the thing in *chunk* is: 한빛전자 in `한빛전자의 신형 태블릿이`."""
    before = next(iter(sentence.chunks_within(sentence.start, chunk.start)[-1:]), None)
    if before is None or before.role != POSSESSIVE or chunk.start - before.end > _ADJACENT:
        return []
    return [name for name in reading.names.within(before.start, before.end) if name.label == "ORG"]


def _defined(reading: Reading, sentence: Sentence, hit: Hit) -> list[Name]:
    """Whom a relative clause before a predicate noun defines: 가온 in `가온은 2019년 설립된 로봇 업체다`."""
    relative = sentence.predicate_at(hit.start)
    following = next(iter(sentence.predicates_after(relative.end)), None) if relative is not None else None
    if following is None or following.lemma != "이" or any(c.role for c in sentence.chunks_within(hit.end, following.start)):
        return []
    topic = next((c for c in reversed(sentence.chunks_within(sentence.start, hit.start)) if c.role == TOPIC), None)
    return _agents(reading, reading.names.within(topic.start, topic.end), topic) if topic is not None else []


def _headline_actor(reading: Reading, sentence: Sentence, hit: Hit) -> Iterator[Participant]:
    """Who stands before a comma or colon where the item begins: `25일 통계청, 9월 인구동향 발표`, `23일 한국은행 금통위: 동결`."""
    floor, first = min(hit.floor, sentence.start), None
    for name in reading.names.within(floor, hit.start):
        if name.label not in ("ORG", "PERSON"):
            first = None
            continue
        first = name if first is None or reading.text[first.end : name.start].strip() else first
        if reading.text.startswith((",", ":"), name.end):
            if _ITEM_BEGINS.fullmatch(reading.text, floor, first.start) or _dated_before(reading, floor, first.start):
                yield Participant("actor", first.start, first.end, first.entity_id)
            return


def _dated_before(reading: Reading, start: int, end: int) -> bool:
    """Whether nothing but a date stands in [start, end)."""
    times = reading.times.within(start, end)
    if not times:
        return False
    return all(_ITEM_BEGINS.fullmatch(reading.text, *gap) for gap in ((start, times[0].start), (times[-1].end, end)))


def _is_local(sentence: Sentence, chunk: Chunk, hit: Hit) -> bool:
    """Whether *chunk* is a subject within an earlier clause that has a topic, and acts in no other: `판권은 B사가 보유하며, …`."""
    if chunk.role != SUBJECT:
        return False
    between = sentence.predicates[sentence.first_predicate(chunk.end) : sentence.first_predicate(hit.start)]
    has_topic = any(other.role == TOPIC for other in sentence.chunks_within(sentence.start, chunk.start))
    return has_topic and any(predicate.ending == "EC" and predicate.lemma not in AT_EARLIEST for predicate in between)


def _relative_start(sentence: Sentence, hit: Hit) -> int:
    """Where the relative clause of an embedded trigger begins: behind the last topic before it."""
    topics = [c.end for c in sentence.chunks_within(sentence.start, hit.start) if c.role == TOPIC]
    return topics[-1] if topics else sentence.start


def _inherited_actor(
    discourse: Discourse, sentence: Sentence, block: Block, hit: Hit, kind: str, lead: Name | None
) -> Iterator[Participant]:
    """Whom the sentence, its block or its heading speaks of; a passive event inherits nobody.

    In lines without a subject it is whoever speaks in the report, or the company that it is about.
    """
    reading = discourse.reading
    if hit.construction == "embedded":
        names = _defined(reading, sentence, hit) or _named_before(reading, hit, kind)
        if not names and not _is_passive(reading, sentence, hit) and not _happens(sentence, hit):
            names = _outer_topic(discourse, sentence, block, hit, kind)
        yield from (Participant("actor", n.start, n.end, n.entity_id) for n in names)
        return
    if _is_passive(reading, sentence, hit):
        return
    itself = _says_itself(reading, sentence, hit)
    is_author = itself is not None and reading.text[slice(*itself)] in _AUTHOR
    name = None if is_author else _spoken_of(discourse, sentence, block, kind)
    if name is None and itself is not None:
        name = (
            discourse.issuer or discourse.main_organisation or (None if is_author else discourse.company_before(sentence.start))
        )
    if name is None and (block.kind in _LINES or hit.construction == "label"):
        name = discourse.issuer or lead or (discourse.main_organisation if kind in _CORPORATE else None)
    if name is not None:
        yield Participant("actor", name.start, name.end, name.entity_id)
    elif itself is not None:
        yield Participant("actor", *itself, None)


def _outer_topic(discourse: Discourse, sentence: Sentence, block: Block, hit: Hit, kind: str) -> list[Name]:
    """Whom a relative clause without a subject of its own is about: 가온 in `가온은 6월 5일 출시한 앱을 개편했다`."""
    for chunk in reversed(sentence.chunks_within(sentence.start, hit.start)):
        if chunk.role == TOPIC and chunk.depth == 0:
            return _agents(discourse.reading, discourse.reading.names.within(chunk.start, chunk.end), chunk)
        if chunk.role == SUBJECT and chunk.depth == 0:
            return []
    name = _spoken_of(discourse, sentence, block, kind) if kind in _CORPORATE else None
    return [name] if name is not None else []


def _named_before(reading: Reading, hit: Hit, kind: str) -> list[Name]:
    """Whose report it is, named right before it: `8일 가온리서치 보고서에 따르면`."""
    before = [name for name in reading.names.within(hit.floor, hit.start) if name.label == "ORG"] if kind == "report" else []
    return before[-1:] if before and not reading.text[before[-1].end : hit.start].strip("의 ") else []


def _spoken_of(discourse: Discourse, sentence: Sentence, block: Block, kind: str) -> Name | None:
    """The last topic of the block, the topic of the item above it, or whom its heading names: for a policy also a place."""
    reading = discourse.reading
    name = discourse.topic_before(block, sentence.start)
    if name is not None:
        return name
    for governor in reading.governors(block):
        above = reading.sentence_at(governor.start_char)
        topic = next((c for c in above.chunks if c.role == TOPIC and c.depth == 0), None) if above is not None else None
        if governor.kind == "list_item" and topic is not None:
            agents = _agents(reading, reading.names.within(topic.start, topic.end), topic)
            if agents and (agents[0].label != "ORG" or discourse.acts(agents[0])):
                return agents[0]
        names = reading.names.within(governor.start_char, governor.end_char)
        if kind == "policy" and governor.kind != "title" and names[:1] and names[0].label == "LOC":
            return names[0]
    found = discourse.governor_of(block)
    return found[0] if found else None


def _says_itself(reading: Reading, sentence: Sentence, hit: Hit) -> tuple[int, int] | None:
    """Where the sentence speaks of the company without its name: `회사는 …`, `당사는 …`."""
    for chunk in sentence.chunks_within(sentence.start, hit.start):
        if chunk.particle in _AT or chunk.particle in _TO:
            continue
        found = _ITSELF.search(reading.text, chunk.start, chunk.end)
        if found is not None or _COMPANY.match(reading.text, chunk.start, chunk.end):
            return found.span() if found is not None else (chunk.start, chunk.end)
    return None


def _is_passive(reading: Reading, sentence: Sentence, hit: Hit) -> bool:
    predicate = sentence.predicate_at(hit.start)
    if predicate is None and _PASSIVE.match(reading.text, hit.end):
        return True
    return predicate is not None and (predicate.lemma.endswith("되") or predicate.lemma in ("열리", "나오", "거치"))


def _happens(sentence: Sentence, hit: Hit) -> bool:
    """Whether what a relative clause says is done by the noun behind it: `지난해 출범한 협의체`."""
    predicate = sentence.predicate_at(hit.start)
    return predicate is not None and predicate.lemma in _INTRANSITIVE


def _list_start(reading: Reading, sentence: Sentence, chunk: Chunk) -> int:
    """Where the list of nouns begins that *chunk* ends: `삼성전자, 포스코, LG화학은`."""
    start = chunk.start
    for before in reversed([c for c in sentence.chunks_within(sentence.start, chunk.start) if c.depth == chunk.depth]):
        between = _IN_BRACKETS.sub("", reading.text[before.end : start]).strip()
        if between not in _LIST_MARKS or not reading.names.within(before.start, before.end):
            break
        start = before.start
    return start


def _unbracketed(reading: Reading, sentence: Sentence, start: int, chunk: Chunk) -> list[Name]:
    """The names from *start* to the end of *chunk* without those in brackets, such as a head's: `교육부(장관 김가람)와 협회는`."""
    names = reading.names.within(start, chunk.end)
    own = [name for name in names if (at := sentence.chunk_at(name.start)) is None or at.depth <= chunk.depth]
    return own or list(names)


def _agents(reading: Reading, names: list[Name], chunk: Chunk) -> list[Name]:
    """People who speak before their organisation; organisations; else a place that is the chunk's head (`선전시는`)."""
    people = [name for name in names if name.label == "PERSON"] or _titled(reading, chunk)
    places = [name for name in names if name.label == "LOC" and name.end == chunk.end]
    return people or [name for name in names if name.label == "ORG"] or places


def _titled(reading: Reading, chunk: Chunk) -> list[Name]:
    """A person whose other name stands in brackets between the name and the title: `젠슨 황(Jensen Huang) CEO가`."""
    before = reading.names.within(max(0, chunk.start - 40), chunk.start)
    people = [name for name in before if name.label == "PERSON"]
    return people[:1] if people and re.fullmatch(r"\s*\([^()]*\)\s*", reading.text[people[0].end : chunk.start]) else []
