"""Settings of every kind of running; what differs comes from the environment alone."""

from pathlib import Path

from celery.schedules import crontab

from config.environment import database_settings, read_environment, redis_database

ROOT = Path(__file__).resolve().parents[2]
ENV = read_environment()

SECRET_KEY = ENV.secret_key
DEBUG = ENV.is_debug
DEMO = ENV.is_demo
ALLOWED_HOSTS = ENV.allowed_hosts
TRUSTED_ORIGINS = ENV.trusted_origins
# Networks of our own reverse proxies: only they may say whose request they pass on.
TRUSTED_PROXIES = ENV.trusted_proxies
SEALING_KEYS = ENV.sealing_keys
DATA_FOLDER = (ROOT / ENV.data_folder).resolve()

HUB_APPS = ["tenancy", "accounts", "audit", "events", "api", "live", "exchange", "config"]
BUSINESS_APPS = ["suppliers", "orders", "optimizer", "demo"]
INSTALLED_APPS = ["channels", *HUB_APPS, *BUSINESS_APPS]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.headers",
    "accounts.middleware.actor_middleware",
]
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES: list[dict[str, object]] = []

DATABASES = {
    "default": database_settings(ENV.database_url, role="app", uses_pool=ENV.uses_pool),
    "system": database_settings(ENV.database_system_url, role="system", uses_pool=ENV.uses_pool),
    "owner": database_settings(ENV.database_owner_url, role="owner", uses_pool=False),
}
DATABASE_ROLES = {alias: DATABASES[key]["USER"] for alias, key in (("app", "default"), ("system", "system"))}
DATABASE_ROUTERS = ["tenancy.routers.GateRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# redis-py 8 closes idle connections after 5 s and caps them at 100 unless told otherwise.
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {
            "hosts": [
                {
                    "address": redis_database(ENV.redis_url, 2),
                    "socket_timeout": None,
                    "max_connections": 20_000,
                }
            ],
            "capacity": 2_000,
            "expiry": 30,
            "prefix": "lianwang",
        },
    }
}
REDIS_URL = redis_database(ENV.redis_url, 3)

CELERY_BROKER_URL = redis_database(ENV.redis_url, 0)
CELERY_RESULT_BACKEND = redis_database(ENV.redis_url, 1)
# Planning takes minutes of a processor: it has workers of its own, so that nothing else waits behind it.
CELERY_TASK_ROUTES = {"optimizer.plan_solve": {"queue": "solve"}}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 1_800
CELERY_TASK_SOFT_TIME_LIMIT = 1_700
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 7_200}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Shanghai"
# A night between two rounds of the market keeps its limits unguessed; a visitor of the demo sees one within minutes.
MARKET_ROUND_MINUTES = 2 if DEMO else 24 * 60
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_FOLDER / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "proposals-expire": {"task": "orders.proposals_expire", "schedule": crontab(minute="*")},
    "answers-remind": {"task": "orders.answers_remind", "schedule": crontab(minute="*/10")},
    "market-rounds": {"task": "optimizer.market_rounds", "schedule": crontab(minute="*")},
    "market-settle": {"task": "optimizer.market_settle", "schedule": crontab(minute="*")},
    "forecasts-nightly": {"task": "optimizer.forecasts_nightly", "schedule": crontab(minute="47", hour="1")},
    "plans-nightly": {"task": "optimizer.plans_nightly", "schedule": crontab(minute="17", hour="2")},
    "plans-follow": {"task": "optimizer.plans_follow", "schedule": crontab()},
    "plans-renew": {"task": "optimizer.plans_renew", "schedule": crontab(minute="*/10")},
    "plans-abandoned": {"task": "optimizer.plans_abandoned", "schedule": crontab(minute="*/5")},
    "loans-remind": {"task": "optimizer.loans_remind", "schedule": crontab(minute="7", hour="*")},
    "questions-close": {"task": "suppliers.questions_close", "schedule": crontab(minute="*")},
    "network-travel": {"task": "suppliers.network_travel", "schedule": crontab(minute="*")},
    "figures-expire": {"task": "suppliers.shared_figures_expire", "schedule": crontab(minute="7", hour="3")},
    "keys-purge": {"task": "api.idempotency_purge", "schedule": crontab(minute="17", hour="3")},
    "stream-purge": {"task": "events.stream_purge", "schedule": crontab(minute="27", hour="3")},
    "imports-resume": {"task": "exchange.resume", "schedule": crontab(minute="*")},
    "files-purge": {"task": "exchange.purge", "schedule": crontab(minute="47", hour="3")},
    "sessions-purge": {"task": "accounts.sessions_purge", "schedule": crontab(minute="37", hour="3")},
}

PASSWORD_HASHERS = [
    "accounts.hashers.Argon2idHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/assets/"
FRONTEND_DIST = ROOT / "frontend" / "dist"
WHITENOISE_ROOT = FRONTEND_DIST if FRONTEND_DIST.is_dir() else None
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = DATA_FOLDER / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = ENV.is_secure
SECURE_HSTS_SECONDS = 31_536_000 if ENV.is_secure else 0
SESSION_COOKIE_SECURE = ENV.is_secure
SESSION_COOKIE_NAME = "lianwang_session"
# Behind a proxy that ends TLS; the proxy must set the header itself.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.is_secure else None

GRAPHQL_STATEMENT_TIMEOUT_MS = 5_000
STREAM_DAYS = 30

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.logs.LineFormatter"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["out"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "uvicorn.access": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
    },
}
