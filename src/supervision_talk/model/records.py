"""The records of a register (SPEC 3): what was organized, who held which post, what was done.

A record holds what was recorded and nothing that follows from it. None means "not recorded"
except where a field says otherwise; an empty list means "recorded, and there was none". A value
that breaks a rule of the Measures can be built: finding that out is the rules' work. A value
that cannot be (an end before its start, a year 1776) is refused with every mistake named.
"""

from collections.abc import Iterable
from datetime import date

from supervision_talk.errors import Mistake
from supervision_talk.model.fields import (
    Boolean,
    CivilDate,
    Identifier,
    ListOf,
    Moment,
    MomentType,
    Naming,
    Nested,
    OneOf,
    Ordinal,
    Record,
    Reference,
    Text,
    Year,
    as_written,
    civil_date,
    end_before_start,
    field,
    record,
    repeated,
)
from supervision_talk.model.vocabulary import (
    AssessmentKind,
    Category,
    Concern,
    InformedBy,
    JudgementQuestion,
    Level,
    Material,
    OrganizationKind,
    ReportContent,
    Role,
    StepKind,
    TalkKind,
    Unit,
)
from supervision_talk.wording import Wording

__all__ = [
    "AnnualDuties",
    "AnnualPlan",
    "Appointment",
    "Assessment",
    "Circumstance",
    "Copy",
    "Disclosure",
    "FiledMaterial",
    "Filing",
    "Judgement",
    "Measure",
    "Organization",
    "Participant",
    "Person",
    "PlanItem",
    "Problem",
    "Rectification",
    "Step",
    "Talk",
    "Term",
]


@record
class Organization(Record):
    """A Party organization, with its place in the tree.

    Attributes:
        superior: id of the organization one level up; None at the top of this register.
        approved_by: for a Party group, the organization that approved its establishment: its
            term counts for coverage (Art. 5 ¶2).
        established_on: first day of existence; None: always.
        abolished_on: first day without it; None: still there.

    >>> Organization(id="371323", kind=OrganizationKind.LOCAL_COMMITTEE, level=Level.COUNTY)
    Organization(id='371323')
    """

    chinese = "组织"

    id: str = field(Identifier())
    name: str | None = field(Text(), default=None)
    kind: OrganizationKind = field(OneOf(OrganizationKind))
    level: Level = field(OneOf(Level))
    superior: str | None = field(Reference(kind="organization"), default=None)
    approved_by: str | None = field(Reference(kind="organization"), default=None)
    established_on: date | None = field(CivilDate(), default=None)
    abolished_on: date | None = field(CivilDate(), default=None)

    def contradictions(self, called: Naming = as_written) -> Iterable[Mistake]:
        """Name an abolition before the establishment."""
        return end_before_start(
            self.established_on, self.abolished_on, "abolished_on", "established_on", called
        )

    def exists_on(self, day: date) -> bool:
        """Tell whether the organization exists on a day: from its first to its last.

        >>> school = Organization(id="s", kind="unit_committee", level="county",
        ...                       abolished_on=date(2026, 7, 1))
        >>> school.exists_on(date(2026, 6, 30)), school.exists_on(date(2026, 7, 1))
        (True, False)
        """
        return (self.established_on is None or self.established_on <= day) and (
            self.abolished_on is None or day < self.abolished_on
        )


@record
class Person(Record):
    """Somebody, known to rules and reports by id alone.

    >>> Person(id="p1", name="…")
    Person(id='p1')
    """

    chinese = "人员"

    id: str = field(Identifier())
    name: str | None = field(Text(), default=None)


@record
class Appointment(Record):
    """A post in a leadership team, held on its first and its last day alike.

    Attributes:
        end: the last day in post; None: still in post.
        acting: whether the person only acts in the post; None: no.
    """

    chinese = "任职"

    person: str = field(Reference(kind="person"))
    organization: str = field(Reference(kind="organization"))
    role: Role = field(OneOf(Role))
    start: date = field(CivilDate())
    end: date | None = field(CivilDate(), default=None)
    acting: bool | None = field(Boolean(), default=None)

    def contradictions(self, called: Naming = as_written) -> Iterable[Mistake]:
        """Name an end before the start."""
        return end_before_start(self.start, self.end, "end", "start", called)

    def holds_on(self, day: date) -> bool:
        """Tell whether the post is held on a day; the first and the last day count.

        >>> post = Appointment(person="p", organization="o", role="secretary",
        ...                    start=date(2026, 2, 1), end=date(2026, 5, 31))
        >>> post.holds_on(date(2026, 5, 31)), post.holds_on(date(2026, 6, 1))
        (True, False)
        """
        return self.start <= day and (self.end is None or day <= self.end)


@record
class Term(Record):
    """A term (届) of an organization, one for each ordinal (Art. 5 ¶2).

    Attributes:
        ordinal: 1 or more.
        end: the last day; None: still running. A term ends on it only.
        planned_end: shown as the due date while there is no end; violates nothing.
    """

    chinese = "届次"

    organization: str = field(Reference(kind="organization"))
    ordinal: int = field(Ordinal())
    start: date = field(CivilDate())
    end: date | None = field(CivilDate(), default=None)
    planned_end: date | None = field(CivilDate(), default=None)

    def contradictions(self, called: Naming = as_written) -> Iterable[Mistake]:
        """Name an end before the start."""
        yield from end_before_start(self.start, self.end, "end", "start", called)
        yield from end_before_start(self.start, self.planned_end, "planned_end", "start", called)


@record
class Participant(Record):
    """Somebody of a cooperating unit who took part in a talk (Art. 6)."""

    chinese = "参加单位"

    from_: Unit = field(OneOf(Unit))
    person: str | None = field(Reference(kind="person"), default=None)


@record
class Step(Record):
    """A step of a talk, in the order in which it was taken down (Art. 10).

    Attributes:
        at: when; None: not recorded, the step counts as taken all the same.
    """

    chinese = "谈话程序"

    step: StepKind = field(OneOf(StepKind))
    at: Moment | None = field(MomentType(), default=None)


@record
class Problem(Record):
    """A problem that was pointed out to the interviewee (Art. 8, 10 ¶1).

    Attributes:
        id: unique in the talk.
        summary: secret (Art. 16).
    """

    chinese = "指出问题"

    id: str = field(Identifier())
    summary: str | None = field(Text(), default=None)
    concerns: Concern = field(OneOf(Concern))


@record
class Talk(Record):
    """A talk with the head of a subordinate organization (Art. 2, 5 to 10).

    Attributes:
        held_by: the committee that holds it.
        organization: the subordinate whose head is talked to.
        ended_at: None: not held yet. Its date is the talk's date.
        plan_item: id of an item of a plan of `held_by`; None: it names none.
        basis: the circumstances that a timely talk answers.
        recorded_on: when the record was formed.

    >>> Talk(id="t1", kind="regular", held_by="371323", organization="371323101",
    ...      ended_at=date(2026, 3, 10)).held_on
    datetime.date(2026, 3, 10)
    """

    chinese = "谈话"

    id: str = field(Identifier())
    kind: TalkKind = field(OneOf(TalkKind))
    held_by: str = field(Reference(kind="organization"))
    organization: str = field(Reference(kind="organization"))
    talker: str | None = field(Reference(kind="person"), default=None)
    interviewees: tuple[str, ...] | None = field(ListOf(Reference(kind="person")), default=None)
    started_at: Moment | None = field(MomentType(), default=None)
    ended_at: Moment | None = field(MomentType(), default=None)
    organized_by: Unit | None = field(OneOf(Unit), default=None)
    participants: tuple[Participant, ...] | None = field(ListOf(Nested(Participant)), default=None)
    plan_item: str | None = field(Reference(kind="plan_item"), default=None)
    basis: tuple[str, ...] | None = field(ListOf(Reference(kind="circumstance")), default=None)
    talker_prepared_on: date | None = field(CivilDate(), default=None)
    self_examined_on: date | None = field(CivilDate(), default=None)
    steps: tuple[Step, ...] | None = field(ListOf(Nested(Step)), default=None)
    problems: tuple[Problem, ...] | None = field(ListOf(Nested(Problem)), default=None)
    recorded_on: date | None = field(CivilDate(), default=None)

    @property
    def held_on(self) -> date | None:
        """The talk's date: that of its end; None: not held yet."""
        return None if self.ended_at is None else civil_date(self.ended_at)

    def contradictions(self, called: Naming = as_written) -> Iterable[Mistake]:
        """Name an end before the start, and problems' ids that repeat."""
        backwards = end_before_start(
            self.started_at, self.ended_at, "ended_at", "started_at", called
        )
        ids = [problem.id for problem in self.problems or ()]
        if len(set(ids)) == len(ids):
            return backwards
        return (*backwards, *repeated(ids, "problems", Wording(zh="次谈话", en="talk")))


@record
class Measure(Record):
    """A measure of rectification (Art. 11 ¶1).

    Attributes:
        id: unique in the rectification.
        problems: ids of the talk's problems that it answers.
        content: secret (Art. 16).
        first_responsibility: whether it concerns the first responsibility for full and strict
            Party self-governance: then the rest of the team is to be told.
    """

    chinese = "整改措施"

    id: str = field(Identifier())
    problems: tuple[str, ...] | None = field(ListOf(Reference(kind="problem")), default=None)
    content: str | None = field(Text(), default=None)
    first_responsibility: bool = field(Boolean())


@record
class Rectification(Record):
    """What the interviewee did after a talk (Art. 11); one a talk.

    Attributes:
        reported_to: None: the committee that held the talk.
        team_notified_on: when the rest of the leadership team was told.
    """

    chinese = "整改"

    talk: str = field(Reference(kind="talk"))
    measures: tuple[Measure, ...] | None = field(ListOf(Nested(Measure)), default=None)
    measures_proposed_on: date | None = field(CivilDate(), default=None)
    measures_reported_on: date | None = field(CivilDate(), default=None)
    report_contents: tuple[ReportContent, ...] | None = field(
        ListOf(OneOf(ReportContent)), default=None
    )
    reported_to: str | None = field(Reference(kind="organization"), default=None)
    team_notified_on: date | None = field(CivilDate(), default=None)
    progress_reported_on: date | None = field(CivilDate(), default=None)

    def contradictions(self, called: Naming = as_written) -> Iterable[Mistake]:  # noqa: ARG002
        """Name measures' ids that repeat."""
        ids = [measure.id for measure in self.measures or ()]
        if len(set(ids)) == len(ids):
            return ()
        return repeated(ids, "measures", Wording(zh="份整改", en="rectification"))


@record
class FiledMaterial(Record):
    """Something that the office put on file; without a date it counts as filed."""

    chinese = "归档材料"

    material: Material = field(OneOf(Material))
    filed_on: date | None = field(CivilDate(), default=None)


@record
class Copy(Record):
    """A copy that the office sent; `to` is "discipline", "organization" or other text."""

    chinese = "抄送"

    to: str = field(Text())
    sent_on: date | None = field(CivilDate(), default=None)


@record
class Filing(Record):
    """The office's file of a talk (Art. 12); one a talk."""

    chinese = "归档"

    talk: str = field(Reference(kind="talk"))
    materials: tuple[FiledMaterial, ...] | None = field(ListOf(Nested(FiledMaterial)), default=None)
    copies: tuple[Copy, ...] | None = field(ListOf(Nested(Copy)), default=None)


@record
class Judgement(Record):
    """What a named office judged about a talk (Art. 8, 17): on record, never made here."""

    chinese = "评判"

    id: str = field(Identifier())
    talk: str = field(Reference(kind="talk"))
    question: JudgementQuestion = field(OneOf(JudgementQuestion))
    answer: bool | None = field(Boolean(), default=None)
    by: str | None = field(Text(), default=None)
    on: date | None = field(CivilDate(), default=None)


@record
class Circumstance(Record):
    """One of the six circumstances that call for a timely talk (Art. 5 ¶3)."""

    chinese = "及时谈话情形"

    id: str = field(Identifier())
    organization: str = field(Reference(kind="organization"))
    person: str | None = field(Reference(kind="person"), default=None)
    category: Category = field(OneOf(Category))
    recognized_on: date | None = field(CivilDate(), default=None)
    source: str | None = field(Text(), default=None)


@record
class PlanItem(Record):
    """An item of a yearly plan (Art. 5 ¶2).

    Attributes:
        id: unique in the register.
        responsible: a text; secret like all texts.
    """

    chinese = "计划事项"

    id: str = field(Identifier())
    organization: str = field(Reference(kind="organization"))
    interviewee: str | None = field(Reference(kind="person"), default=None)
    talker: str | None = field(Reference(kind="person"), default=None)
    responsible: str | None = field(Text(), default=None)
    due_on: date | None = field(CivilDate(), default=None)


@record
class AnnualPlan(Record):
    """A committee's plan of regular talks for a year (Art. 5 ¶2); one a committee and year."""

    chinese = "年度计划"

    organization: str = field(Reference(kind="organization"))
    year: int = field(Year())
    adopted_on: date | None = field(CivilDate(), default=None)
    informed_by: tuple[InformedBy, ...] | None = field(ListOf(OneOf(InformedBy)), default=None)
    items: tuple[PlanItem, ...] | None = field(ListOf(Nested(PlanItem)), default=None)


@record
class AnnualDuties(Record):
    """What a committee did about its talks of a year (Art. 13); one a committee and year.

    Attributes:
        year: the year in which the talks were held; report and debriefing follow in the next.
    """

    chinese = "年度职责"

    organization: str = field(Reference(kind="organization"))
    year: int = field(Year())
    responsibility_list_includes_talks: bool | None = field(Boolean(), default=None)
    report_submitted_on: date | None = field(CivilDate(), default=None)
    report_covers_talks: bool | None = field(Boolean(), default=None)
    debriefed_on: date | None = field(CivilDate(), default=None)
    debrief_covers_talks: bool | None = field(Boolean(), default=None)


@record
class Assessment(Record):
    """An assessment, inspection or routine check of a subordinate (Art. 14, 15)."""

    chinese = "考核检查"

    id: str = field(Identifier())
    kind: AssessmentKind = field(OneOf(AssessmentKind))
    assessor: str = field(Reference(kind="organization"))
    organization: str | None = field(Reference(kind="organization"), default=None)
    on: date | None = field(CivilDate(), default=None)
    considered_talks: bool | None = field(Boolean(), default=None)
    considered_rectification: bool | None = field(Boolean(), default=None)


@record
class Disclosure(Record):
    """Something of a talk that was passed on (Art. 16)."""

    chinese = "内容披露"

    id: str = field(Identifier())
    talk: str = field(Reference(kind="talk"))
    by: str | None = field(Text(), default=None)
    to: str | None = field(Text(), default=None)
    on: date | None = field(CivilDate(), default=None)
    confidential: bool | None = field(Boolean(), default=None)
    authorized: bool | None = field(Boolean(), default=None)
