"""A finding tells what it is asked, when it is asked; as a value it is like any other."""

import copy
import pickle

import attrs
import pytest

from supervision_talk import Finding
from supervision_talk.audit.findings import worked_out
from supervision_talk.measures import Outcome
from tests.building import BY_THE_BOOK


def finding() -> Finding:
    return BY_THE_BOOK.finding("ST1106")


def test_findings_of_the_same_are_equal_whatever_was_asked_of_them() -> None:
    asked, unasked = finding(), finding()
    assert asked.message.en
    assert asked == unasked
    assert repr(asked) == repr(unasked)
    assert asked != BY_THE_BOOK.finding("ST1101")


def test_a_finding_is_copied_pickled_and_changed_with_everything_that_it_tells() -> None:
    told = attrs.asdict(finding(), recurse=False)
    assert set(told) == {each.name for each in attrs.fields(Finding)}
    for same in (copy.copy(finding()), pickle.loads(pickle.dumps(finding())), Finding(**told)):  # noqa: S301 - our own
        assert same == finding()
    changed = attrs.evolve(finding(), outcome=Outcome.PENDING)
    assert changed.message == finding().message
    assert changed != finding()


def test_a_finding_cannot_be_changed_and_has_nothing_else() -> None:
    found = finding()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.message = found.message  # type: ignore[misc] # what is tried
    with pytest.raises(AttributeError, match="Finding"):
        getattr(found, "reason")  # noqa: B009 - it has no such field


def test_what_was_told_once_is_kept() -> None:
    found = finding()
    assert found.facts is found.facts


def test_a_finding_worked_out_tells_the_same_and_leaves_nothing_with_the_first() -> None:
    found = finding()
    whole = worked_out(found)
    for each in attrs.fields(Finding):
        object.__getattribute__(whole, each.name)  # it is there before anybody asks
    assert whole == finding()
    with pytest.raises(AttributeError):
        object.__getattribute__(found, "message")
    sent = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own
    assert worked_out(sent) is sent


def test_a_finding_has_its_place_before_anything_is_told_and_wherever_it_was_made() -> None:
    found = finding()
    sent = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own
    place = (found.rule, found.subject.id, found.subject.type)
    assert finding().order == sent.order == found.order == place
