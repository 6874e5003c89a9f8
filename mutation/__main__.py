"""``python -m mutation [PATH …] [--jobs N] [--again]``: put faults in, and see the tests fail.

Needs Cosmic Ray (extra ``mutation``), which makes the mutants. Said here is which faults are worth
trying, and which tests hold a module: the shared cases are asked first, then those written for it,
then the others of its room. Each job works in a copy of the tree, and runs the tests in a forked
process that has imported everything but the house: to start afresh would take longer than most
tests.

Mutants are tried in an order that chance decides, the same each time, so that a run that is broken
off has tried a fair sample. The outcomes are kept in ``mutants/``; ``--again`` goes on from there:
it tries what is left, and once more what survived.
"""

import argparse
import ast
import difflib
import json
import multiprocessing
import os
import re
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from shutil import copytree, ignore_patterns
from typing import Final, TypeAlias

import attrs
import cattrs  # noqa: F401 - so that no forked process has to
import chinese_calendar  # noqa: F401
import holidays  # noqa: F401
import hypothesis.strategies  # noqa: F401
import orjson  # noqa: F401
import pytest
from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import use_mutation

from mutation.operators import HouseFaults

PACKAGE: Final = Path("src/supervision_talk")
ROOMS: Final = ("audit", "calendar", "measures")
KEPT: Final = Path("mutants/outcomes.json")
SECONDS: Final = 60
"""After so much of a processor's time a mutant counts as noticed: it does not end."""

OPERATORS: Final = re.compile(
    r"house/.*"
    r"|core/ReplaceComparisonOperator_"
    r"(Eq_NotEq|NotEq_Eq|Is_IsNot|IsNot_Is|Lt_LtE|Lt_GtE|LtE_Lt|LtE_Gt|Gt_GtE|Gt_LtE|GtE_Gt|GtE_Lt)"
    r"|core/ReplaceBinaryOperator_"
    r"(Add_Sub|Sub_Add|Mul_FloorDiv|FloorDiv_Mul|Mod_FloorDiv|BitOr_BitAnd|BitAnd_BitOr)"
    r"|core/ReplaceUnaryOperator_Delete_.*"
    r"|core/(AddNot|ReplaceTrueWithFalse|ReplaceFalseWithTrue|ReplaceAndWithOr|ReplaceOrWithAnd"
    r"|ReplaceBreakWithContinue|ReplaceContinueWithBreak|ExceptionReplacer|NumberReplacer"
    r"|ZeroIterationForLoop)"
)
"""Of an operator's many replacements the neighbour and the opposite; the others fail with them.

No decorator is taken away: either everything fails, or, for abstract methods, nothing can.
"""

TESTS: Final = {
    "calendar": ["tests/calendar"],
    "measures": [
        "tests/measures",
        "tests/audit/test_auditing.py",
        "tests/audit/test_coverage.py",
        "tests/audit/test_findings.py",
        "tests/audit/test_judging.py",
    ],
    "audit": ["tests/audit"],
}
"""The tests of each room; what they are about may be tried by those of the next as well."""
ELSEWHERE: Final = {"figures": "statistics", "owing": "obligations"}
"""Modules whose tests have another name."""

Place: TypeAlias = tuple[int, int]


@attrs.frozen
class Mutant:
    """A fault, by the operator that makes it and the place that it makes it at."""

    path: str
    operator: str
    occurrence: int
    start: Place

    @property
    def key(self) -> str:
        """What it is known by from one run to the next, as long as the module stays as it is."""
        return f"{self.path}:{self.start[0]}:{self.start[1]} {self.operator} {self.occurrence}"


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Give the faults that are tried in a module: none in annotations, which nothing runs."""
    source = path.read_text(encoding="utf-8")
    annotations = list(_annotations(source))
    nodes = list(ast_nodes(get_ast(source)))
    for name in filter(OPERATORS.fullmatch, plugins.operator_names()):
        operator = plugins.get_operator(name)()
        positions = (each for node in nodes for each in operator.mutation_positions(node))
        for occurrence, (start, _) in enumerate(positions):
            if not any(first <= start < last for first, last in annotations):
                yield Mutant(str(path), name, occurrence, start)


def _annotations(source: str) -> Iterator[tuple[Place, Place]]:
    for node in ast.walk(ast.parse(source)):
        for field in ("annotation", "returns"):
            each = getattr(node, field, None)
            if isinstance(each, ast.expr):
                end = each.end_lineno or each.lineno, each.end_col_offset or each.col_offset
                yield (each.lineno, each.col_offset), end


def tests_of(path: Path) -> Iterator[list[str]]:
    """Give the tests of a module, the quickest to notice a fault first."""
    yield ["tests/test_cases.py"]
    room, stem = path.relative_to(PACKAGE).parts[0], path.stem
    article = re.match(r"article_\d+", stem)
    about = "article_" if "facts" in path.parts else ELSEWHERE.get(stem, stem)
    tests = sorted(map(str, Path("tests", room).glob(f"test_{article[0] if article else about}*")))
    if article:
        tests.append("tests/measures/test_every_rule.py")
    if tests:
        yield tests
    yield TESTS[room]


def _start(scratch: str) -> None:
    """Work in a copy of the tree from here on, in which every test passes."""
    here = Path(scratch, str(os.getpid()))
    copytree(".", here, ignore=ignore_patterns(".*", "mutants", "docs", "__pycache__"))
    os.chdir(here)
    sys.path.insert(0, f"{here / 'src'}")
    os.environ |= {
        "HYPOTHESIS_PROFILE": "mutation",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPATH": f"{here / 'src'}",
    }
    for name in [each for each in sys.modules if each.split(".")[0] == PACKAGE.name]:
        del sys.modules[name]  # the mutants are imported from the copy
    for tests in (["tests/test_cases.py"], *TESTS.values()):
        if _outcome_of(tests) != "survived":
            raise SystemExit(f"fails without any fault: pytest {' '.join(tests)}")
    sys.dont_write_bytecode = True  # what is written from here on would be a mutant's
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"


def _outcome_of(tests: list[str]) -> str:
    process = os.fork()
    if not process:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        options = ["-q", "-x", "--no-header", "--tb=no", "-p", "no:cacheprovider"]
        os._exit(pytest.main([*options, *tests]))
    _, status = os.waitpid(process, 0)
    if os.WIFSIGNALED(status):
        return "timed out"
    return "killed" if os.WEXITSTATUS(status) else "survived"


def _try(mutant: Mutant) -> tuple[Mutant, str, str]:
    path = Path(mutant.path)
    operator = plugins.get_operator(mutant.operator)()
    with use_mutation(path, operator, mutant.occurrence) as (before, after):
        if not _is_python(after):
            return mutant, "invalid", ""
        outcomes = (_outcome_of(tests) for tests in tests_of(path))
        outcome = next((each for each in outcomes if each != "survived"), "survived")
    changed = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return mutant, outcome, "\n".join(list(changed)[3:])


def _is_python(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def _run(mutants: list[Mutant], jobs: int) -> Iterator[tuple[Mutant, str, str]]:
    with (
        tempfile.TemporaryDirectory() as scratch,
        multiprocessing.get_context("fork").Pool(jobs, _start, [scratch]) as pool,
    ):
        yield from pool.imap_unordered(_try, mutants)


def _show(kept: dict[str, list[str]]) -> None:
    """Print each survivor, and the counts of each room."""
    for key, (outcome, change) in sorted(kept.items()):
        if outcome == "survived":
            print(key, change, "", sep="\n")
    for room in ROOMS:
        within = [value for key, value in kept.items() if key.startswith(f"{PACKAGE / room}/")]
        counts = Counter(outcome for outcome, _ in within if outcome != "invalid")
        if total := counts.total():
            noticed = 1 - counts["survived"] / total
            print(f"{room}: {total} mutants, {dict(counts)}, noticed {noticed:.1%}")


def main() -> None:
    """Read the arguments, try the mutants, keep and show the outcomes."""
    parser = argparse.ArgumentParser(prog="python -m mutation")
    parser.add_argument("path", nargs="*", type=Path, help="modules or folders; else all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--again", action="store_true", help="only what is left, and what survived")
    given = parser.parse_args()
    plugins.OPERATOR_PROVIDERS["house"] = HouseFaults()
    asked = given.path or [PACKAGE / room for room in ROOMS]
    modules = {each: each.rglob("*.py") if each.is_dir() else [each] for each in asked}
    mutants = [
        mutant
        for paths in modules.values()
        for path in sorted(paths)
        for mutant in mutants_of(path)
    ]
    Random(0).shuffle(mutants)
    kept: dict[str, list[str]] = json.loads(KEPT.read_text()) if given.again else {}
    if given.again:
        mutants = [each for each in mutants if kept.get(each.key, ["survived"])[0] == "survived"]
    KEPT.parent.mkdir(exist_ok=True)
    for number, (mutant, outcome, change) in enumerate(_run(mutants, given.jobs), start=1):
        kept[mutant.key] = [outcome, change]
        print(f"{number} of {len(mutants)}: {outcome}: {mutant.key}", flush=True)
        KEPT.write_text(json.dumps(kept, indent=0))
    _show(kept)


if __name__ == "__main__":
    main()
