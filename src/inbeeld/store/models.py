"""The tables. Whatever a person wrote stands here sealed; keys to it stand elsewhere.

Every id is made by the program: the role that takes reports in may insert and not select, so it could not
be told an id that the database made. Where a column is not sealed, its comment says why it may be read.
"""

from __future__ import annotations

import uuid

from django.db import models

SIDE = 8


class Group(models.Model):
    """A group's public key in one epoch."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    side = models.CharField(max_length=SIDE)
    epoch = models.PositiveIntegerField()
    public = models.BinaryField()
    begun = models.DateTimeField()
    recovery = models.BinaryField()  # the private key, sealed to that of the recovery shares

    class Meta:
        constraints = (models.UniqueConstraint(fields=["side", "epoch"], name="one_key_an_epoch"),)


class Recovery(models.Model):
    """The public key of the recovery shares. The newest counts; the shares themselves are on paper."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public = models.BinaryField()
    made = models.DateTimeField()


class Member(models.Model):
    """A staff member: a name that colleagues see, and a key under their password."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    public = models.BinaryField()
    wrapped = models.BinaryField()
    salt = models.BinaryField()
    left = models.DateTimeField(null=True)


class Grant(models.Model):
    """A group's private key, sealed to one member. `by` approved it; the first two have no one before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    sealed = models.BinaryField()
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="granted")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["group", "member"], name="one_grant_a_member"),
        )


class Report(models.Model):
    """A report or a draft of one: two public keys, and their private halves sealed to groups.

    It is a draft until it has a receipt. `draft` is a hash of the name in the address of the draft, and
    `until` the moment at which a draft dies. `erase_at` is set once the desk has seen that its reporter
    wants it erased, so that erasing needs nobody's key.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    draft = models.BinaryField(max_length=32, unique=True)
    until = models.DateTimeField(db_index=True)
    desk_public = models.BinaryField()
    desk_sealed = models.BinaryField()
    desk_epoch = models.PositiveIntegerField()
    identity_public = models.BinaryField()
    identity_sealed = models.BinaryField()
    identity_epoch = models.PositiveIntegerField()
    erase_at = models.DateTimeField(null=True)


class Answer(models.Model):
    """The answer to one question for one side. The newest counts; which that is stands inside.

    A report that was sent has an answer for every question and side, skipped ones too, so that this says
    nothing about what somebody answered. Of a draft it does, for an hour.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE)
    question = models.CharField(max_length=40)
    side = models.CharField(max_length=SIDE)
    sealed = models.BinaryField()


class Receipt(models.Model):
    """What a reporter comes back with. The newest of a report counts: the words before are worthless."""

    locator = models.CharField(primary_key=True, max_length=16)
    report = models.ForeignKey(Report, on_delete=models.CASCADE)
    salt = models.BinaryField()
    wrapped = models.BinaryField()
    public = models.BinaryField()
    given = models.DateTimeField()


class Letter(models.Model):
    """A letter or a state in a reporter's mailbox, sealed to the key of one receipt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    receipt = models.ForeignKey(Receipt, on_delete=models.CASCADE)
    sealed = models.BinaryField()


class Request(models.Model):
    """What a reporter asked, sealed to the desk's key of the report."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE)
    sealed = models.BinaryField()
    carried_out = models.DateTimeField(null=True)


class Entry(models.Model):
    """What staff did with a report or wrote beside it, sealed to the report, its time and kind too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE)
    sealed = models.BinaryField()
