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
