"""MPS files read exactly: every convention of Netlib and today's solvers, and errors that name the line."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from ortools.math_opt.io.python import mps_converter
from test_mps import random_program

from fundopt.language import LANGUAGES
from fundopt.proof.mps_read import MpsError, parse_mps
from fundopt.proof.program import ExactProgram
from fundopt.solve.mps import mps

F = Fraction
AFIRO = Path(__file__).parent / "netlib" / "afiro.mps"


def model(
    *, rows: str = "", columns: str = "", rhs: str = "", ranges: str = "", bounds: str = "", head: str = ""
) -> str:
    """A file with one row of each kind and one column in each."""
    parts = [
        head,
        "NAME test",
        "ROWS",
        " N COST",
        rows or " E EQUAL\n L LESS\n G MORE",
        "COLUMNS",
        columns or " x COST 1 EQUAL 2\n x LESS 3 MORE 4",
        "RHS",
        rhs,
        "RANGES",
        ranges,
        "BOUNDS",
        bounds,
        "ENDATA",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def read(text: str) -> ExactProgram:
    return parse_mps(text).program


def test_decimals_are_fractions():
    program = read(model(columns=" x COST -.1 EQUAL 2.5E-3\n x LESS 1D2 MORE +4."))
    assert program.cost == (F(-1, 10),)
    assert program.matrix == (((0, F(1, 400)), (1, F(100)), (2, F(4))),)


def test_a_right_hand_side_of_the_objective_is_minus_its_constant():
    assert read(model(rhs=" RHS COST -2.5 EQUAL 1")).constant == F(5, 2)


@pytest.mark.parametrize(
    ("row", "span", "bounds"),
    [
        ("EQUAL", "2", (F(10), F(12))),
        ("EQUAL", "-2", (F(8), F(10))),
        ("EQUAL", "0", (F(10), F(10))),
        ("LESS", "2", (F(8), F(10))),
        ("LESS", "-2", (F(8), F(10))),
        ("MORE", "2", (F(10), F(12))),
        ("MORE", "-2", (F(10), F(12))),
    ],
)
def test_ranges_follow_the_kind_of_row_and_their_sign(row: str, span: str, bounds: tuple):
    program = read(model(rhs=f" RHS {row} 10", ranges=f" RNG {row} {span}"))
    at = program.row_names.index(row)
    assert (program.row_lower[at], program.row_upper[at]) == bounds


def test_a_range_on_a_free_row_changes_nothing():
    program = read(model(rows=" N OTHER\n E EQUAL", columns=" x COST 1 OTHER 2\n x EQUAL 1", ranges=" RNG OTHER 5"))
    assert (program.row_lower[0], program.row_upper[0]) == (None, None)


@pytest.mark.parametrize(
    ("lines", "bounds"),
    [
        ([], (F(0), None)),
        ([" UP B x 4"], (F(0), F(4))),
        ([" UP B x -4"], (None, F(-4))),
        ([" LO B x -9", " UP B x -4"], (F(-9), F(-4))),
        ([" UP B x -4", " LO B x -9"], (F(-9), F(-4))),
        ([" UP B x 0"], (F(0), F(0))),
        ([" MI B x"], (None, None)),
        ([" MI B x", " UP B x 3"], (None, F(3))),
        ([" FR B x"], (None, None)),
        ([" FR x"], (None, None)),
        ([" UP x 4"], (F(0), F(4))),
        ([" FX B x 2.5"], (F(5, 2), F(5, 2))),
        ([" UP B x 3", " PL B x"], (F(0), None)),
        ([" UP B x inf"], (F(0), None)),
        ([" LO B x -Infinity"], (None, None)),
        ([" BV B x"], (F(0), F(1))),
        ([" LI B x 2", " UI B x 7"], (F(2), F(7))),
    ],
)
def test_bounds(lines: list[str], bounds: tuple):
    program = read(model(bounds="\n".join(lines)))
    assert (program.column_lower[0], program.column_upper[0]) == bounds
    assert program.integer[0] == any(line.split()[0] in ("BV", "LI", "UI") for line in lines)


def test_markers_make_columns_whole():
    columns = " a COST 1\n M 'MARKER' 'INTORG'\n b COST 1\n M 'MARKER' 'INTEND'\n c COST 1"
    assert read(model(columns=columns, bounds=" PL B b")).integer == (False, True, False)


@pytest.mark.parametrize("head", ["OBJSENSE\n MAX", "OBJSENSE MAXIMIZE", "OBJSENSE\n    maximise"])
def test_a_maximum_is_turned_round(head: str):
    program = read(model(head=head, rhs=" RHS COST -2"))
    assert (program.sign, program.cost, program.constant) == (-1, (F(-1),), F(-2))


def test_names_of_sets_may_be_left_out_and_sections_may_be_empty():
    assert read(model(rhs=" EQUAL 3 LESS 4")).row_lower[0] == 3
    assert parse_mps("NAME\nROWS\n N COST\nCOLUMNS\nRHS\nENDATA\n").program.shape == (0, 0)


def test_the_fixed_format_has_names_with_spaces():
    text = (
        "NAME          SPACES\nROWS\n N  THE COST\n L  ROW 1\nCOLUMNS\n"
        "    COL A     THE COST          -1.0   ROW 1              2.\nRHS\n"
        "    RHS       ROW 1              5.0\nBOUNDS\n UP BND       COL A             2.25\nENDATA\n"
    )
    with pytest.raises(MpsError):
        parse_mps(text.replace(" 2.25", "  2.25"))
    found = parse_mps(text)
    assert (found.format, found.program.column_names, found.program.row_names) == ("fixed", ("COL A",), ("ROW 1",))
    assert (found.program.row_upper, found.program.column_upper) == ((F(5),), (F(9, 4),))


def test_netlib_afiro():
    program = read(AFIRO.read_text(encoding="ascii"))
    assert program.shape == (27, 32)
    assert sum(map(len, program.matrix)) == 83
    assert program.row_upper[program.row_names.index("X05")] == 80


@pytest.mark.parametrize("seed", range(20))
def test_what_we_write_we_read_and_so_do_others(seed: int):
    program = random_program(seed)
    text = mps(program)
    found, expected = read(text), ExactProgram.of(program)
    assert found == expected
    scaled, again = program.in_millions(), found.floats()
    theirs = mps_converter.mps_to_model_proto(text)
    np.testing.assert_array_equal(again.column_lower, np.array(theirs.variables.lower_bounds))
    np.testing.assert_array_equal(again.row_upper, scaled.row_upper)
    assert (again.matrix != scaled.matrix).nnz == 0
    assert again.constant == theirs.objective.offset
    np.testing.assert_array_equal(again.integer, scaled.integer)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (model(rows=" E EQUAL\n E EQUAL"), 5, "EQUAL"),
        (model(columns=" x COST 1 NOWHERE 2"), 8, "NOWHERE"),
        (model(columns=" x COST 1,5"), 8, "1,5"),
        (model(columns=" x COST nan"), 8, "nan"),
        (model(columns=" x COST 1e9999"), 8, "1e9999"),
        (model(columns=" x COST 1\n y COST 1\n x EQUAL 1"), 10, "x"),
        (model(columns=" x EQUAL 1 EQUAL 2"), 8, "x"),
        (model(rhs=" RHS EQUAL 1\n RHS EQUAL 2"), 12, "EQUAL"),
        (model(bounds=" UP B y 1"), 13, "y"),
        (model(bounds=" SC B x 1"), 13, "SC"),
        (model(columns=" M 'MARKER' 'INTORG'\n x COST 1"), 13, "x"),
        ("NAME\nROWS\n N COST\nCOLUMNS\nQUADOBJ\nENDATA\n", 5, "QUADOBJ"),
        ("NAME\nROWS\n N COST\n", 3, "ENDATA"),
        ("NAME\nROWS\n E R\nCOLUMNS\nENDATA\n", 5, "N"),
        (" E R\n", 1, ""),
    ],
)
def test_errors_name_the_line_in_both_languages(text: str, line: int, words: str):
    with pytest.raises(MpsError) as caught:
        parse_mps(text, "model.mps")
    for lang in LANGUAGES:
        message = caught.value.text.of(lang, **caught.value.values)
        assert message.startswith(f"model.mps, {'ligne' if lang == 'fr' else 'line'} {line}")
        assert words in message
        assert "{" not in message
