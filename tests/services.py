"""A pytest plugin, loaded before the settings are read: the PostgreSQL and Valkey a test run needs.

The embedded ones are used unless DATABASE_URL and REDIS_URL are given.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def ensure() -> None:
    """Make the services run and the settings' environment complete. Workers inherit it from the first process."""
    sys.path[:0] = [p for p in (str(ROOT), str(ROOT / "platform")) if p not in sys.path]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["LIANWANG_DEMO"] = "1"
    from launch.session import lease_for_tests

    lease_for_tests()


ensure()
