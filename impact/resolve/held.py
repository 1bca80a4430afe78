"""Information by what is said of it elsewhere: what a provision applies to, and who holds what may be given.

“Information to which subsection (1) applies may be supplied to A” names no giver; subsection (1) does: “… information held by B”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from impact.document import Document, Provision
from impact.report import Resolved, Slot
from impact.resolve.addresses import Addresses
from impact.resolve.citations import find_references
from impact.resolve.located import here

_TO_WHICH = re.compile(r"\b(?:to|in relation to) (?:which|whom) (?=\S)")
_APPLIES = re.compile(r"\s*(?:applies|apply)\b")
_APPLIES_TO = re.compile(r"^(?:\(?\w{1,4}\)?\s+)?this [\w-]+ applies to\b[\s:—-]*", re.IGNORECASE)
_HELD = re.compile(r"\b(?:held|kept)\b")
_BY = re.compile(r"\bby[\s:—-]+(?!virtue|means|reference|reason|way|or under|this|section)(?P<holder>\w[^,;.—()]*)")
_TAIL = re.compile(
    r"\s+(?:and|or|(?:for (?:the purposes?|use|any)|in (?:relation|respect|connection)|under|as a result of|which|that|relating)"
    r"\b.*)$"
)


def applied(text: str, provision: Provision, document: Document, places: Addresses) -> tuple[Resolved, ...]:
    """What the provision says that “to which subsection (1) applies” cites; nothing where it says only when it applies."""
    found: list[Resolved] = []
    for match in _TO_WHICH.finditer(text):
        reference = next(iter(find_references(text[match.end() :])), None)
        if reference is None or reference.start > 0 or not _APPLIES.match(text, match.end() + reference.end):
            continue
        named = text[match.start() : match.end() + reference.end]
        for target in here(reference, provision, document, places):
            for said in _said(document.by_xpath[target]):
                opening = _APPLIES_TO.match(said.text)
                if opening:
                    found.append(Resolved(said.text[opening.end() :], said.label, f"{named} applies", term=text))
    return tuple(found)


def _said(target: Provision) -> Sequence[Provision]:
    """The provision, or the subsections of a section: one of them says what the section applies to."""
    return [target] if target.intro else [below for below in target.children if below.intro]


def holders(info: Slot) -> Slot:
    """Who gives information that is given by nobody in so many words: whoever holds it, as its description says."""
    found = [
        Resolved(_TAIL.sub("", by["holder"]).strip(), meaning.where, f"the holder of the information: {meaning.how}")
        for meaning in info.resolved
        if (held := _HELD.search(meaning.text))
        for by in _BY.finditer(meaning.text, held.end())
    ]
    return Slot(state="resolved", resolved=tuple(dict.fromkeys(found))) if found else Slot()
