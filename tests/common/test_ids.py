"""Ids tell nothing and malformed ones look like unknown ones; credit codes are checked by GB 32100-2015."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.errors import Invalid, NotFound
from common.ids import check_uscc, make_uscc, new_id, parse_id

# Published codes of three well-known companies.
REAL_CODES = ["91350100M000100Y43", "91110000802100433B", "914403001922038216"]


@pytest.mark.parametrize("code", REAL_CODES)
def test_real_codes_pass(code):
    assert check_uscc(f" {code.lower()} ") == code


@given(st.integers(0, 10**6))
def test_generated_codes_pass_and_any_single_change_is_found(seed):
    code = make_uscc(seed)
    assert check_uscc(code) == code
    place = seed % 17
    other = "2" if code[place] != "2" else "3"
    with pytest.raises(Invalid):
        check_uscc(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize("text", ["", "1", "x" * 36, None, 7, "0" * 36, str(uuid.UUID(int=5))[:-1], {"a": 1}])
def test_malformed_ids_are_not_found(text):
    with pytest.raises(NotFound):
        parse_id(text)


def test_ids_are_random():
    assert new_id().version == 4
    assert parse_id(str(uuid.UUID(int=5))) == uuid.UUID(int=5)
