"""What can be wrong with a planning problem: code, cause with its values, remedy, in both languages."""

from common.errors import ErrorText

UNREADABLE = ErrorText(
    "UNREADABLE",
    "文件读不出来：{reason}。请给出 UTF-8 的 JSON，或它的 gzip 压缩。",
    "The file cannot be read: {reason}. Give JSON in UTF-8, or the same compressed by gzip.",
)
UNKNOWN_FORMAT = ErrorText(
    "UNKNOWN_FORMAT",
    "格式是“{value}”，应为“{expected}”。请改正。",
    "The format is “{value}”, expected “{expected}”. Correct it.",
)
FIELD_MISSING = ErrorText(
    "FIELD_MISSING", "缺少 {name}。请补上。", "{name} is missing. Add it."
)  # fmt: skip
FIELD_INVALID = ErrorText(
    "FIELD_INVALID",
    "{name} 的值“{value}”不能用，应为{expected}。请改正。",
    "{name} cannot be “{value}”; expected {expected}. Correct it.",
)
UNKNOWN_REFERENCE = ErrorText(
    "UNKNOWN_REFERENCE",
    "{name} 指向的“{value}”不存在。请补上它，或改正编号。",
    "{name} refers to “{value}”, which does not exist. Add it or correct the id.",
)
DUPLICATE = ErrorText(
    "DUPLICATE", "“{value}”出现了两次。请只留一个。", "“{value}” occurs twice. Keep one."
)  # fmt: skip
LEAD_TIME = ErrorText(
    "LEAD_TIME",
    "货源“{option}”没有可用的提前期，不参与计划。请填写周数（0 或更大）。",
    "Source option “{option}” has no usable lead time and is left out. State it in weeks, 0 or more.",
)
LOT = ErrorText(
    "LOT",
    "货源“{option}”的订货倍量是 {value}，不参与计划。请填写大于 0 的数。",
    "Source option “{option}” has the order multiple {value} and is left out. State one above 0.",
)
TIERS = ErrorText(
    "TIERS",
    "货源“{option}”的价格档不对（须从 0 开始、逐档增大、价格不为负），不参与计划。请改正。",
    "The price tiers of source option “{option}” do not begin at 0, rise, and stay at or above 0; it is left out. "
    "Correct them.",
)
MOQ_ABOVE_CAPACITY = ErrorText(
    "MOQ_ABOVE_CAPACITY",
    "货源“{option}”的最小起订量 {value} 超过供应商任何一周的产能，从不会下单。请降低起订量或增加产能。",
    "The minimum order {value} of source option “{option}” is above its supplier's capacity in every week, so it is "
    "never ordered. Lower it or add capacity.",
)
SHARES = ErrorText(
    "SHARES",
    "物料“{item}”的份额互相矛盾（最小份额合计 {least}，或某个最小大于最大），份额规则不计。请改正。",
    "The shares of item “{item}” contradict each other (least shares add up to {least}, or one is above its most); "
    "they are not applied. Correct them.",
)
SOURCES = ErrorText(
    "SOURCES",
    "物料“{item}”要求至少 {least} 家供应商，但最多允许 {most} 家、可用 {count} 家，不能订货。请放宽要求或增加货源。",
    "Item “{item}” needs at least {least} suppliers, but at most {most} are allowed and {count} are there, so nothing "
    "can be ordered. Relax the rule or add sources.",
)
NEGATIVE = ErrorText(
    "NEGATIVE",
    "“{id}”的 {name} 是 {value}，按 0 计。请改正。",
    "{name} of “{id}” is {value}; it counts as 0. Correct it.",
)
BOM_LOOP = ErrorText(
    "BOM_LOOP",
    "物料清单成环，涉及“{items}”，这些清单行不计。请断开。",
    "The bill of materials runs in a circle through “{items}”; those lines are left out. Break it.",
)
NOT_MADE = ErrorText(
    "NOT_MADE",
    "“{item}”是采购件，却有下级物料，该清单行不计。请改正。",
    "“{item}” is purchased but has components; the line is left out. Correct it.",
)
NOT_PURCHASED = ErrorText(
    "NOT_PURCHASED",
    "货源“{option}”供应的“{item}”不是采购件，不参与计划。请改正。",
    "Source option “{option}” supplies “{item}”, which is not purchased; it is left out. Correct it.",
)
FROZEN_IMPOSSIBLE = ErrorText(
    "FROZEN_IMPOSSIBLE",
    "货源“{option}”第 {week} 周的冻结订单不可行（{reason}），不计。请与供应商重新确认。",
    "The frozen order of source option “{option}” in week {week} is impossible ({reason}) and left out. Agree it anew.",
)
NO_SOURCE = ErrorText(
    "NO_SOURCE",
    "采购件“{item}”没有可用的货源，只能用现有库存。请增加货源。",
    "Purchased item “{item}” has no usable source; only its stock can be used. Add a source.",
)
# Facts to know, not contradictions: such a file is planned as it stands.
NOTES = frozenset({MOQ_ABOVE_CAPACITY.code, NO_SOURCE.code})
