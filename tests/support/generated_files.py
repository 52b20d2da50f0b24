"""Tables of texts as files in the forms that people bring, and files spoilt on their way."""

from __future__ import annotations

import csv
import io
import os
import random
import zipfile
from collections.abc import Sequence

import openpyxl
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from maracdash.intake import CheckResult, UploadedFile
from tests.support.thoroughness import choose_number

DELIMITED = {"semicolon": ";", "declared": ";", "tab": "\t", "unicode text": "\t", "bar": "|"}
ENCODED = {"utf-8-sig": "utf-8-sig", "cp1252": "cp1252", "utf-16": "utf-16", "unicode text": "utf-16"}
FORMS = st.sampled_from(["utf-8", "quoted", "crlf", "xlsx", *sorted({*DELIMITED, *ENCODED})])
Texts = Sequence[Sequence[str]]

FILES = int(os.environ.get("MARACDASH_FUZZ", choose_number(usual=50, thorough=100)))
"""Of each sort of file."""
generated = settings(
    max_examples=FILES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)


def write_file(texts: Texts, form: str, name: str = "returns") -> UploadedFile:
    """Lines of cells, the header first, in one of the forms."""
    if form == "xlsx":
        return UploadedFile(f"{name}.xlsx", write_workbook(texts))
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if form == "quoted" else csv.QUOTE_MINIMAL
    end = "\r\n" if form in ("crlf", "unicode text") else "\n"
    csv.writer(text, delimiter=DELIMITED.get(form, ","), lineterminator=end, quoting=quoting).writerows(texts)
    declared = "sep=;\n" if form == "declared" else ""
    return UploadedFile(f"{name}.csv", (declared + text.getvalue()).encode(ENCODED.get(form, "utf-8")))


def doubtful(text: str, form: str) -> bool:
    """Tell whether a number may be a thousand or have three decimals: semicolons go with decimal commas."""
    before, mark, after = text.strip().replace(".", ",").partition(",")
    three = before.isdecimal() and after.isdecimal() and len(after) == 3
    return DELIMITED.get(form) == ";" and bool(mark) and three and not before.startswith("0")


def write_workbook(texts: Texts) -> bytes:
    """Texts as text cells, never as formulas."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number, line in enumerate(texts, start=1):
        for place, text in enumerate(line, start=1):
            if text:
                cell = sheet.cell(number, place, text)
                cell.data_type = "s"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def damage_file(file: UploadedFile, seed: int, damages: int) -> UploadedFile:
    """The file with its bytes damaged; of a workbook, for one seed in two, those of a part inside the archive."""
    if file.name.endswith(".xlsx") and seed % 2:
        return UploadedFile(file.name, _spoilt_inside(file.content, seed, damages))
    return UploadedFile(file.name, damage_bytes(file.content, seed, damages))


def damage_bytes(content: bytes, seed: int, damages: int) -> bytes:
    """Bytes changed, cut out, doubled or cut off, at places that the seed decides."""
    dice = random.Random(seed)
    found = bytearray(content)
    for _ in range(damages):
        at = dice.randrange(len(found) + 1)
        match dice.randrange(5):
            case 0 if at < len(found):
                found[at] = dice.randrange(256)
            case 1:
                del found[at : at + dice.randrange(1, 20)]
            case 2:
                found[at:at] = found[at : at + dice.randrange(1, 40)]
            case 3:
                found[at:at] = dice.choice([b",", b'"', b"\n", b"\0", b"=", b";", b"-", b"\xff"])
            case 4 if dice.randrange(4) == 0:
                del found[at:]
    return bytes(found)


def said_in_sentences(report: CheckResult) -> None:
    assert all(each.message.endswith((".", "”", "?", ")")) for each in report.problems)


def _spoilt_inside(content: bytes, seed: int, damages: int) -> bytes:
    """An archive that is whole, and one of its parts is not, or is not there."""
    dice = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chosen = dice.choice(sorted(parts))
    parts[chosen] = damage_bytes(parts[chosen], seed, damages)
    if dice.randrange(8) == 0:
        del parts[chosen]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()
