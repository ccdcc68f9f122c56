from django.apps import AppConfig


class AcademyConfig(AppConfig):
    name = "aigc_academy"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registers the system checks
