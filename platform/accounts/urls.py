from django.urls import path

from accounts import views

urlpatterns = [
    path("sign-in", views.sign_in_view),
    path("second-factor", views.second_factor_view),
    path("second-factor/enrol", views.enrol_view),
    path("second-factor/confirm", views.confirm_view),
    path("password", views.password_view),
    path("sign-out", views.sign_out_view),
    path("session", views.session_view),
]
