"""What was wrong with the input, and what was done about it: the rest is computed all the same."""

from dataclasses import dataclass

from common.errors import DomainError, ErrorText

LEAD_TIME_MISSING = ErrorText(
    "LEAD_TIME_MISSING",
    "物料“{key}”没有提前期，按 0 计算。请补上提前期。",
    "Item “{key}” has no lead time; 0 was used. State its lead time.",
)
LEAD_TIME_NEGATIVE = ErrorText(
    "LEAD_TIME_NEGATIVE",
    "物料“{key}”的提前期是 {value}，按 0 计算。请改成 0 或以上。",
    "The lead time of item “{key}” is {value}; 0 was used. Correct it to 0 or more.",
)
ITEM_TWICE = ErrorText(
    "ITEM_TWICE",
    "物料“{key}”出现了两次，只用第一次的。请删去一个。",
    "Item “{key}” is there twice; the first one was used. Remove the other.",
)
ITEM_UNKNOWN = ErrorText(
    "ITEM_UNKNOWN",
    "“{key}”用到了没有主数据的物料“{value}”，没有计入。请先建物料，或改正编号。",
    "“{key}” names item “{value}”, which is not known; it was left out. Create the item or correct its number.",
)
QUANTITY_NOT_POSITIVE = ErrorText(
    "QUANTITY_NOT_POSITIVE",
    "“{key}”的数量是 {value}，没有计入。请改成大于 0 的数。",
    "The quantity of “{key}” is {value}; it was left out. Correct it to more than 0.",
)
STOCK_NEGATIVE = ErrorText(
    "STOCK_NEGATIVE",
    "“{key}”的库存是 {value}，按 0 计算。请先盘点。",
    "The stock of “{key}” is {value}; 0 was used. Count it first.",
)
SHARE_ILLEGAL = ErrorText(
    "SHARE_ILLEGAL",
    "“{key}”的比例是 {value}，没有计入。损耗须不小于 0，替代比例须在 0 到 1 之间。",
    "A share of “{key}” is {value}; it was left out. Scrap is 0 or more, a share of use lies between 0 and 1.",
)
OFFSET_ILLEGAL = ErrorText(
    "OFFSET_ILLEGAL",
    "“{key}”的偏置是 {value}，不在 0 到父项提前期之间，已取最近的值。请改正。",
    "The offset of “{key}” is {value}, not between 0 and the parent's lead time; the nearest was used. Correct it.",
)
BEYOND_HORIZON = ErrorText(
    "BEYOND_HORIZON",
    "“{key}”在第 {value} 期，超出计划期，没有计入。请加长计划期，或改日期。",
    "“{key}” is in period {value}, beyond the horizon; it was left out. Lengthen the horizon or change the date.",
)
PROMISE_PASSED = ErrorText(
    "PROMISE_PASSED",
    "“{key}”的承诺日已过 {value} 期还没到，按现在到货计算。请向供应商追新的日期。",
    "“{key}” was promised {value} periods ago and is not here; it was counted as coming now. Ask for a new date.",
)
BOM_LOOP = ErrorText(
    "BOM_LOOP",
    "物料清单首尾相接：{loop}。请删去其中一行。",
    "The bill of material runs in a circle: {loop}. Remove one of its lines.",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: `text` with its code, in which `field`, of what (`key`), and the `value` found."""

    text: ErrorText
    field: str
    key: str
    value: str = ""

    def message(self, language: str) -> str:
        return self.text.render(language, {"key": self.key, "value": self.value})


class BomLoop(DomainError):
    """A bill of material that contains itself. `loop`: its items in order, the first again at the end."""

    def __init__(self, loop: tuple[str, ...]) -> None:
        super().__init__(BOM_LOOP, field="lines", loop=" → ".join(loop))
        self.loop = loop
