"""Python imports this by itself at the start of every process whose PYTHONPATH names this folder."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.chaos.settings"
