from audit.models.entries import AuditEntry
from audit.models.seals import AuditAnchor, AuditPending, AuditSeal

__all__ = ["AuditAnchor", "AuditEntry", "AuditPending", "AuditSeal"]
