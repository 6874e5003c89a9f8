import io
import json
from collections import Counter
from datetime import date
from pathlib import Path

from benchmarks.__main__ import main, table
from benchmarks.measuring import measure
from benchmarks.synthetic import AS_OF, records, write_lines
from benchmarks.trees import Tree, counties, country, county, province
from supervision_talk import Register, audit
from supervision_talk.interchange import loads
from supervision_talk.measures import Outcome


def written(tree: Tree, seed: int = 1) -> bytes:
    stream = io.BytesIO()
    write_lines(tree, stream, seed=seed)
    return stream.getvalue()


def heads_below(tree: Tree) -> int:
    return sum(len(each.below) for each in tree.committees())


def test_the_trees_have_the_sizes_that_the_benchmarks_are_named_for() -> None:
    assert heads_below(county()) == 75
    assert sum(1 for _ in country().committees()) == 1 + 31 + 342 + 2_978
    assert heads_below(country()) == 31 + 342 + 2_978 + 41_352 + 59 * 2_978
    assert heads_below(province()) > 5_000
    assert heads_below(counties(3)) == 3 * 75


def test_the_same_seed_writes_the_same_bytes_and_another_one_others() -> None:
    assert written(county(), seed=1) == written(county(), seed=1)
    assert written(county(), seed=1) != written(county(), seed=2)


def test_every_head_has_a_regular_talk_and_what_belongs_to_it() -> None:
    register = loads(written(counties(2)))
    regular = [talk for talk in register.talks if talk.kind == "regular"]
    assert Counter(talk.organization for talk in regular).total() == 150
    assert len({talk.organization for talk in regular}) == 150
    assert all(register.filing_of(talk.id) is not None for talk in register.talks)
    talk = regular[0]
    assert (len(talk.steps or ()), len(talk.problems or ())) == (5, 2)


def test_about_one_talk_in_twenty_is_irregular() -> None:
    register = loads(written(counties(20)))
    report = audit(register, AS_OF)
    irregular = {
        finding.subject.id
        for finding in report.findings
        if finding.subject.type == "talk" and finding.outcome in {Outcome.VIOLATED, Outcome.UNKNOWN}
    }
    assert 0.02 < len(irregular) / len(register.talks) < 0.08


def test_nothing_is_recorded_that_happens_after_the_audit() -> None:
    later = [
        value
        for record in records(counties(5), seed=3)
        if record.get("type") in {"talk", "rectification", "filing"}
        for value in record.values()
        if isinstance(value, str) and value[:2] == "20" and value > f"{AS_OF}T24"
    ]
    assert later == []


def test_a_hundred_records_are_few_of_a_county() -> None:
    lines = io.BytesIO()
    assert 90 < write_lines(counties(1, seats=11), lines, seed=1).records < 120


def test_more_talks_per_head_give_as_many_more_regular_talks() -> None:
    lines = io.BytesIO()
    talks = write_lines(county(), lines, seed=1, talks_per_head=3.0).talks
    assert 3 * 75 <= talks < 4 * 75


def test_measuring_gives_every_figure_that_the_table_shows(tmp_path: Path) -> None:
    path = tmp_path / "county.jsonl"
    path.write_bytes(written(county()))
    figures = measure(path, date(2030, 12, 31), at_least=0)
    assert figures["heads"] >= 75
    assert all(figure >= 0 for figure in figures.values())
    shown = table(figures)
    assert "judge / decode" in shown
    assert "in a register of 100 records" in shown


def test_the_command_writes_its_figures_as_json(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    main(["scale", "--talks", "80", "--seed", "5", "--at-least", "0", "--json", str(path)])
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["case"] == "scale"
    assert document["seed"] == 5
    assert document["figures"]["talks"] >= 80


def test_a_made_register_equals_itself_read_again() -> None:
    register = loads(written(county()))
    assert isinstance(register, Register)
    assert register == loads(written(county()))
