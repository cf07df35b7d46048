"""Golden figures of Chinese files in several encodings: what Python's decoders and its csv module read.

    python3 test/golden/make-encodings.py

Reads ../shared/data/csv-torture beside the repository and writes encodings.json beside this script: for
each file the number of records and columns, and the SHA-256 of all cells in their order, joined by
U+001F, the records by U+001E, in UTF-8.
"""

import csv
import hashlib
import io
import json
from pathlib import Path

HERE = Path(__file__).parent
TORTURE = HERE.parents[2] / "shared" / "data" / "csv-torture"

FILES = {
    "encodings-zh/gbk.csv": ("gbk", ","),
    "encodings-zh/gb18030.csv": ("gb18030", ","),
    "encodings-zh/utf16le_bom.csv": ("utf-16", ","),
    "encodings-zh/utf16be_bom.csv": ("utf-16", ","),
    "encodings-zh/utf16le_nobom.csv": ("utf-16-le", ","),
    "encodings-zh/utf16le_bom_tab.txt": ("utf-16", "\t"),
    "encodings-zh/utf8_bom.csv": ("utf-8-sig", ","),
    "encodings-zh/reference_utf8.csv": ("utf-8", ","),
    "encodings-zh/reference_gb18030_as_utf8.csv": ("utf-8", ","),
    # As Windows writes Big5, whose signs the web follows; plain big5 has other ones for three of them.
    "messytables-horror/characters.csv": ("cp950", ","),
}

found = {}
for name, (encoding, delimiter) in FILES.items():
    text = (TORTURE / name).read_bytes().decode(encoding)
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    joined = "\x1e".join("\x1f".join(cells) for cells in records)
    found[name] = {
        "records": len(records),
        "columns": len(records[0]),
        "sha256": hashlib.sha256(joined.encode("utf-8")).hexdigest(),
    }
(HERE / "encodings.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
