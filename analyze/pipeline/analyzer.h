// Text in, claims and stances out: the steps of the analysis in their order.

#ifndef STANDPOINT_ANALYZE_PIPELINE_ANALYZER_H_
#define STANDPOINT_ANALYZE_PIPELINE_ANALYZER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "analyze/pipeline/resource_names.h"  // IWYU pragma: export: callers name what they have analysed
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

struct AnalyzerOptions {
  // Files here replace the built-in lexicon files of the same names. Empty: the built-in ones
  // alone.
  std::string lexicon_dir;
  // The language model; empty: where FindLanguageModel finds it. Its heads lie where FindHeadsModel finds them.
  std::string model_path;
};

// What each step took of one analysis.
struct StepTimes {
  absl::Duration segment;
  absl::Duration encode;
  absl::Duration tag;
  absl::Duration lemma;
  absl::Duration parse;
  absl::Duration entity;
  absl::Duration heads;
  absl::Duration coreference;
  absl::Duration claim;
  absl::Duration stance;

  StepTimes& operator+=(const StepTimes& other);
};

// The steps by name, in their order.
struct NamedStep {
  const char* name;
  absl::Duration StepTimes::*time;
};
inline constexpr NamedStep kAnalysisSteps[] = {
    {"segment", &StepTimes::segment}, {"encode", &StepTimes::encode},
    {"tag", &StepTimes::tag},         {"lemma", &StepTimes::lemma},
    {"parse", &StepTimes::parse},     {"entity", &StepTimes::entity},
    {"heads", &StepTimes::heads},     {"coreference", &StepTimes::coreference},
    {"claim", &StepTimes::claim},     {"stance", &StepTimes::stance},
};

// Threads: safe; one analyzer serves any number of threads.
class Analyzer {
 public:
  // Errors: NOT_FOUND (LEXICON_NOT_FOUND), INVALID_ARGUMENT (LEXICON_INVALID); NOT_FOUND
  // (LANGUAGE_MODEL_NOT_FOUND, HEADS_MODEL_NOT_FOUND) and those of LanguageEngine::Load.
  static absl::StatusOr<std::unique_ptr<Analyzer>> Load(const AnalyzerOptions& options = {});
  ~Analyzer();

  // Analyses `text`, which has to be UTF-8 and at most `kLongestText` bytes. Claims carry their
  // terms; resource names, document and revision stay empty. The same text gives the same analysis.
  // `times`, when given, is added to. Errors: INVALID_ARGUMENT (INVALID_FIELD, field "text") for
  // malformed UTF-8 or too long a text; DEADLINE_EXCEEDED (ANALYSIS_DEADLINE) when `deadline` has
  // come, looked at between sentences and steps.
  absl::StatusOr<v1::Analysis> Analyze(absl::string_view text,
                                       absl::Time deadline = absl::InfiniteFuture(),
                                       StepTimes* times = nullptr) const;

  // Normalised words of a proposition, comparable with Claim.terms, each once.
  std::vector<std::string> Terms(absl::string_view proposition) const;

  // Its vector, as Claim.embedding has it: signed 8-bit components to be compared by their cosine, of one length for all
  // texts of one analyzer; empty when no word is known.
  std::string Embed(absl::string_view proposition) const;

  // How each claim, as worded, stands to the proposition; one judgement per claim, in order. Of a topic without a verb
  // ("nuclear power") it is who is for it and who against.
  std::vector<v1::Judgement> Judge(absl::string_view proposition,
                                   absl::Span<const std::string> claims) const;

  // Version of the code and digest over the lexicon files in force, the language model and its heads.
  const v1::Analyzer& identity() const;

  static constexpr size_t kLongestText = 256u << 20;  // bytes

 private:
  struct Steps;
  explicit Analyzer(std::unique_ptr<const Steps> steps);

  std::unique_ptr<const Steps> steps_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PIPELINE_ANALYZER_H_
