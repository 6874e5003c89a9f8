"""The facts about a governed talk (Art. 2, 5 to 12, 17)."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Final, NamedTuple

from supervision_talk.measures.application import GOVERNED_KINDS, why_not_governed
from supervision_talk.measures.articles import EFFECTIVE_ON
from supervision_talk.measures.facts.sheet import NEVER, NOBODY, Fact, FactSheet, Inquiry, happened
from supervision_talk.measures.vocabulary import SubjectType
from supervision_talk.model import (
    Appointment,
    Judgement,
    Measure,
    Problem,
    Register,
    Step,
    Talk,
)
from supervision_talk.model.fields import civil_date
from supervision_talk.model.vocabulary import (
    JudgementQuestion,
    Level,
    Material,
    OrganizationKind,
    ReportContent,
    StepKind,
    TalkKind,
    Unit,
)

__all__ = ["COPIES_OWED", "Parties", "TalkFacts", "parties_of", "talk", "talk_facts"]


class TalkFacts(NamedTuple):
    """What the rules may ask about a talk. A date stands for an event that has happened."""

    subject_type: Annotated[SubjectType, Fact("对象种类", "the kind of subject")]
    subject_id: Annotated[str, Fact("谈话编号", "the talk's id")]
    kind: Annotated[TalkKind, Fact("谈话种类", "the talk's kind")]
    held_on: Annotated[date, Fact("谈话日期", "the day of the talk")]
    committee: Annotated[str, Fact("开展谈话的党委（党组）", "the committee that held the talk")]
    committee_kind: Annotated[OrganizationKind, Fact("开展谈话的组织类别", "the committee's kind")]
    organization: Annotated[str, Fact("下级党组织", "the subordinate organization")]
    organization_kind: Annotated[
        OrganizationKind, Fact("下级党组织类别", "the subordinate organization's kind")
    ]
    organization_level: Annotated[
        Level, Fact("下级党组织层级", "the subordinate organization's level")
    ]
    talker: Annotated[str | None, Fact("谈话人", "the talker", "talker")]
    interviewees: Annotated[
        tuple[str, ...] | None, Fact("被谈话人", "the interviewees", "interviewees")
    ]
    interviewee_count: Annotated[
        int | None, Fact("被谈话人人数", "the number of interviewees", "interviewees")
    ]
    head_recorded: Annotated[
        bool,
        Fact("下级党组织书记有任职记录", "a secretary of the subordinate organization is recorded"),
    ]
    interviewees_are_heads: Annotated[
        bool | None,
        Fact(
            "被谈话人都是当日在任的“一把手”",
            "every interviewee was secretary of the organization on the day",
            {
                "interviewees": "interviewee_count",
                "appointments of {organization}": "head_recorded",
            },
        ),
    ]
    interviewee_left_on: Annotated[
        date | None, Fact("被谈话人离任日期", "the interviewee's last day in office")
    ]
    committee_is_superior: Annotated[
        bool | None,
        Fact(
            "开展谈话的是其上级党组织",
            "the committee is above the organization",
            "organization.superior",
        ),
    ]
    committee_is_direct_superior: Annotated[
        bool | None,
        Fact(
            "开展谈话的是其直接上级党组织",
            "the committee is the organization's direct superior",
            "organization.superior",
        ),
    ]
    team_recorded: Annotated[
        bool, Fact("领导班子有任职记录", "appointments to the committee's team are recorded")
    ]
    talker_in_leadership: Annotated[
        bool | None,
        Fact(
            "谈话人是领导班子成员",
            "the talker was in the committee's leadership team on the day",
            {"talker": "talker", "appointments of {committee}": "team_recorded"},
        ),
    ]
    secretary_recorded: Annotated[
        bool, Fact("党委书记有任职记录", "a secretary of the committee is recorded")
    ]
    talker_is_secretary: Annotated[
        bool | None,
        Fact(
            "谈话人是书记",
            "the talker was secretary of the committee on the day",
            {"talker": "talker", "appointments of {committee}": "secretary_recorded"},
        ),
    ]
    basis_count: Annotated[
        int | None, Fact("所依据情形的数目", "the number of circumstances cited", "basis")
    ]
    basis_concerns_organization: Annotated[
        bool | None,
        Fact(
            "所依据的情形都属于该组织",
            "every circumstance cited is the organization's",
            "basis",
        ),
    ]
    organized_by: Annotated[
        str | None, Fact("组织谈话的部门", "the department that organized it", "organized_by")
    ]
    problem_count: Annotated[
        int | None, Fact("指出问题的数目", "the number of problems pointed out", "problems")
    ]
    has_comparable_problems: Annotated[
        bool | None,
        Fact("有可以比较的问题摘要", "problems have summaries to compare", "problems"),
    ]
    same_problems_as: Annotated[
        str | None,
        Fact("问题相同的较早谈话", "the earlier talk with the same problems"),
    ]
    problems_are_its_own: Annotated[
        bool | None,
        Fact(
            "问题与此前同其他组织的谈话不同",
            "no earlier talk with another organization has the same problems",
            "problems",
        ),
    ]
    judged_to_the_point: Annotated[
        bool, Fact("有是否直奔主题的认定", "it was judged whether the talk was to the point")
    ]
    to_the_point: Annotated[
        bool | None,
        Fact("认定为直奔主题", "the talk was judged to the point", "judgements.answer"),
    ]
    talker_prepared_on: Annotated[
        date | None,
        Fact("谈话人完成准备的日期", "the day of the talker's preparation", "talker_prepared_on"),
    ]
    self_examined_on: Annotated[
        date | None,
        Fact("被谈话人自查的日期", "the day of the self-examination", "self_examined_on"),
    ]
    steps: Annotated[
        frozenset[StepKind] | None, Fact("已进行的步骤", "the steps that were taken", "steps")
    ]
    step_count: Annotated[
        int | None, Fact("不同步骤的数目", "the number of different steps", "steps")
    ]
    steps_in_order: Annotated[
        bool | None,
        Fact("步骤按规定次序进行", "the steps were in the prescribed order", "steps"),
    ]
    recorded_on: Annotated[
        date | None, Fact("形成记录的日期", "the day of the record", "recorded_on")
    ]
    measures_proposed_on: Annotated[
        date | None,
        Fact(
            "提出整改措施的日期",
            "the day the measures were proposed",
            "rectification.measures_proposed_on",
        ),
    ]
    measures_reported_on: Annotated[
        date | None,
        Fact(
            "报告整改措施的日期",
            "the day the measures were reported",
            "rectification.measures_reported_on",
        ),
    ]
    measures_first_on: Annotated[
        date | None,
        Fact(
            "最早提出或者报告整改措施的日期",
            "the day the measures were first proposed or reported",
            {
                "rectification.measures_proposed_on": "measures_proposed_on",
                "rectification.measures_reported_on": "measures_reported_on",
            },
        ),
    ]
    progress_reported_on: Annotated[
        date | None,
        Fact(
            "报告整改情况的日期",
            "the day the rectification was reported",
            "rectification.progress_reported_on",
        ),
    ]
    last_reported_on: Annotated[
        date | None, Fact("最近一次报告的日期", "the day of the last report")
    ]
    report_contents: Annotated[
        frozenset[ReportContent] | None,
        Fact("报告的内容", "the contents of the report", "rectification.report_contents"),
    ]
    measures_recorded: Annotated[bool, Fact("整改措施有记录", "the measures are recorded")]
    measures_name_problems: Annotated[
        bool, Fact("每项措施写明所针对的问题", "every measure says which problems it answers")
    ]
    unanswered_problem_count: Annotated[
        int | None,
        Fact(
            "没有措施对应的问题数目",
            "the number of problems without a measure",
            {
                "problems": "problem_count",
                "rectification.measures": "measures_recorded",
                "rectification.measures.problems": "measures_name_problems",
            },
        ),
    ]
    first_responsibility_measures: Annotated[
        bool | None,
        Fact(
            "有履行第一责任人职责的措施",
            "a measure concerns the first responsibility",
            "rectification.measures",
        ),
    ]
    team_notified_on: Annotated[
        date | None,
        Fact(
            "向班子其他成员通报的日期",
            "the day the rest of the team was told",
            "rectification.team_notified_on",
        ),
    ]
    reported_to_committee: Annotated[
        bool,
        Fact("向开展谈话的党委（党组）报告", "the report went to the committee that held the talk"),
    ]
    materials_filed: Annotated[
        frozenset[Material] | None,
        Fact("已留存的材料", "the materials on file", "filing.materials"),
    ]
    file_completed_on: Annotated[
        date | None, Fact("材料留存齐全的日期", "the day the file was complete")
    ]
    copies_sent_to: Annotated[
        frozenset[Unit] | None,
        Fact("已抄送的单位", "the departments that copies went to", "filing.copies"),
    ]
    copies_sent_on: Annotated[date | None, Fact("抄送完毕的日期", "the day the copies had gone")]
    judged_truthful: Annotated[
        bool, Fact("有是否如实报告的认定", "it was judged whether the interviewee was truthful")
    ]
    truthful: Annotated[
        bool | None,
        Fact("认定为如实报告", "the interviewee was judged truthful", "judgements.answer"),
    ]
    judged_genuine: Annotated[
        bool, Fact("有整改是否真实的认定", "it was judged whether the rectification was genuine")
    ]
    genuine: Annotated[
        bool | None,
        Fact("认定为真实整改", "the rectification was judged genuine", "judgements.answer"),
    ]


_MATERIALS: Final = frozenset(Material)

COPIES_OWED: Final = frozenset({Unit.DISCIPLINE, Unit.ORGANIZATION})
"""To whom copies of the file go in any case (Art. 12)."""


class Parties(NamedTuple):
    """Those of the facts about a talk that say who talked with whom; by the same names."""

    kind: TalkKind
    held_on: date
    committee: str
    committee_kind: OrganizationKind
    organization: str
    organization_kind: OrganizationKind
    organization_level: Level
    talker: str | None
    interviewees: tuple[str, ...] | None
    interviewee_count: int | None
    head_recorded: bool
    interviewees_are_heads: bool | None
    interviewee_left_on: date | None
    committee_is_superior: bool | None
    committee_is_direct_superior: bool | None
    team_recorded: bool
    talker_in_leadership: bool | None
    secretary_recorded: bool
    talker_is_secretary: bool | None


class _PartiesOfCommittee:
    """Who talked with whom in the talks of the committee last asked about.

    Talks and the seats that they cover ask for the same, committee by committee.
    """

    def __init__(self, _: Inquiry) -> None:
        self.committee: str | None = None
        self.by_talk: dict[str, Parties] = {}


def parties_of(inquiry: Inquiry, talk: Talk, held_on: date) -> Parties:
    """Give the facts about who talked with whom in a talk, governed or not.

    Arguments:
        inquiry: the register, the policy and how nulls are read.
        talk: a talk of the register.
        held_on: its day.
    """
    known = inquiry.derived(_PartiesOfCommittee)
    if known.committee != talk.held_by:
        known.committee, known.by_talk = talk.held_by, {}
    parties = known.by_talk.get(talk.id)
    if parties is None:
        parties = known.by_talk[talk.id] = _parties(inquiry, talk, held_on)
    return parties


def _parties(inquiry: Inquiry, talk: Talk, held_on: date) -> Parties:
    register, complete = inquiry.register, inquiry.complete
    acting_count = inquiry.policy.acting_heads_count
    organization = register.organization(talk.organization)
    committee = register.organization(talk.held_by)
    superior = organization.superior

    interviewees = talk.interviewees
    if interviewees is None and complete:
        interviewees = ()
    heads = register.secretaries_of(organization.id)
    interviewees_are_heads = left_on = None
    if interviewees is not None and (heads or complete):
        posts = [_post_of(person, heads, held_on, acting_count) for person in interviewees]
        interviewees_are_heads = None not in posts
        if len(posts) == 1 and posts[0] is not None:
            left_on = posts[0].end

    talker = talk.talker
    team = register.team_of(committee.id)
    secretaries = register.secretaries_of(committee.id)
    talker_in_leadership = talker_is_secretary = None
    if talker is not None:
        if team:
            talker_in_leadership = _post_of(talker, team, held_on, acting_count=True) is not None
        if secretaries:
            talker_is_secretary = _post_of(talker, secretaries, held_on, acting_count) is not None
    if complete:
        talker_in_leadership = bool(talker_in_leadership)
        talker_is_secretary = bool(talker_is_secretary)

    # In the order of the fields: by name, Python would look for each among all of them.
    return Parties(
        talk.kind,
        held_on,
        committee.id,
        committee.kind,
        organization.id,
        organization.kind,
        organization.level,
        talker,
        interviewees,
        None if interviewees is None else len(set(interviewees)),
        bool(heads),
        interviewees_are_heads,
        left_on,
        _no_if(complete)
        if superior is None
        else superior == committee.id or register.is_superior(committee.id, organization.id),
        _no_if(complete) if superior is None else superior == committee.id,
        bool(team),
        talker_in_leadership,
        bool(secretaries),
        talker_is_secretary,
    )


def talk_facts(  # noqa: C901, PLR0912, PLR0915 - one pass over the record, in the order of the facts
    inquiry: Inquiry, talk: Talk
) -> TalkFacts:
    """Give the facts about a talk that has been held.

    Arguments:
        inquiry: the register, the day, the policy and how nulls are read.
        talk: a talk of the register with an end.
    """
    register, as_of, complete = inquiry.register, inquiry.as_of, inquiry.complete
    held_on = civil_date(talk.ended_at)  # type: ignore[arg-type] # only of talks held
    parties = parties_of(inquiry, talk, held_on)
    committee, organization = parties.committee, parties.organization

    basis = talk.basis
    basis_concerns_organization = None
    if basis is None and complete:
        basis = ()
    if basis is not None:
        basis_concerns_organization = all(
            register.circumstance(each).organization == organization for each in basis
        )

    problems = talk.problems
    if problems is None and complete:
        problems = ()
    has_comparable_problems = problems_are_its_own = None
    same_problems_as = None
    if problems is not None:
        repeated = register.derived(RepeatedProblems)
        has_comparable_problems = bool(problems) and repeated.has_texts(talk)
        if has_comparable_problems:
            same_problems_as = repeated.earlier_talk(talk)
        problems_are_its_own = same_problems_as is None

    steps = talk.steps
    if steps is None and complete:
        steps = ()
    steps_taken = steps_in_order = None
    if steps is not None:
        steps = tuple([each for each in steps if each.at is None or civil_date(each.at) <= as_of])
        steps_taken = frozenset([each.step for each in steps])
        steps_in_order = _in_prescribed_order(steps) and _times_do_not_decrease(steps)

    judged_to_the_point = judged_truthful = judged_genuine = False
    to_the_point = truthful = genuine = None
    judgements = register.judgements_of(talk.id)
    if judgements:
        judged_to_the_point, to_the_point = _latest(
            judgements, JudgementQuestion.TO_THE_POINT, as_of, complete=complete
        )
        judged_truthful, truthful = _latest(
            judgements, JudgementQuestion.TRUTHFUL, as_of, complete=complete
        )
        judged_genuine, genuine = _latest(
            judgements, JudgementQuestion.GENUINE, as_of, complete=complete
        )

    rectification = register.rectification_of(talk.id)
    measures_proposed_on = measures_reported_on = progress_reported_on = None
    team_notified_on = last_reported_on = None
    report_contents = first_responsibility_measures = None
    measures: Sequence[Measure] | None = None
    reported_to_committee = True
    if rectification is not None:
        measures_proposed_on = happened(rectification.measures_proposed_on, as_of)
        measures_reported_on = happened(rectification.measures_reported_on, as_of)
        progress_reported_on = happened(rectification.progress_reported_on, as_of)
        team_notified_on = happened(rectification.team_notified_on, as_of)
        last_reported_on = progress_reported_on
        if measures_reported_on is not None and (
            progress_reported_on is None or progress_reported_on < measures_reported_on
        ):
            last_reported_on = measures_reported_on
        measures = rectification.measures
        if rectification.report_contents is not None:
            report_contents = frozenset(rectification.report_contents)
        reported_to_committee = rectification.reported_to in (None, committee)
    if complete:
        measures = measures or ()
        report_contents = report_contents or frozenset()
    if measures is not None:
        first_responsibility_measures = any([each.first_responsibility for each in measures])  # noqa: C419 - a generator costs more than so short a list
    unanswered_problem_count, measures_name_problems = _unanswered(
        problems, measures, complete=complete
    )

    filing = register.filing_of(talk.id)
    materials = None if filing is None else filing.materials
    copies = None if filing is None else filing.copies
    if complete:
        materials, copies = materials or (), copies or ()
    materials_filed = file_completed_on = copies_sent_to = copies_sent_on = None
    if materials is not None:
        filed = _first_days([(each.material, each.filed_on) for each in materials], as_of)
        materials_filed = _MATERIALS.intersection(filed)
        file_completed_on = _last(
            filed,
            Material.RECORD,
            Material.MEASURES if measures_reported_on is not None else None,
            Material.RECTIFICATION_REPORT if progress_reported_on is not None else None,
        )
    if copies is not None:
        sent = _first_days([(each.to, each.sent_on) for each in copies], as_of)
        copies_sent_to = COPIES_OWED.intersection(sent)
        copies_sent_on = _last(sent, *COPIES_OWED)

    # In the order of the fields: by name, Python would look for each among all of them, which
    # takes longer than anything else here.
    return TalkFacts(
        SubjectType.TALK,
        talk.id,
        *parties,
        None if basis is None else len(basis),
        basis_concerns_organization,
        talk.organized_by or (NOBODY if complete else None),
        None if problems is None else len(problems),
        has_comparable_problems,
        same_problems_as,
        problems_are_its_own,
        judged_to_the_point,
        to_the_point,
        talk.talker_prepared_on or (NEVER if complete else None),
        talk.self_examined_on or (NEVER if complete else None),
        steps_taken,
        None if steps_taken is None else len(steps_taken),
        steps_in_order,
        happened(talk.recorded_on, as_of),
        measures_proposed_on,
        measures_reported_on,
        _first(measures_proposed_on, measures_reported_on),
        progress_reported_on,
        last_reported_on,
        report_contents,
        measures is not None,
        measures_name_problems,
        unanswered_problem_count,
        first_responsibility_measures,
        team_notified_on,
        reported_to_committee,
        materials_filed,
        file_completed_on,
        copies_sent_to,
        copies_sent_on,
        judged_truthful,
        truthful,
        judged_genuine,
        genuine,
    )


def _no_if(complete: bool) -> bool | None:  # noqa: FBT001 - reads as a sentence
    return False if complete else None


def _first(one: date | None, other: date | None) -> date | None:
    if one is None or other is None:
        return one or other
    return min(one, other)


def _first_days(events: Iterable[tuple[str, date | None]], as_of: date) -> dict[str, date | None]:
    """Give the first day of each event that has happened; None: only without a day."""
    first: dict[str, date | None] = {}
    for event, day in events:
        if day is None:
            first.setdefault(event, None)
        elif day <= as_of:
            known = first.get(event)
            if known is None or day < known:
                first[event] = day
    return first


def _last(days: Mapping[str, date | None], *needed: str | None) -> date | None:
    """Give the last of the days of what is needed; None where something has none."""
    last = None
    for each in needed:
        if each is not None:
            day = days.get(each)
            if day is None:
                return None
            last = day if last is None else max(last, day)
    return last


def _post_of(
    person: str,
    appointments: Iterable[Appointment],
    day: date,
    acting_count: bool,  # noqa: FBT001 - in the path of every talk
) -> Appointment | None:
    """Give a person's appointment of these on a day, of several the one that ends last."""
    found = None
    for each in appointments:
        if (
            each.person == person
            and each.start <= day
            and (each.end is None or day <= each.end)
            and (acting_count or not each.acting)
        ):
            if each.end is None:
                return each
            if found is None or found.end is None or found.end < each.end:
                found = each
    return found


def _latest(
    judgements: Iterable[Judgement], question: JudgementQuestion, as_of: date, *, complete: bool
) -> tuple[bool, bool | None]:
    """Tell whether something was judged, and the latest answer (SPEC 6, ST0803)."""
    asked = [
        each
        for each in judgements
        if each.question is question and (each.on is None or each.on <= as_of)
    ]
    if not asked:
        return False, None
    answer = max(asked, key=lambda each: (each.on or date.min, each.id)).answer
    return True, bool(answer) if complete else answer


_PLACES: Final = {step: place for place, step in enumerate(StepKind)}


def _in_prescribed_order(steps: Iterable[Step]) -> bool:
    first_places = list(dict.fromkeys([_PLACES[each.step] for each in steps]))
    return first_places == sorted(first_places)


def _times_do_not_decrease(steps: Iterable[Step]) -> bool:
    """Compare each time with all before it: a bare date between two times hides no decrease."""
    moments = [each.at for each in steps if each.at is not None]
    times = [each for each in moments if isinstance(each, datetime)]
    if times != sorted(times):
        return False
    if len(times) == len(moments):
        return True
    days = [civil_date(each) for each in moments]
    return days == sorted(days)


def _unanswered(
    problems: Sequence[Problem] | None, measures: Sequence[Measure] | None, *, complete: bool
) -> tuple[int | None, bool]:
    """Count the problems that no measure names; tell whether every measure names its problems."""
    names_all = complete or all([each.problems is not None for each in measures or ()])  # noqa: C419 - likewise
    if problems is None:
        return None, names_all
    if not problems:
        return 0, names_all
    if measures is None:
        return None, names_all
    named = {problem for each in measures for problem in each.problems or ()}
    unanswered = sum(problem.id not in named for problem in problems)
    return (unanswered if names_all or not unanswered else None), names_all


def governed_talks(inquiry: Inquiry, committee: str) -> Iterator[Talk]:
    """Give the talks of a committee that the Measures govern."""
    register, as_of = inquiry.register, inquiry.as_of
    for each in register.talks_of(committee):
        if why_not_governed(register, each, as_of) is None:
            yield each


class RepeatedProblems:
    """Which talks of a committee told two organizations the same problems (Art. 8, ST0802).

    Built once for a register, committee by committee as they are asked for.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._texts: dict[str, frozenset[str]] = {}
        self._earliest: dict[str, dict[frozenset[str], list[Talk]]] = {}

    def has_texts(self, talk: Talk) -> bool:
        """Tell whether a talk has a problem whose summary has letters or digits."""
        return bool(self._texts_of(talk))

    def earlier_talk(self, talk: Talk) -> str | None:
        """Give the earliest earlier talk with another organization and the same summaries.

        None: there is none.
        """
        for each in self._earliest_of(talk.held_by).get(self._texts_of(talk), ()):
            if each.organization != talk.organization:
                return each.id if _order(each) < _order(talk) else None
        return None

    def _texts_of(self, talk: Talk) -> frozenset[str]:
        texts = self._texts.get(talk.id)
        if texts is None:
            texts = frozenset(
                text
                for problem in talk.problems or ()
                if problem.summary is not None and (text := _letters_and_digits(problem.summary))
            )
            self._texts[talk.id] = texts
        return texts

    def _earliest_of(self, committee: str) -> Mapping[frozenset[str], Sequence[Talk]]:
        """Give for each set of summaries the earliest talk.

        Beside it the earliest with another organization than that one's.
        """
        earliest = self._earliest.get(committee)
        if earliest is None:
            earliest = {}
            held = [
                each
                for each in self._register.talks_of(committee)
                if each.kind in GOVERNED_KINDS
                and each.ended_at is not None
                and civil_date(each.ended_at) >= EFFECTIVE_ON
                and self._texts_of(each)
            ]
            for each in sorted(held, key=_order):
                first = earliest.setdefault(self._texts_of(each), [each])
                if len(first) == 1 and first[0].organization != each.organization:
                    first.append(each)
            self._earliest[committee] = earliest
        return earliest


def _order(talk: Talk) -> tuple[date, str]:
    return civil_date(talk.ended_at or date.max), talk.id


class _LettersAndDigits(dict[int, int | None]):
    """What `str.translate` keeps: Unicode letters, marks and numbers."""

    def __missing__(self, code: int) -> int | None:
        kept = code if unicodedata.category(chr(code))[0] in "LMN" else None
        self[code] = kept
        return kept


_KEPT: Final = _LettersAndDigits()


def _letters_and_digits(text: str) -> str:
    """Reduce a summary to its letters and digits.

    >>> _letters_and_digits("谈心谈话２次 次数，偏少。")
    '谈心谈话2次次数偏少'
    """
    return unicodedata.normalize("NFKC", text).translate(_KEPT)


talk: Final = FactSheet(TalkFacts, subjects=governed_talks, state=talk_facts)
"""The names of the facts about a talk, for conditions."""
