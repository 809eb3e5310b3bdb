from django.db import migrations

from shop.roles import ROLES


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("shop", "0017_begin_the_log"),
    ]

    operations = [migrations.RunPython(ROLES.grant, ROLES.revoke)]
