"""The page Audit: the sentence that may be quoted, the check, what the plan rests on, and dossiers out and in."""

from __future__ import annotations

import io
import zipfile

import pytest
from app_page import opened, said, settled

import fundopt

SMALL = "teaching-two-cities"
COFINANCED = "teaching-cofinancing"


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> bytes:
    """The dossier of the two-city plan as a zip archive."""
    folder = tmp_path_factory.mktemp("made") / "dossier"
    fundopt.save(fundopt.solve(fundopt.read_case(SMALL)), folder, "fr")
    return _zipped({str(path.relative_to(folder.parent)): path.read_bytes() for path in folder.rglob("*.*")})


def _zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        for name, content in files.items():
            out.writestr(name, content)
    return stream.getvalue()


def _contents(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        return {name: found.read(name) for name in found.namelist()}


def _received(app, name: str, content: bytes):
    app.get("file_uploader")[0].upload(name, content, "application/zip")
    return settled(app)


def _table(app, index: int):
    return app.table[index].value


@pytest.mark.parametrize(
    ("case", "lang", "line"),
    [
        (SMALL, "fr", "« Aucun plan qui respecte ces règles n'évite plus d'années-personnes que les 37 de celui-ci"),
        (SMALL, "en", "“No plan that keeps these rules avoids more person-years than this one's 37; checked exactly.”"),
        (COFINANCED, "en", "“No plan that keeps these rules avoids over 0.000025 more person-years than this one's"),
    ],
)
def test_the_sentence_that_may_be_quoted(monkeypatch, tmp_path, case, lang, line):
    text = said(opened(monkeypatch, tmp_path, case, "audit", lang)).replace("\u00a0", " ")
    assert line in text


def test_objective_and_bound_are_exact(monkeypatch, tmp_path):
    app = opened(monkeypatch, tmp_path, SMALL, "audit", "en")
    proved = _table(app, 0).set_index("What is proved")["Exactly"]
    assert proved["The published plan, payable in dirhams, avoids"] == "37"
    assert proved["No plan avoids more than"] == "37"
    assert proved["Proven gap"] == "0"


def test_the_check_is_made_when_it_is_asked_for(monkeypatch, tmp_path):
    app = opened(monkeypatch, tmp_path, COFINANCED, "audit", "en")
    if "Everything agrees" not in said(app):  # another test may have asked for it already: answers are kept
        app.button(key="check").click()
        settled(app)
    assert "Everything agrees: 10 checks hold" in said(app)
    assert all("✓" in verdict for verdict in _table(app, 1)["Verdict"])


def test_the_record_names_hashes_engine_and_seed(monkeypatch, tmp_path):
    app = opened(monkeypatch, tmp_path, SMALL, "audit", "en")
    items = next(table.value for table in app.table if "Item" in table.value).set_index("Item")["Value"]
    assert "worst city" not in items["Objectives, in order"]
    hashes = " ".join(block.value for block in app.code)
    assert f"{fundopt.canonical_hash(fundopt.read_case(SMALL))}  input_hash" in hashes
    assert "Plan found on" in said(app)
    assert "glop" in said(app)


def test_what_the_plan_rests_on_adds_up(monkeypatch, tmp_path):
    app = opened(monkeypatch, tmp_path, COFINANCED, "audit", "en")
    plan = fundopt.solve(fundopt.read_case(COFINANCED))
    money = fundopt.grounds(plan.case, plan.tables).loc["effect"]
    share = f"{100 * money['assumption'] / money.sum():.0f}%"
    assert f"**{share}** of the money" in said(app)
    assert any("Study team of the fund" in str(table.value) for table in app.table)


def test_where_no_plan_holds_the_reader_is_led_to_why(monkeypatch, tmp_path):
    folder = tmp_path / "clashing"
    fundopt.write_case(fundopt.read_case(SMALL), folder, lang="fr")
    floor = "limit,name,quantity,sense,value\nall,Plancher,money,at_least,9000000\n"
    (folder / "limits.csv").write_text(floor, encoding="utf-8")
    text = said(opened(monkeypatch, tmp_path, folder, "audit"))
    assert "La page Pourquoi nomme celles qui se contredisent" in text
    assert "Vérifier un dossier reçu" in text


def test_a_dossier_that_is_sound(monkeypatch, tmp_path, archive):
    app = _received(opened(monkeypatch, tmp_path, SMALL, "audit", "en"), "board.zip", archive)
    assert "“board.zip” is sound" in said(app)
    assert "Protected by the hashes only: engine" in said(app)


@pytest.mark.parametrize("part", ["plan/payments.csv", "certificate.json", "case/sources.csv", "checker.py"])
def test_a_dossier_that_was_changed(monkeypatch, tmp_path, archive, part):
    files = _contents(archive)
    name = next(each for each in files if each.endswith(part))
    files[name] = files[name].replace(b"2000000", b"2000001") if b"2000000" in files[name] else files[name] + b"\n"
    app = _received(opened(monkeypatch, tmp_path, SMALL, "audit", "en"), "board.zip", _zipped(files))
    assert "“board.zip” does not hold: " in said(app)
    assert f"{part} was changed" in said(app)
    assert "is sound" not in said(app)


@pytest.mark.parametrize(
    "files", [{"a.txt": b"no"}, {"../record.json": b"{}"}, {"d/record.json": b"{}", "/etc/x": b"no"}]
)
def test_an_archive_that_is_no_dossier(monkeypatch, tmp_path, files):
    app = _received(opened(monkeypatch, tmp_path, SMALL, "audit"), "autre.zip", _zipped(files))
    assert "autre.zip" in said(app)
    assert "n'est pas un dossier de fundopt" in said(app)


def test_a_case_that_cannot_be_read_is_no_fault_of_the_page(monkeypatch, tmp_path, archive):
    files = _contents(archive)
    name = next(each for each in files if each.endswith("case/cities.csv"))
    files[name] = b"\x00\xff"
    app = _received(opened(monkeypatch, tmp_path, SMALL, "audit", "en"), "board.zip", _zipped(files))
    assert "“board.zip” does not hold" in said(app)
    assert not any("/tmp" in str(table.value) for table in app.table)


def test_a_record_of_another_format_is_said_so(monkeypatch, tmp_path):
    app = _received(opened(monkeypatch, tmp_path, SMALL, "audit"), "autre.zip", _zipped({"d/record.json": b"{}"}))
    assert "n'est pas au format" in said(app)
    assert "/tmp" not in said(app)
