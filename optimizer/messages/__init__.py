"""Files of the optimizer."""
