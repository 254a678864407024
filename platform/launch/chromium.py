"""The browser for browser tests: the system's, or one installed by the package manager where we may."""

import os
import shutil
import subprocess
from pathlib import Path

from launch.console import step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ELSEWHERE = (Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),)
# The screens are Chinese: without its letters every screenshot would show boxes.
PACKAGES = ("chromium", "fonts-noto-cjk")
HINT = "Browser tests need Chromium:  sudo apt-get install -y chromium fonts-noto-cjk"


def find_chromium() -> Path | None:
    """The browser's program: `LIANWANG_CHROMIUM`, the PATH, or None."""
    given = os.environ.get("LIANWANG_CHROMIUM")
    found = given or next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else next(filter(Path.exists, ELSEWHERE), None)


def ensure_chromium() -> Path | None:
    """The browser's program, installed first if we are root on a system with apt; None if there is no way."""
    found = find_chromium()
    if found or os.geteuid() != 0 or not shutil.which("apt-get"):
        return found
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with step("Chromium"):
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *PACKAGES]):
            subprocess.run(["apt-get", *command], env=environ, capture_output=True, check=False)
    return find_chromium()
