"""The rows under an edit: find, replace, add, remove and scale them in a frozen case, keeping places and provenance."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

from fundopt.case import cells, extras, schema
from fundopt.case.case import Case, Data, Place
from fundopt.case.cells import NUMERIC
from fundopt.case.findings import Finding, Severity
from fundopt.case.messages import finding, shorten
from fundopt.case.provenance import RULES
from fundopt.case.schema import Column, Type
from fundopt.language import Text

OWNER = "what-if"
"""Who answers for what an edit adds or assumes."""

SCALED = Decimal("0.000001")
"""Scaled values other than amounts are rounded to this."""

MOST_DIGITS = 400
"""A factor whose products have more digits than this is none."""


class EditFault(ValueError):
    """An edit that the case cannot take; `finding` says why."""

    def __init__(self, finding: Finding):
        super().__init__(finding.line("en"))
        self.finding = finding


def table(case: Case, name: str) -> Data:
    """The table called `name`. Raises EditFault."""
    if name not in schema.BY_NAME:
        raise unknown_table(case, name)
    return case[name]


def column(data: Data, name: str) -> Column:
    """The column called `name`. Raises EditFault."""
    try:
        return data.table.column(name)
    except KeyError:
        raise EditFault(_fault(data.place(), _NO_COLUMN, data.table, found=name)) from None


def position(case: Case, data: Data, row: str) -> int:
    """Where the row with the key `row` stands. Raises EditFault."""
    del case
    if data.table.keys:
        index = next((i for i in range(len(data)) if data.key(i) == row), None)
    elif data.table.fields:
        index = 0 if row == "" and len(data) else None
    else:
        number = int(row[1:]) if row[:1] == "#" and row[1:].isdecimal() else 0
        index = number - 1 if 1 <= number <= len(data) else None
    if index is None:
        raise EditFault(_fault(data.place(), _NO_ROW, data.table, found=row))
    return index


def typed(data: Data, index: int | None, known: Column, value: object) -> object:
    """`value` as its column declares it: text is read as a cell is, nothing takes the default. Raises EditFault."""
    try:
        if isinstance(value, str):
            value = cells.read(value, known, None)
        elif isinstance(value, float) or (isinstance(value, int) and not isinstance(value, bool)):
            value = cells.read(Decimal(str(value)), known, None)
        elif isinstance(value, Decimal) and known.type is Type.INTEGER and not known.many:
            value = cells.read(value, known, None)
    except cells.CellFault as wrong:
        place = data.place(index, known.name)
        raise EditFault(finding(wrong.code, place, data.table, known, value, **wrong.values)) from None
    except (ArithmeticError, ValueError):
        expected = cells.expected(known)
        place = data.place(index, known.name)
        raise EditFault(finding("cell-type", place, data.table, known, value, expected=expected)) from None
    return known.default if value is None else value


def replaced(case: Case, data: Data, cells_: Mapping[str, Mapping[int, object]]) -> Case:
    """The case with some cells of a table exchanged: column → row → value."""
    columns = dict(data.columns)
    for name, values in cells_.items():
        columns[name] = tuple(values.get(i, old) for i, old in enumerate(columns[name]))
    return case.replace(**{data.table.name: replace(data, columns=columns)})


def added(case: Case, name: str, values: Mapping[str, object]) -> Case:
    """The case with one more row. Raises EditFault for what the schema does not know or a cell cannot hold."""
    data = table(case, name)
    if data.table.fields:
        raise EditFault(_fault(data.place(), _ONE_ROW, data.table))
    given = {column(data, key).name: typed(data, None, column(data, key), value) for key, value in values.items()}
    columns = {each.name: (*data[each.name], given.get(each.name, each.default)) for each in data.table.columns}
    lines = (*data.lines, None) if data.lines else ()
    case = _with_rows(case, replace(data, columns=columns, lines=lines), [*range(len(data)), None])
    row = case[name].key(len(data))
    return assumed(case, name, row, [key for key, value in given.items() if value is not None]) if row else case


def removed(case: Case, name: str, row: str) -> Case:
    """The case without a row, and without the provenance of that row alone. Raises EditFault."""
    data = table(case, name)
    if data.table.fields:
        raise EditFault(_fault(data.place(), _ONE_ROW, data.table))
    gone = position(case, data, row)
    case = _without(case, data, {gone})
    provenance = case["provenance"]
    told = {i for i, told in enumerate(provenance) if data.table.keys and (told.table, told.row) == (name, row)}
    return _without(case, provenance, told) if told else case


def scaled(case: Case, name: str, known: str, factor: Decimal, *, whole: bool = False) -> Case:
    """The case with every number of a column multiplied; `whole`: rounded to units."""
    data = case[name]
    digits = Decimal(1) if whole else SCALED
    numbers = {i: value for i, value in enumerate(data[known]) if isinstance(value, Decimal) and value.is_finite()}
    if not numbers or factor == 1:
        return case
    try:
        with localcontext(prec=MOST_DIGITS):
            values = {i: _plain((value * factor).quantize(digits, ROUND_HALF_UP)) for i, value in numbers.items()}
    except InvalidOperation:
        raise fault(case, name, _FACTOR, known, factor) from None
    case = replaced(case, data, {known: values})
    for i in values:
        case = assumed(case, name, data.key(i), (known,))
    return case


def _plain(value: Decimal) -> Decimal:
    """A number without idle zeros, and without an exponent where it is whole."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def assumed(case: Case, name: str, row: str, columns: Collection[str]) -> Case:
    """The case whose provenance says of numbers edited by hand that they are assumptions."""
    known = schema.BY_NAME[name]
    numbers = [key for key in columns if known.column(key).type in NUMERIC and not known.column(key).key]
    provenance = case["provenance"]
    if name in RULES or not numbers or not len(provenance) or (not known.keys and not known.fields):
        return case
    keys = {(name, row, key) for key in numbers}
    told = zip(provenance["table"], provenance["row"], provenance["column"], strict=True)
    kept = [i for i, key in enumerate(told) if key not in keys]
    new = [{"table": name, "row": row, "column": key, **_ASSUMPTION} for key in numbers]
    columns_ = {
        each.name: (*(provenance[each.name][i] for i in kept), *(record.get(each.name, each.default) for record in new))
        for each in schema.PROVENANCE.columns
    }
    lines = (*(provenance.lines[i] for i in kept), *(None for _ in new)) if provenance.lines else ()
    order = [*kept, *(None for _ in new)]
    return _with_rows(case, replace(provenance, columns=columns_, lines=lines), order)


def free_key(data: Data, wished: str) -> str:
    """`wished`, or the same with a number where another row has that key."""
    taken, name, count = set(data[data.table.keys[0]]), wished, 2
    while name in taken:
        name, count = f"{wished} {count}", count + 1
    return name


def positive(case: Case, name: str, known: str, factor: object) -> None:
    """Raise EditFault where a factor is no number, or below 0."""
    if not isinstance(factor, Decimal) or not factor.is_finite() or factor < 0:
        raise fault(case, name, _FACTOR, known, factor)


def fault(case: Case, name: str, expected: Text, known: str = "", found: object = "") -> EditFault:
    """The fault of an edit of a table that asks for something else than `expected`."""
    data = case[name]
    return EditFault(_fault(data.place(None, known or None), expected, data.table, known, found))


def unknown_table(case: Case, name: str) -> EditFault:
    """The fault of an edit of a table that there is not."""
    return EditFault(_fault(Place(case.name), _NO_TABLE, found=name))


def _without(case: Case, data: Data, gone: set[int]) -> Case:
    kept = [i for i in range(len(data)) if i not in gone]
    columns = {name: tuple(values[i] for i in kept) for name, values in data.columns.items()}
    lines = tuple(data.lines[i] for i in kept) if data.lines else ()
    return _with_rows(case, replace(data, columns=columns, lines=lines), kept)


def _with_rows(case: Case, data: Data, order: list[int | None]) -> Case:
    """The case with a table whose rows come from the rows `order` of the old one (None: new); extras follow them."""
    name = data.table.name
    unknown = {
        extras.column_key(name, heading): tuple(None if i is None else values[i] for i in order)
        for heading, values in extras.columns(case, name).items()
    }
    given = case.given | {name} if len(data) else case.given - {name}
    return Case(case.name, {**case.tables, name: data}, given, {**case.extras, **unknown})


def _fault(
    place: Place, expected: Text, known: schema.Table | None = None, key: str = "", found: object = ""
) -> Finding:
    message = _MESSAGES.get(expected, _CANNOT)
    return Finding(
        "edit-impossible",
        Severity.ERROR,
        place,
        message,
        expected,
        _MEND,
        known.name if known else "",
        key,
        shorten(found),
        {"found": shorten(found), "table": known.label if known else ""},
    )


_ASSUMPTION = {"status": "assumption", "source": OWNER, "owner": OWNER}
_CANNOT = Text("Cette modification ne se peut pas : « {found} ».", "This edit cannot be made: “{found}”.")
_MEND = Text("Retirez cette modification, ou corrigez-la.", "Remove this edit, or mend it.")
_NO_TABLE = Text("Une table du format.", "A table of the format.")
_NO_COLUMN = Text("Une colonne de la table « {table} ».", "A column of the table “{table}”.")
_NO_ROW = Text("Une ligne de la table « {table} ».", "A row of the table “{table}”.")
_ONE_ROW = Text("La table « {table} » a une seule ligne.", "The table “{table}” has a single row.")
_FACTOR = Text("Un facteur de 0 ou plus.", "A factor of 0 or more.")
_MESSAGES = {
    _NO_TABLE: Text("Il n'y a pas de table « {found} ».", "There is no table “{found}”."),
    _NO_COLUMN: Text(
        "La table « {table} » n'a pas de colonne « {found} ».", "The table “{table}” has no column “{found}”."
    ),
    _NO_ROW: Text("La table « {table} » n'a pas de ligne « {found} ».", "The table “{table}” has no row “{found}”."),
    _ONE_ROW: Text("On n'y ajoute ni n'en retire de ligne.", "No row can be added to it or removed from it."),
}
