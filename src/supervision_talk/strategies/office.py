"""An office that does as the Measures ask: the records that a strategy builds up and changes.

Each method adds records that violate nothing and leave nothing unknown, on whatever day one looks
at them: every act is done on or before its due date, and what is asked of it is recorded.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Final, TypeVar, cast

import attrs

from supervision_talk.calendar import Counting
from supervision_talk.measures import EFFECTIVE_ON, Policy
from supervision_talk.measures.facts.committee_year import day_of_year
from supervision_talk.measures.policy import Period
from supervision_talk.model import (
    AnnualDuties,
    AnnualPlan,
    Appointment,
    Assessment,
    Circumstance,
    Copy,
    Disclosure,
    FiledMaterial,
    Filing,
    Judgement,
    Measure,
    Organization,
    Participant,
    Person,
    PlanItem,
    Problem,
    Rectification,
    Register,
    Step,
    Talk,
    Term,
)
from supervision_talk.model.fields import SHANGHAI, Moment, Record
from supervision_talk.model.recorded import OWN_ORGANS
from supervision_talk.model.vocabulary import (
    Category,
    Concern,
    InformedBy,
    JudgementQuestion,
    Material,
    OrganizationKind,
    ReportContent,
    Role,
    StepKind,
    TalkKind,
    Unit,
)
from supervision_talk.strategies.choices import ONE_DAY, Choices

__all__ = ["HORIZON", "LAST_TALK", "YEARS", "Office", "changed"]

RecordT = TypeVar("RecordT", bound=Record)

HORIZON: Final = date(2028, 6, 30)
"""The last day on which anybody looks at what is built here."""

LAST_TALK: Final = date(2027, 12, 20)
YEARS: Final = range(EFFECTIVE_ON.year, HORIZON.year + 1)
_LONG_AGO: Final = date(2021, 1, 5)
_TEXTS: Final = ("", "问题", "é ", " １。", "次数偏少，")


def changed(record: RecordT, **changes: object) -> RecordT:
    """Give a record with other values in some fields."""
    return cast("Callable[..., RecordT]", attrs.evolve)(record, **changes)


@attrs.define(kw_only=True)
class Office:
    """Records in the making, by id or key, with what is chosen while they are made.

    Attributes:
        choices: what decides everything that is free.
        policy: the values under which it complies.
        counting: how periods are counted under the policy.
        keeps_all: whether the register says for whom it is kept: for all its organizations.
        compliant: the register as it was when last said to be compliant.
    """

    choices: Choices
    policy: Policy
    counting: Counting
    keeps_all: bool = False
    people: set[str] = attrs.field(factory=set)
    organizations: dict[str, Organization] = attrs.field(factory=dict)
    appointments: list[Appointment] = attrs.field(factory=list)
    terms: list[Term] = attrs.field(factory=list)
    talks: dict[str, Talk] = attrs.field(factory=dict)
    rectifications: dict[str, Rectification] = attrs.field(factory=dict)
    filings: dict[str, Filing] = attrs.field(factory=dict)
    judgements: dict[str, Judgement] = attrs.field(factory=dict)
    circumstances: dict[str, Circumstance] = attrs.field(factory=dict)
    plans: dict[tuple[str, int], AnnualPlan] = attrs.field(factory=dict)
    annual_duties: dict[tuple[str, int], AnnualDuties] = attrs.field(factory=dict)
    assessments: dict[str, Assessment] = attrs.field(factory=dict)
    disclosures: dict[str, Disclosure] = attrs.field(factory=dict)
    compliant: Register = attrs.field(factory=Register)

    def register(self, kept_for: Sequence[str] | None = None) -> Register:
        """Make the register of what there is now.

        Arguments:
            kept_for: for whom it is kept; None: for all, said or left open.
        """
        if kept_for is None and self.keeps_all:
            kept_for = tuple(self.organizations)
        return Register(
            kept_for=None if kept_for is None else tuple(kept_for),
            organizations=tuple(self.organizations.values()),
            people=tuple(Person(id=each) for each in sorted(self.people)),
            appointments=tuple(self.appointments),
            terms=tuple(self.terms),
            talks=tuple(self.talks.values()),
            rectifications=tuple(self.rectifications.values()),
            filings=tuple(self.filings.values()),
            judgements=tuple(self.judgements.values()),
            circumstances=tuple(self.circumstances.values()),
            plans=tuple(self.plans.values()),
            annual_duties=tuple(self.annual_duties.values()),
            assessments=tuple(self.assessments.values()),
            disclosures=tuple(self.disclosures.values()),
        )

    def is_compliant(self) -> None:
        """Say that what there is now complies; what is broken is broken afterwards."""
        self.compliant = self.register()

    # Organizations and posts

    def add(
        self, id: str, kind: str, level: str, superior: str | None = None, **more: date | str
    ) -> Organization:
        """Add an organization."""
        made = cast("Callable[..., Organization]", Organization)(
            id=id, kind=kind, level=level, superior=superior, **more
        )
        self.organizations[id] = made
        return made

    def next_level(self, committee: str) -> list[Organization]:
        """Give the next-level organizations of a committee, whenever they exist."""
        return [
            each
            for each in self.organizations.values()
            if each.superior == committee
            and each.kind is not OrganizationKind.MILITARY
            and (self.policy.own_organs_are_seats or each.kind not in OWN_ORGANS)
        ]

    def committees(self) -> list[Organization]:
        """Give the organizations that have others at the next level, military ones left out."""
        return [
            each
            for each in self.organizations.values()
            if each.kind is not OrganizationKind.MILITARY and self.next_level(each.id)
        ]

    def person(self, id: str) -> str:
        """Add a person."""
        self.people.add(id)
        return id

    def appoint(
        self,
        organization: str,
        start: date,
        end: date | None,
        role: Role = Role.SECRETARY,
        *,
        acting: bool | None = None,
    ) -> Appointment:
        """Appoint somebody who has no other post."""
        number = 1 + sum(each.organization == organization for each in self.appointments)
        made = Appointment(
            person=self.person(f"p-{organization}-{number}"),
            organization=organization,
            role=role,
            start=start,
            end=end,
            acting=acting,
        )
        self.appointments.append(made)
        return made

    def appoint_team(self, organization: Organization) -> None:
        """Appoint a secretary, perhaps a successor, and a deputy who stays."""
        choices = self.choices
        start = organization.established_on or _LONG_AGO
        acting = choices.one_of([None, False, True]) if self.policy.acting_heads_count else None
        if choices.yes():
            end = choices.day(max(start, date(2026, 2, 5)), LAST_TALK)
            # A committee is never without a secretary: its regular talks may need one.
            gap = 1 if self.next_level(organization.id) else choices.one_of([1, 1, 2, 40])
            self.appoint(organization.id, start, end)
            self.appoint(organization.id, end + gap * ONE_DAY, None, acting=acting)
        else:
            self.appoint(organization.id, start, None, acting=acting)
        self.appoint(organization.id, _LONG_AGO, None, choices.one_of(list(Role)[1:]))

    def heads(self, organization: str) -> list[Appointment]:
        """Give the appointments as secretary of an organization."""
        return [
            each
            for each in self.appointments
            if each.organization == organization and each.role is Role.SECRETARY
        ]

    def head(self, organization: str, day: date) -> str:
        """Give who heads an organization on a day on which somebody does."""
        return next(each.person for each in self.heads(organization) if each.holds_on(day))

    def deputy(self, organization: str) -> str:
        """Give who is in the leadership team of an organization without heading it."""
        return next(
            each.person
            for each in self.appointments
            if each.organization == organization and each.role is not Role.SECRETARY
        )

    # Talks

    def talk(
        self,
        committee: str,
        organization: str,
        day: date,
        kind: TalkKind = TalkKind.REGULAR,
        **fields: object,
    ) -> Talk:
        """Hold a talk as Art. 2, 6 to 10 ask, with all that follows from it in time."""
        choices = self.choices
        id = f"t{len(self.talks):03}"
        problems = tuple(self._problem(id, number) for number in range(choices.number(1, 2)))
        held_by = self.organizations[committee]
        below = self.organizations[organization]
        by_secretary = kind is TalkKind.REGULAR or choices.yes()
        way = choices.number(0, 3)
        prepared = choices.day(day - 20 * ONE_DAY, day)
        values: dict[str, object] = {
            "id": id,
            "kind": kind,
            "held_by": held_by.id,
            "organization": below.id,
            "talker": self.head(committee, day) if by_secretary else self.deputy(committee),
            "interviewees": (self.head(organization, day),),
            "started_at": choices.one_of([None, day - ONE_DAY]),
            "ended_at": _moment(day, way),
            "organized_by": Unit.OFFICE,
            "participants": choices.one_of([None, (), (Participant(from_=Unit.AUDIT),)]),
            "talker_prepared_on": prepared,
            "self_examined_on": prepared if kind is TalkKind.REGULAR else None,
            "steps": tuple(self._step(step, day, way) for step in StepKind),
            "problems": problems,
            "recorded_on": self._by(day, Period.PROGRESS),
        }
        self.choices.days.add(day)
        made = cast("Callable[..., Talk]", Talk)(**(values | fields))
        self.talks[id] = made
        if day >= EFFECTIVE_ON:
            self._follow_up(made, day)
        return made

    def _problem(self, talk: str, number: int) -> Problem:
        # The talk's id makes the summary its own; ids are of one length.
        return Problem(
            id=f"{talk}-{number}",
            summary=f"{talk} {number} {self.choices.one_of(_TEXTS)}",
            concerns=self.choices.one_of(list(Concern)),
        )

    def _step(self, step: StepKind, day: date, way: int) -> Step:
        if way == 0:
            return Step(step=step)
        return Step(step=step, at=day if way == 1 else _moment(day, way))

    def _by(self, day: date, which: Period) -> date:
        """Choose a day on or before the end of a period that begins on a day."""
        return self.choices.day(day, self.due(day, which))

    def due(self, day: date, which: Period) -> date:
        """Give the effective end of a period of Art. 11 that begins on a day."""
        due = self.policy.period_after(day, which, self.counting).effective
        self.choices.days.add(due)
        return due

    def _follow_up(self, talk: Talk, day: date) -> None:
        choices = self.choices
        quarter = self.due(day, Period.PROGRESS)
        proposed = self._by(day, Period.MEASURES)
        reported = choices.day(proposed, self.due(day, Period.MEASURES))
        progress = choices.day(day, quarter)
        self.rectifications[talk.id] = Rectification(
            talk=talk.id,
            measures=tuple(
                Measure(
                    id=f"m{number}",
                    problems=(problem.id,),
                    content=choices.one_of(_TEXTS),
                    first_responsibility=choices.yes(),
                )
                for number, problem in enumerate(talk.problems or ())
            ),
            measures_proposed_on=proposed,
            measures_reported_on=reported,
            report_contents=tuple(ReportContent),
            reported_to=choices.one_of([None, talk.held_by]),
            team_notified_on=choices.day(proposed, max(proposed, quarter)),
            progress_reported_on=progress,
        )
        filed_by = {
            Material.RECORD: (day, quarter),
            Material.MEASURES: (reported, max(reported, quarter)),
            Material.RECTIFICATION_REPORT: (
                progress,
                self.counting.months_after(progress, 1).effective,
            ),
        }
        self.filings[talk.id] = Filing(
            talk=talk.id,
            materials=tuple(
                FiledMaterial(material=material, filed_on=choices.day(*span))
                for material, span in filed_by.items()
            ),
            copies=tuple(
                Copy(to=to, sent_on=choices.day(day, quarter))
                for to in (Unit.DISCIPLINE, Unit.ORGANIZATION)
            ),
        )

    def spare_talk(
        self, *, kind: TalkKind = TalkKind.REGULAR, organization: str = "town", **fields: object
    ) -> Talk:
        """Hold a governed talk of the county that no seat, person or plan needs."""
        return self.talk("county", organization, self.talk_day(organization), kind, **fields)

    def talk_day(self, organization: str, first: date = EFFECTIVE_ON) -> date:
        """Choose a day on which an organization has a head to talk with."""
        spans = [
            (max(first, each.start), min(LAST_TALK, each.end or LAST_TALK))
            for each in self.heads(organization)
        ]
        return self.choices.day(
            *self.choices.one_of([span for span in spans if span[0] <= span[1]])
        )

    def timely_talk(self, organization: str = "town", **fields: object) -> Talk:
        """Recognize a circumstance below the county and answer it by a timely talk in time."""
        day = self.talk_day(organization)
        circumstance = self.circumstance(
            organization, self.choices.day(max(EFFECTIVE_ON, day - 10 * ONE_DAY), day)
        )
        recognized_on = circumstance.recognized_on
        if self.policy.timely_within_days is not None and recognized_on is not None:
            due = self.counting.days_after(recognized_on, self.policy.timely_within_days).effective
            if day > due:
                self.circumstances[circumstance.id] = changed(circumstance, recognized_on=day)
        return self.talk(
            "county", organization, day, TalkKind.TIMELY, basis=(circumstance.id,), **fields
        )

    def circumstance(self, organization: str, recognized_on: date) -> Circumstance:
        """Recognize a circumstance of an organization."""
        made = Circumstance(
            id=f"c{len(self.circumstances)}",
            organization=organization,
            category=self.choices.one_of(list(Category)),
            recognized_on=recognized_on,
            source=self.choices.one_of([None, "…"]),
        )
        self.circumstances[made.id] = made
        return made

    def judge(
        self, talk: Talk, question: JudgementQuestion, *, answer: bool | None, on: date | None
    ) -> Judgement:
        """Judge a talk."""
        made = Judgement(
            id=f"j{len(self.judgements)}", talk=talk.id, question=question, answer=answer, on=on
        )
        self.judgements[made.id] = made
        return made

    def drop(self, talk: Talk) -> None:
        """Take a talk away, with all that hangs on it."""
        del self.talks[talk.id]
        self.rectifications.pop(talk.id, None)
        self.filings.pop(talk.id, None)
        for records in (self.judgements, self.disclosures):
            hanging = [id for id, each in records.items() if each.talk == talk.id]
            for id in hanging:
                del records[id]

    # Coverage

    def add_term(self, organization: str, start: date, end: date | None) -> None:
        """Add a term, and after its end the next."""
        planned_end = self.choices.one_of([None, date(2026, 12, 20), date(2027, 6, 30)])
        self.terms.append(
            Term(
                organization=organization,
                ordinal=14,
                start=start,
                end=end,
                planned_end=planned_end,
            )
        )
        if end is not None:
            self.terms.append(Term(organization=organization, ordinal=15, start=end + ONE_DAY))

    def cover(self, committee: Organization, owner: str) -> None:
        """Hold the regular talks that the terms of `owner` want of a committee."""
        for term in self.terms:
            if term.organization == owner:
                for seat in self.next_level(committee.id):
                    self._cover_seat(committee, seat, term)

    def _cover_seat(self, committee: Organization, seat: Organization, term: Term) -> None:
        last = term.end or HORIZON
        since = max(term.start, EFFECTIVE_ON)
        held = [
            head
            for head in self.heads(seat.id)
            if max(head.start, since) <= min(head.end or last, last)
        ]
        long_enough = [
            head
            for head in held
            if (head.end is not None or term.end is not None)
            and (min(head.end or last, last) - max(head.start, since)).days + 1
            >= self.policy.minimum_tenure_days
        ]
        at_the_end = term.end is not None and seat.exists_on(term.end)
        for head in long_enough or (held[:1] if at_the_end or self.choices.yes() else ()):
            first = max(head.start, term.start)
            if not self.policy.talks_before_effect_count or self.choices.yes():
                first = max(first, EFFECTIVE_ON)
            span = (first, min(head.end or last, last, LAST_TALK))
            if span[0] <= span[1]:
                self.talk(committee.id, seat.id, self.choices.day(*span))

    # What a committee owes every year

    def add_years(self, committee: str) -> None:
        """Adopt the plans of a committee, and do what Art. 13 asks."""
        for year in YEARS:
            self._plan(committee, year)
            self._annual_duties(committee, year)

    def _plan(self, committee: str, year: int) -> None:
        items = list(self._items(committee, year))
        if not items:
            items = [self._item(committee, year, 0, self.next_level(committee)[0].id, HORIZON)]
        self.plans[committee, year] = AnnualPlan(
            organization=committee,
            year=year,
            adopted_on=self.choices.day(date(year, 1, 1), day_of_year(year, self.policy.plan_due)),
            informed_by=(self.choices.one_of(list(InformedBy)),),
            items=tuple(items),
        )

    def _items(self, committee: str, year: int) -> Iterator[PlanItem]:
        """Plan some of the talks that were held; some of them name their item."""
        held = [
            (talk, day)
            for talk in self.talks.values()
            if talk.held_by == committee
            and talk.kind is TalkKind.REGULAR
            and (day := talk.held_on) is not None
            and day.year == year
        ]
        for number, (talk, day) in enumerate(held):
            if number == 0 or self.choices.yes():
                item = self._item(committee, year, number, talk.organization, day)
                yield item
                if self.choices.yes():
                    self.talks[talk.id] = changed(talk, plan_item=item.id)

    def _item(
        self, committee: str, year: int, number: int, organization: str, not_before: date
    ) -> PlanItem:
        talker = self.choices.one_of([None, self.deputy(committee)])
        return PlanItem(
            id=f"i-{committee}-{year}-{number}",
            organization=organization,
            talker=talker,
            responsible="…" if talker is None else None,
            due_on=self.choices.day(not_before, max(not_before, date(year, 12, 31))),
        )

    def _annual_duties(self, committee: str, year: int) -> None:
        start = date(year + 1, 1, 1)
        self.annual_duties[committee, year] = AnnualDuties(
            organization=committee,
            year=year,
            responsibility_list_includes_talks=True,
            report_submitted_on=self.choices.day(
                start, day_of_year(year + 1, self.policy.annual_report_due)
            ),
            report_covers_talks=True,
            debriefed_on=self.choices.day(start, day_of_year(year + 1, self.policy.debrief_due)),
            debrief_covers_talks=True,
        )


def _moment(day: date, way: int) -> Moment:
    """Write a moment of a day of Shanghai in one of the ways in which it may be written."""
    if way == 1:
        return day
    if way == 2:  # noqa: PLR2004 - just after midnight: elsewhere it is still the day before
        return datetime.combine(day, time(0, 20), SHANGHAI).astimezone(UTC)
    return datetime.combine(day, time(10, 0))  # without an offset it is Shanghai's
