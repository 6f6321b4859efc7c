"""Commands as a shell runs them, in this process, over a small report."""

import pytest

from assistant.cli.program import main

REPORT = """2024年青禾县政府工作报告

各位代表：

一、2023年工作回顾

全年地区生产总值增长6.2%，新建、改造农村公路126公里。

二、2024年工作安排

今年地区生产总值的预期目标是增长6%左右。
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit status, stdout and stderr."""
    try:
        status = main(arguments)
    except SystemExit as stop:
        status = int(stop.code or 0)
    captured = capsys.readouterr()
    return status, captured.out, captured.err
