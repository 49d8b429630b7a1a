"""Every page in both languages and at both widths: it is drawn, fits, and is accessible to everybody."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.driving import DESKTOP, TABLET, settled, whole
from fundopt.language import LANGUAGES

PAGES = ("", "data", "what_if", "compare", "why", "audit")
GRAVE = ("serious", "critical")


@pytest.mark.parametrize("size", [DESKTOP, TABLET], ids=["desktop", "tablet"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES, ids=lambda name: name or "overview")
def test_a_page_is_whole_and_accessible(opened, name: str, lang: str, size: tuple[int, int]):
    page = opened(name, lang, size)
    whole(page)
    assert page.get_by_role("heading", level=1).count() == 1
    found = Axe().run(page).response["violations"]
    grave = [f"{item['id']}: {item['nodes'][0]['html'][:300]}" for item in found if item["impact"] in GRAVE]
    assert not grave, "\n".join(grave)


def test_the_language_changes_at_a_click_and_stays(opened):
    page = opened("data")
    page.get_by_role("radio", name="English").click()
    page.get_by_role("heading", name="Data", level=1).wait_for()
    page.get_by_role("link", name="Overview").click()
    settled(page)
    assert "Overview" in page.inner_text("h1") or page.get_by_role("link", name="Overview").count() == 1
    assert page.get_by_role("radio", name="English").is_checked()
