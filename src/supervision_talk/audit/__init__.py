"""Applying a rule set to a register: findings, report, one talk alone (SPEC 7)."""

from supervision_talk.audit.auditing import TalkCheck, audit, check_talk
from supervision_talk.audit.findings import Finding, Subject
from supervision_talk.audit.report import NotGovernedTalk, Report

__all__ = [
    "Finding",
    "NotGovernedTalk",
    "Report",
    "Subject",
    "TalkCheck",
    "audit",
    "check_talk",
]
