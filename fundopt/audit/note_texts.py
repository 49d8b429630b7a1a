"""The words of the board note, and how it writes amounts, shares, counts and what users typed."""

from __future__ import annotations

import unicodedata

from fundopt.language import Text, million, number, percent

SMALL = 1_000_000
"""Below this many MAD an amount is written out."""


def clean(text: object, longest: int) -> str:
    """What a user typed, as one line that shows as it reads: no control or direction marks, no line breaks."""
    shown = "".join(char if char.isprintable() else " " for char in unicodedata.normalize("NFC", str(text or "")))
    shown = " ".join(shown.split())
    return shown if len(shown) <= longest else shown[: longest - 1].rstrip() + "…"


def amount(value: float, lang: str) -> str:
    """« 12,3 M MAD »; « 850 000 MAD » below a million."""
    if abs(value) < SMALL:
        return exactly(value, lang)
    return million(value, lang).replace(" ", "\u00a0")


def exactly(value: float, lang: str) -> str:
    """« 699 993 000 MAD »: every dirham, for what is decided."""
    figure = number(round(value), lang)
    return f"{figure}\u00a0MAD" if lang == "fr" else f"MAD\u00a0{figure}"


def share(part: float, whole: float, lang: str) -> str:
    """A part of a whole in whole percent, one decimal below 10 %; an en dash of nothing."""
    if whole <= 0:
        return "–"
    ratio = part / whole
    return percent(ratio, lang, 0 if abs(ratio) >= 0.0995 or ratio == 0 else 1)


def counted(count: int, noun: str, lang: str) -> str:
    """« 1 ville », « 14 villes »; French has no plural below two."""
    one, many = _NOUNS[noun]
    single = count < 2 if lang == "fr" else count == 1
    return f"{number(count, lang)}\u00a0{(one if single else many).of(lang)}"


_NOUNS = {
    "city": (Text("ville", "city"), Text("villes", "cities")),
    "measure": (Text("mesure", "measure"), Text("mesures", "measures")),
    "rule": (Text("règle", "rule"), Text("règles", "rules")),
}

TEXTS: dict[str, Text] = {
    "kind": Text("Note au conseil", "Note to the board"),
    "kind_comparison": Text("Note au conseil : comparaison", "Note to the board: comparison"),
    "size": Text(
        "{cities} · dépense {first} à {last} · chômage projeté jusqu'à {until}",
        "{cities} · spending {first} to {last} · unemployment projected to {until}",
    ),
    "decided": Text("Décision proposée", "Proposed decision"),
    "decision": Text(
        "Engager {amount} de {first} à {last}, dans {cities} et {measures} : {public} d'argent public et {private}"
        " d'argent privé, sur un fonds de {fund}.{left}",
        "Commit {amount} from {first} to {last}, in {cities} and {measures}: {public} of public money and {private}"
        " of private money, out of a fund of {fund}.{left}",
    ),
    "left": Text(" {left} restent.", " {left} are left."),
    "left_by_rounding": Text(
        " {left} restent : les versements sont des multiples de {unit}.",
        " {left} are left: payments are multiples of {unit}.",
    ),
    "financing_alt": Text(
        "Part de chaque source dans la dépense ; les montants sont écrits dessous.",
        "Each source's share of the spending; the amounts are written below.",
    ),
    "effect": Text("Ce que le fonds obtient", "What the fund achieves"),
    "avoided": Text("Chômage évité", "Unemployment avoided"),
    "avoided_unit": Text("années-personnes", "person-years"),
    "avoided_note": Text(
        "{share} des {due} que le choc ajoute jusqu'en {last}", "{share} of the {due} that the shock adds up to {last}"
    ),
    "back": Text("Déplacés de retour au travail", "Displaced people back at work"),
    "back_unit": Text("personnes", "people"),
    "back_note": Text("sur {displaced} emplois perdus, en {peak}", "of {displaced} jobs lost, in {peak}"),
    "jobs": Text("Emplois nets, au plus haut", "Net jobs, at their peak"),
    "jobs_unit": Text("emplois", "jobs"),
    "jobs_note": Text(
        "en {peak} ; {end} en {last} ; de plus, {kept} emplois menacés gardés",
        "in {peak}; {end} in {last}; and {kept} jobs at risk kept",
    ),
    "worst": Text("Hausse du taux, ville la plus touchée", "Rise of the rate, city hit hardest"),
    "worst_unit": Text("points", "points"),
    "worst_note": Text(
        "{city}, moyenne des scénarios ; sans le fonds : {without}{elsewhere}",
        "{city}, mean of scenarios; without the fund: {without}{elsewhere}",
    ),
    "elsewhere": Text(" ({city})", " ({city})"),
    "over_time": Text("Le chômage que le choc ajoute", "The unemployment that the shock adds"),
    "without": Text("sans le fonds", "without the fund"),
    "with": Text("avec le fonds", "with the fund"),
    "chart_unit": Text(
        "personnes, toutes villes, attendu sur les scénarios", "people, all cities, expected over scenarios"
    ),
    "chart_alt": Text(
        "Personnes au chômage à cause du choc, par période ; en {period} : {without} sans le fonds, {with_} avec.",
        "People unemployed because of the shock, by period; in {period}: {without} without the fund, {with_} with it.",
    ),
    "rates": Text(
        "Taux de chômage de ces villes en {period}, au plus haut : {without} sans le fonds, {with_} avec.",
        "Unemployment rate of these cities in {period}, at its highest: {without} without the fund, {with_} with it.",
    ),
    "net": Text(
        "Tous les effets sont nets : ce que les évaluations trouvent au-delà de ce qui serait arrivé sans le fonds.",
        "All effects are net: what evaluations find beyond what would have happened without the fund.",
    ),
    "gross": Text(
        "Les programmes annonceraient {gross} placements ; ce chiffre brut n'entre dans aucun calcul.",
        "Programmes would report {gross} placements; that gross figure enters no computation.",
    ),
    "by_city": Text("Argent par ville", "Money by city"),
    "by_measure": Text("Argent par mesure", "Money by measure"),
    "rest": Text("et {others} : {amount}", "and {others}: {amount}"),
    "grounds": Text("Sur quoi le plan repose", "What the plan rests on"),
    "aspect_cost": Text("Coûts unitaires", "Unit costs"),
    "aspect_effect": Text("Effets des mesures", "Effects of measures"),
    "aspect_exposure": Text("Emplois exposés par ville", "Exposed jobs by city"),
    "weak": Text("{share} sur hypothèses{none}", "{share} on assumptions{none}"),
    "unknown": Text(", {share} sans origine", ", {share} without origin"),
    "status_sourced": Text("sourcé", "sourced"),
    "status_derived": Text("dérivé", "derived"),
    "status_assumption": Text("hypothèse", "assumption"),
    "status_none": Text("sans origine", "without origin"),
    "scenarios": Text(
        "Parts de l'argent du plan. Effets attendus sur les scénarios et leurs probabilités : {names}.",
        "Shares of the plan's money. Effects are expected over scenarios with these probabilities: {names}.",
    ),
    "scenario": Text("« {name} » ({probability})", "“{name}” ({probability})"),
    "single": Text(
        "Parts de l'argent du plan. Un seul scénario de choc.", "Shares of the plan's money. A single shock scenario."
    ),
    "who": Text("Qui doit être consulté", "Who must be asked"),
    "who_name": Text("responsable", "owner"),
    "who_rules": Text("règles à leur limite", "rules at their limit"),
    "who_assumptions": Text("hypothèses à confirmer", "assumptions to confirm"),
    "nobody": Text("(sans responsable)", "(no owner)"),
    "more_owners": Text(
        "et {count} autres responsables, dans le classeur du plan.", "and {count} other owners, in the plan's workbook."
    ),
    "and_more": Text(" et {count} autres", " and {count} more"),
    "budget_of": Text("budget « {source} »", "budget “{source}”"),
    "broken": Text("Ce plan enfreint {rules}. {shown}", "This plan breaks {rules}. {shown}"),
    "unproved": Text(
        "Ce plan a été donné, et non cherché : rien ne prouve qu'un autre ne fait pas mieux.",
        "This plan was given, not searched for: nothing proves that no other does better.",
    ),
    "checked": Text(
        "Contrôle : chaque règle a été recalculée des tables, sans le modèle ; aucune n'est enfreinte.",
        "Check: every rule was recomputed from the tables, without the model; none is broken.",
    ),
    "stamp": Text(
        "fundopt {version} · {case} · input_hash {input}, plan_hash {plan} (docs/certificate.md)",
        "fundopt {version} · {case} · input_hash {input}, plan_hash {plan} (docs/certificate.md)",
    ),
    "stamp_files": Text(
        "fundopt {version} · {case} · SHA-256 : {files}",
        "fundopt {version} · {case} · SHA-256: {files}",
    ),
    "figures": Text("Chiffres clés", "Key figures"),
    "comparison_net": Text(
        "Une barre par plan, dans l'ordre des colonnes ; les montants sont ceux de « {first} ».",
        "One bar for each plan, in the order of the columns; amounts are those of “{first}”.",
    ),
    "in_short": Text("En bref", "In short"),
    "gains": Text("Qui gagne, qui perd", "Who gains, who loses"),
    "rules_broken": Text("Règles enfreintes", "Rules broken"),
    "apart": Text("Hypothèses qui diffèrent du premier plan", "Assumptions that differ from the first plan"),
    "rests": Text("Ces chiffres reposent sur :", "These figures rest on:"),
    "mark_budgets": Text("budgets :", "budgets:"),
    "mark_effects": Text("effets et emplois exposés :", "effects and exposed jobs:"),
    "keeps": Text("respecte toutes les règles", "keeps every rule"),
    "broken_rule": Text("{rule} ; écart : {missed}", "{rule}; missed by {missed}"),
    "broken_owner": Text(" (responsable : {owner})", " (owner: {owner})"),
    "more_rules": Text(
        "et {rules} de plus, dans le classeur de la comparaison", "and {rules} more, in the comparison's workbook"
    ),
    "idle": Text("{amount} sont payés sans rien acheter", "{amount} are paid but buy nothing"),
    "stamp_comparison": Text(
        "fundopt {version} · {case} · empreintes des cas : {input}",
        "fundopt {version} · {case} · fingerprints of cases: {input}",
    ),
}  # fmt: skip
