# SPDX-License-Identifier: Apache-2.0
"""A sound application as a table of headings and values, in this file's own words. Imports nothing from `ledger`.

The guide's form, the check digits of GB 32100 and the files of a row are written out here a second time on purpose: a
slip in the product that a test borrowed from the product would be expected by the test.
"""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]

REGISTRAR = "91150103MA0DEM080G"
HEADINGS = tuple(
    (
        "申请编号 收到日期 申请人名称 申请人类型 证件号码 关联集团 经营情况 代理人名称 代理人证件号码 联系人 电话 "
        "地址 数据名称 数据概述 登记对象 所属行业（门类） 所属行业（大类） 数据来源 地域范围 地域行政区划代码 "
        "时域范围（起） 时域范围（止） 更新频率 数据量（条） 数据量（TB） 数据形态 数据形态（结构） 应用场景 "
        "算法规则简要说明 限制范围 限制范围（是否允许转售） 限制范围（是否允许出境） "
        "权利配置说明（权利人证件号码） 权利配置说明（权利类型） 权利配置说明（情形） 权利配置说明（期限止） "
        "约定登记年限 上游登记凭证编号 既有登记 数据分级 个人信息规模 是否公共数据产品 公共数据资源登记查询码 "
        "是否公用企事业单位 事业单位登记决定文号 是否申请不予公示 不予公示理由 与已登记数据的关系 存证编号 "
        "真实性承诺 证明层级 申请表扫描件 身份证明 合法取得证明 数据样例 数据结构及样例说明 真实性承诺书 "
        "授权委托书 合同 公开数据收集方式说明 不实质性替代说明 融合各方同意书 衍生证明 受托例外约定 "
        "个人信息保护合规证明 重要数据合规证明 事业单位登记决定 既有登记凭证 质量评估报告 水印或数据指纹"
    ).split()
)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
OWN_FILES = {
    "申请表扫描件": "form.pdf",
    "身份证明": "identity.pdf",
    "合法取得证明": "lawful.pdf",
    "数据样例": "sample.csv",
    "数据结构及样例说明": "schema.pdf",
    "真实性承诺书": "truth.pdf",
}


def check_digit(first17: str) -> str:
    total = 0
    weight = 1
    for character in first17:
        total += ALPHABET.index(character) * weight
        weight = weight * 3 % 31
    return ALPHABET[(31 - total % 31) % 31]


def inner_digit(first8: str) -> str:
    values = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    total = sum(values.index(c) * w for c, w in zip(first8, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    rest = 11 - total % 11
    return "X" if rest == 10 else "0" if rest == 11 else str(rest)


def code(prefix: str, region: str, number: int, *, inner: str = "") -> str:
    """A made-up credit code whose check digits hold; `inner` puts another inner one in."""
    body = f"MA0D{number % 10_000:04d}"
    first17 = prefix + region + body + (inner or inner_digit(body))
    return first17 + check_digit(first17)


def sound_row(number: int, *, letter: str = "A") -> Row:
    """An application of 2026-07-01 with nothing against it. Each has an applicant and files of its own."""
    row: Row = dict.fromkeys(HEADINGS)
    row |= {
        "申请编号": f"{letter}-2026-{number:05d}",
        "申请人名称": f"示例牧业数据第{number}有限公司",
        "申请人类型": "法人",
        "证件号码": code("91", "152502", number),
        "经营情况": "法定代表人：示例人；成立日期：2020年1月1日；存续",
        "联系人": "示例联系人",
        "电话": f"0479-{number:07d}",
        "地址": "锡林浩特市示例街1号",
        "数据名称": "2022年至2025年锡林郭勒盟畜牧业肉羊养殖溯源数据集",
        "数据概述": "记录肉羊从出生到出栏的养殖过程，用于溯源和信贷风控。",
        "登记对象": "数据资源",
        "所属行业（门类）": "农、林、牧、渔业",
        "所属行业（大类）": "畜牧业",
        "数据来源": "采集生成",
        "地域范围": "市级",
        "地域行政区划代码": "152500",
        "时域范围（起）": "2022-01-01",
        "时域范围（止）": "2025-12-31",
        "更新频率": "月",
        "数据量（条）": 1_000_000 + number,
        "数据量（TB）": 0.35,
        "数据形态": "表格、文本",
        "数据形态（结构）": "结构化",
        "限制范围": "无",
        "限制范围（是否允许转售）": "否",
        "限制范围（是否允许出境）": "否",
        "权利配置说明（权利类型）": "持有权、使用权、经营权",
        "权利配置说明（情形）": "P1",
        "数据分级": "一般2级",
        "个人信息规模": "不含个人信息",
        "是否公共数据产品": "否",
        "真实性承诺": "是",
    }
    row |= {heading: f"{letter}{number:05d}-{name}" for heading, name in OWN_FILES.items()}
    return row


def files_of(row: Row) -> dict[str, bytes]:
    """The files that a sound row names, each with bytes of its own."""
    return {row[heading]: row[heading].encode() for heading in OWN_FILES}
