"""Where quoted text goes, as far as the markup of the amending words says; another stage reads the words themselves."""

from __future__ import annotations

import re

from impact.document import Mention, Place
from impact.parse.drafts import Draft, Passage, Walked

_ADDRESS = re.compile(
    r"https?://(?:www\.)?legislation\.gov\.uk/(?:id/)?(?P<act>[a-z]+/(?:[A-Za-z0-9-]+/)?[A-Za-z0-9-]+/[0-9A-Za-z-]+?)"
    r"(?:#(?P<anchor>[^#\s]+)|/(?P<path>(?:section|schedule|regulation|article|rule|part|paragraph|chapter)/[^#\s]+?)/?)?(?:/contents)?/?\Z"
)
_TITLE = re.compile(r"[A-Z].*\b(?:Act|Order|Regulations?|Rules|Measure|Scheme|Directive|Decision|GDPR)\b")


def read_address(target: str | None) -> tuple[str, str | None] | None:
    """An address of legislation as `(uri of the whole, provision or None)`; None for any other."""
    found = _ADDRESS.match(target or "")
    if not found:
        return None
    provision = found["anchor"] or (found["path"].replace("/", "-") if found["path"] else None)
    return f"https://www.legislation.gov.uk/{found['act']}", provision


def place(walked: Walked) -> None:
    """Give every quotation, and all in it, the Act and provision that the references of the amending words point at."""
    mentions = [mention for mention, draft, _ in walked.mentions if not _quoted(draft) and read_address(mention.target)]
    for draft in walked.root.walk():
        if draft.parent is not None and draft.parent.place is not None:
            draft.place = draft.parent.place
        if draft.kind == "quotation" and draft.local != "BlockExtract":
            draft.place = _place(draft, mentions)


def _quoted(draft: Draft) -> bool:
    return draft.kind == "quotation" or any(above.kind == "quotation" for above in draft.ancestors())


def _place(quotation: Draft, mentions: list[Mention]) -> Place:
    """The place named in the nearest amending words: the first whole Act, the last provision of it."""
    for draft in quotation.ancestors():
        words = _own_words(draft)
        if words is None:
            continue
        start, end = words
        near = [mention for mention in mentions if start <= mention.start and mention.end <= end]
        if near:
            return _named(near)
        if draft.kind in ("section", "article", "regulation", "rule", "schedule", "part"):
            break
    return Place()


def _own_words(draft: Draft) -> tuple[int, int] | None:
    """Where the draft's own words begin and end, up to its first child."""
    passage = draft.parts[0] if draft.parts else None
    if not isinstance(passage, Passage):
        return None
    offsets = [(piece[1], piece[1] + len(piece[0])) for piece in passage.pieces if piece is not None and piece[1] >= 0]
    return (offsets[0][0], offsets[-1][1]) if offsets else None


def _named(mentions: list[Mention]) -> Place:
    addresses = [read_address(mention.target) for mention in mentions]
    uri = next(address[0] for address in addresses if address)
    provision = next(
        (address[1] for address in reversed(addresses) if address and address[0] == uri and address[1]), None
    )
    title = next(
        (
            mention.text
            for mention, address in zip(mentions, addresses, strict=True)
            if address and address[0] == uri and _TITLE.match(mention.text)
        ),
        None,
    )
    return Place(title, uri, provision)
