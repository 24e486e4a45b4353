"""The page as a Starlette application: a route a view, each of which asks the snapshot and fills a template."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, get_args
from urllib.parse import parse_qs, urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from pipeline import corrections
from pipeline.explore import overview, queries
from pipeline.explore.details import Details
from pipeline.explore.guard import Guard
from pipeline.explore.marking import marks_of, show
from pipeline.explore.queries import Wanted
from pipeline.explore.render import render
from pipeline.explore.snapshot import Asked, Row, Snapshot
from pipeline.explore.words import LANGUAGES, Language, teller
from pipeline.settings import Settings, UserError
from pipeline.warehouse import WarehouseError
from schemas.corrections import CorrectionAction

THEMES = ("light", "dark")
YEAR = 365 * 24 * 3600
LONGEST_FORM = 64_000
"""Bytes of a form that is read; the longest has a few dozen fields."""
ACTIONS: tuple[CorrectionAction, ...] = get_args(CorrectionAction)
COOKIES = {"lang": LANGUAGES, "theme": THEMES}
"""What the user chooses once, and the choices."""


class Site:
    """What all requests share: the snapshot, and who may correct."""

    def __init__(self, settings: Settings, *, editing: bool, author: str) -> None:
        self.settings, self.editing, self.author = settings, editing, author
        self.snapshot = Snapshot(settings.snapshot)
        self.token = secrets.token_urlsafe(24)
        """Stands in the page's own forms; other sites cannot know it."""


class View:
    """One request: what was asked, what answers, and how the answer is written."""

    def __init__(self, site: Site, request: Request) -> None:
        self.site, self.request = site, request
        self.asked: Asked = site.snapshot.ask()
        self.language: Language = "en" if _chosen(request, "lang") == "en" else "ko"
        self.tell = teller(self.language)

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """The page of *template*, which remembers what the user chose."""
        query = self.request.query_params
        other = {
            "lang": "ko" if self.language == "en" else "en",
            "theme": "light" if _chosen(self.request, "theme") == "dark" else "dark",
        }
        switches = {
            name: "?" + urlencode([*((k, v) for k, v in query.multi_items() if k != name), (name, to)])
            for name, to in other.items()
        }
        common = {
            "editing": self.site.editing,
            "token": self.site.token,
            "theme": _chosen(self.request, "theme"),
            "switches": switches,
            "path": self.request.url.path,
            "here": self.request.url.path + (f"?{self.request.url.query}" if self.request.url.query else ""),
            "static": "/static",
            "standalone": False,
            "metric_name": self.metric_name,
            "at_row": lambda row: (
                "?" + urlencode([*((k, v) for k, v in query.multi_items() if k != "from_row"), ("from_row", row)])
            ),
        }
        response = HTMLResponse(render(template, self.language, common | values), status_code=status)
        for name in COOKIES:
            if query.get(name) in COOKIES[name]:
                response.set_cookie(name, query[name], max_age=YEAR, httponly=True, samesite="strict")
        return response

    def metric_name(self, metric: str) -> str:
        """What a metric is called in the language of the page."""
        row = self.metrics.get(metric)
        return (
            self.tell("event.other")
            if row is None and metric == "other"
            else str(row[f"name_{self.language}"])
            if row
            else metric
        )

    @property
    def metrics(self) -> dict[str, Row]:
        """The metrics by name."""
        if "metrics" not in self.request.scope:
            self.request.scope["metrics"] = queries.metric_names(self.asked)
        return dict(self.request.scope["metrics"])

    def offset(self) -> int:
        """Where a list begins."""
        asked = self.request.query_params.get("from_row", "0")
        return int(asked) if asked.isdecimal() and len(asked) < 10 else 0


def documents(view: View) -> Response:
    """The reports, newest first."""
    offset = view.offset()
    rows = queries.documents(view.asked, offset=offset, limit=queries.PAGE + 1)
    return view.page(
        "documents.html", documents=rows[: queries.PAGE], more=len(rows) > queries.PAGE, offset=offset, step=queries.PAGE,
        totals=queries.totals(view.asked), wanted=Wanted(),
    )  # fmt: skip


def search(view: View) -> Response:
    """Sentences that hold the words, and the figures that answer them."""
    query = view.request.query_params
    try:
        wanted = Wanted(
            query.get("q", "").strip(), query.get("company", "").strip(), query.get("metric", "").strip(), query.get("type", ""),
            *(date.fromisoformat(day) if (day := query.get(name, "")) else None for name in ("since", "until")),
        )  # fmt: skip
    except ValueError:
        return view.page("search.html", 400, wanted=Wanted(query.get("q", "")), problem=view.tell("search.bad_date"), **NOTHING)
    if wanted.empty:
        return view.page("search.html", wanted=wanted, problem="", **NOTHING)
    meant = queries.meant(view.asked, " ".join((wanted.words, wanted.company, wanted.metric)))
    offset = view.offset()
    sentences = queries.sentences(view.asked, wanted, offset=offset, limit=queries.PAGE + 1)
    entity_ids, metrics = ([row[key] for row in rows] for rows, key in ((meant.entities, "entity_id"), (meant.metrics, "metric")))
    figures = queries.figures_of(view.asked, entity_ids, metrics, wanted) if entity_ids and metrics and not offset else []
    return view.page(
        "search.html", wanted=wanted, problem="", figures=figures, sentences=sentences[: queries.PAGE], offset=offset, step=queries.PAGE,
        more=len(sentences) > queries.PAGE, meant=meant, terms=queries.terms(wanted.words),
        restated=queries.restatements(view.asked, [row["figure_id"] for row in figures]),
    )  # fmt: skip


NOTHING: dict[str, Any] = {
    "figures": (), "sentences": (), "offset": 0, "step": queries.PAGE, "more": False, "meant": queries.Meant(), "terms": (), "restated": {},
}  # fmt: skip


def report(view: View) -> Response:
    """A report with its marks in place, and the details of the one that was chosen."""
    document = _document(view)
    details = Details(view.asked, document["doc_id"], document["text"], view.language)
    chosen = view.request.query_params.get("at", "")
    panel = details.panel(chosen)
    sought = details.sentences.get(view.request.query_params.get("sentence", ""))
    marks = marks_of(details.records, sought)
    parts = show(document["text"], queries.blocks(view.asked, document["doc_id"]), marks)
    return view.page(
        "report.html", document=document, parts=parts, panel=panel, panels=(), chosen=chosen, metric_name=details.metric,
        counts={kind: len(rows) for kind, rows in details.records.items()},
        rejected=queries.rejected(view.asked, document["doc_id"]), lists=_lists(view) if view.site.editing else None,
        problem=view.request.query_params.get("problem", ""),
    )  # fmt: skip


def record(view: View) -> Response:
    """The details of one record, to be put into a report's page; or the record as JSON."""
    record_id = str(view.request.path_params["record_id"])
    as_json = record_id.endswith(".json")
    record_id = record_id.removesuffix(".json")
    document = queries.document(view.asked, record_id.partition(":")[0])
    details = Details(view.asked, document["doc_id"], document["text"], view.language) if document else None
    panel = details.panel(record_id) if details else None
    if panel is None or details is None:
        raise HTTPException(404)
    if as_json:
        return Response(panel.json, media_type="application/json")
    return view.page("details.html", panel=panel, metric_name=details.metric)


def companies(view: View) -> Response:
    """The companies and agencies that reports speak of."""
    offset = view.offset()
    rows = queries.companies(view.asked, offset=offset, limit=queries.PAGE + 1)
    return view.page(
        "companies.html", companies=rows[: queries.PAGE], more=len(rows) > queries.PAGE, offset=offset, step=queries.PAGE
    )


def company(view: View) -> Response:
    """A company: what it is a part of and its parts, its metrics over time, its events, and with whom it is named."""
    entity_id = str(view.request.path_params["entity_id"])
    entity = queries.entity(view.asked, entity_id)
    if entity is None:
        raise HTTPException(404)
    trends = overview.trends(queries.figures_about(view.asked, entity_id), view.language)
    events = queries.events_about(view.asked, entity_id)
    parts = queries.parts(view.asked, entity_id)
    return view.page(
        "company.html", entity=entity, wholes=queries.wholes(view.asked, entity_id),
        parts={kind: [part for part in parts if (part["label"] == "ORG") == (kind == "companies")] for kind in ("companies", "products")},
        drawn=[trend for trend in trends if trend.chart][: overview.MOST_CHARTS], trends=trends,
        events=events, line=overview.event_line(events, view.language), others=queries.company_of(view.asked, entity_id),
    )  # fmt: skip


def market(view: View) -> Response:
    """The metrics that companies can be compared by."""
    return view.page("market.html", metrics=queries.measured(view.asked))


def metric(view: View) -> Response:
    """A metric over companies."""
    name = str(view.request.path_params["metric"])
    row = view.metrics.get(name)
    if row is None:
        raise HTTPException(404)
    return view.page("metric.html", metric=row, groups=overview.comparisons(queries.latest_by_company(view.asked, name)))


QUEUES: dict[str, Callable[[Asked, int, int], list[Row]]] = {
    "unsure": lambda asked, offset, limit: queries.unsure(asked, offset=offset, limit=limit),
    "conflicts": lambda asked, offset, limit: queries.conflicts(asked, offset=offset, limit=limit),
    "deviating": lambda asked, offset, limit: queries.deviating(asked, offset=offset, limit=limit),
    "rejects": lambda asked, offset, limit: queries.rejects(asked, offset=offset, limit=limit),
}


def review(view: View) -> Response:
    """What a person should look at, a queue at a time: what is little sure, contradictions, what does not add up, what was refused."""
    offset = view.offset()
    wanted = view.request.query_params.get("of", "")
    queue = wanted if wanted in QUEUES else next(iter(QUEUES))
    rows = QUEUES[queue](view.asked, offset, queries.PAGE + 1)
    return view.page(
        "review.html",
        queue=queue,
        queues=list(QUEUES),
        rows=rows[: queries.PAGE],
        more=len(rows) > queries.PAGE,
        offset=offset,
        step=queries.PAGE,
        problem=view.request.query_params.get("problem", ""),
    )


def runs(view: View) -> Response:
    """What runs did, and which files were refused."""
    return view.page("runs.html", runs=queries.runs(view.asked), refused=queries.refused_files(view.asked))


def correct(view: View, action: CorrectionAction, form: dict[str, str]) -> Response:
    """Say something about a record, and go back to the page that it was said on."""
    record_id = form.get("record_id", "")
    changes = {name.removeprefix("set."): value for name, value in form.items() if name.startswith("set.")}
    back = form.get("back", "/")
    back = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
    problem = ""
    try:
        corrections.correct(view.site.settings, record_id, action, changes, author=view.site.author, reason=form.get("reason"))
    except (UserError, WarehouseError) as error:
        problem = str(error)
    return RedirectResponse(_with_problem(back, record_id, problem), status_code=303)


def _with_problem(back: str, record_id: str, problem: str) -> str:
    path, _, query = back.partition("?")
    values = {name: value[0] for name, value in parse_qs(query).items() if name != "problem"}
    if problem:
        values["problem"] = problem
    return f"{path}{'?' + urlencode(values) if values else ''}#{record_id}"


def _lists(view: View) -> dict[str, Any]:
    """What forms suggest: metrics, entities that reports name, units that they use."""
    return queries.suggestions(view.asked)


def _document(view: View) -> Row:
    document = queries.document(view.asked, view.request.path_params["doc_id"])
    if document is None:
        raise HTTPException(404)
    return document


def _chosen(request: Request, name: str) -> str:
    """What the user chose for *name*, now or before; nothing for what is no choice."""
    value = request.query_params.get(name) or request.cookies.get(name, "")
    return value if value in COOKIES[name] else ""


def _answers(site: Site, view: Callable[[View], Response]) -> Callable[[Request], Response]:
    """*view* as an endpoint; Starlette runs it in a thread, because DuckDB keeps it waiting."""

    def endpoint(request: Request) -> Response:
        try:
            return view(View(site, request))
        except WarehouseError as error:
            return HTMLResponse(render("problem.html", "ko", {"message": str(error)}), status_code=503)

    return endpoint


async def _receive_correction(request: Request, site: Site) -> Response:
    """Check that the page itself was asked to write, then write."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_FORM:
            raise HTTPException(413)
    form = {name: values[-1] for name, values in parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True).items()}
    if not site.editing or not secrets.compare_digest(form.get("token", "").encode(), site.token.encode()):
        raise HTTPException(403)
    action = next((action for action in ACTIONS if action == form.get("action")), None)
    if action is None:
        raise HTTPException(400)
    return await run_in_threadpool(lambda: correct(View(site, request), action, form))


def application(settings: Settings, *, editing: bool = False, author: str = "") -> Starlette:
    """The page over the snapshot of *settings*; with *editing*, *author* may correct what it shows."""
    site = Site(settings, editing=editing, author=author)
    answers = partial(_answers, site)

    async def write(request: Request) -> Response:
        return await _receive_correction(request, site)

    routes = [
        Route("/", answers(documents)),
        Route("/search", answers(search)),
        Route("/documents/{doc_id}", answers(report)),
        Route("/records/{record_id}", answers(record)),
        Route("/companies", answers(companies)),
        Route("/companies/{entity_id}", answers(company)),
        Route("/market", answers(market)),
        Route("/market/{metric}", answers(metric)),
        Route("/review", answers(review)),
        Route("/runs", answers(runs)),
        Route("/corrections", write, methods=["POST"]),
        Mount("/static", StaticFiles(packages=[("pipeline.explore", "static")]), name="static"),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard)])
