from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TenancyConfig(AppConfig):
    name = "tenancy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tenancy import checks  # noqa: F401 - registers the system checks
        from tenancy.guard import guard_after_migrate

        # A schema hook of Django's own, not business flow: policies follow the declarations at every migrate.
        post_migrate.connect(guard_after_migrate, dispatch_uid="tenancy.guard")
