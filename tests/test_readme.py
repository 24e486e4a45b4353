"""What the READMEs show is what happens: each command, query and Python block runs on a fresh ingest of seeds/reports."""

from __future__ import annotations

from collections import Counter

import pytest
from readme import READMES, ROOT, Answers, examples, fresh_answers, normalised, refreshed

PAGES = {name: (ROOT / name).read_text(encoding="utf-8") for name in READMES}
EXAMPLES = list(dict.fromkeys((kind, question) for page in PAGES.values() for kind, question, _ in examples(page)))
ADVICE = "README: an answer is no longer what Sasil says. Where the new one is right, `make readme` writes it into both pages."


@pytest.fixture(scope="session")
def answers():
    with fresh_answers() as found:
        yield found


@pytest.mark.parametrize(("kind", "question"), EXAMPLES, ids=[f"{kind}: {' '.join(q.split())[:60]}" for kind, q in EXAMPLES])
def test_answer_is_what_it_prints(kind, question, answers):
    answer = normalised(answers.to(kind, question))

    for page in PAGES.values():
        printed = [shown for *asked, shown in examples(page) if asked == [kind, question]]
        assert [normalised(shown) for shown in printed] == [answer] * len(printed), ADVICE


@pytest.mark.parametrize("query", [question for kind, question in EXAMPLES if kind == "sql"])
def test_query_has_rows_in_a_fixed_order(query, answers):
    assert len(answers.to("sql", query).splitlines()) > 2, "this question has no answer any more: ask another"
    assert "ORDER BY" in query or "search(" in query


def test_ten_questions_are_asked():
    assert Counter(kind for kind, _ in EXAMPLES)["sql"] == 10


def test_both_languages_show_the_same():
    english, korean = (list(examples(page)) for page in PAGES.values())

    assert english == korean


class Echo(Answers):
    """Answers that need no run."""

    def __init__(self):
        pass

    def to(self, kind, question):
        return f"{kind} says 2.5 s\n" if question != "quiet" else ""


class TestRefresh:
    def test_answers_are_replaced_and_the_rest_stays(self):
        before = "A\n```sql\nSELECT 1\n```\n\n```text\nold\n```\n\nB\n```console\n$ one\nold\nold\n$ quiet\n```\nC\n"
        after = before.replace("```text\nold", "```text\nsql says 2.5 s").replace("$ one\nold\nold", "$ one\nconsole says 2.5 s")

        assert refreshed(before, Echo()) == after

    def test_missing_answer_is_added(self):
        assert refreshed("```python\n1\n```\n", Echo()) == "```python\n1\n```\n\n```text\npython says 2.5 s\n```\n"

    def test_other_seconds_are_no_new_answer(self):
        page = "```console\n$ one\nconsole says 9.9 s\n```\n"

        assert refreshed(page, Echo()) == page

    def test_other_blocks_are_left_alone(self):
        page = "```text\nSELECT\n```\n\n```toml\na = 1\n```\n"

        assert refreshed(page, Echo()) == page
