from django.urls import path

from api import views

urlpatterns = [
    path("graphql/", views.graphql),
    path("schema.graphql", views.schema_definition),
]
