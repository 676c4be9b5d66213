#!/usr/bin/env python3
"""make-old-rpm.py FOLDER: writes FOLDER/rpmdb.sqlite's packages in the formats that rpm used before, beside it.

Packages.little and Packages.big are written by db5.3_load (Debian's db-util), in both orders of bytes and with values on
pages and in chains of them. Packages.db is written here, by the description of rpm's ndb format."""
import sqlite3
import struct
import subprocess
import sys
import zlib

folder = sys.argv[1]
query = "SELECT hnum, blob FROM Packages ORDER BY hnum"
rows = [(number, bytes(blob)) for number, blob in sqlite3.connect(folder + "/rpmdb.sqlite").execute(query)]


def berkeley(name, order, page):
    mark = "<" if order == 1234 else ">"
    lines = ["VERSION=3", "format=bytevalue", "type=hash", f"db_lorder={order}", f"db_pagesize={page}", "HEADER=END"]
    # rpm counts its packages in the record 0.
    for number, blob in [(0, struct.pack(mark + "I", len(rows)))] + rows:
        lines += [" " + struct.pack(mark + "I", number).hex(), " " + blob.hex()]
    text = "\n".join(lines + ["DATA=END", ""])
    subprocess.run(["db5.3_load", f"{folder}/{name}"], input=text, text=True, check=True)


def ndb(name):
    slots, blobs, block = [], b"", 4096 // 16
    for number, blob in rows:
        count = (16 + len(blob) + 12 + 15) // 16
        slots.append(b"Slot" + struct.pack("<III", number, block, count))
        body = (b"BlbS" + struct.pack("<III", number, 1, len(blob)) + blob).ljust(count * 16 - 12, b"\0")
        blobs += body + struct.pack("<II", zlib.adler32(body), len(blob)) + b"BlbE"
        block += count
    head = b"RpmP" + struct.pack("<IIII", 0, 1, 1, len(rows) + 1) + bytes(12)
    slots += [b"Slot" + bytes(12)] * (254 - len(slots))
    with open(f"{folder}/{name}", "wb") as file:
        file.write(head + b"".join(slots) + blobs)


berkeley("Packages.little", 1234, 4096)
berkeley("Packages.big", 4321, 16384)
ndb("Packages.db")
