"""Pages about rules, checks and effects in Markdown, made from the rules base itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from impact.rulebase.model import CheckRule, Effect, Example, Pattern, Rule, Rulebase, TokenPattern

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
_MOST_WORDS = 8
_GROUPS: Mapping[str, str] = {
    "flagged": "Flagged",
    "clear": "Not flagged",
    "inapplicable": "Looks right in the wrong place",
    "todo": "Known misses",
}


def rule_page(rule: Rule) -> str:
    """One rule: why, what to ask, what it looks for in words, examples, false alarms, known misses, references."""
    match = rule.match
    facts = [("Effect", rule.effect + (f" ({rule.kind})" if rule.kind else "")), ("Severity", rule.severity)]
    facts += [("Confidence", rule.confidence), ("Status", rule.status), ("Since", rule.since)]
    facts += [("Looks in", ", ".join(sorted(match.where)))]
    if match.quotes:
        facts.append(("Quoted text", f"{match.quotes} only"))
    if match.cites:
        facts.append(("Only if a provision that it cites is", ", ".join(sorted(match.cites))))
    if rule.replaced_by:
        facts.append(("Replaced by", rule.replaced_by))
    if rule.formerly:
        facts.append(("Formerly", ", ".join(rule.formerly)))
    sections = [
        _heading(rule.id, rule.title, facts),
        _paragraph("Why it matters", rule.why),
        _list("What to ask", rule.questions),
        _paragraph("What the memo says", rule.message),
        _patterns("What it looks for", match.patterns),
        _patterns("Not where this overlaps", match.unless),
        _patterns("Not in a sentence with", match.absent),
        _patterns("Only in a sentence with", match.requires),
        _patterns("Only under a heading, or opening words, with", match.headed),
        _patterns("Only after a paragraph of the same list with", match.earlier),
        _patterns("Only above quoted text with", match.quoted),
        _examples(rule.examples),
        _list("Taken for granted", rule.assumptions),
        _list("Known false alarms", rule.false_alarms),
        _references(rule.references),
    ]
    return "\n".join(section for section in sections if section)


def check_page(check: CheckRule) -> str:
    """One compound check: what starts it, what it looks for around that, why, and what to ask."""
    facts = [("Severity", check.severity), ("Status", check.status), ("Since", check.since), ("Within", check.within)]
    facts.append(("Starts from", ", ".join(sorted(check.find))))
    for name, others in (("Fires without", check.without), ("Fires only with", check.with_)):
        if others:
            facts.append((name, ", ".join(sorted(others))))
    for slot, classes in check.parties.items():
        facts.append((f"Only if “{slot}” is a", ", ".join(sorted(classes))))
    if check.open:
        facts.append(("Left open", ", ".join(sorted(check.open))))
    if check.made:
        facts.append(("Made", " ".join(check.made)))
    if check.default:
        facts.append(("Supplied by law", f"{check.default.get('by', '')} from {check.default.get('from', '')}"))
    sections = [
        _heading(check.id, check.title, facts),
        _paragraph("Why it matters", check.why),
        _list("What to ask", check.questions),
        _paragraph("What the memo says", check.message),
        _patterns("Only if the words are", check.words),
        _patterns("Not if the words are", check.unless),
        *(_patterns(f"Only if the slot “{slot}” is", patterns) for slot, patterns in check.slots.items()),
        _patterns("Not with these words within the scope", check.lacks),
        _patterns("Not with these words in the section", check.beside),
        *(_patterns(f"Looked for by itself: {answer.name}", (*answer.lacks, *answer.said)) for answer in check.each),
        _examples(check.examples),
        _references(check.references),
    ]
    return "\n".join(section for section in sections if section)


def effect_page(effect: Effect, rulebase: Rulebase) -> str:
    """One effect: what it means, its kinds, and the rules that find it."""
    rules = [f"`{rule.id}`: {_plain(rule.title)}" for rule in rulebase.rules if rule.effect == effect.name]
    facts = [("Direction", effect.direction)]
    if effect.kinds:
        facts.append(("Kinds", ", ".join(effect.kinds)))
    heading = _heading(effect.name, "", facts)
    body = f"{_plain(effect.means)}.\n" if not effect.means.endswith(".") else f"{_plain(effect.means)}\n"
    listed = "## Rules\n\n" + "".join(f"- {rule}\n" for rule in rules) if rules else "No rule finds this effect yet.\n"
    return f"{heading}\n{body}\n{listed}"


def rules_table(rulebase: Rulebase) -> str:
    """All rules and checks as Markdown tables, a table a direction, with links relative to the rules folder."""
    lines = [
        f"Rules base {rulebase.version}: {_count(rulebase.rules, 'rule')}, {_count(rulebase.checks, 'check')}.",
        "",
    ]
    directions = dict.fromkeys(effect.direction for effect in rulebase.effects.values())
    for direction in directions:
        rules = [rule for rule in rulebase.rules if rulebase.effects[rule.effect].direction == direction]
        if rules:
            lines += [f"### {direction}", "", "| Rule | What it finds | Effect | Severity | Confidence | Status |"]
            lines += ["| --- | --- | --- | --- | --- | --- |"]
            rules.sort(key=lambda rule: (list(rulebase.effects).index(rule.effect), rule.id))
            lines += [
                _row(rule.id, rule.file, rule.title, rule.effect, rule.severity, rule.confidence, rule.status)
                for rule in rules
            ]
            lines.append("")
    if rulebase.checks:
        lines += [
            "### checks",
            "",
            "| Check | What it asks | Within | Severity | Status |",
            "| --- | --- | --- | --- | --- |",
        ]
        lines += [
            _row(check.id, check.file, check.title, check.within, check.severity, check.status)
            for check in rulebase.checks
        ]
        lines.append("")
    return "\n".join(lines)


def _count(items: Sequence[object], name: str) -> str:
    return f"{len(items)} {name}{'' if len(items) == 1 else 's'}"


def in_words(pattern: Pattern) -> str:
    """The pattern as a person would say it, by its first alternative, with the number of others."""
    said = _said(pattern.tokens[0], pattern.marks[0])
    others = len(pattern.tokens) - 1
    return f"{said} (and {others} variant{'s' if others > 1 else ''})" if others else said


def _said(tokens: TokenPattern, marks: Sequence[str]) -> str:
    parts: list[str] = []
    for token, mark in zip(tokens, marks, strict=True):
        operator = str(token.get("OP", ""))
        if operator.startswith("{0,"):
            parts.append(f"then within {operator[3:-1]} words")
            continue
        words = _token_said(token)
        if operator == "?":
            words = f"perhaps {words}"
        slot = mark.rstrip("^")
        notes = [f"slot {slot}"] * bool(slot) + ["the operative verb"] * mark.endswith("^")
        parts.append(words + (f" ({', '.join(notes)})" if notes else ""))
    return ", ".join(parts)


def _token_said(token: Mapping[str, object]) -> str:
    constraint = token.get("LOWER", token.get("TEXT", token.get("ORTH")))
    if isinstance(constraint, str):
        return f"“{constraint}”"
    if isinstance(constraint, Mapping):
        for predicate, words in (("IN", "one of"), ("NOT_IN", "any word but")):
            if isinstance(listed := constraint.get(predicate), Sequence):
                return f"{words} {_some(listed)}"
    others = [str(key) for key in token if key != "OP"]
    return f"a word that is {', '.join(others)}" if others else "any word"


def _some(words: Sequence[object]) -> str:
    shown = ", ".join(str(word) if str(word).isalnum() else f"“{word}”" for word in words[:_MOST_WORDS])
    return f"{shown}… ({len(words)} words)" if len(words) > _MOST_WORDS else shown


def _plain(text: str) -> str:
    """Text with everything that Markdown would read as markup escaped."""
    return _SPECIAL.sub(r"\\\1", text)


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"


def _heading(name: str, title: str, facts: Iterable[tuple[str, str]]) -> str:
    lines = [f"# {name}", ""] + ([f"{_plain(title)}.", ""] if title else [])
    return "\n".join([*lines, *(f"- {key}: {_plain(value)}" for key, value in facts), ""])


def _paragraph(heading: str, text: str) -> str:
    return f"## {heading}\n\n{_plain(text)}\n" if text else ""


def _list(heading: str, items: Sequence[str]) -> str:
    return f"## {heading}\n\n" + "".join(f"- {_plain(item)}\n" for item in items) if items else ""


def _patterns(heading: str, patterns: Sequence[Pattern]) -> str:
    if not patterns:
        return ""
    said = "".join(
        f"- **{pattern.name}**: {_plain(in_words(pattern))}  \n  {_code(pattern.source)}\n" for pattern in patterns
    )
    return f"## {heading}\n\n{said}"


def _examples(examples: Sequence[Example]) -> str:
    blocks = []
    for group, heading in _GROUPS.items():
        items = [_example(example) for example in examples if example.group == group]
        if items:
            blocks.append(f"### {heading}\n\n" + "".join(items))
    return "## Examples\n\n" + "\n".join(blocks) if blocks else ""


def _example(example: Example) -> str:
    why = f"  \n  *{_plain(example.why)}*" if example.why else ""
    at = f" at {example.at}" if example.at else ""
    if example.is_clause:
        lines = "".join(f"      {line}\n" for line in example.text.splitlines())
        return f"- A clause{_plain(at)}:{why}\n\n{lines}\n"
    return f"- {_plain(example.text)}{why}\n"


def _references(references: Sequence[Mapping[str, str]]) -> str:
    lines = [
        f"- [{_plain(reference['title'])}]({reference['url']})\n"
        if "url" in reference
        else f"- {_plain(reference['title'])}\n"
        for reference in references
    ]
    return "## References\n\n" + "".join(lines) if lines else ""


def _row(identity: str, file: str, title: str, *cells: str) -> str:
    link = f"[{identity}]({file.split('/', 1)[-1]})"
    return f"| {link} | {_plain(title)} | {' | '.join(cells)} |"
