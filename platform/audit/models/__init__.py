from audit.models.entries import AuditEntry
from audit.models.seals import AuditAnchor, AuditSeal

__all__ = ["AuditAnchor", "AuditEntry", "AuditSeal"]
