# SPDX-License-Identifier: Apache-2.0
"""The applications of the story as form 1 has them, each with invented documents of its own."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from ledger.demo.cast import REGIME, REGISTRAR
from ledger.demo.twelve.cast import COAL, HERDING, INSTITUTION, TRANSPORT
from ledger.domain.demo_marks import FICTIONAL
from ledger.domain.ids import CertificateId, OrgId

SHEEP, BUS, COAL_REPORT, WEATHER = "NM-2026-0001", "NM-2026-0002", "NM-2026-0003", "NM-2026-0004"
SHEEP_AGAIN: Final = "NM-2026-0005"

_DOCUMENTS: Final = {
    "doc_application_form": "申请表扫描件.pdf",
    "doc_identity": "身份证明.pdf",
    "doc_lawful_acquisition": "合法取得证明.pdf",
    "doc_sample": "数据样例.csv",
    "doc_schema": "数据结构及样例说明.txt",
    "doc_truth_declaration": "真实性承诺书.pdf",
}

_EVERYWHERE: Final[Mapping[str, Any]] = {
    "applicant_kinds": "法人",
    "business_status": "法定代表人：示例人；成立日期：2020-01-01；存续",
    "contact_name": "示例联系人",
    "contact_phone": "0479-0000000",
    "contact_address": "示例市示例街1号",
    "asset_form": "数据资源",
    "source_types": "采集生成",
    "update_frequency": "月",
    "data_forms": "表格、文本",
    "structures": "结构化",
    "restriction": "无",
    "resale_allowed": "否",
    "export_allowed": "否",
    "rights": "持有权、使用权、经营权",
    "right_cases": "P1",
    "grade": "一般2级",
    "pi_band": "不含个人信息",
    "public_data": "否",
    "truth_declared": "是",
}


@dataclass(frozen=True, slots=True)
class Form:
    """One application: its cells, and the contents of documents that are not just any."""

    reference: str
    applicant: OrgId
    cells: Mapping[str, Any]
    contents: Mapping[str, str] = field(default_factory=dict)

    def of_parents(self, *codes: CertificateId) -> Form:
        """The same application, naming what its data were derived from."""
        return replace(self, cells={**self.cells, "parent_codes": "、".join(codes)})

    def renamed(self, reference: str, data_name: str) -> Form:
        """The same data under another name."""
        return replace(self, reference=reference, cells={**self.cells, "data_name": data_name})

    def body(self) -> dict[str, Any]:
        """As `POST /v1/applications` takes it."""
        named = {key: f"{self.reference}-{name}" for key, name in _DOCUMENTS.items()} | {
            key: f"{self.reference}-{key.removeprefix('doc_')}.pdf" for key in self.contents if key not in _DOCUMENTS
        }
        cells = {
            **_EVERYWHERE,
            "reference": self.reference,
            "applicant_names": FICTIONAL[self.applicant],
            "applicant_ids": self.applicant,
            **self.cells,
            **named,
        }
        documents = [
            {"name": name, "content": base64.b64encode(self._content(key, name).encode()).decode()}
            for key, name in named.items()
        ]
        return {"registrar": REGISTRAR, "regime": REGIME, "form": cells, "documents": documents}

    def _content(self, key: str, name: str) -> str:
        return self.contents.get(key, f"{name}（示例文件，纯属虚构）")


def table(*columns: str, rows: int, start: int = 0) -> str:
    """A sample as CSV: invented numbers that follow a rule, so that the same rows are the same bytes."""
    lines = [",".join(columns)]
    for row in range(start, start + rows):
        lines.append(",".join(f"{(row * 7919 + place * 104729) % 99_991}" for place in range(len(columns))))
    return "\n".join(lines)


HERD: Final = table("耳标号", "出生批次", "饲喂公斤", "免疫次数", "出栏体重", rows=200)
HERD_RENAMED: Final = table("个体编码", "批号", "喂料量", "接种数", "末重", rows=200)

SHEEP_FORM: Final = Form(
    SHEEP,
    HERDING,
    {
        "data_name": "2022年至2025年锡林郭勒盟畜牧业肉羊养殖溯源数据集",
        "data_overview": "记录肉羊从出生到出栏的养殖过程，用于溯源和信贷风控。",
        "industry_section": "农、林、牧、渔业",
        "industry_division": "畜牧业",
        "geo_scope": "市级",
        "division_code": "152500",
        "time_from": "2022-01-01",
        "time_to": "2025-12-31",
        "record_count": 1_280_000,
        "volume_tb": 0.35,
    },
    {"doc_sample": HERD},
)

SHEEP_AGAIN_FORM: Final = Form(
    SHEEP_AGAIN,
    HERDING,
    {
        **SHEEP_FORM.cells,
        "data_name": "2022年至2025年锡林郭勒盟畜牧业羊只饲养档案数据集",
        "data_overview": "羊只饲养、免疫和出栏档案。",
    },
    {"doc_sample": HERD_RENAMED},
)

BUS_FORM: Final = Form(
    BUS,
    TRANSPORT,
    {
        "data_name": "2025年兴安盟公共交通客流量统计数据集",
        "data_overview": "按线路、站点和时段统计的公共交通客流量，用于线网优化和商圈分析。",
        "industry_section": "交通运输、仓储和邮政业",
        "industry_division": "道路运输业",
        "geo_scope": "市级",
        "division_code": "152200",
        "time_from": "2025-01-01",
        "time_to": "2025-12-31",
        "record_count": 8_400_000,
        "volume_tb": 1.2,
        "utility": "是",
        "term_years": 1,
    },
    {"doc_sample": table("线路", "站点", "时段", "上车人数", "下车人数", rows=200)},
)

COAL_FORM: Final = Form(
    COAL_REPORT,
    COAL,
    {
        "data_name": "2025年鄂尔多斯市煤炭行业公路运输轨迹数据报告",
        "data_overview": "结合客流与货运轨迹形成的煤炭公路运输风险分析报告。",
        "asset_form": "数据产品",
        "source_types": "衍生",
        "industry_section": "交通运输、仓储和邮政业",
        "industry_division": "道路运输业",
        "geo_scope": "市级",
        "division_code": "150600",
        "time_from": "2025-01-01",
        "time_to": "2025-12-31",
        "record_count": 360_000,
        "volume_tb": 0.05,
        "right_cases": "P6",
    },
    {
        "doc_sample": table("路段", "日期", "车次", "风险分", rows=200),
        "doc_derivation": "实质性差异及价值显著提升的说明（示例）",
        "doc_contract": "客流数据使用授权协议（示例）",
    },
)

WEATHER_FORM: Final = Form(
    WEATHER,
    INSTITUTION,
    {
        "data_name": "2024年内蒙古自治区气象服务风光资源预测数据产品",
        "data_overview": "风能、太阳能资源的网格化预测，用于新能源场站选址和调度。",
        "asset_form": "数据产品",
        "industry_section": "科学研究和技术服务业",
        "industry_division": "专业技术服务业",
        "geo_scope": "省级",
        "division_code": "150000",
        "time_from": "2024-01-01",
        "time_to": "2024-12-31",
        "record_count": 52_000_000,
        "volume_tb": 3.6,
        "public_data": "是",
        "public_platform_ref": "GG-DEMO-2026-0093",
        "institution_decision": "登记决定〔2026〕1号（示例）",
    },
    {
        "doc_sample": table("网格", "时刻", "风速", "辐照", rows=200),
        "doc_institution_decision": "同意事业单位登记的决定（示例）",
    },
)
