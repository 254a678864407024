"""What can be wrong with a row of an order book, beyond how its cells are written."""

from exchange.issues import issue_text

ITEM_UNKNOWN = issue_text(
    "ITEM_UNKNOWN",
    "查无此料",
    "no such item",
    title=("物料编码查不到", "Unknown item numbers"),
    by_value=True,
)
ITEM_UNKNOWN_NEAR = issue_text(
    "ITEM_UNKNOWN_NEAR",
    "查无，像 {near}",
    "unknown, like {near}",
    title=("物料编码查不到", "Unknown item numbers"),
    by_value=True,
)
SUPPLIER_UNKNOWN = issue_text(
    "SUPPLIER_UNKNOWN",
    "没有这家供应商",
    "no such supplier",
    title=("供应商查不到", "Unknown suppliers"),
    by_value=True,
)
SUPPLIER_UNKNOWN_NEAR = issue_text(
    "SUPPLIER_UNKNOWN_NEAR",
    "查无，像 {near}",
    "unknown, like {near}",
    title=("供应商查不到", "Unknown suppliers"),
    by_value=True,
)
SUPPLIER_CLOSED = issue_text(
    "SUPPLIER_CLOSED",
    "{zh}",
    "{en}",
    title=("现在不能向这家下单", "No new orders to this supplier now"),
    by_value=True,
)
SITE_UNKNOWN = issue_text(
    "SITE_UNKNOWN",
    "查无；可用：{known}",
    "unknown; use {known}",
    title=("交货地查不到", "Unknown places"),
    by_value=True,
)
UNIT_WRONG = issue_text(
    "UNIT_WRONG", "应为“{unit}”", "should be “{unit}”", title=("单位不对", "Wrong unit"), by_value=True
)
BELOW_MINIMUM = issue_text(
    "BELOW_MINIMUM",
    "起订量 {minimum} {unit}",
    "minimum order {minimum} {unit}",
    title=("少于最小起订量", "Below the minimum order quantity"),
)
NOT_A_MULTIPLE = issue_text(
    "NOT_A_MULTIPLE",
    "{multiple} 的倍数，改 {value}",
    "multiple of {multiple}, becomes {value}",
    title=("按订货倍量取整", "Rounded to the order multiple"),
)
TOO_EARLY = issue_text(
    "TOO_EARLY",
    "最早 {earliest}",
    "earliest {earliest}",
    title=("早于最短提前期", "Earlier than the lead time allows"),
)
PRICE_ABOVE = issue_text(
    "PRICE_ABOVE",
    "高于合同 {percent}%",
    "{percent} % above contract",
    title=("单价高于合同", "Price above the contract"),
)
PRICE_UNKNOWN = issue_text(
    "PRICE_UNKNOWN",
    "没有合同价，请填单价",
    "no contract price; enter one",
    title=("缺单价", "Prices are missing"),
)
PRICE_NEGATIVE = issue_text(
    "PRICE_NEGATIVE", "不能小于 0", "must not be below 0", title=("单价小于 0", "Negative prices")
)
PRICE_TWICE = issue_text(
    "PRICE_TWICE",
    "与含税单价对不上，应为 {expected}",
    "does not match the price incl. tax; {expected} expected",
    title=("两个单价对不上", "The two prices do not match"),
)
SOURCE_UNKNOWN = issue_text(
    "SOURCE_UNKNOWN",
    "这家没有此料的货源记录",
    "no source of this item at this supplier",
    title=("没有货源记录", "No source on record"),
    by_value=True,
)
CURRENCY_DIFFERS = issue_text(
    "CURRENCY_DIFFERS",
    "与这家的合同币种是 {currency}",
    "the contract currency is {currency}",
    title=("币种不对", "Wrong currency"),
    by_value=True,
)
ORDER_SENT = issue_text(
    "ORDER_SENT",
    "订单已发出，与文件不同；请在订单上提变更",
    "the order has been sent and differs; propose a change on it",
    title=("订单已发出", "The order has been sent"),
)
ORDER_OTHER = issue_text(
    "ORDER_OTHER",
    "这个订单号属于另一供应商或另一交货地",
    "this number belongs to another supplier or place",
    title=("订单号属于另一张订单", "The number belongs to another order"),
)
LINE_OTHER = issue_text(
    "LINE_OTHER",
    "行 {line} 已是另一物料",
    "line {line} is another item",
    title=("行号已用于另一物料", "The line number belongs to another item"),
)
SUPPLIER_NEW = issue_text(
    "SUPPLIER_NEW",
    "新供应商，导入时建立",
    "new supplier, made on import",
    title=("新供应商", "New suppliers"),
)
ITEM_NEW = issue_text(
    "ITEM_NEW", "新物料，导入时建立", "new item, made on import", title=("新物料", "New items")
)
SITE_NEW = issue_text(
    "SITE_NEW", "新收货地，导入时建立", "new place, made on import", title=("新收货地", "New places")
)
VALUE_DIFFERS = issue_text(
    "VALUE_DIFFERS",
    "数量×单价是 {expected}",
    "quantity × price is {expected}",
    title=("金额对不上", "Amounts that do not add up"),
)
ORDERED_AFTER = issue_text(
    "ORDERED_AFTER",
    "下单晚于到货",
    "ordered after its receipt",
    title=("下单晚于到货", "Ordered after receipt"),
)
