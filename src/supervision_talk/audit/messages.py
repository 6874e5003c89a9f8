"""The sentence of a finding: what is to be, by which article, how it stands, what to do by when.

Composed from the rule's own words (norm, remedy), so that every rule speaks alike in both
languages and both say the same numbers. Ids, field names, dates and counts are all that is shown.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from supervision_talk.audit.timing import Timing
from supervision_talk.calendar import DueDate
from supervision_talk.measures import Outcome, Rule, SubjectType, Wording
from supervision_talk.measures.facts.sheet import called
from supervision_talk.measures.field_names import chinese_field_name
from supervision_talk.measures.forms import Duty

__all__ = ["SUBJECTS", "message_of"]

SUBJECTS: Final[Mapping[str, Wording]] = {
    SubjectType.TALK: Wording(zh="谈话", en="talk"),
    SubjectType.COMMITTEE_YEAR: Wording(zh="党委（党组）年度", en="committee and year"),
    SubjectType.PLAN_ITEM: Wording(zh="计划事项", en="plan item"),
    SubjectType.SEAT: Wording(zh="岗位", en="seat"),
    SubjectType.INCUMBENT: Wording(zh="任职人", en="incumbent"),
    SubjectType.COMMITTEE: Wording(zh="党委（党组）", en="committee"),
    SubjectType.CIRCUMSTANCE: Wording(zh="情形", en="circumstance"),
    SubjectType.ASSESSMENT: Wording(zh="考核检查", en="assessment"),
    SubjectType.DISCLOSURE: Wording(zh="披露", en="disclosure"),
}
"""What each kind of subject of the Measures is called; a host's sheet says it by itself."""


def message_of(
    rule: Rule,
    outcome: Outcome,
    *,
    subject_type: str,
    subject_id: str,
    due: DueDate | None,
    timing: Timing,
    missing: Sequence[str],
    as_of: date,
) -> Wording:
    """Make the sentence.

    Arguments:
        rule: the rule.
        outcome: what it says.
        subject_type: of what kind of subject.
        subject_id: of which.
        due: by when a duty is due; None: without a date, or no duty.
        timing: when a duty's act was done.
        missing: the fields whose absence leaves the answer unknown.
        as_of: the day of the audit.
    """
    subject = _subject(rule, subject_type, subject_id)
    state, action = _state_and_action(rule, outcome, due, timing, missing=missing, as_of=as_of)
    article = _cited(rule)
    return Wording(
        zh=f"{subject.zh}：{rule.norm.zh}（{article.zh}）；{state.zh}{action.zh}。",
        en=f"{subject.en}: {rule.norm.en} ({article.en}); {state.en}{action.en}.",
    )


def _year(committee: str, year: str) -> Wording:
    return Wording(
        zh=f"党委（党组）{committee}的{year}年度", en=f"committee {committee}, year {year}"
    )


def _seat(committee: str, organization: str, term: str) -> Wording:
    return Wording(
        zh=f"党委（党组）{committee}第{term}届任期内的{organization}“一把手”岗位",
        en=f"committee {committee}, seat of the head of {organization} in term {term}",
    )


def _incumbent(committee: str, organization: str, term: str, person: str) -> Wording:
    return Wording(
        zh=f"党委（党组）{committee}第{term}届任期内的{organization}“一把手”{person}",
        en=f"committee {committee}, {person} as head of {organization} in term {term}",
    )


_IN_PARTS: Final[Mapping[tuple[str, int], Callable[..., Wording]]] = {
    (SubjectType.COMMITTEE_YEAR, 2): _year,
    (SubjectType.SEAT, 3): _seat,
    (SubjectType.INCUMBENT, 4): _incumbent,
}
"""How subjects are spoken of whose id has parts, and how many; a host's may be other ones."""


def _subject(rule: Rule, subject_type: str, subject_id: str) -> Wording:
    """Say what a finding is about."""
    kind = called(rule.about)
    if kind is None:
        parts = subject_id.split("/")
        in_parts = _IN_PARTS.get((subject_type, len(parts)))
        if in_parts is not None:
            return in_parts(*parts)
        kind = SUBJECTS.get(subject_type, Wording(zh=subject_type, en=subject_type))
    # In Chinese nothing parts the two but marks; an id of figures and letters needs none.
    zh = subject_id if subject_id[:1].isascii() else f"“{subject_id}”"
    return Wording(zh=f"{kind.zh}{zh}", en=f"{kind.en} {subject_id}")


def _cited(rule: Rule) -> Wording:
    article = rule.article.wording
    if rule.source is None:
        return Wording(zh=f"《办法》{article.zh}", en=article.en)
    return Wording(
        zh=f"{rule.source.zh}，依《办法》{article.zh}", en=f"{rule.source.en}, under {article.en}"
    )


def _state_and_action(
    rule: Rule,
    outcome: Outcome,
    due: DueDate | None,
    timing: Timing,
    *,
    missing: Sequence[str],
    as_of: date,
) -> tuple[Wording, Wording]:
    if outcome is Outcome.SATISFIED:
        return _satisfied(rule, timing), _NOTHING
    if outcome is Outcome.UNKNOWN:
        fields_zh, fields_en = "、".join(map(chinese_field_name, missing)), ", ".join(missing)
        return (
            Wording(zh="无法判断", en="this cannot be told"),
            Wording(
                zh=f"：没有记录{fields_zh}，请补充记录",
                en=f" without {fields_en}; enter what is not recorded",
            ),
        )
    remedy = Wording(zh=f"。请{rule.remedy.zh}", en=f"; {rule.remedy.en}")
    if outcome is Outcome.PENDING:
        return _pending(due, as_of), remedy
    if timing.done_on is not None and not timing.falls_short:
        return _violated(rule, due, timing), _BE_IN_TIME
    return _violated(rule, due, timing), remedy


_BE_IN_TIME: Final = Wording(
    zh="。请说明迟办原因，今后按期办理", en="; say why, and keep to the date from now on"
)

_NOTHING: Final = Wording(zh="", en="")


def _satisfied(rule: Rule, timing: Timing) -> Wording:
    if not isinstance(rule, Duty):
        return Wording(zh="符合", en="this is so")
    if timing.done_on is None:
        return Wording(zh="已完成", en="this is done")
    if timing.in_extension:
        return Wording(
            zh=f"已于{timing.done_on}完成，在顺延期内",
            en=f"done on {timing.done_on}, in extension",
        )
    return Wording(zh=f"已于{timing.done_on}完成", en=f"done on {timing.done_on}")


@lru_cache(maxsize=1_024)
def _pending(due: DueDate | None, as_of: date) -> Wording:
    if due is None:
        return Wording(zh="尚未完成，没有规定日期", en="not done yet, no date is set")
    left = (due.effective - as_of).days
    if left < 0:  # a planned end that has passed while the term goes on
        return Wording(
            zh=f"尚未完成，原定{due.effective}到期，期限尚未届满",
            en=f"not done yet, it was to be due on {due.effective}, but there is still time",
        )
    moved = due.effective != due.nominal
    zh = f"尚未完成，{due.effective}到期" + (f"（由{due.nominal}顺延）" if moved else "")
    en = f"not done yet, due on {due.effective}" + (f" (moved from {due.nominal})" if moved else "")
    if due.provisional:
        zh += "（放假安排公布前为暂定）"
        en += " (provisional until the year's holidays are published)"
    if left == 0:
        zh += "，就在今天"
        en += ", today"
    else:
        zh += f"，还有{left}天"
        en += f", {_days(left)} left"
    return Wording(zh=zh, en=en)


def _violated(rule: Rule, due: DueDate | None, timing: Timing) -> Wording:
    if not isinstance(rule, Duty):
        return Wording(zh="不符合", en="this is not so")
    how, late = _how_it_was_done(timing), ""
    if due is None:
        return how
    if timing.days_late is not None:
        late = f"，{'逾期' if timing.done_on is None else '迟'}{timing.days_late}天"
    zh = f"{due.effective}到期，{how.zh}{late}"
    en = f"due on {due.effective}, {how.en}"
    if timing.days_late is not None:
        en += f", {_days(timing.days_late)} {'overdue' if timing.done_on is None else 'late'}"
    return Wording(zh=zh, en=en)


def _how_it_was_done(timing: Timing) -> Wording:
    done_on = timing.done_on
    if done_on is None:
        if timing.falls_short:
            return Wording(zh="记录表明没有做到", en="the record says that it was not done")
        return Wording(zh="至今没有完成的记录", en="nothing shows it done")
    if timing.falls_short:
        return Wording(
            zh=f"{done_on}已办理，但不符合要求", en=f"done on {done_on}, but not as required"
        )
    return Wording(zh=f"{done_on}才完成", en=f"done only on {done_on}")


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
