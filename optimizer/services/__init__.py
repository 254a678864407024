"""Writes of the market."""
