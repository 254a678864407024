"""One import: a file, how its columns are read, and what became of its rows."""

from typing import ClassVar

from django.db import models

from common.classification import DataCategory, DataLevel
from exchange.models.upload import Upload
from exchange.states import Acceptance, ImportState
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, enterprise_key
from tenancy.visibility import Own


class ImportRun(GuardedModel):
    """`columns` holds [header text, field or ""] left to right; `causes` and `counts` are those of the last
    check or of the import; `checkpoint` is the number of chunks done in the present stage.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {"upload": {"enterprise": "enterprise"}}
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "columns"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER,
         "kind upload state acceptance sheet header_row has_1904_dates counts row_count rows_done "
         "checkpoint read_milliseconds error_code error_params created_at moved_at finished_at"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "causes amounts"),
        (DataCategory.MANAGEMENT, DataLevel.SENSITIVE, "rights"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "user_id user_login user_name"),
    )  # fmt: skip

    enterprise = enterprise_key()
    user_id = models.UUIDField()
    user_login = models.CharField(max_length=254)
    # Rights of whoever asked: a token's narrow ones too. The worker holds no others.
    rights = models.JSONField(default=list)
    user_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="runs", db_index=False)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ImportState], default=ImportState.READING.value
    )
    acceptance = models.CharField(
        max_length=4, choices=[(a.value, a.value) for a in Acceptance], default=Acceptance.GOOD.value
    )
    version = models.PositiveIntegerField(default=1)
    sheet = models.CharField(max_length=80, blank=True)
    header_row = models.PositiveIntegerField(default=0)
    has_1904_dates = models.BooleanField(default=False)
    columns = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    causes = models.JSONField(default=list)
    amounts = models.JSONField(default=dict)
    row_count = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    checkpoint = models.PositiveIntegerField(default=0)
    read_milliseconds = models.PositiveIntegerField(default=0)
    error_code = models.CharField(max_length=60, blank=True)
    error_params = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in ImportState]), name="import_run_state_legal"
            ),
        ]
        indexes = [models.Index(fields=["enterprise", "created_at", "id"], name="import_run_latest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class ImportChunk(GuardedModel):
    """Up to 1,000 rows of a run, packed: a hundred thousand rows are a hundred of these.

    `packed`: compressed rows [number, cells]; `fixes`: {row: {column index: text}}; `issues`: stored issues
    of these rows; `states`: one letter per row (exchange.states.LETTERS); `subjects`: {row: id made or met}.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {"run": {"enterprise": "enterprise"}}
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER, "run number first_row last_row skipped states subjects"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "packed fixes issues"),
    )  # fmt: skip

    enterprise = enterprise_key()
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="chunks", db_index=False)
    number = models.PositiveIntegerField()
    first_row = models.PositiveIntegerField()
    last_row = models.PositiveIntegerField()
    packed = models.BinaryField()
    fixes = models.JSONField(default=dict)
    skipped = models.JSONField(default=list)
    issues = models.JSONField(default=list)
    states = models.TextField(blank=True)
    subjects = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "run", "number"], name="import_chunk_unique")
        ]

    def __str__(self) -> str:
        return f"{self.run_id} #{self.number}"
