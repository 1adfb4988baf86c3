# SPDX-License-Identifier: Apache-2.0
"""Words by which the name rule (art. 19) recognises a place or an industry, beside the standards' own names.

A heuristic list: a missing word costs a warning, never a refusal. Add words as registrars meet them.
"""

from __future__ import annotations

from typing import Final

PLACE_TITLES: Final = tuple(
    """
    壮族自治区 回族自治区 维吾尔自治区 特别行政区 自治区 自治旗 联合旗 矿区 省 市 盟 县 区
    旗
    """.split()
)
"""Longest first, so that 自治区 is not read as 区."""

WIDE_PLACES: Final = tuple(
    """
    全国 全球 国际 中国 全区 全市 全盟 全旗 全省 华北 东北 西北 黄河流域 京津冀 长三角
    大湾区 蒙东 蒙西 全自治区
    """.split()
)

SECTOR_WORDS: Final = tuple(
    """
    农牧 农业 牧业 畜牧 林业 林草 渔业 种植 草原 煤炭 采矿 矿产 石油 天然气 有色 稀土
    钢铁 化工 制造 装备 医药 食品 乳业 纺织 汽车 电力 电网 风电 光伏 新能源 能源 热力
    供热 燃气 供水 水务 建筑 工程 批发 零售 电商 商贸 贸易 物流 运输 交通 公路 铁路 航空
    民航 仓储 邮政 快递 口岸 住宿 餐饮 酒店 电信 通信 互联网 软件 算力 数据中心 信息技术
    金融 银行 信贷 保险 证券 支付 房地产 住房 租赁 商务 旅游 文旅 科研 科技 气象 测绘
    地质 检测 水利 环境 环保 生态 市政 公共设施 居民服务 家政 维修 教育 卫生 医疗 健康
    养老 文化 体育 娱乐 新闻 出版 广播 电影 社会保障 社保 人社 应急 政务 公共服务 工业
    服务业 人力资源 知识产权 广告 行业
    """.split()
)
