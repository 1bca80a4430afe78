"""What a compound check cannot say in YAML: named functions, each a question about one finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from impact.report import Finding
from impact.setting import Setting


@dataclass(frozen=True, slots=True)
class Case:
    """A finding and all that a judgement may look at."""

    finding: Finding
    setting: Setting


def has_saving_out_of_reach(case: Case) -> bool:
    """Whether a data-protection saving stands in the same Part but is about another section."""
    return any(
        other.effect == "data-protection-saving"
        and case.setting.is_near(other, case.finding, "part")
        and not case.setting.reaches(other, case.finding)
        for other in case.setting.findings
    )


#: The functions that a check may name with `judge:`; True means that the check applies.
JUDGEMENTS: Mapping[str, Callable[[Case], bool]] = {
    "has_saving_out_of_reach": has_saving_out_of_reach,
}
