"""The Measures of 30 January 2026: articles, policy, facts and rules, article by article."""

from supervision_talk.measures.application import NotGoverned, why_not_governed
from supervision_talk.measures.articles import ARTICLES, EFFECTIVE_ON, Article, Citation
from supervision_talk.measures.expressions import ALWAYS, Expression
from supervision_talk.measures.facts.sheet import Fact, FactSheet, Inquiry, happened
from supervision_talk.measures.forms import (
    Due,
    Duty,
    LaterOf,
    MonthsAfter,
    OnDate,
    PeriodAfter,
    Requirement,
    Rule,
    RuleSet,
    WorkdaysAfter,
)
from supervision_talk.measures.policy import POLICY_VALUES, Policy, PolicyValue
from supervision_talk.measures.rule_set import MEASURES
from supervision_talk.measures.vocabulary import Bearer, Force, Outcome, SubjectType
from supervision_talk.wording import Wording

__all__ = [
    "ALWAYS",
    "ARTICLES",
    "EFFECTIVE_ON",
    "MEASURES",
    "POLICY_VALUES",
    "Article",
    "Bearer",
    "Citation",
    "Due",
    "Duty",
    "Expression",
    "Fact",
    "FactSheet",
    "Force",
    "Inquiry",
    "LaterOf",
    "MonthsAfter",
    "NotGoverned",
    "OnDate",
    "Outcome",
    "PeriodAfter",
    "Policy",
    "PolicyValue",
    "Requirement",
    "Rule",
    "RuleSet",
    "SubjectType",
    "Wording",
    "WorkdaysAfter",
    "happened",
    "why_not_governed",
]
