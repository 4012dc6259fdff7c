"""InBeeld helps people notice sexual exploitation of minors early, act on it, and count the rest."""

__version__ = "0.1.0"
