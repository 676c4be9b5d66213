#!/bin/sh
# Makes the files beside it again, with the tools that write such files in images: dpkg, rpm, pip, npm, gem, go
# and gcc. Everything is built from scratch and offline; names and addresses are invented.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export SOURCE_DATE_EPOCH=1700000000 HOME="$work" LC_ALL=C.UTF-8

# dpkg: one package removed with its configuration left, one for another architecture.
package() { # name version field...
  name=$1
  mkdir -p "deb/$name/DEBIAN" "deb/$name/usr/bin" "deb/$name/etc"
  { printf 'Package: %s\nVersion: %s\nMaintainer: Example <maintainer@example.com>\n' "$1" "$2"
    shift 2; printf '%s\n' "$@"; printf 'Description: short\n A longer text: with a colon.\n .\n And more.\n'; } \
    > "deb/$1/DEBIAN/control"
  echo "$name" > "deb/$name/usr/bin/$name"
  echo "$name" > "deb/$name/etc/$name.conf"
  echo "/etc/$name.conf" > "deb/$name/DEBIAN/conffiles"
  dpkg-deb --root-owner-group -b "deb/$name" "$name.deb" > /dev/null
}
package demo-base 1:2.0-3 'Architecture: all' 'Essential: yes' 'Source: demo (2.0-3)'
package demo-tool 0.9~rc1+b1 'Architecture: all' 'Section: devel'
package demo-gone 1.0 'Architecture: all'
package demo-lib 4.5 "Architecture: $(dpkg --print-architecture)" 'Multi-Arch: same'
mkdir -p root/var/lib/dpkg/info root/var/lib/dpkg/updates root/var/lib/dpkg/triggers
: > root/var/lib/dpkg/status
dpkg --root="$work/root" --force-not-root --log=/dev/null -i ./*.deb > /dev/null
dpkg --root="$work/root" --force-not-root --log=/dev/null -r demo-gone > /dev/null
mkdir -p "$here/dpkg"
cp root/var/lib/dpkg/status "$here/dpkg/status"
cp root/var/lib/dpkg/info/demo-base.list root/var/lib/dpkg/info/demo-base.md5sums "$here/dpkg/" 2> /dev/null || true
cp root/var/lib/dpkg/info/demo-lib*.list "$here/dpkg/demo-lib_amd64.list"

# rpm: two packages.
mkdir -p rpm/SPECS "$here/rpm"
spec() { # name version release extra
  cat > "rpm/SPECS/$1.spec" <<SPEC
Name: $1
Version: $2
Release: $3
$4
Summary: short
License: MIT AND Apache-2.0
BuildArch: noarch
%description
text
%install
mkdir -p %{buildroot}/usr/bin %{buildroot}/usr/share/$1/deep
echo $1 > %{buildroot}/usr/bin/$1
echo data > %{buildroot}/usr/share/$1/deep/data
%files
/usr/bin/$1
%dir /usr/share/$1
/usr/share/$1/deep
SPEC
  rpmbuild --quiet --define "_topdir $work/rpm" --define '_buildhost builder.example.com' \
    -bb "rpm/SPECS/$1.spec"
}
spec demo-server 2.1 3.fc40 'Epoch: 4'
spec demo-client 1.0~beta 1 ''
rpm --define '_db_backend sqlite' --root "$work/rpm-root" --dbpath /var/lib/rpm --nodeps --noscripts \
  --ignorearch --force-debian -i "$work"/rpm/RPMS/noarch/*.rpm
cp rpm-root/var/lib/rpm/rpmdb.sqlite "$here/rpm/rpmdb.sqlite"

# pip: a wheel made by hand, installed as asked for, and one that came as its dependency.
mkdir -p wheels "$here/python"
python3 - <<'PY'
import zipfile
def wheel(name, version, extra, files):
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(f"wheels/{name}-{version}-py3-none-any.whl", "w") as z:
        for path, text in files.items():
            z.writestr(path, text)
        z.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: " + name.replace("_", "-") + f"\nVersion: {version}\n{extra}\nName: not this\n")
        z.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: example\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        z.writestr(f"{info}/entry_points.txt", f"[console_scripts]\n{name} = {name}:main\n")
        z.writestr(f"{info}/RECORD", "")
wheel("demo_test", "1.2.3", "License: MIT\nRequires-Dist: demo-dep\n\nA description\n", {"demo_test/__init__.py": "def main(): pass\n", "demo_test/a, \"b\".py": ""})
wheel("demo_dep", "0.1", "License: UNKNOWN\n", {"demo_dep.py": "def main(): pass\n"})
PY
python3 -m pip install --quiet --no-index --no-compile --find-links wheels --prefix "$work/venv" --ignore-installed \
  --no-warn-script-location --disable-pip-version-check --root-user-action=ignore demo-test
site=$(dirname "$(find venv -name 'demo_test-1.2.3.dist-info')")
for name in demo_test-1.2.3 demo_dep-0.1; do
  mkdir -p "$here/python/$name.dist-info"
  cp "$site/$name.dist-info/METADATA" "$site/$name.dist-info/RECORD" "$here/python/$name.dist-info/"
done

# npm: a project with a dependency, a development dependency, and one of each below them.
mkdir -p npm/app npm/prod npm/dev npm/scoped "$here/npm"
echo '{"name":"prod","version":"1.0.0","license":"MIT","dependencies":{"@demo/scoped":"file:'"$work"'/npm/scoped"}}' \
  > npm/prod/package.json
echo '{"name":"dev","version":"2.0.0","licenses":[{"type":"MIT"},{"type":"ISC"}]}' > npm/dev/package.json
echo '{"name":"@demo/scoped","version":"3.1.0-rc.1","license":"ISC"}' > npm/scoped/package.json
cat > npm/app/package.json <<'JSON'
{
  "name": "app", "version": "0.0.1", "private": true,
  "dependencies": {"prod": "file:../prod"},
  "devDependencies": {"dev": "file:../dev"}
}
JSON
for version in 1 2 3; do
  (cd npm/app && rm -rf node_modules package-lock.json &&
    npm install --loglevel error --cache "$work/npm-cache" --offline --install-links --no-audit --no-fund --lockfile-version $version)
  cp npm/app/package-lock.json "$here/npm/package-lock.v$version.json"
done
cp npm/app/node_modules/.package-lock.json "$here/npm/hidden-lock.json"
cp npm/app/package.json "$here/npm/app.package.json"
sed -i "s|$work|/build|g" "$here"/npm/*.json

# gem: built and installed into a directory.
mkdir -p gem/lib "$here/gem"
echo '' > gem/lib/demo.rb
cat > gem/demo.gemspec <<'RUBY'
Gem::Specification.new do |s|
  s.name = "demo-2-go"
  s.version = "1.4.0.pre"
  s.summary = "short"
  s.authors = ["Example"]
  s.files = ["lib/demo.rb"]
  s.licenses = ["MIT", "Ruby"]
end
RUBY
(cd gem && gem build --silent --force demo.gemspec && gem install --silent --local --no-document --force \
  --install-dir "$work/gems" ./demo-2-go-1.4.0.pre.gem)
cp gems/specifications/*.gemspec "$here/gem/"

# go: the section with the build information alone, of a program of the running version of Go.
mkdir -p program "$here/elf"
printf 'module example.com/demo\n\ngo 1.19\n' > program/go.mod
printf 'package main\n\nfunc main() { println("hi") }\n' > program/main.go
for arch in amd64 386; do
  (cd program && GOCACHE="$work/cache" GOFLAGS=-mod=mod GOARCH=$arch CGO_ENABLED=0 go build -trimpath -o out .)
  objcopy -j .go.buildinfo program/out "$here/elf/go-$arch"
done

# gcc: small programs of each linkage, and one with the crates that cargo auditable would name.
printf 'int main(void) { return 0; }\n' > main.c
printf 'void _start(void) { for (;;) {} }\n' > bare.c
small="-ffile-prefix-map=$work=/build -Os -Wl,--build-id=none -Wl,-z,noseparate-code"
# shellcheck disable=SC2086
{
  gcc $small -g -o "$here/elf/dynamic-debug" main.c
  gcc $small -s -nostdlib -static -o "$here/elf/static" bare.c
  gcc $small -s -nostdlib -static-pie -o "$here/elf/static-pie" bare.c
  gcc $small -s -nostdlib -shared -fPIC -o "$here/elf/library" bare.c
}
python3 - <<'PY'
import json, zlib
crates = {"packages": [
    {"name": "app", "version": "0.1.0", "source": "local", "dependencies": [1, 2], "root": True},
    {"name": "cc", "version": "1.0.83", "source": "crates.io", "kind": "build"},
    {"name": "serde", "version": "1.0.190", "source": "crates.io"}]}
open("crates", "wb").write(zlib.compress(json.dumps(crates).encode()))
PY
objcopy --add-section .dep-v0=crates "$here/elf/static" "$here/elf/auditable"
