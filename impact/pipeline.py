"""The whole program: source → document → findings → flows and checks → report."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from functools import lru_cache
from importlib import metadata

from impact import __version__
from impact.assess import assess
from impact.detect import Recogniser, detect, recogniser
from impact.document import Document, Source
from impact.flows import flows
from impact.parse import parse
from impact.report import Provenance, Report
from impact.resolve import resolve
from impact.rulebase.model import Rulebase
from impact.safeguards import safeguarded
from impact.setting import Setting

_LIBRARIES = ("spacy", "lxml")


def analyse(
    source: Source, rulebase: Rulebase, *, compiled: Recogniser | None = None, options: Mapping[str, str] | None = None
) -> Report:
    """Read one source and say what it does to flows of data.

    `compiled` saves the work of compiling the rules again when many documents are read. Raises SourceError when the source
    cannot be read; an analysis that left something out says so in the report (`Report.complete`).
    """
    return report_on(parse(source), rulebase, compiled=compiled, options=options)


def report_on(
    document: Document,
    rulebase: Rulebase,
    *,
    compiled: Recogniser | None = None,
    options: Mapping[str, str] | None = None,
) -> Report:
    """The line from a document to its report: detect, resolve, flows, assess."""
    found = detect(document, compiled or recogniser(rulebase.rules), rulebase.effects)
    resolved = resolve(document, found)
    moving = flows(resolved.findings, rulebase)
    setting = Setting(resolved.document, resolved.findings, moving, resolved.definitions, rulebase.bodies)
    return Report(
        document=resolved.document,
        provenance=provenance(rulebase, options or {}),
        findings=resolved.findings,
        flows=safeguarded(moving, setting, resolved.references),
        checks=assess(setting, rulebase),
        amendments=resolved.amendments,
        definitions=resolved.definitions,
        references=resolved.references,
        warnings=resolved.warnings,
    )


def provenance(rulebase: Rulebase, options: Mapping[str, str]) -> Provenance:
    """What produced a report: versions and hashes, nothing of the clock or the machine."""
    return Provenance(
        tool=__version__,
        rules_version=rulebase.version,
        rules_sha256=rulebase.sha256,
        rules_count=len(rulebase.rules),
        model={"name": "none", "version": "", "sha256": ""},
        libraries=_libraries(),
        options=dict(sorted(options.items())),
    )


@lru_cache(maxsize=1)
def _libraries() -> dict[str, str]:
    found = {name: metadata.version(name) for name in _LIBRARIES}
    found["python"] = platform.python_version()
    return dict(sorted(found.items()))
