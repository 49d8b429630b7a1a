"""Message: the severity and the three texts of one code."""

from __future__ import annotations

from dataclasses import dataclass

from fundopt.case.findings import Severity
from fundopt.language import Text


@dataclass(frozen=True)
class Message:
    """The texts of one code; `{found}`, `{table}`, `{column}` and the values a check gives fill their placeholders."""

    severity: Severity
    message: Text
    expected: Text
    mend: Text


def _message(severity: Severity, texts: tuple[tuple[str, str], ...]) -> Message:
    """What is wrong, what is expected and the mend, each as (French, English); the later ones may be left out."""
    message, expected, mend = (Text(*pair) for pair in (*texts, ("", ""), ("", ""))[:3])
    return Message(severity, message, expected, mend)


def error(*texts: tuple[str, str]) -> Message:
    """What stops a case."""
    return _message(Severity.ERROR, texts)


def question(*texts: tuple[str, str]) -> Message:
    """What stops a case until the user has said what is meant."""
    return _message(Severity.QUESTION, texts)


def warning(*texts: tuple[str, str]) -> Message:
    """What does not stop a case but is probably not meant."""
    return _message(Severity.WARNING, texts)


def note(*texts: tuple[str, str]) -> Message:
    """What a reader should know."""
    return _message(Severity.NOTE, texts)
