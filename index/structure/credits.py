"""Lines that name who wrote, filmed, edited or passed on a text: no title, and nothing about whose report it is."""

from index.patterns import regex
from index.text.script import HAN

_LONGEST = 80
_WORKERS = "记者|記者|通讯员|通訊員|特约评论员|实习生|见习记者|摄影师|主笔"
# "贵州日报天眼新闻记者 李森 摄", "（记者 王某 通讯员 李某）", "新华社记者 刘某 摄", "摄影：王某", "图/王某".
_CREDIT = regex(
    rf"(?:{_WORKERS})\s*[：:]?\s*[{HAN}·]{{1,4}}(?:[ 　、]+[{HAN}·]{{1,4}})*\s*"
    r"(?:[摄攝文图]|报道|電|电)?[）)]?\s*[。.]?$"
    rf"|(?:{_WORKERS}).{{0,30}}[摄攝]\s*[）)]?$|(?<=[ 　/／）)])[摄攝]\s*[）)]?$|^[（(]?(?:{_WORKERS})[ 　：:]"
    r"|^[（(]?(?:摄影|攝影|摄|图片?|文字?|视频|制图|供图|配图|图源|编辑|責任編輯|责任编辑|责编|校对|审核|审校|监制|统筹|翻译|撰文|执笔|排版|供稿|转自|原标题)"
    r"(?:\s*[：:／/丨|]|来源)"
    r"|(?:供图|图片来源[：:].*|资料图片?)[）)]?$|^(?:图为|上图|下图|左图|右图|圖為)"
    r"|^(?:(?i:photo(?:graph)?s?|image|picture|credit|photo credit|illustration|reporting|edited|written)"
    r"\s*(?::|by\b|©)|By [A-Z][\w.'-]+ [A-Z][\w.'-]+$|©|\(c\))"
    r"|(?i:\bphoto(?:graph)? by [\w .'-]+$|/(?:reuters|ap photo|afp|getty images|xinhua)\)?$)"
)


def is_credit(line: str) -> bool:
    """Whether a short line is a byline, a photographer's credit, or a caption with one."""
    return len(line) <= _LONGEST and _CREDIT.search(line.strip(" \t\u3000")) is not None
