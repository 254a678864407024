"""What a password must be under the profile. Pure: names and lengths in, a refusal out."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from accounts.errors import (
    PASSWORD_COMMON,
    PASSWORD_NAMES_OWNER,
    PASSWORD_TOO_LONG,
    PASSWORD_TOO_SHORT,
    PASSWORD_TOO_SIMPLE,
)
from accounts.profile import profile
from common.errors import Invalid

_SHORTEST_LATIN_NAME = 4
_SHORTEST_CHINESE_NAME = 2


def character_classes(password: str) -> int:
    """How many of capital, small, digit, other occur. Letters without case count as other."""
    tests = (str.isupper, str.islower, str.isdigit, _is_other)
    return sum(any(test(character) for character in password) for test in tests)


def _is_other(character: str) -> bool:
    return not (character.isupper() or character.islower() or character.isdigit())


@lru_cache(maxsize=1)
def _common() -> CommonPasswordValidator:
    return CommonPasswordValidator()


def _is_common(password: str) -> bool:
    try:
        _common().validate(password)
    except ValidationError:
        return True
    return False


def _telling_parts(names: Iterable[str]) -> list[str]:
    """The parts of names worth looking for: short syllables occur by chance."""
    parts = []
    for name in names:
        for part in (name, name.partition("@")[0]):
            folded = _folded(part)
            shortest = _SHORTEST_LATIN_NAME if folded.isascii() else _SHORTEST_CHINESE_NAME
            if len(folded) >= shortest:
                parts.append(folded)
    return parts


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def check_password_rules(password: str, *, names: Iterable[str], field: str = "new") -> None:
    """Raises Invalid naming the first rule broken. `names`: the login and the company's names."""
    rules = profile()
    length = len(password)
    if length < rules.minimum_length:
        raise Invalid(
            PASSWORD_TOO_SHORT,
            field=field,
            length=length,
            minimum=rules.minimum_length,
            recommended=rules.recommended_length,
        )
    if length > rules.maximum_length:
        raise Invalid(PASSWORD_TOO_LONG, field=field, length=length, maximum=rules.maximum_length)
    classes = character_classes(password)
    if classes < rules.character_classes:
        raise Invalid(PASSWORD_TOO_SIMPLE, field=field, classes=classes, needed=rules.character_classes)
    folded = _folded(password)
    for part in _telling_parts(names):
        if part in folded:
            raise Invalid(PASSWORD_NAMES_OWNER, field=field, part=part)
    if _is_common(password):
        raise Invalid(PASSWORD_COMMON, field=field)
