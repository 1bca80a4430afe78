"""Real documents broken at random: does the program fail badly? `python -m tests.mutations [--shared ../shared] [--seeds 2000]`.

Each seed takes a real document, breaks it one to three times (bytes, tags, subtrees, encodings, namespaces, attributes) and runs
`impact check` or `impact memo` on it in this process. Whatever comes, the exit code must be 0, 1, 2 or 3 within 20 seconds, without
a traceback; code 2 says one line; code 0 must have a report whose account balances with a third count of the text, and whose
quotations are slices of the source. Prints counts; what breaks this is printed with its seed and makes the exit code 1.
"""

from __future__ import annotations

import copy
import io
import json
import random
import re
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import FrameType
from xml.etree import ElementTree as ET

from lxml import etree

from impact.cli import analyse, run
from impact.detect import recogniser
from impact.rulebase import loader
from tests.seeds import asked

FOLDERS = ("clml", "akn-bills", "akn-acts", "fragments", "other", "excerpts")
LARGEST = 250_000
SECONDS = 20
FORMATS = ("json", "json", "json", "text", "markdown", "html", "docx")
#: What text may hold that nobody expects.
STRANGE = (
    "\N{RIGHT-TO-LEFT OVERRIDE}may disclose", "\N{PILE OF POO}", "\x85", "\x9b31m", "\ufffd", "\ufdd0", "=HYPERLINK(1)", "{{7*7}}",
    "<![CDATA[]]>", "&#xD;", "&lt;script>", "%s{0.__class__}", "[link](javascript:1)", "\N{COMBINING ACUTE ACCENT}" * 300,
    "\N{ARABIC LETTER ALEF}\N{HEBREW LETTER ALEF}", "| a | b |\n|---|", "(" * 500, "may disclose information to " * 200,
    "\u2028", "\N{LATIN SMALL LIGATURE FI}", "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}" * 20, "a" * 5000, "1" * 5000, ". " * 2000,
)  # fmt: skip

DOCTYPES = (
    b"<!DOCTYPE x>", b'<!DOCTYPE x [<!ENTITY a "b">]>', b'<!DOCTYPE x SYSTEM "x.dtd">', b"<!DOCTYPE x [%p;]>",
    b'<!DOCTYPE x [<!ATTLIST P1 id CDATA "made-up">]>', b'<?xml version="1.1"?>', b"<?xml-stylesheet href='x'?>",
)  # fmt: skip

Breaker = Callable[[random.Random, bytes], bytes]


def _flip(rng: random.Random, content: bytes) -> bytes:
    broken = bytearray(content)
    for _ in range(rng.choice((1, 1, 1, 4, 40))):
        broken[rng.randrange(len(broken))] = rng.randrange(256)
    return bytes(broken)


def _letters(rng: random.Random, content: bytes) -> bytes:
    """Letters and digits of the text, so that the XML stays well-formed."""
    broken = bytearray(content)
    texts = [found.span(1) for found in re.finditer(rb">([^<&]*[A-Za-z0-9][^<&]*)<", content)]
    for start, end in rng.sample(texts, min(len(texts), 40)):
        at = rng.randrange(start, end)
        if broken[at] < 128:
            broken[at] = rng.choice(b"abcxyzABC019 .,;(")
    return bytes(broken)


def _cut(rng: random.Random, content: bytes) -> bytes:
    start = rng.randrange(len(content))
    return content[:start] + content[start + rng.choice((1, 3, 20, 300, 5000)) :]


def _truncate(rng: random.Random, content: bytes) -> bytes:
    return content[: rng.randrange(len(content))]


def _repeat(rng: random.Random, content: bytes) -> bytes:
    start = rng.randrange(len(content))
    end = start + rng.choice((1, 10, 100, 3000))
    return content[:end] + content[start:end] * rng.choice((1, 1, 3, 30)) + content[end:]


def _strange(rng: random.Random, content: bytes) -> bytes:
    gaps = [found.end() for found in re.finditer(rb">(?=[^<\s])", content)] or [0]
    for _ in range(rng.choice((1, 5, 30))):
        at = rng.choice(gaps)
        content = content[:at] + rng.choice(STRANGE).encode("utf-8") + content[at:]
    return content


def _encoding(rng: random.Random, content: bytes) -> bytes:
    text = content.decode("utf-8", "replace")
    other = rng.choice(
        ("utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "utf-7", "cp037", "shift_jis", "utf-8-sig")
    )
    if rng.random() < 0.5:
        named = rng.choice((other, "utf-8", "us-ascii", "ISO-8859-1", "UTF-16", "x-none", "cp1252"))
        text = re.sub(r"\A\ufeff?<\?xml[^>]*>", f'<?xml version="1.0" encoding="{named}"?>', text)
    return text.encode(other, "replace")


def _declared(rng: random.Random, content: bytes) -> bytes:
    content = re.sub(rb"\A(\xef\xbb\xbf)?<\?xml[^>]*>", b"", content)
    doctype = rng.choice(DOCTYPES)
    return doctype + content.replace(b" may ", b" may &a; ", 1) if rng.random() < 0.3 else doctype + content


def _namespace(rng: random.Random, content: bytes) -> bytes:
    found = sorted(set(re.findall(rb'"(https?://[^"]*)"', content)))
    if not found:
        return content
    return content.replace(rng.choice(found), rng.choice([*found, b"", b"urn:other"]), rng.choice((1, -1)))


def _rename(rng: random.Random, content: bytes) -> bytes:
    names = sorted(set(re.findall(rb"<([A-Za-z][\w:.-]*)", content)))
    if not names:
        return content
    one, other = rng.choice(names), rng.choice([*names, b"Riddle", b"table", b"Number", b"Title", b"meta"])
    return re.sub(rb"(</?)" + re.escape(one) + rb"(?=[\s/>])", rb"\g<1>" + other, content)


def _attributes(rng: random.Random, content: bytes) -> bytes:
    values = [found.span(1) for found in re.finditer(rb'\s[\w:.-]+="([^"]*)"', content)]
    if not values:
        return content
    for start, end in sorted(rng.sample(values, min(len(values), 20)), reverse=True):
        new = rng.choice(
            (
                b"",
                b"cy",
                b"-1",
                b"99999999999999999999",
                b"section-1",
                b"#",
                b"\xc3\xa9",
                b"x" * 3000,
                b"false",
                b"//[[",
                b"9999-99-99",
            )
        )
        content = content[:start] + new + content[end:]
    return content


def _subtrees(change: Callable[[random.Random, list[etree._Element]], None]) -> Breaker:
    """A change to the tree; a document that is broken already stays as it is."""

    def breaker(rng: random.Random, content: bytes) -> bytes:
        try:
            root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        except (etree.XMLSyntaxError, ValueError):
            return content
        elements = [element for element in root.iter("*") if element is not root]
        if elements:
            change(rng, elements)
        return etree.tostring(root, encoding="utf-8")

    return breaker


def _copied(rng: random.Random, elements: list[etree._Element]) -> None:
    target = rng.choice(elements)
    target.insert(rng.randrange(len(target) + 1), copy.deepcopy(rng.choice(elements)))


def _dropped(rng: random.Random, elements: list[etree._Element]) -> None:
    doomed = rng.choice(elements)
    above = doomed.getparent()
    if above is not None:
        above.remove(doomed)


def _moved(rng: random.Random, elements: list[etree._Element]) -> None:
    one, target = rng.choice(elements), rng.choice(elements)
    if one is not target and not any(above is one for above in target.iterancestors()):
        target.append(one)


def _unwrapped(rng: random.Random, elements: list[etree._Element]) -> None:
    etree.strip_tags(elements[0].getroottree(), rng.choice(elements).tag)


def _emptied(rng: random.Random, elements: list[etree._Element]) -> None:
    for element in rng.sample(elements, min(len(elements), 30)):
        element.text = rng.choice((None, "", " ", "\n", ".", "(", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}"))


def _nested(rng: random.Random, elements: list[etree._Element]) -> None:
    element = rng.choice(elements)
    for _ in range(rng.choice((5, 60, 200, 400))):
        element = etree.SubElement(element, element.tag, dict(element.attrib))
        element.text = "5"
    element.text = "A council may disclose information to the Board."


def _language(rng: random.Random, elements: list[etree._Element]) -> None:
    for element in rng.sample(elements, min(len(elements), 10)):
        element.set("{http://www.w3.org/XML/1998/namespace}lang", rng.choice(("cy", "en", "", "cym", "x-none")))


BREAKERS: dict[str, Breaker] = {
    "flip": _flip, "letters": _letters, "cut": _cut, "truncate": _truncate, "repeat": _repeat, "strange": _strange,
    "encoding": _encoding, "declared": _declared, "namespace": _namespace, "rename": _rename, "attributes": _attributes,
    "copied": _subtrees(_copied), "dropped": _subtrees(_dropped), "moved": _subtrees(_moved), "unwrapped": _subtrees(_unwrapped),
    "emptied": _subtrees(_emptied), "nested": _subtrees(_nested), "language": _subtrees(_language),
}  # fmt: skip
#: Breakers whose outcome is mostly well-formed, so that more than the XML parser is put to the test.
GENTLE = tuple(sorted(set(BREAKERS) - {"flip", "cut", "truncate", "repeat", "encoding", "declared"}))


class Overtime(BaseException):
    """Raised by the alarm; no handler of the program may catch it."""


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise Overtime


def broken(seed: int, paths: list[Path]) -> tuple[Path, list[str], bytes]:
    """The document of a seed, what was done to it, and the outcome."""
    rng = random.Random(f"mutation {seed}")
    path = rng.choice(paths)
    content = path.read_bytes()
    steps = [rng.choice(sorted(BREAKERS) if rng.random() < 0.5 else GENTLE) for _ in range(rng.choice((1, 1, 2, 3)))]
    for step in steps:
        content = BREAKERS[step](rng, content) if content else content
    return path, steps, content


def outcome(content: bytes, form: str, folder: Path) -> tuple[int, list[str], float]:
    """The exit code, what is wrong, and the seconds."""
    source, target = folder / "broken.xml", folder / f"out.{form}"
    source.write_bytes(content)
    target.unlink(missing_ok=True)
    command = (
        ["memo", str(source), "-o", str(target)]
        if form == "docx"
        else ["check", str(source), "-f", form, "-o", str(target)]
    )
    shown, err = io.BytesIO(), io.StringIO()
    out = io.TextIOWrapper(shown, encoding="utf-8")
    began = time.monotonic()
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run(command)
    except Overtime:
        return -1, [f"runs longer than {SECONDS} s"], time.monotonic() - began
    except Exception as error:  # noqa: BLE001 - this is what the search is for
        return -2, [f"lets {type(error).__name__} out: {error}"], time.monotonic() - began
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    took = time.monotonic() - began
    said = err.getvalue()
    wrong = [] if code in (0, 1, 2, 3) else [f"exit code {code}: {' '.join(said.split())[:200]}"]
    if "Traceback" in said or b"Traceback" in shown.getvalue():
        wrong.append("shows a traceback")
    if code == 2 and (said.count("\n") != 1 or not said.startswith("impact: ")):
        wrong.append(f"says more than one line: {said[:200]!r}")
    if code == 2 and target.exists():
        wrong.append("leaves an output of what it could not read")
    if code in (0, 3) and not target.exists():
        wrong.append(f"exit code {code} without an output")
    if code == 0 and form == "json" and not wrong:
        wrong += _unproven(content, json.loads(target.read_bytes()))
    return code, wrong, took


def _unproven(content: bytes, report: dict[str, object]) -> list[str]:
    """What a complete report does not bear out, held against a third parser's tree of the same bytes."""
    text = "".join(ET.fromstring(content).itertext())
    coverage = report["coverage"]
    assert isinstance(coverage, dict)
    characters = len("".join(text.split()))
    wrong = []
    if report["status"] != "complete":
        wrong.append("exit code 0 with an incomplete report")
    accounted = coverage["analysed"] + sum(row["characters"] for row in coverage["skipped"])
    if (coverage["characters"], accounted) != (characters, characters):
        wrong.append(f"exit code 0 with {accounted} of {coverage['characters']} characters, where {characters} are")
    findings = report["findings"]
    assert isinstance(findings, list)
    for finding in findings:
        wrong += [
            f"quotes {piece['text'][:60]!r}, which the source does not say there"
            for piece in finding["evidence"]
            if text[piece["start"] : piece["end"]] != piece["text"]
        ]
    return wrong


def main(arguments: list[str] | None = None) -> int:
    """Break, run, count."""
    seeds = asked(__doc__, 2000, arguments)
    paths = sorted(
        path for folder in FOLDERS for path in (seeds.corpus / folder).rglob("*.xml") if path.stat().st_size <= LARGEST
    )
    base = loader.load()
    rules = (base, recogniser(base.rules))
    analyse._rules = lambda *_arguments: rules  # the rules are read once, not once a seed
    signal.signal(signal.SIGALRM, _ring)
    codes: Counter[str] = Counter()
    by_step: Counter[str] = Counter()
    bad, slowest = 0, (0.0, -1)
    with tempfile.TemporaryDirectory() as name:
        for seed in range(seeds.first, seeds.last):
            if seeds.is_over:
                break
            path, steps, content = broken(seed, paths)
            form = random.Random(seed).choice(FORMATS)
            code, wrong, took = outcome(content, form, Path(name))
            codes[f"exit code {code}"] += 1
            by_step.update(f"{step}: {'read' if code != 2 else 'refused'}" for step in steps)
            slowest = max(slowest, (took, seed))
            for line in wrong:
                print(f"seed {seed}, {path.name}, {'+'.join(steps)}, {form}: {line}", flush=True)
            bad += bool(wrong)
    for what, count in (*sorted(codes.items()), *sorted(by_step.items())):
        print(f"  {count:7d}  {what}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{codes.total()} runs; slowest {slowest[0]:.1f} s (seed {slowest[1]}); at most {memory} MB; {bad} went wrong"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
