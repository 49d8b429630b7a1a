"""Texts that every page shares: navigation, the masthead, badges, charts and drafts."""

from __future__ import annotations

from fundopt.language import Text

PAGES = {
    "overview": Text("Vue d'ensemble", "Overview"),
    "data": Text("Données", "Data"),
    "what_if": Text("Et si ?", "What if?"),
    "compare": Text("Comparer", "Compare"),
    "why": Text("Pourquoi", "Why"),
    "audit": Text("Audit", "Audit"),
}
UNSAVED = Text("Modifications non enregistrées", "Edits that were not saved")
UNNAMED = Text("Scénario", "Scenario")
EDITED = Text("{title}, modifié", "{title}, edited")
SUBJECT = Text("Plan étudié", "Plan looked at")
SUBJECT_CASE = Text("Le cas en usage", "The case in use")
SUBJECT_EDITS = Text("Les modifications en cours", "The edits under way")
SUBJECT_SCENARIO = Text("Scénario « {name} »", "Scenario “{name}”")
SUBJECT_STOPPED = Text(
    "Ce cas modifié ne peut pas être résolu : {finding}", "This edited case cannot be solved: {finding}"
)
LANGUAGE = Text("Langue", "Language")
LANGUAGES = {"fr": "Français", "en": "English"}
SIZE = Text(
    "{cities} · {measures} · {sources} · dépense de {first} à {last} · chômage ({basis}) projeté jusqu'à {until}",
    "{cities} · {measures} · {sources} · spending {first} to {last} · unemployment ({basis}) projected to {until}",
)
COUNTS = {
    "cities": (Text("ville", "city"), Text("villes", "cities")),
    "measures": (Text("mesure", "measure"), Text("mesures", "measures")),
    "sources": (Text("source", "source"), Text("sources", "sources")),
}
STATUSES = {
    "sourced": Text("sourcé", "sourced"),
    "derived": Text("dérivé", "derived"),
    "assumption": Text("hypothèse", "assumption"),
    "none": Text("sans origine", "no origin"),
}
STATUS_HELP = {
    "sourced": Text("Publié : la page Audit cite la source.", "Published: the Audit page cites the source."),
    "derived": Text(
        "Calculé à partir de nombres publiés, par une règle écrite.",
        "Computed from published numbers, by a written rule.",
    ),
    "assumption": Text(
        "Repose sur au moins une hypothèse, nommée à la page Audit avec son responsable.",
        "Rests on at least one assumption, named with its owner on the Audit page.",
    ),
    "none": Text("Rien ne dit d'où vient ce nombre.", "Nothing says where this number comes from."),
}
MEAN = Text("moyenne de {count} scénarios", "mean over {count} scenarios")
SINGLE = Text("scénario unique", "single scenario")
DATA = Text("Les nombres de ce graphique", "The numbers of this chart")
RESTS = Text("Repose sur :", "Rests on:")
SOLVING = Text("Recherche du meilleur plan…", "Looking for the best plan…")
JUDGING = Text("Calcul de « {name} »…", "Working out “{name}”…")
DRAFT_FOUND = Text(
    "Un travail interrompu a été gardé : « {title} », {when}.",
    "Work that was interrupted has been kept: “{title}”, {when}.",
)
DRAFT_RESUME, DRAFT_DROP = Text("Reprendre", "Take it up"), Text("Oublier", "Forget it")
DRAFT_RESUMED = Text("Le travail interrompu est repris.", "The interrupted work has been taken up.")
DRAFT_LATER = Text("Plus tard", "Later")
CHANGED_CASE = Text("Cas en usage : « {title} ».", "Case in use: “{title}”.")
PERSON_YEARS = Text("années-personnes", "person-years")
PERSONS, JOBS, POINTS = Text("personnes", "people"), Text("emplois", "jobs"), Text("points", "points")
MILLIONS = Text("M MAD", "MAD m")
CITY, MEASURE, SOURCE, PERIOD = (
    Text("Ville", "City"),
    Text("Mesure", "Measure"),
    Text("Source", "Source"),
    Text("Période", "Period"),
)
TOTAL = Text("Total", "Total")
