"""How a library changes: reports come, are described otherwise, and go."""

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.ingestion import finishing
from index.ingestion.adding import Adding
from index.ingestion.completing import completed
from index.ingestion.finding import FoundFile, contents, find_files, holds_library, is_folder, kept_in_step
from index.ingestion.finishing import FinishingProgress
from index.ingestion.known import KnownReports, Stated, Target
from index.ingestion.preparing import FileOutcome, Progress
from index.ingestion.taking_out import TakenOut, taken_out
from index.library.opened import ids_of
from index.library.reports import Reports
from index.store.backup import Copied, back_up, restore
from index.store.changes import LibraryChange
from index.store.made_with import made_by, require_own_model, require_writable
from index.store.upgrading import upgrade

if TYPE_CHECKING:
    from index.ingestion.spread.on_ray import RayWorkers


class Changes(Reports):
    """One change at a time, whole or not at all."""

    def add(
        self,
        paths: Sequence[Path | str],
        stated: dict[str, Any] | None = None,
        url: str | None = None,
        replacing: str | None = None,
        progress: Progress | None = None,
        sync: bool = False,
        wait: bool = True,
        finishing: FinishingProgress | None = None,
        told: Callable[[FileOutcome], None] | None = None,
        stopped: Callable[[], bool] | None = None,
        workers: "RayWorkers | None" = None,
    ) -> list[FileOutcome]:
        """Adds files, folders of files and what libraries at addresses keep; what cannot be read is refused by name.

        A report can be listed, searched by its words and asked as soon as it is stored; its facts and its vectors come
        behind: before this returns, or with `wait` False whenever `finish` is called. `progress` tells of the files,
        `finishing` of what comes behind, `told` what became of each file once that is so.

        `sync` removes what came from a folder named here and is in none any more; a folder that holds no file at all
        removes nothing, since its disk may be away.

        `stated` holds metadata that goes above the text's own: `year`, `region`, `title`. `replacing` is the id of
        a report that goes when the (single) new one comes, in one commit. A batch that is committed stays, also
        when a later one fails. Where `stopped` says so, before or after a file is read, nothing of it is kept.
        With `workers` it is they who read and embed, and write where the store lets them; nothing is replaced then.
        Raises LibraryBusy, LibraryMismatch, LibraryNotWritable.
        """
        require_writable(self._store, self._embedder)
        files = list(find_files(paths))
        total = sum(file.size for file in files)
        if workers is not None:
            from index.ingestion.spread.adding import SpreadAdding

            outcomes = SpreadAdding(workers, self._target, Stated(stated or {}, url), progress, told).add(files)
        else:
            said = Stated(stated or {}, url, replacing)
            adding = Adding(self._target, said, progress, total, told, stopped)
            with self._reader(self._limits) as parser:
                outcomes = [adding.add(file, parser) for file in files]
            adding.commit()
        outcomes += self._keep_folders(paths, files, outcomes, sync)
        if wait and self.exists:
            self.finish(finishing)
        return outcomes

    def finish(
        self, told: FinishingProgress | None = None, stop: threading.Event | None = None, wait: bool = True
    ) -> bool:
        """Reads the facts and embeds the passages that are left; False where something is left still.

        Where another process is at it, waits for it, or with `wait` False leaves it to that one. `stop` ends it at the
        next block. Raises LibraryBusy, LibraryMismatch, LibraryNotWritable, EmbeddingError.
        """
        if self._store.stores_whole:
            return True
        return finishing.finish(self._folder, self._embedder, told, stop, wait)

    def _keep_folders(
        self, paths: Sequence[Path | str], files: Sequence[FoundFile], outcomes: Sequence[FileOutcome], sync: bool
    ) -> list[FileOutcome]:
        """Notes which reports each folder holds; with `sync` removes those that none holds any more."""
        folders = [path for path in paths if isinstance(path, Path) and is_folder(path) and not holds_library(path)]
        if not folders or not self.exists:
            return []
        held = [(file, outcome.report_id) for file, outcome in zip(files, outcomes, strict=True)]
        with self._store.reading() as catalogue:
            before = catalogue.folders()
            known = {report_id for _, report_id, _ in catalogue.originals()}
            changed, gone = kept_in_step(before, contents(folders, held), known, sync)
            names = {entry.report_id: entry.sources[0].name for entry in self.reports(gone)} if gone else {}
        self._apply(LibraryChange(remove=gone, folders=changed))
        return [FileOutcome(names[report_id], Path(), "removed", report_id) for report_id in gone]

    def describe(self, report_id: str, stated: dict[str, Any]) -> bool:
        """States `year`, `region`, `issuer` or `title` of a report above its text; None takes it for not told.

        Whether that changed anything. Facts, and vectors under a new title, are left to `finish`. Raises UnknownReport,
        LibraryBusy, LibraryNotWritable.
        """
        require_writable(self._store, self._embedder)
        return KnownReports(self._target, Stated(stated)).describe(report_id)

    def take_out(self, report_ids: Iterable[str]) -> list[TakenOut]:
        """Removes reports and gives what `put_back` needs; of one that is damaged, nothing. Raises LibraryBusy."""
        wanted = ids_of(report_ids)
        with self._store.reading() as catalogue:
            taken = [found for each in wanted if (found := taken_out(self._store, catalogue, each)) is not None]
        self.remove(wanted)
        return taken

    def put_back(self, taken: Iterable[TakenOut]) -> None:
        """Adds what was taken out, as it was; its facts are left to `finish`. Raises LibraryBusy."""
        kept = list(taken)
        originals = {name: content for each in kept for name, content in each.originals.items()}
        self._apply(LibraryChange(add=tuple(each.new for each in kept), originals=originals))

    def remove(self, report_ids: Iterable[str]) -> None:
        """Removes reports; nothing of them is found again, and their kept files go. One that is gone stays so.

        Raises LibraryBusy.
        """
        self._apply(LibraryChange(remove=ids_of(report_ids)))

    def back_up(self, folder: Path) -> Copied:
        """Copies the library into `folder`, whole, while it is in use; an earlier backup there gets only news.

        Raises LibraryMissing, LibraryDamaged, LibraryNotWritable.
        """
        return back_up(self._folder, folder)

    def restore(self, folder: Path) -> Copied:
        """Makes this library, where there is none yet, of the backup in `folder`.

        Raises LibraryMissing, LibraryDamaged, LibraryNotWritable.
        """
        return restore(folder, self._folder)

    def upgrade(self) -> bool:
        """Brings a library of an earlier version along; embeds nothing. False where it is of this version."""
        return not self._store.stores_whole and upgrade(self._folder)

    def rebuild(self) -> int:
        """Writes the derived files again from the catalogue; embeds nothing. Returns the new generation."""
        return self._store.rebuild()

    @property
    def _target(self) -> Target:
        return Target(self._store, self._embedder, self._apply)

    def _apply(self, change: LibraryChange) -> None:
        if change.is_empty:
            return
        if change.add:
            self._store.create(made_by(self._embedder))
            with self._store.reading() as catalogue:
                require_own_model(self._store, catalogue, self._embedder)
        if self._store.stores_whole:
            change = completed(change, self._embedder)
        self._store.apply(change)

    def findings(self) -> list[str]:
        """What is wrong with the library, a line each; empty when all is sound."""
        return self._store.findings(self._embedder)
