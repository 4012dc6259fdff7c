"""Logs that something failed and where in the code, never what a visitor asked or sent."""

from __future__ import annotations

import logging
import traceback


class QuietFormatter(logging.Formatter):
    """The kind of error and the last lines of code it passed, without message or values."""

    def format(self, record: logging.LogRecord) -> str:
        when = self.formatTime(record)
        if not record.exc_info or record.exc_info[0] is None:
            return f"{when} {record.levelname} {record.name}"
        kind, _, trace = record.exc_info
        places = [
            f"{frame.filename.rpartition('inbeeld')[2]}:{frame.lineno}"
            for frame in traceback.extract_tb(trace)[-3:]
        ]
        return f"{when} {record.levelname} {kind.__name__} at {' < '.join(reversed(places))}"
