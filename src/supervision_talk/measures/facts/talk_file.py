"""What the office keeps and sends on (Art. 12): materials on file, copies."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, TypeVar

from supervision_talk.measures.expressions import Facts
from supervision_talk.measures.facts.sheet import Inquiry
from supervision_talk.measures.facts.talk_rectification import Followed
from supervision_talk.model import Talk
from supervision_talk.model.vocabulary import Material, Unit

__all__ = ["COPIES_OWED", "file_of"]

EventT = TypeVar("EventT", bound=str)

COPIES_OWED: Final = frozenset({Unit.DISCIPLINE, Unit.ORGANIZATION})
"""To whom copies of the file go in any case (Art. 12)."""

_NEEDED: Final[Mapping[tuple[bool, bool], tuple[Material, ...]]] = {
    (measures, progress): (
        Material.RECORD,
        *((Material.MEASURES,) if measures else ()),
        *((Material.RECTIFICATION_REPORT,) if progress else ()),
    )
    for measures in (False, True)
    for progress in (False, True)
}
"""What a file holds when it is complete, by whether measures, and progress, are reported."""


def file_of(inquiry: Inquiry, talk: Talk, followed: Followed) -> Facts:
    """Give these facts about a talk, in the order of their fields, from `materials_filed` on.

    Arguments:
        inquiry: the register, the day and how nulls are read.
        talk: a talk of the register.
        followed: what followed from it: what was reported belongs into the file.
    """
    as_of = inquiry.as_of
    filing = inquiry.register.filing_of(talk.id)
    materials = None if filing is None else filing.materials
    copies = None if filing is None else filing.copies
    if inquiry.complete:
        materials, copies = materials or (), copies or ()
    materials_filed = file_completed_on = copies_sent_to = copies_sent_on = None
    if materials is not None:
        filed = {each.material: each.filed_on for each in materials}
        if len(filed) < len(materials) or not _all_by(filed, as_of):
            filed = _first_days([(each.material, each.filed_on) for each in materials], as_of)
        materials_filed = frozenset(filed)
        reported = followed.measures_reported_on is not None
        progress_reported = followed.progress_reported_on is not None
        file_completed_on = _last(filed, _NEEDED[reported, progress_reported])
    if copies is not None:
        sent = {each.to: each.sent_on for each in copies}
        if len(sent) < len(copies) or not _all_by(sent, as_of):
            sent = _first_days([(each.to, each.sent_on) for each in copies], as_of)
        copies_sent_to = COPIES_OWED.intersection(sent)
        copies_sent_on = _last(sent, COPIES_OWED)
    return materials_filed, file_completed_on, copies_sent_to, copies_sent_on


def _all_by(days: Mapping[EventT, date | None], as_of: date) -> bool:
    """Tell whether every event has a day, and has happened: the usual case."""
    for day in days.values():  # noqa: SIM110 - a generator costs more than so few days
        if day is None or day > as_of:
            return False
    return True


def _first_days(
    events: Iterable[tuple[EventT, date | None]], as_of: date
) -> dict[EventT, date | None]:
    """Give the first day of each event that has happened; None: only without a day."""
    first: dict[EventT, date | None] = {}
    for event, day in events:
        if day is None:
            first.setdefault(event, None)
        elif day <= as_of:
            known = first.get(event)
            if known is None or day < known:
                first[event] = day
    return first


def _last(days: Mapping[EventT, date | None], needed: Iterable[EventT]) -> date | None:
    """Give the last of the days of what is needed; None where something has none."""
    last = None
    for each in needed:
        day = days.get(each)
        if day is None:
            return None
        if last is None or day > last:
            last = day
    return last
