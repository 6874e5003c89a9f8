"""An example of every outcome of every rule: what was recorded, and what the rule says of it.

Data, so that the reference can show it beside the rules. Each row says in plain words what its
situation is; `test_examples` holds the library to it, and to having a row for every outcome.
"""

from datetime import date
from typing import Final

import attrs

from supervision_talk import (
    AnnualDuties,
    AnnualPlan,
    Assessment,
    Circumstance,
    Disclosure,
    Judgement,
    PlanItem,
    Problem,
    Step,
    Talk,
    Term,
)
from supervision_talk.measures import Outcome, Wording
from supervision_talk.model.vocabulary import (
    AssessmentKind,
    Category,
    Concern,
    InformedBy,
    JudgementQuestion,
    ReportContent,
    StepKind,
    Unit,
)
from tests.building import BUREAU, BY_THE_BOOK, M1, M3, TALK, TIMELY, Situation, changed, secretary

__all__ = ["EXAMPLES", "Example"]


@attrs.frozen(kw_only=True)
class Example:
    """What a rule says of a subject in a situation, and why.

    Attributes:
        outcome: None: the rule does not apply and says nothing.
        because: the situation in plain words.
        missing, done_on, days_late, in_extension: as the finding has them.
    """

    rule: str
    outcome: Outcome | None
    because: Wording
    situation: Situation
    subject: str
    missing: tuple[str, ...] = ()
    done_on: date | None = None
    days_late: int | None = None
    in_extension: bool = False

    @property
    def id(self) -> str:
        """A name for the row."""
        return f"{self.rule}-{self.outcome or 'silent'}-{self.because.en}"


def _w(zh: str, en: str) -> Wording:
    return Wording(zh=zh, en=en)


def says(
    rule: str,
    outcome: Outcome | None,
    because: Wording,
    situation: Situation,
    subject: str = "t1",
    *,
    missing: tuple[str, ...] = (),
    done_on: date | None = None,
    days_late: int | None = None,
    in_extension: bool = False,
) -> Example:
    """Write a row."""
    return Example(
        rule=rule,
        outcome=outcome,
        because=because,
        situation=situation,
        subject=subject,
        missing=missing,
        done_on=done_on,
        days_late=days_late,
        in_extension=in_extension,
    )


SATISFIED, VIOLATED, PENDING, UNKNOWN = Outcome
ONE_DAY: Final = date.resolution


def _judged(question: JudgementQuestion, *, answer: bool | None) -> Situation:
    judgement = Judgement(
        id="j1", talk="t1", question=question, answer=answer, on=date(2026, 3, 20)
    )
    return BY_THE_BOOK.having(judgements=(judgement,))


def _copied(organization: str = "other-town", held_on: date = date(2026, 3, 9)) -> Situation:
    """An earlier talk with the same problems, written a little differently."""
    problems = (
        Problem(id="x1", summary="问题 二。", concerns=Concern.OTHER),
        Problem(id="x2", summary="问题一", concerns=Concern.OTHER),
    )
    earlier = changed(
        TALK,
        id="t0",
        organization=organization,
        interviewees=("p-other",),
        started_at=None,
        ended_at=held_on,
        problems=problems,
    )
    return BY_THE_BOOK.having(talks=(TALK, earlier))


NOTHING_CAME: Final = BY_THE_BOOK.having(rectifications=(), filings=())
NO_STEPS: Final = BY_THE_BOOK.with_talk(steps=())
UNMEASURED: Final = BY_THE_BOOK.with_rectification(measures=None)

ABOUT_TALKS: Final = (
    # Art. 2
    says("ST0201", SATISFIED, _w("是该乡镇的书记", "the town's secretary"), BY_THE_BOOK),
    says(
        "ST0201",
        VIOLATED,
        _w("是别人", "somebody else"),
        BY_THE_BOOK.with_talk(interviewees=("p-deputy",)),
    ),
    says(
        "ST0201",
        UNKNOWN,
        _w("没有登记被谈话人", "interviewees not recorded"),
        BY_THE_BOOK.with_talk(interviewees=None),
        missing=("interviewees",),
    ),
    says(
        "ST0201",
        UNKNOWN,
        _w("没有登记该乡镇的书记", "no secretary of the town recorded"),
        BY_THE_BOOK.without("town"),
        missing=("appointments of town",),
    ),
    says(
        "ST0201",
        None,
        _w("登记为没有被谈话人", "no interviewee"),
        BY_THE_BOOK.with_talk(interviewees=()),
    ),
    says("ST0202", SATISFIED, _w("是该县的乡镇", "a town of the county"), BY_THE_BOOK),
    says(
        "ST0202",
        VIOLATED,
        _w("县里的局同乡镇谈话", "a bureau holds a talk with a town"),
        BY_THE_BOOK.adding(organizations=(BUREAU,)).with_talk(held_by="bureau"),
    ),
    says(
        "ST0202",
        UNKNOWN,
        _w("没有登记该乡镇的上级", "the town's superior not recorded"),
        BY_THE_BOOK.with_organization("town", superior=None),
        missing=("organization.superior",),
    ),
    # Art. 5 ¶3
    says("ST0508", SATISFIED, _w("依据该乡镇的一项情形", "a circumstance of the town"), TIMELY),
    says(
        "ST0508",
        VIOLATED,
        _w("登记为没有依据的情形", "no circumstance"),
        TIMELY.with_talk(basis=()),
    ),
    says(
        "ST0508",
        UNKNOWN,
        _w("没有登记依据的情形", "basis not recorded"),
        TIMELY.with_talk(basis=None),
        missing=("basis",),
    ),
    says("ST0508", None, _w("是定期谈话", "a regular talk"), BY_THE_BOOK.with_talk(basis=())),
    # Art. 6
    says("ST0601", SATISFIED, _w("由办公厅（室）组织", "by the office"), BY_THE_BOOK),
    says(
        "ST0601",
        VIOLATED,
        _w("由纪律检查机关组织", "by discipline"),
        BY_THE_BOOK.with_talk(organized_by=Unit.DISCIPLINE),
    ),
    says(
        "ST0601",
        UNKNOWN,
        _w("没有登记由谁组织", "not recorded by whom"),
        BY_THE_BOOK.with_talk(organized_by=None),
        missing=("organized_by",),
    ),
    # Art. 7
    says(
        "ST0701",
        SATISFIED,
        _w("是县委副书记", "the deputy secretary"),
        BY_THE_BOOK.with_talk(talker="p-deputy"),
    ),
    says(
        "ST0701",
        VIOLATED,
        _w("不是班子成员", "nobody of the team"),
        BY_THE_BOOK.with_talk(talker="p-other"),
    ),
    says(
        "ST0701",
        UNKNOWN,
        _w("没有登记谈话人", "talker not recorded"),
        BY_THE_BOOK.with_talk(talker=None),
        missing=("talker",),
    ),
    says(
        "ST0701",
        UNKNOWN,
        _w("没有登记县委班子的任职", "the county's team not recorded"),
        BY_THE_BOOK.without("county"),
        missing=("appointments of county",),
    ),
    says("ST0702", SATISFIED, _w("被谈话人只有一人", "one interviewee"), BY_THE_BOOK),
    says(
        "ST0702",
        VIOLATED,
        _w("被谈话人有两人", "two interviewees"),
        BY_THE_BOOK.with_talk(interviewees=("p-town", "p-other")),
    ),
    says(
        "ST0702",
        VIOLATED,
        _w("登记为没有被谈话人", "no interviewee"),
        BY_THE_BOOK.with_talk(interviewees=()),
    ),
    says(
        "ST0702",
        UNKNOWN,
        _w("没有登记被谈话人", "interviewees not recorded"),
        BY_THE_BOOK.with_talk(interviewees=None),
        missing=("interviewees",),
    ),
    says("ST0703", SATISFIED, _w("是县委书记", "the county's secretary"), BY_THE_BOOK),
    says(
        "ST0703",
        VIOLATED,
        _w("是县委副书记", "the county's deputy"),
        BY_THE_BOOK.with_talk(talker="p-deputy"),
    ),
    says(
        "ST0703",
        UNKNOWN,
        _w("没有登记谈话人", "talker not recorded"),
        BY_THE_BOOK.with_talk(talker=None),
        missing=("talker",),
    ),
    says("ST0703", None, _w("是及时谈话", "a timely talk"), TIMELY.with_talk(talker="p-deputy")),
    # Art. 8
    says("ST0801", SATISFIED, _w("指出了两个问题", "two problems"), BY_THE_BOOK),
    says(
        "ST0801",
        VIOLATED,
        _w("没有指出问题", "no problem"),
        NOTHING_CAME.with_talk(problems=()),
    ),
    says(
        "ST0801",
        UNKNOWN,
        _w("没有登记指出的问题", "problems not recorded"),
        NOTHING_CAME.with_talk(problems=None),
        missing=("problems",),
    ),
    says("ST0802", SATISFIED, _w("此前没有谈话", "no earlier talk"), BY_THE_BOOK),
    says(
        "ST0802",
        VIOLATED,
        _w("前一天对别的组织指出了同样的问题", "the same problems the day before, elsewhere"),
        _copied(),
    ),
    says(
        "ST0802",
        SATISFIED,
        _w("同样的问题，对象是同一乡镇", "the same problems, told to the same town"),
        _copied("town"),
    ),
    says(
        "ST0802",
        UNKNOWN,
        _w("没有登记指出的问题", "problems not recorded"),
        NOTHING_CAME.with_talk(problems=None),
        missing=("problems",),
    ),
    says("ST0802", None, _w("没有指出问题", "no problem"), NOTHING_CAME.with_talk(problems=())),
    says(
        "ST0803",
        SATISFIED,
        _w("有关单位认定是", "judged so"),
        _judged(JudgementQuestion.TO_THE_POINT, answer=True),
    ),
    says(
        "ST0803",
        VIOLATED,
        _w("有关单位认定不是", "judged not so"),
        _judged(JudgementQuestion.TO_THE_POINT, answer=False),
    ),
    says(
        "ST0803",
        UNKNOWN,
        _w("有认定，没有登记结论", "judged, answer not recorded"),
        _judged(JudgementQuestion.TO_THE_POINT, answer=None),
        missing=("judgements.answer",),
    ),
    says("ST0803", None, _w("没有认定", "not judged"), BY_THE_BOOK),
    # Art. 9
    says("ST0901", SATISFIED, _w("谈话当天做了准备", "prepared on the day"), BY_THE_BOOK),
    says(
        "ST0901",
        VIOLATED,
        _w("谈话次日才准备", "prepared the day after"),
        BY_THE_BOOK.with_talk(talker_prepared_on=date(2026, 3, 11)),
    ),
    says(
        "ST0901",
        UNKNOWN,
        _w("没有登记准备日期", "preparation not recorded"),
        BY_THE_BOOK.with_talk(talker_prepared_on=None),
        missing=("talker_prepared_on",),
    ),
    says("ST0902", SATISFIED, _w("谈话当天自查", "examined himself on the day"), BY_THE_BOOK),
    says(
        "ST0902",
        VIOLATED,
        _w("谈话次日才自查", "examined himself the day after"),
        BY_THE_BOOK.with_talk(self_examined_on=date(2026, 3, 11)),
    ),
    says(
        "ST0902",
        UNKNOWN,
        _w("没有登记自查日期", "self-examination not recorded"),
        BY_THE_BOOK.with_talk(self_examined_on=None),
        missing=("self_examined_on",),
    ),
    says("ST0902", None, _w("是及时谈话", "a timely talk"), TIMELY),
    # Art. 10
    says("ST1001", SATISFIED, _w("五个步骤齐全", "all five steps"), BY_THE_BOOK),
    says("ST1001", VIOLATED, _w("登记为没有进行任何步骤", "no step"), NO_STEPS),
    says(
        "ST1001",
        UNKNOWN,
        _w("没有登记步骤", "steps not recorded"),
        BY_THE_BOOK.with_talk(steps=None),
        missing=("steps",),
    ),
    says("ST1002", SATISFIED, _w("按规定的次序", "in order"), BY_THE_BOOK),
    says(
        "ST1002",
        VIOLATED,
        _w("先作表态", "the commitment first"),
        BY_THE_BOOK.with_talk(
            steps=(Step(step=StepKind.COMMITMENT), Step(step=StepKind.EXPLANATION))
        ),
    ),
    says(
        "ST1002",
        UNKNOWN,
        _w("没有登记步骤", "steps not recorded"),
        BY_THE_BOOK.with_talk(steps=None),
        missing=("steps",),
    ),
    says("ST1002", None, _w("登记为没有进行任何步骤", "no step"), NO_STEPS),
    says(
        "ST1002",
        None,
        _w("同一步骤登记了两次", "one step, twice"),
        BY_THE_BOOK.with_talk(steps=(Step(step=StepKind.COMMITMENT),) * 2),
    ),
    says(
        "ST1003",
        SATISFIED,
        _w("当天形成记录", "recorded on the day"),
        TIMELY,
        done_on=date(2026, 3, 10),
    ),
    says(
        "ST1003",
        SATISFIED,
        _w("在参考期限之后形成记录", "recorded after the soft due date"),
        TIMELY.with_talk(recorded_on=date(2026, 7, 1)),
        done_on=date(2026, 7, 1),
    ),
    says(
        "ST1003",
        PENDING,
        _w("还没有形成记录", "no record yet"),
        TIMELY.with_talk(recorded_on=None).on(M3),
    ),
    says(
        "ST1003",
        VIOLATED,
        _w("三个月后仍没有形成记录", "no record after three months"),
        TIMELY.with_talk(recorded_on=None).on(M3 + ONE_DAY),
        days_late=1,
    ),
    says(
        "ST1003", None, _w("是定期谈话", "a regular talk"), BY_THE_BOOK.with_talk(recorded_on=None)
    ),
    # Art. 11
    says(
        "ST1101",
        SATISFIED,
        _w("按期提出", "proposed in time"),
        BY_THE_BOOK,
        done_on=date(2026, 4, 1),
    ),
    says(
        "ST1101",
        PENDING,
        _w("最后一天，还没有办理", "nothing yet, on the last day"),
        NOTHING_CAME.on(M1),
    ),
    says(
        "ST1101",
        VIOLATED,
        _w("期限次日，没有办理", "nothing the day after"),
        NOTHING_CAME.on(M1 + ONE_DAY),
        days_late=1,
    ),
    says(
        "ST1101",
        VIOLATED,
        _w("迟了三天提出", "proposed three days late"),
        BY_THE_BOOK.with_rectification(
            measures_proposed_on=date(2026, 4, 13), measures_reported_on=None
        ),
        done_on=date(2026, 4, 13),
        days_late=3,
    ),
    says(
        "ST1101",
        SATISFIED,
        _w(
            "顺延期内：星期六到期，星期一提出",
            "in extension: due on a Saturday, proposed on Monday",
        ),
        BY_THE_BOOK.with_talk(started_at=None, ended_at=date(2026, 2, 28)).with_rectification(
            measures_proposed_on=date(2026, 3, 30)
        ),
        done_on=date(2026, 3, 30),
        in_extension=True,
    ),
    says(
        "ST1102",
        SATISFIED,
        _w("按期报告", "reported in time"),
        BY_THE_BOOK,
        done_on=date(2026, 4, 8),
    ),
    says(
        "ST1102",
        PENDING,
        _w("最后一天，还没有办理", "nothing yet, on the last day"),
        NOTHING_CAME.on(M1),
    ),
    says(
        "ST1102",
        VIOLATED,
        _w("期限次日，没有办理", "nothing the day after"),
        NOTHING_CAME.on(M1 + ONE_DAY),
        days_late=1,
    ),
    says("ST1103", SATISFIED, _w("有思想认识，也有整改措施", "thoughts and measures"), BY_THE_BOOK),
    says(
        "ST1103",
        VIOLATED,
        _w("只有整改措施", "measures alone"),
        BY_THE_BOOK.with_rectification(report_contents=(ReportContent.MEASURES,)),
    ),
    says(
        "ST1103",
        UNKNOWN,
        _w("没有登记报告内容", "contents not recorded"),
        BY_THE_BOOK.with_rectification(report_contents=None),
        missing=("rectification.report_contents",),
    ),
    says("ST1103", None, _w("没有报告", "nothing reported"), NOTHING_CAME),
    says(
        "ST1104", SATISFIED, _w("每个问题都有对应的措施", "a measure for each problem"), BY_THE_BOOK
    ),
    says(
        "ST1104",
        VIOLATED,
        _w("登记为没有措施", "no measure"),
        BY_THE_BOOK.with_rectification(measures=()),
    ),
    says(
        "ST1104",
        UNKNOWN,
        _w("没有登记措施", "measures not recorded"),
        UNMEASURED,
        missing=("rectification.measures",),
    ),
    says("ST1104", None, _w("没有报告", "nothing reported"), NOTHING_CAME),
    says(
        "ST1105",
        SATISFIED,
        _w("已向班子通报", "the team was told"),
        BY_THE_BOOK,
        done_on=date(2026, 4, 9),
    ),
    says(
        "ST1105",
        PENDING,
        _w("还没有通报", "not told yet"),
        BY_THE_BOOK.with_rectification(team_notified_on=None).on(M3),
    ),
    says(
        "ST1105",
        VIOLATED,
        _w("三个月后仍没有通报", "not told after three months"),
        BY_THE_BOOK.with_rectification(team_notified_on=None).on(M3 + ONE_DAY),
        days_late=1,
    ),
    says(
        "ST1105",
        UNKNOWN,
        _w("措施和通报都没有登记", "neither measures nor notice recorded"),
        UNMEASURED.with_rectification(team_notified_on=None),
        missing=("rectification.measures",),
    ),
    says(
        "ST1105",
        None,
        _w("没有涉及第一责任人职责的措施", "no measure about the first responsibility"),
        BY_THE_BOOK.with_rectification(measures=()),
    ),
    says(
        "ST1106",
        SATISFIED,
        _w("按期报告", "reported in time"),
        BY_THE_BOOK,
        done_on=date(2026, 6, 9),
    ),
    says(
        "ST1106",
        PENDING,
        _w("最后一天，还没有办理", "nothing yet, on the last day"),
        NOTHING_CAME.on(M3),
    ),
    says(
        "ST1106",
        VIOLATED,
        _w("期限次日，没有办理", "nothing the day after"),
        NOTHING_CAME.on(M3 + ONE_DAY),
        days_late=1,
    ),
    says(
        "ST1107",
        SATISFIED,
        _w("已报告，没有写明报告对象", "reported, nothing said of to whom"),
        BY_THE_BOOK,
    ),
    says(
        "ST1107",
        VIOLATED,
        _w("向该乡镇自己报告", "reported to the town itself"),
        BY_THE_BOOK.with_rectification(reported_to="town"),
    ),
    says("ST1107", None, _w("没有报告", "nothing reported"), NOTHING_CAME),
    # Art. 12
    says(
        "ST1201",
        SATISFIED,
        _w("三种材料都已归档", "all three on file"),
        BY_THE_BOOK,
        done_on=date(2026, 6, 10),
    ),
    says(
        "ST1201",
        PENDING,
        _w("没有归档，最后一次报告之后一个月", "nothing on file, a month after the last report"),
        BY_THE_BOOK.with_filing(materials=()).on(date(2026, 7, 9)),
    ),
    says(
        "ST1201",
        VIOLATED,
        _w("期限次日，没有归档", "nothing on file the day after"),
        BY_THE_BOOK.with_filing(materials=()).on(date(2026, 7, 10)),
        days_late=1,
    ),
    says(
        "ST1201",
        UNKNOWN,
        _w("没有登记归档材料，参考期限已过", "materials not recorded, after the soft due date"),
        BY_THE_BOOK.with_filing(materials=None),
        missing=("filing.materials",),
    ),
    says(
        "ST1202",
        SATISFIED,
        _w("两份都已抄送", "both copies sent"),
        BY_THE_BOOK,
        done_on=date(2026, 4, 10),
    ),
    says(
        "ST1202",
        PENDING,
        _w("还没有抄送", "no copy yet"),
        BY_THE_BOOK.with_filing(copies=()).on(M3),
    ),
    says(
        "ST1202",
        VIOLATED,
        _w("三个月后仍没有抄送", "no copy after three months"),
        BY_THE_BOOK.with_filing(copies=()).on(M3 + ONE_DAY),
        days_late=1,
    ),
    says(
        "ST1202",
        UNKNOWN,
        _w("没有登记抄送情况，参考期限已过", "copies not recorded, after the soft due date"),
        BY_THE_BOOK.with_filing(copies=None),
        missing=("filing.copies",),
    ),
    # Art. 17
    says(
        "ST1702",
        SATISFIED,
        _w("有关单位认定是", "judged so"),
        _judged(JudgementQuestion.TRUTHFUL, answer=True),
    ),
    says(
        "ST1702",
        VIOLATED,
        _w("有关单位认定不是", "judged not so"),
        _judged(JudgementQuestion.TRUTHFUL, answer=False),
    ),
    says(
        "ST1702",
        UNKNOWN,
        _w("有认定，没有登记结论", "judged, answer not recorded"),
        _judged(JudgementQuestion.TRUTHFUL, answer=None),
        missing=("judgements.answer",),
    ),
    says(
        "ST1703",
        SATISFIED,
        _w("有关单位认定是", "judged so"),
        _judged(JudgementQuestion.GENUINE, answer=True),
    ),
    says(
        "ST1703",
        VIOLATED,
        _w("有关单位认定不是", "judged not so"),
        _judged(JudgementQuestion.GENUINE, answer=False),
    ),
    says(
        "ST1703",
        UNKNOWN,
        _w("有认定，没有登记结论", "judged, answer not recorded"),
        _judged(JudgementQuestion.GENUINE, answer=None),
        missing=("judgements.answer",),
    ),
)


PLAN: Final = AnnualPlan(
    organization="county",
    year=2026,
    adopted_on=date(2026, 3, 1),
    informed_by=(InformedBy.INSPECTION,),
    items=(
        PlanItem(id="i1", organization="other-town", talker="p-county", due_on=date(2026, 7, 20)),
    ),
)
DUTIES: Final = AnnualDuties(
    organization="county",
    year=2026,
    responsibility_list_includes_talks=True,
    report_submitted_on=date(2027, 3, 1),
    report_covers_talks=True,
    debriefed_on=date(2027, 3, 31),
    debrief_covers_talks=True,
)
YEAR: Final = "county/2026"
NEXT_SPRING: Final = date(2027, 4, 1)
TERM_OVER: Final = Term(
    organization="county", ordinal=14, start=date(2021, 12, 20), end=date(2026, 7, 19)
)
LONG: Final = date(2026, 7, 29)
"""From here on a head of 30 January 2026 has been in post for more than 180 days."""


def _planned(**changes: object) -> Situation:
    return BY_THE_BOOK.having(plans=(changed(PLAN, **changes),))


def _yearly(as_of: date, **changes: object) -> Situation:
    return BY_THE_BOOK.having(annual_duties=(changed(DUTIES, **changes),)).on(as_of)


def _recognized(*talks: Talk, on: date | None = date(2026, 3, 9)) -> Situation:
    circumstance = Circumstance(
        id="c1",
        organization="town",
        person="p-town",
        category=Category.PETITIONS,
        recognized_on=on,
    )
    return BY_THE_BOOK.having(
        circumstances=(circumstance,), talks=talks, rectifications=(), filings=()
    )


def _assessed(kind: AssessmentKind, **considered: bool | None) -> Situation:
    assessment = Assessment(id="a1", kind=kind, assessor="county", on=date(2026, 6, 1))
    return BY_THE_BOOK.having(assessments=(changed(assessment, **considered),))


def _disclosed(*, confidential: bool | None, authorized: bool | None) -> Situation:
    disclosure = Disclosure(
        id="x1",
        talk="t1",
        on=date(2026, 4, 1),
        confidential=confidential,
        authorized=authorized,
    )
    return BY_THE_BOOK.having(disclosures=(disclosure,))


ABOUT_COMMITTEES: Final = (
    # Art. 5 ¶2: the plan
    says(
        "ST0501",
        SATISFIED,
        _w("三月制定", "adopted in March"),
        _planned(),
        YEAR,
        done_on=date(2026, 3, 1),
    ),
    says(
        "ST0501",
        PENDING,
        _w("12月31日没有计划", "none on 31 December"),
        BY_THE_BOOK.on(date(2026, 12, 31)),
        YEAR,
    ),
    says(
        "ST0501",
        VIOLATED,
        _w("次年1月1日仍没有计划", "none on 1 January"),
        BY_THE_BOOK.on(date(2027, 1, 1)),
        YEAR,
        days_late=1,
    ),
    says(
        "ST0502",
        SATISFIED,
        _w("有事项，写明谈话人和时限", "an item with talker and day"),
        _planned(),
        YEAR,
    ),
    says("ST0502", VIOLATED, _w("登记为没有事项", "no item"), _planned(items=()), YEAR),
    says(
        "ST0502",
        UNKNOWN,
        _w("没有登记事项", "items not recorded"),
        _planned(items=None),
        YEAR,
        missing=("plan.items",),
    ),
    says("ST0502", None, _w("没有制定计划", "not adopted"), _planned(adopted_on=None), YEAR),
    says(
        "ST0503", SATISFIED, _w("结合了巡视巡察情况", "informed by an inspection"), _planned(), YEAR
    ),
    says(
        "ST0503",
        VIOLATED,
        _w("登记为没有结合任何情况", "informed by nothing"),
        _planned(informed_by=()),
        YEAR,
    ),
    says(
        "ST0503",
        UNKNOWN,
        _w("没有登记结合了什么", "not recorded by what"),
        _planned(informed_by=None),
        YEAR,
        missing=("plan.informed_by",),
    ),
    says(
        "ST0504",
        SATISFIED,
        _w("当年同该乡镇谈了话", "a talk with the town in the year"),
        _planned(items=(PlanItem(id="i1", organization="town", due_on=date(2026, 7, 20)),)),
        "i1",
        done_on=date(2026, 3, 10),
    ),
    says("ST0504", PENDING, _w("最后一天，没有谈话", "no talk, on the last day"), _planned(), "i1"),
    says(
        "ST0504",
        VIOLATED,
        _w("期限次日，没有谈话", "no talk the day after"),
        _planned().on(date(2026, 7, 21)),
        "i1",
        days_late=1,
    ),
    # Art. 5 ¶2: coverage
    says(
        "ST0505",
        SATISFIED,
        _w("县委书记同该乡镇书记谈了话", "the county's secretary talked to the town's"),
        BY_THE_BOOK,
        "county/town/14",
        done_on=date(2026, 3, 10),
    ),
    says(
        "ST0505",
        PENDING,
        _w("没有谈话，任期未满", "no talk, the term runs"),
        BY_THE_BOOK,
        "county/other-town/14",
    ),
    says(
        "ST0505",
        VIOLATED,
        _w("没有谈话，任期昨天届满", "no talk, the term ended yesterday"),
        BY_THE_BOOK.having(terms=(TERM_OVER,)),
        "county/other-town/14",
        days_late=1,
    ),
    says(
        "ST0505",
        UNKNOWN,
        _w("没有登记该乡镇的书记，没有谈话", "no secretary of the town recorded, no talk"),
        BY_THE_BOOK.without("other-town"),
        "county/other-town/14",
        missing=("appointments of other-town",),
    ),
    says(
        "ST0505",
        UNKNOWN,
        _w("没有登记届次", "no term recorded"),
        BY_THE_BOOK.having(terms=()),
        "county",
        missing=("terms of county",),
    ),
    says(
        "ST0506",
        SATISFIED,
        _w("同“一把手”本人谈了话", "the head himself was talked to"),
        BY_THE_BOOK.on(LONG),
        "county/town/14/p-town",
        done_on=date(2026, 3, 10),
    ),
    says(
        "ST0506",
        PENDING,
        _w("没有同其谈话，仍然在任", "not talked to, still head"),
        BY_THE_BOOK.on(LONG),
        "county/other-town/14/p-other",
    ),
    says(
        "ST0506",
        VIOLATED,
        _w("没有同其谈话，前一天离任", "not talked to, left the day before"),
        BY_THE_BOOK.without("other-town")
        .adding(appointments=(secretary("p-other", "other-town", end=LONG),))
        .on(LONG + ONE_DAY),
        "county/other-town/14/p-other",
        days_late=1,
    ),
    says(
        "ST0506",
        UNKNOWN,
        _w("没有登记那次谈话的被谈话人", "interviewees of the talk not recorded"),
        BY_THE_BOOK.with_talk(interviewees=None).on(LONG),
        "county/town/14/p-town",
        missing=("interviewees of t1",),
    ),
    # Art. 5 ¶3
    says(
        "ST0507",
        SATISFIED,
        _w("次日及时谈话", "a timely talk the day after"),
        TIMELY,
        "c1",
        done_on=date(2026, 3, 10),
    ),
    says(
        "ST0507",
        PENDING,
        _w("没有谈话，政策没有规定天数", "no talk, no number of days set"),
        _recognized(),
        "c1",
    ),
    says(
        "ST0507",
        VIOLATED,
        _w("政策规定的十天内没有谈话", "no talk within the ten days of the policy"),
        _recognized().under(timely_within_days=10).on(date(2026, 3, 20)),
        "c1",
        days_late=1,
    ),
    says(
        "ST0507",
        UNKNOWN,
        _w("没有登记认定日期", "not recorded when it was recognized"),
        _recognized(on=None),
        "c1",
        missing=("recognized_on",),
    ),
    # Art. 13
    says("ST1301", SATISFIED, _w("已列入", "on the list"), _yearly(date(2026, 12, 31)), YEAR),
    says(
        "ST1301",
        PENDING,
        _w("最后一天，没有登记", "not recorded, on the last day"),
        _yearly(date(2026, 12, 31), responsibility_list_includes_talks=None),
        YEAR,
    ),
    says(
        "ST1301",
        VIOLATED,
        _w("没有列入", "not on the list"),
        _yearly(date(2026, 12, 31), responsibility_list_includes_talks=False),
        YEAR,
    ),
    says(
        "ST1302",
        SATISFIED,
        _w("已报送，有专门的部分", "reported, with the section"),
        _yearly(NEXT_SPRING),
        YEAR,
        done_on=date(2027, 3, 1),
    ),
    says(
        "ST1302",
        PENDING,
        _w("最后一天，还没有办理", "not yet, on the last day"),
        BY_THE_BOOK.on(date(2027, 3, 31)),
        YEAR,
    ),
    says(
        "ST1302",
        VIOLATED,
        _w("已报送，没有专门的部分", "reported without the section"),
        _yearly(NEXT_SPRING, report_covers_talks=False),
        YEAR,
        done_on=date(2027, 3, 1),
    ),
    says(
        "ST1302",
        UNKNOWN,
        _w("已报送，没有登记有无专门的部分", "reported, section not recorded"),
        _yearly(NEXT_SPRING, report_covers_talks=None),
        YEAR,
        missing=("annual_duties.report_covers_talks",),
        done_on=date(2027, 3, 1),
    ),
    says(
        "ST1303",
        SATISFIED,
        _w("已述职，包括谈话情况", "debriefed, with the talks"),
        _yearly(NEXT_SPRING),
        YEAR,
        done_on=date(2027, 3, 31),
    ),
    says(
        "ST1303",
        PENDING,
        _w("最后一天，还没有办理", "not yet, on the last day"),
        BY_THE_BOOK.on(date(2027, 3, 31)),
        YEAR,
    ),
    says(
        "ST1303",
        VIOLATED,
        _w("期限次日，没有述职", "not debriefed the day after"),
        BY_THE_BOOK.on(NEXT_SPRING),
        YEAR,
        days_late=1,
    ),
    says(
        "ST1303",
        UNKNOWN,
        _w("已述职，没有登记是否包括谈话情况", "debriefed, not recorded whether of the talks"),
        _yearly(NEXT_SPRING, debrief_covers_talks=None),
        YEAR,
        missing=("annual_duties.debrief_covers_talks",),
        done_on=date(2027, 3, 31),
    ),
    # Art. 14 to 16
    *(
        row
        for rule, kind in (
            ("ST1401", AssessmentKind.ASSESSMENT),
            ("ST1501", AssessmentKind.INSPECTION),
        )
        for row in (
            says(
                rule,
                SATISFIED,
                _w("了解了谈话情况", "looked at"),
                _assessed(kind, considered_talks=True),
                "a1",
            ),
            says(
                rule,
                VIOLATED,
                _w("没有了解谈话情况", "not looked at"),
                _assessed(kind, considered_talks=False),
                "a1",
            ),
            says(
                rule,
                UNKNOWN,
                _w("没有登记是否了解", "not recorded whether"),
                _assessed(kind),
                "a1",
                missing=("considered_talks",),
            ),
        )
    ),
    says(
        "ST1502",
        SATISFIED,
        _w("谈话和整改都了解了", "both looked at"),
        _assessed(AssessmentKind.ROUTINE, considered_talks=True, considered_rectification=True),
        "a1",
    ),
    says(
        "ST1502",
        VIOLATED,
        _w("没有了解整改情况", "rectification not looked at"),
        _assessed(AssessmentKind.ROUTINE, considered_rectification=False),
        "a1",
    ),
    says(
        "ST1502",
        UNKNOWN,
        _w("两者都没有登记是否了解", "not recorded whether either"),
        _assessed(AssessmentKind.ROUTINE),
        "a1",
        missing=("considered_talks", "considered_rectification"),
    ),
    says(
        "ST1601",
        SATISFIED,
        _w("经过批准", "authorized"),
        _disclosed(confidential=True, authorized=True),
        "x1",
    ),
    says(
        "ST1601",
        VIOLATED,
        _w("应当保密，未经批准", "confidential, not authorized"),
        _disclosed(confidential=True, authorized=False),
        "x1",
    ),
    says(
        "ST1601",
        UNKNOWN,
        _w("未经批准，没有登记是否应当保密", "not authorized, not recorded whether confidential"),
        _disclosed(confidential=None, authorized=False),
        "x1",
        missing=("confidential",),
    ),
    says(
        "ST1601",
        None,
        _w("不需要保密", "not confidential"),
        _disclosed(confidential=False, authorized=False),
        "x1",
    ),
)

EXAMPLES: Final = (*ABOUT_TALKS, *ABOUT_COMMITTEES)
"""Every row, those about talks first."""
