"""The pages: what is due this month, the coverage, a form that shows findings before saving.

Every page is made on the server and does without scripts. Nobody logs in: who may see which
record is the affair of the system that the host becomes part of, and so it listens on the own
machine alone unless told otherwise.
"""

import calendar
import uuid
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, timedelta
from typing import Annotated, Final
from urllib.parse import quote, urlsplit

import attrs
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Engine

from examples.web_host.database import AlreadyThere, add_record, read_register
from examples.web_host.pages import HERE, Pages, with_language
from examples.web_host.talk_form import Form, talk_of
from supervision_talk import (
    InvalidRegister,
    ObligationState,
    Register,
    Talk,
    check_talk,
    coverages,
    obligations,
)
from supervision_talk.measures import Wording
from supervision_talk.model.vocabulary import TalkKind

__all__ = ["make_application"]

_HEADERS: Final = {
    # Nothing but our own pages and style; what they show is secret (Art. 16), so nobody keeps it.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_STATES: Final = (
    ObligationState.OVERDUE,
    ObligationState.OPEN,
    ObligationState.UNKNOWN,
    ObligationState.UNDATED,
    ObligationState.LATE,
    ObligationState.FULFILLED,
)


async def _form(request: Request) -> Form:
    fields = await request.form(max_files=0)
    return Form([(name, value) for name, value in fields.multi_items() if isinstance(value, str)])


SentForm = Annotated[Form, Depends(_form)]


def make_application(engine: Engine, today: Callable[[], date]) -> FastAPI:
    """Make the host.

    Arguments:
        engine: of the database, as `open_database` gives it.
        today: tells the day, a civil date of Asia/Shanghai; asked for each page.
    """
    application = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    application.middleware("http")(_guard)
    host = _Host(engine, today)
    for path, page in (
        ("/", host.start),
        ("/style.css", host.style),
        ("/due", host.due),
        ("/coverage", host.coverage),
        ("/talks/new", host.new),
        ("/talks/{id:path}", host.show),
    ):
        application.add_api_route(path, page, methods=["GET"], response_model=None)
    for path, action in (
        ("/talks/check", host.check),
        ("/talks/edit", host.edit),
        ("/talks", host.save),
    ):
        application.add_api_route(path, action, methods=["POST"], response_model=None)
    return application


async def _guard(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
    if request.method == "POST" and _comes_from_elsewhere(request):
        response = Response("sent from another site", 403)
    else:
        response = await call(request)
    response.headers.update(_HEADERS)
    return response


class _Host:
    """What is done for each address."""

    def __init__(self, engine: Engine, today: Callable[[], date]) -> None:
        self._engine = engine
        self._today = today
        self._pages = Pages()

    def _register(self) -> Register:
        with self._engine.connect() as connection:
            return read_register(connection)

    def style(self) -> Response:
        return Response((HERE / "style.css").read_bytes(), media_type="text/css")

    def start(self, request: Request) -> Response:
        return RedirectResponse(with_language("/due", request), 303)

    def due(self, request: Request, month: str | None = None) -> Response:
        today = self._today()
        first = today.replace(day=1) if month is None else _first_of(month)
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        register = self._register()
        listed = obligations(register, today, first, last)
        return self._pages.show(
            request,
            "due.html",
            register=register,
            today=today,
            first=first,
            before=first - timedelta(days=1),
            after=last + timedelta(days=1),
            talks={each.id: each for each in register.talks},
            by_state={state: [each for each in listed if each.state is state] for state in _STATES},
        )

    def coverage(self, request: Request) -> Response:
        today, register = self._today(), self._register()
        return self._pages.show(
            request,
            "coverage.html",
            register=register,
            today=today,
            committees=coverages(register, today),
        )

    def new(self, request: Request) -> Response:
        # The id is given out with the empty form: sent twice, a talk is still saved once.
        form = Form([("id", f"t-{uuid.uuid4().hex[:12]}"), ("kind", TalkKind.REGULAR)])
        return self._pages.show_form(request, self._register(), form)

    def edit(self, request: Request, form: SentForm) -> Response:
        return self._pages.show_form(request, self._register(), form)

    def check(self, request: Request, form: SentForm) -> Response:
        register = self._register()
        with_it, talk, mistakes = _with_talk(register, form)
        if talk is None:
            return self._pages.show_form(request, register, form, mistakes)
        checked = check_talk(with_it, talk.id, self._today())
        return self._pages.show_talk(request, with_it, talk, checked, form)

    def save(self, request: Request, form: SentForm) -> Response:
        # What was confirmed came back through a browser, so it is read and checked once more.
        try:
            with self._engine.begin() as connection:
                register = read_register(connection)
                _, talk, mistakes = _with_talk(register, form)
                if talk is not None:
                    add_record(connection, "talk", talk)
        except AlreadyThere:
            talk, mistakes = None, {"id": _TAKEN}
        if talk is None:
            return self._pages.show_form(request, register, form, mistakes)
        return RedirectResponse(with_language(f"/talks/{quote(talk.id)}", request), 303)

    def show(self, request: Request, id: str) -> Response:
        register = self._register()
        talk = next((each for each in register.talks if each.id == id), None)
        if talk is None:
            raise HTTPException(404, "no such talk")
        checked = check_talk(register, id, self._today())
        return self._pages.show_talk(request, register, talk, checked)


_TAKEN: Final = Wording(
    zh="应为其他谈话没有用过的编号；这次谈话可能已经保存",
    en="expected the id of no other talk; this talk has perhaps been saved already",
)


def _with_talk(before: Register, form: Form) -> tuple[Register, Talk | None, Mapping[str, Wording]]:
    """Add the talk of a form to a register; or tell, by field, why it cannot be."""
    talk, mistakes = talk_of(form)
    if talk is None:
        return before, None, mistakes
    try:
        return attrs.evolve(before, talks=[*before.talks, talk]), talk, {}
    except InvalidRegister as error:
        # A place is a JSON pointer: /talks/72/interviewees/0.
        return (
            before,
            None,
            {
                (mistake.place.split("/") + [""] * 4)[3]: mistake.expected
                for mistake in error.mistakes
            },
        )


def _comes_from_elsewhere(request: Request) -> bool:
    """Tell whether a browser says that the form stands on somebody else's page."""
    origin = request.headers.get("origin")
    return request.headers.get("sec-fetch-site") == "cross-site" or (
        origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    )


def _first_of(month: str) -> date:
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError as error:
        raise HTTPException(400, "month: expected YYYY-MM") from error
    if not 1900 < first.year < 2199:  # noqa: PLR2004 - the years that records can have
        raise HTTPException(400, "month: expected one from 1901-01 to 2198-12")
    return first
