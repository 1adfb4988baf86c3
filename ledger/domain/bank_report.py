# SPDX-License-Identifier: Apache-2.0
"""The bank's report on one certificate: nineteen checks, each of parts, each part one word with its evidence.

    report(lending)  -->  nineteen Checks and the caveats

For: a bank's file on a loan, printed or read by a machine. A check has several parts because most questions are half
on this ledger and half elsewhere: that nobody pledged here is PASS, the movables-finance register stays NOT_CHECKED
until the bank attaches what it found there itself, which makes DECLARED and never PASS (ruling 25). The word of a check
is the gravest of its parts. Not for: credit policy; nothing here says whether to lend.

    FAIL         a hard stop of this ledger's rules, or the thing is not what it claims
    WARN         the bank must look, and may accept
    NOT_CHECKED  this ledger cannot know, or was not given what it takes
    DECLARED     the bank's own finding
    PASS         shown by acts on chain, which are named
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from ledger.domain.calendar import civil_of
from ledger.domain.chain_words import FLAG_EXPORT, FLAG_RESALE, pi_band_of
from ledger.domain.ids import PartyId, is_organisation, org_of_party, registration_class
from ledger.domain.kinds import Grade, RightBits
from ledger.domain.lending import Declared, Freed, Lending, Parent, TaintedStep, grade_that_counts
from ledger.domain.reconciliation import DECIDING, still_differing
from ledger.domain.upkeep import MISSED, frequency_of, missed
from ledger.domain.valuation import COUNTING_TEXTS, Counting
from ledger.domain.verdict import IN_FORCE, Base, Evidence, Note, Overlay, Statement, annotation_detail, stands_at
from ledger.domain.verdict_json import shanghai

DAY: Final = 86_400
YEAR: Final = 366 * DAY
CONFIRMED: Final = 2
"""The level from which on an event is more than one side's word (domain/circulation.py)."""
SOURCE_SCRAPED: Final = 2
SOURCE_BY_AGREEMENT: Final = 4
SOURCE_DERIVED: Final = 8
GUARANTEE_BANNED: Final = frozenset({"11", "12"})


class Word(StrEnum):
    """Gravest first."""

    FAIL = "FAIL"
    WARN = "WARN"
    NOT_CHECKED = "NOT_CHECKED"
    DECLARED = "DECLARED"
    PASS = "PASS"


GRAVITY: Final[Mapping[Word, int]] = {word: place for place, word in enumerate(Word)}


@dataclass(frozen=True, slots=True)
class Part:
    """One answer. `code` is stable and names the part; a bank's own finding is attached to a part by it."""

    code: str
    word: Word
    zh: str
    en: str
    rule: str = ""
    detail: str = ""
    evidence: tuple[Evidence, ...] = ()
    declared: Declared | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One of the nineteen questions."""

    number: int
    code: str
    zh: str
    en: str
    parts: tuple[Part, ...]

    @property
    def word(self) -> Word:
        return min((part.word for part in self.parts), key=GRAVITY.__getitem__)


@dataclass(frozen=True, slots=True)
class Caveat:
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Report:
    lending: Lending
    checks: tuple[Check, ...]

    @property
    def counts(self) -> dict[Word, int]:
        return {word: sum(check.word is word for check in self.checks) for word in Word}

    @property
    def word(self) -> Word:
        return min((check.word for check in self.checks), key=GRAVITY.__getitem__)


CAVEATS: Final = (
    Caveat(
        "链上记录证明何时、由谁、陈述了什么，以及此后未被改动；不证明所述属实、数据真实完整或权利确实存在。",
        "The chain proves what was said, when and by whom, and that nobody changed it since; not that it was true, "
        "that the data are real and whole, or that the right exists.",
    ),
    Caveat(
        "国家数据产权登记服务系统为准；本账本的质押记录不产生登记对抗效力，须另在动产融资统一登记公示系统办理。",
        "The national registration system prevails. A pledge entered here is a record, no perfection: the "
        "movables-finance register must be used besides.",
    ),
    Caveat(
        "同一数据可有多个权利人；质押与独占约定只约束登记在册的流通，不能阻止链外复制。",
        "The same data may have several holders. Pledge and exclusivity bind what is registered; they stop no copy.",
    ),
    Caveat(
        "DECLARED 为银行自行附入的查询结果，NOT_CHECKED 为本账本无从核对；两者均不视为通过。",
        "DECLARED is what the bank found itself, NOT_CHECKED what this ledger cannot know. Neither is a pass.",
    ),
)


def report(lending: Lending) -> Report:
    """All nineteen, in their order. A certificate that is not found fails the first check and leaves the rest open."""
    return Report(lending, tuple(_check(lending, number) for number in sorted(_QUESTIONS)))


def _check(lending: Lending, number: int) -> Check:
    code, zh, en, ask = _QUESTIONS[number]
    found = lending.verdict.certificate is not None
    parts = list(ask(lending)) if found or number == 1 else [_open("certificate", "没有此登记凭证", "there is none")]
    return Check(number, code, zh, en, tuple(_with_declared(lending, code, part) for part in parts))


def _with_declared(lending: Lending, check: str, part: Part) -> Part:
    """A part that this ledger cannot answer, as the bank answered it itself, while that answer is valid."""
    if part.word is not Word.NOT_CHECKED:
        return part
    name = f"{check}.{part.code}"
    given = [d for d in lending.declared if d.part == name and _answers(lending, d)]
    if not given:
        return part
    last = max(given, key=lambda d: d.declared_at)
    return Part(part.code, Word.DECLARED, part.zh, part.en, part.rule, last.found, part.evidence, last)


def _answers(lending: Lending, found: Declared) -> bool:
    """While it is valid, and for nobody but the pledgor that it was made about. One that says no pledgor answers, where
    the part is about one, for the only holder."""
    if not found.declared_at <= lending.at < found.valid_until:
        return False
    if found.holder is None and found.part not in _OF_PLEDGOR:
        return True
    holders = dict.fromkeys(line.party for line in lending.verdict.holders)
    only = next(iter(holders)) if len(holders) == 1 else None
    about, asked = found.holder or only, lending.holder or only
    return about is not None and about == asked


def part_names() -> tuple[str, ...]:
    """Every part that a bank may declare on: those that depend on nothing here, and those that lack inputs."""
    return tuple(sorted(_DECLARABLE))


def is_of_pledgor(part: str) -> bool:
    """Whether an answer to the part holds for one pledgor alone: registers and lists that are searched by name, what it
    agreed and resolved, what it holds of the money and the keys."""
    return part in _OF_PLEDGOR


# --- the ways to answer -----------------------------------------------------------------------------------------------


def _open(code: str, zh: str, en: str, detail: str = "") -> Part:
    return Part(code, Word.NOT_CHECKED, zh, en, detail=detail)


def _passed(code: str, zh: str, en: str, evidence: Sequence[Evidence] = (), detail: str = "", rule: str = "") -> Part:
    return Part(code, Word.PASS, zh, en, rule, detail, tuple(evidence))


def _warned(code: str, zh: str, en: str, evidence: Sequence[Evidence] = (), detail: str = "", rule: str = "") -> Part:
    return Part(code, Word.WARN, zh, en, rule, detail, tuple(evidence))


def _failed(code: str, zh: str, en: str, evidence: Sequence[Evidence] = (), detail: str = "", rule: str = "") -> Part:
    return Part(code, Word.FAIL, zh, en, rule, detail, tuple(evidence))


def _overlay(lending: Lending, word: Overlay) -> Statement | None:
    return next((each for each in lending.verdict.overlays if each.code == word), None)


def _note(lending: Lending, word: Note) -> Statement | None:
    return next((each for each in lending.verdict.notes if each.code == word), None)


def _date(seconds: int) -> str:
    return civil_of(seconds).isoformat() if seconds < 253_402_271_999 else "9999-12-31"


# --- 1-5: the certificate ---------------------------------------------------------------------------------------------


def _genuine(lending: Lending) -> Iterator[Part]:
    verdict = lending.verdict
    if verdict.certificate is None:
        yield _failed("certificate", "没有此登记凭证", "there is no such certificate", rule="art. 26")
        return
    if (taint := _overlay(lending, Overlay.TAINTED)) is not None:
        yield _failed("signature", taint.text.zh, taint.text.en, taint.evidence, taint.detail, taint.text.rule)
    else:
        zh, en = "由当时有效的密钥签发", "issued by keys that were good then"
        yield _passed("signature", zh, en, verdict.base.evidence, rule="art. 27")
    for lost in lending.tainted:
        zh, en = (
            "登记凭证上的操作所用密钥已泄露，尚未重新确认",
            "acts on the certificate rest on a key that was in other hands, and nobody stood by them",
        )
        told = f"0x{lost.account.hex()} {lost.org_id} {' '.join(lost.acts)}"
        yield _warned("acts", zh, en, lost.evidence, told, "ruling 17")
    yield from _kept(lending, f"{verdict.registrar_name} {verdict.certificate.registrar}".strip())
    yield from _national(lending)


def _halted(lending: Lending) -> Statement | None:
    """That the registrar itself is suspended; of its custodian the part of that name tells."""
    halted, certificate = _overlay(lending, Overlay.REGISTRAR_SUSPENDED), lending.verdict.certificate
    return halted if halted and certificate and certificate.registrar in halted.detail.split() else None


def _kept(lending: Lending, name: str) -> Iterator[Part]:
    """The registrar when it issued, and whoever keeps the certificate at the moment: the custodian, once there is one
    (H9, as the contract asks it)."""
    keeper = _note(lending, Note.CUSTODIAN)
    if not lending.registrar_accredited:
        yield _failed(
            "registrar", "签发时不在认可期内", "the registrar was not accredited when it issued", (), name, "art. 8"
        )
    elif (halted := _halted(lending)) is not None:
        yield _warned("registrar", halted.text.zh, halted.text.en, halted.evidence, rule="H9; art. 13")
    elif keeper is not None:
        zh, en = (
            "登记机构签发时在认可期内，其后已退出",
            "the registrar was accredited when it issued, and has left since",
        )
        yield _passed("registrar", zh, en, (), name, "art. 8")
    elif lending.keeper_active is None:
        zh, en = "未查询登记机构在所问时点的认可", "whether the registrar is accredited at the moment was not looked up"
        yield _open("registrar", zh, en, name)
    elif lending.keeper_active:
        zh, en = (
            "登记机构签发时及所问时点均在认可期内",
            "the registrar was accredited when it issued, and is at the moment asked about",
        )
        yield _passed("registrar", zh, en, (), name, "art. 8")
    else:
        zh, en = (
            "登记机构签发时在认可期内，所问时点不在",
            "the registrar was accredited when it issued, and is not at the moment asked about",
        )
        yield _warned("registrar", zh, en, (), name, "H9; art. 13")
    if keeper is None:
        return
    if lending.keeper_active is None:
        zh, en = "未查询承接机构在所问时点的认可", "whether the custodian is accredited at the moment was not looked up"
        yield _open("custodian", zh, en, keeper.detail)
    elif lending.keeper_active:
        yield _passed("custodian", keeper.text.zh, keeper.text.en, keeper.evidence, keeper.detail, keeper.text.rule)
    else:
        zh, en = (
            "承接机构在所问时点未获认可或已暂停",
            "the custodian is suspended or not accredited at the moment asked about",
        )
        yield _warned("custodian", zh, en, keeper.evidence, keeper.detail, "H9; art. 13")


def _national(lending: Lending) -> Iterator[Part]:
    """MATCH takes the four fields that say whose right it is and how long (`reconciliation.DECIDING`); what else was
    not compared stands in the detail. No key in other hands ends a difference, or stands for an agreement."""
    certificate = lending.verdict.certificate
    assert certificate is not None
    if (other := _overlay(lending, Overlay.MISMATCH)) is not None:
        yield _failed("national", other.text.zh, other.text.en, other.evidence, other.detail, "H8; art. 27")
        return
    if _overlay(lending, Overlay.UNCHECKED) is not None:
        yield _open("national", "未与国家系统记录核对", "not compared with the national record")
        return
    found, last = _note(lending, Note.RECONCILED), certificate.reconciliations[-1]
    detail, evidence = (found.detail, found.evidence) if found is not None else ("", ())
    lost = _places(step for taint in lending.miscompared for step in taint.steps)
    sound = [one for one in certificate.reconciliations if one.recorded_at not in lost]
    if last.recorded_at in lost or still_differing(sound):
        places = (place for each in lost.values() for place in each)
        zh, en = (
            "核对所用密钥已泄露，尚未重新确认",
            "the comparison with the national record rests on a key that was in other hands, and nobody stood by it",
        )
        yield _warned("national", zh, en, tuple(dict.fromkeys(places)), detail, "ruling 17; art. 27")
    elif any(not last.compared >> field & 1 for field in DECIDING):
        zh, en = "核对未涵盖权利人、权利或期限", "the comparison left out holders, rights or term"
        yield _warned("national", zh, en, evidence, detail, "art. 27")
    else:
        zh, en = "所核对的字段与国家系统记录一致", "agrees with the national record in the fields that were compared"
        yield _passed("national", zh, en, evidence, detail, "art. 27")


def _steps(lending: Lending, *kinds: str) -> Iterator[TaintedStep]:
    """The acts of these kinds on the certificate that rest on a key in other hands (ruling 17)."""
    return (step for taint in lending.tainted for step in taint.steps if step.kind in kinds)


def _places(steps: Iterator[TaintedStep]) -> dict[int, tuple[Evidence, ...]]:
    """When each act was recorded, with it and the reports of the keys: both persons' may be lost."""
    found: dict[int, tuple[Evidence, ...]] = {}
    for step in steps:
        found[step.at] = tuple(dict.fromkeys((*found.get(step.at, ()), *step.evidence)))
    return found


def _in_force(lending: Lending) -> Iterator[Part]:
    verdict, certificate = lending.verdict, lending.verdict.certificate
    assert certificate is not None
    base = verdict.base
    if base.code in IN_FORCE:
        yield _passed("now", base.text.zh, base.text.en, base.evidence, rule=base.text.rule)
    else:
        yield _failed("now", base.text.zh, base.text.en, base.evidence, base.detail, base.text.rule)
    ends = _date(certificate.expires_at - 1)
    if lending.maturity is None:
        yield _open("maturity", "未给出贷款到期日", "no maturity was given", ends)
    elif certificate.expires_at < lending.maturity + lending.buffer_days * DAY:
        zh, en = "有效期未覆盖到期日及缓冲期", "the term ends before maturity and buffer"
        yield _warned(
            "maturity", zh, en, base.evidence, f"{ends} < {_date(lending.maturity)} + {lending.buffer_days}", "H10"
        )
    else:
        zh, en = "有效期覆盖到期日及缓冲期", "the term covers maturity and buffer"
        yield _passed("maturity", zh, en, base.evidence, ends)


def _held(lending: Lending) -> Iterator[Part]:
    if lending.holder is None:
        yield _open("holder", "未给出出质人", "no pledgor was named")
        return
    units = [u for u in lending.verdict.holders if u.party == lending.holder and u.unit.lives_at(lending.at)]
    names = " ".join(RightBits(line.unit.right).name or "" for line in units)
    evidence = lending.verdict.base.evidence
    if any(line.unit.right == RightBits.OPERATE for line in units):
        zh, en = "出质人持有经营权", "the pledgor holds the right to operate"
        yield _passed("holder", zh, en, evidence, names, "H4; art. 3")
    elif any(line.unit.right == RightBits.USE for line in units):
        yield _warned("holder", "出质人仅持有使用权", "the pledgor holds the right of use alone", evidence, names, "H4")
    elif lending.verdict.base.code == Base.VALID_PENDING_RENEWAL and lending.holder in _standing(lending):
        zh, en = (
            "出质人的权利期限已届满，续期申请尚在审理；续期登记之前不办理质押",
            "the term of the rights is over and a renewal undecided; nothing is pledged before it is registered",
        )
        yield _failed("holder", zh, en, evidence, rule="H4; art. 36")
    else:
        zh, en = "出质人不持有可出质的权利", "the pledgor holds no right to pledge"
        yield _failed("holder", zh, en, evidence, names, "H4")


def _standing(lending: Lending) -> set[PartyId]:
    certificate, at = lending.verdict.certificate, lending.at
    return {line.party for line in lending.verdict.holders if certificate and stands_at(certificate, line.unit, at)}


def _restricted(lending: Lending) -> Iterator[Part]:
    stood = [each for each in lending.verdict.restrictions if each.code not in ("SEIZED", "CONTROLLED")]
    case = lending.verdict.case
    if case is None:
        yield _open("restrictions", "没有申请记录", "the application is not known here")
    elif stood:
        told = "；".join(each.text.zh for each in stood)
        yield _warned("restrictions", "存在限制：" + told, "restrictions stand: " + "; ".join(e.text.en for e in stood))
    else:
        allowed = bool(case.content.flags & FLAG_RESALE) and bool(case.content.flags & FLAG_EXPORT)
        yield _passed("restrictions", "未申报限制", "no restriction was declared", detail="" if allowed else "-")
    yield _open("contract", "合同文本中的限制", "restrictions in the text of contracts")


def _undisputed(lending: Lending) -> Iterator[Part]:
    for word, make, rule in ((Overlay.FROZEN, _failed, "H5; art. 23"), (Overlay.DISPUTED, _warned, "H6; art. 29")):
        found = _overlay(lending, word)
        if found is not None:
            yield make(word.lower(), found.text.zh, found.text.en, found.evidence, found.detail, rule)
    undone = list(_undone(lending))
    yield from undone
    if not undone and _overlay(lending, Overlay.FROZEN) is None and _overlay(lending, Overlay.DISPUTED) is None:
        zh, en = "本账本无查封、无未结异议", "neither frozen nor disputed on this ledger"
        yield _passed("ledger", zh, en, rule="arts. 23, 29")
    yield _open("courts", "法院等机关的案件与查封", "cases and seizures at courts and other authorities")


def _undone(lending: Lending) -> Iterator[Part]:
    """Freezes that were lifted and disputes that were closed by a key in other hands: without that they would stand."""
    certificate = lending.verdict.certificate
    assert certificate is not None
    lifts = _places(_steps(lending, "CERTIFICATE_ANNOTATION_LIFTED"))
    for note in certificate.annotations:
        places = lifts.get(note.lifted_at or 0)
        if places is not None and note.freezes and replace(note, lifted_at=None).in_force_at(lending.at):
            zh, en = (
                "解除查封或管制所用密钥已泄露，尚未重新确认",
                "a freeze was lifted by a key that was in other hands, and nobody stood by it",
            )
            yield _warned("ledger", zh, en, places, annotation_detail(note), "ruling 17; art. 23")
    ends = _places(_steps(lending, "DISPUTE_CONCLUDED", "DISPUTE_WITHDRAWN"))
    for dispute in certificate.disputes:
        places = ends.get(dispute.closed_at or 0)
        if places is not None and dispute.filed_at <= lending.at:
            zh, en = (
                "异议了结所用密钥已泄露，尚未重新确认",
                "an objection was closed by a key that was in other hands, and nobody stood by it",
            )
            told = f"#{dispute.number} · {_date(dispute.filed_at)}"
            yield _warned("ledger", zh, en, places, told, "ruling 17; art. 29")


# --- 6-9: others who have a claim -------------------------------------------------------------------------------------


def _unpledged(lending: Lending) -> Iterator[Part]:
    if lending.liens is None:
        yield _open("ledger", "未查询质押记录", "pledges were not looked up")
    else:
        yield from _liens(lending)
    yield from _reserved(lending)
    for pool in lending.pools or ():
        if lending.holder in (None, pool.holder):
            zh, en = "该权利已设立信托或证券化", "the right was given into a trust or a securitisation"
            yield _warned("pooled", zh, en, pool.evidence, f"{pool.what} {_date(pool.since)}", "ruling 28")
    yield _open("zhongdeng", "动产融资统一登记公示系统查询", "a search of the movables-finance register")


def _liens(lending: Lending) -> Iterator[Part]:
    found = [lien for lien in lending.liens or () if lending.holder is None or lien.holder == lending.holder]
    freed = [one for one in lending.freed if lending.holder in (None, one.holder)]
    if not found and not freed:
        yield _passed("ledger", "本账本无质押", "no pledge stands on this ledger", rule="H7")
    for one in sorted(freed, key=lambda each: (each.holder, each.right, each.rank, each.pledge_id)):
        yield _freed_part(one)
    for lien in sorted(found, key=lambda each: (each.holder, each.right, each.rank)):
        told = f"#{lien.rank} {lien.pledgee} {RightBits(lien.right).name} {lien.status} {_date(lien.maturity)}"
        if lien.exclusive and lien.pledgee == lending.bank:
            zh, en = "存在本行的排他性质押", "an exclusive pledge of the asking bank's own stands"
            yield _warned("ledger", zh, en, lien.evidence, told, "H7; Civil Code art. 414")
        elif lien.exclusive:
            zh, en = "存在排他性质押", "an exclusive pledge stands"
            yield _failed("ledger", zh, en, lien.evidence, told, "H7; Civil Code art. 414")
        else:
            zh, en = "存在在先质押", "a prior pledge stands"
            yield _warned("ledger", zh, en, lien.evidence, told, "Civil Code art. 414")
        if lien.of_private_use:
            zh, en = "所质押的使用权并非申报的公共数据", "the right of use is pledged of data not declared to be public"
            yield _warned("public_use", zh, en, lien.evidence, told, "H4")


def _freed_part(one: Freed) -> Part:
    """Whoever was robbed of its pledge may have it back from a court: it counts as a prior one until somebody of whom
    the key is stood by what was signed."""
    acts = dict.fromkeys(act for taint in one.tainted for act in taint.acts)
    keys = dict.fromkeys(f"0x{taint.account.hex()}" for taint in one.tainted)
    told = f"#{one.rank} {one.pledgee} {RightBits(one.right).name} 0x{one.pledge_id.hex()} {_date(one.freed_at)}"
    zh, en = (
        "质押已解除，但解除所用密钥已泄露，尚未重新确认",
        "a pledge was taken off by a key that was in other hands, and nobody stood by that",
    )
    places = dict.fromkeys(place for taint in one.tainted for place in taint.evidence)
    return _warned("ledger", zh, en, tuple(places), " ".join([told, *acts, *keys]), "ruling 17")


def _reserved(lending: Lending) -> Iterator[Part]:
    for each in lending.reserved:
        if lending.holder not in (None, each.holder):
            continue
        told = f"{each.pledgee} {RightBits(each.right).name} -> {shanghai(each.until)}"
        if lending.bank == each.pledgee:
            zh, en = "下一顺位已由本行预留", "the next rank is kept for the bank that asks"
            yield _passed("reserved", zh, en, each.evidence, told)
        else:
            zh, en = "下一顺位已由他人预留", "the next rank is kept for another"
            yield _warned("reserved", zh, en, each.evidence, told, "Civil Code art. 414")


def _siblings(lending: Lending) -> Iterator[Part]:
    if lending.siblings is None:
        yield _open("ledger", "未查询同一数据的其他登记", "other registrations of the data were not looked up")
    elif not lending.siblings:
        zh, en = "本账本无同一数据的其他登记", "no other registration of the data is known here"
        yield _passed("ledger", zh, en, rule="art. 21")
    for each in lending.siblings or ():
        burdened = " ENCUMBERED" if each.liens else ""
        zh, en = "同一数据另有登记", "the same data are registered otherwise too"
        yield _warned("ledger", zh, en, each.evidence, f"{each.label} {each.how} {each.status}{burdened}", "art. 21")
    yield _open("registers", "数据知识产权等其他登记平台", "data-IP, public-data and other registers")


def _ungranted(lending: Lending) -> Iterator[Part]:
    if lending.grants is None:
        yield _open("ledger", "未查询授权记录", "grants were not looked up")
    elif not lending.grants:
        yield _passed("ledger", "本账本无有效授权", "no grant takes effect on this ledger")
    for each in lending.grants or ():
        burdens = each.burdens(lending.maturity)
        ends = [] if each.until is None else [f"-> {_date(each.until)}"]
        grantee = org_of_party(each.grantee) if is_organisation(each.grantee) else "0x" + each.grantee.hex()[:16]
        marks = (*burdens, *ends, *([each.flagged] if each.flagged else []))
        told = " ".join([grantee, RightBits(each.right).name or "", each.kind, *marks])
        make = _warned if burdens else _passed
        zh = "存在独占、可再许可、超过到期日或公共数据经营授权" if burdens else "存在普通授权"
        en = (
            "a grant that is exclusive, sublicensable, outlasts the loan or lets another operate public data"
            if burdens
            else "an ordinary grant"
        )
        yield make("ledger", zh, en, each.evidence, told, "4.8.4")
    yield _open("contracts", "未在本账本登记的许可合同", "licences that are not registered here")


def _upstream(lending: Lending) -> Iterator[Part]:
    case = lending.verdict.case
    sources = case.content.source_types if case is not None else 0
    made_of = sources & (SOURCE_DERIVED | SOURCE_BY_AGREEMENT)
    if lending.parents:
        for parent in lending.parents:
            yield from _parent_parts(lending, parent)
    elif case is None or lending.parents is None:
        yield _open("lineage", "未查询来源数据", "what it was made of was not looked up")
    elif made_of:
        zh, en = "来源为协议或衍生，未登记来源数据", "made by agreement or derivation, and no lineage is on record"
        yield _warned("lineage", zh, en, rule="art. 20; ruling 14")
    elif not sources & SOURCE_SCRAPED:
        yield _passed("lineage", "自行采集，无上游数据", "collected in its own business; no upstream", rule="art. 20")
    if sources & SOURCE_SCRAPED:
        zh, en = (
            "含自动化程序收集的公开数据：手段是否合法、是否实质替代来源方，本账本无从核对",
            (
                "holds public data that a program collected: whether by lawful means, and whether it stands in for "
                "what the source itself offers, is not known here"
            ),
        )
        yield _warned("lineage", zh, en, rule="art. 20")
    for each in lending.verdict.notes:
        if each.code == Note.UPSTREAM_ENCUMBERED:
            yield _warned("pledged", each.text.zh, each.text.en, each.evidence, each.detail, each.text.rule)
    yield _open("originals", "来源合同与个人同意原件", "originals of source contracts and consents")


def _parent_parts(lending: Lending, parent: Parent) -> Iterator[Part]:
    told, evidence = f"{parent.label} {parent.detail}".strip(), parent.evidence
    if parent.sound is None:
        yield _warned("lineage", "来源数据未登记", "made of data that are not registered", evidence, told, "ruling 14")
        return
    if not parent.sound:
        zh, en = "来源数据的权利已失效", "the right in what it was made of has ended"
        yield _failed("lineage", zh, en, evidence, told, "P6")
        return
    for each in parent.against:
        zh, en = f"来源数据：{each.text.zh}", f"what it was made of: {each.text.en}"
        acts = tuple(dict.fromkeys((*evidence, *each.evidence)))
        yield _warned("lineage", zh, en, acts, f"{told} {each.code} {each.detail}".strip(), each.text.rule)
    due, until = lending.maturity, parent.until
    if due is not None and until is not None and until < due + lending.buffer_days * DAY:
        zh, en = (
            "来源数据的权利在到期日及缓冲期前终止",
            "the right in what it was made of ends before maturity and buffer",
        )
        yield _warned("lineage", zh, en, evidence, f"{told} {parent.by} -> {_date(until - 1)}", "P6")
    elif not parent.against:
        yield _passed("lineage", "来源数据权利有效", "the right in what it was made of stands", evidence, told, "P6")


# --- 10-14: the data --------------------------------------------------------------------------------------------------


def _graded(lending: Lending) -> Iterator[Part]:
    case, told = lending.verdict.case, lending.classified
    registered = Grade(case.content.grade) if case is not None else Grade.NONE
    grade = grade_that_counts(registered, told)
    raised = told is not None and grade > registered
    detail = f"{registered.name} -> {grade.name}" if raised else grade.name
    evidence = (told.evidence,) if told is not None and raised else ()
    if grade is Grade.NONE:
        yield _open("grade", "没有定级", "no grade is known")
    elif grade is Grade.CORE:
        yield _failed("grade", "核心数据不得出质", "core data cannot be pledged", evidence, detail, "H3; GB/T 43697")
    elif grade is Grade.IMPORTANT:
        zh, en = "重要数据，处置受限", "important data: disposal is restricted"
        yield _warned("grade", zh, en, evidence, detail, "H3; GB/T 43697")
    else:
        yield _passed("grade", "一般数据", "general data", evidence, detail, "GB/T 43697")


def _personal(lending: Lending) -> Iterator[Part]:
    case = lending.verdict.case
    band = case.content.personal_information_band if case is not None else 0
    if case is None:
        yield _open("band", "没有申请记录", "the application is not known here")
    elif band == 0:
        yield _passed("band", "申报不含个人信息", "declared to hold no personal information", rule="PIPL")
    else:
        zh, en = "申报含个人信息", "declared to hold personal information"
        yield _warned("band", zh, en, detail=pi_band_of(band), rule="PIPL")
        yield _open("anonymisation", "匿名化意见及其有效期", "an opinion on anonymisation, and its validity")


def _valued(lending: Lending) -> Iterator[Part]:
    if lending.opinions is None:
        yield _open("opinions", "未查询评估意见", "valuations were not looked up")
        return
    valuers = {opinion.valuer for opinion in lending.counted}
    for opinion in lending.opinions:
        if opinion.counting in (Counting.FOLLOWED, Counting.NOT_YET):
            continue
        told = f"{opinion.valuer} {opinion.value / 100:,.2f} {opinion.currency} {_date(opinion.base_date)} " + "+".join(
            opinion.methods
        )
        if opinion.counting is Counting.COUNTS:
            yield _passed("opinions", "有效评估意见", "a standing opinion", opinion.evidence, told, "6.8")
        else:
            zh, en = COUNTING_TEXTS[opinion.counting]
            zh, en = f"评估意见不可采用：{zh}", f"an opinion that does not count: {en}"
            yield _warned("opinions", zh, en, opinion.evidence, f"{told} {opinion.counting}")
    if len(valuers) < lending.opinions_wanted:
        told = f"{len(valuers)}/{lending.opinions_wanted}"
        yield _open("count", "独立有效的评估意见不足", "too few independent standing opinions", told)


def _earned(lending: Lending) -> Iterator[Part]:
    traffic = lending.traffic
    if traffic is None or traffic.settlements == 0:
        yield _open("settlements", "本账本没有结算记录", "no settlement is on this ledger")
    else:
        last = _date(traffic.last_settled_at) if traffic.last_settled_at is not None else "-"
        amount = "" if traffic.settled is None else f", {traffic.settled / 100:,.2f} CNY"
        levels = "".join(f", level {level}: {count}" for level, count in traffic.by_level)
        told = f"{traffic.trades} trades, {traffic.settlements} settlements{amount}, last {last}{levels}"
        acts, late = traffic.settlement_acts, (traffic.last_settled_at or 0) + YEAR <= lending.at
        if late:
            yield _warned("settlements", "近一年没有结算记录", "nothing was settled within a year", acts, told)
        elif max((level for level, _ in traffic.by_level), default=1) < CONFIRMED:
            yield _warned("settlements", "结算仅为单方申报", "settlements are declared by one side alone", acts, told)
        else:
            yield _passed("settlements", "有结算记录", "settlements are on record", acts, told)
    yield _open("bank_flows", "银行流水", "the flows of the pledgor's accounts")


def _kept_up(lending: Lending) -> Iterator[Part]:
    traffic = lending.traffic
    if traffic is None or traffic.last_update_at is None:
        yield _open("updates", "没有更新记录", "no upkeep is on record")
    else:
        case, told = lending.verdict.case, _date(traffic.last_update_at)
        frequency = frequency_of(0 if case is None else case.content.update_frequency)
        gone = missed(frequency, traffic.last_update_at, lending.at)
        if gone >= MISSED:
            said = f"{told}, {frequency.value}: {gone}"
            yield _warned("updates", "未按约定频率更新", "upkeep has missed its frequency", traffic.update_acts, said)
        else:
            yield _passed("updates", "有更新记录", "upkeep is on record", traffic.update_acts, told)
    if traffic is not None and traffic.incidents:
        told = str(traffic.incidents)
        yield _warned("incidents", "有安全事件记录", "security incidents are on record", traffic.incident_acts, told)
    yield _open("quality", "数据质量", "quality of the data")


# --- 15-19: the pledgor and the deal ----------------------------------------------------------------------------------


def _may_pledge(lending: Lending) -> Iterator[Part]:
    if lending.holder is None:
        yield _open("kind", "未给出出质人", "no pledgor was named")
    else:
        org = org_of_party(lending.holder) if is_organisation(lending.holder) else None
        banned = org is not None and registration_class(org) in GUARANTEE_BANNED
        if banned or lending.holder_is_public_body:
            zh, en = (
                "行政事业单位数据资产不得用于担保",
                "data assets of administrative and public institutions give no guarantee",
            )
            yield _failed("kind", zh, en, detail=str(org or ""), rule="H1; 财资〔2024〕167号")
        else:
            yield _passed("kind", "出质人类型允许", "the pledgor is of a kind that may pledge", rule="H1")
    yield _open("hidden_debt", "隐性债务与授信政策", "hidden public debt, and credit policy")


def _authorised(lending: Lending) -> Iterator[Part]:
    zh, en = "内部决议及公共数据经营授权", "corporate resolution, and public mandate where it takes one"
    yield _open("resolution", zh, en)


def _controlled(lending: Lending) -> Iterator[Part]:
    yield _open("control", "访问密钥托管、保管与接管安排", "escrow of access keys, custody, takeover")


def _insured(lending: Lending) -> Iterator[Part]:
    """Of the cover of a loan to come nothing stands here; that a cover paid for one that stands on the units, does."""
    for lien in lending.liens or ():
        if lien.payers and lending.holder in (None, lien.holder):
            zh, en = (
                "已有他人代偿所担保债权的一部分，与质权人同一顺位",
                "others paid part of a claim secured here, same rank",
            )
            told = f"#{lien.rank} {lien.pledgee} {lien.status} {lien.payers}"
            yield _warned("paid", zh, en, lien.payers_evidence, told, "Civil Code art. 700")
    yield _open("cover", "保险、担保与风险补偿", "insurance, guarantee, risk compensation")


def _clean(lending: Lending) -> Iterator[Part]:
    yield _open("lists", "失信、制裁名单与税务", "discredited and sanctions lists, taxes")


Ask = Callable[[Lending], Iterator[Part]]
_QUESTIONS: Final[Mapping[int, tuple[str, str, str, Ask]]] = {
    1: ("genuine", "凭证真实，由名录内登记机构签发", "genuine, by a registrar of the directory", _genuine),
    2: ("in_force", "当前有效并覆盖到期日", "in force now and at maturity", _in_force),
    3: ("held", "出质人为经营权人", "the pledgor holds the right to operate", _held),
    4: ("restricted", "转售、出境、用途、期限限制", "restrictions on resale, export, purpose, term", _restricted),
    5: ("undisputed", "查封、异议、诉讼", "freezes, objections, litigation", _undisputed),
    6: ("unpledged", "在先质押及顺位", "prior pledges and their ranks", _unpledged),
    7: ("siblings", "同一数据的其他登记", "other certificates on the same data", _siblings),
    8: ("ungranted", "已发出的授权", "outstanding grants", _ungranted),
    9: ("upstream", "上游权利", "upstream rights", _upstream),
    10: ("graded", "数据分级", "grade", _graded),
    11: ("personal", "个人信息与匿名化", "personal information and anonymisation", _personal),
    12: ("valued", "价值评估", "valuation", _valued),
    13: ("earned", "收入历史", "revenue history", _earned),
    14: ("kept_up", "更新与质量的持续性", "continuity", _kept_up),
    15: ("may_pledge", "出质人类型", "kind of pledgor", _may_pledge),
    16: ("authorised", "决议与授权", "corporate authorisation", _authorised),
    17: ("controlled", "控制安排", "control arrangement", _controlled),
    18: ("insured", "保险与补偿", "insurance and compensation", _insured),
    19: ("clean", "名单与税务", "lists and taxes", _clean),
}
"""The questions that lenders ask before they take a data asset as security, in the order of a file on a loan."""

_DECLARABLE: Final = frozenset(
    {
        "genuine.national", "restricted.contract", "undisputed.courts", "unpledged.zhongdeng", "siblings.registers",
        "ungranted.contracts", "upstream.lineage", "upstream.originals", "personal.anonymisation", "valued.opinions",
        "valued.count", "earned.settlements", "earned.bank_flows", "kept_up.updates", "kept_up.quality",
        "may_pledge.hidden_debt", "authorised.resolution", "controlled.control", "insured.cover", "clean.lists",
    }
)  # fmt: skip

_OF_PLEDGOR: Final = frozenset(
    {
        "restricted.contract", "undisputed.courts", "unpledged.zhongdeng", "ungranted.contracts", "earned.bank_flows",
        "may_pledge.hidden_debt", "authorised.resolution", "controlled.control", "insured.cover", "clean.lists",
    }
)  # fmt: skip
