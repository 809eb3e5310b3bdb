

import articles.body
import django.db.models.deletion
import fitblog.lib.fields
import fitblog.lib.images
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('shop', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Author',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('role', models.CharField(blank=True, help_text='Strength coach', max_length=80, verbose_name='role')),
                ('credentials', models.CharField(blank=True, max_length=200, verbose_name='credentials')),
                ('bio', models.TextField(blank=True, verbose_name='about')),
            ],
            options={
                'verbose_name': 'author',
                'verbose_name_plural': 'authors',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='name')),
                ('slug', models.SlugField(unique=True, verbose_name='slug')),
            ],
            options={
                'verbose_name': 'tag',
                'verbose_name_plural': 'tags',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('slug', models.SlugField(help_text="The guide's address. An old address leads to the new one.", max_length=100, unique=True, verbose_name='slug')),
                ('excerpt', models.CharField(blank=True, help_text="One or two sentences: the line under the title, and the card's text.", max_length=200, verbose_name='excerpt')),
                ('introduction', fitblog.lib.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('takeaways_heading', models.CharField(blank=True, max_length=120, verbose_name='heading of the takeaways')),
                ('faq_heading', models.CharField(blank=True, max_length=120, verbose_name='heading of the questions')),
                ('reviewed_on', models.DateField(blank=True, null=True, verbose_name='reviewed on')),
                ('meta_title', models.CharField(blank=True, help_text='Empty: the title.', max_length=65, verbose_name='title in search results')),
                ('meta_description', models.CharField(blank=True, help_text='Empty: the excerpt.', max_length=165, verbose_name='description in search results')),
                ('proposal', models.JSONField(blank=True, editable=False, null=True)),
                ('fingerprint', models.CharField(blank=True, editable=False, max_length=64)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='articles.author', verbose_name='author')),
                ('reviewer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviewed_articles', to='articles.author', verbose_name='reviewed by')),
            ],
            options={
                'verbose_name': 'guide',
                'verbose_name_plural': 'guides',
                'ordering': ['-changed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='FormerSlug',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=100, unique=True)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_slugs', to='articles.article')),
            ],
            options={
                'verbose_name': 'former address',
                'verbose_name_plural': 'former addresses',
                'ordering': ['-added_at'],
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.ImageField(height_field='height', upload_to='pictures/', verbose_name='file', width_field='width')),
                ('width', models.PositiveIntegerField(editable=False)),
                ('height', models.PositiveIntegerField(editable=False)),
                ('alt', models.CharField(blank=True, help_text='Say what the picture shows, for people who cannot see it.', max_length=250, verbose_name='description')),
                ('is_decorative', models.BooleanField(default=False, help_text='Shows nothing that the text does not say.', verbose_name='decorative')),
                ('focus_x', models.PositiveSmallIntegerField(default=50, help_text='Crops keep this point.', verbose_name='focus from the left, %')),
                ('focus_y', models.PositiveSmallIntegerField(default=50, verbose_name='focus from the top, %')),
                ('widths', models.JSONField(default=list, editable=False)),
                ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='added')),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
                'ordering': ['-added_at', '-pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('is_decorative', True), models.Q(('alt', ''), _negated=True), _connector='OR'), name='articles_picture_has_alt_or_is_decorative'), models.CheckConstraint(condition=models.Q(('focus_x__lte', 100), ('focus_y__lte', 100)), name='articles_picture_focus_is_inside')],
            },
        ),
        migrations.AddField(
            model_name='author',
            name='portrait',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.picture', verbose_name='portrait'),
        ),
        migrations.AddField(
            model_name='article',
            name='hero',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.picture', verbose_name='hero picture'),
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('publisher', models.CharField(blank=True, max_length=150, verbose_name='publisher')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='address')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='articles.article')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='article',
            name='tags',
            field=models.ManyToManyField(blank=True, to='articles.tag', verbose_name='tags'),
        ),
        migrations.CreateModel(
            name='Takeaway',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
                ('label', models.CharField(max_length=120, verbose_name='takeaway')),
                ('text', models.CharField(blank=True, max_length=300, verbose_name='why')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='takeaways', to='articles.article')),
            ],
            options={
                'verbose_name': 'key takeaway',
                'verbose_name_plural': 'key takeaways',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='name')),
                ('slug', models.SlugField(unique=True, verbose_name='slug')),
                ('colour', models.CharField(choices=[('red', 'Red plate'), ('blue', 'Blue plate'), ('yellow', 'Yellow plate'), ('green', 'Green plate'), ('white', 'White plate')], default='red', max_length=10, verbose_name='colour')),
                ('summary', models.CharField(blank=True, max_length=60, verbose_name='summary')),
                ('description', models.CharField(blank=True, max_length=165, verbose_name='description')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('picture', models.ForeignKey(blank=True, help_text="Stands in for a guide's own picture.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.picture', verbose_name='default picture')),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ['position', 'name'],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='topic',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='articles.topic', verbose_name='topic'),
        ),
        migrations.CreateModel(
            name='FaqItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
                ('question', models.CharField(max_length=200, verbose_name='question')),
                ('anchor', models.SlugField(blank=True, editable=False, max_length=80)),
                ('answer', fitblog.lib.fields.RichTextField(verbose_name='answer')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='faq_items', to='articles.article')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('anchor', ''), _negated=True), fields=('article', 'anchor'), name='a_question_anchor_is_unique_in_its_guide')],
            },
        ),
        migrations.CreateModel(
            name='RelatedPin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pins', to='articles.article')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pinned_under', to='articles.article', verbose_name='guide')),
            ],
            options={
                'verbose_name': 'related guide',
                'verbose_name_plural': 'related guides',
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('article', 'target'), name='a_guide_is_pinned_once'), models.CheckConstraint(condition=models.Q(('article', models.F('target')), _negated=True), name='a_guide_is_not_its_own_relation')],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
                ('heading', models.CharField(max_length=150, verbose_name='heading')),
                ('anchor', models.SlugField(blank=True, editable=False, max_length=80, verbose_name='anchor')),
                ('level', models.PositiveSmallIntegerField(choices=[(2, 'H2'), (3, 'H3')], default=2, verbose_name='level')),
                ('kind', models.CharField(choices=[('text', 'Text'), ('steps', 'Step'), ('easier', 'Easier'), ('harder', 'Harder'), ('story', 'Story'), ('conclusion', 'Conclusion')], default='text', max_length=12, verbose_name='kind')),
                ('body', fitblog.lib.fields.RichTextField(blank=True, verbose_name='text')),
                ('product_reason', models.CharField(blank=True, help_text='Used in step two.', max_length=120, verbose_name='why this product')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='articles.article')),
                ('product', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='shop.product', verbose_name='product')),
            ],
            options={
                'verbose_name': 'section',
                'verbose_name_plural': 'sections',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('level__in', [2, 3])), name='a_section_is_h2_or_h3'), models.CheckConstraint(condition=models.Q(('heading', ''), _negated=True), name='a_section_has_a_heading'), models.UniqueConstraint(condition=models.Q(('anchor', ''), _negated=True), fields=('article', 'anchor'), name='an_anchor_is_unique_in_its_guide')],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('title', models.CharField(max_length=150)),
                ('excerpt', models.CharField(blank=True, max_length=200)),
                ('meta_title', models.CharField(max_length=160)),
                ('meta_description', models.CharField(blank=True, max_length=165)),
                ('reviewed_on', models.DateField(null=True)),
                ('hero', fitblog.lib.images.ImageJSONField(null=True)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField()),
                ('live_from', models.DateTimeField()),
                ('live_until', models.DateTimeField(null=True)),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='articles.article')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='articles.author')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('body', articles.body.BodyField()),
                ('text', models.TextField()),
                ('reviewer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviewed_editions', to='articles.author')),
                ('tags', models.ManyToManyField(related_name='editions', to='articles.tag')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='articles.topic')),
            ],
            options={
                'verbose_name': 'edition',
                'verbose_name_plural': 'editions',
                'ordering': ['-number'],
                'indexes': [models.Index(fields=['article', 'live_from'], name='articles_ed_article_d7a847_idx'), models.Index(fields=['-published_at', '-id', 'live_from', 'live_until'], name='edition_newest_first'), models.Index(fields=['topic', '-published_at', '-id', 'live_from', 'live_until'], name='edition_of_topic'), models.Index(fields=['author', '-published_at', '-id', 'live_from', 'live_until'], name='edition_of_author')],
                'constraints': [models.UniqueConstraint(fields=('article', 'number'), name='an_edition_number_is_used_once'), models.UniqueConstraint(condition=models.Q(('live_until__isnull', True)), fields=('article',), name='only_the_last_edition_is_open_ended'), models.CheckConstraint(condition=models.Q(('live_until__isnull', True), ('live_until__gt', models.F('live_from')), _connector='OR'), name='an_edition_ends_after_it_begins')],
            },
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='a_guide_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('reviewer__isnull', True), models.Q(('reviewer', models.F('author')), _negated=True), _connector='OR'), name='nobody_reviews_their_own_guide'),
        ),
    ]
