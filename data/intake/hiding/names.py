"""Patterns of people's names in free text: behind a word that leads one in, before or behind a title, in brackets, beside a number.

A name in a free position (王建国家暖气不热) is not found: without a word beside it, it looks like any other text.
"""

from __future__ import annotations

from data.intake.hiding.masks import BLANK, HAN, HIDDEN, SHIELD

# Surnames that nearly everybody bears.
FAMILY_NAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎闫薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔汤温康施牛"
    "樊葛邢齐梅庄辛祝涂谷祁舒耿牟詹苗凌靳盛童甄曲裴席屈鲍霍翁隋甘柏柯阮桂闵柴冉饶瞿戚丘滕邬臧苟褚娄奚穆郎邸冀姬屠郜晏栾窦迟敖卓仇艾巩虞卞冼佟栗匡巫桑荆谌蔺常邰尚"
)
# Rarer ones, or more often another word: believed only before what nothing but a name stands before.
RARE_NAMES = "安左管关费纪项游卫查景包司宁解车房边吉刁古米池晋苑宫廉简符党燕谈连郁商蒙计喻揭糜鄢冷花蓝井仲封竺官楚宗鞠银沙伏岑习胥昝逄亓缪倪俞柳奉朴浦滑修元麻侍鱼岳晁支展初植寇鹿隆乌库衡麦练冒钮闻危向昌崇茅幸卿尤粟操占阚佘那仪巢"
COMPOUND_NAMES = "欧阳|司马|上官|诸葛|司徒|皇甫|尉迟|慕容|令狐|夏侯|长孙|宇文|端木|公孙|呼延|南宫|独孤|轩辕|百里|申屠|完颜|爱新觉罗"
_FAMILY, _GIVEN = f"(?:{COMPOUND_NAMES}|[{FAMILY_NAMES}])", f"[{HAN}]{{1,2}}"
_NAME = f"{_FAMILY}{_GIVEN}"
_FOREIGN = f"[{HAN}]{{2,8}}[·•][{HAN}]{{2,8}}"
_TITLED = f"{_FAMILY}[{HAN}]{{0,2}}"

_LEADS = (
    "联系人|姓名|来电人|来访人|来信人|来电者|反映人|诉求人|投诉人|举报人|求助人|咨询人|建议人|申请人|申报人|报修人|报案人|上报人|当事人|负责人|经办人|承办人|受理人|填表人|制表人|填报人|审核人|签收人|收件人|发件人|收货人|责任人|"
    "法人代表|法定代表人|法人|户主|房主|户名|本人|机主|死者|伤者|病人|患者|监护人|家属|配偶|丈夫|妻子|儿子|女儿|父亲|母亲|名叫|叫做|名字叫|名为|自称"
)
# Words for people that go before a name and before anything else: the name must do something there.
_CALLERS = (
    "市民|居民|群众|业主|住户|村民|商户|租户|租客|家长|老人|网民|网友|乘客|顾客|消费者|职工|工人|员工|邻居|房东|学生|游客|旅客|车主|商贩"
)
_OFFICES = "书记|主任|网格员|网格长|楼长|楼栋长|经理|队长|所长|科长|局长|处长|镇长|村长|支书|乡长|站长|社长|组长|主席|委员|民警|警官|辅警|医生|大夫|护士|老师|师傅|同志|校长|院长|园长|教授|律师|法官|司机|老板|店长|部长|会长|班长|厂长|干事|专员"
_KIN = "大爷|大妈|大娘|大叔|大婶|大姐|大哥|奶奶|爷爷|阿姨|叔叔|婆婆|老伯|伯伯|大嫂|老师傅|老太太|老太|老汉|老爷子"
_POLITE = "先生|女士|小姐|太太|夫人"

# Words in which a surname is none, a lead leads nothing in, or a title is nobody's.
_WORDS = (
    "[立马]马|马[虎上路桶葫]|[上下本每一两]周|周[边围末期日一二三四五六]|提高|高[效空峰度温层压低中级龄额新铁速考价一二三]|白[血天色发]|金[额牌属融]|[对地双多官警校院厂我各甲乙丙四东北南西前后资]方|"
    "(?:施工|物业|开发)方|方[便面法式向案]|江[边苏西北南]|余[额款]|于(?:[是昨今前本上下近当去同凌每年月日]|明[天日年晨])|[由关对位属至处便基等小大在终]于|曾[多经在向就反拨打来去两三几]|[如为任]何|何[时地况种处以]|任[教务意职由]|"
    "陈[述旧]|[工过日]程|程[度序]|许[多可久]|严[重格]|黄[色土金]|夏[天季]|石[油材头料板]|毛病|林[业地]|田地|整齐|齐[全备]|盛[行]|万[家分元达科一]|健康|施工|段时|汤锅|武装|龙头|钱[款财不没未]|苗木|牛[奶羊]|曲折|席位|"
    "张[贴口罗望]|许诺|尚[未有不且无在]|常[说年常有见住务用规被]|项目|车[主位辆]|党员|景区|安[置保全装排]|有关|辛苦|解[决放]|谷[物子]|温[度泉]|孔[洞]|"
    "联系人员|姓名牌|来电人数|来访人数|独居老人|高龄老人|孤寡老人|先生(?:活|产|后)|女士兵|小姐妹|老师范|同志们|法人单位"
)
SHIELDS = (
    (f"({_WORDS})", rf"{SHIELD}\1{SHIELD}"),
    # A place or a firm in brackets.
    (
        rf"([(（\[【])([{HAN}]{{1,4}}(?:[镇村乡路街区庄屯桥河湖园苑城店院校厂]|物业|科技|公司|广场|集团|银行|超市|大厦)[)）\]】])",
        rf"\1{SHIELD}\2",
    ),
)

_GAP = f"(?:(?:为|是|叫|姓名|姓)?[:：][{BLANK}]{{0,2}}|为|是|叫|[{BLANK}]{{1,2}})?"
_COLON = f"(?:为|是|姓名)?[:：][{BLANK}]{{0,2}}"
_SPEAKS = "反映|来电|来访|来信|投诉|称|咨询|致电|举报|求助|表示|诉|拨打|建议|要求|希望"
_ENDS = f"($|[^{HAN}]|{_SPEAKS}|说|电话|手机|家|的|在|住|于|和|与|对|向|未|不|已|因|想|是|为|{_POLITE}|同志)"
_ASIDE = f"[{BLANK}，,:：、(（]{{0,2}}"

# Beside a number that is hidden already, before addresses are.
BESIDE_NUMBERS = (
    (rf"{_NAME}({_ASIDE}\*\*\*)", rf"{HIDDEN}\1"),
    (rf"(\*\*\*{_ASIDE}){_NAME}($|[^{HAN}]|{_POLITE})", rf"\1{HIDDEN}\2"),
)
NAMES = (
    (rf"((?:{_LEADS}|{_OFFICES}){_GAP}|我叫)(?:{_FOREIGN}|{_NAME}{_ENDS}|{_NAME})", rf"\1{HIDDEN}\2"),
    (rf"((?:{_LEADS}){_COLON}|我叫)[{HAN}]{{2,4}}($|[^{HAN}·•])", rf"\1{HIDDEN}\2"),
    (rf"((?:{_CALLERS}){_GAP})(?:{_FOREIGN}|{_NAME})({_SPEAKS})", rf"\1{HIDDEN}\2"),
    (rf"((?:{_CALLERS})(?:{_COLON}|[{BLANK}])?|我是){_NAME}($|[，,。（(；;、]|说|家[中里住])", rf"\1{HIDDEN}\2"),
    (rf"{_NAME}([（(](?:{_CALLERS}|{_LEADS})[)）])", rf"{HIDDEN}\1"),
    (rf"(?:{_TITLED}|[{RARE_NAMES}][{HAN}]{{0,2}})({_POLITE}|{_KIN})", rf"{HIDDEN}\1"),
    (rf"{_TITLED}({_OFFICES})", rf"{HIDDEN}\1"),
    (rf"([(（\[【]){_NAME}([)）\]】])", rf"\1{HIDDEN}\2"),
)
# No name is hidden where none of these stands, nor a number hidden already.
NAME_WORDS = "|".join((_LEADS, _CALLERS, _OFFICES, _KIN, _POLITE, "我叫", "我是", f"[(（\\[【]{_NAME}"))
