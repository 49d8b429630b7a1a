"""The command line's frame: language, arguments, exit codes, and an answer on the screen or as JSON."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from fundopt.cli.argparse_texts import speaking
from fundopt.cli.json_output import text_of
from fundopt.cli.parser import Misuse, parser
from fundopt.cli.terminal import prepare, tell
from fundopt.language import LANGUAGES, Text

if TYPE_CHECKING:
    from fundopt.cli.commands import Outcome
    from fundopt.cli.failures import Failure

DONE, INTERRUPTED = 0, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 mend the data or rules, 2 misuse, 3 the engine failed."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    prepare(sys.stdout)
    prepare(sys.stderr)
    try:
        code, tell, stay = _answer(arguments)
        fault = _shown(tell, arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    if fault is not None:
        return fault
    return stay() if stay else code


def _answer(arguments: list[str]) -> tuple[int, Callable[[], None], Callable[[], int] | None]:
    """The exit code of a command line, what prints its answer, and what it goes on doing after that."""
    lang, as_json = _language(arguments), "--json" in arguments
    try:
        if lang not in LANGUAGES:
            lang, given = "fr", lang
            raise Misuse(f"FUNDOPT_LANG={given} : fr, en ?")
        with speaking(lang):
            whole = parser(lang)
            known = whole.parse_args(arguments)
            if known.command is None:
                raise Misuse(_NO_COMMAND.of(lang), whole.format_help())
        from fundopt.cli.commands import run

        outcome = run(known, lang)
    except SystemExit:  # argparse has shown the help it was asked for
        return DONE, lambda: None, None
    except Exception as error:
        from fundopt.cli.failures import failure

        problem = failure(error, lang)
        return problem.code, partial(_tell_failure, problem, lang, as_json), None
    return outcome.code, partial(_tell, outcome, as_json), outcome.stay


def _shown(tell: Callable[[], None], arguments: Sequence[str]) -> int | None:
    """Print an answer; None, or the exit code where that fails, which is told as any other failure is."""
    try:
        tell()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough
        _silence()
    except Exception as error:
        from fundopt.cli.failures import failure

        if isinstance(error, OSError):
            _silence()
        lang = _language(arguments)
        lang = lang if lang in LANGUAGES else "fr"
        problem = failure(error, lang)
        _tell_failure(problem, lang, "--json" in arguments)
        return problem.code
    return None


def _tell(outcome: Outcome, as_json: bool) -> None:
    if as_json:
        print(text_of(outcome.record | {"exit_code": outcome.code}, sys.stdout))
    else:
        tell(outcome.show, sys.stdout)


def _tell_failure(problem: Failure, lang: str, as_json: bool) -> None:
    if as_json:
        print(text_of({"error": problem.record(lang), "exit_code": problem.code}, sys.stderr), file=sys.stderr)
    else:
        tell(partial(problem.show, lang=lang), sys.stderr)


def _language(arguments: Sequence[str]) -> str:
    """The language asked for, before anything else is understood: `--lang`, else FUNDOPT_LANG, else French."""
    for position, word in enumerate(arguments):
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        if word == "--lang" and position + 1 < len(arguments):
            value = arguments[position + 1]
        if value in LANGUAGES:
            return value
    return os.environ.get("FUNDOPT_LANG") or "fr"


def _silence() -> None:
    """Send what is still to be written nowhere, so that the interpreter does not complain on its way out."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())


_NO_COMMAND = Text("il manque une commande.", "a command is missing.")
