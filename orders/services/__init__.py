"""Writes of orders: lock → permit → transition → write → promise ledger → audit → event, in one transaction.

Orders are locked before schedule lines, both by ascending id, so that two acts never wait for each other.
"""
