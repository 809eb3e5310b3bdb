from django.db import migrations
from django.utils import timezone


def begin(apps, schema_editor):
    """What is there already is the first entry, which the next one is compared with."""
    now = timezone.now()
    for name in ("Product", "Variant"):
        log = apps.get_model("shop", f"Historical{name}")
        columns = [f.attname for f in log._meta.concrete_fields if not f.name.startswith("history_")]
        rows = apps.get_model("shop", name).objects.values(*columns)
        log.objects.bulk_create(
            (log(history_date=now, history_type="+", **row) for row in rows.iterator()), batch_size=200
        )


class Migration(migrations.Migration):

    dependencies = [
        ("shop", "0016_sale_price_words"),
    ]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop, elidable=True)]
