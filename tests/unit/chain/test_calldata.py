# SPDX-License-Identifier: Apache-2.0
"""What a proposal says, read back from the bytes that an encoder of another make laid out."""

from __future__ import annotations

import pytest

from ledger.calendars import shipped_year
from ledger.chain import encode
from ledger.chain.calldata import spoken
from ledger.chain.encode import Call
from ledger.domain.ids import OrgId
from ledger.domain.kinds import Kind, Module, OrgKind
from ledger.service import governing

ORG = OrgId("91150103MA0DEM080G")
ACCOUNT = bytes.fromhex("a0565a27c59e6aca5bdd1c0f768b99a620bb41f2")

SAID = {
    "registration": (
        governing.registration(
            ORG, "示范数据登记有限公司", [OrgKind.REGISTRAR, OrgKind.BANK], group=7, public_body=True
        ),
        "register(registration={org=91150103MA0DEM080G, kinds=[REGISTRAR, BANK], group=7, publicBody=True, "
        "name='示范数据登记有限公司'})",
    ),
    "accreditation": (
        governing.accreditation(ORG, OrgKind.REGISTRAR, 1_782_867_600, 1_900_000_000, 15, 1),
        "accredit(org=91150103MA0DEM080G, kind=REGISTRAR, since=1782867600, until=1900000000, region=15, digit=1)",
    ),
    "the end of a writer": (
        encode.history_end_writer(ACCOUNT, 1 << Kind.CERTIFICATE_ANNOTATED | 1 << 63),  # type: ignore[arg-type]
        "endWriter(module=0xa0565a27C59e6aCA5BDd1c0f768b99A620bb41f2, kinds=[63, CERTIFICATE_ANNOTATED])",
    ),
}


@pytest.mark.parametrize("what", SAID)
def test_a_governed_call_is_read_out(what: str) -> None:
    call, said = SAID[what]
    assert str(spoken(Module(call.module), call.data)) == said


@pytest.mark.parametrize(
    "call",
    [governing.regime(governing.CN_DPR_2026), governing.calendar_year(shipped_year(2026))],
    ids=["regime", "year"],
)
def test_rules_are_read_out_with_their_figures(call: Call) -> None:
    said = str(spoken(Module(call.module), call.data))
    assert ("answerDays=3" in said and "codeSource=LOCAL" in said) or "year=2026" in said


def test_every_act_that_two_authorities_can_agree_on_is_read_out() -> None:
    calls = [
        governing.key(ORG, ACCOUNT, 1),  # type: ignore[arg-type]
        governing.suspension(ORG, OrgKind.BANK, b"\x01" * 32),
        governing.suspension(ORG, OrgKind.BANK, b"\x02" * 32, resume=True),
        governing.regrouping(ORG, 8),
        encode.history_open_writer(ACCOUNT, 1 << 100),  # type: ignore[arg-type]
        encode.certificates_trust_desk(ACCOUNT, True),  # type: ignore[arg-type]
    ]
    read = [spoken(Module(call.module), call.data) for call in calls]
    names = [said.function for said in read if said is not None]
    assert names == ["addKey", "suspend", "resume", "regroup", "openWriter", "trustDesk"]


@pytest.mark.parametrize(
    "name", ["a\x1b[1A\x1b[2K\rCertificateRegistry.trustDesk(", "a\nb", "\u202eab", "a})", ":smile:"]
)
def test_a_name_cannot_move_the_cursor_of_whoever_reads_it_or_end_its_own_quotation(name: str) -> None:
    """A proposer could show the second authority another act than the one that she would confirm."""
    call = governing.registration(ORG, name, [OrgKind.BANK])
    said = str(spoken(Module(call.module), call.data))
    assert said.isprintable()
    assert said.endswith(f"name={name!r}}})")


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\x03", encode.organisations_regroup(ORG, 8).data[:-1]])
def test_what_is_no_whole_call_says_nothing(data: bytes) -> None:
    assert spoken(Module.ORGANISATIONS, data) is None


def test_a_call_of_another_module_says_nothing() -> None:
    assert spoken(Module.HISTORY, encode.organisations_regroup(ORG, 8).data) is None
