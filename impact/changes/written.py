"""The document that the units of an Act make after they were amended."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from impact.changes.units import Act, Unit
from impact.document import Document, Ledger, Provision, Run, Text


def document_of(act: Act, kept: Sequence[Unit]) -> Document:
    """A document of some units as they are now, inside the Parts and Schedules (headings only) that hold them.

    Its stream is laid out anew: every offset is one into the words of these units.
    """
    wanted = set(kept)
    holders = {above for unit in kept for above in unit.above()}
    pieces: list[str] = []
    runs: list[Run] = []
    body = _frozen(act.tops, wanted, holders, pieces, runs)
    stream = "".join(pieces)
    characters = sum(not character.isspace() for character in stream)
    content = stream.encode("utf-8", "surrogatepass")
    source = replace(act.document.source, sha256=hashlib.sha256(content).hexdigest(), content=content)
    return replace(
        act.document,
        source=source,
        body=body,
        stream=stream,
        runs=tuple(runs),
        mentions=(),
        ledger=Ledger(characters, characters, {}, balanced=True),
    )


def _frozen(
    tops: Sequence[Unit], wanted: set[Unit], holders: set[Unit], pieces: list[str], runs: list[Run]
) -> tuple[Provision, ...]:
    """Provisions of the wanted units and their holders; their words go into the stream in reading order."""
    length = 0

    def lay(words: str, unit: Unit) -> Text:
        nonlocal length
        if not words:
            return Text()
        start = length
        pieces.append(f"{words}\n")
        length += len(words) + 1
        runs.append(Run(start, length, "analysed", unit.xpath))
        return Text(words, ((0, start, len(words)),))

    done: list[list[Provision]] = [[]]
    # An open unit waits below its children with what was laid out before them.
    waiting: list[tuple[Unit, bool, tuple[Text, Text, tuple[tuple[int, int], ...]] | None]] = [
        (top, False, None) for top in reversed(tops)
    ]
    while waiting:
        unit, whole, begun = waiting.pop()
        if begun is not None:
            closing = lay(unit.wrap_up, unit) if whole else Text()
            children = tuple(done.pop())
            heading, intro, number_at = begun
            done[-1].append(
                replace(
                    unit.origin,
                    xpath=unit.xpath,
                    number=unit.number,
                    label=unit.label,
                    heading=heading,
                    intro=intro,
                    children=children,
                    wrap_up=closing,
                    number_at=number_at,
                    inserted_into=None if unit.is_new else unit.origin.inserted_into,
                )
            )
            continue
        is_whole = whole or unit in wanted
        if not is_whole and unit not in holders:
            continue
        start = length
        number = lay(unit.number, unit)
        heading = lay(unit.heading, unit)
        intro = lay(unit.intro, unit) if is_whole else Text()
        at = ((start, start + len(unit.number)),) if number else ()
        waiting.append((unit, is_whole, (heading, intro, at)))
        done.append([])
        waiting.extend((child, is_whole, None) for child in reversed(unit.children))
    return tuple(done[0])
