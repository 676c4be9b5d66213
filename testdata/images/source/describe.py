"""Prints what each archive of a folder holds, found with Python's tarfile and json alone.

    python3 describe.py FOLDER

The result is what imgcheck is held to, so nothing of imgcheck is used here. Words and shapes are those of
imgcheck's JSON report where it has them. `finalTree` follows the layer rules of the OCI image specification:
whiteouts of a layer hide what lower layers wrote and nothing of the layer itself.
"""

import io
import json
import os
import posixpath
import stat
import sys
import tarfile

from archives import blob_name, codec, decompress, digest, read

INDEXES = {
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
}
OPAQUE, WHITEOUT = ".wh..wh..opq", ".wh."


def normal(name):
    return posixpath.normpath("/" + name).lstrip("/")


def hide(tree, path, and_itself):
    for known in [p for p in tree if p.startswith(path + "/" if path else "") or (and_itself and p == path)]:
        del tree[known]


def apply(tree, members):
    """Puts a layer upon a tree of {path: TarInfo}: first what it hides, then what it writes."""
    for member in members:
        folder, name = posixpath.split(normal(member.name))
        if name == OPAQUE:
            hide(tree, folder, and_itself=False)
        elif name.startswith(WHITEOUT):
            hide(tree, posixpath.join(folder, name[len(WHITEOUT) :]), and_itself=True)
    for member in members:
        path = normal(member.name)
        if posixpath.basename(path).startswith(WHITEOUT) or not path:
            continue
        if not member.isdir():
            hide(tree, path, and_itself=False)
        tree[path] = tree[member.linkname.lstrip("./")] if member.islnk() else member


def describe_tree(tree):
    # Hard links share one TarInfo, so that they count as files but their bytes count once.
    files = [m for m in tree.values() if m.isfile()]
    set_id = stat.S_ISUID | stat.S_ISGID
    return {
        "files": len(files),
        "directories": sum(m.isdir() for m in tree.values()),
        "symbolicLinks": sum(m.issym() for m in tree.values()),
        "setID": sorted("/" + p for p, m in tree.items() if m.isfile() and m.mode & set_id),
        "capabilities": sorted("/" + p for p, m in tree.items() if "SCHILY.xattr.security.capability" in m.pax_headers),
        "bytes": sum({id(m): m.size for m in files}.values()),
        "paths": sorted("/" + p for p in tree),
    }


def describe_layer(data):
    plain = decompress(data)
    with tarfile.open(fileobj=io.BytesIO(plain)) as archive:
        members = archive.getmembers()
    names = [posixpath.basename(m.name.rstrip("/")) for m in members]
    return members, {
        "diffID": digest(plain),
        "digest": digest(data),
        "compression": codec(data),
        "size": len(data),
        "uncompressedSize": len(plain),
        "entries": len(members),
        "whiteouts": sum(n.startswith(WHITEOUT) and not n.startswith(".wh..wh.") for n in names),
        "opaque": names.count(OPAQUE),
    }


def describe_image(config, tags, blobs, manifest_digest=None):
    tree, layers = {}, []
    for blob in blobs:
        members, layer = describe_layer(blob)
        apply(tree, members)
        layers.append(layer)
    written = config.get("config") or {}
    return {
        "tags": tags,
        "platform": "/".join(filter(None, [config["os"], config["architecture"], config.get("variant")])),
        "manifestDigest": manifest_digest,
        "user": written.get("User", ""),
        "environment": written.get("Env") or [],
        "labels": written.get("Labels") or {},
        "healthcheck": (written.get("Healthcheck") or {}).get("Test"),
        "history": [step.get("created_by", "") for step in config.get("history") or []],
        "layers": layers,
        "finalTree": describe_tree(tree),
    }


def is_attestation(entry):
    """BuildKit's statements about an image stand in its index as manifests of no platform."""
    return (entry.get("platform") or {}).get("os") == "unknown"


def docker_images(members):
    for image in json.loads(members["manifest.json"]):
        config = json.loads(members[normal(image["Config"])])
        yield describe_image(config, image["RepoTags"] or [], [members[normal(n)] for n in image["Layers"]])


def oci_images(members, manifests, tags, absent):
    for entry in filter(lambda entry: not is_attestation(entry), manifests):
        annotations = entry.get("annotations") or {}
        name = annotations.get("io.containerd.image.name") or annotations.get("org.opencontainers.image.ref.name")
        own_tags = tags + ([name.removeprefix("docker.io/library/")] if name else [])
        if blob_name(entry["digest"]) not in members:
            platform = entry.get("platform") or {}
            absent.append({"digest": entry["digest"], "platform": "/".join([platform["os"], platform["architecture"]])})
            continue
        document = json.loads(members[blob_name(entry["digest"])])
        if entry["mediaType"] in INDEXES:
            yield from oci_images(members, document["manifests"], own_tags, absent)
            continue
        config = json.loads(members[blob_name(document["config"]["digest"])])
        blobs = [members[blob_name(layer["digest"])] for layer in document["layers"]]
        yield describe_image(config, own_tags, blobs, entry["digest"])


def merged(images):
    """Several names of one image are entries of their own in an index, and one image here."""
    by_digest = {}
    for image in images:
        known = by_digest.setdefault(image["manifestDigest"], image)
        known["tags"] += [tag for tag in image["tags"] if tag not in known["tags"]]
    return list(by_digest.values())


def v1_images(members):
    """One image per tag: its chain of parents, oldest first."""
    for name, tags in sorted(json.loads(members["repositories"]).items()):
        for tag, top in sorted(tags.items()):
            chain, at = [], top
            while at:
                chain.insert(0, at)
                at = json.loads(members[at + "/json"]).get("parent")
            config = json.loads(members[top + "/json"])
            yield describe_image(config, [f"{name}:{tag}"], [members[i + "/layer.tar"] for i in chain])


def describe(path):
    members, absent = read(path), []
    if "index.json" in members:
        kind = "oci-layout" if os.path.isdir(path) else "oci-archive"
        if "manifest.json" in members:
            kind = "docker-archive+oci"
        images = merged(oci_images(members, json.loads(members["index.json"])["manifests"], [], absent))
    elif "manifest.json" in members:
        kind, images = "docker-archive", list(docker_images(members))
    elif "repositories" in members:
        kind, images = "docker-v1", list(v1_images(members))
    else:
        with open(path, "rb") as file:
            _, layer = describe_layer(file.read())
        return {"format": "root-filesystem", "compression": "none", "entries": layer["entries"]}
    outer = "none"
    if os.path.isfile(path):
        with open(path, "rb") as file:
            outer = codec(file.read(8))
    return {"format": kind, "compression": outer, "images": images, "absent": absent}


def main():
    folder = sys.argv[1]
    others = {"damaged", "source", "make", "expected.json", "README.md"}
    names = sorted(n for n in os.listdir(folder) if n not in others and not n.startswith("."))
    print(json.dumps({name: describe(os.path.join(folder, name)) for name in names}, indent=1, ensure_ascii=False))


main()
