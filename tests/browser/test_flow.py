"""A board's morning in a real browser: edit, see at once, undo, save, compare, take away; what clashes is repaired."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from app.texts import common, compare, what_if, why
from browser.driving import DESKTOP, TABLET, settled, turn_to, whole
from fundopt.language import Text

CASES = (("fr", DESKTOP), ("en", TABLET))


@pytest.mark.parametrize(("lang", "size"), CASES, ids=["fr-desktop", "en-tablet"])
def test_edit_see_undo_save_compare_and_take_away(opened, tmp_path: Path, lang: str, size: tuple[int, int]):
    page = opened("what_if", lang, size)
    words = _words(lang)
    before = _figures(page)
    thumb = page.get_by_role("slider").first
    thumb.focus()
    thumb.press("ArrowLeft")
    page.get_by_text(words(what_if.EXACT).split("**")[1]).wait_for()
    settled(page)
    after = _figures(page)
    assert after != before
    whole(page)

    page.get_by_role("button", name=words(what_if.UNDO)).click()
    settled(page)
    expect(page.get_by_text(words(what_if.NO_EDITS).split("**")[1])).to_be_visible()
    assert _figures(page) == before
    page.get_by_role("button", name=words(what_if.REDO)).click()
    page.get_by_text(words(what_if.EXACT).split("**")[1]).wait_for()
    settled(page)
    assert _figures(page) == after

    page.get_by_role("textbox", name=words(what_if.SCENARIO_NAME)).fill("Fonds réduit")
    page.get_by_role("textbox", name=words(what_if.SCENARIO_NAME)).press("Enter")
    page.get_by_role("button", name=words(what_if.SAVE), exact=True).click()
    settled(page)

    turn_to(page, words(common.PAGES["compare"]))
    page.get_by_role("combobox").first.click()
    page.get_by_role("option", name="Fonds réduit").click()
    page.keyboard.press("Escape")
    settled(page)
    assert "Fonds réduit" in page.get_by_test_id("stMain").inner_text()
    whole(page)
    workbook = _download(page, words(compare.TAKE_XLSX), tmp_path / "comparison.xlsx")
    assert len(openpyxl.load_workbook(workbook).sheetnames) >= 6
    for label in (compare.TAKE_PDF, compare.TAKE_NOTE):
        assert _download(page, words(label), tmp_path / "note.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("lang", "size"), CASES, ids=["fr-desktop", "en-tablet"])
def test_rules_that_clash_are_named_and_repaired_at_a_click(opened, lang: str, size: tuple[int, int]):
    page = opened("what_if", lang, size)
    words = _words(lang)
    page.get_by_role("radio", name=words(what_if.PARTS["pins"])).click()
    settled(page)
    box = page.get_by_test_id("stSelectbox").filter(has_text=words(common.CITY)).get_by_role("combobox")
    box.click()
    page.get_by_role("option").nth(1).click()
    settled(page)
    page.get_by_role("radio", name=words(what_if.PIN_KINDS["least"]), exact=True).click()
    settled(page)
    page.get_by_role("textbox", name=words(what_if.PIN_AMOUNT)).fill("999")
    page.get_by_role("textbox", name=words(what_if.PIN_AMOUNT)).press("Enter")
    settled(page)
    page.get_by_role("button", name=words(what_if.PIN), exact=True).click()
    page.get_by_text(words(what_if.CLASH).split("**")[1]).wait_for()
    settled(page)
    whole(page)

    turn_to(page, words(common.PAGES["why"]))
    page.get_by_role("radio", name=words(common.SUBJECT_EDITS)).click()
    page.get_by_role("button", name=words(why.APPLY_ALL)).first.click()
    settled(page)
    expect(page.get_by_text(words(why.REPAIRED).partition(" {")[0])).to_be_visible()
    whole(page)


def test_two_tabs_do_not_disturb_each_other(opened):
    one, two = opened("what_if"), opened("what_if")
    before = _figures(two)
    thumb = one.get_by_role("slider").first
    thumb.focus()
    thumb.press("ArrowLeft")
    settled(one)
    two.reload()
    settled(two)
    assert _figures(two) == before


def _words(lang: str):
    def of(text: Text) -> str:
        return text.of(lang).replace(" ?", "\u202f?").replace(" :", "\u00a0:")

    return of


def _figures(page: Page) -> list[str]:
    return page.get_by_test_id("stMetricValue").all_inner_texts()


def _download(page: Page, label: str, target: Path) -> Path:
    with page.expect_download(timeout=120_000) as download:
        page.get_by_role("button", name=label, exact=True).click()
    download.value.save_as(target)
    return target
