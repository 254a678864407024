"""Error texts of orders: cause, value and remedy."""

from common.errors import ErrorText

# ── who may act ──────────────────────────────────────────────────────────────────────────────────────
WRONG_SIDE = ErrorText(
    "WRONG_SIDE",
    "“{action}”由{side}来做，你在这里是{own_side}。",
    "“{action}” is the {side}'s act; here you are the {own_side}.",
)
OWN_PROPOSAL = ErrorText(
    "OWN_PROPOSAL",
    "这是你方提出的变更，由对方决定。要收回请用“撤回”。",
    "Your side made this proposal; the other side decides. To take it back, withdraw it.",
)

# ── moves ────────────────────────────────────────────────────────────────────────────────────────────
LINE_MOVE_REFUSED = ErrorText(
    "ILLEGAL_TRANSITION",
    "计划行 {label} 现在是“{status_name}”，不能{action_name}。现在可以做的：{moves}。",
    "Schedule line {label} is “{status_name}”; it cannot be changed by “{action_name}”. Possible now: {moves}.",
)
ASN_MOVE_REFUSED = ErrorText(
    "ILLEGAL_TRANSITION",
    "发货通知 {number} 现在是“{status_name}”，不能这样做。现在可以做的：{moves}。",
    "Ship notice {number} is “{status_name}”; this is not possible. Possible now: {moves}.",
)
ORDER_NOT_DRAFT = ErrorText(
    "ORDER_NOT_DRAFT",
    "订单 {number} 已发出，不能再按草稿修改或重发。请在计划行上提变更。",
    "Order {number} has been sent and is no draft any more. Propose a change on its schedule lines.",
)
PROPOSAL_NOT_OPEN = ErrorText(
    "PROPOSAL_NOT_OPEN",
    "这个提案已有结果（{status}），不能再答复。刷新看最新的状态。",
    "This proposal already ended ({status}). Refresh to see the present state.",
)
CONFLICT_LINE = ErrorText(
    "CONFLICT",
    "没有保存：计划行 {label} 已被改到第 {current_version} 版，你看到的是第 {stated_version} 版。看新版本再答。",
    "Not saved: schedule line {label} is now version {current_version}, you saw {stated_version}. "
    "Look at the new version first.",
)

# ── what an order needs ──────────────────────────────────────────────────────────────────────────────
LINES_MISSING = ErrorText(
    "LINES_MISSING", "订单还没有行。请至少加一行。", "The order has no line. Add at least one."
)
SCHEDULE_MISSING = ErrorText(
    "SCHEDULE_MISSING",
    "“{item}”还没有交货计划。请填数量和日期。",
    "“{item}” has no schedule. Enter quantity and date.",
)
TOO_MANY = ErrorText(
    "TOO_MANY",
    "一次最多 {limit} 条，收到 {value} 条。请分几次提交。",
    "At most {limit} at once, got {value}. Send several.",
)
QUANTITY_MISSING = ErrorText(
    "QUANTITY_MISSING", "数量必须大于 0，收到 {value}。", "The quantity must be above 0, got {value}."
)
PRICE_MISSING = ErrorText(
    "PRICE_MISSING",
    "“{item}”在这家供应商没有货源价格。请填单价，或先建货源。",
    "“{item}” has no source price at this supplier. Enter a unit price or create a source first.",
)
PRICE_NEGATIVE = ErrorText(
    "PRICE_NEGATIVE",
    "单价 {value} 小于 0。请填 0 或以上的数。",
    "Unit price {value} is below 0. Enter 0 or more.",
)
CURRENCY_DIFFERS = ErrorText(
    "CURRENCY_DIFFERS",
    "“{item}”的货源币种是 {source}，订单是 {currency}。请填订单币种的单价。",
    "The source of “{item}” is in {source}, the order in {currency}. Enter a price in the order's currency.",
)
PRICE_TOO_LONG = ErrorText(
    "PRICE_TOO_LONG",
    "单价 {value} 太大或超过 6 位小数。请核对。",
    "Unit price {value} is too large or has more than 6 decimals. Check it.",
)
DATE_PAST = ErrorText(
    "DATE_PAST",
    "日期 {value} 已过去，今天是 {today}。请填今天或以后。",
    "{value} is past, today is {today}. Enter today or later.",
)
DATE_TOO_FAR = ErrorText(
    "DATE_TOO_FAR",
    "日期 {value} 太远，最晚 {limit}。请核对年份。",
    "{value} is too far, at latest {limit}. Check the year.",
)
NUMBER_TAKEN = ErrorText(
    "NUMBER_TAKEN",
    "订单号“{value}”已存在。请换一个，或留空自动编号。",
    "Order number “{value}” exists. Change it or leave it blank.",
)
REFERENCE_TAKEN = ErrorText(
    "REFERENCE_TAKEN",
    "外部单号“{value}”已有订单 {number}。请打开那张订单。",
    "External reference “{value}” already belongs to order {number}. Open that one.",
)
REASON_MISSING = ErrorText("REASON_MISSING", "请选一个原因。", "Choose a reason.")
REASON_UNKNOWN = ErrorText(
    "REASON_UNKNOWN", "不认识原因“{value}”。可用：{known}。", "Unknown reason “{value}”. Known: {known}."
)
NOTE_MISSING = ErrorText(
    "NOTE_MISSING", "选“{reason}”时请写明缺什么。", "With “{reason}”, say what is missing."
)

# ── answers ──────────────────────────────────────────────────────────────────────────────────────────
CONFIRMED_ABOVE_ORDERED = ErrorText(
    "CONFIRMED_ABOVE_ORDERED",
    "确认数量 {value} 超出订购 {ordered}，超过 {percent}% 的容差；最多可确认 {limit}。",
    "Confirmed quantity {value} exceeds ordered {ordered} by more than the {percent} % tolerance; "
    "at most {limit} can be confirmed.",
)
PARTS_MISSING = ErrorText("PARTS_MISSING", "分批交货至少要有一批。", "A split needs at least one part.")
PARTS_TOO_MANY = ErrorText(
    "PARTS_TOO_MANY",
    "一行最多分 {limit} 批，收到 {value} 批。",
    "A line can be split into at most {limit} parts, got {value}.",
)
PART_BELOW_SHIPPED = ErrorText(
    "PART_BELOW_SHIPPED",
    "计划行已发运 {shipped}，数量不能改到 {value}。请填 {shipped} 或以上。",
    "{shipped} of the line has been shipped; it cannot become {value}. Enter at least {shipped}.",
)
COUNTER_EMPTY = ErrorText(
    "COUNTER_EMPTY",
    "提案与现在的订单没有差别。要接受请直接确认，或改数量、日期、单价之一。",
    "The proposal does not differ from the order. Accept it, or change quantity, date or price.",
)
COUNTER_ABSURD = ErrorText(
    "COUNTER_ABSURD",
    "提案数量 {value} 是订购 {ordered} 的 {times} 倍以上。最多可提 {limit}；更多请另下订单。",
    "Proposed quantity {value} is more than {times} times the ordered {ordered}. At most {limit}; "
    "for more, a further order is needed.",
)
PARTS_BELOW_PROMISE = ErrorText(
    "PARTS_BELOW_PROMISE",
    "各批合计 {value}，少于已承诺的 {promised}。请补足到 {limit}；要减少数量请用“还价”。",
    "The parts add up to {value}, less than the promised {promised}. Make up {limit}, or counter the quantity.",
)
NOTHING_BACKORDERED = ErrorText(
    "NOTHING_BACKORDERED",
    "计划行 {label} 没有欠交数量。",
    "Schedule line {label} has no backordered quantity.",
)
BACKORDER_EXCEEDED = ErrorText(
    "BACKORDER_EXCEEDED",
    "各批合计 {value}，欠交只有 {backordered}。最多可承诺 {limit}。",
    "The parts add up to {value}, only {backordered} is backordered. At most {limit} can be promised.",
)
ALREADY_REMINDED = ErrorText(
    "ALREADY_REMINDED",
    "计划行 {label} 刚催过（{reminded_at}），{hours} 小时内只催一次。",
    "Schedule line {label} was reminded at {reminded_at}; once in {hours} hours is enough.",
)
NOTHING_TO_REMIND = ErrorText(
    "NOTHING_TO_REMIND",
    "计划行 {label} 没有等对方的事，不用催。",
    "Nothing on schedule line {label} waits for the other side.",
)

FORECAST_ALREADY_REMINDED = ErrorText(
    "FORECAST_ALREADY_REMINDED",
    "预测 v{number} 刚追问过（{reminded_at}），{hours} 小时内只追问一次。",
    "Forecast v{number} was reminded at {reminded_at}; once in {hours} hours is enough.",
)
FORECAST_ANSWERED = ErrorText(
    "FORECAST_ANSWERED",
    "预测 v{number} 没有等供应商答复的格，不用追问。",
    "No cell of forecast v{number} waits for the supplier's answer.",
)

# ── goods ────────────────────────────────────────────────────────────────────────────────────────────
OVER_SHIPMENT = ErrorText(
    "OVER_SHIPMENT",
    "计划行 {label} 确认 {confirmed}，允许多交 {percent}%，已发或已排 {announced}；这次发 {value} 超出，最多可发 {limit}。",
    "Schedule line {label}: {confirmed} confirmed, {percent} % over-delivery allowed, {announced} shipped or "
    "announced. {value} is too much; at most {limit} can be shipped.",
)
OTHER_PARTNER = ErrorText(
    "OTHER_PARTNER",
    "计划行 {label} 属于另一合作关系或另一收货地，不能放进这张发货通知。请另开一张。",
    "Schedule line {label} belongs to another partnership or place. Use another ship notice.",
)
PACKAGES_WRONG = ErrorText(
    "PACKAGES_WRONG",
    "件数 {value} 不对。请填 1 到 100,000。",
    "{value} packages is wrong. Enter 1 to 100,000.",
)
RECEIPT_LINES_DIFFER = ErrorText(
    "RECEIPT_LINES_DIFFER",
    "收货行与发货通知不一致：通知有 {expected} 行，收到 {value} 行。每行填一次。",
    "The receipt does not match the ship notice of {expected} lines, got {value}. Enter each line once.",
)
RECEIPT_UNBALANCED = ErrorText(
    "RECEIPT_UNBALANCED",
    "收货 {accepted}＋短少 {short}＋破损 {damaged}＋拒收 {rejected} 不等于发货 {shipped}＋多到 {over}。请核对。",
    "Accepted {accepted} + short {short} + damaged {damaged} + rejected {rejected} is not shipped {shipped} + "
    "over {over}. Check the count.",
)
RECEIPT_ABOVE_TOLERANCE = ErrorText(
    "RECEIPT_ABOVE_TOLERANCE",
    "计划行 {label} 收 {value}，超出允许的 {limit}。多出的请记为拒收。",
    "Schedule line {label}: {value} received is above the allowed {limit}. Book the rest as rejected.",
)
PERIOD_WRONG = ErrorText(
    "PERIOD_WRONG",
    "期间 {value} 天不在 1 到 {limit} 天之间。",
    "A period of {value} days is not between 1 and {limit} days.",
)
PERCENT_WRONG = ErrorText(
    "PERCENT_WRONG",
    "报工 {value}% 不在 {low}% 到 100% 之间。",
    "Progress {value} % is not between {low} % and 100 %.",
)

# ── import ───────────────────────────────────────────────────────────────────────────────────────────
ROW_REPEATED = ErrorText(
    "ROW_REPEATED",
    "本文件中这一行重复出现（{value}）。请留一行。",
    "This row appears twice in the file ({value}). Keep one.",
)
ROW_PARTNER_DIFFERS = ErrorText(
    "ROW_PARTNER_DIFFERS",
    "订单 {number} 已属于另一供应商。请核对订单号。",
    "Order {number} belongs to another supplier. Check the order number.",
)
ROW_VALUE_MISSING = ErrorText(
    "ROW_VALUE_MISSING", "缺少“{name}”。请填写。", "“{name}” is missing. Fill it in."
)
ROW_ORDER_LIVE = ErrorText(
    "ROW_ORDER_LIVE",
    "订单 {number} 正在本平台执行，不能并入历史数据。请改外部订单号。",
    "Order {number} is under way on this platform and cannot take history. Change the external order number.",
)
ROW_TEXT_TOO_LONG = ErrorText(
    "ROW_TEXT_TOO_LONG",
    "编号太长，最多 {limit} 个字。",
    "The number is too long, at most {limit} characters.",
)
BOOK_ORDER_OTHER = ErrorText(
    "BOOK_ORDER_OTHER",
    "订单 {number} 属于另一供应商，或送往另一处（{place}）。请核对订单号。",
    "Order {number} belongs to another supplier or goes to another place ({place}). Check the order number.",
)

# ── forecasts ────────────────────────────────────────────────────────────────────────────────────────
HORIZON_WRONG = ErrorText(
    "HORIZON_WRONG",
    "预测 {value} 周不在 {low} 到 {high} 周之间。请改周数。",
    "A forecast of {value} weeks is not between {low} and {high}. Change the number of weeks.",
)
FROZEN_WRONG = ErrorText(
    "FROZEN_WRONG",
    "冻结 {value} 周超出预测的 {limit} 周。请填 0 到 {limit}。",
    "{value} frozen weeks exceed the horizon of {limit}. Enter 0 to {limit}.",
)
FORECAST_DRAFT_EXISTS = ErrorText(
    "FORECAST_DRAFT_EXISTS",
    "这家供应商已有草稿 v{number}。请继续改那一份，或先丢弃它。",
    "There is a draft v{number} for this supplier. Go on with it, or discard it first.",
)
FORECAST_PUBLISHED = ErrorText(
    "FORECAST_PUBLISHED",
    "预测 v{number} 已发布，不能再改。请建下一版。",
    "Forecast v{number} is published and cannot change. Make the next version.",
)
FORECAST_EMPTY = ErrorText(
    "FORECAST_EMPTY",
    "预测 v{number} 还没有物料。请先填至少一行再发布。",
    "Forecast v{number} has no item yet. Fill at least one row before publishing.",
)
FORECAST_PASSED = ErrorText(
    "FORECAST_PASSED",
    "预测 v{number} 从 {start} 那周开始，那周已过。请丢弃草稿，从本周 {monday} 重建并结转。",
    "Forecast v{number} begins in the week of {start}, which is past. Discard the draft and carry over from {monday}.",
)
FORECAST_SUPERSEDED = ErrorText(
    "FORECAST_SUPERSEDED",
    "预测 v{number} 已被新版本取代。请对最新的版本答复。",
    "Forecast v{number} has been superseded. Answer the newest version.",
)
CELLS_WRONG = ErrorText(
    "CELLS_WRONG",
    "{count} 格没有通过，整张没有保存。第一格（{item} {week}）：{first}",
    "{count} cells were not accepted; nothing was saved. First ({item} {week}): {first}",
)
WEEK_OUTSIDE = ErrorText(
    "WEEK_OUTSIDE",
    "{value} 不是预测期内的周一。请填 {low} 到 {high} 之间的周一。",
    "{value} is no Monday of the horizon. Use a Monday from {low} to {high}.",
)
SERIES_UNEVEN = ErrorText(
    "SERIES_UNEVEN",
    "“{name}”有 {value} 个值，数量有 {expected} 个。请一一对应。",
    "“{name}” has {value} values for {expected} quantities. Give one for each.",
)
ROW_TWICE = ErrorText(
    "ROW_TWICE",
    "同一物料在一次提交里出现两次。请合成一行。",
    "One item comes twice in one act. Make it a single row.",
)
REASON_FOR_SHORT = ErrorText(
    "REASON_MISSING",
    "承诺 {value} 少于预测 {forecast}，请选原因。",
    "Committed {value} is less than the forecast {forecast}: choose a reason.",
)
CONDITION_MISSING = ErrorText(
    "CONDITION_MISSING",
    "“有条件”的承诺请在备注里写明条件。",
    "Say in the note what a conditional commit depends on.",
)

# ── replenishment ────────────────────────────────────────────────────────────────────────────────────
BAND_REVERSED = ErrorText(
    "BAND_REVERSED",
    "上限 {maximum} 要大于下限 {minimum}。请改其中一个。",
    "The maximum {maximum} must be above the minimum {minimum}. Change one of them.",
)
BAND_EXISTS = ErrorText(
    "BAND_EXISTS",
    "“{item}”在{site}已有补货区间。请改那一个，或先结束它。",
    "“{item}” has a band at {site} already. Change that one, or end it first.",
)
BAND_SOURCE_MISSING = ErrorText(
    "BAND_SOURCE_MISSING",
    "“{item}”在这家供应商没有已批准的货源，无法按价格和起订量补货。请先建货源。",
    "“{item}” has no approved source at this supplier, so it has no price and lot size. Create the source first.",
)
BAND_NOT_ALONE = ErrorText(
    "BAND_NOT_ALONE",
    "“{item}”还有别的供应商，代管库存会让它看出别家的送货。请用 VMI 寄售，只共享它自己的库存。",
    "“{item}” has another supplier too, whose deliveries would show in the buyer's stock. Use VMI, which shares only "
    "what this supplier has consigned.",
)
BAND_ENDED = ErrorText(
    "BAND_ENDED",
    "“{item}”的补货区间已在 {at} 结束。请让采购方新建一个。",
    "The band of “{item}” ended on {at}. The buyer can set a new one.",
)
BAND_NOT_COUNTED = ErrorText(
    "BAND_NOT_COUNTED",
    "“{item}”在{site}还没有库存记录，算不出能补多少。请让采购方先盘点。",
    "“{item}” has no stock on record at {site}, so nothing can be projected. Ask the buyer to count first.",
)
REPLENISHMENT_DAY = ErrorText(
    "REPLENISHMENT_DAY",
    "到货日 {value} 不在可推算的期间。请选 {low} 到 {high}。",
    "Arrival on {value} is outside the projected time. Choose a day from {low} to {high}.",
)
REPLENISHMENT_REFUSED = ErrorText(
    "REPLENISHMENT_REFUSED",
    "补 {value} 不行：加上已在途的不能超过上限 {maximum}，起订量 {moq}，倍量 {multiple}。那天最多可补 {limit}。",
    "{value} is not possible: with what is coming, stock must stay within {maximum}; least order {moq}, multiple "
    "{multiple}. For that day at most {limit}.",
)
