from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shop', '0003_clean_picture_uploads'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='product',
            index=models.Index(condition=models.Q(('withdrawn_at__isnull', True)), fields=['position', 'id'], name='offered_in_order'),
        ),
        migrations.AddIndex(
            model_name='product',
            index=models.Index(condition=models.Q(('withdrawn_at__isnull', True)), fields=['-created_at', '-id'], name='offered_newest_first'),
        ),
    ]
