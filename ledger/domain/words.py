# SPDX-License-Identifier: Apache-2.0
"""The packed words of the contracts, as drawn in contracts/types/Words.sol: read, written, and found in storage.

A verdict stands on these words: whoever has one storage proof per word and this file needs nothing else. Reading is
strict: a bit set where the drawing has none is Inconsistent, for then the word is not what it is taken for.

Not for: what a word means at a moment (verdict.py) and for proofs of storage (proofs/).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self, TypeAlias

from ledger.domain.ids import (
    Address,
    CaseId,
    CertificateId,
    OrgId,
    PartyId,
    RegimeId,
    certificate_bytes,
    name_bytes,
    name_of,
    org_bytes,
    org_of,
    regime_bytes,
    subject_of_address,
)
from ledger.domain.keccak import keccak
from ledger.domain.kinds import (
    Answer,
    Basis,
    CaseState,
    CertificateStatus,
    Circulation,
    CodeSource,
    Kind,
    Module,
    OrgKind,
    Outcome,
    RightBits,
    Standing,
    kinds_in,
)
from ledger.errors import Inconsistent

Layout: TypeAlias = Mapping[str, tuple[int, int]]
"""Field to (lowest bit, bits)."""

HEAD_BYTES: Final = 28
LANE_BITS: Final = 80


def _split(what: str, word: int, layout: Layout) -> dict[str, int]:
    drawn = sum((1 << width) - 1 << low for low, width in layout.values())
    if word & ~drawn or word < 0:
        raise Inconsistent(
            f"{what} has bits where its drawing has none: {word:#066x}",
            zh=f"{what} 在定义之外的位上有值：{word:#066x}",
            code="WORD_MALFORMED",
            word=f"{word:#066x}",
        )
    return {name: word >> low & (1 << width) - 1 for name, (low, width) in layout.items()}


def _join(what: str, values: Mapping[str, int], layout: Layout) -> int:
    word = 0
    for name, (low, width) in layout.items():
        if not 0 <= values[name] < 1 << width:
            raise ValueError(f"{what}.{name} = {values[name]} does not fit into {width} bits")
        word |= values[name] << low
    return word


def _enum_error(what: str, word: int, error: ValueError) -> Inconsistent:
    return Inconsistent(
        f"{what} holds a word nobody knows: {error}",
        zh=f"{what} 含有未知取值：{error}",
        code="WORD_MALFORMED",
        word=f"{word:#066x}",
    )


def _org(number: int) -> OrgId:
    return org_of(number.to_bytes(18, "big"))


def _org_number(org: OrgId) -> int:
    return int.from_bytes(org_bytes(org), "big")


# --- History ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HistoryWord:
    """How many entries a subject has, and the first 28 bytes of its head."""

    length: int
    head: bytes

    @classmethod
    def unpack(cls, word: int) -> Self:
        return cls(word >> 224, (word & (1 << 224) - 1).to_bytes(HEAD_BYTES, "big"))

    def pack(self) -> int:
        if len(self.head) != HEAD_BYTES:
            raise ValueError(f"a word holds {HEAD_BYTES} bytes of the head, not {len(self.head)}")
        return _join("HistoryWord", {"length": self.length}, {"length": (224, 32)}) | int.from_bytes(self.head, "big")

    def to_bytes(self) -> bytes:
        return self.pack().to_bytes(32, "big")


# --- organisations ----------------------------------------------------------------------------------------------------

_ORGANISATION: Final[Layout] = {
    "two_persons": (0, 128),
    "kinds": (128, 16),
    "group": (144, 24),
    "registered_at": (168, 40),
    "flags": (208, 8),
}
PUBLIC_BODY: Final = 1
DEMO: Final = 2


@dataclass(frozen=True, slots=True)
class OrganisationWord:
    """`two_persons` and `kinds` are bitmaps: bit = Kind, bit = OrgKind."""

    two_persons: int
    kinds: int
    group: int
    registered_at: int
    flags: int

    @classmethod
    def unpack(cls, word: int) -> Self:
        return cls(**_split("the organisation word", word, _ORGANISATION))

    def pack(self) -> int:
        return _join("OrganisationWord", {name: getattr(self, name) for name in _ORGANISATION}, _ORGANISATION)

    @property
    def two_person_kinds(self) -> frozenset[Kind]:
        return kinds_in(self.two_persons)

    @property
    def org_kinds(self) -> frozenset[OrgKind]:
        return frozenset(kind for kind in OrgKind if self.kinds >> kind & 1)

    @property
    def public_body(self) -> bool:
        return bool(self.flags & PUBLIC_BODY)

    @property
    def demo(self) -> bool:
        return bool(self.flags & DEMO)


_ACCREDITATION: Final[Layout] = {
    "since": (0, 40),
    "until": (40, 40),
    "suspended_at": (80, 40),
    "region": (120, 8),
    "digit": (128, 8),
    "accredited": (136, 1),
    "succeeded": (137, 1),
}


@dataclass(frozen=True, slots=True)
class AccreditationWord:
    since: int
    until: int
    suspended_at: int
    region: int
    digit: int
    accredited: bool
    succeeded: bool = False

    @classmethod
    def unpack(cls, word: int) -> Self:
        parts = _split("the accreditation word", word, _ACCREDITATION)
        accredited, succeeded = parts.pop("accredited") == 1, parts.pop("succeeded") == 1
        return cls(**parts, accredited=accredited, succeeded=succeeded)

    def pack(self) -> int:
        return _join("AccreditationWord", {name: int(getattr(self, name)) for name in _ACCREDITATION}, _ACCREDITATION)


_KEY: Final[Layout] = {"organisation": (0, 144), "since": (144, 40), "until": (184, 40), "compromised": (224, 1)}


@dataclass(frozen=True, slots=True)
class KeyWord:
    """`until` is excluded; 0 = open. Where `compromised`, it is the moment since when the key was in other hands."""

    organisation: OrgId
    since: int
    until: int
    compromised: bool

    @classmethod
    def unpack(cls, word: int) -> Self:
        parts = _split("the key word", word, _KEY)
        return cls(_org(parts["organisation"]), parts["since"], parts["until"], parts["compromised"] == 1)

    def pack(self) -> int:
        values = {"organisation": _org_number(self.organisation), "since": self.since, "until": self.until}
        return _join("KeyWord", values | {"compromised": int(self.compromised)}, _KEY)


# --- rules ------------------------------------------------------------------------------------------------------------

_REGIME: Final[Layout] = {
    "answer_days": (0, 8),
    "processing_days": (8, 8),
    "extension_days": (16, 8),
    "notice_days": (24, 8),
    "objection_days": (32, 8),
    "validity_years": (40, 8),
    "renewal_window_months": (48, 8),
    "code_source": (56, 8),
    "number": (64, 8),
    "code_prefix": (72, 16),
    "published": (88, 1),
}


@dataclass(frozen=True, slots=True)
class RegimeWord:
    answer_days: int
    processing_days: int
    extension_days: int
    notice_days: int
    objection_days: int
    validity_years: int
    renewal_window_months: int
    code_source: CodeSource
    number: int
    code_prefix: str
    published: bool

    @classmethod
    def unpack(cls, word: int) -> Self:
        parts = _split("the regime word", word, _REGIME)
        try:
            source = CodeSource(parts.pop("code_source"))
        except ValueError as error:
            raise _enum_error("the regime word", word, error) from error
        prefix, published = name_of(parts.pop("code_prefix").to_bytes(2, "big")), parts.pop("published") == 1
        return cls(**parts, code_source=source, code_prefix=prefix, published=published)

    def pack(self) -> int:
        values = {name: getattr(self, name) for name in _REGIME}
        values["code_prefix"] = int.from_bytes(name_bytes(self.code_prefix, 2), "big")
        return _join("RegimeWord", {name: int(value) for name, value in values.items()}, _REGIME)


# --- cases ------------------------------------------------------------------------------------------------------------

_CASE: Final[Layout] = {
    "registrar": (0, 144),
    "state": (144, 8),
    "answer_from": (152, 16),
    "notice_day": (168, 16),
    "correction_until": (184, 16),
    "evidenced_at": (200, 40),
    "regime": (240, 8),
    "flags": (248, 8),
}
CORRECTED: Final = 1
NOTICE_EXEMPT: Final = 2
EXTENDED: Final = 4
EXEMPTION_WISHED: Final = 8
ACCEPTED_BY_SILENCE: Final = 16
"""As noted, or as found by the act that came next; silence has effect without it (art. 17)."""


@dataclass(frozen=True, slots=True)
class CaseWord:
    """Days are absolute days of Asia/Shanghai. `answer_from`: the day from which an answer is due."""

    registrar: OrgId
    state: CaseState
    answer_from: int
    notice_day: int
    correction_until: int
    evidenced_at: int
    regime: int
    flags: int

    @classmethod
    def unpack(cls, word: int) -> Self:
        parts = _split("the case word", word, _CASE)
        try:
            state = CaseState(parts.pop("state"))
        except ValueError as error:
            raise _enum_error("the case word", word, error) from error
        return cls(registrar=_org(parts.pop("registrar")), state=state, **parts)

    def pack(self) -> int:
        values = {name: getattr(self, name) for name in _CASE} | {"registrar": _org_number(self.registrar)}
        return _join("CaseWord", {name: int(value) for name, value in values.items()}, _CASE)


_TALLY: Final[Layout] = {"filed": (0, 8), "open": (8, 8), "upheld": (16, 8)}


@dataclass(frozen=True, slots=True)
class TallyWord:
    """The objections of one case."""

    filed: int
    open: int
    upheld: int

    @classmethod
    def unpack(cls, word: int) -> Self:
        return cls(**_split("the tally word", word, _TALLY))

    def pack(self) -> int:
        return _join("TallyWord", {name: getattr(self, name) for name in _TALLY}, _TALLY)


_OBJECTION: Final[Layout] = {"organisation": (0, 144), "outcome": (144, 8)}


@dataclass(frozen=True, slots=True)
class ObjectionWord:
    """`organisation` is empty where a person's commitment objected."""

    organisation: OrgId
    outcome: Outcome

    @classmethod
    def unpack(cls, word: int) -> Self:
        parts = _split("the objection word", word, _OBJECTION)
        try:
            return cls(_org(parts["organisation"]), Outcome(parts["outcome"]))
        except ValueError as error:
            raise _enum_error("the objection word", word, error) from error

    def pack(self) -> int:
        values = {"organisation": _org_number(self.organisation), "outcome": int(self.outcome)}
        return _join("ObjectionWord", values, _OBJECTION)


# --- circulation ------------------------------------------------------------------------------------------------------

_CIRCULATION: Final[Layout] = {
    "actor": (0, 144),
    "what": (144, 8),
    "answer": (152, 4),
    "standing": (156, 4),
    "level": (160, 8),
    "recorded_at": (168, 40),
}


@dataclass(frozen=True, slots=True)
class CirculationWord:
    """A reported event. `actor` is the first 18 bytes of the party, whether organisation or commitment."""

    actor: bytes
    what: Circulation
    answer: Answer
    standing: Standing
    level: int
    recorded_at: int

    @classmethod
    def unpack(cls, word: int) -> Self:
        parts = _split("the circulation word", word, _CIRCULATION)
        try:
            return cls(
                parts["actor"].to_bytes(18, "big"),
                Circulation(parts["what"]),
                Answer(parts["answer"]),
                Standing(parts["standing"]),
                parts["level"],
                parts["recorded_at"],
            )
        except ValueError as error:
            raise _enum_error("the circulation word", word, error) from error

    def pack(self) -> int:
        values = {
            "actor": int.from_bytes(self.actor, "big"),
            "what": int(self.what),
            "answer": int(self.answer),
            "standing": int(self.standing),
            "level": self.level,
            "recorded_at": self.recorded_at,
        }
        return _join("CirculationWord", values, _CIRCULATION)


# --- certificates -----------------------------------------------------------------------------------------------------

_CERTIFICATE: Final[Layout] = {
    "registrar": (0, 144),
    "evidenced_at": (144, 40),
    "expires_at": (184, 40),
    "version": (224, 12),
    "status": (236, 4),
    "freezes": (240, 8),
    "annotations": (248, 8),
}


@dataclass(frozen=True, slots=True)
class CertificateWord:
    """Effective in [evidenced_at, expires_at)."""

    registrar: OrgId
    evidenced_at: int
    expires_at: int
    version: int
    status: CertificateStatus
    freezes: int
    annotations: int

    @classmethod
    def unpack(cls, word: int) -> Self:
        parts = _split("the certificate word", word, _CERTIFICATE)
        try:
            status = CertificateStatus(parts.pop("status"))
        except ValueError as error:
            raise _enum_error("the certificate word", word, error) from error
        return cls(registrar=_org(parts.pop("registrar")), status=status, **parts)

    def pack(self) -> int:
        values = {name: getattr(self, name) for name in _CERTIFICATE} | {"registrar": _org_number(self.registrar)}
        return _join("CertificateWord", {name: int(value) for name, value in values.items()}, _CERTIFICATE)


_ANNOTATION: Final[Layout] = {
    "authority": (0, 144),
    "since": (144, 40),
    "until": (184, 40),
    "kind": (224, 4),
    "level": (228, 4),
    "lifted": (232, 1),
}


@dataclass(frozen=True, slots=True)
class AnnotationWord:
    """In force in [since, until); `until` 0 = open."""

    authority: OrgId
    since: int
    until: int
    kind: int
    level: int
    lifted: bool

    @classmethod
    def unpack(cls, word: int) -> Self:
        parts = _split("the annotation word", word, _ANNOTATION)
        authority, lifted = _org(parts.pop("authority")), parts.pop("lifted") == 1
        return cls(authority=authority, lifted=lifted, **parts)

    def pack(self) -> int:
        values = {name: getattr(self, name) for name in _ANNOTATION} | {"authority": _org_number(self.authority)}
        return _join("AnnotationWord", {name: int(value) for name, value in values.items()}, _ANNOTATION)


@dataclass(frozen=True, slots=True)
class Lane:
    """A right held in [since, until); both 0 where it is not held."""

    since: int = 0
    until: int = 0


@dataclass(frozen=True, slots=True)
class RightUnits:
    """What one holder holds under one certificate: three lanes, the case of art. 21, how many others held with it."""

    hold: Lane
    use: Lane
    operate: Lane
    basis: Basis
    others: int = 0

    @classmethod
    def unpack(cls, word: int) -> Self:
        try:
            basis = Basis(word >> 240 & 0xFF)
        except ValueError as error:
            raise _enum_error("the right-units word", word, error) from error
        lanes = [_lane(word >> LANE_BITS * place) for place in range(3)]
        return cls(lanes[0], lanes[1], lanes[2], basis, word >> 248)

    def pack(self) -> int:
        lanes = (self.hold, self.use, self.operate)
        bits = sum(_lane_bits(lane) << LANE_BITS * place for place, lane in enumerate(lanes)) | self.basis << 240
        return bits | _join("RightUnits", {"others": self.others}, {"others": (248, 8)})

    @property
    def rights(self) -> RightBits:
        """The rights that were given, whatever their time."""
        lanes = zip(RightBits, (self.hold, self.use, self.operate), strict=True)
        return RightBits(sum(right for right, lane in lanes if lane.until))


def _lane(bits: int) -> Lane:
    return Lane(since=bits & (1 << 40) - 1, until=bits >> 40 & (1 << 40) - 1)


def _lane_bits(lane: Lane) -> int:
    return _join("Lane", {"since": lane.since, "until": lane.until}, {"since": (0, 40), "until": (40, 40)})


_STANDING: Final[Layout] = {"disputes": (0, 8), "reconciled": (8, 8), "open": (16, 4), "departed": (24, 8)}


@dataclass(frozen=True, slots=True)
class StandingWord:
    """What stands beside a certificate. `open` has a bit a `Procedure`; `reconciled` is 0, 1 match, 2 mismatch."""

    disputes: int
    reconciled: int
    open: int
    departed: int

    @classmethod
    def unpack(cls, word: int) -> Self:
        return cls(**_split("the standing word", word, _STANDING))

    def pack(self) -> int:
        return _join("StandingWord", {name: getattr(self, name) for name in _STANDING}, _STANDING)


# --- where the words lie ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slot:
    """A storage slot of one module: what `eth_getProof` is asked for."""

    module: Module
    key: bytes


def _mapped(slot: bytes, key: bytes) -> bytes:
    return keccak(key + slot)


def _base(number: int) -> bytes:
    return number.to_bytes(32, "big")


def history_slot(subject: bytes) -> Slot:
    return Slot(Module.HISTORY, _mapped(_base(0), subject))


def organisation_slot(org: OrgId) -> Slot:
    return Slot(Module.ORGANISATIONS, _mapped(_base(0), org_bytes(org).ljust(32, b"\0")))


def accreditation_slot(org: OrgId, kind: OrgKind) -> Slot:
    return Slot(Module.ORGANISATIONS, _mapped(_mapped(_base(1), org_bytes(org).ljust(32, b"\0")), _base(kind)))


def key_slot(account: Address) -> Slot:
    return Slot(Module.ORGANISATIONS, _mapped(_base(2), subject_of_address(account)))


def regime_slot(regime: RegimeId) -> Slot:
    return Slot(Module.RULES, _mapped(_base(0), regime_bytes(regime)))


def case_slot(case: CaseId) -> Slot:
    return Slot(Module.DESK, _mapped(_base(0), case))


def certificate_slot(code: CertificateId) -> Slot:
    return Slot(Module.CERTIFICATES, _mapped(_base(0), certificate_bytes(code)))


def right_units_slot(code: CertificateId, holder: PartyId) -> Slot:
    return Slot(Module.CERTIFICATES, _mapped(_mapped(_base(1), certificate_bytes(code)), holder))


def annotation_slot(code: CertificateId, number: int) -> Slot:
    return Slot(Module.CERTIFICATES, _mapped(_mapped(_base(2), certificate_bytes(code)), _base(number)))


def standing_slot(code: CertificateId) -> Slot:
    return Slot(Module.CERTIFICATES, _mapped(_base(5), certificate_bytes(code)))


def tally_slot(case: CaseId) -> Slot:
    return Slot(Module.OBJECTIONS, _mapped(_base(0), case))


def objection_slot(case: CaseId, number: int) -> Slot:
    return Slot(Module.OBJECTIONS, _mapped(_mapped(_base(1), case), _base(number)))


def circulation_slot(trace: bytes, seq: int) -> Slot:
    return Slot(Module.CIRCULATION, _mapped(_mapped(_base(1), trace), _base(seq)))
