"""Short facts beside one another, with dots between them."""

from collections.abc import Iterable
from html import escape


def beside_html(facts: Iterable[str]) -> str:
    """The facts that say something, a dot between two of them; where a line is full, it ends without one."""
    told = [escape(fact) for fact in facts if fact]
    parts = (f"<span>{'<span> · </span>' if place else ''}{fact}</span>" for place, fact in enumerate(told))
    return f'<span class="wj-beside">{"".join(parts)}</span>' if told else ""
