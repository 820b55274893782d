#include "analyze/encode/network_sample.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace standpoint {

Segments SplitAtSpaces(absl::string_view text) {
  Segments segments;
  uint32_t first = 0;
  const auto end_sentence = [&] {
    const uint32_t last = static_cast<uint32_t>(segments.words.size());
    if (last > first) {
      segments.sentences.push_back({first, last, false});
    }
    first = last;
  };
  for (size_t i = 0; i < text.size();) {
    if (absl::ascii_isspace(static_cast<unsigned char>(text[i]))) {
      if (text[i] == '\n') {
        end_sentence();
      }
      ++i;
      continue;
    }
    const size_t begin = i;
    while (i < text.size() && !absl::ascii_isspace(static_cast<unsigned char>(text[i]))) {
      ++i;
    }
    segments.words.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(i), true, false});
  }
  end_sentence();
  return segments;
}

NetworkSample::NetworkSample()
    : file(ModelFile::Open(std::string(kSamplePath)).value()),
      encoder(Encoder::Create(*file).value()),
      text(file->Bytes("sample/sentences").value()),
      segments(SplitAtSpaces(text)) {}

absl::Span<const float> NetworkSample::Expected(const std::string& name) const {
  return file->Find<float>(absl::StrCat("sample/", name), {ModelFile::kAny}).value().span();
}

}  // namespace standpoint
