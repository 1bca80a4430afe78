"""Information by what is said of it elsewhere: what a provision applies to, and who holds what may be given.

“Information to which subsection (1) applies may be supplied to A” names no giver; subsection (1) does: “… information held by B”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from impact.document import Document, Provision
from impact.report import Resolved, Slot
from impact.resolve.addresses import Addresses
from impact.resolve.citations import find_references
from impact.resolve.located import here
from impact.resolve.shared_ends import in_full

_TO_WHICH = re.compile(r"\b(?:to|in relation to) (?:which|whom) (?=\S)")
_APPLIES = re.compile(r"\s*(?:applies|apply)\b")
_APPLIES_TO = re.compile(r"^(?:\(?\w{1,4}\)?\s+)?this [\w-]+ applies to\b[\s:—-]*", re.IGNORECASE)
_HELD = re.compile(r"\b(?:held|kept)\b")
_BY = re.compile(r"\bby[\s:—-]+(?!virtue|means|reference|reason|way|or under|this|section)(?P<holder>\w[^,;.—()]*)")
#: “held by, or by a person working for, the Board”: two holders with one end.
_TWO_BY = re.compile(r"\bby, or by [^,;.—()]*, [^,;.—()]*")
#: “held by— (a) the Board; or (b) an agent of the Board”: one holder a paragraph.
_LIST_BY = re.compile(r"\bby[\s:—-]+(?=\(\w{1,3}\)\s)")
_PARAGRAPH = re.compile(r"\(\w{1,3}\)\s+(?P<holder>\w[^,;.—()]*)")
_TAIL = re.compile(
    r"\s+(?:and|or|(?:(?:and|or) )?(?:for (?:the purposes?|use|any)|"
    r"in (?:relation|respect|connection)|under|as a result of|which|that|relating)"
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
        Resolved(holder, meaning.where, f"the holder of the information: {meaning.how}")
        for meaning in info.resolved
        for holder in _held_by(meaning.text)
    ]
    return Slot(state="resolved", resolved=tuple(dict.fromkeys(found))) if found else Slot()


def _held_by(text: str) -> Iterator[str]:
    """Who holds information, as its description says: after “held by”, in a phrase, in two with one end or in paragraphs."""
    held = _HELD.search(text)
    if held is None:
        return
    two, listed = _TWO_BY.search(text, held.end()), _LIST_BY.search(text, held.end())
    if two is not None:
        yield from (_TAIL.sub("", holder).strip() for holder in in_full(two.group()))
        return
    holders = _PARAGRAPH.finditer(text, listed.end()) if listed is not None else _BY.finditer(text, held.end())
    for by in holders:
        yield _TAIL.sub("", by["holder"]).strip()
