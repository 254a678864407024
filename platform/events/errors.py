"""Texts of what the event stream refuses."""

from common.errors import DomainError, ErrorText

RESYNC = ErrorText(
    "RESYNC",
    "位置 {after} 已不能续接。请重新读取数据，再从位置 {position} 订阅。",
    "The stream cannot be resumed at {after}. Read the data again and subscribe from position {position}.",
)


class Resync(DomainError):
    """The position asked for is no longer kept, or never was."""

    default = RESYNC
