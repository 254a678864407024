"""Sign-in names: one spelling for all look-alikes."""

import re
import unicodedata

from accounts.errors import LOGIN_INVALID
from accounts.models.users import LOGIN_PATTERN
from common.errors import Invalid


def fold_login(text: str) -> str:
    """The one spelling of a name: NFKC, case-folded, without blanks at the ends."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def check_login(text: str) -> str:
    """The folded name; raises Invalid for characters of which look-alikes exist."""
    login = fold_login(text)
    if not re.fullmatch(LOGIN_PATTERN, login):
        raise Invalid(LOGIN_INVALID, field="login", value=text[:60])
    return login
