"""What the measure does to the flows of the Acts that it amends; of an Act that was not at hand, that nothing was checked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from impact.memo.content import (
    Block,
    Cell,
    Items,
    Memo,
    Paragraph,
    Section,
    Span,
    Subheading,
    Table,
    Words,
    cell,
    joined,
    plain,
)
from impact.memo.words import (
    DISCLAIMER,
    NOT_CHECKED,
    NOT_STATED,
    brief,
    effect_name,
    listed,
    number,
    place_words,
    sentence,
)
from impact.report import (
    PROBLEMS,
    ActChange,
    AmendedAct,
    Amendment,
    AppliedAmendment,
    DefinitionShift,
    FlowChange,
    Report,
    TermUse,
)

#: What may have happened to a clause, in the order in which a reader wants to know → what it is called.
KINDS = {
    "lost": "Gone",
    "gained": "New",
    "narrowed": "Narrower",
    "widened": "Wider",
    "changed": "Changed",
    "moved": "Moved",
}
_NEAR = 14  # words kept on either side of a difference
_LONG = 700


def changes(report: Report) -> tuple[Block, ...]:
    """The section of the memo: every amended Act, checked or not, and what was found in those that were."""
    acts = report.amended_acts
    if not acts:
        return (Paragraph(plain("The measure makes no textual amendment, so it changes no existing provision.")),)
    blocks: list[Block] = []
    missing = [act for act in acts if not act.checked]
    if missing:
        were, them = ("was", "it") if len(missing) == 1 else ("were", "them")
        said = f"{number(len(missing), 'law')} that this measure amends {were} not at hand. "
        rest = f"Whether gateways, bars, limits or definitions of {them} change was not checked."
        blocks.append(Paragraph((Span(f"{NOT_CHECKED}: ", "strong"), *plain(said + rest)), "warning"))
    rows = tuple(
        (
            cell(act.title or NOT_STATED),
            cell(f"{len(act.amendments):,}"),
            cell(f"{act.applied:,} of {len(act.amendments):,}" if act.checked else "none"),
            cell(plain(result(act), "strong")),
        )
        for act in acts
    )
    columns = ("Law amended", "Amendments", "Applied to its text", "Result")
    blocks.append(Table("Laws amended, and what was checked", columns, rows, (44, 12, 16, 28)))
    for act in acts:
        if act.checked:
            blocks += _act(act)
    return tuple(blocks)


def section(report: Report) -> Memo:
    """That section as a document by itself."""
    document = report.document
    title = " ".join(document.title.split()) or document.source.name
    return Memo(
        title=title,
        subtitle="What the amendments do to flows of information in existing law",
        complete=report.complete,
        date=document.source.retrieved or document.date,
        edition="",
        front=(),
        sections=(Section("changes", "", "Changes to the existing map", changes(report)),),
        disclaimer=DISCLAIMER,
    )


def result(act: AmendedAct) -> str:
    """What was found in an Act, in a few words; "not checked" if it was not at hand, or if nothing could be applied to its text."""
    if not act.checked:
        return NOT_CHECKED
    if act.failed and not act.made and act.untouched:
        none = "the amendment could not be applied" if len(act.amendments) == 1 else "no amendment could be applied"
        return sentence(f"{NOT_CHECKED}: {none} to the text that was read")
    counted = Counter(flow.kind for change in act.changes for flow in change.flows)
    flows = [f"{counted[kind]} {kind}" for kind in KINDS if counted[kind]]
    parts = [f"clauses: {', '.join(flows)}" if flows else "no clause changes"]
    for count, noun, verb in _counts(act):
        if count:
            parts.append(f"{_counted(count, noun)} {verb[count > 1]}")
    return sentence("; ".join(parts))


def _counted(count: int, noun: str) -> str:
    """A count of "definition in use" and the like: the noun takes the plural, not what follows it."""
    first, _, rest = noun.partition(" ")
    return f"{number(count, first)} {rest}".rstrip()


def _counts(act: AmendedAct) -> Iterator[tuple[int, str, tuple[str, str]]]:
    """What else there is to count in an Act: how many, what, and what they do (one, several)."""
    used = [shift for shift in act.shifts if shift.uses]
    yield sum(not shift.is_list for shift in used), "definition in use", ("shifts", "shift")
    yield sum(shift.is_list for shift in used), "list in use", ("changes", "change")
    yield len(act.failed), "amendment", ("could not be applied", "could not be applied")
    yield len(act.made), "amendment", ("was made already", "were made already")
    yield len(act.not_textual), "modification", ("leaves the text as it is", "leave the text as it is")


def _act(act: AmendedAct) -> Iterator[Block]:
    yield Subheading(act.title or NOT_STATED)
    yield Paragraph(plain(f"Read from {act.source}. {_touched(act)}"))
    flows = [(change, flow) for change in act.changes for flow in change.flows]
    order = {kind: at for at, kind in enumerate(KINDS)}
    if flows:
        rows = tuple(_flow(change, flow) for change, flow in sorted(flows, key=lambda pair: order[pair[1].kind]))
        columns = ("Provision", "What happens", "Before", "After", "Amended by")
        yield Table("Clauses that do something else to a flow", columns, rows, (12, 20, 28, 28, 12), wide=True)
    used = [shift for shift in act.shifts if shift.uses]
    if used:
        rows = tuple(_shift(shift) for shift in used)
        columns = ("Term", "Before", "After", "Clauses that use it", "Amended by")
        caption = "Definitions that shift under clauses which keep their words"
        yield Table(caption, columns, rows, (14, 25, 25, 24, 12), wide=True)
    idle = len(act.shifts) - len(used)
    if idle:
        said = f"{number(idle, 'further definition')} {'changes' if idle == 1 else 'change'}"
        yield Paragraph(plain(sentence(f"{said}; no finding uses the term")))
    yield from _not_applied(act)


def _touched(act: AmendedAct) -> str:
    """How much of the Act is amended, and whether that is where its flows are."""
    holding = sum(bool(change.findings_before or change.findings_after) for change in act.changes)
    said = f"{number(len(act.changes), 'provision')} {'is' if len(act.changes) == 1 else 'are'} amended; "
    return f"{said}{holding or 'none'} of them {'acts' if holding == 1 else 'act'} on information."


def _flow(change: ActChange, flow: FlowChange) -> tuple[Cell, ...]:
    finding = flow.new or flow.old
    assert finding is not None
    where = " ".join(f"{finding.provision.label} {flow.heading or change.heading}".split())
    uncertain = plain("Not every amendment of this provision could be applied.") if change.uncertain else ()
    what = cell(
        (*plain(KINDS[flow.kind], "strong"), Span(f": {effect_name(flow.effect)}")),
        brief(sentence(finding.message)),
        *map(brief, flow.notes),
        uncertain,
    )
    before, after = sides(flow)
    return (
        cell(where),
        what,
        cell(before or plain("no such text")),
        cell(after or plain("no such text")),
        cell(_clauses(amendment.label for amendment in causes(change, flow))),
    )


def causes(change: ActChange, flow: FlowChange) -> tuple[Amendment, ...]:
    """The amendments to which a change of a clause is due: those that touch it, else all of its provision."""
    return flow.amendments or tuple(each.amendment for each in change.amendments)


def _shift(shift: DefinitionShift) -> tuple[Cell, ...]:
    where = f"list in {shift.label}" if shift.is_list else shift.label
    before, after = difference(shift.before or "", shift.after or "")
    return (
        cell(
            plain(f"“{shift.term}”" if shift.term else "List", "strong"),
            where,
            KINDS[shift.kind],
        ),
        cell(before or plain("no meaning of its own")),
        cell(after or plain("no meaning of its own")),
        tuple(line for use in shift.uses for line in cell(use_words(use))),
        cell(_clauses(amendment.label for amendment in shift.amendments)),
    )


def use_words(use: TermUse) -> str:
    """A finding that uses a term: what it is, where, and through which other terms."""
    act = f", {use.act}" if use.act else ""
    through = f" (through {listed([f'“{term}”' for term in use.through])})" if use.through else ""
    return f"{effect_name(use.finding.effect)}: {use.finding.provision.label}{act}{through}"


def _not_applied(act: AmendedAct) -> Iterator[Block]:
    for title, rows in (
        ("could not be applied to the text", act.failed),
        ("made already in the text that was read, which is a later version", act.made),
        ("only says how the text has effect: what that does to flows was not checked", act.not_textual),
    ):
        if rows:
            yield from _listed(title, rows)


def _listed(title: str, amendments: Sequence[AppliedAmendment]) -> Iterator[Block]:
    counted = Counter(each.problem for each in amendments)
    yield Paragraph(plain(f"{number(len(amendments), 'amendment')} {title}:"), "warning")
    if len(counted) > 1:
        yield Items(
            tuple(plain(f"{count}: {PROBLEMS[problem or 'not-read']}") for problem, count in counted.most_common())
        )
    rows = tuple(
        (
            cell(each.amendment.label),
            cell(place_words(each.amendment.target or NOT_STATED)),
            cell(PROBLEMS[each.problem or "not-read"]),
            cell(*(f"{name}: {brief(words)}" for name, words in _quoted(each.amendment))),
        )
        for each in amendments
    )
    yield Table(
        "Amendments that changed nothing in the text", ("Clause", "Place", "Why", "Words"), rows, (16, 22, 34, 28)
    )


def _quoted(amendment: Amendment) -> Iterator[tuple[str, str]]:
    yield from ((name, words) for name, words in (("Old", amendment.old), ("New", amendment.new)) if words)


def _clauses(labels: Iterable[str]) -> str:
    named = list(dict.fromkeys(labels))
    return ", ".join(named[:12]) + (f" and {len(named) - 12} more" if len(named) > 12 else "")


def sides(flow: FlowChange) -> tuple[Words, Words]:
    """The words of a clause before and after; of a long one that is new or gone, those around what was found in it."""
    if flow.before and flow.after:
        return difference(flow.before, flow.after)
    finding = flow.new or flow.old
    words = max((e.text for e in finding.evidence if e.role == "primary"), key=len, default="") if finding else ""
    return plain(_around(flow.before, words)), plain(_around(flow.after, words))


def _around(text: str, words: str) -> str:
    """A long text cut down to what stands around some words."""
    at = text.find(" ".join(words.split()))
    if len(text) <= _LONG or at <= _LONG // 2:
        return brief(text, _LONG)
    start = text.rfind(" ", 0, at - _LONG // 3) + 1
    return f"[…] {brief(text[start:], _LONG)}"


def difference(before: str, after: str) -> tuple[Words, Words]:
    """Two texts with the words that differ made strong, and what is the same in both cut down to what stands near."""
    old, new = before.split(), after.split()
    if not old or not new or old == new:
        return plain(brief(before, _LONG)), plain(brief(after, _LONG))
    sides: tuple[list[Words], list[Words]] = ([], [])
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for at, (tag, *bounds) in enumerate(steps):
        for side, words, low, high in ((0, old, bounds[0], bounds[1]), (1, new, bounds[2], bounds[3])):
            piece = words[low:high]
            if tag == "equal":
                sides[side].append(plain(_near(piece, first=at == 0, last=at == len(steps) - 1)))
            elif piece:
                sides[side].append(plain(brief(" ".join(piece), _LONG), "strong"))
    return joined(sides[0], " "), joined(sides[1], " ")


def _near(words: Sequence[str], *, first: bool, last: bool) -> str:
    """The words beside a difference, on the sides on which there is one."""
    head = [] if first else words[:_NEAR]
    tail = [] if last else words[-_NEAR:]
    if len(head) + len(tail) >= len(words):
        return " ".join(words)
    return re.sub(r" +", " ", " ".join((*head, "[…]", *tail)))
