"""Careless tables: what people write in cells, headings, rows and sheets, as csv and as a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.making import (
    TABLES,
    Odd,
    Rows,
    as_file,
    as_folder,
    csv_files,
    csv_text,
    with_cell,
    with_table,
    workbook,
    zipped,
)  # fmt: skip

CITIES, SOURCES, MEASURES, FUND = (TABLES[name] for name in ("cities", "sources", "measures", "fund"))
NUMBERS = {
    "space": "400 000", "no-break": "400\u00a0000", "narrow": "400\u202f000", "thin": "400\u2009000",
    "figure-space": "400\u2007000", "apostrophe": "400'000", "typographic": "400’000", "comma": "400,000",
    "point": "400.000", "both-english": "400,000.00", "both-french": "400.000,00", "two-groups-wrong": "4 0000",
    "indian": "4,00,000", "decimal-comma": "400000,0", "decimal-point": "400000.0", "plus": "+400000", "minus": "-400000",
    "true-minus": "−400000", "trailing-minus": "400000-", "brackets": "(400000)", "mad": "400000 MAD", "dh": "400000 DH",
    "euro": "400000 €", "dollar": "$400000", "percent": "40 %", "thousand": "400k", "million": "0,4 M", "exponent": "4E5",
    "exponent-french": "4,0E+5", "letter-o": "4OOOOO", "letter-l": "4l0000", "arabic": "٤٠٠٠٠٠", "full-width": "４０００００",
    "half": "½", "words": "quatre cent mille", "about": "~400000", "at-least": ">400000", "range": "300000-400000",
    "slash": "400000/1", "sum": "200000+200000", "formula": "=200000*2", "not-available": "n/a", "nd": "ND", "dash": "-",
    "long-dash": "—", "question": "?", "hash": "####", "nan": "NaN", "infinity": "inf", "hex": "0xFF", "yes": "oui",
    "true": "VRAI", "leading-zeros": "000400000", "quote": "'400000", "zero-width": "400\u200b000", "rtl": "\u202e000004\u202c",
    "bom": "\ufeff400000", "tab-inside": "400\t000", "empty": None, "blank": "   ", "twelve-digits": "123456789012345678901",
    "many-decimals": "400000.1234567890123", "date": "31/12/2027", "people": "400 000 pers.", "people-about": "env. 400000 actifs", "less": "moins 400000",
    "years": "400000 ans", "time": "12:30", "version": "1.2.3", "currency-first": "MAD 400000",
}  # fmt: skip
"""What stands where the labour force of Fès (400,000 people) should."""

NAMES = {
    "cyrillic": "Fеs", "greek": "Fεs", "zero-width": "F\u200bes", "soft-hyphen": "F\u00ades", "rtl-mark": "Fes\u200f",
    "override": "\u202eseF", "combining": "Fe\u0300s", "full-width": "Ｆｅｓ", "mojibake": "FÃ¨s", "replacement": "F\ufffds",
    "nul": "F\x00s", "newline": "Fès\nville", "tab": "Fès\tville", "formula": "=1+1", "at": "@SUM(1)", "minus": "-Fès",
    "plus": "+Fès", "pipe": "cmd|' /C calc'!A0", "quote": "'Fès", "html": "<script>alert(1)</script>", "markdown": "[x](http://x)",
    "emoji": "Fès 🏙", "long": "F" * 3000, "empty": None, "spaces": "   ", "na": "NA", "none": "None", "true": "VRAI",
    "number": "12", "arabic": "فاس", "percent-format": "%s%n{0}", "semicolon": "Fès;Meknès", "backslash": "F\\n",
}  # fmt: skip
"""What stands where the name of Fès should."""

IDENTIFIERS = {
    "cyrillic": "fеs", "accent": "fès", "capital": "Fes", "space": "fes ville", "dash": "fes-ville", "zeros": "0012",
    "na": "NA", "null": "null", "star": "*", "empty": None, "twice": "sale", "twice-case": "SALE", "twice-accent": "salé",
    "zero-width": "fes\u200b", "no-break": "\u00a0fes", "scientific": "1,2E+15", "date": "mars-27", "formula": "=fes",
    "slash": "fes/sale", "semicolon": "fes;sale", "long": "f" * 500, "number": 12, "true": True, "nul": "f\x00s",
}  # fmt: skip
"""What stands where the identifier of Fès should."""

HEADINGS = {
    "near": "labour_forse", "french": "population active", "french-capitals": "POPULATION ACTIVE", "unit": "labour_force (persons)",
    "thousands": "labour_force (milliers)", "bracket": "labour_force [k]", "unknown": "machin", "empty": None,
    "twice": "unemployed", "spaces": "  labour_force  ", "line-break": "labour\nforce", "cyrillic": "lаbour_force",
    "zero-width": "labour\u200b_force", "formula": "=labour_force", "number": 2027, "star": "labour_force*", "colon": "labour_force :",
}  # fmt: skip
"""What stands where the heading of the labour force should."""

LABELS = {"share-comma": "0,8", "share-percent": "80 %", "share-whole": 80, "share-two": 2, "share-negative": -0.1, "share-text": "beaucoup", "share-150-percent": "150 %", "share-minus-percent": "-5 %"}  # fmt: skip
CHOICES = {"french": "publique", "capitals": "PUBLIC", "near": "publik", "other-word": "gouvernement", "unknown": "mixte", "empty": None, "number": 1, "true": True}  # fmt: skip
PERIODS = {"dash": "2027-1", "year": 2027, "serial": 46023, "words": "1er semestre 2027", "month": "janv-27", "month-iso": "2027-01", "quarter": "2027-T1", "s3": "2027-S3", "lower": "2027-s1", "empty": None, "past": "1815-S1"}  # fmt: skip


def cells() -> Iterator[tuple[str, dict[str, Rows]]]:
    """(name, tables) of every case with one odd cell."""
    for kind, values, table, row, column in (
        ("number", NUMBERS, "cities", 1, 3), ("name", NAMES, "cities", 1, 1), ("identifier", IDENTIFIERS, "cities", 1, 0),
        ("heading", HEADINGS, "cities", 0, 3), ("share", LABELS, "fund", 6, 1), ("choice", CHOICES, "sources", 1, 2),
        ("period", PERIODS, "fund", 2, 1),
    ):  # fmt: skip
        for name, value in values.items():
            yield f"{kind}-{name}", with_cell(table, row, column, value)


def layouts() -> Iterator[tuple[str, dict[str, Rows]]]:
    """(name, tables) of every case with odd rows, titles, totals, notes or sheets."""
    head, fes, sale = CITIES
    total = ["Total", None, None, 730000, 110000, 13000]
    wrong = ["Total", None, None, 730000, 110001, 13000]
    changed = {
        "title-above": [["Villes du fonds"], [], *CITIES],
        "titles-above": [["Royaume"], ["Villes 2027"], [], [], *CITIES],
        "blank-rows-inside": [head, fes, [], [], sale],
        "blank-column-left": [[None, *row] for row in CITIES],
        "total-right": [*CITIES, total],
        "total-wrong": [*CITIES, wrong],
        "total-in-the-middle": [head, fes, ["Sous-total", None, None, 400000, 60000, 5000], sale],
        "total-above": [head, total, fes, sale],
        "total-named-city": [head, fes, ["totalia", "Totalia", "r04", 330000, 50000, 8000]],
        "total-capitals": [*CITIES, ["TOTAL GÉNÉRAL", None, None, 730000, 110000, 13000]],
        "total-in-name": [*CITIES, [None, "Ensemble", None, 730000, 110000, 13000]],
        "mean-row": [*CITIES, ["Moyenne", None, None, 365000, 55000, 6500]],
        "note-below": [*CITIES, [], ["Source : HCP 2024"]],
        "note-star": [*CITIES, ["* provisoire"]],
        "note-between": [head, fes, ["à vérifier"], sale],
        "notes-column": [[*row, note] for row, note in zip(CITIES, ("Remarques", "à revoir", None), strict=True)],
        "comment-column": [[*row, note] for row, note in zip(CITIES, ("Commentaire", "x", "y"), strict=True)],
        "nameless-column": [[*row, note] for row, note in zip(CITIES, (None, "x", "y"), strict=True)],
        "headings-repeated": [head, fes, head, sale],
        "headings-missing": [fes, sale],
        "headings-only": [head],
        "nothing": [],
        "column-abbreviated": [[*head[:3], "labour", *head[4:]], fes, sale],
        "column-missing": [row[:3] + row[4:] for row in CITIES],
        "columns-reordered": [row[::-1] for row in CITIES],
        "columns-twice": [[*row, row[3]] for row in CITIES],
        "row-twice": [head, fes, sale, sale],
        "row-short": [head, fes[:4], sale],
        "row-long": [head, [*fes, 1, 5], sale],
        "row-shifted": [head, ["fes", None, *fes[1:]], sale],
        "row-of-zeros": [head, fes, ["meknes", "Meknès", "r03", 0, 0, 0]],
        "row-empty-numbers": [head, fes, ["meknes", "Meknès", "r03", None, None, None]],
        "unemployed-above-labour-force": [head, fes, ["sale", "Salé", "r04", 330000, 500000, 8000]],
        "units-row": [head, [None, None, None, "personnes", "personnes", "emplois"], fes, sale],
        "numbered-headings": [[f"{i}. {name}" for i, name in enumerate(head, 1)], fes, sale],
        "french-headings": [["ville", "nom", "région", "population active", "chômeurs", "emplois en centres d'appels"], fes, sale],
    }  # fmt: skip
    for name, rows in changed.items():
        yield f"cities-{name}", with_table("cities", rows)
    yield "fund-beside", with_table("fund", [[*row, None, None, "x" if i == 6 else None] for i, row in enumerate(FUND)])
    for name, more in {
        "sheet-unknown": {"Tableau croisé": [["a", "b"], [1, 2]]}, "sheet-near": {"limitz": [["limit", "quantity", "sense", "value"], ["a", "money", "at_least", 5]]},
        "sheet-copy": {"cities (2)": CITIES}, "sheet-dated": {"limites 2027": [["limit", "quantity", "sense", "value"], ["a", "money", "at_least", 5]]},
        "sheet-empty": {"Feuil1": []}, "sheet-guide": {"Mode d'emploi": [["Lisez-moi"]]}, "limits-unknown-city": {"limits": [["limit", "quantity", "sense", "value", "city"], ["a", "money", "at_least", 5, "fez"]]},
        "limits-star-and-city": {"limits": [["limit", "quantity", "sense", "value", "city"], ["a", "money", "at_least", 5, "*;fes"]]},
        "limits-cities-commas": {"limits": [["limit", "quantity", "sense", "value", "city"], ["a", "money", "at_least", 5, "fes, sale"]]},
        "limits-city-all-in-words": {"limits": [["limit", "quantity", "sense", "value", "city"], ["a", "money", "at_least", 5, "toutes"]]},
        "limits-percent-of-nothing": {"limits": [["limit", "name", "quantity", "sense", "value"], ["a", "A", "money", "at_least", "5 %"]]},
        "limits-percent-of-the-fund": {"limits": [["limit", "name", "quantity", "sense", "value", "measured"], ["a", "A", "money", "at_least", "5 %", "share_of_fund"]]},
        "limits-percent-above-all": {"limits": [["limit", "name", "quantity", "sense", "value", "measured"], ["a", "A", "money", "at_least", "150 %", "part du fonds"]]},
        "limits-sense-floor": {"limits": [["limit", "name", "quantity", "sense", "value"], ["a", "A", "money", "plancher", 5]]},
        "limits-city-twice": {"limits": [["limit", "quantity", "sense", "value", "city"], ["a", "money", "at_least", 5, "fes;fes"]]},
        "limits-floor-above-fund": {"limits": [["limit", "quantity", "sense", "value"], ["a", "money", "at_least", 9000000]]},
    }.items():  # fmt: skip
        yield name, {**TABLES, **more}
    yield (
        "measures-profile-without-table",
        with_table("measures", [[*MEASURES[0], "profile"], [*MEASURES[1], "analyste"]]),
    )
    for gone in TABLES:
        yield f"without-{gone}", {name: rows for name, rows in TABLES.items() if name != gone}
        yield f"empty-{gone}", {**TABLES, gone: []}
    renamed = {"villes": CITIES, "fonds": FUND, "mesures": MEASURES, "sources": SOURCES}
    yield "sheets-in-french", renamed
    yield "sheets-in-capitals", {name.upper(): rows for name, rows in TABLES.items()}


def texts() -> Iterator[Odd]:
    """Csv files in odd encodings, with odd separators, quotes and line ends."""
    plain = csv_text(CITIES)
    semicolons = csv_text(CITIES, ";")
    variants = {
        "utf8-bom": plain.encode("utf-8-sig"), "cp1252": plain.encode("cp1252"), "utf16-le-bom": b"\xff\xfe" + plain.encode("utf-16-le"),
        "utf16-be-bom": b"\xfe\xff" + plain.encode("utf-16-be"), "utf16-no-bom": plain.encode("utf-16-le"), "utf32-bom": plain.encode("utf-32"),
        "mac-roman": plain.encode("mac-roman"), "ebcdic": plain.encode("cp500"), "double-encoded": plain.encode().decode("cp1252").encode(),
        "mixed-encodings": plain.encode().replace("Salé".encode(), "Salé".encode("cp1252")), "semicolons": semicolons.encode(),
        "tabs": csv_text(CITIES, "\t").encode(), "pipes": csv_text(CITIES, "|").encode(), "colons": csv_text(CITIES, ":").encode(),
        "blanks": csv_text(CITIES, " ").encode(), "sep-line": ("sep=;\n" + semicolons).encode(), "sep-line-wrong": ("sep=,\n" + semicolons).encode(),
        "crlf": plain.replace("\n", "\r\n").encode(), "cr": plain.replace("\n", "\r").encode(), "mixed-ends": plain.replace("\n", "\r\n", 1).encode(),
        "no-last-end": plain.rstrip("\n").encode(), "blank-lines": plain.replace("\n", "\n\n").encode(), "form-feed": plain.replace("\n", "\n\f", 1).encode(),
        "quoted": "\n".join(",".join(f'"{cell}"' for cell in row) for row in CITIES).encode(),
        "quote-open": plain.replace("Fès", '"Fès').encode(), "quote-inside": plain.replace("Fès", 'F"è"s').encode(),
        "quote-single": plain.replace("Fès", "'Fès'").encode(), "quote-doubled": plain.replace("Fès", '"F""ès"').encode(),
        "quote-newline": plain.replace("Fès", '"Fès\nville"').encode(), "nul": plain.replace("Fès", "F\0s").encode(),
        "line-long": (plain + "x" * 3_000_000).encode(), "field-long": plain.replace("Fès", "F" * 200_000).encode(),
        "lines-many": (plain + "\n" * 2_000_000).encode(), "commas-many": (plain + "," * 3_000_000).encode(),
        "quotes-many": (plain + '"' * 2_000_001).encode(), "comment": ("# villes\n" + plain).encode(), "decimal-commas-shift": plain.replace("60000", "60000,5").encode(),
        "trailing-separators": plain.replace("\n", ",,,\n").encode(), "leading-separator": ("," + plain.replace("\n", "\n,").rstrip(",")).encode(),
        "control-z": (plain + "\x1a").encode("latin-1", "ignore"), "only-headings": plain.split("\n")[0].encode(), "only-bom": b"\xef\xbb\xbf",
        "two-tables": (plain + "\n" + csv_text(SOURCES)).encode(),
    }  # fmt: skip
    for name, content in variants.items():
        yield Odd(f"csv-{name}", as_folder(csv_files(cities=content)))
    fund = csv_text(FUND)
    for name, line in {
        "comma": "french_share,0,8",
        "cells": "french_share,0.8,x",
        "empty": "french_share,0.8,,",
    }.items():
        yield Odd(f"csv-fund-{name}", as_folder(csv_files(fund=fund.replace("french_share,0.8", line).encode())))
    yield Odd("csv-one-file-cities", as_file("cities.csv", plain.encode()))
    yield Odd("csv-one-file-unnamed", as_file("export.csv", plain.encode()))
    yield Odd("csv-one-file-stranger", as_file("export.csv", b"a,b\n1,2\n"))
    yield Odd("csv-zip", as_file("case.zip", zipped(csv_files())))


def careless() -> list[Odd]:
    """Every careless table: odd cells and layouts both as csv files and as a workbook, and odd csv texts."""
    found = []
    for name, tables in (*cells(), *layouts()):
        found.append(Odd(f"xlsx-{name}", as_file("case.xlsx", workbook(tables))))
        if not any("," in str(cell) or "\n" in str(cell) for rows in tables.values() for row in rows for cell in row):
            found.append(Odd(f"csv-{name}", as_folder({n.replace("/", "_"): c for n, c in csv_files(tables).items()})))
    return [*found, *texts()]
