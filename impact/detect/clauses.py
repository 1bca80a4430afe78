"""A verb and what governs it: who is its subject, and whether it is passive.

The subject of a statutory verb may stand far before it: behind conditions, in the lead-in, behind "to", or in a relative clause.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from impact.detect import phrases
from impact.detect.lexicon import (
    ADVERBS,
    BE,
    CLAUSE_OPENERS,
    DETERMINERS,
    FINITE,
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
)
from impact.detect.phrases import Span, Words

_ADJECTIVES_TO = frozenset(
    "required authorised authorized permitted entitled obliged bound empowered able allowed free under".split()
)
_CONTROLLERS = frozenset(
    "require requires requiring direct directs directing order orders ordering request requests requesting enable enables enabling "
    "permit permits permitting allow allows allowing authorise authorises authorising entitle entitles oblige obliges instruct "
    "invite invites ask asks for of".split()
)
_SAYING = frozenset("is are states state provides provide ensure secure ensures secures arrange".split())
_ASIDES = frozenset("if unless where when".split())
_DOTS = frozenset({"...", "…", ".", "..", "[", "]"})
_STOPPERS = frozenset(
    "prevent prevents preventing preclude precludes prohibit prohibits restrict restricts stop stops bar bars".split()
)
_FINITE_BE = BE - {"be", "been", "being"}
_PARTICIPLE_ENDINGS = ("ed", "en", "wn", "nt", "pt", "ld", "ne", "de", "lt", "ut", "ht")


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb in its sentence: `low:high` bound the sentence, `governor` is the modal or auxiliary that rules the verb.

    `words` are in small letters, `shown` as written; `breaks` are the tokens that begin a paragraph.
    """

    words: Words
    low: int
    high: int
    verb: int
    governor: int | None
    passive: bool
    shown: Words = ()
    breaks: Collection[int] = field(default=frozenset())

    def is_name(self, at: int) -> bool:
        """Whether a word is written with a capital, as names and bodies are."""
        return self.shown[at][:1].isupper()


def clause_at(shown: Words, verb: int, breaks: Collection[int] = frozenset()) -> Clause:
    """The clause around an operative verb."""
    words = [word.lower() for word in shown]
    low, high = phrases.sentence(words, verb)
    return Clause(words, low, high, verb, _governor(words, low, verb), _passive(words, low, verb), shown, breaks)


def _governor(words: Words, low: int, verb: int) -> int | None:
    """The nearest modal before a verb, or “is to”, “has power to”, “is required to”; for a passive its auxiliary."""
    if words[verb].endswith("ing"):
        return None
    for at in range(verb - 1, low - 1, -1):
        word = words[at]
        if word in _ASIDES and phrases.first(words, FINITE | {","}, at, verb) is None:
            return None  # “must, if the Board asks for it, give”: “must” does not rule “asks”
        if word in MODALS and not phrases.comes(words, at, "may", "be", "required"):
            return at
        if word in _FINITE_BE | HAVE and not (at > low and words[at - 1] in MODALS) and _leads_to(words, at, verb):
            return at
    return None


def _leads_to(words: Words, at: int, verb: int) -> bool:
    """Whether “is” or “has” at `at` rules a verb: “is to send”, “are required to send”, “has power to send”, “is sent”."""
    following = at + 1
    while following < verb and (
        words[following] in ADVERBS or words[following] in {"not", "hereby", "duly", "the", "a"}
    ):
        following += 1
    if words[following] == "to":
        return True
    if words[at] in HAVE:
        return words[following] in {"power", "powers", "authority", "right", "duty"}
    return (words[following] in _ADJECTIVES_TO and "to" in words[following:verb]) or following == verb


def _passive(words: Words, low: int, at: int) -> bool:
    """Whether the verb at `at` is a participle after a form of “be”."""
    if not _is_participle(words[at]):
        return False
    for position in range(at - 1, max(low, at - 6) - 1, -1):
        word = words[position]
        if word in BE:
            return True
        if (
            word not in ADVERBS | {"not", "or", "and", "hereby"}
            and not word.endswith("ly")
            and not _is_participle(word)
        ):
            return False
    return False


def _is_participle(word: str) -> bool:
    return word.endswith(_PARTICIPLE_ENDINGS) and word not in {"provide", "include", "decide", "exclude", "document"}


def said_of(clause: Clause) -> Span | None:
    """Whoever the verb says it of, as the sentence has it: a pronoun stays one."""
    words, verb = clause.words, clause.verb
    if words[verb].endswith("ing"):
        return _subject_of_participle(clause)
    controlled = _controlled(clause)
    if controlled is not None:
        return controlled
    end = clause.governor if clause.governor is not None else _before_adverbs(words, clause.low, verb)
    joint = end - 1
    while joint > clause.low and words[joint] in _DOTS:
        joint -= 1  # “may, and ... must”: words between the two were repealed
    if words[joint] in {"and", "but"} and words[end] in MODALS:
        end = _shared_subject_end(words, clause.low, joint + 1)
    return noun_phrase_before(clause, end)


def _shared_subject_end(words: Words, low: int, modal: int) -> int:
    """The end of a subject that two verbs share: “an officer may enter a port, and may inspect the roll”."""
    earlier = phrases.last(words, MODALS, low, modal)
    if earlier is None:
        return modal
    parted = words[modal - 2] == ","  # then a relative clause between the two is over
    opened = phrases.last(words, CLAUSE_OPENERS | (frozenset() if parted else RELATIVES), earlier, modal)
    return modal if opened is not None else earlier


def _before_adverbs(words: Words, low: int, at: int) -> int:
    while at > low:
        joined = words[at - 1] in {"or", "and"} and at - 1 > low and words[at - 2].endswith("ly")
        if words[at - 1] not in ADVERBS and not words[at - 1].endswith("ly") and not joined:
            break
        at -= 1
    return at


def _subject_of_participle(clause: Clause) -> Span | None:
    """“prevents A from disclosing”: A. “by disclosing”, “making available”: the subject of the sentence."""
    words, verb = clause.words, clause.verb
    if phrases.comes(words, verb - 1, "from"):
        stopper = phrases.last(words, _STOPPERS, clause.low, verb - 1)
        if stopper is not None and stopper + 1 < verb - 1:
            return stopper + 1, verb - 1
    main = phrases.first(words, MODALS, clause.low, verb) or phrases.first(words, FINITE, clause.low, verb)
    return noun_phrase_before(clause, main) if main is not None else None


def _controlled(clause: Clause) -> Span | None:
    """The subject of an infinitive: “require B to send”, “lawful for B to send”, “the duty of B to send”."""
    words = clause.words
    to = _before_adverbs(words, clause.low, clause.verb) - 1
    if words[to] in {"and", "or"} and to - 2 > clause.low and words[to - 2] == "to":
        to -= 2  # “to collect and publish”
    if clause.passive and words[to] == "be":
        to -= 1
    if to <= clause.low or words[to] != "to":
        return None
    opportunity = phrases.comes(words, to - 1, "opportunity|chance|power|duty|right")
    end = to
    if opportunity:
        end = to - 2 if phrases.comes(words, to - 2, "a|an|the") else to - 1
        giver = phrases.last(words, {"give", "gives", "giving", "confer", "confers", "imposes"}, clause.low, end)
        if giver is None or giver + 1 >= end or (clause.governor is not None and clause.governor > giver):
            return None
        return giver + 1, end
    floor = clause.governor + 1 if clause.governor is not None else clause.low
    for at in range(end - 1, floor - 1, -1):
        word = words[at]
        if word in {",", "(", ")"}:
            continue
        if word in _CONTROLLERS and at + 1 < end and (word not in {"of", "for"} or _rules_infinitive(words, at)):
            return at + 1, phrases.phrase_end(words, at + 1, end, stops={"by", "at"}, recipients=False)
    return None


def _rules_infinitive(words: Words, at: int) -> bool:
    """Whether “of” or “for” brings in the subject of an infinitive, as after “duty” or “lawful”."""
    return words[at - 1] in {
        "duty",
        "duties",
        "function",
        "responsibility",
        "lawful",
        "necessary",
        "possible",
        "obligation",
        "competent",
        "offence",
        "unlawful",
        "permissible",
    }


def noun_phrase_before(clause: Clause, end: int) -> Span | None:
    """The noun phrase that ends right before `end`, without what opens the sentence and without asides."""
    words, low = clause.words, clause.low
    colon = phrases.last(words, {":"}, low, end)  # what stands before it is a title: “Standard 12: You must”
    low = low if colon is None else colon + 1
    end = _without_asides(words, low, end)
    if end <= low:
        return None
    if words[end - 1] in RELATIVES:
        return _relative_antecedent(clause, end - 1)
    if words[end - 1] == "you":
        return end - 1, end
    start = max(_relative_start(words, low, end), _bracket_start(words, low, end))
    if start == low:
        start = _skip(words, low, end)
        if start < end and words[start] in SUBORDINATORS:
            start = _after_subordinate(clause, start, end)
    while end > start and words[end - 1] in {",", "(", "—", "and", "or"}:
        end -= 1
    start, end = _of_its_own(clause, start, end)
    aside = _aside_within(words, start, end)
    return (start, aside) if aside is not None else (start, end) if end > start else None


def _of_its_own(clause: Clause, start: int, end: int) -> Span:
    """The subject without an earlier verb: “A must be fair, and the panel must report”; “it must close and must report”."""
    words = clause.words
    modal = phrases.first(words, MODALS, start, end)
    if modal is None or phrases.first(words, RELATIVES | CLAUSE_OPENERS, start, modal) is not None:
        return start, end
    joiner = phrases.last(words, {"and", "but", "or"}, modal, end)
    own = joiner is not None and joiner + 1 < end and words[joiner - 1] in {",", ")"}
    if joiner is not None and own and phrases.first(words, MODALS, joiner, end) is None:
        return joiner + 1, end
    return start, modal


def _skip(words: Words, start: int, end: int) -> int:
    while start < end and (
        words[start] in {",", "but", "and", "or", "(", ")", '"', "nor", "neither"} or words[start].isdigit()
    ):
        start += 1
    return start


def _without_asides(words: Words, low: int, end: int) -> int:
    """The end of a subject before an aside: “the Board, after consulting the Agency, must”."""
    while end - 1 > low and words[end - 1] == ",":
        opening = phrases.last(words, {","}, low, end - 1)
        if opening is None or (words[opening + 1] not in SUBORDINATORS and words[opening + 1] not in RELATIVES):
            return end - 1
        if not phrases.last(words, {","}, low, opening) and words[low] in SUBORDINATORS:
            return end - 1
        end = opening
    return end


def _aside_within(words: Words, start: int, end: int) -> int | None:
    """Where “, subject to …,” or “, if …,” begins inside a subject."""
    for at in range(start + 1, end - 1):
        aside = words[at] == "," and words[at + 1] in SUBORDINATORS - {"by", "so", "to", "as", "otherwise", "whether"}
        if aside and words[at - 1] not in RELATIVES:
            return at
    return None


def _relative_antecedent(clause: Clause, relative: int) -> Span | None:
    """The noun phrase that “who” or “which” stands for."""
    end = relative
    while end > clause.low and clause.words[end - 1] in {",", "("}:
        end -= 1
    start = end - 1
    while (
        start > clause.low and clause.words[start] not in FINITE and clause.words[start] not in DETERMINERS | {",", "("}
    ):
        start -= 1
    if clause.words[start] in FINITE or clause.words[start] in {",", "("}:
        start += 1
    return (start, end) if start < end else None


def _relative_start(words: Words, low: int, end: int) -> int:
    """Where a subject begins inside “purposes for which A may …”: after “which”, unless its clause has a verb already."""
    closed = 0  # brackets that close before the verb: what they hold is beside the sentence
    for at in range(end - 1, low, -1):
        closed = max(closed + (words[at] == ")") - (words[at] == "("), 0)
        if closed:
            continue
        if words[at] == "that" and (words[at - 1] in _SAYING or _conditional_on(words, low, at)):
            return at + 1
        if words[at] in {"which", "whom"} and words[at - 1] in PREPOSITIONS:
            return low if any(words[between] in FINITE for between in range(at + 1, end)) else at + 1
        if words[at] in _ASIDES and words[at - 1] == "," and _names_party(words, at + 1, end):
            return at + 1
        if words[at] in CLAUSE_OPENERS - {"as", "before", "after"} and words[at - 1] != "," and words[at + 1] != "of":
            return low if any(words[between] in FINITE | {","} for between in range(at + 1, end)) else at + 1
    return low


def _conditional_on(words: Words, low: int, that: int) -> bool:
    """Whether “that” opens what must be so: “it is a condition of every licence that the holder shall”."""
    opens = phrases.comes(words, low, "it", "is|shall")
    return (
        opens
        and phrases.first(words, {"condition", "requirement", "duty", "term"}, low, min(that, low + 6)) is not None
    )


def _names_party(words: Words, start: int, end: int) -> bool:
    """Whether only a party stands between an opener and its verb: “, if the Board asks”."""
    opens = start < end and words[start] in DETERMINERS | PRONOUNS
    return opens and phrases.first(words, FINITE | {","}, start, end) is None


def _bracket_start(words: Words, low: int, end: int) -> int:
    """A bracket that is still open before the verb holds its subject."""
    depth = 0
    for at in range(end - 1, low - 1, -1):
        depth += (words[at] == ")") - (words[at] == "(")
        if depth < 0:
            return at + 1
    return low


def _after_subordinate(clause: Clause, start: int, end: int) -> int:
    """Where the subject begins after “If …,” or “On … the sheriff clerk”."""
    words = clause.words
    opened = max((at for at in clause.breaks if start < at < end), default=None)
    if opened is not None and words[opened] in DETERMINERS and phrases.first(words, FINITE, opened, end) is None:
        return opened
    comma = phrases.last(words, {","}, start, end)
    while comma is not None:
        opening = _skip(words, comma + 1, end)
        if opening < end and words[opening] in SUBORDINATORS:
            break
        if words[comma + 1] not in {"or", "and"} and _whole(clause, opening, end):
            return opening
        earlier = phrases.last(words, {","}, start, comma)
        if earlier is None:
            return opening
        comma = earlier
    return _bare_subject(clause, start, end)


def _whole(clause: Clause, start: int, end: int) -> bool:
    """Whether a noun phrase can begin here: at a determiner, a name or a plural without one."""
    return start < end and clause.words[start] not in PREPOSITIONS


def _bare_subject(clause: Clause, low: int, end: int) -> int:
    """Where the noun phrase right before a verb begins if no comma marks it off: “On A closing an entry the clerk”."""
    words, at = clause.words, end - 1
    if words[at] in PRONOUNS and not words[at - 1].endswith("ing"):
        return at
    alone = words[at - 1] not in DETERMINERS | {"of", "for"} and not clause.is_name(at - 1)
    if clause.is_name(at) and alone and at - 1 > low:
        return at
    while at > low:
        if words[at] == "neither" or (words[at] in DETERMINERS and _can_begin(words, low, at)):
            return at
        at -= 1
    return low if words[low] not in SUBORDINATORS else end


def _can_begin(words: Words, low: int, at: int) -> bool:
    """Whether a subject can begin with the determiner at `at`: not inside a phrase, a relative clause or “neither A nor B”."""
    before = words[at - 1]
    return before not in PREPOSITIONS | DETERMINERS | RELATIVES and "neither" not in words[low:at]


def finite(words: Words, low: int, high: int) -> int | None:
    """The first verb of a clause: a known form, or a word in -s before an article, as in “the Board closes a berth”."""
    for at in range(low, high):
        verbal = at > low + 1 and at + 1 < high and words[at + 1] in {"a", "an", "the", "any", "such"}
        verbal = verbal and words[at].endswith("s") != words[at - 1].endswith("s")
        if words[at] in FINITE or (
            verbal and words[at] not in PREPOSITIONS and words[at - 1] not in DETERMINERS | PREPOSITIONS
        ):
            return at
    return None
