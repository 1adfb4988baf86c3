# SPDX-License-Identifier: Apache-2.0
"""Gas at the second and at the thousandth write: every write has a row, paired by name and judged by its ratio."""

from __future__ import annotations

import pytest

from scripts.bench.flat import compared
from scripts.bench.writes import WITHOUT_ROW, findings, named_rows, suites, writes

OFFER, ANCHOR = writes()["AuthorizationRegistry.offer"], writes()["CirculationRegistry.anchor"]
LINES = f"""
  tests/contracts/FlatGrantsGas.t.sol:FlatGrantsAtMany
    flat: AuthorizationRegistry.offer passed on {OFFER} at 1000 105000
    flat: CirculationRegistry.anchor {ANCHOR} at 1000 105001
  tests/contracts/FlatGrantsGas.t.sol:FlatGrantsAtTwo
    flat: AuthorizationRegistry.offer passed on {OFFER} at 2 100000
    flat: CirculationRegistry.anchor {ANCHOR} at 2 100000
"""


def test_every_write_has_a_row_or_a_reason() -> None:
    assert len(suites()) > 1
    assert list(findings(named_rows())) == []


def test_a_write_without_a_row_is_found() -> None:
    rows = named_rows()
    assert list(findings(rows - {"PledgeRegistry.offer"})) == [
        "PledgeRegistry.offer is a write, and has no row in tests/contracts/Flat*Gas.t.sol"
    ]
    assert list(findings(rows | {"PledgeRegistry.offers"})) == [
        "PledgeRegistry.offers has a row, and is no write of ledger/chain/abi"
    ]
    excused = next(iter(WITHOUT_ROW))
    assert list(findings(rows | {excused})) == [f"{excused} is excused in scripts/bench/writes.py, and has a row"]


def test_an_excuse_for_what_is_gone_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WITHOUT_ROW, "History.erase", "nobody may")
    assert list(findings(named_rows())) == [
        "History.erase is excused in scripts/bench/writes.py, and is no write of ledger/chain/abi"
    ]


def test_selectors_are_those_of_the_signatures() -> None:
    """Plain arguments, a struct, a list of structs: as solc encodes the calls."""
    assert writes()["Governance.withdraw"] == "0x8e19899e"
    assert writes()["AuthorizationRegistry.suspend"] == "0xf896c302"
    assert writes()["RegistrationDesk.accept"] == "0x1f1448c8"


def test_a_write_is_flat_within_five_per_cent() -> None:
    flat, grown = compared(LINES)
    assert (flat.figure, flat.value, flat.peer_value, flat.ratio, flat.missed) == (
        "flat: AuthorizationRegistry.offer passed on", 105_000, 100_000, 1.05, False,
    )  # fmt: skip
    assert grown.figure == "flat: CirculationRegistry.anchor"
    assert grown.missed


def test_a_row_of_another_function_ends_the_benchmark() -> None:
    with pytest.raises(SystemExit, match=r"anchor measures 0x\w{8}, which is not CirculationRegistry.anchor"):
        compared(LINES.replace(ANCHOR, OFFER))


@pytest.mark.parametrize("output", ["", LINES.replace("anchor " + ANCHOR + " at 2 ", "anchor " + ANCHOR + " at 3 ")])
def test_what_is_not_measured_twice_ends_the_benchmark(output: str) -> None:
    with pytest.raises(SystemExit, match="measured at 2 and at many"):
        compared(output)
