#include "analyze/language/language_engine.h"

#include <time.h>

#include <utility>

#include "absl/memory/memory.h"
#include "absl/time/clock.h"
#include "analyze/encode/chunk.h"
#include "analyze/entity/one_type.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

enum Step { kSegment, kEncode, kTag, kLemma, kParse, kEntity, kHeadScores, kCoreference };

absl::Duration ThreadCpuTime() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return absl::DurationFromTimespec(now);
}

// Adds the thread's own time since the last step to a step's.
class StepClock {
 public:
  explicit StepClock(LanguageStepTimes& times) : times_(times) {}
  void Ended(Step step) {
    const absl::Duration now = ThreadCpuTime();
    times_[step] += now - last_;
    last_ = now;
  }

 private:
  LanguageStepTimes& times_;
  absl::Duration last_ = ThreadCpuTime();
};

}  // namespace

absl::StatusOr<std::unique_ptr<const LanguageEngine>> LanguageEngine::Load(
    const std::string& path, const std::string& heads_path) {
  auto engine = absl::WrapUnique(new LanguageEngine());
  ASSIGN_OR_RETURN(engine->model_, ModelFile::Open(path));
  RETURN_IF_ERROR(engine->Create());
  if (!heads_path.empty()) {
    ASSIGN_OR_RETURN(engine->heads_, Heads::Load(heads_path, engine->model_checksum(),
                                                 engine->labels_, engine->encoder_->state_width()));
  }
  return engine;
}

absl::Status LanguageEngine::Create() {
  ASSIGN_OR_RETURN(segmenter_, WordSegmenter::Create(*model_));
  ASSIGN_OR_RETURN(encoder_, Encoder::Create(*model_));
  ASSIGN_OR_RETURN(tagger_, MorphTagger::Create(*model_, *encoder_));
  ASSIGN_OR_RETURN(lemmatizer_, Lemmatizer::Load(*model_));
  ASSIGN_OR_RETURN(parser_, DependencyParser::Create(*model_, *encoder_));
  ASSIGN_OR_RETURN(recognizer_, EntityRecognizer::Create(*model_, *encoder_));
  ASSIGN_OR_RETURN(labels_.xpos, model_->Lines("labels/xpos"));
  ASSIGN_OR_RETURN(labels_.feats, model_->Lines("labels/feats"));
  ASSIGN_OR_RETURN(labels_.relations, model_->Lines("labels/relations"));
  resolver_ = std::make_unique<const CoreferenceResolver>(labels_.relations);
  ASSIGN_OR_RETURN(card_, model_->Bytes("card"));
  return absl::OkStatus();
}

absl::Status LanguageEngine::Read(absl::string_view text, absl::Time deadline,
                                  LanguageWorkspace& workspace, Syntax& syntax) const {
  StepClock clock(workspace.times);
  segmenter_->Segment(text, workspace.segment, syntax.segments);
  clock.Ended(kSegment);
  return ReadSegments(text, deadline, workspace, syntax);
}

absl::StatusOr<Syntax> LanguageEngine::Read(absl::string_view text, absl::Time deadline,
                                            LanguageWorkspace& workspace) const {
  Syntax syntax;
  RETURN_IF_ERROR(Read(text, deadline, workspace, syntax));
  return syntax;
}

absl::Status LanguageEngine::ReadWords(absl::string_view text, Segments segments,
                                       absl::Time deadline, LanguageWorkspace& workspace,
                                       Syntax& syntax) const {
  syntax.segments = std::move(segments);
  return ReadSegments(text, deadline, workspace, syntax);
}

absl::Status LanguageEngine::ReadSegments(absl::string_view text, absl::Time deadline,
                                          LanguageWorkspace& workspace, Syntax& syntax) const {
  const size_t words = syntax.segments.words.size();
  syntax.morphology.words.assign(words, {});
  syntax.morphology.lemmas.clear();
  syntax.dependencies.words.assign(words, {});
  syntax.entities.entities.clear();
  syntax.head_scores.words.assign(heads_ == nullptr ? 0 : words, {});
  StepClock clock(workspace.times);
  for (ChunkReader chunks(syntax.segments); chunks.Next(workspace.network.chunk);) {
    if (absl::Now() > deadline) {
      return MakeError(absl::StatusCode::kDeadlineExceeded, "ANALYSIS_DEADLINE",
                       "the deadline came in the middle of the text");
    }
    encoder_->Encode(text, syntax.segments, workspace.network);
    clock.Ended(kEncode);
    tagger_->Tag(workspace.network, syntax.morphology);
    clock.Ended(kTag);
    const Chunk& chunk = workspace.network.chunk;
    AppendLemmas(text, syntax.segments, chunk.first_word(), chunk.last_word(), syntax.morphology);
    clock.Ended(kLemma);
    parser_->Parse(workspace.network, syntax.dependencies);
    clock.Ended(kParse);
    recognizer_->Recognize(workspace.network, syntax.entities);
    clock.Ended(kEntity);
    if (heads_ != nullptr) {
      heads_->words().Read(workspace.network, syntax.morphology, syntax.dependencies,
                           syntax.head_scores);
      clock.Ended(kHeadScores);
    }
  }
  GiveOneType(text, syntax.segments, syntax.entities);
  clock.Ended(kEntity);
  resolver_->Resolve(text, syntax, syntax.coreference);
  clock.Ended(kCoreference);
  return absl::OkStatus();
}

void LanguageEngine::AppendLemmas(absl::string_view text, const Segments& segments, uint32_t first,
                                  uint32_t last, Morphology& morphology) const {
  for (uint32_t i = first; i < last; ++i) {
    WordMorphology& word = morphology.words[i];
    word.lemma_begin = static_cast<uint32_t>(morphology.lemmas.size());
    lemmatizer_->Append(segments.Form(text, i), word.upos, word.xpos, word.feats,
                        morphology.lemmas);
    word.lemma_end = static_cast<uint32_t>(morphology.lemmas.size());
  }
}

}  // namespace standpoint
