"""What a store that takes reports whole gets with them: their vectors, and what these were made with."""

from dataclasses import replace

import numpy as np

from index.models.embedding import Embedder
from index.store.changes import LibraryChange
from index.store.made_with import made_with, precision_of
from index.structure.passages import indexed_text


def completed(change: LibraryChange, embedder: Embedder) -> LibraryChange:
    """The change with the vectors of every new report; texts of all are embedded together, so that batches fill.

    Raises EmbeddingError.
    """
    missing = [new for new in change.add if new.vectors is None]
    if not missing:
        return change
    texts = [indexed_text(new.report, passage) for new in missing for passage in new.passages]
    rows = embedder.embed_passages(texts)
    ends = np.cumsum([len(new.passages) for new in missing])
    parts = dict(zip([new.report.report_id for new in missing], np.split(rows, ends[:-1]), strict=True))
    added = [
        new if new.vectors is not None else replace(new, vectors=parts[new.report.report_id]) for new in change.add
    ]
    precision = precision_of(embedder)
    settings = made_with(embedder) | ({} if precision is None else {"precision": precision})
    return replace(change, add=tuple(added), settings=change.settings | settings)
