# SPDX-License-Identifier: Apache-2.0
"""Every sentence of the pages, in Chinese and English side by side, so that neither is forgotten.

Not for: words of the law (verdict.py, words.py have them in both languages).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from api.language import Language

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    # everywhere
    "site": ("数据资产登记凭证账本", "Data-Asset Certificate Ledger"),
    "nav.verify": ("核验", "Verify"),
    "nav.catalogue": ("目录", "Catalogue"),
    "nav.notices": ("公示", "Notices"),
    "nav.other_language": ("English", "中文"),
    "skip": ("跳到正文", "Skip to content"),
    "demo": (
        "演示账本：其中的机构、人员与数据均为虚构，不具有任何法律效力。",
        "Demonstration ledger: every organisation, person and data set in it is invented. It has no legal effect.",
    ),
    "footer.block": ("本页内容截至区块", "True as of block"),
    "footer.final": ("已终局至区块", "final up to block"),
    "footer.time": ("区块时间", "block time"),
    "footer.json": ("同一内容的 JSON", "The same as JSON"),
    "footer.not_register": (
        "本账本不是法定登记簿；与国家数据产权登记服务系统不一致的，以后者为准（指引第二十七条）。",
        "This ledger is not the legal register. Where it differs from the national registration system, the latter "
        "prevails (guide, art. 27).",
    ),
    "none": ("无", "none"),
    "yes": ("允许", "allowed"),
    "no": ("不允许", "not allowed"),
    "unknown": ("未知", "unknown"),
    "masked": ("名称依法不公开", "name withheld as the rules require"),
    "person": ("自然人（以加盐承诺值表示）", "a natural person (a salted commitment)"),
    "search": ("查询", "Search"),
    "next": ("下一页", "Next page"),
    "first": ("回到首页", "Back to the first page"),
    # start
    "start.title": ("核验一份登记凭证", "Verify a registration certificate"),
    "start.lead": (
        "输入凭证编号，即可看到它当前的效力、权利人、限制，以及本账本没有核对的事项。",
        "Enter a certificate code to see whether it is in force, who holds the rights, what restricts them, and what "
        "this ledger has not checked.",
    ),
    "start.catalogue": ("查询登记目录", "Search the catalogue"),
    "start.catalogue.lead": (
        "按编号、数据名称、权利人、行业或效力查找。",
        "By code, data name, holder, industry or status.",
    ),
    "start.notices": ("正在公示的申请", "Applications in public notice"),
    "start.notices.lead": ("公示期内，任何人可提出异议。", "Anybody may object while the notice runs."),
    "start.count": ("份凭证", "certificates"),
    "start.running": ("件公示中", "notices running"),
    "start.proves": ("链上记录能证明什么，不能证明什么", "What the chain proves, and what it does not"),
    "start.proves.yes": (
        "能证明：某一登记行为何时、由哪家机构的哪个账户记录，其后没有被改动、删除或插入；任何人都可用节点独立重算。",
        "It proves when an act was recorded and by which account of which organisation, and that nothing was changed, "
        "dropped or put in since. Anybody with a node can recompute it.",
    ),
    "start.proves.no": (
        "不能证明：申报内容真实、数据质量、链外副本的使用，也不能代替国家系统的登记。",
        "It does not prove that what was declared is true, nor the quality of the data, nor what happens to copies "
        "elsewhere; and it does not replace the national registration.",
    ),
    # verify
    "verify.code": ("凭证编号", "Certificate code"),
    "verify.holder": ("权利人统一社会信用代码（可不填）", "Holder's unified social credit code (optional)"),
    "verify.at": ("询问的日期（可不填）", "Date asked about (optional)"),
    "verify.submit": ("核验", "Verify"),
    "verify.hint": (
        "编号为 SJ 加 13 位数字，无校验位：请核对页面上的权利人与数据名称。",
        "SJ and 13 digits. The code has no check digit: compare holder and data name on the page.",
    ),
    "verify.malformed": ("不是凭证编号：应为 SJ 加 13 位数字。", "That is no certificate code: SJ and 13 digits."),
    "verify.malformed.holder": ("不是统一社会信用代码。", "That is no unified social credit code."),
    # certificate
    "c.title": ("登记凭证核验", "Certificate verification"),
    "c.code": ("登记凭证编号", "Certificate code"),
    "c.verdict": ("核验结论", "Verdict"),
    "c.at": ("所问时点", "At"),
    "c.known": ("已知截至区块", "Known up to block"),
    "c.final": ("已终局", "final"),
    "c.pending": ("尚未终局，仍可能变动", "not final yet; may still change"),
    "c.name": ("数据名称", "Data name"),
    "c.registrar": ("登记机构", "Registrar"),
    "c.holders": ("权利人与权利", "Holders and rights"),
    "c.holder": ("权利人", "Holder"),
    "c.rights": ("权利", "Rights"),
    "c.basis": ("情形（第二十一条）", "Basis (art. 21)"),
    "c.until": ("至", "Until"),
    "c.restrictions": ("限制范围", "Restrictions"),
    "c.resale": ("转售", "resale"),
    "c.export": ("出境", "export"),
    "c.industry": ("行业", "Industry"),
    "c.division": ("地域", "Place"),
    "c.grade": ("数据分级", "Grade"),
    "c.term": ("有效期", "Term"),
    "c.term.value": ("{start} 至 {end}", "{start} to {end}"),
    "c.recorded": ("上链时间", "Recorded"),
    "c.version": ("版本", "Version"),
    "c.national": ("国家系统存证编号", "National reference"),
    "c.filed": ("申请方式", "Filed"),
    "c.filed.behalf": ("登记机构代为上链", "by the registrar on behalf of the applicant"),
    "c.attestation": ("证明层级", "Attestation"),
    "c.sample": ("数据样例 SHA-256", "Sample SHA-256"),
    "c.payload": ("凭证内容摘要", "Certificate digest"),
    "c.annotations": ("备注（第二十三条）", "Annotations (art. 23)"),
    "c.annotation.freezes": ("冻结中", "frozen by it"),
    "c.annotation.level.1": ("县级", "county"),
    "c.annotation.level.2": ("市级", "city"),
    "c.annotation.level.3": ("省级", "province"),
    "c.annotation.level.4": ("国家级", "national"),
    "c.annotation.stands": ("有效", "in force"),
    "c.annotation.lifted": ("已解除", "lifted"),
    "c.notes": ("说明", "Notes"),
    "c.not_checked": ("本账本未核对的事项", "What was NOT checked"),
    "c.caveat": ("须知", "Please note"),
    "c.caveat.1": (
        "本页不是法定登记簿，也不是登记凭证本身；与国家数据产权登记服务系统不一致的，以后者为准（指引第二十七条）。",
        "This page is neither the legal register nor the certificate itself. Where it differs from the national "
        "registration system, the latter prevails (guide, art. 27).",
    ),
    "c.caveat.2": (
        "链上记录证明登记行为的次序、时间与未被篡改；不证明申报内容真实、数据质量或链外副本的去向。",
        "The chain proves order and time of the acts, and that they were not altered. It does not prove that what was "
        "declared is true, nor the quality of the data, nor where copies are.",
    ),
    "c.caveat.3": (
        "编号没有校验位：请核对权利人与数据名称；同一数据的同一权利可由多人同时享有。",
        "The code has no check digit: compare holder and data name. Several may hold the same right on the same data.",
    ),
    "c.qr": ("扫码打开本页", "Scan to open this page"),
    "c.history": ("全部操作与历史头（JSON）", "All acts with heads (JSON)"),
    "c.rule": ("依据", "rule"),
    "c.not_found.lead": (
        "没有查到该编号。编号没有校验位，请逐字核对；刚颁发的凭证须待区块终局后方可查到。",
        "There is no such certificate here. The code has no check digit: compare it digit by digit. A certificate that "
        "was just given can be found once its block is final.",
    ),
    # catalogue
    "cat.title": ("登记凭证目录", "Catalogue of certificates"),
    "cat.lead": (
        "目录所示效力仅按期限计算；异议、冻结、密钥泄露等以核验结论为准。",
        "The status shown here follows from the term alone; objections, freezes and lost keys are told by the verdict.",
    ),
    "cat.query": ("编号、数据名称或权利人代码", "Code, data name or holder's code"),
    "cat.industry": ("行业", "Industry"),
    "cat.any": ("不限", "any"),
    "cat.status": ("效力", "Status"),
    "cat.at": ("时点", "On"),
    "cat.nothing": ("没有符合条件的凭证。", "No certificate matches."),
    "status.VALID": ("有效", "Valid"),
    "status.EXPIRING": ("续期窗口已开启", "Expiring"),
    "status.VALID_PENDING_RENEWAL": ("续期审理中", "Renewal pending"),
    "status.EXPIRED": ("已失效", "Expired"),
    "status.CANCELLED": ("已注销", "Cancelled"),
    "status.REVOKED": ("已撤销", "Revoked"),
    "status.REPLACED": ("已换证", "Replaced"),
    "status.FROZEN": ("冻结", "Frozen"),
    # notices
    "n.title": ("公示栏", "Public notices"),
    "n.lead": (
        "以下登记申请正在公示（指引第二十四条）。公示期内，任何组织或个人可向登记机构提出异议（第二十五条）。",
        "These applications are in public notice (guide, art. 24). While it runs, anybody may object at the registrar "
        "(art. 25).",
    ),
    "n.nothing": ("目前没有正在公示的申请。", "There is no notice running now."),
    "n.applicants": ("申请人", "Applicants"),
    "n.overview": ("数据概述", "Overview"),
    "n.overview.absent": ("由登记机构公布", "published by the registrar"),
    "n.rights": ("申请登记的权利", "Rights applied for"),
    "n.last_day": ("公示截止日", "Last day"),
    "n.last_day.at": ("当日 24:00 止", "until 24:00 of that day"),
    "n.reference": ("申请编号", "Application"),
    "n.objections": ("未结异议", "open objections"),
    "n.published": ("公示起", "Since"),
    # problem
    "p.back": ("返回首页", "Back to the start"),
}

RIGHTS: Final[Mapping[str, tuple[str, str]]] = {
    "HOLD": ("持有权", "hold"),
    "USE": ("使用权", "use"),
    "OPERATE": ("经营权", "operate"),
}

BASES: Final[Mapping[str, tuple[str, str]]] = {
    "NONE": ("—", "-"),
    "P1_OWN_BUSINESS": ("自身业务采集生成", "own business"),
    "P2_CAUSED_AND_AUTHORISED": ("促成并合同授权采集", "caused and authorised"),
    "P3_NATURAL_PERSON": ("自然人合法取得", "natural person"),
    "P4A_PUBLIC_DATA_COLLECTED": ("自动化收集公开数据", "public data collected"),
    "P4B_PUBLIC_DATA_PRODUCT": ("公开数据形成的产品", "product of public data"),
    "P5A_FUSION_BY_CONTRACT": ("数据融合（有约定）", "fusion by contract"),
    "P5B_FUSION_SILENT": ("数据融合（无约定）", "fusion, contract silent"),
    "P6_DERIVED": ("衍生数据", "derived"),
    "P7_ENTRUSTED": ("受托处理", "entrusted"),
}

GRADES: Final[Mapping[str, tuple[str, str]]] = {
    "NONE": ("—", "-"),
    "GENERAL_1": ("一般1级", "general 1"),
    "GENERAL_2": ("一般2级", "general 2"),
    "GENERAL_3": ("一般3级", "general 3"),
    "GENERAL_4": ("一般4级", "general 4"),
    "IMPORTANT": ("重要", "important"),
    "CORE": ("核心", "core"),
}

ATTESTATIONS: Final = (
    ("自行声明", "self-declared"),
    ("双方签署", "counter-signed"),
    ("服务机构确认", "confirmed by a venue"),
    ("机器证明", "machine-attested"),
    ("主管部门确认", "confirmed by an authority"),
)


def of(pair: tuple[str, str], language: Language) -> str:
    return pair[0] if language is Language.ZH else pair[1]


def text(key: str, language: Language) -> str:
    return of(TEXTS[key], language)


def word(table: Mapping[str, tuple[str, str]], key: str, language: Language) -> str:
    """A machine word as a person reads it; the word itself where it is new to us."""
    return of(table[key], language) if key in table else key
