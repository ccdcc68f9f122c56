from django.contrib import admin
from django.urls import include, path

from . import health

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("account/", include("accounts.urls")),
    path("privacy/", include("privacy.urls")),
    path("practice/", include("practice.urls")),
    path("", include("progress.urls")),
    path("", include("courses.urls")),
]
