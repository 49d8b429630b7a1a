"""The command line: exit codes, screens in both languages, JSON as documented, and errors without tracebacks."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from case_folder import write
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from fundopt import api, read_case, write_case
from fundopt.cli.argparse_texts import speaking
from fundopt.cli.json_output import text_of
from fundopt.cli.main import main
from fundopt.cli.parser import COMMANDS, parser
from fundopt.cli.screen_program import FRENCH
from fundopt.cli.sentences import Price
from fundopt.cli.terminal import WIDTH, Grid, console, prepare, tell
from fundopt.errors import BadlyScaled, EngineFailed, LimitReached, NotPayable, Unbounded
from fundopt.language import LANGUAGES, Text
from fundopt.model.formulate import FAMILIES

ROOT = Path(__file__).resolve().parent.parent
TWO_CITIES = "teaching-two-cities"
SITE = "teaching-cofinancing"


@pytest.fixture(autouse=True)
def _no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FUNDOPT_LANG", "FUNDOPT_DEBUG", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    """Run a command line in this process: its exit code, standard output and standard error."""

    def run_(*arguments: str) -> SimpleNamespace:
        capsys.readouterr()
        code = main(arguments)
        out, err = capsys.readouterr()
        return SimpleNamespace(code=code, out=out, err=err)

    return run_


@pytest.fixture
def told(run):
    """The JSON that a command line answers, after its exit code was found to be 0."""

    def told_(*arguments: str) -> dict:
        answer = run(*arguments, "--json")
        assert (answer.code, answer.err) == (0, "")
        return json.loads(answer.out)

    return told_


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "plan A"
    assert main(("solve", TWO_CITIES, "--out", str(folder))) == 0
    return folder


@pytest.fixture(scope="module")
def morocco() -> dict[str, SimpleNamespace]:
    """The screens of `fundopt solve morocco-2026`, in both languages, of one plan."""
    from fundopt.cli.screen_plan import show_plan
    from fundopt.cli.terminal import tell

    plan = api.solve(read_case("morocco-2026"))
    answer = {}
    for lang in LANGUAGES:
        stream = io.StringIO()
        tell(lambda screen, lang=lang: show_plan(screen, lang, plan), stream)
        answer[lang] = SimpleNamespace(text=stream.getvalue(), lines=stream.getvalue().splitlines(), plan=plan)
    return answer


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command of bash, with `fundopt` for the command line of this source tree."""
    call = f'fundopt() {{ "{sys.executable}" -m fundopt "$@"; }}; {command}'
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(["bash", "-c", call], capture_output=True, env=environment, timeout=60, check=False)


class TestHelp:
    @pytest.mark.parametrize(("lang", "words"), [("fr", "trouver le plan"), ("en", "find the plan")])
    def test_help_is_in_the_language_asked_for(self, run, lang: str, words: str):
        answer = run("--help", "--lang", lang)
        assert answer.code == 0
        assert words in answer.out
        assert all(name in answer.out for name in COMMANDS)

    @pytest.mark.parametrize("lang", LANGUAGES)
    @pytest.mark.parametrize("command", [*COMMANDS, None])
    def test_help_of_every_command_fits_the_screen(self, run, lang: str, command: str | None):
        answer = run(*filter(None, (command, "--help", "--lang", lang)))
        assert answer.code == 0
        assert max(map(cell_len, answer.out.splitlines())) <= WIDTH

    def test_french_help_has_no_english_left_from_argparse(self, run):
        text = run("solve", "--help").out
        assert "afficher cette aide" in text
        assert not re.search(r"show this help|positional arguments|usage: ", text)

    def test_language_comes_from_the_environment_unless_asked_for(self, run, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("FUNDOPT_LANG", "en")
        assert "Allocate" in run("--help").out
        assert "Répartir" in run("--help", "--lang=fr").out

    def test_version(self, run):
        assert re.fullmatch(r"fundopt \d+\.\d+\.\d+\n", run("--version").out)

    def test_argparse_keeps_its_own_texts_afterwards(self):
        import argparse

        before = argparse._
        with speaking("fr"):
            parser("fr")
        assert argparse._ is before

    @pytest.mark.parametrize(
        ("arguments", "forbidden"),
        [(["--help"], "pandas numpy scipy ortools"), (["check", TWO_CITIES], "pandas scipy ortools")],
    )
    def test_start_up_waits_for_no_engine(self, arguments: list[str], forbidden: str):
        code = f"import sys; from fundopt.cli.main import main; main({arguments!r});"
        code += f"print('loaded', [name for name in {forbidden.split()} if name in sys.modules])"
        answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
        assert answer.stdout.endswith("loaded []\n")


class TestMisuse:
    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["slove"],
            ["solve"],
            ["solve", TWO_CITIES, "--gap", "3"],
            ["solve", TWO_CITIES, "--time-limit", "-1"],
            ["solve", TWO_CITIES, "--engine", "abacus"],
            ["solve", SITE, "--engine", "glop"],
            ["solve", TWO_CITIES, "--lang", "de"],
            ["solve", TWO_CITIES, "--nothing"],
            ["evaluate", TWO_CITIES],
            ["evaluate", TWO_CITIES, "--key", "equal", "--plan", "plan.csv"],
            ["evaluate", TWO_CITIES, "--key", "alphabetical"],
            ["compare", TWO_CITIES],
            ["show", TWO_CITIES, "--family", "nothing"],
        ],
    )
    def test_a_wrong_command_line_is_code_2_on_standard_error(self, run, arguments: list[str]):
        answer = run(*arguments)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith("fundopt : ")
        assert json.loads(run(*arguments, "--json").err)["error"]["kind"] == "misuse"

    def test_the_message_is_in_french(self, run):
        assert "il manque : CAS" in run("solve").err
        assert "the following arguments are required: CASE" in run("solve", "--lang", "en").err

    def test_an_unknown_language_in_the_environment_is_said(self, run, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("FUNDOPT_LANG", "de")
        answer = run("cases")
        assert answer.code == 2
        assert "FUNDOPT_LANG" in answer.err


class TestCheck:
    def test_a_good_case_is_code_0_with_its_defaults(self, run):
        answer = run("check", TWO_CITIES)
        assert answer.code == 0
        assert "le cas peut servir" in answer.out
        assert "rien n'est engagé d'avance" in answer.out

    @pytest.mark.parametrize(("lang", "word", "mend"), [("fr", "Erreurs", "À faire"), ("en", "Errors", "To do")])
    def test_every_finding_is_told_at_once_with_place_and_mend(self, run, tmp_path, lang, word, mend):
        cities = "city,name,region,labour_force,unemployed,callcentre_jobs\n"
        cities += "fes,Fès,r03,many,60000,5000\nsale,Salé,r04,1000,,8\n"
        answer = run("check", str(write(tmp_path / "case", cities=cities)), "--lang", lang)
        assert answer.code == 1
        assert answer.err == ""
        assert word in answer.out
        assert {"cities.csv:2:labour_force", "cities.csv:3:unemployed"} <= set(answer.out.split())
        assert answer.out.count(mend) == 2
        assert max(map(cell_len, answer.out.splitlines())) <= WIDTH

    def test_json_counts_what_it_lists(self, run, tmp_path):
        cities = "city,name,region,labour_force,unemployed,callcentre_jobs\nfes,Fès,r03,many,60000,5000\n"
        answer = run("check", str(write(tmp_path / "case", cities=cities)), "--json")
        record = json.loads(answer.out)
        assert (answer.code, record["exit_code"], record["usable"], record["case"]) == (1, 1, False, None)
        assert sum(record["counts"].values()) == len(record["findings"])
        assert [item["place"] for item in record["findings"] if item["severity"] == "error"] == [
            "cities.csv:2:labour_force"
        ]

    def test_another_command_refuses_the_case_on_standard_error(self, run, tmp_path):
        folder = str(write(tmp_path / "case", sources=None))
        answer = run("solve", folder)
        assert (answer.code, answer.out) == (1, "")
        assert "sources" in answer.err
        error = json.loads(run("solve", folder, "--json").err)["error"]
        assert (error["kind"], [item["table"] for item in error["findings"]]) == ("case", ["sources"])

    def test_a_case_that_is_not_there_is_named(self, run):
        answer = run("check", "nowhere")
        assert answer.code == 1
        assert "nowhere" in answer.out


class TestSolve:
    def test_screen_fits_one_page_in_both_languages(self, morocco):
        for screen in morocco.values():
            assert len(screen.lines) <= 50
            assert max(map(cell_len, screen.lines)) <= WIDTH

    def test_screen_says_what_the_board_asks(self, morocco):
        titles = {
            "fr": ("Ce que le fonds obtient", "Qui reçoit quoi", "Ce qui limite", "preuve exacte", "hypothèses"),
            "en": ("What the fund achieves", "Who gets what", "What limits it", "exact proof", "assumptions"),
        }
        for lang, screen in morocco.items():
            assert all(title in screen.text for title in titles[lang])
            case = screen.plan.case
            assert all(case.title("cities", city, lang)[:12] in screen.text for city in case.names("cities"))

    def test_names_follow_the_language(self, morocco):
        case = morocco["en"].plan.case
        names = {text[:16]: english for text, english in zip(*case["english"].columns.values(), strict=True)}
        french = [start for start, english in names.items() if len(start) > 7 and english[:8] != start[:8]]
        assert "Aide à l'embauch" in french
        assert "Aide à l'embauche" in morocco["fr"].text
        assert "Reconversion des agents" in morocco["fr"].text
        assert [start for start in french if start in morocco["en"].text] == []
        assert "Hiring support" in morocco["en"].text
        assert "hires" in morocco["en"].text

    def test_numbers_follow_the_language(self, morocco):
        avoided = morocco["fr"].plan.achievements.person_years_avoided
        assert avoided >= 1000
        assert f"{avoided:,.0f}".replace(",", "\u202f") in morocco["fr"].text
        assert f"{avoided:,.0f}" in morocco["en"].text

    def test_prices_are_sentences_about_decided_rules(self, morocco):
        assert re.search(r"1 M MAD .* éviterait \d+,\d+ années?-personnes?", morocco["fr"].text)
        assert re.search(r"MAD 1 m .* would avoid \d+\.\d+ person-years", morocco["en"].text)

    def test_json_adds_up(self, told):
        record = told("solve", SITE)
        money = record["achievements"]["money"]
        assert money > 0
        for part in ("by_city", "by_measure", "by_source", "by_period"):
            assert sum(row["money"] for row in record[part]) == money
        assert sum(row["amount"] for row in record["payments"]) == money
        avoided = sum(row["person_years_avoided"] for row in record["by_city"])
        assert avoided == pytest.approx(record["achievements"]["person_years_avoided"], abs=1e-4)
        assert record["proof"]["violations"] == 0

    def test_the_price_of_a_budget_is_what_a_million_more_avoids(self, told, tmp_path):
        sources = "source,name,kind,budget\nstate,État,public,{}\n"
        effect, price = {}, {}
        for budget in (1_000_000, 2_000_000):
            record = told("solve", str(write(tmp_path / str(budget), sources=sources.format(budget))))
            effect[budget] = record["achievements"]["effect"]
            price[budget] = next(row["price"] for row in record["prices"] if row["family"] == "budgets")
        assert effect[2_000_000] - effect[1_000_000] == pytest.approx(price[1_000_000], rel=1e-3)

    def test_a_source_that_cannot_spend_says_why(self, run, tmp_path):
        rich = "source,name,kind,budget\nstate,État,public,900000000\n"
        answer = run("solve", str(write(tmp_path / "case", sources=rich)))
        assert answer.code == 0
        assert re.search(r"État garde [\d,]+ M MAD sur 900,0 M MAD", answer.out)

    def test_money_that_a_rule_keeps_back_is_said(self, run, tmp_path):
        measures = "measure,name,kind,serves,unit,unit_cost,pool,net_jobs,min_private_share\n"
        measures += "retraining,Reconversion,training,people,stagiaire,10000,displaced,0.05,0.5\n"
        sources = "source,name,kind,budget\nstate,État,public,1000000\nfirms,Opérateurs,private,200000\n"
        answer = run("solve", str(write(tmp_path / "case", measures=measures, sources=sources)), "--lang", "en")
        assert answer.code == 0
        sentence = "État keeps MAD 0.8 m of MAD 1.0 m; what keeps it from paying more: the least private share."
        assert sentence in answer.out

    def test_a_long_name_of_a_rule_is_cut_to_one_line(self):
        price = Price(
            "limits", "x", Text("« " + "mot " * 40 + "»", "“" + "word " * 40 + "”"), "", "", "at_most", 1.0, "MMAD", 1
        )
        for lang, close in (("fr", "… » : 1 M MAD permis"), ("en", "…”: MAD 1 m more")):
            sentence = price.sentence(lang, width=100)
            assert cell_len(sentence) <= 100
            assert close in sentence

    def test_the_dossier_is_written_and_named(self, run, dossier):
        assert {"plan.xlsx", "record.json", "plan", "case"} <= {path.name for path in dossier.iterdir()}
        assert str(dossier) in run("solve", TWO_CITIES, "--out", str(dossier)).out

    def test_a_foreign_folder_is_not_overwritten(self, run, tmp_path):
        (tmp_path / "precious.txt").write_text("mine")
        answer = run("solve", TWO_CITIES, "--out", str(tmp_path))
        assert answer.code == 1
        assert (tmp_path / "precious.txt").read_text() == "mine"
        assert str(tmp_path) in answer.err.replace("\n", "")

    def test_another_engine_gives_the_same_effect(self, told):
        effects = [told("solve", TWO_CITIES, "--engine", name)["achievements"]["effect"] for name in ("glop", "highs")]
        assert effects[0] == pytest.approx(effects[1], rel=1e-6)


class TestFailures:
    LIMITS = "limit,name,quantity,sense,value\nfloor,Plancher,money,at_least,9000000\n"

    @pytest.mark.parametrize(("lang", "words"), [("fr", "aucun plan ne respecte"), ("en", "no plan keeps every rule")])
    def test_an_infeasible_case_is_told_in_a_sentence(self, run, tmp_path, lang: str, words: str):
        folder = str(write(tmp_path / "case", limits=self.LIMITS))
        answer = run("solve", folder, "--lang", lang)
        assert (answer.code, answer.out) == (1, "")
        assert words in answer.err
        assert "Traceback" not in answer.err
        assert "limits.csv:2:value" in answer.err
        error = json.loads(run("solve", folder, "--json").err)["error"]
        assert error["kind"] == "infeasible"
        assert [rule["name"] for rule in error["conflict"]["clashes"][0]["rules"]][-1] == "règle « Plancher »"
        assert error["conflict"]["repaired_plan"]["money"] > 0

    def test_a_plan_can_be_judged_where_none_is_feasible(self, told, run, tmp_path):
        folder = str(write(tmp_path / "case", limits=self.LIMITS))
        record = told("evaluate", folder, "--key", "equal")
        assert record["best"] is None
        assert record["distance"] is None
        assert not record["feasible"]
        assert "Plancher" in run("evaluate", folder, "--key", "equal").out

    @pytest.mark.parametrize(
        ("error", "code", "kind"),
        [
            (EngineFailed("broke down"), 3, "engine"),
            (LimitReached("too slow"), 3, "limit"),
            (Unbounded("no bound"), 3, "unbounded"),
            (BadlyScaled("1e30"), 1, "scale"),
            (NotPayable(Text("un sou manque", "a penny is missing")), 1, "not_payable"),
            (PermissionError(13, "Permission denied", "plan.xlsx"), 1, "file"),
            (RuntimeError("a bug"), 3, "internal"),
        ],
    )
    def test_each_failure_has_its_code_and_no_traceback(self, run, monkeypatch, error, code: int, kind: str):
        def fail(*_: object) -> None:
            raise error

        monkeypatch.setattr(api, "solve", fail)
        answer = run("solve", TWO_CITIES)
        assert (answer.code, answer.out) == (code, "")
        assert "Traceback" not in answer.err
        record = json.loads(run("solve", TWO_CITIES, "--json").err)
        assert (record["error"]["kind"], record["exit_code"]) == (kind, code)

    def test_a_bug_shows_its_traceback_only_when_asked(self, run, monkeypatch):
        monkeypatch.setattr(api, "solve", lambda *_: 1 / 0)
        monkeypatch.setenv("FUNDOPT_DEBUG", "1")
        assert "ZeroDivisionError" in (err := run("solve", TWO_CITIES).err)
        assert "Traceback" in err

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_a_fault_while_printing_is_told_as_any_other(self, run, monkeypatch, lang: str):
        """On the screen and as JSON: the answer is there, and what would print it is at fault."""

        def fail(*_: object, **__: object) -> None:
            raise ValueError("width 0")

        monkeypatch.setattr("fundopt.cli.screen_plan.show_plan", fail)
        answer = run("solve", TWO_CITIES, "--lang", lang)
        assert (answer.code, answer.out) == (3, "")
        assert ("faute de fundopt" if lang == "fr" else "a fault of fundopt") in answer.err
        assert "ValueError: width 0" in answer.err
        assert "Traceback" not in answer.err
        monkeypatch.setattr(
            "fundopt.cli.main.text_of",
            lambda record, stream: text_of(record, stream) if "error" in record else fail(),
        )
        answer = run("solve", TWO_CITIES, "--json", "--lang", lang)
        assert (answer.code, answer.out) == (3, "")
        record = json.loads(answer.err)
        assert (record["error"]["kind"], record["exit_code"]) == ("internal", 3)
        assert set(record["error"]) == {"kind", "message", "hint", "detail", "findings"}

    def test_a_full_disk_while_printing_is_a_failure(self):
        answer = shell(f"fundopt solve {TWO_CITIES} > /dev/full; exit $?")
        assert answer.returncode == 1
        assert "la réponse ne s'écrit pas" in answer.stderr.decode()
        assert len(answer.stderr.splitlines()) == 1

    def test_an_interrupt_is_quiet(self, run, monkeypatch):
        def interrupt(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(api, "solve", interrupt)
        answer = run("solve", TWO_CITIES)
        assert (answer.code, answer.out, answer.err) == (130, "", "")


@pytest.fixture(scope="module", params=["idle", "poor"])
def nothing(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    case = read_case(TWO_CITIES)
    table, column, value = {"idle": ("measures", "net_jobs", 0), "poor": ("sources", "budget", 100)}[request.param]
    data = case[table]
    values = {**data.columns, column: (Decimal(value),) * len(data)}
    folder = tmp_path_factory.mktemp("nothing")
    write_case(case.replace(**{table: replace(data, columns=values)}), folder / "case")
    assert main(("solve", str(folder / "case"), "--out", str(folder / "dossier"))) == 0
    return SimpleNamespace(case=str(folder / "case"), dossier=str(folder / "dossier"), kind=request.param)


class TestAPlanThatPaysNothing:
    """No measure works, or the budget is below the payment unit: every screen says so, and none fails."""

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_every_screen(self, run, nothing, lang: str):
        for line in (
            ("solve", nothing.case),
            ("evaluate", nothing.case, "--key", "at-risk"),
            ("evaluate", nothing.case, "--key", "equal"),
            ("compare", nothing.dossier, nothing.dossier),
            ("compare", nothing.dossier, "equal"),
            ("explain", nothing.case),
        ):
            answer = run(*line, "--lang", lang)
            assert (answer.code, answer.err) == (0, ""), line
            assert "nan" not in answer.out.lower().split(), line
            assert not re.search(r"\d{4,} ?%|\d[,  ]\d{3}[,  ]\d{3} ?%", answer.out), line

    def test_the_json_of_every_screen(self, told, nothing):
        assert told("solve", nothing.case)["achievements"]["money"] == 0
        assert told("evaluate", nothing.case, "--plan", nothing.dossier)["achievements"]["money"] == 0
        assert [plan["effect"] for plan in told("compare", nothing.dossier, nothing.dossier)["plans"]] == [0, 0]
        others = told("explain", nothing.case)["alternatives"]
        assert [other["distance"] for other in others] == [None] * len(others)
        assert all(other["moved"] > 0 for other in others)
        assert others or nothing.kind == "poor"


class TestEvaluate:
    def test_the_optimum_typed_in_by_hand_is_at_no_distance(self, told, tmp_path):
        best = told("solve", TWO_CITIES)
        lines = ["source;ville;mesure;période;montant"]
        lines += [
            f"{row['source']};{row['city']};{row['measure']};{row['period']};{row['amount']}"
            for row in best["payments"]
        ]
        (tmp_path / "plan.csv").write_text("\n".join(lines), "utf-8")
        record = told("evaluate", TWO_CITIES, "--plan", str(tmp_path / "plan.csv"))
        assert record["feasible"]
        assert record["distance"]["person_years"] == pytest.approx(0, abs=1e-3)

    def test_a_plan_with_only_cities_is_completed(self, told, tmp_path):
        (tmp_path / "plan.csv").write_text("Ville;Montant [MAD]\nVille du Nord;1 000 000,00\nsouth;500000\n", "utf-8")
        record = told("evaluate", TWO_CITIES, "--plan", str(tmp_path / "plan.csv"))
        assert {row["city"]: row["money"] for row in record["by_city"]} == {"north": 1_000_000, "south": 500_000}
        assert record["distance"]["person_years"] > 0

    def test_a_workbook_in_english_with_a_title_above(self, told, tmp_path):
        book = openpyxl.Workbook()
        for row in (["Our plan"], ["city", "measure", "amount"], ["north", "Formation longue", 1_000_000]):
            book.active.append(row)
        book.save(tmp_path / "plan.xlsx")
        record = told("evaluate", TWO_CITIES, "--plan", str(tmp_path / "plan.xlsx"))
        assert [(row["city"], row["measure"], row["amount"]) for row in record["payments"]] == [
            ("north", "training", 1_000_000)
        ]

    def test_a_dossier_is_a_plan_too(self, told, dossier):
        record = told("evaluate", TWO_CITIES, "--plan", str(dossier))
        assert record["plan"] == "plan A"
        assert record["distance"]["share"] == pytest.approx(0, abs=1e-6)

    @pytest.mark.parametrize("key", ["at-risk", "unemployed", "equal"])
    def test_the_optimum_is_never_worse_than_a_key(self, told, key: str):
        record = told("evaluate", TWO_CITIES, "--key", key)
        assert record["plan"] == key
        assert record["distance"]["person_years"] >= -1e-6

    def test_broken_rules_are_sentences(self, run, tmp_path):
        (tmp_path / "plan.csv").write_text("city,amount\nnorth,9000000\n")
        answer = run("evaluate", TWO_CITIES, "--plan", str(tmp_path / "plan.csv"), "--lang", "en")
        assert answer.code == 0
        assert re.search(r"Budget.*: MAD 9 m instead of at most MAD 2\.5 m", answer.out)
        assert "buy nothing" in answer.out

    @pytest.mark.parametrize(
        ("text", "places"),
        [
            ("ville;mesure;montant\nnorth;training;beaucoup\n", ["plan.csv:2:montant"]),
            ("ville;mesure;montant\nnord;training;1\n;hiring;2\n", ["plan.csv:2:ville", "plan.csv:3:ville"]),
            ("ville;montant\nnorth;\nsouth;-5\n", ["plan.csv:2:montant", "plan.csv:3:montant"]),
            ("ville;période;montant\nnorth;2031;5\n", ["plan.csv:2:période"]),
            ("montant\n5\n", ["plan.csv"]),
            ("who;what\n1;2\n", ["plan.csv"]),
            ("ville;montant\n", ["plan.csv"]),
        ],
    )
    def test_an_error_in_a_plan_names_the_cell(self, run, tmp_path, text: str, places: list[str]):
        (tmp_path / "plan.csv").write_text(text, "utf-8")
        answer = run("evaluate", TWO_CITIES, "--plan", str(tmp_path / "plan.csv"), "--json")
        assert answer.code == 1
        error = json.loads(answer.err)["error"]
        assert (error["kind"], [item["place"] for item in error["findings"]]) == ("case", places)

    def test_money_that_no_source_may_pay_names_the_row(self, run, tmp_path):
        eligibility = "source,city,measure,eligible\nstate,fes,*,yes\n"
        folder = str(write(tmp_path / "case", eligibility=eligibility))
        (tmp_path / "plan.csv").write_text("city,measure,amount\nfes,retraining,1000\nsale,retraining,1000\n")
        answer = run("evaluate", folder, "--plan", str(tmp_path / "plan.csv"), "--json")
        assert [item["place"] for item in json.loads(answer.err)["error"]["findings"]] == ["plan.csv:3:measure"]

    @pytest.mark.parametrize("name", ["nowhere.csv", "plan.txt"])
    def test_a_plan_that_cannot_be_read_is_named(self, run, tmp_path, name: str):
        (tmp_path / "plan.txt").write_text("city amount")
        answer = run("evaluate", TWO_CITIES, "--plan", str(tmp_path / name))
        assert answer.code == 1
        assert name in answer.err


class TestCompare:
    def test_a_case_and_plans(self, told):
        record = told("compare", TWO_CITIES, "best", "equal", "at-risk")
        assert [plan["plan"] for plan in record["plans"]] == ["best", "equal", "at-risk"]
        row = next(row for row in record["tables"]["figures"] if row["row"] == "person_years_avoided")
        assert row["differences"]["equal"] == pytest.approx(row["values"]["equal"] - row["values"]["best"], abs=1e-5)
        assert row["values"]["best"] >= max(row["values"].values()) - 1e-6

    def test_a_case_and_one_plan_is_compared_with_the_optimum(self, told):
        assert [plan["plan"] for plan in told("compare", TWO_CITIES, "equal")["plans"]] == ["best", "equal"]

    def test_a_dossier_first_gives_the_case_and_the_first_plan(self, told, dossier):
        record = told("compare", str(dossier), "equal")
        assert [plan["plan"] for plan in record["plans"]] == ["plan A", "equal"]

    def test_a_dossier_of_the_same_case_stands_as_it_was_written(self, told, dossier):
        record = told("compare", TWO_CITIES, "best", str(dossier))
        assert all(row["differences"]["plan A"] == pytest.approx(0, abs=1e-6) for row in record["tables"]["city"])

    def test_two_plans_of_one_name_keep_apart(self, told, dossier):
        assert [plan["plan"] for plan in told("compare", str(dossier), str(dossier))["plans"]] == [
            "plan A",
            "plan A (2)",
        ]

    @pytest.mark.parametrize(("lang", "sheet"), [("fr", "Argent par ville"), ("en", "Money by city")])
    def test_screen_and_workbook(self, run, tmp_path, lang: str, sheet: str):
        path = tmp_path / "side by side.xlsx"
        answer = run("compare", TWO_CITIES, "best", "equal", "--xlsx", str(path), "--lang", lang)
        assert answer.code == 0
        assert sheet in answer.out
        assert max(map(cell_len, answer.out.splitlines())) <= WIDTH
        assert sheet in openpyxl.load_workbook(path).sheetnames

    def test_a_broken_dossier_is_refused(self, run, tmp_path):
        (tmp_path / "record.json").write_text("{}")
        answer = run("compare", str(tmp_path), "equal", "--json")
        assert answer.code == 1
        assert json.loads(answer.err)["error"]["kind"] == "dossier"


class TestShow:
    def test_families_and_their_equations(self, run):
        answer = run("show", TWO_CITIES)
        assert answer.code == 0
        assert "projected_unemployment" in answer.out
        assert "Chômage projeté." in answer.out
        assert max(map(cell_len, answer.out.splitlines())) <= WIDTH

    def test_every_family_is_said_in_french(self):
        unsaid = {family.__name__ for family in FAMILIES} - set(FRENCH) - {"limits_on_rate"}
        assert not unsaid

    def test_equations_of_one_family_fit_the_screen(self, run):
        answer = run("show", TWO_CITIES, "--family", "who_pays")
        assert "payments[state,north,training,2027]" in answer.out
        assert max(map(cell_len, answer.out.splitlines())) <= WIDTH

    def test_mps_and_its_names_are_written(self, told, tmp_path):
        path = tmp_path / "model.mps"
        record = told("show", TWO_CITIES, "--mps", str(path))
        assert record["files"] == [str(path), f"{path}.names.csv"]
        assert all(Path(name).stat().st_size for name in record["files"])

    def test_a_file_that_cannot_be_written_is_named(self, run, tmp_path):
        answer = run("show", TWO_CITIES, "--mps", str(tmp_path / "no" / "model.mps"), "--json")
        assert answer.code == 1
        assert json.loads(answer.err)["error"]["kind"] == "file"


class TestOtherScreens:
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_vulnerability_lists_the_most_dependent_city_first(self, run, told, lang: str):
        index = {row["name"]: row["index"] for row in told("vulnerability", "morocco-2026", "--lang", lang)["cities"]}
        answer = run("vulnerability", "morocco-2026", "--lang", lang)
        assert max(map(cell_len, answer.out.splitlines())) <= WIDTH
        assert min(index, key=lambda name: answer.out.index(f"  {name}")) == max(index, key=index.get)

    def test_cases_are_named_as_they_can_be_given(self, run, told):
        names = [case["name"] for case in told("cases")["cases"]]
        assert TWO_CITIES in names
        assert all(f"{name} " in run("cases").out for name in names)


class TestJson:
    @pytest.fixture
    def documented(self) -> set[str]:
        return set(re.findall(r"`(\w+)`", (ROOT / "docs" / "json.md").read_text("utf-8")))

    @pytest.mark.parametrize(
        "arguments",
        [
            ["check", TWO_CITIES],
            ["solve", SITE],
            ["evaluate", TWO_CITIES, "--key", "equal"],
            ["compare", TWO_CITIES, "best", "equal"],
            ["show", TWO_CITIES, "--family", "budgets"],
            ["vulnerability", TWO_CITIES],
            ["cases"],
        ],
    )
    def test_every_key_is_documented(self, told, documented: set[str], arguments: list[str]):
        assert set(_keys(told(*arguments))) <= documented

    def test_errors_are_documented(self, run, documented: set[str], tmp_path):
        answer = run("solve", str(write(tmp_path / "case", sources=None)), "--json")
        assert set(_keys(json.loads(answer.err))) | {"error"} <= documented | {"error"}
        clash = run("solve", str(write(tmp_path / "clash", limits=TestFailures.LIMITS)), "--json")
        assert set(_keys(json.loads(clash.err))) | {"error"} <= documented | {"error"}

    def test_texts_follow_the_language_and_keys_do_not(self, told):
        french, english = (told("show", TWO_CITIES, "--lang", lang) for lang in LANGUAGES)
        assert set(_keys(french)) == set(_keys(english))
        assert french["families"][0]["about"] != english["families"][0]["about"]


def _keys(value: object) -> Iterator[str]:
    """All keys of a JSON answer except those that are data: labels of rules and names of plans."""
    if isinstance(value, list):
        for part in value:
            yield from _keys(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            if key not in ("label", "values", "differences", "counts", "cities"):
                yield from _keys(part)


class TestTerminal:
    def test_a_closed_pipe_is_no_failure(self):
        answer = shell(f"fundopt show {TWO_CITIES} --family projected_unemployment | head -1; exit ${{PIPESTATUS[0]}}")
        assert (answer.returncode, answer.stderr) == (0, b"")
        assert answer.stdout.startswith(b"projected_unemployment[")

    @pytest.mark.parametrize("encoding", ["ascii", "cp850"])
    def test_a_terminal_without_unicode_gets_the_nearest_plain_text(self, encoding: str):
        answer = shell(f"fundopt solve {TWO_CITIES}", PYTHONIOENCODING=encoding)
        assert (answer.returncode, answer.stderr) == (0, b"")
        text = answer.stdout.decode(encoding)
        assert "?" not in text
        assert "Ce que le fonds obtient" in text

    def test_json_is_the_same_where_the_terminal_has_no_unicode(self, told):
        answer = shell("fundopt cases --json", PYTHONIOENCODING="ascii")
        assert json.loads(answer.stdout.decode("ascii")) == told("cases")

    def test_the_nearest_plain_text_keeps_letters(self):
        stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
        prepare(stream)
        stream.write("« Fès » : 1\u202f234,5 ≥ œuvre… −3 → Δ")
        stream.flush()
        assert stream.buffer.getvalue() == b'" Fes " : 1 234,5 >= oeuvre... -3 -> diff.'

    @given(
        rows=st.lists(st.tuples(st.text("abcé ", max_size=60), st.integers(-(10**9), 10**9)), min_size=1, max_size=5),
        width=st.integers(44, 120),
    )
    @settings(max_examples=60, deadline=None)
    def test_a_table_cuts_names_and_never_numbers(self, rows: list[tuple[str, int]], width: int):
        grid = Grid(("name", "a long heading", "b"))
        for name, value in rows:
            grid.add(name, f"{value:,}", f"{value / 7:,.2f}")
        screen = console(io.StringIO())
        with screen.capture() as captured:
            screen.print(grid.table(width))
        lines = captured.get().splitlines()
        assert max(map(cell_len, lines)) <= width
        for (_, value), line in zip(rows, lines[-len(rows) :], strict=True):
            assert line.split()[-2:] == [f"{value:,}", f"{value / 7:,.2f}"]

    def test_french_punctuation_never_starts_a_line(self):
        screen = console(io.StringIO())
        for length in range(90, 112):
            with screen.capture() as captured:
                screen.print("x" * length + " mot : « suite » ; fin !")
            assert not re.search(r"^[:;!»]", captured.get(), re.MULTILINE)


class TestTemplate:
    def test_a_filled_template_is_what_the_reader_reads(self, tmp_path, capsys):
        assert main(["template", str(tmp_path / "empty.xlsx"), "--lang", "fr"]) == 0
        assert "empty.xlsx" in capsys.readouterr().out

    def test_a_file_that_is_there_is_kept(self, tmp_path, capsys):
        (tmp_path / "mine.xlsx").write_bytes(b"mine")
        assert main(["template", str(tmp_path / "mine.xlsx")]) == 2
        assert (tmp_path / "mine.xlsx").read_bytes() == b"mine"


def test_a_terminal_that_tells_no_width_is_written_to(monkeypatch):
    """os.get_terminal_size says 0 columns where nobody set them: a pseudo-terminal, a serial line."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

        def fileno(self) -> int:
            return 1

    monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((0, 0)))
    stream = Terminal()
    tell(lambda screen: screen.print("word " * 40), stream)
    lines = stream.getvalue().splitlines()
    assert max(map(len, lines)) in range(70, 81)
    assert stream.getvalue().count("word") == 40


def test_a_case_without_any_plan_is_not_said_to_be_usable(tmp_path, capsys):
    rows = "limit,name,quantity,sense,value,region\na,A,money,at_least,600000,r03\nb,B,money,at_least,500000,r04\n"
    folder = write(tmp_path / "case", limits=rows)
    assert main(["check", str(folder), "--lang", "fr"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "le cas se lit, mais aucun plan ne peut tenir toutes ses règles" in said
    assert "peut servir" not in said
