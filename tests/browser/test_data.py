"""A clerk's afternoon in a real browser: a workbook with a mistake is brought, said, mended, compared and accepted."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

import fundopt
from browser.driving import CASE, TABLET, settled, whole
from fundopt.language import LANGUAGES

WORDS = {
    "fr": {
        "stopped": "un point est à corriger", "again": "Examiner de nouveau", "ready": "peut servir",
        "accept": "Mettre ce cas en usage", "in_use": "est le cas en usage", "marked": "constats marqués",
        "page": "Données", "aside": "Écarter ce fichier",
    },
    "en": {
        "stopped": "one point needs mending", "again": "Examine again", "ready": "can be used",
        "accept": "Put this case in use", "in_use": "is the case in use", "marked": "findings marked",
        "page": "Data", "aside": "Set this file aside",
    },
}  # fmt: skip


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A workbook whose unit cost of the first measure reads « 9.500 », which may be nine and a half or thousands."""
    path = fundopt.write_case(fundopt.read_case(CASE), tmp_path / "mon cas.xlsx", lang="fr")
    book = openpyxl.load_workbook(path)
    book["mesures"]["F4"] = "9.500"
    book.save(path)
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_mistake_is_said_at_its_cell_mended_and_the_case_accepted(opened, broken: Path, lang: str):
    words, page = WORDS[lang], opened("data", lang)
    page.locator("input[type=file]").first.set_input_files(broken)
    page.get_by_text(words["stopped"]).wait_for()
    settled(page)
    assert "mesures!F4" in page.get_by_test_id("stTable").first.inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name=words["marked"]).click()
    download.value.save_as(broken.with_name("marked.xlsx"))
    marked = openpyxl.load_workbook(broken.with_name("marked.xlsx"))
    assert marked["mesures"]["F4"].comment is not None
    field = page.get_by_role("textbox", name="mesures!F4")
    field.fill("9 500")
    page.get_by_role("button", name=words["again"]).click()
    page.get_by_text(words["ready"]).wait_for()
    settled(page)
    changes = page.get_by_test_id("stTable").last.inner_text()
    assert "10 000" in changes.replace("\u202f", " ") or "10,000" in changes
    whole(page)
    page.get_by_role("button", name=words["accept"]).click()
    page.get_by_text(words["in_use"]).first.wait_for()
    settled(page)
    assert "mon cas.xlsx" in page.inner_text("body")
    whole(page)


def test_what_is_no_workbook_is_refused_in_words(opened, tmp_path: Path):
    page = opened("data", size=TABLET)
    false = tmp_path / "facture.xlsx"
    false.write_bytes(b"%PDF-1.7 not a workbook")
    page.locator("input[type=file]").first.set_input_files(false)
    page.get_by_text("ne peut pas encore servir").wait_for()
    settled(page)
    assert "PDF" in page.get_by_test_id("stTable").first.inner_text()
    whole(page)
    page.get_by_role("button", name=WORDS["fr"]["aside"]).click()
    expect(page.get_by_text("ne peut pas encore servir")).to_have_count(0)


def test_a_lost_connection_loses_nothing(opened, broken: Path):
    """The tab is closed with a case accepted; the next one offers it, and takes it up."""
    page = opened("data")
    path = broken.with_name("repris.xlsx")
    fundopt.write_case(fundopt.read_case("teaching-two-cities"), path, lang="fr")
    page.locator("input[type=file]").first.set_input_files(path)
    page.get_by_role("button", name=WORDS["fr"]["accept"]).click()
    page.get_by_text(WORDS["fr"]["in_use"]).first.wait_for()
    settled(page)
    page.context.close()
    again = opened("data")
    offer = again.get_by_text("repris.xlsx")
    for _ in range(40):  # the server forgets a closed tab a little later
        if offer.count():
            break
        again.wait_for_timeout(1000)
        again.reload()
        settled(again)
    again.get_by_role("button", name="Reprendre").click()
    again.get_by_text("est repris").wait_for()
    settled(again)
    assert "repris.xlsx" in again.get_by_test_id("stMain").inner_text()
    whole(again)
