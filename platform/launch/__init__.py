"""Everything that starts, holds and stops Lianwang on one machine.

Standard library only: these modules run before the project's own environment exists.
"""
