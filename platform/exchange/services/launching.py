"""Starts the background work once the act that asked for it is committed."""

from contextvars import copy_context
from uuid import UUID

from django.db import transaction

from exchange import tasks
from exchange.states import ImportState

_TASKS = {
    ImportState.READING: tasks.read_task,
    ImportState.CHECKING: tasks.check_task,
    ImportState.IMPORTING: tasks.import_task,
}


def launch(state: ImportState, run_id: UUID) -> None:
    """Have the stage done by a worker. The acting context of now is kept for the moment of commit."""
    context, task = copy_context(), _TASKS[state]
    transaction.on_commit(lambda: context.run(task.delay, str(run_id)))


def launch_export(run_id: UUID) -> None:
    context = copy_context()
    transaction.on_commit(lambda: context.run(tasks.export_task.delay, str(run_id)))
