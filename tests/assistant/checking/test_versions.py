from assistant.checking.versions import without_drafts
from assistant.verification.reported import Reported
from index.report import Metadata, Report, Section, Source


def reported(title: str, name: str, year: int = 2025) -> Reported:
    text = f"{title}\n新增停车位300个。"
    metadata = Metadata(title, region="松川市", year=year, kind="government_work_report")
    sections = (Section(0, 0, None, 0, len(text), 0, 0),)
    return Reported(text, (), Report(name, metadata, text, "", "", sections, (), sources=(Source(name, None, ""),)))


def test_a_draft_gives_way_to_its_final() -> None:
    title = "2025年松川市政府工作报告"
    draft, final = reported(title, "松川草案.txt"), reported(title, "松川正式.html")
    assert without_drafts([draft, final]) == [final]
    assert without_drafts([reported(f"{title}（征求意见稿）", "a.txt"), final]) == [final]


def test_a_draft_alone_and_one_of_another_year_stay() -> None:
    draft = reported("2025年松川市政府工作报告", "松川草案.txt")
    other = reported("2024年松川市政府工作报告", "松川.txt", 2024)
    assert without_drafts([draft, other]) == [draft, other]
