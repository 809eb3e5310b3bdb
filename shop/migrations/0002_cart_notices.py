import fitblog.lib.money
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shop', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='cart',
            name='notices',
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AlterField(
            model_name='variant',
            name='compare_at_price',
            field=models.DecimalField(blank=True, decimal_places=3, max_digits=12, null=True, validators=[fitblog.lib.money.validate_money], verbose_name='price before the sale'),
        ),
        migrations.AlterField(
            model_name='variant',
            name='price',
            field=models.DecimalField(decimal_places=3, max_digits=12, validators=[fitblog.lib.money.validate_money], verbose_name='price'),
        ),
    ]
