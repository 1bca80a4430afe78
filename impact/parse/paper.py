"""The older dialect of amendment papers: FrameMaker XML without a namespace, with a DTD that nobody has."""

from __future__ import annotations

from collections.abc import Mapping

from impact.parse.common import BLOCK, HEADING, INLINE, NUMBER, SPACE
from impact.parse.drafts import Dialect, Draft, Element, Role


def _open(kind: str) -> Role:
    return Role("open", kind)


_ROLES: Mapping[str, Role] = {
    "Head": _open("preface"),
    **dict.fromkeys("Clause.Report NewClause.Report Schedule.Report NewSchedule.Report".split(), _open("group")),
    "Clause": _open("section"),
    "Schedule": _open("schedule"),
    "SubSection": _open("subsection"),
    **dict.fromkeys(["Para", "Para.sch"], _open("paragraph")),
    **dict.fromkeys(["SubPara", "SubPara.sch"], _open("subparagraph")),
    **dict.fromkeys(["SubSubPara", "SubSubPara.sch", "OrderPara"], _open("level")),
    "Definition": _open("definition"),
    "DefinitionListItem": _open("level"),
    "Amendment": _open("quotation"),
    "Explanatory.Statement": _open("note"),
    "Order.House": _open("note"),
    "OrderCrossHeading": _open("note"),
    "Amendment.Number": NUMBER,
    "ClauseTitle": HEADING,
    "CrossHeadingTitle": HEADING,
    **dict.fromkeys(["Italic", "Bold", "SmallCaps"], INLINE),
    # line and page starts stand between and inside words, which carry their own spaces
    **dict.fromkeys(["LineStart", "PageStart"], INLINE),
    "EndRule": SPACE,
    **dict.fromkeys(
        (
            "Amendments.Commons Amendments.Lords Amendments Report Text ClauseText Amendment.Text Sponsors "
            "Sponsor SponsorGroup Move Page Line Number Stageheader ShortTitle STText AmdPaperType AmdNotes "
            "AmdStrap AmdStrapWhiteStar Star StrapText Date Day Date.text DefinitionList TextContinuation "
            "OrderText OrderDate OrderPreamble Head.thin Separator.thin Separator.thick"
        ).split(),
        BLOCK,
    ),
}


def role(_element: Element, namespace: str, local: str, _draft: Draft) -> Role | None:
    """What an element of the older amendment papers is; None if it is not known."""
    return None if namespace else _ROLES.get(local)


def describe(_element: Element, draft: Draft) -> None:
    """Explanatory statements are not law."""
    if draft.kind == "note":
        draft.status = "not-law"


DIALECT = Dialect(role, describe)


def printed(draft: Draft, number: str) -> str:
    """Numbers are attributes here, without their brackets."""
    value = draft.element.get("Number")
    if number or not value:
        return number
    return value if draft.local in ("Clause", "Schedule") else f"({value})"
