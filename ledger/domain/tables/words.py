# SPDX-License-Identifier: Apache-2.0
"""The closed words of the guide's form 1: each enum with the Chinese word that stands in the form.

One `StrEnum` per concept; `*_ZH` maps the member to the word the form prints, `*_ALIASES` maps further words that real
forms carry to the member (older names of the three rights, everyday synonyms). Nothing is parsed here, and nothing
here is a number on chain: `registration.py` numbers what the chain stores.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class PartyKind(StrEnum):
    NATURAL_PERSON = "NATURAL_PERSON"
    LEGAL_PERSON = "LEGAL_PERSON"
    UNINCORPORATED = "UNINCORPORATED"


PARTY_KIND_ZH: Mapping[PartyKind, str] = {
    PartyKind.NATURAL_PERSON: "自然人",
    PartyKind.LEGAL_PERSON: "法人",
    PartyKind.UNINCORPORATED: "非法人组织",
}


class AssetForm(StrEnum):
    """What art. 2 lets register."""

    RESOURCE = "RESOURCE"
    PRODUCT = "PRODUCT"
    SERVICE = "SERVICE"


ASSET_FORM_ZH: Mapping[AssetForm, str] = {
    AssetForm.RESOURCE: "数据资源",
    AssetForm.PRODUCT: "数据产品",
    AssetForm.SERVICE: "数据服务",
}


class SourceType(StrEnum):
    """Where the data come from (art. 20); several may hold at once."""

    COLLECTED = "COLLECTED"
    SCRAPED_PUBLIC = "SCRAPED_PUBLIC"
    BY_AGREEMENT = "BY_AGREEMENT"
    DERIVED = "DERIVED"


SOURCE_TYPE_ZH: Mapping[SourceType, str] = {
    SourceType.COLLECTED: "采集生成",
    SourceType.SCRAPED_PUBLIC: "自动化程序收集公开数据",
    SourceType.BY_AGREEMENT: "协议取得",
    SourceType.DERIVED: "衍生创造",
}
SOURCE_TYPE_ALIASES: Mapping[str, SourceType] = {
    "自动化收集公开数据": SourceType.SCRAPED_PUBLIC,
    "采集": SourceType.COLLECTED,
    "衍生": SourceType.DERIVED,
}


class GeoScope(StrEnum):
    INTERNATIONAL = "INTERNATIONAL"
    NATIONAL = "NATIONAL"
    PROVINCE = "PROVINCE"
    CITY = "CITY"
    COUNTY = "COUNTY"
    BELOW_COUNTY = "BELOW_COUNTY"


GEO_SCOPE_ZH: Mapping[GeoScope, str] = {
    GeoScope.INTERNATIONAL: "国际",
    GeoScope.NATIONAL: "全国",
    GeoScope.PROVINCE: "省级",
    GeoScope.CITY: "市级",
    GeoScope.COUNTY: "区县级",
    GeoScope.BELOW_COUNTY: "区县级以下",
}


class UpdateFrequency(StrEnum):
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"
    ON_DEMAND = "ON_DEMAND"
    REAL_TIME = "REAL_TIME"
    OTHER = "OTHER"


UPDATE_FREQUENCY_ZH: Mapping[UpdateFrequency, str] = {
    UpdateFrequency.DAILY: "日",
    UpdateFrequency.WEEKLY: "周",
    UpdateFrequency.MONTHLY: "月",
    UpdateFrequency.YEARLY: "年",
    UpdateFrequency.ON_DEMAND: "按需",
    UpdateFrequency.REAL_TIME: "实时",
    UpdateFrequency.OTHER: "其他",
}
UPDATE_FREQUENCY_ALIASES: Mapping[str, UpdateFrequency] = {
    "每日": UpdateFrequency.DAILY,
    "每天": UpdateFrequency.DAILY,
    "每周": UpdateFrequency.WEEKLY,
    "每月": UpdateFrequency.MONTHLY,
    "每年": UpdateFrequency.YEARLY,
}


class DataForm(StrEnum):
    IMAGE = "IMAGE"
    TEXT = "TEXT"
    VIDEO = "VIDEO"
    AUDIO = "AUDIO"
    TABLE = "TABLE"
    OTHER = "OTHER"


DATA_FORM_ZH: Mapping[DataForm, str] = {
    DataForm.IMAGE: "图片",
    DataForm.TEXT: "文本",
    DataForm.VIDEO: "视频",
    DataForm.AUDIO: "音频",
    DataForm.TABLE: "表格",
    DataForm.OTHER: "其他",
}


class Structure(StrEnum):
    STRUCTURED = "STRUCTURED"
    SEMI_STRUCTURED = "SEMI_STRUCTURED"
    UNSTRUCTURED = "UNSTRUCTURED"


STRUCTURE_ZH: Mapping[Structure, str] = {
    Structure.STRUCTURED: "结构化",
    Structure.SEMI_STRUCTURED: "半结构化",
    Structure.UNSTRUCTURED: "非结构化",
}


class Right(StrEnum):
    """The three rights of art. 3. Old names (2022) are read, never written."""

    HOLD = "HOLD"
    USE = "USE"
    OPERATE = "OPERATE"


RIGHT_ZH: Mapping[Right, str] = {Right.HOLD: "持有权", Right.USE: "使用权", Right.OPERATE: "经营权"}
RIGHT_ALIASES: Mapping[str, Right] = {
    "数据持有权": Right.HOLD,
    "数据资源持有权": Right.HOLD,
    "数据使用权": Right.USE,
    "数据加工使用权": Right.USE,
    "加工使用权": Right.USE,
    "数据经营权": Right.OPERATE,
    "数据产品经营权": Right.OPERATE,
    "产品经营权": Right.OPERATE,
}


class RightCase(StrEnum):
    """The situations of art. 21 in which rights may be registered."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4A = "P4A"
    P4B = "P4B"
    P5A = "P5A"
    P5B = "P5B"
    P6 = "P6"
    P7 = "P7"


RIGHT_CASE_ZH: Mapping[RightCase, str] = {
    RightCase.P1: "P1 自身或共同参与业务中采集生成",
    RightCase.P2: "P2 促成数据产生并合同授权他人采集",
    RightCase.P3: "P3 自然人合法采集生成或取得",
    RightCase.P4A: "P4A 自动化收集的公开数据",
    RightCase.P4B: "P4B 公开数据形成的产品（不实质性替代）",
    RightCase.P5A: "P5A 数据融合（有合同约定）",
    RightCase.P5B: "P5B 数据融合（合同未约定）",
    RightCase.P6: "P6 使用权人形成的衍生数据",
    RightCase.P7: "P7 受托处理",
}


class Grade(StrEnum):
    """GB/T 43697-2024: core, important, general 1-4."""

    CORE = "CORE"
    IMPORTANT = "IMPORTANT"
    GENERAL_1 = "GENERAL_1"
    GENERAL_2 = "GENERAL_2"
    GENERAL_3 = "GENERAL_3"
    GENERAL_4 = "GENERAL_4"


GRADE_ZH: Mapping[Grade, str] = {
    Grade.CORE: "核心",
    Grade.IMPORTANT: "重要",
    Grade.GENERAL_1: "一般1级",
    Grade.GENERAL_2: "一般2级",
    Grade.GENERAL_3: "一般3级",
    Grade.GENERAL_4: "一般4级",
}
GRADE_ALIASES: Mapping[str, Grade] = {
    "核心数据": Grade.CORE,
    "重要数据": Grade.IMPORTANT,
    "一般数据1级": Grade.GENERAL_1,
    "一般数据2级": Grade.GENERAL_2,
    "一般数据3级": Grade.GENERAL_3,
    "一般数据4级": Grade.GENERAL_4,
}


class PiBand(StrEnum):
    """How many persons' information is inside, in the bands that decide the export route (domain 5.6)."""

    NONE = "NONE"
    UNDER_100K = "UNDER_100K"
    UNDER_1M = "UNDER_1M"
    FROM_1M = "FROM_1M"
    SENSITIVE_UNDER_10K = "SENSITIVE_UNDER_10K"
    SENSITIVE_FROM_10K = "SENSITIVE_FROM_10K"


PI_BAND_ZH: Mapping[PiBand, str] = {
    PiBand.NONE: "不含个人信息",
    PiBand.UNDER_100K: "不满10万人",
    PiBand.UNDER_1M: "10万人以上不满100万人",
    PiBand.FROM_1M: "100万人以上",
    PiBand.SENSITIVE_UNDER_10K: "含敏感个人信息不满1万人",
    PiBand.SENSITIVE_FROM_10K: "含敏感个人信息1万人以上",
}


class Relation(StrEnum):
    """How data stand to data registered already; confirmed by the registrar, never by a score (ruling 12)."""

    SAME_DATA = "SAME_DATA"
    OVERLAP = "OVERLAP"
    DERIVED = "DERIVED"
    UNRELATED = "UNRELATED"


RELATION_ZH: Mapping[Relation, str] = {
    Relation.SAME_DATA: "同一数据",
    Relation.OVERLAP: "部分重合",
    Relation.DERIVED: "衍生",
    Relation.UNRELATED: "无关",
}


class AttestationLevel(StrEnum):
    """Who stands behind a statement (domain 5.2); shown wherever the act is shown."""

    SELF_DECLARED = "SELF_DECLARED"
    COUNTER_SIGNED = "COUNTER_SIGNED"
    VENUE_CONFIRMED = "VENUE_CONFIRMED"
    MACHINE_ATTESTED = "MACHINE_ATTESTED"
    AUTHORITY_CONFIRMED = "AUTHORITY_CONFIRMED"


ATTESTATION_LEVEL_ZH: Mapping[AttestationLevel, str] = {
    AttestationLevel.SELF_DECLARED: "自行声明",
    AttestationLevel.COUNTER_SIGNED: "双方签署",
    AttestationLevel.VENUE_CONFIRMED: "服务机构确认",
    AttestationLevel.MACHINE_ATTESTED: "机器证明",
    AttestationLevel.AUTHORITY_CONFIRMED: "主管部门确认",
}
ATTESTATION_LEVEL_ALIASES: Mapping[str, AttestationLevel] = {
    str(number): level for number, level in enumerate(AttestationLevel, start=1)
}
