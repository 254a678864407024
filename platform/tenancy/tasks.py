"""Celery tasks that act for an enterprise: the acting context travels in the message headers."""

from typing import Any
from uuid import UUID

from celery import Task

from tenancy.context import TenantContextMissing, acting_as, current_acting


class TenantTask(Task):  # type: ignore[type-arg]
    """Base of tasks launched by a person's act; refuses to run without an acting enterprise."""

    abstract = True

    def apply_async(self, *args: Any, **kwargs: Any) -> Any:
        acting = current_acting()
        if acting is None:
            raise TenantContextMissing(f"{self.name} launched without an acting enterprise")
        headers = dict(kwargs.pop("headers", None) or {})
        headers["x_acting"] = [str(acting.enterprise_id), str(acting.user_id or "")]
        return super().apply_async(*args, headers=headers, **kwargs)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        sent = (
            (getattr(self.request, "x_acting", None) or (self.request.headers or {}).get("x_acting"))
            if (self.request)
            else None
        )
        if sent is None:
            if current_acting() is not None:
                return super().__call__(*args, **kwargs)
            raise TenantContextMissing(f"{self.name} arrived without an acting enterprise")
        enterprise, user = sent
        with acting_as(UUID(enterprise), UUID(user) if user else None):
            return super().__call__(*args, **kwargs)
