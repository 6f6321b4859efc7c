"""What went wrong unforeseen, in the log in a few lines: a traceback may hold all of what was sent."""

import sys
import traceback

# Characters of one: some fifteen calls.
MOST = 2_000


def print_short(error: BaseException) -> None:
    """Writes an error's traceback to the log, of a long one its beginning and its end."""
    told = "".join(traceback.format_exception(error))
    if len(told) > MOST:
        told = f"{told[: MOST // 4]}\n  … {len(told) - MOST} characters …\n{told[-3 * MOST // 4 :]}"
    sys.stderr.write(told)
