"""How long it takes to read the facts of a report: processor time per 20,000 characters.

    python benchmarks/facts_read.py [FILE ...]

Without files: the reports of the public test data, or the samples where it is not there. A report is parsed first,
which is not timed; then its facts are read and made its ledger. The first report is read twice, since
the first reading loads word lists.
"""

import argparse
from pathlib import Path
from time import process_time

from corpus import ROOT, SHARED, percentile

from index.ingestion.finding import find_files
from index.ingestion.preparing import file_sha256, read_report
from index.ingestion.reading import ReadingProcess
from index.ledger.entries import entries_of

PER = 20_000


def main() -> None:
    """Prints the time over all reports, and of the slowest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", type=Path, nargs="*")
    options = parser.parse_args()
    folders = options.files or ([SHARED / "reports"] if SHARED.is_dir() else [ROOT / "samples" / "reports"])
    times: list[tuple[float, int, int, str]] = []
    with ReadingProcess() as reader:
        for number, file in enumerate(each for each in find_files(folders) if each.refusal is None):
            try:
                report = read_report(file, file_sha256(file.path), reader, {}, None)
            except Exception as error:  # noqa: BLE001 what is no report is left out, and said
                print(f"left out {file.name}: {error}")
                continue
            if not number:
                entries_of(report)
            begun = process_time()
            entries = len(entries_of(report))
            times.append((process_time() - begun, len(report.text), entries, file.name))
    seconds, characters = sum(each[0] for each in times), sum(each[1] for each in times)
    rates = [second * PER / count for second, count, *_ in times]
    print(f"{len(times)} reports, {characters:,} characters, {sum(each[2] for each in times):,} entries")
    print(f"per {PER:,} characters: {seconds * PER / characters:.2f} s over all, median {percentile(rates, 0.5):.2f}, ")
    print(f"p95 {percentile(rates, 0.95):.2f}, slowest {max(rates):.2f} ({times[rates.index(max(rates))][3]})")


if __name__ == "__main__":
    main()
