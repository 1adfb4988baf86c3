# SPDX-License-Identifier: Apache-2.0
"""Packed words come back as they were packed, lie where Words.sol draws them, and refuse bits that nobody drew."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from eth_abi import encode
from eth_utils import keccak
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain import pledge_words, words
from ledger.domain.ids import Address, CaseId, CertificateId, OrgId, PartyId, PledgeId, RegimeId
from ledger.domain.kinds import (
    Answer,
    Basis,
    CaseState,
    CertificateStatus,
    Circulation,
    CodeSource,
    LoanStanding,
    Module,
    OrgKind,
    Outcome,
    PledgeState,
    RightBits,
    Standing,
)
from ledger.domain.words import Lane
from ledger.errors import Inconsistent

DRAWING = (Path(__file__).resolve().parents[3] / "contracts" / "types" / "Words.sol").read_text(encoding="utf-8")
ORG = OrgId("91310000MA1FL00001")
ORG_BITS = int.from_bytes(b"91310000MA1FL00001", "big")

u8, u12, u16, u24, u40, u96 = (st.integers(0, 2**bits - 1) for bits in (8, 12, 16, 24, 40, 96))
u120, u128, u256, u4 = (st.integers(0, 2**bits - 1) for bits in (120, 128, 256, 4))
orgs = st.text("0123456789ABCDEFGHJ", max_size=18).map(OrgId)
lanes = st.builds(Lane, since=u40, until=u40)

ANY_WORD: dict[str, st.SearchStrategy[Any]] = {
    "history": st.builds(words.HistoryWord, st.integers(0, 2**32 - 1), st.binary(min_size=28, max_size=28)),
    "organisation": st.builds(words.OrganisationWord, u128, u16, u24, u40, u8),
    "accreditation": st.builds(words.AccreditationWord, u40, u40, u40, u8, u8, st.booleans(), st.booleans()),
    "key": st.builds(words.KeyWord, orgs, u40, u40, st.booleans()),
    "regime": st.builds(
        words.RegimeWord, u8, u8, u8, u8, u8, u8, u8, st.sampled_from(CodeSource), u8, st.just("SJ"), st.booleans()
    ),
    "case": st.builds(words.CaseWord, orgs, st.sampled_from(CaseState), u16, u16, u16, u40, u8, u8),
    "tally": st.builds(words.TallyWord, u8, u8, u8),
    "objection": st.builds(words.ObjectionWord, orgs, st.sampled_from(Outcome)),
    "certificate": st.builds(words.CertificateWord, orgs, u40, u40, u12, st.sampled_from(CertificateStatus), u8, u8),
    "circulation": st.builds(
        words.CirculationWord,
        st.binary(min_size=18, max_size=18),
        st.sampled_from(Circulation),
        st.sampled_from(Answer),
        st.sampled_from(Standing),
        u8,
        u40,
    ),
    "annotation": st.builds(words.AnnotationWord, orgs, u40, u40, u4, u4, st.booleans()),
    "encumbrance": st.builds(pledge_words.EncumbranceWord, u8, u8, u16, orgs, u40),
    "encumbered units": st.builds(pledge_words.EncumberedUnits, u256),
    "pledge": st.builds(
        pledge_words.PledgeWord, orgs, u40, st.sampled_from(PledgeState), u4, u16, u4, u4, u16, st.integers(0, 255)
    ),
    "compensation": st.builds(pledge_words.CompensationWord, u16, u96, u96),
    "loan": st.builds(pledge_words.LoanWord, st.sampled_from(LoanStanding), st.booleans(), u40, u40, u40, u120),
    "right units": st.builds(words.RightUnits, lanes, lanes, lanes, st.sampled_from(Basis), st.integers(0, 255)),
    "standing": st.builds(
        words.StandingWord, st.integers(0, 255), st.integers(0, 255), st.integers(0, 15), st.integers(0, 255)
    ),
}


@pytest.mark.parametrize("name", ANY_WORD)
def test_every_word_comes_back_as_it_was_packed(name: str) -> None:
    @given(ANY_WORD[name])
    def comes_back(value: Any) -> None:
        packed = value.pack()
        assert 0 <= packed < 2**256
        assert type(value).unpack(packed) == value

    comes_back()


DRAWN: list[tuple[str, Any, int]] = [
    ("length", words.HistoryWord(7, bytes(28)), 7 << 224),
    ("head", words.HistoryWord(0, b"\x01" * 28), int("01" * 28, 16)),
    ("acts of two persons", words.OrganisationWord(1 << 47, 0, 0, 0, 0), 1 << 47),
    ("kinds of organisation", words.OrganisationWord(0, 2, 0, 0, 0), 2 << 128),
    ("affiliation group", words.OrganisationWord(0, 0, 9, 0, 0), 9 << 144),
    ("registered at", words.OrganisationWord(0, 0, 0, 5, 0), 5 << 168),
    ("flags", words.OrganisationWord(0, 0, 0, 0, 2), 2 << 208),
    ("accredited since", words.AccreditationWord(3, 0, 0, 0, 0, False), 3),
    ("accredited until", words.AccreditationWord(0, 3, 0, 0, 0, False), 3 << 40),
    ("suspended at", words.AccreditationWord(0, 0, 3, 0, 0, False), 3 << 80),
    ("region", words.AccreditationWord(0, 0, 0, 31, 0, False), 31 << 120),
    ("digit", words.AccreditationWord(0, 0, 0, 0, 2, False), 2 << 128),
    ("accredited", words.AccreditationWord(0, 0, 0, 0, 0, True), 1 << 136),
    ("succeeded", words.AccreditationWord(0, 0, 0, 0, 0, False, True), 1 << 137),
    ("organisation of a key", words.KeyWord(ORG, 0, 0, False), ORG_BITS),
    ("key since", words.KeyWord(OrgId(""), 3, 0, False), 3 << 144),
    ("key until", words.KeyWord(OrgId(""), 0, 3, False), 3 << 184),
    ("compromised", words.KeyWord(OrgId(""), 0, 0, True), 1 << 224),
    ("notice days", words.RegimeWord(0, 0, 0, 5, 0, 0, 0, CodeSource.LOCAL, 0, "", False), 5 << 24),
    ("code source", words.RegimeWord(0, 0, 0, 0, 0, 0, 0, CodeSource.NATIONAL, 0, "", False), 1 << 56),
    ("number", words.RegimeWord(0, 0, 0, 0, 0, 0, 0, CodeSource.LOCAL, 4, "", False), 4 << 64),
    ("prefix", words.RegimeWord(0, 0, 0, 0, 0, 0, 0, CodeSource.LOCAL, 0, "SJ", False), 0x534A << 72),
    ("published", words.RegimeWord(0, 0, 0, 0, 0, 0, 0, CodeSource.LOCAL, 0, "", True), 1 << 88),
    ("registrar", words.CaseWord(ORG, CaseState.NONE, 0, 0, 0, 0, 0, 0), ORG_BITS),
    ("state", words.CaseWord(OrgId(""), CaseState.CERTIFIED, 0, 0, 0, 0, 0, 0), 9 << 144),
    ("answer from", words.CaseWord(OrgId(""), CaseState.NONE, 1, 0, 0, 0, 0, 0), 1 << 152),
    ("notice day", words.CaseWord(OrgId(""), CaseState.NONE, 0, 1, 0, 0, 0, 0), 1 << 168),
    ("correction until", words.CaseWord(OrgId(""), CaseState.NONE, 0, 0, 1, 0, 0, 0), 1 << 184),
    ("evidenced at", words.CaseWord(OrgId(""), CaseState.NONE, 0, 0, 0, 1, 0, 0), 1 << 200),
    ("regime", words.CaseWord(OrgId(""), CaseState.NONE, 0, 0, 0, 0, 1, 0), 1 << 240),
    ("by silence", words.CaseWord(OrgId(""), CaseState.NONE, 0, 0, 0, 0, 0, words.ACCEPTED_BY_SILENCE), 16 << 248),
    ("upheld", words.TallyWord(0, 0, 1), 1 << 16),
    ("outcome", words.ObjectionWord(OrgId(""), Outcome.REJECTED), 3 << 144),
    ("expires at", words.CertificateWord(OrgId(""), 0, 1, 0, CertificateStatus.NONE, 0, 0), 1 << 184),
    ("version", words.CertificateWord(OrgId(""), 0, 0, 1, CertificateStatus.NONE, 0, 0), 1 << 224),
    ("status", words.CertificateWord(OrgId(""), 0, 0, 0, CertificateStatus.ISSUED, 0, 0), 1 << 236),
    ("freezes", words.CertificateWord(OrgId(""), 0, 0, 0, CertificateStatus.NONE, 1, 0), 1 << 240),
    ("annotations", words.CertificateWord(OrgId(""), 0, 0, 0, CertificateStatus.NONE, 0, 1), 1 << 248),
    ("annotation kind", words.AnnotationWord(OrgId(""), 0, 0, 2, 0, False), 2 << 224),
    ("level", words.AnnotationWord(OrgId(""), 0, 0, 0, 3, False), 3 << 228),
    ("lifted", words.AnnotationWord(OrgId(""), 0, 0, 0, 0, True), 1 << 232),
    ("actor", words.CirculationWord(ORG.encode(), Circulation.NONE, Answer.NONE, Standing.NEEDS_NONE, 0, 0), ORG_BITS),
    ("what", words.CirculationWord(bytes(18), Circulation.DELIVER, Answer.NONE, Standing.NEEDS_NONE, 0, 0), 14 << 144),
    (
        "answer",
        words.CirculationWord(bytes(18), Circulation.NONE, Answer.DISPUTED, Standing.NEEDS_NONE, 0, 0),
        2 << 152,
    ),
    ("standing", words.CirculationWord(bytes(18), Circulation.NONE, Answer.NONE, Standing.IN_SCOPE, 0, 0), 1 << 156),
    ("attested", words.CirculationWord(bytes(18), Circulation.NONE, Answer.NONE, Standing.NEEDS_NONE, 5, 0), 5 << 160),
    ("recorded", words.CirculationWord(bytes(18), Circulation.NONE, Answer.NONE, Standing.NEEDS_NONE, 0, 1), 1 << 168),
    ("hold since", words.RightUnits(Lane(1, 0), Lane(), Lane(), Basis.NONE), 1),
    ("hold until", words.RightUnits(Lane(0, 1), Lane(), Lane(), Basis.NONE), 1 << 40),
    ("use since", words.RightUnits(Lane(), Lane(1, 0), Lane(), Basis.NONE), 1 << 80),
    ("operate until", words.RightUnits(Lane(), Lane(), Lane(0, 1), Basis.NONE), 1 << 200),
    ("pledges on a unit", pledge_words.EncumbranceWord(1, 0, 0, OrgId(""), 0), 1),
    ("ranks given", pledge_words.EncumbranceWord(0, 0, 1, OrgId(""), 0), 1 << 16),
    ("reserved by", pledge_words.EncumbranceWord(0, 0, 0, ORG, 0), ORG_BITS << 32),
    ("reserved until", pledge_words.EncumbranceWord(0, 0, 0, OrgId(""), 1), 1 << 176),
    ("standing of a loan", pledge_words.LoanWord(LoanStanding.DEFAULTED, False, 0, 0, 0), 3),
    ("who asked for a release", pledge_words.LoanWord(LoanStanding.GOOD, False, 0, 0, 0, 1), 1 << 136),
    ("payments confirmed", pledge_words.CompensationWord(3, 0, 0), 3),
    ("fen compensated", pledge_words.CompensationWord(0, 160, 0), 160 << 16),
    ("fen recovered", pledge_words.CompensationWord(0, 160, 40), 160 << 16 | 40 << 112),
    ("suspended pledge", pledge_words.LoanWord(LoanStanding.GOOD, True, 0, 0, 0), 1 << 8),
    ("basis", words.RightUnits(Lane(), Lane(), Lane(), Basis.P7_ENTRUSTED), 9 << 240),
]


@pytest.mark.parametrize(("value", "word"), [row[1:] for row in DRAWN], ids=[row[0] for row in DRAWN])
def test_fields_lie_where_they_are_drawn(value: Any, word: int) -> None:
    assert value.pack() == word
    assert type(value).unpack(word) == value


def test_the_head_and_length_of_a_word_are_its_bytes() -> None:
    assert words.HistoryWord(7, b"\x01" * 28).to_bytes() == bytes.fromhex("00000007" + "01" * 28)


UNDRAWN = [
    (words.OrganisationWord, 1 << 216),
    (words.AccreditationWord, 1 << 138),
    (words.KeyWord, 1 << 225),
    (words.RegimeWord, 1 << 89),
    (words.RegimeWord, 2 << 56),
    (words.CaseWord, 14 << 144),
    (words.TallyWord, 1 << 24),
    (words.ObjectionWord, 1 << 152),
    (words.ObjectionWord, 5 << 144),
    (words.CertificateWord, 5 << 236),
    (words.AnnotationWord, 1 << 233),
    (words.CirculationWord, 1 << 208),
    (words.CirculationWord, 34 << 144),
    (words.CirculationWord, 3 << 152),
    (words.RightUnits, 10 << 240),
]


@pytest.mark.parametrize(("kind", "word"), UNDRAWN, ids=[f"{kind.__name__} {word:#x}" for kind, word in UNDRAWN])
def test_bits_that_nobody_drew_are_inconsistent(kind: Any, word: int) -> None:
    with pytest.raises(Inconsistent) as caught:
        kind.unpack(word)
    assert caught.value.code == "WORD_MALFORMED"
    assert caught.value.facts["word"] == f"{word:#066x}"


@pytest.mark.parametrize(
    "value",
    [
        words.TallyWord(256, 0, 0),
        words.TallyWord(-1, 0, 0),
        words.HistoryWord(1 << 32, bytes(28)),
        words.HistoryWord(1, bytes(32)),
        words.RightUnits(Lane(0, 1 << 40), Lane(), Lane(), Basis.NONE),
    ],
    ids=["too wide", "negative", "too long", "a whole head", "too late"],
)
def test_what_does_not_fit_is_not_packed(value: Any) -> None:
    with pytest.raises(ValueError):
        value.pack()


def test_bitmaps_read_as_words() -> None:
    word = words.OrganisationWord(1 << 47 | 1 << 41, 1 << OrgKind.BANK, 0, 0, words.PUBLIC_BODY)
    assert {kind.name for kind in word.two_person_kinds} == {"APPLICATION_CERTIFIED", "APPLICATION_REFUSED"}
    assert word.org_kinds == {OrgKind.BANK}
    assert word.public_body
    assert not word.demo
    units = words.RightUnits(Lane(1, 2), Lane(), Lane(1, 2), Basis.P1_OWN_BUSINESS)
    assert units.rights == RightBits.HOLD | RightBits.OPERATE


# --- slots ------------------------------------------------------------------------------------------------------------


def mapped(slot: bytes, type_: str, key: object) -> bytes:
    return keccak(encode([type_, "bytes32"], [key, slot]))


CODE, CASE, HOLDER = CertificateId("SJ3102026110001"), CaseId(keccak(text="case")), PartyId(keccak(text="holder"))
ACCOUNT = Address(b"\x0a" * 20)


def base(number: int) -> bytes:
    return number.to_bytes(32, "big")


SLOTS = {
    "history": (words.history_slot(CASE), Module.HISTORY, mapped(base(0), "bytes32", CASE)),
    "organisation": (words.organisation_slot(ORG), Module.ORGANISATIONS, mapped(base(0), "bytes18", ORG.encode())),
    "accreditation": (
        words.accreditation_slot(ORG, OrgKind.BANK),
        Module.ORGANISATIONS,
        mapped(mapped(base(1), "bytes18", ORG.encode()), "uint8", 3),
    ),
    "key": (words.key_slot(ACCOUNT), Module.ORGANISATIONS, mapped(base(2), "address", "0x" + ACCOUNT.hex())),
    "regime": (words.regime_slot(RegimeId("CN-DPR-2026")), Module.RULES, mapped(base(0), "bytes32", b"CN-DPR-2026")),
    "case": (words.case_slot(CASE), Module.DESK, mapped(base(0), "bytes32", CASE)),
    "tally": (words.tally_slot(CASE), Module.OBJECTIONS, mapped(base(0), "bytes32", CASE)),
    "objection": (
        words.objection_slot(CASE, 2),
        Module.OBJECTIONS,
        mapped(mapped(base(1), "bytes32", CASE), "uint8", 2),
    ),
    "certificate": (words.certificate_slot(CODE), Module.CERTIFICATES, mapped(base(0), "bytes32", CODE.encode())),
    "right units": (
        words.right_units_slot(CODE, HOLDER),
        Module.CERTIFICATES,
        mapped(mapped(base(1), "bytes32", CODE.encode()), "bytes32", HOLDER),
    ),
    "circulation": (
        words.circulation_slot(bytes(CASE), 7),
        Module.CIRCULATION,
        mapped(mapped(base(1), "bytes32", CASE), "uint32", 7),
    ),
    "standing": (words.standing_slot(CODE), Module.CERTIFICATES, mapped(base(5), "bytes32", CODE.encode())),
    "annotation": (
        words.annotation_slot(CODE, 1),
        Module.CERTIFICATES,
        mapped(mapped(base(2), "bytes32", CODE.encode()), "uint8", 1),
    ),
}


UNIT = mapped(mapped(base(0), "bytes32", CODE.encode()), "bytes32", HOLDER)
PLEDGE = PledgeId(bytes(CASE))
SLOTS |= {
    "encumbrance": (pledge_words.encumbrance_slot(CODE, HOLDER, 4), Module.PLEDGES, mapped(UNIT, "uint8", 4)),
    "encumbered units": (
        pledge_words.encumbered_units_slot(CODE),
        Module.PLEDGES,
        mapped(base(1), "bytes32", CODE.encode()),
    ),
    "pledge": (pledge_words.pledge_slot(PLEDGE), Module.PLEDGES, mapped(base(2), "bytes32", CASE)),
    "loan": (pledge_words.loan_slot(PLEDGE), Module.ENFORCEMENT, mapped(base(0), "bytes32", CASE)),
    "compensation": (pledge_words.compensation_slot(PLEDGE), Module.ENFORCEMENT, mapped(base(1), "bytes32", CASE)),
}


@pytest.mark.parametrize("name", SLOTS)
def test_slots_are_those_of_solidity_mappings(name: str) -> None:
    slot, module, key = SLOTS[name]
    assert (slot.module, slot.key) == (module, key)


def test_every_word_that_is_drawn_can_be_read_here() -> None:
    drawn = {
        name.lower().removesuffix(" word")
        for name in re.findall(r"^/// ([A-Z][a-z]+(?: word| units)) +mapping", DRAWING, re.M)
    }
    assert drawn == set(ANY_WORD) == set(SLOTS)
