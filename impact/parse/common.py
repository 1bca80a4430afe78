"""What both dialects share: XHTML tables, MathML, and the names of types of legislation."""

from __future__ import annotations

from collections.abc import Mapping

from impact.parse.drafts import Draft, Element, Role

XHTML = "http://www.w3.org/1999/xhtml"
MATHML = "http://www.w3.org/1998/Math/MathML"

BLOCK = Role("block")
INLINE = Role("inline")
SPACE = Role("space")
REFERENCE = Role("inline", mention=True)
TERM = Role("inline", term=True)
NUMBER = Role("number")
HEADING = Role("heading")
NOTE = Role("note", "note")
METADATA = Role("skip", "metadata")
CONTENTS = Role("skip", "table-of-contents")
COMMENTARY = Role("skip", "editorial-commentary")
SIGNATURE = Role("skip", "signature-block")
FORMULA = Role("skip", "math-symbol", not_text="formula")

ROW = Role("open", "row")
CELL = Role("open", "cell")

_XHTML: Mapping[str, Role] = {
    "tr": ROW,
    "td": CELL,
    "th": CELL,
    "caption": HEADING,
    "img": Role("space", not_text="image"),
    "br": SPACE,
    **dict.fromkeys("tbody thead tfoot colgroup col div p ul ol li dl dt dd h1 h2 h3 h4 h5 h6".split(), BLOCK),
    **dict.fromkeys("a b i u em strong span sup sub small".split(), INLINE),
}


def shared_role(element: Element, namespace: str, local: str, draft: Draft) -> Role | None:
    """The role of an element of XHTML or MathML."""
    if namespace == MATHML:
        return FORMULA if local == "math" else Role("skip", "math-symbol")
    if namespace != XHTML:
        return None
    return table_role(element, draft) if local == "table" else _XHTML.get(local)


def table_role(_element: Element, draft: Draft) -> Role:
    """A table, unless it is the grid of a table that is open already and has no rows yet."""
    inside = draft.kind == "table" and not any(isinstance(part, Draft) for part in draft.parts)
    return BLOCK if inside else Role("open", "table")


#: What the types of legislation.gov.uk are; a type that is not here is an Act if primary, else "other".
KINDS: Mapping[str, str] = {
    **dict.fromkeys(
        "ukpga ukla ukppa ukcm asp nia aosp aep aip apgb gbla anaw asc mwa mnia apni ukmo NorthernIrelandAct ScottishAct".split(),
        "act",
    ),
    **dict.fromkeys(
        "uksi ssi wsi nisr nisro uksro ukci ukdsi sdsi wdsi nidsr ukmd ukdci nidsi nisi "
        "UnitedKingdomStatutoryInstrument ScottishStatutoryInstrument WelshStatutoryInstrument NorthernIrelandStatutoryRule".split(),
        "instrument",
    ),
    **dict.fromkeys("eur eudr eudn eut".split(), "eu-instrument"),
    **dict.fromkeys("ukpubb ukprib ukhybb sppubb spprib nipubb scpubb scprib".split(), "bill"),
}

#: The word for a unit of an instrument, by its minor type or, failing that, by a word of its title.
UNITS: Mapping[str, str] = {
    "regulation": "regulation",
    "regulations": "regulation",
    "order": "article",
    "orders": "article",
    "rule": "rule",
    "rules": "rule",
    "scheme": "article",
    "byelaws": "rule",
}


def unit_of(kind: str, minor: str, title: str) -> str:
    """What the numbered units of a document are called: section, regulation, article or rule."""
    if kind in ("act", "bill"):
        return "section"
    if kind == "eu-instrument":
        return "article"
    if minor.lower() in UNITS:
        return UNITS[minor.lower()]
    for word in reversed(title.lower().replace("(", " ").replace(")", " ").split()):
        if word in UNITS:
            return UNITS[word]
    return "regulation" if kind == "instrument" else "section"
