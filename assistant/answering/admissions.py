"""What a report says of its difficulties, and of its targets: the sentences behind the one that announces them."""

import re

from assistant.answering.asking_words import pattern
from assistant.answering.enumerations import clauses
from assistant.answering.outlines import bare, run_behind
from assistant.answering.reply import Quote
from index.patterns import regex
from index.report import Report
from index.structure.numbering import enumerator_at
from index.text.script import HAN

# 我们也清醒看到面临的困难和挑战。 or 前进中还存在不少问题，主要是：
_TROUBLE = f"(?:{pattern('trouble').pattern})"
_ANNOUNCES = regex(
    rf"(?:清醒|深知|看到|认识到|意识到|正视|直面)[^。；：！\n]{{0,60}}{_TROUBLE}[^。：！\n；]{{0,12}}?(?:主要(?:表现)?(?:是|有|为|在于)|[：:]|。)"
    rf"|(?:当前|目前|前进中|发展中|工作中|政府工作)[^。；：！\n]{{0,24}}{_TROUBLE}[^。：！\n；]{{0,8}}?(?:主要(?:表现)?(?:是|有|为|在于)|[：:]|。)"
)
# 我们也清醒认识到： and 我们清醒地认识到，, with the first difficulty right behind.
_BEGINS = regex(r"我们(?:也|还|更)?(?:清醒|深刻)?地?(?:认识|看|意识)到(?:[：:，])")
_LEADS = regex(r"[：:，,。\s]*(?:主要(?:表现)?(?:是|有|为|在于|在)?)?[：:，,\s]*")
# Where the admission ends and the promise begins.
_PROMISE = pattern("promises")
# No difficulty of its own: a word that joins, and the announcement once more.
_AND_SO_ON = regex(rf"^(?:等等?|同时|此外|另外|还有|(?:前进|当前|目前|发展|经济社会)[{HAN}]{{0,12}}{_TROUBLE})$")
_FAR = 1200
_TARGETS = regex(
    rf"(?:(?:预期|主要|发展|工作|奋斗|总体)目标|目标任务)(?!任务完成)(?:[{HAN}]{{0,6}}?(?:是|为|如下)[：:，]?|[：:])\s*"
)
_NO_TARGET = pattern("no_target")


def difficulties(report: Report) -> list[Quote]:
    """The difficulties that a report admits, each a part of its text, in order; empty where none are announced once."""
    for announcing in (_ANNOUNCES, _BEGINS):
        runs: list[list[Quote]] = []
        for match in announcing.finditer(report.text):
            items = _behind(report, match.end())
            inside = runs and items and items[0].start < runs[-1][-1].end
            if items and not inside and _are_troubles(items):
                runs.append(items)
        if runs:
            # Two admissions are each a part of what is asked for.
            return runs[0] if len(runs) == 1 else []
    return []


_IS_TROUBLE = pattern("troubles_told")
_SHARE_OF_TROUBLES = 0.7


def _are_troubles(items: list[Quote]) -> bool:
    """A report's strengths also stand behind 面对困难."""
    return sum(bool(_IS_TROUBLE.search(item.text)) for item in items) >= _SHARE_OF_TROUBLES * len(items)


def _behind(report: Report, start: int) -> list[Quote]:
    text = report.text
    line = text.find("\n", start)
    if line >= 0 and not text[start:line].strip():
        return [bare(report, item) for item in run_behind(report, line + 1)]
    lead = _LEADS.match(text, start)
    start = lead.end() if lead else start
    end = min(len(text) if line < 0 else line, start + _FAR)
    promise = next(
        (match for match in _PROMISE.finditer(text, start, end) if text[match.start() - 1] in "。！；\n"), None
    )
    if promise is None or promise.start() <= start:
        return []
    end = promise.start()
    return _parts(report, start, end)


def _parts(report: Report, start: int, end: int) -> list[Quote]:
    """The parts: at semicolons where there are some, else at full stops, else at commas."""
    sentences = list(clauses(report.text, start, end, "。！"))
    semicolons = list(clauses(report.text, start, end, "。！；;"))
    if len(semicolons) - len(sentences) > 1 or len(sentences) > 2:
        spans = semicolons
    else:
        spans = list(clauses(report.text, start, end, "。！；;，"))
    quotes = [Quote(report, *_unmarked(report.text, *span)) for span in spans]
    kept = [quote for quote in quotes if not _AND_SO_ON.match(quote.text.strip("，,"))]
    return kept if len(kept) > 1 else []


def _unmarked(text: str, start: int, end: int) -> tuple[int, int]:
    """Without 一是 before it and 等等 behind it."""
    mark = enumerator_at(text, start, end)
    start = mark.end if mark else start
    tail = re.search(r"(?:，|、)等等?$", text[start:end])
    return start, start + tail.start() if tail else end


def targets(report: Report) -> list[Quote]:
    """The targets that a report sets for its year, as its one sentence lists them; empty where none or several do."""
    found = list(_TARGETS.finditer(report.text))
    for wanted in ("预期目标", ""):
        runs = [items for match in found if wanted in match[0] and (items := _target_run(report, match.end()))]
        longest = max(map(len, runs), default=0)
        if longest:
            return next(run for run in runs if len(run) == longest)
    return []


def _target_run(report: Report, start: int) -> list[Quote]:
    """The clauses of the sentence at `start`, and of the next ones in its paragraph that go on with figures."""
    text = report.text
    line = text.find("\n", start)
    found: list[tuple[int, int]] = []
    for sentence in clauses(text, start, len(text) if line < 0 else line, "。！"):
        spans = [span for span in clauses(text, *sentence, "；;，,") if not _NO_TARGET.match(text[slice(*span)])]
        figures = [bool(re.search(r"\d", text[slice(*span)])) for span in spans]
        if not spans or not figures[0] or sum(figures) * (2 if found else 3) < len(spans):
            break
        found.extend(spans)
    named = sum(bool(re.match(r"[^\d]+\d", text[slice(*span)])) for span in found)
    return [Quote(report, *span) for span in found] if named > 2 else []
