"""cc_fuzz_test: a libFuzzer target that is also a test replaying its corpus.

Without --config=fuzz the target links a small main that runs every corpus file once, so `bazel test //...` replays
the corpus with whatever compiler and sanitizer is in use. With --config=fuzz it is a libFuzzer binary:
    ./test --fuzz 60 //ingest/extract:html_fuzz
The target carries the tags "fuzz" (for ./test --fuzz) and "sanitize" (./test replays it under sanitizers as well).
The corpus stands in testdata/<name of the target>/.
"""

load("@rules_cc//cc:defs.bzl", "cc_test")

def cc_fuzz_test(name, srcs, corpus, deps = [], tags = [], **kwargs):
    """Declares the test `name`.

    Args:
      name: the target.
      srcs: the source that defines LLVMFuzzerTestOneInput.
      corpus: labels of the seed inputs, replayed by the test.
      deps: what srcs include.
      tags: further tags.
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
        tags = tags + [t for t in ["fuzz", "sanitize"] if t not in tags],
        **kwargs
    )
