"""Sections about flows: who gives what to whom, the diagram, the safeguards of each, and local government's share."""

from __future__ import annotations

from collections.abc import Mapping

from impact.document import Document
from impact.memo.content import Arrow, Block, Cell, Diagram, Paragraph, Table, Words, anchor_of, cell, joined, plain
from impact.memo.front import involves_local_authority, link
from impact.memo.words import FORCES, NOT_CHECKED, NOT_STATED, RESULTS, SAFEGUARDS, brief, effect_name, number
from impact.report import Finding, Flow, Report
from impact.rulebase.message import told_once

#: Rows of the diagram; a longer one cannot be taken in at a glance.
MOST_ARROWS = 40


def _words(parts: tuple[str, ...], silence: str = NOT_STATED) -> str:
    return "; ".join(map(brief, told_once(parts))) or silence


def _force(flow: Flow, by_id: Mapping[str, Finding]) -> str:
    """What the giver may or must do: a right, and a power to require, are the recipient's, so that the giver must."""
    first = by_id.get(flow.findings[0]) if flow.findings else None
    if first is not None and first.effect == "information-power" and flow.force == "power":
        return "must, if asked"
    return "must, as of right" if flow.force == "right" else FORCES.get(flow.force, flow.force or NOT_STATED)


def _clauses(flow: Flow, by_id: Mapping[str, Finding]) -> Words:
    """The clauses that a flow rests on, each once."""
    found = {by_id[key].provision.xpath: by_id[key] for key in reversed(flow.findings) if key in by_id}
    return joined(link(finding) for finding in reversed(found.values()))


def _limits(flow: Flow, by_id: Mapping[str, Finding], document: Document) -> Cell:
    """What limits a flow: one line an effect, with the clauses that say so, then what only cites the flow."""
    clauses: dict[str, list[Finding]] = {}
    for key in flow.limits:
        if key in by_id:
            clauses.setdefault(by_id[key].effect, []).append(by_id[key])
    lines = [
        joined(
            (
                plain(f"{effect_name(effect)}:"),
                joined(plain(limit.provision.label or limit.id, target=anchor_of(limit.id)) for limit in limits),
            ),
            " ",
        )
        for effect, limits in clauses.items()
    ]
    cited = [document.by_xpath[xpath].label or xpath for xpath in flow.conditions if xpath in document.by_xpath]
    if cited:
        lines.append(joined((plain("Conditions in:"), joined(map(plain, dict.fromkeys(cited)))), " "))
    return cell(*lines) or cell("none found")


def table(report: Report) -> tuple[Block, ...]:
    """Who can give what to whom, one row a flow; what the law does not say reads "not stated"."""
    if not report.flows:
        return (Paragraph(plain("No flow of information from one party to another was made out.")),)
    by_id = {finding.id: finding for finding in report.findings}
    rows = tuple(
        (
            cell(_words(flow.sender)),
            cell(plain(_force(flow, by_id), "strong")),
            cell(_words(flow.recipient)),
            cell(_words(flow.info)),
            cell(_words(flow.subject)),
            cell(_words(flow.purpose)),
            _limits(flow, by_id, report.document),
            cell(_clauses(flow, by_id)),
        )
        for flow in report.flows
    )
    columns = ("Giver", "May or must give", "Recipient", "Information", "About whom", "For what", "Limits", "Clause")
    return (
        Table(
            "One row for each flow; “not stated” means that the words do not say",
            columns,
            rows,
            (13, 8, 14, 13, 10, 15, 17, 10),
            wide=True,
        ),
    )


def diagram(report: Report) -> tuple[Block, ...]:
    """The flows as arrows."""
    if not report.flows:
        return (Paragraph(plain("There is no flow to draw.")),)
    by_id = {finding.id: finding for finding in report.findings}
    arrows = tuple(
        Arrow(
            giver=_words(flow.sender, "somebody not named"),
            force=_force(flow, by_id) if flow.force else "may or must",
            info=_words(flow.info, "information"),
            recipient=_words(flow.recipient, "anybody" if flow.force == "prohibition" else "somebody not named"),
            blocked=flow.force == "prohibition",
            clause=", ".join(dict.fromkeys(by_id[key].provision.label for key in flow.findings if key in by_id)),
        )
        for flow in report.flows[:MOST_ARROWS]
    )
    more = max(len(report.flows) - MOST_ARROWS, 0)
    blocks: list[Block] = [Diagram("Flows of information", arrows, more)]
    if more:
        blocks.append(Paragraph(plain(f"{number(more, 'more flow is', 'more flows are')} in the table of section 1.")))
    return tuple(blocks)


def safeguards(report: Report) -> tuple[Block, ...]:
    """The matrix of flows and safeguards; a safeguard that nobody looked for reads "Not checked"."""
    if not report.flows:
        return (Paragraph(plain("There is no flow to set safeguards against.")),)
    by_id = {finding.id: finding for finding in report.findings}
    further = sorted({key for flow in report.flows for key in flow.safeguards} - set(SAFEGUARDS))
    keys = {**SAFEGUARDS, **{key: key.replace("-", " ").capitalize() for key in further}}
    rows = []
    for flow in report.flows:
        results = [flow.safeguards.get(key) for key in keys]
        named = plain(f"{_words(flow.sender)} → {_words(flow.recipient)}")
        rows.append(
            (
                cell(named, _clauses(flow, by_id)),
                *(cell(RESULTS.get(result, result) if result else NOT_CHECKED) for result in results),
            )
        )
    share = 72 // len(keys)
    note = (
        "“By general law” means that a statute supplies the safeguard where the measure is silent "
        "(for data protection, section 183A of the Data Protection Act 2018)."
    )
    widths = (100 - share * len(keys), *(share for _ in keys))
    return (
        Table("Whether each flow comes with each safeguard", ("Flow", *keys.values()), tuple(rows), widths, wide=True),
        Paragraph(plain(note)),
    )


def local_government(report: Report) -> tuple[Block, ...]:
    """The flows in which a local authority gives or receives, as the words or the definitions name it."""
    by_id = {finding.id: finding for finding in report.findings}
    rows = []
    for flow in report.flows:
        roles = [role for role, side in (("Gives", "from"), ("Receives", "to")) if involves_local_authority(flow, side)]
        if roles:
            rows.append(
                (
                    cell(plain(" and ".join(roles).capitalize(), "strong")),
                    cell(_words(flow.recipient if roles == ["Gives"] else flow.sender)),
                    cell(_force(flow, by_id)),
                    cell(_words(flow.info)),
                    cell(_words(flow.purpose)),
                    cell(_clauses(flow, by_id)),
                )
            )
    open_ended = sum(not flow.recipient and flow.force != "prohibition" for flow in report.flows)
    blocks: list[Block] = []
    if rows:
        columns = ("A local authority", "Other party", "May or must", "Information", "For what", "Clause")
        blocks.append(Table("Flows to and from local authorities", columns, tuple(rows), (15, 21, 11, 22, 20, 11)))
    else:
        blocks.append(Paragraph(plain("No flow names a local authority as giver or recipient.")))
    if open_ended:
        counted = number(open_ended, "flow does", "flows do")
        said = f"{counted} not say who may receive the information: a local authority may be among them."
        blocks.append(Paragraph(plain(said)))
    return tuple(blocks)
