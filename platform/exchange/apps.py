from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ExchangeConfig(AppConfig):
    name = "exchange"

    def ready(self) -> None:
        # every app declares its kinds of files in its own `messages`
        autodiscover_modules("messages")
