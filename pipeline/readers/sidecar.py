"""What a person says about a file: `name.meta.yaml` beside it, in its words or those of its full name."""

from __future__ import annotations

import stat
from pathlib import Path

import yaml

from pipeline.readers.errors import Unreadable

SUFFIX = ".meta.yaml"
MAX_BYTES = 100_000
KEYS = ("title", "publisher", "author", "published_on", "url", "tags", "supersedes")


def is_sidecar(path: Path) -> bool:
    """Whether *path* tells about another file and is no report."""
    return path.name.lower().endswith(SUFFIX)


def sidecar_of(path: Path) -> Path | None:
    """`report.pdf.meta.yaml` or `report.meta.yaml` for report.pdf, where one is there."""
    for candidate in (path.with_name(path.name + SUFFIX), path.with_name(path.stem + SUFFIX)):
        if _is_plain_file(candidate):
            return candidate
    return None


def _is_plain_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:  # none there, or the longer name is longer than names may be
        return False


def read_sidecar(path: Path) -> dict[str, str]:
    """Its entries, keys in lower case, a list of tags joined by commas. Raises `Unreadable`: a wrong word is no fact."""
    hint = f"It has lines such as publisher: 한국은행, with the keys {', '.join(KEYS)}"
    data = path.read_bytes()[: MAX_BYTES + 1]
    if len(data) > MAX_BYTES:
        raise Unreadable(path, f"more than {MAX_BYTES:,} bytes", hint)
    try:
        content = yaml.load(data.decode("utf-8-sig"), Loader=_Flat)  # noqa: S506  a SafeLoader without aliases
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Unreadable(path, f"no YAML can be made out ({' '.join(str(error).split())[:120]})", hint) from None
    if not isinstance(content, dict):
        raise Unreadable(path, "no keys with values", hint)
    entries: dict[str, str] = {}
    for key, value in content.items():
        name = str(key).lower()
        if name not in KEYS:
            raise Unreadable(path, f"the key {str(key)[:40]!r} is unknown", hint)
        values = value if isinstance(value, list) else [value]
        if any(isinstance(each, (dict, list)) for each in values):
            raise Unreadable(path, f"{name} has values inside values", hint)
        if shown := ", ".join(" ".join(str(each).split()) for each in values if each is not None):
            entries[name] = shown
    return entries


class _Flat(yaml.SafeLoader):  # type: ignore[misc]  # PyYAML has no types
    """A SafeLoader to which an alias, the stuff of YAML bombs, is an error."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "aliases are not read", self.peek_event().start_mark)
        return super().compose_node(parent, index)
