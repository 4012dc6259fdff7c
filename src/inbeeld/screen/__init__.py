"""What a chat shows: findings with their reasons, and the advice of `check`.

>>> from datetime import datetime, timezone
>>> from inbeeld.knowledge import load
>>> from inbeeld.screen import Observer, Said, shipped_screen
>>> chat = [Said("stuur nu geld", "B"), Said("anders stuur ik je foto naar je klas", "B")]
>>> now = datetime(2026, 11, 23, 19, 0, tzinfo=timezone.utc)
>>> shown = shipped_screen().conversation(chat, observer=Observer.PARENT, knowledge=load(), at=now)
>>> shown.advice.outcome.value, shown.instigator
('act', 'B')
"""

from inbeeld.knowledge.words import Observer
from inbeeld.screen.nouns import Finding, Line, Said, Screening
from inbeeld.screen.screening import Screen, shipped_screen

__all__ = ["Finding", "Line", "Observer", "Said", "Screen", "Screening", "shipped_screen"]
