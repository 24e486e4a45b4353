"""The words that search() knows: every content word of the reports, and the forms in which a reader may type it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import duckdb
import pyarrow.lib as pa

from pipeline.warehouse.connect import one_line, transaction

CONTENT = ("NNG", "NNP", "SL", "SH", "SN", "VV", "VV-R", "VV-I", "VA", "VA-R", "VA-I", "XR", "MAG")
"""Tags of the words that say something; as Python writes it, it is an SQL list too."""
Verb = tuple[str, str]
"""A lemma and its tag."""
Inflect = Callable[[Sequence[Verb]], Sequence[Collection[str]]]
"""The forms of each verb or adjective."""
_NEW = f"""
    select lemma, list(distinct tag order by tag) as tags from tokens
    where tag in {CONTENT} and lemma not in (select lemma from word_forms)
    group by lemma order by lemma
"""  # noqa: S608 - the tags above


def sync_words(con: duckdb.DuckDBPyConnection, inflect: Inflect) -> None:
    """Make `word_forms` hold the words of `tokens` and nothing else, in one transaction; only new verbs are inflected."""
    with one_line("word_forms"), transaction(con):
        con.execute(f"delete from word_forms where lemma not in (select lemma from tokens where tag in {CONTENT})")  # noqa: S608
        found = con.execute(_NEW).fetchall()
        particles = {
            form for (form,) in con.execute("select distinct form from tokens where regexp_matches(tag, '^[JE]')").fetchall()
        }
        verbs = [(lemma, tag) for lemma, tags in found for tag in _verbal(tags)]
        inflected = dict(zip(verbs, inflect(verbs) if verbs else (), strict=True))
        rows = sorted({(form.lower(), lemma) for lemma, tags in found for form in _forms(lemma, tags, inflected) - particles})
        if rows:
            forms, lemmas = zip(*rows, strict=True)
            arriving = pa.table({"form": pa.array(forms), "lemma": pa.array(lemmas)})
            con.execute("insert into word_forms by name select * from arriving")
            del arriving  # DuckDB reads the variable


def _verbal(tags: Collection[str]) -> list[str]:
    return [tag for tag in tags if tag.startswith(("VV", "VA"))]


def _forms(lemma: str, tags: Collection[str], inflected: Mapping[Verb, Collection[str]]) -> set[str]:
    """The word itself; of a verb or adjective its stem too, and its inflected forms."""
    verbal = _verbal(tags)
    stem = {lemma.removesuffix("다")} if verbal else set()
    return {lemma, *stem, *(form for tag in verbal for form in inflected[lemma, tag])} - {""}
