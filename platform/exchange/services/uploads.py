"""Taking in a file."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import timedelta

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.clock import now
from common.errors import Invalid
from exchange import errors, limits, store
from exchange.models import Upload
from exchange.reading.sniff import FileKind, kind_of
from exchange.reading.zip_guard import check_archive


def upload_store(*, actor: Actor, name: str, blocks: Iterable[bytes]) -> Upload:
    """Keep a file for later reading. Raises Invalid for kinds, sizes and archives that are never read,
    and when the enterprise has used up its day's uploads.
    """
    require(actor, P.IMPORT_RUN)
    since = now() - timedelta(days=1)
    if (
        Upload.objects.filter(enterprise_id=actor.enterprise_id, created_at__gte=since).count()
        >= limits.UPLOADS_PER_DAY
    ):
        raise Invalid(errors.TOO_MANY_UPLOADS, limit=limits.UPLOADS_PER_DAY)
    stored = store.keep(actor.enterprise_id, blocks)
    try:
        path = store.path_of(stored.key)
        if kind_of(path) is FileKind.XLSX:
            check_archive(path)
        return Upload.objects.create(
            enterprise_id=actor.enterprise_id,
            user_id=actor.user_id,
            user_name=actor.user_name,
            name=plain_name(name),
            size=stored.size,
            sha256=stored.sha256,
            storage_key=stored.key,
            created_at=now(),
        )
    except BaseException:
        store.forget(stored.key)
        raise


def plain_name(name: str) -> str:
    """The last part of a file name, without control and path signs, at most 120 characters."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    clean = re.sub(r"[\x00-\x1f\x7f<>:\"|?*]", "", last).strip(" .")
    return clean[-120:] or "file"
