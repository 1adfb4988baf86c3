# SPDX-License-Identifier: Apache-2.0
"""Stands by a certificate again and again, through the service: `python -m tests.kills.worker HOME LOG PERSON CODE`.

Each wish is written to LOG before it is asked and after it was told; started anew, the process first repeats what it
had asked and not been told, under the same key. It runs until it is killed, or until a line arrives on its input.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from ledger.domain.ids import CertificateId
from ledger.errors import Refused, Unavailable
from ledger.service import own_affairs
from ledger.service.runtime import Ledger, open_ledger
from ledger.settings import Settings


def lines(log: Path) -> list[dict[str, Any]]:
    """What is in the log; a line that the kill tore was not written."""
    if not log.exists():
        return []
    whole = log.read_text(encoding="utf-8").rpartition("\n")[0]
    return [json.loads(line) for line in whole.splitlines() if line]


def note(log: Path, **said: Any) -> None:
    with log.open("a", encoding="utf-8") as file:
        file.write(json.dumps(said) + "\n")


def ask(ledger: Ledger, person: str, code: str, key: str, stop: threading.Event) -> dict[str, Any]:
    """The answer, however often it takes; a refusal is an answer too."""
    while not stop.is_set():
        try:
            return own_affairs.reaffirm(ledger, ledger.principal(person), key, [CertificateId(code)], f"worker {key}")
        except Unavailable:
            time.sleep(0.1)
        except Refused as error:
            return {"refused": error.code}
    return {}


@contextmanager
def _opened(home: Path, stop: threading.Event) -> Iterator[Ledger]:
    """Opened as often as it takes: the node may be on its way back from a kill of its own."""
    with ExitStack() as stack:
        while True:
            try:
                ledger = stack.enter_context(open_ledger(Settings(home=home)))
                break
            except Unavailable:
                if stop.wait(0.1):
                    raise
        yield ledger


def run(home: Path, log: Path, person: str, code: str, stop: threading.Event) -> None:
    said = lines(log)
    told = {line["told"] for line in said if "told" in line}
    asked = list(dict.fromkeys(line["asked"] for line in said if "asked" in line))
    waiting, number = [key for key in asked if key not in told], len(asked)
    with _opened(home, stop) as ledger:
        note(log, ready=True)
        while not stop.is_set():
            if waiting:
                key = waiting.pop(0)
            else:
                number, key = number + 1, f"{person}-{number + 1}"
            note(log, asked=key)
            answer = ask(ledger, person, code, key, stop)
            if answer:
                note(log, told=key, answer=answer)


def _stop_at_a_line(stop: threading.Event) -> None:
    sys.stdin.readline()
    stop.set()


def main() -> None:
    home, log, person, code = sys.argv[1:5]
    stop = threading.Event()
    threading.Thread(target=_stop_at_a_line, args=(stop,), daemon=True).start()
    run(Path(home), Path(log), person, code, stop)


if __name__ == "__main__":
    main()
