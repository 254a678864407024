"""`manage.py import_orders FILE --mapping NAME --as USER [--json]`: an import without a screen, the same pipeline."""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actor import Actor
from accounts.gate import actor_for
from common.errors import DomainError
from common.ids import parse_id
from common.language import using_language
from exchange.models import ImportRun
from exchange.pipeline.importer import import_run
from exchange.pipeline.reader import missing_columns, read_run
from exchange.registry import ImportKind, import_kinds
from exchange.selectors import error_of, import_run_get, refused_cells
from exchange.services import import_begin, import_open, upload_store
from exchange.states import Acceptance, ImportState
from tenancy.context import acting_as

BLOCK = 1 << 20
SHOWN = 20


class Command(BaseCommand):
    help = "Import a spreadsheet (xlsx, csv, csv.gz) through the same pipeline as the screen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--mapping", required=True, metavar="NAME", help="e.g. order_lines, history, scms, items"
        )
        parser.add_argument("--as", required=True, dest="user", metavar="USER", help="sign-in name")
        parser.add_argument(
            "--enterprise", metavar="ID", help="act for this enterprise (default: the user's own)"
        )
        parser.add_argument(
            "--all-or-nothing", action="store_true", help="refuse the file when one row is bad"
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            enterprise = parse_id(options["enterprise"]) if options["enterprise"] else None
            actor = actor_for(options["user"], enterprise)
            kind = _kind(options["mapping"])
            acceptance = Acceptance.ALL if options["all_or_nothing"] else Acceptance.GOOD
            with acting_as(actor.enterprise_id, actor.user_id), using_language(actor.language):
                run = _import(actor, options["file"], kind, acceptance)
                report = _report(actor, run)
        except DomainError as error:
            raise CommandError(error.message()) from None
        except (OSError, EOFError, zlib.error) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(json.dumps(report, ensure_ascii=False) if options["as_json"] else _words(report))


def _kind(name: str) -> ImportKind:
    for kind in import_kinds():
        if name in (kind.key, kind.key.rpartition(".")[2]):
            return kind
    known = ", ".join(kind.key.rpartition(".")[2] for kind in import_kinds())
    raise CommandError(f"there is no mapping {name!r}; known: {known}")


def _blocks(path: Path) -> Iterator[bytes]:
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as handle:
        while block := handle.read(BLOCK):
            yield block


def _import(actor: Actor, path: Path, kind: ImportKind, acceptance: Acceptance) -> ImportRun:
    name = path.name.removesuffix(".gz")
    upload = upload_store(actor=actor, name=name, blocks=_blocks(path))
    run = import_open(actor=actor, upload_id=upload.id, mapping=kind.key)
    read_run(actor=actor, run=run)
    run = _standing(actor, run)
    if run.state == ImportState.MAPPING:
        missing = ", ".join(kind.column(key).label(actor.language) for key in missing_columns(run, kind))
        raise CommandError(f"columns not found in {name}: {missing}")
    importable = sum(run.counts[state] for state in ("ok", "attention", "unchanged"))
    if importable or acceptance is Acceptance.ALL:
        import_begin(actor=actor, run_id=run.id, acceptance=acceptance)
        import_run(actor=actor, run=_standing(actor, run))
    return _standing(actor, run)


def _standing(actor: Actor, run: ImportRun) -> ImportRun:
    """The run as it stands; raises CommandError when it failed."""
    fresh = import_run_get(actor, run.id)
    if error := error_of(fresh, actor.language):
        raise CommandError(error.message)
    return fresh


def _report(actor: Actor, run: ImportRun) -> dict[str, Any]:
    counted = {name: run.counts.get(name, 0) for name in ("rows", "created", "updated", "unchanged")}
    return counted | {"refused": [asdict(cell) for cell in refused_cells(actor, run.id)]}


def _words(report: dict[str, Any]) -> str:
    refused = report["refused"]
    head = (
        f"{report['rows']} rows: {report['created']} created, {report['updated']} updated, "
        f"{report['unchanged']} unchanged, {len({cell['row'] for cell in refused})} refused"
    )
    lines = [f"  row {c['row']}, {c['column']} = {c['value']!r}: {c['reason']}" for c in refused[:SHOWN]]
    more = [f"  … {len(refused) - SHOWN} more; --json lists all"] if len(refused) > SHOWN else []
    return "\n".join([head, *lines, *more])
