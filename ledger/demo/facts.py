# SPDX-License-Identifier: Apache-2.0
"""What the demo leaves beside its ledger: `demo.json`, which says that a directory is a whole demo, and what went on.

Written before the directory takes its place, so a directory without it is no demo or none that is finished.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from ledger.chain.snapshots import replace_file
from ledger.errors import Misconfigured
from ledger.settings import Settings

FILE: Final = "demo.json"


@dataclass(frozen=True, slots=True)
class DemoFacts:
    """Read back from the ledger while it was played. Moments in seconds, days as `2026-10-10`."""

    forms: int
    held: int
    filed: int
    defect_codes: tuple[str, ...]
    silent_filed: int
    silent_refusal: str
    silent_accepted: str
    silent_last_day: str
    objection_filed: int
    objection_decided: int
    evidence_asked: int
    evidence_received: int
    codes: Mapping[str, str]
    """Certificates by the reference of their application."""
    seconds: float


def facts_file(settings: Settings) -> Path:
    return settings.home / FILE


def is_demo(settings: Settings) -> bool:
    return facts_file(settings).is_file()


def keep_facts(settings: Settings, facts: DemoFacts) -> None:
    replace_file(facts_file(settings), json.dumps(asdict(facts), ensure_ascii=False, indent=1).encode(), sync=True)


def read_facts(settings: Settings) -> DemoFacts:
    try:
        told: dict[str, Any] = json.loads(facts_file(settings).read_text(encoding="utf-8"))
        return DemoFacts(**{**told, "defect_codes": tuple(told["defect_codes"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Misconfigured(
            f"{facts_file(settings)} cannot be read; remove {settings.home} and run the demo again",
            zh=f"无法读取 {facts_file(settings)}，请删除 {settings.home} 后重新演示",
            code="DEMO_FACTS_UNREADABLE",
        ) from error
