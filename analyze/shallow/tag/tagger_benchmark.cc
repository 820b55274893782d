// Tokens a second: bazel run --config=opt //analyze/shallow/tag:tagger_benchmark

#include <cstdint>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/shallow/segment/segmentation.h"
#include "analyze/shallow/segment/segmenter.h"
#include "analyze/shallow/tag/tagger.h"
#include "analyze/shallow/tag/tagging.h"
#include "benchmark/benchmark.h"

namespace standpoint {
namespace {

constexpr absl::string_view kParagraph =
    "The ferry board said on Monday that the night service has failed, although passengers like "
    "it. \"We sail half empty,\" Anton Vries told reporters. According to the ministry, fares may "
    "rise by 2030. The claim that the service costs jobs is a myth, he added. Unions demand that "
    "the timetable be restored; the port, where most boats now lie idle, has not replied.\n\n";
constexpr int kParagraphs = 64;

std::string Text() {
  std::string text;
  for (int i = 0; i < kParagraphs; ++i) {
    absl::StrAppend(&text, kParagraph);
  }
  return text;
}

void BM_Tag(benchmark::State& state) {
  const std::unique_ptr<const Lexicon> lexicon = Lexicon::Load("").value();
  const std::unique_ptr<Segmenter> segmenter = Segmenter::Create(*lexicon).value();
  const std::string text = Text();
  const Segmentation segmentation = segmenter->Segment(text);
  const Tagger tagger(*lexicon);
  for (auto _ : state) {
    benchmark::DoNotOptimize(tagger.Tag(text, segmentation));
  }
  state.SetItemsProcessed(static_cast<int64_t>(segmentation.tokens.size()) *
                          static_cast<int64_t>(state.iterations()));
}
BENCHMARK(BM_Tag);

}  // namespace
}  // namespace standpoint
