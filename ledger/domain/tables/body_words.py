# SPDX-License-Identifier: Apache-2.0
"""Words by which the *name* of a Chinese body hints at what it is; read through `ledger.domain.catalogue`.

Names prove nothing by themselves. They decide only whether a person must look, and together with two more signs
(country, heading) whether art. 15 speaks at once.
"""

from __future__ import annotations

from typing import Final

COMPANY_ENDINGS: Final = ("公司", "集团", "银行", "交易所", "结算所", "清算所", "厂")
SOCIETY_ENDINGS: Final = ("协会", "学会", "联合会", "联盟", "商会", "促进会", "研究会", "基金会")

INSTITUTION_WORDS: Final = tuple(
    """
    中心 研究院 研究所 科学院 规划设计院 设计总院 监测院 大学 学院 医院 图书馆 博物馆 档案馆 资料馆 总站 气象台
    天文台 船级社 总社 出版社 通讯社 仲裁委员会 基金委员会 促进委员会 水利委员会 推进组 平台 系统 网
    """.split()
)
"""Public institutions, portals and the like: who stands behind them must be looked up."""

MASS_ORGANISATIONS: Final = tuple(
    "总工会 妇女联合会 残疾人联合会 工商业联合会 文学艺术界联合会 法学会 共青团 供销合作总社".split()
)

NOT_ORGANS_BY_LAW: Final = frozenset(
    "中国地震局 中国气象局 中国地质调查局 中国科学院 中国社会科学院 中国工程院 新华通讯社".split()
)
"""Named like organs, but public institutions directly under the State Council or a ministry."""

ORGANS_BY_NAME: Final = frozenset("中国人民银行 中国人民政治协商会议 全国人大 国务院 中国海事局 国家发展改革委".split())
"""Organs whose names the endings miss."""

ORGAN_ENDINGS: Final = tuple(
    """
    人民政府 市政府 省政府 自治区政府 人民法院 人民检察院 监察委员会 委员会 总署 总局 办公室 办公厅 公安厅 财政厅
    教育厅 商务厅 厅 局 部
    """.split()
)

ORGAN_DATA_WORDS: Final = tuple("数据 统计 数据库 工程 开放 目录 公报 年鉴 规范".split())
"""What may follow an organ's name when the row speaks of the organ's own data."""
