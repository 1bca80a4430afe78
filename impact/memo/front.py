"""The front page: the answer in three sentences, what needs attention first, what was read and how much of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from impact.document import SKIP_REASONS, Document
from impact.memo.content import (
    Block,
    Cell,
    Facts,
    Items,
    Paragraph,
    Section,
    Span,
    Table,
    Words,
    anchor_of,
    cell,
    joined,
    plain,
)
from impact.memo.quotation import provision_label, unit
from impact.memo.words import (
    CHECK_RESULTS,
    DIRECTIONS,
    DOCUMENT_KINDS,
    NOT_TEXT,
    SCREENING,
    SEVERITIES,
    effect_name,
    extent_words,
    listed,
    number,
    sentence,
)
from impact.readings import seldom_read
from impact.report import SEVERITIES as SEVERITY_ORDER
from impact.report import Finding, Flow, Report

#: Findings and checks at these levels are put on the front page.
PRESSING = ("critical", "high")
#: Units named in the answer to the screening question before the rest is only counted.
NAMED_UNITS = 40

_COUNCIL = re.compile(
    r"\b(?:local|county|district|borough|unitary|parish|community|city|town|metropolitan|islands?|housing|billing|"
    r"precepting|combined(?: county)?|greater london|social services|education|planning)\s+"
    r"(?:\w+\s+){0,2}?(?:councils?|authorit(?:y|ies))\b"
    r"|\bcouncil(?:s| of the isles of scilly)?\b(?! of (?:ministers|europe|the european union))",
    re.IGNORECASE,
)
#: Councils that are not local authorities. A regular expression for each would be longer than their names.
_OTHER_COUNCIL = re.compile(
    r"\b(?:Privy|European|Medical|Dental|Optical|Osteopathic|Chiropractic|Pharmaceutical|Midwifery|Research|Professions|"
    r"Arts|Sports|Nature|Judicial|Sentencing|Funding|Bar|Security|British|Design|Press|Legal Services|Social Care|Law|"
    r"Executive|Legislative) Council\b"
    r"|\b[Oo]rders? in [Cc]ouncil\b"
)


def is_local_authority(words: str) -> bool:
    """Whether a party is a local authority or a class of them (Local Government Act 1972 s. 270 names most kinds)."""
    return bool(_COUNCIL.search(_OTHER_COUNCIL.sub(" ", words)))


def involves_local_authority(flow: Flow, side: str) -> bool:
    """Whether a local authority is among the parties on a side of a flow ("from" or "to").

    By the classes of the parties; by their words in a report that was made without a vocabulary of bodies.
    """
    if flow.classes:
        return "local authority" in flow.classes.get(side, ())
    return any(map(is_local_authority, flow.sender if side == "from" else flow.recipient))


def link(finding: Finding) -> Words:
    """The label of a finding's provision, leading to its entry."""
    return plain(finding.provision.label or finding.id, target=anchor_of(finding.id))


def each_once(findings: Iterable[Finding]) -> Words:
    """Links to the provisions of findings, each provision once however many findings it holds."""
    found: dict[str, Finding] = {}
    for finding in findings:
        found.setdefault(finding.provision.label or finding.id, finding)
    return joined(map(link, found.values()))


#: Not `calendar.month_name`, which follows the locale.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(date: str | None) -> str:
    """A date as a letter has it ("14 September 2026"); anything but a full ISO date comes back as it is."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", date or "")
    return f"{int(found[3])} {_MONTHS[int(found[2]) - 1]} {found[1]}" if found else date or ""


def identity(report: Report) -> Facts:
    """What was read and with what."""
    document, made = report.document, report.provenance
    ledger = document.ledger
    model = " ".join(made.model[key] for key in ("name", "version") if made.model.get(key)) or "none"
    analysed = (
        f"{_share(ledger.analysed, ledger.characters)} of {ledger.characters:,} characters analysed"
        if ledger
        else "text not counted"
    )
    numbered = " · ".join(part for part in (document.number, document.version) if part)
    rows = [
        ("Title", cell(document.title or "not stated")),
        ("Kind", cell(DOCUMENT_KINDS.get(document.kind, document.kind))),
        ("Number and version", cell(numbered or "not stated")),
        ("Stage", cell(document.stage or "not stated")),
        ("Date", cell(day(document.date) or "not stated")),
        ("Extent", cell(extent_words(document.extent) or "not stated")),
        ("Source", cell(document.source.name, (Span("SHA-256 "), Span(document.source.sha256, "code")))),
        ("Made with", cell(f"impact {made.tool}", f"Language model: {model}")),
        (
            "Rules",
            cell(
                f"Version {made.rules_version}, {number(made.rules_count, 'rule')}",
                (Span("SHA-256 "), Span(made.rules_sha256, "code")),
            ),
        ),
        ("Status", cell((Span("COMPLETE" if report.complete else "INCOMPLETE", "strong"), Span(f": {analysed}")))),
    ]
    return Facts("The document and how it was read", tuple(rows))


def _share(part: int, whole: int) -> str:
    """A share as a percentage that never rounds up to all of it, nor down to none."""
    if not whole or part == whole:
        return "100%"
    if 0 < 1000 * part < whole:
        return "under 0.1%"
    return f"{int(1000 * part / whole) / 10:.1f}%"


def sections(report: Report) -> tuple[Section, ...]:
    """The sections of the front page."""
    return (
        Section("summary", "", "In short", (Items(headline(report)), *screening(report))),
        Section("attention", "", "What needs attention first", attention(report)),
        Section("counts", "", "What the provisions do", counts(report)),
        Section("coverage", "", "What was read, and how much of it", (identity(report), *coverage(report))),
    )


def headline(report: Report) -> tuple[Words, ...]:
    """The memo in three sentences: what the measure does, the flows it makes, what to look at."""
    found = Counter(finding.direction for finding in report.findings)
    parts = [
        number(found["creates"], "opens a flow", "open a flow"),
        number(found["blocks"] + found["restricts"], "blocks or limits one", "block or limit one"),
        number(
            found["conditions"] + found["safeguards"],
            "adds a condition or a safeguard",
            "add a condition or a safeguard",
        ),
        number(found["delegates"], "leaves detail to later law", "leave detail to later law"),
    ]
    doing = listed([part for part in parts if not part.startswith("no ")])
    kind = DOCUMENT_KINDS.get(report.document.kind, "measure")
    kind = kind if kind.startswith("EU") else kind.lower()
    places = f"In {number(len(report.findings), 'place')} this {kind} acts on information"
    first = (
        f"{places}{': ' + doing if doing else ''}."
        if report.findings
        else "Nothing in this text was found to act on information."
    )
    return plain(first), plain(_flows_sentence(report)), plain(_attention_sentence(report))


def _flows_sentence(report: Report) -> str:
    if not report.flows:
        return "No flow of information from one party to another was made out."
    forces = Counter(flow.force for flow in report.flows)
    kinds = listed(
        [
            f"{count} that {word} happen"
            for force, word in (("duty", "must"), ("power", "may"), ("prohibition", "must not"))
            if (count := forces[force])
        ]
        + [f"{count} of which somebody has a right" for count in [forces["right"]] if count]
        + [f"{count} that the words leave open" for count in [forces[None]] if count]
    )
    gives = sum(involves_local_authority(flow, "from") for flow in report.flows)
    receives = sum(involves_local_authority(flow, "to") for flow in report.flows)
    shares = [f"{verb} information in {count}" for verb, count in (("gives", gives), ("receives", receives)) if count]
    local = f"a local authority {listed(shares)}" if shares else "none names a local authority"
    made = number(len(report.flows), "flow between parties", "flows between parties")
    return f"Together they make {made}{f' ({kinds})' if kinds else ''}; {local}."


def _attention_sentence(report: Report) -> str:
    pressing = len(_pressing(report))
    if not report.complete:
        start = "Not everything in the source could be analysed, so the absence of a point here proves nothing"
        return (
            f"{start}; {number(pressing, 'point needs', 'points need')} attention first." if pressing else f"{start}."
        )
    if not pressing:
        return "No point of high or critical severity was found."
    return f"{number(pressing, 'point needs', 'points need')} attention before anything else."


def screening(report: Report) -> tuple[Block, ...]:
    """The screening question with its answer and the provisions that it rests on."""
    answer, role = _answer(report)
    blocks: list[Block] = [Paragraph(plain(SCREENING, "strong")), Paragraph(plain(answer), role)]
    units: dict[str, Words] = {}
    for finding in sorted(report.findings, key=lambda finding: finding.order):
        holder = unit(report.document, finding.provision.xpath)
        label = (holder.label if holder else "") or finding.provision.label
        units.setdefault(label, plain(label, target=anchor_of(finding.id)))
    if units:
        named = joined(list(units.values())[:NAMED_UNITS])
        rest = len(units) - NAMED_UNITS
        more = (Span(f" and {number(rest, 'other')}"),) if rest > 0 else ()
        blocks.append(Paragraph((Span("See "), *named, *more, Span("."))))
    return tuple(blocks)


def _answer(report: Report) -> tuple[str, str]:
    if report.findings:
        return "Yes.", "lead"
    if not report.document.has_text:
        return "Cannot be answered: the source holds no text.", "warning"
    if not report.complete:
        return "Cannot be answered: none was found, but not everything was analysed.", "warning"
    return "No. None was found by these rules in the text that was analysed.", "lead"


def _pressing(report: Report) -> list[tuple[str, Cell, Cell, Cell]]:
    """The points of high and critical severity that nobody has decided: (level, what, where, question).

    What is said of several provisions in the same words is one point.
    """
    by_id = {finding.id: finding for finding in report.findings}
    points: list[tuple[str, Cell, Cell, Cell]] = []
    for check in report.checks:
        if check.severity in PRESSING:
            where = each_once(by_id[key] for key in check.findings if key in by_id)
            where = where or joined(plain(provision_label(report.document, xpath)) for xpath in check.where)
            result = f"Result of the check: {CHECK_RESULTS.get(check.result, check.result).lower()}."
            said = cell(plain(check.title or check.check, "strong"), sentence(check.message), result)
            points.append((check.severity, said, cell(where), cell(*check.questions)))
    same: dict[tuple[str, str, str, tuple[str, ...]], list[Finding]] = {}
    for finding in sorted(report.findings, key=lambda finding: finding.order):
        if finding.severity in PRESSING and finding.decision is None:
            told = finding.severity, effect_name(finding.effect), sentence(finding.message), finding.questions
            same.setdefault(told, []).append(finding)
    for (severity, name, message, questions), places in same.items():
        points.append((severity, cell(plain(name, "strong"), message), cell(each_once(places)), cell(*questions)))
    return sorted(points, key=lambda point: -SEVERITY_ORDER.index(point[0]))


def attention(report: Report) -> tuple[Block, ...]:
    """The table of pressing points, or the sentence that there are none."""
    points = _pressing(report)
    decided = sum(finding.decision is not None for finding in report.findings)
    blocks: list[Block] = []
    if points:
        rows = tuple((cell(plain(SEVERITIES[level], "strong")), what, where, ask) for level, what, where, ask in points)
        columns = ("Severity", "What", "Where", "Question")
        blocks.append(Table("Points of critical and high severity", columns, rows, (11, 39, 14, 36)))
    else:
        blocks.append(Paragraph(plain("No point of high or critical severity was found.")))
    if decided:
        blocks.append(
            Paragraph(
                plain(
                    f"{number(decided, 'finding has', 'findings have')} been decided already and are not listed here."
                )
            )
        )
    return tuple(blocks)


def counts(report: Report) -> tuple[Block, ...]:
    """How many findings there are in each direction, and of which effects."""
    rows = []
    for direction, (name, means) in DIRECTIONS.items():
        found = Counter(finding.effect for finding in report.findings if finding.direction == direction)
        if found:
            effects = ", ".join(
                f"{effect_name(effect)} ({count})"
                for effect, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
            )
            rows.append(
                (cell(plain(name, "strong"), means[:1].upper() + means[1:]), cell(f"{found.total():,}"), cell(effects))
            )
    if not rows:
        return (Paragraph(plain("No provision about information was found.")),)
    return (
        Table(
            "Findings by what they do to a flow of information",
            ("Direction", "Number", "Effects"),
            tuple(rows),
            (40, 12, 48),
        ),
    )


def not_analysed(report: Report) -> tuple[str, ...]:
    """What makes the analysis incomplete, in words."""
    ledger = report.document.ledger
    if ledger is None:
        return ("The characters of the source were not counted.", *report.warnings)
    unbalanced = () if ledger.balanced or ledger.problems else ("The account of the text does not balance.",)
    return (*ledger.problems, *unbalanced, *report.warnings)


def coverage(report: Report) -> tuple[Block, ...]:
    """The account of every character: analysed, left out and why, and what is not text at all."""
    missing = not_analysed(report)
    if report.complete:
        status: Block = Paragraph(
            (Span("COMPLETE", "strong"), Span(": every character of the source is accounted for.")), "notice"
        )
    else:
        status = Paragraph(
            (Span("INCOMPLETE", "strong"), Span(": these parts of the source were not, or not surely, analysed.")),
            "warning",
        )
    blocks: list[Block] = [status]
    if missing:
        blocks.append(Items(tuple(plain(line) for line in missing)))
    ledger = report.document.ledger
    if ledger:
        blocks.append(_account(report.document))
        if ledger.not_text:
            kinds = [
                number(count, *NOT_TEXT.get(kind, (kind, kind))) for kind, count in sorted(ledger.not_text.items())
            ]
            blocks.append(Paragraph(plain(f"Not text, and so not analysed: {listed(kinds)}.")))
        if ledger.warnings:
            blocks += [
                Paragraph(plain("Notes from reading the source:")),
                Items(tuple(plain(line) for line in ledger.warnings)),
            ]
    unresolved = sum(not reference.resolved for reference in report.references)
    if unresolved:
        blocks.append(Paragraph(plain(f"{number(unresolved, 'cross-reference')} could not be followed: see Annex C.")))
    return tuple(blocks)


def _account(document: Document) -> Table:
    ledger = document.ledger
    assert ledger is not None
    rows = [
        (cell("Analysed"), cell(f"{ledger.analysed:,}"), cell(_share(ledger.analysed, ledger.characters)), cell(""))
    ]
    rows += [
        (
            cell(f"of which {place}, read only by rules about them"),
            cell(f"{characters:,}"),
            cell(_share(characters, ledger.characters)),
            cell(""),
        )
        for place, characters in seldom_read(document).items()
    ]
    for reason, (characters, runs) in sorted(ledger.skipped.items()):
        why = SKIP_REASONS.get(reason, reason.replace("-", " "))
        left_out = f"Left out: {why}"
        rows.append(
            (
                cell(left_out),
                cell(f"{characters:,}"),
                cell(_share(characters, ledger.characters)),
                cell(number(runs, "place")),
            )
        )
    lost = ledger.characters - ledger.accounted
    if lost:
        rows.append(
            (
                cell(plain("Not accounted for", "strong")),
                cell(f"{lost:,}"),
                cell(_share(abs(lost), ledger.characters)),
                cell(""),
            )
        )
    rows.append((cell("All characters of the source"), cell(f"{ledger.characters:,}"), cell("100%"), cell("")))
    return Table(
        "Account of the text (white space not counted)",
        ("Text", "Characters", "Share", "In"),
        tuple(rows),
        (52, 17, 13, 18),
    )
