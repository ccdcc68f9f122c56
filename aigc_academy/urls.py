from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from . import health

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("admin/", admin.site.urls),
    path("language/", set_language, name="set_language"),
    path("accounts/", include("allauth.urls")),
    path("account/", include("accounts.urls")),
    path("privacy/", include("privacy.urls")),
    path("practice/", include("practice.urls")),
    path("portfolio/", include("portfolio.urls")),
    path("credentials/", include("credentials.urls")),
    path("notes/", include("notes.urls")),
    path("reminders/", include("reminders.urls")),
    path("teaching/", include("teaching.urls")),
    path("", include("progress.urls")),
    path("", include("courses.urls")),
]

handler400 = "aigc_academy.errors.bad_request"
handler403 = "aigc_academy.errors.forbidden"
handler404 = "aigc_academy.errors.not_found"
handler500 = "aigc_academy.errors.server_error"
