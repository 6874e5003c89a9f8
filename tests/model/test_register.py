"""The register's questions, and what keeps records from being a register."""

import contextlib
import json
from collections.abc import Callable
from datetime import date
from typing import TypeVar, cast

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from supervision_talk.errors import InvalidRecord, InvalidRegister, NotInRegister
from supervision_talk.model import (
    AnnualDuties,
    AnnualPlan,
    Appointment,
    Circumstance,
    Filing,
    Head,
    Judgement,
    Measure,
    Organization,
    Person,
    PlanItem,
    Problem,
    Rectification,
    Register,
    Talk,
    Term,
)
from supervision_talk.model.canonical import canonical_record, canonical_register, plain_record
from supervision_talk.model.consistency import mistakes_between_records
from supervision_talk.model.fields import Identifier, Record, field_types
from supervision_talk.strategies import registers
from tests.chinese import told_in_chinese

RecordT = TypeVar("RecordT", bound=Record)

DAY = date(2026, 3, 10)

built = cast("Callable[..., Register]", Register)


def made(record: type[RecordT], **fields: object) -> RecordT:
    return record(**fields)


def organization(id: str, superior: str | None = None, **fields: object) -> Organization:
    given = {"kind": "unit_committee", "level": "county", **fields}
    return made(Organization, id=id, superior=superior, **given)


def post(person: str, start: date, end: date | None = None, **fields: object) -> Appointment:
    given = {"organization": "c", "role": "secretary", **fields}
    return made(Appointment, person=person, start=start, end=end, **given)


def talk(id: str, **fields: object) -> Talk:
    return made(
        Talk, **{"id": id, "kind": "regular", "held_by": "c", "organization": "u", **fields}
    )


PEOPLE = [Person(id=id) for id in ("p", "q", "r")]
TREE = [
    organization("top"),
    organization("c", "top", kind="local_committee"),
    organization("u", "c"),
    organization("old", "c", abolished_on=DAY),
    organization("discipline", "c", kind="discipline_organ"),
    organization("working", "c", kind="working_organ"),
    organization("army", "c", kind="military"),
]
PLAN = AnnualPlan(
    organization="c", year=2026, items=(PlanItem(id="i", organization="u", due_on=DAY),)
)
DUTIES = AnnualDuties(organization="c", year=2026)
TERMS = [Term(organization="c", ordinal=number, start=DAY) for number in (15, 14)]
REGISTER = built(
    organizations=TREE,
    people=PEOPLE,
    appointments=[
        post("p", date(2021, 1, 1), date(2026, 3, 10)),
        post("q", date(2026, 3, 10), acting=True),
        post("r", date(2020, 1, 1), role="member"),
    ],
    terms=TERMS,
    talks=[talk("t1"), talk("t2", organization="old", plan_item="i")],
    rectifications=[Rectification(talk="t1")],
    filings=[Filing(talk="t1")],
    judgements=[made(Judgement, id="j", talk="t1", question="genuine", answer=True)],
    circumstances=[made(Circumstance, id="k", organization="u", category="other")],
    plans=[PLAN],
    annual_duties=[DUTIES],
)


def ids(organizations: tuple[Organization, ...]) -> list[str]:
    return [each.id for each in organizations]


def test_next_level_leaves_out_own_organs_and_the_military() -> None:
    assert ids(REGISTER.next_level("c")) == ["u", "old"]
    assert ids(REGISTER.next_level("c", own_organs=True)) == ["u", "old", "discipline", "working"]
    assert ids(REGISTER.next_level("u")) == []
    assert ids(REGISTER.next_level("nowhere")) == []


def test_next_level_on_a_day_leaves_out_what_does_not_exist_then() -> None:
    assert ids(REGISTER.next_level("c", date(2026, 3, 9))) == ["u", "old"]
    assert ids(REGISTER.next_level("c", DAY)) == ["u"]


def test_superiors_are_given_from_the_next_level_to_the_top() -> None:
    assert REGISTER.superiors("u") == ("c", "top")
    assert REGISTER.superiors("top") == ()
    assert REGISTER.is_superior("top", "u")
    assert not REGISTER.is_superior("u", "c")
    assert not REGISTER.is_superior("u", "u")


@pytest.mark.parametrize(
    ("day", "acting_count", "head"),
    [
        (date(2020, 12, 31), True, None),
        (date(2021, 1, 1), True, "p"),
        (DAY, True, "q"),
        (DAY, False, "p"),
        (date(2026, 3, 11), True, "q"),
        (date(2026, 3, 11), False, None),
    ],
)
def test_the_head_on_a_day_is_the_secretary_last_appointed(
    day: date, acting_count: bool, head: str | None
) -> None:
    found = REGISTER.head_of("c", day, acting_count=acting_count)
    assert (found and found.person) == head


def test_heads_are_given_the_longest_in_post_first() -> None:
    first = Head(person="p", organization="c", start=date(2021, 1, 1), end=DAY, acting=False)
    second = Head(person="q", organization="c", start=DAY, end=None, acting=True)
    assert REGISTER.heads_of("c", DAY) == (first, second)
    assert REGISTER.heads_of("u", DAY) == ()


def test_posts_of_an_organization_are_given_at_any_time() -> None:
    assert [each.person for each in REGISTER.team_of("c")] == ["p", "q", "r"]
    assert [each.person for each in REGISTER.secretaries_of("c")] == ["p", "q"]
    assert REGISTER.team_of("u") == REGISTER.secretaries_of("u") == ()


def test_what_hangs_on_a_talk_is_found_by_its_id() -> None:
    assert REGISTER.talk("t1") is REGISTER.talks[0]
    assert REGISTER.talks_of("c") == REGISTER.talks
    assert REGISTER.talks_of("u") == ()
    assert REGISTER.rectification_of("t1") is REGISTER.rectifications[0]
    assert REGISTER.rectification_of("t2") is None
    assert REGISTER.filing_of("t1") is REGISTER.filings[0]
    assert REGISTER.filing_of("t2") is None
    assert REGISTER.judgements_of("t1") == REGISTER.judgements
    assert REGISTER.judgements_of("t2") == ()


def test_what_is_recorded_of_a_talk_or_an_organization_is_found_at_once() -> None:
    talk = REGISTER.recorded_talk("t1")
    assert (talk.talk, talk.rectification, talk.filing, talk.judgements) == (
        REGISTER.talk("t1"),
        REGISTER.rectification_of("t1"),
        REGISTER.filing_of("t1"),
        REGISTER.judgements_of("t1"),
    )
    committee = REGISTER.recorded_organization("c")
    assert committee.organization is REGISTER.organization("c")
    assert (committee.team, committee.secretaries()) == (
        REGISTER.team_of("c"),
        REGISTER.secretaries_of("c"),
    )
    assert tuple(each.talk for each in committee.talks_held) == REGISTER.talks_of("c")
    for day, own_organs in ((None, False), (None, True), (DAY, False)):
        found = committee.next_level(day, own_organs=own_organs)
        expected = REGISTER.next_level("c", day, own_organs=own_organs)
        assert tuple(each.organization for each in found) == expected
    with_its_head = REGISTER.recorded_organization("u").talks_with
    assert with_its_head == REGISTER.talks_between("c", "u") != ()


def test_terms_years_and_circumstances_are_found_by_their_keys() -> None:
    assert [each.ordinal for each in REGISTER.terms_of("c")] == [14, 15]
    assert REGISTER.terms_of("u") == ()
    assert REGISTER.plan_of("c", 2026) is PLAN
    assert REGISTER.plan_of("c", 2027) is None
    assert REGISTER.plan_item("i") == (PLAN, PLAN.items and PLAN.items[0])
    assert REGISTER.annual_duties_of("c", 2026) is DUTIES
    assert REGISTER.annual_duties_of("u", 2026) is None
    assert REGISTER.circumstance("k") is REGISTER.circumstances[0]


def test_what_the_register_does_not_hold_is_a_lookup_error_that_names_the_id() -> None:
    for kind in ("organization", "talk", "plan_item", "circumstance"):
        with pytest.raises(NotInRegister) as caught:
            getattr(REGISTER, kind)("nothing")
        assert isinstance(caught.value, LookupError)
        assert str(caught.value) == (
            f"the register holds no {kind} 'nothing'; ask for an id that it holds"
        )


def test_kept_for_null_means_every_superior_and_every_holder_of_a_talk() -> None:
    assert REGISTER.committees_kept == {"top", "c"}
    assert attrs.evolve(REGISTER, kept_for=["u"]).committees_kept == {"u"}
    assert attrs.evolve(REGISTER, kept_for=[]).committees_kept == frozenset()


def test_the_repr_of_a_register_counts_its_records() -> None:
    assert repr(REGISTER) == (
        "Register(organizations: 7, people: 3, appointments: 3, terms: 2, talks: 2, "
        "rectifications: 1, filings: 1, judgements: 1, circumstances: 1, plans: 1, "
        "annual_duties: 1)"
    )


def mistakes(**lists: object) -> list[str]:
    with pytest.raises(InvalidRegister) as caught:
        built(**lists)
    told_in_chinese(caught.value.mistakes)
    return [str(mistake) for mistake in caught.value.mistakes]


def test_every_key_is_there_once() -> None:
    assert mistakes(
        organizations=[organization("o"), organization("o")],
        terms=[Term(organization="o", ordinal=1, start=DAY)] * 2,
    ) == [
        "/organizations/1/id: expected one organization for each id: 'o' is there already",
        (
            "/terms/1/ordinal: expected one term for each organization and ordinal: "
            "'o/1' is there already"
        ),
    ]


def test_the_same_appointment_may_be_there_twice() -> None:
    posts = [post("p", DAY)] * 2
    lists = {"organizations": TREE, "people": PEOPLE, "appointments": posts}
    assert len(built(**lists).appointments) == 2


def test_references_into_records_and_parts_have_to_lead_somewhere() -> None:
    plan = AnnualPlan(
        organization="x",
        year=2026,
        items=(PlanItem(id="i", organization="o", talker="y"), PlanItem(id="i", organization="o")),
    )
    found = mistakes(organizations=[organization("o", "z")], plans=[plan], kept_for=["o", "w"])
    assert [each.partition(":")[0] for each in found] == [
        "/kept_for/1",
        "/organizations/0/superior",
        "/plans/0/organization",
        "/plans/0/items/0/talker",
        "/plans/0/items/1/id",
    ]


@pytest.mark.parametrize(
    ("superior_of", "expected"),
    [
        ({"a": "a"}, ["/organizations/0"]),
        ({"x": "b", "b": "c", "c": "b", "y": "x"}, ["/organizations/1"]),
        (
            {"c": "b", "b": "a", "a": "c", "d": "e", "e": "d"},
            ["/organizations/0", "/organizations/3"],
        ),
        ({"a": "b", "b": None, "c": "a"}, []),
    ],
)
def test_each_circle_of_superiors_is_named_once(
    superior_of: dict[str, str | None], expected: list[str]
) -> None:
    organizations = [organization(id, superior) for id, superior in superior_of.items()]
    if not expected:
        assert built(organizations=organizations).superiors("c") == ("a", "b")
        return
    found = mistakes(organizations=organizations)
    assert [each.partition("/superior: ")[0] for each in found] == expected


def test_a_chain_of_a_hundred_thousand_superiors_is_no_circle() -> None:
    chain = [organization("0"), *(organization(str(n), str(n - 1)) for n in range(1, 100_000))]
    assert len(built(organizations=chain).superiors("99999")) == 99_999


def test_measures_answer_problems_of_their_own_talk() -> None:
    problem = made(Problem, id="1", concerns="other")
    measure = Measure(id="m", problems=("1", "2"), first_responsibility=True)
    talks = [talk("t1", problems=[problem]), talk("t2")]
    answers = [Rectification(talk=each, measures=(measure,)) for each in ("t1", "t2", "t3")]
    found = mistakes(
        organizations=TREE, talks=talks, rectifications=[*answers[:2], Rectification(talk="t4")]
    )
    assert [each.partition(":")[0] for each in found] == [
        "/rectifications/2/talk",
        "/rectifications/0/measures/0/problems/1",
        "/rectifications/1/measures/0/problems/0",
        "/rectifications/1/measures/0/problems/1",
    ]
    found = mistakes(organizations=TREE, talks=talks, rectifications=answers[2:])
    assert len(found) == 1


def test_a_talk_names_an_item_of_its_own_committees_plan() -> None:
    found = mistakes(
        organizations=TREE,
        plans=[PLAN],
        talks=[talk("t1", plan_item="i", held_by="u"), talk("t2", plan_item="x")],
    )
    assert found == [
        "/talks/0/plan_item: expected an item of a plan of the committee that holds the talk",
        (
            "/talks/1/plan_item: expected a plan_item of this register, by its id; "
            "add the plan_item or mend the reference"
        ),
    ]


@settings(max_examples=200)
@given(registers(), st.data())
def test_a_register_is_refused_where_a_mistake_is_named_and_only_there(
    register: Register, data: st.DataObject
) -> None:
    """What is checked on the way to a record's place is what the names of mistakes speak of."""
    lists = {plural: list(records) for plural, records in register.records()}
    evolve = cast("Callable[..., Record]", attrs.evolve)
    known = [each.id for each in register.organizations]
    known += [each.id for each in register.people]
    known += [each.id for each in register.talks]
    ids = st.sampled_from([*known, "nowhere"])
    kept_for = data.draw(st.none() | st.lists(ids, max_size=3))
    for _ in range(data.draw(st.integers(0, 3))):
        records = lists[data.draw(st.sampled_from([each for each in lists if lists[each]]))]
        at = data.draw(st.integers(0, len(records) - 1))
        if data.draw(st.booleans()):
            records.append(records[at])
            continue
        fields = field_types(type(records[at]))
        names = [name for name, type_ in fields.items() if isinstance(type_, Identifier)]
        with contextlib.suppress(InvalidRecord):
            name = data.draw(st.sampled_from(names))
            records[at] = evolve(records[at], **{name: data.draw(ids)})
    expected = [str(each) for each in mistakes_between_records(kept_for, lists)]
    if expected:
        with pytest.raises(InvalidRegister) as caught:
            built(kept_for=kept_for, **lists)
        named = [str(each) for each in caught.value.mistakes]
        assert named == expected[: len(named)]
    else:
        assert len(built(kept_for=kept_for, **lists).talks) == len(lists["talks"])


def test_canonical_text_orders_records_by_key_and_appointments_by_their_text() -> None:
    register = built(
        kept_for=["u", "c", "u"],
        organizations=reversed(TREE),
        people=PEOPLE[::-1],
        appointments=[post("r", DAY), post("p", DAY)],
        terms=[Term(organization="c", ordinal=n, start=DAY) for n in (10, 9)],
    )
    text = "".join(map(str, canonical_register(register)))
    value = json.loads(text)
    assert list(value) == sorted(value)
    assert value["kept_for"] == ["c", "u"]
    assert [each["id"] for each in value["people"]] == ["p", "q", "r"]
    assert [each["person"] for each in value["appointments"]] == ["p", "r"]
    assert [each["ordinal"] for each in value["terms"]] == [9, 10]
    assert "talks" not in value


def test_plain_records_leave_nulls_out_and_keep_empty_lists() -> None:
    assert plain_record(talk("t", steps=[])) == {
        "id": "t",
        "kind": "regular",
        "held_by": "c",
        "organization": "u",
        "steps": [],
    }
    assert canonical_record(Person(id="沂")) == '{"id":"沂"}'


@pytest.mark.parametrize("plural", ["talks", "plans", "rectifications", "disclosures"])
def test_the_strategy_gives_registers_with_records_of_each_kind(plural: str) -> None:
    def holds_one(register: Register) -> bool:
        return bool(getattr(register, plural))

    without_shrinking = settings(max_examples=500, database=None, phases=[Phase.generate])
    find(registers(), holds_one, settings=without_shrinking)


def test_a_register_takes_records_of_the_right_kind_alone() -> None:
    with pytest.raises(InvalidRegister) as caught:
        Register(kept_for="c", people=[1], talks=None)  # type: ignore[list-item,arg-type]
    assert str(caught.value).splitlines() == [
        "register: /kept_for: expected a list of organizations' ids, or None",
        "register: /people: expected Person records alone",
        "register: /talks: expected Talk records alone",
    ]


def test_a_record_alone_is_no_list_of_records() -> None:
    with pytest.raises(InvalidRegister) as caught:
        Register(kept_for=5, people=Person(id="p"))  # type: ignore[arg-type]
    assert str(caught.value).splitlines() == [
        "register: /kept_for: expected a list of organizations' ids, or None",
        "register: /people: expected Person records alone",
    ]


def test_a_record_evolves_into_one_that_is_checked_anew() -> None:
    person = Person(id="p", name="…")
    assert person.evolve(id="q") == Person(id="q", name="…")
    with pytest.raises(InvalidRecord):
        person.evolve(id="")
    with pytest.raises(TypeError):
        person.evolve(age=60)


def test_an_item_of_another_plan_is_refused_without_naming_who_holds_the_talk() -> None:
    """What stands there may be no id at all, but a text that slipped."""
    plan = AnnualPlan(organization="c", year=2026, items=(PlanItem(id="i", organization="c"),))
    with pytest.raises(InvalidRegister) as caught:
        built(
            organizations=TREE,
            plans=[plan],
            talks=[talk("t").evolve(held_by="zxqv", plan_item="i")],
        )
    assert "zxqv" not in str(caught.value)
