"""What the words of a slot leave open: anybody as recipient, any purpose, any information, a term that nobody explains."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from impact.report import Finding, Slot

_PARTY = r"(?:persons?|bod(?:y|ies)|authorit(?:y|ies)|organisations?)"
#: A recipient who may be anybody: nothing further describes the person, or somebody has yet to say who it is.
_OPEN_RECIPIENT = re.compile(
    rf"\b(?:any|another|some) (?:other )?{_PARTY}(?: or (?:any )?(?:other )?{_PARTY})?$|^a person$"
    rf"|\bany (?:other )?{_PARTY} to (?:whom|which) (?:the |a )?(?:disclosure|supply|information) (?:is|may be) \w+"
    rf"|\bsuch (?:other )?{_PARTY}(?: as\b|$)|\bprescribed (?:description of )?{_PARTY}"
    r"|\bof a (?:prescribed|specified) description\b"
    r"|\b(?:prescribed|specified|designated) (?:by|in|under) (?:regulations|an? order|order)\b"
    r"|\bthinks? (?:fit|appropriate|proper)\b|\bconsiders? (?:it )?(?:appropriate|expedient|desirable|proper)\b"
    r"|\bany ?one else\b|\banybody\b|\banyone$|\bwhomsoever\b|\bor others$"
)
#: "functions under or by virtue of this Chapter", "functions conferred by section 4": only some of a body's work.
_BOUNDED = (
    r"(?: (?:relating|in relation|in respect|concerning|conferred|described|specified|mentioned|referred|of an?|as an?) "
    r"|(?: (?:exercisable|arising|imposed))? (?:under|by|in)(?:(?:,? or|,)? (?:in accordance with|by virtue of|under|by))*"
    r" (?:this (?:section|paragraph|regulation|article|Part|Chapter|Schedule)|(?:section|paragraph|regulation|article)s? \d"
    r"|(?:Part|Chapter|Schedule) \w+ (?:of|to)|those|that (?:Part|Chapter|section)))"
)
#: A purpose that is all of a body's work, or whatever has to do with something.
_OPEN_PURPOSE = re.compile(
    rf"\bfunctions?\b(?!{_BOUNDED})"
    r"|(?<!no other )(?<!such )\bany (?:other )?purposes? connected\b|\bany (?:other )?purpose$|\bany purposes? for which\b"
    r"|\bconnected with (?:its|their|his|the) (?:functions|work|business)\b"
    r"|\bpurposes? (?:that|which|as) (?:it|he|they) (?:thinks?|considers?)"
)
#: Terms for a kind of information that are not plain words: they mean little until somebody defines them.
_TERM = re.compile(
    r"\b(?:personal|confidential|relevant|protected|restricted|sensitive|private|customer|patient|identifying|identifiable|qualifying"
    r"|excepted|eligible|applicable) (?:information|particulars|records|details|material)\b",
    re.IGNORECASE,
)
#: "information", "any information that it holds": nothing says about what.
_UNBOUNDED = re.compile(
    r"^(?:(?:any|all|such|the|that|those|these|other|further|additional|specified|general) )*"
    r"(?:information|data|intelligence)"
    r"(?: (?:or|and) (?:other )?(?:information|data|intelligence|documents?|records?|evidence|explanations?|assistance))*"
    r"(?:$|[ ,](?:\(|(?:that|which|as|in its|in the|held|obtained|received|acquired|specified|described|requested|required)\b))",
    re.IGNORECASE,
)
#: What a government writes about its work: papers, not records about people.
_PAPER = re.compile(
    r"\b(?:reports?|accounts?|statements?|plans?|strateg(?:y|ies)|programmes?|memorand(?:um|a)|instruments?|orders?|regulations|schemes?"
    r"|codes?|guidance|budgets?|estimates?|directions?|decisions?|reasons|opinions?|advice|recommendations?|proposals?|proposed|maps?"
    r"|drafts?|polic(?:y|ies)|bye-?laws?|resolutions?|reviews?|rules|standards?|samples?|labels?)\b"
)
_PEOPLE = re.compile(
    r"\b(?:persons?|people|individuals?|child|children|pupils?|patients?|tenants?|landlords?|employees?|workers?|members?|claimants?"
    r"|applicants?|residents?|births?|deaths?|marriages?|names?|address(?:es)?|offenders?|convictions?|personal|customers?|famil(?:y|ies)"
    r"|parents?|students?|learners?|adults?|holders?|owners?|occupiers?|drivers?|voters?|electors?|his|her|information|data|particulars"
    r"|details|records?|intelligence|evidence)\b",
    re.IGNORECASE,
)


def open_recipients(finding: Finding) -> tuple[str, ...]:
    """Those of the recipients who may be anybody, or somebody who is yet to be prescribed or chosen."""
    return _those(finding.slots["to"], _OPEN_RECIPIENT)


def open_purposes(finding: Finding) -> tuple[str, ...]:
    """Those of the purposes that are all of a body's work, or whatever has to do with something."""
    return _those(finding.slots["purpose"], _OPEN_PURPOSE)


def term_for_information(finding: Finding) -> str:
    """The term by which a finding names its information, "" if it describes it in plain words."""
    term = _TERM.search(finding.slots["info"].text)
    return term.group() if term is not None else ""


def unbounded_information(finding: Finding) -> bool:
    """Whether the information is any information, with no word of what it is about."""
    info = finding.slots["info"]
    return any(_UNBOUNDED.search(item) for item in (*info.items, info.text))


def names_people_or_may(finding: Finding) -> bool:
    """Whether what is given may be about people, for all that the words say: not if it is the papers of a body about its work."""
    if finding.slots["subject"].text:
        return True
    info = finding.slots["info"]
    items = info.items or (info.text,)
    if not any(items):
        return finding.effect != "reporting-duty"
    return any(_PEOPLE.search(item) or not _PAPER.search(item) for item in items if item)


def _those(slot: Slot, wanted: re.Pattern[str]) -> tuple[str, ...]:
    found = tuple(item for item in slot.items if wanted.search(item))
    return found or ((slot.text,) if wanted.search(slot.text) else ())


#: Judgement → the slot that its message shows, and the words of it that the judgement is about.
SHOWN: Mapping[str, tuple[str, Callable[[Finding], tuple[str, ...]]]] = {
    "purpose_is_open": ("purpose", open_purposes),
    "recipient_is_open": ("to", open_recipients),
}
