"""Where the Measures are silent: named values, each with its default, reason and alternatives.

What the text needs but never states stands here and nowhere else. The report
carries the values, so that nobody takes our reading for the law's. No value may be laxer than
what the Measures say in so many words (one month, three months): such a policy cannot be built.
"""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final, Never, Self, TypeVar, cast, dataclass_transform

import attrs

from supervision_talk._values import frozen
from supervision_talk.calendar import Counting, DueDate, MonthEnd, Roll, WorkdayCalendar
from supervision_talk.errors import InvalidPolicy, Mistake, wanted
from supervision_talk.model.taking import OneWord
from supervision_talk.wording import Wording

__all__ = [
    "POLICY_VALUES",
    "MeasuresReportDue",
    "NotRecorded",
    "Period",
    "Policy",
    "PolicyPrimitive",
    "PolicyValue",
]

WordT = TypeVar("WordT", bound=StrEnum)
PolicyT = TypeVar("PolicyT")

PolicyPrimitive = str | int | bool | None
"""What a policy value is in a policy file and in a report."""


class MeasuresReportDue(StrEnum):
    """By when the measures are to be reported, not only proposed (Art. 11 ¶1)."""

    WITH_MEASURES = "with_measures"
    NONE = "none"


class NotRecorded(StrEnum):
    """How a fact that was not recorded is read."""

    UNKNOWN = "unknown"
    VIOLATED = "violated"


class Period(StrEnum):
    """A period of Art. 11, which an office may shorten."""

    MEASURES = "measures"
    PROGRESS = "progress"


@frozen(kw_only=True)
class PolicyValue:
    """A value of the policy as files, reports and the documentation know it.

    Attributes:
        name: as in policy files and reports.
        meaning: what it decides.
        reason: why the default is what it is.
        words: the words that it may be, if it is a word.
        least, most: the bounds, if it is a number.
        lax_beyond: whether more than `most` would be laxer than Art. 11.
        unit: what a number counts.
        optional: whether it may be null.
        month_day: whether it is a month and day, as "MM-DD".
    """

    name: str
    meaning: Wording
    reason: Wording
    words: type[StrEnum] | None = None
    least: int | None = None
    most: int | None = None
    lax_beyond: bool = False
    unit: Wording | None = None
    optional: bool = False
    month_day: bool = False

    @property
    def expected(self) -> Wording:
        """What the value may be, in words."""
        if self.words is not None:
            return Wording(zh=f"{'、'.join(self.words)}之一", en=f"one of {', '.join(self.words)}")
        if self.month_day:
            return Wording(
                zh="每年都有的月和日，格式为“MM-DD”",
                en='a month and day that every year has, as "MM-DD"',
            )
        if self.least is None or self.unit is None:
            return Wording(zh="true或者false", en="true or false")
        null = Wording(zh="，或者null", en=", or null") if self.optional else Wording(zh="", en="")
        if self.most is None:
            return Wording(
                zh=f"不小于{self.least}的整数（{self.unit.zh}）{null.zh}",
                en=f"a whole number of {self.unit.en}, {self.least} or more{null.en}",
            )
        bounds = (
            Wording(zh=f"{self.least}", en=f"{self.least}")
            if self.most == self.least
            else Wording(zh=f"{self.least}至{self.most}的整数", en=f"{self.least} to {self.most}")
        )
        lax = Wording(zh="；再多就宽于第十一条", en=" (more would be laxer than Art. 11)")
        if not self.lax_beyond:
            lax = Wording(zh="", en="")
        return Wording(
            zh=f"{bounds.zh}（{self.unit.zh}{lax.zh}）{null.zh}",
            en=f"a whole number of {self.unit.en}, {bounds.en}{lax.en}{null.en}",
        )

    @property
    def default(self) -> PolicyPrimitive:
        """What counts where nobody chose."""
        return Policy().values()[self.name]

    def admits(self, value: object) -> bool:
        """Tell whether the policy may have this value."""
        if self.words is not None:
            return isinstance(value, str) and value in tuple(self.words)
        if self.month_day:
            return isinstance(value, str) and _is_month_day(value)
        if self.least is None:
            return isinstance(value, bool)
        if value is None:
            return self.optional
        return (
            type(value) is int and self.least <= value and (self.most is None or value <= self.most)
        )


_MONTH_DAY: Final = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", re.ASCII)
_COMMON_YEAR: Final = 2001


def _is_month_day(text: str) -> bool:
    if not _MONTH_DAY.fullmatch(text):
        return False
    try:
        date(_COMMON_YEAR, int(text[:2]), int(text[3:]))
    except ValueError:
        return False
    return True


@dataclass_transform(kw_only_default=True, frozen_default=True)
def _policy(cls: type[PolicyT]) -> type[PolicyT]:
    """Make the class a frozen one, as `frozen` does; type checkers know what it takes."""
    return frozen(cls, kw_only=True)


def _word(default: WordT) -> OneWord[WordT]:
    """Declare a value that is a word; a plain string that equals one is taken as well."""
    return cast("OneWord[WordT]", default)


@_policy
class Policy:
    """The values that decide where the Measures are silent; `POLICY_VALUES` explains each.

    Raises:
        InvalidPolicy: a value is none of those allowed, or laxer than the Measures; every one
            is named.

    >>> Policy(measures_within_days=15).measures_within_days
    15
    >>> Policy(measures_within_months=2)
    Traceback (most recent call last):
      ...
    supervision_talk.errors.InvalidPolicy: policy: measures_within_months: expected a whole \
number of months, 1 (more would be laxer than Art. 11)
    """

    if TYPE_CHECKING:  # attrs makes the class, and its functions take it
        __attrs_attrs__: ClassVar[tuple[attrs.Attribute[object], ...]]

    month_end: OneWord[MonthEnd] = _word(MonthEnd.CORRESPONDING_DAY)
    roll: OneWord[Roll] = _word(Roll.REST_DAYS)
    measures_within_months: int = 1
    progress_within_months: int = 3
    measures_within_days: int | None = None
    progress_within_days: int | None = None
    measures_report_due: OneWord[MeasuresReportDue] = _word(MeasuresReportDue.WITH_MEASURES)
    talks_before_effect_count: bool = True
    timely_within_days: int | None = None
    plan_due: str = "12-31"
    responsibility_list_due: str = "12-31"
    annual_report_due: str = "03-31"
    debrief_due: str = "03-31"
    own_organs_are_seats: bool = False
    minimum_tenure_days: int = 180
    acting_heads_count: bool = True
    not_recorded: OneWord[NotRecorded] = _word(NotRecorded.UNKNOWN)

    def __attrs_post_init__(self) -> None:
        """Refuse what is not allowed; take a plain string for the word that it equals."""
        mistakes = []
        for value in POLICY_VALUES:
            given = getattr(self, value.name)
            if not value.admits(given):
                mistakes.append(Mistake(value.name, wanted(value.expected)))
            elif value.words is not None:
                object.__setattr__(self, value.name, value.words(given))
        if mistakes:
            raise InvalidPolicy("policy", mistakes)

    @classmethod
    def from_values(cls, values: Mapping[str, object]) -> Self:
        """Make a policy of the values that differ from the default, as a policy file has them.

        Raises:
            InvalidPolicy: a name is unknown or a value not allowed; every one is named.

        >>> Policy.from_values({"roll": "none"}).roll
        <Roll.NONE: 'none'>
        """
        by_name = {value.name: value for value in POLICY_VALUES}
        mistakes = []
        for position, (name, given) in enumerate(values.items(), start=1):
            if name not in by_name:
                mistakes.append(_unknown_name(position, name, by_name))
            elif not by_name[name].admits(given):
                mistakes.append(Mistake(name, wanted(by_name[name].expected)))
        if mistakes:
            raise InvalidPolicy("policy", mistakes)
        return cls(**{name: cast("Never", given) for name, given in values.items()})

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        """Show the values that differ from the defaults, as they are given."""
        default = Policy().values()
        changed = [f"{k}={v!r}" for k, v in self.values().items() if v != default[k]]
        return f"Policy({', '.join(changed)})"

    @cached_property
    def _hash(self) -> int:
        """Kept, because the rules are compiled once for each policy."""
        return hash(attrs.astuple(self, recurse=False))

    def values(self) -> Mapping[str, PolicyPrimitive]:
        """Give every value by its name, as a report carries them.

        >>> Policy().values()["minimum_tenure_days"]
        180
        """
        return {
            name: value.value if isinstance(value, StrEnum) else value
            for name, value in attrs.asdict(self, recurse=False).items()
        }

    def counting(self, calendar: WorkdayCalendar) -> Counting:
        """Give how periods are counted under this policy."""
        return Counting(month_end=self.month_end, roll=self.roll, calendar=calendar)

    def period_after(self, day: date, period: Period, counting: Counting) -> DueDate:
        """Give when a period of Art. 11 ends that begins with an event on `day`.

        >>> Policy().period_after(date(2026, 3, 10), Period.MEASURES, Counting()).nominal
        datetime.date(2026, 4, 10)
        """
        if period is Period.MEASURES:
            days, months = self.measures_within_days, self.measures_within_months
        else:
            days, months = self.progress_within_days, self.progress_within_months
        return (
            counting.months_after(day, months) if days is None else counting.days_after(day, days)
        )


def _unknown_name(position: int, name: str, known: Mapping[str, PolicyValue]) -> Mistake:
    from difflib import get_close_matches

    likely = get_close_matches(name, known, n=1) or sorted(known)
    return Mistake(
        f"name {position}",
        Wording(
            zh=f"不是政策项目；应为{'、'.join(likely)}" + ("之一" if len(likely) > 1 else ""),
            en=f"is no value of the policy; expected {', '.join(likely)}",
        ),
        place_zh=f"第{position}个名称",
    )


_MONTHS: Final = Wording(zh="个月", en="months")
_DAYS: Final = Wording(zh="天", en="days")
_A_HUNDRED_YEARS: Final = 36_500
"""In days: counted from any date that a record may hold, they end on one that Python knows."""

POLICY_VALUES: Final = (
    PolicyValue(
        name="month_end",
        words=MonthEnd,
        meaning=Wording(
            zh="自某月最后一日起算的期限，在对应日（corresponding_day）还是在月末（last_day）届满",
            en="whether a period that starts on a month's last day ends on the corresponding day "
            "or on a month's last day",
        ),
        reason=Wording(
            zh="民法典第二百零二条；刑事诉讼另有读法",
            en="Civil Code 202; criminal procedure reads otherwise",
        ),
    ),
    PolicyValue(
        name="roll",
        words=Roll,
        meaning=Wording(
            zh="期限最后一日遇休息日（rest_days）、仅遇法定节假日安排的放假日"
            "（public_holidays）顺延至下一工作日，或者不顺延（none）",
            en="whether a period that ends on any day of rest, only on a day off by the "
            "arrangement of a public holiday, or on none moves to the next workday",
        ),
        reason=Wording(
            zh="民法典第二百零三条及程序性规定；党内法规没有写明",
            en="Civil Code 203 and procedural norms; no Party text says",
        ),
    ),
    PolicyValue(
        name="measures_within_months",
        least=1,
        most=1,
        lax_beyond=True,
        unit=_MONTHS,
        meaning=Wording(zh="提出整改措施的月数", en="months in which measures are to be proposed"),
        reason=Wording(zh="第十一条第一款", en="Art. 11 ¶1"),
    ),
    PolicyValue(
        name="progress_within_months",
        least=1,
        most=3,
        lax_beyond=True,
        unit=_MONTHS,
        meaning=Wording(
            zh="报告整改情况的月数", en="months in which the rectification is to be reported"
        ),
        reason=Wording(
            zh="第十一条第二款；各地规定可以更严", en="Art. 11 ¶2; local rules may be stricter"
        ),
    ),
    PolicyValue(
        name="measures_within_days",
        least=1,
        most=28,
        lax_beyond=True,
        unit=_DAYS,
        optional=True,
        meaning=Wording(
            zh="提出整改措施的天数，设定后代替月数",
            en="days in which measures are to be proposed; where set they count, not the months",
        ),
        reason=Wording(
            zh="各地规定可以更严；超过28天在有的月份就宽于一个月",
            en="local rules may be stricter; more than 28 days is laxer than some months",
        ),
    ),
    PolicyValue(
        name="progress_within_days",
        least=1,
        most=89,
        lax_beyond=True,
        unit=_DAYS,
        optional=True,
        meaning=Wording(
            zh="报告整改情况的天数，设定后代替月数",
            en="days in which the rectification is to be reported; where set they count, "
            "not the months",
        ),
        reason=Wording(
            zh="各地规定可以更严；超过89天在有的月份就宽于三个月",
            en="local rules may be stricter; more than 89 days is laxer than some three months",
        ),
    ),
    PolicyValue(
        name="measures_report_due",
        words=MeasuresReportDue,
        meaning=Wording(
            zh="向党委（党组）报告整改措施的期限：与提出措施同期（with_measures），"
            "或者不设期限（none）",
            en="by when the measures are to be reported: with the proposal, or without a date",
        ),
        reason=Wording(
            zh="第十一条第一款的句法两可", en="the grammar of Art. 11 ¶1 leaves it open"
        ),
    ),
    PolicyValue(
        name="talks_before_effect_count",
        meaning=Wording(
            zh="施行前的定期谈话是否计入一届任期的全覆盖",
            en="whether regular talks before 2026-01-30 count for a term's coverage",
        ),
        reason=Wording(
            zh="2026年在任的届期开始于施行之前", en="the terms running in 2026 began earlier"
        ),
    ),
    PolicyValue(
        name="timely_within_days",
        least=1,
        most=_A_HUNDRED_YEARS,
        unit=_DAYS,
        optional=True,
        meaning=Wording(
            zh="认定情形后应当及时谈话的天数；未设定的不计期限",
            en="days in which a circumstance is to be answered by a timely talk; null: no date",
        ),
        reason=Wording(zh="“及时”没有数字", en="“timely” has no number"),
    ),
    PolicyValue(
        name="plan_due",
        month_day=True,
        meaning=Wording(zh="年度计划的制定期限（当年）", en="the year's plan is due by this day"),
        reason=Wording(zh="第五条没有写明日期", en="Art. 5 ¶2 gives no date"),
    ),
    PolicyValue(
        name="responsibility_list_due",
        month_day=True,
        meaning=Wording(
            zh="责任清单的制定期限（当年）", en="the year's responsibility list is due by this day"
        ),
        reason=Wording(zh="第十三条没有写明日期", en="Art. 13 ¶1 gives no date"),
    ),
    PolicyValue(
        name="annual_report_due",
        month_day=True,
        meaning=Wording(
            zh="年度报告的报送期限（次年）",
            en="the report about a year's talks is due by this day of the next year",
        ),
        reason=Wording(zh="“年初”没有日期", en="“at the beginning of the year” is no date"),
    ),
    PolicyValue(
        name="debrief_due",
        month_day=True,
        meaning=Wording(
            zh="书记述职的期限（次年）",
            en="the secretary's debriefing is due by this day of the next year",
        ),
        reason=Wording(zh="第十三条没有写明日期", en="Art. 13 ¶2 gives no date"),
    ),
    PolicyValue(
        name="own_organs_are_seats",
        meaning=Wording(
            zh="党委自己的纪检机关、工作机关是否算作下一级党组织",
            en="whether a committee's own discipline and working organs are next-level "
            "organizations of it",
        ),
        reason=Wording(
            zh="第二条所称单位党组织是否包括党委自己的部门没有写明",
            en="Art. 2 names units' Party organizations; whether a committee's own departments "
            "are such is not said",
        ),
    ),
    PolicyValue(
        name="minimum_tenure_days",
        least=0,
        unit=_DAYS,
        meaning=Wording(
            zh="任职满多少天的“一把手”应有本人的谈话",
            en="days in office from which a head should have had a talk of his own",
        ),
        reason=Wording(
            zh="任职两周的“一把手”不必覆盖", en="a head of two weeks need not be covered"
        ),
    ),
    PolicyValue(
        name="acting_heads_count",
        meaning=Wording(zh="主持工作的是否算“一把手”", en="whether an acting head is a head"),
        reason=Wording(zh="本办法没有写明", en="the Measures are silent"),
    ),
    PolicyValue(
        name="not_recorded",
        words=NotRecorded,
        meaning=Wording(
            zh="没有记录的事实：不作判断（unknown），或者按没有发生判断（violated）",
            en="how what is not recorded is read: as unknown, or as not done",
        ),
        reason=Wording(
            zh="档案齐全的党委可选violated",
            en="unknown accuses nobody; a committee whose file is complete may choose violated",
        ),
    ),
)
"""Every value of the policy, in the order of the specification."""
