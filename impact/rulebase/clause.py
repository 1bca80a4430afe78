"""A few lines written as a clause, read into a small `Document`, so that examples go down the same line as legislation.

    date: 2025-09-01                     optional first lines: date, kind (bill, act, instrument), title
    Part 2 Sharing                       also Chapter, Schedule; a heading line does not end with a stop
    s. 12 Disclosure by the Board        also cl., reg., art., r.; in a Schedule: para. 3
    (1) The Board may disclose information to—
      (a) a council, or
      (b) the Agency,
    for the purposes of an inquiry.      closing words: no number, further out than the list (or after its comma)
    (2) In this section—
      "council" means a county council.  a definition
    (3) In the Roads Act 1988, after section 3 insert—
      « Roads Act 1988                   quoted for insertion there, up to »
      s. 3A Records
      The Board must keep records.
      »
    | Body | Information |               a row of a table

Without any of these the text is one section. Nesting follows indentation, and the style of numbers where it is equal.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from impact.document import Document, Ledger, Provision, Source
from impact.errors import ImpactError
from impact.rulebase.clause_draft import Draft, Piece, Stream, freeze

_FRONT = re.compile(r"(date|kind|title):\s*(\S.*)\Z")
_KINDS = ("bill", "act", "instrument")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_GROUP = re.compile(r"(?:(Part|Chapter|Schedule)\s+(\d+[A-Z]*|[A-Z])(?:\s+([A-Z0-9].*))?|Schedule)\Z")
_UNIT = re.compile(r"(s|cl|reg|art|r|para)\.\s*(\d+[A-Z]*)(?:\s+(\S.*))?\Z")
_UNIT_KINDS: Mapping[str, str] = {
    "s": "section", "cl": "section", "reg": "regulation", "art": "article", "r": "rule", "para": "paragraph",
}  # fmt: skip
_NUMBER = re.compile(r"\((\d+[A-Z]*|[a-z]|[a-z]{2}|[ivx]{1,5}|[A-Z]{1,2})\)\s*")
_DEFINITION = re.compile(
    r"[“\"]([^”\"]+)[”\"].*?\b(?:means?|includes?|does not include|ha(?:s|ve) the|(?:is|are) to be read)\b"
)
_STOPS = (".", ";", ":", ",", "—", "–")
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})\Z")
_GROUP_LEVELS: Mapping[str, int] = {"schedule": 1, "part": 2, "chapter": 3}


class ClauseError(ImpactError):
    """A clause that cannot be read: what is wrong, with the number of its line."""


def clause_document(text: str) -> Document:
    """A `Document` of the text: format "text", no ids, addresses such as `/clause/section[1]/subsection[2]`.

    The stream holds numbers, headings and words, all of them analysed. Raises `ClauseError`.
    """
    reader = _Reader(text)
    body, runs = freeze(reader.root)
    stream = reader.stream.text
    if not stream.strip():
        raise ClauseError("line 1: There are no words in the clause.")
    characters = sum(not character.isspace() for character in stream)
    content = text.encode("utf-8", "replace")
    front = reader.front
    return Document(
        source=Source("clause", hashlib.sha256(content).hexdigest(), content),
        format="text",
        kind=front.get("kind", "act"),
        type=None,
        id=None,
        title=front.get("title", ""),
        number=None,
        version=None,
        stage=None,
        date=front.get("date"),
        language="en",
        extent=None,
        body=body,
        stream=stream,
        runs=runs,
        ledger=Ledger(characters, characters, {}, balanced=True),
    )


def provision_at(document: Document, at: str) -> Provision | None:
    """The provision of a clause that a person would point at as "(1)(b)", "s. 2(1)" or "Sch. 1 para. 3"; else None.

    A number alone is looked for in the first section that has it.
    """
    provisions = [provision for provision in document.walk() if provision.kind != "text"]
    for provision in provisions:
        if provision.label == at:
            return provision
    if not at.startswith("("):
        return None
    for provision in provisions:
        if provision.label.endswith(at) and "(" not in provision.label[: -len(at)]:
            return provision
    return None


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    indent: int
    words: str


class _Reader:
    """The lines of a clause, read one after the other into drafts."""

    def __init__(self, text: str) -> None:
        self.stream = Stream()
        self.front: dict[str, str] = {}
        self.root = Draft("clause", indent=-1)
        self.open: list[Draft] = [self.root]
        lines = self._front(_lines(text))
        if not lines:
            raise ClauseError("line 1: There are no words in the clause.")
        for line in lines:
            self._read(line, alone=len(lines) == 1)
        if any(draft.kind == "quotation" for draft in self.open):
            raise ClauseError(f"line {lines[-1].number}: “«” is not closed. Add a line with “»”.")

    def _front(self, lines: list[_Line]) -> list[_Line]:
        """Takes the first lines that say something of the document."""
        while len(lines) > 1 and (found := _FRONT.match(lines[0].words)):
            key, value = found.groups()
            if (key == "kind" and value not in _KINDS) or (key == "date" and not _DATE.match(value)):
                raise ClauseError(f"line {lines[0].number}: “{value}” is not a {key}.")
            self.front[key] = value
            lines = lines[1:]
        return lines

    def _read(self, line: _Line, alone: bool) -> None:
        words = line.words
        if words.startswith("«"):
            self._quotation(line)
        elif words == "»":
            self._close_quotation(line)
        elif not alone and (found := _GROUP.match(words)) and not words.endswith(_STOPS):
            self._group(line, (found[1] or "Schedule").lower(), found[2] or "", found[3] or "")
        elif not alone and (found := _UNIT.match(words)):
            self._unit(line, found[1], found[2], found[3] or "")
        elif words.startswith("|") and words.endswith("|") and len(words) > 1:
            self._row(line)
        elif _NUMBER.match(words):
            self._numbered(line)
        elif found := _DEFINITION.match(words):
            self._definition(line, found[1])
        else:
            self._plain(line)

    # -- what opens something --------------------------------------------------------------------------

    def _group(self, line: _Line, kind: str, number: str, heading: str) -> None:
        level = _GROUP_LEVELS[kind]
        while self.open[-1].kind not in {"clause", "quotation"} and _GROUP_LEVELS.get(self.open[-1].kind, 9) >= level:
            self.open.pop()
        group = self._begin(line, kind, indent=-1)
        group.number, group.cited = self.stream.add(f"{kind.capitalize()} {number}".strip()), number
        self._head(group, heading)

    def _unit(self, line: _Line, word: str, number: str, rest: str) -> None:
        """A section, regulation or Schedule paragraph; its number is followed by a heading or by words with a stop."""
        while self.open[-1].kind not in {"clause", "quotation", *_GROUP_LEVELS}:
            self.open.pop()
        unit = self._begin(line, _UNIT_KINDS[word], indent=-1)
        unit.number, unit.cited, unit.word = self.stream.add(number), number, f"{word}."
        if _NUMBER.match(rest):
            self._numbered(_Line(line.number, line.indent, rest))
        elif rest.endswith(_STOPS):
            unit.say(self.stream.add(rest))
        else:
            self._head(unit, rest)

    def _head(self, draft: Draft, heading: str) -> None:
        if heading:
            draft.heading = self.stream.add(heading)

    def _numbered(self, line: _Line) -> None:
        """A numbered provision, or several that open on one line: `(1)(a) …`."""
        self._close_deeper(line.indent)
        words = line.words
        while found := _NUMBER.match(words):
            self._item(line, found[1], self.stream.add(found.group().strip()))
            words = words[found.end() :]
        if words:
            self.open[-1].say(self.stream.add(words))

    def _item(self, line: _Line, number: str, printed: Piece) -> None:
        """Opens a provision beside the one at this indentation whose numbers it continues, or else inside the last."""
        style = _style(number, None)
        for at in range(len(self.open) - 1, 0, -1):
            beside = self.open[at]
            if beside.indent != line.indent or not beside.style:
                break
            if (continued := _style(number, beside)) == beside.style:
                style = continued
                del self.open[at:]
                break
        item = self._begin(line, _kind_below(self._inside(), style), indent=line.indent)
        item.number, item.cited, item.style = printed, number, style

    def _definition(self, line: _Line, term: str) -> None:
        self._close_deeper(line.indent)
        while (last := self.open[-1]).indent == line.indent and (last.kind == "definition" or not last.leads_on):
            self.open.pop()
        self._inside()
        definition = self._begin(line, "definition", indent=line.indent)
        definition.terms = (term,)
        definition.say(self.stream.add(line.words))

    def _quotation(self, line: _Line) -> None:
        self._close_deeper(line.indent)
        self._inside()
        quotation = self._begin(line, "quotation", indent=-1)
        quotation.act = line.words[1:].strip() or None

    def _close_quotation(self, line: _Line) -> None:
        if not any(draft.kind == "quotation" for draft in self.open):
            raise ClauseError(f"line {line.number}: “»” closes nothing. Put “«” on a line before the quoted text.")
        while self.open.pop().kind != "quotation":
            pass

    def _row(self, line: _Line) -> None:
        if self.open[-1].kind != "table":
            self._close_deeper(line.indent)
            self._inside()
            self._begin(line, "table", indent=line.indent)
        self._begin(line, "row", indent=line.indent)
        for words in line.words[1:-1].split("|"):
            cell = self._begin(line, "cell", indent=line.indent)
            if words.strip():
                cell.say(self.stream.add(words.strip()))
            self.open.pop()
        self.open.pop()

    # -- words without a number ------------------------------------------------------------------------

    def _plain(self, line: _Line) -> None:
        """More words of the innermost provision, or closing words of the one whose list they follow."""
        self._close_deeper(line.indent)
        last = self.open[-1]
        if last.indent == line.indent and not last.children and last.ends_with_stop and len(self.open) > 2:
            self.open.pop()
        self._inside().say(self.stream.add(line.words))

    def _close_deeper(self, indent: int) -> None:
        while self.open[-1].indent > indent:
            self.open.pop()

    def _inside(self) -> Draft:
        """The innermost open provision that words can belong to; made, without number, inside a mere container."""
        last = self.open[-1]
        if last.kind in _GROUP_LEVELS or last.kind == "clause":
            in_schedule = any(draft.kind == "schedule" for draft in self.open)
            unit = self._begin(_Line(0, 0, ""), "paragraph" if in_schedule else "section", indent=-1)
            unit.word = "para." if in_schedule else "s."
            unit.cited = str(sum(child.kind == unit.kind for child in last.children))
            return unit
        return last

    def _begin(self, line: _Line, kind: str, indent: int) -> Draft:
        draft = Draft(kind, indent=indent, line=line.number, parent=self.open[-1])
        self.open[-1].add(draft)
        self.open.append(draft)
        return draft


def _lines(text: str) -> list[_Line]:
    lines = []
    for number, raw in enumerate(text.expandtabs(4).splitlines(), 1):
        if words := raw.strip():
            lines.append(_Line(number, len(raw) - len(raw.lstrip()), words))
    return lines


def _style(number: str, before: Draft | None) -> str:
    """digit, alpha, roman, upper: "(i)" is roman unless it follows "(h)", "(v)" only within a roman list."""
    if number[0].isdigit():
        return "digit"
    if number[0].isupper():
        return "upper"
    if not _ROMAN.match(number) or (before is not None and before.style == "alpha" and before.cited == "h"):
        return "alpha"
    if number[0] == "i" or (before is not None and before.style == "roman"):
        return "roman"
    return "roman" if len(number) > 1 and before is None else "alpha"


def _kind_below(parent: Draft, style: str) -> str:
    """What a numbered provision is, from what holds it."""
    if style == "digit" and parent.kind in {"section", "regulation", "article", "rule", "quotation"}:
        return "subsection"
    if style == "digit" or (style == "roman" and parent.kind in {"paragraph", "subparagraph"}):
        return "subparagraph"
    return "paragraph"
