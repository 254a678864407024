"""`manage.py bench NAME`: one benchmark of tests/bench, with servers and data of its own."""

import argparse
import importlib
import os
import sys

from launch.connections import connected
from launch.console import LaunchError
from launch.places import ROOT

FOLDER = ROOT / "tests" / "bench"


def run(arguments: list[str]) -> int:
    """Call `main(arguments)` of the named benchmark; without a name, list what there is."""
    parser = argparse.ArgumentParser(prog="manage.py bench", description=__doc__)
    parser.add_argument("name", nargs="?")
    parser.add_argument("further", nargs=argparse.REMAINDER, help="arguments of the benchmark")
    options = parser.parse_args(arguments)
    # a benchmark named like a word of Python has a trailing underscore in its file's name
    files = {path.stem.rstrip("_"): path.stem for path in FOLDER.glob("[!_]*.py")}
    names = sorted(files)
    if options.name is None:
        print("\n".join(names))
        return 0
    if options.name not in names:
        raise LaunchError(f"There is no benchmark {options.name}; there are: {', '.join(names)}.")
    with connected("bench") as found:
        os.environ.update(found, DJANGO_SETTINGS_MODULE="config.settings", LIANWANG_DEMO="1")
        import django

        django.setup()
        sys.path.insert(0, str(ROOT))
        return int(importlib.import_module(f"tests.bench.{files[options.name]}").main(options.further) or 0)
