"""What an answerer is, and a function that asks one, as the tests of answers call them."""

from collections.abc import Callable, Sequence

from assistant.answering.reply import Reply
from assistant.query.understanding import Understanding
from index.report import Report

Answerer = Callable[[Understanding, Sequence[Report]], Reply | None]
Ask = Callable[[Answerer, str], Reply | None]
