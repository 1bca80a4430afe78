"""The documentation shows what the commands print."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs import ROOT, current, pages


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_the_commands_of_a_page_print_what_it_shows(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = page.read_text(encoding="utf-8")
    assert current(text) == text, "run `python -m tests.docs --update` and read the difference"
