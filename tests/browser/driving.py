"""What browser tests share: sizes of the window, waiting until a page has settled, and what no page may show."""

from __future__ import annotations

from playwright.sync_api import Page

CASE = "teaching-cofinancing"
DESKTOP, TABLET = (1280, 900), (820, 1100)
FAULTS = ("Traceback", "Streamlit", "KeyError", "ValueError", "TypeError", "NaN", "nan MAD")


def settled(page: Page) -> None:
    """Wait until the server has drawn the page and nothing more is coming."""
    page.get_by_test_id("stApp").wait_for()
    page.wait_for_timeout(300)  # a click takes a moment to reach the server
    page.wait_for_function(_QUIET_PAGE, timeout=120_000, polling=100)


def turn_to(page: Page, title: str) -> None:
    """Open another page by its name in the navigation, as a reader does."""
    page.get_by_test_id("stTopNavLink").filter(has_text=title).first.click()
    settled(page)


def whole(page: Page) -> None:
    """Fail where the page shows a traceback, a fault of the program, or overflows to the side."""
    text = page.inner_text("body")
    for sign in FAULTS:
        assert sign not in text, text[max(0, text.find(sign) - 200) : text.find(sign) + 200]
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1


_QUIET_PAGE = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const idle = app && app.getAttribute('data-test-script-state') === 'notRunning'
    && !document.querySelector(
      '[data-testid="stSpinner"], [data-testid="stSkeleton"], [data-testid="stExpanderIconSpinner"]');
  if (!idle) { window.__since = undefined; return false; }
  window.__since ??= performance.now();
  return performance.now() - window.__since > 400;
}"""
