"""
How long an analyst waits: what is asked of a snapshot in SQL, and every page of `sasil explore` over it.

    python benchmarks/asking.py [SNAPSHOT]

asks the snapshot that `sasil ingest` has published, outputs/reports.duckdb where none is named, with two threads. The company is the one
with the most figures, the report that with the most figures. Each question is asked five times; printed are the least seconds by the clock
and the least processor seconds, which others on a shared machine disturb less and which two free cores do not exceed by the clock. What is
wanted is 0.3 s, and 1 s for what gathers all facts or events: where the processor takes longer, the line says so.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from pipeline.explore.serve import served
from pipeline.settings import load_settings
from pipeline.warehouse import read_snapshot

TIMES = 5
THREADS = 2
WANTED, WANTED_OF_ALL = 0.3, 1.0
"""Seconds."""
QUESTIONS = {
    "search(): two words": "from search('수출 증가')",
    "search(): a company": "from search('삼성전자 매출')",
    "search(): an amount": "from search('3,800억')",
    "search(): a verb": "from search('늘었다')",
    "metric()": "from metric('{company}', 'revenue')",
    "metric(): Korean": "from metric('{company}', '매출')",
    "v_series of a company": "from v_series where subject_entity_id = '{company}'",
    "v_latest of a company": "from v_latest where subject_entity_id = '{company}'",
    "v_timeline of a company": "from v_timeline where list_contains(participant_ids, '{company}')",
    "v_series: a metric": "from v_series where metric = 'exports' order by valid_on",
    "v_figures, counted": "select count(*) from v_figures",
    "v_conflicts": "from v_conflicts",
    "v_facts": "from v_facts",
    "v_timeline": "from v_timeline",
}
OF_ALL = frozenset({"v_facts", "v_timeline", "v_timeline of a company"})
PAGES = {
    "documents": "/",
    "search": "/search?q={words}",
    "search with limits": "/search?q={words}&since=2020-01-01&type=policy",
    "report": "/documents/{report}",
    "record": "/records/{figure}",
    "companies": "/companies",
    "company": "/companies/{company}",
    "market": "/market",
    "metric": "/market/{metric}",
    "review: unsure": "/review",
    "review: conflicts": "/review?of=conflicts",
    "review: deviating": "/review?of=deviating",
    "review: rejects": "/review?of=rejects",
    "runs": "/runs",
}
CHOSEN = {
    "company": "select subject_entity_id from figures where subject_entity_id like 'org:%' group by 1 order by count(*) desc, 1 limit 1",
    "report": "select doc_id from figures group by 1 order by count(*) desc, 1 limit 1",
    "figure": "select figure_id from figures where doc_id = (select doc_id from figures group by 1 order by count(*) desc, 1 limit 1) limit 1",
    "metric": "select metric from figures where metric <> 'other' group by 1 order by count(*) desc, 1 limit 1",
}


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """The least seconds of some calls of *work*: by the clock, and of the processor."""
    taken = []
    for _ in range(TIMES):
        began, spent = time.perf_counter(), time.process_time()
        work()
        taken.append((time.perf_counter() - began, time.process_time() - spent))
    clock, processor = zip(*taken, strict=True)
    return min(clock), min(processor)


def measure(snapshot: Path) -> Iterator[str]:
    """The result as lines."""
    with closing(read_snapshot(snapshot)) as con:
        con.execute(f"set threads = {THREADS}")
        chosen = {name: str(con.execute(query).fetchall()[0][0]) for name, query in CHOSEN.items()}
        ((reports,),) = con.execute("select count(*) from documents").fetchall()
        yield f"{reports:,} reports, {snapshot.stat().st_size / 2**20:,.0f} MB"
        for name, query in QUESTIONS.items():
            question = query.format(**chosen)
            yield _line(name, timed(lambda question=question: con.execute(question).to_arrow_table()), name in OF_ALL)  # type: ignore[misc]
    settings = load_settings(outputs=snapshot.parent).model_copy(update={"snapshot": snapshot})
    with served(settings) as root:
        for name, address in PAGES.items():
            path = root + address.format(words=quote("수출 증가"), **{key: quote(value) for key, value in chosen.items()})
            yield _line(f"page: {name}", timed(lambda path=path: urlopen(path).read()), False)  # type: ignore[misc]  # noqa: S310


def _line(name: str, seconds: tuple[float, float], of_all: bool) -> str:
    clock, processor = seconds
    verdict = "" if processor <= (WANTED_OF_ALL if of_all else WANTED) else "  too slow"
    return f"{name:<26} {clock:>6.3f} {processor:>6.3f}{verdict}"


def main() -> None:
    """Measure the snapshot."""
    for line in measure(Path(sys.argv[1]) if len(sys.argv) > 1 else load_settings().snapshot):
        print(line)


if __name__ == "__main__":
    main()
