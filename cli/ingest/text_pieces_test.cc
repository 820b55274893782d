#include "cli/ingest/text_pieces.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "cli/ingest/byte_source.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

// Gives at most three bytes at a time.
class Trickle : public ByteSource {
 public:
  explicit Trickle(std::string text) : text_(std::move(text)) {}
  absl::StatusOr<size_t> Read(char* to, size_t size) override {
    const size_t got = std::min({size, text_.size() - at_, size_t{3}});
    std::memcpy(to, text_.data() + at_, got);
    at_ += got;
    return got;
  }
  int64_t position() const override { return static_cast<int64_t>(at_); }

 private:
  const std::string text_;
  size_t at_ = 0;
};

std::vector<std::string> Pieces(const std::string& text, size_t max_bytes) {
  TextPieces pieces(std::make_unique<Trickle>(text), max_bytes);
  std::vector<std::string> out;
  std::string piece;
  while (*pieces.Next(piece)) out.push_back(piece);
  return out;
}

TEST(TextPiecesTest, CutsWhereLittleIsLost) {
  const std::pair<std::string, size_t> cases[] = {{"a b\n\nc d\n \t\ne f\ng", 12},
                                                  {"a b\nc d\ne", 8},
                                                  {"ab cd ef", 6},
                                                  {"abcdef", 6},
                                                  {"abc\xc3", 3},
                                                  {"a\xf0\x9f\x98", 1},
                                                  {"\x80\x80\x80\x80\x80", 5},
                                                  {"\xc3", 1},
                                                  {"\n\na", 2},
                                                  {"\nab", 1}};
  for (const auto& [text, cut] : cases) EXPECT_EQ(PlaceToCut(text), cut) << text;
}

TEST(TextPiecesTest, ThePiecesAreTheText) {
  EXPECT_EQ(Pieces("", 8), std::vector<std::string>());
  EXPECT_EQ(Pieces("ab\n\ncd\n\nef", 8), (std::vector<std::string>{"ab\n\ncd\n\n", "ef"}));
  std::mt19937 random(5);
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (size_t n = random() % 60; n > 0; --n) text.push_back("ab\n\n \xc3\xa9\xf0"[random() % 8]);
    const size_t max_bytes = 1 + random() % 20;
    std::string whole;
    for (const std::string& piece : Pieces(text, max_bytes)) {
      EXPECT_LE(piece.size(), max_bytes);
      whole += piece;
    }
    ASSERT_EQ(whole, text);
  }
}

}  // namespace
}  // namespace standpoint
