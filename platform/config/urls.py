"""HTTP addresses of the product; every other path is the front end's."""

from django.urls import include, path, re_path

from config import views

urlpatterns = [
    path("auth/", include("accounts.urls")),
    path("files/", include("exchange.urls")),
    path("", include("api.urls")),
    path("healthz", views.alive),
    path("readyz", views.ready),
    re_path(r"^(?!assets/|auth/|files/|graphql).*$", views.front_end),
]
