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
from ledger.errors import LedgerError, Unavailable
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
        live = _go_live(ledger)
        with serving_api(ledger, settings.host, settings.port) as url:
            announce(settings, url)
            while not stop.wait(1.0):
                live = look_after(ledger, live)


def _go_live(ledger: Ledger) -> bool:
    """Whether blocks bear the wall clock now. A node that was killed at this moment comes back by itself, and is asked
    again; only what its supervisor cannot mend is raised."""
    if ledger.node is None:
        return True
    try:
        ledger.node.go_live()
    except Unavailable:
        ledger.node.healthy()
        return False
    return True


def look_after(ledger: Ledger, live: bool) -> bool:
    """What threads cannot say for themselves: a supervisor that met what it cannot mend, or that was another process's
    and ended with it; documents waiting for IPFS. Whether blocks bear the wall clock."""
    try:
        live = not ledger.take_over() and live
    except Unavailable:
        return False  # killed while it was brought up: the next look begins anew
    live = live or _go_live(ledger)
    if ledger.node is not None:
        ledger.node.healthy()
    if isinstance(ledger.content, PairedStore):
        ledger.content.drain(limit=8)
    return live


def main() -> None:
    try:
        run(Settings())
    except LedgerError as error:
        sys.exit(report(error))


if __name__ == "__main__":
    main()
