# SPDX-License-Identifier: Apache-2.0
"""The demo's applications as a table: who, what, where, and what is wrong with it. Everything is invented.

For: build_demo_data.py. `Topic` gives an industry and what a sample of its data looks like; `Row` is one application.
The story that the demo tells about them is ledger/demo/story.py; the references tie the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ledger.domain.demo_marks import FICTIONAL

PERSON: Final = "15000019000101001X"
BY_NAME: Final = {name: code for code, name in FICTIONAL.items()}


@dataclass(frozen=True, slots=True)
class Topic:
    """`fields` of the sample: name=#PREFIX a number, name=D a day, name=T a time, name=a..b a range, name=x|y words."""

    industry: str
    fields: str
    use: str
    forms: str = "表格"
    structures: str = "结构化"
    frequency: str = "月"


TOPICS: Final[Mapping[str, Topic]] = {
    "sheep": Topic("A03",
        "耳标号=#NM 品种=乌珠穆沁羊|苏尼特羊|察哈尔羊 出生日期=D 体重kg=18.0..62.0 检疫证号=#JY",
        "产品溯源和信贷风控"),
    "cattle": Topic("A03",
        "耳标号=#NX 品种=西门塔尔|安格斯|三河牛 存栏月龄=3..60 体重kg=90..640 交易价元=6800..21500",
        "行情分析和保险定价"),
    "grass": Topic("A03",
        "样地号=#YD 测定日=D 盖度=0.21..0.78 干草产量kg每亩=18..96 载畜量羊单位=0.4..2.1",
        "草畜平衡测算"),
    "milk": Topic("C14",
        "批次=#RC 采样时间=T 乳脂率=3.4..4.6 乳蛋白率=3.0..3.7 体细胞千个=90..380",
        "质量控制和收购定价", frequency="日"),
    "load": Topic("D44",
        "户号=#DW 时间=T 行业=电解铝|硅铁|数据中心|水泥 有功负荷kW=120..48000 功率因数=0.82..0.99",
        "负荷预测和需求响应", frequency="日"),
    "wind": Topic("D44",
        "机组=#FJ 时间=T 风速米每秒=2.8..19.5 有功kW=0..3400 桨距角=0.0..24.0",
        "出力预测和运维", frequency="日"),
    "solar": Topic("D44",
        "逆变器=#GF 时间=T 辐照W每平米=0..1080 组件温度=-12.0..58.0 直流kW=0..198",
        "发电效率评估", frequency="日"),
    "coal": Topic("B06",
        "磅单=#BD 出矿时间=T 煤种=动力煤|焦煤|无烟煤 净重吨=28.1..49.6 发热量大卡=4200..6100",
        "产销衔接和碳核算", frequency="日"),
    "truck": Topic("G54",
        "轨迹段=#GJ 起始时间=T 起点=准格尔|东胜|伊金霍洛 终点=包头|集宁|黄骅 里程km=38..812 油耗L=14..310",
        "运力调度", frequency="日"),
    "rare": Topic("B09",
        "样品=#XT 检测日=D 氧化镧=22.1..27.9 氧化铈=48.0..52.6 氧化钕=14.2..18.8",
        "选矿配比和贸易定价"),
    "port": Topic("G58",
        "报关单=#BG 申报时间=T 口岸=满洲里|二连浩特|甘其毛都 货类=木材|煤炭|日用品|粮食 通关小时=0.6..31.0",
        "通关时效分析"),
    "tour": Topic("R90",
        "景区=草原|沙漠|湖泊|森林 日期=D 入园人次=120..28600 客源省份=北京|河北|辽宁|内蒙古 平均停留小时=1.5..9.0",
        "客流组织和产品设计"),
    "health": Topic("Q84",
        "机构类别=旗县医院|苏木卫生院|社区中心 月份=D 门诊人次=210..18400 慢病随访=40..3900 平均候诊分=6..48",
        "医疗资源配置"),
    "bus": Topic("G54",
        "线路=#XL 日期=D 班次=18..142 客流人次=320..11800 准点率=0.81..0.99",
        "线网优化", frequency="日"),
    "road": Topic("G54",
        "断面=#DM 时间=T 小时流量=35..2900 平均车速=42..108 货车占比=0.11..0.76",
        "养护计划和路况预报", frequency="日"),
    "rail": Topic("G53",
        "列次=#LC 发车日=D 车数=54..108 装车吨=3400..10800 周转小时=21.0..66.0",
        "煤炭保供调度"),
    "water": Topic("N76",
        "渠道=#QD 日期=D 引水万方=0.8..41.0 含沙kg每方=0.2..5.9 地下水位m=1.1..4.8",
        "灌溉用水调度"),
    "heat": Topic("D44",
        "换热站=#HR 时间=T 供水温度=62..96 回水温度=34..52 热量GJ=3.1..58.0",
        "供热调节", frequency="日"),
    "gas": Topic("D45",
        "调压站=#TY 时间=T 进口压力MPa=0.28..0.41 瞬时流量方=160..5200 加臭mg=12..24",
        "管网安全监测", frequency="日"),
    "forest": Topic("A02",
        "小班=#LB 调查年=D 树种=兴安落叶松|白桦|樟子松 蓄积方每公顷=38..182 碳密度吨=21..96",
        "碳汇项目开发"),
    "corn": Topic("A01",
        "田块=#TK 播种日=D 品种=科玉188|金穗6号 亩产kg=520..1060 容重=690..776",
        "品种评价和订单农业"),
    "potato": Topic("A01",
        "批号=#MS 收获日=D 品种=希森6号|冀张薯12|后旗红 亩产kg=1600..4300 淀粉率=11.2..17.9",
        "加工原料采购"),
    "steel": Topic("C31",
        "炉号=#LH 时间=T 钢种=稀土钢|管线钢|重轨钢 碳=0.04..0.78 出钢温度=1605..1682",
        "质量追溯"),
    "salt": Topic("C26",
        "装置=#ZZ 时间=T 产品=纯碱|烧碱|聚氯乙烯 产量吨=2.1..58.0 综合能耗kgce=180..412",
        "能效对标"),
    "ore": Topic("B09",
        "采场=#CC 日期=D 铅品位=0.8..4.9 锌品位=1.2..6.8 银克每吨=22..184",
        "配矿和资源量估算"),
    "computing": Topic("I65",
        "机柜=#JG 时间=T IT功率kW=2.1..18.9 PUE=1.11..1.36 进风温度=18.0..27.0",
        "能耗监测和绿电交易", frequency="日"),
    "shop": Topic("F52",
        "订单段=#DD 日期=D 品类=牛肉干|奶制品|绒衫|杂粮 成交件=12..9600 客单价元=28..860",
        "选品和备货", frequency="日"),
    "school": Topic("P83",
        "专业=畜牧兽医|新能源装备|护理|物流管理 学年=D 在校人数=36..820 实训学时=120..640 就业率=0.83..0.98",
        "专业设置评估", frequency="年"),
    "insurance": Topic("J68",
        "保单段=#BX 起保日=D 险种=牛羊养殖|草原旱灾|玉米收入 保额万元=1.2..86.0 赔付率=0.12..1.34",
        "费率厘定"),
    "survey": Topic("M74",
        "钻孔=#ZK 终孔日=D 孔深m=42..980 含水层顶深m=9..210 岩性=砂岩|泥岩|玄武岩",
        "地质灾害评估"),
    "air_quality": Topic("N77",
        "站点=#ZD 时间=T PM25=3..148 SO2=2..61 NO2=4..83",
        "污染溯源", frequency="日"),
    "airline": Topic("G56",
        "航段=呼和浩特-海拉尔|乌海-呼和浩特|海拉尔-满洲里 日期=D 座位=48..189 客座率=0.41..0.97 正点率=0.66..0.99",
        "运力投放"),
    "weather": Topic("M74",
        "格点=#GD 起报=T 风速70m=2.1..16.8 总辐射W=0..1040 预报时效h=1..72",
        "风光功率预测", frequency="日"),
    "image": Topic("R87",
        "影像号=#YX 拍摄日=D 题材=那达慕|转场|湿地候鸟 像素万=1200..6100 授权书号=#SQ",
        "素材授权", "图片、表格", "非结构化"),
    "herd_video": Topic("A03",
        "片段=#SP 时间=T 牛只数=1..64 行为=采食|反刍|站立|行走 置信度=0.71..0.99",
        "行为识别模型训练", "视频、表格", "半结构化"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """`org` names of FICTIONAL, several by `；`. `more` are cells by column key; a None empties one.

    `papers` are further document columns. `flaw` is the one thing that is wrong, by its defect code; it says what the
    builder does to the documents, the rest is in `more`.
    """

    reference: str
    org: str
    name: str
    topic: str
    division: str
    records: int
    terabytes: float
    more: Mapping[str, Any] = field(default_factory=dict)
    papers: tuple[str, ...] = ()
    flaw: str = ""


HERDING, POWER, COAL = "示例草原牧业数据有限公司", "示例蒙西电力数据服务有限公司", "示例煤炭智运科技有限公司"
PORT, BUS, OPERATOR = "示例口岸供应链有限公司", "示例盟公共交通集团", "示例自治区数据运营有限公司"
WEATHER, ORGAN = "示例盟气象局（事业单位）", "示例盟交通运输主管部门"
WIND, SOLAR, RARE = "示例乌兰察布风电运营有限公司", "示例库布其光伏治沙有限公司", "示例白云稀土检测技术有限公司"
DAIRY, TOUR, HEALTH = "示例敕勒川乳业有限公司", "示例呼伦贝尔文旅数据有限公司", "示例青城健康数据服务有限公司"
ROAD, FREIGHT, WATER = "示例草原高速路网科技有限公司", "示例西部煤运物流有限公司", "示例河套灌区水务服务有限公司"
HEAT, GAS, FOREST = "示例青城供热集团有限公司", "示例草原燃气有限公司", "示例兴安林草碳汇有限公司"
CORN, STEEL, SALT = "示例科尔沁玉米种业有限公司", "示例鹿城钢铁制造有限公司", "示例阿拉善盐化工有限公司"
ORE, COMPUTING, COMMERCE = "示例赤峰有色矿业有限公司", "示例乌兰察布算力中心有限公司", "示例京蒙电子商务有限公司"
ERLIAN, SCHOOL, INSURANCE = "示例二连国际物流有限公司", "示例草原职业教育科技有限公司", "示例农牧业保险经纪有限公司"
SURVEY, ENVIRONMENT, AIR = "示例北方地质测绘有限公司", "示例生态环境监测有限公司", "示例支线航空服务有限公司"
SPA, POTATO, COOPERATIVE = "示例阿尔山康养旅游有限公司", "示例乌兰察布马铃薯科技有限公司", "示例苏尼特养羊专业合作社"
STUDIO, SENSOR, REGISTRAR = "示例锡林浩特影像工作室", "示例智慧畜牧设备有限公司", "示例数据登记机构"

UTILITY = {"utility": "是"}
ONE_YEAR = {"term_years": 1}
AGREED = {"source_types": "采集生成、协议取得"}
SCRAPED = {"source_types": "自动化程序收集公开数据", "right_cases": "P4A", "rights": "持有权、使用权"}
DERIVED = {"source_types": "衍生创造", "right_cases": "P6", "asset_form": "数据产品"}
PERSONAL = {"pi_band": "不满10万人", "grade": "一般3级"}
TOGETHER = {"applicant_kinds": "法人；法人", "rights": "持有权、使用权、经营权；使用权", "right_cases": "P1；P1"}
NATURAL = {"applicant_names": "示例牧民甲", "applicant_kinds": "自然人", "applicant_ids": PERSON, "right_cases": "P3"}
TRADER = {"applicant_kinds": "自然人", "right_cases": "P3"}
EXEMPT = {"notice_exempt": "是", "notice_exempt_reason": "涉及申请人商业秘密，公示名称将暴露客户"}
PUBLIC = {"public_data": "是", "public_platform_ref": "15000020260301000123", "asset_form": "数据产品"}
DECIDED = {"institution_decision": "示数登决〔2026〕7号", "asset_form": "数据产品"}

GOOD: Final = (
    Row("NM-2026-0001", HERDING, "2022年至2025年锡林郭勒盟畜牧业肉羊养殖溯源数据集", "sheep", "152500", 1_280_000, 0.35,
        {"received_at": "2026年7月1日", "industry_division": "畜牧业"}),
    Row("NM-2026-0002", POWER, "2024年呼和浩特市电力行业企业用电负荷数据集", "load", "150100", 46_800_000, 1.9,
        {**AGREED, "applicant_ids": "91150102ma0dem021y"}, ("doc_contract",)),
    Row("NM-2026-0003", COAL, "2025年鄂尔多斯市煤炭行业公路运输轨迹数据报告", "truck", "150600", 8_650_000, 0.62,
        {**DERIVED, "source_types": "采集生成、衍生创造", "parent_codes": "SJ1512026060001"}, ("doc_derivation",)),
    Row("NM-2026-0004", PORT, "2023年至2025年满洲里市跨境电商通关时效数据集", "port", "150781", 912_000, 0.04,
        {"rights": "持有权、使用权", "export_allowed": "是"}),
    Row("NM-2026-0005", BUS, "2025年兴安盟公共交通客流量统计数据集", "bus", "152200", 3_420_000, 0.08, UTILITY),
    Row("NM-2026-0006", WEATHER, "2024年内蒙古自治区气象服务风光资源预测数据产品", "weather", "150000", 96_000_000, 6.4,
        {**PUBLIC, **DECIDED}, ("doc_institution_decision",)),
    Row("NM-2026-0007", COMPUTING, "2025年乌兰察布市数据中心算力能耗监测数据集", "computing", "150900",
        210_000_000, 3.1),
    Row("NM-2026-0008", WIND, "2023年至2025年乌兰察布市风电机组运行状态数据集", "wind", "150900", 388_000_000, 7.7),
    Row("NM-2026-0009", SOLAR, "2025年鄂尔多斯市光伏电站发电效率数据集", "solar", "150600", 154_000_000, 2.6),
    Row("NM-2026-0010", DAIRY, "2024年至2025年呼和浩特市乳业生鲜乳质量检测数据集", "milk", "150100", 2_760_000, 0.05),
    Row("NM-2026-0011", HEAT, "2025年呼和浩特市供热换热站运行数据集", "heat", "150100", 31_500_000, 0.48, UTILITY),
    Row("NM-2026-0012", ROAD, "2025年内蒙古自治区高速公路断面流量数据集", "road", "150000", 64_200_000, 0.95),
    Row("NM-2026-0013", OPERATOR, "2025年内蒙古自治区农牧业补贴对象分布数据产品", "grass", "150000", 1_930_000, 0.03,
        {**PUBLIC, "public_platform_ref": "15000020260415000871"}),
    Row("NM-2026-0014", WATER, "2021年至2025年巴彦淖尔市水利灌区引水数据集", "water", "150800", 5_480_000, 0.11),
    Row("NM-2026-0015", HERDING + "；" + SENSOR, "2025年锡林郭勒盟畜牧业牛只行为视频数据集", "herd_video", "152500",
        486_000, 21.5, TOGETHER),
    Row("NM-2026-0016", HERDING, "", "image", "152502", 12_400, 0.21,
        {**NATURAL, "data_name": "2023年至2025年锡林浩特市草原文化影像样本库"}),
    Row("NM-2026-0017", STUDIO, "2024年至2025年锡林浩特市文化那达慕影像数据集", "image", "152502", 38_900, 1.4, TRADER),
    Row("NM-2026-0018", GAS, "2025年鄂尔多斯市燃气管网压力监测数据集", "gas", "150600", 88_000_000, 0.7, UTILITY),
    Row("NM-2026-0019", FREIGHT, "2024年至2025年鄂尔多斯市铁路煤炭装车周转数据集", "rail", "150600", 742_000, 0.02),
    Row("NM-2026-0020", CORN, "2025年通辽市农业玉米测产与容重数据集", "corn", "150500", 318_000, 0.01, ONE_YEAR),
    Row("NM-2026-0021", TOUR, "2025年呼伦贝尔市旅游景区客流数据集", "tour", "150700", 1_640_000, 0.04, ONE_YEAR),
    Row("NM-2026-0022", HEALTH, "2025年呼和浩特市医疗机构门诊服务统计数据集", "health", "150100", 586_000, 0.02,
        PERSONAL, ("doc_pi_compliance",)),
    Row("NM-2026-0023", POWER, "2025年呼和浩特市电力行业高压用户用能画像数据产品", "load", "150100", 1_180_000, 0.09,
        {**EXEMPT, "asset_form": "数据产品"}),
    Row("NM-2026-0024", RARE, "2022年至2025年包头市稀土矿产分离配分数据集", "rare", "150200", 274_000, 0.02,
        {"grade": "重要"}, ("doc_important_data",)),
    Row("NM-2026-0025", STEEL, "2025年包头市钢铁冶炼炉次质量数据集", "steel", "150200", 1_520_000, 0.13),
    Row("NM-2026-0026", SALT, "2025年阿拉善盟化工装置能效对标数据集", "salt", "152900", 963_000, 0.03),
    Row("NM-2026-0027", ORE, "2024年赤峰市有色金属矿采选业品位化验数据集", "ore", "150400", 402_000, 0.01),
    Row("NM-2026-0028", COMMERCE, "2025年内蒙古自治区电商农畜产品成交数据集", "shop", "150000", 7_930_000, 0.16,
        {"resale_allowed": "是"}),
    Row("NM-2026-0029", ERLIAN, "2025年二连浩特市口岸过货时效数据集", "port", "152501", 655_000, 0.02,
        {"export_allowed": "是"}),
    Row("NM-2026-0030", FOREST, "2020年至2025年兴安盟林业碳汇小班调查数据集", "forest", "152200", 226_000, 0.3),
    Row("NM-2026-0031", INSURANCE, "2023年至2025年内蒙古自治区保险牛羊养殖赔付数据集", "insurance", "150000", 1_070_000,
        0.03, AGREED, ("doc_contract",)),
    Row("NM-2026-0032", SURVEY, "2019年至2025年呼和浩特市地质水文钻孔数据集", "survey", "150100", 48_600, 0.4),
    Row("NM-2026-0033", ENVIRONMENT, "2025年乌海市环境空气质量站点监测数据集", "air_quality", "150300",
        2_190_000, 0.02),
    Row("NM-2026-0034", AIR, "2024年至2025年呼伦贝尔市航空支线客座数据集", "airline", "150700", 96_300, 0.01, ONE_YEAR),
    Row("NM-2026-0035", POTATO, "2025年乌兰察布市农业马铃薯测产数据集", "potato", "150900", 187_000, 0.01, ONE_YEAR),
    Row("NM-2026-0036", COOPERATIVE, "2024年至2025年苏尼特右旗畜牧业肉羊出栏数据集", "sheep", "152524", 92_500, 0.01),
    Row("NM-2026-0037", SCHOOL, "2022年至2025年内蒙古自治区职业教育实训就业数据集", "school", "150000", 214_000, 0.01),
    Row("NM-2026-0038", WIND, "2025年乌兰察布市风电功率预测偏差数据报告", "wind", "150900", 5_260_000, 0.07,
        {**DERIVED, "parent_codes": ""}, ("doc_derivation", "doc_contract")),
    Row("NM-2026-0039", SPA, "2025年阿尔山市旅游康养客源结构数据集", "tour", "152202", 118_000, 0.01),
    Row("NM-2026-0040", COAL, "2025年内蒙古自治区煤炭价格公开信息汇编数据集", "coal", "150000", 642_000, 0.02,
        SCRAPED, ("doc_public_means",)),
    Row("NM-2026-0041", HERDING, "2025年锡林郭勒盟草原载畜量监测数据集", "grass", "152500", 486_000, 0.03, ONE_YEAR),
    Row("NM-2026-0042", DAIRY, "2025年土默特左旗畜牧业奶牛单产数据集", "cattle", "150121", 1_210_000, 0.02),
    Row("NM-2026-0043", SOLAR, "2024年杭锦旗光伏治沙植被恢复监测数据集", "grass", "150625", 73_000, 0.05),
    Row("NM-2026-0044", BUS, "2025年乌兰浩特市公共交通到站准点数据集", "bus", "152201", 12_800_000, 0.2, UTILITY),
    Row("NM-2026-0045", ROAD, "2026年上半年呼伦贝尔市公路冰雪路况数据集", "road", "150700", 3_310_000, 0.06,
        {**AGREED}, ("doc_contract",)),
    Row("NM-2026-0046", WATER, "2026年上半年巴彦淖尔市供水水质检测数据集", "water", "150800", 412_000, 0.01, UTILITY),
    Row("NM-2026-0047", CORN, "2023年至2025年科尔沁区农业玉米种子检验数据集", "corn", "150502", 65_800, 0.01),
    Row("NM-2026-0048", COMPUTING, "2026年上半年乌兰察布市算力绿电消纳数据集", "computing", "150900", 74_000_000, 1.2),
    Row("NM-2026-0049", PORT, "2026年上半年满洲里市口岸中欧班列换装数据集", "port", "150781", 226_000, 0.01),
    Row("NM-2026-0050", HEALTH, "2026年上半年赤峰市医疗慢病随访统计数据集", "health", "150400", 318_000, 0.01,
        PERSONAL, ("doc_pi_compliance",)),
    Row("NM-2026-0051", GAS, "2026年上半年东胜区燃气入户安检数据集", "gas", "150602", 196_000, 0.01,
        {**UTILITY, **PERSONAL}, ("doc_pi_compliance",)),
    Row("NM-2026-0052", ENVIRONMENT, "2026年上半年乌海市环境噪声监测数据集", "air_quality", "150300", 528_000, 0.01),
    Row("NM-2026-0053", SURVEY, "2026年上半年锡林郭勒盟地质草场塌陷监测数据集", "survey", "152500", 31_200, 0.09),
)  # fmt: skip

FLAWED: Final = (
    Row("NM-2026-0054", OPERATOR, "2025年包头市工业企业能耗统计数据集", "salt", "150200", 128_000, 0.01,
        {"applicant_ids": "91150105MA0DEM0640"}, flaw="USCC_CHECK"),
    Row("NM-2026-0055", TOUR, "2025年额尔古纳市旅游民宿入住数据集", "tour", "150784", 84_000, 0.01,
        {"applicant_ids": "91150702MAODEM2408"}, flaw="USCC_ALPHABET"),
    Row("NM-2026-0056", POTATO, "2025年察哈尔右翼前旗农业马铃薯仓储数据集", "potato", "150926", 42_000, 0.01,
        {"data_overview": None}, flaw="REQUIRED_MISSING"),
    Row("NM-2026-0057", INSURANCE,
        "2021年至2025年内蒙古自治区保险业草原旱灾指数保险承保理赔及再保险分出明细汇总分析数据集",
        "insurance", "150000", 67_000, 0.01, flaw="NAME_TOO_LONG"),
    Row("NM-2026-0058", ORGAN, "2025年锡林郭勒盟公路交通执法案件数据集", "road", "152500", 23_000, 0.01,
        flaw="ORGAN_DATA"),
    Row("NM-2026-0059", SURVEY, "2025年二连浩特市测绘边境控制点成果数据集", "survey", "152501", 1_900, 0.01,
        {"grade": "核心"}, flaw="GRADE_CORE"),
    Row("NM-2026-0060", COMMERCE, "2025年呼和浩特市零售门店会员消费数据集", "shop", "150100", 5_100_000, 0.09,
        AGREED, flaw="DOCUMENT_REQUIRED"),
    Row("NM-2026-0061", ERLIAN, "2024年二连浩特市物流仓储出入库数据集", "port", "152501", 377_000, 0.01,
        flaw="DOCUMENT_MISSING"),
    Row("NM-2026-0062", SCHOOL, "2025年呼和浩特市教育培训课程完课数据集", "school", "150100", 91_000, 0.01,
        flaw="DOCUMENT_EMPTY"),
    Row("NM-2026-0063", SALT, "2024年阿拉善左旗化工盐湖卤水成分数据集", "salt", "152921", 18_600, 0.01,
        {"time_to": "2024-02-30"}, flaw="DATE_INVALID"),
    Row("NM-2026-0064", STEEL, "2024年昆都仑区钢铁轧制能耗数据集", "steel", "150203", 540_000, 0.02,
        {"industry_section": "采矿业"}, flaw="INDUSTRY_MISMATCH"),
    Row("NM-2026-0065", COMMERCE, "2025年全国电商羊绒制品公开评价数据集", "shop", "150000", 2_300_000, 0.04,
        {**SCRAPED, "rights": "持有权、使用权、经营权"}, ("doc_public_means",), flaw="RIGHT_NOT_IN_CASE"),
    Row("NM-2026-0066", OPERATOR, "2025年内蒙古自治区人力资源招聘求职数据产品", "school", "150000", 480_000, 0.01,
        {**PUBLIC, "public_platform_ref": None}, flaw="PUBLIC_REF_MISSING"),
    Row("NM-2026-0067", HERDING, "2022年至2025年锡林郭勒盟牧业羊只身份档案数据集", "sheep", "152500", 1_280_000, 0.35,
        flaw="DUPLICATE_SAME_APPLICANT"),
    Row("NM-2026-0068", FOREST, "2025年阿尔山市林业火险气象因子数据集", "forest", "152202", 0, 0.01,
        {"record_count": "约三百万条"}, flaw="NUMBER_INVALID"),
)  # fmt: skip

SECOND: Final = (
    Row("BJ-2026-001", DAIRY, "2023年呼和浩特市乳业奶源冷链运输数据集", "milk", "150100", 840_000, 0.02),
    Row("BJ-2026-002", STEEL, "2023年至2024年包头市钢铁稀土钢性能检测数据集", "steel", "150200", 226_000, 0.01),
    Row("BJ-2026-003", ORE, "2025年赤峰市采矿尾矿库监测数据集", "ore", "150400", 3_800_000, 0.04),
    Row("BJ-2026-004", AIR, "2025年内蒙古自治区航空短途运输数据集", "airline", "150000", 41_000, 0.01),
    Row("BJ-2026-005", FREIGHT, "2025年准格尔旗煤炭集运站作业数据集", "coal", "150622", 1_960_000, 0.03),
    Row("BJ-2026-006", SPA, "2024年阿尔山市旅游温泉水质检测数据集", "tour", "152202", 9_600, 0.01),
    Row("BJ-2026-007", COOPERATIVE, "2025年苏尼特右旗畜牧业羊绒产量数据集", "sheep", "152524", 38_000, 0.01),
    Row("BJ-2026-008", HEAT, "2024年呼和浩特市供热用户报修数据集", "heat", "150100", 126_000, 0.01,
        {**UTILITY, **PERSONAL}, ("doc_pi_compliance",)),
)  # fmt: skip
