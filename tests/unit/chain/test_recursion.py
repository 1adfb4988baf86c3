# SPDX-License-Identifier: Apache-2.0
"""Importing the chain's libraries must not make nested input deadly."""

from __future__ import annotations

import json
import subprocess
import sys
import threading

import pytest

import ledger.chain


def test_the_limit_of_recursion_is_one_that_a_stack_holds() -> None:
    assert sys.getrecursionlimit() <= ledger.chain.DEEPEST


def test_it_is_so_in_a_fresh_process_whatever_part_of_the_chain_is_imported_first() -> None:
    program = "import ledger.chain.signer, ledger.chain.rpc, ledger.chain.deploy, sys; print(sys.getrecursionlimit())"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(told.stdout) <= ledger.chain.DEEPEST


@pytest.mark.parametrize("nested", ["[" * 1_000_000, '{"a":' * 200_000], ids=["lists", "objects"])
def test_deep_nesting_is_refused_on_a_threads_stack_too(nested: str) -> None:
    seen: list[type[BaseException]] = []

    def read() -> None:
        try:
            json.loads(nested)
        except (RecursionError, ValueError) as error:
            seen.append(type(error))

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert seen == [RecursionError]
