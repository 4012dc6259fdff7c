"""The one form of everything sealed: two letters, a form, a suite, a schema, and the sealed body.

    "ib" | form: 1 byte | suite: 1 byte | schema of the content: 2 bytes | body

The header is bound to the body, so neither can be changed. Before sealing, content is padded to a size
class: from outside a short answer, a skipped one and a few lines look alike.
"""

from __future__ import annotations

import enum
import struct
from dataclasses import dataclass

from inbeeld.vault.errors import TooLong, UnknownForm

MAGIC = b"ib"
FORM = 1
HEADER = struct.Struct(">2sBBH")
LENGTH = struct.Struct(">I")
SIZES = (512, 2048, 8192, 32_768, 131_072, 524_288)  # bytes, the length in front included


class Suite(enum.IntEnum):
    """How a body is sealed. A number is never used anew."""

    HYBRID = 1  # HPKE: ML-KEM-768 + X25519, HKDF-SHA256, AES-256-GCM
    KEY = 2  # AES-256-GCM under a key, the nonce in front
    PHRASE = 3  # AES-256-GCM under Argon2id of a password or of words, the nonce in front


@dataclass(frozen=True, slots=True)
class Envelope:
    """What was read of an envelope, unopened."""

    suite: Suite
    schema: int
    header: bytes
    body: bytes


def header(suite: Suite, schema: int) -> bytes:
    """The first bytes of an envelope. `schema` is the version of what is inside, from 1."""
    return HEADER.pack(MAGIC, FORM, suite, schema)


def read(sealed: bytes) -> Envelope:
    """The parts of an envelope. UnknownForm where it is none, or newer than this version."""
    if len(sealed) <= HEADER.size:
        raise UnknownForm("This is too short to be an envelope.")
    magic, form, suite, schema = HEADER.unpack_from(sealed)
    if magic != MAGIC:
        raise UnknownForm("This is not an envelope of ours.")
    if form != FORM or suite not in set(Suite):
        raise UnknownForm("This envelope was made by a newer version. Bring InBeeld up to date.")
    return Envelope(Suite(suite), schema, sealed[: HEADER.size], sealed[HEADER.size :])


def padded(content: bytes) -> bytes:
    """The content with its length in front, filled up to the next size class. TooLong above the last."""
    needed = LENGTH.size + len(content)
    for size in SIZES:
        if needed <= size:
            # In one go: a sum of two would leave a copy of the first behind.
            return b"".join((LENGTH.pack(len(content)), content, bytes(size - needed)))
    raise TooLong(f"This is {len(content)} bytes; {SIZES[-1] - LENGTH.size} is the most.")


def unpadded(filled: bytes) -> bytes:
    """The content. UnknownForm where the length in front cannot be."""
    if len(filled) < LENGTH.size:
        raise UnknownForm("The content has no length in front.")
    (length,) = LENGTH.unpack_from(filled)
    if length > len(filled) - LENGTH.size:
        raise UnknownForm("The content is shorter than it says.")
    return filled[LENGTH.size : LENGTH.size + length]
