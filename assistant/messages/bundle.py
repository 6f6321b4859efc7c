"""The words of an exported page, in Chinese and English: what Wenju itself says around claims and quotes."""

from dataclasses import dataclass
from typing import Literal

from assistant.bundle.schema import Bundle, KeptAnswer, KeptCitation
from index.text.script import has_han

Language = Literal["zh", "en"]

STATUSES = {
    "zh": {"answered": "已回答", "not_found": "报告没有说", "no_report_in_scope": "范围内没有报告"},
    "en": {"answered": "Answered", "not_found": "Not in the reports", "no_report_in_scope": "No report in scope"},
}
WORDS = {
    "zh": {
        "title": "核查记录",
        "answers_title": "问答记录",
        "made": "制作时间",
        "tool": "工具",
        "library": "报告库指纹",
        "reports_in_library": "库中报告数",
        "bundle": "证据包 SHA-256",
        "summary": "概览",
        "claim": "陈述",
        "verdict": "结论",
        "machine": "机器结论",
        "overruled": "人工改判",
        "note": "说明",
        "by": "改判人",
        "read_as": "按此核查",
        "reason": "理由",
        "differences": "不同之处",
        "kind": "哪一方面",
        "claimed": "陈述说",
        "found": "报告说",
        "page": "页",
        "place": "位置",
        "file": "文件",
        "offsets": "字符位置",
        "url": "来源网址",
        "added": "收录时间",
        "report_id": "文件 SHA-256",
        "text_sha256": "文本 SHA-256",
        "parser": "解析器版本",
        "original": "原件",
        "image": "标出引文的页面",
        "blanked": "原文隐去了数字",
        "error": "未能核查",
        "evidence": "引文",
        "no_evidence": "没有引文",
        "question": "问题",
        "answer": "回答",
        "mode": "由语言模型撰写",
        "reports": "所引报告",
        "columns": "原表其他列",
        "keep": "每条引文都逐字出自报告。用 wenju verify bundle.json 可离线复核。",
    },
    "en": {
        "title": "Claims checked",
        "answers_title": "Questions answered",
        "made": "Made",
        "tool": "Tool",
        "library": "Library fingerprint",
        "reports_in_library": "Reports in the library",
        "bundle": "Bundle SHA-256",
        "summary": "Summary",
        "claim": "Claim",
        "verdict": "Verdict",
        "machine": "Machine's verdict",
        "overruled": "Overruled by a person",
        "note": "Note",
        "by": "By",
        "read_as": "Read as",
        "reason": "Reason",
        "differences": "What differs",
        "kind": "What",
        "claimed": "The claim says",
        "found": "The report says",
        "page": "Page",
        "place": "Place",
        "file": "File",
        "offsets": "Characters",
        "url": "Source address",
        "added": "Added to the library",
        "report_id": "File SHA-256",
        "text_sha256": "Text SHA-256",
        "parser": "Parser version",
        "original": "Original",
        "image": "Page with the quote marked",
        "blanked": "the report blanks a figure",
        "error": "Not checked",
        "evidence": "Quotes",
        "no_evidence": "No quotes",
        "question": "Question",
        "answer": "Answer",
        "mode": "Written by a language model",
        "reports": "Reports quoted",
        "columns": "Other columns",
        "keep": "Every quote stands letter for letter in a report. Check again offline with: wenju verify bundle.json",
    },
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a quote's origin. `link`: the value is an address or a file beside the page; `code`: a hash."""

    name: str
    value: str
    link: bool = False
    code: bool = False


def language_of(bundle: Bundle) -> Language:
    """Chinese where a claim or question has a Han character, or where there is none at all."""
    texts = [claim.claim for claim in bundle.claims] + [answer.question for answer in bundle.answers]
    return "zh" if not texts or any(map(has_han, texts)) else "en"


def written_by(answer: KeptAnswer, language: Language) -> Fact | None:
    """The language model that wrote an answer; None where it is made of quotes."""
    return None if answer.mode in ("", "extractive") else Fact(WORDS[language]["mode"], answer.mode)


def heading_facts(bundle: Bundle, language: Language) -> list[Fact]:
    """What the head of a page says of its making."""
    words = WORDS[language]
    return [
        Fact(words["made"], bundle.made),
        Fact(words["tool"], f"{bundle.tool.name} {bundle.tool.version}".strip()),
        Fact(words["library"], bundle.library.fingerprint, code=True),
        Fact(words["reports_in_library"], str(bundle.library.reports)),
        Fact(words["bundle"], bundle.sha256, code=True),
    ]


def origin_facts(citation: KeptCitation, bundle: Bundle, language: Language) -> list[Fact]:
    """Where a quote stands and where its report came from, most needed first."""
    words = WORDS[language]
    original = next((report.original for report in bundle.reports if report.report_id == citation.report_id), None)
    facts = [
        Fact(words["place"], citation.locator),
        Fact(words["page"], "" if citation.page is None else str(citation.page)),
        Fact(words["file"], citation.source),
        Fact(words["url"], citation.url or "", link=True),
        Fact(words["added"], citation.added),
        Fact(words["original"], original or "", link=True),
        Fact(words["image"], citation.image or "", link=True),
        Fact(words["offsets"], f"{citation.start}–{citation.end}"),
        Fact(words["report_id"], citation.report_id, code=True),
        Fact(words["text_sha256"], citation.text_sha256, code=True),
        Fact(words["parser"], citation.parser_version),
    ]
    return [fact for fact in facts if fact.value]
