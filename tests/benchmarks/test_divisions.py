from collections import Counter

from benchmarks.divisions import read_divisions


def test_the_tree_has_as_many_divisions_as_its_readme_says() -> None:
    levels = Counter(division.level for division in read_divisions())
    assert levels == {"province": 31, "city": 342, "county": 2_978, "township": 41_352}


def test_every_division_but_a_province_lies_in_one_that_is_there() -> None:
    divisions = read_divisions()
    codes = {division.code for division in divisions}
    for division in divisions:
        assert division.parent in codes if division.parent else division.level == "province"
