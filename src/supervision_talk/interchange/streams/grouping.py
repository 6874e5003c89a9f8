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
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from errno import EIO
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO, ClassVar, Final, Protocol, TypeVar, cast

from supervision_talk._values import frozen
from supervision_talk.interchange.converter import refusals
from supervision_talk.interchange.documents import make_register
from supervision_talk.interchange.lines import (
    JSON_SPACE,
    LineReader,
    NumberedLine,
    line_place,
    numbered,
)
from supervision_talk.interchange.parsing import Unusual, parse_strictly
from supervision_talk.interchange.streams.runs import lines_of
from supervision_talk.interchange.writing import header_line, record_line
from supervision_talk.model import (
    RECORD_KINDS,
    Appointment,
    Circumstance,
    Organization,
    Person,
    RecordKind,
    Register,
    Talk,
    Term,
)
from supervision_talk.model.canonical import plain_record
from supervision_talk.model.consistency import ids_named, mistakes_between_records
from supervision_talk.model.fields import Record
from supervision_talk.model.index import Inconsistent
from supervision_talk.wording import Wording

__all__ = [
    "Context",
    "Elsewhere",
    "Group",
    "GroupRecords",
    "GroupedLines",
    "Passage",
    "ReadRecords",
    "became_shorter",
    "read_context",
    "type_of",
    "write_grouped",
]

RecordT = TypeVar("RecordT", bound=Record)

CONTEXT_ALONE: Final = frozenset({"organization", "term"})
"""Kinds of record that no group may hold."""
_OPENERS: Final = frozenset({b"plan", b"annual_duties", b"talk", b"assessment"})
"""Kinds of record with which the first group begins."""
_TELLING: Final = _OPENERS | {b"circumstance"}
"""Kinds of record that tell in which group they are, once there is one."""
_ABOUT_A_TALK: Final = frozenset({b"rectification", b"filing", b"judgement", b"disclosure"})


class ReadRecords:
    """Records as they were read.

    Attributes:
        lists: the records, by the register's list ("organizations").
        numbers: the number of each one's line.
    """

    def __init__(self) -> None:
        self.lists: dict[str, list[Record]] = {kind.plural: [] for kind in RECORD_KINDS.values()}
        self.numbers = {kind.plural: array("Q") for kind in RECORD_KINDS.values()}
        self._broken: set[int] = set()

    def add(self, number: int, kind: RecordKind, record: Record, *, whole: bool) -> None:
        """Take over a record; one that is not whole, as far as it can be read."""
        self.lists[kind.plural].append(record)
        self.numbers[kind.plural].append(number)
        if not whole:
            self._broken.add(number)

    def sound(self) -> "ReadRecords":
        """Give the records that are whole."""
        if not self._broken:
            return self
        found = ReadRecords()
        for plural, records in self.lists.items():
            for number, record in zip(self.numbers[plural], records, strict=True):
                if number not in self._broken:
                    found.lists[plural].append(record)
                    found.numbers[plural].append(number)
        return found

    def lines(self) -> Iterator[bytes]:
        """Give what runs hold of the records."""
        for kind in RECORD_KINDS.values():
            yield from lines_of(kind, self.lists[kind.plural], self.numbers[kind.plural])


class Context:
    """What several committees share, with the questions that groups put to it.

    Attributes:
        on_demand: whether what is at home with other committees is read when a committee asks for
            it, so that every kind of record may stand in any group.
        kept_for: ids of the organizations whose own records the stream holds.
        read: the records.
        organization_by_id: every organization, by id.
    """

    on_demand: ClassVar = False

    def __init__(self, kept_for: Iterable[str], read: ReadRecords) -> None:
        self.kept_for = frozenset(kept_for)
        self.read = read
        self.records: Mapping[str, Sequence[Record]] = read.lists
        # Now, and not when they are first asked for: processes that come from this one share them.
        self.organization_by_id = {each.id: each for each in self.organizations}
        self._below = _by(self.organizations, lambda each: each.superior)
        people = cast("Sequence[Person]", read.lists["people"])
        self._person_by_id = {each.id: each for each in people}
        appointments = cast("Sequence[Appointment]", read.lists["appointments"])
        self._appointments = _by(appointments, lambda each: each.organization)
        terms = cast("Sequence[Term]", read.lists["terms"])
        self._terms = _by(terms, lambda each: each.organization)
        circumstances = cast("Sequence[Circumstance]", read.lists["circumstances"])
        self._circumstance_by_id = {each.id: each for each in circumstances}
        self._circumstances = _by(circumstances, lambda each: each.organization)

    def __reduce__(self) -> tuple[type["Context"], tuple[object, ...]]:
        """Leave the indexes out: whoever reads it back builds its own."""
        return Context, (self.kept_for, self.read)

    @property
    def organizations(self) -> Sequence[Organization]:
        """Every organization."""
        return cast("Sequence[Organization]", self.records["organizations"])

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
        below = [each.id for each in self.below(committee, records)]
        ids = ids_named(records, "circumstance", self.known("circumstance"))
        circumstances = self.circumstances_for(committee, ids, below)
        cited = {"circumstances": circumstances}
        asked = ids_named(records, "organization") | ids_named(cited, "organization")
        at_home = {
            each.id: each for each in cast("Sequence[Organization]", records["organizations"])
        }
        organizations = self.with_superiors([committee, *below, *asked], at_home)
        appointments = self.appointments_for(committee, organizations)
        around = cited | {"appointments": appointments}
        known = self.known("person")
        people = ids_named(records, "person", known) | ids_named(around, "person", known)
        return {
            "organizations": [each for id, each in organizations.items() if id not in at_home],
            "people": self.people_for(committee, people),
            "appointments": appointments,
            "terms": self.terms_for(committee, organizations),
            "circumstances": circumstances,
        }

    def known(self, name: str) -> Container[object]:
        """Give the ids of all records of a kind, people or circumstances."""
        return self._person_by_id if name == "person" else self._circumstance_by_id

    def organization(self, id: str) -> Organization | None:
        """Give an organization; None: it is not there."""
        return self.organization_by_id.get(id)

    def below(
        self,
        committee: str,
        records: Mapping[str, Sequence[Record]],  # noqa: ARG002 - they are in the context here
    ) -> Sequence[Organization]:
        """Give the organizations directly below a committee, of which these are the records."""
        return self._below.get(committee, ())

    def people_for(self, committee: str, ids: Iterable[str]) -> Sequence[Person]:  # noqa: ARG002
        """Give people by id, as far as they do not stand in the group of the committee."""
        return [self._person_by_id[id] for id in ids if id in self._person_by_id]

    def appointments_for(
        self,
        committee: str,  # noqa: ARG002 - the same for all of them here
        organizations: Iterable[str],
    ) -> Sequence[Appointment]:
        """Give the appointments to organizations, likewise."""
        return [each for id in organizations for each in self._appointments.get(id, ())]

    def terms_for(
        self,
        committee: str,  # noqa: ARG002 - likewise
        organizations: Iterable[str],
    ) -> Sequence[Term]:
        """Give the terms of organizations, likewise."""
        return [each for id in organizations for each in self._terms.get(id, ())]

    def circumstances_for(
        self,
        committee: str,  # noqa: ARG002 - likewise
        ids: Iterable[str],
        organizations: Iterable[str],
    ) -> Sequence[Circumstance]:
        """Give circumstances by id, and those of organizations, likewise."""
        by_id = self._circumstance_by_id
        of_organizations = (self._circumstances.get(id, ()) for id in organizations)
        found = chain((by_id[id] for id in ids if id in by_id), *of_organizations)
        return list({each.id: each for each in found}.values())

    def with_superiors(
        self, ids: Iterable[str], at_hand: Mapping[str, Organization]
    ) -> Mapping[str, Organization]:
        """Give organizations with all that are above them, as far as they are there.

        Arguments:
            ids: whose.
            at_hand: some of them, by id.
        """
        found: dict[str, Organization] = {}
        waiting = list(ids)
        waiting.reverse()
        while waiting:
            id = waiting.pop()
            organization = None if id in found else at_hand.get(id) or self.organization(id)
            if organization is not None:
                found[id] = organization
                waiting += [
                    each
                    for each in (organization.superior, organization.approved_by)
                    if each is not None
                ]
        return found


def _by(
    records: Iterable[RecordT], key: Callable[[RecordT], str | None]
) -> Mapping[str, Sequence[RecordT]]:
    groups: defaultdict[str, list[RecordT]] = defaultdict(list)
    for each in records:
        group = key(each)
        if group is not None:
            groups[group].append(each)
    return groups


@frozen
class Passage:
    """A part of a file, for another process to read.

    Attributes:
        path: the file.
        start: where it begins, in bytes.
        size: how many bytes it has.
    """

    path: Path
    start: int
    size: int

    def __len__(self) -> int:
        return self.size

    def read(self) -> bytes:
        """Read it.

        Raises:
            OSError: the file cannot be read, or has become shorter.
        """
        with self.path.open("rb") as file:
            file.seek(self.start)
            text = file.read(self.size)
        if len(text) < self.size:
            raise became_shorter()
        return text

    def lines(self, context: Context) -> Iterable[bytes]:  # noqa: ARG002 - it says itself where
        """Read its lines; errors as above."""
        return BytesIO(self.read())


def became_shorter() -> OSError:
    """Make the error that says so of a file."""
    return OSError(EIO, "the file became shorter while it was read")


class Elsewhere(Protocol):
    """Lines that whoever audits a group reads by itself."""

    def __len__(self) -> int:
        """Give how many bytes they have."""
        ...

    def lines(self, context: Context) -> Iterable[bytes]:
        """Read them; the context may know where they stand."""
        ...


@frozen(kw_only=True)
class Group:
    """The lines of a committee, as they stand in the stream.

    Attributes:
        committee: whose.
        text: the lines, or where they stand; none for a committee that has no group.
        first: the number of the first.
        again: whether the committee's group had ended before, which is a mistake.
    """

    committee: str
    text: bytes | Elsewhere = b""
    first: int = 1
    again: bool = False

    def lines(self, context: Context) -> Iterator[NumberedLine]:
        """Give each line that holds something, with its number."""
        text = self.text
        lines = BytesIO(text) if isinstance(text, bytes) else text.lines(context)
        for number, line in enumerate(lines, self.first):
            filled = line.rstrip(JSON_SPACE)
            if filled:
                yield number, filled


class GroupedLines:
    """A stream parted into its context and its groups, read once.

    Arguments:
        lines: the lines of the input, the header first.
        source: what the input is called in messages.
        path: the file from whose start the lines come, if others can read it: then they are told
            where a group stands, instead of being given its lines.

    Attributes:
        kept_for: as the header has it.
        context: known before the first group is read.
        mistakes: what was wrong with the context so far, and later with the grouping.
        perhaps: texts of the context that may be ids and could not be read as such.
    """

    def __init__(
        self, lines: Iterable[bytes], source: str | Wording, path: Path | None = None
    ) -> None:
        self._path = path
        self._at = 0
        self._lines = iter(lines)
        self._numbered = numbered(self._counted())
        self._first = 1
        self._opening = b""
        self._ended: dict[str, int] = {}
        header = LineReader(self._numbered, source)
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
        # The header's reader gives back what stood in the header's place, if that was a record.
        read = read_context(self._until_the_first_group(), header, source)
        self.kept_for = frozenset(_known(header.kept_for or (), read, header.perhaps))
        self.context = Context(self.kept_for, read)

    def _counted(self) -> Iterator[bytes]:
        """Give the lines before the first group, and count their bytes."""
        for line in self._lines:
            self._opening = line
            yield line
            self._at += len(line)
        self._opening = b""

    def _until_the_first_group(self) -> Iterator[NumberedLine]:
        for line in self._numbered:
            name, _ = type_of(line[1])
            if name in _OPENERS:
                self._first = line[0]
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
        first = last = self._first
        context = self.context
        text, size = BytesIO(), 0
        of_type, apart = _TYPE.search, self._path is not None
        for number, line in enumerate(chain([self._opening], self._lines), first):
            found = of_type(line)
            home = _home(context, line) if found is None or found[1] in _TELLING else None
            if home is not None and home != committee:
                if committee is not None:
                    yield self._group(committee, first, last, text, size)
                    first, text, size = number, BytesIO(), 0
                committee = home
                if home in self._ended:
                    self.mistakes.add(
                        line_place(number, ""),
                        Wording(
                            zh=f"{home!r}的记录应全部在一组之内：其组已在第{self._ended[home]}行结束；"
                            "请按党委（党组）分组",
                            en=f"expected all records of committee {home!r} in one group: its "
                            f"group ended with line {self._ended[home]}; group the lines by "
                            "committee",
                        ),
                    )
            size += len(line) if apart else text.write(line)
            if home is not None or not line.isspace():
                last = number
        # Of the first line it may be that nothing can be told; what is wrong with it is told yet.
        yield self._group(committee or "", first, last, text, size)
        for each in sorted(self.kept_for.difference(self._ended)):
            yield Group(committee=each)

    def _group(self, committee: str, first: int, last: int, text: BytesIO, size: int) -> Group:
        again = committee in self._ended
        self._ended[committee] = last
        passage = None if self._path is None else Passage(self._path, self._at, size)
        self._at += size
        lines = text.getvalue() if passage is None else passage
        return Group(committee=committee, text=lines, first=first, again=again)


def _known(
    ids: Iterable[str | None], context: ReadRecords, perhaps: Collection[str]
) -> Iterator[str]:
    """Give those ids that organizations may have; of others there may be more than memory holds."""
    organizations = cast("Sequence[Organization]", context.lists["organizations"])
    known = {each.id for each in organizations}.union(perhaps)
    return (each for each in ids if each is not None and each in known)


def read_context(
    lines: Iterable[NumberedLine], header: LineReader, source: str | Wording
) -> ReadRecords:
    """Read what several committees share, and give what of it is whole.

    Arguments:
        lines: the records.
        header: what has read the header; it takes down mistakes.
        source: what the input is called in messages.
    """
    reader = LineReader(lines, source)
    reader.mistakes, reader.perhaps = header.mistakes, header.perhaps
    read = ReadRecords()
    for number, kind, record, whole in reader.records():
        read.add(number, kind, record, whole=whole)
    for mistake in mistakes_between_records(header.kept_for, read.lists, header.perhaps):
        _, plural, index, *within = mistake.place.split("/")
        if plural in read.numbers:
            place = line_place(read.numbers[plural][int(index)], "/".join(("", *within)))
        else:
            place = line_place(header.header_number, mistake.place)
        header.mistakes.add(place, _in_a_stream(mistake.expected))
    return read.sound()


_TYPE: Final = re.compile(rb'"type"[ \t]*:[ \t]*"([a-z_]*)"')
_HELD_BY: Final = re.compile(rb'"held_by"[ \t]*:[ \t]*"([^"\\]*)"')


def type_of(line: bytes) -> tuple[bytes | None, Mapping[str, object] | None]:
    """Give the type of a line's record and, if it had to be parsed for that, its fields.

    An unescaped quotation mark before `type` and behind it and a colon are a field's name, and no
    part of a record has a field of this name: so a look is enough for a line that is sound. One
    that is not is refused when its group is read.
    """
    found = _TYPE.search(line)
    if found is not None:
        return found[1], None
    fields = _parsed(line)
    name = fields.get("type")
    return (name.encode(errors="replace") if isinstance(name, str) else None), fields


def _home(context: Context, line: bytes) -> str | None:
    """Give the committee whose group a line begins, or goes on with; None: whichever it is."""
    name, fields = type_of(line)
    if name is None or name not in _TELLING:
        return None
    if name == b"talk" and (found := _HELD_BY.search(line)) is not None:
        try:
            return found[1].decode()
        except UnicodeDecodeError:
            return None
    return context.home(name.decode(), _parsed(line) if fields is None else fields)


def _parsed(line: bytes) -> Mapping[str, object]:
    try:
        value = parse_strictly(line)
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

    Raises:
        Exception: one of `refusals`: something is wrong, and the context is read on demand; then
            what it is is told by whoever reads all of the input.

    Attributes:
        read: the records that are whole.
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
        self.register: Register | None = None
        reader = LineReader(group.lines(context), source, keeping=True)
        reader.perhaps.update(perhaps)
        self.mistakes = reader.mistakes
        read = ReadRecords()
        lists, numbers = read.lists, read.numbers
        in_context_alone = frozenset() if context.on_demand else CONTEXT_ALONE
        for number, kind, record, whole in reader.records():
            if kind.name in in_context_alone:
                expected = Wording(
                    zh=f"{kind.record.chinese}应全部在第一组之前",
                    en=f"expected every {kind.name} before the first group",
                )
                self._misplaced(number, expected)
            elif whole:
                lists[kind.plural].append(record)
                numbers[kind.plural].append(number)
            else:
                read.add(number, kind, record, whole=False)
        self.read = read.sound()
        self.appointed: frozenset[str] = frozenset()
        self.asked: Mapping[str, int] = {}
        if not context.on_demand:
            self.appointed = frozenset(self._appointed())
            self.asked = dict(self._asked())
        self._look_for_what_is_not_at_home()
        if not group.again:
            self._hold_together(read, reader.perhaps)

    def _misplaced(self, number: int, expected: Wording) -> None:
        self.mistakes.add(line_place(number, ""), expected)

    def _numbered(self, plural: str) -> Iterable[tuple[int, Record]]:
        return zip(self.read.numbers[plural], self.read.lists[plural], strict=True)

    def _appointed(self) -> Iterator[str]:
        committee, context = self._group.committee, self._context
        for number, record in self._numbered("appointments"):
            id = cast("Appointment", record).organization
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
            yield id

    def _asked(self) -> Iterator[tuple[str, int]]:
        committee, context = self._group.committee, self._context
        # The first talk comes last, and counts.
        for number, record in reversed(list(self._numbered("talks"))):
            organization = cast("Talk", record).organization
            if context.superior(organization) != committee:
                yield organization, number

    def _look_for_what_is_not_at_home(self) -> None:
        for plural, name in _AT_HOME.items():
            for number, record in self._numbered(plural):
                home = self._context.home(name, _of_whom(record))
                if home is not None and home != self._group.committee:
                    expected = Wording(
                        zh=f"应为{self._group.committee!r}的记录",
                        en=f"expected a record of committee {self._group.committee!r}",
                    )
                    self._misplaced(number, expected)

    def _hold_together(self, read: ReadRecords, perhaps: set[str]) -> None:
        lists = read.lists
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
                self.register = make_register(kept_for, together)
            except (Inconsistent, KeyError):
                pass  # its places are those of a document; here they are wanted by line
            else:
                return
        if self._context.on_demand:
            raise Unusual  # it may be told of records of other committees, a circle of them alone
        for mistake in mistakes_between_records(kept_for, together, perhaps):
            _, plural, index, *within = mistake.place.split("/")
            position = int(index) - shared.get(plural, 0)
            # What is wrong within the context was said of the context.
            if position >= 0:
                place = line_place(read.numbers[plural][position], "/".join(("", *within)))
                self.mistakes.add(place, _in_a_stream(mistake.expected))


_AT_HOME: Final = {
    kind.plural: name
    for name, kind in RECORD_KINDS.items()
    if name in {"plan", "annual_duties", "assessment", "circumstance"}
}
"""The lists whose records say with which committee they are at home; talks begin groups."""


def _of_whom(record: Record) -> Mapping[str, object]:
    """Give the fields that tell with which committee a record is at home."""
    return {name: getattr(record, name, None) for name in ("organization", "assessor")}


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
    organizations = ReadRecords()
    organizations.lists["organizations"] += register.organizations
    context = Context(kept, organizations)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for kind in RECORD_KINDS.values():
        for record in getattr(register, kind.plural):
            line = record_line(kind, record)
            if kind.name in {"organization", "person", "appointment", "term", "circumstance"}:
                stream.write(line.encode())
            elif kind.name.encode() in _ABOUT_A_TALK:
                groups[register.talk(getattr(record, "talk")).held_by].append(line)  # noqa: B009
            else:
                home = context.home(kind.name, plain_record(record))
                groups[home or ""].append(line)
    for lines in groups.values():
        stream.writelines(line.encode() for line in lines)
