"""The answer of the command that opens the app: a server on this machine, which runs until the user stops it."""

from __future__ import annotations

import argparse
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path

import fundopt
from fundopt.cli.commands import Outcome
from fundopt.cli.parser import Misuse
from fundopt.language import Text

HERE = "127.0.0.1"
FIRST_PORT, PORTS = 8501, 40
PATIENCE = 60.0
"""Seconds that the server may take to answer."""
STOPPED_BY_USER = (0, -signal.SIGINT, -signal.SIGTERM, 130, 143)


def app(known: argparse.Namespace, lang: str) -> Outcome:
    """Start the server, say its address once it answers, then stay until it ends; Ctrl-C ends it."""
    fundopt.read_case(known.case)
    signal.signal(signal.SIGTERM, _interrupt)  # asked to end like that, it ends its server as well
    port = _port(known.port, lang)
    server = subprocess.Popen(_command(port, lang), env=_environment(known.case, lang))
    address = f"http://{HERE}:{port}"
    try:
        answers = _answers(server, address)
    except KeyboardInterrupt:
        _end(server)
        raise
    if not answers:
        _end(server)
        raise OSError(0, _SILENT.of(lang), address)
    if not known.no_browser:
        webbrowser.open(address)
    return Outcome(
        {"address": address, "case": known.case},
        lambda screen: screen.print(_OPEN.of(lang, address=address)),
        stay=lambda: _stay(server),
    )


def entry() -> Path:
    """The script of the app: in a checkout the folder app beside fundopt, in a wheel the package fundopt_app.

    The checkout comes first: an editable install leaves a copy of the app behind that no edit reaches.
    """
    root = Path(fundopt.__file__).resolve().parents[1]
    if (root / "pyproject.toml").is_file():
        return root / "app" / "main.py"
    installed = importlib.util.find_spec("fundopt_app")
    if installed is None or not installed.origin:
        raise ModuleNotFoundError("fundopt_app")
    return Path(installed.origin).with_name("main.py")


def _command(port: int, lang: str) -> list[str]:
    """The server's command line. Flags win over any configuration that the user's folder or environment may hold."""
    flags = {
        "server.address": HERE,
        "server.port": str(port),
        "server.headless": "true",
        "server.maxUploadSize": "20",
        "server.enableXsrfProtection": "true",
        "server.enableCORS": "true",
        "browser.serverAddress": HERE,
        "browser.gatherUsageStats": "false",
        "client.showErrorDetails": "none",
        "logger.hideWelcomeMessage": "true",
        "logger.level": "warning",
    }
    words = [f"--{name}={value}" for name, value in flags.items()]
    return [sys.executable, "-m", "streamlit", "run", str(entry()), *words]


def _environment(case: str, lang: str) -> dict[str, str]:
    """What the app is told: the case to open on, and the language to begin with."""
    path = Path(case)
    return os.environ | {"FUNDOPT_APP_CASE": str(path.resolve()) if path.exists() else case, "FUNDOPT_LANG": lang}


def _port(wanted: float | None, lang: str) -> int:
    """The port asked for, or the first one that is free. Raises Misuse where it is taken."""
    if wanted is not None:
        if not _free(int(wanted)):
            raise Misuse(_TAKEN.of(lang, port=int(wanted)))
        return int(wanted)
    for port in range(FIRST_PORT, FIRST_PORT + PORTS):
        if _free(port):
            return port
    raise Misuse(_NO_PORT.of(lang, first=FIRST_PORT, last=FIRST_PORT + PORTS - 1))


def _free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HERE, port))
        except OSError:
            return False
    return True


def _answers(server: subprocess.Popen, address: str) -> bool:
    """True as soon as the server answers; False where it ends or stays silent."""
    until = time.monotonic() + PATIENCE
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while server.poll() is None and time.monotonic() < until:
        try:
            with direct.open(f"{address}/_stcore/health", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def _stay(server: subprocess.Popen) -> int:
    """Wait for the server to end; its exit code, 0 where the user ended it."""
    try:
        code = server.wait()
    except KeyboardInterrupt:
        _end(server)
        return 0
    return 0 if code in STOPPED_BY_USER else 3


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _end(server: subprocess.Popen) -> None:
    """Ask the server to end, and make it where it does not."""
    if server.poll() is None:
        server.terminate()
    try:
        server.wait(5)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        server.kill()
        server.wait()


_OPEN = Text(
    "L'application est ouverte : {address} (cette machine seule ; Ctrl-C pour arrêter).",
    "The app is open: {address} (this machine alone; Ctrl-C to stop).",
)
_TAKEN = Text("le port {port} est pris : donnez-en un autre.", "port {port} is taken: give another one.")
_NO_PORT = Text(
    "aucun port libre de {first} à {last} : donnez --port.", "no port free from {first} to {last}: give --port."
)
_SILENT = Text("le serveur de l'application ne répond pas", "the app's server does not answer")
