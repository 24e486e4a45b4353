"""
Who may ask the page, and what a browser may do with its answers.

A page on loopback can be reached by every site that the user visits: by its address, or by a name that the site makes point there. So
only the names of this machine are served, and only the page's own forms may write.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
SAFE_METHODS = frozenset({"GET", "HEAD"})


class Guard:
    """Lets through what comes from this machine's own page, and tells the browser to load nothing from anywhere else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it with 403."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = refused(scope["method"], Headers(scope=scope))
        app = self.app if refusal is None else PlainTextResponse(refusal, status_code=403)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await app(scope, receive, with_headers)


def refused(method: str, headers: Headers) -> str | None:
    """Why a request is refused; None for one that is not."""
    host = headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in LOOPBACK:
        return f"{host}: this page is served under the names of this machine only."
    if method not in SAFE_METHODS and headers.get("origin") != f"http://{host}":
        return "Only this page's own forms may change something."
    return None
