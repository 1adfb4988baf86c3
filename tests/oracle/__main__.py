# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.oracle RPC_URL deployment.json ledger.db`: prints differences; exit code 1 if there are any."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.oracle.compare import differences


def main() -> None:
    url, deployment, database = sys.argv[1:4]
    found = differences(url, Path(deployment), Path(database))
    for each in found:
        print(each)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
