"""What the closed words of a report mean to a reader who has never seen the rules base.

Every effect, direction, force and result has a name that a minister's private office would use. A test holds the table
of effects against `rules/effects.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EffectWords:
    """How a memo speaks of one effect; `parties` says whether somebody gives something to somebody."""

    name: str
    means: str
    parties: bool = False


EFFECTS: Mapping[str, EffectWords] = {
    "gateway": EffectWords("Power to share", "Lets one party give information to another.", True),
    "disclosure-duty": EffectWords("Duty to share", "Makes one party give information to another.", True),
    "notification-duty": EffectWords(
        "Duty to notify", "Makes somebody tell a public body of an event or a change.", True
    ),
    "information-power": EffectWords(
        "Power to demand information", "Lets somebody require, inspect or seize information held by others.", True
    ),
    "reporting-duty": EffectWords("Duty to report", "Makes somebody send returns or reports to a public body.", True),
    "collection-or-use": EffectWords(
        "Power to collect or use", "Lets or makes a body collect, hold or use information, without passing it on.", True
    ),
    "register": EffectWords("Register", "Sets up a register, list or database, or says what goes into it.", True),
    "access-right": EffectWords(
        "Right of access", "Gives a person or the public access to information held by another.", True
    ),
    "publication": EffectWords("Publication", "Has information about people, bodies or cases made public.", True),
    "data-matching": EffectWords("Data matching", "Provides for sets of data to be linked, combined or compared."),
    "cooperation": EffectWords(
        "Duty to co-operate", "Has bodies work together, which may imply an exchange of information."
    ),
    "identifier": EffectWords(
        "Common identifier", "Gives people, property or records a number or identifier to be used by several bodies."
    ),
    "confidentiality-override": EffectWords(
        "Lifts confidentiality", "Says that sharing does not breach a duty of confidence or another restriction."
    ),
    "data-protection-override": EffectWords(
        "Overrides data protection", "Sets data protection law or a person’s rights under it aside."
    ),
    "non-limitation": EffectWords("Other powers kept", "Says that other powers to share are not cut down."),
    "data-protection-saving": EffectWords(
        "Data protection kept", "Says that nothing here allows sharing that data protection law forbids."
    ),
    "investigatory-powers-saving": EffectWords(
        "Interception law kept", "Says that nothing here allows sharing that investigatory powers law forbids."
    ),
    "privilege-saving": EffectWords(
        "Legal privilege kept",
        "Protects lawyers’ advice, journalists’ material or a person’s right not to incriminate themselves.",
    ),
    "purpose-limit": EffectWords("Limit on use", "Information may be used only for the purposes that are stated."),
    "onward-limit": EffectWords(
        "Limit on passing on", "Whoever receives the information may not pass it on, or only on conditions."
    ),
    "consent-condition": EffectWords("Consent needed", "Sharing or use depends on somebody’s consent or authority."),
    "disclosure-exception": EffectWords(
        "Exception to a bar", "Says when a bar on sharing, or an offence, does not apply."
    ),
    "de-identification": EffectWords(
        "People not identified", "Information must be anonymous, grouped or otherwise not lead to a person."
    ),
    "retention-security": EffectWords(
        "Keeping and security", "Says how long, how safely or how accurately information is kept."
    ),
    "code-of-practice": EffectWords(
        "Code or protocol", "Has a code, protocol or agreement about handling information made or followed."
    ),
    "consultation": EffectWords("Duty to consult", "Has the Information Commissioner or another body consulted."),
    "prohibition": EffectWords(
        "Bar on sharing", "Forbids information to be disclosed, published, obtained or used.", True
    ),
    "disclosure-offence": EffectWords(
        "Offence of disclosing", "Makes it an offence to disclose, obtain or misuse information.", True
    ),
    "compliance-sanction": EffectWords(
        "Sanction for not answering", "Penalises failing to give information, or giving false information."
    ),
    "carve-out": EffectWords("Left out", "Keeps certain information, bodies or purposes outside a power or duty."),
    "access-bar": EffectWords(
        "Bar on access", "Takes information out of freedom of information or a person’s own rights of access."
    ),
    "information-standard": EffectWords(
        "Standard for information",
        "Says, or lets somebody say, in which form or to which standard information is given or kept.",
    ),
    "supplier-standard": EffectWords(
        "Standard for suppliers", "Binds suppliers of software or IT services to a standard."
    ),
    "delegated-flow": EffectWords(
        "Power to change this later",
        "Lets ministers or others create, widen or narrow a flow of information without a new Act.",
    ),
    "information-definition": EffectWords("Definition", "Says what a term for a kind of information means."),
    "flow-amendment": EffectWords(
        "Change to existing law", "Changes, repeals or extends an existing provision about information."
    ),
}

#: A kind of effect in words; one that is not here is its own name without hyphens.
KINDS: Mapping[str, str] = {
    "function-wide": "for any of the body’s functions",
    "residual": "for whoever has no other power",
    "crime-and-intelligence": "crime and intelligence",
    "membership-arrangement": "under the rules of a scheme",
    "research-and-statistics": "research and statistics",
    "identity-verification": "proof of identity",
    "own-initiative": "unasked",
    "on-request": "when asked",
    "notice": "by notice",
    "production-order": "by order of a court",
    "limb-confidence": "duty of confidence only",
    "limb-any-restriction": "any restriction at all",
    "named-bar": "a bar that is named",
    "immunity": "no liability",
    "stale-1998": "names the repealed 1998 Act",
    "power-taken-into-account": "with the power itself taken into account",
    "conditional-in-enabling-power": "only if regulations say so",
    "statutory-default": "repeats the general law",
    "patient-or-social-care-data": "patient or social care data",
    "devolved-limit": "limit for devolved nations",
    "excluded-material": "excluded material",
    "form-and-manner": "form and manner",
    "have-regard": "must be considered, not followed",
    "comply": "must be followed",
    "waiver": "may be waived",
    "persons": "who",
    "purposes": "for what",
    "flow": "the flow itself",
    "contents": "which information",
    "consequential": "may change other Acts",
    "direction": "by direction",
    "smart-data": "customer and business data",
}

DIRECTIONS: Mapping[str, tuple[str, str]] = {
    "creates": ("Opens a flow", "information can go where it could not, or must go"),
    "blocks": ("Blocks a flow", "information is kept from going somewhere"),
    "restricts": ("Limits a flow", "what a recipient may do with the information is limited"),
    "conditions": ("Sets conditions", "a flow, or a bar, depends on something"),
    "safeguards": ("Protects", "a safeguard applies to a flow"),
    "standardises": ("Standardises", "form, identifiers or technical standards are set"),
    "delegates": ("Leaves to later law", "regulations, orders or directions can change a flow"),
    "structure": ("Defines or amends", "words or existing provisions about information change"),
    "neutral": ("Leaves as it is", "says what does not change, or enforces a duty"),
}

#: (in a table, in a sentence)
FORCES: Mapping[str | None, str] = {
    "power": "may",
    "duty": "must",
    "prohibition": "must not",
    "right": "has a right to",
    None: "not stated",
}

SEVERITIES: Mapping[str, str] = {
    "info": "For information",
    "low": "Low",
    "medium": "Medium",
    "high": "High",
    "critical": "Critical",
}
CONFIDENCES: Mapping[str, str] = {"low": "Low", "medium": "Medium", "high": "High"}

RESULTS: Mapping[str, str] = {
    "here": "Yes, here",
    "elsewhere": "Yes, elsewhere",
    "default": "By general law",
    "not found": "Not found",
    "undetermined": "Cannot be determined",
}
#: The result of a check, whose title names what is missing or wrong.
CHECK_RESULTS: Mapping[str, str] = {
    "here": "Found here",
    "elsewhere": "Stands elsewhere",
    "default": "By general law",
    "not found": "Missing",
    "undetermined": "Cannot be determined",
}
NOT_CHECKED = "Not checked"

SLOTS: Mapping[str, str] = {
    "from": "Giver",
    "to": "Recipient",
    "info": "Information",
    "subject": "About whom",
    "purpose": "For what",
    "conditions": "On what conditions",
}
NOT_STATED = "not stated"

#: Columns of the safeguards matrix: key in `Flow.safeguards` → heading. A key that is not here gets its own column.
SAFEGUARDS: Mapping[str, str] = {
    "data-protection": "Data protection",
    "investigatory-powers": "Investigatory powers",
    "privilege": "Legal privilege",
    "confidence": "Confidence",
    "purpose-limit": "Limit on use",
    "onward-limit": "Limit on passing on",
    "offence": "Offence",
    "consent": "Consent",
}

#: Parts of the United Kingdom as an extent has them (`E+W+S+N.I.`).
NATIONS: Mapping[str, str] = {
    "E": "England",
    "W": "Wales",
    "S": "Scotland",
    "N.I.": "Northern Ireland",
    "NI": "Northern Ireland",
}
OPERATIONS: Mapping[str, str] = {"insertion": "Inserts", "substitution": "Substitutes", "deletion": "Removes"}
POSITIONS: Mapping[str, str] = {
    "before": "before",
    "after": "after",
    "replace": "in place of",
    "start": "at the start of",
    "end": "at the end of",
}
DOCUMENT_KINDS: Mapping[str, str] = {
    "bill": "Bill",
    "act": "Act",
    "instrument": "Statutory instrument",
    "eu-instrument": "EU instrument",
    "explanatory-note": "Explanatory note",
    "amendment-paper": "Amendment paper",
    "other": "Document",
}
NOT_TEXT: Mapping[str, tuple[str, str]] = {
    "image": ("image", "images"),
    "formula": ("formula", "formulae"),
    "included-document": ("included document", "included documents"),
    "pdf-link": ("PDF link", "PDF links"),
    "attribute-text": ("text in an attribute", "texts in attributes"),
}

DISCLAIMER = "This is a drafting aid, not legal advice."
SCREENING = (
    "Does this measure create, change or remove any provision about collecting, using or disclosing information?"
)

_CROWN = (
    "© Crown and database right. Derived from content available under the Open Government Licence v3.0 "
    "from legislation.gov.uk."
)
_EUROPEAN = (
    "Material derived from the European Institutions © European Union, 1998-2020 and re-used under the terms of the "
    "Commission Decision 2011/833/EU."
)
_PARLIAMENT = (
    "Where the source is published by Parliament: contains Parliamentary information licensed under the "
    "Open Parliament Licence v3.0."
)
#: Kind of document → the line that its licence asks for.
LICENCES: Mapping[str, str] = {
    "act": _CROWN,
    "instrument": _CROWN,
    "explanatory-note": _CROWN,
    "eu-instrument": f"{_CROWN} {_EUROPEAN}",
    "bill": _PARLIAMENT,
    "amendment-paper": _PARLIAMENT,
    "other": "The licence of this source is not known: settle it before the memo is published.",
}


def effect_name(effect: str) -> str:
    """The plain name of an effect; the effect's own name in words if it is not in the table."""
    known = EFFECTS.get(effect)
    return known.name if known else effect.replace("-", " ").capitalize()


def kind_words(kind: str | None) -> str:
    """A kind of effect in words; empty for none."""
    return KINDS.get(kind or "", (kind or "").replace("-", " "))


def extent_words(extent: str | None) -> str:
    """An extent in words ("E+W" → "England and Wales"); as written if it is anything else."""
    parts = (extent or "").split("+")
    return listed([NATIONS[part] for part in parts]) if all(part in NATIONS for part in parts) else extent or ""


#: First part of an address → what a person calls it.
_UNITS: Mapping[str, str] = {
    "sec": "section",
    "sched": "Schedule",
    "annex": "Annex",
    "pt": "Part",
    "chp": "Chapter",
    "art": "article",
    "reg": "regulation",
    "rule": "rule",
    "para": "paragraph",
}


def place_words(target: str) -> str:
    """An address in the Act as a person cites it (`sec_27B__subsec_2__para_b` → "section 27B(2)(b)"); else as it is."""
    if "," in target:
        return listed([place_words(one) for one in target.split(",")])
    if target.endswith("__title"):
        return f"heading of {place_words(target.removesuffix('__title'))}"
    if not re.fullmatch(r"[a-z]+(?:_\w+?)?(?:__[a-z]+_\w+?)*", target):
        return target
    said = ""
    principal = False  # whether a section, or what is like one, has been named: what is below it stands in brackets
    for step in target.split("__"):
        unit, _, label = step.partition("_")
        if principal:
            said += f"({label})"
            continue
        if unit not in _UNITS:
            return target
        said += f" {_UNITS[unit]} {label}".rstrip()
        principal = unit not in {"sched", "annex", "pt", "chp"}
    return said.strip()


def number(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 flow", "1,204 flows", "no flows"."""
    noun = one if count == 1 else many or f"{one}s"
    return f"{count:,} {noun}" if count else f"no {noun}"


def sentence(words: str) -> str:
    """Words as a sentence: a capital at the start, a full stop at the end if there is no other."""
    words = " ".join(words.split())
    return f"{words[:1].upper()}{words[1:]}{'' if words[-1:] in '.?!' else '.'}" if words else ""


def brief(words: str, most: int = 240) -> str:
    """Words cut at a blank if they are long; the whole stands with the clause."""
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} […]"


def listed(parts: tuple[str, ...] | list[str], last: str = "and") -> str:
    """A list as English writes it: "a, b and c"."""
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
