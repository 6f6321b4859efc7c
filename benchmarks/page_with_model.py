"""How soon the page shows quoted words while a slow language model thinks, and whether they stay.

    python benchmarks/page_with_model.py LIBRARY [--questions 10] [--wait 8]

A model is played on loopback (scripted_server.py) that thinks `--wait` seconds and then copies sentences of its prompt;
for the second half of the questions its server is gone behind the first of them. Each question is asked of the page in
a real browser, each in a conversation of its own; printed are the seconds until quoted words show, until it is whole,
and how many answers still had their quotes then. No other Chromium may run meanwhile.
"""

import argparse
import shutil
import statistics
import time
from pathlib import Path
from typing import Any

from page import BROWSER
from playwright.sync_api import sync_playwright
from scripted_server import ScriptedModel

from assistant.evaluation.questions.sets import read_dataset
from assistant.settings import LlmTable, UiTable, load_settings
from assistant.ui.page import build_demo
from assistant.ui.serving import serve

QUESTIONS = Path(__file__).parents[1] / "samples" / "questions.jsonl"


def asked(page: Any, url: str, question: str) -> tuple[float, float, bool, str]:
    """Seconds until quotes show, until the answer is whole, whether the quotes stayed, and the sign that more comes."""
    page.goto(url)
    page.wait_for_selector("#wj-send:not([disabled])")
    page.wait_for_timeout(1_000)
    page.fill("#wj-question textarea", question)
    begun = time.perf_counter()
    page.press("#wj-question textarea", "Enter")
    page.wait_for_selector("#turn-1 .wj-statement")
    first = time.perf_counter() - begun
    waits = page.locator("#turn-1 .wj-writing").count() > 0
    quoted = page.locator("#turn-1 .wj-statement").first.inner_text()
    page.wait_for_selector("#turn-1 .wj-writing", state="detached")
    whole = time.perf_counter() - begun
    # Marks of citations may be set anew; the words stay.
    kept = "".join(filter(str.isalpha, quoted))[:20] in "".join(filter(str.isalpha, page.inner_text("#turn-1")))
    return first, whole, kept, "a sign that more comes" if waits else "no sign that more comes"


def main() -> None:
    """Asks, with a slow model and with one that is gone in the middle."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("library")
    options.add_argument("--questions", type=int, default=10)
    options.add_argument("--wait", type=float, default=8.0)
    given = options.parse_args()
    items = [item.question for item in read_dataset(QUESTIONS).items if item.answerable][: given.questions]
    half = len(items) // 2
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=list(BROWSER))
        for breaks_off, questions in ((False, items[:half]), (True, items[half:])):
            with ScriptedModel(given.wait, breaks_off=breaks_off) as model:
                llm = LlmTable(model="openai:played", base_url=model.address, first_token_seconds=60)
                settings = load_settings(
                    library=given.library, ui=UiTable(port=0), llm=llm, conversations={"url": "none"}
                )
                demo = build_demo(settings=settings)
                url = serve(demo, settings)
                demo.begin()
                page = browser.new_context(locale="zh-CN").new_page()
                page.set_default_timeout(60_000)
                found = [asked(page, url, question) for question in questions]
                demo.close()
            firsts = [first for first, *_ in found]
            print(
                f"{'gone in the middle' if breaks_off else 'slow'}: n {len(found)}; quoted words after a median of "
                f"{statistics.median(firsts):.2f} s, at most {max(firsts):.2f} s; whole after "
                f"{statistics.median(whole for _, whole, *_ in found):.2f} s; quotes kept "
                f"{sum(kept for _, _, kept, _ in found)} of {len(found)}; {sorted({said for *_, said in found})}",
                flush=True,
            )
        browser.close()


if __name__ == "__main__":
    main()
