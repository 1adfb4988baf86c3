# SPDX-License-Identifier: Apache-2.0
"""The process that `ledger up` starts: node, follower, sender and API of one ledger directory, until SIGTERM."""

from __future__ import annotations

import signal
import sys
import threading

from api import serving as serving_api
from ledger.cli.logs import log_to
from ledger.cli.output import report
from ledger.content.pair import PairedStore
from ledger.errors import LedgerError
from ledger.service.operating import announce, serving
from ledger.service.runtime import Ledger, open_ledger
from ledger.settings import Settings


def run(settings: Settings) -> None:
    """Serve until told to stop; what was acknowledged is on disk at every moment."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    log_to(settings, "requests.log")
    with serving(settings), open_ledger(settings) as ledger:
        _go_live(ledger)
        with serving_api(ledger, settings.host, settings.port) as url:
            announce(settings, url)
            while not stop.wait(1.0):
                _look_after(ledger)


def _go_live(ledger: Ledger) -> None:
    if ledger.node is not None:
        ledger.node.go_live()


def _look_after(ledger: Ledger) -> None:
    """What threads cannot say for themselves: a supervisor that met what it cannot mend, or that was another process's
    and ended with it; documents waiting for IPFS."""
    if ledger.take_over():
        _go_live(ledger)
    if ledger.node is not None:
        ledger.node.healthy()
    if isinstance(ledger.content, PairedStore):
        ledger.content.drain(limit=8)


def main() -> None:
    try:
        run(Settings())
    except LedgerError as error:
        sys.exit(report(error))


if __name__ == "__main__":
    main()
