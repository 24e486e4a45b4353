"""
A company in your own reports, as a marimo notebook: its levels over time, what is planned, what happened, and who contradicts whom.

    uv run --with marimo,duckdb,pyarrow marimo edit examples/notebook.py

It reads the snapshot that `sasil ingest` has published: outputs/reports.duckdb, or the one in SASIL_OUTPUTS.
"""

import marimo

app = marimo.App(width="medium", app_title="Sasil · 사실")


@app.cell
def _():
    import os
    from pathlib import Path

    import duckdb
    import marimo as mo

    snapshot = Path(os.environ.get("SASIL_OUTPUTS", "outputs")) / "reports.duckdb"
    con = duckdb.connect(str(snapshot), read_only=True)
    return con, mo, snapshot


@app.cell
def _(con, mo, snapshot):
    ((reports, first, last),) = con.execute("select count(*), min(published_on), max(published_on) from v_documents").fetchall()
    mo.md(f"# 사실\n\n{reports:,} reports in `{snapshot}`, published {first} to {last}.")
    return


@app.cell
def _(con, mo):
    companies = con.execute("""
        select subject, subject_entity_id
        from v_series
        where subject_entity_id like 'org:%'
        group by all
        order by count(*) desc, subject
        limit 50
    """).fetchall()
    company = mo.ui.dropdown(dict(companies), value=companies[0][0] if companies else None, label="Company / 회사")
    company  # noqa: B018 - what a cell ends with is shown
    return (company,)


@app.cell
def _(company, con, mo):
    levels = con.execute(
        """
        select metric, segment, period, modality, value, unit, fmt_krw(amount_krw) as won, reports, sentence
        from v_series
        where subject_entity_id = ?
        order by metric, period_start
        """,
        [company.value],
    ).to_arrow_table()
    mo.vstack([mo.md("## Levels: actual, forecast and plan / 실적·전망·계획"), mo.ui.table(levels)])
    return (levels,)


@app.cell
def _(company, con, mo):
    events = con.execute(
        """
        select days, event_type, status, step || '/' || steps as step, actors, objects, reports, sentence
        from v_timeline
        where list_contains(participant_ids, ?)
        order by start_on, step
        """,
        [company.value],
    ).to_arrow_table()
    mo.vstack([mo.md("## Events / 사건"), mo.ui.table(events)])
    return (events,)


@app.cell
def _(con, mo):
    conflicts = con.execute("select kind, why, sentence_1, sentence_2 from v_conflicts order by difference desc").to_arrow_table()
    mo.vstack([mo.md("## Where reports contradict each other / 서로 모순되는 수치"), mo.ui.table(conflicts)])
    return (conflicts,)


if __name__ == "__main__":
    app.run()
