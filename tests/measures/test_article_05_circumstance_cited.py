"""Art. 5 ¶3: a timely talk cites circumstances of the organization itself."""

from supervision_talk import Circumstance
from supervision_talk.measures import Outcome
from supervision_talk.model.vocabulary import Category
from tests.building import TIMELY

ELSEWHERE = Circumstance(id="c2", organization="other-town", category=Category.OTHER)


def test_a_circumstance_of_another_organization_does_not_do() -> None:
    situation = TIMELY.adding(circumstances=(ELSEWHERE,)).with_talk(basis=("c2",))
    assert situation.finding("ST0508").outcome is Outcome.VIOLATED


def test_each_circumstance_must_be_of_the_organization() -> None:
    situation = TIMELY.adding(circumstances=(ELSEWHERE,)).with_talk(basis=("c1", "c2"))
    assert situation.finding("ST0508").outcome is Outcome.VIOLATED


def test_a_basis_not_recorded_read_as_empty_is_no_basis() -> None:
    situation = TIMELY.with_talk(basis=None).under(not_recorded="violated")
    assert situation.finding("ST0508").outcome is Outcome.VIOLATED
