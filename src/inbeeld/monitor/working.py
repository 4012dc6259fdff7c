"""Does the steps of releases in the making that wait, one after another; goes on after a stop.

    python -m inbeeld.monitor.working DATA

Only one of these works at a time: it holds a lock that the system takes back when it dies. What
says RUNNING while nobody holds the lock was cut off, and is done again from its start: a step
writes its results beside the old ones and puts them in place when it is done.
"""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from inbeeld.monitor.faults import MonitorFault
from inbeeld.monitor.making import (
    Making,
    NotNow,
    Step,
    Trouble,
    Turn,
    at_rest,
    every,
    folder_of,
    root,
    write,
)

LOCK = ".working"
#: A step: the folder and what was chosen; gives the next step, which is a person's, and what to note.
Do = Callable[[Path, Mapping[str, Any]], tuple[Step, Mapping[str, Any]]]


def waits(data: Path) -> bool:
    """Whether there is anything to do; cheap, for whoever looks every second."""
    return any(one.busy for one in every(data))


def work(data: Path, steps: Mapping[Step, Do]) -> int:
    """Does all that waits. Gives how many steps were done; 0 where another is at work."""
    with (root(data) / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return 0
        done = 0
        while waiting := [one for one in reversed(every(data)) if one.busy]:
            _do(data, waiting[0], steps)
            done += 1
        return done


def _do(data: Path, made: Making, steps: Mapping[Step, Do]) -> None:
    from inbeeld.estimate.faults import EstimateFault  # noqa: PLC0415 (loads numpy)

    write(data, replace(made, turn=Turn.RUNNING))
    folder = folder_of(data, made.id)
    at_rest(folder)
    try:
        step, noted = steps[made.step](folder, made.chosen)
    except NotNow as fault:
        write(data, replace(made, turn=Turn.PERSON, said=fault.trouble))
    except (MonitorFault, EstimateFault) as fault:
        write(data, replace(made, turn=Turn.PERSON, said=Trouble.FAILED, detail=str(fault)))
    except Exception:  # a fault of ours must not leave a release at work for ever
        write(data, replace(made, turn=Turn.PERSON, said=Trouble.FAILED, detail=""))
        raise
    else:
        chosen = {**made.chosen, **noted}
        write(data, replace(made, step=step, turn=Turn.PERSON, said="", detail="", chosen=chosen))


if __name__ == "__main__":
    # For numpy, which is loaded below: small matrices, where threads only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

    from inbeeld.monitor.steps import STEPS

    work(Path(sys.argv[1]), STEPS)
