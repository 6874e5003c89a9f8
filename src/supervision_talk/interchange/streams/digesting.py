"""The digest of records that lie on disk in sorted runs, and which of them are there twice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import eq
from pathlib import Path
from typing import NamedTuple

from supervision_talk._values import frozen
from supervision_talk.audit.digest import digest_of_chunks
from supervision_talk.errors import Mistake
from supervision_talk.interchange.examination import Mistakes
from supervision_talk.interchange.lines import line_place
from supervision_talk.interchange.streams.question import Question
from supervision_talk.interchange.streams.runs import PLAN_ITEMS, key_in_record, merged_entries
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.canonical import canonical_lists
from supervision_talk.model.consistency import one_for_each, unique_in_register

__all__ = ["Digested", "Digesting", "digest_runs"]


@frozen(kw_only=True)
class Digesting:
    """What a digest covers besides the records, and where it is made.

    Attributes:
        kept_for: as the input has it.
        question: what is asked.
        source: what the input is called in messages.
        named: the mistakes that are named already: what is wrong is told once.
    """

    kept_for: frozenset[str] | None
    question: Question
    source: str
    named: Sequence[Mistake]


class Digested(NamedTuple):
    """A digest, and what was seen on the way to it.

    Attributes:
        digest: it holds if nothing is wrong.
        mistakes: records that are there twice.
        more: how many such mistakes there are besides.
    """

    digest: str
    mistakes: Sequence[Mistake]
    more: int


def digest_runs(digesting: Digesting, runs: Sequence[Path]) -> Digested:
    """Make the digest of the records in sorted runs; the runs are removed."""
    question, twice = digesting.question, _Twice(digesting)
    digest = digest_of_chunks(
        canonical_lists(digesting.kept_for, _sorted_lists(runs, twice)),
        question.as_of,
        question.policy,
        question.rule_set(),
    )
    return Digested(digest, tuple(twice.mistakes.listed), twice.mistakes.more)


class _Twice:
    """Takes down what is there twice, unless it is named already."""

    def __init__(self, digesting: Digesting) -> None:
        self.mistakes = Mistakes(digesting.source)
        self._named: defaultdict[str, list[str]] = defaultdict(list)
        for each in digesting.named:
            self._named[each.expected.en].append(each.place)

    def add(self, plural: str, key: bytes, number: int) -> None:
        """Take down a record of a line."""
        if plural == PLAN_ITEMS:
            # A plan's place within its line is known to whoever looks at one group alone.
            place, expected = line_place(number, "/items"), unique_in_register(key.decode())
        else:
            kind = next(each for each in RECORD_KINDS.values() if each.plural == plural)
            place = line_place(number, f"/{kind.key[-1]}")
            expected = one_for_each(kind, key_in_record(key))
        if not any(each.startswith(place.en) for each in self._named.get(expected.en, ())):
            if not self.mistakes.full:  # of those that are only counted memory may not hold all
                self._named[expected.en].append(place.en)
            self.mistakes.add(place, expected)


def _sorted_lists(runs: Sequence[Path], twice: _Twice) -> Iterator[tuple[str, bytes]]:
    """Give each list's name with some of its records, and take down what is there twice."""
    before: tuple[str, bytes] | None = None
    first = 0
    for entries in merged_entries(runs):
        plural, keys, texts, _ = entries
        if keys and (before == (plural, keys[0]) or any(map(eq, keys, keys[1:]))):
            for key, number in zip(keys, map(int, entries.numbers), strict=True):
                if before == (plural, key):
                    first, later = sorted((first, number))
                    twice.add(plural, key, later)
                else:
                    before, first = (plural, key), number
        elif keys:
            before, first = (plural, keys[-1]), int(entries.numbers[-1])
        if plural != PLAN_ITEMS:
            yield plural, b",".join(texts)
