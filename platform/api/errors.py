"""Texts of what the endpoint itself refuses or could not do."""

from common.errors import DomainError, ErrorText

INTERNAL = ErrorText(
    "INTERNAL",
    "出了内部错误，什么都没有保存。可以重试；仍不行时请把编号 {request_id} 发给管理员。",
    "An internal error; nothing was saved. Try again; if it stays, send the number {request_id} to your administrator.",
)
BUSY = ErrorText(
    "BUSY",
    "同一份单据正被多人同时修改，这次没有保存。请用同样的内容再试一次。",
    "Several people are changing the same document; nothing was saved. Send the same request again.",
)
TOO_SLOW = ErrorText(
    "TOO_SLOW",
    "超过 {seconds} 秒没有算完，已中止，什么都没有保存。请缩小范围，例如减少每页行数。",
    "Not finished within {seconds} s, so it was stopped and nothing was saved. Narrow it, e.g. with smaller pages.",
)
LIMIT_EXCEEDED = ErrorText(
    "LIMIT_EXCEEDED",
    "查询太大：{what} 为 {value}，最多 {limit}。请拆成几个较小的查询。",
    "The query is too large: {what} is {value}, at most {limit}. Split it into smaller ones.",
)
REQUEST_INVALID = ErrorText(
    "REQUEST_INVALID", "请求格式不对：{reason}", "The request is not well formed: {reason}"
)
UNAUTHENTICATED = ErrorText(
    "UNAUTHENTICATED", "请先登录，或带上有效的令牌。", "Please sign in, or send a valid token."
)
METHOD_NOT_ALLOWED = ErrorText(
    "METHOD_NOT_ALLOWED", "这个地址只接受 {allowed_method}。", "This address takes {allowed_method} only."
)
MEDIA_TYPE = ErrorText(
    "UNSUPPORTED_MEDIA_TYPE",
    "请求内容须为 application/json（UTF-8）。",
    "The request body must be application/json in UTF-8.",
)
NOT_ACCEPTABLE = ErrorText(
    "NOT_ACCEPTABLE",
    "只能回答 application/graphql-response+json 或 application/json。",
    "Answers come as application/graphql-response+json or application/json.",
)
BODY_TOO_LARGE = ErrorText(
    "BODY_TOO_LARGE",
    "请求有 {value} 字节，最多 {limit} 字节。大量数据请用导入。",
    "The request has {value} bytes, at most {limit}. Use an import for bulk data.",
)
SUBSCRIPTION_OVER_HTTP = ErrorText(
    "SUBSCRIPTION_OVER_HTTP",
    "订阅请走 WebSocket 地址 /graphql/ws。",
    "Subscriptions are served over the WebSocket address /graphql/ws.",
)
SUBSCRIPTIONS_ONLY = ErrorText(
    "SUBSCRIPTIONS_ONLY",
    "WebSocket 只用于订阅；查询和修改请用 HTTP。",
    "The WebSocket serves subscriptions only; send queries and mutations over HTTP.",
)
IDEMPOTENCY_MISMATCH = ErrorText(
    "IDEMPOTENCY_MISMATCH",
    "幂等键已用于另一个内容，什么都没有改变。新的内容请用新的键。",
    "This idempotency key was used for other content; nothing was changed. Use a new key for new content.",
)
IDEMPOTENCY_KEY_INVALID = ErrorText(
    "IDEMPOTENCY_KEY_INVALID",
    "幂等键须为 8 到 100 个可见 ASCII 字符，例如一个 UUID。",
    "An idempotency key has 8 to 100 visible ASCII characters, for example a UUID.",
)
DECIMAL_INVALID = ErrorText(
    "DECIMAL_INVALID",
    '“{value}”不是十进制数。请用字符串写，例如 "1200.000"。',
    '“{value}” is not a decimal number. Write it as a string, e.g. "1200.000".',
)
DECIMAL_TOO_LONG = ErrorText(
    "DECIMAL_TOO_LONG",
    "数值 {value} 太长：整数部分最多 15 位，小数部分最多 9 位。请检查是否多打了数字。",
    "The number {value} is too long: at most 15 digits before the point and 9 after it. Check for a digit too many.",
)
INTEGER_INVALID = ErrorText(
    "INTEGER_INVALID",
    "“{value}”不是可用的整数。请填 −2147483648 到 2147483647 之间的整数。",
    "“{value}” is not a usable whole number. Write one between −2147483648 and 2147483647.",
)
DATE_INVALID = ErrorText(
    "DATE_INVALID",
    "“{value}”不是日期。请写成 2026-11-27 这样的形式。",
    "“{value}” is not a date. Write it like 2026-11-27.",
)
INSTANT_INVALID = ErrorText(
    "INSTANT_INVALID",
    "“{value}”不是带时区的时刻。请写成 2026-11-27T08:00:00Z 这样的形式。",
    "“{value}” is not an instant with its offset. Write it like 2026-11-27T08:00:00Z.",
)


class TooLarge(DomainError):
    """A document beyond a limit; refused before any resolver runs."""

    default = LIMIT_EXCEEDED


class RequestInvalid(DomainError):
    """A request that is not a GraphQL request: answered with HTTP 400."""

    default = REQUEST_INVALID


class IdempotencyMismatch(DomainError):
    """The key came with other content before."""

    default = IDEMPOTENCY_MISMATCH
