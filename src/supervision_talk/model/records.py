"""The records of a register: what was organized, who held which post, what was done.

A record holds what was recorded and nothing that follows from it. None means "not recorded"
except where a field says otherwise; an empty list means "recorded, and there was none". A value
that breaks a rule of the Measures can be built: finding that out is the rules' work. A value
that cannot be (an end before its start, a year 1776) is refused with every mistake named.
"""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import chain

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
    are_few_and_unique,
    as_written,
    end_before_start,
    field,
    record,
    repeated,
)
from supervision_talk.model.taking import ListOrNone, OneWord, OneWordOrNone, WordsOrNone
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

    id: str = field(Identifier(), chinese="组织编号")
    name: str | None = field(Text(), chinese="组织名称", default=None)
    kind: OneWord[OrganizationKind] = field(OneOf(OrganizationKind), chinese="组织类型")
    level: OneWord[Level] = field(OneOf(Level), chinese="层级")
    superior: str | None = field(
        Reference(kind="organization"), chinese="上级组织编号", default=None
    )
    approved_by: str | None = field(
        Reference(kind="organization"), chinese="批准设立的组织编号", default=None
    )
    established_on: date | None = field(CivilDate(), chinese="设立日期", default=None)
    abolished_on: date | None = field(CivilDate(), chinese="撤销日期", default=None)

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

    id: str = field(Identifier(), chinese="人员编号")
    name: str | None = field(Text(), chinese="姓名", default=None)


@record
class Appointment(Record):
    """A post in a leadership team, held on its first and its last day alike.

    Attributes:
        end: the last day in post; None: still in post.
        acting: whether the person only acts in the post; None: no.
    """

    chinese = "任职"

    person: str = field(Reference(kind="person"), chinese="人员编号")
    organization: str = field(Reference(kind="organization"), chinese="组织编号")
    role: OneWord[Role] = field(OneOf(Role), chinese="班子职务")
    start: date = field(CivilDate(), chinese="任职日期")
    end: date | None = field(CivilDate(), chinese="离任日期", default=None)
    acting: bool | None = field(Boolean(), chinese="是否主持工作（代理）", default=None)

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

    organization: str = field(Reference(kind="organization"), chinese="组织编号")
    ordinal: int = field(Ordinal(), chinese="届次")
    start: date = field(CivilDate(), chinese="届期开始日期")
    end: date | None = field(CivilDate(), chinese="届期结束日期", default=None)
    planned_end: date | None = field(CivilDate(), chinese="预计届满日期", default=None)

    def contradictions(self, called: Naming = as_written) -> Iterable[Mistake]:
        """Name an end before the start."""
        return (
            *end_before_start(self.start, self.end, "end", "start", called),
            *end_before_start(self.start, self.planned_end, "planned_end", "start", called),
        )


@record
class Participant(Record):
    """Somebody of a cooperating unit who took part in a talk (Art. 6)."""

    chinese = "参加单位"

    from_: OneWord[Unit] = field(OneOf(Unit), chinese="单位")
    person: str | None = field(Reference(kind="person"), chinese="人员编号", default=None)


@record
class Step(Record):
    """A step of a talk, in the order in which it was taken down (Art. 10).

    Attributes:
        at: when; None: not recorded, the step counts as taken all the same.
    """

    chinese = "谈话步骤"

    step: OneWord[StepKind] = field(OneOf(StepKind), chinese="步骤")
    at: Moment | None = field(MomentType(), chinese="时间", default=None)


@record
class Problem(Record):
    """A problem that was pointed out to the interviewee (Art. 8, 10 ¶1).

    Attributes:
        id: unique in the talk.
        summary: secret (Art. 16).
    """

    chinese = "指出问题"

    id: str = field(Identifier(), chinese="问题编号")
    summary: str | None = field(Text(), chinese="问题概要", default=None)
    concerns: OneWord[Concern] = field(OneOf(Concern), chinese="问题类别")


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

    id: str = field(Identifier(), chinese="谈话编号")
    kind: OneWord[TalkKind] = field(OneOf(TalkKind), chinese="谈话类型")
    held_by: str = field(Reference(kind="organization"), chinese="开展谈话的党委（党组）编号")
    organization: str = field(Reference(kind="organization"), chinese="谈话对象所在组织编号")
    talker: str | None = field(Reference(kind="person"), chinese="谈话人编号", default=None)
    interviewees: ListOrNone[str] = field(
        ListOf(Reference(kind="person")), chinese="被谈话人编号", default=None
    )
    started_at: Moment | None = field(MomentType(), chinese="开始时间", default=None)
    ended_at: Moment | None = field(MomentType(), chinese="结束时间", default=None)
    organized_by: OneWordOrNone[Unit] = field(OneOf(Unit), chinese="组织谈话的部门", default=None)
    participants: ListOrNone[Participant] = field(
        ListOf(Nested(Participant)), chinese="参加单位", default=None
    )
    plan_item: str | None = field(
        Reference(kind="plan_item"), chinese="对应计划事项编号", default=None
    )
    basis: ListOrNone[str] = field(
        ListOf(Reference(kind="circumstance")), chinese="依据的情形编号", default=None
    )
    talker_prepared_on: date | None = field(CivilDate(), chinese="谈话人准备日期", default=None)
    self_examined_on: date | None = field(CivilDate(), chinese="被谈话人自查日期", default=None)
    steps: ListOrNone[Step] = field(ListOf(Nested(Step)), chinese="谈话步骤", default=None)
    problems: ListOrNone[Problem] = field(ListOf(Nested(Problem)), chinese="指出问题", default=None)
    recorded_on: date | None = field(CivilDate(), chinese="形成记录日期", default=None)

    @property
    def held_on(self) -> date | None:
        """The talk's date: that of its end; None: not held yet."""
        ended_at = self.ended_at  # as `civil_date` gives it: asked several times of every talk
        return ended_at.date() if isinstance(ended_at, datetime) else ended_at

    def contradictions(self, called: Naming = as_written) -> Iterable[Mistake]:
        """Name an end before the start, and problems' ids that repeat."""
        backwards = end_before_start(
            self.started_at, self.ended_at, "ended_at", "started_at", called
        )
        ids = [problem.id for problem in self.problems or ()]
        if are_few_and_unique(ids):
            return backwards
        return chain(backwards, repeated(ids, "problems", Wording(zh="次谈话", en="talk")))


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

    id: str = field(Identifier(), chinese="措施编号")
    problems: ListOrNone[str] = field(
        ListOf(Reference(kind="problem")), chinese="针对的问题编号", default=None
    )
    content: str | None = field(Text(), chinese="措施内容", default=None)
    first_responsibility: bool = field(Boolean(), chinese="是否涉及第一责任人职责")


@record
class Rectification(Record):
    """What the interviewee did after a talk (Art. 11); one a talk.

    Attributes:
        reported_to: None: the committee that held the talk.
        team_notified_on: when the rest of the leadership team was told.
    """

    chinese = "整改"

    talk: str = field(Reference(kind="talk"), chinese="谈话编号")
    measures: ListOrNone[Measure] = field(ListOf(Nested(Measure)), chinese="整改措施", default=None)
    measures_proposed_on: date | None = field(CivilDate(), chinese="提出整改措施日期", default=None)
    measures_reported_on: date | None = field(CivilDate(), chinese="报告整改措施日期", default=None)
    report_contents: WordsOrNone[ReportContent] = field(
        ListOf(OneOf(ReportContent)), chinese="报告内容", default=None
    )
    reported_to: str | None = field(
        Reference(kind="organization"), chinese="报告对象组织编号", default=None
    )
    team_notified_on: date | None = field(CivilDate(), chinese="向班子通报日期", default=None)
    progress_reported_on: date | None = field(CivilDate(), chinese="报告整改情况日期", default=None)

    def contradictions(self, called: Naming = as_written) -> Iterable[Mistake]:  # noqa: ARG002
        """Name measures' ids that repeat."""
        ids = [measure.id for measure in self.measures or ()]
        if are_few_and_unique(ids):
            return ()
        return repeated(ids, "measures", Wording(zh="份整改", en="rectification"))


@record
class FiledMaterial(Record):
    """Something that the office put on file; without a date it counts as filed."""

    chinese = "归档材料"

    material: OneWord[Material] = field(OneOf(Material), chinese="材料")
    filed_on: date | None = field(CivilDate(), chinese="归档日期", default=None)


@record
class Copy(Record):
    """A copy that the office sent; `to` is "discipline", "organization" or other text."""

    chinese = "抄送"

    to: str = field(Text(repeats=True), chinese="抄送单位")
    sent_on: date | None = field(CivilDate(), chinese="抄送日期", default=None)


@record
class Filing(Record):
    """The office's file of a talk (Art. 12); one a talk."""

    chinese = "归档"

    talk: str = field(Reference(kind="talk"), chinese="谈话编号")
    materials: ListOrNone[FiledMaterial] = field(
        ListOf(Nested(FiledMaterial)), chinese="归档材料", default=None
    )
    copies: ListOrNone[Copy] = field(ListOf(Nested(Copy)), chinese="抄送", default=None)


@record
class Judgement(Record):
    """What a named office judged about a talk (Art. 8, 17): on record, never made here."""

    chinese = "认定"

    id: str = field(Identifier(), chinese="认定编号")
    talk: str = field(Reference(kind="talk"), chinese="谈话编号")
    question: OneWord[JudgementQuestion] = field(OneOf(JudgementQuestion), chinese="认定事项")
    answer: bool | None = field(Boolean(), chinese="认定结论", default=None)
    by: str | None = field(Text(), chinese="认定单位", default=None)
    on: date | None = field(CivilDate(), chinese="认定日期", default=None)


@record
class Circumstance(Record):
    """One of the six circumstances that call for a timely talk (Art. 5 ¶3)."""

    chinese = "及时谈话情形"

    id: str = field(Identifier(), chinese="情形编号")
    organization: str = field(Reference(kind="organization"), chinese="组织编号")
    person: str | None = field(Reference(kind="person"), chinese="“一把手”人员编号", default=None)
    category: OneWord[Category] = field(OneOf(Category), chinese="情形类别")
    recognized_on: date | None = field(CivilDate(), chinese="情形认定日期", default=None)
    source: str | None = field(Text(), chinese="来源", default=None)


@record
class PlanItem(Record):
    """An item of a yearly plan (Art. 5 ¶2).

    Attributes:
        id: unique in the register.
        responsible: a text; secret like all texts.
    """

    chinese = "计划事项"

    id: str = field(Identifier(), chinese="事项编号")
    organization: str = field(Reference(kind="organization"), chinese="谈话对象所在组织编号")
    interviewee: str | None = field(Reference(kind="person"), chinese="被谈话人编号", default=None)
    talker: str | None = field(Reference(kind="person"), chinese="谈话人编号", default=None)
    responsible: str | None = field(Text(), chinese="责任单位", default=None)
    due_on: date | None = field(CivilDate(), chinese="完成时限", default=None)


@record
class AnnualPlan(Record):
    """A committee's plan of regular talks for a year (Art. 5 ¶2); one a committee and year."""

    chinese = "年度计划"

    organization: str = field(Reference(kind="organization"), chinese="组织编号")
    year: int = field(Year(), chinese="年度")
    adopted_on: date | None = field(CivilDate(), chinese="计划制定日期", default=None)
    informed_by: WordsOrNone[InformedBy] = field(
        ListOf(OneOf(InformedBy)), chinese="制定计划结合的情况", default=None
    )
    items: ListOrNone[PlanItem] = field(ListOf(Nested(PlanItem)), chinese="计划事项", default=None)


@record
class AnnualDuties(Record):
    """What a committee did about its talks of a year (Art. 13); one a committee and year.

    Attributes:
        year: the year in which the talks were held; report and debriefing follow in the next.
    """

    chinese = "年度职责"

    organization: str = field(Reference(kind="organization"), chinese="组织编号")
    year: int = field(Year(), chinese="年度")
    responsibility_list_includes_talks: bool | None = field(
        Boolean(), chinese="责任清单是否列入监督谈话", default=None
    )
    report_submitted_on: date | None = field(CivilDate(), chinese="年度报告报送日期", default=None)
    report_covers_talks: bool | None = field(
        Boolean(), chinese="年度报告是否包括谈话情况", default=None
    )
    debriefed_on: date | None = field(CivilDate(), chinese="书记述职日期", default=None)
    debrief_covers_talks: bool | None = field(
        Boolean(), chinese="述职是否包括谈话情况", default=None
    )


@record
class Assessment(Record):
    """An assessment, inspection or routine check of a subordinate (Art. 14, 15)."""

    chinese = "考核检查"

    id: str = field(Identifier(), chinese="考核检查编号")
    kind: OneWord[AssessmentKind] = field(OneOf(AssessmentKind), chinese="类型")
    assessor: str = field(Reference(kind="organization"), chinese="考核检查组织编号")
    organization: str | None = field(
        Reference(kind="organization"), chinese="被考核检查组织编号", default=None
    )
    on: date | None = field(CivilDate(), chinese="日期", default=None)
    considered_talks: bool | None = field(Boolean(), chinese="是否了解谈话情况", default=None)
    considered_rectification: bool | None = field(
        Boolean(), chinese="是否了解整改情况", default=None
    )


@record
class Disclosure(Record):
    """Something of a talk that was passed on (Art. 16)."""

    chinese = "内容披露"

    id: str = field(Identifier(), chinese="披露编号")
    talk: str = field(Reference(kind="talk"), chinese="谈话编号")
    by: str | None = field(Text(), chinese="披露人", default=None)
    to: str | None = field(Text(), chinese="披露对象", default=None)
    on: date | None = field(CivilDate(), chinese="披露日期", default=None)
    confidential: bool | None = field(Boolean(), chinese="是否应当保密", default=None)
    authorized: bool | None = field(Boolean(), chinese="是否经批准", default=None)
