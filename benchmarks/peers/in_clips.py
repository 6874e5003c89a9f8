"""The twelve rules as productions of CLIPS; it has no dates, so days are numbers counted before."""

from collections.abc import Iterable
from pathlib import Path

import attrs
import clips

from benchmarks.peers import by_hand
from benchmarks.peers.rows import AS_OF, NOT_HIS_OWN, Answer

NAME = "CLIPS"

Facts = dict[str, object]

_NAMES = (*(each.name for each in attrs.fields(by_hand.Talk)), "one", "three")
_TEMPLATE = f"(deftemplate talk {' '.join(f'(slot {name})' for name in _NAMES)})"
_LISTED = " ".join(f'(eq ?kind "{kind}")' for kind in NOT_HIS_OWN)
_NOW = AS_OF.toordinal()


def _rule(code: str, violated: str, conditions: str, test: str = "") -> str:
    return (
        f"(defrule {code}-{violated} (talk (id ?id) {conditions}) {test}"
        f' => (assert (found "{code}" ?id {violated})))'
    )


_RULES = [
    _rule("ST0701", "TRUE", "(in_leadership FALSE)"),
    _rule("ST0702", "TRUE", "(interviewees ~nil&~1)"),
    f"""(defrule ST0703-TRUE
      (talk (id ?id) (kind "regular") (organization_kind ?kind) (organization_level ?level)
            (direct_superior ?direct) (by_secretary ?secretary))
      (test (or (eq ?direct FALSE) (eq ?secretary FALSE)))
      (test (or {_LISTED}
                (and (eq ?kind "local_committee") (or (eq ?level "city") (eq ?level "county")))))
      => (assert (found "ST0703" ?id TRUE)))""",
    _rule("ST0801", "TRUE", "(problems 0)"),
    _rule("ST0901", "TRUE", "(held_on ?held) (prepared_on ?day&~nil)", "(test (> ?day ?held))"),
    _rule(
        "ST0902",
        "TRUE",
        '(kind "regular") (held_on ?held) (self_examined_on ?day&~nil)',
        "(test (> ?day ?held))",
    ),
    _rule("ST1001", "TRUE", "(steps ?steps&~nil)", "(test (< ?steps 5))"),
    _rule("ST1002", "TRUE", "(in_order FALSE) (steps ?steps&~nil)", "(test (> ?steps 1))"),
    _rule("ST1101", "TRUE", "(measures_on nil) (one ?due)", f"(test (> {_NOW} ?due))"),
    _rule("ST1101", "FALSE", "(measures_on nil) (one ?due)", f"(test (<= {_NOW} ?due))"),
    _rule("ST1101", "TRUE", "(measures_on ?day&~nil) (one ?due)", "(test (> ?day ?due))").replace(
        "ST1101-TRUE", "ST1101-late"
    ),
    *(
        _rule(
            "ST1105",
            violated,
            "(measures_on ~nil) (first_responsibility TRUE) (notified_on nil) (three ?due)",
            f"(test ({relation} {_NOW} ?due))",
        )
        for violated, relation in (("TRUE", ">"), ("FALSE", "<="))
    ),
    _rule("ST1106", "TRUE", "(progress_on nil) (three ?due)", f"(test (> {_NOW} ?due))"),
    _rule("ST1106", "FALSE", "(progress_on nil) (three ?due)", f"(test (<= {_NOW} ?due))"),
    _rule("ST1106", "TRUE", "(progress_on ?day&~nil) (three ?due)", "(test (> ?day ?due))").replace(
        "ST1106-TRUE", "ST1106-late"
    ),
    _rule("ST1202", "TRUE", "(copied FALSE) (three ?due)", f"(test (> {_NOW} ?due))"),
    _rule("ST1202", "FALSE", "(copied ~TRUE) (three ?due)", f"(test (<= {_NOW} ?due))"),
]


def _environment() -> clips.Environment:
    environment = clips.Environment()
    environment.build(_TEMPLATE)
    for rule in _RULES:
        environment.build(rule)
    return environment


_ONE = _environment()
_NIL, _TRUE, _FALSE = clips.Symbol("nil"), clips.Symbol("TRUE"), clips.Symbol("FALSE")


def _facts(talk: by_hand.Talk) -> Facts:
    facts = by_hand.in_days(talk)
    for name, value in facts.items():
        if value is None:
            facts[name] = _NIL
        elif isinstance(value, bool):
            facts[name] = _TRUE if value else _FALSE
    return facts


def load(path: Path) -> list[Facts]:
    """Decode the table."""
    return [_facts(each) for each in by_hand.load(path)]


def _run(environment: clips.Environment, table: Iterable[Facts]) -> list[Answer]:
    environment.reset()
    template = environment.find_template("talk")
    for facts in table:
        template.assert_fact(**facts)
    environment.run()
    return [
        Answer(str(fact[0]), str(fact[1]), fact[2] == _TRUE)
        for fact in environment.facts()
        if fact.template.name == "found"
    ]


def judge(table: list[Facts]) -> list[Answer]:
    """Apply the rules to all."""
    return _run(_environment(), table)


def answers(found: list[Answer]) -> Iterable[Answer]:
    """Give what was found."""
    return found


def one(line: str) -> Iterable[Answer]:
    """Answer for one line."""
    return _run(_ONE, [_facts(by_hand.read(line))])
