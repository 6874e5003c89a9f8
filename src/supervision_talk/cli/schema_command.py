"""``supervision-talk schema``: what a register may look like, for other programs."""

import json
from typing import Final

from supervision_talk.cli.arguments import Given
from supervision_talk.cli.command import Answer, Command, Document
from supervision_talk.cli.progress import Progress
from supervision_talk.interchange import register_schema
from supervision_talk.measures import Wording

__all__ = ["SCHEMA"]


def _answer(given: Given, language: str, progress: Progress) -> Answer:  # noqa: ARG001 - no choice
    schema = register_schema(language=language)
    return Answer(Document((json.dumps(schema, ensure_ascii=False, indent=2), "\n")))


SCHEMA: Final = Command(
    name="schema",
    about=Wording(
        zh="输出台账格式的JSON Schema", en="Print the JSON Schema of the register's format"
    ),
    arguments=(),
    answer=_answer,
)
