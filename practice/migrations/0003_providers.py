import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0002_quota"),
    ]

    operations = [
        migrations.AddField(
            model_name="call",
            name="provider",
            field=models.CharField(blank=True, max_length=320, verbose_name="模型服务"),
        ),
        migrations.CreateModel(
            name="Provider",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="名称")),
                ("address", models.URLField(verbose_name="地址")),
                ("sealed_key", models.TextField(blank=True, editable=False)),
                ("answer_model", models.CharField(max_length=100, verbose_name="练习用的模型")),
                ("judge_model", models.CharField(blank=True, max_length=100, verbose_name="评分用的模型")),
                ("image_model", models.CharField(blank=True, max_length=100, verbose_name="画图用的模型")),
                (
                    "price_input",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=10,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="输入单价",
                    ),
                ),
                (
                    "price_output",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=10,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="输出单价",
                    ),
                ),
                ("is_enabled", models.BooleanField(default=True, verbose_name="启用")),
                ("is_default", models.BooleanField(default=False, verbose_name="默认")),
                ("position", models.PositiveSmallIntegerField(default=10, verbose_name="备用顺序")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="修改时间")),
            ],
            options={
                "verbose_name": "模型服务",
                "verbose_name_plural": "模型服务",
                "ordering": ["-is_default", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)), fields=("is_default",), name="one_default_provider"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_default", False), ("is_enabled", True), _connector="OR"),
                        name="default_provider_is_enabled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("price_input", None), ("price_output", None)),
                            models.Q(("price_input__isnull", False), ("price_output__isnull", False)),
                            _connector="OR",
                        ),
                        name="prices_of_a_provider_come_in_pairs",
                    ),
                ],
            },
        ),
    ]
