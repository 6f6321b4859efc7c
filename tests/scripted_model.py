"""A language model that replies as it was told to, and what it reads in a prompt: real code, exact output."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from langchain_core.messages import BaseMessage
from langchain_core.runnables import RunnableConfig

from assistant.errors import ModelFailed
from assistant.llm.model import LanguageModel

Reply = Callable[["Prompt"], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as a model sees it; `lines` are the numbered sentences and rows by id."""

    text: str

    @property
    def lines(self) -> dict[str, str]:
        shown = self.text.rpartition("===\n\n")[0]
        numbered = re.findall(r"^(.*)\[(S\d+|T\d+\.r\d+[a-z]?)\]$", shown[shown.index("\n===") :], re.MULTILINE)
        return {name: line for line, name in numbered}

    @property
    def chinese(self) -> bool:
        return self.text.startswith("你")


class ScriptedModel(LanguageModel):
    """Replies with what `reply` makes of the prompt, piece by piece; a ModelFailed among the pieces is raised."""

    name = "scripted:model"

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.budget = 6_000
        self.prompts: list[str] = []
        self.closed = 0

    def stream(self, messages: Sequence[BaseMessage], config: RunnableConfig | None = None) -> Iterator[str]:
        self.prompts.append(str(messages[0].content))
        try:
            for piece in self.reply(Prompt(self.prompts[-1])):
                if piece == FAILS:
                    raise ModelFailed("the model broke off; try again later")
                yield piece
        finally:
            self.closed += 1

    def served(self) -> None:
        return None

    def prompt_tokens(self) -> int:
        return self.budget

    def count_tokens(self, text: str) -> int:
        return len(text)


FAILS = "\0fails"


def says(*pieces: str) -> ScriptedModel:
    """A model that always says the same."""
    return ScriptedModel(lambda _: pieces)
