"""Steps are told in their order, in the thread that works, to who listens there and to nobody else."""

from pathlib import Path

from fakes import FIRST, library_in

from assistant.chain import AnswerChain
from assistant.settings import AnswersTable
from assistant.steps import begins, listening


def test_an_answer_tells_its_steps(tmp_path: Path) -> None:
    file = tmp_path / "2024年青禾县政府工作报告.txt"
    file.write_text(FIRST, "utf-8")
    library = library_in(tmp_path / "library")
    library.add([file])
    told: list[tuple[str, int]] = []
    with listening(lambda step, reports: told.append((step, reports))):
        AnswerChain(library, AnswersTable()).answer("新建公路的意义何在？")
    assert [step for step, _ in told] == ["scope", "searching", "reading", "checking"]
    assert dict(told)["searching"] == 1


def test_nobody_need_listen_and_nobody_hears_what_is_over() -> None:
    begins("scope")
    told: list[str] = []
    with listening(lambda step, _: told.append(step)):
        begins("reading")
    begins("checking")
    assert told == ["reading"]
