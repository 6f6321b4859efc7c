"""Whether two versions of the code write the same documents: for a change that is to change nothing.

    python benchmarks/same_documents.py take DIR [--ncp 100] [--ncp-library DIR] [--only PART...]
    python benchmarks/same_documents.py compare DIR_BEFORE DIR_AFTER

`take` runs the installed `wenju` over the samples, and over N questions of the public test data's ncp-policy where
that lies beside the project, and writes what it prints and keeps to DIR/documents; the library of the samples is made
anew. What differs from run to run (times, the commit, the hash of the code, folders) is put as `<...>`. `compare`
says of each document whether it is the same, and exits with 1 where one is not.

Only the console script's entry point is called, in this process, so that every module may move. The embedding model is
loaded once and computes in float32; take both on one machine. A language model stands in: a server on loopback that
answers by fixed rules, and what it was asked is a document too.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from documents_compared import compare
from documents_taken import NCP, PARTS, ROOT, asking_of_policies
from product_in_process import Product, installed


def take(folder: Path, parts: Sequence[str], ncp: int, ncp_library: Path | None) -> None:
    """Writes the documents of each part to `folder`/documents."""
    folder, library = folder.absolute(), (ncp_library or folder / "ncp-library").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(folder)  # no wenju.toml of the folder that we stand in
    product = installed(folder, {str(folder): "<folder>", str(ROOT): "<project>", str(NCP): "<ncp-policy>"})
    made: dict[str, Callable[[Product], Iterator[tuple[str, Any]]]] = dict(PARTS)
    if ncp:
        made["ncp"] = lambda product: asking_of_policies(product, ncp, library)
    if "read" not in parts and {*parts} - {"ncp"} and not product.library.exists():
        raise SystemExit("the library is made by the part `read`; take that too")
    for part, take_part in made.items():
        if parts and part not in parts:
            continue
        count, started = 0, time.monotonic()
        for name, document in take_part(product):
            path = folder / "documents" / f"{name.replace('?', '？')}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
            count += 1
        print(f"{part}: {count} documents, {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)


def main() -> int:
    """Takes or compares, and returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb")
    taking = verbs.add_parser("take", help="run the installed product and write its documents")
    taking.add_argument("folder", type=Path, metavar="DIR")
    taking.add_argument("--ncp", type=int, default=100, metavar="N", help="questions of ncp-policy; 0 for none")
    taking.add_argument("--ncp-library", type=Path, metavar="DIR", help="a library of its reports that is made already")
    taking.add_argument("--only", nargs="+", default=[], choices=(*PARTS, "ncp"), metavar="PART", help=", ".join(PARTS))
    comparing = verbs.add_parser("compare", help="say of each document whether it is the same")
    comparing.add_argument("before", type=Path, metavar="DIR_BEFORE")
    comparing.add_argument("after", type=Path, metavar="DIR_AFTER")
    comparing.add_argument("--most", type=int, default=5, metavar="N", help="differences shown of a document")
    options = parser.parse_args()
    if options.verb == "compare":
        return compare(options.before, options.after, options.most)
    if options.verb == "take":
        take(options.folder, options.only, options.ncp, options.ncp_library)
    else:
        parser.print_help()  # `make bench` runs every script as it stands
    return 0


if __name__ == "__main__":
    sys.exit(main())
