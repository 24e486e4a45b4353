"""What the page asks the snapshot, all of it: a function a question, and rows by the names of their columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.explore.snapshot import Asked, Row

PAGE = 50
"""Rows of a list that are shown at once."""
MANY = 500
"""Rows of a list that is shown whole."""
NEIGHBOURS = 12
"""Figures of other reports that are shown beside one."""
UNSURE = 0.6
"""Figures whose least sure attribute is below this are for a person to look at."""

DOCUMENTS = """
    with page as (
        select doc_id, source_name, title, published_on, publisher, doc_type
        from documents
        order by published_on desc nulls last, source_name, doc_id
        limit $limit offset $offset
    )
    select
        p.*,
        (select count(*) from figures as f where f.doc_id = p.doc_id) as figures,
        (select count(*) from events as e where e.doc_id = p.doc_id) as events,
        (select count(*) from mentions as m where m.doc_id = p.doc_id) as mentions
    from page as p
    order by p.published_on desc nulls last, p.source_name, p.doc_id
"""

SEARCH = """
    with hits as ({hits})
    select h.score, s.sentence_id, s.text as sentence, s.start_char, d.doc_id, d.source_name, d.title, d.published_on, d.publisher
    from hits as h
    join sentences as s using (sentence_id)
    join newest_documents as d on d.doc_id = s.doc_id
    where {conditions}
    order by h.score desc, d.published_on desc nulls last, s.doc_id, s.ordinal
    limit $limit offset $offset
"""
WORD_HITS = "select sentence_id, score from search($words, most := $most)"
ALL_HITS = "select sentence_id, 0.0 as score from sentences"
CONDITIONS = {
    "since": "d.published_on >= $since",
    "until": "d.published_on <= $until",
    "entities": "s.sentence_id in (select sentence_id from corrected_mentions where list_contains($entities, entity_id))",
    "metrics": "s.sentence_id in (select sentence_id from compared_figures where list_contains($metrics, metric))",
    "event_type": "s.sentence_id in (select sentence_id from tellings where event_type = $event_type)",
}
"""What limits a search; only what is asked is looked at."""
EVERY = 2**31
"""More hits than there can be: where they are limited afterwards, all of them are needed."""

FIGURES = """
    select
        f.figure_id, f.doc_id, f.source_name, f.title, f.published_on, f.subject, f.subject_entity_id, f.metric, f.metric_text,
        f.measure, f.basis, f.period_start, f.period_end, f.modality, f.text, f.value, f.value_high, f.unit, f.counter, f.per,
        f.bound, f.approximate, f.amount_krw, f.amount_usd, f.equivalent_of, f.sentence, f.start_char, f.confidence,
        f.publisher
    from v_figures as f
    where {condition}
    order by {order}
    limit $limit
"""

NAMES = """
    select
        entity_id, label, coalesce(name_ko, name_en, name_zh, entity_id) as name, name_ko, name_en, name_zh, aliases, tickers, country,
        sector, fiscal_year_end
    from entities
"""


def documents(asked: Asked, *, offset: int = 0, limit: int = PAGE) -> list[Row]:
    """The reports, newest first, with how much was read of each."""
    return asked.rows(DOCUMENTS, limit=limit, offset=offset)


def totals(asked: Asked) -> Row:
    """How much there is."""
    counts = asked.row("""
        select
            (select count(*) from documents) as documents, (select count(*) from figures) as figures,
            (select count(*) from events) as events, (select count(*) from mentions) as mentions
    """)
    return counts or {}


def document(asked: Asked, doc_id: str) -> Row | None:
    """A report with its text; *doc_id* may be a beginning of it, which sixteen digits make unambiguous."""
    return asked.row("select * from documents where starts_with(doc_id, $doc_id) order by doc_id limit 1", doc_id=doc_id)


def blocks(asked: Asked, doc_id: str) -> list[Row]:
    """The parts of a report in order."""
    return asked.rows("select * from blocks where doc_id = $doc_id order by ordinal", doc_id=doc_id)


def records(asked: Asked, doc_id: str) -> dict[str, list[Row]]:
    """What is marked in a report, by kind."""
    return {
        "mentions": asked.rows(
            f"""
            select m.*, n.name from corrected_mentions as m left join ({NAMES}) as n using (entity_id)
            where m.doc_id = $doc_id order by m.start_char
            """,  # noqa: S608 - a constant
            doc_id=doc_id,
        ),
        "times": asked.rows("select * from time_expressions where doc_id = $doc_id order by start_char", doc_id=doc_id),
        "figures": asked.rows("select * from v_figures where doc_id = $doc_id order by start_char", doc_id=doc_id),
        "events": events_of(asked, doc_id),
    }


def events_of(asked: Asked, doc_id: str) -> list[Row]:
    """
    The events of a report as `v_events` has them; who takes part is a list of (name, entity_id) by role.

    `v_events` gathers the participants of all reports before it finds those of one, which takes longer the more there are.
    """
    events = asked.rows("select * from corrected_events where doc_id = $doc_id order by trigger_start", doc_id=doc_id)
    participants: dict[str, dict[str, list[tuple[str, str | None]]]] = defaultdict(lambda: defaultdict(list))
    query = """
        select p.event_id, p.role, coalesce(e.name_ko, e.name_en, p.text) as name, p.entity_id
        from event_participants as p left join entities as e using (entity_id)
        where p.doc_id = $doc_id order by p.start_char
    """
    for row in asked.rows(query, doc_id=doc_id):
        participants[row["event_id"]][row["role"]].append((row["name"], row["entity_id"]))
    figures: dict[str, list[str]] = defaultdict(list)
    for row in asked.rows("select event_id, figure_id from event_figures where doc_id = $doc_id", doc_id=doc_id):
        figures[row["event_id"]].append(row["figure_id"])
    return [
        {**event, "participants": participants[event["event_id"]], "figure_ids": figures[event["event_id"]]} for event in events
    ]


def id_of(kind: str, row: Row) -> str:
    """The id of a record."""
    return str(row[{"figures": "figure_id", "events": "event_id", "mentions": "mention_id", "times": "time_id"}[kind]])


def checks(asked: Asked, doc_id: str) -> Mapping[str, list[Row]]:
    """The checks of a report by the id of each figure that they involve."""
    by_figure: dict[str, list[Row]] = defaultdict(list)
    for row in asked.rows("select * from checks where doc_id = $doc_id order by start_char", doc_id=doc_id):
        for figure_id in row["figure_ids"]:
            by_figure[figure_id].append(row)
    return by_figure


def neighbours(asked: Asked, figure: Row) -> list[Row]:
    """What other reports say of the same metric of the same company or place, the nearest period first."""
    if figure["subject_entity_id"] is None or figure["metric"] == "other":
        return []
    condition = """
        f.subject_entity_id = $entity and helpers.comparable_metric(f.metric) = helpers.comparable_metric($metric) and f.measure = $measure
        and f.doc_id <> $doc_id and f.equivalent_of is null
    """
    order = "abs(f.period_end - coalesce($day, f.period_end)) nulls last, f.published_on desc nulls last, f.figure_id"
    return asked.rows(
        FIGURES.format(condition=condition, order=order),
        entity=figure["subject_entity_id"],
        metric=figure["metric"],
        measure=figure["measure"],
        doc_id=figure["doc_id"],
        day=figure["period_end"],
        limit=NEIGHBOURS,
    )


def metric_names(asked: Asked) -> Mapping[str, Row]:
    """The metrics by name."""
    return {row["metric"]: row for row in asked.rows("select * from metrics order by metric")}


@dataclass(frozen=True)
class Wanted:
    """What is searched for."""

    words: str = ""
    company: str = ""
    metric: str = ""
    event_type: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is asked."""
        return self == Wanted()


@dataclass(frozen=True)
class Meant:
    """The companies and metrics that words stand for."""

    entities: Sequence[Row] = ()
    metrics: Sequence[Row] = ()


def entities_called(asked: Asked, words: Sequence[str]) -> list[Row]:
    """The entities that any of *words* is a name, alias, ticker or id of."""
    if not words:
        return []
    return asked.rows(
        f"""
        from ({NAMES})
        where entity_id in (
            select entity_id from entity_names
            where name_key <> '' and list_contains(list_transform($words, lambda word: helpers.name_key(word)), name_key)
        )
        order by entity_id
        """,  # noqa: S608 - a constant
        words=list(words),
    )


def metrics_called(asked: Asked, words: Sequence[str]) -> list[Row]:
    """The metrics that any of *words* names, their narrower ones included."""
    if not words:
        return []
    return asked.rows(
        """
        with asked as (
            select metric from metrics
            where list_has_any(
                list_transform([metric, name_ko, name_en] || cues, lambda name: helpers.squeezed(name)),
                list_transform($words, lambda word: helpers.squeezed(word))
            )
        )
        select m.*, m.metric in (from asked) as named
        from v_metrics as m
        where list_has_any(m.path, (select list(metric) from asked))
        order by named desc, m.metric
        """,
        words=list(words),
    )


def meant(asked: Asked, words: str) -> Meant:
    """What *words* name: each alone, or all of them together."""
    parts = [*words.split(), *([words] if " " in words.strip() else [])]
    return Meant(entities_called(asked, parts), metrics_called(asked, parts))


def sentences(asked: Asked, wanted: Wanted, *, offset: int = 0, limit: int = PAGE) -> list[Row]:
    """The sentences that are wanted, those that fit best first."""
    limits: dict[str, Any] = {
        "since": wanted.since,
        "until": wanted.until,
        "entities": [row["entity_id"] for row in entities_called(asked, [wanted.company])] if wanted.company else None,
        "metrics": [row["metric"] for row in metrics_called(asked, [wanted.metric])] if wanted.metric else None,
        "event_type": wanted.event_type or None,
    }
    asked_for = {name: value for name, value in limits.items() if value is not None}
    words = {"words": wanted.words, "most": EVERY if asked_for else offset + limit} if wanted.words else {}
    query = SEARCH.format(
        hits=WORD_HITS if wanted.words else ALL_HITS, conditions=" and ".join(CONDITIONS[name] for name in asked_for) or "true"
    )
    return asked.rows(query, **asked_for, **words, limit=limit, offset=offset)


def figures_of(asked: Asked, entities: Sequence[str], metrics: Sequence[str], wanted: Wanted, limit: int = PAGE) -> list[Row]:
    """The figures of any of *entities* for any of *metrics*, the newest report first."""
    condition = """
        list_contains($entities, f.subject_entity_id) and f.equivalent_of is null
        and list_contains(list_transform($metrics, lambda metric: helpers.comparable_metric(metric)), helpers.comparable_metric(f.metric))
        and ($since is null or f.published_on >= $since) and ($until is null or f.published_on <= $until)
    """
    return asked.rows(
        FIGURES.format(condition=condition, order="f.published_on desc nulls last, f.doc_id, f.start_char"),
        entities=list(entities),
        metrics=list(metrics),
        since=wanted.since,
        until=wanted.until,
        limit=limit,
    )


def restatements(asked: Asked, figure_ids: Sequence[str]) -> Mapping[str, list[str]]:
    """How the same report restates each of these figures in other units."""
    if not figure_ids:
        return {}
    rows = asked.rows(
        "select equivalent_of, text from corrected_figures where list_contains($ids, equivalent_of) order by start_char",
        ids=list(figure_ids),
    )
    by_figure: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_figure[row["equivalent_of"]].append(row["text"])
    return by_figure


def corrections_of(asked: Asked, doc_id: str) -> Mapping[str, list[Row]]:
    """What was said of the records of a report, by record, the first first."""
    by_record: dict[str, list[Row]] = defaultdict(list)
    query = """
        select *, change_id in (select undoes from corrections where undoes is not null) as undone
        from corrections where doc_id = $doc_id order by made_at, correction_id
    """
    for row in asked.rows(query, doc_id=doc_id):
        by_record[row["record_id"]].append(row)
    return by_record


def rejected(asked: Asked, doc_id: str) -> list[Row]:
    """The records of a report that people marked as wrong."""
    return asked.rows(
        "select * from v_corrections where doc_id = $doc_id and verdict = 'reject' order by start_char", doc_id=doc_id
    )


def sentences_of(asked: Asked, doc_id: str) -> list[Row]:
    """The sentences of a report in order."""
    return asked.rows("select * from sentences where doc_id = $doc_id order by ordinal", doc_id=doc_id)


def entity(asked: Asked, entity_id: str) -> Row | None:
    """An entity with its names."""
    return asked.row(f"from ({NAMES}) where entity_id = $entity_id", entity_id=entity_id)


def wholes(asked: Asked, entity_id: str) -> list[Row]:
    """What an entity is a part of, the nearest first."""
    return asked.rows(
        f"""
        select n.entity_id, n.name
        from (select unnest(wholes) as entity_id, generate_subscripts(wholes, 1) as step from v_entities where entity_id = $entity_id) as w
        join ({NAMES}) as n using (entity_id)
        order by w.step
        """,  # noqa: S608 - a constant
        entity_id=entity_id,
    )


def parts(asked: Asked, entity_id: str) -> list[Row]:
    """What is directly a part of an entity, what most reports name first."""
    return asked.rows(
        "select entity_id, label, name, reports from v_entities where part_of = $entity_id order by reports desc, entity_id",
        entity_id=entity_id,
    )


def companies(asked: Asked, *, offset: int = 0, limit: int = PAGE) -> list[Row]:
    """The entities that have figures or take part in events, those of most reports first."""
    return asked.rows(
        f"""
        with told as (
            select subject_entity_id as entity_id, doc_id, 1 as figures, 0 as events from corrected_figures
            where subject_entity_id is not null
            union all
            select entity_id, doc_id, 0, 1 from event_participants where entity_id is not null
        )
        select n.*, count(distinct t.doc_id) as reports, sum(t.figures) as figures, sum(t.events) as events
        from told as t
        join ({NAMES}) as n using (entity_id)
        where n.label = 'ORG'
        group by all
        order by reports desc, figures desc, n.entity_id
        limit $limit offset $offset
        """,  # noqa: S608 - a constant
        limit=limit,
        offset=offset,
    )


def figures_about(asked: Asked, entity_id: str) -> list[Row]:
    """The dated figures of a company, in the order of their periods, of equal ones the newest report first."""
    condition = "f.subject_entity_id = $entity_id and f.equivalent_of is null and f.period_end is not null"
    order = "f.metric, f.period_end, f.period_start, f.published_on desc nulls last, f.figure_id"
    return asked.rows(FIGURES.format(condition=condition, order=order), entity_id=entity_id, limit=MANY)


def events_about(asked: Asked, entity_id: str) -> list[Row]:
    """The events that a company takes part in, by their days."""
    return asked.rows(
        """
        select e.*, s.text as sentence, d.source_name, d.title, d.published_on, d.publisher
        from corrected_events as e
        join newest_documents as d on d.doc_id = e.doc_id
        left join sentences as s using (sentence_id)
        where e.event_id in (select event_id from event_participants where entity_id = $entity_id) and e.start_on is not null
        order by e.start_on desc, e.event_id
        limit $limit
        """,
        entity_id=entity_id,
        limit=MANY,
    )


def company_of(asked: Asked, entity_id: str) -> list[Row]:
    """The organisations that are named in one sentence with this one, most often first."""
    return asked.rows(
        f"""
        with own as (select distinct sentence_id from corrected_mentions where entity_id = $entity_id and sentence_id is not null)
        select n.entity_id, n.name, count(distinct m.sentence_id) as sentences, count(distinct m.doc_id) as reports
        from corrected_mentions as m
        join own using (sentence_id)
        join ({NAMES}) as n on n.entity_id = m.entity_id
        where m.entity_id <> $entity_id and n.label = 'ORG'
        group by all
        order by sentences desc, n.entity_id
        limit 16
        """,  # noqa: S608 - a constant
        entity_id=entity_id,
    )


def measured(asked: Asked) -> list[Row]:
    """The metrics that figures of companies and places have, those of most of them first."""
    return asked.rows("""
        select f.metric, count(*) as figures, count(distinct f.subject_entity_id) as companies, count(distinct f.doc_id) as reports
        from corrected_figures as f
        where f.metric <> 'other' and f.subject_entity_id is not null and f.measure = 'level' and f.equivalent_of is null
        group by f.metric
        order by companies desc, figures desc, f.metric
    """)


def latest_by_company(asked: Asked, metric: str) -> list[Row]:
    """
    The level of a metric that each company has for its latest period, a row for each unit and modality.

    Of several reports the newest counts. Rates per something and shares of a whole are left apart by their unit.
    """
    condition = """
        f.metric = $metric and f.measure = 'level' and f.subject_entity_id is not null and f.period_end is not null
        and f.equivalent_of is null and f.per is null
        qualify row_number() over (
            partition by f.subject_entity_id, f.unit, f.modality order by f.period_end desc, f.published_on desc nulls last, f.figure_id
        ) = 1
    """
    order = "f.unit, f.modality, coalesce(f.amount_krw, f.value) desc, f.figure_id"
    return asked.rows(FIGURES.format(condition=condition, order=order), metric=metric, limit=MANY)


def conflicts(asked: Asked, *, offset: int = 0, limit: int = PAGE) -> list[Row]:
    """Pairs of figures that contradict each other, those furthest apart first."""
    query = "select * from v_conflicts order by difference desc, figure_id_1, figure_id_2 limit $limit offset $offset"
    return asked.rows(query, limit=limit, offset=offset)


def unsure(asked: Asked, *, offset: int = 0, limit: int = PAGE) -> list[Row]:
    """Figures with an attribute that is little sure and that nobody has looked at, the least sure first."""
    return asked.rows(
        """
        with judged as (
            select
                figure_id, doc_id, text, metric, modality, subject_text, subject_entity_id, period_start, period_end, sentence_id,
                least(metric_confidence, subject_confidence, period_confidence, modality_confidence) as least_sure,
                metric_confidence, subject_confidence, period_confidence, modality_confidence
            from corrected_figures
            semi join newest_documents using (doc_id)
            where reviewed is null and equivalent_of is null
        ),
        page as (
            from judged where least_sure < $bound order by least_sure, figure_id limit $limit offset $offset
        )
        select
            p.*, coalesce(e.name_ko, e.name_en, p.subject_text) as subject, s.text as sentence,
            d.source_name, d.title, d.published_on, d.publisher
        from page as p
        join newest_documents as d using (doc_id)
        left join entities as e on e.entity_id = p.subject_entity_id
        left join sentences as s on s.sentence_id = p.sentence_id
        order by p.least_sure, p.figure_id
        """,
        bound=UNSURE,
        limit=limit,
        offset=offset,
    )


def deviating(asked: Asked, *, offset: int = 0, limit: int = PAGE) -> list[Row]:
    """Stated figures that do not follow from the figures they should follow from."""
    return asked.rows(
        """
        select c.*, c.figure_ids[1] as figure_id, d.source_name, d.title, d.published_on, d.publisher
        from checks as c join newest_documents as d on d.doc_id = c.doc_id
        left join v_corrections as v on v.record_id = c.figure_ids[1]
        where c.verdict <> 'agrees' and v.record_id is null
        order by abs(c.deviation) desc nulls last, c.check_id
        limit $limit offset $offset
        """,
        limit=limit,
        offset=offset,
    )


def rejects(asked: Asked, *, offset: int = 0, limit: int = PAGE) -> list[Row]:
    """Records that failed validation, those of the newest reports first."""
    return asked.rows(
        """
        select r.*, d.source_name, d.title, d.published_on, d.publisher
        from rejects as r join documents as d using (doc_id)
        order by d.published_on desc nulls last, r.doc_id, r.ordinal
        limit $limit offset $offset
        """,
        limit=limit,
        offset=offset,
    )


def runs(asked: Asked) -> list[Row]:
    """The last runs."""
    return asked.rows("""
        select *, epoch(finished_at) - epoch(started_at) as seconds from runs order by started_at desc limit 30
    """)


def refused_files(asked: Asked) -> list[Row]:
    """Files whose last try ended in quarantine, with the reason."""
    return asked.rows(
        """
        from ledger
        qualify row_number() over (partition by source_path order by finished_at desc) = 1 and status = 'quarantined'
        order by finished_at desc
        limit $limit
        """,
        limit=MANY,
    )


def terms(words: str) -> list[str]:
    """The words of a query, the longest first, to be shown in sentences."""
    return sorted({word.casefold() for word in words.split() if word}, key=len, reverse=True)


def suggestions(asked: Asked) -> dict[str, Any]:
    """What a form suggests: metrics, entities that reports name, and the units that they use."""
    return {
        "metrics": asked.rows("select metric, name_ko, name_en from metrics order by metric"),
        "entities": asked.rows(f"from ({NAMES}) where entity_id in (select entity_id from mentions) order by 1"),  # noqa: S608
        "units": asked.column(
            "select unit from figures where unit is not null group by unit order by count(*) desc, unit limit 60"
        ),
    }
