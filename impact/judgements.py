"""What a compound check cannot say in YAML: named functions, each a question about one finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from impact.bodies import mentions
from impact.openness import (
    names_people_or_may,
    open_purposes,
    open_recipients,
    term_for_information,
    unbounded_information,
)
from impact.redefining import changes_a_term, term_of
from impact.report import Finding, Slot
from impact.setting import Setting
from impact.territory import legislature

#: Classes of bodies that owe a secrecy beyond the ordinary: health services and the tax authorities.
_GUARDIANS = frozenset({"health body", "NHS body", "patients’ body", "public health body", "tax authority"})
#: Classes of bodies that a statutory bar binds, or may bind.
_BOUND_BY_STATUTE = frozenset({"tax authority", "benefits authority", "statistics body", "department"})
#: Words wide enough to hold a body that a statutory bar binds.
_ANY_HOLDER = re.compile(
    r"\b(?:public (?:authorit|bod)\w+|specified (?:persons?|bod\w+|authorit\w+)|(?:any|a|another) person|any (?:body|authority)"
    r"|relevant (?:persons?|authorit\w+|bod\w+)|persons|prescribed)\b"
)
#: Classes that answer a demand as anybody else does.
_PRIVATE = frozenset({"service provider", "social landlord", "education provider", "research body"})
#: Whose information is asked for because they want something: a form to fill in, not a demand.
_APPLICANTS = re.compile(r"\b(?:applicants?|application|claimants?)\b")
#: Who asks for what is held about themselves.
_SUBJECTS = re.compile(
    r"^(?:an?|any|the|each) (?:individual|data subject|patient|parent|tenant|adult|person to whom)\b", re.IGNORECASE
)
_ANY_PERSON = re.compile(r"\b(?:an?|any|another|each) persons?\b(?! (?:authorised|exercising|providing))|\bpersons\b")
#: Persons whom a list names: who they are says the list.
_LISTED = re.compile(r"\bpersons? (?:listed|named|specified in (?:subsection|paragraph|Schedule|Part|section))\b")
_NOTICE = re.compile(r"\bnotices?\b|\bwritten re(?:quest|quirement)\b|\brequest in writing\b|\bin writing require\b")
_AUTHORITIES = re.compile(r"\bauthorit(?:y|ies)\b|\bpublic bod(?:y|ies)\b")
#: A demand, even if it does not say on whom: not information that "must, if an officer so requires, be supplied", nor that is
#: supplied "as he may require", nor between bodies of one kind.
_AS_REQUIRED = re.compile(r"\b(?:as|that|which) (?:\w+ ){1,4}may (?:\w+ ){0,3}(?:require|order|request)\b")
_ONE_OF_THEM = re.compile(r"\b(?:another|other) such\b|\beach other\b|\bone another\b")
_DEMAND = re.compile(
    r"\bby (?:\w+ ){0,2}notice\b[^.;]{0,60}\brequire|\bmay (?:\w+ ){0,3}(?:require|order)\b|\bpowers? to require\b"
)
#: Who answers to the one who asks because of their post.
_OWN_PEOPLE = re.compile(r"\b(?:members?|employees?|officers?|staff|directors?|auditors?)\b")
#: "an officer of the Board": an offence that binds the staff of one body.
_STAFF = re.compile(
    r"\b(?:officer|employee|official|member|servant|member of staff|staff)s? of (?:the |a |an |any )?(?P<body>\w+(?: \w+)?)"
)
_ANYONE = re.compile(r"\b(?:[Aa] person|[Aa]ny person|[Aa]nyone|[Ww]hoever|[Nn]o person|recipient)\b")
_LATER_OR_HIRED = re.compile(
    r"\b(?:providing services|contractors?|acting on behalf|prescribed|regulations|specified)\b"
)
_EACH_OTHER = re.compile(r"\b(?:each other|one another|any other such|between them|any of those)\b")
_SUPPLIER_BOUND = re.compile(
    r"\b(?:suppl(?:ier|iers|ies|y)|providers?|vendors?|developers?)\b[^.;]{0,160}\b(?:compl(?:y|ies)|conforms?|meets?)\b"
    r"|\b(?:software|systems?)\b[^.;]{0,200}\bnot (?:approved|conform|comply|meet)|\brelevant IT provider\b"
)
#: What no party is called: the words of an amendment or a reference that were taken for one.
_NO_PARTY = re.compile(r"\bAct \d{4}\b|[“”\"]|^\W*\d|\bsubsection\b|\bsection \d")
_ENABLING = re.compile(r"\bpowers? conferred by\b(?P<powers>.{0,600})", re.DOTALL)
_CITED_SECTIONS = re.compile(
    r"\bsections? (?P<numbers>\d+[A-Z]*(?:\(\w+\))*(?:(?:,| and|, and| or| to) \d+[A-Z]*(?:\(\w+\))*)*)"
)
_PRESCRIBED_FOR = re.compile(
    r"\b(?:prescribed|specified)\b[^.;]{0,80}?\b(?:for the purposes? of|under|in|by virtue of) section (?P<number>\d+[A-Z]*)"
    r"(?:\(\w+\))* of (?:the|that) (?:\d{4} )?Act"
)
_BARS = frozenset({"prohibition", "onward-limit", "purpose-limit"})
_GIVING = frozenset({"gateway", "disclosure-duty"})
_MOVING = _GIVING | {"notification-duty", "reporting-duty", "information-power", "data-matching"}
_SAFEGUARDS = _BARS | {
    "data-protection-saving",
    "privilege-saving",
    "disclosure-offence",
    "retention-security",
    "code-of-practice",
}
#: Those who watch over others, by class or name.
_WATCHER = re.compile(r"\b(?:[Cc]ommissioner|[Rr]egulator|[Oo]mbudsman|[Ii]nspector)\b")
_WATCHING = frozenset({"regulator", "inspectorate", "ombudsman", "data protection body", "registrar"})
#: Classes that stand for a devolved government.
_DEVOLVED = frozenset({"devolved minister", "devolved department", "Northern Ireland department"})


@dataclass(frozen=True, slots=True)
class Case:
    """A finding and all that a judgement may look at."""

    finding: Finding
    setting: Setting


#: What a judgement says: whether the check applies, or the findings that show it does (none: it does not).
Verdict = bool | tuple[Finding, ...]


def has_saving_out_of_reach(case: Case) -> Verdict:
    """Whether a data-protection saving stands in the same Part but is about another section."""
    return tuple(
        other
        for other in _in_part(case)
        if other.effect == "data-protection-saving"
        and not case.setting.reaches(other, case.finding)
        and case.setting.quotation(other) == case.setting.quotation(case.finding)
    )


def discloser_is_ordinary(case: Case) -> bool:
    """Whether whoever gives is neither a health service nor a tax authority."""
    return not case.setting.classes(case.finding, "from") & _GUARDIANS


def discloser_may_be_barred_by_statute(case: Case) -> bool:
    """Whether one of those who give under this section, or under those that it names, is bound by a statutory bar, or may be.

    A flow that does not say who gives may be used by anybody.
    """
    setting = case.setting
    givers = [other for other in _in_part(case) if other.effect in _MOVING and setting.reaches(case.finding, other)]
    return not givers or any(
        not giver.slots["from"].text
        or bool(setting.classes(giver, "from") & _BOUND_BY_STATUTE)
        or bool(_ANY_HOLDER.search(giver.slots["from"].text))
        for giver in givers
    )


def compels_a_private_person(case: Case) -> bool:
    """Whether somebody other than a public authority has to answer: on notice, or whoever it may be.

    Not applicants, people who answer because of their post, or those who ask for what is held about themselves.
    """
    answering, asking = case.finding.slots["from"].text, case.finding.slots["to"].text
    words = case.setting.words(case.finding.provision.xpath)
    if _APPLICANTS.search(answering) or _OWN_PEOPLE.search(answering) or _SUBJECTS.search(asking):
        return False
    if not answering:
        demanded = _DEMAND.search(_AS_REQUIRED.sub("", words)) and not _ONE_OF_THEM.search(asking)
        return bool(demanded) and not _APPLICANTS.search(words)
    classes = case.setting.classes(case.finding, "from")
    if _LISTED.search(answering):
        return bool(classes & _PRIVATE) or not (classes or _AUTHORITIES.search(_meaning(case.finding.slots["from"])))
    if _ANY_PERSON.search(answering):
        return True
    return bool(_NOTICE.search(words)) and not classes - _PRIVATE


def is_a_general_power(case: Case) -> bool:
    """Whether information of any kind may flow, or be demanded of whoever holds it: what was intercepted might be among it."""
    if not unbounded_information(case.finding):
        return False
    return case.finding.effect != "information-power" or compels_a_private_person(case)


def may_be_about_people(case: Case) -> bool:
    """Whether information about people may be meant: not where a body hands over the papers of its work."""
    return names_people_or_may(case.finding)


def recipient_is_open(case: Case) -> bool:
    """Whether one of the recipients may be anybody, or somebody who is yet to be prescribed or chosen."""
    return bool(open_recipients(case.finding))


def purpose_is_open(case: Case) -> bool:
    """Whether the stated purpose is all of a body's functions, or any purpose connected with something."""
    return bool(open_purposes(case.finding))


def term_is_undefined(case: Case) -> bool:
    """Whether the information is named by a term ("relevant information") that the document does not define."""
    info, setting = case.finding.slots["info"], case.setting
    words = term_for_information(case.finding).lower()
    if not words or info.resolved:
        return False
    if any(definition.term.lower() in words for definition in setting.definitions):
        return False
    said = re.compile(rf"\b(?:is|are) (?:an? |the )?{re.escape(words)}\b", re.IGNORECASE)
    return not any(said.search(setting.words(section)) for section in setting.all_sections)


def offence_misses_a_recipient(case: Case) -> Verdict:
    """Whether a flow of the same Part is outside what the offence names, or a recipient outside those whom it binds.

    An offence that binds any person under this Part binds every recipient; a flow that another offence covers is not missed.
    """
    setting, offence = case.setting, case.finding
    around = list(_in_part(case))
    flows = [other for other in around if other.effect in _GIVING]
    offences = [offence, *(other for other in around if other.effect == "disclosure-offence")]
    covered = [flow for flow in flows if _covers(setting, offence, flow)]
    if not covered:
        return ()
    missed = [flow for flow in flows if not any(_covers(setting, other, flow) for other in offences)]
    words = setting.words(offence.provision.xpath)
    bound = _STAFF.search(words)
    if bound is not None and not _ANYONE.search(words):
        body = bound["body"].split()[0]
        missed += [
            flow
            for flow in covered
            if any(_LATER_OR_HIRED.search(item) or body not in item for item in _items(flow.slots["to"]))
        ]
    return tuple(missed)


def changes_a_term_of_another_act(case: Case) -> Verdict:
    """Whether the finding changes what a term about information means in another Act: a new term there changes nothing yet.

    The findings are the flows and bars of this document's text for other Acts that use the term.
    """
    finding, setting = case.finding, case.setting
    if not changes_a_term(finding, setting):
        return False
    term = term_of(finding, setting)
    using = tuple(
        other
        for other in setting.findings
        if other.effect in _MOVING | _BARS
        and other.provision.inserted_into is not None
        and term
        and term in setting.words(other.provision.xpath).casefold()
    )
    return using or True


def supplier_is_left_out(case: Case) -> bool:
    """Whether nothing in the document binds suppliers of systems to a standard, or keeps software that does not conform out."""
    setting = case.setting
    return not any(_SUPPLIER_BOUND.search(setting.words(section)) for section in setting.all_sections)


def devolved_body_takes_part(case: Case) -> bool:
    """Whether law of the United Kingdom Parliament, in force in a devolved nation, names one of its bodies as a party."""
    extent = case.setting.extent(case.finding)
    if extent is None or legislature(case.setting.document) is not None:
        return False
    return any(nation in extent for nation in _nations_of_parties(case, only_devolved=True))


def party_is_outside_the_extent(case: Case) -> bool:
    """Whether a party belongs to a nation in which the provision has no force."""
    extent = case.setting.extent(case.finding)
    return extent is not None and any(nation not in extent for nation in _nations_of_parties(case, only_devolved=False))


def starts_before_its_safeguard(case: Case) -> Verdict:
    """Whether a flow comes into force before a safeguard of another section or subsection that is about it."""
    setting, flow = case.setting, case.finding
    begins = setting.starts(flow)
    if begins is None:
        return ()
    return tuple(
        other
        for other in _in_part(case)
        if other.effect in _SAFEGUARDS
        and setting.unit(other) != setting.unit(flow)
        and setting.reaches(other, flow)
        and (setting.starts(other) or 0) > begins
    )


def nothing_comes_back(case: Case) -> Verdict:
    """Whether bodies that work together, or whose data are matched, have a flow one way and none the other.

    The findings are the duties to work together, and the matching, that this flow serves.
    """
    setting, flow = case.setting, case.finding
    giver, recipient = flow.slots["from"].text, flow.slots["to"].text
    if any(not party or _NO_PARTY.search(party) for party in (giver, recipient)) or _EACH_OTHER.search(
        setting.words(flow.provision.xpath)
    ):
        return ()
    if setting.classes(flow, "to") & _WATCHING or _WATCHER.search(recipient) or not names_people_or_may(flow):
        return ()  # whoever is watched over works together with the one who watches, and owes it information
    around = [other for other in _in_part(case) if setting.same_part(setting.home(other), setting.home(flow))]
    if any(
        _same_party(setting, flow, "from", other, "to") and _same_party(setting, flow, "to", other, "from")
        for other in around
        if other.effect in _MOVING
    ):
        return ()
    return tuple(
        other
        for other in around
        if other.effect in {"data-matching", "cooperation"}
        and (setting.home(other) == setting.home(flow) or setting.speaks_of(setting.unit(other), flow))
    )


def is_outside_the_enabling_words(case: Case) -> bool:
    """Whether an instrument prescribes something for a section that its enabling words do not name.

    Only the numbers of sections are compared: what the parent Act says is not looked up.
    """
    setting = case.setting
    enabling = [found["powers"] for text in setting.opening_words for found in _ENABLING.finditer(text)]
    numbers = {number for powers in enabling for number in _section_numbers(powers)}
    return bool(numbers) and any(
        found["number"] not in numbers
        for found in _PRESCRIBED_FOR.finditer(setting.words(case.finding.provision.xpath))
    )


def _in_part(case: Case) -> Iterator[Finding]:
    """The other findings of the same Part, whatever they are about."""
    for other in case.setting.findings:
        if other.id != case.finding.id and case.setting.is_near(other, case.finding, "part"):
            yield other


def _covers(setting: Setting, offence: Finding, flow: Finding) -> bool:
    """Whether an offence is about the section of a flow: it names it, or names the bar that does."""
    if setting.reaches(offence, flow):
        return True
    named = setting.reach(setting.home(offence)).xpaths
    flow_home = setting.home(flow)
    return any(xpath == flow_home or xpath.startswith(f"{flow_home}/") for xpath in named) or any(
        other.effect in _BARS and setting.reaches(other, flow)
        for other in setting.findings
        if any(other.provision.xpath == xpath or other.provision.xpath.startswith(f"{xpath}/") for xpath in named)
    )


def _nations_of_parties(case: Case, *, only_devolved: bool) -> frozenset[str]:
    """The nations to which the parties belong that belong to one only."""
    texts = [_meaning(case.finding.slots[side]) for side in ("from", "to")]
    named = [
        found for text in texts for found in mentions(text, case.setting.bodies) if found.is_certain and found.is_party
    ]
    return frozenset(
        body.nations[0]
        for body in (found.bodies[0] for found in named)
        if len(body.nations) == 1
        and body.nations != ("England",)
        and (not only_devolved or _DEVOLVED & set(body.classes))
    )


def _same_party(setting: Setting, one: Finding, side: str, other: Finding, other_side: str) -> bool:
    """Whether two slots speak of the same party: by its words, or by a class that both have."""
    first, second = _bare(one.slots[side].text), _bare(other.slots[other_side].text)
    if first and second and (first in second or second in first):
        return True
    return bool(setting.classes(one, side) & setting.classes(other, other_side))


def _items(slot: Slot) -> tuple[str, ...]:
    """What a slot lists, or its words."""
    return tuple(item for item in (slot.items or (slot.text,)) if item)


def _bare(text: str) -> str:
    return re.sub(r"^(?:the|a|an|any|each|that) ", "", text.lower()).strip()


def _section_numbers(text: str) -> Iterator[str]:
    for cited in _CITED_SECTIONS.finditer(text):
        yield from re.findall(r"(?<!\()\b\d+[A-Z]*\b(?!\))", cited["numbers"])


def _meaning(slot: Slot) -> str:
    """The words of a slot with what they stand for."""
    return "; ".join((slot.text, *(resolved.text for resolved in slot.resolved))).strip("; ")


#: Those that look for something and do not find it; the others see what is there.
SEEKING = frozenset({"nothing_comes_back", "offence_misses_a_recipient", "supplier_is_left_out", "term_is_undefined"})
#: The functions that a check may name with `judge:`.
JUDGEMENTS: Mapping[str, Callable[[Case], Verdict]] = {
    judgement.__name__: judgement
    for judgement in (
        changes_a_term_of_another_act,
        compels_a_private_person,
        devolved_body_takes_part,
        discloser_is_ordinary,
        discloser_may_be_barred_by_statute,
        has_saving_out_of_reach,
        is_a_general_power,
        is_outside_the_enabling_words,
        may_be_about_people,
        nothing_comes_back,
        offence_misses_a_recipient,
        party_is_outside_the_extent,
        purpose_is_open,
        recipient_is_open,
        starts_before_its_safeguard,
        supplier_is_left_out,
        term_is_undefined,
    )
}
