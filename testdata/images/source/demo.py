"""Writes the demo image: a small web shop, built the way it should not be.

    python3 demo.py FOLDER        writes FOLDER/demo.tar.gz, the same bytes each time

Nothing in it is real but its structure: a Debian root with its package database, an application with its
node_modules, and a history as BuildKit writes it. It is saved as docker 25 and later does it, then gzip.
"""

import io
import struct
import sys
import tarfile

from archives import blob_name, compress, digest, dump, pack, write

TIME = 1700000000
MAINTAINER = "Example Maintainers <maintainers@example.org>"

NPM = "usr/share/nodejs/npm/bin/npm-cli.js"
# Name, version, section, installed size in KiB, what it puts where: (path, mode) or (link, target).
BASE_PACKAGES = [
    ("base-files", "12.4+deb12u11", "admin", 340, [("etc/debian_version", 0o644), ("usr/lib/os-release", 0o644)]),
    ("bash", "5.2.15-2+b8", "shells", 7164, [("usr/bin/bash", 0o755)]),
    ("coreutils", "9.1-1", "utils", 18062, [("usr/bin/ls", 0o755), ("usr/bin/rm", 0o755), ("usr/bin/chmod", 0o755)]),
    ("dash", "0.5.12-2", "shells", 191, [("usr/bin/dash", 0o755), ("usr/bin/sh", "dash")]),
    ("dpkg", "1.21.22", "admin", 6497, [("usr/bin/dpkg", 0o755)]),
    ("apt", "2.6.1", "admin", 4232, [("usr/bin/apt-get", 0o755)]),
    ("libc6", "2.36-9+deb12u10", "libs", 12988, [("usr/lib/x86_64-linux-gnu/libc.so.6", 0o755)]),
    ("login", "1:4.13+dfsg1-1+deb12u1", "admin", 2529, [("usr/bin/newgrp", 0o4755)]),
    ("mount", "2.38.1-5+deb12u3", "admin", 410, [("usr/bin/mount", 0o4755), ("usr/bin/umount", 0o4755)]),
    ("passwd", "1:4.13+dfsg1-1+deb12u1", "admin", 2942, [("usr/bin/passwd", 0o4755), ("usr/bin/chage", 0o2755)]),
    ("util-linux", "2.38.1-5+deb12u3", "utils", 5017, [("usr/bin/su", 0o4755)]),
]
ADDED_PACKAGES = [
    ("chromium", "138.0.7204.49-1~deb12u1", "web", 287455, [("usr/bin/chromium", 0o755), ("usr/lib/chromium/chromium", 0o755)]),
    ("curl", "7.88.1-10+deb12u12", "web", 501, [("usr/bin/curl", 0o755)]),
    ("gcc", "4:12.2.0-3", "devel", 46, [("usr/bin/gcc", "x86_64-linux-gnu-gcc-12")]),
    ("gcc-12", "12.2.0-14+deb12u1", "devel", 65741, [("usr/bin/x86_64-linux-gnu-gcc-12", 0o755)]),
    ("gdb", "13.1-3", "devel", 11606, [("usr/bin/gdb", 0o755)]),
    ("nodejs", "18.20.4+dfsg-1~deb12u1", "javascript", 2212, [("usr/bin/node", 0o755)]),
    ("npm", "9.2.0~ds1-1", "javascript", 2718, [(NPM, 0o755), ("usr/bin/npm", "../share/nodejs/npm/bin/npm-cli.js")]),
]
# Bytes of the files that make the image heavy; all others are as small as a program can be.
SIZES = {
    "usr/lib/chromium/chromium": 4 << 20,
    "usr/bin/x86_64-linux-gnu-gcc-12": 1 << 20,
    "usr/lib/x86_64-linux-gnu/libc.so.6": 1 << 20,
}
APPLICATION = "srv/shop"


def program(size=0):
    """An ELF program for x86-64 that exits with 0, padded with zeros."""
    code = bytes.fromhex("b83c00000031ff0f05")  # mov eax, 60; xor edi, edi; syscall
    start, length = 0x400000, 64 + 56 + len(code)
    header = b"\x7fELF\x02\x01\x01" + bytes(9)
    header += struct.pack("<HHIQQQIHHHHHH", 2, 62, 1, start + 120, 64, 0, 0, 64, 56, 1, 0, 0, 0)
    segment = struct.pack("<IIQQQQQQ", 1, 5, 0, start, start, length, length, 0x1000)
    return (header + segment + code).ljust(size, b"\0")


class Layer:
    """A layer being written: parents of an entry are added before it."""

    def __init__(self):
        self.entries = {}

    def add(self, path, kind=tarfile.REGTYPE, data=b"", mode=0o644, target="", owner=0):
        at = path.find("/")
        while at > 0:
            if path[:at] not in self.entries:
                self.add(path[:at], tarfile.DIRTYPE, mode=0o755)
            at = path.find("/", at + 1)
        info = tarfile.TarInfo(path)
        info.type, info.mode, info.mtime, info.size, info.linkname = kind, mode, TIME, len(data), target
        info.uid = info.gid = owner
        self.entries[path] = (info, data)

    def text(self, path, *lines, mode=0o644):
        self.add(path, data=("\n".join(lines) + "\n").encode(), mode=mode)

    def directory(self, path, mode=0o755):
        self.add(path, tarfile.DIRTYPE, mode=mode)

    def link(self, path, target):
        self.add(path, tarfile.SYMTYPE, mode=0o777, target=target)

    def delete(self, path):
        folder, _, name = path.rpartition("/")
        self.add(f"{folder}/.wh.{name}", mode=0)

    def packed(self):
        output = io.BytesIO()
        with tarfile.open(fileobj=output, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for info, data in self.entries.values():
                archive.addfile(info, io.BytesIO(data))
        return output.getvalue()


def debian_package(name, version):
    """A package file as deb(5) has it, with a record and one document in it."""
    control, data = Layer(), Layer()
    control.text("control", f"Package: {name}", f"Version: {version}", "Architecture: amd64", f"Maintainer: {MAINTAINER}")
    notice = f"{name} of the demo image: this package holds nothing but this notice.\n".encode()
    data.add(f"usr/share/doc/{name}/copyright", data=notice.ljust(48 << 10, b"\n"))
    members = [("debian-binary", b"2.0\n"), ("control.tar.gz", compress(control.packed(), "gzip"))]
    members.append(("data.tar", data.packed()))
    package = b"!<arch>\n"
    for member, content in members:
        package += f"{member:<16}{TIME:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n".encode()
        package += content + b"\n" * (len(content) % 2)
    return package


def stanza(name, version, section, size, _):
    return (
        f"Package: {name}\nStatus: install ok installed\nPriority: optional\nSection: {section}\n"
        f"Installed-Size: {size}\nMaintainer: {MAINTAINER}\nArchitecture: amd64\nVersion: {version}\n"
        f"Description: {name} of the demo image\n This package holds nothing but its name.\n"
    )


def install(layer, packages, known):
    for name, _, _, _, files in packages:
        for path, mode in files:
            if isinstance(mode, str):
                layer.link(path, mode)
            elif path.startswith("usr/bin") or path in SIZES:
                layer.add(path, data=program(SIZES.get(path, 0)), mode=mode)
            elif path not in layer.entries:
                layer.text(path, f"{name}: {path}", mode=mode)
        folders = sorted({"/" + path[:at] for path, _ in files for at in range(len(path)) if path[at] == "/"})
        layer.text(f"var/lib/dpkg/info/{name}.list", "/.", *folders, *sorted("/" + path for path, _ in files))
    layer.add("var/lib/dpkg/status", data="\n".join(stanza(*package) for package in known).encode())


def base():
    layer = Layer()
    for name in ["bin", "lib", "sbin"]:
        layer.link(name, "usr/" + name)
    layer.directory("tmp", 0o1777)
    layer.directory("root", 0o700)
    layer.directory("usr/sbin")
    layer.text("etc/debian_version", "12.11")
    layer.text(
        "usr/lib/os-release",
        'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"',
        'NAME="Debian GNU/Linux"',
        'VERSION_ID="12"',
        'VERSION="12 (bookworm)"',
        "VERSION_CODENAME=bookworm",
        "ID=debian",
    )
    layer.link("etc/os-release", "../usr/lib/os-release")
    accounts = [("root", 0, "/root", "/bin/bash"), ("daemon", 1, "/usr/sbin", "/usr/sbin/nologin")]
    accounts += [("www-data", 33, "/var/www", "/usr/sbin/nologin"), ("nobody", 65534, "/", "/usr/sbin/nologin")]
    layer.text("etc/passwd", *(f"{name}:x:{uid}:{uid}:{name}:{home}:{shell}" for name, uid, home, shell in accounts))
    layer.text("etc/group", *(f"{name}:x:{uid}:" for name, uid, _, _ in accounts))
    layer.text("etc/shadow", *(f"{name}:*:19600:0:99999:7:::" for name, _, _, _ in accounts), mode=0o640)
    install(layer, BASE_PACKAGES, BASE_PACKAGES)
    return layer


def tools():
    layer = Layer()
    install(layer, ADDED_PACKAGES, sorted(BASE_PACKAGES + ADDED_PACKAGES))
    index = "".join(stanza(f"package-{n}", f"1.{n % 7}-1", "misc", n % 900, []) + "\n" for n in range(4000))
    layer.add("var/lib/apt/lists/deb.debian.org_debian_dists_bookworm_main_binary-amd64_Packages", data=index.encode())
    for name, version, *_ in ADDED_PACKAGES:
        file = f"{name}_{version.replace(':', '%3a')}_amd64.deb"
        layer.add("var/cache/apt/archives/" + file, data=debian_package(name, version))
    return layer


def dependencies():
    layer = Layer()
    for name, version in [("express", "4.21.2"), ("jest", "29.7.0"), ("jest-cli", "29.7.0"), ("nodemon", "3.1.9")]:
        folder = f"{APPLICATION}/node_modules/{name}"
        layer.text(folder + "/package.json", f'{{"name": "{name}", "version": "{version}", "license": "MIT"}}')
        layer.text(folder + "/index.js", "module.exports = {};")
    layer.add("root/.npm/_cacache/content-v2/sha512/00/11/2233", data=bytes(256 << 10))
    return layer


def manifest_files():
    layer = Layer()
    layer.text(
        APPLICATION + "/package.json",
        "{",
        '  "name": "shop",',
        '  "version": "1.0.0",',
        '  "private": true,',
        '  "dependencies": { "express": "^4.21.2" },',
        '  "devDependencies": { "jest": "^29.7.0", "nodemon": "^3.1.9" }',
        "}",
    )
    return layer


def application():
    layer = Layer()
    here = APPLICATION + "/"
    layer.text(here + "server.js", "require('express')().listen(3000);")
    layer.text(here + "test/server.test.js", "test('listens', () => expect(1 + 1).toBe(2));")
    layer.text(here + ".env", "NODE_ENV=production", "DATABASE_HOST=db.example.org", "DATABASE_PASSWORD=not-a-real-one")
    layer.text(here + ".git/HEAD", "ref: refs/heads/main")
    layer.text(here + ".git/config", "[core]", "\trepositoryformatversion = 0")
    layer.text(here + "Dockerfile", "FROM debian:bookworm")
    layer.add("usr/local/bin/backup", data=program(), mode=0o755)
    return layer


def clean_up():
    layer = Layer()
    layer.delete(APPLICATION + "/.env")
    return layer


def set_user_id():
    layer = Layer()
    layer.add("usr/local/bin/backup", data=program(), mode=0o4755)
    return layer


STEPS = [
    ("# debian.sh --arch 'amd64' out/ 'bookworm' '@1700000000'", base()),
    (
        "RUN /bin/sh -c apt-get update && apt-get install -y chromium curl gcc gdb nodejs npm # buildkit",
        tools(),
    ),
    ("ENV NODE_ENV=production DATABASE_PASSWORD=not-a-real-one", None),
    ("COPY package.json /srv/shop/ # buildkit", manifest_files()),
    ("RUN /bin/sh -c cd /srv/shop && npm install # buildkit", dependencies()),
    ("COPY . /srv/shop # buildkit", application()),
    ("RUN /bin/sh -c rm /srv/shop/.env # buildkit", clean_up()),
    ("RUN /bin/sh -c chmod 4755 /usr/local/bin/backup # buildkit", set_user_id()),
    ("EXPOSE map[3000/tcp:{} 9229/tcp:{}]", None),
    ('CMD ["node" "--inspect=0.0.0.0:9229" "/srv/shop/server.js"]', None),
]


def main():
    layers = [layer.packed() for _, layer in STEPS if layer]
    created = "2023-11-14T22:13:20Z"
    history = [
        {"created": created, "created_by": text, **({} if layer else {"empty_layer": True})} for text, layer in STEPS
    ]
    config = dump(
        {
            "architecture": "amd64",
            "config": {
                "Cmd": ["node", "--inspect=0.0.0.0:9229", "/srv/shop/server.js"],
                "Env": [
                    "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                    "NODE_ENV=production",
                    "DATABASE_PASSWORD=not-a-real-one",
                ],
                "ExposedPorts": {"3000/tcp": {}, "9229/tcp": {}},
            },
            "created": created,
            "history": history,
            "os": "linux",
            "rootfs": {"type": "layers", "diff_ids": [digest(layer) for layer in layers]},
        }
    )

    def descriptor(kind, data, **more):
        return {"mediaType": f"application/vnd.oci.image.{kind}+json", "digest": digest(data), "size": len(data), **more}

    layer_type = "application/vnd.oci.image.layer.v1.tar"
    manifest = dump(
        {
            "schemaVersion": 2,
            "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": descriptor("config.v1", config),
            "layers": [{"mediaType": layer_type, "digest": digest(data), "size": len(data)} for data in layers],
        }
    )
    annotations = {"io.containerd.image.name": "docker.io/library/shop:latest", "org.opencontainers.image.ref.name": "latest"}
    index = {"schemaVersion": 2, "manifests": [descriptor("manifest.v1", manifest, annotations=annotations)]}
    saved = {blob_name(digest(data)): data for data in [*layers, config, manifest]}
    saved["index.json"] = dump(index)
    names = [blob_name(digest(data)) for data in layers]
    saved["manifest.json"] = dump([{"Config": blob_name(digest(config)), "RepoTags": ["shop:latest"], "Layers": names}])
    saved["oci-layout"] = dump({"imageLayoutVersion": "1.0.0"})

    write(sys.argv[1] + "/demo.tar.gz", compress(pack(saved), "gzip"))


if __name__ == "__main__":
    main()
