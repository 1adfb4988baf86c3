# SPDX-License-Identifier: Apache-2.0
"""Is the service there, is it of use, how far has it read."""

from __future__ import annotations

import asyncio
from typing import Final, Literal

from fastapi import APIRouter, Request

from api.deps import ledger_of, promptly, reading
from api.schemas.fields import Shown
from api.schemas.registry import HeadOut, head_out
from ledger.indexer.follower import Follower, FollowerStatus, not_ready

router = APIRouter(tags=["standing"])

_LOOKS: Final = 50
_PAUSE: Final = 0.02


class Health(Shown):
    status: Literal["ok"]


class Ready(Shown):
    status: Literal["ready"]
    block: int


@router.get("/health", response_model=Health, summary="The process answers")
async def health() -> Health:
    return Health(status="ok")


@router.get("/ready", response_model=Ready, summary="The mirror follows the chain and acts can be sent")
async def ready(request: Request) -> Ready:
    """503 with a code until the mirror has caught up, and whenever reading or sending is in trouble."""
    ledger = ledger_of(request)
    status = await _settled(ledger.follower)
    stopped = status.stopped()
    if stopped is not None:
        raise stopped
    if status.error is not None:
        raise not_ready("MIRROR_FAILING", "the mirror cannot follow the chain", "镜像无法跟随链", status.error)
    if not status.caught_up or status.position is None:
        raise not_ready("MIRROR_CATCHING_UP", "the mirror has not caught up yet", "镜像尚未追上", None)
    if ledger.sender.trouble is not None:
        raise not_ready("SENDER_IN_TROUBLE", "acts cannot be sent", "操作暂不能上链", ledger.sender.trouble)
    return Ready(status="ready", block=status.position.block.number)


async def _settled(follower: Follower) -> FollowerStatus:
    """A new block is read within moments; only what takes longer is worth telling a load balancer."""
    for _ in range(_LOOKS):
        status = follower.status()
        if status.caught_up or status.halted or status.error is not None:
            return status
        await asyncio.sleep(_PAUSE)
    return follower.status()


@router.get("/v1/head", response_model=HeadOut, summary="The head of the mirror")
async def head(request: Request) -> HeadOut:
    def answer() -> HeadOut:
        with reading(request, tagged=True) as view:
            return head_out(view.head)

    return await promptly(ledger_of(request), answer)
