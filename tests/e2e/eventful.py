# SPDX-License-Identifier: Apache-2.0
"""The founded ledger after every kind of act there is: what audits, faults and tampering are tried on.

    with eventful_ledger(directory) as founded:     as `founded_ledger`, its chain on 2026-09-25
    copied(directory, target)                       a closed ledger's directory at another place

No act is missing: a test compares the kinds on this chain with all kinds of `Kinds.sol`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from ledger.calendars import shipped_year
from ledger.chain import encode
from ledger.content.digest import sha256
from ledger.domain.calendar import day_from_civil
from ledger.domain.kinds import OrgKind
from ledger.service import case_acts, governing, objections, own_affairs, registry_acts
from ledger.service.case_acts import NationalRecord
from ledger.service.founding import decree
from ledger.service.governing import Governed
from ledger.service.registry_acts import NO_AUTHORITY, CertificateOrder, Remark, Slip
from ledger.service.resubmission import resubmit
from ledger.store.queries.preparations import PreparedAct
from tests.e2e.founded import AUTHORITY, DAY, OTHER_REGISTRAR, POWER, REGISTRAR, Founded, file, founded_ledger, shanghai

CASES = {n: f"NM-2026-{n:04d}" for n in range(10, 17)}
NAMES = "水文 气象 土壤 林业 渔业 草种 农机".split()


@contextmanager
def eventful_ledger(directory: Path) -> Iterator[Founded]:
    with founded_ledger(directory) as founded:
        _objections(founded)
        _cases(founded)
        _two_rights(founded)
        _certificates(founded)
        _organisations(founded)
        _governance(founded)
        yield founded


def copied(directory: Path, target: Path) -> Path:
    """The directory of a ledger that nobody has open."""
    shutil.copytree(directory, target)
    return target


def _objections(founded: Founded) -> None:
    """One is decided, one withdrawn, one stays open."""
    ledger, bao, case = founded.ledger, founded.people["bao"], founded.cases["NM-2026-0004"]
    for number, given in enumerate(({"objector": POWER}, {"person_number": "110101199003074514"}, {"objector": POWER})):
        order = objections.ObjectionOrder(bao, f"objection-{number}", case, f"异议理由 {number}", "异议材料", **given)  # type: ignore[arg-type]
        objections.file(ledger, order)
    founded.act(objections.decide(ledger, bao, "decide-1", case, 1, upheld=False, document="异议不成立"))
    objections.withdraw(ledger, bao, "withdraw-2", case, 2, "撤回异议")


def _cases(founded: Founded) -> None:
    ledger, bao = founded.ledger, founded.people["bao"]
    for (_, reference), name in zip(CASES.items(), NAMES, strict=True):
        rights = "使用权、经营权" if reference == CASES[16] else "持有权、使用权、经营权"
        file(founded, reference, data_name=f"2025年锡林郭勒盟{name}监测数据集", rights=rights)
    last_day = day_from_civil(date(2026, 9, 24))
    founded.walk_to(shanghai(9, 11))
    case_acts.request_correction(ledger, founded.order("mend", CASES[10], paper="请补正"), last_day)
    resubmit(ledger, bao, "mended", founded.cases[CASES[10]], "已补正", evidence_no="CZ-2026-1")
    case_acts.decline(ledger, founded.order("decline", CASES[11], paper="不予受理"))
    case_acts.accept(ledger, founded.order("accept-more", CASES[12], CASES[13], CASES[14], CASES[16]))
    case_acts.open_notice(ledger, founded.order("notice-16", CASES[16]))
    case_acts.request_evidence(ledger, founded.order("ask", CASES[12], paper="请补充材料"), last_day)
    case_acts.withdraw(ledger, founded.order("withdraw", CASES[14], paper="申请人撤回"))
    founded.walk_to(shanghai(9, 14))
    case_acts.receive_evidence(ledger, founded.order("receive", CASES[12], paper="收到材料"))
    case_acts.extend(ledger, founded.order("extend", CASES[12], paper="延长"), 5)
    founded.act(case_acts.refuse(ledger, founded.order("refuse", CASES[12], paper="不予登记", two=True), 3))
    founded.act(case_acts.terminate(ledger, founded.order("terminate", CASES[13], paper="终止", two=True)))
    founded.walk_to(shanghai(9, 17))
    case_acts.note_silence(ledger, bao, "silence", [founded.cases[CASES[15]]])


def _two_rights(founded: Founded) -> None:
    """A holder with two of the three rights, for a term of its own."""
    ledger = founded.ledger
    founded.walk_to(shanghai(9, 21))
    national = [NationalRecord("GJ-16", shanghai(9, 21, 8), "{}")]
    founded.act(case_acts.evidence(ledger, founded.order("evidence-16", CASES[16], two=True), national))
    founded.act(case_acts.certify(ledger, founded.order("certify-16", CASES[16], two=True)))


def _certificates(founded: Founded) -> None:
    ledger, bao, chen = founded.ledger, founded.people["bao"], founded.people["chen"]
    first, second, *_ = founded.certificates
    slip = Slip("肉羊养殖", "肉羊养殖溯源", "笔误", "2022年至2025年锡林郭勒盟畜牧业肉羊养殖全程溯源数据集")
    founded.act(registry_acts.correct(ledger, CertificateOrder(bao, "slip", first, chen), slip))
    for key, kind in (("seize", 2), ("dispute", 1)):
        remark = Remark(kind, f"法律文书 {key}", AUTHORITY if kind == 2 else NO_AUTHORITY, level=2 * (kind == 2))
        founded.act(registry_acts.annotate(ledger, CertificateOrder(bao, key, second, chen), remark))
    lifting = CertificateOrder(bao, "lift", second, chen)
    founded.act(registry_acts.lift(ledger, lifting, 1, AUTHORITY, 2, "解除文书"))


def _organisations(founded: Founded) -> None:
    ledger, bao, chen = founded.ledger, founded.people["bao"], founded.people["chen"]
    holders, lost, spare = (ledger.keys.create_account() for _ in range(3))
    since = shanghai(9, 17)
    own_affairs.add_holder_key(ledger, bao, POWER, holders, since)
    two = own_affairs.set_two_person_acts(ledger, bao, chen, "two", (1 << 41) | (1 << 46) | (1 << 47))
    assert isinstance(two, PreparedAct)
    founded.act(two)
    own_affairs.reaffirm(ledger, bao, "stand", founded.certificates[:2], "逐一核对无误")
    authorities = [founded.people["zhang"], founded.people["wei"]]
    more = [Governed(governing.key(REGISTRAR, account, since)) for account in (lost, spare)]
    suspended = Governed(governing.suspension(OTHER_REGISTRAR, OrgKind.REGISTRAR, sha256("检查".encode())))
    decree(ledger, authorities, [*more, suspended, Governed(governing.regrouping(POWER, 7))])
    resumed = governing.suspension(OTHER_REGISTRAR, OrgKind.REGISTRAR, sha256("恢复".encode()), resume=True)
    decree(ledger, authorities, [Governed(resumed)])
    own_affairs.retire_key(ledger, bao, spare)
    own_affairs.report_compromised(ledger, bao, lost, since, "密钥遗失")


def _governance(founded: Founded) -> None:
    """A year published anew, a writer opened and ended in parts, and a proposal that nobody wanted in the end."""
    ledger, zhang, wei = founded.ledger, founded.people["zhang"], founded.people["wei"]
    year = replace(shipped_year(2026), source="再次公布")
    nobody = ledger.keys.create_account()
    opened = Governed(encode.history_open_writer(nobody, 3 << 60))
    decree(ledger, [zhang, wei], [Governed(governing.calendar_year(year)), opened])
    decree(ledger, [zhang, wei], [Governed(encode.history_end_writer(nobody, kinds)) for kinds in (1 << 60, 2 << 60)])
    made = governing.propose(ledger, zhang, Governed(encode.organisations_regroup(POWER, 8)))
    governing.withdraw(ledger, zhang, bytes.fromhex(made["proposal"][2:]))
    founded.walk_to(shanghai(9, 25) + DAY // 24)


__all__ = ["copied", "eventful_ledger"]
