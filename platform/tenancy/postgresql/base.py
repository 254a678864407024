"""PostgreSQL backend that tells the database, once per transaction, for whom it works.

The settings `app.tenant` and `app.person` are transaction-local, so nothing survives a commit and pooled
connections carry nothing over. Role per alias: `app` must have an acting context, `system` an open named
job, `owner` (migrations) neither.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.backends.postgresql import base

from tenancy.context import Acting, TenantContextMissing, current_acting, current_job

Execute = Callable[..., Any]
# They read nothing, and a block may be left after its context has ended.
SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


def _with_context(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    connection: DatabaseWrapper = context["connection"]
    if sql.startswith(SAVEPOINTS):
        return execute(sql, params, many, context)
    connection.check_context(sql)
    if connection.guard_role != "app":
        return execute(sql, params, many, context)
    if not connection.in_atomic_block and connection.get_autocommit():
        with transaction.atomic(using=connection.alias):
            return _with_context(execute, sql, params, many, context)
    connection.apply_context()
    return execute(sql, params, many, context)


class DatabaseWrapper(base.DatabaseWrapper):
    _applied: Acting | None = None

    @property
    def guard_role(self) -> str:
        role: str = self.settings_dict.get("GUARD_ROLE", "app")
        return role

    def init_connection_state(self) -> None:
        super().init_connection_state()
        self._applied = None
        if _with_context not in self.execute_wrappers:
            self.execute_wrappers.append(_with_context)

    def check_context(self, sql: str) -> None:
        if self.guard_role == "app" and current_acting() is None:
            raise TenantContextMissing(f"no acting enterprise for: {sql[:120]}")
        if self.guard_role == "system" and current_job() is None:
            raise TenantContextMissing(f"no system job named for: {sql[:120]}")

    def apply_context(self) -> None:
        acting = current_acting()
        if acting is None or acting == self._applied or self.connection is None:
            return
        self.connection.execute(
            "select set_config('app.tenant', %s, true), set_config('app.person', %s, true)",
            [str(acting.enterprise_id), str(acting.user_id or "")],
        )
        self._applied = acting

    def set_autocommit(self, *args: Any, **kwargs: Any) -> None:
        self._applied = None
        super().set_autocommit(*args, **kwargs)
        self._applied = None

    def _commit(self) -> None:
        self._applied = None
        super()._commit()  # type: ignore[misc]

    def _rollback(self) -> None:
        self._applied = None
        super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]
        self._applied = None

    def close(self) -> None:
        self._applied = None
        super().close()
