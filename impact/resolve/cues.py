"""The words that steer an instruction to amend, in order of precedence.

The name of the group is the name of the move.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from impact.resolve.quotations import MARK

#: "by inserting", "by the substitution for", and the same words at the head of a paragraph.
_NOUN = (
    r"(?:\b(?:[Bb]y|and) |^)(?:(?:[Tt]he )?(?:[Ii]nsertion|[Aa]ddition|[Ss]ubstitution|[Oo]mission|[Dd]eletion|[Rr]epeal)"
    r"(?=,| (?:of|for|after|at|before|in)\b)"
    r"|(?:[Ii]nsert|[Aa]dd|[Ss]ubstitut|[Oo]mitt|[Dd]elet|[Rr]epeal|[Rr]evok|[Rr]eplac)ing\b)"
)
#: "In" and "to" that name no place.
_NO_PLACE = (
    r"\b[Ii]n (?:relation to|respect of|accordance with|(?:the )?consequence of|connection with|the case of|pursuance of"
    r"|addition to|(?:the )?exercise of)\b|\b(?:[Ss]ubject|[Ww]ithout prejudice) to\b"
)
_CUES = re.compile(
    r"(?P<place>\b(?:[Aa]t|[Ii]n) (?:the|each|an|its|their) appropriate (?:alphabetical |numerical )?(?:places?"
    r"|positions?)\b)"
    r"|(?P<end>\b(?:[Aa]t|[Aa]fter) the end\b|\b[Aa]t end\b|\bas (?:the )?closing words\b)"
    r"|(?P<start>\b(?:[Aa]t|[Bb]efore) the beginning\b|\bas (?:the )?opening words\b)"
    rf"|(?P<by>{_NOUN})"
    r"|(?P<insert>\b(?:[Ii]nsert|inserted|[Aa]dd|added)\b)"
    r"|(?P<substitute>\b[Ss]ubstitut(?:e|ed)\b)"
    r"|(?P<omit>\b(?:[Oo]mit|[Ll]eave out|[Dd]elete|[Rr]epeal|[Rr]evoke)\b)"
    r"|(?P<gone>\b(?:is|are|shall be|were|be) (?:hereby )?(?:repealed|revoked|omitted|deleted)\b|\b(?:ceases?"
    r"|shall cease) to have effect\b)"
    r"|(?P<replaced>\b(?:is|are|shall be) replaced (?:by|with)\b"
    rf"|\b[Rr]eplace(?= (?:{MARK}|the (?:words?|definition|heading|entry)|(?:sub-?)?(?:section|paragraph)s? )))"
    r"|(?P<become>\bbecomes?\b|\b(?:is|are|shall be) (?:to be )?(?:re-?numbered|re-?lettered|numbered)\b"
    r"|\b(?:is|are) to be (?=(?:sub-?)?(?:section|paragraph)s? [\d(])|\b[Rr]e-?number\b)"
    r"|(?P<amended>\b(?:is|are|shall be) (?:further )?(?:amended|modified)(?= as | in accordance| by[ —:]| in the "
    r"|[—.:,]|$)"
    r"|(?<=[\w)]) as follows(?=[—.:]|$)"
    r"|\b(?:has|have) effect (?:subject to|with) the following (?:amendments|modifications))"
    r"|(?P<as_if>\bas if\b)"
    r"|(?P<effect>\b(?:has|have|to have) effect\b|\b(?:applies|apply)\b|\b(?:is|are) to be read\b)"
    r"|(?P<entry>\b(?:[Tt]he )?[Ee]ntr(?:y|ies) (?:in (?:the|that) [Tt]able )?(?:for|relating to)\b|\b[Rr]eferences? to\b)"
    r"|(?P<definition>\b[Dd]efinitions? of\b|\b[Tt]he following definitions?\b)"
    r"|(?P<words>\b[Tt]he (?:following |existing |opening |closing )?(?:words?|text|entry|entries)\b|\b(?:opening"
    r"|closing) words\b|\bexisting provision\b"
    r"|\b(?:[Tt]he )?(?:first |second |further )?proviso\b|\b(?:single|sole|unnumbered|un-numbered) paragraph\b"
    r"|\b(?:first|second|third|fourth|fifth|last|final) (?:unnumbered )?(?:sub)?(?:paragraphs?|sentences?|entry"
    r"|rows?|columns?|items?|indents?|definition)\b)"
    r"|(?P<front>\blong title\b|\b[Pp]reamble\b)"
    r"|(?P<heading>\b(?:italic (?:cross[- ]?)?|cross[- ]?|section |part |chapter )?(?:headings?|titles?|side-?notes?)\b(?! (?:to"
    r"|of) (?:the )?(?:\w+ )?(?:columns?|table)))"
    r"|(?P<for>\b[Ff]or\b(?! (?:the|this|that) purposes?\b)|\b[Ii]n place of\b)"
    rf"|(?P<detail>{_NO_PLACE})|(?P<in>\b(?:[Ii]n|[Ww]ithin)\b)"
    r"|(?P<after>\b(?:[Aa]fter|(?<![Tt]he )[Ff]ollowing)\b)|(?P<before>\b(?:[Bb]efore|[Pp]receding)\b)"
    r"|(?P<stop>;|\. (?=[A-Z])|—)"
    rf"|(?P<quote>{MARK}\d+{MARK})"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One steering word of a text: its name, its offsets and the words."""

    name: str
    start: int
    end: int
    words: str


def cues_of(text: str) -> Iterator[Cue]:
    """The cues of a text whose quotations are set aside, in order."""
    for match in _CUES.finditer(text):
        yield Cue(match.lastgroup or "", match.start(), match.end(), match[0])
