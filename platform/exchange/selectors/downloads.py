"""What lies behind a link, as a file on disk."""

from dataclasses import dataclass
from pathlib import Path

from accounts.actor import Actor
from common.errors import NotFound
from exchange import store
from exchange.links import Link, Target
from exchange.selectors.exports import export_run_get
from exchange.selectors.imports import import_run_get
from exchange.states import ExportState
from exchange.writing.marked import write_marked


@dataclass(frozen=True, slots=True)
class Download:
    """`name` is what the person's browser shall call it."""

    path: Path
    name: str


def download_of(actor: Actor, link: Link, folder: Path) -> Download:
    """The file; a marked one is made in `folder`. Raises NotFound."""
    if link.target is Target.EXPORT:
        export = export_run_get(actor, link.subject_id)
        if export.state != ExportState.DONE:
            raise NotFound
        return Download(store.path_of(export.storage_key), export.file_name)
    run = import_run_get(actor, link.subject_id)
    if link.target is Target.ORIGINAL:
        return Download(store.path_of(run.upload.storage_key), run.upload.name)
    if not run.header_row:
        raise NotFound
    path = folder / "marked.xlsx"
    write_marked(run=run, path=path, language=actor.language)
    stem = run.upload.name.rsplit(".", 1)[0]
    suffix = "marked" if actor.language == "en" else "已标注"
    return Download(path, f"{stem}-{suffix}.xlsx")
