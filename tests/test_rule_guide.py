"""The guide for writers of rules says what the loader takes, and its rule is a rule."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from impact.cli import run
from impact.rulebase.loader import default_rules
from impact.rulebase.model import Match

GUIDE = (default_rules() / "WRITING.md").read_text(encoding="utf-8")


def test_the_rule_of_the_guide_passes_its_own_examples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (rule,) = re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    base = tmp_path / "rules"
    shutil.copytree(default_rules(), base, ignore=shutil.ignore_patterns("docs"))
    place = base / "safeguards" / "copies-destroyed.yaml"
    place.write_text(rule, encoding="utf-8")
    assert run(["rules", "test", "--rules", str(base), str(place)]) == 0, capsys.readouterr()


def test_the_guide_names_every_key_of_a_match() -> None:
    assert [key for key in Match.__dataclass_fields__ if f"`{key}`" not in GUIDE] == []


def test_the_documentation_of_the_rules_is_checked_page_by_page(tmp_path: Path) -> None:
    base = tmp_path / "rules"
    shutil.copytree(default_rules(), base)

    def check() -> int:
        return run(["rules", "docs", "--rules", str(base), "--check"])

    assert check() == 0
    page = base / "docs" / "power-to-disclose.md"
    page.write_text(page.read_text(encoding="utf-8") + "more\n", encoding="utf-8")
    assert check() == 2
    page.unlink()
    assert check() == 2
