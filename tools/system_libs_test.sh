#!/bin/bash
# Tests that a missing package stops the build with the line that installs it: runs Bazel on a small workspace with the
# rules of this one, where libraries, headers and programs cannot be found.
set -euo pipefail
space="$TEST_TMPDIR/space"
mkdir -p "$space/tools"
cp tools/offline_rules.bzl tools/system_libs.bzl "$space/tools/"
printf 'exports_files(["lcov_merger.py"])\n' > "$space/tools/BUILD"
: > "$space/tools/lcov_merger.py"
cp WORKSPACE "$space/"
cat > "$space/BUILD" << 'END'
cc_library(name = "library", deps = ["@rocksdb//:rocksdb"])
cc_library(name = "header", deps = ["@cld2//:cld2"])
genrule(name = "program", outs = ["version"], cmd = "$(execpath @protobuf//:protoc) > $@", tools = ["@protobuf//:protoc"])
END
cd "$space"

fail() {
  cat "$TEST_TMPDIR/log"
  echo "FAILED: $1" >&2
  exit 1
}

# Builds target $1 with the further flags and expects the line that installs package $2.
expect() {
  if HOME="$TEST_TMPDIR" bazel --batch --output_user_root="$TEST_TMPDIR/output" build --nobuild "${@:3}" "//:$1" > "$TEST_TMPDIR/log" 2>&1; then
    fail "//:$1 builds although it cannot"
  fi
  grep -q "was not found on this machine" "$TEST_TMPDIR/log" || fail "//:$1 fails for another reason"
  grep -q "apt-get install $2\$" "$TEST_TMPDIR/log" || fail "//:$1 does not say how to install $2"
}

expect library librocksdb-dev --repo_env=PKG_CONFIG_LIBDIR=/nonexistent
sed -i 's|cld2/public/|nowhere/|; s|"protoc"}|"protoc-of-nowhere"}|' tools/system_libs.bzl
expect header libcld2-dev
expect program protobuf-compiler
echo "passed"
