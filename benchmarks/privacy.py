"""What masking finds and what it harms, kind by kind, in made-up texts; and how fast it is, in Python and in the database.

python -m benchmarks.privacy [--each 500] [--seed 1] [--misses]
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import duckdb

from data.intake.hiding.privacy import mask
from data.intake.rules.parse import macros

FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严武莫孔汤齐牟曲"
GIVEN = "建国军伟芳娜秀英敏静丽强磊洋艳勇杰娟涛明超兰霞平刚桂玉萍红鹏辉志文海波宁凤琴云玲雪梅荣华春燕晓东子轩雨涵宇浩俊怡欣博思佳琪"
WIDE = str.maketrans("0123456789-ABCDEFGHX", "０１２３４５６７８９－ＡＢＣＤＥＦＧＨＸ")
HAN = str.maketrans("0123456789", "零一二三四五六七八九")
OLD_HAN = str.maketrans("0123456789", "〇幺二三四五六七八九")
BEFORE = ("", "请回电", "联系电话：", "反映供热问题，", "来电人留电话 ", "手机", "tel:", "居民反映楼道堆物（", "暖气不热。", "合成数据 ")
BEHIND = ("", "。", "，请尽快处理", "反映噪音扰民", "）", " 谢谢", "、家中漏水", ";")
TROUBLES = (
    "暖气不热",
    "楼上漏水",
    "反映夜间施工噪音",
    "反映垃圾无人清运",
    "投诉物业不作为",
    "咨询退费",
    "称路灯不亮",
    "，家中停电",
    "来电求助",
)
PLACES = ("幸福小区", "阳光花园", "和平里", "人民路12号", "站前街道", "凤凰新村", "金地家园", "")
HARMLESS = (
    "总面积{n8}平方米", "改造面积{n7}平方米", "拖欠工程款{n7}元", "{n7}元尾款未付", "电表读数{n7}", "水表号{n8}", "户号{n10}停暖", "工单编号{date8}{n8}", "受理编号：GD{date8}{n4}", "案件号{date8}-{n4}", "{date8}{n3}号工单重复", "建议拨打12345热线", "8890平台转办", "拨打96123咨询",
    "2021年3月15日停水", "2021-03-05 08:05:00来电", "2021-03-05至2021-03-12施工", "2021/3/5 2021/3/12停气", "2021.03.05断电", "人民路12号路灯不亮", "和平街{n3}号商铺占道经营", "建设路{n2}-{n2}号门市噪音", "202国道{n3}公里处坑洼", "市民先生活困难申请救助", "居民楼2单元门口堆放杂物", "3号楼2单元门禁损坏", "联系人员不在岗",
    "姓名牌脱落", "来电人数较多无法接通", "独居老人无人照料", "高龄老人补贴未发", "{n3}户居民停暖", "共{n3}户未供热", "涉及居民{n4}户", "3号楼{n3}户居民停水", "3单元2021年未供暖", "公交{n3}路改线", "第{n2}中学门口拥堵", "G{n2}高速入口封闭", "市民反映供热温度低", "居民来电咨询社保", "业主投诉物业不作为", "群众举报占道经营", "网民反映高空抛物",
    "社区主任不接电话", "向书记反映无果", "书记高度重视", "物业经理推诿", "网格员未上门", "老师收费不合理", "由于主任不在", "对方先生态度恶劣", "施工方经理不露面", "项目经理拖欠工资", "高中老师补课", "来电人于昨日反映", "反映人曾多次投诉", "本人高度近视", "申请人任何材料齐全", "（高层二次供水）", "（紧急）水管爆裂", "（重复来电）", "（金山街道）路灯不亮",
    "温度只有1{n1}度", "每平方米{n2}元", "补偿{n2}万元", "楼龄{n2}年", "限速{n2}公里", "下午{n1}点{n2}分", "预算1{n1}5000000元", "容积率2.{n2}", "微信小程序无法缴费", "微信公众号更新不及时", "QQ群通知不及时", "卡号丢失如何补办", "快递单号{n6}丢失", "车牌被遮挡", "二单元路灯不亮", "二楼东户漏水", "A座电梯故障", "1-3号楼停水", "12-15号楼停电", "1-2-3号楼之间", "2020-2021采暖季",
    "三五年未修", "一二三楼停水", "三年级二班", "十二号线", "第三网格", "房屋{n3}平方米", "{n4}米管线老化", "缴费{n4}元未开发票", "学校{n4}名学生", "{n5}字建议", "房间温度1{n1}.5度", "经度121.{n6}纬度41.{n6}", "邮编12{n4}", "区号0421", "版本1.2.{n4}", "比例为3:{n2}", "票号{n8}", "文号{n4}号", "设备编号SB{n8}",
)  # fmt: skip

Maker = Callable[[random.Random], tuple[str, str]]


@dataclass
class Score:
    texts: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def found(self) -> float:
        return 1 - len(self.missed) / self.texts


def figures(rng: random.Random, count: int, first: str = "0123456789") -> str:
    return rng.choice(first) + "".join(rng.choices("0123456789", k=count - 1))


def cut(text: str, *sizes: int, by: str) -> str:
    """The text in parts of these sizes with a separator between."""
    parts, at = [], 0
    for size in sizes:
        parts.append(text[at : at + size])
        at += size
    return by.join([*parts, text[at:]] if text[at:] else parts)


def dressed(rng: random.Random, number: str) -> str:
    """The number in one of the forms of writing."""
    return rng.choice((number, number, number.translate(WIDE), number.translate(HAN), number.translate(OLD_HAN)))


def around(rng: random.Random, secret: str) -> tuple[str, str]:
    return rng.choice(BEFORE) + secret + rng.choice(BEHIND), secret


def mobile(rng: random.Random) -> tuple[str, str]:
    number = "1" + figures(rng, 10, "3456789")
    by = rng.choice((" ", "-", ".", "  ", "—", "－", "\u00a0", "\u3000", "·", "–", "\u200b", " - ", "/", "_"))
    sizes = rng.choice(((3, 4, 4), (4, 3, 4), (3, 3, 5), (5, 6), (3, 8), (1,) * 11))
    number = rng.choice((number, number, cut(number, *sizes, by=by)))
    prefix = rng.choice(("", "", "", "86", "+86", "+86 ", "+86-", "0086", "0086 ", "0086-", "(+86)"))
    return around(rng, prefix + dressed(rng, number) if not prefix else prefix + number)


def landline(rng: random.Random) -> tuple[str, str]:
    area, local = rng.choice((("0421", 7), ("024", 8), ("010", 8), ("0411", 8), ("0427", 7), ("021", 8), ("0755", 8)))
    number = figures(rng, local, "2345678")
    number = rng.choice((number, number, cut(number, local - 4, 4, by=rng.choice((" ", "-")))))
    area = rng.choice((f"{area}", f"{area}-", f"{area} ", f"({area})", f"（{area}）", f"{area}—", f"{area}－", f"+86-{area[1:]}-"))
    return around(rng, dressed(rng, area + number) if area.isdigit() else area + number)


def local(rng: random.Random) -> tuple[str, str]:
    number = figures(rng, rng.choice((7, 8)), "2345678")
    number = dressed(rng, rng.choice((number, cut(number, len(number) - 4, 4, by="-"))))
    lead = rng.choice(
        (
            "电话",
            "电话：",
            "联系电话 ",
            "座机",
            "座机是",
            "来电号码",
            "致电",
            "拨打",
            "回电",
            "电话号码为",
            "固话:",
            "联系方式：",
            "tel:",
            "家里电话",
        )
    )
    return lead + number + rng.choice(("。", "反映停水", "", "，请回电")), number


def identity(rng: random.Random) -> tuple[str, str]:
    region = rng.choice(("211302", "110101", "440306", "310115", "510104", "230103", "650102"))
    day = f"{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    if rng.random() < 0.3:
        number = region + f"{rng.randint(30, 99)}" + day + figures(rng, 3)
        number = rng.choice((number, cut(number, 6, 6, 3, by=rng.choice((" ", "-")))))
    else:
        number = region + f"{rng.randint(1930, 2015)}" + day + figures(rng, 3) + rng.choice("0123456789Xx")
        sizes = rng.choice(((6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4), (18,)))
        number = cut(number, *sizes, by=rng.choice((" ", "-", "—", "\u3000")))
    number = rng.choice((number, number, number.translate(WIDE)))
    return rng.choice(("身份证", "身份证号：", "证件", "身份证号码", "")) + number + rng.choice(BEHIND), number


def bank_card(rng: random.Random) -> tuple[str, str]:
    number = rng.choice(("6222", "6217", "6228", "4367", "5522", "9558", "3568")) + figures(rng, rng.choice((12, 15)))
    number = rng.choice((number, cut(number, 4, 4, 4, 4, by=rng.choice((" ", "-"))), number.translate(WIDE)))
    return rng.choice(("卡号", "银行卡号：", "退费至", "账号", "")) + number + rng.choice(BEHIND), number


def passport(rng: random.Random) -> tuple[str, str]:
    number = rng.choice(
        ("E" + figures(rng, 8, "013456789"), "G" + figures(rng, 8, "013456789"), "E" + rng.choice("ABCDFGHJK") + figures(rng, 7))
    )
    return rng.choice(("护照", "护照号码", "护照号：", "证件")) + number + rng.choice(BEHIND), number


def plate(rng: random.Random) -> tuple[str, str]:
    number = "".join(rng.choices("0123456789", k=4)) + rng.choice("ABCDEFGH0123456789")
    place = rng.choice("辽京黑吉沪粤冀鲁苏浙") + rng.choice("ABCDEFN")
    number = (
        place
        + rng.choice(("", "", "·", " ", "-"))
        + rng.choice((number, number, "D" + number, "F" + number))
        + rng.choice(("", "", "挂")[:2])
    )
    return rng.choice(("车牌", "车牌号", "车辆", "有车", "")) + number + rng.choice(("占用消防通道", "乱停", "，请挪车", "。")), number


def account(rng: random.Random) -> tuple[str, str]:
    which = rng.randrange(3)
    if which == 0:
        number = figures(rng, rng.randint(6, 11), "123456789")
        return rng.choice(("QQ", "QQ:", "qq号", "QQ号码：", "ＱＱ ", "加QQ")) + number + rng.choice(("", "。", "联系")), number
    if which == 1:
        number = rng.choice("abcwxyz") + "".join(rng.choices("abcdefgh0123456789_-", k=rng.randint(6, 14)))
        return rng.choice(("微信", "微信号", "微信号：", "微信:", "WeChat: ", "vx", "VX：", "加微信")) + number + rng.choice(
            ("", "。", "联系")
        ), number
    at = rng.choice(("@", "@", "＠", " @ ", "@ "))
    number = "".join(rng.choices("abcdefgh0123456789._", k=8)) + "z" + at + rng.choice(("qq.com", "163.com", "example.com.cn", "sina.cn"))
    return rng.choice(("邮箱", "写信到 ", "email:", "")) + number + rng.choice(("", "。", "收")), number


def address(rng: random.Random) -> tuple[str, str]:
    building, stair, floor = rng.randint(1, 30), rng.randint(1, 6), rng.randint(1, 28)
    room = f"{floor}{rng.randint(1, 8):02}"
    form = rng.choice(
        (
            "{b}-{s}-{r}", "{b}#{s}-{r}", "{b}#-{s}-{r}", "{b}栋{r}", "{s}门{r}号", "{b}号楼{s}单元{r}室", "{b}号楼{s}单元{r}", "{b}栋{s}单元{r}", "{s}单元{r}", "{s}单元{r}室", "{b}幢{r}室", "{b}号楼{r}",
            "{b}号楼{s}门{r}", "{b}座{r}室", "{r}室", "{b}-{s}-{r}室", "{b}#楼{s}单元{r}", "{b} 号楼 {s} 单元 {r} 室", "{b}号楼{s}单元{s}楼东户", "{b}栋-{s}-{r}", "{b}号{s}单元{r}", "{r}户",
        )
    )  # fmt: skip
    text = form.format(b=building, s=stair, r=room)
    secret = rng.choice((text, text, text.translate(WIDE), text.translate(HAN)))
    place = rng.choice(PLACES[:-1]) if form in ("{r}户", "{b}-{s}-{r}") else rng.choice(PLACES)
    return place + secret + rng.choice(TROUBLES), room if room in secret else secret


def name(rng: random.Random) -> str:
    if rng.random() < 0.04:
        return rng.choice(("欧阳", "司马", "上官", "诸葛", "皇甫")) + "".join(rng.choices(GIVEN, k=rng.choice((1, 2))))
    return rng.choice(FAMILY) + "".join(rng.choices(GIVEN, k=rng.choice((1, 2, 2, 2))))


def led_name(rng: random.Random) -> tuple[str, str]:
    who = name(rng)
    if rng.random() < 0.25:
        return rng.choice(("市民", "居民", "业主", "村民", "群众", "租户")) + who + rng.choice(
            ("反映停水", "来电咨询", "投诉物业", "称家中停暖", "举报违建")
        ), who
    lead = rng.choice(
        (
            "联系人",
            "姓名",
            "来电人",
            "反映人",
            "诉求人",
            "投诉人",
            "举报人",
            "申请人",
            "户主",
            "负责人",
            "我叫",
            "本人",
            "房主",
            "经办人",
            "当事人",
        )
    )
    gap = "" if lead in ("我叫", "本人") else rng.choice(("", "", ":", "：", " ", "是", "为"))
    return rng.choice(("", "暖气不热，", "合成数据 ")) + lead + gap + who + rng.choice(
        ("", "。", "，家住幸福小区", "反映停水", "来电", "的房屋漏水", "家暖气不热")
    ), who


def titled_name(rng: random.Random) -> tuple[str, str]:
    who = rng.choice((name(rng), rng.choice(FAMILY)))
    if rng.random() < 0.25 and len(who) > 1:
        return rng.choice(("书记", "主任", "网格员", "经理", "民警", "老师", "村长")) + who + rng.choice(
            ("不作为", "推诿", "，态度恶劣", "收费", "未上门")
        ), who
    title = rng.choice("先生 女士 先生 女士 大爷 大妈 阿姨 书记 主任 同志 师傅 老师 经理 医生 队长 奶奶".split())
    return rng.choice(("", "幸福小区", "反映", "市民", "业主")) + who + title + rng.choice(TROUBLES), who + title if len(who) == 1 else who


def glued_name(rng: random.Random) -> tuple[str, str]:
    who, number = name(rng), "1" + figures(rng, 10, "3456789")
    return rng.choice(
        (f"{who}{number}反映停水", f"请联系{who}，{number}", f"路灯不亮（{who}）", f"漏水，{number}{who}", f"{who}({number})")
    ), who


def free_name(rng: random.Random) -> tuple[str, str]:
    who = name(rng)
    return rng.choice(("幸福小区{}家暖气不热", "{}与邻居纠纷", "关于{}补贴一事", "3号楼{}投诉噪音")).format(who), who


def harmless(rng: random.Random) -> str:
    filled = {f"n{size}": figures(rng, size, "123456789") for size in range(1, 11)}
    filled["date8"] = f"20{rng.randint(18, 22)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    return rng.choice(("", "", "市民反映", "合成数据：", "咨询")) + rng.choice(HARMLESS).format(**filled)


KINDS: dict[str, Maker] = {
    one.__name__: one
    for one in (
        mobile,
        landline,
        local,
        identity,
        bank_card,
        passport,
        plate,
        account,
        address,
        led_name,
        titled_name,
        glued_name,
        free_name,
    )
}


def shows(masked: str, secret: str) -> bool:
    """Whether a secret is still to be read, or of a name of three letters two neighbours."""
    named = len(secret) == 3 and all(letter in FAMILY + GIVEN for letter in secret)
    return secret in masked or (named and (secret[:2] in masked or secret[1:] in masked))


def scores(each: int, seed: int, hide: Callable[[str], str] = mask) -> dict[str, Score]:
    """Of every kind how many secrets were found; `harmless` are the texts that stayed as they were."""
    rng = random.Random(seed)
    found = {kind: Score() for kind in (*KINDS, "harmless")}
    for kind, make in KINDS.items():
        for _ in range(each):
            text, secret = make(rng)
            found[kind].texts += 1
            if shows(hide(text), secret):
                found[kind].missed.append((text, hide(text)))
    for _ in range(4 * each):
        text = harmless(rng)
        found["harmless"].texts += 1
        if hide(text) != text:
            found["harmless"].missed.append((text, hide(text)))
    return found


def texts(count: int, seed: int) -> Iterator[str]:
    """Texts of every kind, half of them harmless."""
    rng = random.Random(seed)
    makers = list(KINDS.values())
    for _ in range(count):
        yield harmless(rng) if rng.random() < 0.5 else rng.choice(makers)(rng)[0]


def speeds(count: int = 100_000) -> tuple[float, float]:
    """Texts a second: in Python, and in the database on one core."""
    some = list(texts(count, 1))
    started = time.process_time()
    for text in some[: count // 10]:
        mask(text)
    python = count / 10 / (time.process_time() - started)
    with duckdb.connect(config={"threads": 1}) as connection:
        for statement in macros([]):
            connection.execute(statement)
        connection.execute("CREATE TABLE texts AS SELECT unnest(?) AS text", [some])
        started = time.process_time()
        connection.execute("SELECT count(DISTINCT masked(text)) FROM texts").fetchall()
        return python, count / (time.process_time() - started)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=500, help="texts of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true", help="print what was missed or harmed")
    arguments = parser.parse_args()
    for kind, score in scores(arguments.each, arguments.seed).items():
        print(f"{kind:12} {score.found:7.1%} of {score.texts:,} {'unharmed' if kind == 'harmless' else 'found'}")
        for text, masked in score.missed[:8] if arguments.misses else ():
            print(f"    {text!r} -> {masked!r}")
    python, database = speeds()
    print(f"{python:,.0f} texts/s in Python, {database:,.0f} texts/s in the database on one core")
    return 0


if __name__ == "__main__":
    sys.exit(main())
