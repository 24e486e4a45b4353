"""Serving the page on this machine."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable

import uvicorn

from pipeline.explore.app import application
from pipeline.settings import Settings, UserError

HOST = "127.0.0.1"


def serve(settings: Settings, *, port: int, editing: bool, author: str, browse: bool, told: Callable[[str], None]) -> None:
    """Serve the page on loopback until Ctrl-C, and say where. Raises UserError where the port is taken."""
    bound = listening(port)
    address = f"http://{HOST}:{bound.getsockname()[1]}/"
    told(f"{address} ({'corrections by ' + author if editing else 'read only; --edit lets you correct'}); Ctrl-C ends it.")
    if browse:
        webbrowser.open(address)
    app = application(settings, editing=editing, author=author)
    uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, lifespan="off")).run([bound])


def listening(port: int) -> socket.socket:
    """A socket on *port* of this machine alone; 0 takes a free one."""
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
        bound.listen()
    except OSError:
        bound.close()
        raise UserError(f"port {port} is taken; choose another one: sasil explore --port 0") from None
    return bound
