from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "orders"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "订单"

    def ready(self) -> None:
        from orders.services.band_stock import follow_movements
        from suppliers.services.inventory import follow_stock

        follow_stock(follow_movements)
