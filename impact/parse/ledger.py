"""The account of every character, and the proof that it balances."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from itertools import pairwise

from impact.document import INVISIBLE, SKIP_REASONS, Document, Ledger, Provision, Run
from impact.parse.source import Witness, squash

_INVISIBLE = dict.fromkeys(map(ord, INVISIBLE))


def prove(
    document: Document,
    witness: Witness,
    not_text: Mapping[str, int] | None = None,
    warnings: tuple[str, ...] = (),
) -> Ledger:
    """The ledger of a document; `balanced` only if all of this holds.

    The runs partition the stream; every state is known; both parsers saw the same text; and the analysed runs are
    exactly what the provisions hold in their texts and numbers, once each.
    """
    stream = document.stream
    counts: dict[str, list[int]] = {}
    for run in document.runs:
        state = counts.setdefault(run.state, [0, 0])
        characters = len(squash(stream[run.start : run.end]))
        state[0] += characters
        state[1] += 1 if characters else 0
    analysed = counts.pop("analysed", [0, 0])[0]
    text = squash(stream)
    problems = [*_partition(document.runs, len(stream)), *_states(counts)]
    if len(text) != witness.characters:
        problems.append(f"the two parsers count differently: {len(text)} and {witness.characters} characters")
    elif hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != witness.sha256:
        problems.append("the two parsers read different text of the same length")
    problems.extend(_held(document))
    return Ledger(
        characters=witness.characters,
        analysed=analysed,
        skipped={reason: (counts[reason][0], counts[reason][1]) for reason in sorted(counts) if counts[reason][0]},
        balanced=not problems,
        not_text=dict(sorted((not_text or {}).items())),
        warnings=warnings,
        problems=tuple(problems),
    )


def _partition(runs: tuple[Run, ...], length: int) -> Iterator[str]:
    at = 0
    for run in runs:
        if run.start != at or run.end <= run.start:
            yield f"the runs do not partition the text at character {at} (next run is {run.start} to {run.end})"
            return
        at = run.end
    if at != length:
        yield f"the runs end at character {at} of {length}"


def _states(counts: Mapping[str, list[int]]) -> Iterator[str]:
    for state in sorted(counts):
        if state not in SKIP_REASONS:
            yield f"text was left out for a reason that is not on the list: {state}"


def _held(document: Document) -> Iterator[str]:
    """What the provisions hold against what the runs call analysed."""
    slices = sorted(piece for provision in document.walk() for piece in _slices(provision))
    for (start, end), (following, _) in pairwise(slices):
        if following < end:
            yield f"two provisions hold the same text: {_show(document, max(start, following), end)}"
            return
    held = [(document.stream[start:end]) for start, end in slices]
    analysed = [document.stream[run.start : run.end] for run in document.runs if run.state == "analysed"]
    if _visible("".join(held)) == _visible("".join(analysed)):
        return
    covered = bytearray(len(document.stream))
    for start, end in slices:
        covered[start:end] = b"\x01" * (end - start)
    for run in document.runs:
        for at in range(run.start, run.end):
            character = document.stream[at]
            wanted = run.state == "analysed" and not character.isspace() and character not in INVISIBLE
            if wanted and not covered[at]:
                yield f"analysed text is in no provision: {_show(document, at, run.end)} (at {run.xpath})"
                return
            if covered[at] and run.state != "analysed":
                yield f"a provision holds text that was to be left out: {_show(document, at, run.end)} (at {run.xpath})"
                return
    yield "the provisions hold other text than the runs"


def _slices(provision: Provision) -> Iterator[tuple[int, int]]:
    yield from provision.number_at
    for text in (provision.heading, provision.intro, provision.wrap_up):
        for _, origin, length in text.segments:
            yield origin, origin + length


def _visible(text: str) -> str:
    return squash(text).translate(_INVISIBLE)


def _show(document: Document, start: int, end: int) -> str:
    words = " ".join(document.stream[start : min(end, start + 60)].split())
    return f"“{words}” ({start})"
