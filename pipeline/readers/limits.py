"""How much of the machine one file may take. Each limit is a setting, and a file beyond it is refused with that reason."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, PositiveInt


class Limits(BaseModel):
    """Limits for one file; those of `Settings` are set by variables such as SASIL_MAX_PAGES."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    max_bytes: PositiveInt = 50_000_000
    """Bytes of a file, or of a member of an archive."""
    max_characters: PositiveInt = 1_000_000
    """Characters of its text."""
    max_pages: PositiveInt = 2_000
    """Pages of a PDF."""
    max_cells: PositiveInt = 1_000_000
    """Cells of a table or sheet, rows times columns."""
    max_members: PositiveInt = 4_096
    """Members of an archive, an office document being one."""
    max_unpacked: PositiveInt = 512_000_000
    """Bytes of all members of an archive together, unpacked."""
    max_ratio: PositiveInt = 200
    """How many times its packed size a member of more than a megabyte may have."""
    max_nesting: PositiveInt = 2
    """Archives and mails inside each other; what lies deeper is not opened."""
    max_seconds: PositiveInt = 60
    """Seconds that reading a file may take."""
    max_extraction_seconds: PositiveInt = 600
    """Seconds that a file may take as a whole, its reading included."""
    max_memory_mb: PositiveInt = 2_048
    """Megabytes of address space of the process that reads it."""
