"""Writes of the gate. Each runs in one transaction of the system role and leaves a trail."""
