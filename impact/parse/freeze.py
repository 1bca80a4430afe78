"""Drafts become `Provision`s: numbers and texts cut from the stream, quotations given their place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

from impact.document import Mention, Provision, Run, Text, readable
from impact.parse.drafts import Draft, Passage, Piece, Walked
from impact.parse.labels import UNNUMBERED, cited, number_ends

_QUOTED = re.compile(r"[“\"‘']+([^“”\"]{1,120}?)[”\"’']+")
_JOINED = re.compile(r"[\s,]*(?:(?:and|or)\b)?[\s,]*")


def settle(root: Draft, printed: Callable[[Draft, str], str]) -> None:
    """Tidy every draft, bottom up: numbers without prose, terms, rows counted, groups of one provision dissolved."""
    for draft in reversed(list(root.walk())):
        number = _number(draft)
        draft.number_at = tuple((at, at + length) for _, at, length in number.segments)
        draft.printed = printed(draft, number.string)
        draft.cited = cited(draft.printed)
        if draft.kind == "definition" and not draft.terms and draft.parts and isinstance(draft.parts[0], Passage):
            draft.terms = leading_terms(readable(draft.parts[0].pieces).string)
        for position, part in enumerate(draft.parts):
            if isinstance(part, Draft):
                draft.parts[position] = _merged(part)
        for position, row in enumerate((part for part in draft.children() if part.kind == "row"), 1):
            row.cited = str(position)


def _number(draft: Draft) -> Text:
    """The number of a draft; words that stand in its place become the start of the heading, where they are read."""
    text = readable(draft.number.pieces)
    end = number_ends(text.string)
    rest = text.slice(end, len(text.string))
    if rest:
        words: list[Piece] = []
        for at, origin, length in rest.segments:
            if rest.string[at - 1 : at] == " ":
                words.append(None)
            words.append((rest.string[at : at + length], origin))
        draft.heading.pieces[:0] = [*words, None]
    return text.slice(0, len(text.string[:end].rstrip()))


def _merged(group: Draft) -> Draft:
    """The only provision of a group that has nothing of its own but a heading; else the group."""
    if group.kind != "group" or len([part for part in group.parts if isinstance(part, Draft)]) != 1 or group.notes:
        return group
    if not group.number.empty or any(isinstance(part, Passage) and not part.empty for part in group.parts):
        return group
    only = next(part for part in group.parts if isinstance(part, Draft))
    if not (group.heading.empty or only.heading.empty) or only.kind in (
        "group",
        "crossheading",
        "part",
        "chapter",
        "quotation",
    ):
        return group
    if not group.heading.empty:
        only.heading = group.heading
        only.heading.holder = only.xpath
    only.parent = group.parent
    return only


def freeze(root: Draft) -> tuple[Provision, ...]:
    """The provisions of the document, from its drafts."""
    used: Counter[str] = Counter()
    done: dict[int, Provision] = {}
    for draft in reversed(list(root.walk())):
        if draft is not root:
            done[id(draft)] = _provision(draft, done, used)
    return _reading(root, done, used)[1]


def _provision(draft: Draft, done: Mapping[int, Provision], used: Counter[str]) -> Provision:
    intro, children, wrap_up = _reading(draft, done, used)
    return Provision(
        xpath=draft.xpath,
        id=draft.element.get("id") or draft.element.get("eId") or None,
        kind=draft.kind,
        number=draft.printed,
        label=draft.label,
        heading=readable(draft.heading.pieces),
        intro=intro,
        children=children,
        wrap_up=wrap_up,
        line=draft.line,
        extent=draft.extent,
        status=draft.status,
        start_date=draft.start_date,
        end_date=draft.end_date,
        inserted_into=draft.place,
        terms=tuple(dict.fromkeys(draft.terms)),
        number_at=draft.number_at,
    )


def leading_terms(text: str) -> list[str]:
    """The quoted words that a definition without markup begins with: “a”, “b” and “c”."""
    terms: list[str] = []
    at = 0
    while match := _QUOTED.match(text, at):
        terms.append(match[1])
        joined = _JOINED.match(text, match.end())
        at = joined.end() if joined else match.end()
    return terms


def _reading(
    draft: Draft, done: Mapping[int, Provision], used: Counter[str]
) -> tuple[Text, tuple[Provision, ...], Text]:
    parts = [part for part in draft.parts if isinstance(part, Draft) or not part.empty]
    intro = wrap_up = Text()
    whole = draft.parent is not None  # text at the top of the document has no provision to be the intro of
    if whole and parts and isinstance(parts[0], Passage):
        intro = _text(parts.pop(0), draft.xpath)
    if whole and parts and isinstance(parts[-1], Passage):
        wrap_up = _text(parts.pop(), draft.xpath)
    children = [done[id(part)] if isinstance(part, Draft) else _between(part, draft, used) for part in parts]
    return intro, (*children, *(done[id(note)] for note in draft.notes)), wrap_up


def _text(passage: Passage | Draft, holder: str) -> Text:
    assert isinstance(passage, Passage)
    passage.holder = holder
    return readable(passage.pieces)


def _between(passage: Passage, draft: Draft, used: Counter[str]) -> Provision:
    """Prose between children as a provision; its address is its block's, or a text node's if that is taken."""
    xpath = passage.block or draft.xpath
    used[xpath] += 1
    if xpath == draft.xpath or used[xpath] > 1:
        xpath = f"{xpath}/text()[{used[xpath]}]"
    return Provision(
        xpath=xpath,
        id=None,
        kind="text",
        label=draft.label or UNNUMBERED,
        intro=_text(passage, xpath),
        line=draft.line,
        extent=draft.extent,
        status=draft.status,
        start_date=draft.start_date,
        end_date=draft.end_date,
        inserted_into=draft.place,
    )


def runs_of(walked: Walked) -> tuple[Run, ...]:
    """The runs, each with the provision that holds it or the element that was skipped."""
    runs: list[Run] = []
    for start, end, state, holder in walked.runs:
        xpath = holder if isinstance(holder, str) else holder.holder
        if runs and runs[-1].state == state and runs[-1].xpath == xpath:
            runs[-1] = Run(runs[-1].start, end, state, xpath)
        else:
            runs.append(Run(start, end, state, xpath))
    return tuple(runs)


def mentions_of(walked: Walked) -> tuple[Mention, ...]:
    """The mentions, each with the provision whose text holds it."""
    return tuple(
        Mention(mention.start, mention.end, (passage and passage.holder) or draft.xpath, mention.text, mention.target)
        for mention, draft, passage in walked.mentions
    )
