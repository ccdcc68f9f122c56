import os
from importlib import import_module

from django.apps import AppConfig


class ChaosConfig(AppConfig):
    name = "bench.chaos"
    label = "chaos"

    def ready(self) -> None:
        """CHAOS_PLANTS names functions, "module:function", and each is called once in every process."""
        from . import plants

        if os.environ.get("CHAOS_HURRY"):
            plants.hurry()
        for name in filter(None, os.environ.get("CHAOS_PLANTS", "").split(",")):
            module, _, function = name.partition(":")
            getattr(import_module(module), function)()
