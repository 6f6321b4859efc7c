"""Clauses of work reports as somebody may say them, and the same with one thing changed that changes what is said."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from index.models.sentence_judge import clauses_near, placed
from index.text.folding import simplified
from index.text.words import Word

HERE = Path(__file__).resolve().parent
VAGUE = 0.25  # share of clauses without a figure or name that are used
_CONCRETE = re.compile(r"\d|[“《]|[省市县区港镇河湖山路]|首|全国|第")
_DIGITS = "零一二三四五六七八九"
_NUMBER = re.compile(r"(?<![\d.A-Za-z])\d{1,4}(?:\.\d+)?(?![\d.A-Za-z])")
_TAIL = re.compile(
    r"(?:同比|预计|均|都|已|再|年均|分别)?(?:增长|下降|达到|达|突破|超过|提高|降低|减少|居|占|升至|排名|新增|为|由|从|\d)"
)

Chance = np.random.Generator


@dataclass(frozen=True, slots=True)
class Pair:
    """Whether a claim follows from a sentence, which is `placed` as the judge reads it."""

    source: str
    claim: str
    sentence: str
    follows: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a report with the words it is cut into."""

    report: str
    place: str
    year: int
    planned: bool
    text: str
    words: tuple[Word, ...]

    def placed(self, claim: str) -> str:
        """As the judge reads it for a claim."""
        return placed(clauses_near(claim, self.text), self.place, self.year, self.planned)


def made(told: Sequence[Told], share: float, chance: Chance) -> Iterator[Pair]:
    """Pairs from a share of the sentences: true and false claims of their clauses, and of other sentences."""
    wording = _table("judge_wording.tsv")
    same = sorted([*wording, *_of_lexicon()], key=lambda row: -len(row[0]))
    edits = [row for row, _ in _table("judge_edits.tsv")]
    nouns: dict[str, list[str]] = {}
    by_report: dict[str, list[Told]] = {}
    for one in told:
        by_report.setdefault(one.report, []).append(one)
        for word in one.words:
            nouns.setdefault(f"{one.report}{word.part}", []).append(one.text[word.start : word.end])
    for one in told:
        share_of = share if one.year == 2025 and one.place != "全国" else share * 0.1
        if chance.random() > share_of:
            continue
        for start, end in _units(one.text, chance):
            clause = one.text[start:end]
            if not _CONCRETE.search(clause) and chance.random() > VAGUE:
                continue
            alone = chance.random() < 0.3
            right = _said(clause, one, same, chance)
            yield Pair("made", right, one.placed(clause if alone else right), True)
            wrong = _edited(clause, (start, end), one, by_report[one.report], nouns, edits, chance)
            if wrong is not None and bare(wrong) not in bare(one.text):
                claim = _said(wrong, one, same, chance)
                yield Pair("made", claim, one.placed(clause if alone else claim), False)
        if chance.random() < 0.3:
            start, end = next(iter(_units(one.text, chance)), (0, 0))
            if end:
                claim = _said(one.text[start:end], one, same, chance)
                others = [each for each in by_report[one.report] if each is not one]
                for other in hardest(claim, others, 1, chance):
                    yield Pair("other", claim, other.placed(claim), False)


def _table(name: str) -> list[tuple[str, list[str]]]:
    rows = []
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line.startswith("#") or line in ("words", "word\tsame"):
            continue
        word, _, ways = line.partition("\t")
        rows.append((word, ways.split("|") if ways else []))
    return rows


_DEEDS = frozenset(
    {
        "投用",
        "开工",
        "建成",
        "举办",
        "获批",
        "组建",
        "落地",
        "引进",
        "新增",
        "加装",
        "更名",
        "取消",
        "签约",
        "修订",
        "减免",
    }
)


def _of_lexicon() -> Iterator[tuple[str, list[str]]]:
    """What the tables of the reader of facts hold to mean the same: names of measures, and some deeds."""
    folder = HERE.parent / "index" / "lexicon" / "facts"
    for name, at in (("names.tsv", 1), ("acts.tsv", 3)):
        for line in (folder / name).read_text("utf-8").splitlines()[2:]:
            cells = line.split("\t")
            if len(cells) <= at or (at == 3 and cells[0] not in _DEEDS):
                continue
            forms = [form for form in cells[at].split() if len(form) > 1]
            for form in forms[:6]:
                yield form, [each for each in forms if each != form and form not in each] or [form]


def _units(text: str, chance: Chance) -> list[tuple[int, int]]:
    """One or two stretches of clauses that can be claimed: a clause that leans on the one before comes with it."""
    clauses = [match.span() for match in re.finditer(r"[^，；。：！？\s]+", text)]
    found = []
    for at in chance.permutation(len(clauses))[:3]:
        first = last = int(at)
        begins = text[clauses[first][0] : clauses[first][1]]
        leans = _TAIL.match(begins) or (len(begins) < 9 and chance.random() < 0.5)
        if leans and first and text[clauses[first - 1][1]] == "，":
            first -= 1
        elif chance.random() < 0.25 and last + 1 < len(clauses) and text[clauses[last][1]] == "，":
            last += 1
        start, end = clauses[first][0], clauses[last][1]
        if (
            7 <= end - start <= 60
            and not _TAIL.match(text, start)
            and text[start:end].count("“") == text[start:end].count("”")
        ):
            found.append((start, end))
    return found[:2]


def _said(clause: str, one: Told, same: Sequence[tuple[str, list[str]]], chance: Chance) -> str:
    """A clause as somebody may say it: place and time in front, other words, another order, numbers as spoken."""
    text = clause
    eager = chance.choice([0.0, 0.4, 0.9], p=[0.2, 0.4, 0.4])
    for word, ways in same:
        if word in text and chance.random() < eager:
            text = text.replace(word, str(chance.choice(ways)), 1)
    text = re.sub("我省|全省(?!围)|我市|我区", lambda m: one.place if chance.random() < 0.4 else m[0], text)
    if chance.random() < 0.25:
        text = _reordered(text)
    talk = chance.random() < 0.3
    if talk:
        text = _NUMBER.sub(lambda match: _spoken(match[0]), text).replace("%", "个百分点" if False else "%")
        text = re.sub(
            r"([一-鿿]+)%", r"百分之\1", re.sub(r"(\S*?)([零一二三四五六七八九十百千点]+)%", r"\1百分之\2", text)
        )
    when = f"{one.year if one.planned else one.year - 1}年"
    fronts = (
        [f"{one.place}{when}计划", f"{one.place}今年要", f"{when}，{one.place}将", "今年", f"{one.place}打算"]
        if one.planned
        else [f"{one.place}{when}", f"{when}，{one.place}", "去年", f"{one.place}去年", "", f"{one.place}", f"{when}"]
    )
    front = str(chance.choice(fronts)) if one.place and one.place not in text[:6] else ""
    comma = "，" if front and chance.random() < 0.25 else ""
    end = str(chance.choice(["。", "", "了。", "。"])) if not one.planned else "。"
    return f"{front}{comma}{text}{end}"


def _reordered(text: str) -> str:
    """Clauses the other way round, or what a deed was done to in front of it."""
    if text.count("，") == 1 and not re.search("其中|并|均|都|同时|由此", text):
        one, other = text.split("，")
        return f"{other}，{one}" if not _TAIL.match(other) else text
    match = re.fullmatch(
        r"(新建|改造|建成|新增|完成|发放|培育|引进|实施|举办|开通|新开|建设)([一-鿿“”]{2,12}?)(\d[\d.万亿]*[一-鿿]{1,3})",
        text,
    )
    if match:
        return f"{match[2]}{match[1]}了{match[3]}"
    match = re.fullmatch(
        r"(新建|改造|建成|新增|完成|发放|培育|引进|实施|举办|开通)(\d[\d.万亿]*[一-鿿]{1,2}?)([一-鿿]{3,12})", text
    )
    return f"{match[3]}{match[1]}了{match[2]}" if match else text


def _spoken(number: str) -> str:
    whole, _, part = number.partition(".")
    return _whole(int(whole)) + ("点" + "".join(_DIGITS[int(each)] for each in part) if part else "")


def _whole(number: int) -> str:
    if number < 10:
        return _DIGITS[number]
    said = ""
    rest = number
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        digit, rest = divmod(rest, unit)
        if digit:
            said += ("" if unit == 10 and digit == 1 and not said else _DIGITS[digit]) + name
        elif said and rest and not said.endswith("零"):
            said += "零"
    return (said + (_DIGITS[rest] if rest else "")).rstrip("零")


def _edited(
    clause: str,
    span: tuple[int, int],
    one: Told,
    others: Sequence[Told],
    nouns: Mapping[str, Sequence[str]],
    edits: Sequence[str],
    chance: Chance,
) -> str | None:
    """The clause with one thing changed; None where nothing can be."""
    ways: list[Callable[[], str | None]] = [
        lambda: _another_word(clause, edits, chance),
        lambda: _another_word(clause, edits, chance),
        lambda: _another_noun(clause, span, one, nouns, chance),
        lambda: _another_noun(clause, span, one, nouns, chance),
        lambda: _less(clause, span, one, chance),
        lambda: _more(clause, span, one, chance),
        lambda: _neighbours(span, one, chance),
        lambda: _neighbours(span, one, chance),
        lambda: _turned(clause, span, one, chance),
        lambda: _caused(clause, span, one, chance),
        lambda: _numbers_turned(clause, one, chance),
        lambda: _numbers_turned(clause, one, chance),
        lambda: _numbers_turned(clause, one, chance),
        lambda: _first(clause, chance),
        lambda: _denied(clause, span, one, chance),
        lambda: _extended(clause, others, chance),
    ]
    for at in chance.permutation(len(ways)):
        found: str | None = ways[at]()
        if found is not None and found != clause:
            return found
    return None


def _another_word(clause: str, edits: Sequence[str], chance: Chance) -> str | None:
    for at in chance.permutation(len(edits)):
        words = edits[at].split("|")
        held = [word for word in words if word in clause]
        if held:
            others = [word for word in words if word != held[0] and word not in clause]
            return clause.replace(held[0], str(chance.choice(others)), 1) if others else None
    return None


def _inside(span: tuple[int, int], one: Told, parts: Sequence[str]) -> list[Word]:
    return [word for word in one.words if span[0] <= word.start and word.end <= span[1] and word.part in parts]


_NAMED = ("n", "nz", "vn", "LOC", "ORG", "PER", "nw", "ns", "nt")


def _another_noun(
    clause: str, span: tuple[int, int], one: Told, nouns: Mapping[str, Sequence[str]], chance: Chance
) -> str | None:
    words = _inside(span, one, _NAMED)
    if not words:
        return None
    word = words[int(chance.integers(len(words)))]
    held = one.text[word.start : word.end]
    pool = nouns[f"{one.report}{word.part}"]
    for _ in range(8):
        other = pool[int(chance.integers(len(pool)))]
        if other not in one.text and held not in other and len(other) >= 2 and abs(len(other) - len(held)) <= 2:
            return clause[: word.start - span[0]] + other + clause[word.end - span[0] :]
    return None


def _less(clause: str, span: tuple[int, int], one: Told, chance: Chance) -> str | None:
    """Without a noun that narrows the next."""
    words = [word for word in one.words if span[0] <= word.start and word.end <= span[1]]
    narrow = [
        word
        for word, following in pairwise(words)
        if word.part in ("n", "nz", "a", "LOC", "f", "b", "vn")
        and following.part in ("n", "vn", "nz")
        and word.end - word.start >= 2
    ]
    if not narrow:
        return None
    word = narrow[int(chance.integers(len(narrow)))]
    return clause[: word.start - span[0]] + clause[word.end - span[0] :]


_NARROW = (
    "民营",
    "国有",
    "农村",
    "城镇",
    "规上",
    "高技术",
    "省级",
    "国家级",
    "重点",
    "大型",
    "中小",
    "外资",
    "新建",
    "全部",
    "所有",
    "部分",
    "主要",
    "一半",
    "大多数",
    "沿海",
    "山区",
    "县级",
    "市级",
    "出口",
    "传统",
    "新兴",
)


def _more(clause: str, span: tuple[int, int], one: Told, chance: Chance) -> str | None:
    words = _inside(span, one, ("n", "vn"))
    if not words:
        return None
    word = words[int(chance.integers(len(words)))]
    added = str(chance.choice(_NARROW))
    if added in one.text:
        return None
    return clause[: word.start - span[0]] + added + clause[word.start - span[0] :]


def _neighbours(span: tuple[int, int], one: Told, chance: Chance) -> str | None:
    """What one clause speaks of with what another tells."""
    clauses = [match.span() for match in re.finditer(r"[^，；。：！？\s]+", one.text)]
    cut = []
    for start, end in clauses:
        match = _TAIL.search(one.text, start + 2, end)
        if match and match.start() - start >= 2:
            cut.append((start, match.start(), end))
    mine = next((each for each in cut if span[0] <= each[0] and each[2] <= span[1]), None)
    others = [each for each in cut if mine is not None and each[0] != mine[0]]
    if mine is None or not others:
        return None
    start, middle, end = others[int(chance.integers(len(others)))]
    if chance.random() < 0.5:
        return one.text[start:middle] + one.text[mine[1] : mine[2]]
    return one.text[mine[0] : mine[1]] + one.text[middle:end]


def _turned(clause: str, span: tuple[int, int], one: Told, chance: Chance) -> str | None:
    """Two names or nouns in each other's place, unless a list joins them."""
    words = _inside(span, one, _NAMED)
    for _ in range(6):
        if len(words) < 2:
            return None
        left, right = sorted(int(each) for each in chance.choice(len(words), 2, replace=False))
        first, second = words[left], words[right]
        between = one.text[first.end : second.start]
        if first.part != second.part or len(between) < 2 or re.fullmatch("[、和与及]*|.*、.*", between):
            continue
        a, b = one.text[first.start : first.end], one.text[second.start : second.end]
        return clause[: first.start - span[0]] + b + between + a + clause[second.end - span[0] :] if a != b else None
    return None


_FIGURE = re.compile(r"\d+(?:\.\d+)?|第[一二三四五六七八九十]+")


def _numbers_turned(clause: str, one: Told, chance: Chance) -> str | None:
    """A number of the clause and another of the clause or sentence in its place."""
    mine = list(_FIGURE.finditer(clause))
    if not mine:
        return None
    match = mine[int(chance.integers(len(mine)))]
    others = [each for each in mine if each[0] != match[0]]
    if others:
        other = others[int(chance.integers(len(others)))]
        first, second = sorted((match, other), key=lambda each: each.start())
        middle = clause[first.end() : second.start()]
        return clause[: first.start()] + second[0] + middle + first[0] + clause[second.end() :]
    beside = [
        each for each in _FIGURE.findall(one.text) if each != match[0] and each[:1].isdigit() == match[0][:1].isdigit()
    ]
    if not beside:
        return None
    return clause[: match.start()] + str(chance.choice(beside)) + clause[match.end() :]


def _caused(clause: str, span: tuple[int, int], one: Told, chance: Chance) -> str | None:
    clauses = [match[0] for match in re.finditer(r"[^，；。：！？\s]+", one.text) if match.start() not in range(*span)]
    if re.search("由于|因|通过|得益", one.text) or not clauses:
        return None
    other = clauses[int(chance.integers(len(clauses)))]
    if not 5 <= len(other) <= 20:
        return None
    return str(
        chance.choice(
            [f"由于{other}，{clause}", f"{clause}，主要靠{other}", f"{other}，因此{clause}", f"{other}带动{clause}"]
        )
    )


def _first(clause: str, chance: Chance) -> str | None:
    if re.search("首|第一|最|唯一|率先", clause):
        return re.sub(
            "首次|率先|全国首个|首个|首家",
            lambda m: {"首次": "再次", "率先": "随后", "首个": "第二个", "首家": "第二家", "全国首个": "全国第二个"}[
                m[0]
            ],
            clause,
            count=1,
        )
    match = re.search("成功|建成|举办|获|入选|实现|突破|开通|发布|投", clause)
    if match:
        word = str(chance.choice(["首次", "在全国率先", "全国首次", "第一个"]))
        return clause[: match.start()] + word + clause[match.start() :]
    return f"{clause}，为全国{chance.choice(['第一', '首个', '唯一', '最多'])}"


def _denied(clause: str, span: tuple[int, int], one: Told, chance: Chance) -> str | None:
    words = _inside(span, one, ("v",))
    if not words or re.search("不|未|没|无|零", clause):
        return re.sub("不|未|没有", "", clause, count=1) if words else None
    word = words[int(chance.integers(len(words)))]
    return (
        clause[: word.start - span[0]]
        + str(chance.choice(["没有", "未", "尚未", "不再"]))
        + clause[word.start - span[0] :]
    )


def _extended(clause: str, others: Sequence[Told], chance: Chance) -> str | None:
    """With a clause of another sentence behind it, which this one does not tell."""
    other = others[int(chance.integers(len(others)))]
    clauses = [each for each in re.split("[，；。：]", other.text) if 6 <= len(each) <= 22]
    return f"{clause}，{clauses[int(chance.integers(len(clauses)))]}" if clauses else None


def hardest(claim: str, sentences: Sequence[Told], count: int, chance: Chance) -> list[Told]:
    """`count` of the sentences that share most pairs of letters with a claim, by chance of twice as many."""
    return [sentences[at] for at in _hardest(claim, [one.text for one in sentences], count, chance)]


def hardest_of(claim: str, texts: Sequence[str], count: int, chance: Chance) -> list[str]:
    """The same of texts."""
    return [texts[at] for at in _hardest(claim, texts, count, chance)]


def _hardest(claim: str, texts: Sequence[str], count: int, chance: Chance) -> list[int]:
    asked = {claim[at : at + 2] for at in range(len(claim) - 1)}
    shared = [sum(pair in one for pair in asked) / (20 + len(one)) ** 0.5 for one in texts]
    best = sorted(range(len(texts)), key=lambda at: -shared[at])[: 2 * count]
    return [best[at] for at in chance.permutation(len(best))[:count]]


def bare(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"[\W_]+", "", simplified(text))
