from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CredentialsConfig(AppConfig):
    name = "credentials"
    verbose_name = _("证书")

    def ready(self) -> None:
        from . import checks  # noqa: F401  registers itself
