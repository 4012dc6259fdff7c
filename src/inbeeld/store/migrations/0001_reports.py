import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                ("public", models.BinaryField()),
                ("wrapped", models.BinaryField()),
                ("salt", models.BinaryField()),
                ("left", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("locator", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("salt", models.BinaryField()),
                ("wrapped", models.BinaryField()),
                ("public", models.BinaryField()),
                ("given", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Recovery",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("public", models.BinaryField()),
                ("made", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("draft", models.BinaryField(max_length=32, unique=True)),
                ("until", models.DateTimeField(db_index=True)),
                ("desk_public", models.BinaryField()),
                ("desk_sealed", models.BinaryField()),
                ("desk_epoch", models.PositiveIntegerField()),
                ("identity_public", models.BinaryField()),
                ("identity_sealed", models.BinaryField()),
                ("identity_epoch", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("side", models.CharField(max_length=8)),
                ("epoch", models.PositiveIntegerField()),
                ("public", models.BinaryField()),
                ("begun", models.DateTimeField()),
                ("recovery", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("side", "epoch"), name="one_key_an_epoch")
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                (
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="store.receipt"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="receipt",
            name="report",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.report"),
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("question", models.CharField(max_length=40)),
                ("side", models.CharField(max_length=8)),
                ("sealed", models.BinaryField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="store.report"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("carried_out", models.DateTimeField(null=True)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="store.report"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("at", models.DateTimeField()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="store.group"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="granted",
                        to="store.member",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="store.member"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("group", "member"), name="one_grant_a_member")
                ],
            },
        ),
    ]
