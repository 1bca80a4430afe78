"""What a document says about itself as a whole: title, type, number, stage, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from impact.parse.drafts import XML_LANG, Element

UKM = "http://www.legislation.gov.uk/namespaces/metadata"
DC = "http://purl.org/dc/elements/1.1/"
DCT = "http://purl.org/dc/terms/"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a format says about a document; `unit` is what its numbered units are called (section, regulation…)."""

    kind: str
    type: str | None
    id: str | None
    title: str
    unit: str = "section"
    number: str | None = None
    version: str | None = None
    stage: str | None = None
    date: str | None = None
    language: str | None = None
    extent: str | None = None

    @property
    def section(self) -> str:
        """The word before the number of a section: "cl." in a bill, but a Scottish or Welsh bill has sections."""
        clauses = self.kind in ("bill", "amendment-paper") and (self.type or "")[:2] not in ("sp", "sc")
        return "cl." if clauses else "s."


#: What the types of legislation.gov.uk and of Lawmaker are.
KINDS: Mapping[str, str] = {
    **dict.fromkeys(
        "ukpga ukla ukppa ukcm asp nia aosp aep aip apgb gbla anaw asc mwa mnia apni".split(),
        "act",
    ),
    **dict.fromkeys(
        (
            "uksi ssi wsi nisr nisro nisi uksro ukmo ukci ukmd ukdsi sdsi wdsi nidsr ukdci nidsi "
            "ScottishStatutoryInstrument UnitedKingdomStatutoryInstrument WelshStatutoryInstrument"
        ).split(),
        "instrument",
    ),
    **dict.fromkeys("eur eudr eudn eut".split(), "eu-instrument"),
    **dict.fromkeys("ukpubb ukprib ukhybb sppubb spprib nipubb scpubb scprib".split(), "bill"),
}

#: CLML's own words for the types, which older documents give instead of an address.
_MAIN_TYPES: Mapping[str, str] = {
    "UnitedKingdomPublicGeneralAct": "ukpga",
    "UnitedKingdomLocalAct": "ukla",
    "UnitedKingdomPrivateOrPersonalAct": "ukppa",
    "UnitedKingdomChurchMeasure": "ukcm",
    "ScottishAct": "asp",
    "ScottishOldAct": "aosp",
    "EnglandAct": "aep",
    "IrelandAct": "aip",
    "GreatBritainAct": "apgb",
    "NorthernIrelandAct": "nia",
    "NorthernIrelandAssemblyMeasure": "mnia",
    "NorthernIrelandParliamentAct": "apni",
    "NorthernIrelandOrderInCouncil": "nisi",
    "NorthernIrelandStatutoryRule": "nisr",
    "WelshAssemblyMeasure": "mwa",
    "WelshNationalAssemblyAct": "anaw",
    "WelshParliamentAct": "asc",
    "UnitedKingdomStatutoryInstrument": "uksi",
    "ScottishStatutoryInstrument": "ssi",
    "WelshStatutoryInstrument": "wsi",
    "UnitedKingdomDraftStatutoryInstrument": "ukdsi",
    "ScottishDraftStatutoryInstrument": "sdsi",
    "EuropeanUnionRegulation": "eur",
    "EuropeanUnionDirective": "eudr",
    "EuropeanUnionDecision": "eudn",
    "EuropeanUnionTreaty": "eut",
}

#: The word for a unit of an instrument, by its minor type or, failing that, by the last such word of its title.
UNITS: Mapping[str, str] = {
    **dict.fromkeys(("regulation", "regulations"), "regulation"),
    **dict.fromkeys(("order", "orders", "scheme"), "article"),
    **dict.fromkeys(("rule", "rules", "byelaws"), "rule"),
}

#: How an item is cited by type.
_CITED: Mapping[str, str] = {
    **dict.fromkeys("ukpga ukppa aep aip apgb gbla nia apni mnia aosp".split(), "{year} c. {number}"),
    "ukcm": "{year} No. {number}",
    "asp": "{year} asp {number}",
    "asc": "{year} asc {number}",
    "anaw": "{year} anaw {number}",
    "mwa": "{year} nawm {number}",
    **dict.fromkeys(("uksi", "wsi", "nisi"), "S.I. {year}/{number}"),
    "ssi": "S.S.I. {year}/{number}",
    "nisr": "S.R. {year}/{number}",
    **dict.fromkeys(("eur", "eudr", "eudn"), "{year}/{number}"),
}
_ADDRESS = re.compile(r"legislation\.gov\.uk/(?:id/)?([a-z]+)/")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def roman(number: int) -> str:
    """A number in small Roman numerals, as chapters of local Acts and sub-paragraphs have it."""
    name = ""
    for value, letters in _ROMAN:
        name += letters * (number // value)
        number %= value
    return name


def unit_of(kind: str, minor: str, title: str) -> str:
    """What the numbered units of a document are called: section, regulation, article or rule."""
    if kind == "eu-instrument":
        return "article"
    if kind != "instrument":
        return "section"
    words = [minor, *reversed(re.findall(r"\w+", title))]
    return next((UNITS[word.lower()] for word in words if word.lower() in UNITS), "regulation")


def words_of(element: Element | None) -> str:
    """All the words of an element, as one line."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def clml_facts(root: Element) -> Facts:
    """The facts of a CLML document, from `ukm:Metadata`, Dublin Core and the attributes of the root."""
    identifier = words_of(root.find(f".//{{{DC}}}identifier"))
    address = root.get("IdURI") or root.get("DocumentURI") or identifier
    main = _value(root, "DocumentMainType") or ""
    found = _ADDRESS.search(address)
    kind_of_item = found[1] if found else _MAIN_TYPES.get(main, main)
    kind = "explanatory-note" if root.tag.endswith("}EN") else KINDS.get(kind_of_item) or _by_category(root)
    title = _title(root)
    return Facts(
        kind=kind,
        type=kind_of_item or None,
        id=address or None,
        title=title,
        unit=unit_of(kind, _value(root, "DocumentMinorType") or "", title),
        number=_number(kind_of_item, _value(root, "Year"), _value(root, "Number")),
        version=_version(root, root.get("DocumentURI") or identifier),
        date=next((found.get("Date") for found in _metadata(root, "EnactmentDate", "Made") if found.get("Date")), None),
        language=words_of(root.find(f".//{{{DC}}}language")) or root.get(XML_LANG),
        extent=_extent(root),
    )


def _by_category(root: Element) -> str:
    category = (_value(root, "DocumentCategory") or "").lower()
    return {"primary": "act", "secondary": "instrument", "euretained": "eu-instrument"}.get(category, "other")


def _number(item: str, year: str | None, number: str | None) -> str | None:
    if item == "ukla" and year and number and number.isdecimal():
        return f"{year} c. {roman(int(number))}"
    return _CITED[item].format(year=year, number=number) if item in _CITED and year and number else number


def _title(root: Element) -> str:
    title = words_of(root.find(f".//{{{DC}}}title"))
    if title:
        return title
    for prelims in root.iter("{*}PrimaryPrelims", "{*}SecondaryPrelims", "{*}EUPrelims", "{*}ENprelims"):
        for child in prelims.iterchildren("{*}Title", "{*}MultilineTitle"):
            return words_of(child)
    return ""


def _version(root: Element, address: str) -> str | None:
    tail = address.rstrip("/").rpartition("/")[2]
    if tail in ("enacted", "made", "created", "adopted", "prospective"):
        return tail
    dated = tail if re.fullmatch(r"\d{4}-\d\d-\d\d", tail) else None
    return words_of(root.find(f".//{{{DCT}}}valid")) or dated or _value(root, "DocumentStatus")


def _metadata(root: Element, *names: str) -> Iterator[Element]:
    return root.iter(*(f"{{{UKM}}}{name}" for name in names))


def _value(root: Element, name: str) -> str | None:
    return next((found.get("Value") for found in _metadata(root, name)), None)


def _extent(root: Element) -> str | None:
    values = (child.get("RestrictExtent") for child in (root, *root) if isinstance(child.tag, str))
    return next((value for value in values if value), None)


def akn_facts(root: Element) -> Facts:
    """The facts of an Akoma Ntoso document, from its `meta`, where `#var…` stands for a name in the references."""
    document = next((child for child in root if isinstance(child.tag, str)), root)
    meta = next(iter(document.iter("{*}meta")), None)
    names = {item.get("eId"): (item.get("showAs") or "").strip() for item in _all(meta, "TLCConcept", "TLCProcess")}
    work, expression = next(_all(meta, "FRBRWork"), None), next(_all(meta, "FRBRExpression"), None)
    item = document.get("name") or ""
    kind = _akn_kind(document, item)
    identity = _resolved(names, _attribute(work, "FRBRthis", "value")) or _alias(work)
    found = _ADDRESS.search(identity or "")
    title = _akn_title(document, meta, names)
    return Facts(
        kind=kind,
        type=(found[1] if found and found[1] in KINDS else item) or None,
        id=identity,
        title=title,
        unit=unit_of(kind, _attribute(work, "FRBRsubtype", "value") or "", title),
        number=_akn_number(document, names, kind, work),
        version=_resolved(names, _attribute(expression, "FRBRversionNumber", "value")) or _expression_date(expression),
        stage=_resolved(names, names.get("varStageVersion")),
        date=_work_date(work),
        language={"eng": "en", "cym": "cy", "wel": "cy"}.get(
            language := _attribute(expression, "FRBRlanguage", "language") or document.get(XML_LANG) or "", language
        )
        or None,
        extent=_akn_extent(meta),
    )


def _akn_kind(document: Element, name: str) -> str:
    local = document.tag.rpartition("}")[2]
    if local.startswith("amendment"):
        return "amendment-paper"
    if local == "doc":
        return "explanatory-note" if "Explanatory" in name else "other"
    if local == "bill":
        return "instrument" if KINDS.get(name) == "instrument" else "bill"
    return KINDS.get(name) or ("act" if local == "act" else "other")


def _resolved(names: Mapping[str | None, str], value: str | None) -> str | None:
    """A value of the metadata, or what the name that it stands for shows; None if that leads nowhere."""
    for _ in range(3):
        if not value or not value.startswith("#"):
            break
        value = names.get(value[1:])
    return value if value and "#" not in value else None


def _akn_title(document: Element, meta: Element | None, names: Mapping[str | None, str]) -> str:
    shown = [names.get(name) for name in ("varBillTitle", "varSITitle")]
    dublin = None if meta is None else words_of(meta.find(f".//{{{DC}}}title"))
    printed = next(filter(None, map(words_of, _all(document, "docTitle", "shortTitle"))), None)
    title = next(
        (title for title in (*shown, dublin, printed, names.get("varActTitle")) if title and "#" not in title), ""
    )
    return " ".join(title.split())


def _akn_number(document: Element, names: Mapping[str | None, str], kind: str, work: Element | None) -> str | None:
    if kind in ("bill", "amendment-paper"):
        return _resolved(names, names.get("varBillNo"))
    printed = next(filter(None, map(words_of, _all(document, "docNumber"))), None)
    return printed or _resolved(names, _attribute(work, "FRBRname", "value"))


def _all(element: Element | None, *names: str) -> Iterator[Element]:
    return iter(()) if element is None else element.iter(*(f"{{*}}{name}" for name in names))


def _attribute(element: Element | None, name: str, attribute: str) -> str | None:
    return next((found.get(attribute) for found in _all(element, name)), None) or None


def _alias(work: Element | None) -> str | None:
    return next((item.get("value") for item in _all(work, "FRBRalias") if item.get("name") == "alternateUri"), None)


def _work_date(work: Element | None) -> str | None:
    dates = {item.get("name"): (item.get("date") or "")[:10] for item in _all(work, "FRBRdate")}
    wanted = [dates.get(name, "") for name in ("published", "enacted", "made", "adopted")]
    return next((date for date in (*wanted, *dates.values()) if date and not date.startswith("9999")), None)


def _expression_date(expression: Element | None) -> str | None:
    for item in _all(expression, "FRBRdate"):
        if item.get("name") in ("enacted", "made", "adopted", "created"):
            return item.get("name")
        if item.get("name") == "validFrom":
            return item.get("date")
    return None


def _akn_extent(meta: Element | None) -> str | None:
    shown = {item.get("eId"): item.get("showAs") for item in _all(meta, "TLCLocation")}
    for item in _all(meta, "restriction"):
        if not item.get("href"):
            return shown.get((item.get("refersTo") or "").lstrip("#"))
    return None


def paper_facts(root: Element) -> Facts:
    """The facts of an older amendment paper, from its heading."""
    stage = root.find(".//Stageheader")
    return Facts(
        kind="amendment-paper",
        type=None,
        id=None,
        title=words_of(root.find(".//STText")),
        stage=stage.get("Stage") if stage is not None else None,
    )
