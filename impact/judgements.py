"""What a compound check cannot say in YAML: named functions, each a question about one finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from impact.report import Finding, Slot
from impact.setting import Setting


@dataclass(frozen=True, slots=True)
class Case:
    """A finding and all that a judgement may look at."""

    finding: Finding
    setting: Setting


#: Who owes a duty of secrecy beyond the ordinary: health and care services, and the tax authorities.
_GUARDIANS = re.compile(
    r"\b(?:NHS|National Health Service|[Hh]ealth|[Ss]ocial care|[Cc]linical|[Hh]ospitals?|(?:general )?practitioners?|[Dd]octors?"
    r"|[Nn]urses?|[Cc]are homes?|HMRC|Revenue and Customs|Inland Revenue)\b"
)
#: Who may be bound by a statutory bar: named departments and offices, or a class wide enough to hold them.
_BOUND_BY_STATUTE = re.compile(
    r"\b(?:HMRC|Revenue and Customs|Work and Pensions|Secretary of State|Ministers?|[Dd]epartments?|Statistics Board"
    r"|public (?:authorit|bod)\w+|specified (?:persons?|bod\w+|authorit\w+)|(?:any|a|another) person|any (?:body|authority)"
    r"|relevant (?:persons?|authorit\w+|bod\w+)|persons|prescribed)\b"
)
#: Who answers a demand as a public authority, under law of its own.
_PUBLIC = re.compile(
    r"\b(?:authorit(?:y|ies)|councils?|Secretary of State|Ministers?|[Dd]epartments?|[Cc]ommission(?:er)?s?|Boards?|NHS|[Hh]ealth boards?"
    r"|police|constables?|Treasury|public bod(?:y|ies)|courts?|Agency|HMRC)\b"
)
#: Whose information is asked for because they want something: a form to fill in, not a demand.
_APPLICANTS = re.compile(r"\b(?:applicants?|application|claimants?)\b")
#: Terms for a kind of information that are not plain words: they mean little until somebody defines them.
_TERM = re.compile(
    r"\b(?:personal|confidential|relevant|protected|restricted|sensitive|private|customer|patient|identifying|identifiable|qualifying"
    r"|excepted|eligible|applicable) (?:information|particulars|records|details|material)\b",
    re.IGNORECASE,
)
#: "an officer of the Board": an offence that binds the staff of one body.
_STAFF = re.compile(
    r"\b(?:officer|employee|official|member|servant|member of staff|staff)s? of (?:the |a |an |any )?(?P<body>\w+(?: \w+)?)"
)
_ANYONE = re.compile(r"\b(?:[Aa] person|[Aa]ny person|[Aa]nyone|[Ww]hoever|[Nn]o person|recipient)\b")
_LATER_OR_HIRED = re.compile(r"\b(?:providing services|contractors?|acting on behalf|prescribed|regulations|specified)\b")
_BARS = frozenset({"prohibition", "onward-limit", "purpose-limit"})
_MOVING = frozenset({"gateway", "disclosure-duty", "notification-duty", "reporting-duty", "information-power", "data-matching"})


def has_saving_out_of_reach(case: Case) -> bool:
    """Whether a data-protection saving stands in the same Part but is about another section."""
    return any(
        other.effect == "data-protection-saving"
        and case.setting.is_near(other, case.finding, "part")
        and not case.setting.reaches(other, case.finding)
        for other in case.setting.findings
    )


def discloser_guards_information(case: Case) -> bool:
    """Whether whoever gives is a health or care service or a tax authority."""
    return bool(_GUARDIANS.search(_discloser(case.finding)))


def discloser_is_ordinary(case: Case) -> bool:
    """Whether whoever gives is not a health or care service or a tax authority."""
    return not discloser_guards_information(case)


def discloser_may_be_barred_by_statute(case: Case) -> bool:
    """Whether one of those who give under this section, or under those that it names, is bound by a statutory bar, or may be.

    A flow that does not say who gives may be used by anybody.
    """
    setting = case.setting
    givers = [
        _discloser(other)
        for other in setting.findings
        if other.effect in _MOVING and setting.is_near(other, case.finding, "part") and setting.reaches(case.finding, other)
    ]
    return not givers or any(not giver or _BOUND_BY_STATUTE.search(giver) for giver in givers)


def compels_a_private_person(case: Case) -> bool:
    """Whether a demand for information falls on somebody other than public authorities and applicants."""
    answering = case.finding.slots["from"].text
    if _APPLICANTS.search(answering):
        return False
    return not answering or not _PUBLIC.search(answering) or bool(re.search(r"\bpersons?\b", answering))


def term_is_undefined(case: Case) -> bool:
    """Whether the information is named by a term ("relevant information") that the document does not define."""
    info = case.finding.slots["info"]
    term = _TERM.search(info.text)
    if term is None or info.resolved:
        return False
    words = term.group().lower()
    return not any(words == definition.term.lower() or definition.term.lower() in words for definition in case.setting.definitions)


def offence_misses_a_recipient(case: Case) -> bool:
    """Whether a flow of the same Part is outside what the offence names, or a recipient outside those whom it binds.

    An offence that binds any person under this Part binds every recipient; a flow that another offence covers is not missed.
    """
    setting, offence = case.setting, case.finding
    flows = [
        other
        for other in setting.findings
        if other.effect in {"gateway", "disclosure-duty"} and setting.is_near(other, offence, "part")
    ]
    offences = [other for other in setting.findings if other.effect == "disclosure-offence"]
    covered = [flow for flow in flows if _covers(setting, offence, flow)]
    if covered and any(not any(_covers(setting, other, flow) for other in offences) for flow in flows):
        return True
    words = setting.words(offence.provision.xpath)
    bound = _STAFF.search(words)
    if bound is None or _ANYONE.search(words):
        return False
    recipients = [item for flow in covered for item in (flow.slots["to"].items or (flow.slots["to"].text,)) if item]
    return any(_LATER_OR_HIRED.search(item) or bound["body"].split()[0] not in item for item in recipients)


def _covers(setting: Setting, offence: Finding, flow: Finding) -> bool:
    """Whether an offence is about the section of a flow: it names it, or names the bar that does."""
    if setting.reaches(offence, flow):
        return True
    named = setting.reach(setting.unit(offence)).xpaths
    return any(
        other.effect in _BARS and setting.reaches(other, flow)
        for other in setting.findings
        if any(other.provision.xpath == xpath or other.provision.xpath.startswith(f"{xpath}/") for xpath in named)
    )


def _discloser(finding: Finding) -> str:
    """Who gives, as far as the words or the definitions say; otherwise whose information it is."""
    return _meaning(finding.slots["from"]) or _meaning(finding.slots["info"])


def _meaning(slot: Slot) -> str:
    """The words of a slot with what they stand for."""
    return "; ".join((slot.text, *(resolved.text for resolved in slot.resolved))).strip("; ")


#: The functions that a check may name with `judge:`; True means that the check applies.
JUDGEMENTS: Mapping[str, Callable[[Case], bool]] = {
    "compels_a_private_person": compels_a_private_person,
    "has_saving_out_of_reach": has_saving_out_of_reach,
    "discloser_guards_information": discloser_guards_information,
    "discloser_is_ordinary": discloser_is_ordinary,
    "discloser_may_be_barred_by_statute": discloser_may_be_barred_by_statute,
    "offence_misses_a_recipient": offence_misses_a_recipient,
    "term_is_undefined": term_is_undefined,
}
