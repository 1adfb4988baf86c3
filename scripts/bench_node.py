# SPDX-License-Identifier: Apache-2.0
"""How many certificates the embedded node carries before its snapshots make a block late: `make bench-node`.

Whole cases go through the demo's deployment in batches of a hundred, as raw transactions of the registrar's two
persons. After each thousand a snapshot is taken thrice, and the fastest counts: what else the machine does is not
measured. A block waits for a snapshot that is being taken, so the node carries as many certificates as a snapshot takes
a second for. Beyond what was issued that is a line through what was measured, and said to be one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bench.figures import RESULTS, Figure, report
from bench.registry import Registry, demo_registry
from bench.transactions import GAS_LIMIT

from ledger.chain import encode
from ledger.chain.contracts import prepared_typed_data
from ledger.chain.encode import NO_PREPARATION, Call
from ledger.chain.fees import FREE
from ledger.chain.node import EmbeddedNode
from ledger.chain.protocol import Receipt, Rejected
from ledger.chain.signer import Draft
from ledger.demo.cast import REGIME
from ledger.demo.stage import moment
from ledger.domain.ids import CaseId, CertificateId, case_id, name_bytes
from ledger.domain.keccak import keccak
from ledger.domain.kinds import Module
from ledger.domain.structs import Act, Certification, Evidencing, Notice, Preparation
from ledger.domain.structs import Application as ChainApplication
from ledger.service.filing import Attachment, FilingOrder, prepared
from ledger.service.runtime import Principal
from ledger.service.two_persons import TwoPersonAct

BATCH = 100
SAMPLE = 1000
TAKES = 3
LATE = 1.0
FILED, ACCEPTED, NOTICED, CERTIFIED = date(2026, 7, 1), date(2026, 7, 2), date(2026, 7, 3), date(2026, 7, 13)


@dataclass(frozen=True, slots=True)
class Sample:
    certificates: int
    snapshot_seconds: float
    snapshot_bytes: int
    block_seconds: float
    slowest_block: float


class Raw:
    """Batches of cases by raw transactions, each mined before the next."""

    def __init__(self, registry: Registry) -> None:
        self._ledger = registry.stage.ledger
        self._team = registry.team
        application = registry.pattern
        papers = [Attachment(column, f"{column}.txt", column.encode()) for column in application.documents]
        order = FilingOrder(registry.team.preparer, registry.team.registrar, REGIME, application, papers)
        self._pattern = prepared(self._ledger, order).application
        self._words: dict[bytes, bytes] = {}

    @property
    def node(self) -> EmbeddedNode:
        assert self._ledger.node is not None, "the demo's chain is embedded"
        return self._ledger.node

    def cases(self, first: int) -> list[CaseId]:
        deployment = self._ledger.deployment
        desk = deployment.addresses[Module.DESK]
        return [case_id(deployment.chain_id, desk, self._team.registrar, _ref(first + n)) for n in range(BATCH)]

    def submit(self, first: int) -> None:
        filing, content = self._pattern.filing, self._pattern.content
        items = [ChainApplication(replace(filing, ref=_ref(first + n)), content) for n in range(BATCH)]
        self._send(self._team.preparer, encode.desk_submit(items, NO_PREPARATION))

    def accept(self, first: int) -> None:
        self._send(self._team.preparer, encode.desk_accept(self._acts(first, self._team.preparer)))

    def notice(self, first: int) -> None:
        items = [Notice(act, 0) for act in self._acts(first, self._team.preparer)]
        self._send(self._team.preparer, encode.desk_open_notice(items))

    def evidence(self, first: int) -> None:
        items = [
            Evidencing(act, moment(CERTIFIED, 9), f"DEMO-{first + n}", keccak(act.id))
            for n, act in enumerate(self._acts(first, self._team.approver))
        ]
        self._two(TwoPersonAct(encode.desk_evidence_items(items), lambda given: encode.desk_evidence(items, given)))

    def certify(self, first: int) -> None:
        content = self._pattern.content
        items = [
            Certification(act, _code(first + n + 1), content.term_years, content.rights, keccak(act.id), keccak(act.id))
            for n, act in enumerate(self._acts(first, self._team.approver))
        ]
        self._two(TwoPersonAct(encode.desk_certify_items(items), lambda given: encode.desk_certify(items, given)))

    def _acts(self, first: int, who: Principal) -> list[Act]:
        return [
            Act(case, self._words.get(case, bytes(32)), who.commitment, keccak(case + b"paper"))
            for case in self.cases(first)
        ]

    def _two(self, act: TwoPersonAct) -> None:
        preparer, deadline = self._team.preparer, moment(CERTIFIED, 23)
        typed = prepared_typed_data(self._ledger.deployment, act.items, preparer.commitment, deadline)
        account = preparer.signing_account()
        signature = self._ledger.keys.signer(account).sign_typed_data(typed.domain, typed.types, typed.message)
        self._send(self._team.approver, act.call(Preparation(account, preparer.commitment, deadline, signature)))

    def _send(self, who: Principal, call: Call) -> None:
        rpc, account = self._ledger.rpc, who.signing_account()
        target = self._ledger.deployment.addresses[call.module]
        draft = Draft(target, call.data, rpc.nonce(account), GAS_LIMIT, FREE, rpc.chain_id())
        signed = self._ledger.keys.signer(account).sign_transaction(draft)
        outcome = rpc.send_raw(signed.raw)
        if isinstance(outcome, Rejected):
            raise SystemExit(f"the node refuses a batch: {outcome.reason}")
        while (receipt := rpc.receipt(signed.hash)) is None:
            self.node.healthy()
        if not receipt.succeeded:
            raise SystemExit(f"a batch reverted: 0x{signed.hash.hex()}")
        self._remember(receipt)

    def _remember(self, receipt: Receipt) -> None:
        """History's words after the act, from its entries: length, then the head without its last four bytes."""
        history = self._ledger.deployment.addresses[Module.HISTORY]
        for log in receipt.logs:
            if log.address == history:
                self._words[log.topics[1]] = log.data[60:64] + log.data[128:156]


def _ref(number: int) -> bytes:
    return name_bytes(f"N-{number:06d}", 32)


def _code(serial: int) -> CertificateId:
    return CertificateId(f"SJ151202607{serial:04d}")


def run(raw: Raw, count: int) -> Iterator[Sample]:
    """Samples before the first certificate, after each thousand, and after the last."""
    phases: Sequence[tuple[date, Callable[[int], None]]] = (
        (FILED, raw.submit), (ACCEPTED, raw.accept), (NOTICED, raw.notice), (CERTIFIED, raw.evidence),
    )  # fmt: skip
    yield sample(raw, 0)
    for day, act in phases:
        raw.node.walk_to(moment(day))
        for first in range(0, count, BATCH):
            act(first)
    for first in range(0, count, BATCH):
        raw.certify(first)
        if (first + BATCH) % SAMPLE == 0 or first + BATCH == count:
            yield sample(raw, first + BATCH)


def sample(raw: Raw, certificates: int) -> Sample:
    seen, snapshots, blocks = raw.node.figures, [], []
    for _ in range(TAKES):
        raw.node.mine()
        blocks.append(seen.last_block_seconds)
        raw.node.snapshot_now()
        snapshots.append(seen.last_snapshot_seconds)
    found = Sample(certificates, min(snapshots), seen.snapshot_bytes, min(blocks), seen.slowest_block_seconds)
    print(
        f"  {certificates:6,} certificates: snapshot {found.snapshot_bytes / 1e6:.1f} MB in "
        f"{found.snapshot_seconds:.2f} s, empty block {found.block_seconds * 1000:.0f} ms",
        flush=True,
    )
    return found


def figures(samples: Sequence[Sample]) -> list[Figure]:
    """All cases of the run are open from the second sample on, so the line goes through the first and the last."""
    first, last = samples[0], samples[-1]
    count = last.certificates
    seconds = max(last.snapshot_seconds - first.snapshot_seconds, 1e-9) / count
    carried = int((LATE - first.snapshot_seconds) / seconds)
    return [
        Figure("certificates issued, whole cases", count, "certificates"),
        Figure("snapshot with all of them", round(last.snapshot_seconds, 3), "s"),
        Figure("snapshot with all of them, size", last.snapshot_bytes, "bytes"),
        Figure("snapshot, for each certificate", (last.snapshot_bytes - first.snapshot_bytes) // count, "bytes"),
        Figure("empty block with all of them", round(last.block_seconds, 4), "s"),
        Figure("slowest block, a batch of 100 acts", round(last.slowest_block, 4), "s"),
        Figure("certificates until a snapshot takes a second, extrapolated", carried, "certificates"),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--certificates", type=int, default=3000, help=f"a multiple of {BATCH}, up to 9,900")
    count = parser.parse_args().certificates
    if count % BATCH or not 0 < count <= 9900:
        parser.error(f"a multiple of {BATCH} up to 9,900: a registrar has 9,999 codes a month")
    with demo_registry(RESULTS / "node-ledger") as registry:
        samples = list(run(Raw(registry), count))
    return report("node", figures(samples))


if __name__ == "__main__":
    sys.exit(main())
