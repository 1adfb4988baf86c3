# SPDX-License-Identifier: Apache-2.0
"""Every way in which a node fails or lies, over real HTTP: refused with one error family, and counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ledger.chain.faults import CODES, FAULTS, INCONSISTENT, UNAVAILABLE
from ledger.chain.finality import Depth
from ledger.chain.network import Network, verify_network
from ledger.chain.protocol import Header
from ledger.chain.rpc import Patience, Rpc
from ledger.errors import Inconsistent, LedgerError, Unavailable
from tests.fakes.canned_chain import ALSO_OURS, CHAIN_ID, OURS, CannedChain
from tests.fakes.faulty_rpc import ENVELOPE, HEADER_FAULTS, LOG_FAULTS, RECEIPT_FAULTS, TRANSPORT, FaultyRpc, Plan

ADDRESSES = [bytes.fromhex(OURS[2:]), bytes.fromhex(ALSO_OURS[2:])]
TX = bytes.fromhex(CannedChain().logs[4][0]["transactionHash"][2:])

TRANSPORT_CODES = {
    "http_429": "CHAIN_BUSY",
    "http_500": "CHAIN_HTTP_STATUS",
    "http_503": "CHAIN_HTTP_STATUS",
    "html": "CHAIN_NOT_JSON",
    "truncated_json": "CHAIN_NOT_JSON",
    "empty_body": "CHAIN_NOT_JSON",
    "short_body": "CHAIN_SHORT_BODY",
    "reset": "CHAIN_UNREACHABLE",
    "hang": "CHAIN_TIMEOUT",
    "slow_loris": "CHAIN_TIMEOUT",
    "slow_loris_closing": "CHAIN_TIMEOUT",
    "oversize": "CHAIN_OVERSIZE",
    "oversize_announced": "CHAIN_OVERSIZE",
}
ENVELOPE_CODES = {
    "wrong_id": "CHAIN_WRONG_ID",
    "no_result": "CHAIN_NOT_RPC",
    "result_and_error": "CHAIN_NOT_RPC",
    "error_object": "CHAIN_ERROR_OBJECT",
    "error_text": "CHAIN_NOT_RPC",
    "not_an_object": "CHAIN_NOT_RPC",
    "result_wrong_type": "CHAIN_FIELD_TYPE",
}
LOG_CODES = {
    "log_out_of_range": "CHAIN_LOG_OUT_OF_RANGE",
    "log_foreign_address": "CHAIN_LOG_FOREIGN",
    "log_duplicate": "CHAIN_LOG_DUPLICATE",
    "logs_shuffled": "CHAIN_LOG_ORDER",
    "log_missing": "CHAIN_LOGS_MISSING",
    "logs_empty": "CHAIN_LOGS_MISSING",
    "log_without_block_hash": "CHAIN_LOG_NO_BLOCK",
    "log_null_block_hash": "CHAIN_LOG_NO_BLOCK",
    "log_wrong_block_hash": "CHAIN_LOG_WRONG_BLOCK",
    "log_removed": "CHAIN_LOG_REMOVED",
    "log_forged_topic": "CHAIN_LOG_BLOOM",
    "log_missing_field": "CHAIN_FIELD_MISSING",
    "log_wrong_type": "CHAIN_FIELD_TYPE",
    "log_odd_hex": "CHAIN_FIELD_TYPE",
    "log_short_address": "CHAIN_FIELD_TYPE",
}
HEADER_CODES = {
    "header_other": "CHAIN_HEADER_OTHER",
    "header_missing_field": "CHAIN_FIELD_MISSING",
    "header_wrong_type": "CHAIN_FIELD_TYPE",
    "header_short_bloom": "CHAIN_FIELD_TYPE",
    "header_negative_time": "CHAIN_FIELD_TYPE",
}
RECEIPT_CODES = {
    "receipt_other_block": "CHAIN_RECEIPT_OTHER",
    "receipt_other_transaction": "CHAIN_RECEIPT_OTHER",
    "receipt_foreign_log": "CHAIN_RECEIPT_OTHER",
    "receipt_missing_field": "CHAIN_FIELD_MISSING",
    "receipt_wrong_type": "CHAIN_FIELD_TYPE",
}
QUESTIONS: dict[str, tuple[str, Callable[[Rpc], object]]] = {
    "head": ("eth_getBlockByNumber", lambda rpc: rpc.head()),
    "headers": ("eth_getBlockByNumber", lambda rpc: rpc.headers(1, 9)),
    "logs": ("eth_getLogs", lambda rpc: rpc.logs(1, 9, ADDRESSES)),
    "receipt": ("eth_getTransactionReceipt", lambda rpc: rpc.receipt(TX)),
    "call": ("eth_call", lambda rpc: rpc.call(ADDRESSES[0], b"", 3)),
}


def refusal(question: Callable[[Rpc], object], rpc: Rpc) -> LedgerError:
    with pytest.raises(LedgerError) as caught:
        question(rpc)
    return caught.value


def check_family(error: LedgerError, code: str) -> None:
    assert error.code == code
    assert isinstance(error, Unavailable if code in UNAVAILABLE else Inconsistent)
    assert error.zh
    assert error.en


@pytest.mark.parametrize("asked", QUESTIONS)
@pytest.mark.parametrize("fault", sorted(TRANSPORT))
def test_a_node_that_fails_is_unavailable_whatever_was_asked(
    faulty: FaultyRpc, rpc: Rpc, fault: str, asked: str
) -> None:
    method, question = QUESTIONS[asked]
    faulty.plan = Plan(fault, {method})
    before = FAULTS.snapshot().get(TRANSPORT_CODES[fault], 0)
    error = refusal(question, rpc)
    faulty.release()
    check_family(error, TRANSPORT_CODES[fault])
    assert faulty.served[fault] >= 1
    assert FAULTS.snapshot()[TRANSPORT_CODES[fault]] > before


@pytest.mark.parametrize("asked", QUESTIONS)
@pytest.mark.parametrize("fault", sorted(ENVELOPE_CODES))
def test_an_answer_that_is_no_answer_is_refused_whatever_was_asked(
    faulty: FaultyRpc, rpc: Rpc, fault: str, asked: str
) -> None:
    method, question = QUESTIONS[asked]
    faulty.plan = Plan(fault, {method})
    error = refusal(question, rpc)
    # In a batch that names an id nobody asked for, it is the batch that does not fit.
    code = "CHAIN_WRONG_ID" if (asked, fault) == ("headers", "not_an_object") else ENVELOPE_CODES[fault]
    check_family(error, code)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("head", "CHAIN_NULL"),
        ("headers", "CHAIN_BLOCK_UNKNOWN"),
        ("logs", "CHAIN_FIELD_TYPE"),
        ("call", "CHAIN_NULL"),
    ],
)
def test_null_is_no_answer_where_something_must_be(faulty: FaultyRpc, rpc: Rpc, asked: str, code: str) -> None:
    method, question = QUESTIONS[asked]
    faulty.plan = Plan("null_result", {method})
    check_family(refusal(question, rpc), code)


@pytest.mark.parametrize("fault", sorted(LOG_FAULTS))
def test_a_lie_about_logs_is_inconsistent(faulty: FaultyRpc, rpc: Rpc, fault: str) -> None:
    faulty.plan = Plan(fault, {"eth_getLogs"}, times=1)
    check_family(refusal(QUESTIONS["logs"][1], rpc), LOG_CODES[fault])
    assert LOG_CODES[fault] in INCONSISTENT


@pytest.mark.parametrize("fault", sorted(LOG_FAULTS))
def test_a_lie_about_logs_that_is_told_every_time_is_inconsistent(faulty: FaultyRpc, rpc: Rpc, fault: str) -> None:
    faulty.plan = Plan(fault, {"eth_getLogs"})
    error = refusal(QUESTIONS["logs"][1], rpc)
    assert isinstance(error, Inconsistent)


@pytest.mark.parametrize("fault", sorted(HEADER_CODES))
@pytest.mark.parametrize("question", [lambda rpc: rpc.header(4), lambda rpc: rpc.headers(4, 8)], ids=["one", "range"])
def test_a_lie_about_a_header_is_inconsistent(
    faulty: FaultyRpc, rpc: Rpc, fault: str, question: Callable[[Rpc], object]
) -> None:
    faulty.plan = Plan(fault, {"eth_getBlockByNumber"})
    check_family(refusal(question, rpc), HEADER_CODES[fault])


def test_headers_that_are_not_linked_are_inconsistent(faulty: FaultyRpc, rpc: Rpc) -> None:
    chain = faulty.upstream
    assert isinstance(chain, CannedChain)
    chain.blocks[6]["parentHash"] = HEADER_FAULTS["header_unlinked"]({})["parentHash"]
    error = refusal(lambda client: client.headers(4, 8), rpc)
    check_family(error, "CHAIN_HEADERS_UNLINKED")
    assert error.facts["number"] == 6


def test_headers_that_a_reorg_tore_apart_are_read_again(faulty: FaultyRpc) -> None:
    """The first header of the second batch is of another branch, once."""
    client = Rpc(faulty.url, patience=Patience(attempts=1), header_batch=3)
    faulty.plan = Plan("header_unlinked", {"eth_getBlockByNumber"}, times=2)
    assert [header.number for header in client.headers(1, 6)] == [1, 2, 3, 4, 5, 6]
    assert faulty.asked["eth_getBlockByNumber"] == 4


@pytest.mark.parametrize("fault", sorted(RECEIPT_FAULTS))
def test_a_lie_about_a_receipt_is_inconsistent(faulty: FaultyRpc, rpc: Rpc, fault: str) -> None:
    faulty.plan = Plan(fault, {"eth_getTransactionReceipt"})
    check_family(refusal(QUESTIONS["receipt"][1], rpc), RECEIPT_CODES[fault])


def test_a_receipt_whose_block_was_just_replaced_is_to_be_read_again(faulty: FaultyRpc, rpc: Rpc) -> None:
    faulty.plan = Plan("receipt_other_block", {"eth_getTransactionReceipt"}, times=1)
    check_family(refusal(QUESTIONS["receipt"][1], rpc), "CHAIN_MOVED")


def test_logs_of_a_block_that_was_just_replaced_are_to_be_read_again(faulty: FaultyRpc, rpc: Rpc) -> None:
    headers = rpc.headers(0, 9)
    faulty.upstream = CannedChain(tag="another branch")
    check_family(refusal(lambda client: client.logs(0, 9, ADDRESSES, headers), rpc), "CHAIN_MOVED")


def test_a_head_that_goes_back_is_not_believed_at_once(faulty: FaultyRpc) -> None:
    now = [0.0]
    client = Rpc(faulty.url, patience=Patience(attempts=1, stale_head=5.0), clock=lambda: now[0])
    assert client.head().number == 20
    faulty.plan = Plan("stale_head", {"eth_getBlockByNumber"})
    check_family(refusal(lambda rpc: rpc.head(), client), "CHAIN_STALE_HEAD")
    now[0] = 4.9
    check_family(refusal(lambda rpc: rpc.head(), client), "CHAIN_STALE_HEAD")
    now[0] = 5.1
    assert client.head().number == 17, "what stays so is the chain itself, which went back"


def test_a_head_that_comes_back_is_believed(faulty: FaultyRpc, rpc: Rpc) -> None:
    rpc.head()
    faulty.plan = Plan("stale_head", {"eth_getBlockByNumber"}, times=1)
    refusal(lambda client: client.head(), rpc)
    assert rpc.head().number == 20


def test_a_head_that_another_thread_overtook_is_no_step_back(faulty: FaultyRpc, rpc: Rpc) -> None:
    """Asked before a block was made and answered after another thread had seen it: true when it was asked."""
    height, asked = 19, rpc.transport.ask

    def overtaken(method: str, params: object) -> object:
        nonlocal height
        faulty.upstream = CannedChain(height=height)
        answer = asked(method, params)  # type: ignore[arg-type]
        if height == 19:
            height = 20
            assert rpc.head().number == 20
        return answer

    rpc.transport.ask = overtaken  # type: ignore[method-assign, assignment]
    assert rpc.head().number == 19
    assert rpc.head().number == 20


def test_a_final_block_that_is_no_longer_there_is_inconsistent(faulty: FaultyRpc, rpc: Rpc) -> None:
    assert rpc.finalized().number == 20
    faulty.upstream = CannedChain(tag="another branch")
    check_family(refusal(lambda client: client.finalized(), rpc), "CHAIN_FINAL_MOVED")


def test_the_final_height_never_goes_back(faulty: FaultyRpc) -> None:
    client = Rpc(faulty.url, finality=Depth(2), patience=Patience(attempts=1, stale_head=0.0))
    assert client.finalized().number == 18
    faulty.upstream = CannedChain(height=19)
    assert client.finalized().number == 18


def test_the_final_height_never_goes_back_between_threads(faulty: FaultyRpc) -> None:
    """While one thread reads the block that it was told is final, another sees a later one final."""

    class Overtaken:
        heights = [17, 18, 18]  # noqa: RUF012

        def height(self, chain: object) -> int:
            return self.heights.pop(0)

    client = Rpc(faulty.url, finality=Overtaken(), patience=Patience(attempts=1, stale_head=0.0))
    read, seen = client.header, list[int]()

    def reading(at: int | bytes) -> Header:
        found = read(at)
        if at == 17:
            seen.append(client.finalized().number)
        return found

    client.header = reading  # type: ignore[method-assign]
    assert client.finalized().number == 18
    assert seen == [18]
    assert client.finalized().number == 18


def test_another_chain_is_refused_before_anything_is_written(faulty: FaultyRpc, rpc: Rpc) -> None:
    network = Network("ours", CHAIN_ID, bytes.fromhex(CannedChain().blocks[0]["hash"][2:]), "latest")
    verify_network(rpc, network)
    faulty.plan = Plan("wrong_chain_id", {"eth_chainId"})
    check_family(refusal(lambda client: verify_network(client, network), rpc), "CHAIN_WRONG_CHAIN")


def test_another_genesis_is_refused_before_anything_is_written(faulty: FaultyRpc, rpc: Rpc) -> None:
    network = Network("ours", CHAIN_ID, b"\x01" * 32, "latest")
    check_family(refusal(lambda client: verify_network(client, network), rpc), "CHAIN_WRONG_GENESIS")


def test_a_node_that_is_not_there_is_unavailable() -> None:
    with FaultyRpc(CannedChain()) as gone:
        url = gone.url
    check_family(refusal(lambda client: client.head(), Rpc(url, patience=Patience(attempts=1))), "CHAIN_UNREACHABLE")


@pytest.mark.parametrize("fault", ["http_429", "http_503", "html", "truncated_json", "short_body", "reset"])
def test_a_read_is_asked_again_while_the_node_is_away(faulty: FaultyRpc, fault: str) -> None:
    pauses: list[float] = []
    client = Rpc(faulty.url, patience=Patience(attempts=3), sleep=pauses.append)
    faulty.plan = Plan(fault, {"eth_getBlockByNumber"}, times=2)
    assert client.head().number == 20
    assert len(pauses) == 2
    assert pauses[0] <= 0.1 < pauses[1] * 2 + 0.1


def test_asking_again_has_an_end(faulty: FaultyRpc) -> None:
    client = Rpc(faulty.url, patience=Patience(attempts=3), sleep=lambda _: None)
    faulty.plan = Plan("http_503", {"eth_getBlockByNumber"})
    refusal(lambda rpc: rpc.head(), client)
    assert faulty.asked["eth_getBlockByNumber"] == 3


@pytest.mark.parametrize("fault", ["wrong_id", "no_result", "log_duplicate"])
def test_a_liar_is_not_asked_again(faulty: FaultyRpc, fault: str) -> None:
    client = Rpc(faulty.url, patience=Patience(attempts=3), sleep=lambda _: None)
    faulty.plan = Plan(fault, {"eth_getLogs"})
    refusal(lambda rpc: rpc.logs(1, 9, ADDRESSES), client)
    assert faulty.asked["eth_getLogs"] == 1


def test_a_refused_range_is_halved_until_it_is_answered(faulty: FaultyRpc, rpc: Rpc) -> None:
    whole = rpc.logs(0, 20, ADDRESSES)
    faulty.plan = Plan("range_limit", {"eth_getLogs"}, times=3)
    assert rpc.logs(0, 20, ADDRESSES) == whole
    assert faulty.served["range_limit"] == 3


def test_a_node_that_refuses_every_range_is_unavailable(faulty: FaultyRpc, rpc: Rpc) -> None:
    faulty.plan = Plan("range_limit", {"eth_getLogs"})
    check_family(refusal(lambda client: client.logs(0, 20, ADDRESSES), rpc), "CHAIN_RANGE_LIMIT")


@pytest.mark.parametrize("seed", range(4))
def test_whatever_a_node_does_the_answer_is_true_or_refused(seed: int) -> None:
    """All faults at once, at random: no answer is ever wrong, and when the faults end the client is whole."""
    truth = CannedChain()
    with FaultyRpc(truth) as faulty:
        client = Rpc(faulty.url, timeout=0.2, patience=Patience(attempts=2), sleep=lambda _: None, max_answer=1 << 20)
        expected = client.logs(0, 20, ADDRESSES)
        faulty.plan = Plan.seeded(seed, rate=0.4, methods={"eth_getLogs", "eth_getBlockByNumber"})
        refused: set[str] = set()
        for _ in range(25):
            try:
                assert client.logs(0, 20, ADDRESSES) == expected
            except LedgerError as error:
                refused.add(error.code)
        assert refused
        assert refused <= CODES
        faulty.plan = Plan()
        assert client.logs(0, 20, ADDRESSES) == expected


def test_every_fault_that_the_server_knows_has_its_code_in_these_tables() -> None:
    assert set(TRANSPORT_CODES) == TRANSPORT
    assert set(ENVELOPE_CODES) | {"null_result", "range_limit"} == set(ENVELOPE)
    assert set(LOG_CODES) == set(LOG_FAULTS)
    assert set(HEADER_CODES) | {"header_unlinked"} == set(HEADER_FAULTS)
    assert set(RECEIPT_CODES) == set(RECEIPT_FAULTS)
