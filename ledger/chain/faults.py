# SPDX-License-Identifier: Apache-2.0
"""Every way in which a node can fail or lie to us, as a table: stable code, family, words. And a counter for each.

For: turning a fault that was seen into the one error that callers catch. Not for: deciding whether to retry.
"""

from __future__ import annotations

from collections import Counter
from threading import Lock

from ledger.errors import Inconsistent, LedgerError, Refused, Unavailable

# The node is away, busy or behind: the same question may be answered later.
UNAVAILABLE: dict[str, tuple[str, str]] = {
    "CHAIN_UNREACHABLE": ("the node cannot be reached or closed the connection", "无法连接节点，或连接被断开"),
    "CHAIN_TIMEOUT": ("the node did not finish its answer in time", "节点未在限定时间内答复完毕"),
    "CHAIN_BUSY": ("the node asks us to slow down (429)", "节点要求降低请求频率（429）"),
    "CHAIN_HTTP_STATUS": ("the node answered with an HTTP error", "节点返回 HTTP 错误"),
    "CHAIN_NOT_JSON": ("the answer is not JSON: a page, or cut short", "答复不是 JSON：为网页或被截断"),
    "CHAIN_SHORT_BODY": ("the answer ended before its announced length", "答复短于其声明的长度"),
    "CHAIN_OVERSIZE": ("the answer is larger than we accept", "答复超过可接受的大小"),
    "CHAIN_ERROR_OBJECT": ("the node answered with an error", "节点返回错误"),
    "CHAIN_RANGE_LIMIT": ("the node refuses a range of this size", "节点拒绝此大小的区块范围"),
    "CHAIN_STALE_HEAD": ("the node's head is behind what it showed before", "节点的链头落后于此前所见"),
    "CHAIN_MOVED": ("the chain moved while it was read; read again", "读取期间链发生变动，请重读"),
    "CHAIN_BLOCK_UNKNOWN": ("the node does not have this block (yet)", "节点（尚）没有该区块"),
    "CHAIN_STATE_PRUNED": ("the node no longer has the state of this block", "节点已不再保存该区块的状态"),
    "CHAIN_SEND_UNKNOWN": ("it is unknown whether the node took the transaction", "不能确定节点是否收到该交易"),
}

# The answer contradicts the question, itself, or what is certain: nothing is written, somebody should look.
INCONSISTENT: dict[str, tuple[str, str]] = {
    "CHAIN_WRONG_ID": ("the answer carries another request's id", "答复的编号不属于本次请求"),
    "CHAIN_NOT_RPC": ("the answer is JSON but no JSON-RPC answer", "答复不是 JSON-RPC 格式"),
    "CHAIN_NULL": ("the answer is null where there must be a value", "答复为空，而此处必须有值"),
    "CHAIN_FIELD_MISSING": ("a field is missing in the answer", "答复缺少字段"),
    "CHAIN_FIELD_TYPE": ("a field of the answer has the wrong type or size", "答复字段的类型或长度不符"),
    "CHAIN_HEADER_OTHER": ("another block was given than was asked for", "所给区块并非所问区块"),
    "CHAIN_HEADERS_UNLINKED": ("headers are not linked by their parent hashes", "区块头之间的父哈希不相连"),
    "CHAIN_LOG_OUT_OF_RANGE": ("a log lies outside the asked range", "日志超出所问范围"),
    "CHAIN_LOG_FOREIGN": ("a log is of an address that was not asked for", "日志来自未询问的地址"),
    "CHAIN_LOG_DUPLICATE": ("the same log was given twice", "同一日志出现两次"),
    "CHAIN_LOG_ORDER": ("logs are not in the order of the chain", "日志顺序与链上不符"),
    "CHAIN_LOG_NO_BLOCK": ("a log does not say to which block it belongs", "日志未说明所属区块"),
    "CHAIN_LOG_WRONG_BLOCK": (
        "a log's block hash is not that of the block at its height",
        "日志的区块哈希与该高度的区块不符",
    ),
    "CHAIN_LOG_REMOVED": ("a log marked as removed was given as valid", "已标记为移除的日志被当作有效"),
    "CHAIN_LOG_BLOOM": ("a log is not in its block's bloom", "日志不在所属区块的布隆过滤器中"),
    "CHAIN_LOGS_MISSING": ("the bloom shows logs that were not given", "布隆过滤器表明有日志未给出"),
    "CHAIN_RECEIPT_OTHER": ("the receipt is of another transaction or block", "回执属于其他交易或区块"),
    "CHAIN_TX_OTHER": ("another transaction was given than was asked for", "所给交易并非所问交易"),
    "CHAIN_HASH_OTHER": ("the node names another hash for the bytes that were sent", "节点对所发交易给出不同的哈希"),
    "CHAIN_PROOF_OTHER": ("the proof is for another account or other slots", "证明属于其他账户或存储位"),
    "CHAIN_WRONG_CHAIN": ("this is another chain: its chain id differs", "链编号不符，这是另一条链"),
    "CHAIN_WRONG_GENESIS": ("this is another chain: its genesis differs", "创世区块不符，这是另一条链"),
    "CHAIN_FINAL_MOVED": ("a block that was final is no longer on the chain", "已终局的区块不再位于链上"),
}

CODES = frozenset(UNAVAILABLE) | frozenset(INCONSISTENT)


class CallReverted(Refused):
    """A call or an estimate ended in a revert. `data` is what the contract returned, for the decoder of errors."""

    default_code = "CHAIN_CALL_REVERTED"

    def __init__(self, data: bytes, message: str) -> None:
        super().__init__(
            f"the contract refuses: {message or 'no reason given'}", zh="合约拒绝执行该调用", data="0x" + data.hex()
        )
        self.data = data


class FaultCounter:
    """How often each fault was seen. `snapshot()` is what a metrics page reads."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._lock = Lock()

    def add(self, code: str) -> None:
        with self._lock:
            self._counts[code] += 1

    def snapshot(self) -> dict[str, int]:
        with self._lock:
            return dict(self._counts)


FAULTS = FaultCounter()
"""One for the process: faults are counted where they are made, whoever catches them."""


def fault(code: str, detail: str = "", **facts: object) -> LedgerError:
    """The error of this code, counted. To be raised by the caller, so that `from` can name the cause."""
    FAULTS.add(code)
    suffix = f": {detail}" if detail else ""
    if code in UNAVAILABLE:
        en, zh = UNAVAILABLE[code]
        return Unavailable(en + suffix, zh=zh, code=code, retry_after=1, **facts)
    en, zh = INCONSISTENT[code]
    return Inconsistent(en + suffix, zh=zh, code=code, **facts)
