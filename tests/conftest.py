"""What every test needs: no colour or width from the machine that runs it."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """click and rich read these, and output would then differ from machine to machine."""
    for name in ("FORCE_COLOR", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "IMPACT_CONFIG", "IMPACT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
