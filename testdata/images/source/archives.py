"""Image archives as plain Python values: read with tarfile, written with fixed times and owners."""

import bz2
import gzip
import hashlib
import io
import json
import lzma
import os
import posixpath
import subprocess
import tarfile

MAGICS = {"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd", "xz": b"\xfd7zXZ\x00", "bzip2": b"BZh", "lz4": b"\x04\x22\x4d\x18"}


def codec(data):
    """The name of the compression, by the first bytes alone."""
    return next((name for name, magic in MAGICS.items() if data.startswith(magic)), "none")


def zstd(data, *options):
    return subprocess.run(["zstd", "-q", "-c", *options], input=data, stdout=subprocess.PIPE, check=True).stdout


def decompress(data):
    match codec(data):
        case "gzip":
            return gzip.decompress(data)
        case "zstd":
            return zstd(data, "-d")
        case "xz":
            return lzma.decompress(data)
        case "bzip2":
            return bz2.decompress(data)
        case "lz4":
            return subprocess.run(["lz4", "-q", "-d", "-c"], input=data, stdout=subprocess.PIPE, check=True).stdout
        case _:
            return data


def compress(data, name):
    match name:
        case "gzip":
            return gzip.compress(data, 9, mtime=0)
        case "zstd":
            return zstd(data, "-19")
        case "xz":
            return lzma.compress(data)
        case "bzip2":
            return bz2.compress(data)
        case _:
            return data


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def blob_name(value):
    return "blobs/" + value.replace(":", "/")


def dump(value):
    return json.dumps(value, separators=(",", ":")).encode()


def read(path):
    """The members of an archive or of a layout directory: {normal name: bytes}, links followed inside."""
    if os.path.isdir(path):
        return {
            os.path.relpath(os.path.join(folder, name), path): open(os.path.join(folder, name), "rb").read()
            for folder, _, names in os.walk(path)
            for name in names
        }
    with open(path, "rb") as file:
        archive = tarfile.open(fileobj=io.BytesIO(decompress(file.read())))
    contents, links = {}, {}
    for member in archive:
        name = posixpath.normpath(member.name)
        if member.isfile():
            contents[name] = archive.extractfile(member).read()
        elif member.issym():
            links[name] = posixpath.normpath(posixpath.join(posixpath.dirname(name), member.linkname))
        elif member.islnk():
            links[name] = posixpath.normpath(member.linkname)
    for name, target in links.items():
        while target in links:
            target = links[target]
        if target in contents:
            contents[name] = contents[target]
    return contents


def pack(members, prefix=""):
    """An archive of members in the order given; the same members give the same bytes."""
    output = io.BytesIO()
    with tarfile.open(fileobj=output, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(prefix + name)
            info.size, info.mtime, info.mode = len(data), 1700000000, 0o644
            archive.addfile(info, io.BytesIO(data))
    return output.getvalue()


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)
