"""What a talk was about (Art. 5 ¶3, 6, 8): its basis, who organized it, the problems."""

from supervision_talk.measures.expressions import Facts
from supervision_talk.measures.facts.repeated_problems import RepeatedProblems
from supervision_talk.measures.facts.sheet import NOBODY, Inquiry
from supervision_talk.model import Talk

__all__ = ["content_of"]


def content_of(inquiry: Inquiry, talk: Talk) -> Facts:
    """Give these facts about a talk, in the order of their fields, from `basis_count` on."""
    register, complete = inquiry.register, inquiry.complete

    basis = talk.basis
    basis_concerns_organization = None
    if basis is None and complete:
        basis = ()
    if basis is not None:
        basis_concerns_organization = True
        for each in basis:
            if register.circumstance(each).organization != talk.organization:
                basis_concerns_organization = False

    problems = talk.problems
    has_comparable_problems = problems_are_its_own = same_problems_as = None
    if problems is None and complete:
        problems = ()
    if problems is not None:
        repeated = register.derived(RepeatedProblems)
        has_comparable_problems, same_problems_as = repeated.told(register, talk)
        problems_are_its_own = same_problems_as is None

    return (
        None if basis is None else len(basis),
        basis_concerns_organization,
        talk.organized_by or (NOBODY if complete else None),
        None if problems is None else len(problems),
        has_comparable_problems,
        same_problems_as,
        problems_are_its_own,
    )
