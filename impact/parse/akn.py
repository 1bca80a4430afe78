"""Akoma Ntoso as Lawmaker writes bills and legislation.gov.uk writes Acts and instruments."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from impact.parse import common
from impact.parse.clml import DC, Facts, ordinal
from impact.parse.common import BLOCK, HEADING, INLINE, NOTE, NUMBER, REFERENCE, SPACE, TERM
from impact.parse.drafts import Dialect, Draft, Element, Role
from impact.parse.source import AKN_NAMESPACES

Chooser = Callable[[Element, Draft], Role]
_EXTENSIONS = ("https://www.legislation.gov.uk/namespaces/UK-AKN", "http://www.legislation.gov.uk/namespaces/legislation")


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
    return _open(_LEVELS.get(element.get("class") or "", "level"))


_LEVELS = {"para1": "paragraph", "para2": "subparagraph", "para3": "level"}


def _paragraph(element: Element, draft: Draft) -> Role:
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


def _doc(element: Element, _draft: Draft) -> Role:
    return _open("note") if "Explanatory" in (element.get("name") or "") else BLOCK


_ROLES: Mapping[str, Role | Chooser] = {
    # structure
    **{name: _open(name) for name in "part chapter section subsection recital".split()},
    **dict.fromkeys("book title tome subtitle division subdivision subchapter subpart".split(), _open("group")),
    "article": _article,
    "paragraph": _paragraph,
    "subparagraph": _paragraph,
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
    **dict.fromkeys("coverPage preface longTitle".split(), _open("preface")),
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
    # references and terms
    **dict.fromkeys("ref rref affectedDocument".split(), REFERENCE),
    "mref": INLINE,
    "def": TERM,
    "term": TERM,
    # words within words
    **dict.fromkeys(
        "a b i u span sup sub ins del inline mod mmod rmod quotedText abbr date time person organization concept object event "
        "location process role entity quantity docTitle docNumber docDate docStage docStatus docType docProponent docIntroducer "
        "docPurpose docCommittee docJurisdiction docketNumber docAuthority shortTitle session legislature noteRef marker "
        "placeholder remark omissis decoration argument signature courtType party judge lawyer fillIn change opinion".split(),
        INLINE,
    ),
    # containers and blocks
    "block": _block,
    **dict.fromkeys(
        "akomaNtoso act bill amendmentList documentCollection officialGazette portion body mainBody collectionBody portionBody "
        "component components attachments attachment amendmentBody amendmentHeading amendmentContent amendmentReference content "
        "intro wrapUp p blockList listIntroduction listWrapUp foreign formula container recitals citations citation crossHeading "
        "tocItem ul ol li div interstitial fragment fragmentBody".split(),
        BLOCK,
    ),
}


def role(element: Element, namespace: str, local: str, draft: Draft) -> Role | None:
    """What an element of Akoma Ntoso is; None if it is not known."""
    if namespace in AKN_NAMESPACES:
        found = _ROLES.get(local)
        return found(element, draft) if callable(found) else found
    shared = common.shared_role(element, namespace, local, draft)
    if shared is None and namespace == common.XHTML:  # Lawmaker puts its own elements into XHTML tables, in XHTML's namespace
        found = _ROLES.get(local)
        return found(element, draft) if callable(found) else found
    return shared


class _Described:
    """Extent and status by eId, as legislation.gov.uk keeps them in the metadata."""

    def __init__(self, root: Element) -> None:
        shown = {item.get("eId"): item.get("showAs") for item in root.iter("{*}TLCLocation", "{*}TLCConcept")}
        self.extent: dict[str, str] = {}
        self.status: dict[str, str] = {}
        for item in root.iter("{*}restriction"):
            where, what = (item.get("href") or "").lstrip("#"), shown.get((item.get("refersTo") or "").lstrip("#"))
            if what:
                self.extent[where] = what
        for item in root.iter("{*}status"):
            what = shown.get((item.get("refersTo") or "").lstrip("#")) or item.get("value") or ""
            if what in ("Prospective", "Repealed"):
                self.status[(item.get("href") or "").lstrip("#")] = what.lower()
        for item in root.iter("{*}match"):
            where = (item.get("href") or "").lstrip("#")
            if item.get("value") == "false":
                self.status.setdefault(where, "repealed")

    def describe(self, element: Element, draft: Draft) -> None:
        """Extent and status of one provision; what is not said it has from the provision above."""
        identity = element.get("eId") or ""
        if identity:
            draft.extent = self.extent.get(identity, draft.extent)
            draft.status = self.status.get(identity, draft.status)
        if draft.extent is None:
            draft.extent = self.extent.get("")
        if draft.kind == "note":
            draft.status = "not-law"


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
            position = sum(1 for _ in draft.element.itersiblings("{*}item", preceding=True)) + 1
            return f"({ordinal(position, style)})"
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
            return (attribute(above.element, "context") or attribute(above.element, "Context")) == "schedule"
        if above.kind not in ("crossheading", "part", "chapter", "group"):
            return False
    return False


def facts(root: Element) -> Facts:
    """Title, stage, type and so on, from the metadata."""
    document = next((child for child in root if isinstance(child.tag, str)), root)
    meta = next(iter(document.iter("{*}meta")), None)
    name = document.get("name") or ""
    shown = {item.get("eId"): (item.get("showAs") or "").strip() for item in _all(meta, "TLCConcept", "TLCProcess", "TLCOrganization")}

    def resolved(value: str | None) -> str | None:
        for _ in range(3):
            if not value or not value.startswith("#"):
                break
            value = shown.get(value[1:])
        return value if value and "#" not in value else None

    work = _identification(meta, "FRBRWork")
    expression = _identification(meta, "FRBRExpression")
    kind = _kind(document, name)
    identity = resolved(_value(work, "FRBRthis")) or _alias(work) or resolved(_value(work, "FRBRuri"))
    title = shown.get("varBillTitle") if kind == "bill" else None
    title = title or _dublin(meta, "title") or _words(document, "docTitle") or shown.get("varBillTitle") or shown.get("varActTitle") or ""
    number = shown.get("varBillNo") or _words(document, "docNumber") or resolved(_value(work, "FRBRname"))
    return Facts(
        kind=kind,
        type=_type(name, identity),
        id=identity,
        title=" ".join(title.split()),
        number=(number if kind != "bill" or shown.get("varBillNo") else None) or None,
        version=resolved(_value(expression, "FRBRversionNumber")) or _expression_date(expression),
        stage=shown.get("varStageVersion") or None,
        date=_date(work),
        language=_language(expression),
        minor=_value(work, "FRBRsubtype") or "",
    )


_LANGUAGES = {"eng": "en", "cym": "cy", "wel": "cy"}
_ADDRESS = re.compile(r"legislation\.gov\.uk/(?:id/)?([a-z]+)/")


def _kind(document: Element, name: str) -> str:
    local = _local(document)
    if local.startswith("amendment"):
        return "amendment-paper"
    if local == "doc":
        return "explanatory-note" if "Explanatory" in name else "other"
    if local == "bill":
        return "instrument" if common.KINDS.get(name) == "instrument" else "bill"
    return common.KINDS.get(name) or ("act" if local == "act" else "other")


def _type(name: str, identity: str | None) -> str | None:
    found = _ADDRESS.search(identity or "")
    return found[1] if found and found[1] in common.KINDS else name or None


def _all(element: Element | None, *names: str) -> list[Element]:
    return [] if element is None else list(element.iter(*(f"{{*}}{name}" for name in names)))


def _identification(meta: Element | None, name: str) -> Element | None:
    return next(iter(_all(meta, name)), None)


def _value(element: Element | None, name: str) -> str | None:
    found = next(iter(_all(element, name)), None)
    return None if found is None else found.get("value") or None


def _alias(work: Element | None) -> str | None:
    for alias in _all(work, "FRBRalias"):
        if alias.get("name") == "alternateUri":
            return alias.get("value")
    return None


def _dublin(meta: Element | None, name: str) -> str | None:
    found = None if meta is None else meta.find(f".//{{{DC}}}{name}")
    return None if found is None else " ".join("".join(found.itertext()).split()) or None


def _words(document: Element, name: str) -> str | None:
    for found in document.iter(f"{{*}}{name}"):
        words = " ".join("".join(found.itertext()).split())
        if words:
            return words
    return None


def _date(work: Element | None) -> str | None:
    dates = {item.get("name"): item.get("date") for item in _all(work, "FRBRdate")}
    for name in ("published", "enacted", "made", "adopted"):
        if dates.get(name):
            return str(dates[name])[:10]
    usable = [str(value)[:10] for value in dates.values() if value and not value.startswith("9999")]
    return usable[0] if usable else None


def _expression_date(expression: Element | None) -> str | None:
    for item in _all(expression, "FRBRdate"):
        if item.get("name") in ("enacted", "made", "adopted"):
            return item.get("name")
        if item.get("name") == "validFrom":
            return item.get("date")
    return None


def _language(expression: Element | None) -> str | None:
    found = next(iter(_all(expression, "FRBRlanguage")), None)
    value = None if found is None else found.get("language")
    return _LANGUAGES.get(value, value) if value else None
