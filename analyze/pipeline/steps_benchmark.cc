// Tokens a second of each step by itself: bazel run --config=opt //analyze/pipeline:steps_benchmark

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "analyze/claim/claim.h"
#include "analyze/claim/claim_finder.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/shallow/segment/segmentation.h"
#include "analyze/shallow/segment/segmenter.h"
#include "analyze/shallow/tag/tagger.h"
#include "analyze/shallow/tag/tagging.h"
#include "analyze/stance/stance_finder.h"
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

// What each step hands to the next, of one text.
struct Steps {
  const std::unique_ptr<const Lexicon> lexicon = Lexicon::Load("").value();
  const std::unique_ptr<const Segmenter> segmenter = Segmenter::Create(*lexicon).value();
  const Tagger tagger{*lexicon};
  const ClaimFinder claim_finder{*lexicon};
  const StanceFinder stance_finder{*lexicon};
  const std::string text = Text();
  const Segmentation segmentation = segmenter->Segment(text);
  const Tagging tagging = tagger.Tag(text, segmentation);
  const std::vector<Claim> claims =
      claim_finder.Find(text, segmentation, tagging, absl::InfiniteFuture()).value();
};

const Steps& TheSteps() {
  static const Steps& steps = *new Steps;
  return steps;
}

template <typename Step>
void Run(benchmark::State& state, const Step& step) {
  const Steps& steps = TheSteps();
  for (auto _ : state) {
    benchmark::DoNotOptimize(step(steps));
  }
  state.SetItemsProcessed(static_cast<int64_t>(steps.segmentation.tokens.size()) *
                          static_cast<int64_t>(state.iterations()));
}

void BM_Segment(benchmark::State& state) {
  Run(state, [](const Steps& s) { return s.segmenter->Segment(s.text); });
}
BENCHMARK(BM_Segment);

void BM_Tag(benchmark::State& state) {
  Run(state, [](const Steps& s) { return s.tagger.Tag(s.text, s.segmentation); });
}
BENCHMARK(BM_Tag);

void BM_FindClaims(benchmark::State& state) {
  Run(state, [](const Steps& s) {
    return s.claim_finder.Find(s.text, s.segmentation, s.tagging, absl::InfiniteFuture());
  });
}
BENCHMARK(BM_FindClaims);

void BM_FindStances(benchmark::State& state) {
  Run(state, [](const Steps& s) {
    return s.stance_finder.Find(s.text, s.segmentation, s.tagging, s.claims);
  });
}
BENCHMARK(BM_FindStances);

}  // namespace
}  // namespace standpoint
