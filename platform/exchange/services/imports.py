"""What a person does with an import: start it, match its columns, commit, abort. Fixes are in `fixes`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from audit.services import record
from common.clock import now
from common.errors import IllegalTransition, Invalid, NotFound
from common.language import current_language
from exchange import errors, limits
from exchange.models import ColumnMapping, ImportRun, Upload
from exchange.pipeline.progress import tell
from exchange.pipeline.reader import missing_columns
from exchange.pipeline.runs import Stopped, advance
from exchange.reading.extent import column_letters
from exchange.registry import ImportKind, import_kind
from exchange.services.launching import launch
from exchange.states import ENDED, MOVES, STATE_NAMES, WORKING, Acceptance, ImportState


@transaction.atomic
def import_open(*, actor: Actor, upload_id: UUID, mapping: str) -> ImportRun:
    """A new run in state READING that nobody works on yet. Raises NotFound, Forbidden, Invalid."""
    kind = import_kind(mapping)
    require(actor, P.IMPORT_RUN)
    require(actor, kind.permission)
    upload = Upload.objects.filter(enterprise_id=actor.enterprise_id, id=upload_id).first()
    if upload is None:
        raise NotFound
    fresh = now() - timedelta(seconds=limits.STALE_SECONDS)
    under_way = ImportRun.objects.filter(
        enterprise_id=actor.enterprise_id, state__in=WORKING, moved_at__gte=fresh
    )
    if under_way.count() >= limits.RUNS_UNDER_WAY:
        raise Invalid(errors.TOO_MANY_RUNS, limit=limits.RUNS_UNDER_WAY)
    run = ImportRun.objects.create(
        enterprise_id=actor.enterprise_id,
        user_id=actor.user_id,
        user_login=actor.login,
        rights=sorted(actor.permissions),
        user_name=actor.user_name,
        kind=kind.key,
        upload=upload,
        created_at=now(),
        moved_at=now(),
    )
    _audit(
        actor,
        "exchange.import.started",
        run,
        {"kind": run.kind, "file": upload.name, "sha256": upload.sha256},
    )
    return run


@transaction.atomic
def import_start(*, actor: Actor, upload_id: UUID, mapping: str) -> ImportRun:
    """Open a run and have it read and checked in the background."""
    run = import_open(actor=actor, upload_id=upload_id, mapping=mapping)
    launch(ImportState.READING, run.id)
    return run


@transaction.atomic
def import_set_mapping(*, actor: Actor, run_id: UUID, columns: Mapping[int, str | None]) -> ImportRun:
    """Say as which field each column (0-based) is read; others stay as they are. Checked in the background.

    Raises Invalid when a required field is left without a column or one field has two.
    """
    run, kind = locked_run(actor, run_id, ImportState.CHECKING)
    for index, field in columns.items():
        if not 0 <= index < len(run.columns):
            raise Invalid(errors.COLUMN_UNKNOWN, field="columns", value=index + 1)
        if field:
            kind.column(field)
        run.columns[index][1] = field or ""
    _refuse_doubles(run, kind)
    if missing := missing_columns(run, kind):
        names = "、".join(kind.column(key).label(current_language()) for key in missing)
        raise Invalid(errors.MAPPING_INCOMPLETE, field="columns", allowed=missing, columns=names)
    if kind.preset is None:
        words = {text: field for text, field in run.columns if text}
        ColumnMapping.objects.update_or_create(
            enterprise_id=actor.enterprise_id, kind=kind.key, defaults={"words": words}
        )
    move(actor, run, ImportState.CHECKING, columns=run.columns, rows_done=0)
    launch(ImportState.CHECKING, run.id)
    return run


def _refuse_doubles(run: ImportRun, kind: ImportKind) -> None:
    first: dict[str, int] = {}
    for index, (_, field) in enumerate(run.columns):
        if field and field in first:
            name = kind.column(field).label(current_language())
            letters = {"first": column_letters(first[field] + 1), "second": column_letters(index + 1)}
            raise Invalid(errors.MAPPING_DOUBLE, field="columns", name=name, **letters)
        first[field] = index


@transaction.atomic
def import_commit(*, actor: Actor, run_id: UUID, acceptance: Acceptance = Acceptance.GOOD) -> ImportRun:
    """Import the good rows, or with ALL every row or none. Done in the background; a second call changes
    nothing. Raises Invalid when no row is good, or with ALL when one is not.
    """
    run = import_begin(actor=actor, run_id=run_id, acceptance=acceptance)
    if run.state == ImportState.IMPORTING:
        launch(ImportState.IMPORTING, run.id)
    return run


@transaction.atomic
def import_begin(*, actor: Actor, run_id: UUID, acceptance: Acceptance = Acceptance.GOOD) -> ImportRun:
    """The move to IMPORTING, without anybody working on it yet."""
    run = _run_of(actor, run_id)
    require(actor, import_kind(run.kind).permission)
    if run.state in (ImportState.IMPORTING, ImportState.DONE):
        return run
    run, _ = locked_run(actor, run_id, ImportState.IMPORTING)
    refused = run.counts.get("refused", 0)
    if acceptance is Acceptance.ALL and refused:
        raise Invalid(errors.NOT_ALL_GOOD, refused=refused)
    if not sum(run.counts.get(state, 0) for state in ("ok", "attention", "unchanged")):
        raise Invalid(errors.NOTHING_TO_IMPORT, refused=refused)
    move(actor, run, ImportState.IMPORTING, acceptance=acceptance.value, checkpoint=0, rows_done=0)
    return run


@transaction.atomic
def import_abort(*, actor: Actor, run_id: UUID) -> ImportRun:
    """Stop a run. Chunks that are in stay in and are shown as such; an ended run stays as it is."""
    run = _run_of(actor, run_id)
    require(actor, import_kind(run.kind).permission)
    if run.state in ENDED:
        return run
    try:
        move(actor, run, ImportState.ABORTED)
    except Stopped:
        # the worker moved on in this very moment: what counts is where it stands now
        return import_abort(actor=actor, run_id=run_id)
    _audit(actor, "exchange.import.aborted", run, {"rowsDone": run.rows_done})
    return run


def _run_of(actor: Actor, run_id: UUID) -> ImportRun:
    require(actor, P.IMPORT_RUN)
    run = (
        ImportRun.objects.select_related("upload")
        .filter(enterprise_id=actor.enterprise_id, id=run_id)
        .first()
    )
    if run is None:
        raise NotFound
    return run


def locked_run(actor: Actor, run_id: UUID, to: ImportState) -> tuple[ImportRun, ImportKind]:
    """The run, locked, when it can move to `to`. Raises NotFound, Forbidden, IllegalTransition."""
    require(actor, P.IMPORT_RUN)
    found = ImportRun.objects.select_for_update().filter(enterprise_id=actor.enterprise_id, id=run_id).first()
    if found is None:
        raise NotFound
    kind = import_kind(found.kind)
    require(actor, kind.permission)
    moves = MOVES[ImportState(found.state)]
    if to not in moves:
        zh, en = STATE_NAMES[ImportState(found.state)]
        shown = en if current_language() == "en" else zh
        raise IllegalTransition(errors.RUN_STATE, allowed=sorted(moves), state=shown)
    return found, kind


def move(actor: Actor, run: ImportRun, to: ImportState, **changes: Any) -> None:
    """Write the new state and tell the enterprise."""
    advance(run, since=ImportState(run.state), state=to, **changes)
    tell(actor, run)


def _audit(actor: Actor, action: str, run: ImportRun, after: dict[str, object]) -> None:
    record(actor, action=action, subject_type=run._meta.label, subject_id=run.id, before=None, after=after)
