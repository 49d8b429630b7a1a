"""fundopt explain as it is told: on a screen in French and English, as documented JSON, of a dossier, cut short."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len

import fundopt
from fundopt.cli.main import main
from fundopt.cli.screen_explain import show_explanation
from fundopt.cli.terminal import WIDTH, tell

DOCUMENTED = set(re.findall(r"`(\w+)`", (Path(__file__).parents[1] / "docs" / "json.md").read_text("utf-8")))
TITLES = {
    "fr": ("Ce que coûte chaque règle", "Un million de plus", "Ce qui manque", "Selon la taille", "n'a rien reçu",
           "nombres peuvent bouger", "hypothèses", "liberté", "vraiment différents"),
    "en": ("What each rule costs", "One million more", "What is scarcest", "By the size", "got nothing",
           "numbers may move", "assumptions", "freedom", "Really different"),
}  # fmt: skip


def _keys(value) -> set[str]:
    """Every key of an answer; the identifiers of `by_city` and `by_measure` are data."""
    if isinstance(value, list):
        return set().union(*map(_keys, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    inside = [_keys(item) for key, item in value.items() if key not in ("by_city", "by_measure")]
    return set(value).union(*inside)


@pytest.fixture(scope="module", params=["teaching-two-cities", "teaching-cofinancing"])
def explanation(request):
    return fundopt.explain(fundopt.solve(fundopt.read_case(request.param)), seconds=60).worked_out()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_screen_has_every_part_and_fits(explanation, lang: str):
    stream = StringIO()
    tell(lambda screen: show_explanation(screen, lang, explanation), stream)
    shown = stream.getvalue()
    assert max(map(cell_len, shown.splitlines())) <= WIDTH
    places = [shown.find(title) for title in TITLES[lang]]
    assert -1 not in places
    assert places == sorted(places)
    assert not re.search(r"\bnan\b|\binf\b|∞|None|\{|\}", shown)


def test_json_of_a_dossier_has_documented_keys(tmp_path, capsys):
    plan = fundopt.solve(fundopt.read_case("teaching-cofinancing"))
    fundopt.save(plan, tmp_path / "dossier", "fr", certified=False)
    assert main(["explain", str(tmp_path / "dossier"), "--json", "--lang", "en"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert _keys(told) <= DOCUMENTED
    assert told["rules"][0]["identifier"] == "one_incubator"
    assert told["rules"][0]["without"]["status"] == "exact"
    assert told["curve"]["complete"]
    assert len(told["alternatives"]) >= 3


def test_without_time_each_part_says_so(capsys):
    assert main(["explain", "teaching-cofinancing", "--time", "0.1", "--lang", "fr"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "faute de temps" in shown
    assert re.search(r"Incomplet|essayées sur|couples regardés sur", shown)
