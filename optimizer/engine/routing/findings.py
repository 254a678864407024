"""What can be wrong with a routing file or a plan: code, cause with its values, remedy, in both languages."""

from common.errors import ErrorText

UNREADABLE = ErrorText(
    "UNREADABLE",
    "文件读不出来：{reason}。请给出 Solomon、Li-Lim 或 VRPLIB 格式的文本。",
    "The file cannot be read: {reason}. Give text in the format of Solomon, Li and Lim, or VRPLIB.",
)
FIELD_MISSING = ErrorText("FIELD_MISSING", "缺少 {name}。请补上。", "{name} is missing. Add it.")
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
DUPLICATE = ErrorText("DUPLICATE", "“{value}”出现了两次。请只留一个。", "“{value}” occurs twice. Keep one.")

VEHICLE = ErrorText(
    "vehicle",
    "车辆 {vehicle} 不存在。请从车队中选择。",
    "There is no vehicle {vehicle}. Choose one of the fleet.",
)
VEHICLE_TWICE = ErrorText(
    "vehicle_twice",
    "车辆 {vehicle} 排了两条线路。请只留一条。",
    "Vehicle {vehicle} drives two routes. Keep one.",
)
UNKNOWN_STOP = ErrorText(
    "unknown_stop",
    "站点 {stop} 不存在。请去掉它。",
    "There is no stop {stop}. Remove it.",
)
VISITED_TWICE = ErrorText(
    "visited_twice",
    "站点 {stop} 去了两次。请只留一次。",
    "Stop {stop} is visited twice. Keep one visit.",
)
UNSERVED = ErrorText(
    "unserved",
    "站点 {stop} 没有安排。请排进一条线路，或允许不送。",
    "Stop {stop} is not served. Put it into a route or make it optional.",
)
CAPACITY = ErrorText(
    "capacity",
    "车辆 {vehicle} 第 {dimension} 种载量到 {load}，超过 {capacity}。请减少 {excess}。",
    "Load {dimension} of vehicle {vehicle} reaches {load}, above {capacity}. Take off {excess}.",
)
PAIR_SPLIT = ErrorText(
    "pair_split",
    "取货 {pickup} 与送货 {delivery} 不在同一车上。请放在一起。",
    "Pick-up {pickup} and delivery {delivery} are not on the same vehicle. Put them together.",
)
DELIVERY_BEFORE_PICKUP = ErrorText(
    "delivery_before_pickup",
    "送货 {delivery} 排在取货 {pickup} 之前。请对调。",
    "Delivery {delivery} comes before its pick-up {pickup}. Turn them round.",
)
TIME_WINDOW = ErrorText(
    "time_window",
    "车辆 {vehicle} 最早 {arrival} 到站点 {stop}，晚于 {due}。请提前 {excess} 或放宽时间窗。",
    "Vehicle {vehicle} reaches stop {stop} at {arrival} at the earliest, after {due}. Come {excess} earlier or widen "
    "the window.",
)
SHIFT = ErrorText(
    "shift",
    "车辆 {vehicle} 最早 {arrival} 返回，晚于班次结束 {due}。请缩短线路。",
    "Vehicle {vehicle} is back at {arrival} at the earliest, after its shift's end {due}. Shorten the route.",
)
DURATION = ErrorText(
    "duration",
    "车辆 {vehicle} 至少要 {duration}，超过上限 {limit}。请缩短 {excess}。",
    "Vehicle {vehicle} needs {duration} at least, above its limit {limit}. Shorten it by {excess}.",
)
BREAK = ErrorText(
    "break",
    "车辆 {vehicle} 到站点 {stop} 前来不及按时休息。请在休息时段前留出空档。",
    "Vehicle {vehicle} cannot rest in time before stop {stop}. Leave room before the break.",
)
SKILLS = ErrorText(
    "skills",
    "车辆 {vehicle} 不能服务站点 {stop}，缺少“{missing}”。请换车。",
    "Vehicle {vehicle} cannot serve stop {stop}; it lacks “{missing}”. Take another.",
)
VEHICLE_REQUIRED = ErrorText(
    "vehicle_required",
    "站点 {stop} 只能由指定车辆服务，不能用 {vehicle}。请换车。",
    "Stop {stop} is kept for other vehicles than {vehicle}. Take one of those.",
)
INCOMPATIBLE = ErrorText(
    "incompatible",
    "车辆 {vehicle} 同时装有互斥货物“{first}”与“{second}”。请分开。",
    "Vehicle {vehicle} carries “{first}” and “{second}”, which exclude each other. Separate them.",
)
TRIPS = ErrorText(
    "trips",
    "车辆 {vehicle} 跑 {trips} 趟，最多 {limit} 趟。请减少。",
    "Vehicle {vehicle} makes {trips} trips, at most {limit} are allowed. Make fewer.",
)
PREFIX = ErrorText(
    "prefix",
    "车辆 {vehicle} 已定的前几站被改动。请保持 {prefix}。",
    "The fixed beginning of vehicle {vehicle} is changed. Keep {prefix}.",
)
ONBOARD = ErrorText(
    "onboard",
    "站点 {stop} 的货已在车辆 {vehicle} 上，只能由它送。请放回该车。",
    "The goods of stop {stop} are on vehicle {vehicle}; only it can bring them. Put it back.",
)
NOT_LOADED = ErrorText(
    "not_loaded",
    "车辆 {vehicle} 已在途，站点 {stop} 的货不在车上。请换车或先回场装货。",
    "Vehicle {vehicle} is under way without the goods of stop {stop}. Take another or reload first.",
)
DOCK = ErrorText(
    "dock",
    "月台“{dock}”在 {time} 有 {count} 辆车，只有 {places} 个位置。请错开。",
    "Dock “{dock}” has {count} vehicles at {time} but {places} places. Spread them.",
)
TIMES = ErrorText(
    "times",
    "车辆 {vehicle} 在站点 {stop} 的时刻 {time} 做不到，最早 {earliest}。请改后。",
    "Vehicle {vehicle} cannot be at stop {stop} at {time}; {earliest} is the earliest. Make it later.",
)
