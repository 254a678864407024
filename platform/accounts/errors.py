"""What can be refused at the gate, in both languages: cause, value, remedy."""

from common.errors import DomainError, ErrorText, Forbidden

SIGN_IN_REFUSED = ErrorText(
    "SIGN_IN_REFUSED",
    "登录名或密码不对，或者账号暂时锁定。连续 {failures} 次失败会锁定 {minutes} 分钟。",
    "Wrong sign-in name or password, or the account is locked for now. {failures} failures lock it for"
    " {minutes} minutes.",
)
SIGN_IN_REQUIRED = ErrorText("SIGN_IN_REQUIRED", "请先登录。", "Please sign in first.")
CODE_REFUSED = ErrorText(
    "CODE_REFUSED",
    "验证码不对或已经用过。请等下一个 6 位验证码，或使用恢复码。",
    "The code is wrong or was already used. Wait for the next 6-digit code or use a recovery code.",
)
MFA_REQUIRED = ErrorText(
    "MFA_REQUIRED",
    "这一步需要双因素验证：请输入验证器上的 6 位验证码后再做。",
    "This needs the second factor: give the 6-digit code of your authenticator, then try again.",
)
ALREADY_ENROLLED = ErrorText(
    "ALREADY_ENROLLED",
    "双因素验证已经启用。要换验证器，请先用现有验证码通过验证。",
    "A second factor is already enrolled. To change the authenticator, pass the present one first.",
)
NOT_ENROLLING = ErrorText(
    "NOT_ENROLLING",
    "请先开始绑定验证器，再输入验证码。",
    "Start the enrolment first, then confirm it with a code.",
)
PASSWORD_EXPIRED = ErrorText(
    "PASSWORD_EXPIRED",
    "密码须先更换（首次登录，或已超过 {days} 天）。更换之前不能做别的事。",
    "The password must be changed first (first sign-in, or older than {days} days). Nothing else is possible"
    " before.",
)
PASSWORD_WRONG = ErrorText(
    "PASSWORD_WRONG", "当前密码不对，或者暂时锁定。", "The present password is wrong, or locked for now."
)
PASSWORD_TOO_SHORT = ErrorText(
    "PASSWORD_TOO_SHORT",
    "密码只有 {length} 位，至少 {minimum} 位；建议 {recommended} 位以上。",
    "The password has {length} characters; at least {minimum} are needed, {recommended} or more are better.",
)
PASSWORD_TOO_LONG = ErrorText(
    "PASSWORD_TOO_LONG",
    "密码有 {length} 位，最多 {maximum} 位。",
    "The password has {length} characters; at most {maximum} are possible.",
)
PASSWORD_TOO_SIMPLE = ErrorText(
    "PASSWORD_TOO_SIMPLE",
    "密码只用了 {classes} 类字符，须含大写、小写、数字、其他字符四类中的 {needed} 类。",
    "The password uses {classes} kinds of characters; {needed} of capital, small, digit and other are needed.",
)
PASSWORD_NAMES_OWNER = ErrorText(
    "PASSWORD_NAMES_OWNER",
    "密码里不能含有登录名或企业名称“{part}”。",
    "The password must not contain the sign-in name or the company's name (“{part}”).",
)
PASSWORD_COMMON = ErrorText(
    "PASSWORD_COMMON",
    "这个密码太常见，很容易被猜到。请换一个。",
    "This password is among the commonest. Choose another.",
)
PASSWORD_REUSED = ErrorText(
    "PASSWORD_REUSED",
    "最近用过的 {history} 个密码不能再用。",
    "The last {history} passwords cannot be used again.",
)
LOGIN_INVALID = ErrorText(
    "LOGIN_INVALID",
    "登录名“{value}”不行：3–254 个字符，只用小写字母、数字和 . _ + - @。",
    "The sign-in name “{value}” is not possible: 3 to 254 characters of a–z, 0–9 and . _ + - @.",
)
LOGIN_TAKEN = ErrorText(
    "LOGIN_TAKEN",
    "登录名“{value}”不能用，请换一个。",
    "The sign-in name “{value}” cannot be used; choose another.",
)
ROLE_UNKNOWN = ErrorText("ROLE_UNKNOWN", "没有角色“{value}”。", "There is no role “{value}”.")
ROLE_FOR_ONESELF = ErrorText(
    "ROLE_FOR_ONESELF",
    "不能给自己授权或撤权，请另一位安全管理员来做。",
    "Nobody changes their own roles; ask another security administrator.",
)
ROLES_NOT_TOGETHER = ErrorText(
    "ROLES_NOT_TOGETHER",
    "“{role}”不能与该账号现有的角色并存：三员互斥，管理员不办业务。请另建账号。",
    "“{role}” cannot stand beside the roles this account has: the three administrators are separate and do no"
    " business. Use another account.",
)
ONESELF = ErrorText("ONESELF", "不能停用自己的账号。", "Nobody disables their own account.")
TOKEN_SCOPE = ErrorText(
    "TOKEN_SCOPE",
    "令牌不能含有你没有的权限：{missing}。",
    "A token cannot hold rights you do not have: {missing}.",
)
TOKEN_AGE = ErrorText(
    "TOKEN_AGE",
    "令牌有效期为 1 到 {maximum} 天，收到的是 {days} 天。",
    "A token lives 1 to {maximum} days; {days} was given.",
)
NAME_INVALID = ErrorText(
    "NAME_INVALID",
    "名称须为 1 到 {maximum} 个字符。",
    "A name has 1 to {maximum} characters.",
)
REQUEST_MALFORMED = ErrorText(
    "REQUEST_MALFORMED",
    "请求内容不是预期的 JSON：{reason}。",
    "The request is not the expected JSON: {reason}.",
)
HEADER_MISSING = ErrorText(
    "HEADER_MISSING", "请求缺少头 X-Lianwang: 1。", "The request lacks the header X-Lianwang: 1."
)
LANGUAGE_UNKNOWN = ErrorText(
    "LANGUAGE_UNKNOWN",
    "没有语言“{value}”，只有 zh 和 en。",
    "There is no language “{value}”; only zh and en.",
)
VIEW_NAME_TAKEN = ErrorText(
    "VIEW_NAME_TAKEN",
    "已有名为“{value}”的视图。请换个名字，或覆盖原来的。",
    "A view named “{value}” exists. Choose another name or save over it.",
)
VIEW_TOO_LARGE = ErrorText(
    "VIEW_TOO_LARGE", "视图内容超过 {limit} 个字符。", "The view's content has more than {limit} characters."
)
VIEWS_FULL = ErrorText(
    "VIEWS_FULL",
    "一个列表最多存 {limit} 个视图。请先删掉不用的。",
    "A list keeps at most {limit} views. Delete one first.",
)


class Unauthenticated(DomainError):
    """Nobody, or not yet somebody: answered with HTTP 401."""

    default = SIGN_IN_REQUIRED


class MfaRequired(Forbidden):
    """The permission is held, the second factor is not given in this session."""

    default = MFA_REQUIRED
