"""People, what they may do where, and what proves them. Only the system role touches these tables."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.roles import ADMIN_ROLES, AdminKind, Role
from common.classification import DataCategory, DataLevel
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, enterprise_key
from tenancy.visibility import Gate

LOGIN_PATTERN = r"^[a-z0-9._+@-]{3,254}$"


def _choices(kind: type[AdminKind] | type[Role]) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]


class User(GuardedModel):
    """A person. `login` is NFKC case-folded and of plain characters, so look-alikes cannot exist.

    `enterprise` administers the account; rights come from role assignments alone.
    """

    visibility = Gate()
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.MANAGEMENT, DataLevel.SENSITIVE, "is_active admin_kind"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE,
         "login display_name language created_at last_signed_in_at"),
        (DataCategory.OPERATIONS, DataLevel.RESTRICTED, "password totp_secret totp_candidate totp_last_step"),
        (DataCategory.PERSONAL, DataLevel.RESTRICTED, "password_changed_at"),
    )  # fmt: skip

    enterprise = enterprise_key(db_index=True)
    login = models.CharField(max_length=254, unique=True)
    display_name = models.CharField(max_length=60)
    language = models.CharField(max_length=2, default="zh")
    password = models.CharField(max_length=200)
    # Null: a first password given by an administrator; nothing works until it is changed.
    password_changed_at = models.DateTimeField(null=True)
    is_active = models.BooleanField(default=True)
    admin_kind = models.CharField(max_length=8, choices=_choices(AdminKind), default=AdminKind.NONE)
    totp_secret = models.CharField(max_length=200, blank=True)
    totp_candidate = models.CharField(max_length=200, blank=True)
    totp_last_step = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    last_signed_in_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(login__regex=LOGIN_PATTERN), name="user_login_is_plain"),
            models.CheckConstraint(condition=Q(language__in=["zh", "en"]), name="user_language_known"),
            models.CheckConstraint(condition=Q(admin_kind__in=list(AdminKind)), name="user_admin_kind_known"),
        ]

    def __str__(self) -> str:
        return self.login

    @property
    def has_second_factor(self) -> bool:
        return bool(self.totp_secret)


def _kinds_match() -> Q:
    """An administrator's role only on an account of that kind, a business role only on an ordinary one."""
    rule = Q(admin_kind=AdminKind.NONE) & ~Q(role__in=list(ADMIN_ROLES))
    for role, kind in ADMIN_ROLES.items():
        rule |= Q(admin_kind=kind, role=role)
    return rule


class RoleAssignment(GuardedModel):
    """A role of a person in an enterprise.

    `admin_kind` repeats the user's: the composite key to the user and the check together make the database
    refuse a second kind of administrator, or business, on one account.
    """

    visibility = Gate()
    ties: ClassVar[dict[str, dict[str, str]]] = {"user": {"admin_kind": "admin_kind"}}
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.MANAGEMENT, DataLevel.SENSITIVE, "role admin_kind created_at"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "user"),
    )  # fmt: skip

    enterprise = enterprise_key(db_index=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments", db_index=False)
    role = models.CharField(max_length=20, choices=_choices(Role))
    admin_kind = models.CharField(max_length=8, choices=_choices(AdminKind))
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "enterprise", "role"], name="role_assignment_unique"),
            models.CheckConstraint(condition=_kinds_match(), name="role_assignment_kinds_match"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class PasswordRecord(GuardedModel):
    """A former or present password hash, kept so that the last few cannot come back."""

    visibility = Gate()
    data_classes = classed(
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "user"),
        (DataCategory.OPERATIONS, DataLevel.RESTRICTED, "password"),
        (DataCategory.PERSONAL, DataLevel.RESTRICTED, "created_at"),
    )  # fmt: skip

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    password = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} {self.created_at:%Y-%m-%d}"


class RecoveryCode(GuardedModel):
    """A one-time code for when the authenticator is lost; only its keyed digest is kept."""

    visibility = Gate()
    data_classes = classed(
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "user"),
        (DataCategory.OPERATIONS, DataLevel.RESTRICTED, "digest"),
        (DataCategory.PERSONAL, DataLevel.RESTRICTED, "used_at"),
    )  # fmt: skip

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_unique")]

    def __str__(self) -> str:
        return f"{self.user_id} {'used' if self.used_at else 'open'}"
