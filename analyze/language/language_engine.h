// The language engine: text -> sentences, words, tags, trees, names, and who is meant by which mention.

#ifndef STANDPOINT_ANALYZE_LANGUAGE_LANGUAGE_ENGINE_H_
#define STANDPOINT_ANALYZE_LANGUAGE_LANGUAGE_ENGINE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "analyze/coreference/coreference_resolver.h"
#include "analyze/encode/encoder.h"
#include "analyze/encode/workspace.h"
#include "analyze/entity/entity_recognizer.h"
#include "analyze/heads/heads.h"
#include "analyze/language/syntax.h"
#include "analyze/language/syntax_labels.h"
#include "analyze/model/model_file.h"
#include "analyze/parse/dependency_parser.h"
#include "analyze/segment/segments.h"
#include "analyze/segment/word_segmenter.h"
#include "analyze/tag/lemmatizer.h"
#include "analyze/tag/morph_tagger.h"
#include "analyze/tag/morphology.h"

namespace standpoint {

constexpr size_t kLanguageSteps = 8;
constexpr std::array<const char*, kLanguageSteps> kLanguageStepNames = {
    "segment", "encode", "tag", "lemma", "parse", "entity", "heads", "coreference"};
using LanguageStepTimes = std::array<absl::Duration, kLanguageSteps>;

// One thread's scratch memory, for one engine: it grows to the longest text and is used again. `times`, of the thread's own
// processor time, add up.
struct LanguageWorkspace {
  SegmentWorkspace segment;
  Workspace network;
  LanguageStepTimes times = {};
};

// Threads: safe; each thread brings its own workspace. Time: linear in the text, whatever its bytes.
class LanguageEngine {
 public:
  // Maps the model's file, which all engines of a process that name it share, and that of its heads; without heads
  // (`heads_path` empty) Syntax::head_scores stays empty.
  // Errors: those of ModelFile: MODEL_FILE_UNREADABLE, MODEL_FILE_DAMAGED, MODEL_FILE_VERSION, MODEL_FILE_MISMATCH.
  static absl::StatusOr<std::unique_ptr<const LanguageEngine>> Load(
      const std::string& path, const std::string& heads_path = "");

  // Replaces `syntax` by that of `text`: any bytes, fewer than 4 GiB.
  // Errors: DEADLINE_EXCEEDED (ANALYSIS_DEADLINE), between groups of sentences; `syntax` is unspecified then.
  absl::Status Read(absl::string_view text, absl::Time deadline, LanguageWorkspace& workspace,
                    Syntax& syntax) const;
  absl::StatusOr<Syntax> Read(absl::string_view text, absl::Time deadline,
                              LanguageWorkspace& workspace) const;

  // The same of words that were cut elsewhere.
  absl::Status ReadWords(absl::string_view text, Segments segments, absl::Time deadline,
                         LanguageWorkspace& workspace, Syntax& syntax) const;

  // What the numbers in a Syntax stand for.
  const SyntaxLabels& labels() const { return labels_; }
  // The model's card, JSON: data, licences, date, scores.
  absl::string_view card() const { return card_; }
  uint64_t model_checksum() const { return model_->checksum(); }
  // What puts Syntax::head_scores together; null without heads.
  const Heads* heads() const { return heads_.get(); }

 private:
  LanguageEngine() = default;
  absl::Status Create();
  absl::Status ReadSegments(absl::string_view text, absl::Time deadline,
                            LanguageWorkspace& workspace, Syntax& syntax) const;
  // Of the words [first, last), which follow those that have lemmas already.
  void AppendLemmas(absl::string_view text, const Segments& segments, uint32_t first, uint32_t last,
                    Morphology& morphology) const;

  std::unique_ptr<const ModelFile> model_;
  std::unique_ptr<const WordSegmenter> segmenter_;
  std::unique_ptr<const Encoder> encoder_;
  std::unique_ptr<const MorphTagger> tagger_;
  std::unique_ptr<const Lemmatizer> lemmatizer_;
  std::unique_ptr<const DependencyParser> parser_;
  std::unique_ptr<const EntityRecognizer> recognizer_;
  std::unique_ptr<const CoreferenceResolver> resolver_;
  std::unique_ptr<const Heads> heads_;
  SyntaxLabels labels_;
  absl::string_view card_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_LANGUAGE_LANGUAGE_ENGINE_H_
