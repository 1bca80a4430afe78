"""What the amendments in a bill do to the flows of the Acts that they amend.

The amendments are applied to the text of the Act, the rules read the result, and the clauses before and after are compared.
Definitions that shift are followed to every clause that uses the term. What could not be applied is said, and an Act that is not at
hand is "not checked".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from impact.changes.apply import amended
from impact.changes.compared import View, act_changes_of, homes_of
from impact.changes.meanings import shifts_of
from impact.changes.written import document_of
from impact.detect import Recogniser, detect
from impact.document import Document
from impact.errors import ImpactError
from impact.report import AmendedAct, Amendment, AppliedAmendment, Report
from impact.resolve.aims import act_uri
from impact.rulebase.model import Rulebase

_CITED_AS = re.compile(
    r"\b(?:may be cited (?:together |separately )?as|[Tt]he short title of this (?:Act|Measure) is) the "
    r"(?P<title>[^.,;()]{3,160}(?:\([^()]{1,60}\)[^.,;()]{0,80})?\d{4})\b"
)


def with_acts(bill: Report, acts: Sequence[Report], rulebase: Rulebase, compiled: Recogniser) -> Report:
    """The report of a bill with what it does to the Acts that are at hand.

    Acts that it does not amend are read for terms that they borrow from those that it does. Raises ImpactError if it amends none,
    or if two of them are one Act.
    """
    _refuse_twice(bill, acts)
    found = act_changes(bill, acts, rulebase, compiled)
    if acts and not found:
        raise ImpactError(_no_such_act(bill, acts))
    return replace(bill, acts=found)


def act_changes(
    bill: Report, acts: Sequence[Report], rulebase: Rulebase, compiled: Recogniser
) -> tuple[AmendedAct, ...]:
    """What a bill does to each of the Acts that it amends, in the order in which they are given."""
    found = []
    for act in acts:
        rows = _amendments_of(bill, act.document)
        if rows:
            others = [other for other in acts if other is not act]
            found.append(_amended_act(bill, act, rows, others, rulebase, compiled))
    return tuple(found)


def amends(bill: Report, act: Document) -> bool:
    """Whether a bill amends an Act."""
    return bool(_amendments_of(bill, act))


def _refuse_twice(bill: Report, acts: Sequence[Report]) -> None:
    """Refuse two versions of one Act: no amendment is made twice."""
    of: dict[Amendment, Report] = {}
    for act in acts:
        for amendment in _amendments_of(bill, act.document):
            other = of.setdefault(amendment, act)
            if other is not act:
                names = f"{other.document.source.name} and {act.document.source.name}"
                raise ImpactError(f"{names}: are both “{amendment.act}”. Give the version that the bill amends.")


def titles(act: Document) -> frozenset[str]:
    """The names of an Act in lower case: its title, and what it says that it may be cited as."""
    names = {" ".join(act.title.split())}
    for provision in act.walk():
        if provision.inserted_into is None:
            names.update(match["title"] for match in _CITED_AS.finditer(provision.intro.string))
    return frozenset(_plain(name) for name in names if name)


def _plain(title: str) -> str:
    return " ".join(title.lower().removeprefix("the ").split())


def _amendments_of(bill: Report, act: Document) -> tuple[Amendment, ...]:
    """The amendments of a bill that are about an Act, by its names or its URI."""
    names, uri = titles(act), act_uri(act.id) or act_uri(act.source.uri)
    return tuple(
        amendment
        for amendment in bill.amendments
        if (amendment.act and _plain(amendment.act) in names) or (uri is not None and act_uri(amendment.uri) == uri)
    )


def _no_such_act(bill: Report, acts: Sequence[Report]) -> str:
    import difflib

    named = {_plain(amendment.act): amendment.act for amendment in bill.amendments if amendment.act}
    given = sorted({name for act in acts for name in titles(act.document)})
    near = [hit for name in given for hit in difflib.get_close_matches(name, sorted(named), 1)]
    names = ", ".join(act.document.source.name for act in acts)
    swapped = next((act for act in acts if amends(act, bill.document)), None)
    if swapped is not None:
        hint = f"The other way round: {swapped.document.source.name} amends {bill.document.source.name}; give it first."
    elif near:
        hint = f"Did you mean “{named[near[0]]}”?"
    elif named:
        hint = f"It amends {len(named)} {'Act' if len(named) == 1 else 'Acts'}; `impact amendments` lists them."
    else:
        hint = "It makes no textual amendment at all."
    known = "; ".join(dict.fromkeys(" ".join(act.document.title.split()) for act in acts))
    return f"{bill.document.source.name}: no amendment of {names} ({known}). {hint}"


def _amended_act(
    bill: Report,
    act: Report,
    rows: Sequence[Amendment],
    others: Sequence[Report],
    rulebase: Rulebase,
    compiled: Recogniser,
) -> AmendedAct:
    result = amended(bill.document, act.document, rows)
    homes = homes_of(result)
    after = document_of(result.act, [home for home in homes if result.act.holds(home)])
    directions = {name: effect.direction for name, effect in rulebase.effects.items()}
    view = View(act, result, homes, after, detect(after, compiled, rulebase.effects), directions)
    shifts = shifts_of(view, others, titles(act.document))
    return AmendedAct(
        title=next((row.act for row in rows if row.act is not None), act.document.title),
        uri=next((row.uri for row in rows if row.uri), None),
        amendments=tuple(AppliedAmendment(each.amendment, each.problem) for each in result.applied),
        source=act.document.source.name,
        sha256=act.document.source.sha256,
        changes=act_changes_of(view, shifts),
        shifts=shifts,
    )
