import django.db.models.deletion
from django.db import migrations, models


def take_over_moments(apps, schema_editor):
    Edition = apps.get_model("articles", "Edition")
    apps.get_model("articles", "EditionTag").objects.update(
        published_at=models.Subquery(
            Edition.objects.filter(pk=models.OuterRef("edition")).values("published_at")[:1]
        )
    )


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0019_plain_pages'),
    ]

    operations = [
        # The table is there: Django made it for the tags of editions.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='EditionTag',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged', to='articles.edition')),
                        ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged', to='articles.tag')),
                    ],
                    options={
                        'db_table': 'articles_edition_tags',
                        'base_manager_name': 'objects',
                        'default_permissions': (),
                        'unique_together': {('edition', 'tag')},
                    },
                ),
                migrations.AlterField(
                    model_name='edition',
                    name='tags',
                    field=models.ManyToManyField(related_name='editions', through='articles.EditionTag', to='articles.tag'),
                ),
            ],
        ),
        migrations.AddField(
            model_name='editiontag',
            name='published_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(take_over_moments, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='editiontag',
            name='published_at',
            field=models.DateTimeField(),
        ),
        migrations.AddIndex(
            model_name='editiontag',
            index=models.Index(fields=['tag', '-published_at', '-edition'], name='edition_of_tag'),
        ),
    ]
