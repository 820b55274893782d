// The stances that the analyzer finds in texts, with what their confidences are told by: what confidence.py learns from.
//
//   traits < TEXTS > STANCES
//
// TEXTS are parted by zero bytes. STANCES has a line of tabs for each stance: number of its text (from 0), holder ("author" for the
// author), target, direction (support, oppose, neutral), traits parted by commas. Exit status: 0 done, 2 a model or text cannot be read.

#include <cstddef>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "analyze/claim/claim_finder.h"
#include "analyze/language/language_engine.h"
#include "analyze/language/model_path.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/text_reader.h"
#include "analyze/stance/stance.h"
#include "analyze/stance/stance_confidence.h"
#include "analyze/stance/stance_finder.h"
#include "common/status/macros.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

absl::string_view Word(v1::Direction direction) {
  return direction == v1::DIRECTION_SUPPORT  ? "support"
         : direction == v1::DIRECTION_OPPOSE ? "oppose"
                                             : "neutral";
}

std::string OneLine(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"\t", " "}, {"\n", " "}, {"\r", " "}});
}

class Steps {
 public:
  static absl::StatusOr<std::unique_ptr<Steps>> Load() {
    ASSIGN_OR_RETURN(std::unique_ptr<const Lexicon> lexicon, Lexicon::Load(""));
    ASSIGN_OR_RETURN(const std::string model, FindLanguageModel(""));
    ASSIGN_OR_RETURN(const std::string heads, FindHeadsModel(model));
    ASSIGN_OR_RETURN(std::unique_ptr<const LanguageEngine> engine,
                     LanguageEngine::Load(model, heads));
    return std::make_unique<Steps>(std::move(lexicon), std::move(engine));
  }

  Steps(std::unique_ptr<const Lexicon> lexicon, std::unique_ptr<const LanguageEngine> engine)
      : lexicon_(std::move(lexicon)), engine_(std::move(engine)) {}

  absl::Status Write(size_t number, absl::string_view text, std::ostream& out) const {
    ASSIGN_OR_RETURN(const TextReader::Lease reading, reader_.Read(text));
    const TaggedText words = reading->text();
    ASSIGN_OR_RETURN(const std::vector<Claim> claims, claims_.Find(words));
    const auto slice = [text](ByteSpan span) {
      return OneLine(text.substr(span.begin, span.end - span.begin));
    };
    for (const Stance& stance : stances_.Find(words, claims)) {
      out << number << '\t' << (stance.holder.is_author() ? "author" : slice(stance.holder.mention))
          << '\t' << slice(stance.target) << '\t' << Word(stance.direction) << '\t'
          << absl::StrJoin(StanceTraits(words, stance), ",") << '\n';
    }
    return absl::OkStatus();
  }

 private:
  const std::unique_ptr<const Lexicon> lexicon_;
  const std::unique_ptr<const LanguageEngine> engine_;
  const TextReader reader_{*engine_, *lexicon_};
  const ClaimFinder claims_{*lexicon_};
  const StanceFinder stances_{*lexicon_};
};

}  // namespace
}  // namespace standpoint

int main() {
  const auto steps = standpoint::Steps::Load();
  if (!steps.ok()) {
    std::cerr << "traits: " << steps.status() << "\n";
    return 2;
  }
  size_t number = 0;
  for (std::string text; std::getline(std::cin, text, '\0'); ++number) {
    const absl::Status written = (*steps)->Write(number, text, std::cout);
    if (!written.ok()) {
      std::cerr << "traits: text " << number << ": " << written << "\n";
      return 2;
    }
  }
  return 0;
}
