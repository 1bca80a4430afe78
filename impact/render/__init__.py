"""The formats in which a report is shown.

Every module of a format has `render(report)`, which gives a `str`, or `bytes` for a binary format. Nothing is imported
until a format is asked for: python-docx and rich take longer to load than a small bill takes to read.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import cast

from impact.report import Report

#: File extension → (module, whether it gives bytes).
FORMATS: Mapping[str, tuple[str, bool]] = {
    "html": ("impact.render.html", False),
    "docx": ("impact.render.docx", True),
    "md": ("impact.render.markdown", False),
    "json": ("impact.render.json", False),
    "svg": ("impact.render.svg", False),
    "txt": ("impact.render.terminal", False),
}


def render(report: Report, extension: str) -> bytes:
    """A report in one of `FORMATS` as the bytes of a file; `KeyError` for another extension."""
    module, binary = FORMATS[extension]
    rendered = import_module(module).render(report)
    return cast("bytes", rendered) if binary else cast("str", rendered).encode("utf-8")
