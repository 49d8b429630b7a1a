"""Checks, without any other program, that a plan keeps its rules and that no plan does better by more than is said.

    python checker.py FOLDER        answers "accepted" (exit code 0), or the first thing that does not hold (1)

It needs Python 3.11 or later and nothing else: no line of the program that made the plan, no solver. All arithmetic is
in fractions, and exact.

FOLDER holds  model.mps         the rules: rows, columns (what is decided), costs, least and greatest values
              certificate.json  the plan's values, and the multipliers that prove how good any plan can be
              names.csv, plan/  where there is a plan: what columns are called; payments and sites as published

1. model.mps and names.csv are the files that the certificate is about (their SHA-256).
2. Each point given (the best known, the plan to be paid) keeps every row, every bound and every whole number. It costs
   what is stated, and the plan's payments and sites are those of the published tables, to the last digit.
3. A multiplier for each row, of the right sign, adds the rows up to one inequality that every plan keeps: the least
   cost that it allows is a bound that no plan beats. Where values must be whole, plans are split in two again and
   again ("at most 2", "at least 3"), and every part has multipliers; where no plan exists they prove that.
4. What is claimed follows: optimal (cost = bound), a gap, infeasible, or unbounded.
"""

import csv
import functools
import hashlib
import json
import math
import re
import sys
from fractions import Fraction
from pathlib import Path

TABLES = (  # a published table, its columns in the model, their label, what is published, how much of it is 1 there
    ("payments", "payments", ("source", "city", "measure", "period"), "amount", 1_000_000),
    ("sites", "opened", ("city", "measure", "period"), "opened", 1),
    ("sites", "open", ("city", "measure", "period"), "open", 1),
)
GUARD = re.compile("^'(?='*[=+@＝＋－＠-])")  # before what a spreadsheet program would take for a formula
FRACTION, ZERO = functools.cache(lambda text: Fraction(text.upper().replace("D", "E"))), Fraction(0)


def need(holds, why):
    if not holds:
        raise ValueError(why)


class Model:
    """model.mps: coefficients as the file writes them; `rows` and `bounds` are (least, greatest), None: no limit."""

    def __init__(self, text, form):
        self.objective, self.sign, self.whole, self.bounded, section, within = None, 1, set(), set(), "", False
        self.kinds, self.columns, self.bounds, self.side, self.span = {}, {}, {}, {}, {}
        for line in text.splitlines():
            if not line.strip() or line[0] == "*":
                continue
            if line[0].isspace():
                words = self.words(line, section, form)
            else:
                section, *words = line.upper().split()
                words = words if section == "OBJSENSE" else []
            if section == "ENDATA" or not words:
                continue
            if section == "OBJSENSE":
                self.sign = {"MAX": -1, "MIN": 1}[words[0].upper()[:3]]
            elif section == "ROWS":
                need(words[1] not in self.kinds, f"row {words[1]} is there twice")
                self.kinds[words[1]] = words[0].upper()
                if words[0].upper() == "N" and self.objective is None:
                    self.objective = words[1]
            elif section == "COLUMNS" and words[1] == "'MARKER'":
                within = words[-1] == "'INTORG'"
            elif section == "COLUMNS":
                if words[0] not in self.columns:
                    self.columns[words[0]], self.bounds[words[0]] = {}, (ZERO, None)
                    self.whole |= {words[0]} if within else set()
                self.fill(self.columns[words[0]], words[1:])
            elif section == "BOUNDS":
                self.bound(words[0].upper(), words[2], "".join(words[3:]))
            else:
                self.fill({"RHS": self.side, "RANGES": self.span}[section], words[1:])
        need(section == "ENDATA" and self.objective and self.whole <= self.bounded, "model.mps is not complete")
        self.constant = -FRACTION(self.side.get(self.objective, "0"))
        self.cost = {column: entries.pop(self.objective, "0") for column, entries in self.columns.items()}
        self.rows = {row: self.limits(row) for row in self.kinds if row != self.objective}

    def words(self, line, section, form):
        """The words of a line; "" for the name of a set of right-hand sides or bounds that is left out."""
        if form == "fixed":  # names may hold spaces: fields stand at columns 2, 5, 15, 25, 40, 50, between them nothing
            need(not "".join(line[i : i + 1] for i in (3, 12, 13, 22, 23, 36, 37, 38, 47, 48)).strip(), f"line {line}")
            words = [line[a:b].strip() for a, b in ((1, 3), (4, 12), (14, 22), (24, 36), (39, 47), (49, 61))]
            words = words if section in ("ROWS", "BOUNDS") else words[1:]
            return words[: max((i + 1 for i, word in enumerate(words) if word), default=0)]
        words = line.split()
        if section in ("RHS", "RANGES") and len(words) % 2 == 0:
            words.insert(0, "")
        if section == "BOUNDS" and len(words) == (2 if words[0].upper() in ("FR", "MI", "PL", "BV") else 3):
            words.insert(1, "")
        return words

    def fill(self, entries, words):
        for row, text in zip(words[::2], words[1::2], strict=True):
            if row not in self.kinds or row in entries:
                need(False, f"row {row} is unknown or twice")
            entries[row] = text

    def bound(self, kind, column, text):
        least, most = self.bounds[column]
        value = FRACTION(text) if text and "INF" not in text.upper() else None
        self.whole |= {column} if kind in ("BV", "LI", "UI") else set()
        least = None if kind[0] == "U" and (value or 0) < 0 and column not in self.bounded else least
        self.bounded.add(column)
        pairs = {"FR": (None, None), "MI": (None, most), "PL": (least, None), "BV": (ZERO, Fraction(1))}
        pairs |= {"LO": (value, most), "LI": (value, most), "UP": (least, value), "UI": (least, value)}
        self.bounds[column] = (pairs | {"FX": (value, value)})[kind]

    def limits(self, row):
        kind, side, span = self.kinds[row], FRACTION(self.side.get(row, "0")), FRACTION(self.span.get(row, "0"))
        if row not in self.span or kind == "N":
            return {"N": (None, None), "E": (side, side), "L": (None, side), "G": (side, None)}[kind]
        downwards = kind == "L" or (kind == "E" and span < 0)
        return (side - abs(span), side) if downwards else (side, side + abs(span))

    def activities(self, point):
        total = dict.fromkeys(self.rows, ZERO)
        for column, x in point.items():
            for row, text in self.columns[column].items():
                total[row] += FRACTION(text) * x
        return total

    def value(self, point):
        """The cost of a point, to be made small: where the file asks for a maximum, minus what it counts."""
        return self.sign * (self.constant + sum(FRACTION(self.cost[column]) * x for column, x in point.items()))


def check_point(model, names, given):
    """Step 2: the point in fractions; refused at the first row, bound or whole number that it does not keep."""
    point = {column: FRACTION(text) for column, text in given.items()}
    values = dict.fromkeys(model.columns, ZERO) | point
    for what, found, limits in (("row", model.activities(point), model.rows), ("column", values, model.bounds)):
        for name, x in found.items():
            least, most = limits[name]
            if (least is not None and x < least) or (most is not None and x > most):
                need(False, f"{what} {name} {names.get(name, '')} is {shown(x)}, not {shown(least)} to {shown(most)}")
    for name in model.whole:
        need(values[name].denominator == 1, f"column {name} {names.get(name, '')} is {shown(values[name])}, not whole")
    return point


def check_tables(folder, names, point):
    """Step 2: the published payments and sites are the values of their columns, to the last digit."""
    for table, block, keys, amount, scale in TABLES:
        with open(folder / "plan" / f"{table}.csv", encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        lines = [(f"{block}[{','.join(GUARD.sub('', row[key]) for key in keys)}]", row[amount]) for row in rows]
        published = dict(lines)
        need(len(published) == len(lines), f"plan/{table}.csv has a row twice")
        for column, label in names.items():
            if label.startswith(f"{block}["):
                paid, stated = Fraction(published.pop(label, "0")), point.get(column, ZERO) * scale
                need(paid == stated, f"plan/{table}.csv: {label} is {shown(paid)}, in the certificate {shown(stated)}")
        need(not any(map(Fraction, published.values())), f"plan/{table}.csv: {[*published][:3]}: not in the model")


def follow(model, rows):
    """Step 3: limits of columns without one, as they follow from a row and its other columns, rounded outwards."""
    bounds, members = {c: list(pair) for c, pair in model.bounds.items()}, {row: [] for row in rows}
    for column, entries in model.columns.items():
        for row in entries.keys() & members.keys():
            if a := FRACTION(entries[row]):
                members[row].append((column, a, a > 0))
    for row in rows:
        for limit, up in zip(model.rows[row], (1, 0), strict=True):
            # Where the row is at least `limit`, a term is at least what the others at their most (up = 1) leave to it.
            ends = [(c, a, rises, bounds[c][up if rises else 1 - up]) for c, a, rises in members[row]]
            endless = sum(end is None for *_, end in ends)
            if limit is None or endless > 1:
                continue
            total = sum(a * end for _, a, _, end in ends if end)
            for c, a, rises, end in ends:
                place = 1 - up if rises else up
                if bounds[c][place] is None and (end is None or not endless):
                    value = (limit - total + (a * end if end else 0)) / a
                    bounds[c][place] = Fraction(math.ceil(value) if place else math.floor(value))
    return bounds


def multiply(model, given, cost):
    """Step 3: what row multipliers make of the rows' limits, and what they leave of the cost of each column."""
    dual, worth, rest = {row: FRACTION(text) for row, text in given.items()}, model.sign * model.constant * cost, {}
    for row, y in dual.items():
        limit = model.rows[row][0 if y > 0 else 1]
        need(limit is not None, f"the multiplier of row {row} has the wrong sign")
        worth += y * limit
    for column, entries in model.columns.items():
        above, below = (FRACTION(model.cost[column]) * model.sign * cost).as_integer_ratio()
        for row in entries.keys() & dual.keys():  # a quotient that is not reduced: most come to 0, and it is faster
            (a, b), (y, z) = FRACTION(entries[row]).as_integer_ratio(), dual[row].as_integer_ratio()
            above, below = above * b * z - a * y * below, below * b * z
        if above:
            rest[column] = Fraction(above, below)
    return worth, rest


def least_cost(worth, rest, bounds):
    """Step 3: what no plan within the bounds goes below: each column stands where its rest of cost is least."""
    for column, left in rest.items():
        end = bounds[column][0 if left > 0 else 1]
        need(end is not None, f"the multipliers leave column {column} without end")
        worth += left * end if end else 0
    return worth


def check_tree(model, proof):
    """Step 3: the least bound of all parts, None where every part is empty; no split leaves a whole number out."""
    root, made, found, parts = follow(model, proof["rows"]), {}, [], [(0, {})]
    while parts:
        number, changed = parts.pop()
        node, bounds = proof["tree"][number], {**root, **changed}
        if "split" in node:
            column, most, (least, greatest) = node["split"], int(node["most"]), bounds[node["split"]]
            need(column in model.whole and node["below"] > number < node["above"], f"part {number} is no split")
            halves = {"below": (least, Fraction(most)), "above": (Fraction(most + 1), greatest)}
            parts += [(node[side], {**changed, column: pair}) for side, pair in halves.items()]
        elif "crossed" in node:
            least, most = (bounds if node["crossed"] in bounds else model.rows)[node["crossed"]]
            need(None not in (least, most) and least > most, f"the bounds of {node['crossed']} leave room")
        else:
            ((kind, which),) = node.items()
            need(kind in ("bound", "empty"), f"part {number} is not proved")
            if (kind, which) not in made:
                made[kind, which] = multiply(model, proof["duals"][which], int(kind == "bound"))
            least = least_cost(*made[kind, which], bounds)
            need(kind == "bound" or least > 0, f"part {number} is not proved empty")
            found += [least] if kind == "bound" else []
    return min(found, default=None)


def check_ray(model, given):
    """Step 4: from a point that keeps all rules one can go on for ever this way, and the cost falls."""
    ray = {column: FRACTION(text) for column, text in given.items()}
    rows = [(x, model.rows[row]) for row, x in model.activities(ray).items()]
    for x, (least, most) in rows + [(x, model.bounds[column]) for column, x in ray.items()]:
        need((least is None or x >= 0) and (most is None or x <= 0), "the direction leaves the rules")
    need(model.value(ray) < model.value({}), "the direction does not lower the cost")


def check(folder):
    """All steps: the sentences that hold. Whatever does not hold, or cannot be read, raises an error."""
    sys.set_int_max_str_digits(0)
    said = json.loads((folder / "certificate.json").read_text("utf-8"))
    digest, plain = said.pop("digest"), json.dumps(said, sort_keys=True, separators=(",", ":"))
    need(hashlib.sha256(plain.encode()).hexdigest() == digest, "certificate.json is not as it was written (digest)")
    files = {file: (folder / file).read_bytes() for file in said["files"]}
    for file, content in files.items():
        found, wanted = hashlib.sha256(content).hexdigest(), said["files"][file]
        need(found == wanted, f"{file} is not the file that was certified: SHA-256 {found}, expected {wanted}")
    names = dict(row[:2] for row in csv.reader(files.get("names.csv", b"").decode("utf-8").splitlines()))
    model, status = Model(files["model.mps"].decode("utf-8"), said["format_of_model"]), said["status"]
    need(status in ("optimal", "gap", "infeasible", "unbounded"), "nothing is claimed")
    bound = None if status == "unbounded" else check_tree(model, said["proof"])
    need((bound is None) == (status in ("infeasible", "unbounded")), "all parts are proved empty, or not all")
    if status == "infeasible":
        return ["infeasible: no choice of values keeps all rows and bounds"]
    point = check_point(model, names, said["point"])
    lines = [f"best known: keeps all {len(model.rows)} rows and the bounds of {len(model.columns)} columns"]
    if status == "unbounded":
        check_ray(model, said["ray"])
        return [*lines, "unbounded: the cost can be lowered without end"]
    cost, gap = model.value(point), model.value(point) - bound
    need(Fraction(said["objective"]) == model.sign * cost, f"the best known costs {shown(model.sign * cost)}")
    need(Fraction(said["bound"]) == model.sign * bound, f"the multipliers prove {shown(model.sign * bound)}")
    need(Fraction(said["gap"]) == gap and (gap == 0 or (gap > 0 and status == "gap")), f"the gap is {shown(gap)}")
    lines.append(f"objective {shown(model.sign * cost)}, bound {shown(model.sign * bound)}, gap {shown(gap)}")
    if "plan" in said:
        plan, paid = said["plan"], check_point(model, names, said["plan"]["point"])
        check_tables(folder, names, paid)
        cost, published = model.value(paid), model.sign * Fraction(plan["published"])
        gap = max(cost, published) - bound
        need(Fraction(plan["objective"]) == model.sign * cost, f"the plan costs {shown(model.sign * cost)}")
        need(Fraction(plan["gap"]) == gap, f"the gap of the plan is {shown(gap)}")
        lines.append("the plan to be paid: keeps every row exactly; payments and sites are those of plan/*.csv")
        most, worth = shown(Fraction(math.ceil(gap * 10**6), 10**6)), shown(-max(cost, published))
        lines.append(f"no plan that keeps the rules avoids over {most} more person-years than this one's {worth}")
        lines.append("(person-years as the costs in model.mps discount and weigh them, not as a headline counts them)")
        lines.append("not looked at: plan.xlsx, note.pdf, case/, record.json, the rest of plan/ (see fundopt verify)")
    return lines


def shown(x):
    return "without limit" if x is None else str(x) if x.denominator == 1 else f"{float(x):.12g}"


def main(folder):
    try:
        print("\n".join([*check(Path(folder)), "accepted"]))
    except (OSError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        print(f"REJECTED: {error}" if type(error) is ValueError else f"REJECTED: {type(error).__name__}: {error}")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "."))
