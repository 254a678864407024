"""`manage.py bundle`: build the front end if its sources have changed."""

import argparse

from launch.frontend import ensure_bundle


def run(arguments: list[str]) -> int:
    """Bring packages and bundle up to date."""
    argparse.ArgumentParser(prog="manage.py bundle", description=__doc__).parse_args(arguments)
    ensure_bundle()
    return 0
