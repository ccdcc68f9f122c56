"""Time zones under names people know, the likeliest first. Every zone of the IANA database can be chosen."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Group = tuple[str, list[tuple[str, str]]]

KNOWN = {
    gettext_lazy("中国"): {
        "Asia/Shanghai": gettext_lazy("北京、上海、广州、成都"),
        "Asia/Urumqi": gettext_lazy("乌鲁木齐"),
        "Asia/Hong_Kong": gettext_lazy("香港"),
        "Asia/Macau": gettext_lazy("澳门"),
        "Asia/Taipei": gettext_lazy("台北"),
    },
    gettext_lazy("亚洲"): {
        "Asia/Tokyo": gettext_lazy("东京"),
        "Asia/Seoul": gettext_lazy("首尔"),
        "Asia/Singapore": gettext_lazy("新加坡"),
        "Asia/Kuala_Lumpur": gettext_lazy("吉隆坡"),
        "Asia/Manila": gettext_lazy("马尼拉"),
        "Asia/Bangkok": gettext_lazy("曼谷"),
        "Asia/Ho_Chi_Minh": gettext_lazy("胡志明市、河内"),
        "Asia/Jakarta": gettext_lazy("雅加达"),
        "Asia/Yangon": gettext_lazy("仰光"),
        "Asia/Dhaka": gettext_lazy("达卡"),
        "Asia/Kolkata": gettext_lazy("德里、孟买"),
        "Asia/Karachi": gettext_lazy("卡拉奇"),
        "Asia/Dubai": gettext_lazy("迪拜"),
        "Asia/Riyadh": gettext_lazy("利雅得"),
        "Asia/Almaty": gettext_lazy("阿拉木图"),
        "Asia/Ulaanbaatar": gettext_lazy("乌兰巴托"),
    },
    gettext_lazy("欧洲"): {
        "Europe/London": gettext_lazy("伦敦"),
        "Europe/Dublin": gettext_lazy("都柏林"),
        "Europe/Lisbon": gettext_lazy("里斯本"),
        "Europe/Paris": gettext_lazy("巴黎"),
        "Europe/Berlin": gettext_lazy("柏林、法兰克福"),
        "Europe/Zurich": gettext_lazy("苏黎世"),
        "Europe/Amsterdam": gettext_lazy("阿姆斯特丹"),
        "Europe/Madrid": gettext_lazy("马德里"),
        "Europe/Rome": gettext_lazy("罗马、米兰"),
        "Europe/Vienna": gettext_lazy("维也纳"),
        "Europe/Stockholm": gettext_lazy("斯德哥尔摩"),
        "Europe/Athens": gettext_lazy("雅典"),
        "Europe/Istanbul": gettext_lazy("伊斯坦布尔"),
        "Europe/Moscow": gettext_lazy("莫斯科"),
    },
    gettext_lazy("美洲"): {
        "America/Vancouver": gettext_lazy("温哥华"),
        "America/Los_Angeles": gettext_lazy("洛杉矶、旧金山、西雅图"),
        "America/Denver": gettext_lazy("丹佛"),
        "America/Chicago": gettext_lazy("芝加哥、休斯敦"),
        "America/Toronto": gettext_lazy("多伦多"),
        "America/New_York": gettext_lazy("纽约、波士顿"),
        "America/Mexico_City": gettext_lazy("墨西哥城"),
        "America/Sao_Paulo": gettext_lazy("圣保罗"),
        "America/Argentina/Buenos_Aires": gettext_lazy("布宜诺斯艾利斯"),
        "Pacific/Honolulu": gettext_lazy("檀香山"),
    },
    gettext_lazy("大洋洲与非洲"): {
        "Australia/Perth": gettext_lazy("珀斯"),
        "Australia/Brisbane": gettext_lazy("布里斯班"),
        "Australia/Sydney": gettext_lazy("悉尼、墨尔本"),
        "Pacific/Auckland": gettext_lazy("奥克兰"),
        "Africa/Cairo": gettext_lazy("开罗"),
        "Africa/Lagos": gettext_lazy("拉各斯"),
        "Africa/Nairobi": gettext_lazy("内罗毕"),
        "Africa/Johannesburg": gettext_lazy("约翰内斯堡"),
    },
}
REGIONS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


def choices(*, at: datetime) -> list[Group]:
    """Groups for a select. Offsets are those of the moment `at`; the IANA name makes each entry findable."""
    known = {zone for zones in KNOWN.values() for zone in zones}
    rest = sorted(zone for zone in available_timezones() - known if zone.startswith(REGIONS))
    groups = [
        (str(region), [(zone, f"{name} ({zone}, {_offset(zone, at)})") for zone, name in zones.items()])
        for region, zones in KNOWN.items()
    ]
    return [*groups, (_("更多"), [(zone, f"{zone.replace('_', ' ')} ({_offset(zone, at)})") for zone in rest])]


def _offset(zone: str, at: datetime) -> str:
    offset = at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    sign = "-" if offset < timedelta() else "+"
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    return f"UTC{sign}{hours:02}:{minutes:02}"
