"""Gate models live behind the system role; everything else behind the application role."""

from typing import Any

from tenancy.visibility import Gate, visibility_of


class GateRouter:
    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return "system" if isinstance(visibility_of(model), Gate) else None

    def db_for_write(self, model: Any, **hints: Any) -> str | None:
        return self.db_for_read(model)

    def allow_relation(self, a: Any, b: Any, **hints: Any) -> bool:
        return True  # one database, three roles

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"
