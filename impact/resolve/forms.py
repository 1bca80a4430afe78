"""The forms in which a text gives a term its meaning, read from one provision.

“X” means …, the expression “X” shall include …, references to X are to …, the following are X—, a register (“the
book”), rows of a table. Every kind of quotation mark is read alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from impact.document import Document, Provision
from impact.resolve.citations import act_titles, find_references
from impact.resolve.phrases import closest

MEANS, READS, NAMED, INCLUDES = "means", "reads", "named", "includes"

_STRAIGHT = re.compile(r"(?<![\w.,;)])\"(?P<term> ?\w[^\"“”]{0,118}?)\"(?!\w)")
_SINGLE = re.compile(r"(?<!\w)[‘'](?P<term>\w[^‘’'“”\"]{0,80}?(?:[’']s? [^‘’'“”\"]{1,60}?)?)[’'](?!\w)")
_QUOTED = re.compile(r"“([^“”]{1,120})[”“]")
_OTHER_LANGUAGE = re.compile(r" ?\(“[^“”]{1,80}”\)")
#: A term whose closing quotation mark is missing in the source: “relevant service means—.
_UNCLOSED = re.compile(r"“(?P<terms>[^“”]{1,60}?)(?P<related>) (?P<verb>means?|includes?)\b(?=[^“”]*$)")
_MUST = r"(?:shall|must|(?:is|are)(?: to be)? (?:deemed|taken) to|shall be (?:deemed|taken) to|(?:is|are) to)"
_VERB = (
    r"(?P<verb>means?\b|includes?\b|(?:does|do|shall|must) not (?:include|mean|extend to)\b"
    rf"|{_MUST} (?:mean|include|refer to)\b"
    rf"|(?:has|have|bears?|{_MUST} (?:have|bear)) (?:the )?(?:same |respective )?meanings?\b"
    r"|(?:(?:is|are) (?:not )?to|shall(?: not)?|must(?: not)?) be (?:read|construed|interpreted|understood|taken|treated)\b"
    r"|(?:is|are) (?:a reference|references|defined|construed|read)\b|refers? to\b|(?:has|have) effect as\b"
    r"|(?:is|are)(?=—| (?:an?|any|one|each) ))"
)
#: Words without a quotation; a verb in brackets is not that of the definition.
_PLAIN = r"(?:[^“”—;()]|\((?:[^“”()]|\([^“”()]*\))*\))"
#: “X” means, “X” and “Y” have the meanings, “X”, in relation to Y, means.
_DEFINED = re.compile(
    r"(?P<terms>“[^“”]{1,120}[”“](?: ?\(“[^“”]{1,80}”\))?(?:(?:,? and |,? or |, )(?:the (?:expression|word|term)s? )?"
    r"“[^“”]{1,120}”(?: ?\(“[^“”]{1,80}”\))?){0,8})"
    r"(?:,? ?(?P<related>(?:in|for|with|as|when|where|wherever|unless|except|save|subject to|used)\b"
    rf"{_PLAIN}{{1,240}}?),?| \([^()“”]{{1,120}}\))?,? ?" + _VERB
)
_AFTER_TERM = re.compile(rf"^(?P<related>{_PLAIN}{{0,240}}?)\s*" + _VERB)
#: An officer is “authorised” where …
_STATED = re.compile(
    r"(?P<said>\b(?:[Aa]n?|[Aa]ny|[Tt]he(?! purpose)|[Ee]ach|[Ee]very) [^“”;—,]{2,120}? (?:is|are) (?:an? |the )?"
    r"“(?P<term>[^“”]{1,80})”"
    r"(?: (?:for the purposes of|in relation to|in respect of)[^“”;—]{1,120}?)?,? ?(?:if|where|when|unless)\b)"
)
_SUBJECT = r"^(?:\w+ the purposes? of [^,;—]{3,80}?,? )?"
#: The following are relevant persons—, a person is a relevant person for the purposes of this section if …
_UNQUOTED = (
    re.compile(
        _SUBJECT
        + r"(?:(?:[Ee]ach of )?[Tt]he following)(?: [a-z]+){0,2} (?:is|are)(?: to be (?:treated|regarded) as)? "
        r"(?:(?:an? |the )(?P<one>[\w’ -]{3,60}?)|(?!within|to be|subject|not |as |defined|made|set )"
        r"(?P<term>[a-z][\w’-]* [\w’ -]{3,60}?))"
        r"(?: (?:for the purposes of|in relation to|in respect of) [^—;:]{3,160})?"
        r"(?=[—:])"
    ),
    re.compile(
        _SUBJECT + r"(?:[Aa]n?|[Aa]ny|[Ee]ach|[Tt]he) [^,;—“”]{2,80}? is an? (?P<term>[a-z][\w’-]* [\w’ -]{3,50}?)"
        r"(?P<purpose> for the purposes of [^,;—]{3,80}?)?,? (?:if|where)\b"
    ),
)
_REFERRED = re.compile(
    r"\((?P<scope>(?:here(?:in)?after |and )?(?:in (?:this|these) [\w ]{1,30} )?)(?:(?:which|who|that) )?(?:(?:is|are) )?"
    r"(?:to be )?(?:(?:here(?:in)?after )?(?:referred to|known|described)"
    r"(?: here(?:in)?after)? (?P<inside>in (?:this|these) [\w ]{1,30} )?as |here(?:in)?after:? )?"
    r"(?:the |an? )?“(?P<term>[^“”()]{1,80})”\)"
)
_KNOWN_AS = re.compile(
    r",? (?:which (?:is|are) )?(?:(?:is|are) )?(?:here(?:in)?after )?"
    r"(?:to be (?:known|called|referred to)(?: in this [\w ]{1,20})? as"
    r"|(?:referred to|known) (?:in (?:this|these) [\w ]{1,20} )?as|called) (?:the |an? )?“(?P<term>[^“”()]{1,80})”"
)
_IN_WHERE = (
    r"(?:,? in (?:this|that|these|the|any|sub-?|section|paragraph|regulation|article|Part|Chapter)[\w ().-]{0,60}?,?)?"
)
_REFERENCES = re.compile(
    r"\b[Rr]eferences?(?: \([^()]{3,60}\))?,?" + _IN_WHERE + r"(?: \([^()]{3,60}\))? to (?:an? |the |any )?“?"
    r"(?P<term>[^,;—“”()]{2,80}?)”?(?:,? (?P<related>in relation to [^,;—“”]{2,100}),?)? "
    r"(?P<verb>includes?\b|do(?:es)? not include\b|shall (?:not )?include\b"
    r"|(?:is|are) (?:not )?to be (?:read|construed|taken|treated)"
    r"|(?:shall|must) be (?:read|construed|taken|treated)|(?:is|are) (?:a )?references? to|(?:is|are) to(?! be)\b"
    r"|(?:has|have) the (?:same )?meanings?\b|means?\b)"
)
_SAME = re.compile(
    r"^(?:(?:shall |must |(?:is|are) to )?(?:has|have|bears?) (?:the )?(?:same |respective )?meanings?"
    r"|(?:(?:is|are) to|shall|must) be "
    r"(?:read|construed|interpreted)|(?:is|are) (?:defined|construed|read))"
    r" ?(?:as (?:it (?:has|does|bears) |they (?:have|do|bear) |(?:is|are) given (?:to it )?"
    r"|that (?:term|expression) has )?(?:in|by) |(?:that )?(?:it|they) (?:has|have|bears?|does) (?:in|under|for the purposes of) "
    r"|(?:respectively )?(?:given|assigned|ascribed|attributed)"
    r"(?: to (?:it|them|that term|that expression|those expressions|those terms))? (?:respectively )?(?:by|in|under) "
    r"|in accordance with ?|(?:they have |it has )?within the meaning of |by |in |as for the purposes of )(?P<place>[^—:].+)$"
)
_SEE = re.compile(
    r"^[”\"]?:? ?\(?[Ss]ee (?:also )?"
    r"(?P<place>(?:sub)?(?:section|paragraph|regulation|article|Schedule|Part)\b[^;]*?)\)?[;.]?$"
)
#: The other terms that a marked definition defines with its first, and what a term is called in another language.
_MORE_TERMS = re.compile(
    r"^[”\"]?(?: ?\(“[^“”]{1,80}”\))?(?:(?:,? and |,? or |, )“[^“”]{1,120}”(?: ?\(“[^“”]{1,80}”\))?){0,8}(?= |,|—|:)"
)
_REFERENCE_TO = re.compile(r"\breferences?(?: [\w ().]{0,60})? to (?:an? |the )?$", re.IGNORECASE)
_UNLESS_OTHERWISE = re.compile(r"\b(?:context|contrary)\b")  # what every definition is subject to
_ACCORDINGLY = re.compile(r"\b(?:accordingly|in like manner|correspondingly)\b")
_ADDS = re.compile(
    r"^(?:(?:shall|must|does|do|is|are|to be|be|deemed|taken|read|construed|treated|not|as|also) )*"
    r"(?:includ(?:e|es|ing)|extend|(?:a )?references? (?:also )?includ|excluding)\b"
)
#: What leads from one definition to the next in the same sentence: ", and for these purposes".
_JOINT = re.compile(
    r"[,;.]? ?\(?(?:and|or|but)?,? ?(?:(?:for|in) (?:this|that|these|those|the) [\w ()]{0,40}?,? ?)?"
    r"(?:the (?:expression|word|term)s? ?)?$"
)
_OF_AN_ACT = re.compile(r"\b(?:Act|Regulations?|Order|Measure|Rules|Directive|Decision)\b")
#: How something is read when it is applied to something else defines nothing.
_APPLYING = re.compile(r"\b(?:appl(?:y|ies|ied|ying|ication)|has effect|have effect|as if)\b")
_IN_ONE_CASE = re.compile(r"(?:Where|If|When|In (?:the|its) application|In a case|In applying)\b")
#: What goes on describing a thing after its short name: "a register (“the list”) of persons who …".
_CONTINUED = re.compile(
    r",? (?:(?:of|containing|setting out|relating to|specifying|consisting of|in respect of|in relation to|about) "
    r"[^,;—.()“”]{2,160}?(?= (?:is|are|was|were|must|may|shall|has|have|does|makes?|gives?)\b|[,;—.(]|$)"
    r"|(?:which|who|whom|whose|that) [^,;—.()“”]{2,160}(?=[,;—.(]|$))"
)
_LOOSE_END = re.compile(r"[;,] (?:and|or)$")
_THAT_ACT = re.compile(r"\b(?:that Act|that Order|that Measure|those Regulations|those Rules|the said Act)\b")
_INDEX = re.compile(r"\b(?:[Ii]ndex of defined|[Dd]efined (?:expressions|terms)|[Ii]ndex of (?:terms|expressions))\b")
_GLOSSARY = tuple(
    re.compile(rf"(?:the |defined |column \d:? ?|\(\d\) ?)*(?:{words})\b", re.IGNORECASE)
    for words in ("expressions?|terms?|words?|phrases?", "meanings?|definitions?|interpretations?")
)
_PRINCIPAL = ("section", "regulation", "article", "rule", "paragraph")


@dataclass(frozen=True, slots=True)
class Form:
    """A term with its meaning: `text`, or the place that has it in `same_as`; `before` is what leads up to it.

    `nature` is MEANS, READS (a reference is to be read as one), NAMED (a short name in brackets) or INCLUDES (adds to
    or takes from another meaning). `related` is what the meaning is limited to: "in relation to Wales".
    """

    term: str
    text: str | None
    same_as: str | None
    before: str
    nature: str = MEANS
    related: str = ""


def forms(provision: Provision, document: Document) -> Iterator[Form]:
    """Every definition that the own words of a provision give, those of its list included."""
    text = levelled(provision.intro.string)
    yield from list(_marked(provision, text, document)) or _prose(provision, text)
    if "“" in text:
        yield from _named(text, provision.terms)
    yield from _gloss(provision, text, document)
    yield from _unquoted(provision, text)
    yield from _rows(provision, document)


def levelled(text: str) -> str:
    """A text of the same length in which terms stand between “ and ”, whichever marks the source has."""
    if '"' in text:
        text = _STRAIGHT.sub(r"“\g<term>”", text)
    if "“" not in text and ("‘" in text or "'" in text):
        text = _SINGLE.sub(r"“\g<term>”", text)
    return text


def _marked(provision: Provision, text: str, document: Document) -> Iterator[Form]:
    """The terms of a marked-up definition that has no quotation marks."""
    if provision.kind != "definition" or not text or text.startswith("“"):
        return
    rest = next((text[len(term) :] for term in provision.terms if text.startswith(term)), text)
    see = _SEE.match(rest)
    if see:
        yield from (Form(term, None, see["place"], "") for term in provision.terms)
        return
    more = _MORE_TERMS.match(rest)
    others = _QUOTED.findall(_OTHER_LANGUAGE.sub("", more[0])) if more else []
    rest = rest[more.end() :] if more else rest
    match = _AFTER_TERM.match(rest)
    words = rest[match.start("verb") :] if match else rest
    related = match["related"].strip(" ,") if match else ""
    related = related if related.startswith(("in ", "for ", "as ", "with ", "when ")) else ""
    body = _with_children(words, provision)
    if _ACCORDINGLY.search(body[:80]):
        before = _previous(provision, document)
        if before is None:
            return
        yield from (Form(term, f"is read in accordance with “{before}”", None, "") for term in provision.terms)
        return
    for term in dict.fromkeys((*provision.terms, *others)):
        yield _form(term, words, body, "", related)


def _previous(provision: Provision, document: Document) -> str | None:
    """The term of the definition before this one in its list."""
    holder = document.parents.get(provision.xpath)
    siblings = [each for each in holder.children if each.kind == "definition"] if holder else []
    at = next((at for at, each in enumerate(siblings) if each.xpath == provision.xpath), 0)
    return siblings[at - 1].terms[0] if at and siblings[at - 1].terms else None


def _prose(provision: Provision, text: str) -> Iterator[Form]:
    """“‘X’ means …” wherever it stands in the provision's own words."""
    if "“" not in text:
        return
    matches = [
        each
        for each in _DEFINED.finditer(text)
        if not _REFERENCE_TO.search(text[max(each.start() - 90, 0) : each.start()])
    ]
    matches = matches or list(_UNCLOSED.finditer(text))
    earlier: Form | None = None
    for index, match in enumerate(matches):
        last = index + 1 == len(matches)
        words = text[match.start("verb") : len(text) if last else matches[index + 1].start()]
        words = words.strip(" ,;") if last else _JOINT.sub("", words).strip(" ,;")
        body = _with_children(words, provision) if last else words
        for term in _QUOTED.findall(_OTHER_LANGUAGE.sub("", match["terms"])) or [match["terms"]]:
            related = (match["related"] or "").strip(" ,")
            found = _form(term.strip(" ,"), words, body, text[: match.start("verb")], related)
            if found.text and _ACCORDINGLY.search(found.text[:60]):
                if earlier is None:
                    continue
                said = earlier.text or f"has its meaning from {earlier.same_as}"
                found = Form(
                    found.term, f"is read in accordance with “{earlier.term}”, which {said}", None, found.before
                )
            else:
                earlier = found
            yield found
    if not matches:
        for match in _STATED.finditer(text):
            said = text[match.start() :]
            yield Form(match["term"], _closed(_with_children(said, provision)), None, text[: match.start()])


def _form(term: str, words: str, body: str, before: str, related: str) -> Form:
    """A definition from the words that begin with its verb; `body` has the list below as well."""
    related = "" if _UNLESS_OTHERWISE.search(related) else related
    match = _SAME.match(words)
    if match and len(words) == len(body) and not words.endswith("—"):
        return Form(term, None, _with_title(match["place"].strip(" .;,"), before), before, related=related)
    said = _LOOSE_END.sub("", _closed(body))
    return Form(term, said, None, before, INCLUDES if _ADDS.match(words) else MEANS, related)


def _closed(text: str) -> str:
    """Some words without the marks at their end, or the bracket that was opened before them."""
    text = text.strip(" .;,")
    if text.endswith("”") and text.count("”") > text.count("“"):
        text = text[:-1].rstrip(" .;,")
    return text[:-1].rstrip(" .;,") if text.endswith(")") and text.count(")") > text.count("(") else text


def _with_title(place: str, before: str) -> str:
    """“Section 5 of that Act” with the title of the Act that was named last before it."""
    if not _THAT_ACT.search(place) or act_titles(place):
        return place
    titles = [title.act.title for title in act_titles(before) if title.act]
    return _THAT_ACT.sub(f"the {titles[-1]}", place) if titles else place


def _with_children(words: str, provision: Provision) -> str:
    """The words of a definition with the list that follows them."""
    parts = [words, *(child.text for child in provision.children if child.kind != "quotation")]
    return " ".join(part for part in (*parts, provision.wrap_up.string) if part)


def _named(text: str, terms: Sequence[str]) -> Iterator[Form]:
    """“a local authority (‘LA1’)”, “a register, to be known as ‘the register’”."""
    bracketed = list(_REFERRED.finditer(text))
    spans = [match.span() for match in bracketed]
    known = [m for m in _KNOWN_AS.finditer(text) if not any(start <= m.start() < end for start, end in spans)]
    for match in (*bracketed, *known):
        before = text[: match.start()]
        if before.rstrip().endswith("”") or before.strip() in terms:
            continue  # the term in another language
        titles = (
            [title.act.title for title in act_titles(before) if title.act] if _OF_AN_ACT.search(match["term"]) else []
        )
        phrase = f"the {titles[-1]}" if titles else closest(before, match["term"])
        further = None if titles else _CONTINUED.match(text, match.end())
        if phrase:
            phrase += f" {further[0].strip(' ,')}" if further else ""
            yield Form(match["term"], phrase, None, match[0], NAMED)


def _gloss(provision: Provision, text: str, document: Document) -> Iterator[Form]:
    """“References in this Part to disclosure include …”; not how they are read in one case only."""
    holder = document.parents.get(provision.xpath)
    if "eference" not in text or (holder is not None and _IN_ONE_CASE.match(holder.intro.string)):
        return
    if _IN_ONE_CASE.match(text):
        return
    for match in _REFERENCES.finditer(text):
        words = text[match.start("verb") :]
        body = _closed(_with_children(words, provision))
        if _ACCORDINGLY.search(body[:60]) or _APPLYING.search(text[: match.start()]):
            continue
        found = _form(match["term"].strip(), _closed(words), body, text[: match.end()], match["related"] or "")
        nature = READS if found.nature == MEANS else found.nature
        yield Form(found.term, found.text, found.same_as, found.before, nature, found.related)


def _unquoted(provision: Provision, text: str) -> Iterator[Form]:
    """“The following are relevant persons—”: a term that no mark shows."""
    if provision.kind in {"definition", "cell"}:
        return
    for pattern in _UNQUOTED:
        match = pattern.match(text)
        if (
            match
            and "“" not in match[0]
            and ("for the purposes of" in match[0].lower() or text.rstrip().endswith(("—", ":")))
        ):
            term = match.groupdict().get("one") or match["term"]
            yield Form(term, _closed(_with_children(text, provision)), None, match[0], READS)
            return


def _rows(provision: Provision, document: Document) -> Iterator[Form]:
    """The rows of an index of defined expressions, or of a table of meanings."""
    if provision.kind != "row" or len(provision.children) < 2:
        return
    above = next((up for up in document.ancestors(provision) if up.kind in _PRINCIPAL), None)
    if above is None:
        return
    lead = f"{above.heading.string} {above.intro.string}"
    term, place = provision.children[0].text.strip(' “”"‘’'), provision.children[-1].text.strip()
    if not term or not place or len(term) > 100:
        return
    if _INDEX.search(lead) and find_references(place):
        yield Form(term, None, place, above.intro.string)
    elif _is_glossary(provision, document):
        yield Form(term, f"means {place}".strip(" .;"), None, above.intro.string)


def _is_glossary(row: Provision, document: Document) -> bool:
    """Whether a row stands in a table of two columns that are headed "Expression" and "Meaning"."""
    table = next((up for up in document.ancestors(row) if up.kind == "table"), None)
    first = next((below for below in table.walk() if below.kind == "row"), None) if table else None
    if first is None or first is row or len(row.children) != 2 or len(first.children) != 2:
        return False
    return all(heading.match(cell.text) for heading, cell in zip(_GLOSSARY, first.children, strict=True))
