"""Error texts of suppliers: cause, value and remedy."""

from common.errors import ErrorText

PARTNERSHIP_NOT_ACTIVE = ErrorText(
    "PARTNERSHIP_NOT_ACTIVE",
    "与“{supplier}”的合作{state}，不能下新订单；在途发运不受影响。请先恢复合作。",
    "The partnership with “{supplier}” is {state}: no new orders; shipments under way go on. Resume it first.",
)
PARTNERSHIP_EXPIRED = ErrorText(
    "PARTNERSHIP_EXPIRED",
    "与“{supplier}”的合作已于 {valid_until} 到期，不能下新订单；在途发运不受影响。请先延期。",
    "The partnership with “{supplier}” expired on {valid_until}: no new orders; shipments under way go on. "
    "Extend it first.",
)
PARTNERSHIP_EXISTS = ErrorText(
    "PARTNERSHIP_EXISTS",
    "本链中已有与该供应商的合作关系。请打开已有的那条。",
    "A partnership with this supplier exists in the chain. Open that one.",
)
SUPPLIER_CODE_TAKEN = ErrorText(
    "SUPPLIER_CODE_TAKEN",
    "供应商编号“{value}”已用于另一家。请换一个。",
    "Supplier code “{value}” is in use. Choose another.",
)
PERCENT_OUT_OF_RANGE = ErrorText(
    "PERCENT_OUT_OF_RANGE",
    "百分比 {value} 不在 {low} 到 {high} 之间。请改正。",
    "Percentage {value} is not between {low} and {high}. Correct it.",
)
NUMBER_OUT_OF_RANGE = ErrorText(
    "NUMBER_OUT_OF_RANGE",
    "数值 {value} 不在 {low} 到 {high} 之间。请改正。",
    "Value {value} is not between {low} and {high}. Correct it.",
)
CURRENCY_UNKNOWN = ErrorText(
    "CURRENCY_UNKNOWN", "不认识币种“{value}”。可用：{known}。", "Unknown currency “{value}”. Known: {known}."
)
CHOICE_UNKNOWN = ErrorText(
    "CHOICE_UNKNOWN", "“{value}”不在可选项中。可用：{known}。", "“{value}” is not a choice. Known: {known}."
)
ITEM_NUMBER_TAKEN = ErrorText(
    "ITEM_NUMBER_TAKEN",
    "物料编号“{value}”已存在。请修改编号，或更新已有物料。",
    "Item number “{value}” exists. Change the number or update that item.",
)
TEXT_MISSING = ErrorText("TEXT_MISSING", "这一项必须填写。", "This field is required.")
TEXT_TOO_LONG = ErrorText(
    "TEXT_TOO_LONG",
    "内容有 {length} 个字，最多 {limit} 个。请缩短。",
    "The text has {length} characters, at most {limit}. Shorten it.",
)
UNIT_FIXED = ErrorText(
    "UNIT_FIXED",
    "物料“{number}”已被单据或库存引用，单位“{unit}”不能再改。请另建物料。",
    "Item “{number}” is used by documents or stock; its unit “{unit}” is fixed. Create another item.",
)
BOM_CYCLE = ErrorText(
    "BOM_CYCLE",
    "“{component}”的下层已含“{parent}”，不能互为上下层。请检查 BOM。",
    "“{component}” already contains “{parent}”: a bill of materials cannot be circular. Check it.",
)
SHARE_BOUNDS = ErrorText(
    "SHARE_BOUNDS",
    "份额下限 {low}% 大于上限 {high}%。请调整。",
    "The lowest share {low} % is above the highest {high} %. Adjust them.",
)
STOCK_SHORT = ErrorText(
    "STOCK_SHORT",
    "“{item}”在“{site}”只有 {on_hand}，不能出 {wanted}；该工厂不允许负库存。最多可出 {on_hand}。",
    "“{item}” at “{site}” has {on_hand}, {wanted} cannot be taken; the site allows no negative stock. "
    "At most {on_hand}.",
)
SITE_SAME = ErrorText(
    "SITE_SAME",
    "调拨的来源和去向是同一个工厂。请选另一个去向。",
    "The transfer begins and ends at the same site. Choose another destination.",
)
LOT_MISSING = ErrorText(
    "LOT_MISSING",
    "物料“{item}”按批次管理，必须填批次号。",
    "Item “{item}” is managed by lot: enter the lot number.",
)
STATUS_NOT_FOR_MOVEMENT = ErrorText(
    "STATUS_NOT_FOR_MOVEMENT",
    "“{kind}”不能从状态“{status}”做。可用：{known}。",
    "“{kind}” cannot start from the status “{status}”. Use {known}.",
)
QUANTITY_ZERO = ErrorText(
    "QUANTITY_ZERO", "数量必须大于 0。请填实际数量。", "The quantity must be above 0. Enter what moves."
)
TOO_MANY_ROWS = ErrorText(
    "TOO_MANY_ROWS",
    "一次最多 {limit} 行，收到 {count} 行。请分次提交，或用文件导入。",
    "At most {limit} rows at once, got {count}. Send them in parts or import a file.",
)
CODE_TAKEN = ErrorText(
    "CODE_TAKEN",
    "代码“{value}”已存在。请换一个，或打开已有的那条。",
    "Code “{value}” exists. Choose another or open that one.",
)
CAPACITY_EXCEEDED = ErrorText(
    "CAPACITY_EXCEEDED",
    "{week} 这周已约定合计 {agreed}，超过最大产能 {maximum}。请调低约定份额，或提高最大产能。",
    "Week {week}: {agreed} agreed in total exceeds the maximum of {maximum}. Lower a share or raise the maximum.",
)
WEEK_REPEATED = ErrorText(
    "WEEK_REPEATED",
    "{week} 这周出现了不止一次。请只保留一行。",
    "Week {week} stands there more than once. Keep one row.",
)
GRAIN_NOT_FOR_FIELD = ErrorText(
    "GRAIN_NOT_FOR_FIELD",
    "“{name}”不能按“{grain}”共享。可用：{known}。",
    "“{name}” cannot be shared as “{grain}”. Use {known}.",
)
THRESHOLDS_MISSING = ErrorText(
    "THRESHOLDS_MISSING",
    "按红绿灯共享库存，要填红灯线和黄灯线，且红灯线大于 0、不高于黄灯线。",
    "To share stock as a light, enter the red and the amber threshold: red above 0 and not above amber.",
)
SHARED_ITEMS_MISSING = ErrorText(
    "SHARED_ITEMS_MISSING",
    "没有选要共享的物料。请至少选一个。",
    "No item is chosen. Choose at least one.",
)
PERIOD_REVERSED = ErrorText(
    "PERIOD_REVERSED",
    "截止日 {until} 早于起始日 {start}，或已经过去。请改正。",
    "The last day {until} is before the first {start} or has passed. Correct it.",
)
SHARING_CLOSED = ErrorText(
    "SHARING_CLOSED",
    "与“{partner}”的合作不在进行中，不能新增共享；已有的共享仍可撤销。",
    "The partnership with “{partner}” is not active: nothing new can be shared. Grants can still be revoked.",
)
GRANT_REVOKED = ErrorText(
    "GRANT_REVOKED",
    "这项共享已于 {at} 撤销，不用再做。",
    "This grant was revoked at {at}; nothing is left to do.",
)
READY_BEFORE_START = ErrorText(
    "READY_BEFORE_START",
    "完工日 {ready} 早于开工日 {start}。请改其中一个。",
    "Ready on {ready} is before the start on {start}. Change one of them.",
)
NOBODY_TO_ASK = ErrorText(
    "NOBODY_TO_ASK",
    "物料“{item}”没有可问询的供应商：需要一条已批准、填了供应商料号、合作正常的货源。请先维护货源或 BOM。",
    "Nobody can be asked about item “{item}”: it takes an approved source with the supplier's part number in an "
    "active partnership. Enter the source or the bill of materials first.",
)
QUESTION_TOO_OFTEN = ErrorText(
    "QUESTION_TOO_OFTEN",
    "24 小时内问询已达上限 {limit} 次（物料“{item}”）。请参考已有的结果，明天再问。",
    "The limit of {limit} questions in 24 hours is reached (item “{item}”). Use the answers there are, or ask tomorrow.",
)
WEEK_OUT_OF_REACH = ErrorText(
    "WEEK_OUT_OF_REACH",
    "起始周 {week} 不在 {low} 到 {high} 之间。请改正。",
    "The first week {week} is not between {low} and {high}. Correct it.",
)
DEADLINE_OUT_OF_REACH = ErrorText(
    "DEADLINE_OUT_OF_REACH",
    "答复期限要在 10 分钟以后、30 天以内。请改正。",
    "The deadline must be more than 10 minutes and at most 30 days ahead. Correct it.",
)
QUESTION_ANSWERED = ErrorText(
    "QUESTION_ANSWERED",
    "这条问询本企业已经答过，不能再改。下级的答复到齐后会一起上报。",
    "Your enterprise has answered this question; it cannot be changed. It goes up once those below have answered.",
)
QUESTION_DUE = ErrorText(
    "QUESTION_DUE",
    "答复期限 {at} 已过，这条问询按“无人答复”结束。",
    "The deadline {at} has passed: the question ends without your answer.",
)
SHORTAGE_NOT_ON_GRID = ErrorText(
    "SHORTAGE_NOT_ON_GRID",
    "缺口要从给出的区间里选，不报准确数。可选下限：{known}。",
    "Choose the shortage from the given ranges, not an exact figure. Low ends: {known}.",
)
