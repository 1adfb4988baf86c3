# SPDX-License-Identifier: Apache-2.0
"""The packed words of pledges, as drawn in contracts/types/Words.sol; see words.py, of which this is the second half.

The encumbrance word is what a lender proves with: a storage proof that it is zero shows a right unit without a lien.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

from ledger.domain.ids import CertificateId, OrgId, PartyId, PledgeId, certificate_bytes
from ledger.domain.kinds import LoanStanding, Module, PledgeState
from ledger.domain.words import Layout, Slot, _base, _enum_error, _join, _mapped, _org, _org_number, _split

_ENCUMBRANCE: Final[Layout] = {
    "active": (0, 8),
    "exclusive": (8, 8),
    "ranks": (16, 16),
    "reserved_by": (32, 144),
    "reserved_until": (176, 40),
}


@dataclass(frozen=True, slots=True)
class EncumbranceWord:
    """What stands on one right unit. No lien where `active` is 0; never one where the whole word is."""

    active: int
    exclusive: int
    ranks: int
    reserved_by: OrgId
    reserved_until: int

    @classmethod
    def unpack(cls, word: int) -> Self:
        parts = _split("the encumbrance word", word, _ENCUMBRANCE)
        return cls(reserved_by=_org(parts.pop("reserved_by")), **parts)

    def pack(self) -> int:
        values = {name: getattr(self, name) for name in _ENCUMBRANCE} | {"reserved_by": _org_number(self.reserved_by)}
        return _join("EncumbranceWord", {name: int(value) for name, value in values.items()}, _ENCUMBRANCE)


_ENCUMBERED: Final[Layout] = {"units": (0, 256)}


@dataclass(frozen=True, slots=True)
class EncumberedUnits:
    """Under one certificate: units times the pledges on each."""

    units: int

    @classmethod
    def unpack(cls, word: int) -> Self:
        return cls(**_split("the word of encumbered units", word, _ENCUMBERED))

    def pack(self) -> int:
        return _join("EncumberedUnits", {name: getattr(self, name) for name in _ENCUMBERED}, _ENCUMBERED)


_PLEDGE: Final[Layout] = {
    "pledgee": (0, 144),
    "maturity": (144, 40),
    "state": (184, 4),
    "band": (188, 4),
    "ltv_bps": (192, 16),
    "opinions": (208, 4),
    "level": (212, 4),
    "contract_day": (216, 16),
    "flags": (232, 8),
}


@dataclass(frozen=True, slots=True)
class PledgeWord:
    """`flags`: 1 exclusive, 2 renewal agreed, 4 public use, 8 substitute for another."""

    pledgee: OrgId
    maturity: int
    state: PledgeState
    band: int
    ltv_bps: int
    opinions: int
    level: int
    contract_day: int
    flags: int

    @classmethod
    def unpack(cls, word: int) -> Self:
        parts = _split("the pledge word", word, _PLEDGE)
        try:
            state = PledgeState(parts.pop("state"))
        except ValueError as error:
            raise _enum_error("the pledge word", word, error) from error
        return cls(pledgee=_org(parts.pop("pledgee")), state=state, **parts)

    def pack(self) -> int:
        values = {name: getattr(self, name) for name in _PLEDGE} | {"pledgee": _org_number(self.pledgee)}
        return _join("PledgeWord", {name: int(value) for name, value in values.items()}, _PLEDGE)


_LOAN: Final[Layout] = {
    "standing": (0, 8),
    "suspended": (8, 1),
    "cure_by": (16, 40),
    "decided_from": (56, 40),
    "filed_at": (96, 40),
    "asked_by": (136, 120),
}


@dataclass(frozen=True, slots=True)
class LoanWord:
    """`asked_by`: the last 120 bits of the hash of the party that asked for the release; zero = nobody."""

    standing: LoanStanding
    suspended: bool
    cure_by: int
    decided_from: int
    filed_at: int
    asked_by: int = 0

    @classmethod
    def unpack(cls, word: int) -> Self:
        parts = _split("the loan word", word, _LOAN)
        try:
            standing = LoanStanding(parts.pop("standing"))
        except ValueError as error:
            raise _enum_error("the loan word", word, error) from error
        return cls(standing=standing, suspended=parts.pop("suspended") == 1, **parts)

    def pack(self) -> int:
        return _join("LoanWord", {name: int(getattr(self, name)) for name in _LOAN}, _LOAN)


_COMPENSATION: Final[Layout] = {"confirmed": (0, 16), "compensated": (16, 96), "recovered": (112, 96)}


@dataclass(frozen=True, slots=True)
class CompensationWord:
    """What others paid of a claim: how many payments the pledgee confirmed; in fen, those that payers signed for and
    what these got back."""

    confirmed: int
    compensated: int
    recovered: int

    @classmethod
    def unpack(cls, word: int) -> Self:
        return cls(**_split("the compensation word", word, _COMPENSATION))

    def pack(self) -> int:
        return _join("CompensationWord", {name: getattr(self, name) for name in _COMPENSATION}, _COMPENSATION)


def encumbrance_slot(code: CertificateId, holder: PartyId, right: int) -> Slot:
    unit = _mapped(_mapped(_base(0), certificate_bytes(code)), holder)
    return Slot(Module.PLEDGES, _mapped(unit, _base(right)))


def encumbered_units_slot(code: CertificateId) -> Slot:
    return Slot(Module.PLEDGES, _mapped(_base(1), certificate_bytes(code)))


def pledge_slot(pledge: PledgeId) -> Slot:
    return Slot(Module.PLEDGES, _mapped(_base(2), pledge))


def loan_slot(pledge: PledgeId) -> Slot:
    return Slot(Module.ENFORCEMENT, _mapped(_base(0), pledge))


def compensation_slot(pledge: PledgeId) -> Slot:
    return Slot(Module.ENFORCEMENT, _mapped(_base(1), pledge))
