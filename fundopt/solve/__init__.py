"""Engines behind one door: solve(program) -> Solution, checked and in the program's own units."""

from fundopt.solve.carry import carried, carried_values
from fundopt.solve.engines import DEFAULTS, ENGINES, Session, solve
from fundopt.solve.solution import Basis, Solution

__all__ = ["DEFAULTS", "ENGINES", "Basis", "Session", "Solution", "carried", "carried_values", "solve"]
