"""The board note as a PDF: facts go in as data and Typst sets them, without network, system fonts or users' markup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from fundopt.errors import DossierError
from fundopt.files import write_whole
from fundopt.language import Text

NOTE = "note.pdf"
"""Its name in a dossier."""

TEMPLATE = Path(__file__).with_name("board_note.typ")


def write_note(path: str | Path, facts: Mapping, created: datetime | None = None) -> Path:
    """Set `facts` (of `note_facts` or `note_comparison`) as a PDF at `path`, replacing it whole, and return the path.

    The same facts and `created` give the same bytes. Raises DossierError where the file cannot be written.
    """
    path = Path(path)
    content = compiled(facts, created)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        raise DossierError(_REFUSED, path=path, error=error.strerror or str(error)) from error
    return path


def compiled(facts: Mapping, created: datetime | None = None) -> bytes:
    """The bytes of the PDF, tagged for screen readers."""
    import typst

    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        format="pdf",
        ignore_system_fonts=True,
        font_paths=[],
        sys_inputs={"data": json.dumps(facts, ensure_ascii=False)},
        timestamp=None if created is None else int(created.timestamp()),
    )


_REFUSED = Text("« {path} » ne s'écrit pas : {error}.", "“{path}” cannot be written: {error}.")
