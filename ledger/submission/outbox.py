# SPDX-License-Identifier: Apache-2.0
"""Taking wishes in, and telling what became of them.

A wish is acknowledged by the row that stores it: from then on it is carried out exactly once, whatever is killed. What
the asker is told at the end is stored too, so that a repeat, years later, is told the same.
"""

from __future__ import annotations

import itertools
import json
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ledger.errors import LedgerError, NotFound, Refused, Unavailable
from ledger.store.queries import submission as rows
from ledger.store.queries.submission import Submission, SubmissionState
from ledger.store.session import Store
from ledger.submission.wish import Wish, check_key


@dataclass(frozen=True, slots=True)
class Outbox:
    """The wishes of one store. `clock` gives seconds since 1970."""

    store: Store
    chain_id: int
    clock: Callable[[], float] = time.time
    stopped: Callable[[], LedgerError | None] = lambda: None
    """Why no new wish may be taken in; what was taken in before is told as ever."""

    def put(self, wish: Wish, alongside: Callable[[Any], None] | None = None) -> Submission:
        """Store the wish, or find it: the same key and body give the row that is there already.

        `alongside` writes the records that the wish rests on (salts, documents) in the same commit, or not at all.
        """
        check_key(wish.key)
        known = self._known(wish)
        if known is not None:
            return known
        stopped = self.stopped()
        if stopped is not None:
            raise stopped
        fresh = self._fresh(wish)
        if rows.added(self.store, fresh, alongside):
            return fresh
        # Another process stored the same key between the look and the write: its wish is the one that counts.
        raced = self._known(wish)
        assert raced is not None, "only the key can have been in the way"
        return raced

    def find(self, org_id: str, verb: str, key: str) -> Submission | None:
        with self.store.reading() as session:
            return rows.by_key(session, org_id, verb, key)

    def key_of(self, org_id: str, name: str, verb: str | None = None) -> str:
        """A key made of what an act is about, where no asker chose one. The same act finds its wish again, unless
        that was refused: a key that an asker chose is told the same for ever, but what was too early yesterday need
        not be too early today."""
        with self.store.reading() as session:
            numbered = (name if attempt == 1 else f"{name}#{attempt}" for attempt in itertools.count(1))
            return next(key for key in numbered if not rows.was_refused(session, org_id, key, verb))

    def get(self, submission_id: str) -> Submission:
        with self.store.reading() as session:
            found = rows.by_id(session, submission_id)
        if found is None:
            raise NotFound(
                f"no submission {submission_id}", zh=f"没有编号为 {submission_id} 的提交", code="SUBMISSION_NOT_FOUND"
            )
        return found

    def wait(self, submission_id: str, timeout: float, changed: threading.Condition | None = None) -> Submission:
        """The settled submission. Unavailable if that takes longer; the wish goes on, and the same key finds it."""
        deadline = time.monotonic() + timeout
        while True:
            found = self.get(submission_id)
            if found.settled:
                return found
            left = deadline - time.monotonic()
            if left <= 0:
                raise Unavailable(
                    "the wish is stored and under way; ask again with the same key",
                    zh="请求已保存并在处理中，请用相同的幂等键再次查询",
                    code="SUBMISSION_UNDER_WAY",
                    retry_after=5,
                    submission=submission_id,
                    state=found.state.value,
                )
            _rest(changed, min(left, 0.2))

    def _known(self, wish: Wish) -> Submission | None:
        found = self.find(wish.org_id, wish.verb, wish.key)
        if found is not None and found.body_hash != wish.body_hash:
            raise Refused(
                "this idempotency key was used for another request",
                zh="该幂等键已用于另一请求",
                code="IDEMPOTENCY_KEY_REUSED",
                verb=wish.verb,
                submission=found.id,
            )
        return found

    def _fresh(self, wish: Wish) -> Submission:
        nanoseconds = int(self.clock() * 1e9)
        now = nanoseconds // 1_000_000_000
        draft = {"to": wish.target.hex(), "data": wish.data.hex()}
        return Submission(
            id=f"{nanoseconds:020d}-{secrets.token_hex(8)}",
            org_id=wish.org_id,
            verb=wish.verb,
            idempotency_key=wish.key,
            body_hash=wish.body_hash,
            state=SubmissionState.DRAFT,
            person=wish.person,
            account=wish.account,
            chain_id=self.chain_id,
            target=wish.target,
            command=wish.command,
            draft=json.dumps(draft, sort_keys=True),
            nonce=None,
            signed=None,
            tx_hash=None,
            attempts=0,
            created_at=now,
            updated_at=now,
            sent_at=None,
            block_number=None,
            block_hash=None,
            tx_index=None,
            succeeded=None,
            gas_used=None,
            answer=None,
            error_code=None,
            error_zh=None,
            error_en=None,
        )


def outcome(submission: Submission) -> dict[str, Any]:
    """The answer of a settled wish; raises what refused it, in the words that were stored."""
    if submission.state is SubmissionState.FAILED:
        raise Refused(
            submission.error_en or "refused",
            zh=submission.error_zh or "已拒绝",
            code=submission.error_code or "REFUSED",
            submission=submission.id,
        )
    answer: dict[str, Any] = json.loads(submission.answer or "{}")
    return answer


def _rest(changed: threading.Condition | None, seconds: float) -> None:
    if changed is None:
        time.sleep(seconds)
        return
    with changed:
        changed.wait(seconds)
