"""What the office keeps and sends on (Art. 12): materials on file, copies."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, TypeVar

from supervision_talk.measures.expressions import Facts
from supervision_talk.measures.facts.sheet import Inquiry
from supervision_talk.measures.facts.talk_rectification import Followed
from supervision_talk.model import Filing
from supervision_talk.model.vocabulary import Material, Unit

__all__ = ["COPIES_OWED", "file_of"]

EventT = TypeVar("EventT", bound=str)

COPIES_OWED: Final = frozenset({Unit.DISCIPLINE, Unit.ORGANIZATION})
"""To whom copies of the file go in any case (Art. 12)."""

_NEEDED: Final[Mapping[tuple[bool, bool], frozenset[Material]]] = {
    (measures, progress): frozenset(
        {
            Material.RECORD,
            *({Material.MEASURES} if measures else ()),
            *({Material.RECTIFICATION_REPORT} if progress else ()),
        }
    )
    for measures in (False, True)
    for progress in (False, True)
}
"""What a file holds when it is complete, by whether measures, and progress, are reported."""


def file_of(inquiry: Inquiry, filing: Filing | None, followed: Followed) -> Facts:
    """Give these facts about a talk, in the order of their fields, from `materials_filed` on.

    Arguments:
        inquiry: the day and how nulls are read.
        filing: the office's file of the talk; None: none is recorded.
        followed: what followed from the talk: what was reported belongs into the file.
    """
    as_of = inquiry.as_of
    materials = None if filing is None else filing.materials
    copies = None if filing is None else filing.copies
    if inquiry.complete:
        materials, copies = materials or (), copies or ()
    materials_filed = file_completed_on = copies_sent_to = copies_sent_on = None
    if materials is not None:
        filed = {each.material: each.filed_on for each in materials}
        last = _last_of_all(filed, as_of)
        if last is None or len(filed) < len(materials):
            filed, last = _first_days([(e.material, e.filed_on) for e in materials], as_of), None
        materials_filed = frozenset(filed)
        reported = followed.measures_reported_on is not None
        progress_reported = followed.progress_reported_on is not None
        needed = _NEEDED[reported, progress_reported]
        file_completed_on = (
            _last(filed, needed) if last is None or materials_filed != needed else last
        )
    if copies is not None:
        sent = {each.to: each.sent_on for each in copies}
        last = _last_of_all(sent, as_of)
        if last is None or len(sent) < len(copies):
            sent, last = _first_days([(e.to, e.sent_on) for e in copies], as_of), None
        if last is not None and sent.keys() == COPIES_OWED:
            copies_sent_to, copies_sent_on = COPIES_OWED, last
        else:
            copies_sent_to = frozenset([each for each in COPIES_OWED if each in sent])
            copies_sent_on = _last(sent, COPIES_OWED)
    return materials_filed, file_completed_on, copies_sent_to, copies_sent_on


def _last_of_all(days: Mapping[EventT, date | None], as_of: date) -> date | None:
    """Give the last day where every event has one, and has happened: the usual case; else None."""
    last = None
    for day in days.values():
        if day is None or day > as_of:
            return None
        if last is None or day > last:
            last = day
    return last


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
