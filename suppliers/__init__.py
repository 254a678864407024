"""Partnerships, items, bills of material, source options and inventory of the members of a chain."""
