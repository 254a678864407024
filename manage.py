#!/usr/bin/env python3
"""The one door: manage.py demo | test | verify | fresh | services | bench NAME | any Django command."""

import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - this very line tells an older Python what is wrong
    sys.exit("Lianwang needs Python 3.11 or newer; this is Python " + sys.version.split()[0] + ".")

sys.path.insert(0, str(Path(__file__).resolve().parent / "platform"))

from launch.door import main

if __name__ == "__main__":
    sys.exit(main(sys.argv))
