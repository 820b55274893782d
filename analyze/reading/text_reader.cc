#include "analyze/reading/text_reader.h"

#include <cstddef>
#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "analyze/language/language_engine.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/join_sentences.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr size_t kLongestKept = size_t{1}
                                << 20;  // bytes; memory that grew for a longer text is given back

}  // namespace

TextReader::TextReader(const LanguageEngine& engine, const Lexicon& lexicon)
    : engine_(engine), joiner_(engine.labels(), lexicon), tagger_(engine.labels(), lexicon) {}

std::unique_ptr<Reading> TextReader::Take() const {
  absl::MutexLock lock(&mu_);
  if (idle_.empty()) {
    return std::make_unique<Reading>();
  }
  std::unique_ptr<Reading> reading = std::move(idle_.back());
  idle_.pop_back();
  return reading;
}

absl::StatusOr<TextReader::Lease> TextReader::Read(absl::string_view text,
                                                   absl::Time deadline) const {
  std::unique_ptr<Reading> reading = Take();
  reading->text_ = text;
  reading->workspace_.times = {};
  RETURN_IF_ERROR(engine_.Read(text, deadline, reading->workspace_, reading->syntax_));
  joiner_.Join(text, reading->syntax_);
  tagger_.TagWords(text, reading->syntax_, reading->tagging_);
  return Lease(reading.release(), [this](Reading* done) {
    std::unique_ptr<Reading> kept(done);
    if (kept->text_.size() <= kLongestKept) {
      absl::MutexLock lock(&mu_);
      idle_.push_back(std::move(kept));
    }
  });
}

}  // namespace standpoint
