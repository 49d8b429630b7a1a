"""Small random funds for rounding: drawn as whole numbers and decimals, built into a program, judged without it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random

import numpy as np

from fundopt.model.linear_program import Axis, Builder, LinearProgram

PRIVATE_SHARES = ("0", "0", "0.2", "0.3", "0.4", "0.333333333333", "0.666666666667")
UNIT_COSTS = ("10000", "5500", "4734", "12345.5", "390000")


@dataclass(frozen=True)
class Fund:
    """Amounts in MAD, arrays by source f, city c, measure m, period t; only the last source is private."""

    shape: tuple[int, int, int, int]
    eligible: np.ndarray  # [f, c, m]
    unit_cost: tuple[str, ...]  # [m]
    value: np.ndarray  # [m, t], per unit
    pool: np.ndarray  # [c, m], tenths of a unit
    budget: np.ndarray  # [f, t], cumulative
    private_share: tuple[str, ...]  # [m]
    public_per_private: str | None
    city_floor: np.ndarray  # [c]
    least_share: str | None  # of all spending, for the first measure
    committed: int | None  # exactly, to the first city and measure
    least_units: int  # of the last measure, everywhere
    by_sums: bool  # whether budgets count a column of spending instead of payments


def random_fund(seed: int) -> Fund:
    """The fund of `seed`; about half of all funds have a rule that asks for spending."""
    draw = Random(seed)
    f, c, m, t = shape = draw.randint(2, 3), draw.randint(1, 3), draw.randint(1, 3), draw.randint(1, 3)
    eligible = np.array([[[draw.random() < 0.8 for _ in range(m)] for _ in range(c)] for _ in range(f)])
    eligible[-1] = True
    digits = draw.choice((0, 0, 3))
    received = [
        [draw.randint(50, 3000) * 1000 + draw.randint(0, 999) * (digits == 0) for _ in range(t)] for _ in range(f)
    ]
    total = sum(map(sum, received))
    rule = draw.choice(("none", "none", "floor", "share", "committed", "units"))
    return Fund(
        shape=shape,
        eligible=eligible,
        unit_cost=tuple(draw.choice(UNIT_COSTS) for _ in range(m)),
        value=np.array([[draw.randint(10, 99) * (9 - i) for i in range(t)] for _ in range(m)]) / 1000,
        pool=np.array([[draw.randint(5, 3000) for _ in range(m)] for _ in range(c)]),
        budget=np.cumsum(received, axis=1),
        private_share=tuple(draw.choice(PRIVATE_SHARES) for _ in range(m)),
        public_per_private=draw.choice((None, "2.33", "4")),
        city_floor=np.array([draw.randint(0, total // 40) if rule == "floor" else 0 for _ in range(c)]),
        least_share=draw.choice(("0.1", "0.25")) if rule == "share" else None,
        committed=draw.randint(1, 40) * 1000 + draw.choice((0, 0, 567)) if rule == "committed" else None,
        least_units=draw.randint(1, 5) if rule == "units" else 0,
        by_sums=draw.random() < 0.5,
    )


def program_of(fund: Fund, *, backwards: bool = False) -> LinearProgram:
    """Maximise the value of units; `backwards` declares labels and rows in the opposite order."""
    sign = -1 if backwards else 1
    f, c, m, t = (
        Axis(name, tuple(f"{name}{i}" for i in range(size))[::sign])
        for name, size in zip(("source", "city", "measure", "period"), fund.shape, strict=True)
    )

    def at(array: np.ndarray) -> np.ndarray:
        """`array` by number, in the order of the labels."""
        return np.flip(array) if backwards else array

    build = Builder()
    exists = np.broadcast_to(at(fund.eligible)[..., None], fund.shape)
    payments = build.variables("payments", (f, c, m, t), unit="MAD", where=exists)
    units = build.variables("units", (c, m, t), unit="units")
    spending = build.variables("spending", (f, t), unit="MAD") if fund.by_sums else None
    pools = build.rows("pools", (c, m), unit="units", upper=at(fund.pool) / 10)
    build.add(pools[..., None], units, 1)
    pays = build.rows("who_pays", (c, m, t), unit="MAD", lower=0, upper=0)
    build.add(pays, payments, 1)
    build.add(pays, units, -at(np.array(fund.unit_cost, dtype=float))[None, :, None])
    if spending is not None:
        sums = build.rows("spending_total", (f, t), unit="MAD", lower=0, upper=0)
        build.add(sums, spending, 1)
        build.add(sums[:, None, None, :], payments, -1)
    _rules(fund, build, payments, spending, (f, c, m, t), at)
    if fund.least_units:
        least = build.rows("least_units", (), unit="units", lower=fund.least_units)
        build.add(least, units[:, at(np.arange(fund.shape[2])) == fund.shape[2] - 1], 1)
    return build.build({"units": -np.broadcast_to(at(fund.value)[None], units.shape).ravel()})


def _rules(fund: Fund, build: Builder, payments: np.ndarray, spending: np.ndarray | None, axes, at) -> None:
    f, c, m, t = axes
    number = [at(np.arange(size)) for size in fund.shape]
    budgets = build.rows("budgets", (f, t), unit="MAD", upper=at(fund.budget))
    past = (number[3][:, None] <= number[3][None, :]).astype(float)
    if spending is None:
        build.add(budgets[:, None, None, None, :], payments[..., None], past)
    else:
        build.add(budgets[:, None, :], spending[..., None], past)
    private = (number[0] == fund.shape[0] - 1)[:, None, None, None]
    share = at(np.array(fund.private_share, dtype=float))
    shares = build.rows("private_share", (c, m), unit="MAD", lower=0, where=(share > 0)[None])
    build.add(shares[None, :, :, None], payments, private - share[None, None, :, None])
    if fund.public_per_private:
        ratio = build.rows("public_per_private", (t,), unit="MAD", upper=0)
        weight = np.where(private, -float(fund.public_per_private), 1.0)
        build.add(ratio, payments[..., None], weight[..., None] * past)
    floors = build.rows("city_floors", (c,), unit="MAD", lower=at(fund.city_floor))
    build.add(floors[None, :, None, None], payments, 1)
    first = (number[2] == 0)[None, None, :, None]
    if fund.least_share:
        least = build.rows("least_share", (), unit="MAD", lower=0)
        build.add(least, payments, first - float(fund.least_share))
    if fund.committed is not None:
        exactly = build.rows("committed", (), unit="MAD", lower=fund.committed, upper=fund.committed)
        build.add(exactly, payments, 1.0 * (first & (number[1] == 0)[None, :, None, None]))


def payments_of(fund: Fund, program: LinearProgram, values: np.ndarray) -> np.ndarray:
    """Payments as an array [f, c, m, t] by number, from the members of the block."""
    table = np.zeros(fund.shape, dtype=values.dtype)
    labels = program.variables["payments"].index().values()
    table[tuple(np.array([int(label[-1]) for label in axis]) for axis in labels)] = values
    return table


def broken_rules(fund: Fund, paid: np.ndarray) -> list[str]:
    """The rules that whole payments [f, c, m, t] break: money to the last decimal, units by more than 1e-9."""
    paid = paid.astype(object)
    public, private = paid[:-1].sum(axis=0), paid[-1]
    both = public + private
    units = np.array([both[:, m] / Fraction(cost) for m, cost in enumerate(fund.unit_cost)])  # [m, c, t]
    through = np.cumsum(paid.sum(axis=(1, 2)), axis=1)
    tests = {
        "eligible": not (paid * ~fund.eligible[..., None]).any() and (paid >= 0).all(),
        "budgets": (through <= fund.budget).all(),
        "private_share": all(
            private[c, m].sum() >= Fraction(share) * both[c, m].sum()
            for m, share in enumerate(fund.private_share)
            for c in range(fund.shape[1])
        ),
        "public_per_private": fund.public_per_private is None
        or (through[:-1].sum(axis=0) <= Fraction(fund.public_per_private) * through[-1]).all(),
        "city_floors": (both.sum(axis=(1, 2)) >= fund.city_floor).all(),
        "least_share": not fund.least_share or both[:, 0].sum() >= Fraction(fund.least_share) * both.sum(),
        "committed": fund.committed is None or both[0, 0].sum() == fund.committed,
        "pools": (fund.pool * (1 + Fraction(1, 10**9)) >= units.sum(axis=2).T * 10).all(),
        "least_units": units[-1].sum() >= fund.least_units * (1 - Fraction(1, 10**9)),
    }
    return [name for name, kept in tests.items() if not kept]
