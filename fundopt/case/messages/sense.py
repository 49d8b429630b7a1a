"""Texts of the findings about sense: numbers that are well written but cannot hold, or not together."""

from __future__ import annotations

from fundopt.case.messages.message import error, note, warning

PEOPLE = {
    "basis-mixed": error(
        (
            "Cette ville est sur la base « {name} », le fonds sur la base « {basis} ».",
            "This city is on the basis “{name}”, the fund on the basis “{basis}”.",
        ),
        (
            "Une seule base de chômage dans un cas : elles diffèrent du simple au double.",
            "One unemployment basis in a case: the two differ by up to a factor of two.",
        ),
        (
            "Prenez le nombre de chômeurs de l'autre base, ou faites un second cas.",
            "Take the number of unemployed on the other basis, or make a second case.",
        ),
    ),
    "unemployed-above-labour-force": error(
        ("{found} chômeurs pour {labour_force} actifs.", "{found} unemployed in a labour force of {labour_force}."),
        ("Les chômeurs font partie de la population active.", "The unemployed are part of the labour force."),
        (
            "Vérifiez les deux nombres, et qu'ils viennent de la même source.",
            "Check both numbers, and that they come from the same source.",
        ),
    ),
    "jobs-above-labour-force": error(
        (
            "{found} emplois en centres d'appels pour {labour_force} actifs.",
            "{found} call-centre jobs in a labour force of {labour_force}.",
        ),
        ("Moins d'emplois que d'actifs.", "Fewer jobs than people in the labour force."),
        ("Vérifiez les deux nombres.", "Check both numbers."),
    ),
    "shock-above-jobs": error(
        (
            "À {city}, le scénario « {scenario} » supprime {found} emplois sur {jobs}.",
            "In {city}, the scenario “{scenario}” removes {found} jobs out of {jobs}.",
        ),
        ("Au plus les emplois en centres d'appels de la ville.", "At most the city's call-centre jobs."),
        (
            "Vérifiez les emplois perdus, ou la sévérité et les parts.",
            "Check the jobs lost, or the severity and the shares.",
        ),
    ),
    "sum-not-one": error(
        ("{what} font {found} ensemble.", "{what} add up to {found}."),
        ("1 exactement.", "Exactly 1."),
        (
            "Écart : {difference}. Corrigez une ligne ; si ce sont des arrondis, écrivez la dernière comme le reste.",
            "Difference: {difference}. Mend one row; where they are rounded, write the last one as the rest.",
        ),
    ),
    "persistence-gap": error(
        (
            "Il manque le décalage {missing} dans la table « {table} ».",
            "The lag {missing} is missing from the table “{table}”.",
        ),
        ("Tous les décalages de 0 au dernier.", "Every lag from 0 to the last."),
        ("Ajoutez la ligne.", "Add the row."),
    ),
    "persistence-rising": error(
        (
            "La part encore au chômage remonte à {found} après {before}.",
            "The share still unemployed rises to {found} after {before}.",
        ),
        ("Des parts qui baissent ou restent égales.", "Shares that fall or stay equal."),
        (
            "Vérifiez les parts : ce sont les mêmes personnes, plus tard.",
            "Check the shares: they are the same people, later.",
        ),
    ),
    "commuting-self": error(
        ("« {found} » va travailler à « {found} ».", "“{found}” commutes to “{found}”."),
        (
            "Deux villes différentes ; chacun peut déjà travailler dans la sienne.",
            "Two different cities; everyone can already work in their own.",
        ),
        ("Supprimez la ligne.", "Delete the row."),
    ),
    "vacancies-uncovered": error(
        (
            "Rien ne dit les postes de {cases}, dont {found}.",
            "Nothing tells the vacancies of {cases}, among them {found}.",
        ),
        (
            "Chaque ville, profil et période, au besoin par « * » : un trou n'est pas un zéro.",
            "Every city, profile and period, by “*” if need be: a gap is not zero.",
        ),
        ("Ajoutez les lignes, ou une ligne « * » pour le reste.", "Add the rows, or one row “*” for the rest."),
    ),
    "horizon-order": error(
        (
            "{found} périodes de dépense pour {evaluation} périodes d'évaluation.",
            "{found} budget periods for {evaluation} evaluation periods.",
        ),
        (
            "Au moins autant de périodes d'évaluation que de périodes de dépense.",
            "At least as many evaluation periods as budget periods.",
        ),
        (
            "Videz « périodes d'évaluation » : elles seront calculées.",
            "Empty “evaluation periods”: they will be computed.",
        ),
    ),
    "horizon-short": warning(
        (
            "Les effets durent {lag} périodes et le chômage n'est projeté que sur {found}.",
            "Effects last {lag} periods and unemployment is projected over {found} only.",
        ),
        (
            "Au moins {enough} : périodes de dépense + effet le plus long.",
            "At least {enough}: budget periods + the longest effect.",
        ),
        (
            "Sinon l'argent des dernières périodes paraît inutile. Videz « périodes d'évaluation » pour les calculer.",
            "Otherwise money in the last periods looks useless. Empty “evaluation periods” to compute them.",
        ),
    ),
}

MONEY = {
    "source-without-budget": error(
        (
            "La source « {found} » n'a ni budget total ni ligne de budget.",
            "The source “{found}” has neither a total budget nor a budget row.",
        ),
        ("L'un des deux ; 0 s'il n'y a pas d'argent.", "One of the two; 0 if there is no money."),
        ("Écrivez le montant : un vide n'est pas un zéro.", "Write the amount: empty is not zero."),
    ),
    "source-budgets-differ": error(
        (
            "Budget total {found} MAD, mais ses lignes de budget font {rows} MAD.",
            "Total budget {found} MAD, but its budget rows add up to {rows} MAD.",
        ),
        ("Le même montant, ou l'un des deux seulement.", "The same amount, or only one of the two."),
        ("Corrigez le montant faux, ou videz le budget total.", "Mend the wrong amount, or empty the total budget."),
    ),
    "fund-without-money": warning(
        ("Aucune source n'a d'argent.", "No source has any money."),
        ("Un budget total au-dessus de 0.", "A total budget above 0."),
    ),
    "source-unusable": warning(
        (
            "L'argent de « {found} » ({amount} MAD) ne peut payer aucune mesure : son éligibilité exclut tout.",
            "The money of “{found}” ({amount} MAD) can pay for no measure: its eligibility excludes everything.",
        ),
        ("Au moins une ville et une mesure éligibles.", "At least one eligible city and measure."),
        (
            "Vérifiez les lignes « oui » et « non » de la table d'éligibilité.",
            "Check the “yes” and “no” rows of the eligibility table.",
        ),
    ),
    "private-missing": warning(
        (
            "« {found} » exige une part privée, et aucune source privée qui a de l'argent ne peut la payer.",
            "“{found}” requires a private share, and no private source with money may pay for it.",
        ),
        ("Une source privée éligible, ou une part de 0.", "An eligible private source, or a share of 0."),
        ("Sans cela la mesure ne recevra rien.", "Without it the measure will get nothing."),
    ),
    "cost-zero": warning(
        (
            "« {found} » ne coûte rien et a un effet : le plan en prendra autant que possible.",
            "“{found}” costs nothing and has an effect: the plan will take as much as it can.",
        ),
        ("Un coût au-dessus de 0.", "A cost above 0."),
        ("Écrivez le coût, ou confirmez que d'autres le paient.", "Write the cost, or confirm that others pay it."),
    ),
    "site-cost-unit": error(
        (
            "{found} MAD n'est pas un multiple de l'unité de paiement ({unit} MAD), et le coût unitaire est 0.",
            "{found} MAD is not a multiple of the payment unit ({unit} MAD), and the unit cost is 0.",
        ),
        (
            "Un multiple de {unit} MAD : rien d'autre ne peut absorber l'arrondi.",
            "A multiple of {unit} MAD: nothing else can absorb the rounding.",
        ),
        (
            "Arrondissez le coût du site, ou prenez 1 MAD comme unité de paiement.",
            "Round the site's cost, or take 1 MAD as the payment unit.",
        ),
    ),
    "site-too-late": warning(
        (
            "Un site de « {found} » ouvre {lag} périodes après la décision : la dépense n'en dure que {periods}.",
            "A site of “{found}” opens {lag} periods after the decision: money is spent over {periods} only.",
        ),
        ("Un délai plus court que la dépense.", "A lag shorter than the spending."),
        ("Vérifiez le délai : la mesure ne peut pas servir.", "Check the lag: the measure cannot be used."),
    ),
    "cohort-above-capacity": warning(
        (
            "La plus petite cohorte ({found}) dépasse ce que les sites peuvent accueillir ({capacity}).",
            "The smallest cohort ({found}) is more than the sites can take ({capacity}).",
        ),
        ("Une cohorte qui tient dans les sites.", "A cohort that fits the sites."),
        (
            "La mesure ne peut pas servir ici : vérifiez les deux nombres.",
            "The measure cannot be used here: check both numbers.",
        ),
    ),
    "cohort-above-pool": warning(
        (
            "La plus petite cohorte ({found}) dépasse le vivier ({pool}) à {cities}.",
            "The smallest cohort ({found}) is more than the pool ({pool}) in {cities}.",
        ),
        ("Une cohorte plus petite que le vivier.", "A cohort smaller than the pool."),
        (
            "La mesure ne peut pas servir dans ces villes : vérifiez les deux nombres.",
            "The measure cannot be used in these cities: check both numbers.",
        ),
    ),
}

RULES = {
    "net-as-high-as-gross": error(
        (
            "L'effet net de « {found} » ({net} emploi par unité) atteint son taux de placement brut ({gross}).",
            "The net effect of “{found}” ({net} jobs per unit) is as high as its gross placement rate ({gross}).",
        ),
        (
            "Un effet NET : les évaluations trouvent 2 à 10 points, là où les taux bruts sont de 70 à 80 %. "
            "Un programme nourri de taux bruts promet environ dix fois les emplois.",
            "A NET effect: evaluations find 2 to 10 points where gross rates are 70 to 80%. "
            "A programme fed with gross rates promises about ten times the jobs.",
        ),
        (
            "Retirez du taux brut ceux qui auraient trouvé un emploi sans le programme.",
            "Take out of the gross rate those who would have found a job without the programme.",
        ),
    ),
    "net-effect-high": warning(
        (
            "L'effet net de « {found} » est de {net} emploi par personne.",
            "The net effect of “{found}” is {net} jobs per person.",
        ),
        ("Les évaluations trouvent 0,02 à 0,10.", "Evaluations find 0.02 to 0.10."),
        (
            "Est-ce un taux de placement brut ? Sa place est la colonne « insertion brute ».",
            "Is it a gross placement rate? Its place is the column “gross placement”.",
        ),
    ),
    "effect-none": warning(
        (
            "« {found} » n'a aucun effet : ni emplois nets, ni postes, ni emplois gardés, ni emplois réorientés.",
            "“{found}” has no effect: no net jobs, vacancies, jobs kept or jobs moved.",
        ),
        (
            "Un effet, dans la table des effets ou celle des mesures.",
            "An effect, in the effects table or the measures table.",
        ),
        ("Elle ne recevra que ce qu'une règle impose.", "It will only get what a rule imposes."),
    ),
    "effects-twice": warning(
        (
            "« {found} » a des effets constants et des lignes dans la table des effets : seules ces lignes comptent.",
            "“{found}” has constant effects here and rows in the effects table: only those rows count.",
        ),
        ("L'un des deux.", "One of the two."),
        ("Videz les effets constants.", "Empty the constant effects."),
    ),
    "returns-segments": error(
        (
            "Les tranches de « {found} » ne sont pas 1, 2, 3… (il manque {missing}).",
            "The segments of “{found}” are not 1, 2, 3… ({missing} is missing).",
        ),
        ("Des tranches numérotées sans trou à partir de 1.", "Segments numbered from 1 without a gap."),
        ("Renumérotez.", "Number them again."),
    ),
    "returns-width": error(
        (
            "Les tranches de « {found} » couvrent {width} fois le vivier.",
            "The segments of “{found}” cover {width} times the pool.",
        ),
        ("Au plus 1 en tout.", "1 at most in all."),
        ("Réduisez les largeurs.", "Reduce the widths."),
    ),
    "returns-start": error(
        ("La première tranche a une efficacité de {found}.", "The first segment has an efficiency of {found}."),
        (
            "1 : les effets de la mesure sont ceux de la première tranche.",
            "1: the measure's effects are those of the first segment.",
        ),
        ("Écrivez 1 et ajustez les effets.", "Write 1 and adjust the effects."),
    ),
    "returns-falling": error(
        (
            "L'efficacité de la tranche {segment} est {found}, celle d'avant {before}.",
            "The efficiency of segment {segment} is {found}, the one before {before}.",
        ),
        (
            "Des efficacités qui baissent à chaque tranche, au-dessus de 0.",
            "Efficiencies that fall with each segment, above 0.",
        ),
        ("Corrigez l'ordre, ou réunissez deux tranches égales.", "Mend the order, or merge two equal segments."),
    ),
    "limit-mixes": error(
        (
            "La grandeur « {quantity} » ne peut pas être limitée par « {column} ».",
            "The quantity “{quantity}” cannot be limited by “{column}”.",
        ),
        ("Peuvent choisir : {expected}", "What may select: {expected}"),
        (
            "Remettez * dans cette colonne, ou changez la grandeur.",
            "Put * back in this column, or change the quantity.",
        ),
    ),
    "limit-measured": error(
        (
            "La grandeur « {quantity} » ne se mesure pas en « {name} ».",
            "The quantity “{quantity}” is not measured as “{name}”.",
        ),
        ("Elle se mesure en : {expected}", "It is measured as: {expected}"),
        ("Changez la mesure ou la grandeur.", "Change how it is measured, or the quantity."),
    ),
    "limit-sense": error(
        (
            "La grandeur « {quantity} » ne se limite pas par « {name} ».",
            "The quantity “{quantity}” has no “{name}” rule.",
        ),
        ("Elle se limite par : {expected}", "It may be limited by: {expected}"),
        (
            "Limitez l'argent ou les unités, ou changez le sens : des emplois se demandent, un taux se plafonne.",
            "Limit money or units, or change the sense: jobs are asked for, a rate is capped.",
        ),
    ),
    "limit-share": error(
        ("La règle demande {found}, plus que tout.", "The rule asks for {found}, more than all there is."),
        ("Une part entre 0 et 1 : 0,4 ou 40 %.", "A share between 0 and 1: 0.4 or 40%."),
        ("{hint}", "{hint}"),
    ),
    "limit-percent": error(
        (
            "« {found} » est un pourcentage, et la règle se mesure en « {measured} » : de quoi est-ce la part ?",
            "“{found}” is a percentage, and the rule is measured as “{measured}”: of what is it the share?",
        ),
        (
            "Un nombre dans l'unité de « {quantity} », ou la part de quelque chose.",
            "A number in the unit of “{quantity}”, or the share of something.",
        ),
        ("{hint}", "{hint}"),
    ),
    "floors-above-ceiling": warning(
        (
            "Planchers additionnés : {total} MAD ({rules}), alors que {what} {amount} MAD. Aucun plan n'est possible.",
            "Floors added up: MAD {total} ({rules}), while {what} MAD {amount}. No plan is possible.",
        ),
        ("Des planchers qui tiennent ensemble.", "Floors that fit together."),
        (
            "Baissez un plancher ou désactivez-le, ou relevez ce qui les dépasse.",
            "Lower a floor or switch it off, or raise what they exceed.",
        ),
    ),
    "limit-empty": error(
        ("La règle « {found} » ne choisit {what}.", "The rule “{found}” selects {what}."),
        (
            "Une sélection qui contient quelque chose : région ET ville, mesure ET type ET label doivent convenir.",
            "A selection that holds something: region AND city, measure AND kind AND label must fit.",
        ),
        ("Élargissez la sélection, ou désactivez la règle.", "Widen the selection, or switch the rule off."),
    ),
    "commitment-ineligible": error(
        (
            "« {source} » ne peut pas payer « {measure} » à « {city} », où elle est engagée.",
            "“{source}” may not pay for “{measure}” in “{city}”, where it is committed.",
        ),
        ("Une source éligible pour cette mesure et cette ville.", "A source eligible for this measure and city."),
        ("Corrigez l'engagement ou l'éligibilité.", "Mend the commitment or the eligibility."),
    ),
    "commitments-above-budget": error(
        (
            "Les engagements de « {found} » font {committed} MAD pour {amount} MAD d'argent.",
            "The commitments of “{found}” add up to {committed} MAD, with {amount} MAD of money.",
        ),
        ("Au plus l'argent de la source.", "At most the source's money."),
        ("Corrigez les engagements ou le budget.", "Mend the commitments or the budget."),
    ),
}

SOURCES = {
    "english-unused": warning(
        (
            "Aucune cellule de texte ne dit « {found} » : son anglais ne sert pas.",
            "No cell of text says “{found}”: its English is not used.",
        ),
        ("Un texte du cas, écrit comme dans sa cellule.", "A text of the case, written as in its cell."),
        ("{hint}Corrigez le texte, ou retirez la ligne.", "{hint}Mend the text, or remove the row."),
    ),
    "provenance-none": note(
        ("Table « {table} » : {values} sans provenance.", "Table “{table}”: {values} without provenance."),
        (
            "Une source, une règle de calcul ou une hypothèse pour chaque valeur.",
            "A source, a rule of computation or an assumption for each value.",
        ),
        ("Ajoutez des lignes à la table de provenance.", "Add rows to the provenance table."),
    ),
    "assumption-without-owner": note(
        ("Une hypothèse ({found}) n'a pas de responsable.", "An assumption ({found}) has no owner."),
        ("Quelqu'un qui en répond.", "Someone who answers for it."),
        ("Nommez-le dans la colonne « responsable ».", "Name them in the column “owner”."),
    ),
    "default-table": note(
        ("Pas de table « {table} » : {default}.", "No table “{table}”: {default}."),
    ),
    "default-setting": note(
        ("« {column} » n'est pas donné : {default}.", "“{column}” is not given: {default}."),
    ),
}
