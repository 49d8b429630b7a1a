"""Texts of the page that compares plans."""

from __future__ import annotations

from fundopt.language import Text

TITLE = Text("Comparer des plans", "Compare plans")
CHOOSE = Text(
    "Plans comparés : de deux à quatre ; le premier sert de référence",
    "Plans compared: two to four; the first is the reference",
)
TOO_FEW = Text("Choisissez au moins deux plans.", "Choose at least two plans.")
NO_SECOND = Text(
    "Il ne reste pas deux plans à comparer : choisissez-en un autre.",
    "There are not two plans left to compare: choose another one.",
)
BEST = Text("Meilleur plan", "Best plan")
EDITED = Text("Modifications en cours", "Edits under way")
SCENARIO = Text("{name} (scénario)", "{name} (scenario)")
KEYS = {
    "at-risk": Text("Pro rata des emplois menacés", "Pro rata to jobs at risk"),
    "unemployed": Text("Pro rata des chômeurs", "Pro rata to the unemployed"),
    "equal": Text("Parts égales entre villes", "Equal shares for cities"),
}
REFUSED = Text(
    "« {name} » : aucun plan ne respecte toutes les règles de ce cas. La page Pourquoi dit lesquelles s'opposent.",
    "“{name}”: no plan keeps every rule of this case. The page Why says which ones clash.",
)
NOT_ELIGIBLE = Text(
    "« {name} » ne peut pas être calculé : une de ses lignes paie ce qu'aucune source n'a le droit de payer ({what}).",
    "“{name}” cannot be worked out: one of its lines pays for what no source may pay for ({what}).",
)
STOPPED = Text("« {name} » ne peut pas être calculé : {finding}", "“{name}” cannot be worked out: {finding}")

BRING = Text(
    "Ajouter un plan : le saisir, le coller, ou apporter un fichier", "Add a plan: type it, paste it, or bring a file"
)
WAYS = {
    "grid": Text("Saisir", "Type it"),
    "paste": Text("Coller", "Paste it"),
    "file": Text("Fichier", "File"),
}
WAY = Text("Comment", "How")
NAME = Text("Nom du plan", "Name of the plan")
NAME_DEFAULT = Text("Plan du conseil", "The board's plan")
ADD = Text("Ajouter ce plan", "Add this plan")
ADDED = Text("« {name} » est parmi les plans comparés.", "“{name}” is among the plans compared.")
ADDED_ELSEWHERE = Text(
    "« {name} » est parmi les plans comparés. Son dossier répond à un autre état du cas : ses paiements sont jugés ici"
    " sur le cas en usage.",
    "“{name}” is among the plans compared. Its dossier answers another state of the case: its payments are judged here"
    " on the case in use.",
)
MINE = Text("Mes plans", "My plans")
REMOVE = Text("Retirer « {name} »", "Remove “{name}”")
CHANGE = Text("Modifier « {name} »", "Change “{name}”")
GRID_HELP = Text(
    "En millions de MAD ; une case vide ne reçoit rien, et un bloc de cellules se colle d'un tableur. Qui paie et"
    " quand : complété par le meilleur choix.",
    "In millions of MAD; an empty cell receives nothing, and a block of cells can be pasted from a spreadsheet. Who"
    " pays and when: completed by the best choice.",
)
GRID_START = Text("Partir du meilleur plan", "Start from the best plan")
GRID_CLEAR = Text("Tout vider", "Clear all")
GRID_MEASURE = Text("Mesure (M MAD)", "Measure (MAD m)")
GRID_TOTAL = Text(
    "Total saisi : **{total}**, sur un fonds de {fund}.", "Total typed: **{total}**, of a fund of {fund}."
)
GRID_TOO_MUCH = Text(
    "Ce total dépasse cent fois le fonds : les cases sont en millions de MAD.",
    "This total is more than a hundred times the fund: cells are in millions of MAD.",
)
GRID_EMPTY = Text("Saisissez au moins un montant.", "Type at least one amount.")
GRID_PLACE = Text("{city}, « {measure} » : {finding}", "{city}, “{measure}”: {finding}")
PASTE = Text("Lignes du plan, titres compris", "Lines of the plan, with headings")
PASTE_HELP = Text(
    "Copiez des cellules d'un tableur : une colonne Montant (MAD) et, au choix, Ville, Mesure, Source, Période. Ce qui"
    " manque est complété par le meilleur choix.",
    "Copy cells from a spreadsheet: a column Amount (MAD) and, as you like, City, Measure, Source, Period. What is"
    " missing is completed by the best choice.",
)
PASTE_EXAMPLE = Text(
    "Ville\tMontant\n{first}\t300 000 000\n{second}\t100 000 000",
    "City\tAmount\n{first}\t300,000,000\n{second}\t100,000,000",
)
PASTE_EMPTY = Text("Collez d'abord les lignes du plan.", "Paste the lines of the plan first.")
FILE = Text(
    "Plan en .xlsx ou .csv, classeur plan.xlsx d'un dossier, ou dossier entier en .zip",
    "Plan as .xlsx or .csv, the workbook plan.xlsx of a dossier, or a whole dossier as .zip",
)
TO_MEND = Text("À corriger ({count}) ; rien n'est perdu.", "To mend ({count}); nothing is lost.")
MORE_TO_MEND = Text("… et {count} de plus.", "… and {count} more.")
MEND_AGAIN = Text("Lire de nouveau", "Read again")

CHEAPEST_FIRST = Text(
    "Dépenser moins fait paraître l'année-personne moins chère : les personnes qui coûtent le moins passent d'abord, et"
    " chaque million de plus en évite moins.",
    "Spending less makes a person-year look cheaper: the people who cost least come first, and each million more avoids"
    " less.",
)
SAME_MONEY_WORK = Text("Le meilleur plan avec l'argent de « {name} »", "The best plan with the money of “{name}”")
SAME_MONEY_MORE = Text(
    "Avec les {money} que dépense « {name} », le meilleur plan éviterait **{years} années-personnes**, soit {more} de"
    " plus, à {cost} MAD l'une.",
    "With the {money} that “{name}” spends, the best plan would avoid **{years} person-years**, {more} more, at MAD"
    " {cost} each.",
)
SAME_MONEY_LESS = Text(
    "Avec un fonds réduit aux {money} que dépense « {name} », le meilleur plan éviterait **{years} années-personnes**,"
    " soit {more} de moins : les règles en parts du fonds y sont plus basses, et l'objectif pondère les années.",
    "With a fund of only the {money} that “{name}” spends, the best plan would avoid **{years} person-years**, {more}"
    " fewer: rules in shares of the fund are lower there, and the objective weights years.",
)
SAME_MONEY = Text(
    "Avec les {money} que dépense « {name} », le meilleur plan éviterait autant, à {cost} MAD l'année-personne.",
    "With the {money} that “{name}” spends, the best plan would avoid as much, at MAD {cost} a person-year.",
)
SAME_MONEY_NONE = Text(
    "Avec un fonds réduit aux {money} que dépense « {name} », aucun plan ne respecterait toutes les règles.",
    "With a fund of only the {money} that “{name}” spends, no plan would keep every rule.",
)

PICTURE = Text("En une minute", "In a minute")
IN_UNIT = Text("{name}, {unit}", "{name}, {unit}")
FIGURES_ALT = Text("Une barre par plan : {values}.", "One bar for each plan: {values}.")
CITY_TITLE = Text("Argent par ville, M MAD", "Money by city, MAD m")
CITY_ALT = Text(
    "Un point par plan et par ville ; le trait gris va du plus petit au plus grand montant. Plus grand écart : {city},"
    " de {least} à {most}.",
    "One point for each plan and city; the grey line runs from the smallest amount to the largest. Widest gap: {city},"
    " from {least} to {most}.",
)
CITY_AXIS = Text("M MAD", "MAD m")
KEY_FIGURES = Text("Chiffres clés", "Key figures")
FIGURE, UNIT = Text("Chiffre", "Figure"), Text("Unité", "Unit")
DIFFERENCE = Text("Δ {name}", "Δ {name}")
BESIDE = Text("{value} ({difference})", "{value} ({difference})")
DELTA_NOTE = Text("Δ : différence avec « {first} ».", "Δ: difference from “{first}”.")
BESIDE_NOTE = Text("Entre parenthèses : différence avec « {first} ».", "In brackets: difference from “{first}”.")
GROUND_MONEY, GROUND_EFFECT = Text("budgets", "budgets"), Text("effets et exposition", "effects and exposure")

GAINS = Text("Qui gagne, qui perd", "Who gains, who loses")
GAINS_OF = Text("En passant de « {first} » à", "Going from “{first}” to")
GAINS_MONEY = Text("Argent, M MAD en plus ou en moins", "Money, MAD m more or less")
GAINS_YEARS = Text(
    "Chômage évité, années-personnes en plus ou en moins", "Unemployment avoided, person-years more or less"
)
GAINS_ALT = Text(
    "Plus grand gain : {most}. Plus grande perte : {least}.", "Largest gain: {most}. Largest loss: {least}."
)
TABLES = Text("L'argent, ligne par ligne", "The money, line by line")
BY = Text("Par", "By")
DIMENSIONS = {
    "city": Text("ville", "city"),
    "measure": Text("mesure", "measure"),
    "cell": Text("ville et mesure", "city and measure"),
    "source": Text("source", "source"),
    "period": Text("période", "period"),
    "unemployment": Text("chômage évité", "unemployment avoided"),
}
CITY_AND_MEASURE = Text("Ville et mesure", "City and measure")
TABLE_UNITS = {
    "money": Text("M MAD.", "MAD m."),
    "unemployment": Text("Années-personnes évitées par ville.", "Person-years avoided by city."),
}

RULES = Text("Règles, et distance au meilleur plan", "Rules, and distance from the best plan")
KEEPS = Text("Respecte toutes les règles.", "Keeps every rule.")
BREAKS_ONE = Text("Enfreint une règle :", "Breaks one rule:")
BREAKS = Text("Enfreint {count} règles :", "Breaks {count} rules:")
RULE = Text("{rule} ; écart : **{missed}**", "{rule}; missed by **{missed}**")
RULE_IN = Text(
    "{rule} : {count} fois ({places}) ; écart le plus grand : **{missed}**",
    "{rule}: {count} times ({places}); missed by **{missed}** at most",
)
RULE_OWNER = Text(" · responsable : {owner}", " · owner: {owner}")
MORE_RULES = Text("Les {count} autres", "The {count} others")
IDLE = Text(
    "{amount} sont payés sans rien acheter ({cities}) : le vivier, les places ou les personnes sont épuisés.",
    "{amount} are paid but buy nothing ({cities}): the pool, the rooms or the people are used up.",
)
DISTANCE_BEST = Text("C'est le meilleur plan de son cas.", "This is the best plan of its case.")
DISTANCE_SAME = Text(
    "Évite autant de chômage que le meilleur plan de son cas.",
    "Avoids as much unemployment as the best plan of its case.",
)
DISTANCE_BEHIND = Text(
    "Évite **{years} années-personnes actualisées** de moins que le meilleur plan de son cas ({share}). Actualisées :"
    " l'objectif compte moins les années lointaines.",
    "Avoids **{years} discounted person-years** fewer than the best plan of its case ({share}). Discounted: the"
    " objective counts later years less.",
)
DISTANCE_AHEAD = Text(
    "Évite {years} années-personnes actualisées de plus que le meilleur plan de son cas, mais en enfreignant des"
    " règles.",
    "Avoids {years} discounted person-years more than the best plan of its case, but by breaking rules.",
)
DISTANCE_NONE = Text(
    "Aucun plan ne respecte toutes les règles de ce cas : il n'y a pas de meilleur plan à quoi le comparer.",
    "No plan keeps every rule of this case: there is no best plan to compare it with.",
)
APART = Text("Ces plans ne répondent pas au même cas", "These plans do not answer the same case")
APART_SAID = Text(
    "Chacun est calculé sur le sien. L'argent se compare tel quel ; le chômage évité se lit à côté de ce que le choc"
    " ajoute dans chaque cas. Par rapport à « {first} » :",
    "Each is worked out on its own. Money compares as it stands; unemployment avoided is to be read beside what the"
    " shock adds in each case. Compared with “{first}”:",
)
APART_OF = Text("« {name} » suppose autrement :", "“{name}” assumes otherwise:")

TAKE = Text("Emporter", "Take away")
TAKE_XLSX = Text("La comparaison en classeur (.xlsx)", "The comparison as a workbook (.xlsx)")
TAKE_PDF = Text("La comparaison en note (.pdf)", "The comparison as a note (.pdf)")
TAKE_NOTE = Text("La note au conseil (.pdf, deux pages)", "The note to the board (.pdf, two pages)")
NOTE_OF = Text("Note au conseil sur", "Note to the board on")
FILE_NAMES = {
    "xlsx": Text("{stem}-comparaison.xlsx", "{stem}-comparison.xlsx"),
    "pdf": Text("{stem}-comparaison.pdf", "{stem}-comparison.pdf"),
    "note": Text("{stem}-note.pdf", "{stem}-note.pdf"),
}
