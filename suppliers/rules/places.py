"""Province and city of an address, as written in China from the large to the small."""

from typing import Final

MUNICIPALITIES: Final = ("北京", "天津", "上海", "重庆")
# Province-level divisions by the name an address begins with (GB/T 2260, without the closing word).
PROVINCES: Final = (
    *MUNICIPALITIES, "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东",
    "河南", "湖北", "湖南", "广东", "广西", "海南", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆",
    "台湾", "香港", "澳门",
)  # fmt: skip
_CITY_ENDS: Final = "市州盟区县"
_LONGEST: Final = 12


def province_of(address: str) -> str:
    """The province-level division the address names first; empty when it names none."""
    return next((name for name in PROVINCES if address.strip().startswith(name)), "")


def city_of(address: str) -> str:
    """The city, of a municipality with its district; empty when the address does not say."""
    text, province = address.strip(), province_of(address)
    if not province:
        return ""
    rest = text.removeprefix(province)
    for ending in ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "特别行政区", "省", "市"):
        if rest.startswith(ending):
            rest = rest.removeprefix(ending)
            break
    end = next((at for at, letter in enumerate(rest[:_LONGEST]) if at and letter in _CITY_ENDS), -1)
    part = rest[: end + 1]
    return f"{province}{part}" if province in MUNICIPALITIES else part
