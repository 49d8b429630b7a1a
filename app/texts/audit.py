"""Texts of the audit page."""

from __future__ import annotations

from fundopt.language import Text

TITLE = Text("Ce qui est prouvé, et sur quoi cela repose", "What is proved, and what it rests on")
PROVING = Text("La preuve et le dossier de ce plan", "The proof and the dossier of this plan")
PROOF = Text("La preuve", "The proof")
QUOTE = Text("**« {line} »**", "**“{line}”**")
PROVED_BY = Text(
    "Le calcul est refait en fractions exactes, sans moteur : chaque règle tenue au dirham près, et une borne"
    " qu'aucun plan ne dépasse. Effet du plan publié : {effect} {unit}.",
    "The computation is redone in exact fractions, without an engine: every rule kept to the dirham, and a bound that"
    " no plan beats. Effect of the published plan: {effect} {unit}.",
)
REFUSED = Text("Ce plan n'a pas de certificat : {reason}", "This plan has no certificate: {reason}")
STATUSES = {
    "optimal": Text("optimum, prouvé exactement", "optimum, proved exactly"),
    "gap": Text("écart prouvé exactement", "gap proved exactly"),
}
FIGURES = (Text("Ce qui est prouvé", "What is proved"), Text("Valeur", "Value"), Text("Exactement", "Exactly"))
OBJECTIVE = Text("Le plan publié, payable au dirham, évite", "The published plan, payable in dirhams, avoids")
BOUND = Text("Aucun plan n'évite plus de", "No plan avoids more than")
GAP = Text("Écart prouvé", "Proven gap")
RELATIVE = Text("Écart relatif à l'effet", "Gap relative to the effect")
MODEL = Text("Modèle", "Model")
MODEL_SIZE = Text(
    "{rows} lignes, {columns} variables dont {whole} entières",
    "{rows} rows, {columns} variables, {whole} of them whole",
)
STATUS = Text("Statut", "Status")
YEARS = Text("{value} {unit}", "{value} {unit}")
LONG = Text("fraction de {count} chiffres, dans le certificat", "fraction of {count} digits, in the certificate")
CHECK = Text("Contrôler la preuve maintenant", "Check the proof now")
CHECK_HELP = Text(
    "Relit le dossier comme un auditeur : empreintes, modèle, règles, totaux, fiche, classeur, note, contrôleur exact,"
    " second moteur.",
    "Reads the dossier as an auditor would: hashes, model, rules, totals, record, workbook, note, exact checker, second"
    " engine.",
)
CHECKING = Text("Le contrôle du dossier", "The check of the dossier")
AGREES = Text(
    "Tout concorde : {count} contrôles tenus, dont un second moteur et le contrôleur en calcul exact.",
    "Everything agrees: {count} checks hold, a second engine and the checker in exact arithmetic among them.",
)
DIFFERS_ONE = Text("Un contrôle ne tient pas : {found}.", "One check does not hold: {found}.")
DIFFERS = Text("{count} contrôles ne tiennent pas : {found}.", "{count} checks do not hold: {found}.")
HOLDS, FAILS = Text("tenu", "holds"), Text("ne tient pas", "does not hold")
STEP_HEADS = (Text("Contrôle", "Check"), Text("Verdict", "Verdict"), Text("Trouvé", "Found"))
HASHES = Text("Empreintes SHA-256 à citer", "SHA-256 to quote")

DOSSIER = Text("Le dossier", "The dossier")
DOSSIER_LEAD = Text(
    "Tout ce qu'il faut pour refaire et vérifier ce plan : le cas, le modèle, les paiements, la note du conseil, le"
    " certificat et son contrôleur.",
    "All that is needed to redo and check this plan: the case, the model, the payments, the board note, the certificate"
    " and its checker.",
)
TAKE = Text("Télécharger le dossier (.zip)", "Download the dossier (.zip)")
TAKE_CHECKER = Text("Télécharger le contrôleur (checker.py)", "Download the checker (checker.py)")
FILE_NAME = Text("{stem}-dossier.zip", "{stem}-dossier.zip")
HOW = Text("Contrôler sans fundopt ni moteur", "Check without fundopt or any engine")
HOW_STEPS = Text(
    "1. Installer Python 3.11 ou plus récent ; rien d'autre n'est nécessaire.\n"
    "2. Décompresser le dossier, et l'ouvrir dans un terminal.\n"
    "3. Écrire la ligne ci-dessous. La réponse est « accepted », ou la première chose qui ne tient pas.\n\n"
    "Le contrôleur est court et se lit : il refait chaque somme en fractions, sans une ligne du programme qui a trouvé"
    " le plan.",
    "1. Install Python 3.11 or later; nothing else is needed.\n"
    "2. Unpack the dossier, and open it in a terminal.\n"
    "3. Type the line below. It answers “accepted”, or the first thing that does not hold.\n\n"
    "The checker is short and can be read: it redoes every sum in fractions, without a line of the program that found"
    " the plan.",
)
COMMAND = "python checker.py ."

RESTS = Text("Sur quoi le plan repose", "What the plan rests on")
RESTS_LEAD = Text(
    "**{inputs}** des nombres du cas et **{effect}** de l'argent, par les effets qui l'orientent, reposent sur des"
    " hypothèses.",
    "**{inputs}** of the numbers of the case and **{effect}** of the money, by the effects that direct it, rest on"
    " assumptions.",
)
RESTS_TITLE = Text("Part sourcée, dérivée et supposée", "Share that is sourced, derived and assumed")
RESTS_ALT = Text(
    "Des nombres du cas, {inputs} sont des hypothèses ; de l'argent du plan, {cost} par les coûts, {effect} par les"
    " effets et {exposure} par l'exposition des villes.",
    "Of the numbers of the case, {inputs} are assumptions; of the money of the plan, {cost} by costs, {effect} by"
    " effects and {exposure} by the exposure of cities.",
)
BARS = {
    "inputs": Text("nombres du cas", "numbers of the case"),
    "cost": Text("argent, par les coûts unitaires", "money, by unit costs"),
    "effect": Text("argent, par les effets", "money, by effects"),
    "exposure": Text("argent, par l'exposition des villes", "money, by the exposure of cities"),
}
BAR_HEADS = Text("Part", "Share")
BY_TABLE = Text("Table par table", "Table by table")
TABLE, VALUES = Text("Table", "Table"), Text("Nombres", "Numbers")
SHOWN = Text("{share} ({value})", "{share} ({value})")

ORIGINS = Text("D'où viennent les nombres", "Where the numbers come from")
SHOW = Text("Montrer", "Show")
KINDS = {
    "assumption": Text("hypothèses", "assumptions"),
    "derived": Text("dérivés", "derived"),
    "sourced": Text("sources", "sources"),
}
OWNER, ALL_OWNERS = Text("Responsable", "Owner"), Text("Tous les responsables", "All owners")
NOBODY = Text("non nommé", "not named")
ORIGIN_HEADS = {
    "assumption": (
        Text("Ce qui est supposé", "What is assumed"),
        Text("Raisonnement", "Reasoning"),
        Text("Responsable", "Owner"),
    ),
    "derived": (
        Text("Ce qui est dérivé", "What is derived"),
        Text("Règle et source", "Rule and source"),
        Text("Date", "Date"),
    ),
    "sourced": (Text("Ce qui est sourcé", "What is sourced"), Text("Source", "Source"), Text("Date", "Date")),
}
OF_ROW = Text("{name} : {row}", "{name}: {row}")
COUNTED = Text("{name} ({count} lignes)", "{name} ({count} rows)")
ORIGIN = Text("{source} — {note}", "{source} — {note}")
MORE = Text("… et {count} autres", "… and {count} others")
NO_ORIGIN = Text("Rien de cette sorte dans ce cas.", "Nothing of this kind in this case.")
UNSTATED = Text(
    "{count} nombres n'ont pas d'origine : la table « provenance » n'en dit rien.",
    "{count} numbers have no origin: the table “provenance” says nothing of them.",
)
TAKE_ORIGINS = Text("Télécharger la provenance (.csv)", "Download the provenance (.csv)")
ORIGINS_NAME = Text("{stem}-provenance.csv", "{stem}-provenance.csv")
DEFAULTS = Text("Ce qui vaut faute de mieux ({count})", "Defaults used ({count})")

RECORD = Text("L'enregistrement du calcul", "The record of the run")
RECORD_LEAD = Text(
    "Plan trouvé le **{when}** par **{engine} {engine_version}**, fundopt {version}, Python {python}{seed}. Les mêmes"
    " empreintes désignent les mêmes nombres, où qu'on les recalcule.",
    "Plan found on **{when}** by **{engine} {engine_version}**, fundopt {version}, Python {python}{seed}. The same"
    " hashes stand for the same numbers, wherever they are recomputed.",
)
SEED = Text(", graine {seed}", ", seed {seed}")
RECORD_HEADS = (Text("Élément", "Item"), Text("Valeur", "Value"))
ITEMS = {
    "case": Text("Cas", "Case"),
    "input_hash": Text("Empreinte des données", "Hash of the inputs"),
    "model_hash": Text("Empreinte du modèle", "Hash of the model"),
    "plan_hash": Text("Empreinte du plan", "Hash of the plan"),
    "objective": Text("Objectif (années-personnes, moteur)", "Objective (person-years, engine)"),
    "bound": Text("Borne du moteur", "Bound of the engine"),
    "gap": Text("Écart relatif du moteur", "Relative gap of the engine"),
    "parameters": Text("Réglages du moteur", "Settings of the engine"),
    "stages": Text("Objectifs, dans l'ordre", "Objectives, in order"),
}
RECORD_HASHES = Text(
    "input_hash est le SHA-256 de input.txt ; docs/certificate.md dit comment refaire les autres avec Python seul.",
    "input_hash is the SHA-256 of input.txt; docs/certificate.md tells how to redo the other two with Python alone.",
)
STAGE = Text("{name} : {value}", "{name}: {value}")
STAGES = {
    "person_years": Text(
        "années-personnes évitées, attendues sur les scénarios", "person-years avoided, expected over scenarios"
    ),
    "worst_city": Text(
        "hausse du taux, pire ville, dans le pire scénario, points",
        "rise of the rate, worst city, in the worst scenario, points",
    ),
    "cvar": Text("chômage des pires scénarios, années-personnes", "unemployment of the worst scenarios, person-years"),
    "cost": Text("coût, M MAD", "cost, MAD m"),
}
CHECKER_SAYS = Text("Il répond : « {words} »", "It answers: “{words}”")

BRING = Text("Vérifier un dossier reçu", "Verify a dossier received")
BRING_LEAD = Text(
    "Un dossier de fundopt en .zip : tout y est recalculé, et le verdict se lit ici.",
    "A fundopt dossier as .zip: everything in it is recomputed, and the verdict is given here.",
)
UPLOAD = Text("Dossier (.zip), 20 Mo au plus", "Dossier (.zip), 20 MB at most")
TOO_LARGE = Text("Ce fichier dépasse 20 Mo.", "This file is larger than 20 MB.")
NO_DOSSIER = Text(
    "« {name} » n'est pas un dossier de fundopt : l'archive doit contenir record.json, et rien hors de son dossier.",
    "“{name}” is no fundopt dossier: the archive must hold record.json, and nothing outside its folder.",
)
SOUND = Text(
    "« {name} » concorde : son plan respecte les règles, totaux, fiche, classeur et note sont ceux que donnent ses"
    " tables, sa preuve est exacte. Ce qui ne se recalcule pas est nommé sous les contrôles.",
    "“{name}” is sound: its plan keeps the rules, its totals, record, workbook and note are what its tables give, and"
    " its proof is exact. What cannot be recomputed is named below the checks.",
)
UNSOUND = Text("« {name} » ne tient pas : {found}.", "“{name}” does not hold: {found}.")
