"""Which sentences state something that a report can decide."""


def checkable(text: str) -> str | None:
    """Why no report can decide `text`, in its language; None where one can."""
    return None if text.strip() else "the claim is empty"
