"""Configuration: `.impact.toml`, or `[tool.impact]` in `pyproject.toml`, looked for from the working folder upwards."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from impact.errors import ImpactError
from impact.report import SEVERITIES

_KEYS = ("fail-on", "only", "skip", "rules", "extra-rules", "preview")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a configuration file says; options on the command line come first."""

    fail_on: str | None = None
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    rules: Path | None = None
    extra_rules: tuple[Path, ...] = ()
    preview: bool = False
    file: Path | None = None


def settings(start: Path) -> Settings:
    """The settings that apply in a folder. Raises ImpactError for a file that cannot be used."""
    named = os.environ.get("IMPACT_CONFIG")
    if named:
        return _read(Path(named), _table(Path(named)))
    for folder in (start, *start.parents):
        own = folder / ".impact.toml"
        if own.is_file():
            return _read(own, _table(own))
        project = folder / "pyproject.toml"
        if project.is_file():
            table = _table(project).get("tool", {})
            if isinstance(table, dict) and isinstance(table.get("impact"), dict):
                return _read(project, table["impact"])
        if (folder / ".git").exists():
            break
    return Settings()


def _table(file: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ImpactError(f"{file}: cannot be read ({error.strerror}). Check the path.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ImpactError(f"{file}: is not TOML: {error}. Mend that line.") from error


def _read(file: Path, table: Mapping[str, object]) -> Settings:
    for key in table:
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, 1)
            hint = f"Did you mean “{near[0]}”?" if near else f"The keys are {', '.join(_KEYS)}."
            raise ImpactError(f"{file}: “{key}” is not a setting. {hint}")
    fail_on = table.get("fail-on")
    if fail_on is not None and fail_on not in (*SEVERITIES, "never"):
        raise ImpactError(f"{file}: fail-on is “{fail_on}”. Write one of {', '.join(SEVERITIES)} or never.")
    rules = table.get("rules")
    if rules is not None and not isinstance(rules, str):
        raise ImpactError(f"{file}: rules must be a folder's path in quotation marks.")
    preview = table.get("preview", False)
    if not isinstance(preview, bool):
        raise ImpactError(f"{file}: preview must be true or false.")
    return Settings(
        str(fail_on) if fail_on is not None else None,
        _strings(file, table, "only"),
        _strings(file, table, "skip"),
        file.parent / rules if rules else None,
        tuple(file.parent / folder for folder in _strings(file, table, "extra-rules")),
        preview,
        file,
    )


def _strings(file: Path, table: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise ImpactError(f'{file}: {key} must be a list of words in quotation marks, such as ["gateway"].')
