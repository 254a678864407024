"""Decisions taken together: the market of capacity and reserves."""
