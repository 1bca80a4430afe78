"""Whether a sentence says that something is not to be: “is not to be open to inspection”, “is not entitled to a copy”."""

from __future__ import annotations

from collections.abc import Sequence

from impact.detect.lexicon import BE, MODALS

#: Effects by which information goes somewhere: a sentence that denies them has none of them.
MOVING = frozenset(
    "gateway disclosure-duty notification-duty information-power reporting-duty access-right publication collection-or-use "
    "register".split()
)
_AUXILIARIES = MODALS | BE | {"does", "do", "did"}
#: “may not refuse to give” lets it be given; “must, not later than …, give” and “not only gives” deny nothing.
_TURNING = frozenset(
    "refuse fail omit neglect decline delay prevent prevented prohibit prohibited preclude precluded withhold "
    "forbid forbidden barred later less more fewer earlier sooner only "
    "unless until without if but".split()
)
_REACH = 8  # words between “not” and the verb that it denies


def denied(words: Sequence[str], verb: int) -> bool:
    """Whether the verb at a token is denied by “not” behind its auxiliary."""
    for at in range(verb - 1, max(verb - _REACH, 0), -1):
        if words[at] in _TURNING or not words[at][:1].isalpha():
            return False
        if words[at] == "not":
            return words[at - 1] in _AUXILIARIES
    return False
