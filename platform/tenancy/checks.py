"""Start-up refuses a model without declared visibility, an untied key, or a database role that could bypass."""

from typing import Any

from django.core.checks import Error, register
from django.db import connections
from django.db.models import ForeignKey

from tenancy.catalogue import misclassified
from tenancy.guard import guarded_models, undeclared_models
from tenancy.visibility import Gate, Reference

# Directory rows: pointing at one of them shows nothing that the row's own policy does not.
ROOTS = {"tenancy.Enterprise", "tenancy.Chain"}


def untied_keys() -> list[str]:
    """Foreign keys between guarded tables that no composite key proves (pitfall P5)."""
    found = []
    for model in guarded_models():
        if isinstance(model.visibility, (Gate, Reference)):
            continue
        for key in model._meta.concrete_fields:
            if not isinstance(key, ForeignKey):
                continue
            parent = key.related_model
            is_free = parent._meta.label in ROOTS or isinstance(
                getattr(parent, "visibility", None), Reference
            )
            if not is_free and key.name not in model.ties:
                found.append(f"{model._meta.label}.{key.name}")
    return found


@register()
def declarations_are_complete(**_: Any) -> list[Error]:
    errors = [
        Error(
            f"{label} declares no visibility",
            hint="Set `visibility` (tenancy.visibility).",
            id="tenancy.E001",
        )
        for label in undeclared_models()
    ]
    errors += [
        Error(f"{name} has no tie to its parent's parties", hint="Add it to `ties`.", id="tenancy.E002")
        for name in untied_keys()
    ]
    errors += [
        Error(
            f"{name} has no data category and level, or is none of the model's fields",
            hint="Mend `data_classes` (tenancy.classification).",
            id="tenancy.E003",
        )
        for name in misclassified()
    ]
    return errors


def role_faults(alias: str) -> list[str]:
    """Why the role behind an alias could see past the policies; empty when it cannot."""
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "select rolsuper, rolbypassrls,"
            " exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            "   where n.nspname = 'public' and c.relowner = r.oid)"
            " from pg_roles r where rolname = current_user"
        )
        is_super, bypasses, owns = cursor.fetchone()
    faults = {"is a superuser": is_super, "bypasses row-level security": bypasses, "owns tables": owns}
    return [fault for fault, present in faults.items() if present]
