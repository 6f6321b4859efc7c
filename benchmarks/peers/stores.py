"""One peer with 100,000 passages: filled, added to, opened and searched, as its documentation does; see growth.py.

    python benchmarks/peers/stores.py NAME FOLDER FILE.npz [--count 100000]

NAME is langchain-faiss, lancedb or chroma. Texts of 60 characters, the vectors of growth.py. Filled in a child process,
then opened in this one. LangChain's FAISS keeps its index as one file that every save writes anew: an addition is not
kept before that. LanceDB gets the index of its documentation (IVF_PQ, then vectors compared again). Prints JSON.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ["ANONYMIZED_TELEMETRY"] = "False"

import numpy as np

ADDED = 32  # passages of a report
ADDS = 10
Rows = Any


def main() -> None:
    """Fills or measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=("langchain-faiss", "lancedb", "chroma"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--fill", action="store_true")
    options = parser.parse_args()
    rows = np.load(options.folder / "bulk.npy", mmap_mode="r")
    peer = {"langchain-faiss": LangChainFaiss, "lancedb": LanceDb, "chroma": Chroma}[options.name]
    place = options.folder / options.name
    if options.fill:
        started = time.process_time()
        peer(place).fill(unit(rows[: options.count]))
        print(time.process_time() - started)
        return
    filling = [sys.executable, __file__, options.name, str(options.folder), str(options.vectors), "--fill"]
    done = subprocess.run([*filling, "--count", str(options.count)], capture_output=True, text=True, check=True)
    said = measured(peer(place), rows, np.load(options.vectors)["questions"][:200], options.count, place)
    print(json.dumps({"fill_cpu_s": round(float(done.stdout.split()[-1]), 1), **said}))


def measured(peer: Any, rows: Rows, queries: Rows, count: int, place: Path) -> dict[str, float]:
    """What opening, searching and adding cost."""
    before, started, worked = resident(), time.perf_counter(), time.process_time()
    peer.open()
    peer.search(queries[0], 10)
    said: dict[str, float] = {
        "open_s": round(time.perf_counter() - started, 3),
        "open_cpu_s": round(time.process_time() - worked, 3),
    }
    wall, cpu, found = [], [], []
    for query in queries:
        started, worked = time.perf_counter(), time.process_time()
        found.append(set(peer.search(query, 10)))
        wall.append((time.perf_counter() - started) * 1000)
        cpu.append((time.process_time() - worked) * 1000)
    for kind, values in (("wall", wall), ("cpu", cpu)):
        said[f"search_{kind}_p50"] = round(float(np.percentile(values, 50)), 1)
        said[f"search_{kind}_p95"] = round(float(np.percentile(values, 95)), 1)
    said["resident_mb"] = round(resident() - before)
    exact = np.argsort(-(queries @ unit(rows[:count]).T), axis=1)[:, :10]
    said["recall_at_10"] = round(
        float(np.mean([len(each & {int(key) for key in row}) / 10 for each, row in zip(found, exact, strict=True)])), 4
    )
    adds = []
    for number in range(ADDS):
        first = count + number * ADDED
        worked = time.process_time()
        peer.add(first, unit(rows[first : first + ADDED]))
        adds.append((time.process_time() - worked) * 1000)
    said["add_mean"] = round(float(np.mean(adds)), 1)
    said["disk_mb"] = round(sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) / 1e6)
    return said


def unit(rows: Rows) -> Rows:
    """Float32 unit rows."""
    own = np.asarray(rows, np.float32)
    return own / np.linalg.norm(own, axis=1, keepdims=True)


def texts(first: int, count: int) -> list[str]:
    """Texts as long as the others'."""
    return [f"{number:06d}" + "粮食产量增长" * 9 for number in range(first, first + count)]


def resident() -> float:
    """Resident memory in MB."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


class LangChainFaiss:
    """FAISS.from_embeddings, save_local, load_local."""

    def __init__(self, place: Path) -> None:
        from langchain_core.embeddings import Embeddings

        class Nothing(Embeddings):
            def embed_documents(self, texts: list[str]) -> list[list[float]]:
                raise NotImplementedError

            def embed_query(self, text: str) -> list[float]:
                raise NotImplementedError

        self._place, self._embeddings = str(place), Nothing()

    def fill(self, rows: Rows) -> None:
        """All at once."""
        from langchain_community.vectorstores import FAISS

        pairs = list(zip(texts(0, len(rows)), rows.tolist(), strict=True))
        metadatas = [{"number": number} for number in range(len(rows))]
        FAISS.from_embeddings(pairs, self._embeddings, metadatas=metadatas).save_local(self._place)

    def open(self) -> None:
        """From disk."""
        from langchain_community.vectorstores import FAISS

        self._store = FAISS.load_local(self._place, self._embeddings, allow_dangerous_deserialization=True)

    def search(self, query: Rows, k: int) -> list[int]:
        """The numbers of the nearest."""
        return [hit.metadata["number"] for hit in self._store.similarity_search_by_vector(query.tolist(), k=k)]

    def add(self, first: int, rows: Rows) -> None:
        """And keep it."""
        pairs = zip(texts(first, len(rows)), rows.tolist(), strict=True)
        self._store.add_embeddings(pairs, metadatas=[{"number": first + n} for n in range(len(rows))])
        self._store.save_local(self._place)


class LanceDb:
    """create_table, create_index, search."""

    def __init__(self, place: Path) -> None:
        self._place = str(place)

    def fill(self, rows: Rows) -> None:
        """All at once, then the index."""
        import lancedb

        table = lancedb.connect(self._place).create_table("passages", self._rows(0, rows))
        table.create_index(metric="cosine", vector_column_name="vector")

    def open(self) -> None:
        """From disk."""
        import lancedb

        self._table = lancedb.connect(self._place).open_table("passages")

    def search(self, query: Rows, k: int) -> list[int]:
        """The numbers of the nearest."""
        found = self._table.search(query).metric("cosine").nprobes(20).refine_factor(10).limit(k)
        return [int(row["number"]) for row in found.select(["number"]).to_list()]

    def add(self, first: int, rows: Rows) -> None:
        """A commit."""
        self._table.add(self._rows(first, rows))

    @staticmethod
    def _rows(first: int, rows: Rows) -> Any:
        import pyarrow as pa

        size = rows.shape[1]
        vectors = pa.FixedSizeListArray.from_arrays(pa.array(rows.ravel()), size)
        return pa.table(
            {"number": list(range(first, first + len(rows))), "text": texts(first, len(rows)), "vector": vectors}
        )


class Chroma:
    """PersistentClient, a collection by cosine."""

    def __init__(self, place: Path) -> None:
        self._place = str(place)

    def _collection(self) -> Any:
        import chromadb

        client = chromadb.PersistentClient(self._place)
        return client.get_or_create_collection(
            "passages", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )

    def fill(self, rows: Rows) -> None:
        """In batches, as many as it takes."""
        self.open()
        for first in range(0, len(rows), 5_000):
            self.add(first, rows[first : first + 5_000])

    def open(self) -> None:
        """From disk."""
        self._store = self._collection()

    def search(self, query: Rows, k: int) -> list[int]:
        """The numbers of the nearest."""
        found: Sequence[Sequence[str]] = self._store.query(query_embeddings=[query], n_results=k)["ids"]
        return [int(key) for key in found[0]]

    def add(self, first: int, rows: Rows) -> None:
        """A commit."""
        keys = [str(first + number) for number in range(len(rows))]
        self._store.add(ids=keys, embeddings=rows, documents=texts(first, len(rows)))


if __name__ == "__main__":
    main()
