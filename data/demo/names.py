"""Plausible names for places that have no published one: streets, towns, communities, villages, compounds."""

from __future__ import annotations

import numpy as np

STREETS = (
    "胜利 和平 建设 新华 站前 向阳 中山 文化 民主 团结 解放 红旗 东风 工农 新城 滨河 铁西 南关 北关 东关 西关 兴工 兴华 长江 黄河 太平 永安 工人村 "
    "友谊 卫国 青年 建国 爱民 康宁 八一 北站 南湖 西山 东山 河西 河东 石油 矿工 新兴 共和 昌盛 富国 繁荣 先锋 朝阳里 万泉 七里 砂山 桂林 光荣"
).split()
TOWN_FIRST = "大 小 上 下 前 后 东 西 南 北 新 老 三 四 五 六 七 八 双 石 黄 白 青 柳 榆 松 杨 沙 金 银 龙 凤".split()
TOWN_LAST = "甸子 营子 家子 道沟 岭 台 家堡 道河 庙 官营 山 泉 沟门 窝铺 杖子 城 棱 井 台子 汤 坨子 庄子".split()
COMMUNITY_FIRST = (
    "安 康 福 惠 和 兴 泰 宁 顺 祥 华 昌 裕 德 文 永 春 阳 光 新 锦 明 育 友 红 建 胜 民 嘉 瑞 宏 景 金 玉 丽 翠 东 南 西 北 凌 河"
).split()
COMMUNITY_LAST = "民 宁 泰 园 苑 乐 兴 安 康 福 盛 源 华 城 光 桥 湖 翠 欣 和 丰 荣 庭 居 阳 学 工 平 苗 海".split()
SURNAMES = "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎".split()
VILLAGE_LAST = "家屯 家沟 家窝铺 家营子 家杖子 家店 家堡子 家岗 家湾 家台".split()
ORDINALS = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十".split()


def _pairs(first: list[str], last: list[str], suffix: str) -> list[str]:
    return [a + b + suffix for a in first for b in last if a not in b]


TOWNS = _pairs(TOWN_FIRST, TOWN_LAST, "")
COMMUNITIES = _pairs(COMMUNITY_FIRST, COMMUNITY_LAST, "社区")
VILLAGES = _pairs(SURNAMES, VILLAGE_LAST, "村")
COMPOUNDS = _pairs(COMMUNITY_FIRST, COMMUNITY_LAST, "小区")


def draw(rng: np.random.Generator, pool: list[str], count: int, taken: set[str]) -> list[str]:
    """`count` different names of the pool that are not taken yet; they are taken afterwards."""
    free = [name for name in pool if name not in taken]
    chosen = [str(name) for name in rng.choice(free, count, replace=False)]
    taken.update(chosen)
    return chosen
