// The whole engine on any bytes: no crash, and every sentence has its tree.

#include <stdlib.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "analyze/language/language_engine.h"
#include "analyze/language/syntax.h"
#include "analyze/language/test_model.h"

namespace {

std::unique_ptr<const standpoint::LanguageEngine> Load() {
  char path[] = "/tmp/language_engine_fuzz_XXXXXX";
  const int file = mkstemp(path);
  if (file < 0) std::abort();
  std::ofstream(path, std::ios::binary) << standpoint::TestLanguageModel();
  auto engine = standpoint::LanguageEngine::Load(path);
  std::remove(path);
  close(file);
  if (!engine.ok()) std::abort();
  return *std::move(engine);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto& engine = *Load().release();
  static auto& workspace = *new standpoint::LanguageWorkspace();
  static auto& syntax = *new standpoint::Syntax();
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  if (!engine.Read(text, absl::InfiniteFuture(), workspace, syntax).ok()) std::abort();
  for (const standpoint::SentenceSpan& sentence : syntax.segments.sentences) {
    int roots = 0;
    for (uint32_t word = sentence.first_word; word < sentence.last_word; ++word) {
      const uint32_t head = syntax.dependencies.words[word].head;
      const bool root = head == standpoint::Dependency::kRoot;
      if (!root && (head < sentence.first_word || head >= sentence.last_word)) std::abort();
      roots += root ? 1 : 0;
    }
    if (roots != 1) std::abort();
  }
  return 0;
}
