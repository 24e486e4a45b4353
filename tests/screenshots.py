"""
Pictures of the page for docs/, taken by headless Chromium over the reports of seeds/reports.

    python tests/screenshots.py

writes six pages, each wide and light, and as a phone shows it in the dark; `--all FOLDER` writes every combination into FOLDER.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from pipeline.explore.serve import served
from pipeline.ingest import ingest
from pipeline.settings import Settings, load_settings
from pipeline.warehouse import read_snapshot

ROOT = Path(__file__).parents[1]
SIZES = {"wide": (1280, 860, 1.0, False), "phone": (390, 844, 2.0, True)}
"""Width and height in CSS pixels, pixels a CSS pixel, and whether it is touched."""
THEMES = ("light", "dark")
SHIPPED = {("wide", "light"), ("phone", "dark")}
CHOSEN = """
    select
        (select subject_entity_id from figures where subject_entity_id like 'org:%' group by 1 order by count(*) desc, 1 limit 1),
        (select doc_id from figures group by 1 order by count(*) desc, 1 limit 1),
        (select metric from figures where metric <> 'other' and subject_entity_id is not null and measure = 'level' and period_end is not null
         group by 1 order by count(distinct subject_entity_id) desc, 1 limit 1)
"""
FIGURE = "select figure_id from figures where doc_id = ? and dimension = 'money' order by start_char limit 1"


def pages(settings: Settings) -> dict[str, str]:
    """The address of each page by the name of its picture."""
    with read_snapshot(settings.snapshot) as con:
        ((company, report, metric),) = con.execute(CHOSEN).fetchall()
        ((figure,),) = con.execute(FIGURE, [report]).fetchall()
    return {
        "documents": "/",
        "search": f"/search?q={quote('매출 증가')}",
        "report": f"/documents/{report}?at={quote(figure)}#{quote(figure)}",
        "company": f"/companies/{quote(company)}",
        "market": f"/market/{metric}",
        "review": "/review",
    }


def take(address: str, paths: dict[str, str], folder: Path, *, everything: bool) -> None:
    """Write the pictures into *folder*."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-prefers-reduced-motion"):
        options.add_argument(flag)
    browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        for size, (width, height, scale, mobile) in SIZES.items():
            metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": mobile}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
            for theme in THEMES:
                media = {"features": [{"name": "prefers-color-scheme", "value": theme}]}
                browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
                for name, path in paths.items():
                    if everything or (size, theme) in SHIPPED:
                        browser.get(address + path)
                        browser.save_screenshot(str(folder / f"explore-{name}-{size}-{theme}.png"))
    finally:
        browser.quit()


def main() -> None:
    """Take in the example reports, and take the pictures."""
    everything = sys.argv[1:2] == ["--all"]
    folder = Path(sys.argv[2]) if everything else ROOT / "docs"
    with tempfile.TemporaryDirectory() as outputs:
        settings = load_settings(outputs=Path(outputs))
        ingest(settings, [ROOT / "seeds" / "reports"])
        with served(settings, editing=True, author="김분석") as address:
            take(address, pages(settings), folder, everything=everything)


if __name__ == "__main__":
    main()
