# SPDX-License-Identifier: Apache-2.0
"""What is told of an act: 200 and the answer that is kept for ever, or 202 and the preparation that waits."""

from __future__ import annotations

from typing import Any, Final

from fastapi import Response

from api.schemas.acts import ActDone, PreparationOut, done, preparation_out
from ledger.service import two_persons
from ledger.service.runtime import Ledger
from ledger.store.queries.preparations import PreparedAct

Told = ActDone | PreparationOut

TWO_PERSONS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"model": ActDone, "description": "Done: final on chain, and in the mirror."},
    202: {"model": PreparationOut, "description": "Prepared; waits for the approver that was named."},
}


def told(response: Response, answer: dict[str, Any] | PreparedAct, ledger: Ledger) -> Told:
    if not isinstance(answer, PreparedAct):
        return done(answer)
    response.status_code = 202
    response.headers["Location"] = f"/v1/preparations/{answer.id}"
    return prepared_told(ledger, answer)


def prepared_told(ledger: Ledger, prepared: PreparedAct) -> PreparationOut:
    """A preparation as its own organisation reads it: with the texts that are kept sealed."""
    return preparation_out(prepared, two_persons.command_of(ledger, prepared), ledger.now())
