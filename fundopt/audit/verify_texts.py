"""The words of the verification of a dossier: what was checked, what was found, and what only hashes protect."""

from __future__ import annotations

from fundopt.audit.proof import MODEL, NAMES
from fundopt.language import Text

WHAT = {
    "files": Text(
        "Empreintes SHA-256 de chaque fichier, selon record.json", "SHA-256 of every file, as in record.json"
    ),
    "model": Text("Modèle reconstruit depuis les tables du cas", "Model rebuilt from the tables of the case"),
    "rules": Text(
        "Chaque règle recalculée depuis les tables, sans le modèle", "Every rule recomputed without the model"
    ),
    "totals": Text("Totaux recalculés depuis les tables", "Totals recomputed from the tables"),
    "record": Text("record.json recalculé", "record.json recomputed"),
    "workbook": Text("plan.xlsx comparé aux tables", "plan.xlsx compared with the tables"),
    "note": Text("note.pdf composée de nouveau", "note.pdf set again"),
    "proof": Text(
        "Certificat lu par checker.py, en calcul exact", "Certificate read by checker.py, in exact arithmetic"
    ),
    "claim": Text("Écart prouvé du plan publié", "Proven gap of the published plan"),
}
CHANGED = Text("{file} a changé", "{file} was changed")
GONE = Text("{file} manque", "{file} is missing")
FOREIGN = Text("{file} n'est pas du dossier", "{file} is no part of the dossier")
OTHER_INPUT = Text(
    "les tables de case/ ne sont pas celles du calcul (input_hash)",
    "the tables of case/ are not those of the run (input_hash)",
)
OTHER_TABLES = Text(
    "les tables de plan/ ne sont pas celles du calcul (plan_hash)",
    "the tables of plan/ are not those of the run (plan_hash)",
)
OTHER_MODEL = Text(
    "case/ donne un autre modèle que celui du calcul (model_hash)",
    "case/ gives another model than that of the run (model_hash)",
)
FILE_OF = {
    MODEL: Text("model.mps n'est pas le modèle que donne case/", "model.mps is not the model that case/ gives"),
    NAMES: Text("names.csv n'a pas les noms du modèle de case/", "names.csv has not the names of the model of case/"),
}
TOTALS = Text(
    "{money} MAD et {effect} {unit} évitées, comme dans record.json",
    "MAD {money} and {effect} {unit} avoided, as in record.json",
)
EFFECT_ONLY = Text(
    "{effect} {unit} évitées, comme dans record.json, qui ne dit pas l'argent ({money} MAD)",
    "{effect} {unit} avoided, as in record.json, which does not tell the money (MAD {money})",
)
EFFECT_DIFFERS = Text(
    "{effect} {unit} évitées ; dans record.json : {recorded}", "{effect} {unit} avoided; in record.json: {recorded}"
)
MONEY_DIFFERS = Text(
    "plan/payments.csv paie {money} MAD ; dans record.json : {recorded}",
    "plan/payments.csv pays MAD {money}; in record.json: {recorded}",
)
ACCEPTED = Text(
    "accepté : le meilleur plan connu évite {objective} {unit}, aucun n'en évite plus de {bound}, écart {gap}",
    "accepted: the best plan known avoids {objective} {unit}, none avoids more than {bound}, gap {gap}",
)
ONLY_ACCEPTED = Text("accepté", "accepted")
AND_PLAN = Text(
    "le plan à payer respecte chaque ligne exactement ; versements et sites sont ceux de plan/*.csv",
    "the plan to be paid keeps every row exactly; payments and sites are those of plan/*.csv",
)
OTHER_PLAN = Text(
    "objectif dans record.json : {objective} ; dans le certificat : {published}",
    "objective in record.json: {objective}; in the certificate: {published}",
)
AGAIN_BY = Text("Résolu de nouveau par {engine} (d'abord : {first})", "Solved again by {engine} (first: {first})")
AGAIN = Text(
    "optimum de {again} ; aucun plan n'évite plus de {best} {unit}",
    "optimum of {again}; no plan avoids more than {best} {unit}",
)
BY_HASH = {
    "engine": Text("moteur", "engine"),
    "engine_version": Text("version du moteur", "engine version"),
    "parameters": Text("réglages", "parameters"),
    "seed": Text("graine", "seed"),
    "fundopt_version": Text("version de fundopt", "fundopt version"),
    "python_version": Text("version de Python", "Python version"),
    "time": Text("date et heure", "time"),
    "case": Text("nom du cas", "name of the case"),
    "allowances": Text("ce que chaque objectif pouvait céder", "what each objective could give up"),
    "bound": Text("borne et écart du moteur", "bound and gap of the engine"),
    "prices": Text("prix de la feuille des règles", "prices in the sheet of rules"),
    "note.pdf": Text("note.pdf", "note.pdf"),
}
"""What may be left that only hashes protect, in words."""
BY_HASH_LINE = Text(
    "Protégés par les empreintes seules : {names}. Gardez ailleurs le SHA-256 de record.json : {digest}",
    "Protected by the hashes only: {names}. Keep record.json's SHA-256 elsewhere: {digest}",
)
KEEP = Text("Gardez ailleurs le SHA-256 de record.json : {digest}", "Keep record.json's SHA-256 elsewhere: {digest}")
