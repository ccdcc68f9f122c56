import pytest
from django.core.cache import cache


@pytest.mark.django_db
def test_a_crowd_does_not_push_out_somebodys_count_of_failures():
    cache.set("failures", 5)
    cache.set_many({f"other-{number}": 1 for number in range(350)})
    assert all(cache.get("failures") == 5 and cache.get(f"other-{number}") for number in (0, 349))
