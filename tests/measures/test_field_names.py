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


def test_a_field_of_a_host_stands_alone() -> None:
    assert chinese_field_name("recorded_in_year of t") == "t的recorded_in_year"
