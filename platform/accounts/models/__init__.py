from accounts.models.attempts import SignInAttempt
from accounts.models.saved_view import SavedView
from accounts.models.sessions import Session
from accounts.models.tokens import ApiToken
from accounts.models.users import PasswordRecord, RecoveryCode, RoleAssignment, User

__all__ = [
    "ApiToken",
    "PasswordRecord",
    "RecoveryCode",
    "RoleAssignment",
    "SavedView",
    "Session",
    "SignInAttempt",
    "User",
]
