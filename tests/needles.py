"""Gateways planted in real documents: is each one found? `python -m tests.needles [--shared ../shared] [--seeds 500]`.

Each seed is one sentence of ours, planted in one text node of a real document: in a table cell, a title, a quoted structure, a
footnote, the tail of an inline element, a gap between elements; plain, or cut by markup, comments, processing instructions, CDATA
and characters that nobody sees. Each must come out as a gateway finding on its own words, or stand in a run that the ledger lists
as skipped. Words in a kind of place where no rule for gateways looks (`where` of the rules: headings, notes) are counted by place;
they must be read there in one piece. Anything else is printed with its seed and makes the exit code 1.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from lxml import etree

from impact.detect import Recogniser, detect, recogniser
from impact.document import Document
from impact.errors import SourceError
from impact.parse import load, parse, read_source
from impact.readings import readings
from impact.rulebase import loader
from impact.rulebase.model import Rulebase
from tests.seeds import asked

FOLDERS = ("clml", "akn-bills", "akn-acts", "fragments", "other")
EFFECT = "gateway"
#: Needles planted in one copy of a document: enough to be quick, few enough not to meet.
TOGETHER = 8
LARGEST = 400_000

_QUOTED = frozenset({"BlockAmendment", "BlockExtract", "quotedStructure", "embeddedStructure"})
_TITLES = frozenset({"Title", "Subtitle", "heading", "subheading", "caption"})
_NOTES = frozenset({"Footnote", "FootnoteText", "authorialNote", "MarginNote"})
_INLINE = frozenset(
    "Emphasis Strong SmallCaps Citation CitationSubRef InternalLink Addition Substitution Repeal Term Abbreviation "
    "Superior Inferior ref i b sup sub def term span ins del inline date".split()
)

Shape = Callable[[random.Random, list[str], str], str]


@dataclass(frozen=True)
class Needle:
    """One planted sentence: its seed, its two names that occur nowhere else, where and how it stands."""

    seed: int
    first: str
    last: str
    place: str
    shape: str


def name(number: int) -> str:
    """A name that no document has, for a number."""
    syllables = ""
    while number or len(syllables) < 4:
        number, rest = divmod(number, 40)
        syllables += "bdfgklmn"[rest // 5] + "aeiou"[rest % 5]
    return f"Qzv{syllables}"


def _between(mark: str) -> Shape:
    def shape(rng: random.Random, words: list[str], _namespace: str) -> str:
        at = rng.randrange(1, len(words))
        return f"{' '.join(words[:at])} {mark} {' '.join(words[at:])}"

    return shape


def _inside(mark: str) -> Shape:
    def shape(rng: random.Random, words: list[str], _namespace: str) -> str:
        cut = [word if len(word) < 4 else f"{word[:2]}{mark}{word[2:]}" for word in words[2:-2]]
        return " ".join([*words[:2], *cut, *words[-2:]])

    return shape


def _gaps(space: str) -> Shape:
    return lambda _rng, words, _namespace: space.join(words)


def _wrapped(element: str) -> Shape:
    def shape(rng: random.Random, words: list[str], namespace: str) -> str:
        start = rng.randrange(1, len(words) - 1)
        end = rng.randrange(start + 1, len(words))
        tag = f"{element} xmlns={quoteattr(namespace)}" if ":" not in element else f'{element} xmlns:other="urn:other"'
        inner = f"<{tag}>{' '.join(words[start:end])}</{element}>"
        return " ".join([*words[:start], inner, *words[end:]])

    return shape


def _changed(_rng: random.Random, words: list[str], namespace: str) -> str:
    at = f"xmlns={quoteattr(namespace)}"
    return (
        f"{words[0]} <Addition {at}>{' '.join(words[1:4])}</Addition><Repeal {at}> </Repeal> "
        f"<Substitution {at}>{' '.join(words[4:7])} <Addition>{words[7]}</Addition></Substitution> {' '.join(words[8:])}"
    )


def _half_word(rng: random.Random, words: list[str], namespace: str) -> str:
    at = words.index("disclose")
    inline = _INLINE_OF.get(namespace, "Emphasis")
    half = f"dis<{inline} xmlns={quoteattr(namespace)}>close</{inline}>"
    return " ".join([*words[:at], half, *words[at + 1 :]])


_INLINE_OF = {"http://docs.oasis-open.org/legaldocml/ns/akn/3.0": "i", "http://www.w3.org/1999/xhtml": "i"}

SHAPES: dict[str, Shape] = {
    "plain": _gaps(" "),
    "line breaks": _gaps("\n\t   "),
    "no-break spaces": _gaps("\N{NO-BREAK SPACE}"),
    "thin spaces": _gaps("\N{THIN SPACE}"),
    "line separators": _gaps("\N{LINE SEPARATOR}"),
    "character references": lambda _rng, words, _namespace: "&#32;".join(words).replace("c", "&#x63;"),
    "soft hyphens": _inside("\N{SOFT HYPHEN}"),
    "zero-width spaces": _inside("\N{ZERO WIDTH SPACE}"),
    "word joiners": _inside("\N{WORD JOINER}"),
    "zero-width space in the gap": _gaps("\N{ZERO WIDTH SPACE} "),
    "comment between": _between("<!-- may not -->"),
    "comment inside": _inside("<!-- - -->"),
    "instruction between": _between("<?drafting break?>"),
    "instruction inside": _inside("<?drafting break?>"),
    "CDATA": lambda _rng, words, _namespace: f"{words[0]} <![CDATA[{' '.join(words[1:6])}]]> {' '.join(words[6:])}",
    "CDATA inside": lambda _rng, words, _namespace: " ".join(words).replace("clos", "<![CDATA[clos]]>"),
    "Emphasis": _wrapped("Emphasis"),
    "Strong": _wrapped("Strong"),
    "i": _wrapped("i"),
    "Addition": _wrapped("Addition"),
    "ins": _wrapped("ins"),
    "unknown element": _wrapped("Riddle"),
    "foreign element": _wrapped("other:riddle"),
    "changes": _changed,
    "half a word": _half_word,
}


def sentence(needle: Needle) -> list[str]:
    """The planted words."""
    return f"The {needle.first} Board may disclose any information that it holds to the {needle.last} council.".split()


def documents(corpus: Path) -> list[Path]:
    """Real documents that can be read and are not too large to be read a thousand times."""
    found = sorted(path for folder in FOLDERS for path in (corpus / folder).rglob("*.xml"))
    return [path for path in found if path.stat().st_size <= LARGEST and _readable(path)]


def _readable(path: Path) -> bool:
    try:
        return parse(read_source(str(path))).has_text
    except SourceError:
        return False


def nodes(root: etree._Element) -> dict[str, list[tuple[etree._Element, str]]]:
    """Where text stands or could stand: kind of place → (element, "text" or "tail")."""
    found: dict[str, list[tuple[etree._Element, str]]] = {}
    kinds: dict[etree._Element, str] = {}
    for element in root.iter():
        above = element.getparent()
        local = etree.QName(element).localname if isinstance(element.tag, str) else ""
        inherited = kinds.get(above, "text") if above is not None else "text"
        kinds[element] = kind = (
            "metadata" if local in ("Metadata", "meta")
            else "contents" if local in ("Contents", "toc")
            else "title" if local in _TITLES
            else "note" if local in _NOTES
            else "cell" if local in ("td", "th")
            else "quoted" if local in _QUOTED and inherited == "text"
            else inherited
        )  # fmt: skip
        if local and (element.text or "").strip():
            found.setdefault("inline" if local in _INLINE and kind == "text" else kind, []).append((element, "text"))
        if above is not None and (element.tail or "").strip():
            found.setdefault("tail" if inherited == "text" else inherited, []).append((element, "tail"))
        elif above is not None and inherited == "text":
            found.setdefault("gap", []).append((element, "tail"))
    return found


def planted(path: Path, seeds: Sequence[int]) -> tuple[bytes, list[Needle]]:
    """A document with a needle for each seed, each in a text node of its own."""
    root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    places = nodes(root)
    needles: list[tuple[Needle, str]] = []
    taken: set[tuple[etree._Element, str]] = set()
    for seed in seeds:
        rng = random.Random(f"needle {seed}")
        place = rng.choice(sorted(places))
        element, side = rng.choice(places[place])
        if (element, side) in taken:
            continue
        taken.add((element, side))
        needle = Needle(seed, name(2 * seed), name(2 * seed + 1), place, rng.choice(sorted(SHAPES)))
        old = getattr(element, side) or ""
        mark = f"@@{seed}@@"
        stop = " " if old.rstrip().endswith((".", ";", "\N{HORIZONTAL ELLIPSIS}")) else ". "
        new = rng.choice([f" . {mark}", f"{old}{stop}{mark}", f" . {mark} {old}"])
        setattr(element, side, new)
        holder = element if side == "text" else element.getparent()
        assert holder is not None
        needles.append((needle, etree.QName(holder).namespace or ""))
    text = etree.tostring(root, encoding="unicode")
    for needle, namespace in needles:
        shaped = SHAPES[needle.shape](random.Random(needle.seed), sentence(needle), namespace)
        text = text.replace(f"@@{needle.seed}@@", shaped)
    return text.encode("utf-8"), [needle for needle, _ in needles]


def fates(
    content: bytes, needles: Sequence[Needle], base: Rulebase, compiled: Recogniser
) -> Iterator[tuple[Needle, str]]:
    """What became of each needle: "found", "skipped: <reason>", "read in: <place>", or what is wrong."""
    document = parse(load("needles.xml", content))
    if document.ledger is None or not document.ledger.balanced:
        yield from ((needle, "WRONG the ledger does not balance") for needle in needles)
        return
    evidence = [
        piece
        for finding in detect(document, compiled, base.effects)
        if finding.effect == EFFECT
        for piece in finding.evidence
    ]
    looked_in = frozenset(place for rule in base.rules if rule.effect == EFFECT for place in rule.match.where)
    read = [(reading.text.string, reading.place) for reading in readings(document)]
    for needle in needles:
        start, end = document.stream.find(needle.first), document.stream.find(needle.last)
        if start < 0 or end < 0:
            yield needle, "WRONG it is not in the stream"
        elif any(piece.start < end and start < piece.end and "close" in piece.text for piece in evidence):
            yield needle, "found"
        else:
            yield needle, _unfound(document, needle, start, end, read, looked_in)


def _unfound(
    document: Document, needle: Needle, start: int, end: int, read: Sequence[tuple[str, str]], looked_in: frozenset[str]
) -> str:
    states = {
        run.state
        for run in document.runs
        if run.start < end and start < run.end and document.stream[max(start, run.start) : min(end, run.end)].strip()
    }
    if "analysed" not in states:
        return f"skipped: {' and '.join(sorted(states))}"
    if len(states) > 1:
        return f"WRONG torn: {' and '.join(sorted(states))}"
    words = " ".join(sentence(needle))
    places = [place for text, place in read if words in text]
    if not places:
        return "WRONG no reading holds it in one piece"
    if not looked_in.intersection(places):
        return f"read in: {places[0]}"
    return f"WRONG not found in {places[0]}"


def main(arguments: list[str] | None = None) -> int:
    """Plant, look, count."""
    seeds = asked(__doc__, 500, arguments)
    base = loader.load()
    compiled = recogniser(base.rules)
    paths = documents(seeds.corpus)
    counts: dict[str, Counter[str]] = {"place": Counter(), "shape": Counter(), "fate": Counter()}
    wrong = 0
    for first in range(seeds.first, seeds.last, TOGETHER):
        if seeds.is_over:
            break
        path = random.Random(f"document {first}").choice(paths)
        content, needles = planted(path, range(first, min(first + TOGETHER, seeds.last)))
        for needle, fate in list(fates(content, needles, base, compiled)):
            if fate.startswith("WRONG") and len(needles) > 1:  # perhaps only because of its neighbours
                content, alone = planted(path, [needle.seed])
                fate = next(fates(content, alone, base, compiled))[1]  # noqa: PLW2901 - the second look is what counts
            counts["fate"][fate] += 1
            counts["place"][f"{needle.place} {fate.partition(':')[0]}"] += 1
            counts["shape"][f"{needle.shape} {fate.partition(':')[0]}"] += 1
            if fate.startswith("WRONG"):
                wrong += 1
                print(f"seed {needle.seed}, {path.name}, {needle.place}, {needle.shape}: {fate.removeprefix('WRONG ')}")
    for title, counter in counts.items():
        print(f"by {title}:")
        print("".join(f"  {count:7d}  {what}\n" for what, count in sorted(counter.items())), end="")
    print(f"{sum(counts['fate'].values())} needles in {len(paths)} documents; {wrong} neither found nor accounted for")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
