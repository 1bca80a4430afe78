"""What every test needs: no colour or width from the machine that runs it."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# A slow machine is no failure, and CI tries the same examples every time; people's machines look for new ones.
settings.register_profile("impact", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("impact")


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """click and rich read these, and output would then differ from machine to machine."""
    for name in ("FORCE_COLOR", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "IMPACT_CONFIG", "IMPACT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
