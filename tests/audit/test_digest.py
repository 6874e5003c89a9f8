"""The digest: the same for the same audit, another for another."""

import json
import subprocess
import sys
from datetime import date
from hashlib import sha256
from random import Random

import attrs
import pytest

from supervision_talk import MEASURES, Policy, Register, RuleSet, audit
from supervision_talk.interchange import loads
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.vocabulary import Unit
from tests.building import AS_OF, BY_THE_BOOK, OTHER_TOWN, changed
from tests.random_registers import random_case


def digest(register: Register, as_of: date = AS_OF, policy: Policy | None = None) -> str:
    return audit(register, as_of, policy or Policy()).digest


USUAL = digest(BY_THE_BOOK.register())


def test_the_digest_is_the_sha_256_of_the_canonical_input() -> None:
    """Worked out by hand: keys sorted, nulls left out, no white space, UTF-8."""
    document = {
        "format": "supervision-talk/register/1",
        "organizations": [
            {"id": "乙", "kind": "grassroots", "level": "grassroots", "superior": "甲"},
            {"id": "甲", "kind": "grassroots", "level": "grassroots", "superior": None},
        ],
        "people": [],
    }
    policy = {name: value for name, value in Policy().values().items() if value is not None}
    canonical = (
        '{"as_of":"2026-07-20","policy":'
        + json.dumps(policy, sort_keys=True, separators=(",", ":"))
        + ',"register":{"format":"supervision-talk/register/1","organizations":['
        + '{"id":"乙","kind":"grassroots","level":"grassroots","superior":"甲"},'
        + '{"id":"甲","kind":"grassroots","level":"grassroots"}]},'
        + '"rule_set":"某省细则/1"}'
    )
    rules = RuleSet("某省细则/1", MEASURES.rules)
    report = audit(loads(json.dumps(document)), AS_OF, rules=rules)
    assert report.digest == sha256(canonical.encode()).hexdigest()


def test_the_order_of_records_changes_nothing() -> None:
    random = Random(1)  # noqa: S311 - no secret
    for seed in range(20):
        case = random_case(seed)
        shuffled = dict(case.document)
        for kind in RECORD_KINDS.values():
            rows = shuffled.get(kind.plural)
            assert isinstance(rows, list)
            shuffled[kind.plural] = random.sample(rows, len(rows))
        kept = shuffled.get("kept_for")
        if isinstance(kept, list):
            shuffled["kept_for"] = [*reversed(kept), *kept]
        once, again = case.register, loads(json.dumps(shuffled))
        assert digest(once, case.as_of) == digest(again, case.as_of), seed
        report, other = audit(once, case.as_of), audit(again, case.as_of)
        assert report.findings == other.findings, seed


def test_null_and_absent_are_the_same_and_an_empty_list_is_not() -> None:
    register = BY_THE_BOOK.with_talk(steps=None).register()
    document: dict[str, object] = {
        "format": "supervision-talk/register/1",
        "organizations": [{"id": "a", "kind": "grassroots", "level": "grassroots"}],
        "talks": [{"id": "t", "kind": "other", "held_by": "a", "organization": "a"}],
    }
    absent = digest(loads(json.dumps(document)))
    talk: dict[str, object] = {"id": "t", "kind": "other", "held_by": "a", "organization": "a"}
    document["talks"] = [{**talk, "steps": None}]
    assert digest(loads(json.dumps(document))) == absent
    document["talks"] = [{**talk, "steps": []}]
    assert digest(loads(json.dumps(document))) != absent
    assert digest(register) != digest(BY_THE_BOOK.with_talk(steps=()).register())


def test_a_list_that_is_empty_is_one_that_is_not_there() -> None:
    assert digest(loads('{"format": "supervision-talk/register/1", "talks": []}')) == digest(
        Register()
    )


def test_nobody_kept_for_is_not_the_default() -> None:
    assert digest(Register(kept_for=())) != digest(Register())


OTHERS = {
    "another day": audit(BY_THE_BOOK.register(), date(2026, 7, 21)).digest,
    "another policy": digest(BY_THE_BOOK.register(), policy=Policy(minimum_tenure_days=179)),
    "another word of the policy": digest(
        BY_THE_BOOK.register(), policy=Policy.from_values({"roll": "none"})
    ),
    "another rule set": audit(
        BY_THE_BOOK.register(), AS_OF, rules=RuleSet("host/1", MEASURES.rules)
    ).digest,
    "another version": audit(
        BY_THE_BOOK.register(), AS_OF, rules=attrs.evolve(MEASURES, name="measures-2026-01-30/2")
    ).digest,
    "a field changed": digest(BY_THE_BOOK.with_talk(organized_by=Unit.OTHER).register()),
    "a secret changed": digest(BY_THE_BOOK.with_organization("town", name="x").register()),
    "a record more": digest(
        BY_THE_BOOK.adding(organizations=(changed(OTHER_TOWN, id="third"),)).register()
    ),
    "committees kept": digest(BY_THE_BOOK.having(kept_for=("county",)).register()),
}


@pytest.mark.parametrize("what", OTHERS)
def test_whatever_decides_the_answer_changes_the_digest(what: str) -> None:
    assert OTHERS[what] != USUAL


def test_each_change_changes_it_in_its_own_way() -> None:
    assert len({USUAL, *OTHERS.values()}) == len(OTHERS) + 1
    assert all(len(each) == 64 for each in OTHERS.values())


def test_what_is_listed_changes_nothing() -> None:
    assert audit(BY_THE_BOOK.register(), AS_OF, satisfied=True).digest == USUAL


CODE = """
from tests.random_registers import random_case
from supervision_talk import audit
case = random_case(3)
report = audit(case.register, case.as_of, satisfied=True)
print(report.digest)
for each in report.findings:
    print(each)
"""


def test_the_seed_of_hashing_changes_neither_digest_nor_report() -> None:
    """Two processes with other seeds print the same, to the byte."""
    printed = {
        subprocess.run(
            [sys.executable, "-c", CODE],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(printed) == 1
    assert len(printed.pop().splitlines()) > 10
