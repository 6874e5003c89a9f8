"""Art. 17: a report's violated findings, grouped as grounds to examine. Not a verdict.

The article holds people responsible after weighing what happened; no program does that. What can
be said is under which of its items an office would look at a finding. Each rule declares it
(`Rule.ground`).
"""

from collections.abc import Mapping
from typing import Final

from supervision_talk.audit.asking import a_rule_set
from supervision_talk.audit.findings import Finding
from supervision_talk.audit.report import Report
from supervision_talk.measures import MEASURES, Force, Outcome, RuleSet
from supervision_talk.model.arguments import check_arguments
from supervision_talk.wording import Wording

__all__ = ["ITEMS", "grounds_to_examine"]

ITEMS: Final = (1, 2, 3, 4)
"""The items of Art. 17: those who hold talks; the interviewee; the rectification; the rest."""

_A_REPORT: Final = Wording(zh="audit给出的Report", en="a Report, as audit gives it")


def grounds_to_examine(
    report: Report, rules: RuleSet = MEASURES
) -> Mapping[int, tuple[Finding, ...]]:
    """Group the violated findings of a report under the items of Art. 17.

    Advisory findings are left out: what is not binding gives no ground.

    Arguments:
        report: what an audit found.
        rules: the rule set that it was made with.

    Returns:
        For each item, 1 to 4, its findings in the report's order; none is left out.

    Raises:
        InvalidArgument: an argument is not what is listed above.
        KeyError: a finding is of a rule that is not in `rules`.

    >>> from datetime import date
    >>> from supervision_talk import Organization, Register, Talk, audit
    >>> county = Organization(id="371323", kind="local_committee", level="county")
    >>> town = Organization(id="371323101", kind="township_committee", level="township",
    ...                     superior="371323")
    >>> talk = Talk(id="t1", kind="regular", held_by="371323", organization="371323101",
    ...             ended_at=date(2026, 3, 10), organized_by="discipline")
    >>> report = audit(Register(organizations=[county, town], talks=[talk]), date(2026, 6, 1))
    >>> grounds = grounds_to_examine(report)
    >>> [f.rule for f in grounds[1]], [f.rule for f in grounds[3]]
    (['ST0601'], ['ST1101', 'ST1102'])
    """
    check_arguments(
        "grounds_to_examine",
        ("report", isinstance(report, Report), _A_REPORT),
        a_rule_set(rules),
    )
    grounds: dict[int, list[Finding]] = {item: [] for item in ITEMS}
    for finding in report.findings:
        if finding.outcome is Outcome.VIOLATED and finding.force is not Force.ADVISORY:
            grounds[rules[finding.rule].ground].append(finding)
    return {item: tuple(findings) for item, findings in grounds.items()}
