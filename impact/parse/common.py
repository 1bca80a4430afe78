"""The roles that all dialects share: XHTML tables, MathML, list numbers."""

from __future__ import annotations

from collections.abc import Mapping

from impact.parse.drafts import Draft, Element, Role
from impact.parse.facts import roman

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
    **dict.fromkeys(
        "tbody thead tfoot colgroup col div p ul ol li dl dt dd h1 h2 h3 h4 h5 h6".split(),
        BLOCK,
    ),
    **dict.fromkeys("a b i u em strong span sup sub small".split(), INLINE),
}


def expanded(element: Element, _draft: Draft) -> Role:
    """An abbreviation; its long form is in an attribute, which is no character data: counted as not analysed."""
    return Role("inline", not_text="attribute-text") if element.get("Expansion") or element.get("title") else INLINE


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


def ordinal(position: int, style: str) -> str:
    """The n-th number of a list: alpha, roman or arabic (with "Upper", in capitals)."""
    if style.startswith("alpha"):
        name = ""
        while position:
            position, rest = divmod(position - 1, 26)
            name = chr(ord("a") + rest) + name
    elif style.startswith("roman"):
        name = roman(position)
    else:
        return str(position)
    return name.upper() if style.endswith("pper") else name
