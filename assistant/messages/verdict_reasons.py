"""Why a verdict is what it is, in one sentence for the reader: one wording a case, Chinese and English."""

from collections.abc import Sequence

from assistant.answer import AppliedScope, Mismatch
from assistant.messages.verdict_names import MISMATCHES

_WORDS_NAMED = 4
_QUOTED = 40  # characters of the quote that a model's word rests on


def reason_for(
    language: str, label: str, mismatches: Sequence[Mismatch], unsupported: Sequence[str], scope: AppliedScope
) -> str:
    """One sentence in `language` (`zh` or `en`)."""
    chinese = language == "zh"
    if label == "supported":
        return "报告原文说的是同一件事，数字、时间和地区都一致。" if chinese else "The report says the same."
    if label == "refuted":
        named = list(dict.fromkeys(MISMATCHES[language][mismatch.kind] for mismatch in mismatches))
        return f"报告原文与之不符：{'、'.join(named)}。" if chinese else f"The report differs in {', '.join(named)}."
    if scope.report_count == 0 and not scope.scope.is_open:
        return "库里没有这个范围的报告。" if chinese else "The library has no report of this scope."
    if unsupported:
        words = list(dict.fromkeys(unsupported))[:_WORDS_NAMED]
        if chinese:
            return f"报告里没有找到能证实或否定它的原文；最接近的原文没有说到：{'、'.join(words)}。"
        return f"No report confirms or denies it; the nearest quote does not say: {', '.join(words)}."
    return "报告里没有找到能证实或否定它的原文。" if chinese else "No report confirms or denies it."


def reason_of_model(language: str, label: str, model: str, quote: str) -> str:
    """Who said so and of which quote: a person is to read that quote, since no rule has compared the words."""
    shown = " ".join(quote.split())
    shown = shown if len(shown) <= _QUOTED else shown[:_QUOTED] + "…"
    if language == "zh":
        how = "用别的话说了同一件事" if label == "supported" else "说的与之相反"
        return f"由模型 {model} 判断：原文“{shown}”{how}。"
    how = "says the same in other words" if label == "supported" else "says the contrary"
    return f"Judged by the model {model}: the quote “{shown}” {how}."
