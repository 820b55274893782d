// segment MODEL < text: its words as CoNLL-U, forms alone.

#include <iostream>
#include <iterator>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "analyze/model/model_file.h"
#include "analyze/segment/segments.h"
#include "analyze/segment/word_segmenter.h"

namespace standpoint {
namespace {

void Write(absl::string_view text, const Segments& segments) {
  for (const SentenceSpan& sentence : segments.sentences) {
    std::cout << (sentence.starts_paragraph ? "# newpar\n" : "");
    for (size_t i = sentence.first_word; i < sentence.last_word; ++i) {
      const auto number = [&](size_t word) { return word - sentence.first_word + 1; };
      size_t last = i;
      while (last + 1 < sentence.last_word && segments.words[last + 1].joined) ++last;
      const bool space = last + 1 == segments.words.size() || segments.words[last + 1].space_before;
      const absl::string_view misc = space ? "_" : "SpaceAfter=No";
      if (last > i) {
        const auto token = text.substr(segments.words[i].begin,
                                       segments.words[last].end - segments.words[i].begin);
        std::cout << number(i) << "-" << number(last) << "\t" << token << "\t_\t_\t_\t_\t_\t_\t_\t"
                  << misc << "\n";
      }
      for (size_t word = i; word <= last; ++word) {
        std::cout << number(word) << "\t" << segments.Form(text, word) << "\t_\t_\t_\t_\t"
                  << number(word) - 1 << "\t" << (number(word) == 1 ? "root" : "dep") << "\t_\t"
                  << (last > i ? "_" : misc) << "\n";
      }
      i = last;
    }
    std::cout << "\n";
  }
}

int Main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: segment MODEL < text\n";
    return 2;
  }
  const auto model = ModelFile::Open(argv[1]);
  const auto segmenter = model.ok() ? WordSegmenter::Create(**model) : model.status();
  if (!segmenter.ok()) {
    std::cerr << segmenter.status() << "\n";
    return 1;
  }
  const std::string text(std::istreambuf_iterator<char>(std::cin), {});
  Write(text, (*segmenter)->Segment(text));
  return 0;
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) { return standpoint::Main(argc, argv); }
