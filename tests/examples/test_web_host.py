"""The web host: what its pages say, and that a person with a browser can record a talk."""

import re
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient
from httpx2 import Response
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.ui import Select, WebDriverWait
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from examples.web_host.application import make_application
from examples.web_host.database import (
    DEMO,
    AlreadyThere,
    add_record,
    open_database,
    read_register,
)
from supervision_talk import InvalidInput, Register, coverage, dumps, load, obligations
from tests.programs import started_browser

TODAY = date(2026, 10, 5)
FILLED = {
    "id": "t-new",
    "kind": "regular",
    "held_by": "530129",
    "organization": "530129-u48",
    "talker": "p-530129-1",
    "interviewees": "p-530129-u48-1",
    "started_at": "2026-09-29T09:00",
    "ended_at": "2026-09-29T10:00",
    "organized_by": "office",
}


@pytest.fixture
def database(database_url: str) -> Iterator[Engine]:
    engine = open_database(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def client(database: Engine) -> Iterator[TestClient]:
    with TestClient(make_application(database, lambda: TODAY), follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Give a client for what saves nothing, and so need not begin with a database of its own."""
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('web_host') / 'records.sqlite3'}")
    with TestClient(make_application(engine, lambda: TODAY), follow_redirects=False) as client:
        yield client
    assert register_in(engine) == load(DEMO)
    engine.dispose()


def register_in(database: Engine) -> Register:
    with database.connect() as connection:
        return read_register(connection)


def page(response: Response, status: int = 200) -> str:
    assert response.status_code == status
    return unescape(response.text)


def test_an_empty_database_begins_with_the_demo_county(database: Engine) -> None:
    """What comes out of the database is what went in, record for record and field for field."""
    assert dumps(register_in(database)) == dumps(load(DEMO))


def test_a_database_that_holds_records_is_left_as_it_is(database_url: str) -> None:
    open_database(database_url, seed=None).dispose()
    again = open_database(database_url)
    assert register_in(again) == Register()
    again.dispose()


def test_the_database_refuses_a_second_talk_of_an_id_and_admits_equal_appointments(
    database: Engine,
) -> None:
    copy = (
        "INSERT INTO records (position, kind, key, body) SELECT 9999, kind, key, body "
        "FROM records WHERE position = (SELECT max(position) FROM records WHERE kind = :kind)"
    )
    with database.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text(copy), {"kind": "talk"})
    with database.begin() as connection:
        connection.execute(text(copy), {"kind": "appointment"})
    assert len(register_in(database).appointments) == len(load(DEMO).appointments) + 1


def test_two_who_save_the_same_talk_at_once_save_it_once(database: Engine) -> None:
    """The second has read the register before the first saved."""
    talk = load(DEMO).talks[0]
    with database.connect() as connection, pytest.raises(AlreadyThere):
        add_record(connection, "talk", talk)
    assert register_in(database) == load(DEMO)


def test_what_somebody_else_broke_in_the_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite3"
    engine = open_database(f"sqlite:///{path}")
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM records WHERE kind = 'term' OR kind = 'person'")
    with pytest.raises(InvalidInput, match="person"):
        register_in(engine)
    connection.close()
    engine.dispose()


def test_the_due_page_lists_what_the_library_says_is_due_this_month(reader: TestClient) -> None:
    shown = page(reader.get("/due"))
    owed = obligations(load(DEMO), TODAY, date(2026, 10, 1), date(2026, 10, 31))
    assert len(owed) > 0
    for each in owed:
        assert each.message.zh in shown
    assert shown.count("<tr>\n<td>") == len(owed)


def test_the_due_page_of_a_later_month_lists_that_month(reader: TestClient) -> None:
    shown = page(reader.get("/due", params={"month": "2026-12"}))
    owed = obligations(load(DEMO), TODAY, date(2026, 12, 1), date(2026, 12, 31))
    assert shown.count("<tr>\n<td>") == len(owed)
    assert "/due?month=2027-01" in shown


@pytest.mark.parametrize("month", ["2026-13", "October", "", "2026-10-05", "0001-01", "9999-12"])
def test_a_month_that_is_none_is_refused(reader: TestClient, month: str) -> None:
    assert "month: expected" in page(reader.get("/due", params={"month": month}), 400)


def test_the_coverage_page_counts_as_the_library_does(reader: TestClient) -> None:
    shown = page(reader.get("/coverage"))
    (term,) = coverage(load(DEMO), "530129", TODAY).terms
    assert f"<strong>{term.seats_covered}/{term.seats}</strong>" in shown
    assert f"<strong>{term.persons_covered}/{term.persons}</strong>" in shown
    assert shown.count('<tr class="') == term.seats


def test_findings_are_shown_before_anything_is_saved(client: TestClient, database: Engine) -> None:
    """The head of a unit was talked to by the secretary; the steps were not recorded."""
    shown = page(client.post("/talks/check", data={**FILLED, "organized_by": "audit"}))
    assert (
        "<b>ST0601</b> 谈话t-new：监督谈话应当由办公厅（室）组织（《办法》第六条）；不符合" in shown
    )
    assert "ST1001" in shown
    assert "尚未保存" in shown
    assert register_in(database) == load(DEMO)


def test_what_was_confirmed_is_saved_and_shown(client: TestClient, database: Engine) -> None:
    checked = client.post("/talks/check", data=FILLED)
    confirmed = dict(re.findall(r'type="hidden" name="(.*?)" value="(.*?)"', checked.text))
    saved = client.post("/talks", data=confirmed)
    assert (saved.status_code, saved.headers["location"]) == (303, "/talks/t-new")
    assert "ST1101" in page(client.get("/talks/t-new"))
    assert "t-new" in page(client.get("/due"))
    talk = register_in(database).talks[-1]
    assert (talk.id, talk.held_on, talk.steps, talk.problems, talk.interviewees) == (
        "t-new",
        date(2026, 9, 29),
        None,
        None,
        ("p-530129-u48-1",),
    )


def test_a_talk_that_is_sent_twice_is_saved_once(client: TestClient, database: Engine) -> None:
    assert client.post("/talks", data=FILLED).status_code == 303
    again = page(client.post("/talks", data=FILLED), 422)
    assert 'role="alert"' in again
    assert [talk.id for talk in register_in(database).talks].count("t-new") == 1


def test_lists_are_kept_as_they_were_given(client: TestClient, database: Engine) -> None:
    """Nothing ticked is "not recorded", unless it is said that it is recorded: then it is none."""
    lists = {
        "steps": ["self_examination", "commitment"],
        "participants_recorded": "yes",
        "summary1": "第一个\x00问题",
        "concerns1": "other",
        "summary3": "第三个问题",
        "concerns3": "self_discipline",
    }
    assert client.post("/talks", data={**FILLED, **lists}).status_code == 303
    talk = register_in(database).talks[-1]
    assert talk.steps is not None
    assert talk.problems is not None
    assert [each.step for each in talk.steps] == ["self_examination", "commitment"]
    assert talk.participants == ()
    assert talk.basis is None
    assert [(each.id, each.summary) for each in talk.problems] == [
        ("p1", "第一个\x00问题"),
        ("p3", "第三个问题"),
    ]


def test_every_mistake_stands_beside_its_field_and_what_was_typed_is_kept(
    reader: TestClient,
) -> None:
    wrong = {
        **FILLED,
        "kind": "chat",
        "ended_at": "yesterday",
        "recorded_on": "2026-02-30",
        "steps": "singing",
        "summary2": "没有选涉及方面",
    }
    for address in ("/talks/check", "/talks"):
        shown = page(reader.post(address, data=wrong), 422)
        for name in ("kind", "ended_at", "recorded_on"):
            assert f'class="mistake" id="{name}-mistake"' in shown
        assert shown.count('<fieldset class="wrong">') == 2
        assert 'value="yesterday"' in shown
        assert "没有选涉及方面" in shown


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("talker", "p-nobody"),
        ("interviewees", "p-nobody"),
        ("plan_item", "plan-9"),
        ("basis", "c-9"),
    ],
)
def test_a_reference_that_leads_nowhere_is_a_mistake_of_its_field(
    reader: TestClient, field: str, value: str
) -> None:
    shown = page(reader.post("/talks/check", data={**FILLED, field: value}), 422)
    wrong = re.findall(
        r'class="(?:field )?wrong">.*?class="mistake"[^>]*>\s*([^<]*)', shown, re.DOTALL
    )
    assert len(wrong) == 1
    assert wrong[0].startswith("应为")
    assert value not in wrong[0]


def test_a_form_that_comes_back_for_editing_has_what_was_entered(reader: TestClient) -> None:
    shown = page(reader.post("/talks/edit", data=FILLED))
    assert '<option value="530129-u48" selected>' in shown
    assert 'value="2026-09-29T10:00"' in shown
    assert "mistake" not in shown


def test_what_comes_from_a_record_or_a_form_is_escaped(reader: TestClient) -> None:
    attack = "\"><script>alert('x')</script>"
    typed = {**FILLED, "summary1": attack, "concerns1": "other"}
    for data in (typed, {**typed, "ended_at": attack, "id": attack}):
        for address in ("/talks/check", "/talks/edit"):
            shown = reader.post(address, data=data).text
            assert "<script" not in shown
            assert "&lt;script&gt;" in shown


def test_organizations_names_are_escaped(tmp_path: Path) -> None:
    seed = tmp_path / "seed.json"
    content = DEMO.read_text(encoding="utf-8").replace("柯渡镇", "<b>柯渡镇")
    seed.write_text(content, encoding="utf-8")
    engine = open_database(f"sqlite:///{tmp_path / 'db'}", seed)
    client = TestClient(make_application(engine, lambda: TODAY))
    for address in ("/due", "/coverage", "/talks/new", "/talks/t-530129104"):
        assert "<b>柯渡镇" not in client.get(address).text
    assert "&lt;b&gt;柯渡镇" in client.get("/coverage").text
    engine.dispose()


def test_pages_speak_english_if_asked_and_stay_in_it(client: TestClient) -> None:
    shown = page(client.get("/due", params={"lang": "en"}))
    assert '<html lang="en">' in shown
    assert "Due this month" in shown
    assert 'href="/coverage?lang=en"' in shown
    saved = client.post("/talks", params={"lang": "en"}, data=FILLED)
    assert saved.headers["location"] == "/talks/t-new?lang=en"
    assert "Art. " in page(client.get(saved.headers["location"]))


def test_a_talk_that_is_not_governed_is_said_to_be(reader: TestClient) -> None:
    shown = page(reader.post("/talks/check", data={**FILLED, "kind": "admonition"}))
    assert "《办法》不适用于此谈话" in shown


def test_a_talk_that_is_not_there_is_not_found(reader: TestClient) -> None:
    page(reader.get("/talks/nothing"), 404)


def test_pages_run_no_scripts_and_are_kept_by_nobody(reader: TestClient) -> None:
    for address in ("/due", "/coverage", "/talks/new", "/talks/t-530129104", "/talks/nothing"):
        response = reader.get(address)
        assert "<script" not in response.text
        assert response.headers["content-security-policy"].startswith("default-src 'none'")
        assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_on_another_site_saves_nothing(reader: TestClient, headers: dict[str, str]) -> None:
    assert reader.post("/talks", data=FILLED, headers=headers).status_code == 403


@pytest.fixture
def browser() -> Iterator[webdriver.Chrome]:
    with started_browser() as started:
        yield started


@pytest.fixture
def address(database: Engine) -> Iterator[str]:
    """Serve the host on a port of its own."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        application = make_application(database, lambda: TODAY)
        server = uvicorn.Server(uvicorn.Config(application, ws="none", log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_person_records_a_talk_in_a_browser(
    browser: webdriver.Chrome, address: str, database: Engine
) -> None:
    """From the due page to the form, a mistake, the findings, the confirmation, the due page."""

    def fill(name: str, value: str) -> None:
        # Dates are typed in the order of the browser's language: so the value is put in by name.
        browser.find_element(By.NAME, name).send_keys(value)

    def choose(name: str, value: str) -> None:
        Select(browser.find_element(By.NAME, name)).select_by_value(value)

    def seen() -> str:
        return browser.find_element(By.TAG_NAME, "main").text

    def follow(by: str, value: str) -> None:
        # A click is over before the next page is there: what is looked for could be the old one's.
        before = browser.find_element(By.TAG_NAME, "html")
        browser.find_element(by, value).click()
        WebDriverWait(browser, 30).until(staleness_of(before))

    browser.get(address)
    assert "2026-10 到期事项" in seen()
    before = seen()
    follow(By.LINK_TEXT, "登记谈话")
    choose("organization", "530129-u48")
    choose("talker", "p-530129-1")
    choose("interviewees", "p-530129-u48-1")
    choose("organized_by", "audit")
    fill("started_at", "09292026\t0900AM")
    fill("ended_at", "09292026\t0800AM")
    browser.find_element(By.CSS_SELECTOR, 'input[name="steps"][value="commitment"]').click()
    browser.find_element(By.NAME, "summary1").send_keys("<i>学习</i>不够")
    choose("concerns1", "other")
    follow(By.ID, "check")
    assert browser.find_element(By.ID, "ended_at-mistake").is_displayed()

    fill("ended_at", "09292026\t1000AM")
    follow(By.ID, "check")
    assert "尚未保存" in seen()
    assert "监督谈话应当由办公厅（室）组织" in seen()
    assert len(register_in(database).talks) == len(load(DEMO).talks)

    follow(By.ID, "edit")
    kept = browser.find_element(By.NAME, "summary1").get_attribute("value")
    assert kept == "<i>学习</i>不够"
    choose("organized_by", "office")
    follow(By.ID, "check")
    assert (
        "监督谈话应当由办公厅（室）组织"
        not in browser.find_element(By.CSS_SELECTOR, "section.violated").text
    )
    follow(By.ID, "save")

    talk = register_in(database).talks[-1]
    assert browser.current_url == f"{address}/talks/{talk.id}"
    assert (talk.organization, talk.held_on) == ("530129-u48", date(2026, 9, 29))
    follow(By.LINK_TEXT, "本月到期")
    assert talk.id not in before
    assert talk.id in seen()
    browser.find_element(By.LINK_TEXT, talk.id).click()
    assert browser.current_url == f"{address}/talks/{talk.id}"
