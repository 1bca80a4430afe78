"""Which words an amendment is about, as its instruction says: the words, a range, how often, in which definition.

The rows of `impact.resolve` say what is amended and how; this reads the rest from the words of the instruction ("for the words from
“heron” to the end", "after “heron” (in the second place it occurs)", "in the definition of “bird”").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from impact.document import Document, Provision
from impact.report import Amendment
from impact.resolve.quotations import MARK, set_aside

EACH, LAST = 0, -1
_Q = rf"{MARK}\d+{MARK}"
_INDEX = re.compile(rf"{MARK}(\d+){MARK}")
_KEPT_BRACKET = re.compile(
    r" ?\((?P<inside>(?:in|at|where|wherever|on)\b[^()“”]{0,60}\b(?:places?|occurs?|appears?|occurrences?)\b[^()“”]{0,40})\)"
)
_THE = r"(?:the )?(?:(?:word|text|figure|sum|letter|expression|reference|entry|number)s? )?(?:(?:first|second|third|last|final) )?"
#: What an instruction may be about, tried in this order; the name is the reach.
_OBJECTS = (
    (
        "opening",
        r"the (?:opening )?words (?:before|preceding) (?:(?:sub-?)?paragraph|point) \(?\w+\)?|the opening words",
    ),
    (
        "closing",
        r"the (?:closing )?words (?:after|following) (?:(?:sub-?)?paragraph|point) \(?\w+\)?|the closing words",
    ),
    (
        "until",
        rf"(?:{_THE})?from the (?:beginning|start)(?: of [^{MARK},;]{{1,60}})? to (?:the end of )?{_THE}(?P<u>{_Q})",
    ),
    ("range", rf"(?:{_THE})?(?:from )?{_THE}(?P<a>{_Q})[^{MARK};]{{0,60}}? to (?:{_THE})?(?P<z>{_Q})"),
    ("onwards", rf"(?:{_THE})?(?:from )?{_THE}(?P<o>{_Q})[^{MARK};]{{0,60}}? (?:to the end\b|onwards?\b)"),
    ("after", rf"(?:{_THE})?(?:after|following) {_THE}(?P<f>{_Q})"),
    ("prior", rf"(?:{_THE})?(?:before|preceding) {_THE}(?P<p>{_Q})"),
    ("words", rf"{_THE}(?P<w>{_Q})"),
)
_OBJECT = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _OBJECTS)
_MIDDLE = rf"[^.;{MARK}]{{0,160}}?"
_NEW = rf"(?P<new>{_Q})?"
_SUBSTITUTE = re.compile(rf"\b[Ff]or,? (?:{_OBJECT}){_MIDDLE}\bsubstitut(?:e|ed)\b(?: the words?)? ?{_NEW}")
_INSERT = re.compile(
    rf"\b(?P<side>[Aa]fter|[Bb]efore|[Ff]ollowing) {_THE}(?P<w>{_Q}){_MIDDLE}\b(?:insert|add)(?:ed)?\b(?: the words?)? ?{_NEW}"
)
_AT_END = re.compile(
    rf"\b[Aa]t the (?P<side>end|beginning|start)\b{_MIDDLE}\b(?:insert|add)(?:ed)?\b(?: the words?)? ?{_NEW}"
    rf"|\b[Ii]nsert {_THE}(?P<new2>{_Q}) at the (?P<side2>end|beginning|start)\b"
)
_OMIT = re.compile(rf"\b(?:[Oo]mit|[Dd]elete|[Ll]eave out|[Rr]epeal) (?:{_OBJECT})")
_GONE = re.compile(
    rf"(?:{_OBJECT})(?P<tail>{_MIDDLE})\b(?:is|are|shall be) (?:hereby )?(?:repealed|omitted|revoked|deleted)\b"
)
_BECOMES = re.compile(rf"\bbecomes? (?P<new>{_Q})")
#: "becomes subsection (1)", "is renumbered as section 2A": the new number, and whether the text goes below one that is new.
_RENUMBERED = re.compile(
    r"\b(?:becomes?|(?:re-?numbered|re-?lettered|numbered)(?: as)?|[Rr]e-?number [^.;—]{3,80}? as)"
    r" (?P<unit>sub-?section|section|sub-?paragraph|paragraph|regulation|article|rule|Schedule|Part|Chapter)"
    r" (?P<number>\(\w{1,5}\)|\w{1,6})(?![\w(])"
)
#: "the “or” at the end of paragraph (a)", "the word “and” immediately following paragraph (c)".
_JOINER_PLACE = re.compile(
    r"^,? (?:at the end of|immediately (?:after|following|before|preceding)|after|before|following)\b"
)
#: Words that join the last two items of a list.
JOINERS = frozenset({"and", "or", "but", "nor"})
_EACH = re.compile(
    r"\b(?:each|both|every|all|two|three) (?:the |of the )?(?:other )?(?:places?|occurrences?|times)\b|\bwherever\b|\bthroughout\b"
)
_NTH = re.compile(
    r"\b(?P<nth>first|second|third|fourth|fifth|last|final)(?:ly)? (?:place|occurrence|time|occurring|occurs?|appears?|appearing)\b"
    rf"|\bthe (?P<before>first|second|third|last|final) (?={MARK})"
)
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": LAST, "final": LAST}
_IN_DEFINITION = re.compile(rf"\b[Ii]n the (?:definition|entry|meaning) (?:of|for|relating to) (?:the )?({_Q})")
_WHOLE_DEFINITION = re.compile(rf"(?<!\b[Ii]n the )\bdefinitions? of (?:the )?({_Q})")
_NEXT_TO = re.compile(rf"\b(?:[Aa]fter|[Bb]efore) the (?:definition|entry) (?:of|for|relating to) (?:the )?({_Q})")
#: "omit the entry for the Heron Board": a row of a table or an item of a list, by its name without quotation marks.
_ENTRY = re.compile(
    rf"\b[Ee]ntr(?:y|ies) (?:for|relating to) (?:the )?(?P<name>[A-Z][^,.;—{MARK}]{{2,80}}?)(?= substitut|[,.;—]|$)"
)
_UNREAD = re.compile(
    r"\b(?:[Oo]mit|[Ff]or|[Dd]elete|[Rr]epeal|[Ll]eave out),? (?:the |that )?(?:first |second |third |last |final |full )?"
    r"(?:entr(?:y|ies)|words?|sentences?|items?|rows?|columns?|tables?|formula|list)\b|\b[Tt]he (?:entr(?:y|ies)|words?)\b"
)
_APPROPRIATE = re.compile(r"\bappropriate (?:alphabetical )?places?\b")
_OF_OPENING = re.compile(
    r"\b[Ii]n the (?:opening words|words (?:before|preceding) (?:(?:sub-?)?paragraph|point) \(?\w+)"
)
_OF_CLOSING = re.compile(
    r"\b[Ii]n the (?:closing words|words (?:after|following) (?:(?:sub-?)?paragraph|point) \(?\w+)"
)
_LOOSE_END = re.compile(r"\b(?:and|with) the (?:final )?[“‘](?:and|or|but)[”’](?P<where> (?:immediately )?before)?")
_STOP_AT = frozenset("part chapter crossheading schedule quotation group".split())


@dataclass(frozen=True, slots=True)
class Wording:
    """What an instruction says of words: an empty `reach` is no words at all, but a provision.

    `reach` is words, range (`first` to `last`), onwards, after, until, prior, opening, closing, joiner, or end and start for words
    that are put there; `place` is replace, after or before. `occurrence` is `EACH`, `LAST`, a number or None if nothing is said.
    `definition` is the term in whose definition the words stand, or whose definition goes; `part` opening or closing words.
    """

    reach: str = ""
    place: str = "replace"
    first: str = ""
    last: str = ""
    new: str = ""
    occurrence: int | None = None
    definition: str | None = None
    beside: str | None = None  # the term of the definition before or after which something is inserted
    part: str = ""
    fitted: bool = False  # "at the appropriate place"
    unread: bool = False  # words are meant, but not quoted: "the second sentence"
    loose_end: str = ""  # "before": the "and" before the provision goes with it; "after": the one at its end
    renumbered: tuple[str, str] | None = None  # the kind of provision and the number that the provision has from now on


def wordings(document: Document, amendments: Sequence[Amendment]) -> tuple[Wording, ...]:
    """The wording of each amendment of a document, in the same order; commands of one text are used up from left to right."""
    used: dict[str, list[_Command]] = {}
    claimed: defaultdict[str, set[str]] = defaultdict(set)
    for amendment in amendments:
        if amendment.old is not None:
            claimed[amendment.xpath].add(amendment.old)
    return tuple(_wording(document, amendment, used, claimed[amendment.xpath]) for amendment in amendments)


@dataclass(frozen=True, slots=True)
class _Command:
    """One command about words in one text."""

    operation: str
    wording: Wording


def _wording(
    document: Document, amendment: Amendment, used: dict[str, list[_Command]], claimed: Collection[str]
) -> Wording:
    provision = document.by_xpath[amendment.xpath]
    leads = tuple(_leads(document, provision))
    found: Wording | None = None
    becomes = _RENUMBERED.search(_read(provision.intro.string)[0])
    if becomes and amendment.operation == "substitution" and amendment.new is amendment.old is None:
        return Wording(renumbered=(becomes["unit"].replace("-", "").lower(), becomes["number"]))
    for lead in leads:
        if lead.xpath not in used:
            used[lead.xpath] = [*_commands(lead.intro.string), *_commands(lead.wrap_up.string)]
        waiting = used[lead.xpath]
        command = next((each for each in waiting if _agrees(each, amendment, claimed)), None)
        if command is not None:
            found = command.wording
            if lead is provision:
                waiting.remove(command)
            break
    if found is None:
        found = _from_row(amendment)
    return _surrounded(found, amendment, leads)


def _leads(document: Document, provision: Provision) -> Iterator[Provision]:
    """The provision and the lead-ins that it stands under, innermost first."""
    yield provision
    for above in document.ancestors(provision):
        if above.kind in _STOP_AT:
            return
        if above.intro:
            yield above


def _agrees(command: _Command, amendment: Amendment, claimed: Collection[str]) -> bool:
    """Whether a command may be what a row of the amendments is about; `claimed` are the old words of all rows of the provision."""
    said = command.wording
    if command.operation != amendment.operation:
        return False
    if amendment.new is not None and said.new != amendment.new:
        return False
    if amendment.old is not None:
        return amendment.old in (said.first, said.last, said.new, said.definition)
    if amendment.operation == "insertion":
        return not amendment.whole_provision and (amendment.new is not None or said.reach != "")
    if amendment.operation == "deletion" and not amendment.whole_provision:
        return said.first not in claimed
    return said.reach in {"opening", "closing"} or bool(said.new)


def _from_row(amendment: Amendment) -> Wording:
    """What the row alone says, where no command of the text agrees with it."""
    if amendment.old is not None:
        return Wording("words", first=amendment.old, new=amendment.new or "")
    return Wording(new=amendment.new or "")


def _surrounded(found: Wording, amendment: Amendment, leads: Sequence[Provision]) -> Wording:
    """The wording with what the instruction and the lead-ins above it say of definitions and places."""
    plain, quoted = _read(leads[0].intro.string)
    whole = _WHOLE_DEFINITION.search(plain)
    term = _quote(whole[1], quoted) if whole else None
    inside = next((match for lead in leads if (match := _definition_of(lead)) is not None), None)
    beside = _NEXT_TO.search(plain)
    entry = _ENTRY.search(plain)
    if entry and found.reach == "" and amendment.operation != "insertion":
        term = entry["name"].strip()
    about_term = term is not None and (amendment.old == term or (found.first == term and inside != term))
    if about_term or (term is not None and found.reach == "" and amendment.operation != "insertion"):
        return Wording(definition=term, new=found.new, fitted=False)
    loose = _LOOSE_END.search(leads[0].intro.string)
    each = next((0 for lead in leads[1:] if _EACH.search(_read(lead.intro.string)[0])), None)
    return Wording(
        reach=found.reach,
        place=found.place,
        first=found.first,
        last=found.last,
        new=found.new,
        occurrence=each if found.occurrence is None else found.occurrence,
        definition=inside,
        beside=_quote(beside[1], quoted) if beside else None,
        part=next((part for lead in leads if (part := _part(lead))), ""),
        fitted=bool(_APPROPRIATE.search(plain)),
        unread=found.reach == "" and bool(_UNREAD.search(plain)),
        loose_end=("before" if loose["where"] else "after") if loose and found.reach == "" else "",
    )


def _definition_of(lead: Provision) -> str | None:
    plain, quoted = _read(lead.intro.string)
    match = _IN_DEFINITION.search(plain)
    return _quote(match[1], quoted) if match else None


def _part(lead: Provision) -> str:
    plain, _ = _read(lead.intro.string)
    if _OF_OPENING.search(plain):
        return "opening"
    return "closing" if _OF_CLOSING.search(plain) else ""


def _read(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with quotations and descriptions set aside, but not what it says of places in brackets."""
    return set_aside(_KEPT_BRACKET.sub(r", \g<inside>,", text))


def _quote(mark: str, quoted: Sequence[str]) -> str:
    match = _INDEX.fullmatch(mark)
    return quoted[int(match[1])] if match else ""


def _commands(text: str) -> Iterator[_Command]:
    """Every command about words in a text, in its order."""
    plain, quoted = _read(text)
    spans: list[tuple[int, int, str, re.Match[str]]] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if all(match.end() <= start or end <= match.start() for start, end, _, _ in spans):
                spans.append((match.start(), match.end(), name, match))
    start = 0
    for begins, ends, name, match in sorted(spans, key=lambda span: span[0]):
        said = plain[start:ends]
        tail = re.split(r"[;.]|,? and (?:for|after|omit)\b", plain[ends:], maxsplit=1)[0]
        yield _command(name, match, _occurrence(f"{said}{_tail(tail)}"), plain[ends:], quoted)
        start = max(ends, begins)


#: Substitutions first: "for the words after “heron” substitute" is no insertion.
_PATTERNS = (
    ("substitution", _SUBSTITUTE),
    ("insertion", _INSERT),
    ("placed", _AT_END),
    ("deletion", _OMIT),
    ("gone", _GONE),
    ("becomes", _BECOMES),
)


def _tail(text: str) -> str:
    """What follows a command if it is about places: "omit “on” in each place"."""
    return text if MARK not in text else ""


def _occurrence(said: str) -> int | None:
    if _EACH.search(said):
        return EACH
    match = _NTH.search(said)
    return _NUMBERS[match["nth"] or match["before"]] if match else None


def _command(name: str, match: re.Match[str], occurrence: int | None, tail: str, quoted: Sequence[str]) -> _Command:
    if name == "placed":
        side = match["side"] or match["side2"]
        new = _quote(match["new"] or match["new2"] or "", quoted)
        return _Command("insertion", Wording("end" if side == "end" else "start", new=new))
    if name == "becomes":
        return _Command("substitution", Wording(new=_quote(match["new"], quoted)))
    if name == "insertion":
        return _Command(
            "insertion",
            Wording(
                "words",
                "before" if match["side"].lower() == "before" else "after",
                first=_quote(match["w"], quoted),
                new=_quote(match["new"] or "", quoted),
                occurrence=occurrence,
            ),
        )
    reach = next(reach for reach, _ in _OBJECTS if match[reach])
    groups = match.groupdict()
    first, last = (
        _quote(next((groups[key] for key in keys if groups.get(key)), ""), quoted) for keys in ("aofpw", "uz")
    )
    after = match["tail"] if name == "gone" else tail
    if reach == "words" and name != "substitution" and first.strip(" ,;") in JOINERS and _JOINER_PLACE.match(after):
        reach = "joiner"
    new = _quote(match["new"] or "", quoted) if name == "substitution" else ""
    operation = "substitution" if name == "substitution" else "deletion"
    return _Command(operation, Wording(reach, first=first, last=last, new=new, occurrence=occurrence))
