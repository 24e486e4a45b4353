"""A report as one file to send to somebody: the page's own template, with the details of every mark inside and no script."""

from __future__ import annotations

import base64
import hashlib

from pipeline.explore import queries
from pipeline.explore.details import Details
from pipeline.explore.marking import marks_of, show
from pipeline.explore.render import render, stylesheet
from pipeline.explore.snapshot import Asked
from pipeline.explore.words import Language


def standalone(asked: Asked, doc_id: str, language: Language = "ko") -> str:
    """The report *doc_id* as HTML that needs nothing else and may load nothing: a click on a mark shows its details by `:target`."""
    document = queries.document(asked, doc_id)
    if document is None:
        raise LookupError(doc_id)
    details = Details(asked, document["doc_id"], document["text"], language)
    style = stylesheet()
    return render(
        "standalone.html",
        language,
        {
            "document": document,
            "parts": show(document["text"], queries.blocks(asked, document["doc_id"]), marks_of(details.records)),
            "panels": [panel for record_id in details.by_id if (panel := details.panel(record_id))],
            "panel": None,
            "chosen": "",
            "counts": {kind: len(rows) for kind, rows in details.records.items()},
            "rejected": (),
            "lists": None,
            "problem": "",
            "theme": "",
            "editing": False,
            "standalone": True,
            "metric_name": details.metric,
            "style": style,
            "style_hash": base64.b64encode(hashlib.sha256(f"\n{style}\n".encode()).digest()).decode(),
        },
    )
