from django.db import migrations, models

SQLITE = (
    "CREATE VIRTUAL TABLE search_text USING fts5(title, keywords, text, facets,"
    " tokenize='porter unicode61 remove_diacritics 2', prefix='2 3')",
)
POSTGRES = (
    "CREATE TEXT SEARCH DICTIONARY search_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION search_words (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION search_words"
    " ALTER MAPPING FOR asciiword, word WITH search_stem",
    "CREATE TABLE search_text (entry_id bigint PRIMARY KEY, head tsvector, whole tsvector)",
    "CREATE INDEX search_text_head ON search_text USING gin (head)",
    "CREATE INDEX search_text_whole ON search_text USING gin (whole)",
)
GONE = {
    "sqlite": ("DROP TABLE search_text",),
    "postgresql": (
        "DROP TABLE search_text",
        "DROP TEXT SEARCH CONFIGURATION search_words",
        "DROP TEXT SEARCH DICTIONARY search_stem",
    ),
}


def make_text(apps, schema_editor):
    statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES
    for statement in statements:
        schema_editor.execute(statement)


def drop_text(apps, schema_editor):
    for statement in GONE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Word",
            fields=[
                ("term", models.CharField(max_length=30, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("owner", models.PositiveBigIntegerField()),
                ("key", models.PositiveBigIntegerField()),
                ("shelf", models.PositiveBigIntegerField(default=0)),
                ("title", models.CharField(max_length=150)),
                ("path", models.CharField(max_length=200)),
                ("live_from", models.DateTimeField(null=True)),
                ("live_until", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "owner"], name="found_by_owner")],
            },
        ),
        migrations.RunPython(make_text, drop_text),
    ]
