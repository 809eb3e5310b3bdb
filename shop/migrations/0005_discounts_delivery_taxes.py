import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import fitblog.lib.countries
import fitblog.lib.money
import shop.models.shipping
from django.db import migrations, models


def begin_history(apps, schema_editor):
    """What a variant costs today is all that is known of it: it counts from its product's day."""
    variants = apps.get_model("shop", "Variant").objects.select_related("product")
    PriceChange = apps.get_model("shop", "PriceChange")
    PriceChange.objects.bulk_create(
        (
            PriceChange(
                variant=variant,
                price=variant.price,
                compare_at_price=variant.compare_at_price,
                at=variant.product.created_at,
            )
            for variant in variants.iterator(chunk_size=500)
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('shop', '0004_offered_in_order'),
    ]

    operations = [
        migrations.CreateModel(
            name='Collection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('summary', models.CharField(blank=True, max_length=200, verbose_name='summary')),
                ('is_listed', models.BooleanField(default=True, help_text='Not listed, it only serves discount codes.', verbose_name='listed in the shop')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
            ],
            options={
                'verbose_name': 'collection',
                'verbose_name_plural': 'collections',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DeliveryMethod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('days', models.CharField(blank=True, help_text='2 to 4 working days', max_length=80, verbose_name='how long it takes')),
                ('price', models.DecimalField(decimal_places=3, max_digits=12, validators=[fitblog.lib.money.validate_money], verbose_name='price')),
                ('free_from', models.DecimalField(blank=True, decimal_places=3, help_text='Goods of this amount, before any discount, travel for nothing.', max_digits=12, null=True, validators=[fitblog.lib.money.validate_money], verbose_name='free from')),
                ('countries', models.JSONField(blank=True, default=list, help_text='None chosen: everywhere.', validators=[shop.models.shipping.validate_countries], verbose_name='countries')),
                ('tax_class', models.CharField(choices=[('standard', 'standard rate'), ('reduced', 'reduced rate'), ('zero', 'zero rate')], default='standard', max_length=20, verbose_name='tax class')),
                ('is_active', models.BooleanField(default=True, verbose_name='offered')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
            ],
            options={
                'verbose_name': 'delivery method',
                'verbose_name_plural': 'delivery methods',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Discount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='Shoppers may type it in small letters too.', max_length=40, unique=True, validators=[django.core.validators.RegexValidator('^[A-Z0-9_-]{1,40}\\Z', 'Use letters A to Z, digits, - and _.')], verbose_name='code')),
                ('kind', models.CharField(choices=[('percent', 'per cent off'), ('amount', 'amount off'), ('free_delivery', 'free delivery')], default='percent', max_length=20, verbose_name='kind')),
                ('value', models.DecimalField(decimal_places=3, default=0, help_text='Per cent or an amount of money; 0 for free delivery.', max_digits=12, verbose_name='value')),
                ('minimum', models.DecimalField(blank=True, decimal_places=3, help_text='Of the goods that the code is for.', max_digits=12, null=True, validators=[fitblog.lib.money.validate_money], verbose_name='minimum')),
                ('starts_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='starts')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='ends')),
                ('scope', models.CharField(choices=[('everything', 'everything'), ('chosen', 'only the products and collections chosen below')], default='everything', max_length=20, verbose_name='is for')),
                ('limit_total', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='uses in all')),
                ('limit_per_customer', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='uses for each customer')),
                ('used', models.PositiveIntegerField(default=0, editable=False, verbose_name='used')),
            ],
            options={
                'verbose_name': 'discount code',
                'verbose_name_plural': 'discount codes',
                'ordering': ['-starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DiscountUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order_token', models.CharField(max_length=64, verbose_name='order')),
                ('email', models.CharField(max_length=254, verbose_name='email')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='used at')),
            ],
            options={
                'verbose_name': 'use of a discount code',
                'verbose_name_plural': 'uses of discount codes',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PriceChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('price', models.DecimalField(decimal_places=3, max_digits=12, verbose_name='price')),
                ('compare_at_price', models.DecimalField(blank=True, decimal_places=3, max_digits=12, null=True, verbose_name='price before the sale')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='from')),
            ],
            options={
                'verbose_name': 'price change',
                'verbose_name_plural': 'price changes',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='TaxRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', models.CharField(help_text='US, DE, JP …', max_length=2, validators=[fitblog.lib.countries.validate_country], verbose_name='country')),
                ('tax_class', models.CharField(choices=[('standard', 'standard rate'), ('reduced', 'reduced rate'), ('zero', 'zero rate')], default='standard', max_length=20, verbose_name='tax class')),
                ('rate', models.DecimalField(decimal_places=3, max_digits=6, verbose_name='per cent')),
                ('label', models.CharField(help_text='VAT 19 %', max_length=40, verbose_name='what shoppers read')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_until', models.DateField(blank=True, help_text='The last day. Empty: until further notice.', null=True, verbose_name='until')),
            ],
            options={
                'verbose_name': 'tax rate',
                'verbose_name_plural': 'tax rates',
                'ordering': ['country', 'tax_class', '-valid_from'],
            },
        ),
        migrations.AddField(
            model_name='product',
            name='tax_class',
            field=models.CharField(choices=[('standard', 'standard rate'), ('reduced', 'reduced rate'), ('zero', 'zero rate')], default='standard', max_length=20, verbose_name='tax class'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('tax_class__in', ['standard', 'reduced', 'zero'])), name='a_product_has_a_tax_class'),
        ),
        migrations.AddField(
            model_name='collection',
            name='products',
            field=models.ManyToManyField(blank=True, related_name='collections', to='shop.product', verbose_name='products'),
        ),
        migrations.AddConstraint(
            model_name='deliverymethod',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='a_delivery_method_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='deliverymethod',
            constraint=models.CheckConstraint(condition=models.Q(('price__gte', 0)), name='a_delivery_price_is_not_negative', violation_error_message='A price is not negative.'),
        ),
        migrations.AddConstraint(
            model_name='deliverymethod',
            constraint=models.CheckConstraint(condition=models.Q(('free_from__isnull', True), ('free_from__gte', 0), _connector='OR'), name='delivery_is_free_from_an_amount', violation_error_message='“Free from” is not negative.'),
        ),
        migrations.AddConstraint(
            model_name='deliverymethod',
            constraint=models.CheckConstraint(condition=models.Q(('tax_class__in', ['standard', 'reduced', 'zero'])), name='delivery_has_a_tax_class'),
        ),
        migrations.AddField(
            model_name='discount',
            name='collections',
            field=models.ManyToManyField(blank=True, related_name='discounts', to='shop.collection', verbose_name='collections'),
        ),
        migrations.AddField(
            model_name='discount',
            name='products',
            field=models.ManyToManyField(blank=True, related_name='discounts', to='shop.product', verbose_name='products'),
        ),
        migrations.AddField(
            model_name='discountuse',
            name='discount',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='shop.discount'),
        ),
        migrations.AddField(
            model_name='pricechange',
            name='variant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='price_changes', to='shop.variant'),
        ),
        migrations.AddConstraint(
            model_name='taxrate',
            constraint=models.UniqueConstraint(fields=('country', 'tax_class', 'valid_from'), name='one_tax_rate_from_a_day_on', violation_error_message='There is a rate from that day on already.'),
        ),
        migrations.AddConstraint(
            model_name='taxrate',
            constraint=models.CheckConstraint(condition=models.Q(('rate__gte', 0), ('rate__lte', 100)), name='a_tax_rate_is_a_percentage', violation_error_message='A rate lies between 0 and 100 per cent.'),
        ),
        migrations.AddConstraint(
            model_name='taxrate',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='a_tax_rate_ends_after_it_begins', violation_error_message='A rate cannot end before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='taxrate',
            constraint=models.CheckConstraint(condition=models.Q(('country', django.db.models.functions.text.Upper('country')), models.Q(('country', ''), _negated=True)), name='a_tax_rate_has_a_country', violation_error_message='Write the country as two capital letters.'),
        ),
        migrations.AddConstraint(
            model_name='taxrate',
            constraint=models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='a_tax_rate_has_a_label'),
        ),
        migrations.AddConstraint(
            model_name='taxrate',
            constraint=models.CheckConstraint(condition=models.Q(('tax_class__in', ['standard', 'reduced', 'zero'])), name='a_tax_rate_has_a_tax_class'),
        ),
        migrations.AddConstraint(
            model_name='collection',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='a_collection_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='discount',
            constraint=models.CheckConstraint(condition=models.Q(('code', django.db.models.functions.text.Upper('code')), models.Q(('code', ''), _negated=True)), name='a_code_is_in_capitals'),
        ),
        migrations.AddConstraint(
            model_name='discount',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'percent'), ('value__gt', 0), ('value__lte', 100)), models.Q(('kind', 'amount'), ('value__gt', 0)), models.Q(('kind', 'free_delivery'), ('value', 0)), _connector='OR'), name='a_discount_has_the_value_of_its_kind', violation_error_message='Per cent lie between 0 and 100, an amount is more than 0, and free delivery has the value 0.'),
        ),
        migrations.AddConstraint(
            model_name='discount',
            constraint=models.CheckConstraint(condition=models.Q(('minimum__isnull', True), ('minimum__gt', 0), _connector='OR'), name='a_minimum_is_more_than_nothing', violation_error_message='A minimum is more than 0; leave it empty for none.'),
        ),
        migrations.AddConstraint(
            model_name='discount',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='a_discount_ends_after_it_starts', violation_error_message='A code cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='discount',
            constraint=models.CheckConstraint(condition=models.Q(('scope__in', ['everything', 'chosen'])), name='a_discount_has_a_scope'),
        ),
        migrations.AddConstraint(
            model_name='discount',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('limit_total__isnull', True), ('limit_total__gte', 1), _connector='OR'), models.Q(('limit_per_customer__isnull', True), ('limit_per_customer__gte', 1), _connector='OR')), name='a_limit_is_one_or_more'),
        ),
        migrations.AddConstraint(
            model_name='discount',
            constraint=models.CheckConstraint(condition=models.Q(('limit_total__isnull', True), ('used__lte', models.F('limit_total')), _connector='OR'), name='a_discount_is_not_used_more_than_its_limit'),
        ),
        migrations.AddIndex(
            model_name='discountuse',
            index=models.Index(fields=['discount', 'email'], name='discount_uses_by_email'),
        ),
        migrations.AddConstraint(
            model_name='discountuse',
            constraint=models.UniqueConstraint(fields=('order_token',), name='an_order_uses_one_code_once'),
        ),
        migrations.AddIndex(
            model_name='pricechange',
            index=models.Index(fields=['variant', 'at'], name='price_changes_of_a_variant'),
        ),
        migrations.AddConstraint(
            model_name='pricechange',
            constraint=models.CheckConstraint(condition=models.Q(('price__gte', 0)), name='no_price_was_ever_negative'),
        ),
        migrations.RunPython(begin_history, migrations.RunPython.noop),
    ]
