"""ASGI entry: HTTP and sockets. Production serves HTTP from `config.wsgi` and only sockets from here."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django_application = get_asgi_application()

from channels.routing import ProtocolTypeRouter  # noqa: E402 - needs configured apps

from api.discovery import engine  # noqa: E402
from live.routing import websocket_application  # noqa: E402

application = ProtocolTypeRouter({"http": django_application, "websocket": websocket_application(engine())})
