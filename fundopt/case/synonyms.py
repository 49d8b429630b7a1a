"""Other words that people write for a choice of a column: « plancher » for at least, « DH » for money."""

from __future__ import annotations

_WORDS: dict[str, str] = {
    "at_least": "plancher minimum mini min superieur superieure floor no less",
    "at_most": "plafond maximum maxi max inferieur inferieure cap ceiling limite no more",
    "exactly": "egal egale egaux fixe fixed equal equals exact",
    "money": "montant budget somme dirhams dirham mad dh depense depenses amount spending",
    "units": "unite nombre places cohortes effectif effectifs beneficiaires unit places cohort cohorts",
    "sites": "site centre centres lieux site center centers",
    "net_jobs": "emplois emploi jobs job postes creations",
    "jobs_kept": "gardes maintenus preserves sauves kept saved",
    "rate": "chomage taux unemployment rate",
    "per_head": "habitant personne capita tete head",
    "share_of_fund": "pourcentage pourcent part percent share",
    "survey": "enquete survey",
    "census": "recensement rgph census",
    "public": "etat public publique gouvernement government state",
    "private": "prive privee private entreprises operateurs",
    "people": "personne personnes individus travailleurs salaries workers person",
    "firms": "entreprise societe societes company companies firm",
    "training": "formation formations cours reconversion courses course",
    "hiring": "embauche recrutement prime hiring subsidy",
}
"""Choice, by its technical name → words for it, simplified; a column offers those of its own choices."""
_SIGNS = {
    ">": "at_least",
    ">=": "at_least",
    "≥": "at_least",
    "<": "at_most",
    "<=": "at_most",
    "≤": "at_most",
    "=": "exactly",
}


def choices_called(text: str) -> frozenset[str]:
    """The technical names of the choices, of any column, that a word of `text` (simplified) or its sign stands for."""
    if text in _SIGNS:
        return frozenset({_SIGNS[text]})
    said = set(text.split())
    return frozenset(name for name, words in _WORDS.items() if said & set(words.split()))
