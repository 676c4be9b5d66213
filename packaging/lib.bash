# What the packaging scripts have in common; they source it from the repository's root.
# shellcheck shell=bash

die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 2
}

need() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null || die "needs $tool; install it and try again"
  done
}

# Where everything is made; nothing else is touched.
# shellcheck disable=SC2034
work=.build/package

# The time that goes into archives, so that the same commit gives the same bytes.
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || printf 0)}
export SOURCE_DATE_EPOCH=$epoch

# The release that the sources say they are.
version=$(sed -n 's/.*static let version = "\(.*\)".*/\1/p' Sources/Gate/Run/Check.swift)
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || die "Sources/Gate/Run/Check.swift states no version"

# Sets every time below a folder to the epoch.
settle_times() { find "$1" -depth -exec touch --no-dereference --date="@$epoch" {} +; }

# Debian's package that has a file.
package_of() {
  local real
  real=$(readlink -f "$1")
  dpkg-query --search "$real" "${real#/usr}" "$1" 2>/dev/null | sed -n '1s/:.*//p' || true
}

# What imgcheck loads by itself, once it opens a connection.
loaded_library=libcurl.so.4

# Where the program finds that: beside it, or in the system.
loaded_library_of() {
  local own
  own=$(readlink -f "$(dirname "$1")/..")/lib/$loaded_library
  if [[ -e $own ]]; then
    printf '%s\n' "$own"
  else
    PATH=$PATH:/usr/sbin:/sbin ldconfig -p | sed -n "s|^[[:space:]]*$loaded_library .* => ||p" | head -n 1
  fi
}

# The libraries that a program is linked with or loads, and theirs, one path a line.
libraries_of() {
  local loaded own
  loaded=$(loaded_library_of "$1")
  [[ -n $loaded ]] || die "this machine has no $loaded_library"
  # From the root, since ldd prints what it is given.
  own=$(readlink -f "$(dirname "$1")/..")/lib
  {
    ldd "$1"
    printf '%s\n' "$loaded"
    LD_LIBRARY_PATH=$own ldd "$loaded"
  } | grep -v 'not found' | grep -oE '/[^ ]+' | sort -u
}

# The oldest glibc that has all that programs and libraries ask for, such as 2.34.
needed_glibc() { objdump --dynamic-syms "$@" | grep -oE 'GLIBC_[0-9.]+' | sed 's/GLIBC_//' | sort --version-sort --unique | tail -n 1; }

# The glibc that releases promise to run on: Debian 12's.
glibc_bound=${GLIBC_BOUND:-2.36}

# Ends where files need a later glibc than releases promise; else prints which they need.
hold_to_glibc() {
  local needed
  needed=$(needed_glibc "$@")
  [[ $(printf '%s\n' "$needed" "$glibc_bound" | sort --version-sort | tail -n 1) == "$glibc_bound" ]] ||
    die "glibc $needed is needed, and releases promise to run on $glibc_bound: build on Debian 12, or set GLIBC_BOUND for packages of your own"
  printf 'needs glibc %s or later (releases promise %s)\n' "$needed" "$glibc_bound"
}

# Packs the tree of a name into .tar.gz, with its checksum beside it; the same tree gives the same bytes.
make_archive() {
  local name=$1
  settle_times "$work/$name"
  if tar --version 2>/dev/null | grep -q GNU; then
    tar --sort=name --owner=0 --group=0 --numeric-owner --format=ustar -C "$work" -cf - "$name" | gzip -n -9 >"$work/$name.tar.gz"
  else
    tar --uid 0 --gid 0 --format ustar -C "$work" -cf - "$name" | gzip -n -9 >"$work/$name.tar.gz"
  fi
  (cd "$work" && { sha256sum "$name.tar.gz" 2>/dev/null || shasum -a 256 "$name.tar.gz"; } >"$name.tar.gz.sha256")
}
