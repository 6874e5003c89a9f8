"""Every field that a finding can call missing has a Chinese name."""

import pytest

from supervision_talk import MEASURES
from supervision_talk.measures.facts.sheet import FactSheet
from supervision_talk.measures.field_names import chinese_field_name

SHEETS = {id(rule.about): rule.about for rule in MEASURES.rules}.values()


def missing_fields_of(sheet: FactSheet) -> set[str]:
    missing = (fact.missing for fact in sheet._facts.values())
    return {name for each in missing for name in ([each] if isinstance(each, str) else each)} - {""}


@pytest.mark.parametrize("sheet", SHEETS, ids=repr)
def test_every_field_that_a_fact_may_miss_is_named_in_chinese(sheet: FactSheet) -> None:
    for field in missing_fields_of(sheet):
        if not field.startswith("{"):  # a fact says which field it is
            assert chinese_field_name(field).endswith(f"（{field}）"), field


@pytest.mark.parametrize("field", ["superior", "approved_by", "terms of o", "appointments of o"])
def test_what_coverage_may_miss_is_named_in_chinese(field: str) -> None:
    assert chinese_field_name(field).endswith(f"（{field}）")


@pytest.mark.parametrize(
    ("field", "sheet_and_column"),
    [
        ("steps", "“谈话”表的谈话步骤"),
        ("filing.materials", "“归档”表的归档材料"),
        ("rectification.measures", "“整改”表的整改措施"),
        ("rectification.measures.problems", "“整改措施”表的针对的问题编号"),
        ("plan.items", "“年度计划”表的计划事项"),
        ("considered_talks", "“考核检查”表的是否了解谈话情况"),
        ("interviewees of t", "“谈话”表中t的被谈话人编号"),
        ("appointments of o", "“任职”表中o的记录"),
        ("talks", "“谈话”表的记录"),
    ],
)
def test_it_is_named_as_a_ledger_names_it(field: str, sheet_and_column: str) -> None:
    assert chinese_field_name(field) == f"{sheet_and_column}（{field}）"


def test_a_field_of_a_host_stands_alone() -> None:
    assert chinese_field_name("recorded_in_year of t") == "t的recorded_in_year"
