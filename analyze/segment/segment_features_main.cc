// segment_features splits < text: the places where words may be split, with their features, for the trainer.
// segment_features boundaries CONTRACTIONS WEIGHTS < text: the words, with their features.
// What is written are little-endian records: see Place and Record.

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/segment/atoms.h"
#include "analyze/segment/boundary_features.h"
#include "analyze/segment/split_features.h"
#include "analyze/segment/word_splitter.h"

namespace standpoint {
namespace {

struct Place {
  uint32_t offset;
  SplitFeatures features;
};
static_assert(sizeof(Place) == 4 + 2 * kSplitFeatureCount);

struct Record {
  uint32_t begin;
  uint32_t end;
  uint16_t new_paragraph;
  uint16_t form;
  uint16_t suffix;
  uint16_t shape;
  PlaceFeatures place;
  uint16_t may_start;
};
static_assert(sizeof(Record) == 16 + 2 * kPlaceFeatureCount + 2);

std::string ReadFile(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void WriteSplits(absl::string_view text, const WordSplitter& splitter,
                 const std::vector<Atom>& atoms) {
  splitter.ForEachPlace(text, atoms, [](uint32_t offset, const SplitFeatures& features) {
    const Place place{offset, features};
    std::fwrite(&place, sizeof(place), 1, stdout);
  });
}

void WriteBoundaries(absl::string_view text, const WordSplitter& splitter,
                     const std::vector<Atom>& atoms) {
  std::vector<Word> words;
  splitter.SplitWords(text, atoms, words);
  std::vector<PlaceFeatures> places;
  for (size_t first = 0, last = 0; first < words.size(); first = last) {
    for (last = first + 1; last < words.size() && words[last].gap != Gap::kParagraph;) ++last;
    const auto paragraph = absl::MakeConstSpan(words).subspan(first, last - first);
    FindPlaceFeatures(paragraph, places);
    for (size_t i = 0; i < paragraph.size(); ++i) {
      const BoundaryWord features = FeaturesOf(paragraph[i]);
      const Record record{paragraph[i].begin,
                          paragraph[i].end,
                          i == 0,
                          features.form,
                          features.suffix,
                          features.shape,
                          places[i],
                          i > 0 && MayStart(paragraph[i - 1], paragraph[i])};
      std::fwrite(&record, sizeof(record), 1, stdout);
    }
  }
}

int Main(int argc, char** argv) {
  const absl::string_view mode = argc > 1 ? argv[1] : "";
  if (argc != (mode == "splits" ? 3 : 4) || (mode != "splits" && mode != "boundaries")) {
    std::cerr << "usage: segment_features splits CONTRACTIONS | boundaries CONTRACTIONS WEIGHTS\n";
    return 2;
  }
  const std::string text(std::istreambuf_iterator<char>(std::cin), {});
  const std::string contractions = ReadFile(argv[2]);
  const std::string weights = mode == "splits" ? "" : ReadFile(argv[3]);
  const auto splitter = WordSplitter::Create(
      contractions,
      absl::MakeConstSpan(reinterpret_cast<const int8_t*>(weights.data()), weights.size()));
  if (!splitter.ok()) {
    std::cerr << splitter.status() << "\n";
    return 1;
  }
  std::vector<Atom> atoms;
  FindAtoms(text, atoms);
  if (mode == "splits") {
    WriteSplits(text, *splitter, atoms);
  } else {
    WriteBoundaries(text, *splitter, atoms);
  }
  return 0;
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) { return standpoint::Main(argc, argv); }
