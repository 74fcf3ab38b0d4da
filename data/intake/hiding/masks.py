"""Patterns of personal numbers and addresses in free text, read alike by Python and by the database (RE2).

Nothing is folded beforehand, so that what is hidden stands at its place: every digit of a pattern is that digit in any
width or in Chinese, and blanks and dashes of any kind may stand between. RE2 has no look-around: neighbours are captured
and put back. Every repetition is bounded, so that no text takes more than linear time.
"""

from __future__ import annotations

HIDDEN = "***"
# Put around words and numbers that look personal and are not, and taken away again; no text that was decoded holds it.
SHIELD = "\x01"

HAN = "㐀-䶿一-鿿𠀀-𯨟"
WIDE = "０１２３４５６７８９"
HAN_DIGITS = ("〇零○", "一幺", "二", "三", "四", "五", "六", "七", "八", "九")
BLANK = " \u00a0\u00ad\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff"
DASH = r"\-‐-―−﹘﹣－"
# What people put between the digits of one number.
BETWEEN = BLANK + DASH + r"./_~·•．／＿～()（）"


def digit(these: str = "0123456789", more: str = "") -> str:
    """A class of these digits in every form."""
    return "[" + "".join(one + WIDE[int(one)] + HAN_DIGITS[int(one)] for one in these) + more + "]"


def run(*digits: str, gap: str = f"[{BETWEEN}]{{0,3}}") -> str:
    """The digits one after the other, with what people put between them."""
    return gap.join(digits)


def more(least: int, most: int | None = None, gap: str = f"[{BETWEEN}]{{0,3}}") -> str:
    """So many further digits."""
    return f"(?:{gap}{digit()}){{{least},{most or least}}}"


FIGURES = "0-9０-９"
# Before a number stands no digit; where blanks and dashes divide it, neither the rest of a date (2021-03-) nor a shield.
BEFORE = f"(^|[^{FIGURES}])"
APART = f"(^|(?:^|[^{FIGURES}{SHIELD}])[{DASH}/.]|[^{FIGURES}{DASH}/.{SHIELD}])"
AFTER = f"($|[^{FIGURES}])"

_TIGHT = ""
_ABROAD = f"(?:(?:[+＋]|{run(digit('0'), digit('0'), gap=_TIGHT)})?{run(digit('8'), digit('6'))}[{BETWEEN}]{{0,3}})?"
_PROVINCE = "(?:" + "|".join(
    digit(tens) + f"[{BETWEEN}]{{0,3}}" + digit(ones)
    for tens, ones in (("1", "12345"), ("2", "123"), ("3", "1234567"), ("4", "123456"), ("5", "01234"), ("6", "12345"), ("7", "1"), ("8", "123"))
) + ")"  # fmt: skip
_MONTH = f"(?:{run(digit('0'), digit('123456789'))}|{run(digit('1'), digit('012'))})"
_DAY = f"(?:{run(digit('0'), digit('123456789'))}|{run(digit('12'), digit())}|{run(digit('3'), digit('01'))})"
_GAP = f"[{BETWEEN}]{{0,3}}"
_ONE = f"[{BETWEEN}]?"

MOBILE = _ABROAD + run(digit("1"), digit("3456789")) + more(9)
TIGHT_MOBILE = _ABROAD + digit("1") + digit("3456789") + more(9, gap=_TIGHT)
ID_18 = _PROVINCE + more(15) + _GAP + digit(more="XxＸｘ×")
ID_15 = _PROVINCE + more(6) + _GAP + _MONTH + _GAP + _DAY + more(3)
BANK_CARD = digit("3456789") + more(15, 18, gap=_ONE)
_LOCAL = digit("23456789") + more(6, 7, gap=_ONE)
_EXTENSION = f"(?:[{DASH}转]{{1,2}}{digit()}{{1,5}})?"
_TRUNK = "(?:" + "|".join((run(digit("1"), digit("0")), run(digit("2"), digit()), run(digit("3456789"), digit(), digit()))) + ")"
LANDLINE = rf"[(（]?{digit('0')}{_GAP}{_TRUNK}{_GAP}一?{_LOCAL}{_EXTENSION}"  # 一 is typed for a dash
FROM_ABROAD = f"(?:[+＋]|00){run(digit('8'), digit('6'))}{_GAP}{_TRUNK}{_GAP}{_LOCAL}"
# (619) 555-0100; 400 and 800 are the hotlines of firms.
AMERICAN = r"[(]?(?:[235-79][0-9]{2}|[48][1-9][0-9]|[48]0[1-9])[)]?[ .-]{1,2}[0-9]{3}[.-][0-9]{4}"

_SAID = rf"(?:号码|号|是|为|[:：,，{BLANK}(（]){{0,4}}"
_WORDS = "电话|座机|固话|固定|手机|来电|致电|拨打|回电|回复|回拨|联系方式|联系|号码|传真|[Tt][Ee][Ll]|[Pp]hone|[Cc]all"
_SHORT = digit("23456789") + more(6, 7, gap=f"[{DASH}{BLANK}]{{0,2}}")
_UNIT = "元米平㎡度吨万户人亩"
SPOKEN = rf"((?:{_WORDS}){_SAID}){_SHORT}(?:[、,，/或和{BLANK}]{{1,2}}{_SHORT}){{0,3}}($|[^{FIGURES}{_UNIT}])"
# A short number behind a name that was hidden.
BESIDE_NAME = (
    rf"(\*\*\*[{HAN}]{{0,3}}[,，:：{BLANK}(（]{{0,2}}){_SHORT}($|[^{FIGURES}{_UNIT}])",
    rf"\1{HIDDEN}\2",
)

_LETTER = "A-Za-zＡ-Ｚａ-ｚ"
MAIL = rf"[{_LETTER}{FIGURES}._%+\-．＿]{{1,64}}[{BLANK}]{{0,2}}[@＠][{BLANK}]{{0,2}}[{_LETTER}{FIGURES}\-]{{1,63}}(?:[.．。][{_LETTER}{FIGURES}\-]{{1,63}}){{1,4}}"
_QQ = "[QqＱｑ][QqＱｑ]|扣扣|企鹅"
_WECHAT = "微信|威信|薇信|[VvＶｖ][XxＸｘ]|[WwＷｗ][XxＸｘ]|[VvＶｖ]信|[Ww]e[Cc]hat|[Ww]eixin|加[VvＶｖ]|加微"
ACCOUNT_WORDS = f"{_QQ}|{_WECHAT}"
ACCOUNT = rf"((?:{ACCOUNT_WORDS})(?:号码|群号|账号|帐号|同号|号|群|[Ii][Dd])?(?:[:：是为=_\-{BLANK}]|叫){{0,3}})(?:{digit('123456789')}{more(4, 10, gap=_ONE)}|[A-Za-z][-_A-Za-z0-9]{{5,19}})"
CARD_NUMBER = rf"((?:卡号|账号|帐号|账户|银行卡|存折|社保卡)[:：是为{BLANK}]{{0,3}}){digit()}{more(11, 18, gap=_ONE)}"
_PLACE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使"
PLATE_BEGINS = f"[{_PLACE}][{BLANK}]?[{_LETTER}]"
PLATE = rf"{PLATE_BEGINS}[·•.．{BLANK}{DASH}]{{0,2}}[{_LETTER}{FIGURES}]{{4,5}}[{_LETTER}{FIGURES}挂学警港澳]($|[^{_LETTER}{FIGURES}])"
_NO_DATE = r"(?:[013-9][0-9]|2[1-9])[0-9]{6}|20[03-9][0-9]{5}"
PASSPORT = rf"(^|[^{_LETTER}{FIGURES}])(?:[EGDSPHMCeg](?:{_NO_DATE})|[Ee][A-Za-z][0-9]{{7}})($|[^{_LETTER}{FIGURES}])"
_PAPERS = "护照|通行证|证件|军官证|士官证|士兵证|警官证|居住证|准考证|学籍|学号|病历|住院|就诊卡"
NAMED_PASSPORT = rf"((?:{_PAPERS})(?:号码|号)?[:：是为字第{BLANK}]{{0,4}})[A-Za-z]{{0,2}}[0-9]{{6,12}}"

_COUNT = digit(more="十")
_FLOOR = f"(?:{digit('123456789')}|{digit('123')}{digit()})"
_ROOM = f"{_FLOOR}(?:{digit('0')}{digit()}|{digit('1')}{digit()})"
_ANY_ROOM = f"{digit('123456789')}{digit()}{{2,3}}[{_LETTER}]?"
_BLANKS = f"[{BLANK}]?"
_BUILDING = f"(?:{_COUNT}{{1,3}}[{_LETTER}]?{_BLANKS}(?:号楼|#楼|＃楼|号院|栋楼|楼栋|栋|幢|座|#|＃|号|楼)|[{_LETTER}](?:栋|幢|座|区))"
_STAIR = f"{_COUNT}{{1,3}}{_BLANKS}(?:单元|门|梯)"
_KIND = "(?:室|户|房间|房|号)"
_SIDE = f"{_COUNT}{{1,2}}(?:楼|层){_BLANKS}(?:[东西南北中左右]{{1,3}}(?:户|门|室|侧)|{digit()}{{1,4}}{_KIND}?)"
_COMMA = f"[{BLANK}{DASH},，、]{{0,2}}"
_NO_YEAR = f"($|[^{FIGURES}年月日元米天次个人名家平吨度%％])"
_NO_COUNT = f"($|[^{FIGURES}年月日元米天次个人名家平吨度户%％])"
ADDRESS_BEGINS = (
    f"单元|{_COUNT}{_BLANKS}[门梯]|[栋幢座院#＃楼号{DASH}]{_COMMA}{digit()}{{3}}|{digit()}{{3}}[{_LETTER}]?(?:室|户|房)"
    f"|[楼层]{_BLANKS}(?:[东西南北中左右]|{digit()})"
)
ADDRESSES = (
    # 3号楼2单元501室, 2门501号, 2单元3楼东户
    (f"(?:{_BUILDING}{_COMMA})?{_STAIR}{_COMMA}(?:{_SIDE}|{_COUNT}{{1,4}}[{_LETTER}]?{_KIND})", HIDDEN),
    (f"(?:{_BUILDING}{_COMMA})?{_STAIR}{_COMMA}{_ANY_ROOM}{_NO_YEAR}", rf"{HIDDEN}\1"),
    # 12-3-501, 12#3-501, 12号楼3-501
    (
        f"(^|[^{FIGURES}{DASH}/.]){_COUNT}{{1,3}}{_BLANKS}(?:[{DASH}#＃栋幢座]|号楼|#楼)[{BLANK}{DASH}]?{_COUNT}{{1,2}}[{DASH}#＃]{_ROOM}{_KIND}?($|[^{FIGURES}{DASH}])",
        rf"\1{HIDDEN}\2",
    ),
    # 3栋501, 5号楼1203室
    (f"{_BUILDING}{_COMMA}{_SIDE}", HIDDEN),
    (f"(?:{_COUNT}{{1,3}}[{_LETTER}]?{_BLANKS}(?:号楼|#楼|＃楼|栋|幢|座|#|＃|号院)|[{_LETTER}](?:栋|幢|座))[{BLANK}{DASH}]{{0,2}}{_ANY_ROOM}(?:室|房间|房|号)?{_NO_COUNT}", rf"{HIDDEN}\1"),
    # 幸福小区3-501
    (f"((?:小区|花园|家园|公寓|新村|新区|苑|家住|住在|住){_BLANKS}){_COUNT}{{1,3}}[{DASH}]{_ROOM}{_KIND}?($|[^{FIGURES}{DASH}元米])", rf"\1{HIDDEN}\2"),
    (f"(?:{_COUNT}{{1,3}}[{DASH}])?{_ANY_ROOM}(?:室|房间)($|[^内外])", rf"{HIDDEN}\1"),
    (f"(?:{_COUNT}{{1,3}}[{DASH}]){_ANY_ROOM}(?:房|户)", HIDDEN),
    # A flat, not a number of households: 501户 but 120户, 共501户.
    (f"(^|[^{FIGURES}共约有余等计近达的全总及超为到万内民众响])(?:{_COUNT}{{1,3}}[{DASH}])?{_FLOOR}{digit('0')}{digit('123456789')}(?:户|房)($|[^居村人家群住型以多左均改签业贫困])", rf"\1{HIDDEN}\2"),
)  # fmt: skip

# Numbers by whose word one sees that they belong to a thing, not to a person.
THINGS = (
    rf"((?:(?:工单|案件|案卷|受理|订单|合同|流水|发票|表|户|单|案|件|文|缴费|用户|设备|卡口|灯杆|电杆|井盖|资产|项目|序列|批准)(?:编号|编码|号码|号|代码)|编号|编码|税号|信用代码|总?面积|金额|总价|款项?|欠费|余额|读数|造价|投资|费用)(?:[:：是为共约达{BLANK}]|建筑){{0,3}}[A-Za-z]{{0,6}})",
    rf"\1{SHIELD}",
)

NUMBERS = (
    (rf"{BEFORE}(?:{TIGHT_MOBILE}|{ID_18}|{ID_15}){AFTER}", rf"\1{HIDDEN}\2"),
    (rf"{APART}(?:{MOBILE}|{LANDLINE}|{FROM_ABROAD}|{BANK_CARD}|{AMERICAN}){AFTER}", rf"\1{HIDDEN}\2"),
)
NUMBERS_WITH_A_WORD = (
    (CARD_NUMBER, rf"\1{HIDDEN}"),
    (PASSPORT, rf"\1{HIDDEN}\2"),
    (NAMED_PASSPORT, rf"\1{HIDDEN}"),
    (SPOKEN, rf"\1{HIDDEN}\2"),
)
