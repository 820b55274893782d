#include "analyze/pipeline/analyzer.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "analyze/claim/claim.h"
#include "analyze/claim/claim_finder.h"
#include "analyze/claim/field_confidence.h"
#include "analyze/claim/holder_names.h"
#include "analyze/claim/standalone.h"
#include "analyze/language/language_engine.h"
#include "analyze/language/model_path.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/lexicon/term_extractor.h"
#include "analyze/pipeline/analysis_builder.h"
#include "analyze/pipeline/claim_details.h"
#include "analyze/pipeline/claim_entities.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/reading/text_reader.h"
#include "analyze/relate/judge.h"
#include "analyze/relate/relation_model.h"
#include "analyze/stance/stance.h"
#include "analyze/stance/stance_finder.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "openssl/sha.h"
#include "unicode/utf8.h"

namespace standpoint {
namespace {

// Grows with every change that can change an answer.
constexpr absl::string_view kVersion = "0.4.0";

bool IsUtf8(absl::string_view text) {
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    UChar32 code_point;
    U8_NEXT(text.data(), at, size, code_point);
    if (code_point < 0) {
      return false;
    }
  }
  return true;
}

absl::Status CheckText(absl::string_view text) {
  if (text.size() > Analyzer::kLongestText) {
    return InvalidField("text", absl::StrCat("is longer than ", Analyzer::kLongestText, " bytes"));
  }
  if (!IsUtf8(text)) {
    return InvalidField("text", "is not well-formed UTF-8");
  }
  return absl::OkStatus();
}

absl::Status CheckDeadline(absl::Time deadline) {
  if (absl::Now() < deadline) {
    return absl::OkStatus();
  }
  return MakeError(absl::StatusCode::kDeadlineExceeded, "ANALYSIS_DEADLINE",
                   "the deadline came before the analysis was done");
}

void NameHolders(const HolderNames& names, std::vector<Claim>& claims,
                 std::vector<Stance>& stances) {
  for (Claim& claim : claims) {
    for (Holder& holder : claim.holders) {
      holder.full_name = names.FullName(holder.mention);
    }
  }
  for (Stance& stance : stances) {
    stance.holder.full_name = names.FullName(stance.holder.mention);
  }
}

// One digest over lexicon, model, heads and relations: what any of them changes can change an answer.
std::string ModelDigest(const Lexicon& lexicon, const LanguageEngine& engine,
                        const RelationModel& relations) {
  const std::string all = absl::StrCat(
      "lexicon ", lexicon.digest(), " model ", absl::Hex(engine.model_checksum()), " heads ",
      absl::Hex(engine.heads()->checksum()), " relations ", absl::Hex(relations.checksum()));
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(all.data()), all.size(), digest);
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest), sizeof(digest)));
}

// The engine's steps come first, in its own order.
void AddEngineTimes(const LanguageStepTimes& times, StepTimes& took) {
  for (size_t i = 0; i < times.size(); ++i) {
    took.*kAnalysisSteps[i].time += times[i];
  }
}

// Whether somebody asks for "nuclear power" and not for a sentence. The tagger takes some verbs for nouns ("Standardised tests harm
// pupils."), so only what is short and ends without a stop can be a topic.
bool NamesTopic(const TextReader& reader, absl::string_view proposition) {
  constexpr size_t kLongestTopic = 40;  // bytes
  constexpr size_t kMostWords = 4;
  if (proposition.size() > kLongestTopic ||
      proposition.find_first_of(".!?") != absl::string_view::npos) {
    return false;
  }
  const absl::StatusOr<TextReader::Lease> reading = reader.Read(proposition);
  if (!reading.ok()) {
    return false;
  }
  const TaggedText words = (*reading)->text();
  bool named = words.size() <= kMostWords;
  for (size_t i = 0; i < words.size() && named; ++i) {
    const Tag tag = words.tag(i);
    named = !words.finite(i) && tag != Tag::kVerb && tag != Tag::kAuxiliary && tag != Tag::kBase;
  }
  return named && IsNominal(words.tag(words.size() - 1));
}

// Adds the time since it was made, or since its last lap, to what it is pointed at.
class StopWatch {
 public:
  void Lap(absl::Duration& total) {
    const absl::Time now = absl::Now();
    total += now - since_;
    since_ = now;
  }

 private:
  absl::Time since_ = absl::Now();
};

}  // namespace

// The steps, all reading the same lexicon and model.
struct Analyzer::Steps {
  Steps(std::unique_ptr<const Lexicon> words, std::unique_ptr<const LanguageEngine> model,
        std::unique_ptr<const RelationModel> relation_model)
      : lexicon(std::move(words)), engine(std::move(model)), relations(std::move(relation_model)) {
    identity.set_version(std::string(kVersion));
    identity.set_model_digest(ModelDigest(*lexicon, *engine, *relations));
  }

  const std::unique_ptr<const Lexicon> lexicon;
  const std::unique_ptr<const LanguageEngine> engine;
  const std::unique_ptr<const RelationModel> relations;
  const TextReader reader{*engine, *lexicon};
  const ClaimFinder claims{*lexicon};
  const FieldConfidence confidence{*lexicon};
  const StanceFinder stances{*lexicon};
  const PropositionJudge judge{*lexicon, *relations};
  const TermExtractor terms{*lexicon};
  const ClaimDetails details{engine->labels(), *engine->heads()};
  v1::Analyzer identity;
};

StepTimes& StepTimes::operator+=(const StepTimes& other) {
  for (const NamedStep& step : kAnalysisSteps) {
    this->*step.time += other.*step.time;
  }
  return *this;
}

Analyzer::Analyzer(std::unique_ptr<const Steps> steps) : steps_(std::move(steps)) {}

Analyzer::~Analyzer() = default;

absl::StatusOr<std::unique_ptr<Analyzer>> Analyzer::Load(const AnalyzerOptions& options) {
  ASSIGN_OR_RETURN(std::unique_ptr<const Lexicon> lexicon, Lexicon::Load(options.lexicon_dir));
  ASSIGN_OR_RETURN(const std::string path, FindLanguageModel(options.model_path));
  ASSIGN_OR_RETURN(const std::string heads_path, FindHeadsModel(path));
  ASSIGN_OR_RETURN(std::unique_ptr<const LanguageEngine> engine,
                   LanguageEngine::Load(path, heads_path));
  ASSIGN_OR_RETURN(std::unique_ptr<const RelationModel> relations, RelationModel::Load());
  auto steps =
      std::make_unique<const Steps>(std::move(lexicon), std::move(engine), std::move(relations));
  return std::unique_ptr<Analyzer>(new Analyzer(std::move(steps)));
}

absl::StatusOr<v1::Analysis> Analyzer::Analyze(absl::string_view text, absl::Time deadline,
                                               StepTimes* times) const {
  RETURN_IF_ERROR(CheckText(text));
  StepTimes unused;
  StepTimes& took = times != nullptr ? *times : unused;
  ASSIGN_OR_RETURN(const TextReader::Lease reading, steps_->reader.Read(text, deadline));
  AddEngineTimes(reading->times(), took);
  const TaggedText words = reading->text();
  StopWatch watch;
  ASSIGN_OR_RETURN(std::vector<Claim> claims, steps_->claims.Find(words, deadline));
  watch.Lap(took.claim);
  std::vector<Stance> stances = steps_->stances.Find(words, claims);
  RETURN_IF_ERROR(CheckDeadline(deadline));
  const HolderNames names(words, *steps_->lexicon);
  NameHolders(names, claims, stances);
  for (Claim& claim : claims) {
    steps_->confidence.Set(claim);
  }
  v1::Analysis analysis = BuildAnalysis(text, words.segments(), claims, stances, steps_->terms,
                                        StandaloneText(words, names, *steps_->lexicon));
  steps_->details.Fill(text, reading->syntax(), analysis);
  ClaimEntities(text, reading->syntax(), names).Fill(analysis);
  for (v1::Claim& claim : *analysis.mutable_claims()) {
    claim.set_embedding(
        Embed(claim.standalone_text().empty() ? claim.text() : claim.standalone_text()));
  }
  *analysis.mutable_analyzer() = steps_->identity;
  watch.Lap(took.stance);
  return analysis;
}

std::vector<std::string> Analyzer::Terms(absl::string_view proposition) const {
  return steps_->terms.Terms(proposition);
}

std::string Analyzer::Embed(absl::string_view proposition) const {
  return steps_->relations->sentences().Embed(proposition);
}

std::vector<v1::Judgement> Analyzer::Judge(absl::string_view proposition,
                                           absl::Span<const std::string> claims) const {
  return NamesTopic(steps_->reader, proposition) ? steps_->judge.JudgeTopic(proposition, claims)
                                                 : steps_->judge.Judge(proposition, claims);
}

const v1::Analyzer& Analyzer::identity() const { return steps_->identity; }

}  // namespace standpoint
