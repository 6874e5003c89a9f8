"""A province's implementing rules, made of the same forms as the Measures' own.

Provinces and ministries carry the Measures out by rules of their own, stricter in places. This
example of an invented province shows the four ways in which such rules differ:

- **A rule about a new kind of subject.** `LR0501` wants a regular talk with the head of every
  next-level organization in each calendar year, where the Measures want one in a term. Its
  subject, a seat in a year, has a sheet of facts of its own: `SeatYearFacts` says what may be
  asked, `seats_in_years` which subjects there are, `seat_year_facts` how each stands.
- **A rule about a subject that we know.** `LR1001` wants the record of every talk within ten
  workdays. The sheet of facts about a talk has all that it needs.
- **A stricter period.** No rule is written anew for it: `POLICY` shortens the two of Art. 11.
- **Another force.** What Art. 8 advises, that talks be tailored, binds here: `RuleSet.replacing`
  puts the same rule with another force in the place of ours.

Everything else follows from these declarations: verdicts, due dates over China's workdays, the
calendar of obligations, messages in two languages that cite the province's rules, the digest.
A duty without a date, or a fact that is not recorded, is treated as everywhere.

Run it to see what the province's rules change for the demo county::

    python examples/local_rules.py
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Final, NamedTuple

import attrs

from supervision_talk import MEASURES, Duty, Policy, Register, audit, obligations
from supervision_talk.interchange import load
from supervision_talk.measures import (
    EFFECTIVE_ON,
    Bearer,
    Citation,
    Fact,
    FactSheet,
    Force,
    Inquiry,
    OnDate,
    Outcome,
    Wording,
    WorkdaysAfter,
    happened,
)
from supervision_talk.measures.facts.talk import talk
from supervision_talk.model import Organization
from supervision_talk.model.vocabulary import OrganizationKind, TalkKind

SOURCE: Final = Wording(zh="某省实施细则（示例）", en="the example province's rules")
"""The text that the rules are of: messages cite it before the article that it carries out."""


class SeatYear(NamedTuple):
    """A next-level organization of a committee in a calendar year."""

    committee: Organization
    organization: Organization
    year: int


class SeatYearFacts(NamedTuple):
    """What a rule may ask about a seat in a year.

    The first four facts every sheet has: the engine makes subject, bearer and force of them.
    """

    subject_type: Annotated[str, Fact("对象种类", "the kind of subject")]
    subject_id: Annotated[str, Fact("岗位和年度", "committee, organization and year")]
    committee: Annotated[str, Fact("党委（党组）", "the committee")]
    committee_kind: Annotated[OrganizationKind, Fact("组织类别", "the committee's kind")]
    organization: Annotated[str, Fact("下级党组织", "the next-level organization")]
    last_day: Annotated[date, Fact("当年年底", "the last day of the year")]
    talked_on: Annotated[
        date | None,
        Fact("当年首次定期谈话的日期", "the day of the year's first regular talk", "talks"),
    ]


def seats_in_years(inquiry: Inquiry, committee: str) -> Iterator[SeatYear]:
    """Give a committee's seats of each year since the Measures took effect.

    A seat counts in a year if it is there on the year's last day, or today in the current year.
    """
    register, as_of = inquiry.register, inquiry.as_of
    for year in range(EFFECTIVE_ON.year, as_of.year + 1):
        day = min(as_of, date(year, 12, 31))
        for organization in register.next_level(committee, day):
            yield SeatYear(register.organization(committee), organization, year)


def seat_year_facts(inquiry: Inquiry, subject: SeatYear) -> SeatYearFacts:
    """Look up how a seat stands in a year. No other code of these rules looks anything up."""
    committee, organization, year = subject
    days = [
        held_on
        for each in inquiry.register.talks_between(committee.id, organization.id)
        if each.kind is TalkKind.REGULAR
        and (held_on := happened(each.held_on, inquiry.as_of)) is not None
        and held_on.year == year
    ]
    return SeatYearFacts(
        subject_type="seat_year",
        subject_id=f"{committee.id}/{organization.id}/{year}",
        committee=committee.id,
        committee_kind=committee.kind,
        organization=organization.id,
        last_day=date(year, 12, 31),
        talked_on=min(days, default=None),
    )


seat_year: Final = FactSheet(
    SeatYearFacts,
    subjects=seats_in_years,
    state=seat_year_facts,
    called=Wording(zh="年度岗位", en="seat in a year"),
)

LR0501: Final = Duty(
    code="LR0501",
    name="yearly-talk",
    article=Citation(5, paragraph=2),
    source=SOURCE,
    bearer=Bearer.COMMITTEE,
    about=seat_year,
    done=seat_year.talked_on.is_recorded(),
    done_on=seat_year.talked_on,
    due=OnDate(seat_year.last_day),
    norm=Wording(
        zh="每年应当同每个下一级党组织“一把手”开展一次定期谈话",
        en="the head of every next-level organization is to have a regular talk in each year",
    ),
    remedy=Wording(zh="在年内安排定期谈话", en="hold the talk before the year ends"),
)

LR1001: Final = Duty(
    code="LR1001",
    name="record-within-ten-workdays",
    article=Citation(10, paragraph=2),
    source=SOURCE,
    bearer=Bearer.OFFICE,
    about=talk,
    done=talk.recorded_on.is_recorded(),
    done_on=talk.recorded_on,
    due=WorkdaysAfter(talk.held_on, 10),
    norm=Wording(
        zh="谈话记录应当在谈话后10个工作日内形成",
        en="the record is to be formed within ten workdays of the talk",
    ),
    remedy=Wording(zh="形成谈话记录并登记日期", en="form the record and enter its date"),
)

TAILORED: Final = attrs.evolve(MEASURES["ST0802"], force=Force.MANDATORY, source=SOURCE)
"""Our advisory rule on Art. 8, as the province has it: binding."""

RULES: Final = MEASURES.replacing("example-province/1", TAILORED).adding(
    "example-province/1", LR0501, LR1001
)
"""The Measures as the province carries them out. The name changes when an answer may."""

POLICY: Final = Policy(measures_within_days=15, progress_within_months=2)
"""The province's periods: fifteen days for the measures, two months for the rectification."""


def main() -> None:
    """Audit the demo county by the Measures alone and by the province's rules, and compare."""
    register = load(Path(__file__).with_name("xundian.json"))
    as_of = date(2026, 10, 5)
    compare(register, as_of)
    show_yearly_talks(register, as_of)


def compare(register: Register, as_of: date) -> None:
    """Print what the province's rules find more than the Measures alone."""
    alone = audit(register, as_of)
    local = audit(register, as_of, POLICY, rules=RULES)
    print(f"As of {as_of}, violations by the Measures alone and by the province's rules:")
    for rule in RULES.rules:
        before = alone.rules[rule.code][Outcome.VIOLATED] if rule.code in MEASURES else 0
        after = local.rules[rule.code][Outcome.VIOLATED]
        if before != after or rule.source is not None:
            print(f"  {rule.code} {rule.name}: {before} -> {after}")
    binding = next(each for each in local.findings if each.rule == TAILORED.code)
    print(f"{TAILORED.code} binds now: {binding.force.value}.")
    print(f"  {binding.message.zh}")
    print(f"  {binding.message.en}")


def show_yearly_talks(register: Register, as_of: date) -> None:
    """Print the talks that the county still owes this year by the province's rules."""
    owed = [
        each
        for each in obligations(
            register, as_of, as_of, date(as_of.year, 12, 31), POLICY, rules=RULES
        )
        if each.rule == LR0501.code and each.done_on is None
    ]
    print(f"Still to be talked to this year: {len(owed)} heads. The first:")
    for each in owed[:3]:
        print(f"  {each.message.en}")


if __name__ == "__main__":
    main()
