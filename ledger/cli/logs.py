# SPDX-License-Identifier: Apache-2.0
"""Where log lines go: one JSON object a line, into a file of the ledger directory. No local variables, no secrets."""

from __future__ import annotations

import structlog

from ledger.settings import Settings


def log_to(settings: Settings, name: str) -> None:
    """From now on this process logs into `logs/<name>` of the ledger directory."""
    settings.logs_dir.mkdir(parents=True, exist_ok=True)
    file = (settings.logs_dir / name).open("a", encoding="utf-8")
    structlog.configure(
        processors=[structlog.processors.TimeStamper("iso"), structlog.processors.JSONRenderer(ensure_ascii=False)],
        logger_factory=structlog.WriteLoggerFactory(file=file),
    )
