# SPDX-License-Identifier: Apache-2.0
"""How often data were said to be kept up, and how many of those periods passed without a word (6.4, question 14)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ledger.domain.tables.words import UpdateFrequency

DAY: Final = 86_400
MISSED: Final = 2
"""How many periods of upkeep may pass without a word."""

PERIODS: Final[Mapping[UpdateFrequency, int]] = {
    UpdateFrequency.REAL_TIME: DAY,
    UpdateFrequency.DAILY: DAY,
    UpdateFrequency.WEEKLY: 7 * DAY,
    UpdateFrequency.MONTHLY: 31 * DAY,
    UpdateFrequency.YEARLY: 366 * DAY,
}


def frequency_of(number: int) -> UpdateFrequency:
    """As the application says it on chain, counted from 1."""
    return list(UpdateFrequency)[number - 1] if 0 < number <= len(UpdateFrequency) else UpdateFrequency.OTHER


def missed(frequency: UpdateFrequency, last: int, at: int) -> int:
    """Whole periods from the last upkeep to a moment; 0 where none was promised."""
    period = PERIODS.get(frequency)
    return 0 if period is None else (at - last) // period
