# SPDX-License-Identifier: Apache-2.0
"""Migrate an empty database and compare it with the tables in code: a table without its migration is a finding."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path


def findings() -> list[str]:
    from ledger.store.schema import drift
    from ledger.store.session import open_store

    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'drift.sqlite'}")
        try:
            store.migrate()
            return drift(store)
        finally:
            store.close()


def main() -> int:
    found = findings()
    for finding in found:
        print(finding)
    print(f"migrations: {len(found)} differences between the migrated schema and the tables in code")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
