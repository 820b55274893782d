"""cc_fuzz_test: a libFuzzer target that is also a test replaying its corpus.

Without --config=fuzz the target links a small main that runs every corpus file once, so `bazel test //...` replays
the corpus with whatever compiler and sanitizer is in use. With --config=fuzz it is a libFuzzer binary:
    bazel run --config=fuzz //ingest/extract:html_fuzz -- -max_total_time=60 $PWD/ingest/extract/testdata/html_fuzz
"""

load("@rules_cc//cc:defs.bzl", "cc_test")

def cc_fuzz_test(name, srcs, corpus, deps = [], **kwargs):
    """Declares the test `name`.

    Args:
      name: the target.
      srcs: the source that defines LLVMFuzzerTestOneInput.
      corpus: labels of the seed inputs, replayed by the test.
      deps: what srcs include.
      **kwargs: passed to cc_test.
    """
    cc_test(
        name = name,
        srcs = srcs,
        args = select({
            "//tools:fuzzing": [],
            "//conditions:default": ["$(locations %s)" % c for c in corpus],
        }),
        data = corpus,
        linkopts = select({
            "//tools:fuzzing": ["-fsanitize=fuzzer"],
            "//conditions:default": [],
        }),
        deps = deps + select({
            "//tools:fuzzing": [],
            "//conditions:default": ["//tools:fuzz_replay_main"],
        }),
        **kwargs
    )
