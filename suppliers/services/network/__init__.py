"""Showing the network above an enterprise to its buyers, hop by hop."""
