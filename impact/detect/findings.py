"""From raw matches to findings: what is only talked about goes, leaves of one list come together, slots are read.

A match that lies wholly in a lead-in is reported once; matches of one rule that differ only in the leaf become one finding at the
provision that holds the lead-in, with a slot that lists what each leaf says.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from impact.detect import slots as slot_frames
from impact.detect.citing import Citing, Said
from impact.detect.denied import MOVING, denied
from impact.detect.lexicon import PRONOUNS
from impact.detect.matching import RawMatch, Recogniser
from impact.detect.phrases import MODALS, sentence
from impact.detect.surroundings import Surroundings
from impact.document import Document, Provision
from impact.readings import Part, Reading, readings
from impact.report import CONFIDENCES, SLOTS, Evidence, Finding, Located, Slot
from impact.resolve.shared_ends import in_full, recipients
from impact.rulebase.message import fill, told_once
from impact.rulebase.model import Effect, Rule
from impact.rulebase.retelling import told_anew

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: What joins a paragraph to the next: “the Board consents; or”.
_TRAILING = re.compile(r"[,;\u2014]\s*(?:and|or)?\s*$")
_JOINT = re.compile(r"[ ,;](and|or)$")
#: What a slot says, and where it says it.
_Said = tuple[str, tuple[Evidence, ...]]
_FORCES = {"may": "power", "must": "duty", "shall": "duty", "cannot": "prohibition", "will": "duty"}


@dataclass(frozen=True, slots=True)
class _Draft:
    """A match with everything that is needed to merge it with its fellows of other leaves."""

    rule: Rule
    pattern: str
    force: str | None
    xpath: str  # where the operative verb stands
    opening: str  # where the match begins
    key: tuple[str, int]
    order: int
    evidence: tuple[Evidence, ...]
    slots: Mapping[str, _Said]
    delegates: tuple[str, ...]


def detect(
    document: Document,
    recogniser: Recogniser,
    effects: Mapping[str, Effect],
    *,
    prefilter: bool = True,
    every_rule: bool = False,
) -> tuple[Finding, ...]:
    """Every finding of a document, in document order then by rule.

    Where several rules say one thing of one provision only the surest speaks, unless `every_rule` is asked for (to test
    rules one by one). `prefilter` off tries every rule on every reading; the result is the same.
    """
    drafts: list[_Draft] = []
    waiting: list[tuple[_Draft, tuple[Provision, ...]]] = []
    around, citing = Surroundings(document), Citing(document)
    spoken_of: dict[str, _Said] = {}
    for reading in readings(document):
        doc, matches = recogniser.matches(reading, around, prefilter=prefilter)
        if doc is None or not matches:
            continue
        for match, delegates in _standing(doc, matches, effects):
            draft = _spelt_out(_draft(document, reading, doc, match, delegates), reading, spoken_of)
            if match.rule.match.cites:
                waiting.append((draft, _cited(citing, reading, doc, match)))
            else:
                drafts.append(draft)
    found = _found(document, drafts, effects)
    cited = _cited_by_effect(document, waiting, found, effects)
    guesses = frozenset(compiled.rule.id for compiled in recogniser.rules if compiled.rule.match.headed)
    found = [finding for finding in found if finding.rule not in guesses or not _said_by(cited, finding)] + cited
    return _numbered(sorted(found, key=lambda f: (f.order, f.rule)) if every_rule else _one_an_effect(found))


def _found(document: Document, drafts: Iterable[_Draft], effects: Mapping[str, Effect]) -> list[Finding]:
    """A finding for the drafts of each lead-in."""
    groups: defaultdict[tuple[str, int], list[_Draft]] = defaultdict(list)
    for draft in drafts:
        groups[draft.key].append(draft)
    return [_finding(document, group, effects) for group in groups.values()]


def _cited(citing: Citing, reading: Reading, doc: Doc, match: RawMatch) -> tuple[Provision, ...]:
    """What the sentence of a match refers to."""
    low, high = sentence([token.lower_ for token in doc], match.anchor)
    return citing.cited(reading, doc[low].idx, doc[high - 1].idx + len(doc[high - 1].text))


def _cited_by_effect(
    document: Document,
    waiting: list[tuple[_Draft, tuple[Provision, ...]]],
    found: Iterable[Finding],
    effects: Mapping[str, Effect],
) -> list[Finding]:
    """The findings of rules that ask what is said in a cited provision; a defence may cite an offence that cites a bar."""
    said, more = Said(), list(found)
    grounded: list[Finding] = []
    while more:
        said.add(more)
        stands = [
            any(said.any_of(draft.rule.match.cites, provision, document) for provision in cited)
            for draft, cited in waiting
        ]
        more = _found(document, (draft for (draft, _), yes in zip(waiting, stands, strict=True) if yes), effects)
        waiting = [one for one, yes in zip(waiting, stands, strict=True) if not yes]
        grounded.extend(more)
    return grounded


def _said_by(cited: Sequence[Finding], guess: Finding) -> bool:
    """Whether a citation in the same words says something else than a heading lets one guess: it is surer."""
    return any(
        other.effect != guess.effect
        and mine.xpath == theirs.xpath
        and mine.start < theirs.end
        and theirs.start < mine.end
        for other in cited
        for mine in guess.evidence
        for theirs in other.evidence
        if mine.role == theirs.role == "primary"
    )


def _standing(
    doc: Doc, matches: Sequence[RawMatch], effects: Mapping[str, Effect]
) -> list[tuple[RawMatch, tuple[str, ...]]]:
    """The matches that say something themselves, each with the effects of those that it absorbed."""
    absorbed: set[int] = set()
    delegates: dict[int, list[str]] = {}
    words = [token.lower_ for token in doc]
    matches = [match for match in matches if match.rule.effect not in MOVING or not denied(words, match.anchor)]
    for number, match in enumerate(matches):
        absorbs = match.rule.match.absorbs
        if not absorbs or number in absorbed:
            continue
        _, high = sentence(words, match.anchor)
        for other, candidate in enumerate(matches):
            if other == number or candidate.rule.id == match.rule.id or not match.start <= candidate.anchor < high:
                continue
            effect = candidate.rule.effect
            if absorbs & {"all", effect, effects[effect].direction}:
                absorbed.add(other)
                if match.rule.effect == "delegated-flow" and candidate.rule.effect != "delegated-flow":
                    delegates.setdefault(number, []).append(candidate.rule.effect)
    return [
        (match, tuple(dict.fromkeys(delegates.get(number, ()))))
        for number, match in enumerate(matches)
        if number not in absorbed
    ]


def _draft(document: Document, reading: Reading, doc: Doc, match: RawMatch, delegates: tuple[str, ...]) -> _Draft:
    words = [token.lower_ for token in doc]
    shown = [token.text for token in doc]
    breaks = _breaks(reading, doc)
    spans = slot_frames.read(match.rule.match.frame or "none", shown, match.anchor, breaks)
    spans.update({slot: slot_frames.meant(shown, (first, last), breaks) for slot, first, last in match.slots})
    if match.rule.effect == "information-definition" and "info" in spans:
        spans["info"] = _marked_term(document, reading, doc, spans["info"])
    verb = reading.part_at(doc[match.anchor].idx)
    opening = reading.part_at(doc[match.start].idx)
    evidence = tuple(_evidence(document, reading, doc, match.start, match.end, verb))
    order = evidence[0].start if evidence else 0
    leading = opening.role == "lead-in"
    where = _origin(reading, doc, match.start if leading else match.anchor)
    return _Draft(
        match.rule,
        match.pattern,
        match.rule.force or _force(words, match),
        verb.xpath,
        opening.xpath,
        (match.rule.id, where),
        order,
        evidence,
        {slot: _slot(document, reading, doc, span) for slot, span in spans.items()},
        delegates,
    )


def _spelt_out(draft: _Draft, reading: Reading, spoken_of: dict[str, _Said]) -> _Draft:
    """A draft with the information that “it” stands for, where an earlier paragraph of the sentence tells of it."""
    info = draft.slots.get("info")
    if info is None:
        return draft
    if info[0].lower() not in PRONOUNS:
        spoken_of[reading.unit] = info
    elif reading.unit in spoken_of:
        return replace(draft, slots={**draft.slots, "info": spoken_of[reading.unit]})
    return draft


def _marked_term(document: Document, reading: Reading, doc: Doc, span: tuple[int, int]) -> tuple[int, int]:
    """The whole of a term that the markup shows without quotation marks, if the span ends it."""
    end = doc[span[1] - 1].idx + len(doc[span[1] - 1].text)
    for term in document.by_xpath[reading.part_at(doc[span[0]].idx).xpath].terms:
        begins = end - len(term)
        if 0 <= begins < doc[span[0]].idx and reading.text.string[begins:end].lower() == term.lower():
            return next(token.i for token in doc if token.idx + len(token.text) > begins), span[1]
    return span


def _breaks(reading: Reading, doc: Doc) -> frozenset[int]:
    """The tokens that begin a paragraph or closing words: a phrase rarely runs over them."""
    starts = {part.start for part in reading.parts[1:]}
    return frozenset(token.i for token in doc if token.idx in starts)


def _origin(reading: Reading, doc: Doc, token: int) -> int:
    start = doc[token].idx
    span = reading.text.source(start, start + len(doc[token].text))
    return span[0] if span else -1


def _force(words: Sequence[str], match: RawMatch) -> str | None:
    low, _ = sentence(words, match.anchor)
    for position in range(match.anchor, max(low, match.start - 1) - 1, -1):
        if words[position] in MODALS:
            if words[position + 1 : position + 2] == ["not"] or words[max(low, position - 6) : position].count("no"):
                return "prohibition"
            return _FORCES.get(words[position])
    return None


def _evidence(document: Document, reading: Reading, doc: Doc, start: int, end: int, verb: Part) -> Iterable[Evidence]:
    """One exact slice a part: a match over a lead-in and a paragraph is not one stretch of the source."""
    low, high = doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text)
    for part in reading.parts:
        first, last = max(low, part.start), min(high, part.start + len(part.text.string))
        span = reading.text.source(first, last) if first < last else None
        if span is not None:
            role = "primary" if part is verb else "lead-in" if part.role == "lead-in" else "context"
            yield Evidence(part.xpath, *span, document.quote(*span), role)


def _slot(document: Document, reading: Reading, doc: Doc, span: tuple[int, int]) -> tuple[str, tuple[Evidence, ...]]:
    low, high = doc[span[0]].idx, doc[span[1] - 1].idx + len(doc[span[1] - 1].text)
    evidence = []
    for part in reading.parts:
        first, last = max(low, part.start), min(high, part.start + len(part.text.string))
        source = reading.text.source(first, last) if first < last else None
        if source is not None:
            evidence.append(Evidence(part.xpath, *source, document.quote(*source), "slot"))
    return _TRAILING.sub("", reading.text.string[low:high]).strip(" ,;\u2014"), tuple(evidence)


def _finding(document: Document, group: Sequence[_Draft], effects: Mapping[str, Effect]) -> Finding:
    first = group[0]
    places = list(dict.fromkeys(draft.xpath for draft in group))
    xpath = places[0] if len(places) == 1 else first.opening
    slots = {slot: _merged(slot, group) for slot in SLOTS}
    rule = first.rule
    named = {slot: _told(document, slot, found, group) for slot, found in slots.items()}
    message = fill(rule.message, named)
    return Finding(
        id="",
        rule=rule.id,
        effect=rule.effect,
        direction=effects[rule.effect].direction,
        kind=rule.kind,
        force=first.force,
        severity=rule.severity,
        confidence=rule.confidence,
        message=message[:1].upper() + message[1:],
        questions=tuple(fill(question, named) for question in rule.questions),
        why=rule.why,
        provision=located(document, xpath),
        evidence=_once(
            piece for draft in group for piece in (*draft.evidence, *(e for _, es in draft.slots.values() for e in es))
        ),
        slots=slots,
        delegates=tuple(dict.fromkeys(effect for draft in group for effect in draft.delegates)),
        pattern=first.pattern,
        order=first.order,
    )


def located(document: Document, xpath: str) -> Located:
    """The provision at an xpath, as a finding shows it: the heading is its own or the nearest above."""
    provision = document.by_xpath[xpath]
    heading = provision.heading.string
    if not heading:
        heading = next((above.heading.string for above in document.ancestors(provision) if above.heading), "")
    return Located(
        xpath, provision.id, provision.label, heading, provision.line, provision.inserted_into, provision.status
    )


def _merged(slot: str, group: Sequence[_Draft]) -> Slot:
    told = (draft.slots[slot][0] for draft in group if slot in draft.slots and draft.slots[slot][0])
    parted = recipients if slot == "to" else in_full
    items = list(dict.fromkeys(item for text in told for item in parted(text)))
    if not items:
        return Slot()
    return Slot(_listed(items), tuple(items), "stated")


def _told(document: Document, slot: str, found: Slot, group: Sequence[_Draft]) -> str:
    """A slot as a message tells it: the last of several paragraphs is joined by the word that joins them in the law."""
    if len(found.items) < 2:
        return found.text
    places = dict.fromkeys(piece.xpath for draft in group if slot in draft.slots for piece in draft.slots[slot][1])
    joints = (_JOINT.search(document.by_xpath[xpath].intro.string) for xpath in places)
    joint = next((found[1] for found in joints if found), None)
    return _listed(found.items, f" {joint} " if joint else " or " if len(places) == 1 else ", ")


def _listed(items: Sequence[str], last: str = ", ") -> str:
    told = told_once(items)
    return f"{', '.join(told[:-1])}{last}{told[-1]}" if len(told) > 1 else told[0]


def _once(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence))


def _one_an_effect(findings: Iterable[Finding]) -> list[Finding]:
    """Of several rules that say one thing of one provision the surest speaks; the words that the others matched stay as context.

    A power and a duty are two things; a rule that tells no force goes with either.
    """
    kept: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=lambda f: (-CONFIDENCES.index(f.confidence), f.force is None, f.order, f.rule)):
        same = kept[finding.effect, finding.provision.xpath]
        for position, speaker in enumerate(same):
            if finding.force in {speaker.force, None} or speaker.force is None:
                same[position] = _seconded(speaker, finding)
                break
        else:
            same.append(finding)
    return sorted((finding for same in kept.values() for finding in same), key=lambda f: (f.order, f.rule))


def _seconded(speaker: Finding, other: Finding) -> Finding:
    """A finding with what another rule's finding of the same thing adds to it."""
    extra = [replace(piece, role="context") for piece in other.evidence if piece.role == "primary"]
    slots = {slot: _fuller(found, other.slots[slot]) for slot, found in speaker.slots.items()}
    return replace(
        told_anew(speaker, slots),
        force=speaker.force or other.force,
        evidence=_once((*speaker.evidence, *extra)),
        delegates=tuple(dict.fromkeys((*speaker.delegates, *other.delegates))),
    )


def _fuller(found: Slot, other: Slot) -> Slot:
    """What a slot says; what another rule reads of more paragraphs of the list, or of any at all, says more."""
    return other if not found.text or set(found.items) < set(other.items) else found


def _numbered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Ids from rule, place and words: the same clause keeps its id in the next version of a bill."""
    seen: defaultdict[str, int] = defaultdict(int)
    numbered = []
    for finding in findings:
        words = " ".join(
            " ".join(piece.text.split()) for piece in finding.evidence if piece.role in {"primary", "lead-in"}
        )
        digest = hashlib.sha256(f"{finding.rule}\n{finding.provision.label}\n{words.lower()}".encode()).hexdigest()[:10]
        identity = f"{finding.rule}.{digest}"
        seen[identity] += 1
        numbered.append(replace(finding, id=identity if seen[identity] == 1 else f"{identity}.{seen[identity]}"))
    return tuple(numbered)
