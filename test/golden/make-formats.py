"""Small workbooks and Parquet files by the tools that people use, with the cells they hold.

    python -m venv venv && venv/bin/pip install openpyxl xlsxwriter pandas pyarrow
    venv/bin/python test/golden/make-formats.py

Writes the files in formats/ and the cells that are expected of each into formats.json. The cells are
written down here by hand, beside the values.
"""

import datetime as dt
import decimal
import json
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

HERE = Path(__file__).parent
OUT = HERE / "formats"
OUT.mkdir(exist_ok=True)
EXPECTED = {}


def expect(name, columns, rows, **more):
    EXPECTED[name] = {"columns": columns, "rows": rows, **more}


def openpyxl_book():
    """Shared strings, number formats, gaps, an empty row, several sheets, one hidden."""
    book = openpyxl.Workbook()
    notes = book.active
    notes.title = "Notes & <more>"
    notes["A1"] = "Made by hand"
    notes["A2"] = "Second line"
    sheet = book.create_sheet("Customers 客户")
    sheet.append(["id", "name", "joined", "seen", "share", "active", "code", "spend", "name", None])
    sheet.append([1, "Ann <&> \"O'Hara\"", dt.date(2024, 2, 29), dt.datetime(2024, 3, 1, 9, 5, 7),
                  0.256, True, 1234, 1234.5, " padded ", "extra"])
    sheet.append([2, "多行\n文字 🍵", dt.date(1999, 12, 31), dt.datetime(2024, 3, 1), 0.07, False, 7, 1e21])
    sheet.append([])
    sheet.append([123456789012345, None, None, None, None, None, None, 0.1 + 0.2, "_x000D_ kept"])
    sheet.append([4, "#N/A", dt.time(13, 30), dt.timedelta(hours=30, minutes=15), 1, None, None, 1e-7])
    for row in (2, 3, 5, 6):
        sheet.cell(row, 5).number_format = "0%"
        sheet.cell(row, 7).number_format = "00000"
    for row in range(7, 40):
        sheet.cell(row, 2).font = openpyxl.styles.Font(bold=True)
    secret = book.create_sheet("Hidden")
    secret.sheet_state = "hidden"
    for i in range(30):
        secret.append([i, "nobody sees this"])
    book.save(OUT / "openpyxl.xlsx")
    expect(
        "openpyxl.xlsx",
        ["id", "name", "joined", "seen", "share", "active", "code", "spend", "name (2)", "Column 10"],
        [
            ["1", "Ann <&> \"O'Hara\"", "2024-02-29", "2024-03-01 09:05:07", "25.6%", "true", "01234",
             "1234.5", " padded ", "extra"],
            ["2", "多行\n文字 🍵", "1999-12-31", "2024-03-01 00:00:00", "7%", "false", "00007",
             "1000000000000000000000", "", ""],
            ["123456789012345", "", "", "", "", "", "", "0.3", "\r kept", ""],
            ["4", "#N/A", "13:30:00", "30:15:00", "100%", "", "", "0.0000001", "", ""],
        ],
        format="xlsx",
        parts=["Notes & <more>", "Customers 客户", "Hidden"],
        part="Customers 客户",
        warnings=["blank-rows", "long-rows", "renamed-columns", "unnamed-columns"],
    )


def xlsxwriter_book():
    """Formulas with their values, errors, merged cells, rich text, a title, the 1904 calendar."""
    for name, from1904 in (("xlsxwriter.xlsx", False), ("xlsxwriter-1904.xlsx", True)):
        book = xlsxwriter.Workbook(
            str(OUT / name),
            {"date_1904": from1904, "default_date_format": "d mmm yyyy",
             "strings_to_numbers": False, "constant_memory": from1904},
        )
        sheet = book.add_worksheet("Report")
        bold = book.add_format({"bold": True})
        moment = book.add_format({"num_format": '[$-409]m/d/yy h:mm AM/PM;@'})
        money = book.add_format({"num_format": '"€" #,##0.00;[Red]-"€" #,##0.00'})
        chinese = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
        if not from1904:
            sheet.merge_range("A1:F1", "Customers of the month")
        sheet.write_row("A3", ["region", "total", "when", "told", "ok", "noted"])
        if not from1904:
            sheet.merge_range("A4:A5", "North")
            sheet.write_rich_string("D4", "very ", bold, "good", " tea")
        else:
            sheet.write("A4", "North")
            sheet.write("D4", "very good tea")
        sheet.write_formula("B4", "=1+1", money, 2)
        sheet.write_datetime("C4", dt.datetime(2024, 5, 6, 17, 45), moment)
        sheet.write_boolean("E4", True)
        sheet.write_datetime("F4", dt.date(2023, 7, 8), chinese)
        sheet.write_formula("B5", "=1/0", None, "#DIV/0!")
        sheet.write_datetime("C5", dt.datetime(1904, 1, 2) if from1904 else dt.datetime(1900, 1, 2))
        sheet.write_formula("D5", '="a"&"b"', None, "ab")
        sheet.write_formula("E5", "=TRUE()", None, True)
        sheet.write_string("F5", "007")
        book.close()
        expect(
            name,
            ["region", "total", "when", "told", "ok", "noted"],
            [
                ["North", "2", "2024-05-06 17:45:00", "very good tea", "true", "2023-07-08"],
                ["", "#DIV/0!", "1904-01-02" if from1904 else "1900-01-02", "ab", "true", "007"],
            ],
            format="xlsx",
            warnings=[] if from1904 else ["preamble"],
        )


def pandas_book():
    frame = pd.DataFrame(
        {"when": pd.to_datetime(["2024-01-05", None, "2024-01-07"]), "n": [1.5, None, -3.0],
         "text": ["a", "b, c", None]},
        index=["x", "y", "z"],
    )
    frame.to_excel(OUT / "pandas.xlsx", sheet_name="Sheet1", engine="openpyxl")
    expect(
        "pandas.xlsx",
        ["Column 1", "when", "n", "text"],
        [["x", "2024-01-05 00:00:00", "1.5", "a"], ["y", "", "", "b, c"],
         ["z", "2024-01-07 00:00:00", "-3", ""]],
        format="xlsx",
        warnings=["unnamed-columns"],
    )


def plain_table(rows=300):
    return pa.table({
        "id": pa.array(range(rows), pa.int64()),
        "city": pa.array([["Oslo", "Bern", None][i % 3] for i in range(rows)]).dictionary_encode(),
        "spend": pa.array([None if i % 7 == 0 else i / 4 for i in range(rows)], pa.float64()),
    })


def plain_cells(rows=300):
    number = lambda x: str(int(x)) if x == int(x) else str(x)
    return [[str(i), ["Oslo", "Bern", ""][i % 3], "" if i % 7 == 0 else number(i / 4)]
            for i in range(rows)]


def parquet_codecs():
    for codec in ("none", "snappy", "gzip", "zstd", "brotli", "lz4"):
        name = f"{codec}.parquet"
        pq.write_table(plain_table(), OUT / name, compression=codec, row_group_size=128,
                       use_dictionary=codec != "gzip",
                       data_page_version="2.0" if codec in ("zstd", "lz4") else "1.0")
        expect(name, ["id", "city", "spend"], plain_cells(), format="parquet")
    name = "delta.parquet"
    pq.write_table(plain_table(), OUT / name, use_dictionary=False, column_encoding={
        "id": "DELTA_BINARY_PACKED", "city": "DELTA_BYTE_ARRAY", "spend": "BYTE_STREAM_SPLIT"})
    expect(name, ["id", "city", "spend"], plain_cells(), format="parquet")


def parquet_types():
    utc = dt.timezone.utc
    D = decimal.Decimal
    columns = {
        "day": (pa.array([dt.date(2024, 2, 29), dt.date(1969, 12, 31), None]),
                ["2024-02-29", "1969-12-31", ""]),
        "milli": (pa.array([dt.datetime(2024, 3, 1, 9, 5, 7, 250000), None,
                            dt.datetime(1960, 1, 1, 0, 0, 1)], pa.timestamp("ms")),
                  ["2024-03-01 09:05:07.25", "", "1960-01-01 00:00:01"]),
        "micro": (pa.array([dt.datetime(2024, 3, 1, 9, 5, 7, 1, utc), None, None],
                           pa.timestamp("us", "UTC")), ["2024-03-01 09:05:07.000001", "", ""]),
        "nano": (pa.array([1709283907000000009, None, 0], pa.timestamp("ns")),
                 ["2024-03-01 09:05:07.000000009", "", "1970-01-01 00:00:00"]),
        "midnight": (pa.array([dt.datetime(2024, 3, 1), None, dt.datetime(2024, 3, 2)],
                              pa.timestamp("us")), ["2024-03-01", "", "2024-03-02"]),
        "clock": (pa.array([dt.time(13, 30), None, dt.time(0, 0, 1, 500000)], pa.time64("us")),
                  ["13:30:00", "", "00:00:01.5"]),
        "price": (pa.array([D("12.30"), None, D("-0.05")], pa.decimal128(9, 2)),
                  ["12.30", "", "-0.05"]),
        "large": (pa.array([D("12345678901234567890123.4567"), None, D("-1.0000")],
                           pa.decimal128(30, 4)), ["12345678901234567890123.4567", "", "-1.0000"]),
        "whole": (pa.array([9223372036854775807, None, -9007199254740993], pa.int64()),
                  ["9223372036854775807", "", "-9007199254740993"]),
        "unsigned": (pa.array([18446744073709551615, None, 0], pa.uint64()),
                     ["18446744073709551615", "", "0"]),
        "unsigned32": (pa.array([4294967295, None, 7], pa.uint32()), ["4294967295", "", "7"]),
        "small": (pa.array([-7, None, 3], pa.int8()), ["-7", "", "3"]),
        "single": (pa.array([0.1, None, 16777216.0], pa.float32()), ["0.1", "", "16777216"]),
        "double": (pa.array([0.1, float("nan"), 1e-7], pa.float64()), ["0.1", "", "0.0000001"]),
        "flag": (pa.array([True, None, False]), ["true", "", "false"]),
        "bytes": (pa.array([b"plain", None, b"\xff\x00"], pa.binary()), ["plain", "", "ff00"]),
        "tags": (pa.array([["a", "b"], None, []], pa.list_(pa.string())), ["a; b", "", ""]),
        "prices": (pa.array([[D("1.50"), None], [D("2.00")], None],
                            pa.list_(pa.decimal128(5, 2))), ["1.50", "2.00", ""]),
        "items": (pa.array([[{"sku": "x", "n": 1}], [], None],
                           pa.list_(pa.struct([("sku", pa.string()), ("n", pa.int64())]))),
                  ['[{"sku":"x","n":1}]', "", ""]),
    }
    cells = {name: texts for name, (_, texts) in columns.items()}
    arrays = {name: array for name, (array, _) in columns.items()}
    place = pa.struct([("city", pa.string()),
                       ("geo", pa.struct([("lat", pa.float64()), ("__proto__", pa.string())]))])
    arrays["address"] = pa.array(
        [{"city": "Oslo", "geo": {"lat": 59.9, "__proto__": "p"}}, None, {"city": None, "geo": None}],
        place)
    cells["address.city"] = ["Oslo", "", ""]
    cells["address.geo.lat"] = ["59.9", "", ""]
    cells["address.geo.__proto__"] = ["p", "", ""]
    arrays["more"] = pa.array([[("__proto__", 1), ("b", 2)], None, []],
                              pa.map_(pa.string(), pa.int64()))
    cells["more.__proto__"] = ["1", "", ""]
    cells["more.b"] = ["2", "", ""]
    arrays["__proto__"] = pa.array(["last", None, "one"])
    cells["__proto__"] = ["last", "", "one"]
    pq.write_table(pa.table(arrays), OUT / "types.parquet", compression="snappy")
    expect("types.parquet", list(cells), [list(row) for row in zip(*cells.values())],
           format="parquet")
    old = pa.table({"when": pa.array([dt.datetime(2024, 3, 1, 9, 5, 7, 123456)], pa.timestamp("ns"))})
    pq.write_table(old, OUT / "int96.parquet", use_deprecated_int96_timestamps=True)
    expect("int96.parquet", ["when"], [["2024-03-01 09:05:07.123456"]], format="parquet")


openpyxl_book()
xlsxwriter_book()
pandas_book()
parquet_codecs()
parquet_types()
(HERE / "formats.json").write_text(json.dumps(EXPECTED, ensure_ascii=False, indent=1) + "\n")
