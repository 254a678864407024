"""Writes of suppliers: lock → permit → transition → write → audit → event, in one transaction."""
