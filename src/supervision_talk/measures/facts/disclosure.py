"""The facts about a disclosure of something of a governed talk (Art. 16)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Final, NamedTuple

from supervision_talk.measures.application import why_not_governed
from supervision_talk.measures.facts.sheet import Fact, FactSheet, Inquiry
from supervision_talk.measures.vocabulary import SubjectType
from supervision_talk.model import Disclosure, Register
from supervision_talk.model.vocabulary import OrganizationKind

__all__ = ["DisclosureFacts", "disclosure"]


class DisclosureFacts(NamedTuple):
    """What the rules may ask about a disclosure."""

    subject_type: Annotated[SubjectType, Fact("对象种类", "the kind of subject")]
    subject_id: Annotated[str, Fact("披露编号", "the disclosure's id")]
    committee: Annotated[str, Fact("开展谈话的党委（党组）", "the committee that held the talk")]
    committee_kind: Annotated[OrganizationKind, Fact("组织类别", "the committee's kind")]
    talk: Annotated[str, Fact("所涉谈话", "the talk that it is about")]
    confidential: Annotated[
        bool | None, Fact("内容应当保密", "what was disclosed is confidential", "confidential")
    ]
    authorized: Annotated[
        bool | None, Fact("经过批准", "the disclosure was authorized", "authorized")
    ]


def disclosures_about(inquiry: Inquiry, committee: str) -> Iterator[Disclosure]:
    """Give the disclosures about governed talks of a committee."""
    register, as_of = inquiry.register, inquiry.as_of
    for each in register.derived(_disclosures_by_committee).get(committee, ()):
        if (each.on is None or each.on <= as_of) and (
            why_not_governed(register, register.talk(each.talk), as_of) is None
        ):
            yield each


def _disclosures_by_committee(register: Register) -> Mapping[str, Sequence[Disclosure]]:
    disclosures: defaultdict[str, list[Disclosure]] = defaultdict(list)
    for each in register.disclosures:
        disclosures[register.talk(each.talk).held_by].append(each)
    return disclosures


def disclosure_facts(inquiry: Inquiry, subject: Disclosure) -> DisclosureFacts:
    """Give the facts about a disclosure."""
    register = inquiry.register
    committee = register.organization(register.talk(subject.talk).held_by)
    confidential, authorized = subject.confidential, subject.authorized
    if inquiry.complete:
        confidential, authorized = bool(confidential), bool(authorized)
    return DisclosureFacts(
        subject_type=SubjectType.DISCLOSURE,
        subject_id=subject.id,
        committee=committee.id,
        committee_kind=committee.kind,
        talk=subject.talk,
        confidential=confidential,
        authorized=authorized,
    )


disclosure: Final = FactSheet(DisclosureFacts, subjects=disclosures_about, state=disclosure_facts)
"""The names of the facts about a disclosure, for conditions."""
