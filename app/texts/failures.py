"""What a page says when something goes wrong, and what to do about it."""

from __future__ import annotations

from fundopt.errors import BadlyScaled, EngineFailed, FundoptError, Infeasible, LimitReached, Unbounded
from fundopt.language import Text

CASE = Text("Ce cas a des points à corriger :", "This case needs mending:")
MORE = Text(
    "… et {count} de plus : la page Données les montre tous.", "… and {count} more: the Data page shows them all."
)
NOT_PAYABLE = Text(
    "Assouplissez cette règle d'un dirham ou deux, ou choisissez des montants ronds.",
    "Loosen this rule by a dirham or two, or choose round amounts.",
)
FILE = Text("Un fichier ne se lit ou ne s'écrit pas ({reason}).", "A file cannot be read or written ({reason}).")
UNKEPT = Text(
    "Votre travail n'est pas gardé sur le disque, car le dossier des brouillons ne peut pas être écrit ({reason})."
    " Il tient tant que cette page reste ouverte : avant de la fermer, téléchargez ce que vous voulez garder.",
    "Your work is not kept on disk, because the folder of drafts cannot be written to ({reason})."
    " It stands as long as this page is open: before you close it, download what you want to keep.",
)
UNKEPT_READ = Text("J'ai compris", "I understand")
INTERNAL = Text(
    "Cette partie de la page n'a pas pu être dessinée : la faute est à fundopt, pas à vos données.",
    "This part of the page could not be drawn: the fault is fundopt's, not your data's.",
)
INTERNAL_HINT = Text(
    "Votre travail est gardé. Rechargez la page ; si cela se répète, signalez la faute numéro {number}.",
    "Your work is kept. Reload the page; if it happens again, report fault number {number}.",
)
SOLVING: dict[type[FundoptError], tuple[Text, Text]] = {
    Infeasible: (
        Text(
            "Aucun plan ne respecte toutes les règles du cas à la fois.",
            "No plan keeps every rule of the case at once.",
        ),
        Text(
            "Une règle au moins doit céder. La page Pourquoi nomme celles qui se contredisent, avec leur responsable,"
            " et propose des réparations à un clic.",
            "At least one rule must give way. The Why page names those that clash, with their owners, and offers"
            " repairs at a click.",
        ),
    ),
    BadlyScaled: (
        Text(
            "Des nombres du cas sont trop petits ou trop grands pour être calculés à côté des autres.",
            "Some numbers of the case are too small or too large to be computed beside the others.",
        ),
        Text(
            "Vérifiez leurs unités : montants en MAD, parts entre 0 et 1.",
            "Check their units: amounts in MAD, shares from 0 to 1.",
        ),
    ),
    LimitReached: (
        Text("Le calcul s'est arrêté avant d'avoir prouvé un plan.", "The search stopped before it proved a plan."),
        Text(
            "Rien n'est perdu. Rechargez la page pour le reprendre, ou donnez-lui plus de temps en ligne de commande"
            " (fundopt solve --time-limit).",
            "Nothing is lost. Reload the page to try again, or give it more time on the command line"
            " (fundopt solve --time-limit).",
        ),
    ),
    Unbounded: (
        Text(
            "Le modèle n'a pas d'optimum fini : il y manque une borne.",
            "The model has no finite optimum: a bound is missing.",
        ),
        Text("C'est une faute du modèle : signalez-la.", "This is a fault of the model: please report it."),
    ),
    EngineFailed: (
        Text("Le moteur a échoué, ou sa réponse ne tient pas.", "The engine failed, or its answer does not hold."),
        Text(
            "Rien n'est perdu. Rechargez la page ; si cela se répète, signalez-le avec le détail ci-dessous.",
            "Nothing is lost. Reload the page; if it happens again, report it with the detail below.",
        ),
    ),
    FundoptError: (
        Text("Le calcul n'a pas abouti.", "The computation did not succeed."),
        Text("Rien n'est perdu. Rechargez la page pour réessayer.", "Nothing is lost. Reload the page to try again."),
    ),
}  # fmt: skip
