
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0004_home_page'),
        ('shop', '0004_offered_in_order'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='products',
            field=models.ManyToManyField(related_name='+', to='shop.product'),
        ),
    ]
