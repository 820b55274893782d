// Words a second: bazel run --config=opt //analyze/segment:word_segmenter_benchmark -- MODEL [TEXT]

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "analyze/model/model_file.h"
#include "analyze/segment/segments.h"
#include "analyze/segment/word_segmenter.h"

namespace standpoint {
namespace {

constexpr absl::string_view kParagraph =
    "The ferry board said on Monday that the night service has failed, although passengers like "
    "it. \"We sail half "
    "empty,\" Anton Vries told reporters. According to the ministry, fares may rise by 2030. The "
    "claim that the "
    "service costs jobs is a myth, he added. Unions demand that the timetable be restored; the "
    "port, where most "
    "boats now lie idle, hasn't replied.\n\n";
constexpr int kParagraphs = 2000;
constexpr int kRounds = 10;

std::string TextOf(int argc, char** argv) {
  std::string text;
  if (argc > 2) {
    std::ifstream file(argv[2], std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }
  for (int i = 0; i < kParagraphs; ++i) absl::StrAppend(&text, kParagraph);
  return text;
}

int Main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: word_segmenter_benchmark MODEL [TEXT]\n";
    return 2;
  }
  const auto model = ModelFile::Open(argv[1]);
  const auto segmenter = model.ok() ? WordSegmenter::Create(**model) : model.status();
  if (!segmenter.ok()) {
    std::cerr << segmenter.status() << "\n";
    return 1;
  }
  const std::string text = TextOf(argc, argv);
  SegmentWorkspace workspace;
  Segments segments;
  double best = 0;
  for (int round = 0; round < kRounds; ++round) {
    const auto begun = std::chrono::steady_clock::now();
    (*segmenter)->Segment(text, workspace, segments);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begun;
    best = std::max(best, static_cast<double>(segments.words.size()) / seconds.count());
  }
  std::cout << segments.words.size() << " words, " << segments.sentences.size()
            << " sentences: " << static_cast<size_t>(best) << " words a second, best of " << kRounds
            << "\n";
  return 0;
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) { return standpoint::Main(argc, argv); }
