"""Texts of the what-if page."""

from __future__ import annotations

from fundopt.language import Text

TITLE = Text("Et si l'on changeait…", "What if we changed…")
LEAD = Text(
    "Changez un chiffre, une règle ou un montant : le meilleur plan se refait aussitôt. Le cas en usage ne change pas.",
    "Change a number, a rule or an amount: the best plan is made again at once. The case in use does not change.",
)

UNDO, REDO, START_OVER = Text("Annuler", "Undo"), Text("Rétablir", "Redo"), Text("Tout retirer", "Remove all")
NO_EDITS = Text(
    "**Aucune modification.** Voici le plan du cas en usage, exact et payable.",
    "**No edits.** This is the plan of the case in use, exact and payable.",
)
QUICK = Text(
    "**Chiffres rapides**, avant arrondi aux montants payables · {seconds} ; le plan exact suit…",
    "**Quick figures**, before rounding to payable amounts · {seconds}; the exact plan follows…",
)
QUICK_SITES = Text("Les sites sont ceux du plan enregistré.", "Sites are those of the saved plan.")
QUICK_FRACTIONS = Text(
    "Les sites prévus ne conviennent plus : ces chiffres admettent des fractions de site, et promettent un peu trop.",
    "The sites as planned no longer fit: these figures allow fractions of a site, and promise a little too much.",
)
EXACT = Text("**Plan exact, payable** · {seconds}", "**Exact, payable plan** · {seconds}")
NO_EXACT = Text(
    "**Chiffres rapides**, avant arrondi. Le plan exact n'a pas été trouvé : {reason}",
    "**Quick figures**, before rounding. The exact plan was not found: {reason}",
)
EXACT_READY = Text("**Chiffres rapides** ; le plan exact est prêt.", "**Quick figures**; the exact plan is ready.")
EXACT_SHOW = Text("Montrer le plan exact", "Show the exact plan")
AGAIN = Text("Réessayer", "Try again")
SAVED_FAILS = Text(
    "Le cas en usage n'a pas de plan : {reason} Vos modifications peuvent lui en donner un.",
    "The case in use has no plan: {reason} Your edits may give it one.",
)
NO_BEFORE = Text("Sans plan enregistré, il n'y a pas de différence à montrer.",
                 "Without a saved plan there is no difference to show.")  # fmt: skip
BELOW_A_TENTH = Text("moins de 0,1 s", "less than 0.1 s")
SECONDS = Text("{seconds} s", "{seconds} s")

PENDING = Text(
    "**Calcul en cours…** Les chiffres encore affichés sont d'avant cette modification.",
    "**Working it out…** The figures still shown are from before this edit.",
)
NO_PLAN = Text("**Aucun plan** ne respecte ces modifications.", "**No plan** keeps these edits.")
NOT_MADE = Text(
    "**Aucun plan** : une modification ne peut pas être faite telle quelle.",
    "**No plan**: an edit cannot be made as it is.",
)
NO_ANSWER = Text("**Aucun plan trouvé.**", "**No plan was found.**")
NOT_YET = Text("**Pas encore de plan** : le plan exact est cherché…", "**No plan yet**: the exact plan is looked for…")
SAVED_NO_PLAN = Text("**Le cas en usage n'a pas de plan.**", "**The case in use has no plan.**")
IMPOSSIBLE = Text("impossible", "impossible")
NO_CHANGES = Text(
    "Sans plan pour ces modifications, il n'y a pas de changement à montrer.",
    "Without a plan for these edits there is no change to show.",
)
ESTIMATES = Text(
    "Estimation rapide : le plan enregistré, plus ce que la modification déplace.",
    "Quick estimate: the saved plan, plus what the edit moves.",
)
STOPPED = Text("Une modification ne peut pas être faite telle quelle :", "An edit cannot be made as it is:")
STOPPED_MORE = Text("… et {count} de plus.", "… and {count} more.")
STOPPED_KEPT = Text(
    "Rien n'est perdu : corrigez-la, ou retirez-la de la liste.",
    "Nothing is lost: mend it, or remove it from the list.",
)
CLASH = Text(
    "**Avec ces modifications, aucun plan ne respecte toutes les règles.** Elles restent dans la liste.",
    "**With these edits no plan keeps every rule.** They stay in the list.",
)
CLASH_SEEKING = Text("Recherche des règles qui se contredisent…", "Looking for the rules that clash…")
CLASH_YOURS = Text("Cette modification est impossible à tenir : {name}.", "This edit is impossible to keep: {name}.")
CLASH_ONE = Text(
    "Cette règle est impossible à tenir : {name} ({owner}).", "This rule is impossible to keep: {name} ({owner})."
)
CLASH_BOUND = Text("Ce qui la borne : {facts}.", "What bounds it: {facts}.")
CLASH_BOUND_MANY = Text("Ce qui les borne : {facts}.", "What bounds them: {facts}.")
CLASH_VALUE = Text("{name} : {value}", "{name}: {value}")
CLASH_RULES = Text("Ces règles se contredisent :", "These rules clash:")
CLASH_RULE = Text("{name} ({owner})", "{name} ({owner})")
YOURS = Text("votre modification", "your edit")
CLASH_REPAIR = Text("La réparation la moins chère : {moves}.", "The cheapest repair: {moves}.")
CLASH_WHY = Text(
    "La page « Pourquoi » montre chaque réparation : choisissez-y « Les modifications en cours ».",
    "The “Why” page shows every repair: choose “The edits under way” there.",
)
FAILED = Text("**Le moteur n'a pas répondu.** {reason}", "**The engine gave no answer.** {reason}")

BEFORE = Text("avant : {value}", "before: {value}")
SAME = Text("inchangé", "unchanged")
ALL_FIGURES = Text("Tous les chiffres, avant et après", "All figures, before and after")
TABLE_HEADS = (
    Text("Chiffre", "Figure"), Text("Unité", "Unit"), Text("Avant", "Before"), Text("Après", "After"),
    Text("Différence", "Difference"),
)  # fmt: skip

PARTS_LABEL = Text("Changer", "Change")
PARTS = {
    "levers": Text("Curseurs", "Sliders"),
    "pins": Text("Fixer un montant", "Fix an amount"),
    "rules": Text("Règles", "Rules"),
    "objective": Text("Objectif", "Objective"),
    "tables": Text("Tables", "Tables"),
}
FUND = Text("Taille du fonds, en % d'aujourd'hui", "Size of the fund, in % of today's")
FUND_HELP = Text("Ce que donne chaque source, en proportion.", "What every source gives, in proportion.")
SHOCK = Text("Sévérité du choc, en % de celle des scénarios", "Severity of the shock, in % of the scenarios'")
SHOCK_HELP = Text(
    "Les emplois perdus sont multipliés d'autant, dans chaque scénario.",
    "Jobs lost are multiplied by as much, in every scenario.",
)
PRIVATE = Text("Part privée de la dépense, au moins (%)", "Private share of spending, at least (%)")
PRIVATE_HELP = Text("0 : pas de règle.", "0: no rule.")

PIN_LEAD = Text(
    "Tenez l'argent d'une ville, d'une mesure, ou d'une mesure dans une ville.",
    "Hold the money of a city, of a measure, or of a measure in a city.",
)
ANY_CITY, ANY_MEASURE = Text("toutes les villes", "every city"), Text("toutes les mesures", "every measure")
PIN_HOW = Text("Tenir", "Hold")
PIN_KINDS = {
    "at": Text("à un montant", "at an amount"),
    "least": Text("au moins à", "at least at"),
    "most": Text("au plus à", "at most at"),
    "band": Text("entre", "between"),
}
PIN_AMOUNT = Text("Montant, M MAD", "Amount, MAD m")
PIN_AMOUNTS = {
    "band": {"least": Text("Au moins, M MAD", "At least, MAD m"), "most": Text("Au plus, M MAD", "At most, MAD m")},
}
PIN_NOW = Text("Dans le plan montré : {value}.", "In the plan shown: {value}.")
PIN = Text("Tenir ce montant", "Hold this amount")
PIN_CHOOSE = Text("Choisissez une ville ou une mesure.", "Choose a city or a measure.")
PIN_UNREAD = Text(
    "« {typed} » n'est pas un montant. Écrivez par exemple 35,5 pour 35,5 millions.",
    "“{typed}” is not an amount. Write for example 35.5 for 35.5 million.",
)
PIN_NOW_SAVED = Text("Dans le plan enregistré : {value}.", "In the saved plan: {value}.")
PIN_ORDER = Text("Le plus doit être au moins le moins.", "The most must be no less than the least.")

NO_RULES = Text("Ce cas n'a pas de règle à suspendre.", "This case has no rule to switch off.")
RULES_LEAD = Text("Suspendez une règle pour voir ce qu'elle coûte.", "Switch a rule off to see what it costs.")
RULE_AMOUNT = Text("{name} · {amount}", "{name} · {amount}")
RULES_OF_ONE_REASON = Text("Ces {count} règles : {why}", "These {count} rules: {why}")
NOBODY = Text("sans responsable", "no owner")

WEIGHTING = Text("Qui compte davantage", "Who counts more")
STRENGTH = Text("Force de l'indice de vulnérabilité (%)", "Strength of the vulnerability index (%)")
THEN = Text("Puis minimiser, dans cet ordre", "Then minimise, in this order")
THEN_HELP = Text(
    "Parmi les plans qui évitent autant de chômage, celui-ci est préféré.",
    "Among the plans that avoid as much unemployment, this one is preferred.",
)
NONE_CHOSEN = Text("rien de plus", "nothing more")

TABLE = Text("Table à modifier", "Table to edit")
TABLE_PICK = Text("Choisir une table…", "Choose a table…")
TABLE_ROWS = Text("{title} ({rows})", "{title} ({rows})")
TABLE_KEYS = Text(
    "Une cellule changée compte aussitôt. Nombres : 1 234,5 ou 1234.5 ; parts : 15 % ou 0,15.",
    "A cell that is changed counts at once. Numbers: 1 234.5; shares: 15% or 0.15.",
)
PARAMETER, VALUE, ABOUT = Text("Paramètre", "Parameter"), Text("Valeur", "Value"), Text("Ce que c'est", "What it is")

EDITS = Text("Vos modifications", "Your edits")
EDITS_NONE = Text("Aucune pour l'instant.", "None so far.")
EDIT_REMOVE = Text("Retirer", "Remove")
ADOPT = Text("Mettre ce cas en usage", "Put this case in use")
ADOPT_ASK = Text(
    "Toutes les pages parleront du cas modifié. Pour garder la liste des modifications, enregistrez-la d'abord.",
    "Every page will speak of the edited case. Save a scenario first to keep the list of edits.",
)
ADOPT_YES = Text("Oui, le mettre en usage", "Yes, put it in use")
ADOPTED = Text("Le cas modifié est en usage.", "The edited case is in use.")

CHANGES = Text("Ce que cela change", "What this changes")
BY = Text("L'argent", "Money")
DIMENSIONS = {
    "city": Text("par ville", "by city"),
    "measure": Text("par mesure", "by measure"),
    "source": Text("par source", "by source"),
    "period": Text("par période", "by period"),
}
MONEY_TITLE = Text("Argent en plus ou en moins {by}, M MAD", "Money more or less {by}, MAD m")
MONEY_ALT = Text(
    "Barres à droite : plus d'argent qu'avant ; à gauche : moins. Le plus grand écart : {first}.",
    "Bars to the right: more money than before; to the left: less. The largest difference: {first}.",
)
MONEY_SAME = Text("L'argent {by} ne change pas.", "Money {by} does not change.")
UNMOVED_ONE = Text("1 ligne ne change pas.", "1 line does not change.")
UNMOVED = Text("{count} lignes ne changent pas.", "{count} lines do not change.")
PAIR = Text("{name} ({value})", "{name} ({value})")
TIME_TITLE = Text(
    "Chômeurs de plus que sans le choc, avec le fonds", "More people unemployed than without the shock, with the fund"
)
TIME_ALT = Text(
    "Au plus fort ({period}) : {before} avant, {after} après les modifications.",
    "At the height ({period}): {before} before, {after} after the edits.",
)
TIME_ALONE = Text("Au plus fort ({period}) : {after}.", "At the height ({period}): {after}.")
LINE_BEFORE, LINE_AFTER = Text("plan enregistré", "saved plan"), Text("avec les modifications", "with the edits")
HEADS = (Text("Avant, M MAD", "Before, MAD m"), Text("Après, M MAD", "After, MAD m"),
         Text("Différence", "Difference"))  # fmt: skip
TIME_HEAD_ALONE = Text("Chômeurs de plus", "More people unemployed")
TIME_HEADS = (Text("Avant", "Before"), Text("Après", "After"), Text("Différence", "Difference"))
RESULT, BUDGETS = Text("effets et exposition", "effects and exposure"), Text("budgets", "budgets")

SCENARIOS = Text("Scénarios enregistrés", "Saved scenarios")
SCENARIO_NAME = Text("Nom du scénario", "Name of the scenario")
SAVE, SAVE_OVER = Text("Enregistrer", "Save"), Text("Remplacer", "Replace")
SAVE_ASK = Text(
    "Le scénario « {name} » existe déjà, avec d'autres modifications.",
    "The scenario “{name}” exists already, with other edits.",
)
SAVE_BOTH = Text("Enregistrer sous « {name} »", "Save as “{name}”")
SAVE_NOT = Text("Ne pas enregistrer", "Do not save")
SAVE_UNNAMED = Text("Pour enregistrer, donnez un nom au scénario.", "To save, give the scenario a name.")
SAVE_FIRST = Text(
    "Faites une modification, puis enregistrez-la sous un nom.", "Make an edit, then save it under a name."
)
SAVED = Text("Le scénario « {name} » est enregistré.", "The scenario “{name}” is saved.")
OPENED = Text("Le scénario « {name} » est ouvert.", "The scenario “{name}” is open.")
OPEN, RENAME, DELETE, DOWNLOAD = (
    Text("Ouvrir", "Open"), Text("Renommer", "Rename"), Text("Supprimer", "Delete"), Text("Télécharger", "Download"),
)  # fmt: skip
OF_SCENARIO = Text("{what} « {name} »", "{what} “{name}”")
EDITS_COUNT = Text("{count} modifications", "{count} edits")
EDITS_ONE = Text("1 modification", "1 edit")
NEW_NAME = Text("Nouveau nom", "New name")
UPLOAD = Text("Un scénario reçu, en fichier", "A scenario received as a file")
DELETED = Text("Le scénario « {name} » est supprimé.", "The scenario “{name}” is deleted.")
FILE_NAME = Text("scenario", "scenario")
