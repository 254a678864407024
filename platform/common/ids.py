"""Identifiers: random row ids and the unified social credit code of enterprises."""

import random
import uuid

from common.errors import ErrorText, Invalid, NotFound

# GB 32100-2015: 31 characters without I, O, S, V, Z; weights are powers of 3 modulo 31.
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = [pow(3, i, 31) for i in range(17)]
_REGISTRATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

USCC_INVALID = ErrorText(
    "USCC_INVALID",
    "统一社会信用代码“{value}”不对：应为 18 位，且校验位相符。请照营业执照核对。",
    "Unified social credit code “{value}” is wrong: 18 characters with matching check digits are needed.",
)


def new_id() -> uuid.UUID:
    """A random (version 4) id: it tells neither time nor count."""
    return uuid.uuid4()


def parse_id(text: object) -> uuid.UUID:
    """The id a client sent. Raises NotFound for anything malformed, as for an unknown id."""
    if isinstance(text, uuid.UUID):
        return text
    if not isinstance(text, str) or len(text) != 36:
        raise NotFound
    try:
        return uuid.UUID(text)
    except ValueError:
        raise NotFound from None


def sought_id(text: object) -> uuid.UUID:
    """The id of a filter. A malformed one becomes an id nobody has: nothing is found, as for an unknown id."""
    try:
        return parse_id(text)
    except NotFound:
        return new_id()


def _uscc_check(body: str) -> str:
    total = sum(_USCC_ALPHABET.index(c) * w for c, w in zip(body, _USCC_WEIGHTS, strict=True))
    return _USCC_ALPHABET[(31 - total % 31) % 31]


def _registration_check(body: str) -> str:
    """Check character of the organisation code inside, GB 11714-1997."""
    total = sum(
        (int(c) if c.isdigit() else ord(c) - 55) * w for c, w in zip(body, _REGISTRATION_WEIGHTS, strict=True)
    )
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def check_uscc(code: str) -> str:
    """The normalised code when valid by GB 32100-2015; raises Invalid otherwise."""
    value = code.strip().upper()
    is_shaped = len(value) == 18 and all(c in _USCC_ALPHABET for c in value) and value[2:8].isdigit()
    if not is_shaped or _uscc_check(value[:17]) != value[17]:
        raise Invalid(USCC_INVALID, field="uscc", value=code)
    if _registration_check(value[8:16]) != value[16]:
        raise Invalid(USCC_INVALID, field="uscc", value=code)
    return value


def make_uscc(seed: int, region: str = "500000") -> str:
    """A valid code for generated data, the same for the same seed. Region: GB/T 2260, Chongqing by default."""
    dice = random.Random(seed)  # noqa: S311 - generated data, not a secret
    organisation = "MA" + "".join(dice.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(6))
    body = "91" + region + organisation + _registration_check(organisation)
    return body + _uscc_check(body)
