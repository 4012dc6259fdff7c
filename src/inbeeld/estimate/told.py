"""An estimate as JSON tells it, to others and to a later step."""

from __future__ import annotations

import math
from typing import Any

from inbeeld.estimate.result import Estimate, Interval


def as_dict(one: Estimate) -> dict[str, Any]:
    """As docs/schemas/monitor-estimate.json says. What nothing bounds is null."""
    main = one.interval(0.95)
    return {
        "method": one.method.value,
        "estimate": one.estimate,
        "interval": interval_as_dict(main) if main else None,
        "intervals": [interval_as_dict(interval) for interval in one.intervals],
        "terms": [list(term) for term in one.terms],
        "status": one.status.value,
        "warnings": [caution.value for caution in one.cautions],
        "diagnostics": [
            {"name": name, "number": number if math.isfinite(number) else None}
            for name, number in one.diagnostics.items()
        ],
        "seconds": round(one.seconds, 6),
    }


def interval_as_dict(one: Interval) -> dict[str, float | None]:
    return {
        "level": one.level,
        "low": one.low,
        "high": one.high if math.isfinite(one.high) else None,
    }
