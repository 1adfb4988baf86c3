# SPDX-License-Identifier: Apache-2.0
"""The oracle: a second reader of the ledger that shares no code with the first, so that a mistake in one shows.

    node.py        raw JSON-RPC; storage proven by `eth_getProof` against the block's own hash
    signatures.py  what the contracts' events look like, written from the interfaces
    expected.py    heads, entries and rows that the logs of a chain stand for
    compare.py     those against the tables of a mirror, column by column

    python -m tests.oracle RPC_URL deployment.json ledger.db

It imports nothing from `ledger` (a test looks), decodes with eth_abi, hashes with pysha3 and proves with PyPI's `trie`.
Not for: speed, forks, or reading while blocks are being made.
"""
