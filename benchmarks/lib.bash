# Sourced by the scripts of this folder: tools, work folder, Debian base, build storage.
# shellcheck shell=bash

say() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }

die() {
  say "$*"
  exit 2
}

# Nothing is installed from here: a benchmark that changes the machine is a surprise.
need_tools() {
  local tool missing=()
  for tool in "$@"; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  ((${#missing[@]} == 0)) || die "missing: ${missing[*]} (Debian, Ubuntu: apt-get install ${missing[*]})"
}

need_root() {
  ((EUID == 0)) || die "debootstrap needs root: sudo $*"
}

# Sets $work, and puts the build storage below it, so that nothing of the user's own is touched.
open_work_dir() {
  mkdir -p "$1"
  work=$(cd "$1" && pwd)
  export STORAGE_DRIVER=vfs
  export CONTAINERS_STORAGE_CONF=$work/storage.conf
  printf '[storage]\ndriver = "vfs"\ngraphroot = "%s"\nrunroot = "%s"\n' \
    "$work/storage" "$work/storage-run" >"$CONTAINERS_STORAGE_CONF"
  trap close_work_dir EXIT
}

close_work_dir() {
  [[ -n ${KEEP_STORAGE:-} ]] && return
  rm -rf "$work/storage" "$work/storage-run" "$work/rootfs" "$work/context" "$work/base" "$work/storage.conf"
}

# debian_base DIR [debootstrap option...]: a minimal Debian 12 root file system in DIR.
debian_base() {
  local root=$1
  shift
  say "debootstrap (${DEBIAN_MIRROR:-http://deb.debian.org/debian}) into $root"
  rm -rf "$root"
  debootstrap --variant=minbase "$@" bookworm "$root" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" \
    >"$work/debootstrap.log" || die "debootstrap failed, see $work/debootstrap.log"
  # No image that people build upon has device nodes, or the name and the resolver of the machine it came from.
  rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/* "$root"/dev/* \
    "$root"/etc/{hostname,resolv.conf}
  # As in the images that people build upon: packages go once they are installed.
  echo 'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb"; };' >"$root/etc/apt/apt.conf.d/docker-clean"
}

# build_from_rootfs DIR IMAGE: an image of one layer that holds DIR; DIR is gone afterwards.
build_from_rootfs() {
  local context=$work/base
  say "base image $2"
  rm -rf "$context"
  mkdir "$context"
  tar --numeric-owner --sort=name -C "$1" -cf "$context/rootfs.tar" .
  rm -rf "$1"
  printf 'FROM scratch\nADD rootfs.tar /\nCMD ["bash"]\n' >"$context/Dockerfile"
  # Without --layers the history would credit the last instruction with what ADD wrote.
  buildah build --layers --format docker --isolation chroot --quiet --tag "$2" "$context" >/dev/null
  rm -rf "$context"
}
