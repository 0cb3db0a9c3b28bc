"""The container of a workbook (a zip archive), checked before anything in it is parsed.

A workbook is a zip of XML, so a small file can unpack to gigabytes, and a small XML can hold a row of
millions of cells, which is parsed as one. Both are found by streaming through the parts.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from egov_budget.errors import Fault

LARGEST_UNPACKED = 2**29  # bytes of XML, some fifteen national scenarios
HARMLESS, DENSEST = 2**20, 100  # bytes; a sheet packs to a tenth of its size, a bomb to a thousandth
MOST_COLUMNS = 16_384  # a sheet can have
MOST_MERGED = 1000  # ranges that are told of
MOST_FORMULAS = 2**20  # in the list of formulas, which has no rows
OLD_FORMAT = b"\xd0\xcf\x11\xe0"
UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
TAG = re.compile(rb'<(?:\w+:)?(?:(row|c|f)[\s/>]|mergeCell\s+ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})")')
CHUNK, LONGEST_TAG = 2**20, 64


@dataclass(frozen=True)
class Looked:
    """What is known of a workbook before it is parsed.

    Parameters
    ----------
    formulas : bool
        Whether any cell holds a formula.
    merged : dict of str to list of str
        Ranges of merged cells, the first of them, by the part of the archive they stand in.
    """

    formulas: bool
    merged: dict[str, list[str]]


def look_over(name: str, data: bytes) -> Looked | Fault:
    """Return what is known of a workbook before it is parsed, or the fault for which it is not opened.

    Parameters
    ----------
    name : str
        File named in the fault.
    data : bytes
        All of the file.

    Returns
    -------
    Looked or Fault
        Formulas and merged cells.

    Raises
    ------
    Exception
        Whatever zipfile raises on a broken container.
    """
    if data.startswith(OLD_FORMAT):
        return Fault.of("encrypted", name)
    if not zipfile.is_zipfile(BytesIO(data)):
        return Fault.of("no_workbook" if data else "empty_file", name)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())  # no more is ever unpacked
        most = min(LARGEST_UNPACKED, max(HARMLESS, DENSEST * len(data)))
        if unpacked > most:
            return Fault.of("unpacks_too_far", name, value=f"{unpacked:,}", size=len(data), most=most)
        return _looked(name, archive)


def _looked(name: str, archive: zipfile.ZipFile) -> Looked | Fault:
    found = False
    merged: dict[str, list[str]] = {}
    for part in archive.infolist():
        cells, most = 0, MOST_FORMULAS
        for tag in _tags(archive, part):
            if tag == b"row":
                cells, most = 0, MOST_COLUMNS
            found |= tag == b"f"
            if b":" in tag and len(merged.setdefault(part.filename, [])) < MOST_MERGED:
                merged[part.filename].append(tag.decode())
            cells += tag == b"c"
            if cells > most:
                return Fault.of("too_many_cells", name, value=part.filename, most=most)
    return Looked(found, merged)


def _tags(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as file:
        before = b""
        while chunk := file.read(CHUNK):
            if not before and chunk.startswith(UTF_16):
                raise zipfile.BadZipFile(f"{part.filename} is UTF-16")
            last = 0
            text = before + chunk
            for tag in TAG.finditer(text):
                last = tag.end()
                yield tag.group(1) or tag.group(2)
            before = text[max(last, len(text) - LONGEST_TAG) :]  # a tag may stand across two chunks
