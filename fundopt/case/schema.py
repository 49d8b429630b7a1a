"""Every table and column of a case, declared once: reading, checking, templates and documentation follow from here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from fundopt.language import Text

ALL = "*"
"""In a column that allows it: every city, measure, source, period…"""


class Type(StrEnum):
    """What a cell holds, and the Python type it is read to."""

    IDENTIFIER = "identifier"  # str: short name that other tables refer to
    TEXT = "text"  # str
    NUMBER = "number"  # Decimal
    AMOUNT = "amount"  # Decimal, MAD
    SHARE = "share"  # Decimal, 0.15 for 15 %
    INTEGER = "integer"  # int
    YES_NO = "yes_no"  # bool
    CHOICE = "choice"  # str, one of Column.choices
    PERIOD = "period"  # str, a label such as 2027-S1
    DATE = "date"  # datetime.date


@dataclass(frozen=True)
class Column:
    """One column. `required`: an empty cell is a finding; otherwise it takes `default` (None: stays empty).

    `percent`: a number that may be a share, so that 40 % is read as 0.4 although the column's type is not SHARE.
    """

    name: str
    type: Type
    label: Text
    help: Text
    unit: str = ""
    required: bool = False
    default: object = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    choices: tuple[tuple[str, Text], ...] = ()
    key: bool = False
    refers_to: str | None = None
    wildcard: bool = False
    many: bool = False
    percent: bool = False

    def choice_values(self) -> tuple[str, ...]:
        """The technical names of the choices, as stored in the case."""
        return tuple(value for value, _ in self.choices)


@dataclass(frozen=True)
class Table:
    """One table. `fields`: a single record written downwards (parameter, value). `absent`: what holds without it."""

    name: str
    label: Text
    help: Text
    columns: tuple[Column, ...]
    required: bool = False
    fields: bool = False
    absent: Text | None = None

    def column(self, name: str) -> Column:
        """The column called `name`; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name}")

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that together identify a row (none: rows may repeat)."""
        return tuple(column.name for column in self.columns if column.key)


def _identifier(fr: str, en: str, help_fr: str, help_en: str) -> Column:
    """The key column that gives a table its rows' short names."""
    return Column("", Type.IDENTIFIER, Text(fr, en), Text(help_fr, help_en), required=True, key=True)


def _named(name: str, column: Column) -> Column:
    return Column(**{**column.__dict__, "name": name})


ZERO, ONE = Decimal(0), Decimal(1)
OWNER = Column(
    "owner",
    Type.TEXT,
    Text("responsable", "owner"),
    Text("Qui répond de cette ligne.", "Who answers for this row."),
)
REASON = Column(
    "reason", Type.TEXT, Text("motif", "reason"), Text("Pourquoi cette règle existe.", "Why this rule exists.")
)
ACTIVE = Column(
    "active",
    Type.YES_NO,
    Text("active", "active"),
    Text("Non : la règle est gardée mais ne s'applique pas.", "No: the rule is kept but not applied."),
    default=True,
)
NAME = Column("name", Type.TEXT, Text("nom", "name"), Text("Le nom à afficher.", "The name to show."), required=True)


def _ref(table: str, fr: str, en: str, *, wildcard: bool = False, many: bool = False, **more: object) -> Column:
    """A column that names rows of another table; with `wildcard`, `*` (the default) names them all."""
    singular = {"cities": "city", "sources": "source", "measures": "measure", "scenarios": "scenario"}
    singular |= {"profiles": "profile", "regions": "region"}
    help_ = Text(f"Identifiant pris dans la table « {table} ».", f"Identifier from the table “{table}”.")
    if many:
        help_ = Text(help_.fr + " Plusieurs : séparés par « ; ».", help_.en + " Several: separated by “;”.")
    if wildcard:
        help_ = Text(help_.fr + " * = tous.", help_.en + " * = all.")
    options: dict = {
        "required": not wildcard,
        "default": ALL if wildcard else None,
        "wildcard": wildcard,
        "many": many,
        "help": help_,
        **more,
    }
    name = options.pop("name", singular[table])
    return Column(name, Type.IDENTIFIER, Text(fr, en), refers_to=table, **options)


def _period(**more: object) -> Column:
    wildcard = bool(more.get("wildcard"))
    options: dict = {"required": not wildcard, "default": ALL if wildcard else None, **more}
    return Column(
        "period",
        Type.PERIOD,
        Text("période", "period"),
        Text(
            "Étiquette de période : 2027-S1 (semestre), 2027-Q1 (trimestre) ou 2027 (année)"
            + (" ; * = toutes." if wildcard else "."),
            "Period label: 2027-S1 (half-year), 2027-Q1 (quarter) or 2027 (year)" + ("; * = all." if wildcard else "."),
        ),
        **options,
    )


def _number(name: str, fr: str, en: str, unit: str, help_fr: str, help_en: str, **more: object) -> Column:
    type_ = {"MAD": Type.AMOUNT, "share": Type.SHARE}.get(unit, more.pop("type", Type.NUMBER))
    options: dict = {"minimum": ZERO, **more}
    if type_ is Type.SHARE:
        options.setdefault("maximum", ONE)
    return Column(name, type_, Text(fr, en), Text(help_fr, help_en), unit=unit, **options)


FUND = Table(
    "fund",
    Text("fonds", "fund"),
    Text("Le fonds et les réglages de l'exercice.", "The fund and the settings of this funding round."),
    (
        Column("name", Type.TEXT, NAME.label, Text("Le nom de l'exercice.", "Name of this funding round."), required=True),
        Column(
            "start",
            Type.PERIOD,
            Text("première période", "first period"),
            Text(
                "Sa forme fixe la longueur des périodes : 2027-S1 semestres, 2027-Q1 trimestres, 2027 années.",
                "Its form sets the length of a period: 2027-S1 half-years, 2027-Q1 quarters, 2027 years.",
            ),
            required=True,
        ),
        _number(
            "budget_periods", "périodes de dépense", "budget periods", "periods",
            "Nombre de périodes où l'argent se dépense.", "Number of periods in which money is spent.",
            type=Type.INTEGER, required=True, minimum=ONE, maximum=Decimal(40),
        ),
        _number(
            "evaluation_periods", "périodes d'évaluation", "evaluation periods", "periods",
            "Nombre de périodes où le chômage est projeté ; vide : périodes de dépense + effet le plus long.",
            "Number of periods over which unemployment is projected; empty: budget periods + the longest effect.",
            type=Type.INTEGER, minimum=ONE, maximum=Decimal(120),
        ),
        Column(
            "basis", Type.CHOICE,
            Text("base du chômage", "unemployment basis"),
            Text(
                "La source de TOUS les nombres de chômeurs : enquête emploi ou recensement, jamais les deux.",
                "Where ALL counts of unemployed come from: labour force survey or census, never both.",
            ),
            required=True,
            choices=(("survey", Text("enquête", "survey")), ("census", Text("recensement", "census"))),
        ),
        _number(
            "french_share", "part du marché français", "French share", "share",
            "Part de l'activité des centres d'appels faite pour la France.",
            "Share of call-centre activity that serves France.", required=True,
        ),
        _number(
            "outbound_share", "part des appels sortants", "outbound share", "share",
            "Part de l'activité faite d'appels de vente non sollicités.",
            "Share of activity that is unsolicited outbound calling.", required=True,
        ),
        _number(
            "unemployment_share", "part qui réduit le chômage", "unemployment share", "share",
            "Part des emplois nets qui réduit le chômage mesuré ; le reste va à des personnes qui entrent dans la population active.",
            "Share of net jobs that lowers measured unemployment; the rest goes to people who enter the labour force.",
            default=ONE,
        ),
        _number(
            "discount_rate", "taux d'actualisation annuel", "annual discount rate", "share",
            "Poids des années lointaines : 0 % les compte toutes autant.", "Weight of later years: 0% counts all alike.",
            default=ZERO,
        ),
        _number(
            "public_per_private", "public par dirham privé", "public per private dirham", "MAD/MAD",
            "Le plus d'argent public par dirham privé, en cumul ; vide : pas de règle.",
            "Most public money per private dirham, cumulatively; empty: no rule.",
        ),
        Column(
            "weighting", Type.CHOICE,
            Text("poids des villes", "city weights"),
            Text(
                "Égal : un chômeur compte autant partout. Vulnérabilité : selon l'indice. Priorité : la colonne de la table des villes.",
                "Equal: an unemployed person counts the same everywhere. Vulnerability: by the index. Priority: the column of the cities table.",
            ),
            default="equal",
            choices=(
                ("equal", Text("égal", "equal")),
                ("vulnerability", Text("vulnérabilité", "vulnerability")),
                ("priority", Text("priorité", "priority")),
            ),
        ),
        _number(
            "vulnerability_strength", "force de l'indice", "strength of the index", "share",
            "Poids d'une ville = 1 + force × (indice − moyenne) si le poids suit la vulnérabilité.",
            "Weight of a city = 1 + strength × (index − mean) where weights follow vulnerability.",
            default=ONE,
        ),
        Column(
            "then_minimise", Type.CHOICE,
            Text("puis minimiser", "then minimise"),
            Text(
                "Objectifs suivants, dans l'ordre, séparés par « ; », chacun sans dégrader le précédent.",
                "Further objectives in order, separated by “;”, each without harming the one before.",
            ),
            many=True,
            default=(),
            choices=(
                ("worst_city", Text("pire ville", "worst city")),
                ("cvar", Text("pires scénarios", "worst scenarios")),
                ("cost", Text("coût", "cost")),
            ),
        ),
        _number(
            "stage_tolerance", "tolérance entre objectifs", "tolerance between objectives", "share",
            "Part de l'effet du fonds qu'un objectif peut céder au suivant.",
            "Share of the fund's effect that one objective may give up for the next.",
            default=Decimal("0.0001"), maximum=Decimal("0.5"),
        ),
        _number(
            "cvar_tail", "queue des pires scénarios", "tail of worst scenarios", "share",
            "Probabilité des pires scénarios moyennés par l'objectif « pires scénarios ».",
            "Probability mass of the worst scenarios that “worst scenarios” averages.",
            default=Decimal("0.2"), minimum=Decimal("0.01"),
        ),
        Column(
            "payment_unit", Type.CHOICE,
            Text("unité de paiement", "payment unit"),
            Text("Les montants publiés sont des multiples entiers de cette somme.", "Published amounts are whole multiples of this sum."),
            unit="MAD", default="1000",
            choices=(("1000", Text("1000", "1000")), ("1", Text("1", "1"))),
        ),
    ),
    required=True,
    fields=True,
)

SOURCES = Table(
    "sources",
    Text("sources", "sources"),
    Text("Qui apporte l'argent.", "Who brings the money."),
    (
        _named("source", _identifier("source", "source", "Identifiant court.", "Short identifier.")),
        NAME,
        Column(
            "kind", Type.CHOICE, Text("nature", "kind"), Text("Publique ou privée.", "Public or private."), required=True,
            choices=(("public", Text("publique", "public")), ("private", Text("privée", "private"))),
        ),
        _number(
            "budget", "budget total", "total budget", "MAD",
            "Montant de tout l'exercice, disponible dès la première période si la table des budgets ne dit rien.",
            "Amount for the whole round, available from the first period unless the budgets table says otherwise.",
        ),
        Column(
            "carry_over", Type.YES_NO, Text("report autorisé", "carry-over"),
            Text("Oui : ce qui n'est pas dépensé reste disponible ensuite.", "Yes: what is not spent stays available later."),
            default=True,
        ),
        OWNER,
    ),
    required=True,
)

BUDGETS = Table(
    "budgets",
    Text("budgets", "budgets"),
    Text("Ce que chaque source verse, par période.", "What each source makes available, by period."),
    (
        _ref("sources", "source", "source", key=True),
        _period(key=True),
        _number("amount", "montant", "amount", "MAD", "Somme disponible dans la période.", "Sum made available in the period.", required=True),
    ),
    absent=Text(
        "le budget total de chaque source est disponible dès la première période",
        "each source's total budget is available from the first period",
    ),
)

ELIGIBILITY = Table(
    "eligibility",
    Text("éligibilité", "eligibility"),
    Text(
        "Fléchage : une source qui a une ligne « oui » ne paie que ce que ses lignes « oui » nomment ; une ligne « non » exclut.",
        "Earmarks: a source with a “yes” row pays only for what its “yes” rows name; a “no” row excludes.",
    ),
    (
        _ref("sources", "source", "source"),
        _ref("cities", "ville", "city", wildcard=True, many=True),
        _ref("measures", "mesure", "measure", wildcard=True, many=True),
        Column("eligible", Type.YES_NO, Text("éligible", "eligible"), Text("Oui ou non.", "Yes or no."), default=True),
        REASON,
    ),
    absent=Text("toute source peut payer toute mesure partout", "every source may pay for every measure everywhere"),
)

REGIONS = Table(
    "regions",
    Text("régions", "regions"),
    Text("Les régions, dans l'ordre officiel.", "The regions, in the official order."),
    (_named("region", _identifier("région", "region", "Code court.", "Short code.")), NAME),
    absent=Text("les codes de région des villes servent de noms", "the cities' region codes serve as names"),
)

CITIES = Table(
    "cities",
    Text("villes", "cities"),
    Text("Les villes, leur population active et leur exposition.", "The cities, their labour force and their exposure."),
    (
        _named("city", _identifier("ville", "city", "Identifiant court.", "Short identifier.")),
        NAME,
        _ref("regions", "région", "region"),
        _number("labour_force", "population active", "labour force", "persons", "Actifs de 15 ans et plus.", "Economically active people, 15 and over.", required=True, minimum=ONE),
        _number("unemployed", "chômeurs", "unemployed", "persons", "Chômeurs, sur la base déclarée, sans choc ni fonds.", "Unemployed people on the declared basis, without shock or fund.", required=True),
        _number("callcentre_jobs", "emplois en centres d'appels", "call-centre jobs", "jobs", "Emplois en centres d'appels avant le choc.", "Call-centre jobs before the shock.", required=True),
        Column(
            "unemployment_basis", Type.CHOICE, Text("base de la ligne", "row's basis"),
            Text("Vide : celle du fonds. Une autre base est refusée.", "Empty: that of the fund. Another basis is refused."),
            choices=FUND.column("basis").choices,
        ),
        _number("french_share", "part du marché français", "French share", "share", "Vide : celle du fonds.", "Empty: that of the fund."),
        _number("outbound_share", "part des appels sortants", "outbound share", "share", "Vide : celle du fonds.", "Empty: that of the fund."),
        _number("displacement", "effet de déplacement", "displacement", "share", "Part des placements prise à d'autres demandeurs d'emploi ; plus forte où le chômage est fort.", "Share of placements taken from other job-seekers; higher where unemployment is high.", default=ZERO),
        _number("reachable_share", "chômeurs atteignables", "reachable unemployed", "share", "Part des chômeurs qu'un programme peut atteindre sur l'horizon.", "Share of the unemployed that programmes can reach over the horizon.", default=Decimal("0.05")),
        _number("firms", "entreprises", "firms", "firms", "Centres d'appels et entreprises de services éligibles.", "Eligible call centres and service firms.", default=ZERO),
        _number("priority", "priorité", "priority", "weight", "Poids d'un chômeur de la ville si le fonds pondère par priorité.", "Weight of an unemployed person if the fund weights by priority.", default=ONE),
        _number("permanent_jobs", "emplois permanents", "permanent jobs", "jobs", "Emplois permanents des établissements ; sert à la dépendance économique.", "Permanent jobs in establishments; used for economic dependence."),
        _number("higher_education_share", "diplômés du supérieur", "higher education", "share", "Part de la population ; sert à la dépendance technologique.", "Share of the population; used for technological dependence."),
        _number("reads_french_share", "lit le français", "reads French", "share", "Part de la population ; sert à la dépendance cognitive.", "Share of the population; used for cognitive dependence."),
        _number("reads_english_share", "lit l'anglais", "reads English", "share", "Part de la population ; sert à la dépendance cognitive.", "Share of the population; used for cognitive dependence."),
        _number("latitude", "latitude", "latitude", "degrees", "Degrés décimaux.", "Decimal degrees.", minimum=Decimal(-90), maximum=Decimal(90)),
        _number("longitude", "longitude", "longitude", "degrees", "Degrés décimaux.", "Decimal degrees.", minimum=Decimal(-180), maximum=Decimal(180)),
    ),
    required=True,
)

UNEMPLOYMENT = Table(
    "unemployment",
    Text("chômage", "unemployment"),
    Text("Chômeurs par période, sans choc ni fonds, où ils changent.", "Unemployed people by period, without shock or fund, where they change."),
    (
        _ref("cities", "ville", "city", key=True),
        _period(key=True),
        _number("unemployed", "chômeurs", "unemployed", "persons", "Sur la base déclarée.", "On the declared basis.", required=True),
    ),
    absent=Text("le nombre de chômeurs de chaque ville reste constant", "each city's number of unemployed stays constant"),
)

SCENARIOS = Table(
    "scenarios",
    Text("scénarios", "scenarios"),
    Text("Les chocs possibles et leur probabilité.", "The possible shocks and their probability."),
    (
        _named("scenario", _identifier("scénario", "scenario", "Identifiant court.", "Short identifier.")),
        NAME,
        _number("probability", "probabilité", "probability", "share", "Les probabilités font 1 ensemble.", "Probabilities add up to 1.", required=True),
        _number("severity", "sévérité", "severity", "factor", "Emplois perdus = emplois × part française × part sortante × sévérité × calendrier.", "Jobs lost = jobs × French share × outbound share × severity × timing.", default=ONE),
    ),
    absent=Text("un seul scénario, de sévérité 1", "a single scenario of severity 1"),
)

TIMING = Table(
    "timing",
    Text("calendrier", "timing"),
    Text("La part du choc qui tombe dans chaque période ; les parts font 1.", "The share of the shock that falls in each period; shares add up to 1."),
    (_period(key=True), _number("share", "part", "share", "share", "Part des emplois perdus.", "Share of the jobs lost.", required=True)),
    absent=Text("tout le choc tombe dans la première période", "the whole shock falls in the first period"),
)

SHOCKS = Table(
    "shocks",
    Text("chocs", "shocks"),
    Text("Emplois perdus, là où un comptage remplace la règle de calcul.", "Jobs lost, where a count replaces the rule."),
    (
        _ref("scenarios", "scénario", "scenario", key=True),
        _ref("cities", "ville", "city", key=True),
        _period(key=True),
        _number("jobs_lost", "emplois perdus", "jobs lost", "jobs", "Emplois perdus dans la période ; la règle ne s'applique plus à cette ville dans ce scénario.", "Jobs lost in the period; the rule no longer applies to this city in this scenario.", required=True),
    ),
    absent=Text("emplois perdus calculés par la règle", "jobs lost computed by the rule"),
)

PERSISTENCE = Table(
    "persistence",
    Text("persistance", "persistence"),
    Text(
        "Part des personnes déplacées encore au chômage l périodes après, SANS le fonds ; après la dernière ligne : 0.",
        "Share of displaced people still unemployed l periods later WITHOUT the fund; after the last row: 0.",
    ),
    (
        _number("lag", "décalage", "lag", "periods", "Périodes écoulées depuis la perte d'emploi.", "Periods since the job was lost.", type=Type.INTEGER, required=True, key=True, maximum=Decimal(120)),
        _number("share", "part", "share", "share", "Part encore au chômage.", "Share still unemployed.", required=True),
    ),
    absent=Text("la moitié des personnes déplacées retrouve un emploi chaque année", "half of the displaced find work each year"),
)

PROFILES = Table(
    "profiles",
    Text("profils", "profiles"),
    Text("Les profils d'emploi : linguiste, analyste, technologue, hybride…", "Job profiles: linguist, analyst, technologist, hybrid…"),
    (_named("profile", _identifier("profil", "profile", "Identifiant court.", "Short identifier.")), NAME),
    absent=Text("un seul profil d'emploi", "a single job profile"),
)

MEASURES = Table(
    "measures",
    Text("mesures", "measures"),
    Text("Ce que le fonds peut payer.", "What the fund can pay for."),
    (
        _named("measure", _identifier("mesure", "measure", "Identifiant court.", "Short identifier.")),
        NAME,
        Column(
            "kind", Type.CHOICE, Text("type", "kind"), Text("La partie de la mission.", "The part of the mission."), required=True,
            choices=(
                ("training", Text("formation", "training")),
                ("hiring", Text("aide à l'embauche", "hiring support")),
                ("incubator", Text("incubateur", "incubator")),
                ("upgrading", Text("montée en gamme", "firm upgrading")),
                ("label", Text("label", "label")),
                ("diversification", Text("diversification", "market diversification")),
            ),
        ),
        Column(
            "serves", Type.CHOICE, Text("bénéficiaire", "serves"), Text("Une personne suit un seul programme ; une entreprise n'est pas une personne.", "A person follows one programme; a firm is not a person."), required=True,
            choices=(("people", Text("personnes", "people")), ("firms", Text("entreprises", "firms"))),
        ),
        Column("unit", Type.TEXT, Text("unité", "unit"), Text("Ce qu'on compte : stagiaire, entreprise, contrat…", "What is counted: trainee, firm, contract…"), required=True),
        _number("unit_cost", "coût unitaire", "unit cost", "MAD", "Coût d'une unité.", "Cost of one unit.", required=True),
        Column(
            "pool", Type.CHOICE, Text("vivier", "pool"), Text("Ce que la mesure peut atteindre dans une ville.", "What the measure can reach in a city."), required=True,
            choices=(
                ("displaced", Text("personnes déplacées", "displaced people")),
                ("unemployed", Text("chômeurs atteignables", "reachable unemployed")),
                ("people", Text("déplacés et chômeurs atteignables", "displaced and reachable unemployed")),
                ("firms", Text("entreprises", "firms")),
                ("jobs", Text("emplois en centres d'appels", "call-centre jobs")),
            ),
        ),
        _number("pool_share", "part du vivier", "share of the pool", "share", "Part du vivier atteignable sur l'horizon.", "Share of the pool that can be reached over the horizon.", default=ONE),
        _ref("profiles", "profil", "profile", required=False, help=Text("Le profil que la mesure forme ou recrute ; vide : le premier.", "The profile that the measure trains or hires; empty: the first.")),
        _number("net_jobs", "emplois nets", "net jobs", "jobs/unit", "Emplois NETS par unité, dès la période suivante et jusqu'au bout, si la table des effets ne dit rien.", "NET jobs per unit from the next period on, where the effects table says nothing.", minimum=Decimal(-10)),
        _number("jobs_kept", "emplois gardés", "jobs kept", "jobs/unit", "Emplois menacés gardés par unité et par période, si la table des effets ne dit rien.", "Jobs at risk kept per unit and period, where the effects table says nothing."),
        _number("vacancies", "postes ouverts", "vacancies", "jobs/unit", "Postes ouverts par unité, dès la période suivante, si la table des effets ne dit rien.", "Vacancies opened per unit from the next period on, where the effects table says nothing."),
        _number("moved_jobs", "emplois réorientés", "jobs moved", "jobs/unit", "Emplois qui quittent le marché français pour un autre, par unité.", "Jobs that leave the French market for another, per unit.", default=ZERO),
        _number("gross_placement", "insertion brute", "gross placement", "share", "Taux de placement publié par le programme : montré à côté, jamais dans le calcul.", "Placement rate that the programme reports: shown beside, never in the objective."),
        _number("min_private_share", "part privée minimale", "least private share", "share", "Part privée minimale de la dépense de la mesure, par ville.", "Least private share of the measure's spending, by city.", default=ZERO),
        Column("labelled", Type.YES_NO, Text("labellisé", "labelled"), Text("Compte comme service labellisé « Morocco Trusted AI Services ».", "Counts as a labelled “Morocco Trusted AI Services” service."), default=False),
        Column("target_market", Type.TEXT, Text("marché visé", "target market"), Text("Pour la diversification.", "For diversification.")),
        _number("smallest_cohort", "plus petite cohorte", "smallest cohort", "units", "Une cohorte compte 0 unité, ou au moins ce nombre, par ville et période.", "A cohort has 0 units, or at least this number, per city and period.", default=ZERO),
        OWNER,
    ),
    required=True,
)

EFFECTS = Table(
    "effects",
    Text("effets", "effects"),
    Text(
        "Effets NETS d'une unité, l périodes après son départ ; stocks pour emplois nets et postes, flux pour emplois gardés ; après la dernière ligne : 0.",
        "NET effects of one unit, l periods after it starts; stocks for net jobs and vacancies, a flow for jobs kept; after the last row: 0.",
    ),
    (
        _ref("measures", "mesure", "measure", key=True),
        _number("lag", "décalage", "lag", "periods", "Périodes depuis le départ de l'unité.", "Periods since the unit started.", type=Type.INTEGER, required=True, key=True, maximum=Decimal(120)),
        _number("net_jobs", "emplois nets", "net jobs", "jobs/unit", "Emplois nets supplémentaires présents ; négatif pendant l'enfermement en formation.", "Additional net jobs present; negative while training locks people in.", default=ZERO, minimum=Decimal(-10)),
        _number("vacancies", "postes ouverts", "vacancies", "jobs/unit", "Postes ouverts présents.", "Vacancies present.", default=ZERO),
        _number("jobs_kept", "emplois gardés", "jobs kept", "jobs/unit", "Emplois menacés gardés dans la période.", "Jobs at risk kept in the period.", default=ZERO),
    ),
    absent=Text("les effets constants de la table des mesures", "the constant effects of the measures table"),
)

RETURNS = Table(
    "returns",
    Text("rendements", "returns"),
    Text("Rendements décroissants : tranches du vivier et leur efficacité.", "Diminishing returns: segments of the pool and their efficiency."),
    (
        _ref("measures", "mesure", "measure", key=True, wildcard=True),
        _number("segment", "tranche", "segment", "", "1, 2, 3…", "1, 2, 3…", type=Type.INTEGER, required=True, key=True, minimum=ONE, maximum=Decimal(20)),
        _number("width", "largeur", "width", "share", "Part du vivier.", "Share of the pool.", required=True),
        _number("efficiency", "efficacité", "efficiency", "share", "1 pour la première tranche, puis décroissante.", "1 for the first segment, then falling.", required=True),
    ),
    absent=Text("pas de rendements décroissants", "no diminishing returns"),
)

MIX = Table(
    "mix",
    Text("répartition", "mix"),
    Text("La répartition par profil des postes qu'une mesure ouvre ; les parts font 1.", "The split over profiles of the vacancies that a measure opens; shares add up to 1."),
    (
        _ref("measures", "mesure", "measure", key=True),
        _ref("profiles", "profil", "profile", key=True),
        _number("share", "part", "share", "share", "Part des postes ouverts.", "Share of the vacancies.", required=True),
    ),
    absent=Text("les postes ouverts sont du profil de la mesure", "vacancies are of the measure's own profile"),
)

OVERRIDES = Table(
    "overrides",
    Text("particularités", "overrides"),
    Text("Coût, vivier ou cohorte propres à une ville.", "A cost, pool or cohort particular to a city."),
    (
        _ref("cities", "ville", "city", key=True),
        _ref("measures", "mesure", "measure", key=True),
        _number("unit_cost", "coût unitaire", "unit cost", "MAD", "Vide : celui de la mesure.", "Empty: that of the measure."),
        _number("pool", "vivier", "pool", "units", "Unités atteignables ; vide : calculé.", "Reachable units; empty: computed."),
        _number("smallest_cohort", "plus petite cohorte", "smallest cohort", "units", "Vide : celle de la mesure.", "Empty: that of the measure."),
    ),
    absent=Text("coûts et viviers de la table des mesures partout", "costs and pools of the measures table everywhere"),
)

SITES = Table(
    "sites",
    Text("sites", "sites"),
    Text("Les mesures qui ont besoin d'un site ; une ligne de ville l'emporte sur « * ».", "Measures that need a site; a city's row wins over “*”."),
    (
        _ref("measures", "mesure", "measure", key=True),
        _ref("cities", "ville", "city", key=True, wildcard=True),
        _number("opening_cost", "coût d'ouverture", "opening cost", "MAD", "Par site, payé à l'ouverture.", "Per site, paid on opening.", required=True),
        _number("running_cost", "coût de fonctionnement", "running cost", "MAD/period", "Par site ouvert et par période de dépense.", "Per open site and budget period.", required=True),
        _number("capacity", "capacité", "capacity", "units/period", "Unités par site et par période.", "Units per site and period.", required=True),
        _number("max_sites", "sites au plus", "most sites", "sites", "Par ville.", "Per city.", type=Type.INTEGER, default=1, maximum=Decimal(100)),
        _number("opening_lag", "délai d'ouverture", "opening lag", "periods", "Périodes entre la décision et l'ouverture.", "Periods from decision to opening.", type=Type.INTEGER, default=1, maximum=Decimal(40)),
    ),
    absent=Text("aucune mesure n'a besoin d'un site", "no measure needs a site"),
)

COMMUTING = Table(
    "commuting",
    Text("navettes", "commuting"),
    Text("Les villes dont les habitants peuvent travailler dans une autre.", "Cities whose residents can work in another."),
    (
        _ref("cities", "résidence", "home", key=True, name="home"),
        _ref("cities", "travail", "work", key=True, name="work"),
        Column("both_ways", Type.YES_NO, Text("dans les deux sens", "both ways"), Text("Oui : aussi de travail vers résidence.", "Yes: also from work to home."), default=True),
        _number("km", "distance", "distance", "km", "Pour mémoire.", "For the record."),
    ),
    absent=Text("chacun travaille dans sa ville", "everyone works in their own city"),
)

VACANCIES = Table(
    "vacancies",
    Text("postes", "vacancies"),
    Text("Postes que le marché offre de lui-même aux personnes placées par le fonds (stock).", "Vacancies that the market offers by itself to people whom the fund places (stock)."),
    (
        _ref("cities", "ville", "city", key=True, wildcard=True),
        _ref("profiles", "profil", "profile", key=True, wildcard=True),
        _period(key=True, wildcard=True),
        _number("vacancies", "postes", "vacancies", "jobs", "Postes accessibles ; une ligne précise l'emporte sur « * ».", "Vacancies within reach; a precise row wins over “*”.", required=True),
    ),
    absent=Text("le marché du travail absorbe toute personne formée", "the labour market absorbs everyone trained"),
)

LIMITS = Table(
    "limits",
    Text("limites", "limits"),
    Text("Les règles du conseil : une ligne, une règle.", "The board's rules: one row, one rule."),
    (
        _named("limit", _identifier("règle", "limit", "Identifiant court.", "Short identifier.")),
        NAME,
        Column(
            "quantity", Type.CHOICE, Text("grandeur", "quantity"), Text("Ce qui est limité.", "What is limited."), required=True,
            choices=(
                ("money", Text("argent", "money")),
                ("units", Text("unités", "units")),
                ("sites", Text("sites ouverts", "sites opened")),
                ("net_jobs", Text("emplois nets", "net jobs")),
                ("jobs_kept", Text("emplois gardés", "jobs kept")),
                ("rate", Text("taux de chômage", "unemployment rate")),
            ),
        ),
        Column(
            "sense", Type.CHOICE, Text("sens", "sense"), Text("Au moins, au plus, exactement.", "At least, at most, exactly."), required=True,
            choices=(("at_least", Text("au moins", "at least")), ("at_most", Text("au plus", "at most")), ("exactly", Text("exactement", "exactly"))),
        ),
        _number("value", "valeur", "value", "", "Dans l'unité de la grandeur, ou une part (0,4 = 40 %) ; un taux de chômage est une part.", "In the quantity's unit, or a share (0.4 = 40%); an unemployment rate is a share.", required=True, percent=True),
        Column(
            "measured", Type.CHOICE, Text("mesuré en", "measured"), Text("Montant, par actif, ou part de quoi.", "As an amount, per head of the labour force, or as a share of what."), default="amount",
            choices=(
                ("amount", Text("montant", "amount")),
                ("per_head", Text("par actif", "per head")),
                ("share_of_fund", Text("part du fonds", "share of the fund")),
                ("share_of_spending", Text("part de la dépense", "share of spending")),
                ("share_of_place", Text("part de la dépense du lieu", "share of the place's spending")),
                ("share_of_source", Text("part de la dépense de la source", "share of the source's spending")),
            ),
        ),
        _ref("regions", "région", "region", wildcard=True, many=True),
        _ref("cities", "ville", "city", wildcard=True, many=True),
        _ref("measures", "mesure", "measure", wildcard=True, many=True),
        Column("kind", Type.CHOICE, Text("type", "kind"), Text("Types de mesure ; * = tous.", "Kinds of measure; * = all."), default=ALL, wildcard=True, many=True, choices=MEASURES.column("kind").choices),
        _ref("sources", "source", "source", wildcard=True, many=True),
        Column(
            "labelled", Type.CHOICE, Text("labellisé", "labelled"), Text("Oui, non ou * = les deux.", "Yes, no, or * = both."), default=ALL, wildcard=True,
            choices=(("yes", Text("oui", "yes")), ("no", Text("non", "no"))),
        ),
        _period(wildcard=True, many=True),
        ACTIVE,
        OWNER,
        REASON,
    ),
    absent=Text("le conseil n'ajoute aucune règle", "the board adds no rule"),
)

DEPENDENCY = Table(
    "dependency",
    Text("dépendance", "dependency"),
    Text("Plafond des emplois qui servent encore le marché français.", "Cap on the jobs that still serve the French market."),
    (
        _ref("cities", "ville", "city", key=True, wildcard=True),
        _number("cap", "plafond", "cap", "share", "Part des emplois en centres d'appels de la ville.", "Share of the city's call-centre jobs.", required=True),
        Column("period", Type.PERIOD, Text("période", "period"), Text("À partir de cette période ; vide : la dernière période de dépense.", "From this period on; empty: the last budget period.")),
        ACTIVE,
        OWNER,
        REASON,
    ),
    absent=Text("pas de plafond de dépendance", "no cap on dependency"),
)

COMMITMENTS = Table(
    "commitments",
    Text("engagements", "commitments"),
    Text("Argent ou unités déjà décidés.", "Money or units already decided."),
    (
        _named("commitment", _identifier("engagement", "commitment", "Identifiant court.", "Short identifier.")),
        NAME,
        _ref("cities", "ville", "city"),
        _ref("measures", "mesure", "measure"),
        _ref("sources", "source", "source", wildcard=True),
        _period(wildcard=True),
        Column(
            "quantity", Type.CHOICE, Text("grandeur", "quantity"), Text("Argent ou unités.", "Money or units."), default="money",
            choices=(("money", Text("argent", "money")), ("units", Text("unités", "units"))),
        ),
        Column(
            "sense", Type.CHOICE, Text("sens", "sense"), Text("Au moins ou exactement.", "At least or exactly."), default="at_least",
            choices=(("at_least", Text("au moins", "at least")), ("exactly", Text("exactement", "exactly"))),
        ),
        _number("value", "valeur", "value", "", "En MAD ou en unités.", "In MAD or in units.", required=True),
        ACTIVE,
        OWNER,
        REASON,
    ),
    absent=Text("rien n'est engagé d'avance", "nothing is committed beforehand"),
)

REFERENCE = Table(
    "reference",
    Text("référence", "reference"),
    Text("Le plan précédent : entre deux plans aussi bons, le plus proche gagne.", "The previous plan: between two equally good plans, the nearer one wins."),
    (
        _ref("sources", "source", "source", key=True),
        _ref("cities", "ville", "city", key=True),
        _ref("measures", "mesure", "measure", key=True),
        _period(key=True),
        _number("amount", "montant", "amount", "MAD", "Payé par la source.", "Paid by the source.", required=True),
    ),
    absent=Text("entre deux plans aussi bons, le moins cher gagne", "between two equally good plans, the cheaper one wins"),
)

PROVENANCE = Table(
    "provenance",
    Text("provenance", "provenance"),
    Text("D'où vient chaque valeur ; la ligne la plus précise l'emporte.", "Where each value comes from; the most precise row wins."),
    (
        Column("table", Type.TEXT, Text("table", "table"), Text("Nom de la table.", "Name of the table."), required=True),
        Column("row", Type.TEXT, Text("ligne", "row"), Text("Clé de la ligne (clés jointes par « / ») ; * = toutes.", "Key of the row (keys joined by “/”); * = all."), default=ALL),
        Column("column", Type.TEXT, Text("colonne", "column"), Text("Nom de la colonne ; * = toutes.", "Name of the column; * = all."), default=ALL),
        Column(
            "status", Type.CHOICE, Text("statut", "status"), Text("Sourcé, dérivé ou hypothèse.", "Sourced, derived or assumption."), required=True,
            choices=(("sourced", Text("sourcé", "sourced")), ("derived", Text("dérivé", "derived")), ("assumption", Text("hypothèse", "assumption"))),
        ),
        Column("source", Type.TEXT, Text("source", "source"), Text("Publication, règle de calcul ou raisonnement.", "Publication, rule of computation or reasoning."), required=True),
        Column("date", Type.TEXT, Text("date", "date"), Text("Date de la source, telle que publiée.", "Date of the source, as published.")),
        OWNER,
        Column("note", Type.TEXT, Text("note", "note"), Text("Le raisonnement derrière le nombre.", "The reasoning behind the number.")),
    ),
    absent=Text("toute valeur est une hypothèse sans responsable", "every value is an assumption without an owner"),
)

ENGLISH = Table(
    "english",
    Text("textes en anglais", "English texts"),
    Text(
        "L'anglais des noms et des textes du cas ; un texte sans ligne reste tel quel. Un nom propre n'en a pas besoin.",
        "The English of the names and texts of the case; a text without a row stays as it is. Proper names need none.",
    ),
    (
        Column("text", Type.TEXT, Text("texte", "text"), Text("Le texte, tel qu'il est écrit dans les autres tables : nom, unité, motif, responsable…", "The text as it is written in the other tables: name, unit, reason, owner…"), required=True, key=True),
        Column("english", Type.TEXT, Text("en anglais", "in English"), Text("Ce que lit une personne qui travaille en anglais.", "What a person who works in English reads."), required=True),
    ),
    absent=Text("en anglais aussi, les textes du cas sont ceux des tables", "in English too, the texts of the case are those of its tables"),
)

TABLES: tuple[Table, ...] = (
    FUND, SOURCES, BUDGETS, ELIGIBILITY, REGIONS, CITIES, UNEMPLOYMENT, SCENARIOS, TIMING, SHOCKS, PERSISTENCE,
    PROFILES, MEASURES, EFFECTS, RETURNS, MIX, OVERRIDES, SITES, COMMUTING, VACANCIES, LIMITS, DEPENDENCY,
    COMMITMENTS, REFERENCE, PROVENANCE, ENGLISH,
)  # fmt: skip
"""All tables, in the order in which a workbook shows them."""

BY_NAME = {table.name: table for table in TABLES}
