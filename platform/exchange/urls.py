"""Addresses of files: in, out, and the empty workbooks."""

from django.urls import path, re_path

from exchange import views

urlpatterns = [
    path("uploads", views.uploads),
    path("templates/<str:kind>", views.templates),
    path("downloads/<str:token>", views.downloads),
    re_path(r"^.*$", views.not_found),
]
