from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(autouse=True)
def files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Uploaded and written files of a test lie in its own folder."""
    folder = tmp_path / "files"
    monkeypatch.setattr(settings, "MEDIA_ROOT", folder)
    return folder
