"""Office files as packages: a zip file of XML parts that point at each other, read within limits.

What inflates is counted while it comes out, no XML may hold a DTD, and only parts inside the file are opened: a
document can neither grow without bound nor reach outside itself.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import lxml.etree as etree

from index.errors import DamagedFile, EncryptedFile, LimitExceeded
from index.parsing.limits import Limits

# What is counted of a part: paragraphs of a document, cells of a sheet.
_PARAGRAPH_TAG = re.compile(rb"<(?:\w+:)?p[\s/>]")


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points at: `kind` is the last word of the relation's type, `part` a name inside the package."""

    kind: str
    part: str


class Package:
    """A zip file read within limits. `what` names such a file in messages: a Word file."""

    def __init__(self, data: bytes, limits: Limits, what: str) -> None:
        self._limits = limits
        self._what = what
        self._inflated = 0
        self._source_size = len(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError) as error:
            raise DamagedFile(f"is a damaged {what}, perhaps cut off; get a whole copy of it") from error
        entries = self._zip.infolist()
        if len(entries) > limits.zip_entries:
            raise LimitExceeded(
                f"holds {len(entries):,} files inside, more than the {limits.zip_entries:,} allowed; save it again"
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise EncryptedFile("needs a password; save it without one and add it again")
        self._names = {entry.filename.lower(): entry for entry in entries}
        self._relations: dict[str, dict[str, Relation]] = {}

    def main_part(self, default: str) -> str:
        """The part that the package says is its document, else `default`."""
        stated = (each.part for each in self.relations("").values() if each.kind == "officeDocument")
        return next((part for part in stated if part in self), default)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def names(self) -> Iterable[str]:
        """The names of all parts, in lower case."""
        return self._names

    def relations(self, part: str) -> dict[str, Relation]:
        """What `part` (empty: the package) points at inside the package, by id; addresses outside are left out."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, _, name = part.rpartition("/")
        where = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        found: dict[str, Relation] = {}
        if where not in self:
            return found
        for each in self.xml(where).iter("{*}Relationship"):
            target = str(each.get("Target", ""))
            if str(each.get("TargetMode", "")).lower() == "external" or not target:
                continue
            inside = target if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[str(each.get("Id", ""))] = Relation(str(each.get("Type", "")).rpartition("/")[2], inside.lstrip("/"))
        return found

    def beside(self, part: str, kind: str, default: str) -> etree._Element | None:
        """The XML part of a kind that `part` points at, else the one of that name beside it; None without either."""
        stated = next((each.part for each in self.relations(part).values() if each.kind == kind), None)
        folder = part.rpartition("/")[0]
        names = [stated, f"{folder}/{default}" if folder else default]
        return next((self.xml(name) for name in names if name and name in self), None)

    def xml_if_there(self, name: str) -> etree._Element | None:
        """An XML part; None where the package has none of that name."""
        return self.xml(name) if name in self else None

    def xml(self, name: str) -> etree._Element:
        """An XML part; one with a DTD, and so with entities, is refused."""
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as error:
            if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
                raise MemoryError from error
            raise DamagedFile(f"is a damaged {self._what}; open it and save it again") from error
        if root.getroottree().docinfo.doctype:
            raise DamagedFile(f"declares XML entities, which no {self._what} does; check where it comes from")
        return root

    def stream(self, name: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
        """The elements of an XML part with these local names; each is dropped when the next is asked for."""
        data = self.read(name)
        # Before anything is parsed: attributes are expanded whatever the parser is told of entities. UTF-16 has zeros.
        if b"<!DOCTYPE" in (data.replace(b"\0", b"") if b"\0" in data[:4] else data):
            raise DamagedFile(f"declares XML entities, which no {self._what} does; check where it comes from")
        found = etree.iterparse(
            io.BytesIO(data),
            tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
        )
        try:
            for _, element in found:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            raise DamagedFile(f"is a damaged {self._what}; open it and save it again") from error

    def read(self, name: str) -> bytes:
        """A part, inflated; counts what comes out, never trusting the sizes that the archive states."""
        entry = self._names.get(name.lower())
        if entry is None:
            raise DamagedFile(f"is a {self._what} without its text; open it and save it again")
        pieces = []
        size = 0
        try:
            with self._zip.open(entry) as stream:
                while piece := stream.read(1 << 20):
                    size += len(piece)
                    self._inflated += len(piece)
                    self._check(size, entry.compress_size)
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise DamagedFile(f"is a damaged {self._what}; get a whole copy of it") from error
        data = b"".join(pieces)
        if len(_PARAGRAPH_TAG.findall(data)) > self._limits.paragraphs:
            raise LimitExceeded(
                f"holds more than {self._limits.paragraphs:,} paragraphs; check that it is the file you meant"
            )
        return data

    def _check(self, size: int, compressed: int) -> None:
        limits = self._limits
        if self._inflated > limits.inflated_bytes:
            raise LimitExceeded(
                f"unpacks to more than {limits.inflated_bytes // 1_000_000:,} MB; check that it is the file you meant"
            )
        # The archive states the compressed size; it can't be larger than the whole file.
        packed = max(1, min(compressed, self._source_size))
        if size > limits.ratio_matters_above and size > limits.inflation_ratio * packed:
            raise LimitExceeded(
                f"unpacks to more than {limits.inflation_ratio} times its size, as no real report does; "
                "check where it comes from"
            )


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of a local name; for one that stands in front this is quicker than `find`."""
    return next((each for each in element if local(each) == name), None)


def value(element: etree._Element | None, name: str = "val") -> str:
    """An attribute by its local name, whichever namespace the writer chose; empty where there is none."""
    if element is None:
        return ""
    for key, stated in element.items():
        if key.rpartition("}")[2] == name:
            return str(stated)
    return ""


def whole(stated: str) -> int | None:
    """The number that an attribute states, as those that count do: without a sign; None where it states none.

    No count in a real file has more than nine digits, and `int` takes other signs for digits, or refuses them (²).
    """
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 10 else None
