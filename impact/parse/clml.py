"""Crown Legislation Markup Language, as legislation.gov.uk serves it (several generations of it)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from impact.parse import common
from impact.parse.common import BLOCK, HEADING, INLINE, NOTE, NUMBER, REFERENCE, SPACE, TERM
from impact.parse.drafts import Dialect, Draft, Element, Role
from impact.parse.facts import DC, DCT, UKM, UNITS, words_of
from impact.parse.source import CLML_NAMESPACES

Chooser = Callable[[Element, Draft], Role]

#: Parents whose `P` is a unit without a number rather than the prose of something numbered.
_STRUCTURE = frozenset(
    (
        "Body EUBody Part EUPart EUTitle EUChapter EUSection EUSubsection Chapter Pblock PsubBlock "
        "ScheduleBody AppendixBody P1group P2group P3group EUPreamble ExplanatoryNotes EarlierOrders Form "
        "Abstract AbstractBody Schedules Appendix"
    ).split()
)
_PRELIMS = frozenset("PrimaryPrelims SecondaryPrelims EUPrelims ENprelims".split())
_UNIT_IN_ID = re.compile(r"(?:^|[-_])(section|regulation|article|rule|paragraph)-[^-]+$")
_LEVELS = {"P2": 2, "P3": 3, "P4": 4, "P5": 5, "P6": 6, "P7": 7}


def _local(element: Element | None) -> str:
    return "" if element is None or not isinstance(element.tag, str) else element.tag.rpartition("}")[2]


def _p(element: Element, draft: Draft) -> Role:
    if _local(element.getparent()) not in _STRUCTURE:
        return BLOCK
    return Role("open", "note" if _is_note(draft) else "text")


def _is_note(draft: Draft) -> bool:
    return draft.status == "not-law"


def _p1(element: Element, draft: Draft) -> Role:
    return Role("open", "note" if _is_note(draft) else _unit_kind(element, draft))


def _unit_kind(element: Element, draft: Draft) -> str:
    named = _UNIT_IN_ID.search(element.get("id") or "")
    if named:
        return named[1]
    above = draft
    while above.parent is not None:
        if above.kind == "schedule":
            return "article" if _first_number(element).startswith("article") else "paragraph"
        if above.kind == "quotation":
            return _quoted_unit(above, element)
        above = above.parent
    return above.unit or "section"


def _quoted_unit(quotation: Draft, element: Element) -> str:
    """What a quoted unit is; instruments mostly amend their own kind, so their unit is the guess where nothing is said."""
    if quotation.context == "schedule":
        return "paragraph"
    if _first_number(element).startswith("article"):
        return "article"
    target = quotation.element.get("TargetClass")
    own = [*quotation.ancestors()][-1].unit
    if target == "secondary":
        return UNITS.get((quotation.element.get("TargetSubClass") or "").lower(), "regulation")
    return "section" if target == "primary" else own or "section"


def _first_number(element: Element) -> str:
    for child in element:
        if _local(child) == "Pnumber":
            return words_of(child).lower()
    return ""


def _p2(element: Element, draft: Draft) -> Role:
    if _is_note(draft):
        return Role("open", "note")
    unit = next((above.kind for above in (draft, *draft.ancestors()) if above.kind in _KINDS_BELOW), "section")
    return Role("open", _KINDS_BELOW[unit][min(_LEVELS[_local(element)], 4) - 2])


#: The kinds of P2, P3 and P4 to P7 by the unit that they are in.
_KINDS_BELOW: Mapping[str, tuple[str, str, str]] = {
    "section": ("subsection", "paragraph", "subparagraph"),
    "quotation": ("subsection", "paragraph", "subparagraph"),
    "article": ("paragraph", "subparagraph", "level"),
    "regulation": ("paragraph", "subparagraph", "level"),
    "rule": ("paragraph", "subparagraph", "level"),
    "schedule": ("subparagraph", "level", "level"),
}


def _list_item(element: Element, _draft: Draft) -> Role:
    above = element.getparent()
    if above is not None and above.get("Class") == "Definition":
        return Role("open", "definition")
    return BLOCK if _local(above) == "KeyListItem" else Role("open", "level")


def _number(element: Element, _draft: Draft) -> Role:
    return BLOCK if _local(element.getparent()) in _PRELIMS else NUMBER


def _division(element: Element, draft: Draft) -> Role:
    if draft.kind == "preamble" and any(_local(child) == "Number" for child in element):
        return Role("open", "recital")
    if _is_note(draft):
        return Role("open", "note")
    return Role("open", "level" if any(_local(child) == "Number" for child in element) else "group")


def _open(kind: str) -> Role:
    return Role("open", kind)


_ROLES: Mapping[str, Role | Chooser] = {
    # structure
    **dict.fromkeys(["Part", "EUPart", "EUTitle"], _open("part")),
    **dict.fromkeys(["Chapter", "EUChapter"], _open("chapter")),
    **dict.fromkeys("Pblock PsubBlock EUSection EUSubsection".split(), _open("crossheading")),
    **dict.fromkeys(["Schedule", "Appendix", "Attachment"], _open("schedule")),
    **dict.fromkeys("P1group P2group P3group Form Figure Abstract AttachmentGroup".split(), _open("group")),
    "P": _p,
    "P1": _p1,
    **dict.fromkeys(_LEVELS, _p2),
    "NumberedPara": _open("note"),
    "Division": _division,
    "BlockAmendment": _open("quotation"),
    "BlockExtract": _open("quotation"),
    "ListItem": _list_item,
    "KeyListItem": _open("definition"),
    "Key": TERM,
    "Tabular": _open("table"),
    # front matter
    **dict.fromkeys(
        "PrimaryPrelims SecondaryPrelims EUPrelims ENprelims LongTitle MultilineTitle".split(),
        _open("preface"),
    ),
    **dict.fromkeys(["PrimaryPreamble", "SecondaryPreamble", "EUPreamble"], _open("preamble")),
    # not law
    **dict.fromkeys(["ExplanatoryNotes", "EarlierOrders", "CommentarySection"], _open("note")),
    **dict.fromkeys(["Footnote", "MarginNote", "Reference"], NOTE),
    # numbers and headings
    "Pnumber": NUMBER,
    "Number": _number,
    "Title": HEADING,
    "Subtitle": HEADING,
    # left out
    "Contents": common.CONTENTS,
    "ENcontents": common.CONTENTS,
    "Commentaries": common.COMMENTARY,
    "Commentary": common.COMMENTARY,
    "Versions": Role("skip", "duplicate-of"),
    "SignedSection": common.SIGNATURE,
    # not text
    "Image": Role("space", not_text="image"),
    "IncludedDocument": Role("space", not_text="included-document"),
    # empty, or a character
    "Character": SPACE,
    **dict.fromkeys(["CommentaryRef", "FootnoteRef", "MarginNoteRef"], INLINE),
    # references and terms
    **dict.fromkeys("Citation CitationSubRef InternalLink ExternalLink".split(), REFERENCE),
    "CitationListRef": REFERENCE,
    "Term": TERM,
    # words within words
    **dict.fromkeys(
        (
            "Emphasis Strong SmallCaps Underline Strike Superior Inferior Addition Substitution Repeal "
            "InlineAmendment Span Definition Expanded Uppercase Proviso"
        ).split(),
        INLINE,
    ),
    **dict.fromkeys(("Abbreviation", "Acronym"), common.expanded),
    # containers and blocks
    **dict.fromkeys(
        (
            "Legislation Fragment EN Primary Secondary EURetained Body EUBody Schedules ScheduleBody "
            "AppendixBody Attachments AbstractBody P1para P2para P3para P4para P5para P6para P7para Para Text "
            "BlockText AppendText OrderedList UnorderedList KeyList TitleBlock Formula Where IntroductoryText "
            "EnactingText EnactingTextOmitted SubjectInformation Subject MadeDate LaidDate LaidDraft "
            "ComingIntoForce ComingIntoForceClauses DateText DateOfEnactment Correction Approved Draft "
            "Resolution RoyalPresence Footnotes FootnoteText MarginNotes Comment DecoratedGroup GroupItem "
            "GroupItemRef FragmentTitle FragmentNumber Notes TableText Resources Resource InternalVersion "
            "ExternalVersion XMLcontent Address AddressLine Signatory Signee PersonName JobTitle Department "
            "DateSigned LSseal Version SiftedDate"
        ).split(),
        BLOCK,
    ),
}


#: Another form of the document (or of its notes) that only people can read.
_PDF = Role("skip", "metadata", not_text="pdf-link")


def role(element: Element, namespace: str, local: str, draft: Draft) -> Role | None:
    """What an element of CLML is; None if it is not known."""
    if namespace in CLML_NAMESPACES:
        found = _ROLES.get(local)
        return found(element, draft) if callable(found) else found
    if namespace in (UKM, DC, DCT):
        return _PDF if local == "Alternative" and (element.get("URI") or "").endswith(".pdf") else common.METADATA
    return common.shared_role(element, namespace, local, draft)


_STATUSES = {"Prospective": "prospective", "Repealed": "repealed", "Discarded": "repealed"}


def describe(element: Element, draft: Draft) -> None:
    """Extent, dates and status from the element's attributes; what it does not say it has from the provision above."""
    draft.extent = element.get("RestrictExtent") or draft.extent
    draft.start_date = element.get("RestrictStartDate") or draft.start_date
    draft.end_date = element.get("RestrictEndDate") or draft.end_date
    status = _STATUSES.get(element.get("Status") or "")
    if status is None and element.get("Match") == "false":
        status = "repealed" if element.get("RestrictEndDate") or not element.get("RestrictStartDate") else "prospective"
    draft.context = (element.get("Context") or "") if draft.kind == "quotation" else ""
    if draft.kind == "note":
        status = "not-law"
    draft.status = status or draft.status


DIALECT = Dialect(role, describe)


def printed(draft: Draft, number: str) -> str:
    """The number with the brackets that the publisher's style supplies for P2 to P7, or as its attributes say."""
    for child in draft.element:
        if _local(child) == "Pnumber":
            before, after = child.get("PuncBefore"), child.get("PuncAfter")
            if (before is not None or after is not None) and number[:1].isalnum():
                return f"{before or ''}{number}{after or ''}"
            break
    if draft.local in _LEVELS and number and number.isalnum():
        return f"({number})"
    if draft.local == "ListItem" and not number:
        return _list_number(draft.element, draft.position)
    return number


def _list_number(item: Element, position: int) -> str:
    """The number that a list item has by its place; it is printed but is no character of the source."""
    override = item.get("NumberOverride")
    above = item.getparent()
    if above is None or _local(above) != "OrderedList":
        return override or ""
    name = override or common.ordinal(position, above.get("Type") or "arabic")
    return _DECORATIONS.get(above.get("Decoration") or "none", "{}").format(name) if name.isalnum() else name


_DECORATIONS = {"parens": "({})", "parenRight": "{})", "period": "{}.", "brackets": "[{}]", "colon": "{}:"}
