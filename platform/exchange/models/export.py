"""One export of a list."""

from django.db import models

from common.classification import DataCategory, DataLevel
from exchange.states import ExportState, FileFormat
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, enterprise_key
from tenancy.visibility import Person


class ExportRun(GuardedModel):
    """`filter`, `order` and `ids` are what the list showed. Private to its maker: prices follow rights."""

    visibility = Person("user_id", enterprise="enterprise")
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "filter ids"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER,
         "kind format order state row_count file_name error_code error_params created_at "
         "finished_at"),
        (DataCategory.MANAGEMENT, DataLevel.SENSITIVE, "rights"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "user_id user_login"),
        (DataCategory.OPERATIONS, DataLevel.RESTRICTED, "storage_key"),
    )  # fmt: skip

    enterprise = enterprise_key()
    user_id = models.UUIDField()
    user_login = models.CharField(max_length=254)
    # Rights of whoever asked: a token's narrow ones too. The worker holds no others.
    rights = models.JSONField(default=list)
    kind = models.CharField(max_length=60)
    format = models.CharField(max_length=4, choices=[(f.value, f.value) for f in FileFormat])
    filter = models.JSONField(default=dict)
    order = models.CharField(max_length=40, blank=True)
    ids = models.JSONField(null=True)
    state = models.CharField(
        max_length=7, choices=[(s.value, s.value) for s in ExportState], default=ExportState.WAITING.value
    )
    row_count = models.PositiveIntegerField(default=0)
    file_name = models.CharField(max_length=200, blank=True)
    storage_key = models.CharField(max_length=120, blank=True)
    error_code = models.CharField(max_length=60, blank=True)
    error_params = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in ExportState]), name="export_run_state_legal"
            ),
        ]
        indexes = [models.Index(fields=["enterprise", "user_id", "created_at"], name="export_run_latest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
