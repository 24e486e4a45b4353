"""What was said of records of a report, said of a new version of it whose words still stand."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

CARRY = """
    with arrived as (select * from documents where list_contains($doc_ids, doc_id)),
    said as (
        select c.*, d.doc_id as new_doc, s.sentence_id, s.start_char as new_sentence, c.start_char - c.sentence_start as place
        from corrections as c
        left join v_versions as v on v.doc_id = c.doc_id
        join arrived as d
            on d.doc_id = v.superseded_by
            or d.source_name = c.source_name and d.title is not distinct from c.title
            and d.published_on is not distinct from c.published_on and d.doc_id <> c.doc_id
        join sentences as s on s.doc_id = d.doc_id and s.text = c.sentence
        where c.action <> 'undo' and c.change_id not in (select undoes from corrections where undoes is not null)
        qualify count(*) over (partition by c.correction_id, d.doc_id) = 1
    ),
    records as (
        select figure_id as record_id, sentence_id, start_char, text from figures where list_contains($doc_ids, doc_id)
        union all select event_id, sentence_id, start_char, text from events where list_contains($doc_ids, doc_id)
        union all select mention_id, sentence_id, start_char, text from mentions where list_contains($doc_ids, doc_id)
    )
    insert into corrections by name
    select
        said.correction_id || '@' || left(said.new_doc, 16) as correction_id, said.change_id || '@' || left(said.new_doc, 16) as change_id,
        said.made_at, said.author, said.reason, said.action, said.record_kind, r.record_id, said.attribute, said.old, said.new,
        said.undoes, said.correction_id as carried_from, said.new_doc as doc_id, r.start_char, r.start_char + length(r.text) as end_char,
        r.text, said.sentence, said.new_sentence as sentence_start, said.source_name, said.title, said.published_on
    from said
    join records as r
        on r.sentence_id = said.sentence_id and r.start_char = said.new_sentence + said.place and r.text = said.text
        and split_part(r.record_id, '.', 2) = split_part(said.record_id, '.', 2)
        and left(split_part(r.record_id, ':', 2), 1) = left(split_part(said.record_id, ':', 2), 1)
    where said.correction_id || '@' || left(said.new_doc, 16) not in (select correction_id from corrections)
"""
"""
What was said of a record is said of the record with the same characters at the same place of the same sentence, if that sentence stands
there once: in the version that replaces its report (`v_versions`), and in a report of the same name, title and day found elsewhere, which
replaces nothing but is the same text in other bytes.
"""


def carry(con: duckdb.DuckDBPyConnection, doc_ids: Sequence[str]) -> None:
    """
    Say of the reports *doc_ids*, which have just come in, what was said of the version that each replaces; part of their transaction.

    Their rows of the ledger stand already: which report is a version of which follows from them.
    """
    if doc_ids and con.execute("select 1 from corrections limit 1").fetchall():
        con.execute(CARRY, {"doc_ids": list(doc_ids)})
