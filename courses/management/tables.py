"""A command on an empty database says what to do first."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import OperationalError, ProgrammingError, connection

from courses.models import Course


@contextmanager
def needing_tables() -> Iterator[None]:
    """Raises CommandError where the database would say only that it has no such table."""
    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        if Course._meta.db_table in connection.introspection.table_names():
            raise
        raise CommandError(
            "数据库里还没有表；先 make run 一次，或者运行 manage.py migrate（AIGC_DATA_DIR 要和网站的一样）"
        ) from error
