"""Serving the page on this machine."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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
    _server(settings, editing=editing, author=author).run([bound])


@contextmanager
def served(settings: Settings, *, editing: bool = False, author: str = "") -> Iterator[str]:
    """The page on a free port of this machine, for a program that asks it in the meantime; its address, without a slash at the end."""
    bound = listening(0)
    server = _server(settings, editing=editing, author=author)
    thread = threading.Thread(target=server.run, args=([bound],), daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        bound.close()


def _server(settings: Settings, *, editing: bool, author: str) -> uvicorn.Server:
    app = application(settings, editing=editing, author=author)
    return uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, lifespan="off"))


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
