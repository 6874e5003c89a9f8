"""The report page in a real browser without scripts: filters, languages, widths, paper."""

import base64
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from supervision_talk import Policy, audit
from supervision_talk.audit.coverage import coverages
from supervision_talk.interchange import load, report_page
from tests.programs import started_browser

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 10, 5)


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    with started_browser() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    register = load(ROOT / "examples" / "xundian.json")
    page = report_page.report_page(
        audit(register, AS_OF), register, coverages(register, AS_OF, Policy()), language="zh"
    )
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text("".join(page), "utf-8")
    return path.as_uri()


def shown(browser: webdriver.Chrome, selector: str) -> int:
    return sum(each.is_displayed() for each in browser.find_elements(By.CSS_SELECTOR, selector))


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_sticks_out_of_a_screen_s_width(
    browser: webdriver.Chrome, address: str, width: int
) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width == 390},
    )
    browser.get(address)
    layout = browser.execute_cdp_cmd("Page.getLayoutMetrics", {})
    assert layout["cssContentSize"]["width"] <= width


def test_a_filter_leaves_the_findings_that_it_names(
    browser: webdriver.Chrome, address: str
) -> None:
    browser.get(address)
    assert shown(browser, ".finding") == 64
    browser.find_element(By.CSS_SELECTOR, 'label[for="show-overdue"]').click()
    assert shown(browser, ".finding") == shown(browser, ".finding.overdue") == 8
    browser.find_element(By.CSS_SELECTOR, 'label[for="show-all"]').click()
    assert shown(browser, ".finding") == 64


def test_one_language_is_shown_at_a_time(browser: webdriver.Chrome, address: str) -> None:
    browser.get(address)
    heading = browser.find_element(By.TAG_NAME, "h1")
    assert heading.text == "监督谈话核对报告"
    browser.find_element(By.CSS_SELECTOR, 'label[for="lang-en"]').click()
    assert heading.text == "Supervision talks: report"
    assert shown(browser, "main .zh") == 0


def test_it_prints_on_a4_with_what_is_folded_on_the_screen(
    browser: webdriver.Chrome, address: str
) -> None:
    browser.get(address)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    values = browser.find_element(By.CSS_SELECTOR, ".values")
    is_visible = "return arguments[0].checkVisibility()"
    assert browser.execute_script(is_visible, values)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert not browser.execute_script(is_visible, values)
    printed = base64.b64decode(browser.print_page())
    assert printed.startswith(b"%PDF-")
