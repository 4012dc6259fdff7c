"""Sends wrong words for one receipt at a steady pace until told to stop: a process beside `load`.

    python -m proofs.guesser PORT NUMBER A_SECOND

A guess that is due while all its lines wait for an answer is sent as soon as one is free.
"""

from __future__ import annotations

import http.client
import queue
import secrets
import sys
import threading
import time
from collections import Counter
from urllib.parse import urlencode

from inbeeld.knowledge.receipt_words import receipt_words
from inbeeld.knowledge.words import Lang
from inbeeld.vault.receipts import COUNT
from proofs.reporter import FRONT, HOST

LINES = 40


def main(port: int, number: str, a_second: int) -> None:
    due: queue.Queue[float | None] = queue.Queue()
    answers: Counter[str] = Counter()
    threads = [
        threading.Thread(target=_line, args=(port, number, due, answers), daemon=True)
        for _ in range(LINES)
    ]
    for thread in threads:
        thread.start()
    stop = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.readline(), stop.set()), daemon=True).start()
    since, sent = time.monotonic(), 0
    while not stop.is_set():
        while sent < (time.monotonic() - since) * a_second:
            due.put(time.monotonic())
            sent += 1
        time.sleep(0.005)
    seconds, done = time.monotonic() - since, sum(answers.values())
    told = ", ".join(f"{count} {what}" for what, count in sorted(answers.items()))
    print(
        f"{sent / seconds:.0f} wrong receipts a second asked, {done / seconds:.0f} answered ({told})"
    )


def _line(port: int, number: str, due: queue.Queue[float | None], answers: Counter[str]) -> None:
    line = http.client.HTTPConnection(HOST, port, timeout=60)
    known = receipt_words(Lang.NL)
    what = {"2": "wrong", "3": "busy"}
    while True:
        due.get()
        words = " ".join(secrets.choice(known) for _ in range(COUNT))
        try:
            line.request("POST", "/antwoord", urlencode({"n": number, "w": words}), FRONT)
            answer = line.getresponse()
            answer.read()
            place = answer.headers.get("Location", "")
            answers[what.get(place[-1:], str(answer.status))] += 1
        except (OSError, http.client.HTTPException) as error:
            line.close()
            answers[type(error).__name__] += 1


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
