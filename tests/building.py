"""A county by the book, small enough to see through, and ways to change one thing in it.

`BY_THE_BOOK` is a register in which every rule about its regular talk `t1` is satisfied;
`TIMELY` is one with a timely talk. A test takes one of them, changes what its claim is about, and
asks for a rule's finding.

>>> BY_THE_BOOK.finding("ST0702").outcome.value
'satisfied'
>>> BY_THE_BOOK.with_talk(interviewees=("p-town", "p-deputy")).finding("ST0702").outcome.value
'violated'
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Self, TypeVar, cast

import attrs

from supervision_talk import (
    AnnualDuties,
    AnnualPlan,
    Appointment,
    Assessment,
    Circumstance,
    Copy,
    Disclosure,
    FiledMaterial,
    Filing,
    Finding,
    Judgement,
    Measure,
    Organization,
    Person,
    Policy,
    Problem,
    Rectification,
    Register,
    Step,
    Talk,
    Term,
    audit,
)
from supervision_talk.model.fields import SHANGHAI, ListOf, Nested, Record, Reference, field_types
from supervision_talk.model.vocabulary import (
    Category,
    Concern,
    Level,
    Material,
    OrganizationKind,
    ReportContent,
    Role,
    StepKind,
    TalkKind,
    Unit,
)

RecordT = TypeVar("RecordT", bound=Record)

HELD_ON = date(2026, 3, 10)
M1 = date(2026, 4, 10)
M3 = date(2026, 6, 10)
"""Both are workdays: nominal and effective due dates of a talk on `HELD_ON`."""
AS_OF = date(2026, 7, 20)


def changed(record: RecordT, **changes: object) -> RecordT:
    """Give a record with other values in some fields."""
    return cast("Callable[..., RecordT]", attrs.evolve)(record, **changes)


def at(hour: int, minute: int = 0, day: date = HELD_ON) -> datetime:
    """Give a moment of Shanghai."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


def secretary(
    person: str,
    organization: str,
    start: date = date(2021, 12, 10),
    end: date | None = None,
    *,
    acting: bool | None = None,
    role: Role = Role.SECRETARY,
) -> Appointment:
    """Give an appointment; as secretary, if nothing else is said."""
    return Appointment(
        person=person, organization=organization, role=role, start=start, end=end, acting=acting
    )


def steps(*taken: StepKind) -> tuple[Step, ...]:
    """Give steps five minutes apart."""
    return tuple(Step(step=step, at=at(9, 5 * index)) for index, step in enumerate(taken))


@attrs.frozen(kw_only=True)
class Situation:
    """Records, with the day and the policy under which they are looked at."""

    organizations: tuple[Organization, ...]
    appointments: tuple[Appointment, ...] = ()
    terms: tuple[Term, ...] = ()
    talks: tuple[Talk, ...] = ()
    rectifications: tuple[Rectification, ...] = ()
    filings: tuple[Filing, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    circumstances: tuple[Circumstance, ...] = ()
    plans: tuple[AnnualPlan, ...] = ()
    annual_duties: tuple[AnnualDuties, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    kept_for: tuple[str, ...] | None = None
    as_of: date = AS_OF
    policy: Policy = attrs.field(factory=Policy)

    def register(self) -> Register:
        """Make the register; its people are those whom the records mention."""
        lists = {
            name: cast("tuple[Record, ...]", value)
            for name, value in attrs.asdict(self, recurse=False).items()
            if name not in ("kept_for", "as_of", "policy")
        }
        mentioned = {
            person for records in lists.values() for each in records for person in _people(each)
        }
        people = tuple(Person(id=person) for person in sorted(mentioned))
        make = cast("Callable[..., Register]", Register)
        return make(kept_for=self.kept_for, people=people, **lists)

    def findings(self) -> Sequence[Finding]:
        """Audit the register, satisfied findings included."""
        return audit(self.register(), self.as_of, self.policy, satisfied=True).findings

    def find(self, rule: str, subject: str = "t1") -> Finding | None:
        """Give what a rule says of a subject; None: nothing."""
        found = [
            each for each in self.findings() if each.rule == rule and each.subject.id == subject
        ]
        assert len(found) < 2, "a rule says one thing of one subject"
        return found[0] if found else None

    def finding(self, rule: str, subject: str = "t1") -> Finding:
        """Give what a rule says of a subject to which it applies."""
        found = self.find(rule, subject)
        assert found is not None, f"{rule} says nothing of {subject}"
        return found

    def on(self, as_of: date) -> Self:
        """Look at it on another day."""
        return attrs.evolve(self, as_of=as_of)

    def under(self, **values: object) -> Self:
        """Look at it under another policy."""
        return attrs.evolve(self, policy=Policy.from_values(values))

    def having(self, **lists: object) -> Self:
        """Exchange whole lists of records."""
        return cast("Callable[..., Self]", attrs.evolve)(self, **lists)

    def adding(self, **lists: tuple[Record, ...]) -> Self:
        """Add records to lists."""
        longer = {name: (*getattr(self, name), *records) for name, records in lists.items()}
        return self.having(**longer)

    def with_organization(self, id: str, **changes: object) -> Self:
        """Change an organization."""
        return self.having(
            organizations=tuple(
                changed(each, **changes) if each.id == id else each for each in self.organizations
            )
        )

    def with_talk(self, **changes: object) -> Self:
        """Change the first talk."""
        first, *others = self.talks
        return self.having(talks=(changed(first, **changes), *others))

    def with_rectification(self, **changes: object) -> Self:
        """Change the first rectification."""
        first, *others = self.rectifications
        return self.having(rectifications=(changed(first, **changes), *others))

    def with_filing(self, **changes: object) -> Self:
        """Change the first filing."""
        first, *others = self.filings
        return self.having(filings=(changed(first, **changes), *others))

    def without(self, *appointed: str) -> Self:
        """Take the appointments to some organizations away."""
        return self.having(
            appointments=tuple(
                each for each in self.appointments if each.organization not in appointed
            )
        )


def _people(record: Record) -> Iterator[str]:
    for name, type_ in field_types(type(record)).items():
        value = getattr(record, name)
        element = type_.element if isinstance(type_, ListOf) else type_
        values = value if isinstance(type_, ListOf) else (value,)
        for each in values or ():
            if isinstance(element, Nested) and each is not None:
                yield from _people(each)
            elif isinstance(element, Reference) and element.kind == "person" and each is not None:
                yield each


COUNTY = Organization(id="county", kind=OrganizationKind.LOCAL_COMMITTEE, level=Level.COUNTY)
TOWN = Organization(
    id="town", kind=OrganizationKind.TOWNSHIP_COMMITTEE, level=Level.TOWNSHIP, superior="county"
)
OTHER_TOWN = changed(TOWN, id="other-town")
BUREAU = Organization(
    id="bureau",
    kind=OrganizationKind.PARTY_GROUP,
    level=Level.COUNTY,
    superior="county",
    approved_by="county",
)
SCHOOL = Organization(
    id="school", kind=OrganizationKind.UNIT_COMMITTEE, level=Level.COUNTY, superior="bureau"
)

TALK = Talk(
    id="t1",
    kind=TalkKind.REGULAR,
    held_by="county",
    organization="town",
    talker="p-county",
    interviewees=("p-town",),
    started_at=at(9),
    ended_at=at(10),
    organized_by=Unit.OFFICE,
    talker_prepared_on=HELD_ON,
    self_examined_on=HELD_ON,
    steps=steps(*StepKind),
    problems=(
        Problem(id="b1", summary="问题一", concerns=Concern.FIRST_RESPONSIBILITY),
        Problem(id="b2", summary="问题二", concerns=Concern.SELF_DISCIPLINE),
    ),
    recorded_on=HELD_ON,
)

BY_THE_BOOK = Situation(
    organizations=(COUNTY, TOWN, OTHER_TOWN),
    appointments=(
        secretary("p-county", "county"),
        secretary("p-deputy", "county", role=Role.DEPUTY_SECRETARY),
        secretary("p-town", "town"),
        secretary("p-other", "other-town"),
    ),
    terms=(
        Term(
            organization="county",
            ordinal=14,
            start=date(2021, 12, 20),
            planned_end=date(2026, 12, 20),
        ),
    ),
    talks=(TALK,),
    rectifications=(
        Rectification(
            talk="t1",
            measures=(
                Measure(id="m1", problems=("b1",), content="措施一", first_responsibility=True),
                Measure(id="m2", problems=("b2",), content="措施二", first_responsibility=False),
            ),
            measures_proposed_on=date(2026, 4, 1),
            measures_reported_on=date(2026, 4, 8),
            report_contents=tuple(ReportContent),
            team_notified_on=date(2026, 4, 9),
            progress_reported_on=date(2026, 6, 9),
        ),
    ),
    filings=(
        Filing(
            talk="t1",
            materials=(
                FiledMaterial(material=Material.RECORD, filed_on=date(2026, 3, 11)),
                FiledMaterial(material=Material.MEASURES, filed_on=date(2026, 4, 8)),
                FiledMaterial(material=Material.RECTIFICATION_REPORT, filed_on=date(2026, 6, 10)),
            ),
            copies=(
                Copy(to=Unit.DISCIPLINE, sent_on=date(2026, 4, 9)),
                Copy(to=Unit.ORGANIZATION, sent_on=date(2026, 4, 10)),
            ),
        ),
    ),
)
"""A county and its town: a regular talk on 10 March 2026 and all that is to follow, in time."""

TIMELY = BY_THE_BOOK.with_talk(kind=TalkKind.TIMELY, basis=("c1",), self_examined_on=None).having(
    circumstances=(
        Circumstance(
            id="c1",
            organization="town",
            person="p-town",
            category=Category.PETITIONS,
            recognized_on=date(2026, 3, 9),
        ),
    )
)
"""The same with a timely talk about a circumstance recognized the day before."""
