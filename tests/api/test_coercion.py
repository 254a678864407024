"""Values that do not fit are told by field, cause and remedy, in the reader's language; no resolver runs."""

from typing import Any

import graphene
import pytest
from graphql import parse

from api.coercion import coerced_variables
from api.documents import DocumentRefused, prepare
from api.formatting import Reader, format_refused
from api.types import Date, DecimalString
from common.language import Language


class Part(graphene.InputObjectType):
    quantity = DecimalString(required=True)
    day = Date()


class Line(graphene.InputObjectType):
    parts = graphene.List(graphene.NonNull(Part), required=True)
    number = graphene.Int()


class Query(graphene.ObjectType):
    total = graphene.String(lines=graphene.List(graphene.NonNull(Line), required=True))


SCHEMA = graphene.Schema(query=Query).graphql_schema
TEXT = "query($lines: [Line!]!){total(lines: $lines)}"


def told(variables: dict[str, Any], language: Language = "zh") -> list[dict[str, Any]]:
    with pytest.raises(DocumentRefused) as refused:
        prepare(SCHEMA, TEXT, variables)
    return format_refused(refused.value, Reader(language, "r-1"))


def line(quantity: Any = "1", day: Any = None, number: Any = 1) -> dict[str, Any]:
    return {"parts": [{"quantity": "5"}, {"quantity": quantity, "day": day}], "number": number}


@pytest.mark.parametrize(
    ("wrong", "field", "code", "zh", "en"),
    [
        (line("9" * 20), "lines.1.parts.1.quantity", "DECIMAL_TOO_LONG", "整数部分最多 15 位", "digit too many"),
        (line("12,5"), "lines.1.parts.1.quantity", "DECIMAL_INVALID", "不是十进制数", "not a decimal number"),
        (line(day="27.11.2026"), "lines.1.parts.1.day", "DATE_INVALID", "不是日期", "is not a date"),
        (line(number=2**31), "lines.1.number", "INTEGER_INVALID", "不是可用的整数", "usable whole number"),
        (line(number="3"), "lines.1.number", "INTEGER_INVALID", "“3”", "“3”"),
    ],
)  # fmt: skip
def test_a_wrong_value_names_its_field(wrong: Any, field: str, code: str, zh: str, en: str) -> None:
    for language, words in (("zh", zh), ("en", en)):
        (error,) = told({"lines": [line(), wrong]}, language)
        assert (error["extensions"]["code"], error["extensions"]["field"]) == (code, field)
        assert words in error["message"]
        assert "Variable" not in error["message"]


def test_every_wrong_value_is_told_up_to_the_limit() -> None:
    errors = told({"lines": [line("x"), line("y", "z")]})
    assert [error["extensions"]["field"] for error in errors] == [
        "lines.0.parts.1.quantity", "lines.1.parts.1.quantity", "lines.1.parts.1.day",
    ]  # fmt: skip
    assert len(told({"lines": [line("x")] * 20})) == 5


def test_what_is_no_value_of_ours_is_a_wrong_document() -> None:
    for variables in ({}, {"lines": None}, {"lines": [{"parts": []}, {"colour": "red"}]}):
        assert {error["extensions"]["code"] for error in told(variables)} == {"DOCUMENT_INVALID"}


def test_right_values_come_in_their_types() -> None:
    operation: Any = parse(TEXT).definitions[0]
    coerced = coerced_variables(SCHEMA, operation, {"lines": [line("1.50", "2026-11-27")]}, 5)
    assert isinstance(coerced, dict)
    part = coerced["lines"][0]["parts"][1]
    assert (str(part["quantity"]), part["day"].isoformat()) == ("1.50", "2026-11-27")
