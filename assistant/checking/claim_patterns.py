"""Tables of words that tell a statement of fact from what no report decides: questions, opinions, forecasts, wishes.

Each pattern has the name of what it finds. Who speaks counts as much as what is said: what a government or an office
states in figures can be looked up, what an expert expects or a villager feels cannot.
"""

import re
from enum import StrEnum


class NotCheckableReason(StrEnum):
    """Why a sentence is not checkable."""

    EMPTY = "empty"
    HEADING = "heading"
    TABLE = "table"
    ADDRESS = "address"
    QUESTION = "question"
    CONDITION = "condition"
    FORECAST = "forecast"
    OPINION = "opinion"
    HEARSAY = "hearsay"
    WISH = "wish"
    NO_FACT = "no_fact"


# -- who speaks
_FORECASTER = (
    r"分析人士|分析师|观察人士|业内人士|业界|专家|学者|教授|经济学家|研究员|研究机构|机构|券商|智库|投行|评级公司|"
    r"市场(?:普遍|人士)|外界|投资者|世界银行|世行|国际货币基金组织|IMF|亚洲开发银行|亚行|高盛|摩根[士大]|瑞银|惠誉|穆迪|标普"
)
_PRIVATE = (
    r"居民|村民|市民|农民|茶农|果农|农户|农户代表|游客|旅客|网友|网民|读者|家长|学生|同学|员工|工人|司机|店主|老板|商户|乡亲|老乡|"
    r"大妈|大爷|大叔|大姐|阿姨|奶奶|爷爷|老人|女士|先生|群众|人们|大家|不少人|很多人|有人|业主|消费者|患者|代表们|企业家"
)
_SAID = r"说道?|表示|称|告诉(?:记者|我们)|坦言|感慨|直言|笑言|透露|回忆|讲道?|介绍|指出|道"
_FELT = (
    r"认为|觉得|相信|看来|感[叹慨]|评[价论]|批评|[称夸点]赞|担[心忧]|忧虑|质疑|抱怨|看好(?!病)|看衰|主张|[坦直]言|以为"
)
_EXPECTED = r"预计|预测|预期|估计|预判|预言|料|判断|测算|推测|展望|看好|有望"

# -- Chinese
QUESTION = re.compile(r"[？?][”\"』」’）)]*$|(?:吗|么|呢)[。！!~～]*[”\"』」]?$")
CONDITION = re.compile(r"^[“\"]?(?:如果|假如|假设|假使|倘若|倘使|要是|设想|万一|若(?![干尔])|一旦|除非|即便|即使|哪怕)")
FORECAST = re.compile(
    rf"(?:{_FORECASTER})[^。；]{{0,20}}?(?:{_EXPECTED})"
    rf"|(?:据|按照?|根据)(?:多家|一些)?(?:{_FORECASTER})[^，。]{{0,12}}(?:{_EXPECTED})"
)
OPINION_OWN = re.compile(
    r"我们?(?:认为|觉得|相信|以为|看来)|笔者|在[我他她笔][^，]{0,6}看来|[依据]我看|个人(?:认为|觉得|看法)|窃以为|毫无疑问|不得不(?:说|承认)|"
    r"(?:应当|应该|可以)说|说实话|平心而论|众所周知|毋庸置疑|不言而喻|耐人寻味"
)
OPINION_OTHERS = re.compile(
    rf"(?:{_FORECASTER}|{_PRIVATE})[^。；“]{{0,16}}?(?:{_FELT})|(?<!会议)(?<!报告)(?:普遍|纷纷)(?:{_FELT})"
)
# Praise and blame; beside a figure they colour a fact that can be looked up.
PRAISE = re.compile(
    r"令人|可喜|可惜|遗憾|了不起|最美|绝美|堪称|难能可贵|惊叹|惊艳|漂亮|精彩|喜人|美不胜收|名不虚传|可圈可点|未来可期|值得期待"
)
HEARSAY = re.compile(
    rf"(?:{_PRIVATE})[^。；，,]{{0,12}}[，,]?(?:[^。；，,]{{0,6}})(?:{_SAID})(?:[：:，,“\"。]|$)"
    rf"|^[“\"][^”\"]*(?:我家|我们村|咱|俺|我们家)"
)
EXPERT_SAID = re.compile(rf"(?:{_FORECASTER})[^。；，,]{{0,12}}(?:{_SAID})")
WISH = re.compile(
    r"^(?:让我们|愿|祝|但愿|衷心|谨祝|盼|恳请|恭祝|希望|期待|期盼|呼吁|建议|号召|不妨|务必|千万)"
    r"|(?:我们?|笔者|本报|市民|网友|代表|委员|专家|村民|群众|业内人士)[^，。]{0,8}(?:希望|期待|期盼|呼吁|(?<!代表)(?<!委员)(?<!提出)建议(?![和、及\d]|政协|提案|办理))"
)
# Advice to those in charge; what a report itself says ought to be done, it states.
OUGHT = re.compile(
    r"^(?:我们|政府|当局|官方|有关部门|相关部门|各地|大家|人人|社会各界|企业)(?:都|也|更|还|就)?"
    r"(?:应该|应当|理应|不应|不该|不妨|有必要|必须|亟[需须])"
)
ADDRESS = re.compile(
    r"读者(?:朋友|您|们)?[，,!！]|扫[码描]|公众号|点击(?:查看|阅读|进入|下方|这里)|点赞|转发|订阅|责任编辑|责编|"
    r"^[（(]?(?:本报|新华社|中新网|通讯员|特约)?[^，。]{0,8}(?:记者|通讯员|编辑|作者|校对|监制|摄影|摄|文|图|图片|来源|出处|供图|制图)"
    r"[ 　：:/／|][^，。]{1,30}[）)]?$|^[（(]?(?:完|未完待续|全文完)[）)]?[。]?$|版权所有|未经授权|转载|投稿|热线|"
    r"^(?:各位(?:代表|委员|朋友|同志|来宾)|同志们)[、，,！!：:\s]*$|谢谢|致敬|敬请|请(?:予以?)?审议|欢迎(?:关注|订阅|来电|广大|您)|^[^，。]{0,12}(?:详见|见下[图表文])"
)
# What a report may state: a measure's course, a place in an order, a deed done or planned.
FACT = re.compile(
    r"增长|下降|提高|提升|增加|减少|降低|回落|扩大|缩小|缩短|翻番|翻了|高于|低于|多于|少于|超过|突破|超出|持平|首次|首位|第[一二三四五六七八九十\d]+[位名]|"
    r"位居|位列|排名|跃居|居全[国省市县]|最[高低大小多少快]|"
    r"建成|开工|竣工|投产|投运|投用|通车|开通|完成|实现|新增|新建|改建|扩建|改造|引进|落户|签约|获批|获评|获得|荣获|入选|被评为|出台|印发|"
    r"制定|修订|启动|实施|发布|成立|设立|举办|召开|承办|推出|推行|建立|创建|挂牌|揭牌|关停|淘汰|整治|拆除|搬迁|发放|兑现|减免|解决|"
    r"培育|认定|取消|停止|叫停|关闭|裁撤|合并|上市|收购|达标|清零|脱贫|摘帽|推迟|没有完成|未完成|未达到|"
    r"力争|目标|计划|确保|安排|将(?:[新改扩]?建|投|开|完成|实现|推|启|设|举|力争|新增)"
)

# -- English
EN_CONDITION = re.compile(
    r"^[“\"]?(?:if|suppose|assuming|unless|should|were|had)\b.*\b(?:would|could|might|may|will)\b", re.I
)
_EN_FORECASTER = (
    r"analysts?|economists?|experts?|forecasters?|observers?|investors|brokers?|brokerages?|the market|consensus|"
    r"the IMF|International Monetary Fund|the World Bank|Moody['’]s|Goldman Sachs|Morgan Stanley|rating agenc(?:y|ies)"
)
_EN_PRIVATE = (
    r"residents?|villagers?|locals?|neighbou?rs?|shoppers?|parents?|farmers?|critics?|users?|fans?|people|many|some|"
    r"tourists?|visitors?"
)
EN_FORECAST = re.compile(
    rf"\b(?:{_EN_FORECASTER})\b.{{0,60}}"
    r"\b(?:expect|predict|forecast|project|estimate|anticipat|see|reckon|foresee)(?:e?s|ed|ing|e)?\b"
    r"|\b(?:expected|predicted|forecast|projected|estimated)\b[^,.]{0,24}"
    rf"\bby (?:most |many |some )?(?:{_EN_FORECASTER})\b",
    re.I,
)
EN_OPINION = re.compile(
    r"\b(?:I|we) (?:firmly |strongly |really )?(?:think|believe|feel|doubt|guess|suspect|suppose)\b"
    r"|\bin (?:my|our) (?:view|opinion)\b"
    rf"|\b(?:{_EN_FORECASTER}|{_EN_PRIVATE})\b.{{0,40}}"
    r"\b(?:think|believe|argue|feel|complain|prais|critici|worr|warn|fear|doubt|hope)(?:e?s|ed|ing|e|z\w+|y)?\b"
    r"|^(?:arguably|unfortunately|fortunately|sadly|happily|admittedly|needless to say|it goes without saying)\b",
    re.I,
)
EN_PRAISE = re.compile(
    r"\b(?:amazing|wonderful|beautiful|stunning|disappointing|impressive|remarkable|terrible|excellent|"
    r"breathtaking|encouraging|promising|shameful)\b",
    re.I,
)
EN_HEARSAY = re.compile(
    rf"\b(?:{_EN_PRIVATE})\b[^.]{{0,30}}\b(?:said|says|told|recalls?|recalled|tells)\b"
    rf"|\b(?:said|says) (?:one |a |an |the )?(?:{_EN_PRIVATE})\b"
    r"|\brumou?rs?\b",
    re.I,
)
EN_WISH = re.compile(
    r"^(?:let us|let['’]s|please|may\b(?! \d)|we hope|i hope|hopefully|wish|here['’]s to|we (?:urge|call on|ask))\b",
    re.I,
)
EN_OUGHT = re.compile(
    r"^(?:we|you|they|people|everyone|the government|governments?|policy ?makers|companies|the company|authorities)\b"
    r".{0,30}\b(?:should|ought to|had better|must|needs? to)\b",
    re.I,
)
EN_ADDRESS = re.compile(
    r"\b(?:click (?:here|below)|subscribe (?:to our|now|here)|follow us|read more|"
    r"sign up (?:here|now|for our)|all rights reserved|contact us|thank you|"
    r"dear (?:reader|friend|share)|ladies and gentlemen)"
    r"|^(?:photo|image|source|editor|edited by|reporting by|by)\b:? ?[A-Z][^.]{0,60}$|©",
    re.I,
)
EN_FACT = re.compile(
    r"\b(?:r[io]se|risen|f[ae]ll|fallen|gr[eo]w|grown|increas\w+|decreas\w+|declin\w+|dropp\w+|climb\w+|reduc\w+|cut|"
    r"doubl\w+|tripl\w+|exceed\w*|reach\w*|total\w+|complet\w+|open(?:ed|s)|launch\w+|built|builds|sign(?:ed|s)|"
    r"adopt\w+|acquir\w+|announc\w+|establish\w+|publish\w+|appoint\w+|clos(?:ed|es)|ended|began|started|won|"
    r"award\w+|met|miss(?:ed|es)|achiev\w+|install\w+|hire[ds]?|paid|spent|invest(?:ed|s)|recover\w+|recycl\w+|"
    r"eliminat\w+|higher|lower|more than|less than|largest|highest|lowest|first|plans? to|targets?|aims? to|will|"
    r"commit\w+ to|pledg\w+)\b",
    re.I,
)
