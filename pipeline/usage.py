"""What the modules of the command line share: how help ends, what the exit codes are, how this program is called."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Any

import click

ALL_IN, SOMETHING_REFUSED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


waits = click.option("--wait", is_flag=True, help="Begin when another run has ended, instead of giving up.")


def examples(*lines: str) -> str:
    """The end of a help text; click keeps the lines of a paragraph that begins with a backspace."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


def program() -> str:
    """How the user can call this program again from where they are."""
    return "sasil" if shutil.which("sasil") else sys.argv[0]


def quoted(name: str) -> str:
    """*name* as it is typed into a shell."""
    return f"'{name}'" if " " in name else name


def styled(text: str, **style: Any) -> str:
    """*text* in the colours of *style* (those of `click.style`) on a terminal; as it is elsewhere, and where NO_COLOR is set."""
    return click.style(text, **style) if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else text
