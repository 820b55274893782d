"""C++ dependencies taken from the installed Debian/Ubuntu -dev packages.

Every repository mimics the labels of the upstream Bazel module of the same name, so that
BUILD files do not change when the dependencies come from somewhere else.
"""

load(":offline_rules.bzl", "files_repository", "native_rules")

def _missing(what, apt):
    fail("\n\n  %s was not found on this machine.\n  Install it with:  apt-get install %s\n" % (what, apt))

def _pkg_config(rctx, module, apt):
    tool = rctx.which("pkg-config")
    if not tool:
        _missing("pkg-config", "pkg-config")
    res = rctx.execute([tool, "--cflags", "--libs", module])
    if res.return_code != 0:
        _missing("C++ library '%s' (no %s.pc)" % (module, module), apt)
    defines, linkopts = [], []
    seen = {}
    for w in res.stdout.strip().split(" "):
        if w in ("", "-DNOMINMAX") or w in seen:  # one -l is enough for shared libraries
            continue
        if not w.startswith("-Wl,"):
            seen[w] = True
        if w.startswith("-D"):
            defines.append(w[2:])
        elif w.startswith("-I") or w.startswith("-isystem"):
            fail("%s: headers outside the default include path: %s" % (module, w))
        else:
            linkopts.append(w)
    return defines, linkopts

def _lib(rctx, name, spec, apt):
    """spec: 'pc:<module>' | 'header:<file>' | 'lib:<soname>:<header>' | 'dep:<label>', several separated by blanks."""
    defines, linkopts, deps = [], [], []
    for s in spec.split(" "):
        kind, _, rest = s.partition(":")
        if kind == "pc":
            pc_defines, pc_linkopts = _pkg_config(rctx, rest, apt)
            defines += pc_defines
            linkopts += pc_linkopts
        elif kind == "dep":
            deps.append(rest)
        elif kind == "header":  # a library of headers alone
            if not rctx.path("/usr/include/" + rest).exists:
                _missing("C++ header <%s>" % rest, apt)
        elif kind == "lib":
            lib, _, header = rest.partition(":")
            if header and not rctx.path("/usr/include/" + header).exists:
                _missing("C++ header <%s>" % header, apt)
            linkopts.append("-l" + lib)
        else:
            fail("bad spec " + s)
    return """
cc_library(
    name = %r,
    defines = %r,
    linkopts = %r,
    deps = %r,
)
""" % (name, defines, ["-Wl,--as-needed"] + linkopts, deps)

_HEADER = """load("@rules_cc//cc:cc_library.bzl", "cc_library")
package(default_visibility = ["//visibility:public"])
"""

def _system_library_impl(rctx):
    packages = {}
    for label, spec in rctx.attr.libs.items():
        pkg, _, name = label.rpartition(":")
        packages[pkg] = packages.get(pkg, _HEADER) + _lib(rctx, name, spec, rctx.attr.apt)
    for label, tool in rctx.attr.tools.items():
        pkg, _, name = label.rpartition(":")
        path = rctx.which(tool)
        if not path:
            _missing("program '%s'" % tool, rctx.attr.tools_apt or rctx.attr.apt)
        rctx.symlink(path, (pkg + "/" if pkg else "") + "bin/" + tool)
        packages[pkg] = packages.get(pkg, _HEADER) + 'sh_binary(name = %r, srcs = ["bin/%s"])\n' % (name, tool)
    if rctx.attr.extra:
        packages[""] = packages.get("", _HEADER) + rctx.attr.extra
    for d, target in rctx.attr.symlinks.items():
        rctx.symlink(target, d)
    for pkg, text in packages.items():
        rctx.file((pkg + "/" if pkg else "") + "BUILD", text)
    if "" not in packages:
        rctx.file("BUILD", "")
    rctx.file("WORKSPACE", "workspace(name = %r)\n" % rctx.name)

system_library = repository_rule(
    implementation = _system_library_impl,
    local = True,
    configure = True,
    environ = ["PATH", "PKG_CONFIG_LIBDIR", "PKG_CONFIG_PATH"],
    attrs = {
        "apt": attr.string(mandatory = True),
        "libs": attr.string_dict(),
        "tools": attr.string_dict(),
        "tools_apt": attr.string(),
        "symlinks": attr.string_dict(),
        "extra": attr.string(),
    },
)

def _system_files_impl(rctx):
    for f in rctx.attr.files:
        if not rctx.path(rctx.attr.directory + "/" + f).exists:
            _missing("file '%s/%s'" % (rctx.attr.directory, f), rctx.attr.apt)
        rctx.symlink(rctx.attr.directory + "/" + f, f)
    rctx.file("BUILD", 'filegroup(name = "files", srcs = %r, visibility = ["//visibility:public"])\n' % rctx.attr.files)
    rctx.file("WORKSPACE", "workspace(name = %r)\n" % rctx.name)

# Data that an installed package holds, as the filegroup `files`.
system_files = repository_rule(
    implementation = _system_files_impl,
    local = True,
    configure = True,
    attrs = {
        "apt": attr.string(mandatory = True),
        "directory": attr.string(mandatory = True),
        "files": attr.string_list(mandatory = True),
    },
)

_WKT = ["any", "api", "duration", "empty", "field_mask", "source_context", "struct", "timestamp", "type", "wrappers"]

_PROTOBUF_EXTRA = """
proto_library(name = "descriptor_proto", srcs = ["include/google/protobuf/descriptor.proto"], strip_import_prefix = "include")
[proto_library(
    name = n + "_proto",
    srcs = ["include/google/protobuf/" + n + ".proto"],
    strip_import_prefix = "include",
    deps = {"api": [":source_context_proto", ":type_proto"], "type": [":any_proto", ":source_context_proto"]}.get(n, []),
) for n in %r]
proto_lang_toolchain(
    name = "cc_toolchain",
    command_line = "--cpp_out=$(OUT)",
    runtime = ":protobuf",
    blacklisted_protos = [":descriptor_proto"] + [":" + n + "_proto" for n in %r],
)
""" % (_WKT, _WKT)

_ABSL = {
    "algorithm:container": "algorithm_container",
    "base:core_headers": "core_headers",
    "base:log_severity": "log_severity",
    "cleanup:cleanup": "cleanup",
    "container:flat_hash_map": "flat_hash_map",
    "container:flat_hash_set": "flat_hash_set",
    "container:btree": "btree",
    "container:inlined_vector": "inlined_vector",
    "container:node_hash_map": "node_hash_map",
    "debugging:failure_signal_handler": "failure_signal_handler",
    "debugging:symbolize": "symbolize",
    "flags:flag": "flags",
    "flags:parse": "flags_parse",
    "flags:usage": "flags_usage",
    "functional:any_invocable": "any_invocable",
    "functional:bind_front": "bind_front",
    "functional:function_ref": "function_ref",
    "hash:hash": "hash",
    "memory:memory": "memory",
    "random:random": "random_random",
    "status:status": "status",
    "status:statusor": "statusor",
    "strings:strings": "strings",
    "strings:str_format": "str_format",
    "strings:cord": "cord",
    "synchronization:synchronization": "synchronization",
    "time:time": "time",
    "types:optional": "optional",
    "types:span": "span",
    "types:variant": "variant",
}

def system_libs():
    """Declares one repository per library."""
    system_library(name = "abseil-cpp", apt = "libabsl-dev", libs = {"absl/" + k: "pc:absl_" + v for k, v in _ABSL.items()})
    protobuf = dict(
        apt = "libprotobuf-dev",
        libs = {":protobuf": "pc:protobuf", ":protobuf_lite": "pc:protobuf-lite"},
        tools = {":protoc": "protoc"},
        tools_apt = "protobuf-compiler",
        symlinks = {"include/google/protobuf": "/usr/include/google/protobuf"},
        extra = _PROTOBUF_EXTRA,
    )
    system_library(name = "com_google_protobuf", **protobuf)  # the name native proto_library looks for
    files_repository(name = "protobuf", files = {
        "BUILD": "".join([
            'alias(name = "%s", actual = "@com_google_protobuf//:%s", visibility = ["//visibility:public"])\n' % (n, n)
            for n in ["protobuf", "protobuf_lite", "protoc", "cc_toolchain", "descriptor_proto"] + [w + "_proto" for w in _WKT]
        ]),
        "bazel/BUILD": "",
        "bazel/proto_library.bzl": native_rules("proto_library"),
        "bazel/cc_proto_library.bzl": native_rules("cc_proto_library"),
        "bazel/common/BUILD": "",
        "bazel/common/builtin.bzl": "PROTO_INFO = ProtoInfo\n",
        "bazel/common/proto_info.bzl": 'load(":builtin.bzl", "PROTO_INFO")\nProtoInfo = PROTO_INFO\n',
    })
    system_library(
        name = "grpc",
        apt = "libgrpc++-dev",
        libs = {
            ":grpc++": "pc:grpc++ dep:@com_google_protobuf//:protobuf",
            ":grpc++_reflection": "lib:grpc++_reflection:grpcpp/ext/proto_server_reflection_plugin.h dep::grpc++",
            ":grpcpp_channelz": "lib:grpcpp_channelz:grpcpp/ext/channelz_service_plugin.h dep::grpc++",
        },
        tools = {"src/compiler:grpc_cpp_plugin": "grpc_cpp_plugin"},
        tools_apt = "protobuf-compiler-grpc",
    )
    system_library(name = "rocksdb", apt = "librocksdb-dev", libs = {":rocksdb": "pc:rocksdb"})
    system_library(name = "googletest", apt = "libgtest-dev libgmock-dev", libs = {
        ":gtest": "pc:gmock",
        ":gtest_main": "pc:gmock_main",
    })
    system_library(name = "google_benchmark", apt = "libbenchmark-dev", libs = {
        ":benchmark": "pc:benchmark",
        ":benchmark_main": "lib:benchmark_main:benchmark/benchmark.h pc:benchmark",
    })
    system_library(name = "gumbo", apt = "libgumbo-dev", libs = {":gumbo": "pc:gumbo"})
    system_library(name = "cld2", apt = "libcld2-dev", libs = {":cld2": "lib:cld2:cld2/public/compact_lang_det.h"})
    system_library(name = "uchardet", apt = "libuchardet-dev", libs = {":uchardet": "lib:uchardet:uchardet/uchardet.h"})
    system_library(name = "xxhash", apt = "libxxhash-dev", libs = {":xxhash": "pc:libxxhash"})
    system_library(name = "openssl", apt = "libssl-dev", libs = {":crypto": "pc:libcrypto"})
    system_library(name = "re2", apt = "libre2-dev", libs = {":re2": "pc:re2"})
    system_library(name = "zstd", apt = "libzstd-dev", libs = {":zstd": "pc:libzstd"})
    system_library(name = "highway", apt = "libhwy-dev", libs = {":hwy": "pc:libhwy"})
    system_library(name = "libarchive", apt = "libarchive-dev", libs = {":archive": "pc:libarchive"})
    system_library(name = "cli11", apt = "libcli11-dev", libs = {":cli11": "header:CLI/CLI.hpp"})
    system_library(name = "nlohmann_json", apt = "nlohmann-json3-dev", libs = {":json": "header:nlohmann/json.hpp"})
    system_library(name = "prometheus-cpp", apt = "prometheus-cpp-dev", libs = {
        "core:core": "pc:prometheus-cpp-core",
        "pull:pull": "pc:prometheus-cpp-pull",
    })
    system_library(name = "icu", apt = "libicu-dev", libs = {":icu": "pc:icu-uc pc:icu-i18n"})
    system_library(name = "librdkafka", apt = "librdkafka-dev", libs = {":rdkafka": "pc:rdkafka"})
    system_library(name = "libstemmer", apt = "libstemmer-dev", libs = {":libstemmer": "lib:stemmer:libstemmer.h"})
    system_files(
        name = "wordnet",
        apt = "wordnet-base",
        directory = "/usr/share/wordnet",
        files = ["cntlist.rev"] +
                ["data." + pos for pos in ["adj", "adv", "noun", "verb"]] +
                ["index." + pos for pos in ["adj", "adv", "noun", "verb"]] +
                [pos + ".exc" for pos in ["adj", "noun", "verb"]],
    )
