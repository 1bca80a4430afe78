"""Akoma Ntoso as Lawmaker writes bills and legislation.gov.uk writes Acts and instruments."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from impact.parse import common
from impact.parse.common import BLOCK, HEADING, INLINE, NOTE, NUMBER, REFERENCE, SPACE, TERM
from impact.parse.drafts import Dialect, Draft, Element, Role
from impact.parse.source import AKN_NAMESPACES

Chooser = Callable[[Element, Draft], Role]
_EXTENSIONS = (
    "https://www.legislation.gov.uk/namespaces/UK-AKN",
    "http://www.legislation.gov.uk/namespaces/legislation",
)


def _open(kind: str) -> Role:
    return Role("open", kind)


def attribute(element: Element, name: str) -> str | None:
    """An extension attribute, in whichever of its namespaces it stands."""
    for namespace in _EXTENSIONS:
        value = element.get(f"{{{namespace}}}{name}")
        if value:
            return value
    return element.get(name)


_CONTAINERS: Mapping[str, Role] = {
    "schedules": _open("group"),
    "schedule": _open("schedule"),
    "crossheading": _open("crossheading"),
    "subheading": _open("crossheading"),
    "definition": _open("definition"),
    "regulation": _open("regulation"),
    "rule": _open("rule"),
    "article": _open("article"),
    "step": _open("level"),
    "signatures": common.SIGNATURE,
    "signatureBlock": common.SIGNATURE,
    "signature": common.SIGNATURE,
}


def _container(element: Element, _draft: Draft) -> Role:
    return _CONTAINERS.get(element.get("name") or "", BLOCK if not _headed(element) else _open("group"))


def _headed(element: Element) -> bool:
    return any(_local(child) in ("num", "heading", "subheading") for child in element)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _level(element: Element, draft: Draft) -> Role:
    if draft.status == "not-law":
        return _open("note")
    named = _LEVELS.get(element.get("class") or "")
    return _open(named or _LEVELS_BELOW.get("level" if draft.local == "level" else draft.kind, "level"))


#: Lawmaker says how deep a level is; the publisher's Akoma Ntoso does not.
_LEVELS = {"para1": "paragraph", "para2": "subparagraph", "para3": "level", "unnumberedParagraph": "level"}
_LEVELS_BELOW = {
    **dict.fromkeys("section subsection article regulation rule quotation definition".split(), "paragraph"),
    "paragraph": "subparagraph",
    "level": "subparagraph",
}


def _named(element: Element, draft: Draft) -> Role:
    """An element whose name is its kind, except in explanatory notes."""
    return _open("note" if draft.status == "not-law" else _local(element))


def _article(element: Element, draft: Draft) -> Role:
    """An article of an Order or of EU law; draft instruments use the same element for regulations and rules."""
    if element.get("class") == "prov1" and not any(above.kind == "quotation" for above in (draft, *draft.ancestors())):
        top = (draft, *draft.ancestors())[-1]
        if top.unit in ("regulation", "rule"):
            return _open(top.unit)
    return _open("article")


def _tblock(element: Element, draft: Draft) -> Role:
    if any(_local(child) in ("table", "foreign") and child.find("{*}math") is None for child in element):
        return common.table_role(element, draft)
    return _open("group") if _headed(element) and draft.kind not in ("preface", "note") else BLOCK


def _block_container(element: Element, draft: Draft) -> Role:
    name = (element.get("class") or element.get("name") or "").lower()
    if name.startswith(("explanatory", "earlierorders", "commencementhistory")):
        return _open("note")
    if _headed(element):
        return _open("note" if draft.status == "not-law" else "group")
    return BLOCK


def _block(element: Element, _draft: Draft) -> Role:
    return common.CONTENTS if element.get("name") in ("ToCHeading", "ToCType") else BLOCK


def _doc_date(element: Element, _draft: Draft) -> Role:
    """A date; after its own caption ("Made", "Laid before Parliament") it begins anew."""
    above = element.getparent()
    return BLOCK if above is not None and _local(above) == "block" else INLINE


def _doc(element: Element, _draft: Draft) -> Role:
    return _open("note") if "Explanatory" in (element.get("name") or "") else BLOCK


_ROLES: Mapping[str, Role | Chooser] = {
    # structure
    "recital": _open("recital"),
    **dict.fromkeys("book title tome subtitle division subdivision subchapter subpart".split(), _open("group")),
    "article": _article,
    **dict.fromkeys("part chapter section subsection paragraph subparagraph".split(), _named),
    "level": _level,
    **dict.fromkeys("clause subclause rule subrule point indent transitional".split(), _open("level")),
    "hcontainer": _container,
    "item": _open("level"),
    "quotedStructure": _open("quotation"),
    "embeddedStructure": _open("quotation"),
    "table": common.table_role,
    "tblock": _tblock,
    "tr": common.ROW,
    "td": common.CELL,
    "th": common.CELL,
    "blockContainer": _block_container,
    "doc": _doc,
    "amendment": _open("group"),
    # front matter
    **dict.fromkeys(["coverPage", "preface", "longTitle"], _open("preface")),
    "preamble": _open("preamble"),
    "conclusions": _open("preface"),
    # not law
    "authorialNote": NOTE,
    "subFlow": NOTE,
    "amendmentJustification": _open("note"),
    "statement": _open("note"),
    # numbers and headings
    "num": NUMBER,
    "heading": HEADING,
    "subheading": HEADING,
    "caption": HEADING,
    # left out
    "meta": common.METADATA,
    "toc": common.CONTENTS,
    "notes": common.COMMENTARY,
    # not text
    "img": Role("space", not_text="image"),
    "eol": SPACE,
    "br": SPACE,
    # one after the other without a space
    "docDate": _doc_date,
    "docProponent": BLOCK,
    "docIntroducer": BLOCK,
    # references and terms
    **dict.fromkeys(["ref", "rref", "affectedDocument"], REFERENCE),
    "mref": INLINE,
    "def": TERM,
    "term": TERM,
    # words within words
    "quotedText": Role("inline", quoted=True),
    **dict.fromkeys(
        (
            "a b i u span sup sub ins del inline mod mmod rmod date time person organization "
            "concept object event location process role entity quantity docTitle docNumber docStage "
            "docStatus docType docPurpose docCommittee docJurisdiction "
            "docketNumber docAuthority shortTitle session legislature noteRef marker placeholder remark "
            "omissis decoration argument signature courtType party judge lawyer fillIn change opinion"
        ).split(),
        INLINE,
    ),
    "abbr": common.expanded,
    # containers and blocks
    "block": _block,
    **dict.fromkeys(
        (
            "akomaNtoso act bill amendmentList documentCollection officialGazette portion body mainBody "
            "collectionBody portionBody component components attachments attachment amendmentBody "
            "amendmentHeading amendmentContent amendmentReference content intro wrapUp p blockList "
            "listIntroduction listWrapUp foreign formula container recitals citations citation crossHeading "
            "tocItem ul ol li div interstitial fragment fragmentBody"
        ).split(),
        BLOCK,
    ),
}


def role(element: Element, namespace: str, local: str, draft: Draft) -> Role | None:
    """What an element of Akoma Ntoso is; None if it is not known."""
    if namespace in AKN_NAMESPACES:
        found = _ROLES.get(local)
        return found(element, draft) if callable(found) else found
    shared = common.shared_role(element, namespace, local, draft)
    if (
        shared is None and namespace == common.XHTML
    ):  # Lawmaker puts its own elements into XHTML tables, in XHTML's namespace
        found = _ROLES.get(local)
        return found(element, draft) if callable(found) else found
    return shared


class _Described:
    """Extent, dates and status by eId, as legislation.gov.uk keeps them in the metadata."""

    def __init__(self, root: Element) -> None:
        shown = {item.get("eId"): item.get("showAs") for item in root.iter("{*}TLCLocation", "{*}TLCConcept")}
        self.extent: dict[str, str] = {}
        self.status: dict[str, str] = {}
        self.period: dict[str, tuple[str | None, str | None]] = {}
        periods = _periods(root)
        for item in root.iter("{*}restriction"):
            where, named = (item.get("href") or "").lstrip("#"), (item.get("refersTo") or "").lstrip("#")
            what = shown.get(named)
            if named in periods:
                self.period[where] = periods[named]
            elif what:
                self.extent[where] = what
        for item in root.iter("{*}status"):
            what = shown.get((item.get("refersTo") or "").lstrip("#")) or item.get("value") or ""
            if what in ("Prospective", "Repealed"):
                self.status[(item.get("href") or "").lstrip("#")] = what.lower()
        for item in root.iter("{*}match"):
            where = (item.get("href") or "").lstrip("#")
            if item.get("value") == "false":
                start, end = self.period.get(where, (None, None))
                self.status.setdefault(where, "prospective" if start and not end else "repealed")

    def describe(self, element: Element, draft: Draft) -> None:
        """Extent, dates and status of one provision; what is not said it has from the provision above."""
        identity = element.get("eId") or ""
        if identity:
            draft.start_date, draft.end_date = self.period.get(identity, (draft.start_date, draft.end_date))
            draft.extent = self.extent.get(identity, draft.extent)
            draft.status = self.status.get(identity, draft.status)
        if draft.extent is None:
            draft.extent = self.extent.get("")
        if draft.kind == "note":
            draft.status = "not-law"
        if draft.kind == "quotation":
            draft.context = attribute(element, "context") or attribute(element, "Context") or ""


def _periods(root: Element) -> dict[str, tuple[str | None, str | None]]:
    """The days on which the periods of the metadata begin and end, as ISO dates, by eId."""
    days = {item.get("eId"): item.get("date") for item in root.iter("{*}eventRef")}
    return {
        group.get("eId") or "": (
            days.get((interval.get("start") or "").lstrip("#")),
            days.get((interval.get("end") or "").lstrip("#")),
        )
        for group in root.iter("{*}temporalGroup")
        for interval in group.iter("{*}timeInterval")
    }


def dialect(root: Element) -> Dialect:
    """The dialect with the metadata of one document."""
    return Dialect(role, _Described(root).describe)


#: Elements whose bare number is printed in brackets.
_BRACKETED = frozenset("subsection paragraph subparagraph level item clause subclause".split())


def printed(draft: Draft, number: str) -> str:
    """The number as printed; legislation.gov.uk's Akoma Ntoso leaves out the brackets."""
    if draft.local == "item" and not number:
        above = draft.element.getparent()
        style = attribute(above, "Type") if above is not None else None
        if style:
            return f"({common.ordinal(draft.position, style)})"
    if draft.local == "tblock" and not number:  # an amendment that has no number yet goes by its drafting number
        num = draft.element.find("{*}num")
        return (attribute(num, "dnum") or "") if num is not None else ""
    if draft.local in _BRACKETED and number.isalnum() and not _top_of_schedule(draft):
        return f"({number})"
    return number


def _top_of_schedule(draft: Draft) -> bool:
    if draft.local != "paragraph" or draft.kind == "note":
        return False
    if draft.element.get("class") == "schProv1":
        return True
    for above in draft.ancestors():
        if above.kind == "schedule":
            return True
        if above.kind == "quotation":
            return above.context == "schedule"
        if above.kind not in ("crossheading", "part", "chapter", "group"):
            return False
    return False
