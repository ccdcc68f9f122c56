"""The search table: FTS5 on SQLite, tsvector with GIN on PostgreSQL (courses/search.py)."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE courses_search USING fts5(title, body, words UNINDEXED, tokenize = 'unicode61')",
]
POSTGRESQL = [
    # No foreign key: Django truncates its own tables by name, and would be refused.
    "CREATE TABLE courses_search (lesson_id bigint PRIMARY KEY, grams tsvector NOT NULL, words text NOT NULL)",
    "CREATE INDEX courses_search_grams ON courses_search USING gin (grams)",
]


def make_table(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE courses_search")


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]
    operations = [migrations.RunPython(make_table, drop_table)]
