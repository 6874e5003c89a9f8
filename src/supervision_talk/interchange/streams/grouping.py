"""JSON Lines that come grouped by committee.

First the *context*, what several committees share:

- the header, with `kept_for`: whose records these are must be known from the start;
- every organization and every term;
- people, and appointments; of every committee that keeps records, and of every organization with
  whose head more than one committee talks, they stand here;
- circumstances that talks of another committee than the direct superior cite.

Then *groups*, one a committee, in any order. A group begins with the first plan, yearly duties,
talk or assessment that is at home with the committee, and from then on with a circumstance, too;
it ends where the next begins, and may not be taken up again. In it stand, in any order:

- plans and yearly duties of the committee, talks that it holds, circumstances of the organizations
  directly below it, assessments made by it, or by an organization directly below it that is not
  in `kept_for`;
- rectifications, filings, judgements and disclosures about these talks;
- people whom no other group names, and appointments to organizations directly below the committee
  that are not in `kept_for`.

A committee of which there are no such records needs no group.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import BinaryIO, Final, TypeVar, cast

from supervision_talk._values import frozen
from supervision_talk.errors import InvalidRegister
from supervision_talk.interchange.converter import refusals
from supervision_talk.interchange.documents import make_register
from supervision_talk.interchange.lines import LineReader, NumberedLine, line_place
from supervision_talk.interchange.parsing import quick_parser
from supervision_talk.interchange.writing import header_line, record_line
from supervision_talk.model import (
    RECORD_KINDS,
    Appointment,
    Assessment,
    Circumstance,
    Organization,
    Person,
    RecordKind,
    Register,
    Talk,
    Term,
)
from supervision_talk.model.canonical import plain_record
from supervision_talk.model.consistency import mistakes_between_records, references_of
from supervision_talk.model.fields import Record
from supervision_talk.model.records import AnnualDuties, AnnualPlan
from supervision_talk.wording import Wording

__all__ = [
    "Context",
    "Group",
    "GroupRecords",
    "GroupedLines",
    "write_grouped",
]

RecordT = TypeVar("RecordT", bound=Record)

CONTEXT_ALONE: Final = frozenset({"organization", "term"})
"""Kinds of record that no group may hold."""
_OPENERS: Final = frozenset({"plan", "annual_duties", "talk", "assessment"})
"""Kinds of record with which the first group begins."""
_ABOUT_A_TALK: Final = frozenset({"rectification", "filing", "judgement", "disclosure"})


NumberedRecord = tuple[int, RecordKind, Record]
"""A record with the number of its line and its kind."""


class Context:
    """What several committees share, with the questions that groups put to it.

    Attributes:
        kept_for: ids of the organizations whose own records the stream holds.
        records: the records, by the register's list ("organizations").
    """

    def __init__(self, kept_for: Iterable[str], records: Mapping[str, Sequence[Record]]) -> None:
        self.kept_for = frozenset(kept_for)
        self.records = records

    def __reduce__(self) -> tuple[type["Context"], tuple[object, ...]]:
        """Leave the indexes out: whoever reads it back builds its own."""
        return Context, (self.kept_for, self.records)

    @property
    def organizations(self) -> Sequence[Organization]:
        """Every organization."""
        return cast("Sequence[Organization]", self.records["organizations"])

    @cached_property
    def organization_by_id(self) -> Mapping[str, Organization]:
        """Every organization, by id."""
        return {each.id: each for each in self.organizations}

    @cached_property
    def _below(self) -> Mapping[str, Sequence[Organization]]:
        return _by(self.organizations, lambda each: each.superior)

    @cached_property
    def _person_by_id(self) -> Mapping[str, Person]:
        return {each.id: each for each in cast("Sequence[Person]", self.records["people"])}

    @cached_property
    def _appointments(self) -> Mapping[str, Sequence[Appointment]]:
        appointments = cast("Sequence[Appointment]", self.records["appointments"])
        return _by(appointments, lambda each: each.organization)

    @cached_property
    def _terms(self) -> Mapping[str, Sequence[Term]]:
        return _by(cast("Sequence[Term]", self.records["terms"]), lambda each: each.organization)

    @cached_property
    def _circumstance_by_id(self) -> Mapping[str, Circumstance]:
        circumstances = cast("Sequence[Circumstance]", self.records["circumstances"])
        return {each.id: each for each in circumstances}

    @cached_property
    def _circumstances(self) -> Mapping[str, Sequence[Circumstance]]:
        circumstances = cast("Sequence[Circumstance]", self.records["circumstances"])
        return _by(circumstances, lambda each: each.organization)

    def superior(self, organization: str) -> str | None:
        """Give the organization directly above one; None: it is the top, or not there."""
        found = self.organization_by_id.get(organization)
        return None if found is None else found.superior

    def home(self, name: str, record: Mapping[str, object]) -> str | None:
        """Give the committee with which a record is at home; None: with whichever group it is in.

        Arguments:
            name: the kind of the record.
            record: its fields.
        """
        match name:
            case "talk":
                home = record.get("held_by")
            case "plan" | "annual_duties":
                home = record.get("organization")
            case "circumstance":
                organization = record.get("organization")
                home = self.superior(organization) if isinstance(organization, str) else None
            case "assessment":
                home = record.get("assessor")
                if isinstance(home, str) and home not in self.kept_for:
                    home = self.superior(home) or home
            case _:
                return None
        return home if isinstance(home, str) else None

    def around(
        self, committee: str, records: Mapping[str, Sequence[Record]]
    ) -> Mapping[str, Sequence[Record]]:
        """Give as much of the context as the records of a committee are judged by."""
        asked: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for kind in RECORD_KINDS.values():
            for record in records[kind.plural]:
                _note(record, asked)
        below = [each.id for each in self._below.get(committee, ())]
        circumstances = {
            each.id: each
            for each in chain(
                (
                    self._circumstance_by_id[id]
                    for id in asked["circumstance"]
                    if id in self._circumstance_by_id
                ),
                *(self._circumstances.get(id, ()) for id in below),
            )
        }
        for circumstance in circumstances.values():
            _note(circumstance, asked)
        organizations = self._with_superiors([committee, *below, *asked["organization"]])
        appointments = [each for id in organizations for each in self._appointments.get(id, ())]
        for appointment in appointments:
            asked["person"][appointment.person] = None
        return {
            "organizations": list(organizations.values()),
            "people": [
                self._person_by_id[id] for id in asked["person"] if id in self._person_by_id
            ],
            "appointments": appointments,
            "terms": [each for id in organizations for each in self._terms.get(id, ())],
            "circumstances": list(circumstances.values()),
        }

    def _with_superiors(self, ids: Iterable[str]) -> Mapping[str, Organization]:
        found: dict[str, Organization] = {}
        waiting = list(ids)
        waiting.reverse()
        while waiting:
            id = waiting.pop()
            if id not in found and id in self.organization_by_id:
                organization = found[id] = self.organization_by_id[id]
                waiting += [
                    each
                    for each in (organization.superior, organization.approved_by)
                    if each is not None
                ]
        return found


def _note(record: Record, asked: Mapping[str, dict[str, None]]) -> None:
    for kind, id in references_of(record):
        if kind in {"organization", "person", "circumstance"}:
            asked[kind][id] = None


def _by(
    records: Iterable[RecordT], key: Callable[[RecordT], str | None]
) -> Mapping[str, Sequence[RecordT]]:
    groups: defaultdict[str, list[RecordT]] = defaultdict(list)
    for each in records:
        group = key(each)
        if group is not None:
            groups[group].append(each)
    return groups


@frozen(kw_only=True)
class Group:
    """The lines of a committee, as they stand in the stream.

    Attributes:
        committee: whose.
        lines: the lines; none for a committee that has no group.
        again: whether the committee's group had ended before, which is a mistake.
    """

    committee: str
    lines: Sequence[NumberedLine]
    again: bool = False


class GroupedLines:
    """A stream parted into its context and its groups, read once.

    Arguments:
        lines: the lines of the input, the header first.
        source: what the input is called in messages.

    Attributes:
        context: known before the first group is read.
        mistakes: what was wrong with the context so far, and later with the grouping.
        perhaps: texts of the context that may be ids and could not be read as such.
    """

    def __init__(self, lines: Iterable[NumberedLine], source: str | Wording) -> None:
        self._lines = iter(lines)
        self._first: NumberedLine | None = None
        self._ended: dict[str, int] = {}
        self._kept_for: frozenset[str] = frozenset()
        header = LineReader(self._lines, source)
        header.read_header()
        self.mistakes = header.mistakes
        self.perhaps = header.perhaps
        if header.kept_for is None and not header.mistakes.listed:
            self.mistakes.add(
                line_place(header.header_number, ""),
                Wording(
                    zh="边读边审的台账，首行应写明kept_for：在读第一条记录之前就要知道是谁的记录",
                    en="expected kept_for in the header of a stream: whose records these are must "
                    "be known before the first of them is read",
                ),
            )
        self._kept_for = frozenset(each for each in header.kept_for or () if each is not None)
        self.records: list[NumberedRecord] = []
        self.context = self._read_context(header, source)

    def _read_context(self, header: LineReader, source: str | Wording) -> Context:
        lists: dict[str, list[Record]] = {kind.plural: [] for kind in RECORD_KINDS.values()}
        numbers: dict[str, list[int]] = {kind.plural: [] for kind in RECORD_KINDS.values()}
        # The header's reader gives back what stood in the header's place, if that was a record.
        reader = LineReader(self._until_the_first_group(), source)
        reader.mistakes, reader.perhaps = header.mistakes, header.perhaps
        sound: dict[str, list[Record]] = {kind.plural: [] for kind in RECORD_KINDS.values()}
        for number, kind, record, whole in reader.records():
            lists[kind.plural].append(record)
            numbers[kind.plural].append(number)
            if whole:
                sound[kind.plural].append(record)
                self.records.append((number, kind, record))
        kept_for = header.kept_for
        for mistake in mistakes_between_records(kept_for, lists, self.perhaps):
            _, plural, index, *within = mistake.place.split("/")
            if plural in numbers:
                place = line_place(numbers[plural][int(index)], "/".join(("", *within)))
            else:
                place = line_place(header.header_number, mistake.place)
            self.mistakes.add(place, _in_a_stream(mistake.expected))
        return Context(self._kept_for, sound)

    def _until_the_first_group(self) -> Iterator[NumberedLine]:
        for line in self._lines:
            name, _ = _type_of(line[1])
            if name in _OPENERS:
                self._first = line
                return
            if name in _ABOUT_A_TALK:
                self.mistakes.add(
                    line_place(line[0], ""),
                    Wording(
                        zh="应先有一个党委（党组）的年度计划、年度职责、谈话或者考核检查，以此开始一组；"
                        "与谈话有关的记录在组内",
                        en="expected first a plan, yearly duties, a talk or an assessment of a "
                        "committee, with which its group begins, and within the group what is "
                        "about its talks",
                    ),
                )
            else:
                yield line

    def groups(self) -> Iterator[Group]:
        """Give each group, and whatever committee has none; once."""
        committee: str | None = None
        lines: list[NumberedLine] = []
        context = self.context
        for line in self._lines if self._first is None else chain([self._first], self._lines):
            home = _home(context, line[1])
            if home is not None and home != committee:
                if committee is not None:
                    yield self._group(committee, lines)
                committee, lines = home, []
                if home in self._ended:
                    self.mistakes.add(
                        line_place(line[0], ""),
                        Wording(
                            zh=f"{home!r}的记录应全部在一组之内：其组已在第{self._ended[home]}行结束；"
                            "请按党委（党组）分组",
                            en=f"expected all records of committee {home!r} in one group: its "
                            f"group ended with line {self._ended[home]}; group the lines by "
                            "committee",
                        ),
                    )
            lines.append(line)
        if committee is not None:
            yield self._group(committee, lines)
        for each in sorted(self._kept_for.difference(self._ended)):
            yield Group(committee=each, lines=())

    def _group(self, committee: str, lines: Sequence[NumberedLine]) -> Group:
        group = Group(committee=committee, lines=lines, again=committee in self._ended)
        self._ended[committee] = lines[-1][0]
        return group


_TYPE: Final = re.compile(rb'"type"[ \t]*:[ \t]*"([a-z_]*)"')
_HELD_BY: Final = re.compile(rb'"held_by"[ \t]*:[ \t]*"([^"\\]*)"')


def _type_of(line: bytes) -> tuple[str | None, Mapping[str, object] | None]:
    """Give the type of a line's record and, if it had to be parsed for that, its fields.

    An unescaped quotation mark before `type` and behind it and a colon are a field's name, and no
    part of a record has a field of this name: so a look is enough for a line that is sound. One
    that is not is refused when its group is read.
    """
    found = _TYPE.search(line)
    if found is not None:
        return found[1].decode(), None
    fields = _parsed(line)
    name = fields.get("type")
    return (name if isinstance(name, str) else None), fields


def _home(context: Context, line: bytes) -> str | None:
    name, fields = _type_of(line)
    if name is None or (name not in _OPENERS and name != "circumstance"):
        return None
    if name == "talk" and (found := _HELD_BY.search(line)) is not None:
        try:
            return found[1].decode()
        except UnicodeDecodeError:
            return None
    return context.home(name, _parsed(line) if fields is None else fields)


def _parsed(line: bytes) -> Mapping[str, object]:
    try:
        value = quick_parser(levels=1)(line)
    except refusals():
        return {}
    return value if isinstance(value, dict) else {}


class GroupRecords:
    """The records of a group, checked among themselves and against the context.

    Arguments:
        group: the lines.
        context: what they may refer to.
        perhaps: texts of the context that may be ids.
        source: what the input is called in messages.

    Attributes:
        records: each whole record with the number of its line and its kind.
        mistakes: what is wrong with them; if nothing is, `register` is what they are judged by.
        appointed: the organizations to which appointments are in the group.
        asked: the organizations not directly below the committee with whose heads it talks, with
            the line of the first such talk.
    """

    def __init__(
        self, group: Group, context: Context, perhaps: frozenset[str], source: str | Wording
    ) -> None:
        self._group = group
        self._context = context
        self.records: list[NumberedRecord] = []
        self.appointed: set[str] = set()
        self.asked: dict[str, int] = {}
        self.register: Register | None = None
        reader = LineReader(group.lines, source)
        reader.perhaps.update(perhaps)
        self.mistakes = reader.mistakes
        lists: dict[str, list[Record]] = {kind.plural: [] for kind in RECORD_KINDS.values()}
        numbers: dict[str, list[int]] = {kind.plural: [] for kind in RECORD_KINDS.values()}
        for number, kind, record, whole in reader.records():
            if kind.name in CONTEXT_ALONE:
                expected = Wording(
                    zh=f"{kind.record.chinese}应全部在第一组之前",
                    en=f"expected every {kind.name} before the first group",
                )
                self._misplaced(number, expected)
                continue
            if whole:
                self.records.append((number, kind, record))
                self._look_at(number, kind, record)
            lists[kind.plural].append(record)
            numbers[kind.plural].append(number)
        if not group.again:
            self._hold_together(lists, numbers, reader.perhaps)

    def _misplaced(self, number: int, expected: Wording) -> None:
        self.mistakes.add(line_place(number, ""), expected)

    def _look_at(self, number: int, kind: RecordKind, record: Record) -> None:
        committee, context = self._group.committee, self._context
        if isinstance(record, Appointment):
            id = record.organization
            self.appointed.add(id)
            if context.superior(id) != committee or id in context.kept_for:
                self._misplaced(
                    number,
                    Wording(
                        zh="这条任职应在第一组之前：组内只有该党委（党组）直接下级、"
                        "且不在kept_for之中的组织的任职",
                        en="expected this appointment before the first group: in a group stand "
                        "those alone to organizations directly below its committee that are not in "
                        "kept_for",
                    ),
                )
        elif isinstance(record, Talk):
            if context.superior(record.organization) != committee:
                self.asked.setdefault(record.organization, number)
        elif isinstance(record, (AnnualPlan, AnnualDuties, Assessment, Circumstance)):
            home = context.home(kind.name, plain_record(record))
            if home is not None and home != committee:
                expected = Wording(
                    zh=f"应为{committee!r}的记录",
                    en=f"expected a record of committee {committee!r}",
                )
                self._misplaced(number, expected)

    def _hold_together(
        self,
        lists: Mapping[str, list[Record]],
        numbers: Mapping[str, list[int]],
        perhaps: set[str],
    ) -> None:
        around = self._context.around(self._group.committee, lists)
        shared = {plural: len(records) for plural, records in around.items()}
        together = {
            plural: [*around.get(plural, ()), *records] for plural, records in lists.items()
        }
        kept_for = [
            each.id
            for each in cast("Sequence[Organization]", together["organizations"])
            if each.id in self._context.kept_for
        ]
        if not self.mistakes.listed:
            try:
                self.register = make_register(kept_for=kept_for, **together)
            except InvalidRegister:
                pass  # its places are those of a document; here they are wanted by line
            else:
                return
        for mistake in mistakes_between_records(kept_for, together, perhaps):
            _, plural, index, *within = mistake.place.split("/")
            position = int(index) - shared.get(plural, 0)
            # What is wrong within the context was said of the context.
            if position >= 0:
                place = line_place(numbers[plural][position], "/".join(("", *within)))
                self.mistakes.add(place, _in_a_stream(mistake.expected))


def _in_a_stream(expected: Wording) -> Wording:
    if not expected.en.endswith("mend the reference"):
        return expected
    return Wording(
        zh=f"{expected.zh}；边读边审的台账，应在第一组之前，或者在引用它的组之内",
        en=f"{expected.en}; a stream has it before the first group, or in the group that refers to "
        "it",
    )


def write_grouped(register: Register, stream: BinaryIO) -> None:
    """Write a register as JSON Lines grouped by committee.

    People and appointments all stand in the context here: whoever writes records that do not fit
    into memory has them in a data base, and its `ORDER BY` groups them.

    Arguments:
        register: the records; those of committees that hold no talks there, too.
        stream: takes the bytes; closing it is the caller's affair.
    """
    kept = register.committees_kept
    stream.write(
        header_line(sorted(kept) if register.kept_for is None else register.kept_for).encode()
    )
    context = Context(kept, dict(register.records()))
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for kind in RECORD_KINDS.values():
        for record in getattr(register, kind.plural):
            line = record_line(kind, record)
            if kind.name in {"organization", "person", "appointment", "term", "circumstance"}:
                stream.write(line.encode())
            elif kind.name in _ABOUT_A_TALK:
                groups[register.talk(getattr(record, "talk")).held_by].append(line)  # noqa: B009
            else:
                home = context.home(kind.name, plain_record(record))
                groups[home or ""].append(line)
    for lines in groups.values():
        stream.writelines(line.encode() for line in lines)
