"""The page in a real browser: what an analyst does with it, by mouse and keys, and what axe-core says of its pages."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from pipeline.cli import run
from pipeline.explore.serve import served
from pipeline.ingest import ingest
from pipeline.settings import load_settings
from pipeline.warehouse import read_snapshot

selenium = pytest.importorskip("selenium.webdriver", reason="selenium, of the dev group, is not installed")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="no Chromium here: apt-get install chromium chromium-driver, as .ci/run does"
)
ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "reports"
"""Real reports beside the repository; without them, the test reads one that says the same."""
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 120
AXE = os.environ.get("SASIL_AXE")
"""axe.min.js of npm's axe-core; .ci/run installs it and sets this."""


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[selenium.Chrome]:
    from selenium.webdriver.chrome.service import Service

    options = selenium.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (*FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--window-size=1280,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    driver = selenium.Chrome(options=options, service=Service(DRIVER))
    driver.implicitly_wait(PATIENCE)
    yield driver
    driver.quit()


def requested(browser: selenium.Chrome) -> set[str]:
    """The addresses that the browser asked the network for since it was last asked, as its own log tells."""
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    urls = {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}
    return {url for url in urls if not url.startswith(("chrome", "data:"))}  # its own first tab


def test_an_analyst_finds_looks_at_and_corrects_the_plan(outputs, browser):
    """Search, open, click 3,800억 위안, see it in three currencies with its sentence, correct it by keys, find it in the warehouse."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.wait import WebDriverWait

    if REAL.is_dir():
        ingest(outputs, sorted(REAL.glob("00*.txt")))
    settings = load_settings()
    with served(settings, editing=True, author="김분석") as address:
        browser.get(address)
        box = browser.find_element(By.CSS_SELECTOR, "[data-search]")
        box.send_keys("알리바바 설비투자", Keys.ENTER)
        answer = browser.find_element(
            By.XPATH, "//ol[@class='answers']//a[.//span[contains(@class, 'amount')][text()='3,800억 위안']]"
        )
        answer.click()

        mark = browser.find_element(By.XPATH, "//a[@data-mark][text()='3,800억 위안']")
        figure_id = mark.get_attribute("data-mark")
        browser.get(f"{address}/documents/{figure_id[:16]}")
        browser.find_element(By.CSS_SELECTOR, f'[data-mark="{figure_id}"]').click()
        details = browser.find_element(By.CSS_SELECTOR, "[data-record]").text
        for shown in ("380,000,000,000 CNY", "KRW", "USD", "3,800억 위안"):
            assert shown in details
        assert browser.find_element(By.CSS_SELECTOR, "[data-record] blockquote mark").text == "3,800억 위안"

        body = browser.find_element(By.TAG_NAME, "body")
        body.send_keys("e")
        modality = browser.find_element(By.NAME, "set.modality")
        WebDriverWait(browser, PATIENCE).until(lambda _: modality.is_displayed())
        modality.send_keys("전망")
        browser.find_element(By.NAME, "reason").send_keys("발표된 전망", Keys.ENTER)
        assert browser.find_element(By.CSS_SELECTOR, ".reviewed.corrected").text == "수정됨"
        assert [url for url in requested(browser) if not url.startswith(address)] == []

    stands = "select modality, reviewed from v_figures where figure_id = ?"
    with read_snapshot(settings.snapshot) as con:
        assert con.execute(stands, [figure_id]).fetchall() == [("forecast", "corrected")]
    assert run(["reprocess"]) == 0
    with read_snapshot(settings.snapshot) as con:
        assert con.execute(stands, [figure_id]).fetchall() == [("forecast", "corrected")]


def test_every_page_asks_only_its_own_machine(page, browser, ask):
    for path in pages(ask):
        browser.get(f"{page.address}{path}")

    asked = requested(browser)
    assert len(asked) > len(pages(ask))
    assert [url for url in asked if not url.startswith(page.address)] == []


def test_marks_open_without_javascript(page, browser, ask):
    from selenium.webdriver.common.by import By

    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(f"{page.address}{pages(ask)[-1]}")

    browser.find_element(By.XPATH, "//a[@data-mark][text()='3,800억 위안']").click()

    assert "380,000,000,000 CNY" in browser.find_element(By.CSS_SELECTOR, "[data-record]").text


@pytest.mark.skipif(not AXE, reason="SASIL_AXE does not name axe.min.js; .ci/run installs axe-core with npm")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_serious_fault(page, browser, ask, theme):
    axe = Path(str(AXE)).read_text(encoding="utf-8")
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    for path in pages(ask):
        browser.get(f"{page.address}{path}{'&' if '?' in path else '?'}theme={theme}")
        browser.execute_script(axe)
        found = browser.execute_async_script("axe.run().then(arguments[0])")

        assert [
            (path, fault["id"], fault["nodes"][0]["html"])
            for fault in found["violations"]
            if fault["impact"] in ("serious", "critical")
        ] == []


def pages(ask) -> list[str]:
    ((figure_id,),) = ask(
        "select figure_id from figures join documents using (doc_id) where figures.text = '3,800억 위안' and source_name = 'alibaba.md'"
    )
    return [
        "/", "/search?q=" + quote("알리바바 설비투자"), "/companies", "/companies/org:alibaba", "/market", "/market/investment", "/review",
        "/runs", f"/documents/{figure_id[:16]}?at={quote(figure_id)}", f"/documents/{figure_id[:16]}",
    ]  # fmt: skip
