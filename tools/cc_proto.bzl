"""standpoint_proto: C++ messages (and gRPC stubs) of .proto files, included as "standpoint/v1/claim.pb.h".

The proto root is //proto, so that imports and includes read as they do for a client who compiles the
same files with `protoc -I proto`.
"""

load("@rules_cc//cc:defs.bzl", "cc_library")

def _srcs_of(label):
    if ":" in label:
        return label + "_srcs"
    return "%s:%s_srcs" % (label, label.rpartition("/")[2])  # //proto/google/rpc means //proto/google/rpc:rpc

def standpoint_proto(name, srcs, deps = [], grpc = False, visibility = None):
    """Declares `name` (a cc_library) and `name_srcs` (the .proto files with those they import).

    Args:
      name: the library.
      srcs: .proto files of this package.
      deps: other standpoint_proto targets that srcs import.
      grpc: whether to generate service stubs as well.
      visibility: of the library.
    """
    stems = [s[:-len(".proto")] for s in srcs]
    native.filegroup(
        name = name + "_srcs",
        srcs = srcs + [_srcs_of(d) for d in deps],
        visibility = ["//visibility:public"],
    )
    kinds = [".pb"] + ([".grpc.pb"] if grpc else [])
    plugin = "@grpc//src/compiler:grpc_cpp_plugin"
    cmd = "$(execpath @protobuf//:protoc) -Iproto -I/usr/include --cpp_out=$(GENDIR)/proto "
    if grpc:
        cmd += "--plugin=protoc-gen-grpc=$(execpath %s) --grpc_out=$(GENDIR)/proto " % plugin
    native.genrule(
        name = name + "_gen",
        srcs = [":" + name + "_srcs"],
        outs = [s + k + e for s in stems for k in kinds for e in [".h", ".cc"]],
        cmd = cmd + " ".join(["$(location %s)" % s for s in srcs]),
        tools = ["@protobuf//:protoc"] + ([plugin] if grpc else []) + srcs,
    )
    cc_library(
        name = name,
        srcs = [s + k + ".cc" for s in stems for k in kinds],
        hdrs = [s + k + ".h" for s in stems for k in kinds],
        copts = ["-Wno-all", "-Wno-extra"],
        features = ["-layering_check"],
        strip_include_prefix = "/proto",
        deps = deps + ["@protobuf//:protobuf"] + (["@grpc//:grpc++"] if grpc else []),
        visibility = visibility,
    )
