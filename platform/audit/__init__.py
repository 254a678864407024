"""The audit trail: append-only, chained by hashes, verifiable."""
