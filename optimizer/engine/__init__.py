"""Solvers: plain Python. A frozen problem in, an immutable result out; nothing of ours is imported but `common`."""
