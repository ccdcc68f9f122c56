import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone


def fill(apps, schema_editor):
    """Each charge gets its lesson and its day; a sample reply reserves nothing any more."""
    Charge = apps.get_model("practice", "Charge")
    SiteMonth = apps.get_model("practice", "SiteMonth")
    Charge.objects.filter(call__is_sample=True).update(reserved=0)
    site = timezone.get_default_timezone()
    places = ("call__attempt__exercise", "call__hand_in__exercise", "enrollment__user")
    for charge in Charge.objects.select_related(*places).iterator():
        asked = charge.call.attempt or charge.call.hand_in
        charge.lesson_id = asked.exercise.lesson_id
        charge.made_on = timezone.localdate(charge.call.queued_at, timezone=site)
        charge.month = charge.made_on.replace(day=1)
        charge.save(update_fields=["lesson", "made_on", "month"])
    counted = Charge.objects.filter(reserved__gt=0).values("month")
    for row in counted.annotate(tokens=Sum(Coalesce(F("spent"), F("reserved")))).order_by():
        SiteMonth.objects.create(month=row["month"], tokens=row["tokens"])
    if schema_editor.connection.vendor == "postgresql":
        # The table is altered next, which waiting checks of foreign keys would forbid.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


_LESSON = {"on_delete": django.db.models.deletion.CASCADE, "related_name": "charges", "to": "courses.lesson"}


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0004_revision_wording"),
        ("practice", "0001_initial"),
        ("progress", "0006_task_pass"),
    ]

    operations = [
        migrations.CreateModel(
            name="Allowance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "learner_day",
                    models.PositiveIntegerField(
                        default=1_000_000,
                        help_text="按学习者自己的时区算一天。练习和评分都算；一次普通的发送大约 2,500 token。0 表示不限。",
                        verbose_name="每人每天多少 token",
                    ),
                ),
                (
                    "lesson_day",
                    models.PositiveIntegerField(
                        default=300, help_text="只数发送，不数评分。0 表示不限。", verbose_name="每人每课每天发几次"
                    ),
                ),
                (
                    "site_month",
                    models.PositiveBigIntegerField(
                        default=100_000_000,
                        help_text="按网站的时区算一个月，所有学习者加在一起；删除了帐号的人用掉的也算。0 表示不限。",
                        verbose_name="全站每月多少 token",
                    ),
                ),
            ],
            options={
                "verbose_name": "额度",
                "verbose_name_plural": "额度",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="one_allowance_for_the_site")
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteMonth",
            fields=[
                ("month", models.DateField(primary_key=True, serialize=False, verbose_name="月份")),
                ("tokens", models.BigIntegerField(default=0)),
            ],
            options={"verbose_name": "每月用量", "verbose_name_plural": "每月用量"},
        ),
        migrations.AddField(
            model_name="handin",
            name="is_over_quota",
            field=models.BooleanField(default=False, verbose_name="额度不够，没有问模型"),
        ),
        migrations.AddField(
            model_name="charge",
            name="cost",
            field=models.DecimalField(decimal_places=6, max_digits=14, null=True, verbose_name="花费"),
        ),
        migrations.AddField(
            model_name="charge",
            name="currency",
            field=models.CharField(blank=True, max_length=12, verbose_name="货币"),
        ),
        migrations.AddField(
            model_name="charge",
            name="lesson",
            field=models.ForeignKey(null=True, verbose_name="课", **_LESSON),
        ),
        migrations.AddField(
            model_name="charge", name="made_on", field=models.DateField(null=True, verbose_name="日期")
        ),
        migrations.AddField(model_name="charge", name="month", field=models.DateField(null=True, verbose_name="月份")),
        migrations.AlterField(
            model_name="charge", name="reserved", field=models.PositiveIntegerField(verbose_name="预留")
        ),
        migrations.AlterField(
            model_name="charge",
            name="settled_at",
            field=models.DateTimeField(null=True, verbose_name="结算时间"),
        ),
        migrations.AlterField(
            model_name="charge", name="spent", field=models.PositiveIntegerField(null=True, verbose_name="用掉")
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="charge", name="lesson", field=models.ForeignKey(verbose_name="课", **_LESSON)
        ),
        migrations.AlterField(model_name="charge", name="made_on", field=models.DateField(verbose_name="日期")),
        migrations.AlterField(model_name="charge", name="month", field=models.DateField(verbose_name="月份")),
        migrations.AddIndex(
            model_name="charge",
            index=models.Index(fields=["enrollment", "made_on"], name="charges_of_a_day"),
        ),
    ]
