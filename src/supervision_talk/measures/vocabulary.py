"""The words in which rules speak: subjects, bearers, force, outcomes."""

from enum import StrEnum

__all__ = ["Bearer", "Force", "Outcome", "SubjectType"]


class SubjectType(StrEnum):
    """What a finding is about."""

    TALK = "talk"
    COMMITTEE_YEAR = "committee_year"
    PLAN_ITEM = "plan_item"
    SEAT = "seat"
    INCUMBENT = "incumbent"
    COMMITTEE = "committee"
    CIRCUMSTANCE = "circumstance"
    ASSESSMENT = "assessment"
    DISCLOSURE = "disclosure"


class Bearer(StrEnum):
    """Who answers for what a rule asks."""

    COMMITTEE = "committee"
    TALKER = "talker"
    INTERVIEWEE = "interviewee"
    OFFICE = "office"
    SECRETARY = "secretary"
    ASSESSOR = "assessor"
    DISCLOSER = "discloser"


class Force(StrEnum):
    """How a rule binds (Art. 2)."""

    MANDATORY = "mandatory"
    BY_REFERENCE = "by_reference"
    ADVISORY = "advisory"


class Outcome(StrEnum):
    """What a rule says of a subject that it applies to."""

    SATISFIED = "satisfied"
    VIOLATED = "violated"
    PENDING = "pending"
    UNKNOWN = "unknown"
