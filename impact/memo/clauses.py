"""Sections about provisions: clause by clause, safeguards, delegated powers, interoperability, checks, questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from impact.memo.content import (
    Block,
    Cell,
    Entry,
    Facts,
    Fellow,
    Items,
    Paragraph,
    Subheading,
    Table,
    Words,
    anchor_of,
    cell,
    joined,
    plain,
    text_of,
)
from impact.memo.front import each_once, link
from impact.memo.meanings import Told, slot_cell
from impact.memo.quotation import provision_label, quotations, unit
from impact.memo.words import (
    CHECK_RESULTS,
    CONFIDENCES,
    DIRECTIONS,
    EFFECTS,
    FORCES,
    NOT_STATED,
    OPERATIONS,
    POSITIONS,
    SEVERITIES,
    SLOTS,
    effect_name,
    kind_words,
    place_words,
    sentence,
)
from impact.report import SEVERITIES as SEVERITY_ORDER
from impact.report import Amendment, Finding, Located, Report, Slot

LIMITING = frozenset({"blocks", "restricts", "conditions", "safeguards"})
INTEROPERABILITY = frozenset({"information-standard", "supplier-standard", "identifier"})


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order in which a reader of the document meets them."""
    return sorted(findings, key=lambda finding: (finding.order, finding.rule, finding.id))


def entries(report: Report) -> tuple[Block, ...]:
    """Every finding, under the section (regulation, article…) that holds it."""
    if not report.findings:
        return (Paragraph(plain("No provision about information was found.")),)
    key = (
        "Highlighted words are those that the rule matched; underlined words say who, what or why. "
        "Quotations are exact, but for white space. Why a rule matters and what to ask is told where it first speaks."
    )
    blocks: list[Block] = [Paragraph(plain(key))]
    current: str | None = None
    heading = ""
    # What a rule says of itself fills a long memo if told each time.
    told: dict[tuple[str, tuple[str, ...]], Finding] = {}
    meanings: Told = {}
    for finding, *fellows in _alike(report):
        first = told.setdefault((finding.rule, finding.questions), finding)
        holder = unit(report.document, finding.provision.xpath)
        at = holder.xpath if holder else finding.provision.xpath
        if at != current:
            current = at
            label, heading = (
                (holder.label, holder.heading.string)
                if holder
                else (finding.provision.label, finding.provision.heading)
            )
            blocks.append(Subheading(" ".join(f"{label}  {heading}".split()) or "Without a label"))
        blocks.append(_entry(report, finding, fellows, heading, None if first is finding else first, meanings))
    return tuple(blocks)


def _alike(report: Report) -> Iterable[list[Finding]]:
    """The findings in order; amendments and definitions with those that the same rule found in the same clause.

    A clause may make twenty amendments of one kind. Their slots are words of the text that is quoted, marked there.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in in_order(report.findings):
        key: tuple[object, ...] = (finding.id,)
        if finding.direction == "structure" and not any(slot.resolved for slot in finding.slots.values()):
            holder, place = unit(report.document, finding.provision.xpath), finding.provision
            said = (finding.rule, finding.kind, finding.force, finding.delegates, finding.questions, finding.decision)
            key = (holder and holder.xpath, *said, place.heading, place.inserted_into, place.status)
        groups.setdefault(key, []).append(finding)
    return groups.values()


def _entry(
    report: Report, finding: Finding, fellows: Sequence[Finding], above: str, first: Finding | None, meanings: Told
) -> Entry:
    """A finding as an entry; `above` is the heading that it stands under, `first` where its rule has said the same already."""
    return Entry(
        id=finding.id,
        anchor=anchor_of(finding.id),
        title=_title(finding),
        effect=effect_name(finding.effect),
        severity=finding.severity,
        means=_means(finding),
        quotations=quotations(report.document, finding),
        facts=Facts(f"Details of {finding.id}", tuple(_facts(finding, above, first, meanings, alone=not fellows))),
        questions=() if first else tuple(" ".join(question.split()) for question in finding.questions),
        fellows=tuple(
            Fellow(
                fellow.id,
                anchor_of(fellow.id),
                _title(fellow),
                _means(fellow),
                quotations(report.document, fellow),
            )
            for fellow in fellows
        ),
    )


def _means(finding: Finding) -> str:
    known = EFFECTS.get(finding.effect)
    return sentence(finding.message or (known.means if known else ""))


def _title(finding: Finding) -> str:
    return " ".join((finding.provision.label or finding.id).split())


def _facts(
    finding: Finding, above: str, first: Finding | None, meanings: Told, *, alone: bool
) -> Iterable[tuple[str, Cell]]:
    """What is known of a finding, named; its heading only if it is not the one above, what its rule says only once.

    Slots and pattern are the finding's own, and are told only if it stands `alone`.
    """
    known = EFFECTS.get(finding.effect)
    kind = f" ({kind_words(finding.kind)})" if finding.kind else ""
    direction = DIRECTIONS.get(finding.direction, (finding.direction, ""))[0]
    force = f" · {FORCES.get(finding.force, finding.force)}" if finding.force else ""
    effect = f"{effect_name(finding.effect)}{kind} · {direction}{force}"
    yield "Effect", cell(effect, known.means if known and not first else "")
    place = finding.provision
    heading = place.heading if place.heading != above else ""
    if place.inserted_into:
        yield "Inserted into", cell(f"{_inserted(place)}: {heading}" if heading else _inserted(place))
    elif heading:
        yield "Heading", cell(heading)
    if place.status:
        yield "Status", cell(place.status)
    if finding.delegates:
        yield "Can create or change", cell(", ".join(effect_name(effect) for effect in finding.delegates))
    if alone:
        yield from _slot_facts(finding, bool(known and known.parties), meanings)
    severity = SEVERITIES.get(finding.severity, finding.severity)
    by = f"{CONFIDENCES.get(finding.confidence, finding.confidence)}: rule {finding.rule}"
    by = f"{by}, pattern {finding.pattern}" if finding.pattern and alone else by
    if first:
        told = joined((plain("why, and what to ask: as at"), link(first)), " ")
        yield "Severity, confidence", cell(joined((plain(f"{severity}; {by[0].lower()}{by[1:]};"), told), " "))
    else:
        yield "Severity, confidence", cell(f"{severity}; {by[0].lower()}{by[1:]}")
        if finding.why:
            yield "Why it matters", cell(finding.why)
    if finding.decision:
        yield "Decided", cell(finding.decision)


def _inserted(place: Located) -> str:
    into = place.inserted_into
    parts = (into.act, place_words(into.provision or ""), into.uri) if into else ()
    return ", ".join(part for part in parts if part) or NOT_STATED


def _slot_facts(finding: Finding, parties: bool, meanings: Told) -> Iterable[tuple[str, Cell]]:
    """The slots that say something; for an effect with parties also, in one row, those that the law leaves open.

    Without parties a bare word ("person", "kind") only repeats what is underlined in the quotation.
    """
    left_open = []
    for name, title in SLOTS.items():
        slot = finding.slots.get(name, Slot())
        if slot.state == "open":
            if parties and name != "conditions":
                left_open.append(title.lower())
        elif parties or slot.resolved or any(" " in item for item in slot.items):
            yield title, slot_cell(slot, finding, meanings)
    if left_open:
        yield NOT_STATED.capitalize(), cell(", ".join(left_open).capitalize())


def matched(finding: Finding) -> Words:
    """The words that the rule matched, in quotation marks."""
    primary = [evidence.text for evidence in finding.evidence if evidence.role == "primary"] or [
        evidence.text for evidence in finding.evidence
    ]
    return joined((plain(f"“{' '.join(text.split())}”") for text in primary), " … ")


def limits(report: Report) -> tuple[Block, ...]:
    """Blocks, limits, conditions and safeguards, in the order of the document."""
    rows = tuple(
        (
            cell(link(finding)),
            cell(plain(effect_name(finding.effect), "strong"), kind_words(finding.kind).capitalize()),
            cell(DIRECTIONS[finding.direction][0]),
            cell(matched(finding)),
        )
        for finding in in_order(report.findings)
        if finding.direction in LIMITING
    )
    if not rows:
        return (Paragraph(plain("No block, limit, condition or safeguard was found.")),)
    return (
        Table(
            "Provisions that stop, limit or protect a flow",
            ("Clause", "What it is", "What it does", "Words"),
            rows,
            (14, 26, 18, 42),
        ),
    )


def delegated(report: Report) -> tuple[Block, ...]:
    """Powers to create or change a flow by later law."""
    rows = tuple(
        (
            cell(link(finding)),
            cell(sentence(finding.message), matched(finding)),
            cell(*(effect_name(effect) for effect in finding.delegates)) or cell(NOT_STATED),
            slot_cell(finding.slots.get("conditions", Slot())),
            cell(*finding.questions),
        )
        for finding in in_order(report.findings)
        if finding.effect == "delegated-flow"
    )
    if not rows:
        return (Paragraph(plain("No power to create or change a flow by later law was found.")),)
    columns = ("Clause", "Power", "Can create or change", "Conditions", "Questions")
    note = (
        "Procedure is for the delegated powers memorandum: what the clause itself says of it stands under conditions."
    )
    return (Table("Delegated powers over information", columns, rows, (12, 30, 18, 16, 24)), Paragraph(plain(note)))


def interoperability(report: Report) -> tuple[Block, ...]:
    """Standards, identifiers and duties of suppliers, those that a power may yet create included."""
    rows = []
    for finding in in_order(report.findings):
        later = [effect_name(effect) for effect in finding.delegates if effect in INTEROPERABILITY]
        if finding.effect in INTEROPERABILITY:
            what = cell(plain(effect_name(finding.effect), "strong"), kind_words(finding.kind).capitalize())
        elif later:
            what = cell(plain(f"May yet be made: {', '.join(later)}", "strong"))
        else:
            continue
        rows.append((cell(link(finding)), what, cell(matched(finding)), slot_cell(finding.slots.get("from", Slot()))))
    ask = (
        "Which suppliers into local government would have to comply, with what, and who checks?",
        "Is the same information already collected elsewhere, and could it be asked for once?",
    )
    if not rows:
        return (
            Paragraph(plain("No provision on standards, identifiers or suppliers was found.")),
            Items(tuple(plain(line) for line in ask)),
        )
    columns = ("Clause", "What it is", "Words", "Who is bound")
    return (
        Table("Standards, identifiers and suppliers", columns, tuple(rows), (14, 26, 38, 22)),
        Items(tuple(plain(line) for line in ask)),
    )


def checks(report: Report) -> tuple[Block, ...]:
    """Checks over several clauses, or over a clause that is missing."""
    by_id = {finding.id: finding for finding in report.findings}
    rows = []
    for check in sorted(report.checks, key=lambda check: -SEVERITY_ORDER.index(check.severity)):
        about = each_once(by_id[key] for key in check.findings if key in by_id)
        own = {by_id[key].provision.xpath for key in check.findings if key in by_id}
        # Where a thing was missed, and where the question arises, stands under "About".
        elsewhere = [xpath for xpath in check.where if xpath not in own] if check.result != "not found" else []
        seen = ", ".join(provision_label(report.document, xpath) for xpath in elsewhere)
        result = cell(plain(CHECK_RESULTS.get(check.result, check.result), "strong"), f"at {seen}" if seen else "")
        what = cell(plain(check.title or check.check, "strong"), sentence(check.message), check.why)
        rows.append(
            (cell(SEVERITIES.get(check.severity, check.severity)), what, cell(about), result, cell(*check.questions))
        )
    if not rows:
        return (Paragraph(plain("No check raised a question.")),)
    columns = ("Severity", "Check", "About", "Result", "Question")
    start = report.document.begins_at
    part = (
        f"The source begins at {start}: it is a part of its law. What was not found here may stand in the rest of it."
    )
    return (
        *((Paragraph(plain(part), "warning"),) if start else ()),
        Table(
            "Questions that arise from several clauses together, or from one that is missing",
            columns,
            tuple(rows),
            (11, 36, 12, 15, 26),
        ),
    )


def amended(report: Report) -> tuple[Block, ...]:
    """How often each law is amended; each amendment stands in an annex."""
    if not report.amendments:
        return (Paragraph(plain("The measure makes no textual amendment.")),)
    counted: dict[str, Counter[str]] = {}
    for amendment in report.amendments:
        counted.setdefault(amendment.act or NOT_STATED, Counter())[amendment.operation] += 1
    rows = tuple(
        (cell(act), *(cell(f"{made[operation]:,}") for operation in OPERATIONS), cell(f"{made.total():,}"))
        for act, made in sorted(counted.items(), key=lambda pair: (-pair[1].total(), pair[0]))
    )
    table = Table(
        "Textual amendments of each law", ("Law amended", *OPERATIONS.values(), "All"), rows, (52, 12, 14, 12, 10)
    )
    return (table, Paragraph(plain("Each amendment is in Annex D.")))


def amendments(report: Report) -> tuple[Block, ...]:
    """Every textual amendment of other law, with its target."""
    if not report.amendments:
        return (Paragraph(plain("The measure makes no textual amendment.")),)
    columns = ("Clause", "Operation", "Law amended", "Place", "Words")
    rows = tuple(
        (
            cell(amendment.label or amendment.xpath),
            cell(OPERATIONS.get(amendment.operation, amendment.operation)),
            cell(amendment.act or NOT_STATED, amendment.uri or ""),
            cell(_target(amendment)),
            _changed(amendment),
        )
        for amendment in report.amendments
    )
    return (Table("Every textual amendment, in the order of the document", columns, rows, (14, 12, 26, 20, 28)),)


def _target(amendment: Amendment) -> str:
    where = f"{POSITIONS.get(amendment.position, amendment.position)} {place_words(amendment.target or NOT_STATED)}"
    return f"{where} (whole provision)" if amendment.whole_provision else where


def _changed(amendment: Amendment) -> Cell:
    return cell(
        f"Old: {amendment.old}" if amendment.old else "", f"New: {amendment.new}" if amendment.new else ""
    ) or cell("see the clause")


def questions(report: Report) -> tuple[Block, ...]:
    """Every question once, the most pressing first, with the clauses that raise it."""
    by_id = {finding.id: finding for finding in report.findings}
    asked: dict[str, tuple[str, list[Words]]] = {}
    raised = [
        (check.severity, question, [by_id[key] for key in check.findings if key in by_id])
        for check in report.checks
        for question in check.questions
    ]
    raised += [
        (finding.severity, question, [finding])
        for finding in in_order(report.findings)
        if finding.decision is None
        for question in finding.questions
    ]
    for severity, question, about in raised:
        text = " ".join(question.split())
        level, links = asked.get(text, (severity, []))
        links.extend(made for made in map(link, about) if text_of(made) not in map(text_of, links))
        asked[text] = (max(level, severity, key=SEVERITY_ORDER.index), links)
    if not asked:
        return (Paragraph(plain("No question is open.")),)
    ordered = sorted(asked.items(), key=lambda pair: -SEVERITY_ORDER.index(pair[1][0]))
    rows = tuple(
        (cell(str(place)), cell(text), cell(SEVERITIES[level]), cell(joined(links)))
        for place, (text, (level, links)) in enumerate(ordered, 1)
    )
    return (
        Table(
            "Questions for the policy team and the drafter",
            ("No.", "Question", "Severity", "Arises from"),
            rows,
            (7, 56, 13, 24),
        ),
    )
