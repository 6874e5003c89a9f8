"""Records as pages: templates, filled in, in Chinese or in English."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from examples.web_host.talk_form import PROBLEM_ROWS, Form
from supervision_talk import Register, Talk, TalkCheck
from supervision_talk.measures import Outcome, Wording
from supervision_talk.model.vocabulary import Concern, StepKind, TalkKind, Unit, Word

__all__ = ["HERE", "Pages", "with_language"]

HERE: Final = Path(__file__).parent
_OUTCOMES: Final = {
    Outcome.VIOLATED: Wording(zh="不符合", en="violated"),
    Outcome.UNKNOWN: Wording(zh="无法判断", en="unknown"),
    Outcome.PENDING: Wording(zh="待办", en="pending"),
    Outcome.SATISFIED: Wording(zh="符合", en="satisfied"),
}
"""In the order in which a person should read them."""


def _language(request: Request) -> str:
    return "en" if request.query_params.get("lang") == "en" else "zh"


def with_language(path: str, request: Request) -> str:
    """Give a path of ours that stays in the language of the request."""
    if _language(request) == "zh":
        return path
    return f"{path}{'&' if '?' in path else '?'}lang=en"


class Pages:
    """Makes pages of templates; whatever comes from a record is escaped."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def show(
        self, request: Request, template: str, *, status: int = 200, **values: object
    ) -> HTMLResponse:
        """Show a page; `values` has the register, by which organizations get their names."""
        language = _language(request)

        def said(zh: str, en: str) -> str:
            return zh if language == "zh" else en

        def word(each: Word) -> str:
            return each.chinese if language == "zh" else each.value.replace("_", " ")

        register = values["register"]
        names = (
            {each.id: each.name for each in register.organizations}
            if isinstance(register, Register)
            else {}
        )

        def named(id: str) -> str:
            name = names.get(id)
            return (
                id if name is None else f"{name}（{id}）" if language == "zh" else f"{name} ({id})"
            )

        here = request.url.path if request.method == "GET" else "/talks/new"
        page = self._templates.get_template(template).render(
            **values,
            language=language,
            said=said,
            word=word,
            pairs=lambda words: [(each.value, word(each)) for each in words],
            named=named,
            here=here,
            url=lambda path: with_language(path, request),
            outcomes=_OUTCOMES,
        )
        return HTMLResponse(page, status)

    def show_form(
        self,
        request: Request,
        register: Register,
        form: Form,
        mistakes: Mapping[str, Wording] | None = None,
    ) -> HTMLResponse:
        """Show the form with what was entered, and what was expected beside each field."""
        posts: dict[str, list[str]] = {}
        for each in register.appointments:
            if each.end is None:
                posts.setdefault(each.person, []).append(each.organization)
        names = {each.id: each.name or each.id for each in register.organizations}
        people = [
            (
                each.id,
                " · ".join([each.name or each.id, *(names[o] for o in posts.get(each.id, ()))]),
            )
            for each in register.people
        ]
        return self.show(
            request,
            "form.html",
            status=422 if mistakes else 200,
            register=register,
            form=form,
            mistakes=mistakes or {},
            people=people,
            kinds=tuple(TalkKind),
            units=tuple(Unit),
            steps=tuple(StepKind),
            concerns=tuple(Concern),
            problem_rows=range(1, PROBLEM_ROWS + 1),
        )

    def show_talk(
        self,
        request: Request,
        register: Register,
        talk: Talk,
        checked: TalkCheck,
        form: Form | None = None,
    ) -> HTMLResponse:
        """Show what the rules say of a talk; with the form it came from, before it is saved."""
        findings = {
            outcome: [each for each in checked.findings if each.outcome is outcome]
            for outcome in _OUTCOMES
        }
        return self.show(
            request,
            "talk.html",
            register=register,
            talk=talk,
            not_governed=checked.not_governed,
            findings=findings,
            form=form,
        )
