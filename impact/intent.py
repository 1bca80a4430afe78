"""What a policy team wants, flow by flow, held against what a document says.

The answer to a wish never rests on more than the words: where a party was recognised only through a definition, through the
context or through regulations, a note says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from impact.bodies import bodies_in
from impact.errors import ImpactError, Problem
from impact.forbidding import bars, carve_outs, is_conditional, offences
from impact.report import Finding, Report
from impact.routes import Reading, Wanted, between, powers, routes
from impact.rulebase.fields import Fields
from impact.rulebase.model import Body
from impact.rulebase.yaml_source import Node, read_yaml

RESULTS = ("covered", "partly", "contradicted", "absent")
FORCES = ("may", "must", "must not")
_KEYS = ("id", "from", "to", "info", "purpose", "force", "limits")
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Wish:
    """One line of an intent file: a flow that is wanted (or, with "must not", unwanted) and the effects that must limit it."""

    id: str
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Answer:
    """What a document says to a wish: one of `RESULTS`, the labels of the clauses, and notes in words.

    `words` are those of the clauses that carry the flow, each with its label.
    """

    wish: Wish
    result: str
    clauses: tuple[str, ...]
    notes: tuple[str, ...]
    words: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The answer with its wish, as JSON values."""
        wanted = self.wish.wanted
        return {
            "id": self.wish.id,
            "result": self.result,
            "clauses": list(self.clauses),
            "words": list(self.words),
            "notes": list(self.notes),
            "wish": {
                "from": wanted.sender,
                "to": wanted.recipient,
                "info": wanted.info,
                "purpose": wanted.purpose,
                "force": wanted.force,
                "limits": list(wanted.limits),
            },
        }


def load_intent(path: Path, effects: Collection[str] = ()) -> tuple[Wish, ...]:
    """The wishes of an intent file: a YAML list of `id, from, to, info, purpose?, force (may, must, must not), limits?`.

    `limits` are effects, and are checked if the names of the effects are given. Raises `ImpactError` with every problem at its
    line.
    """
    problems: list[Problem] = []
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ImpactError(f"{path}: cannot be read ({error.strerror}). Name a file with a list of wishes.") from error
    root = read_yaml(content, str(path), problems)
    wishes: list[Wish] = []
    if root is not None and not isinstance(root.value, tuple):
        problems.append(Problem(str(path), root.line, "An intent file is a list. Begin each wish with “- id:”."))
    elif root is not None and isinstance(root.value, tuple):
        seen: dict[str, int] = {}
        wishes += [_wish(node, str(path), effects, seen, problems) for node in root.value]
        if not wishes:
            problems.append(Problem(str(path), root.line, "The list is empty. Write a wish."))
    if problems:
        raise ImpactError("\n".join(str(problem) for problem in sorted(set(problems))))
    return tuple(wishes)


def _wish(node: Node, file: str, effects: Collection[str], seen: dict[str, int], problems: list[Problem]) -> Wish:
    fields = Fields(node, "A wish", file, problems)
    fields.only(_KEYS)
    fields.need("id", "from", "to", "info", "force")
    purpose = fields.entries.get("purpose")
    name = fields.text("id")
    if name and seen.setdefault(name, node.line) != node.line:
        fields.problem(
            f"“{name}” is here a second time (first on line {seen[name]}). Give each wish an id of its own.", "id"
        )
    limits = fields.texts("limits")
    known = fields.choices("limits", effects) if effects else frozenset(limits)
    wanted = Wanted(
        sender=fields.text("from"),
        recipient=fields.text("to"),
        info=fields.text("info"),
        purpose="" if purpose is None or purpose.value == "" else fields.text("purpose"),
        force=fields.choice("force", FORCES),
        limits=tuple(each for each in limits if each in known),
    )
    return Wish(name, wanted)


def answers(wishes: Sequence[Wish], report: Report, bodies: tuple[Body, ...] = ()) -> tuple[Answer, ...]:
    """What a document says to each wish. Without `bodies` parties are compared by their words alone."""
    reading = Reading(report, bodies)
    return tuple(_answer(wish, reading) for wish in wishes)


def _answer(wish: Wish, reading: Reading) -> Answer:
    forbidding = bars(wish.wanted, reading)
    if wish.wanted.force == "must not":
        return _answer_to_ban(wish, forbidding or offences(wish.wanted, reading), reading)
    found = routes(wish.wanted, reading)
    if not found:
        return _answer_without_route(wish, forbidding or offences(wish.wanted, reading), reading)
    best = [route for route in found if (len(route.gaps), route.share) == (len(found[0].gaps), found[0].share)]
    words = _once(*(f"{route.finding.provision.label}: {_quoted(route.finding, reading)}" for route in best))
    taking = carve_outs(wish.wanted, best[0].finding, reading)
    excluding = tuple(each for each in taking if not is_conditional(each, reading))
    conditions = tuple(each for each in taking if each not in excluding)
    clauses = _once(*(label for route in best for label in route.clauses), *_labels(conditions))
    notes = dict.fromkeys(note for route in best for note in (*route.gaps, *route.notes))
    notes |= {f"{each.provision.label} sets a condition: {_quoted(each, reading)}": None for each in conditions}
    if excluding:
        taken = tuple(f"{each.provision.label} takes it out: {_quoted(each, reading)}" for each in excluding)
        return Answer(wish, "contradicted", _once(*clauses, *_labels(excluding)), (*taken, *notes), words)
    result = "partly" if best[0].gaps else "covered"
    clauses = _once(*clauses, *_labels(forbidding))
    return Answer(wish, result, clauses, (*notes, *_forbidden(forbidding, reading)), words)


def _answer_without_route(wish: Wish, forbidding: Sequence[Finding], reading: Reading) -> Answer:
    """The answer to a flow that no clause carries: something forbids it, regulations could allow it, or it is absent."""
    if forbidding:
        return Answer(wish, "contradicted", _labels(forbidding), _forbidden(forbidding, reading))
    able = powers(wish.wanted, reading)
    if not able:
        return Answer(wish, "absent", (), (_nothing(wish.wanted), *_nearest(wish.wanted, reading)))
    said = {
        f"Only regulations under {each.provision.label} could let it happen: {_quoted(each, reading)}" for each in able
    }
    return Answer(wish, "partly", _labels(able), tuple(sorted(said)))


def _answer_to_ban(wish: Wish, forbidding: Sequence[Finding], reading: Reading) -> Answer:
    """The answer to a flow that must not be: a bar covers the wish, a clause that lets it happen contradicts it."""
    found = routes(replace(wish.wanted, purpose="", limits=()), reading)
    allowing = [route for route in found if not route.gaps]
    result = {
        (True, False): "covered",
        (True, True): "partly",
        (False, True): "contradicted",
        (False, False): "absent",
    }[bool(forbidding), bool(allowing)]
    clauses = _once(*_labels(forbidding), *_labels(route.finding for route in allowing))
    notes = [
        *_forbidden(forbidding, reading),
        *(f"{route.finding.provision.label} lets it happen: {_quoted(route.finding, reading)}" for route in allowing),
        *(
            f"{route.finding.provision.label} might let it happen: {' '.join(route.gaps)}"
            for route in found
            if route.gaps
        ),
    ]
    return Answer(wish, result, clauses, tuple(notes) or (f"Nothing forbids it. {_nothing(wish.wanted)}",))


def _nothing(wanted: Wanted) -> str:
    return f"No clause was found that lets or makes “{wanted.sender}” give this to “{wanted.recipient}”."


def _nearest(wanted: Wanted, reading: Reading) -> Iterator[str]:
    """What may help to see why nothing was found: other information between the two, and parties that are known to nobody."""
    others = [
        f"{each.provision.label} (“{each.slots['info'].text}”)"
        for each in between(wanted, reading)
        if each.slots["info"].text
    ]
    if others:
        yield f"Between the two it speaks of other information: {', '.join(others)}."
    for party in (wanted.sender, wanted.recipient):
        if reading.bodies and not bodies_in(party, reading.bodies):
            yield f"“{party}” is no body in rules/_vocabulary/bodies.yaml, and was compared by its words alone."


def _forbidden(forbidding: Sequence[Finding], reading: Reading) -> tuple[str, ...]:
    """What forbids a flow, in the words of the document, and where its exceptions are."""
    notes = [f"{bar.provision.label} forbids it: {_quoted(bar, reading)}" for bar in forbidding]
    exceptions = _labels(
        other for bar in forbidding for other in reading.setting.beside(bar) if other.effect == "disclosure-exception"
    )
    if exceptions:
        notes.append(f"See whether an exception applies: {', '.join(exceptions)}.")
    return tuple(notes)


def _quoted(finding: Finding, reading: Reading) -> str:
    words = reading.words(finding)
    short = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
    return f"“{short}”"


def _labels(findings: Iterable[Finding]) -> tuple[str, ...]:
    return _once(*(finding.provision.label for finding in findings))


def _once(*labels: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels))
