"""What the demo's chain makes and buys: products, assemblies, bought parts, and the tiers' materials."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

DRIVES = (
    ("ED15", "15 型", "15", Decimal("0.72")),
    ("ED30", "", "", Decimal(1)),
    ("ED50", "50 型", "50", Decimal("1.24")),
)
BIKES = (
    ("BY15", "150 型", "150", Decimal("0.78")),
    ("BY25", "", "", Decimal(1)),
    ("BY40", "400 型", "400", Decimal("1.46")),
)
FAMILIES = {"ED": DRIVES, "BY": BIKES}


@dataclass(frozen=True)
class Part:
    """A bought part family: one item per product of its line, priced by the product's size factor."""

    line: str
    suffix: str
    name: str
    name_en: str
    supplier: str
    price: str
    per: int
    moq: int
    multiple: int
    lead_days: int
    assembly: str
    second_source: str = ""


@dataclass(frozen=True)
class Assembly:
    line: str
    suffix: str
    name: str
    name_en: str


@dataclass(frozen=True)
class Material:
    """A material a supplier buys from the tier above it."""

    buyer: str
    supplier: str
    number: str
    name: str
    name_en: str
    unit: str
    price: str
    moq: int
    lead_days: int


@dataclass(frozen=True)
class ItemRow:
    """An item of the leader: number, names, and what it is made of."""

    number: str
    name: str
    name_en: str
    kind: str
    category: str
    parent: str
    per: Decimal
    part: Part | None
    factor: Decimal


ASSEMBLIES = (
    Assembly("ED", "MA", "电机本体", "Motor body"), Assembly("ED", "GA", "减速器总成", "Reducer assembly"),
    Assembly("ED", "CA", "电控总成", "Controller assembly"), Assembly("BY", "EN", "发动机总成", "Engine assembly"),
    Assembly("BY", "FR", "车架总成", "Frame assembly"), Assembly("BY", "WA", "车轮总成", "Wheel assembly"),
    Assembly("BY", "EA", "电气总成", "Electrical assembly"), Assembly("BY", "TA", "外饰总成", "Trim assembly"),
)  # fmt: skip
PRODUCTS = {"ED": ("电驱总成", "Electric drive"), "BY": ("巡航摩托整车", "Cruiser motorcycle")}

PARTS: tuple[Part, ...] = (
    Part("ED", "ST-01", "电机定子总成", "Motor stator assembly", "supplier01", "312.00", 1, 200, 100, 9, "MA"),
    Part("ED", "RT-01", "电机转子总成", "Motor rotor assembly", "supplier01", "218.50", 1, 200, 100, 9, "MA"),
    Part("ED", "JB-02", "接线盒盖", "Terminal box cover", "supplier01", "18.60", 1, 200, 100, 6, "MA"),
    Part("ED", "RV-01", "旋转变压器", "Resolver", "supplier01", "86.40", 1, 200, 50, 12, "MA"),
    Part("ED", "HS-01", "减速器壳体", "Reducer housing", "supplier02", "186.00", 1, 200, 50, 10, "GA"),
    Part("ED", "EC-04", "电机端盖", "Motor end cover", "supplier02", "41.20", 2, 400, 100, 10, "MA"),
    Part("ED", "MC-02", "电机机壳", "Motor case", "supplier02", "132.00", 1, 200, 50, 12, "MA"),
    Part("ED", "GR-02", "主减速齿轮", "Final reduction gear", "supplier03", "64.80", 3, 300, 100, 8, "GA"),
    Part("ED", "SH-02", "输出齿轮轴", "Output gear shaft", "supplier03", "52.40", 3, 300, 100, 8, "GA"),
    Part("ED", "DF-01", "差速器总成", "Differential assembly", "supplier03", "168.00", 1, 100, 50, 11, "GA"),
    Part("ED", "CT-01", "电机控制器", "Motor controller", "supplier07", "468.00", 1, 100, 50, 21, "CA"),
    Part("ED", "CS-03", "电流传感器", "Current sensor", "supplier07", "23.80", 3, 300, 100, 18, "CA"),
    Part("ED", "HV-01", "高压线束", "High-voltage harness", "supplier06", "124.00", 1, 200, 100, 10, "CA"),
    Part("ED", "LV-01", "低压线束", "Low-voltage harness", "supplier06", "46.00", 1, 200, 100, 10, "CA"),
    Part("ED", "BR-11", "深沟球轴承", "Deep groove ball bearing", "supplier11", "14.20", 4, 1000, 500, 14, "MA"),
    Part("ED", "BR-12", "圆锥滚子轴承", "Tapered roller bearing", "supplier11", "31.50", 2, 500, 250, 14, "GA"),
    Part("ED", "OS-01", "油封", "Oil seal", "supplier12", "4.80", 3, 2000, 500, 7, "GA"),
    Part("ED", "OR-02", "O 形密封圈", "O-ring", "supplier12", "0.85", 6, 5000, 1000, 7, "MA"),
    Part("ED", "BT-08", "高强螺栓 M8", "High-strength bolt M8", "supplier08", "0.62", 24, 5000, 1000, 5, "GA"),
    Part("ED", "BK-05", "安装支架", "Mounting bracket", "supplier08", "21.40", 2, 500, 100, 7, "CA", "supplier10"),
    Part("BY", "CK-03", "曲轴毛坯", "Crankshaft blank", "supplier04", "128.00", 1, 200, 100, 12, "EN"),
    Part("BY", "CR-01", "连杆", "Connecting rod", "supplier04", "46.50", 1, 200, 100, 12, "EN"),
    Part("BY", "CM-02", "凸轮轴", "Camshaft", "supplier04", "72.00", 1, 200, 100, 14, "EN"),
    Part("BY", "CB-01", "曲轴箱体", "Crankcase", "supplier02", "215.00", 1, 200, 50, 12, "EN"),
    Part("BY", "CY-01", "气缸体", "Cylinder block", "supplier02", "142.00", 1, 200, 50, 12, "EN"),
    Part("BY", "CH-01", "气缸盖", "Cylinder head", "supplier02", "158.00", 1, 200, 50, 12, "EN"),
    Part("BY", "GB-01", "变速齿轮组", "Transmission gear set", "supplier03", "186.00", 1, 200, 50, 10, "EN"),
    Part("BY", "SP-01", "链轮", "Sprocket", "supplier03", "28.40", 2, 400, 100, 8, "WA"),
    Part("BY", "BD-01", "制动盘（前）", "Brake disc, front", "supplier05", "47.60", 1, 200, 200, 9, "WA", "supplier10"),
    Part("BY", "BD-02", "制动盘（后）", "Brake disc, rear", "supplier05", "43.20", 1, 200, 200, 9, "WA"),
    Part("BY", "BP-01", "制动片组", "Brake pad set", "supplier05", "26.80", 2, 400, 200, 7, "WA"),
    Part("BY", "CL-01", "离合器片组", "Clutch plate set", "supplier05", "58.00", 1, 200, 100, 9, "EN"),
    Part("BY", "WH-02", "主线束", "Main harness", "supplier06", "142.00", 1, 200, 100, 10, "EA"),
    Part("BY", "WH-05", "尾灯线束", "Tail lamp harness", "supplier06", "18.60", 1, 200, 100, 8, "EA"),
    Part("BY", "EF-01", "电喷控制单元", "Fuel injection unit", "supplier07", "286.00", 1, 100, 50, 21, "EA"),
    Part("BY", "RG-01", "整流稳压器", "Rectifier regulator", "supplier07", "64.00", 1, 200, 100, 16, "EA"),
    Part("BY", "BK-07", "后平叉支架", "Rear fork bracket", "supplier08", "23.50", 1, 200, 200, 7, "FR"),
    Part("BY", "BK-09", "脚踏支架", "Footrest bracket", "supplier08", "16.80", 2, 400, 200, 7, "FR"),
    Part("BY", "HB-01", "方向把", "Handlebar", "supplier08", "68.00", 1, 200, 100, 9, "FR"),
    Part("BY", "ES-01", "排气管总成", "Exhaust assembly", "supplier08", "164.00", 1, 100, 50, 12, "FR"),
    Part("BY", "CV-05", "左前护板", "Left front cover", "supplier09", "36.80", 1, 200, 100, 8, "TA"),
    Part("BY", "CV-06", "右前护板", "Right front cover", "supplier09", "36.80", 1, 200, 100, 8, "TA"),
    Part("BY", "FD-01", "前挡泥板", "Front mudguard", "supplier09", "42.00", 1, 200, 100, 8, "TA"),
    Part("BY", "ST-02", "座垫总成", "Seat assembly", "supplier09", "118.00", 1, 100, 50, 10, "TA"),
    Part("BY", "WL-01", "铝合金前轮毂", "Front alloy wheel", "supplier10", "238.00", 1, 100, 50, 14, "WA"),
    Part("BY", "WL-02", "铝合金后轮毂", "Rear alloy wheel", "supplier10", "256.00", 1, 100, 50, 14, "WA"),
    Part("BY", "BR-21", "轮毂轴承", "Wheel bearing", "supplier11", "12.60", 4, 1000, 500, 14, "WA"),
    Part("BY", "BR-22", "曲轴主轴承", "Main bearing", "supplier11", "34.50", 2, 500, 250, 14, "EN"),
    Part("BY", "GS-01", "气缸垫组", "Gasket set", "supplier12", "22.40", 1, 500, 100, 7, "EN"),
    Part("BY", "OS-03", "前叉油封", "Fork oil seal", "supplier12", "6.20", 2, 1000, 500, 7, "FR"),
    Part("BY", "HL-01", "LED 前照灯", "LED headlamp", "supplier13", "186.00", 1, 100, 50, 12, "EA"),
    Part("BY", "TL-01", "LED 尾灯", "LED tail lamp", "supplier13", "54.00", 1, 200, 100, 12, "EA"),
    Part("BY", "FK-01", "前减震器", "Front fork", "supplier14", "268.00", 2, 200, 50, 13, "FR"),
    Part("BY", "RS-01", "后减震器", "Rear shock absorber", "supplier14", "142.00", 2, 200, 50, 13, "FR"),
    Part("BY", "BA-01", "起动蓄电池", "Starter battery", "supplier15", "96.00", 1, 200, 50, 9, "EA"),
    Part("BY", "AF-01", "空气滤清器", "Air filter", "supplier16", "24.60", 1, 500, 100, 7, "EN"),
    Part("BY", "OF-01", "机油滤清器", "Oil filter", "supplier16", "9.80", 1, 1000, 200, 7, "EN"),
)  # fmt: skip


def _material(
    buyer: int, supplier: int, *rows: tuple[str, str, str, str, str, int, int]
) -> tuple[Material, ...]:
    return tuple(Material(f"supplier{buyer:02d}", f"supplier{supplier:02d}", *row) for row in rows)


MATERIALS: tuple[Material, ...] = (
    *_material(1, 17, ("EW-045", "漆包线 0.45", "Magnet wire 0.45", "KGM", "78.60", 200, 7), ("EW-056", "漆包线 0.56", "Magnet wire 0.56", "KGM", "77.90", 200, 7), ("EW-071", "漆包线 0.71", "Magnet wire 0.71", "KGM", "77.20", 200, 7), ("EW-F20", "扁铜线 2.0×3.5", "Flat wire 2.0×3.5", "KGM", "84.30", 300, 10)),
    *_material(1, 18, ("LM-S30", "定子冲片 30 型", "Stator lamination 30", "SET", "96.00", 200, 8), ("LM-R30", "转子冲片 30 型", "Rotor lamination 30", "SET", "54.00", 200, 8), ("LM-S50", "定子冲片 50 型", "Stator lamination 50", "SET", "128.00", 100, 8), ("LM-R50", "转子冲片 50 型", "Rotor lamination 50", "SET", "71.00", 100, 8)),
    *_material(2, 20, ("AL-380", "压铸铝合金 A380", "Die-casting alloy A380", "KGM", "21.40", 1000, 5), ("AL-356", "铸造铝合金 A356", "Casting alloy A356", "KGM", "22.80", 1000, 5), ("AL-ADC", "压铸铝合金 ADC12", "Die-casting alloy ADC12", "KGM", "20.90", 1000, 5)),
    *_material(2, 21, ("MD-HS1", "壳体压铸模镶件", "Housing die insert", "H87", "4860.00", 1, 30), ("MD-EC4", "端盖压铸模镶件", "End cover die insert", "H87", "3280.00", 1, 30), ("MD-PIN", "顶针组", "Ejector pin set", "SET", "260.00", 5, 10)),
    *_material(3, 19, ("HT-GR2", "主减齿轮渗碳加工", "Gear carburizing", "H87", "6.80", 500, 4), ("HT-SH2", "齿轮轴渗碳加工", "Shaft carburizing", "H87", "7.40", 500, 4), ("HT-DF1", "差速器壳热处理", "Differential case treatment", "H87", "12.60", 100, 5)),
    *_material(3, 23, ("FB-GR2", "主减齿轮锻坯", "Gear forging blank", "H87", "21.60", 500, 9), ("FB-SH2", "齿轮轴锻坯", "Shaft forging blank", "H87", "18.20", 500, 9), ("FB-SP1", "链轮锻坯", "Sprocket forging blank", "H87", "9.60", 500, 9)),
    *_material(4, 23, ("FB-CK3", "曲轴锻坯", "Crankshaft forging", "H87", "62.00", 200, 10), ("FB-CR1", "连杆锻坯", "Connecting rod forging", "H87", "19.40", 200, 10), ("FB-CM2", "凸轮轴锻坯", "Camshaft forging", "H87", "31.00", 200, 10)),
    *_material(4, 19, ("HT-CK3", "曲轴调质加工", "Crankshaft tempering", "H87", "11.20", 200, 4), ("HT-CM2", "凸轮轴淬火加工", "Camshaft hardening", "H87", "9.80", 200, 4)),
    *_material(7, 22, ("PM-600", "IGBT 功率模块 600V", "IGBT module 600V", "H87", "146.00", 50, 35), ("PM-750", "SiC 功率模块 750V", "SiC module 750V", "H87", "328.00", 50, 42), ("DR-02", "驱动芯片", "Gate driver", "H87", "11.80", 500, 28), ("MC-32", "主控芯片 32 位", "32-bit MCU", "H87", "24.60", 500, 35)),
    *_material(8, 21, ("MD-BK7", "支架冲压模", "Bracket stamping die", "H87", "18600.00", 1, 35), ("MD-ES1", "消声筒成形模", "Muffler forming die", "H87", "24200.00", 1, 40)),
    *_material(17, 24, ("CU-080", "无氧铜杆 8.0", "Oxygen-free copper rod 8.0", "TNE", "71800.00", 2, 5), ("CU-026", "铜杆 2.6", "Copper rod 2.6", "TNE", "72600.00", 2, 5)),
    *_material(20, 25, ("AI-997", "铝锭 99.7", "Aluminium ingot 99.7", "TNE", "20600.00", 10, 4), ("SI-553", "工业硅 553", "Silicon metal 553", "TNE", "13400.00", 5, 6)),
    *_material(23, 26, ("SB-20C", "齿轮钢棒 20CrMnTi", "Gear steel bar 20CrMnTi", "TNE", "5460.00", 10, 7), ("SB-42C", "合金钢棒 42CrMo", "Alloy steel bar 42CrMo", "TNE", "5980.00", 10, 7), ("SB-45", "碳素钢棒 45", "Carbon steel bar 45", "TNE", "4320.00", 10, 6)),
    *_material(26, 4, ("RL-01", "轧辊锻件", "Roll forging", "H87", "8600.00", 1, 30)),
    *_material(19, 26, ("QO-01", "淬火油", "Quenching oil", "LTR", "14.60", 200, 5), ("CG-01", "渗碳剂", "Carburizing agent", "KGM", "9.80", 100, 5)),
)  # fmt: skip


# What buyers call a material's kind, by the first letters of its number.
MATERIAL_CATEGORIES = {
    "EW": "漆包线", "LM": "冲片", "AL": "铝合金", "MD": "模具", "HT": "热处理", "FB": "锻坯", "PM": "功率模块", "DR": "芯片",
    "MC": "芯片", "CU": "铜杆", "AI": "铝锭", "SI": "工业硅", "SB": "特钢棒料", "QO": "工艺辅料", "CG": "工艺辅料",
    "RL": "轧辊",
}  # fmt: skip


def leader_items() -> Iterator[ItemRow]:
    """Products, their assemblies and bought parts, parents before children."""
    for line, sizes in FAMILIES.items():
        for code, mark, mark_en, factor in sizes:
            product = f"{code[:2]}-{code[2:]}{'0' if line == 'BY' else ''}"
            zh, en = PRODUCTS[line]
            yield ItemRow(
                product, f"{zh} {product}", f"{en} {product}", "MAKE", "产成品", "", Decimal(1), None, factor
            )
            for assembly in (a for a in ASSEMBLIES if a.line == line):
                number = f"{code}-{assembly.suffix}-00"
                yield ItemRow(
                    number, _named(assembly.name, mark), _named(assembly.name_en, mark_en), "MAKE", "自制总成", product,
                    Decimal(1), None, factor,
                )  # fmt: skip
                for part in (p for p in PARTS if p.line == line and p.assembly == assembly.suffix):
                    yield ItemRow(
                        f"{code}-{part.suffix}", _named(part.name, mark), _named(part.name_en, mark_en), "BUY",
                        "电驱件" if line == "ED" else "整车件", number, Decimal(part.per), part, factor,
                    )  # fmt: skip


def _named(name: str, mark: str) -> str:
    return f"{name}（{mark}）" if mark and mark.endswith("型") else f"{name} {mark}".strip()
