# SPDX-License-Identifier: Apache-2.0
"""Importing the chain's libraries must not make nested input deadly."""

from __future__ import annotations

import json
import subprocess
import sys
import threading

import pytest

from ledger.chain import libraries


def test_the_limit_of_recursion_is_one_that_a_stack_holds() -> None:
    assert sys.getrecursionlimit() <= libraries.DEEPEST


def in_a_fresh_process(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize(
    "use", ["libraries.account()", "libraries.typed_data({}, {'A': []}, {})", "rpc.Rpc('http://127.0.0.1:1').web3()"]
)
def test_it_is_so_in_a_fresh_process_whichever_library_is_used_first(use: str) -> None:
    program = f"from ledger.chain import libraries, rpc; import sys; {use}; print(sys.getrecursionlimit())"
    assert int(in_a_fresh_process(program)) <= libraries.DEEPEST


def test_a_verb_that_only_reads_the_mirror_waits_for_no_library_that_signs_or_serves() -> None:
    heavy = {"eth_account", "web3", "py_ecc", "fastapi", "uvicorn"}
    told = in_a_fresh_process(f"import ledger.cli.app, sys; print(sorted({heavy} & set(sys.modules)))")
    assert told == "[]"


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
