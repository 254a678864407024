"""Where files lie: outside the web root, one folder per enterprise, under random names without extension."""

import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from common.errors import Invalid, NotFound
from exchange import errors, limits

_KEY = re.compile(r"[0-9a-f]{32}/[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """`key` names the file for `path_of`; `sha256` is of its content."""

    key: str
    size: int
    sha256: str


def path_of(key: str) -> Path:
    """Raises NotFound for a key that is not one of ours or whose file has gone."""
    path = Path(settings.MEDIA_ROOT) / key
    if not _KEY.fullmatch(key) or not path.is_file():
        raise NotFound
    return path


def new_path(enterprise_id: UUID) -> tuple[str, Path]:
    """A fresh key and the path to write to."""
    key = f"{enterprise_id.hex}/{secrets.token_hex(16)}"
    path = Path(settings.MEDIA_ROOT) / key
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return key, path


def keep(enterprise_id: UUID, blocks: Iterable[bytes]) -> StoredFile:
    """Write a file as it arrives. Raises Invalid (FILE_TOO_LARGE) and leaves nothing behind."""
    key, path = new_path(enterprise_id)
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("wb") as handle:
            path.chmod(0o600)
            for block in blocks:
                size += len(block)
                if size > limits.FILE_BYTES:
                    limit = limits.FILE_BYTES >> 20
                    raise Invalid(errors.FILE_TOO_LARGE, field="file", size_mb=f"> {limit}", limit_mb=limit)
                digest.update(block)
                handle.write(block)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return StoredFile(key, size, digest.hexdigest())


def forget(key: str) -> bool:
    """Remove a file; whether it was there."""
    path = Path(settings.MEDIA_ROOT) / key
    if not _KEY.fullmatch(key) or not path.is_file():
        return False
    path.unlink(missing_ok=True)
    return True
