# SPDX-License-Identifier: Apache-2.0
"""What belongs to the demo and to nothing else: its fictional parties, and the mark in its keystores (ruling 31).

For: whoever takes in applications, organisations or keys, so that none of the demo's gets into a ledger that counts.
Every code has good check digits, as the forms require, so only this list tells it from a real one.
Not for: finding out by the look of a name. A code is on the list or it is not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from ledger.errors import Refused

FICTIONAL: Final[Mapping[str, str]] = {
    "111500000000DEM182": "示例自治区数据主管部门",
    "111000000000DEM268": "示例国家数据主管部门",
    "91150103MA0DEM080G": "示例数据登记机构",
    "91150105MA0DEM099A": "示例北疆数据登记服务有限公司",
    "91150104MA0DEM0724": "示例农商银行",
    "91150203MA0DEM1016": "示例资产评估有限公司",
    "91150102MA0DEM11XA": "示例审计事务所",
    "91152502MA0DEM013H": "示例草原牧业数据有限公司",
    "91150102MA0DEM021Y": "示例蒙西电力数据服务有限公司",
    "91150602MA0DEM03XG": "示例煤炭智运科技有限公司",
    "91150781MA0DEM0483": "示例口岸供应链有限公司",
    "91152201MA0DEM0561": "示例盟公共交通集团",
    "91150105MA0DEM064P": "示例自治区数据运营有限公司",
    "121525000000DEM93A": "示例盟气象局（事业单位）",
    "111525000000DEM34A": "示例盟交通运输主管部门",
    "111501000000DEM42P": "示例市中级人民法院",
    "91150902MA0DEM2087": "示例乌兰察布风电运营有限公司",
    "91150625MA0DEM216W": "示例库布其光伏治沙有限公司",
    "91150206MA0DEM224J": "示例白云稀土检测技术有限公司",
    "91150121MA0DEM232Y": "示例敕勒川乳业有限公司",
    "91150702MA0DEM2408": "示例呼伦贝尔文旅数据有限公司",
    "91150105MA0DEM259H": "示例青城健康数据服务有限公司",
    "91150102MA0DEM2671": "示例草原高速路网科技有限公司",
    "91150622MA0DEM275L": "示例西部煤运物流有限公司",
    "91150802MA0DEM283T": "示例河套灌区水务服务有限公司",
    "91150104MA0DEM291E": "示例青城供热集团有限公司",
    "91150602MA0DEM3041": "示例草原燃气有限公司",
    "91152202MA0DEM3120": "示例兴安林草碳汇有限公司",
    "91150502MA0DEM320H": "示例科尔沁玉米种业有限公司",
    "91150203MA0DEM339D": "示例鹿城钢铁制造有限公司",
    "91152921MA0DEM3477": "示例阿拉善盐化工有限公司",
    "91150402MA0DEM355Y": "示例赤峰有色矿业有限公司",
    "91150902MA0DEM363K": "示例乌兰察布算力中心有限公司",
    "91150103MA0DEM371K": "示例京蒙电子商务有限公司",
    "91152501MA0DEM38XU": "示例二连国际物流有限公司",
    "91150105MA0DEM3988": "示例草原职业教育科技有限公司",
    "91150104MA0DEM400D": "示例农牧业保险经纪有限公司",
    "91150102MA0DEM419D": "示例北方地质测绘有限公司",
    "91150303MA0DEM4271": "示例生态环境监测有限公司",
    "91150702MA0DEM4352": "示例支线航空服务有限公司",
    "91152202MA0DEM443U": "示例阿尔山康养旅游有限公司",
    "91150921MA0DEM451J": "示例乌兰察布马铃薯科技有限公司",
    "93152524MA0DEM507Y": "示例苏尼特养羊专业合作社",
    "92152502MA0DEM5151": "示例锡林浩特影像工作室",
    "91150103MA0DEM5230": "示例智慧畜牧设备有限公司",
    "91150102MA0DEM6035": "示例数据资产风险补偿基金管理有限公司",
    "91150203MA0DEM611K": "示例城市商业银行",
}
"""Every organisation of the demo by its unified social credit code."""

FICTIONAL_PERSONS: Final = frozenset({"15000019000101001X"})
"""Identity numbers of the demo's natural persons: region 150000 is given to nobody."""

KEYSTORE_MARK: Final = "ledger_demo"
"""A member of a keystore's JSON. Readers of keystores pass over members they do not know."""


def fictional(numbers: Iterable[str]) -> tuple[str, ...]:
    """Those of the numbers that are the demo's, in their order."""
    return tuple(number for number in numbers if number in FICTIONAL or number in FICTIONAL_PERSONS)


def refuse_fictional(numbers: Collection[str], *, demo: bool) -> None:
    """Nothing of the demo's parties may enter a ledger that is no demo; `demo` is the deployment's own flag."""
    found = () if demo else fictional(numbers)
    if found:
        # Identity numbers are not repeated in an error, not even invented ones: a log may take it.
        codes = ", ".join(number for number in found if number in FICTIONAL) or "a person"
        raise Refused(
            f"{codes}: an invented party of the demo; it is registered in demo ledgers only",
            zh=f"{codes} 为演示用虚构主体，仅可用于演示账本",
            code="DEMO_DATA_OUTSIDE_DEMO",
        )


def is_demo_keystore(keystore: Mapping[str, Any]) -> bool:
    """Whether the parsed keystore bears the mark."""
    return bool(keystore.get(KEYSTORE_MARK))


def marked(keystore: Mapping[str, Any]) -> dict[str, Any]:
    """The keystore with the mark."""
    return {**keystore, KEYSTORE_MARK: True}


def refuse_demo_keystore(keystore: Mapping[str, Any], *, demo: bool) -> None:
    """A key of a demo ledger signs in demo ledgers only: how it was made and kept is not what a real key deserves."""
    if is_demo_keystore(keystore) and not demo:
        raise Refused(
            "this is a key of a demo ledger; make a new one for this ledger",
            zh="该密钥属于演示账本，请为本账本另行生成密钥",
            code="DEMO_KEY_OUTSIDE_DEMO",
        )
