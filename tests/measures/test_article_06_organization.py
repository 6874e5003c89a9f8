"""Art. 6: the office organizes."""

import pytest

from supervision_talk.measures import Outcome
from supervision_talk.model.vocabulary import Unit
from tests.building import BY_THE_BOOK


@pytest.mark.parametrize("unit", list(Unit))
def test_only_the_office_organizes(unit: Unit) -> None:
    outcome = BY_THE_BOOK.with_talk(organized_by=unit).finding("ST0601").outcome
    assert outcome is (Outcome.SATISFIED if unit is Unit.OFFICE else Outcome.VIOLATED)


def test_not_recorded_read_as_nobody_is_not_the_office() -> None:
    """Policy not_recorded=violated; and the finding shows no word that nobody entered."""
    situation = BY_THE_BOOK.with_talk(organized_by=None).under(not_recorded="violated")
    assert situation.finding("ST0601").outcome is Outcome.VIOLATED
    assert situation.finding("ST0601").facts == {"organized_by": None}
