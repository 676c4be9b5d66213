"""Makes, from the archives that the tools wrote, those that no tool here writes, and the damaged ones.

    python3 repack.py FOLDER
"""

import json
import os
import sys

from archives import blob_name, compress, digest, dump, pack, read, write

OCI_INDEX = "application/vnd.oci.image.index.v1+json"


class Layout:
    """An OCI layout whose blobs can be exchanged; digests that name them are brought up to date."""

    def __init__(self, path):
        self.members = read(path)
        self.index = json.loads(self.members["index.json"])

    def blob(self, descriptor):
        return self.members[blob_name(descriptor["digest"])]

    def json(self, descriptor):
        return json.loads(self.blob(descriptor))

    def put(self, descriptor, data, keep_old=False):
        """Stores data as the blob of descriptor and makes the descriptor name it."""
        if not keep_old:
            del self.members[blob_name(descriptor["digest"])]
        descriptor["digest"], descriptor["size"] = digest(data), len(data)
        self.members[blob_name(descriptor["digest"])] = data

    def manifest(self):
        return self.index["manifests"][0], self.json(self.index["manifests"][0])

    def finished(self):
        return {**self.members, "index.json": dump(self.index)}


def mixed_codecs(folder):
    """Every codec in one image, each layer with another."""
    layout = Layout(folder + "/skopeo-oci-plain.tar")
    descriptor, manifest = layout.manifest()
    names = ["gzip", "none", "zstd", "xz", "bzip2"]
    for index, layer in enumerate(manifest["layers"]):
        name = names[index % len(names)]
        layer["mediaType"] = "application/vnd.oci.image.layer.v1.tar" + ("" if name == "none" else "+" + name)
        layout.put(layer, compress(layout.blob(layer), name))
    layout.put(descriptor, dump(manifest))
    write(folder + "/repacked-mixed-codecs.tar", pack(layout.finished()))


def gzip_members(folder):
    """A layer whose gzip stream has a member per tar block group, as estargz writes it."""
    layout = Layout(folder + "/skopeo-oci-plain.tar")
    descriptor, manifest = layout.manifest()
    for layer in manifest["layers"]:
        data = layout.blob(layer)
        members = [compress(data[at : at + 4096], "gzip") for at in range(0, len(data), 4096)]
        layer["mediaType"] = "application/vnd.oci.image.layer.v1.tar+gzip"
        layout.put(layer, b"".join(members))
    layout.put(descriptor, dump(manifest))
    write(folder + "/repacked-gzip-members.tar", pack(layout.finished()))


def nested_index(folder):
    """An index that names an index that names the manifests, as `index.json` of registries' mirrors may."""
    layout = Layout(folder + "/buildah-platforms.tar")
    outer = dump({"schemaVersion": 2, "mediaType": OCI_INDEX, "manifests": layout.index["manifests"]})
    descriptor = {"mediaType": OCI_INDEX, "digest": digest(outer), "size": len(outer)}
    layout.members[blob_name(descriptor["digest"])] = outer
    layout.index["manifests"] = [descriptor]
    write(folder + "/repacked-nested-index.tar", pack(layout.finished()))


def absent_platform(folder):
    """What a containerd image store exports after `pull`: the index names two platforms, one is there."""
    layout = Layout(folder + "/buildah-platforms.tar")
    index = layout.json(layout.index["manifests"][0])
    gone = next(m for m in index["manifests"] if m["platform"]["architecture"] == "arm64")
    manifest = layout.json(gone)
    for descriptor in [gone, manifest["config"], *manifest["layers"]]:
        del layout.members[blob_name(descriptor["digest"])]
    write(folder + "/repacked-absent-platform.tar", pack(layout.finished()))


def docker_v1(folder):
    """docker save before 1.10: `repositories` and the layers' own JSON, no manifest.json."""
    members = read(folder + "/docker-20.tar")
    kept = {name: data for name, data in members.items() if "/" in name or name == "repositories"}
    write(folder + "/repacked-docker-v1.tar", pack(kept))


def dot_slash(folder):
    """Members as `tar -c .` names them, and manifest.json after all that it names."""
    members = read(folder + "/docker-20.tar")
    manifest = members.pop("manifest.json")
    write(folder + "/repacked-dot-slash.tar", pack({**members, "manifest.json": manifest}, prefix="./"))


def damaged(folder):
    """One defect each; returns what a reader has to say about it."""
    target = folder + "/damaged/"
    os.makedirs(target, exist_ok=True)
    plain, packed = folder + "/docker-20.tar", folder + "/buildah-oci-gzip.tar"
    facts = {}

    def from_layout(name, change):
        layout = Layout(packed)
        descriptor, manifest = layout.manifest()
        config = layout.json(manifest["config"])
        facts[name] = change(layout, descriptor, manifest, config)
        write(target + name, pack(layout.finished()))

    with open(plain, "rb") as file:
        data = file.read()
    write(target + "truncated.tar", data[: len(data) * 3 // 5])
    facts["truncated.tar"] = {"damage": "the archive ends early", "bytes": len(data) * 3 // 5}

    with open(folder + "/skopeo-docker.tar.gz", "rb") as file:
        data = file.read()
    write(target + "truncated.tar.gz", data[: len(data) // 2])
    facts["truncated.tar.gz"] = {"damage": "the outer gzip stream ends early", "bytes": len(data) // 2}

    def flipped_byte(layout, descriptor, manifest, config):
        layer = manifest["layers"][0]
        name = blob_name(layer["digest"])
        blob = bytearray(layout.members[name])
        blob[len(blob) // 2] ^= 0xFF
        layout.members[name] = bytes(blob)
        return {"damage": "a byte inside a gzip layer is inverted", "member": name, "offset": len(blob) // 2}

    def wrong_crc(layout, descriptor, manifest, config):
        layer = manifest["layers"][1]
        blob = bytearray(layout.blob(layer))
        blob[-8] ^= 0xFF
        layout.put(layer, bytes(blob))
        layout.put(descriptor, dump(manifest))
        return {"damage": "the CRC of a gzip layer is wrong, its digest is right", "member": blob_name(layer["digest"])}

    def wrong_digest(layout, descriptor, manifest, config):
        first, second = manifest["layers"][0], manifest["layers"][1]
        layout.members[blob_name(second["digest"])] = layout.blob(first)
        return {
            "damage": "a blob holds a sound layer that is not the one its name says",
            "member": blob_name(second["digest"]),
            "expected": second["digest"],
            "actual": first["digest"],
        }

    def wrong_diff_id(layout, descriptor, manifest, config):
        actual = config["rootfs"]["diff_ids"][2]
        config["rootfs"]["diff_ids"][2] = digest(b"another layer")
        layout.put(manifest["config"], dump(config))
        layout.put(descriptor, dump(manifest))
        return {"damage": "a diff ID is wrong", "layer": 2, "expected": digest(b"another layer"), "actual": actual}

    def missing_layer(layout, descriptor, manifest, config):
        name = blob_name(manifest["layers"][2]["digest"])
        del layout.members[name]
        return {"damage": "a layer is absent", "layer": 2, "member": name}

    def absent_config(layout, descriptor, manifest, config):
        name = blob_name(manifest["config"]["digest"])
        del layout.members[name]
        return {"damage": "the config is absent", "member": name}

    def not_a_tar(layout, descriptor, manifest, config):
        layer = manifest["layers"][3]
        layout.put(layer, compress(b"this is no tar header. " * 64, "gzip"))
        layout.put(descriptor, dump(manifest))
        return {"damage": "a layer holds no tar", "layer": 3, "member": blob_name(layer["digest"])}

    def trailing_bytes(layout, descriptor, manifest, config):
        layer = manifest["layers"][4]
        layout.put(layer, layout.blob(layer) + b"rubbish after the gzip stream")
        layout.put(descriptor, dump(manifest))
        return {"damage": "bytes follow the gzip stream of a layer", "layer": 4, "member": blob_name(layer["digest"])}

    from_layout("flipped-byte.tar", flipped_byte)
    from_layout("wrong-crc.tar", wrong_crc)
    from_layout("wrong-digest.tar", wrong_digest)
    from_layout("wrong-diff-id.tar", wrong_diff_id)
    from_layout("missing-layer.tar", missing_layer)
    from_layout("absent-config.tar", absent_config)
    from_layout("not-a-tar.tar", not_a_tar)
    from_layout("trailing-bytes.tar", trailing_bytes)
    write(target + "expected.json", (json.dumps(facts, indent=2, sort_keys=True) + "\n").encode())


def main():
    folder = sys.argv[1]
    for make in [mixed_codecs, gzip_members, nested_index, absent_platform, docker_v1, dot_slash, damaged]:
        make(folder)


main()
