"""Exit statuses, the same for every command."""

DONE, FAILED, USAGE, SOME_REFUSED, INTERRUPTED = 0, 1, 2, 3, 130


def status_of(refused: int, done: int) -> int:
    """The status of a command over many inputs: all refused is a failure, some are not."""
    if not refused:
        return DONE
    return SOME_REFUSED if done else FAILED
