# SPDX-License-Identifier: Apache-2.0
"""The guide's form 1 (application for initial registration) as data: one ordered tuple of columns.

For: whoever writes a template, reads a sheet, prints a page or documents the form. The Chinese headings are the
guide's; where the guide has one field for what a sheet needs in several cells, the part stands in brackets.
Not for: judging values (`application.py` parses a row, `precheck.py` applies the articles).

A row is one application and is known by `reference`, chosen by the registrar. Columns marked PER_APPLICANT run in
parallel: `甲公司；乙公司` beside `法人；法人` beside two codes. Within one applicant's share several words are
separated by `、` (`持有权、使用权；经营权`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from ledger.domain.tables import words


class Kind(StrEnum):
    """What a cell holds. USCC and IDENTITY are text with a check; DOCUMENT names one file, or several by `；`."""

    TEXT = "TEXT"
    DATE = "DATE"
    INTEGER = "INTEGER"
    DECIMAL = "DECIMAL"
    BOOLEAN = "BOOLEAN"
    ENUM = "ENUM"
    USCC = "USCC"
    IDENTITY = "IDENTITY"
    DIVISION = "DIVISION"
    DOCUMENT = "DOCUMENT"


class Many(StrEnum):
    """How many values one cell holds: one; a set by `、`; one per applicant by `；`; a set per applicant by both."""

    ONE = "ONE"
    SET = "SET"
    PER_APPLICANT = "PER_APPLICANT"
    SET_PER_APPLICANT = "SET_PER_APPLICANT"


class Placement(StrEnum):
    """Where the value may go: clear on chain, only as a digest, or nowhere but the encrypted record."""

    PUBLIC = "PUBLIC"
    DIGEST = "DIGEST"
    CONFIDENTIAL = "CONFIDENTIAL"


_Word = TypeVar("_Word", bound=StrEnum)

BOOLEAN_ZH: Final[Mapping[bool, str]] = {True: "是", False: "否"}
BOOLEAN_WORDS: Final[Mapping[str, bool]] = {
    "是": True, "否": False, "允许": True, "不允许": False, "有": True, "无": False,
    "Y": True, "N": False, "YES": True, "NO": False, "TRUE": True, "FALSE": False, "1": True, "0": False,
}  # fmt: skip
APPLICANT_SEPARATORS: Final = ";；"
SET_SEPARATORS: Final = "、,，+|"
REFERENCE_MAX: Final = 31
ENTRIES_MAX: Final = 16
"""Applicants, holders and prior registrations of one application, as the chain takes them."""
CHAIN_TEXT_BYTES: Final = 128


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the form. `choices` maps the code to the Chinese word; `aliases` further accepted words to codes.

    `max_length` counts characters of the whole cell; `max_bytes` bounds each single entry in UTF-8, where the chain
    keeps the text itself. `required` means "in every application"; what a source, case or grade requires besides is
    the pre-check's matter.
    """

    key: str
    zh: str
    en: str
    kind: Kind
    required: bool = False
    max_length: int = 200
    max_bytes: int | None = None
    many: Many = Many.ONE
    placement: Placement = Placement.DIGEST
    choices: Mapping[str, str] | None = None
    aliases: Mapping[str, str] | None = None
    article: str = ""
    help: str = ""
    example: str = ""


def _choices(table: Mapping[_Word, str]) -> Mapping[str, str]:
    return {str(code): zh for code, zh in table.items()}


def _document(key: str, zh: str, en: str, *, required: bool = False, article: str = "", help: str = "") -> Column:
    return Column(
        key, zh, en, Kind.DOCUMENT, required=required, max_length=400, placement=Placement.CONFIDENTIAL,
        article=article, help=help,
    )  # fmt: skip


_TEXT, _PRIVATE, _PUBLIC = Kind.TEXT, Placement.CONFIDENTIAL, Placement.PUBLIC

PARTIES: Final = (
    Column("reference", "申请编号", "application reference", _TEXT, required=True, max_length=REFERENCE_MAX,
           placement=_PUBLIC, example="NM-2026-0001",
           help="登记机构自行编制，同一机构内不得重复；仅限字母、数字、- _ . /"),
    Column("received_at", "收到日期", "received on", Kind.DATE, placement=_PUBLIC, article="17", example="2026-07-01",
           help="登记机构收到纸质申请的日期；不填则以提交上链之日为准"),
    Column("applicant_names", "申请人名称", "applicant name", _TEXT, required=True, max_length=600,
           many=Many.PER_APPLICANT, article="16", example="示例草原牧业数据有限公司",
           help="与证照一致的全称；共同申请的以“；”分隔"),
    Column("applicant_kinds", "申请人类型", "applicant type", Kind.ENUM, required=True, many=Many.PER_APPLICANT,
           placement=_PUBLIC, choices=_choices(words.PARTY_KIND_ZH), article="16", example="法人"),
    Column("applicant_ids", "证件号码", "identity number", Kind.IDENTITY, required=True, many=Many.PER_APPLICANT,
           placement=_PRIVATE, article="16", example="91152502MA0DEM013H",
           help="法人、非法人组织填统一社会信用代码；自然人填公民身份号码"),
    Column("affiliation_group", "关联集团", "affiliation group", _TEXT, max_length=60, article="10",
           help="申请人所属集团名称；与登记机构同属一集团的，须记录回避情况"),
    Column("business_status", "经营情况", "business status", _TEXT, required=True, max_length=1000,
           placement=_PRIVATE, article="16", help="法定代表人、成立日期、住所、营业期限、经营范围、存续状态"),
    Column("agent_name", "代理人名称", "agent name", _TEXT, max_length=200, placement=_PRIVATE, article="16"),
    Column("agent_id", "代理人证件号码", "agent identity number", Kind.IDENTITY, placement=_PRIVATE, article="16"),
    Column("contact_name", "联系人", "contact name", _TEXT, required=True, max_length=60, placement=_PRIVATE),
    Column("contact_phone", "电话", "contact phone", _TEXT, required=True, max_length=40, placement=_PRIVATE),
    Column("contact_address", "地址", "contact address", _TEXT, required=True, max_length=200, placement=_PRIVATE),
)  # fmt: skip

DATA: Final = (
    Column("data_name", "数据名称", "data name", _TEXT, required=True, max_length=40, placement=_PUBLIC,
           article="19", example="2022年至2025年锡林郭勒盟畜牧业肉羊养殖溯源数据集",
           help="原则上为时间+地域+行业+内容+数据类型，不超过40字"),
    Column("data_overview", "数据概述", "data overview", _TEXT, required=True, max_length=400, article="24",
           help="功能、形态、用途，不超过400字；公示时展示"),
    Column("asset_form", "登记对象", "asset form", Kind.ENUM, required=True, placement=_PUBLIC,
           choices=_choices(words.ASSET_FORM_ZH), article="2", example="数据资源"),
    Column("industry_section", "所属行业（门类）", "industry section", _TEXT, required=True, max_length=60,
           placement=_PUBLIC, article="附件1", example="农、林、牧、渔业", help="GB/T 4754-2017 门类名称"),
    Column("industry_division", "所属行业（大类）", "industry division", _TEXT, required=True, max_length=60,
           placement=_PUBLIC, article="附件1", example="畜牧业", help="GB/T 4754-2017 大类名称"),
    Column("source_types", "数据来源", "data source", Kind.ENUM, required=True, many=Many.SET, placement=_PUBLIC,
           choices=_choices(words.SOURCE_TYPE_ZH), aliases=words.SOURCE_TYPE_ALIASES, article="20",
           example="采集生成", help="可多选，以“、”分隔"),
    Column("geo_scope", "地域范围", "geographic scope", Kind.ENUM, required=True, placement=_PUBLIC,
           choices=_choices(words.GEO_SCOPE_ZH), article="附件1", example="市级"),
    Column("division_code", "地域行政区划代码", "division code", Kind.DIVISION, max_length=6, placement=_PUBLIC,
           article="附件1", example="152500", help="GB/T 2260 六位代码；地域范围为国际、全国的不填"),
    Column("time_from", "时域范围（起）", "time span from", Kind.DATE, required=True, placement=_PUBLIC,
           article="附件1", example="2022-01-01"),
    Column("time_to", "时域范围（止）", "time span to", Kind.DATE, required=True, placement=_PUBLIC,
           article="附件1", example="2025-12-31"),
    Column("update_frequency", "更新频率", "update frequency", Kind.ENUM, required=True, placement=_PUBLIC,
           choices=_choices(words.UPDATE_FREQUENCY_ZH), aliases=words.UPDATE_FREQUENCY_ALIASES, article="附件1",
           example="月"),
    Column("record_count", "数据量（条）", "volume in records", Kind.INTEGER, required=True, placement=_PUBLIC,
           article="附件1", example="1280000"),
    Column("volume_tb", "数据量（TB）", "volume in TB", Kind.DECIMAL, required=True, placement=_PUBLIC,
           article="附件1", example="0.35", help="1TB=10的12次方字节"),
    Column("data_forms", "数据形态", "data form", Kind.ENUM, required=True, many=Many.SET, placement=_PUBLIC,
           choices=_choices(words.DATA_FORM_ZH), article="附件1", example="表格、文本"),
    Column("structures", "数据形态（结构）", "structure", Kind.ENUM, required=True, many=Many.SET, placement=_PUBLIC,
           choices=_choices(words.STRUCTURE_ZH), article="附件1", example="结构化"),
    Column("application_scene", "应用场景", "application scene", _TEXT, max_length=200, article="31"),
    Column("algorithm_rule", "算法规则简要说明", "algorithm rule", _TEXT, max_length=400, placement=_PRIVATE),
)  # fmt: skip

RIGHTS: Final = (
    Column("restriction", "限制范围", "restriction", _TEXT, required=True, max_length=400, article="23",
           example="无", help="适用主体、购买方资质、使用环境、地域等限制；没有限制的填“无”"),
    Column("resale_allowed", "限制范围（是否允许转售）", "resale allowed", Kind.BOOLEAN, required=True,
           placement=_PUBLIC, article="23", example="否"),
    Column("export_allowed", "限制范围（是否允许出境）", "export allowed", Kind.BOOLEAN, required=True,
           placement=_PUBLIC, article="23", example="否"),
    Column("right_holder_ids", "权利配置说明（权利人证件号码）", "right holder identity number", Kind.IDENTITY,
           many=Many.PER_APPLICANT, placement=_PRIVATE, article="21",
           help="不填则依次为各申请人；权利人必须是申请人"),
    Column("rights", "权利配置说明（权利类型）", "right types", Kind.ENUM, required=True, many=Many.SET_PER_APPLICANT,
           placement=_PUBLIC, choices=_choices(words.RIGHT_ZH), aliases=words.RIGHT_ALIASES, article="21",
           example="持有权、使用权、经营权", help="同一权利人的多项权利以“、”分隔，不同权利人以“；”分隔"),
    Column("right_cases", "权利配置说明（情形）", "case of article 21", Kind.ENUM, required=True,
           many=Many.PER_APPLICANT, placement=_PUBLIC, choices=_choices(words.RIGHT_CASE_ZH), article="21",
           example="P1", help="填情形代码 P1 P2 P3 P4A P4B P5A P5B P6 P7"),
    Column("right_ends", "权利配置说明（期限止）", "right term end", Kind.DATE, many=Many.PER_APPLICANT,
           placement=_PUBLIC, article="23", help="合同约定权利期限的填止期；无约定不填"),
    Column("term_years", "约定登记年限", "agreed term in years", Kind.INTEGER, placement=_PUBLIC, article="26",
           example="5", help="1至5年；不填为5年"),
    Column("parent_codes", "上游登记凭证编号", "parent certificate codes", _TEXT, max_length=320, many=Many.SET,
           placement=_PUBLIC, article="20", help="衍生数据所依据的已登记数据，以“、”分隔；未登记的提供合同"),
    Column("prior_registrations", "既有登记", "prior registrations", _TEXT, max_length=1000, many=Many.SET,
           max_bytes=CHAIN_TEXT_BYTES, placement=_PUBLIC, article="41", help="同一数据的其他登记证书编号，以“、”分隔"),
)  # fmt: skip

STANDING: Final = (
    Column("grade", "数据分级", "grade", Kind.ENUM, required=True, placement=_PUBLIC,
           choices=_choices(words.GRADE_ZH), aliases=words.GRADE_ALIASES, article="20", example="一般2级",
           help="GB/T 43697-2024"),
    Column("pi_band", "个人信息规模", "personal-information band", Kind.ENUM, required=True, placement=_PUBLIC,
           choices=_choices(words.PI_BAND_ZH), article="20", example="不含个人信息"),
    Column("public_data", "是否公共数据产品", "public-data product", Kind.BOOLEAN, required=True, placement=_PUBLIC,
           article="15", example="否"),
    Column("public_platform_ref", "公共数据资源登记查询码", "public-platform reference", _TEXT, max_length=64,
           max_bytes=CHAIN_TEXT_BYTES, placement=_PUBLIC, article="15", help="公共数据产品必填"),
    Column("utility", "是否公用企事业单位", "public utility", Kind.BOOLEAN, placement=_PUBLIC, article="15",
           help="供水、供气、供热、供电、公共交通等"),
    Column("institution_decision", "事业单位登记决定文号", "decision on a public institution", _TEXT, max_length=60,
           article="15", help="申请人为事业单位（代码12开头）时，登记机构的决定文号"),
    Column("notice_exempt", "是否申请不予公示", "wish for exemption from notice", Kind.BOOLEAN, placement=_PUBLIC,
           article="24", example="否"),
    Column("notice_exempt_reason", "不予公示理由", "reason for exemption", _TEXT, max_length=400, placement=_PRIVATE,
           article="24"),
    Column("relation", "与已登记数据的关系", "relation to registered data", Kind.ENUM, placement=_PUBLIC,
           choices=_choices(words.RELATION_ZH), article="21", help="与已登记数据内容相同时，由登记机构核实后填写"),
    Column("evidence_number", "存证编号", "evidence number", _TEXT, max_length=128, max_bytes=CHAIN_TEXT_BYTES,
           placement=_PUBLIC, article="26"),
    Column("truth_declared", "真实性承诺", "truth declaration", Kind.BOOLEAN, required=True, placement=_PUBLIC,
           article="16", example="是"),
    Column("attestation_level", "证明层级", "attestation level", Kind.ENUM, placement=_PUBLIC,
           choices=_choices(words.ATTESTATION_LEVEL_ZH), aliases=words.ATTESTATION_LEVEL_ALIASES, example="自行声明",
           help="不填为“自行声明”"),
)  # fmt: skip

DOCUMENTS: Final = (
    _document("doc_application_form", "申请表扫描件", "scan of the signed form", required=True, article="16"),
    _document("doc_identity", "身份证明", "identity proof", required=True, article="33"),
    _document("doc_lawful_acquisition", "合法取得证明", "proof of lawful acquisition", required=True, article="33"),
    _document("doc_sample", "数据样例", "data sample", required=True, article="33", help="必交；仅其摘要公开"),
    _document("doc_schema", "数据结构及样例说明", "schema and sample description", required=True, article="33"),
    _document("doc_truth_declaration", "真实性承诺书", "truth declaration", required=True, article="16"),
    _document("doc_mandate", "授权委托书", "mandate of the agent", article="16", help="有代理人的必交"),
    _document("doc_contract", "合同", "contract", article="20", help="协议取得、P2、P5A 必交"),
    _document("doc_public_means", "公开数据收集方式说明", "statement on lawful means", article="20",
              help="自动化收集公开数据必交：不侵入、不干扰、不规避"),
    _document("doc_non_substitution", "不实质性替代说明", "non-substitution statement", article="21",
              help="P4B 必交"),
    _document("doc_fusion_consents", "融合各方同意书", "consents of all fusion participants", article="21",
              help="P5B 登记经营权必交"),
    _document("doc_derivation", "衍生证明", "derivation proof", article="20",
              help="实质性差异及价值显著提升的说明"),
    _document("doc_entrustment_exception", "受托例外约定", "contract exception for an entrusted processor",
              article="21", help="P7 依法或依合同可以登记的必交"),
    _document("doc_pi_compliance", "个人信息保护合规证明", "personal-information compliance proof", article="20",
              help="含个人信息的必交"),
    _document("doc_important_data", "重要数据合规证明", "important-data compliance proof", article="20",
              help="重要数据必交"),
    _document("doc_institution_decision", "事业单位登记决定", "recorded decision on a public institution",
              article="15"),
    _document("doc_prior_registration", "既有登记凭证", "prior registration certificates", article="41"),
    _document("doc_quality_report", "质量评估报告", "quality report", article="31"),
    _document("doc_fingerprint", "水印或数据指纹", "watermark or data fingerprint", article="26", help="自愿"),
)  # fmt: skip

COLUMNS: Final[tuple[Column, ...]] = PARTIES + DATA + RIGHTS + STANDING + DOCUMENTS
BY_KEY: Final[Mapping[str, Column]] = {column.key: column for column in COLUMNS}
BY_HEADING: Final[Mapping[str, Column]] = {column.zh: column for column in COLUMNS}
DOCUMENT_KEYS: Final[tuple[str, ...]] = tuple(column.key for column in DOCUMENTS)
CONFIDENTIAL_KEYS: Final[frozenset[str]] = frozenset(c.key for c in COLUMNS if c.placement is Placement.CONFIDENTIAL)
