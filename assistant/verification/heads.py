"""What a Chinese statement opens with: where and when it holds, which its later facts and later sentences leave out."""

from dataclasses import dataclass

from index.patterns import regex
from index.text.places import find_regions
from index.text.regions import FULL_NAMES, NATION
from index.text.script import HAN
from index.text.years import HAN_YEAR

YEAR = rf"(?:(?:19|20)\d\d|{HAN_YEAR})年"
_MONTHS = r"(?:\d{1,2}月(?:\d{1,2}日|份|末|底)?(?:[-—至到]\d{1,2}月(?:\d{1,2}日|份)?)?)"
_WITHIN = rf"(?:度|末|底|全年|[上下]半年|前?[一二三四1-4]季度|{_MONTHS})"
PERIOD = (
    rf"(?:{YEAR}{_WITHIN}?|[去今明上前本]年{_WITHIN}?|[上下]半年|前?[一二三四1-4]季度|全年|年[末底]|{_MONTHS}"
    r"|“?十[一二三四五]五”?(?:时期|期间|以来|末)?|(?:过去|近|今后|未来)[一二三四五六七八九十两\d]+年(?:来|里|间)?)"
)
# 地区生产总值, 园区, 超市 and 县域 are no places; neither is 市场 of 全市场.
PLACE = (
    r"(?:[全该我本][国省市县区州旗](?![场政级内外情长际民直域属立首第前最唯率领排少])|当地"
    rf"|[{HAN}]{{1,7}}?(?:自治[区州县旗]|特别行政区)"
    rf"|(?:(?![各全该我本两三四几多外邻跨])[{HAN}]){{1,4}}?(?:省(?![级内外会直道属])"
    r"|(?<![都城超股楼夜集上门])市(?![场政级值直委民容内区长属])"
    r"|(?<![贫各强郊])县(?![域级城内直政委长属医])"
    r"|(?<![地园社景灾牧库矿山城辖湾核老片街校战发新郊])区(?![域间块内位委长])|州(?![际委长])))"
)
# A company's name goes on behind what first tells it: 澜石光电股份|有限公司.
_MORE_OF_A_NAME = "(?:集团|股份|控股|有限|责任|公司)*"
# Who a statement opens with where a year follows, or whose name says what it is: "澜石光电2024年…".
_OWNER = (
    rf"(?:[^，,。；：\d\s“”]{{2,14}}?(?=(?:在|于)?{YEAR})"
    rf"|(?![设成建组举引支推获与和为向对在由让使将把新培打创])[{HAN}A-Za-z]{{2,16}}?(?:公司|集团|股份|银行|大学|医院){_MORE_OF_A_NAME}(?![化制的]))"
)
_SOURCE = regex(
    r"(?:据|根据|按照)[^，,。]{2,30}[，,]|[^，,。；：\d]{0,16}(?:统计|数据|资料|报告|公报|年报)中?(?:显示|表明|指出|提出|称)[，,：]"
)
_PIECE = regex(rf"(?:截至|截止|到|至|在)?(?P<period>{PERIOD})|(?P<place>{PLACE})|(?P<owner>{_OWNER})")
_JOIN = regex(r"(?:方面)?(?:[，,]|的|(?:在|于)(?=(?:19|20)\d\d年))?")
_LISTED = regex("[、和与及]|以及")
_LONGEST_REGION = 16
_REGION_OPENINGS = frozenset(name[0] for name in FULL_NAMES)
_DATED = regex(rf"{YEAR}|[去今明上前本]年|十[一二三四五]五")
_RELATIVE_TO = regex(r"(?:去年|上年|今年)(?:同期|底|末)?(?:增长|下降|相比|的|增加|减少)")


@dataclass(frozen=True, slots=True)
class Head:
    """Where and when: the words as written, without marks; `end` is where the rest of the statement begins."""

    place: str = ""
    period: str = ""
    end: int = 0

    @property
    def text(self) -> str:
        """The head as it is put before another statement."""
        return self.place + self.period

    def under(self, other: "Head") -> "Head":
        """This head, with what it leaves out taken from an earlier one; a month belongs to the year before it."""
        period = self.period or other.period
        if self.period and not _DATED.search(self.period) and (dated := _DATED.search(other.period)):
            period = dated[0] + self.period.replace("全年", "")
        return Head(self.place or other.place, period, self.end)


def read_head(text: str) -> Head:
    """The head of a statement; empty where it opens with its subject."""
    place = period = ""
    position = source_end(text)
    while True:
        region = _regions_at(text, position)
        piece = None if region else _PIECE.match(text, position)
        if _RELATIVE_TO.match(text, position) or not (region or piece):
            break
        when = piece["period"] if piece else None
        if when:
            if period and _DATED.search(when):
                break
            period += when
        elif place:
            break
        else:
            place = region or (piece[0] if piece else "")
        position += len(region) if region else len(piece[0]) if piece else 0
        joined = _JOIN.match(text, position)
        position = joined.end() if joined else position
    return Head(place, period, position)


def _regions_at(text: str, position: int) -> str:
    """The region that stands there, with those that are listed behind it: what holds for 广东、江苏 holds for both."""
    first = _region_at(text, position)
    end = position + len(first)
    while first and (joint := _LISTED.match(text, end)) and (other := _region_at(text, joint.end())):
        end = joint.end() + len(other)
    return text[position:end]


def _region_at(text: str, position: int) -> str:
    """The province or the like that stands there, by its short name, too: 广东, 内蒙古自治区."""
    if text[position : position + 1] not in _REGION_OPENINGS:  # looking for regions takes ten times as long
        return ""
    found = find_regions(text[position : position + _LONGEST_REGION])
    if not found or found[0][0] != 0 or found[0][2] == NATION:
        return ""
    return text[position : position + found[0][1]]


def source_end(text: str) -> int:
    """Where a statement begins behind what only says who says so: 据统计, 数据显示."""
    source = _SOURCE.match(text)
    return source.end() if source else 0
