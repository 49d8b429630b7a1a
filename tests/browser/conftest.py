"""A real server and a real browser: `fundopt app` on a small case, and headless Chromium that uses it as people do."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.driving import CASE, DESKTOP, settled

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
PATIENCE = 90
"""Seconds that the server may take to answer on a busy machine."""


def chromium() -> str | None:
    """Where a Chromium is, if there is one."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if chromium() is None and not os.environ.get("CI"):
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="no Chromium here (Debian: apt-get install chromium)"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    assert path, "Chromium is not installed"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """The address of `fundopt app CASE`, started when it is first asked for."""
    servers: dict[str, tuple[subprocess.Popen, str]] = {}

    def address(case: str = CASE) -> str:
        if case not in servers:
            port = _free_port()
            environment = os.environ | {"FUNDOPT_DRAFTS": str(tmp_path_factory.mktemp("drafts"))}
            command = [sys.executable, "-m", "fundopt", "app", case, "--no-browser", "--port", str(port)]
            log = (tmp_path_factory.mktemp("log") / "server.txt").open("wb")
            server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
            servers[case] = server, f"http://127.0.0.1:{port}"
            _answers(*servers[case])
        return servers[case][1]

    yield address
    for server, _ in servers.values():
        server.terminate()
        server.wait(20)


@pytest.fixture
def opened(browser: Browser, serve: Callable[[str], str]) -> Iterator[Callable[..., Page]]:
    """Opens a page of the app in a tab of its own: `opened("data", lang="en", size=TABLET)`."""
    contexts = []

    def opener(name: str = "", lang: str = "fr", size: tuple[int, int] = DESKTOP, case: str = CASE) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, accept_downloads=True)
        contexts.append(context)
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.goto(f"{serve(case)}/{name}")
        settled(page)
        if lang == "en":
            page.get_by_role("radio", name="English").click()
            page.get_by_text("spending", exact=False).first.wait_for()
            settled(page)
        return page

    yield opener
    for context in contexts:
        context.close()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def _answers(server: subprocess.Popen, address: str) -> None:
    until = monotonic() + PATIENCE
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while monotonic() < until and server.poll() is None:
        try:
            with direct.open(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            sleep(0.1)
    raise AssertionError(f"the app does not answer at {address}")
