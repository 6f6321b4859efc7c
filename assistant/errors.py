"""Everything that can go wrong between a question and its answer.

AssistantError                   the root; its message is one line for the user
├── WrongUsage                   the request itself is wrong; the command line exits with 2
│   └── SettingsError            a settings file or variable is wrong
├── KeepingFailed                what a person keeps cannot be read or written; all else works on
└── ModelFailed                  the language model gave no usable reply; the extractive answer stands
"""


class AssistantError(Exception):
    """Root of this package's errors; `str()` is one line: what, where, what to do next."""


class WrongUsage(AssistantError):
    """The request cannot be meant so; trying again does not help."""


class SettingsError(WrongUsage):
    """A settings file or environment variable does not hold what it should."""


class KeepingFailed(AssistantError):
    """The database of conversations cannot be read or written now; nothing else depends on it."""


class ModelFailed(AssistantError):
    """The language model gave no usable reply: down, slow, cut off or malformed. Asking again later may help.

    `too_long`: the prompt may be longer than the server's window; a shorter one may be answered.
    """

    def __init__(self, message: str, *, too_long: bool = False) -> None:
        super().__init__(message)
        self.too_long = too_long
