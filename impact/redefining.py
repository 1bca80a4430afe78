"""Terms about information that a document gives another meaning in another Act."""

from __future__ import annotations

import re

from impact.report import Finding
from impact.setting import Setting

_INFORMATION = r"(?:information|data\b|records?\b|document|identif|anonym|confiden|disclos|particulars|patient)"
#: Words that change the definition of a term for information, and words that are such a definition.
_DEFINITION = re.compile(rf"\bdefinitions? of [“\"][^”\"]*{_INFORMATION}", re.IGNORECASE)
_QUOTED = re.compile(rf"[“\"](?P<term>[^”\"]*{_INFORMATION}[^”\"]*)[”\"]", re.IGNORECASE)


def changes_a_term(finding: Finding, setting: Setting) -> bool:
    """Whether a finding changes what a term about information means in another Act; a new term changes nothing."""
    words = setting.words(finding.provision.xpath)
    if finding.effect != "information-definition":
        return bool(_DEFINITION.search(words))
    quotation = setting.document.by_xpath.get(setting.quotation(finding))
    if quotation is None or not (_QUOTED.search(words) or _QUOTED.search(finding.provision.label)):
        return False
    amending = setting.document.parents.get(quotation.xpath)
    return amending is not None and "substitute" in f"{amending.intro.string} {amending.wrap_up.string}"


def term_of(finding: Finding, setting: Setting) -> str:
    """The first term about information that a finding's provision quotes, in small letters; "" if it quotes none."""
    quoted = _QUOTED.search(setting.words(finding.provision.xpath))
    return quoted["term"].casefold() if quoted is not None else ""
