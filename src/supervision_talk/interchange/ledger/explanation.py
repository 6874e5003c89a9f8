"""The sheet that says, to whoever is handed a ledger, how to fill it in."""

from collections.abc import Iterator
from typing import Final

from supervision_talk.interchange.ledger.layout import (
    KEPT_FOR_COLUMN,
    KEPT_FOR_SHEET,
    LEDGER,
    Column,
    Place,
)
from supervision_talk.interchange.ledger.terms import NOTES, SHEETS
from supervision_talk.interchange.workbooks import Kind, Row, SheetLook
from supervision_talk.measures import Wording
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.fields import (
    LONGEST_ID,
    Boolean,
    CivilDate,
    FieldType,
    Identifier,
    ListOf,
    MomentType,
    OneOf,
    Ordinal,
    Reference,
    Text,
    Year,
)
from supervision_talk.model.records import PlanItem, Problem

__all__ = ["LOOK", "explanation"]

_WIDTHS: Final = (16, 28, 36, 6, 74)

_TITLE: Final = Wording(
    zh="监督谈话台账填写说明", en="How to fill in the ledger of supervision talks"
)

_ADVICE: Final = (
    Wording(
        zh="每张表的第一行是名称，第二行是程序识别用的字段名，请不要改动；从第三行开始填写，每行一条。"
        "列的次序可以调整，不用的列可以删除。",
        en="The first row of a sheet has headings, the second the fields' names by which it is "
        "read: leave them as they are. Fill in from the third row, a record a row. Columns may "
        "be moved, and those not used deleted.",
    ),
    Wording(
        zh="名称带“*”、底色为橙色的列必填；其他列没有登记的留空。",
        en="Columns with * on orange must be filled in; leave others empty where nothing was "
        "recorded.",
    ),
    Wording(
        zh="空白表示“没有登记”；“无”表示“已经登记，确实没有”。二者的核对结论不同：没有登记的无法判断，"
        "登记为“无”的按没有判断。只有可以填多项的列和另有分表的列可以填“无”。",
        en='An empty cell means "not recorded", none means "recorded, and there was none": the '
        "first leaves a question open, the second answers it. Only columns that take several "
        "values, or have a sheet of their own, take none.",
    ),
    Wording(
        zh="谈话步骤、指出问题、参加单位、整改措施、归档材料、抄送、计划事项各有分表，一行一项，"
        "每行先填所属谈话的编号（计划事项填制定计划的组织编号和年度）。"
        "归档材料、抄送须先在“归档”表中为该次谈话填一行，整改措施须先在“整改”表中填一行。"
        "主表中的同名列留空即可，不能写内容；确实一项也没有的，在主表的同名列填“无”。",
        en="Steps, problems, participants, measures, materials, copies and plan items have sheets "
        "of their own, one a row; each row begins with the id of the talk that it belongs to (a "
        "plan item with the plan's organization and year). Materials and copies need a row for the "
        "talk on the sheet Filings first, measures one on Rectifications. Leave the column of that "
        "name on the main sheet empty, or write none there where there was none at all.",
    ),
    Wording(
        zh="可以填多项的列，各项之间用顿号或者逗号隔开；编号本身含有顿号、逗号或者分号的，"
        "各项之间改用“/”，只有一项的，在其后加“/”。",
        en="Several values in a cell are parted by commas. Where an id itself has a comma or "
        "semicolon, part them by / instead, and put a / behind a single one.",
    ),
    Wording(
        zh="编号由填写单位自定，同一类中不重复；全是数字的，按文本或者按数字填写均可（超过15位的须按文本）。"
        "由0开头的编号须按文本填写。",
        en="Ids are the office's own choice, unique within their kind. One of digits alone may be "
        "typed as text or as a number; as text if it has more than 15 digits or begins with 0.",
    ),
    Wording(
        zh="日期填成日期格式，或者写成2026-03-10、2026/3/10、2026.3.10、20260310、2026年3月10日；"
        "时间写成2026-03-10 09:30、2026年3月10日9时30分或者2026年3月10日上午9:30，"
        "只知道日期的只填日期，没有的留空。均为北京时间。",
        en="Dates are date cells, or text such as 2026-03-10; times such as 2026-03-10 09:30, or "
        "the date alone where no more is known. All are Beijing time.",
    ),
    Wording(
        zh="有下拉列表的列从列表中选取；填写程序用的代码（如regular）也可以。",
        en="Where there is a list, choose from it; the Chinese terms may be written as well.",
    ),
    Wording(
        zh="请不要使用公式：核对只读取值，遇到公式会指出位置并停止。",
        en="Use no formulas: what is read are values, and a formula is refused with its place.",
    ),
    Wording(
        zh='文字内容原样保存。已经登记而内容为空的，填两个英文双引号（""）。',
        en="Texts are kept as they are. A text that was recorded as empty is two quotation "
        'marks ("").',
    ),
    Wording(
        zh="自用的内容可以放在名称以“备注”开头的表或者列中，核对时不读取。",
        en="What is the office's own may stand on sheets and in columns whose names begin with "
        "Notes; they are not read.",
    ),
)


LOOK: Final = SheetLook(widths=_WIDTHS, headings=len(_ADVICE) + 3)
"""How the sheet looks: the headings of its table stand behind title, advice and an empty row."""


def explanation(language: str) -> Iterator[Row]:
    """Give the rows of the explanation, in "zh" or "en"."""
    yield Row((_TITLE.in_language(language),), (Kind.TITLE,), lines=2)
    for number, advice in enumerate(_ADVICE, 1):
        text = f"{number}. {advice.in_language(language)}"
        yield Row((text,), (Kind.WRAPPED,), across=len(_WIDTHS))
    yield Row(())
    headings = ("表\t列\t字段名\t必填\t填写内容", "Sheet\tColumn\tField\tRequired\tWhat to enter")
    yield Row(
        headings[0 if language == "zh" else 1].split("\t"),
        (Kind.HEADING,) * 5,
    )
    yield _row(KEPT_FOR_SHEET, KEPT_FOR_COLUMN, language)
    for sheet in LEDGER:
        for column in sheet.columns:
            yield _row(sheet.title, column, language)


def _row(title: Wording, column: Column, language: str) -> Row:
    yes = Wording(zh="是", en="yes") if column.required else Wording(zh="", en="")
    entered = _entered(column).in_language(language)
    return Row(
        (
            title.in_language(language),
            column.heading.in_language(language),
            column.name,
            yes.in_language(language) or None,
            entered,
        ),
        (Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.WRAPPED),
    )


def _entered(column: Column) -> Wording:
    if column is KEPT_FOR_COLUMN:
        return Wording(
            zh="本台账属于哪些组织自己的记录，每行一个组织编号；空白：凡有下级组织的或者开展过谈话的组织都是；"
            "一个也没有的填“无”",
            en="whose own records these are, one organization a row; empty: every organization "
            "that has subordinates or held a talk; none: nobody's",
        )
    if column.place is Place.PARTS:
        return Wording(
            zh=f"在“{column.heading.zh}”表中逐项填写；确实没有的填“无”",
            en="listed on the sheet of its own; none: there was none",
        )
    entered = _of_type(column.holds)
    note = None
    if column.place is Place.FIELD:
        note = NOTES.get((column.record, column.attribute))
    if note is None:
        return entered
    return Wording(zh=f"{entered.zh}；{note.zh}", en=f"{entered.en}; {note.en}")


def _of_type(type_: FieldType[object]) -> Wording:
    if isinstance(type_, ListOf):
        element = _of_type(type_.element)
        return Wording(zh=f"可填多项：{element.zh}", en=f"one or more: {element.en}")
    if isinstance(type_, OneOf):
        words = list(type_.known.values())
        return Wording(
            zh="选填：" + "、".join(word.chinese for word in words),
            en="one of " + ", ".join(word.value for word in words),
        )
    if isinstance(type_, Reference):
        title = _TITLES[type_.kind]
        return Wording(zh=f"“{title.zh}”表中的编号", en=f"an id of the sheet {title.en}")
    return _OF_TYPE[type(type_)]


_TITLES: Final = {
    **{name: SHEETS[kind.record] for name, kind in RECORD_KINDS.items()},
    "plan_item": SHEETS[PlanItem],
    "problem": SHEETS[Problem],
}

_OF_TYPE: Final = {
    Identifier: Wording(
        zh=f"编号，1至{LONGEST_ID}个字符，不含“/”",
        en=f'an id: 1 to {LONGEST_ID} characters without "/"',
    ),
    Text: Wording(zh="文字", en="text"),
    CivilDate: Wording(zh="日期", en="a date"),
    MomentType: Wording(zh="日期和时间，或者日期", en="a date with a time, or a date"),
    Year: Wording(zh="年份，如2026", en="a year, such as 2026"),
    Ordinal: Wording(zh="第几届，填数字", en="a whole number, 1 or more"),
    Boolean: Wording(zh="是或者否", en="yes or no"),
}
