"""Who takes part in the demo's two chains. All names are invented; places are districts of Chongqing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A site: code, names, kind, address, and WGS-84 longitude and latitude."""

    code: str
    name: str
    name_en: str
    kind: str
    address: str
    longitude: str
    latitude: str


@dataclass(frozen=True)
class Member:
    """An enterprise of the demo; `key` is its part of the sign-in addresses."""

    key: str
    name: str
    name_en: str
    short: str
    short_en: str
    region: str
    tier: int
    role: str
    maturity: int
    door: str
    places: tuple[Place, ...]


def _plant(short: str, short_en: str, address: str, longitude: str, latitude: str) -> tuple[Place, ...]:
    return (Place("P1", f"{short}工厂", f"{short_en} plant", "plant", address, longitude, latitude),)


LEADER = Member(
    "leader", "重庆巴岳动力科技有限公司", "Chongqing Bayue Power Technology Co., Ltd.", "巴岳动力", "Bayue Power",
    "两江新区", 0, "leader", 4, "api",
    (
        Place("A", "两江一厂", "Liangjiang plant 1", "plant", "重庆市两江新区龙兴镇迎龙大道 18 号", "106.790120", "29.694300"),
        Place("D", "两江二厂", "Liangjiang plant 2", "plant", "重庆市两江新区鱼嘴镇和韵路 66 号", "106.760450", "29.628700"),
        Place("S", "一厂备件仓", "Plant 1 spares warehouse", "warehouse", "重庆市两江新区龙兴镇迎龙大道 20 号", "106.792300", "29.695800"),
    ),
)  # fmt: skip
SECOND_LEADER = Member(
    "leader2", "重庆渝东机车制造有限公司", "Chongqing Yudong Motorcycle Co., Ltd.", "渝东机车", "Yudong Motorcycle",
    "巴南区", 0, "leader", 3, "spreadsheet",
    (Place("M", "巴南总装厂", "Banan assembly plant", "plant", "重庆市巴南区界石镇石桂大道 9 号", "106.620300", "29.377400"),),
)  # fmt: skip


def _supplier(
    number: int, short: str, short_en: str, trade: str, trade_en: str, region: str, street: str, point: tuple[str, str],
    tier: int, maturity: int, door: str,
) -> Member:  # fmt: skip
    return Member(
        f"supplier{number:02d}", f"重庆{short}{trade}有限公司", " ".join(f"Chongqing {short_en} {trade_en} Co., Ltd.".split()), short, short_en,
        region, tier, "supplier", maturity, door, _plant(short, short_en, f"重庆市{region}{street}", *point),
    )  # fmt: skip


SUPPLIERS: tuple[Member, ...] = (
    _supplier(1, "锐川电机", "Ruichuan Motor", "制造", "Manufacturing", "江津区", "双福新区祥福大道 21 号", ("106.283400", "29.402100"), 1, 3, "phone"),
    _supplier(2, "宏岭压铸", "Hongling Die Casting", "", "", "璧山区", "青杠街道工业大道 77 号", ("106.245700", "29.551600"), 1, 3, "spreadsheet"),
    _supplier(3, "齿源传动", "Chiyuan Transmission", "科技", "Technology", "綦江区", "古南街道桥河工业园 5 号", ("106.651200", "29.037800"), 1, 4, "api"),
    _supplier(4, "锻新机械", "Duanxin Forging", "", "", "永川区", "凤凰湖工业园兴龙大道 108 号", ("105.921800", "29.341500"), 1, 2, "phone"),
    _supplier(5, "恒制摩擦", "Hengzhi Friction", "材料", "Materials", "涪陵区", "李渡新区聚贤大道 30 号", ("107.268900", "29.741300"), 1, 2, "phone"),
    _supplier(6, "联线电气", "Lianxian Electric", "", "", "合川区", "草街街道拓新大道 12 号", ("106.363600", "29.914500"), 1, 3, "spreadsheet"),
    _supplier(7, "铜联电控", "Tonglian Control", "技术", "Technology", "铜梁区", "东城街道金龙大道 56 号", ("106.070300", "29.850200"), 1, 4, "api"),
    _supplier(8, "佳缘五金", "Jiayuan Hardware", "", "", "大足区", "龙水镇五金大道 210 号", ("105.752400", "29.624100"), 1, 2, "phone"),
    _supplier(9, "长塑饰件", "Changsu Trim", "", "", "长寿区", "晏家街道化中大道 8 号", ("107.025600", "29.814700"), 1, 2, "spreadsheet"),
    _supplier(10, "渝轮轮毂", "Yulun Wheel", "", "", "北碚区", "蔡家岗街道同兴北路 99 号", ("106.458300", "29.745600"), 1, 3, "phone"),
    _supplier(11, "嘉轴轴承", "Jiazhou Bearing", "", "", "荣昌区", "板桥工业园荣升路 33 号", ("105.584900", "29.421800"), 1, 3, "spreadsheet"),
    _supplier(12, "永密橡塑", "Yongmi Sealing", "", "", "潼南区", "东区工业园创新大道 6 号", ("105.841700", "30.189900"), 1, 2, "phone"),
    _supplier(13, "江灯照明", "Jiangdeng Lighting", "", "", "渝北区", "回兴街道宝圣东路 41 号", ("106.641100", "29.708800"), 1, 3, "spreadsheet"),
    _supplier(14, "南悬减震", "Nanxuan Suspension", "", "", "南川区", "东城街道龙岩大道 15 号", ("107.098200", "29.156900"), 1, 3, "phone"),
    _supplier(15, "涪电蓄能", "Fudian Battery", "", "", "涪陵区", "新城区鹤凤大道 2 号", ("107.335400", "29.681200"), 1, 4, "api"),
    _supplier(16, "巴滤滤清", "Balü Filter", "", "", "巴南区", "界石镇公平工业园 7 号", ("106.601500", "29.389600"), 1, 2, "phone"),
    _supplier(17, "江线电磁线", "Jiangxian Magnet Wire", "", "", "江津区", "德感工业园兴业路 4 号", ("106.231600", "29.300800"), 2, 2, "phone"),
    _supplier(18, "荣冲铁芯", "Rongchong Lamination", "", "", "荣昌区", "昌元街道迎宾大道 60 号", ("105.609200", "29.405500"), 2, 2, "phone"),
    _supplier(19, "綦州热处理", "Qizhou Heat Treatment", "", "", "綦江区", "三江街道工业路 3 号", ("106.662800", "28.982400"), 2, 2, "phone"),
    _supplier(20, "潼铝合金", "Tonglü Alloy", "", "", "潼南区", "梓潼街道巴渝大道 88 号", ("105.836900", "30.194100"), 2, 3, "spreadsheet"),
    _supplier(21, "足模模具", "Zumo Tooling", "", "", "大足区", "龙岗街道一环北路 17 号", ("105.722100", "29.705300"), 2, 2, "phone"),
    _supplier(22, "芯元功率", "Xinyuan Power Module", "", "", "沙坪坝区", "西永微电园西永大道 28 号", ("106.368100", "29.590400"), 2, 4, "api"),
    _supplier(23, "永坯锻坯", "Yongpi Forging Blank", "", "", "永川区", "三教镇产业大道 1 号", ("105.898700", "29.512800"), 2, 1, "phone"),
    _supplier(24, "渝铜铜杆", "Yutong Copper Rod", "", "", "江津区", "珞璜工业园华龙大道 11 号", ("106.427500", "29.268900"), 3, 2, "phone"),
    _supplier(25, "巴铝铝业", "Balü Aluminium", "", "", "九龙坡区", "西彭镇元明路 50 号", ("106.320700", "29.301900"), 3, 3, "spreadsheet"),
    _supplier(26, "长钢特材", "Changgang Special Steel", "", "", "长寿区", "江南街道钢城大道 9 号", ("107.043800", "29.746900"), 3, 3, "phone"),
)  # fmt: skip
CARRIERS: tuple[Member, ...] = tuple(
    Member(
        f"carrier{n:02d}", f"重庆{short}物流有限公司", f"Chongqing {english} Logistics Co., Ltd.", short, english, region, 1,
        "carrier", 2, "phone", (Place("Y1", f"{short}场站", f"{english} yard", "yard", f"重庆市{region}{street}", *point),),
    )
    for n, short, english, region, street, point in (
        (1, "渝捷联运", "Yujie Intermodal", "沙坪坝区", "土主街道物流大道 1 号", ("106.348900", "29.664200")),
        (2, "巴江快运", "Bajiang Express", "九龙坡区", "含谷镇净龙路 20 号", ("106.392100", "29.470300")),
        (3, "山城货运", "Shancheng Freight", "江北区", "港城街道港桥支路 6 号", ("106.633700", "29.608100")),
    )
)  # fmt: skip
CUSTOMER = Member(
    "customer01", "成渝摩托车销售有限公司", "Chengyu Motorcycle Sales Co., Ltd.", "成渝经销", "Chengyu Sales", "渝中区", 1,
    "customer", 2, "spreadsheet",
    (Place("W1", "成渝经销仓", "Chengyu warehouse", "warehouse", "重庆市渝北区空港大道 300 号", "106.640500", "29.735900"),),
)  # fmt: skip

# (buyer, supplier): tier 2 delivers to tier 1, tier 3 to tier 2; the last pair closes a loop.
UPSTREAM: tuple[tuple[str, str], ...] = (
    ("supplier01", "supplier17"), ("supplier01", "supplier18"), ("supplier02", "supplier20"),
    ("supplier02", "supplier21"), ("supplier03", "supplier19"), ("supplier03", "supplier23"),
    ("supplier04", "supplier23"), ("supplier04", "supplier19"), ("supplier07", "supplier22"),
    ("supplier08", "supplier21"), ("supplier17", "supplier24"), ("supplier20", "supplier25"),
    ("supplier23", "supplier26"), ("supplier19", "supplier26"), ("supplier26", "supplier04"),
)  # fmt: skip
# The second chain: its leader buys from two suppliers of the first and from one of its own.
SECOND_CHAIN_SHARED = ("supplier01", "supplier03")
SECOND_CHAIN_OWN = Member(
    "supplier31", "重庆巴南车架制造有限公司", "Chongqing Banan Frame Co., Ltd.", "巴南车架", "Banan Frame", "巴南区", 1, "supplier",
    2, "phone", _plant("巴南车架", "Banan Frame", "重庆市巴南区麻柳嘴镇工业路 8 号", "106.980200", "29.640700"),
)  # fmt: skip

# Roles by kind of member: sign-in name, person's name (made up per company where it is empty), roles.
STAFF: dict[str, tuple[tuple[str, str, str, tuple[str, ...]], ...]] = {
    "leader": (
        ("buyer", "林晓雯", "Lin Xiaowen", ("BUYER",)),
        # The second pair of desks is the simulated partners': a code of theirs never uses up a visitor's.
        ("buyer2", "唐敏", "Tang Min", ("BUYER",)),
        ("logistics2", "秦川", "Qin Chuan", ("LOGISTICS",)),
        ("planner", "周启明", "Zhou Qiming", ("PLANNER",)),
        ("logistics", "陈渝生", "Chen Yusheng", ("LOGISTICS",)),
        ("quality", "邓恒", "Deng Heng", ("QUALITY",)),
        ("manager", "江立川", "Jiang Lichuan", ("MANAGER",)),
        ("integrator", "吴思远", "Wu Siyuan", ("INTEGRATION",)),
        ("system", "罗文", "Luo Wen", ("SYSTEM_ADMIN",)),
        ("security", "何敏", "He Min", ("SECURITY_ADMIN",)),
        ("auditor", "蒋正", "Jiang Zheng", ("AUDIT_ADMIN",)),
    ),
    "supplier": (
        ("sales", "", "", ("SUPPLIER_SALES",)),
        ("buyer", "", "", ("BUYER",)),
        ("warehouse", "", "", ("LOGISTICS",)),
    ),
    "carrier": (("dispatcher", "", "", ("DISPATCHER",)),),
    "customer": (("buyer", "", "", ("BUYER",)),),
}
# Who also works for a sister company: the sign-in's member, its name there, the other company.
SECOND_SEATS: tuple[tuple[str, str, str], ...] = (("supplier04", "sales", "supplier23"),)


def all_members() -> list[Member]:
    return [LEADER, SECOND_LEADER, *SUPPLIERS, SECOND_CHAIN_OWN, *CARRIERS, CUSTOMER]
