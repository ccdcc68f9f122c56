from typing import Any

app_name = "teaching"

urlpatterns: list[Any] = []
