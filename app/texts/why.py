"""Texts of the page that says why."""

from __future__ import annotations

from fundopt.language import Text

TITLE = Text("Pourquoi ce plan ?", "Why this plan?")
LEAD = Text(
    "Ce plan évite **{avoided} années-personnes** de chômage avec **{money}**. Sur {rules} contrôles (une règle en"
    " compte un par ville, mesure ou période où elle s'applique), **{tight} sont à leur limite**.",
    "This plan avoids **{avoided} person-years** of unemployment with **{money}**. Of {rules} checks (a rule counts one"
    " for each city, measure or period in which it applies), **{tight} are at their limit**.",
)
LEAD_ONE = Text(
    "Ce plan évite **{avoided} années-personnes** de chômage avec **{money}**. Sur {rules} contrôles (une règle en"
    " compte un par ville, mesure ou période où elle s'applique), **un seul est à sa limite**.",
    "This plan avoids **{avoided} person-years** of unemployment with **{money}**. Of {rules} checks (a rule counts one"
    " for each city, measure or period in which it applies), **only one is at its limit**.",
)
UNIT = Text(
    "Ci-dessous les années-personnes évitées sont pondérées et actualisées, comme l'objectif (ce plan : {effect}) ;"
    " chaque chiffre vient d'un plan recalculé.",
    "Below, person-years avoided are weighted and discounted, as in the objective (this plan: {effect}); each figure is"
    " from a plan re-solved.",
)
QUESTION = Text("Question", "Question")
QUESTIONS = {
    "prices": Text("Que coûte chaque règle ?", "What does each rule cost?"),
    "millions": Text("Un million de plus ou de moins ?", "A million more or less?"),
    "curve": Text("Et si le fonds était plus grand ?", "And if the fund were larger?"),
    "missing": Text("Pourquoi rien pour… ?", "Why nothing for …?"),
    "assumptions": Text("Qu'est-ce qui ferait basculer le plan ?", "What would flip the plan?"),
    "freedom": Text("Quelle liberté reste-t-il ?", "What freedom is left?"),
}
WORKED = {
    "prices": Text("Le prix de chaque règle", "The price of each rule"),
    "millions": Text("Le million suivant et le dernier", "The next million and the last"),
    "curve": Text("La courbe selon la taille du fonds", "The curve by the size of the fund"),
    "missing": Text("Ce qu'il faudrait à ce qui n'a rien reçu", "What it would take for what got nothing"),
    "assumptions": Text("Les hypothèses qui font basculer le plan", "The assumptions that flip the plan"),
    "margins": Text("Jusqu'où peuvent bouger les nombres", "How far the numbers may move"),
    "freedom": Text("La liberté qui reste", "The freedom that is left"),
}
FIRST_ANSWER = Text(
    "Première réponse, avec les sites du plan ; la réponse complète suit.",
    "First answer, with the sites of the plan; the full answer follows.",
)
MORE = Text("… et {count} autres", "… and {count} others")
SPAN = Text("{least} à {most}", "{least} to {most}")
RESULT = Text("effets et exposition", "effects and exposure")

PRICES_TITLE = Text("Années-personnes que coûte chaque règle", "Person-years that each rule costs")
PRICES_ALT = Text(
    "La règle la plus chère : {first} ({value}). Barre : ce que le meilleur plan éviterait de plus sans la règle ;"
    " trait : ce qu'il pourrait éviter de plus encore, là où la recherche n'est pas allée au bout.",
    "The dearest rule: {first} ({value}). Bar: what the best plan would avoid in addition without the rule; line: what"
    " it might avoid beyond that, where the search did not finish.",
)
NO_RULES = Text("Aucune règle ne retient ce plan.", "No rule holds this plan back.")
RULE_HEADS = (
    Text("Règle", "Rule"),
    Text("Coûte", "Costs"),
    Text("Un premier pas de souplesse éviterait", "A first step of leeway would avoid"),
    Text("Responsable", "Owner"),
    Text("Où", "Where"),
)
OWNER_CELL = Text("Responsable : {owner} · {place}", "Owner: {owner} · {place}")
PLACE_ROW = Text("{table}, ligne {row}", "{table}, row {row}")
NOT_WORKED_OUT = Text("non calculé", "not worked out")
LEAST_UNKNOWN = Text("moins : non calculé", "least: not worked out")
MOST_UNKNOWN = Text("plus : non calculé", "most: not worked out")
FREEDOM_SHORT = Text(
    "Incomplet : le temps a manqué pour {missing} lignes sur {count}. « non calculé » ne veut pas dire sans liberté.",
    "Incomplete: there was no time for {missing} lines of {count}. “not worked out” does not mean no freedom.",
)
ABOUT_TIME = {
    "seconds": Text("{what} (environ {least} à {most} s)", "{what} (about {least} to {most} s)"),
    "minutes": Text("{what} (environ {least} à {most} min)", "{what} (about {least} to {most} min)"),
    "minute": Text("{what} (environ {most} min)", "{what} (about {most} min)"),
}
NOBODY = Text("non nommé", "not named")
FACTS = Text("Ce qui manque le plus", "What is scarcest")

NEXT, LAST = Text("Un million de plus", "One million more"), Text("Le dernier million", "The last million")
STEP_MORE, STEP_LESS = Text("{amount} de plus", "{amount} more"), Text("Les derniers {amount}", "The last {amount}")
BY_SOURCE = Text("Par source", "By source")
BY_SOURCE_LEAD = Text(
    "Années-personnes évitées de plus ou de moins si une seule source change, à sites inchangés ; au-dessus, toutes les"
    " sources changent au prorata. D'autres sites pourraient donner un peu plus.",
    "Person-years avoided in addition or no longer where one source alone changes, with the same sites; above, all"
    " sources change in proportion. Other sites might give a little more.",
)
NO_PLAN, UNKNOWN = Text("aucun plan", "no plan"), Text("pas calculé", "not worked out")
NO_FUND = Text(
    "Ce cas n'a pas de fonds dont la taille puisse changer.", "This case has no fund whose size could change."
)

CURVE_TITLE = Text("Le chômage évité selon la taille du fonds", "Unemployment avoided by the size of the fund")
CURVE_X, CURVE_Y = (
    Text("taille du fonds, M MAD", "size of the fund, MAD m"),
    Text("années-personnes évitées", "person-years avoided"),
)
CURVE_ALT = Text(
    "De {least} à {most}, le chômage évité va de {low} à {high} années-personnes ; aujourd'hui {today} en évitent"
    " {effect}. Chaque numéro est un changement, nommé sous la courbe.",
    "From {least} to {most}, unemployment avoided goes from {low} to {high} person-years; today {today} avoid {effect}."
    " Each number is a change, named below the curve.",
)
CURVE_ABOUT = Text(
    "{fund} : {effect} années-personnes ; {slope} par million de plus",
    "{fund}: {effect} person-years; {slope} per million more",
)
CURVE_HEADS = (
    Text("Fonds", "Fund"),
    Text("Évitées", "Avoided"),
    Text("Au plus", "At most"),
    Text("Par million de plus", "Per million more"),
)
TODAY = Text("aujourd'hui", "today")
EVENTS = Text("Ce qui change en chemin", "What changes along the way")
EVENTS_NAMED = Text("Lesquels : mesures et villes", "Which ones: measures and cities")
DROPPED = Text("Ce qui recule quand le fonds grandit, et pourquoi", "What loses money where the fund grows, and why")

MISSING_TITLE = Text("Ce qui n'a rien reçu, et ce qu'il faudrait", "What got nothing, and what it would take")
MISSING_LEAD = Text(
    "{open} couples ville × mesure pourraient être financés, le plus proche d'abord ; {closed} ne le peuvent pas.",
    "{open} pairs of city and measure could be funded, the closest first; {closed} cannot.",
)
MISSING_MEASURE, MISSING_CITY = Text("Mesure", "Measure"), Text("Ville", "City")
ALL_MEASURES, ALL_CITIES = Text("Toutes les mesures", "All measures"), Text("Toutes les villes", "All cities")
FORBIDDEN = Text("{count} jamais : {reason}", "{count} never: {reason}")
NONE_MISSING = Text("Tout ce qui peut l'être est financé.", "All that can be funded is.")

FLIPS_TITLE = Text("Le plus petit écart qui fait basculer le plan", "The smallest change that flips the plan")
FLIPS_ALT = Text(
    "L'hypothèse la plus sensible : {first}, {change}. À gauche, une valeur plus basse suffit ; à droite, une plus"
    " haute.",
    "The most delicate assumption: {first}, {change}. To the left a lower value is enough; to the right a higher one.",
)
NO_FLIP = Text(
    "Aucune hypothèse essayée ne fait basculer le plan à elle seule.",
    "No assumption that was tried flips the plan by itself.",
)
FLIP_HEADS = (
    Text("Hypothèse", "Assumption"),
    Text("Valeur", "Value"),
    Text("Écart", "Change"),
    Text("Où", "Where"),
)
MARGINS = Text(
    "Jusqu'où peuvent bouger les nombres de ce qui est financé", "How far numbers of what is funded may move"
)

FREEDOM_TITLES = {
    "city": Text("Ce que chaque ville peut recevoir, M MAD", "What each city can get, MAD m"),
    "measure": Text("Ce que chaque mesure peut recevoir, M MAD", "What each measure can get, MAD m"),
    "source": Text("Ce que chaque source peut payer, M MAD", "What each source can pay, MAD m"),
}
DIMENSION = Text("Par", "By")
DIMENSIONS = {"city": Text("ville", "city"), "measure": Text("mesure", "measure"), "source": Text("source", "source")}
FREEDOM_ALT = Text(
    "Le plus libre : {first}. Bande : entre le moins et le plus ; trait : ce plan.",
    "The freest: {first}. Band: between the least and the most; mark: this plan.",
)
BAND, PLAN = Text("du moins au plus", "from least to most"), Text("ce plan", "this plan")
FREEDOM_HEADS = (Text("Nom", "Name"), Text("Au moins", "At least"), Text("Plan", "Plan"), Text("Au plus", "At most"))
ALTERNATIVES = Text("Des plans vraiment différents, presque aussi bons", "Really different plans, nearly as good")
NO_ALTERNATIVE = Text(
    "Aucun : les règles et l'effet à garder ne laissent pas de choix.", "None: rules and effect leave no choice."
)
ALTERNATIVE = Text("Plan {number}", "Plan {number}")
ALTERNATIVE_NAME = Text("Autre plan {number}", "Other plan {number}")
BRING = Text("Porter à Comparer", "Take to Compare")
BROUGHT = Text(
    "« {name} » est parmi les allocations de la page Comparer.",
    "“{name}” is among the allocations of the Compare page.",
)

CONFLICT_TITLE = Text("Pourquoi aucun plan ne tient", "Why no plan holds")
CONFLICT_LEAD_ONE = Text(
    "Une règle est impossible à tenir : **{names}**. Tant qu'elle ne cède pas, il n'y a pas de plan.",
    "One rule cannot be kept: **{names}**. Until it gives way there is no plan.",
)
CONFLICT_LEAD = Text(
    "{count} règles se contredisent : **{names}**. Il suffit que l'une cède.",
    "{count} rules clash: **{names}**. It is enough that one of them gives way.",
)
CONFLICT_LEAD_MANY = Text(
    "Aucun plan ne respecte toutes les règles : {count} contradictions, sans lien entre elles.",
    "No plan keeps every rule: {count} clashes, unconnected with one another.",
)
CONFLICT_UNKNOWN = Text(
    "Aucun plan ne respecte toutes les règles, et le conflit n'a pas pu être isolé.",
    "No plan keeps every rule, and the clash could not be isolated.",
)
CLASH = Text("Contradiction {number}", "Clash {number}")
CLASHING = Text("Les règles en cause", "The rules concerned")
STATED = Text("{name} : {value}", "{name}: {value}")
FACTS_BOUND_ONE = Text("Ce qui la borne : {facts}.", "What limits it: {facts}.")
FACTS_BOUND = Text("Ce qui les borne : {facts}.", "What limits them: {facts}.")
FURTHER = Text(
    "D'autres règles se contredisent encore ; la réparation d'ensemble les compte.",
    "Further rules clash; the repair of everything counts them.",
)
ALONE = Text("Si elle cède seule, {change}.", "If it alone gives way, {change}.")
NOT_ALONE = Text("La changer seule ne suffit pas.", "Changing it alone is not enough.")
APPLY = Text("Appliquer", "Apply")
APPLY_HELP = Text(
    "Change cette règle dans les modifications en cours ; le cas en usage reste comme il est, et cela s'annule.",
    "Changes this rule in the edits under way; the case in use stays as it is, and it can be undone.",
)
REPAIR = Text("La réparation la moins chère", "The cheapest repair")
REPAIR_PRICED = Text(
    "« La moins chère » : celle qui change le moins. Un million de MAD de plus ou de moins pèse un million ;"
    " pour les règles qui ne sont pas en MAD, changer un dixième de leur valeur pèse un dixième du fonds.",
    "“Cheapest”: the one that changes least. A million MAD more or less weighs a million; for rules that"
    " are not in MAD, changing a tenth of their value weighs a tenth of the fund.",
)
NO_REPAIR = Text(
    "Aucune valeur arrondie ne convient : désactivez l'une des règles à la page Et si ?",
    "No round value will do: switch one of the rules off on the What if? page.",
)
APPLY_ALL = Text("Appliquer et voir le plan", "Apply and see the plan")
REPAIRED = Text(
    "Réparation appliquée aux modifications en cours : {moves}. La page Et si ? peut l'annuler.",
    "Repair applied to the edits under way: {moves}. The What if? page can undo it.",
)
