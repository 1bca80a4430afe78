"""The annexes: evidence, rules, terms and references, glossary, and what the memo was made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from impact.memo.clauses import in_order
from impact.memo.content import Block, Facts, Paragraph, Span, Subheading, Table, cell, joined, plain
from impact.memo.front import link
from impact.memo.quotation import provision_label
from impact.memo.words import CONFIDENCES, DIRECTIONS, DISCLAIMER, EFFECTS, LICENCES, SEVERITIES, effect_name, number
from impact.report import Report

ROLES: Mapping[str, str] = {
    "primary": "Matched words",
    "lead-in": "Lead-in",
    "slot": "Who, what, why",
    "context": "Context",
}


def evidence(report: Report) -> tuple[Block, ...]:
    """Every quotation of every finding, exactly as it stands in the source, with its place: one row a finding."""
    rows = tuple(
        (
            cell(link(finding), (Span(finding.id, "code"),)),
            tuple(
                joined((plain(f"{ROLES.get(piece.role, piece.role)}:"), plain(piece.text)), " ")
                for piece in finding.evidence
            ),
            cell(
                (Span(", ".join(f"{piece.start}-{piece.end}" for piece in finding.evidence), "code"),),
                (Span(finding.provision.xpath, "code"),),
            ),
        )
        for finding in in_order(report.findings)
        if finding.evidence
    )
    if not rows:
        return (Paragraph(plain("There is no evidence to list.")),)
    note = (
        "A place is ranges of offsets into the character data of the source, in the order of the words, and the address of the "
        "provision."
    )
    return (
        Paragraph(plain(note)),
        Table(
            "Exact words of the source behind each finding",
            ("Finding", "Exact words", "Place"),
            rows,
            (18, 52, 30),
        ),
    )


def rules(report: Report) -> tuple[Block, ...]:
    """The rules and checks that fired, and how often."""
    fired = Counter((finding.rule, finding.effect, finding.severity, finding.confidence) for finding in report.findings)
    rows = [
        (
            cell((Span(rule, "code"),)),
            cell(effect_name(effect)),
            cell(SEVERITIES.get(severity, severity)),
            cell(CONFIDENCES.get(confidence, confidence)),
            cell(str(count)),
        )
        for (rule, effect, severity, confidence), count in sorted(fired.items())
    ]
    rows += [
        (
            cell((Span(check, "code"),)),
            cell("Check"),
            cell(SEVERITIES.get(severity, severity)),
            cell("not stated"),
            cell(str(count)),
        )
        for (check, severity), count in sorted(
            Counter((check.check, check.severity) for check in report.checks).items()
        )
    ]
    if not rows:
        return (Paragraph(plain("No rule fired.")),)
    return (
        Table(
            "Rules and checks, and how often each fired",
            ("Rule", "Effect", "Severity", "Confidence", "Times"),
            tuple(rows),
            (34, 26, 14, 14, 12),
        ),
    )


def terms(report: Report) -> tuple[Block, ...]:
    """The defined terms, and the references that could not be followed."""
    document = report.document
    blocks: list[Block] = []
    if report.definitions:
        rows = tuple(
            (
                cell(plain(definition.term, "strong")),
                cell(
                    (f"{definition.related}, " if definition.related else "")
                    + (
                        definition.text
                        or (f"same meaning as in {definition.same_as}" if definition.same_as else "not stated")
                    )
                ),
                cell(definition.scope),
                cell(provision_label(document, definition.where)),
            )
            for definition in report.definitions
        )
        blocks.append(Table("Defined terms", ("Term", "Meaning", "Applies in", "Where"), rows, (20, 50, 14, 16)))
    else:
        blocks.append(Paragraph(plain("No defined term was read.")))
    lost = Counter(" ".join(reference.text.split()) for reference in report.references if not reference.resolved)
    blocks.append(
        Paragraph(
            plain(
                f"{number(len(report.references), 'reference')} to other provisions read; "
                f"{number(lost.total(), 'reference')} not followed."
            )
        )
    )
    if lost:
        counted = tuple((cell(text), cell(str(count))) for text, count in sorted(lost.items()))
        blocks.append(Table("References that could not be followed", ("Words", "Times"), counted, (80, 20)))
    return tuple(blocks)


def glossary(report: Report) -> tuple[Block, ...]:
    """What each effect in this memo means."""
    used = {finding.effect for finding in report.findings} | {
        effect for finding in report.findings for effect in finding.delegates
    }
    rows = tuple(
        (cell(plain(words.name, "strong")), cell(words.means), cell((Span(effect, "code"),)))
        for effect, words in EFFECTS.items()
        if effect in used
    )
    directions = tuple(
        (cell(plain(name, "strong")), cell(f"{means[:1].upper()}{means[1:]}.")) for name, means in DIRECTIONS.values()
    )
    return (
        *(
            (Table("Effects in this memo", ("Name", "Meaning", "Name in the rules"), rows, (28, 46, 26)),)
            if rows
            else ()
        ),
        Table("What a provision can do to a flow", ("Direction", "Meaning"), directions, (30, 70)),
    )


def provenance(report: Report) -> tuple[Block, ...]:
    """What produced the memo, so that it can be made again, and the terms of the source."""
    made, source = report.provenance, report.document.source
    rows = [
        ("Source", cell(source.name)),
        ("Source SHA-256", cell((Span(source.sha256, "code"),))),
        ("Address", cell(source.uri or "not stated")),
        ("Retrieved", cell(source.retrieved or "not stated")),
        ("Identifier", cell(report.document.id or "not stated")),
        ("Format", cell(report.document.format)),
        ("impact", cell(made.tool)),
        ("Rules", cell(f"version {made.rules_version}, {number(made.rules_count, 'rule')}")),
        ("Rules SHA-256", cell((Span(made.rules_sha256, "code"),))),
    ]
    for name, values in (("Language model", made.model), ("Libraries", made.libraries), ("Options", made.options)):
        rows.append((name, cell(*(f"{key}: {value}" for key, value in sorted(values.items()))) or cell("none")))
    licence = LICENCES.get(report.document.kind, LICENCES["other"])
    return (
        Facts("How this memo was made", tuple(rows)),
        Subheading("Licence of the source"),
        Paragraph(plain(licence)),
        Subheading("What this memo does not decide"),
        Paragraph(
            plain(
                "Lawful basis, necessity, proportionality, the balance under Article 8, policy intent, costs and "
                "benefits, legislative consent, and whether an implied or common-law power is enough are for people "
                "to judge."
            )
        ),
        Paragraph(plain(DISCLAIMER, "strong"), "notice"),
    )
