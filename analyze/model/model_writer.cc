#include "analyze/model/model_writer.h"

#include <algorithm>

#include "xxhash.h"

namespace standpoint {
namespace {

constexpr size_t kHeaderBytes = 64;
constexpr size_t kEntryBytes = 96;
constexpr size_t kMinFileBytes = 512;

template <typename T>
void Append(std::string& out, T number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof(number));
}

void Pad(std::string& out, size_t multiple) {
  out.resize((out.size() + multiple - 1) / multiple * multiple);
}

}  // namespace

void ModelWriter::AddText(const std::string& section, const std::string& text) {
  Add<uint8_t>(section, {static_cast<uint32_t>(text.size())}, {text.begin(), text.end()});
}

std::string ModelWriter::Bytes() const {
  std::string table;
  std::string body;
  for (const auto& [name, section] : sections_) {
    const size_t before = kHeaderBytes + kEntryBytes * sections_.size();
    body.resize((before + body.size() + 63) / 64 * 64 - before);
    std::string entry = name;
    entry.resize(56);
    Append(entry, static_cast<uint32_t>(section.kind));
    Append(entry, static_cast<uint32_t>(section.shape.size()));
    for (size_t i = 0; i < 4; ++i) {
      Append(entry, i < section.shape.size() ? section.shape[i] : uint32_t{0});
    }
    Append(entry, static_cast<uint64_t>(before + body.size()));
    Append(entry, static_cast<uint64_t>(section.bytes.size()));
    table += entry;
    body += section.bytes;
  }
  body = table + body;
  body.resize(std::max(body.size(), kMinFileBytes - kHeaderBytes));
  std::string header = "STPLMODL";
  Append(header, uint32_t{1});
  Append(header, static_cast<uint32_t>(sections_.size()));
  Append(header, static_cast<uint64_t>(kHeaderBytes + body.size()));
  Append(header, static_cast<uint64_t>(XXH3_64bits(body.data(), body.size())));
  Pad(header, kHeaderBytes);
  return header + body;
}

}  // namespace standpoint
