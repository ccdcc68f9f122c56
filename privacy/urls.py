from django.urls import path

from . import views

app_name = "privacy"
urlpatterns = [
    path("", views.policy, name="policy"),
    path("data/", views.data, name="data"),
    path("data/download/", views.export, name="export"),
    path("data/erase/", views.erase, name="erase"),
    path("erased/", views.erased, name="erased"),
]
