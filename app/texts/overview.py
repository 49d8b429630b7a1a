"""Texts of the overview."""

from __future__ import annotations

from fundopt.language import Text

TITLE = Text("Ce que fait le choc, ce que fait le fonds", "What the shock does, what the fund does")
LEAD = Text(
    "Le choc prendrait **{lost} emplois** et ajouterait **{added} années-personnes** de chômage d'ici {last}. Avec"
    " **{money}**, le fonds en évite **{avoided}**, soit **{share}**, et ramène au travail **{back}** des personnes"
    " déplacées.",
    "The shock would take **{lost} jobs** and add **{added} person-years** of unemployment by {last}. With **{money}**,"
    " the fund avoids **{avoided}** of them, **{share}**, and brings **{back}** of the displaced people back to work.",
)
SHOCK = Text(
    "Le choc prendrait **{lost} emplois** dans {cities}, d'ici {last}. Ce que le fonds peut y faire vient dès que le"
    " meilleur plan est trouvé.",
    "The shock would take **{lost} jobs** in {cities} by {last}. What the fund can do about it follows as soon as the"
    " best plan is found.",
)
FROM_TO = Text("de {least} à {most}", "from {least} to {most}")
PLAN = Text("Le meilleur plan", "The best plan")
STAGES = {
    "formulate": Text("écriture du modèle", "writing the model"),
    "solve": Text("recherche du meilleur plan", "looking for the best plan"),
    "settle": Text("objectifs suivants et égalités", "further objectives and ties"),
    "round": Text("montants payables", "payable amounts"),
    "check": Text("contrôle de chaque règle", "checking every rule"),
}
"""Steps of `fundopt.solve`, in their order."""
RANGE = Text(
    "De {least} à {most} emplois perdus selon le scénario ; les chiffres de cette page sont la {mean}.",
    "From {least} to {most} jobs lost depending on the scenario; the figures on this page are the {mean}.",
)
WHAT_IS_ONE = Text(
    "Une année-personne est une personne au chômage pendant un an, ou deux pendant six mois.",
    "A person-year is one person unemployed for a year, or two for six months.",
)
WHY_THERE = Text(
    "Pourquoi là : l'argent va d'abord où il évite le plus de chômage par dirham ; ce qui l'arrête, ce sont {scarce}.",
    "Why there: money goes first where it avoids most unemployment per dirham; what stops it is {scarce}.",
)
WHY_THERE_MONEY = Text(
    "Pourquoi là : l'argent va d'abord où il évite le plus de chômage par dirham ; rien d'autre que lui ne manque.",
    "Why there: money goes first where it avoids most unemployment per dirham; nothing but money is scarce.",
)
SCARCE = {
    "one_programme": Text("les personnes à former", "people to train"),
    "diminishing_returns": Text("le public à portée des mesures", "people and firms within reach of measures"),
    "vacancies": Text("les postes à pourvoir", "vacancies"),
    "site_capacity": Text("les places dans les sites", "room in sites"),
    "budgets": Text("les budgets eux-mêmes", "the budgets themselves"),
}
"""What can be scarce, by family of rows of the program, as the sentence on the plan names it."""
WITHOUT = Text("sans le fonds : {value}", "without the fund: {value}")
OF_SHOCK = Text("{share} de ce que le choc ajoute", "{share} of what the shock adds")
OF_DISPLACED = Text("sur {displaced}, en {period}", "of {displaced}, in {period}")
KEPT = Text(
    "en {period} ; {end} à la fin ({last}) ; de plus, {kept} emplois menacés gardés",
    "in {period}; {end} at the end ({last}); and {kept} jobs at risk kept",
)
WORST_OF = Text("{city} ; sans le fonds : {value}", "{city}; without the fund: {value}")
COST = Text("{value} MAD par année-personne évitée", "MAD {value} per person-year avoided")
NO_EFFECT = Text("aucun chômage évité", "no unemployment avoided")
GROSS = Text(
    "Effets nets : au-delà de ce qui serait arrivé de toute façon. Les programmes annonceraient {gross} placements"
    " bruts ; ce nombre n'entre dans aucun calcul.",
    "Effects are net: beyond what would have happened anyway. Programmes would report {gross} gross placements; that"
    " number enters no computation.",
)

MAP = Text("Les villes", "The cities")
MAP_MEASURE = Text("Montrer", "Show")
MEASURES = {
    "money": Text("Argent du fonds", "Money of the fund"),
    "at_risk": Text("Emplois menacés", "Jobs at risk"),
    "unemployed": Text("Chômeurs", "Unemployed"),
    "vulnerability": Text("Vulnérabilité", "Vulnerability"),
}
MAP_TITLES = {
    "money": Text("Argent reçu par ville, M MAD", "Money received by city, MAD m"),
    "at_risk": Text("Emplois menacés par ville", "Jobs at risk by city"),
    "unemployed": Text("Chômeurs par ville, avant le choc", "Unemployed people by city, before the shock"),
    "vulnerability": Text("Indice de vulnérabilité par ville, de 0 à 1", "Vulnerability index by city, from 0 to 1"),
}
MAP_ALT = Text(
    "Carte schématique des douze régions du Maroc, dans leur ordre officiel ; la surface d'un cercle est en proportion"
    " de la valeur. En tête : {first}. La plus faible : {last}.",
    "Schematic map of the twelve regions of Morocco, in their official order; the area of a circle is in proportion to"
    " the value. Highest: {first}. Lowest: {last}.",
)
LIST_ALT = Text("En tête : {first}. La plus faible : {last}.", "Highest: {first}. Lowest: {last}.")
PAIR = Text("{name} ({value})", "{name} ({value})")
RANKED = Text("Du plus au moins", "From most to least")
REGION, VALUE = Text("Région", "Region"), Text("Valeur", "Value")
ABOUT = Text(
    "{money} reçus · {at_risk} emplois menacés · {unemployed} chômeurs · indice {vulnerability}",
    "{money} received · {at_risk} jobs at risk · {unemployed} unemployed · index {vulnerability}",
)

ABOUT_WITHOUT = Text(
    "{at_risk} emplois menacés · {unemployed} chômeurs · indice {vulnerability}",
    "{at_risk} jobs at risk · {unemployed} unemployed · index {vulnerability}",
)

FLOWS = Text("L'argent, des sources aux villes", "The money, from sources to cities")
FLOWS_ALT = Text(
    "À gauche les sources (publiques en foncé, privées en clair), au milieu les mesures, à droite les villes ; la"
    " largeur d'une bande est le montant, en M MAD. Première source : {source} ; première mesure : {measure} ; première"
    " ville : {city}.",
    "On the left the sources (public dark, private light), in the middle the measures, on the right the cities; the"
    " width of a band is the amount, in MAD m. Largest source: {source}; largest measure: {measure}; largest city:"
    " {city}.",
)
NO_MONEY = Text("Ce plan ne dépense rien.", "This plan spends nothing.")

TIME = Text("Le chômage, avec et sans le fonds", "Unemployment, with and without the fund")
TIME_CITY, ALL_CITIES = Text("Ville", "City"), Text("Toutes les villes", "All cities")
TIME_SCENARIO, ALL_SCENARIOS = Text("Scénario", "Scenario"), Text("Moyenne des scénarios", "Mean over scenarios")
TIME_AS = Text("En", "As")
AS = {
    "rise": Text("chômeurs en plus", "additional unemployed"),
    "rate": Text("taux de chômage", "unemployment rate"),
}
AXIS = {
    "rise": Text("chômeurs de plus que sans le choc", "unemployed people more than without the shock"),
    "rate": Text("% de la population active", "% of the labour force"),
}
TIME_TITLE = Text("{unit} : {where}", "{unit}: {where}")
WITHOUT_FUND, WITH_FUND = Text("sans le fonds", "without the fund"), Text("avec le fonds", "with the fund")
TIME_RISE_ALT = Text(
    "{where}, {scenario} : au plus fort du choc ({period}), {without} chômeurs de plus sans le fonds, {with_fund} avec."
    " La bande entre les lignes est ce que le fonds évite.",
    "{where}, {scenario}: at the height of the shock ({period}), {without} more unemployed people without the fund,"
    " {with_fund} with it. The band between the lines is what the fund avoids.",
)
TIME_RATE_ALT = Text(
    "{where}, {scenario} : au plus fort du choc ({period}), {without} % de chômage sans le fonds, {with_fund} % avec ;"
    " sans le choc : {before} %.",
    "{where}, {scenario}: at the height of the shock ({period}), {without}% unemployment without the fund, {with_fund}%"
    " with it; without the shock: {before}%.",
)
WITHOUT_COLUMN, WITH_COLUMN = Text("Sans le fonds", "Without the fund"), Text("Avec le fonds", "With the fund")
AVOIDED_COLUMN = Text("Évité", "Avoided")

RESULT = Text("effets et exposition", "effects and exposure")
GROUND = {
    "money": Text("budgets", "budgets"),
    "at_risk": Text("emplois en centres d'appels", "call-centre jobs"),
    "unemployed": Text("chômeurs", "unemployed"),
    "vulnerability": Text("colonnes de l'indice", "columns of the index"),
}
