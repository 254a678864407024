"""Error texts of the market: cause, value and remedy."""

from common.errors import ErrorText

SUBJECT_KIND = ErrorText(
    "SUBJECT_KIND",
    "“{value}”不属于这一类。产能选工艺，联储选物资。可用：{known}。",
    "“{value}” is not of this kind. Choose a process for capacity, a material for a reserve: {known}.",
)
ITEM_MISSING = ErrorText(
    "ITEM_MISSING",
    "还没有选本企业的物料；成交后按它下单或出入库。请选一个。",
    "No item of your own is chosen; the order or the stock moves will be made for it. Choose one.",
)
UNIT_DIFFERS = ErrorText(
    "UNIT_DIFFERS",
    "单位“{value}”与物料“{item}”的单位“{unit}”不同。请用 {unit}，或另选物料。",
    "Unit “{value}” differs from that of item “{item}”, “{unit}”. Use {unit} or choose another item.",
)
RANGE_REVERSED = ErrorText(
    "RANGE_REVERSED",
    "最少 {low} 大于最多 {high}。请对调或改正。",
    "The least, {low}, is above the most, {high}. Correct them.",
)
WEEKS_REVERSED = ErrorText(
    "WEEKS_REVERSED",
    "结束周 {last} 早于开始周 {first}，或开始周已经过去。请改正。",
    "The last week {last} is before the first, {first}, or the first has passed. Correct them.",
)
WEEKS_TOO_MANY = ErrorText(
    "WEEKS_TOO_MANY",
    "跨了 {count} 周，最多 {limit} 周。请缩短，或分两次挂。",
    "It spans {count} weeks, at most {limit}. Shorten it or post two.",
)
PRICE_OUT_OF_RANGE = ErrorText(
    "PRICE_OUT_OF_RANGE",
    "单价 {value} 不在 0 到 {limit} 之间，或多于两位小数。请改正。",
    "Unit price {value} is not between 0 and {limit}, or has more than two decimals. Correct it.",
)
SITE_WITHOUT_POINT = ErrorText(
    "SITE_WITHOUT_POINT",
    "工厂“{site}”没有经纬度，算不出距离。请换一个，或先补坐标。",
    "Site “{site}” has no coordinates, so no distance can be reckoned. Choose another or add them.",
)
NOT_A_MEMBER = ErrorText(
    "NOT_A_MEMBER",
    "本企业还不在任何链中，不能挂供给或需求。请联系链主加入。",
    "Your enterprise is in no chain yet, so nothing can be posted. Ask a chain leader to take you in.",
)
LISTING_BOUND = ErrorText(
    "LISTING_BOUND",
    "它有一条在 {until} 前有效的撮合，在此之前不能{act}。请先答复撮合，或等它结束。",
    "It has a match that stands until {until}; until then it cannot be {act_en}. Answer it or wait.",
)
LISTING_ENDED = ErrorText(
    "LISTING_ENDED",
    "它已经{state}，不能再改。请另挂一条。",
    "It is {state} and can no longer be changed. Post another.",
)
PROPOSAL_ANSWERED = ErrorText(
    "PROPOSAL_ANSWERED",
    "这条撮合现在是“{state}”，不能再答复。",
    "This match is “{state}” and can no longer be answered.",
)
PROPOSAL_LATE = ErrorText(
    "PROPOSAL_LATE",
    "答复期限 {until} 已过。容量会回到下一轮撮合。",
    "The time to answer ended at {until}. What it held returns to the next round.",
)
ORDER_NOT_DUE = ErrorText(
    "ORDER_NOT_DUE",
    "只有达成的产能需求方、且还没有订单时，才能生成订单。",
    "An order is made by the side in need, of capacity both have agreed on, and only once.",
)
LOAN_ACT_REFUSED = ErrorText(
    "LOAN_ACT_REFUSED",
    "借用现在是“{state}”，不能做“{act}”。可做：{known}。",
    "The loan is “{state}”; “{act}” is not possible now. Possible: {known}.",
)
RETURN_TOO_MUCH = ErrorText(
    "RETURN_TOO_MUCH",
    "归还 {value} 不在 1 到 {limit} 之间。最多还可还 {limit}。",
    "A return of {value} is not between 1 and {limit}. At most {limit} is left to return.",
)
NOTHING_TO_PLAN = ErrorText(
    "NOTHING_TO_PLAN",
    "计划期内没有需求，无从计划。请先录入或导入销售订单和预测。",
    "There is no demand in the horizon, so there is nothing to plan. Enter or import orders and forecasts first.",
)
PLAN_OPEN = ErrorText(
    "PLAN_OPEN",
    "计划 P-{number} 还在求解。请等它完成，或先停下它。",
    "Plan P-{number} is still being solved. Wait for it, or stop it first.",
)
PLAN_NOT_READY = ErrorText(
    "PLAN_NOT_READY",
    "计划 P-{number} 是“{state}”，还没有可采用的订单。请选已完成的计划。",
    "Plan P-{number} is “{state}” and has no orders to adopt. Choose one that is done.",
)
PLAN_OUTDATED = ErrorText(
    "PLAN_OUTDATED",
    "计划 P-{number} 不是最新的计划，按它下单可能重复。请采用 P-{newest}。",
    "Plan P-{number} is not the newest; ordering by it may order twice. Adopt P-{newest}.",
)
DEMAND_WEEK_TOO_FAR = ErrorText(
    "DEMAND_WEEK_TOO_FAR",
    "{week} 超出范围，应在 {low} 与 {high} 之间。请改正。",
    "{week} is out of range: it must lie between {low} and {high}. Correct it.",
)
DEMAND_REFERENCE = ErrorText(
    "DEMAND_REFERENCE",
    "销售订单要填客户订单号，预测不能填。请改正。",
    "A sales order needs the customer's order number; a forecast has none. Correct it.",
)
BOUGHT_HAS_NO_PRODUCTION_COST = ErrorText(
    "BOUGHT_HAS_NO_PRODUCTION_COST",
    "“{item}”是采购件，没有生产费用。请清空，或先把物料改为自制。",
    "“{item}” is bought and has no production cost. Clear it, or make the item a made one first.",
)
AMOUNT_OUT_OF_RANGE = ErrorText(
    "AMOUNT_OUT_OF_RANGE",
    "金额 {value} 应在 0 到 99999999 之间，最多 {places} 位小数。请改正。",
    "The amount {value} must lie between 0 and 99999999 with at most {places} decimals. Correct it.",
)
PLAN_NOT_PROMOTED = ErrorText(
    "PLAN_NOT_PROMOTED",
    "计划 P-{number} 是情景试算，还不能按它下单。请先把它转为正式计划。",
    "Plan P-{number} is of a scenario and cannot be ordered by. Promote it first.",
)
SCENARIO_NAME_TAKEN = ErrorText(
    "SCENARIO_NAME_TAKEN",
    "已有名为“{name}”的情景。请换个名字。",
    "There is a scenario named “{name}” already. Choose another name.",
)
ASSUMPTIONS_COUNT = ErrorText(
    "ASSUMPTIONS_COUNT",
    "一个情景要有 1 到 {limit} 条假设，现在是 {count} 条。请增减。",
    "A scenario has 1 to {limit} assumptions; these are {count}. Add or remove some.",
)
ASSUMPTION_WITHOUT = ErrorText(
    "ASSUMPTION_WITHOUT",
    "第 {place} 条“{kind}”还没有选{what}。请选一个。",
    "Assumption {place}, “{kind}”, has no {what_en} chosen. Choose one.",
)
ASSUMPTION_AMOUNT = ErrorText(
    "ASSUMPTION_AMOUNT",
    "第 {place} 条“{kind}”的数值 {value} 应在 {low} 到 {high} 之间。请改正。",
    "The value {value} of assumption {place}, “{kind}”, must lie between {low} and {high}. Correct it.",
)
ASSUMPTION_WEEKS = ErrorText(
    "ASSUMPTION_WEEKS",
    "第 {place} 条的结束周早于开始周。请改正。",
    "Assumption {place} ends before it begins. Correct its weeks.",
)
SCENARIO_OUTDATED = ErrorText(
    "SCENARIO_OUTDATED",
    "P-{number} 之后已按新数据重排为 P-{newest}。请先按新数据重新试算这个情景。",
    "Since P-{number} a plan was made of newer facts, P-{newest}. Solve the scenario again first.",
)
HISTORY_WEEK = ErrorText(
    "HISTORY_WEEK",
    "{week} 不是已经过完的一周，应在 {low} 与 {high} 之间。历史只收过完的周，请改正。",
    "{week} is not a week that has ended: it must lie between {low} and {high}. History is of past weeks; correct it.",
)
HISTORY_BOUGHT = ErrorText(
    "HISTORY_BOUGHT",
    "“{item}”是外购件，它的需求由产品展开得出，不单独预测。请填自制的产品或总成。",
    "“{item}” is bought: its demand follows from the products above it and is not forecast by itself. State a made item.",
)
NOTHING_TO_FORECAST = ErrorText(
    "NOTHING_TO_FORECAST",
    "还没有需求历史，无从预测。请先导入每周的销售数量。",
    "There is no demand history to forecast from. Import what was sold by week first.",
)
HISTORY_OLD = ErrorText(
    "HISTORY_OLD",
    "需求历史停在 {last} 那一周，已过去 {weeks} 周，最多 {limit} 周。请先导入最近的销售数量。",
    "The demand history ends with the week of {last}, {weeks} weeks ago; at most {limit}. Import the latest sales first.",
)
FORECAST_OPEN = ErrorText(
    "FORECAST_OPEN",
    "第 {number} 次预测还在进行。请等它完成。",
    "Forecast {number} is still under way. Wait for it.",
)
OVERRIDE_WEEK = ErrorText(
    "OVERRIDE_WEEK",
    "{week} 不在可调整的周内，应在 {low} 与 {high} 之间。请改正。",
    "{week} cannot be overridden: it must lie between {low} and {high}. Correct it.",
)
OVERRIDE_NOTE_MISSING = ErrorText(
    "OVERRIDE_NOTE_MISSING",
    "原因选了“其他”，要写明是什么。请填说明。",
    "The reason is “other”: say which. Fill in the note.",
)
OVERRIDE_ENDED = ErrorText(
    "OVERRIDE_ENDED",
    "这个调整已在 {at} 由{by}撤回，不能再改。请重新调整。",
    "This override was withdrawn at {at} by {by} and can no longer be changed. Make another.",
)
FORECAST_OVERRIDDEN = ErrorText(
    "FORECAST_OVERRIDDEN",
    "{week} 那一周的预测已由{by}调整为 {quantity}。请改那个调整，或先撤回。",
    "The forecast of the week of {week} was overridden with {quantity} by {by}. Change that override or withdraw it.",
)
