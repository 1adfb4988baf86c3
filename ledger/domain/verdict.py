# SPDX-License-Identifier: Apache-2.0
"""The verdict on a certificate: one base word and any number of overlays (ruling 16), from facts and a moment.

For: banks, auditors and anyone who holds a code. A verdict is a pure function of the events known at a block and of the
moment asked about, so the same question gives the same answer for ever, on any machine. Not for: fetching the events.

    base      the law's word on the certificate at `at`: exactly one of `Base`
    overlays  what a reader must know besides: any number of `Overlay`
    notes     facts that changed nothing but belong into the open (a cured taint, a correction)
    restrictions  what was declared (resale, export, further terms) and what stands annotated at the moment (art. 23)
    unchecked what this ledger cannot tell; never empty, because a chain proves order and time, not truth

Two axes (rulings 2 and 4): `at` asks for the law's moment on everything that is known; which events are known is the
caller's choice of block. A certificate is valid from its evidencing on, but the ledger knows it only once certified.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from ledger.domain.calendar import civil_of, day_of, renewal_opens, start_of
from ledger.domain.certificate import (
    AnnotationRecord,
    Certificate,
    DisputeRecord,
    Encumbrance,
    Proceeding,
    ReconciliationRecord,
    RelationRecord,
    RightUnit,
    Version,
)
from ledger.domain.chain_words import FLAG_EXPORT, FLAG_RESALE
from ledger.domain.events import (
    CertificateAnnotated,
    CertificateCancelled,
    CertificateIssued,
    CertificateReaffirmed,
    CertificateReconciled,
    CertificateRevoked,
    CertificateTransferred,
    DisputeFiled,
    EncumbrancePut,
    KeyCompromised,
    OrganisationSucceeded,
    OrganisationSuspended,
    ProceedingFiled,
    Recorded,
)
from ledger.domain.ids import Address, CertificateId, OrgId, PartyId, certificate_bytes, party_of_org
from ledger.domain.kinds import CertificateStatus, DataRelation, OrgKind, Procedure
from ledger.domain.organisation import AccountKey, Organisation
from ledger.domain.reconciliation import Field, still_differing
from ledger.domain.registration import Case
from ledger.domain.restating import shown
from ledger.domain.structs import Content

LAST_DAY: Final = 253_402_271_999
"""The last second of 9999 in Shanghai; the contracts' "without end" is later than any calendar."""


RIGHT_NAMES: Final = {1: "HOLD", 2: "USE", 4: "OPERATE"}


class Base(StrEnum):
    VALID = "VALID"
    EXPIRING = "EXPIRING"
    VALID_PENDING_RENEWAL = "VALID_PENDING_RENEWAL"
    EXPIRED = "EXPIRED"
    CANCELLED = "CANCELLED"
    REVOKED = "REVOKED"
    REPLACED = "REPLACED"
    NOT_FOUND = "NOT_FOUND"


class Overlay(StrEnum):
    FROZEN = "FROZEN"
    DISPUTED = "DISPUTED"
    ENCUMBERED = "ENCUMBERED"
    TAINTED = "TAINTED"
    REGISTRAR_SUSPENDED = "REGISTRAR_SUSPENDED"
    UNCHECKED = "UNCHECKED"
    MISMATCH = "MISMATCH"
    HOLDER_MISMATCH = "HOLDER_MISMATCH"


class Note(StrEnum):
    REAFFIRMED = "REAFFIRMED"
    CORRECTED = "CORRECTED"
    ANNOTATED = "ANNOTATED"
    PENDING = "PENDING"
    TRANSFERRED = "TRANSFERRED"
    ACQUIRED = "ACQUIRED"
    RENEWED = "RENEWED"
    RECONCILED = "RECONCILED"
    CUSTODIAN = "CUSTODIAN"
    LINKED = "LINKED"
    RELATED = "RELATED"
    SAME_SAMPLE = "SAME_SAMPLE"
    UPSTREAM_ENCUMBERED = "UPSTREAM_ENCUMBERED"


class Restriction(StrEnum):
    """What holds a certificate back, as far as it is public. Three are declared; the others stand annotated."""

    RESALE_BARRED = "RESALE_BARRED"
    EXPORT_BARRED = "EXPORT_BARRED"
    TERMS_DECLARED = "TERMS_DECLARED"
    AGREED_TERMS = "AGREED_TERMS"
    SEIZED = "SEIZED"
    CONTROLLED = "CONTROLLED"
    REMARK_BY_LAW = "REMARK_BY_LAW"
    REMARK = "REMARK"


class Unchecked(StrEnum):
    NATIONAL_SYSTEM = "NATIONAL_SYSTEM"
    COURTS = "COURTS"
    OTHER_REGISTERS = "OTHER_REGISTERS"
    OFF_LEDGER = "OFF_LEDGER"


@dataclass(frozen=True, slots=True)
class Text:
    """What a machine word means, in both languages, and the rule behind it."""

    zh: str
    en: str
    rule: str


BASE_TEXTS: Final[Mapping[Base, Text]] = {
    Base.VALID: Text("有效", "Valid", "art. 26"),
    Base.EXPIRING: Text(
        "有效，临近期满；续期申请至期满前一日止",
        "Valid, near the end of its term; renewal is applied for up to the day before the last",
        "art. 36",
    ),
    Base.VALID_PENDING_RENEWAL: Text(
        "续期申请审理中，视为有效", "Renewal filed in time and undecided; taken as valid", "art. 36"
    ),
    Base.EXPIRED: Text("已过有效期，自动失效", "Lapsed: the term has ended", "arts. 26, 36"),
    Base.CANCELLED: Text("已注销", "Cancelled", "art. 37"),
    Base.REVOKED: Text("已撤销", "Revoked", "art. 29"),
    Base.REPLACED: Text("已被新凭证取代", "Replaced by another certificate", "art. 34"),
    Base.NOT_FOUND: Text(
        "在所问时点和已知范围内没有此登记凭证",
        "No such certificate, at the moment asked about and as far as the block goes",
        "art. 26",
    ),
}

OVERLAY_TEXTS: Final[Mapping[Overlay, Text]] = {
    Overlay.FROZEN: Text("存在查封或临时管制", "Frozen by a seizure or an administrative control", "art. 23(2)(3)"),
    Overlay.DISPUTED: Text("存在未结异议", "An objection is open", "art. 29"),
    Overlay.ENCUMBERED: Text("存在质押负担", "Encumbered by a pledge", "Civil Code art. 440"),
    Overlay.TAINTED: Text(
        "签发所用密钥在签发时已被泄露，尚未重新确认",
        "Signed with a key that was in other hands then, and not re-affirmed",
        "ruling 17",
    ),
    Overlay.REGISTRAR_SUSPENDED: Text(
        "登记机构或其承接机构资格暂停；已发凭证继续有效",
        "The registrar, or who keeps its certificates now, is suspended; certificates stay valid",
        "art. 13",
    ),
    Overlay.UNCHECKED: Text("未与国家系统记录核对", "Not compared with the national record", "art. 27"),
    Overlay.MISMATCH: Text("与国家系统记录不一致", "Differs from the national record, which prevails", "art. 27"),
    Overlay.HOLDER_MISMATCH: Text("所问主体不是权利人", "The party asked about holds no right here", "art. 21"),
}

NOTE_TEXTS: Final[Mapping[Note, Text]] = {
    Note.REAFFIRMED: Text(
        "签发密钥曾泄露，已由有效密钥重新确认",
        "A compromised key had signed; a good key re-affirmed",
        "ruling 17",
    ),
    Note.CORRECTED: Text("登记机构已更正自身笔误", "The registrar mended a slip of its own", "arts. 27, 38"),
    Note.ANNOTATED: Text("备注", "Annotated", "art. 23"),
    Note.PENDING: Text("有尚未办结的申请", "An application is open", "arts. 33-37"),
    Note.TRANSFERRED: Text("部分或全部权利已转移至新凭证", "Rights went to another certificate", "art. 34"),
    Note.ACQUIRED: Text(
        "经转让登记取得，前手登记凭证如下；其上的异议与备注一并显示",
        "Came by a transfer from this; what is said against it and noted on it is shown here too",
        "art. 34",
    ),
    Note.RENEWED: Text("已续期", "Renewed", "art. 36"),
    Note.RECONCILED: Text("与国家系统记录核对一致", "Compared with the national record: no difference", "art. 27"),
    Note.CUSTODIAN: Text(
        "登记机构已退出，其凭证由承接机构办理", "The registrar left; another keeps its certificates", "art. 13"
    ),
    Note.LINKED: Text("同一数据在其他登记机构的登记", "A certificate or entry elsewhere on the same data", "ruling 12"),
    Note.RELATED: Text("登记机构确认的数据关联", "A relation of data that the registrar confirmed", "art. 41"),
    Note.SAME_SAMPLE: Text(
        "另有登记凭证载有相同的数据样例", "Another certificate bears the same data sample", "art. 21"
    ),
    Note.UPSTREAM_ENCUMBERED: Text(
        "来源数据上存在质押负担", "Made of data that are encumbered by a pledge", "Civil Code art. 440"
    ),
}

RESTRICTION_TEXTS: Final[Mapping[Restriction, Text]] = {
    Restriction.RESALE_BARRED: Text("不允许转售", "Not to be resold", "art. 23"),
    Restriction.EXPORT_BARRED: Text("不允许出境", "Not to leave the country", "art. 23"),
    Restriction.TERMS_DECLARED: Text(
        "申报的限制条款（没有限制的申报为“无”）以加盐承诺值上链，原文由登记机构留存",
        "the declared terms (“none”, where there are none) stand on chain as a salted commitment; the registrar has "
        "the text",
        "art. 23",
    ),
    Restriction.AGREED_TERMS: Text("约定的期限、条件", "agreed term or conditions", "art. 23(1)"),
    Restriction.SEIZED: Text("司法等机关查封保全", "seizure or preservation", "art. 23(2)"),
    Restriction.CONTROLLED: Text("行政临时管制", "temporary administrative control", "art. 23(3)"),
    Restriction.REMARK_BY_LAW: Text("法律法规规定的备注", "remark required by law", "art. 23(4)"),
    Restriction.REMARK: Text("登记机构认为必要的备注", "remark at the registrar's discretion", "art. 23(5)"),
}

ANNOTATION_KINDS: Final[Mapping[int, Restriction]] = {
    1: Restriction.AGREED_TERMS,
    2: Restriction.SEIZED,
    3: Restriction.CONTROLLED,
    4: Restriction.REMARK_BY_LAW,
    5: Restriction.REMARK,
}
"""The items of art. 23. The paper behind an annotation is a commitment on chain: its text stays with the registrar."""

UNCHECKED_TEXTS: Final[Mapping[Unchecked, Text]] = {
    Unchecked.NATIONAL_SYSTEM: Text(
        "国家数据产权登记服务系统（不一致时以其为准）", "The national registration system, which prevails", "art. 27"
    ),
    Unchecked.COURTS: Text("法院及其他机关的案件与查封记录", "Records of courts and other authorities", "art. 23"),
    Unchecked.OTHER_REGISTERS: Text(
        "动产融资统一登记公示系统、数据知识产权及公共数据资源登记平台",
        "The movables-finance register, data-IP and public-data registers",
        "Civil Code art. 414",
    ),
    Unchecked.OFF_LEDGER: Text(
        "链外副本、数据质量及申报内容的真实性",
        "Copies off the ledger, quality of the data, truth of what was declared",
        "ruling 25",
    ),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The act behind a statement."""

    block_number: int
    tx_hash: bytes
    log_index: int

    @classmethod
    def of(cls, act: Recorded) -> Evidence:
        return cls(act.meta.block_number, act.meta.tx_hash, act.meta.log_index)


@dataclass(frozen=True, slots=True)
class Statement:
    """One word of a verdict with its texts, the rule that decided, and the acts it stands on.

    `since` (seconds): from when on what makes it so had both taken effect and come on record; None: not told.
    """

    code: str
    text: Text
    evidence: tuple[Evidence, ...] = ()
    detail: str = ""
    since: int | None = None


@dataclass(frozen=True, slots=True)
class SameSample:
    """Another certificate on the same sample, and the act that issued it."""

    certificate: Certificate
    issued: Evidence


@dataclass(frozen=True, slots=True)
class Upstream:
    """A certificate whose data this one's were made of, at whatever remove, and the acts on it."""

    certificate: Certificate
    acts: Sequence[Recorded]


@dataclass(frozen=True, slots=True)
class Facts:
    """What was folded from the events known at a block. Everything a verdict reads and nothing else.

    `registrar` is the issuing organisation with all keys it ever had; `names` gives the public names of organisations;
    `successors` took its place, each the place of the one before it. `predecessors` are the certificates that this one
    came from by transfers, nearest first.
    """

    code: CertificateId
    certificate: Certificate | None = None
    case: Case | None = None
    registrar: Organisation | None = None
    acts: Sequence[Recorded] = ()
    registrar_acts: Sequence[Recorded] = ()
    names: Mapping[PartyId, str] | None = None
    renewal_window_months: int = 6
    same_sample: Sequence[SameSample] = ()
    successors: Sequence[Organisation] = ()
    successor_acts: Sequence[Recorded] = ()
    predecessors: Sequence[Certificate] = ()
    predecessor_acts: Sequence[Recorded] = ()
    upstream: Sequence[Upstream] = ()


@dataclass(frozen=True, slots=True)
class HolderLine:
    """One right as the certificate shows it."""

    party: PartyId
    name: str
    unit: RightUnit


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer. Holder, name and restrictions are always shown: the code has no check digit (ruling 16)."""

    code: CertificateId
    at: int
    base: Statement
    overlays: tuple[Statement, ...]
    notes: tuple[Statement, ...]
    unchecked: tuple[Statement, ...]
    holders: tuple[HolderLine, ...] = ()
    certificate: Certificate | None = None
    case: Case | None = None
    content: Content | None = None
    registrar_name: str = ""
    filed_by_registrar: bool = False
    restrictions: tuple[Statement, ...] = ()
    authority_names: Mapping[OrgId, str] = field(default_factory=dict)

    @property
    def word(self) -> str:
        return self.base.code

    @property
    def overlay_words(self) -> tuple[str, ...]:
        return tuple(overlay.code for overlay in self.overlays)

    @property
    def data_name(self) -> str:
        """The name as it may be shown; empty where it is exempt from notice or masked by grade."""
        if self.content is not None:
            return self.content.data_name
        return self.certificate.corrected_name if self.certificate is not None else ""


def judge(facts: Facts, at: int, holder: PartyId | None = None) -> Verdict:
    """The verdict on `facts.code` at a moment. `holder` asks besides whether that party holds a right."""
    certificate = facts.certificate
    unchecked = tuple(_plain(word, UNCHECKED_TEXTS[word]) for word in Unchecked)
    if certificate is None or at < certificate.evidenced_at:
        missing = _plain(Base.NOT_FOUND, BASE_TEXTS[Base.NOT_FOUND])
        return Verdict(facts.code, at, missing, (), (), unchecked)
    return Verdict(
        facts.code,
        at,
        _base(facts, certificate, at),
        tuple(_overlays(facts, certificate, at, holder)),
        tuple(_notes(facts, certificate, at)),
        unchecked,
        tuple(HolderLine(unit.holder, _name(facts, unit.holder), unit) for unit in shown_units(certificate, at)),
        certificate,
        facts.case,
        shown((certificate, *facts.predecessors), facts.case.content, at) if facts.case is not None else None,
        facts.registrar.name if facts.registrar is not None else "",
        facts.case is not None and _key(facts.registrar, facts.case.account) is not None,
        tuple(_restrictions(facts, certificate, at)),
        dict(_authorities(facts, certificate)),
    )


def _authorities(facts: Facts, certificate: Certificate) -> Iterator[tuple[OrgId, str]]:
    """Names of the authorities behind annotations; none of a court that is not registered here."""
    for note in certificate.annotations:
        if note.authority is not None:
            name = _name(facts, party_of_org(note.authority))
            yield note.authority, name if name != note.authority else ""


# --- base -------------------------------------------------------------------------------------------------------------


ENDS: Final[Mapping[CertificateStatus, Base]] = {
    CertificateStatus.CANCELLED: Base.CANCELLED,
    CertificateStatus.REVOKED: Base.REVOKED,
    CertificateStatus.REPLACED: Base.REPLACED,
}
IN_FORCE: Final = frozenset({Base.VALID, Base.EXPIRING, Base.VALID_PENDING_RENEWAL})
"""The words under which the rights stand."""

_DECIDING: Final[Mapping[Base, type]] = {
    Base.CANCELLED: CertificateCancelled,
    Base.REVOKED: CertificateRevoked,
    Base.REPLACED: CertificateTransferred,
}


def _base(facts: Facts, certificate: Certificate, at: int) -> Statement:
    word = base_of(certificate, at, facts.renewal_window_months)
    codes = ", ".join(certificate.successors) if word is Base.REPLACED else ""
    evidence = _evidence(facts.acts, _DECIDING.get(word, CertificateIssued))
    if word is Base.VALID_PENDING_RENEWAL:
        evidence = _filings(facts, renewals_pending_at(certificate, at))
    return Statement(word, BASE_TEXTS[word], evidence, codes, _ended_since(facts, certificate, word))


def _ended_since(facts: Facts, certificate: Certificate, word: Base) -> int | None:
    if word is Base.EXPIRED:
        return lapsed_at(certificate)
    if word not in ENDS.values() or certificate.ended_at is None:
        return None
    told = (act.meta.timestamp for act in facts.acts if isinstance(act.event, _DECIDING[word]))
    return max([certificate.ended_at, *told])


def base_of(certificate: Certificate, at: int, renewal_window_months: int = 6) -> Base:
    """The base word. The one derivation: verdicts, lists, pages, reports and figures use it."""
    if at < certificate.evidenced_at:
        return Base.NOT_FOUND
    if certificate.ended_at is not None and at >= certificate.ended_at:
        return ENDS[certificate.status]
    if at >= certificate.expires_at:
        return Base.VALID_PENDING_RENEWAL if renewal_pending_at(certificate, at) else Base.EXPIRED
    opens = renewal_opens(day_of(certificate.expires_at - 1), renewal_window_months)
    return Base.EXPIRING if at >= start_of(opens) else Base.VALID


def renewal_pending_at(certificate: Certificate, at: int) -> bool:
    """Whether a renewal was filed in the term and is undecided then (art. 36)."""
    return bool(renewals_pending_at(certificate, at))


def renewals_pending_at(certificate: Certificate, at: int) -> tuple[Proceeding, ...]:
    return tuple(
        filed
        for filed in certificate.proceedings
        if filed.procedure is Procedure.RENEW and filed.filed_at < certificate.expires_at and filed.open_at(at)
    )


def stands_at(certificate: Certificate, unit: RightUnit, at: int) -> bool:
    """Whether a right is its holder's then: in its term, or past it with the certificate's while a renewal that was
    filed in time is undecided (art. 36). Not for what may be recorded of it: until the renewal is, the contracts admit
    no transfer, grant or pledge of a unit whose term is over."""
    if unit.lives_at(at):
        return True
    kept = unit.moved_at is None or at < unit.moved_at
    return kept and unit.until == certificate.expires_at <= at and renewal_pending_at(certificate, at)


def lapsed_at(certificate: Certificate) -> int:
    """When a certificate that lapsed did: at the end of its term, or with the last renewal filed in it that failed."""
    filed = (one for one in certificate.proceedings if one.procedure is Procedure.RENEW and one.closed_at is not None)
    failed = (one.closed_at or 0 for one in filed if one.filed_at < certificate.expires_at)
    return max([certificate.expires_at, *failed])


def lapses_at(certificate: Certificate, at: int) -> int | None:
    """From when on its rights have lapsed or ended with it, as things stand at a moment; None: it runs, and a renewal
    filed in the term is undecided then."""
    lapsed = None if renewal_pending_at(certificate, at) else lapsed_at(certificate)
    return min((end for end in (certificate.ended_at, lapsed) if end is not None), default=None)


def shown_units(certificate: Certificate, at: int) -> tuple[RightUnit, ...]:
    """What stands under the certificate then; of one that nobody holds any more, what stood there last."""
    standing = tuple(unit for unit in certificate.units if unit.moved_at is None or at < unit.moved_at)
    return standing or certificate.units


# --- overlays ---------------------------------------------------------------------------------------------------------


def _overlays(facts: Facts, certificate: Certificate, at: int, holder: PartyId | None) -> Iterator[Statement]:
    frozen = [note for note in certificate.annotations if note.freezes and note.in_force_at(at)]
    if frozen:
        detail = "; ".join(annotation_detail(note) for note in frozen)
        evidence = _annotation_evidence(facts.acts, frozen)
        since = min(max(note.begins, note.recorded_at) for note in frozen)
        yield Statement(Overlay.FROZEN, OVERLAY_TEXTS[Overlay.FROZEN], evidence, detail, since)
    if disputes := list(_open_disputes(facts, certificate, at)):
        evidence = _objections(facts, {(of.code, one.number) for of, one in disputes})
        detail = "; ".join(_dispute_detail(certificate, *one) for one in disputes)
        since = min(dispute.filed_at for _, dispute in disputes)
        yield Statement(Overlay.DISPUTED, OVERLAY_TEXTS[Overlay.DISPUTED], evidence, detail, since)
    if standing := certificate.encumbrances_at(at):
        detail = "; ".join(encumbrance_detail(one) for one in standing)
        evidence = _encumbrance_evidence(facts.acts, standing)
        yield Statement(Overlay.ENCUMBERED, OVERLAY_TEXTS[Overlay.ENCUMBERED], evidence, detail)
    taints = [taint for taint in _taints(facts, certificate) if not taint.cured]
    if taints:
        accounts = ", ".join(sorted({"0x" + taint.key.account.hex() for taint in taints}))
        evidence = _evidence([*facts.registrar_acts, *facts.successor_acts], KeyCompromised)
        text = OVERLAY_TEXTS[Overlay.TAINTED]
        yield Statement(Overlay.TAINTED, text, evidence, accounts, _tainted_since(certificate, taints))
    if halted := dict(_suspended(facts, at)):
        evidence, text = _halts(facts, set(halted)), OVERLAY_TEXTS[Overlay.REGISTRAR_SUSPENDED]
        yield Statement(Overlay.REGISTRAR_SUSPENDED, text, evidence, " ".join(sorted(halted)), min(halted.values()))
    if not certificate.reconciliations:
        yield _plain(Overlay.UNCHECKED, OVERLAY_TEXTS[Overlay.UNCHECKED])
    elif not (last := certificate.reconciliations[-1]).matches:
        fields = fields_in(still_differing(certificate.reconciliations))
        detail = f"{_day(last.extracted_at)} · {', '.join(fields)}{_unchecked(last)}"
        evidence = _evidence(facts.acts, CertificateReconciled)[-1:]
        since = _differing_since(certificate)
        yield Statement(Overlay.MISMATCH, OVERLAY_TEXTS[Overlay.MISMATCH], evidence, detail, since)
    if holder is not None and not any(
        unit.holder == holder and stands_at(certificate, unit, at) for unit in certificate.units
    ):
        yield _plain(Overlay.HOLDER_MISMATCH, OVERLAY_TEXTS[Overlay.HOLDER_MISMATCH])


def _suspended(facts: Facts, at: int) -> Iterator[tuple[OrgId, int]]:
    """Of the registrar and of whoever keeps its certificates then, each that is suspended, and since when that counts:
    a custodian answers for them from its succession on."""
    keeper, kept_since = custodian_at(facts, at), 0
    for one in (facts.registrar, *facts.successors):
        if one is None:
            continue
        if one is facts.registrar or one.org_id == keeper:
            own = [each.since for each in one.suspensions if each.kind == OrgKind.REGISTRAR and each.covers(at)]
            if own:
                yield one.org_id, max(min(own), kept_since)
        kept_since = one.succeeded_at or 0


def _open_disputes(facts: Facts, certificate: Certificate, at: int) -> Iterator[tuple[Certificate, DisputeRecord]]:
    """Whoever takes a right over takes over what is said against it: disputes of predecessors, under their codes."""
    for each in (certificate, *facts.predecessors):
        yield from ((each, one) for one in each.disputes if one.open_at(at))


def _dispute_detail(certificate: Certificate, of: Certificate, one: DisputeRecord) -> str:
    under = "" if of is certificate else f"{of.code} "
    return f"{under}#{one.number} · {_day(one.filed_at)}"


def _unchecked(last: ReconciliationRecord) -> str:
    """The fields that the comparison said nothing of; empty where it compared all."""
    names = fields_in(~last.compared)
    return f" · UNCHECKED: {', '.join(names)}" if names else ""


def _differing_since(certificate: Certificate) -> int:
    """Since the first of the comparisons that found a difference, with none between that found the two alike."""
    since = certificate.reconciliations[-1].recorded_at
    for one in reversed(certificate.reconciliations):
        if one.matches:
            break
        since = one.recorded_at
    return since


@dataclass(frozen=True, slots=True)
class Taint:
    """A version of the certificate, and the key behind it that was in other hands when it signed."""

    version: Version
    key: AccountKey
    cured: bool


def _taints(facts: Facts, certificate: Certificate) -> Iterator[Taint]:
    """Both persons' keys count: who holds one of two keys has broken the rule of two. A later version may be of whoever
    succeeded the registrar, and that one may stand by what the registrar signed."""
    keepers = [each for each in (facts.registrar, *facts.successors) if each is not None]
    for version in certificate.versions:
        for account in (version.account, version.preparer):
            key = next((found for each in keepers if (found := _key(each, account)) is not None), None)
            if key is not None and key.compromised_since is not None and key.compromised_since <= version.recorded_at:
                yield Taint(version, key, cured(keepers, certificate, version.recorded_at))


def _tainted_since(certificate: Certificate, taints: Sequence[Taint]) -> int | None:
    """None where somebody stood by the certificate once: whether that held for a time would take its history."""
    reported = [(one.key.compromise_reported_at, one.version.recorded_at) for one in taints]
    if certificate.reaffirmations:
        return None
    return min((max(told, signed) for told, signed in reported if told is not None), default=None)


def cured(keepers: Sequence[Organisation], certificate: Certificate, signed_at: int) -> bool:
    """A re-affirmation cures what was signed before it, if its own key was good on all that is known now."""
    return any(
        given.recorded_at >= signed_at
        and any((key := _key(each, given.account)) is not None and key.good_at(given.recorded_at) for each in keepers)
        for given in certificate.reaffirmations
    )


def _key(organisation: Organisation | None, account: Address | None) -> AccountKey | None:
    return organisation.key(account) if organisation is not None and account is not None else None


# --- notes and evidence -----------------------------------------------------------------------------------------------


def _notes(facts: Facts, certificate: Certificate, at: int) -> Iterator[Statement]:
    if any(taint.cured for taint in _taints(facts, certificate)):
        yield Statement(Note.REAFFIRMED, NOTE_TEXTS[Note.REAFFIRMED], _evidence(facts.acts, CertificateReaffirmed))
    registered = {one.closed_at for one in certificate.proceedings if one.evidenced_at is not None}
    corrections = [version for version in certificate.versions[1:] if version.recorded_at not in registered]
    if corrections:
        yield _plain(Note.CORRECTED, NOTE_TEXTS[Note.CORRECTED], f"version {corrections[-1].number}")
    standing = [note for note in certificate.annotations if not note.freezes and note.in_force_at(at)]
    if standing:
        detail = "; ".join(annotation_detail(note) for note in standing)
        yield Statement(Note.ANNOTATED, NOTE_TEXTS[Note.ANNOTATED], _annotation_evidence(facts.acts, standing), detail)
    yield from _later(facts, certificate, at)


def fields_in(bits: int) -> tuple[str, ...]:
    """The fields of a comparison with the national record that differ (see `reconciliation.Field`)."""
    return tuple(field.name for field in Field if bits >> field & 1)


def _later(facts: Facts, certificate: Certificate, at: int) -> Iterator[Statement]:
    """What befell the certificate after it was issued."""
    pending = [one for one in certificate.proceedings if one.open_at(at)]
    if pending:
        detail = "; ".join(f"{one.procedure.name} · {_day(one.filed_at)}" for one in pending)
        yield Statement(Note.PENDING, NOTE_TEXTS[Note.PENDING], _filings(facts, pending), detail)
    if certificate.successors:
        codes = ", ".join(certificate.successors)
        evidence = _evidence(facts.acts, CertificateTransferred)
        yield Statement(Note.TRANSFERRED, NOTE_TEXTS[Note.TRANSFERRED], evidence, codes)
    if facts.predecessors:
        codes = ", ".join(each.code for each in facts.predecessors)
        evidence = _evidence(facts.predecessor_acts, CertificateTransferred)
        yield Statement(Note.ACQUIRED, NOTE_TEXTS[Note.ACQUIRED], evidence, codes)
    renewals = [one for one in certificate.proceedings if one.procedure is Procedure.RENEW and one.evidenced_at]
    if renewals:
        yield _plain(Note.RENEWED, NOTE_TEXTS[Note.RENEWED], _day(certificate.expires_at - 1))
    if certificate.reconciliations and certificate.reconciliations[-1].matches:
        evidence = _evidence(facts.acts, CertificateReconciled)[-1:]
        last = certificate.reconciliations[-1]
        detail = f"{_day(last.extracted_at)}{_unchecked(last)}"
        yield Statement(Note.RECONCILED, NOTE_TEXTS[Note.RECONCILED], evidence, detail)
    if (keeper := custodian_at(facts, at)) is not None:
        evidence = _evidence(facts.registrar_acts, OrganisationSucceeded)
        yield Statement(Note.CUSTODIAN, NOTE_TEXTS[Note.CUSTODIAN], evidence, keeper)
    for link in certificate.links:
        found = "verified" if link.verified else "claimed"
        parts = (LINK_KINDS[link.kind], link.issuer, link.reference, LINK_STATUSES[link.status], found)
        yield _plain(Note.LINKED, NOTE_TEXTS[Note.LINKED], " · ".join(part for part in parts if part))
    for one in certificate.relations:
        yield _plain(Note.RELATED, NOTE_TEXTS[Note.RELATED], f"{relation_word(one)} · {one.other}")
    for other in facts.same_sample:
        word = base_of(other.certificate, at, facts.renewal_window_months)
        if word is not Base.NOT_FOUND:
            detail = f"{other.certificate.code} · {word}"
            yield Statement(Note.SAME_SAMPLE, NOTE_TEXTS[Note.SAME_SAMPLE], (other.issued,), detail)
    yield from _upstream(facts, at)


def _upstream(facts: Facts, at: int) -> Iterator[Statement]:
    """Whoever pledged the input has pledged part of what this is worth; the lien itself does not pass to the output."""
    for above in facts.upstream:
        if standing := above.certificate.encumbrances_at(at):
            detail = f"{above.certificate.code} · " + "; ".join(encumbrance_detail(one) for one in standing)
            evidence = _encumbrance_evidence(above.acts, standing)
            yield Statement(Note.UPSTREAM_ENCUMBERED, NOTE_TEXTS[Note.UPSTREAM_ENCUMBERED], evidence, detail)


LINK_KINDS: Final[Mapping[int, str]] = {
    1: "DATA_IP",
    2: "PUBLIC_DATA_REGISTER",
    3: "OTHER_PROVINCE",
    4: "EXCHANGE",
    5: "OTHER",
}
LINK_STATUSES: Final[Mapping[int, str]] = {1: "IN_FORCE", 2: "ENDED", 3: "UNKNOWN"}


def custodian_at(facts: Facts, at: int) -> OrgId | None:
    """Who keeps the certificate at a moment where its registrar has left: the last that succeeded by then (art. 13)."""
    keeper = None
    for left in (facts.registrar, *facts.successors):
        if left is None or left.successor is None or left.succeeded_at is None or left.succeeded_at > at:
            return keeper
        keeper = left.successor
    return keeper


def relation_word(one: RelationRecord) -> str:
    """What the other certificate's data are to this one's: of derived data, and of what they were derived from."""
    relation = DataRelation(one.relation)
    if relation is DataRelation.DERIVED and not one.first:
        return "SOURCE"
    return relation.name


# --- restrictions -----------------------------------------------------------------------------------------------------


def _restrictions(facts: Facts, certificate: Certificate, at: int) -> Iterator[Statement]:
    """What was declared, then what stands annotated at the moment. Confidential terms are told of, and not told."""
    if facts.case is not None:
        content = facts.case.content
        declared = {
            Restriction.RESALE_BARRED: not content.flags & FLAG_RESALE,
            Restriction.EXPORT_BARRED: not content.flags & FLAG_EXPORT,
            Restriction.TERMS_DECLARED: any(content.restriction_commitment),
        }
        yield from (_plain(word, RESTRICTION_TEXTS[word]) for word, holds in declared.items() if holds)
    for note in certificate.annotations:
        if note.in_force_at(at):
            word = ANNOTATION_KINDS[note.kind]
            evidence = _annotation_evidence(facts.acts, [note])
            yield Statement(word, RESTRICTION_TEXTS[word], evidence, annotation_detail(note))
    yield from _inherited(facts, at)


def _inherited(facts: Facts, at: int) -> Iterator[Statement]:
    """What is noted on predecessors and freezes nothing: a freeze stops the transfer of what it lies on."""
    for each in facts.predecessors:
        own = [act for act in facts.predecessor_acts if act.entry.subject == certificate_bytes(each.code)]
        for note in each.annotations:
            if note.in_force_at(at) and not note.freezes:
                word, detail = ANNOTATION_KINDS[note.kind], f"{each.code} {annotation_detail(note)}"
                yield Statement(word, RESTRICTION_TEXTS[word], _annotation_evidence(own, [note]), detail)


def annotation_detail(note: AnnotationRecord) -> str:
    """Number, authority and span, in signs that are the same in both languages; the span is open where it is so."""
    span = f"{_day(note.begins)} –" + (f" {_day(note.until)}" if note.until is not None else "")
    return " · ".join(part for part in (f"#{note.number}", note.authority or "", span) if part)


def encumbrance_detail(one: Encumbrance) -> str:
    """Right, rank and pledge, in signs that are the same in both languages; `!` marks an exclusive pledge."""
    return f"{RIGHT_NAMES[one.right]} #{one.rank}{'!' if one.exclusive else ''} 0x{one.pledge_id.hex()}"


def _day(seconds: int) -> str:
    return civil_of(min(seconds, LAST_DAY)).isoformat()


def _plain(code: StrEnum, text: Text, detail: str = "") -> Statement:
    return Statement(code, text, (), detail)


def _name(facts: Facts, party: PartyId) -> str:
    return (facts.names or {}).get(party, "")


def _evidence(acts: Sequence[Recorded], kind: type) -> tuple[Evidence, ...]:
    return tuple(Evidence.of(act) for act in acts if isinstance(act.event, kind))


def _filings(facts: Facts, wanted: Sequence[Proceeding]) -> tuple[Evidence, ...]:
    """The filings of these proceedings, and none of those that ended."""
    named = {(one.procedure, one.number) for one in wanted}
    return tuple(
        Evidence.of(act)
        for act in facts.acts
        if isinstance(act.event, ProceedingFiled) and (act.event.procedure, act.event.number) in named
    )


def _halts(facts: Facts, orgs: Set[OrgId]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence.of(act)
        for act in (*facts.registrar_acts, *facts.successor_acts)
        if isinstance(act.event, OrganisationSuspended)
        and (act.event.org in orgs and act.event.kind is OrgKind.REGISTRAR)
    )


def _objections(facts: Facts, wanted: Set[tuple[CertificateId, int]]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence.of(act)
        for act in (*facts.acts, *facts.predecessor_acts)
        if isinstance(act.event, DisputeFiled) and (act.event.id, act.event.number) in wanted
    )


def _annotation_evidence(acts: Sequence[Recorded], wanted: Sequence[AnnotationRecord]) -> tuple[Evidence, ...]:
    numbers = {note.number for note in wanted}
    return tuple(
        Evidence.of(act) for act in acts if isinstance(act.event, CertificateAnnotated) and act.event.number in numbers
    )


def _encumbrance_evidence(acts: Sequence[Recorded], wanted: Sequence[Encumbrance]) -> tuple[Evidence, ...]:
    standing = {(one.pledge_id, one.place, one.rank) for one in wanted}
    return tuple(
        Evidence.of(act)
        for act in acts
        if isinstance(act.event, EncumbrancePut) and (act.event.id, act.event.place, act.event.rank) in standing
    )
