#include "store/write/writer.h"

#include <set>
#include <utility>

#include "absl/time/time.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "store/index/index_batch.h"
#include "store/record/format.h"
#include "store/record/keys.h"
#include "store/write/prepared_document.h"

namespace standpoint {
namespace {

constexpr absl::Duration kRetryAfter = absl::Milliseconds(200);

// A corpus exists while it holds a document; its numbers go on behind those that it ever gave.
void PutCorpora(const std::map<std::string, CorpusState>& corpora, WriteBatch* batch) {
  for (const auto& [corpus, state] : corpora) {
    if (state.counts.documents > 0) {
      batch->Put(Family::kMeta, CorpusKey(corpus), EncodeCorpusCounts(state.counts));
    } else {
      batch->Delete(Family::kMeta, CorpusKey(corpus));
    }
    batch->Put(Family::kMeta, NumbersKey(corpus), EncodeNextNumbers(state.next));
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<Writer>> Writer::Open(Engine* engine, const WriterOptions& options) {
  RETURN_IF_ERROR(PrepareFormat(*engine));
  ASSIGN_OR_RETURN(Corpora corpora, LoadCorpora(*engine));
  return std::unique_ptr<Writer>(new Writer(engine, options, std::move(corpora)));
}

Writer::Writer(Engine* engine, const WriterOptions& options, Corpora corpora)
    : engine_(engine),
      options_(options),
      corpora_(std::move(corpora)),
      thread_([this] { Run(); }) {}

absl::StatusOr<Writer::Corpora> Writer::LoadCorpora(Engine& engine) {
  Corpora corpora;
  const auto snapshot = engine.GetSnapshot();
  const auto it = snapshot->NewIterator(Family::kMeta, PrefixRange(CorpusKeyPrefix()));
  for (it->SeekToFirst(); it->Valid(); it->Next()) {
    ASSIGN_OR_RETURN(corpora.states[std::string(CorpusOfKey(it->key()))].counts,
                     DecodeCorpusCounts(it->value()));
  }
  RETURN_IF_ERROR(it->status());
  const auto numbers = snapshot->NewIterator(Family::kMeta, PrefixRange(NumbersKeyPrefix()));
  for (numbers->SeekToFirst(); numbers->Valid(); numbers->Next()) {
    ASSIGN_OR_RETURN(corpora.states[std::string(CorpusOfKey(numbers->key()))].next,
                     DecodeNextNumbers(numbers->value()));
  }
  RETURN_IF_ERROR(numbers->status());
  const auto removed = snapshot->NewIterator(Family::kMeta, PrefixRange(RemovedCorpusKeyPrefix()));
  for (removed->SeekToFirst(); removed->Valid(); removed->Next()) {
    ASSIGN_OR_RETURN(corpora.removed[std::string(CorpusOfKey(removed->key()))],
                     DecodeRemovedCorpus(removed->value()));
  }
  RETURN_IF_ERROR(removed->status());
  return corpora;
}

Writer::~Writer() {
  Shutdown();
  thread_.join();
}

void Writer::Commit(const internal::v1::AnalyzedDocument& document, CommitDone done) {
  auto prepared = PrepareDocument(document);
  if (!prepared.ok()) {
    done(prepared.status());
    return;
  }
  Change change;
  change.document = *std::move(prepared);
  change.done = [done = std::move(done)](absl::StatusOr<int64_t> result) mutable {
    done(result.status());
  };
  Enqueue(std::move(change));
}

void Writer::Remove(absl::string_view name, int64_t revision, RemoveDone done) {
  const auto parsed = DocumentName::Parse("name", name);
  if (!parsed.ok()) {
    done(parsed.status());
    return;
  }
  if (revision <= 0) {
    done(InvalidField("revision", "must be positive"));
    return;
  }
  Change change;
  change.kind = Change::Kind::kRemoval;
  change.document.corpus = parsed->corpus;
  change.document.id = parsed->document;
  change.document.ref = MakeDocumentRef(parsed->document);
  change.document.revision = revision;
  change.done = [done = std::move(done)](absl::StatusOr<int64_t> removed) mutable {
    done(removed.ok() ? absl::StatusOr<bool>(*removed > 0) : removed.status());
  };
  Enqueue(std::move(change));
}

void Writer::RemoveCorpus(absl::string_view name, int64_t revision, RemoveCorpusDone done) {
  const auto parsed = CorpusName::Parse("name", name);
  if (!parsed.ok()) {
    done(parsed.status());
    return;
  }
  if (revision <= 0) {
    done(InvalidField("revision", "must be positive"));
    return;
  }
  Change change;
  change.kind = Change::Kind::kCorpusRemoval;
  change.document.corpus = parsed->corpus;
  change.document.revision = revision;
  change.done = std::move(done);
  Enqueue(std::move(change));
}

void Writer::Enqueue(Change change) {
  absl::Status refusal;
  {
    absl::MutexLock lock(&mu_);
    if (stopping_) {
      refusal =
          MakeError(absl::StatusCode::kUnavailable, "SHUTTING_DOWN", "the store is shutting down");
    } else if (queue_.size() >= options_.max_pending_changes ||
               pending_bytes_ >= options_.max_pending_bytes) {
      ++stats_.refused;
      refusal = Overloaded("store", "too many commits wait", kRetryAfter);
    } else {
      pending_bytes_ += change.byte_size();
      queue_.push_back(std::move(change));
    }
  }
  if (!refusal.ok()) {
    change.done(refusal);
  }
}

void Writer::Run() {
  for (std::vector<Change> group = TakeGroup(); !group.empty(); group = TakeGroup()) {
    WriteGroup(std::move(group));
  }
}

std::vector<Change> Writer::TakeGroup() {
  absl::MutexLock lock(&mu_);
  mu_.Await(absl::Condition(
      +[](Writer* w)
           ABSL_EXCLUSIVE_LOCKS_REQUIRED(w->mu_) { return w->stopping_ || !w->queue_.empty(); },
      this));
  std::vector<Change> group;
  std::set<std::string> keys;
  size_t bytes = 0;
  // A second change of a document must see the first, so it waits for the next group; and the removal
  // of a corpus must see all before it and be seen by all after it, so it goes alone.
  while (!queue_.empty() && bytes < options_.max_group_bytes) {
    const bool alone = queue_.front().kind == Change::Kind::kCorpusRemoval;
    if (alone ? !group.empty() : !keys.insert(queue_.front().key()).second) {
      break;
    }
    bytes += queue_.front().byte_size();
    group.push_back(std::move(queue_.front()));
    queue_.pop_front();
    if (alone) {
      break;
    }
  }
  pending_bytes_ -= bytes;
  return group;
}

Writer::Plan Writer::MakePlan(const std::vector<Change>& group) {
  const auto snapshot = engine_->GetSnapshot();
  std::vector<std::string> keys;
  for (const Change& change : group) {
    keys.push_back(change.key());
  }
  Plan plan;
  const auto stored = snapshot->MultiGet(Family::kDocument, keys);
  if (!stored.ok()) {
    plan.effects.assign(group.size(), stored.status());
    return plan;
  }
  IndexBatch index;
  for (size_t i = 0; i < group.size(); ++i) {
    const std::string& corpus = group[i].document.corpus;
    CorpusState next =
        plan.corpora.contains(corpus) ? plan.corpora[corpus] : corpora_.states[corpus];
    plan.effects.push_back(
        PlanChange(*snapshot, (*stored)[i], group[i], &plan.batch, &index, &next));
    if (plan.effects.back().ok() && plan.effects.back()->applies) {
      plan.corpora[corpus] = next;
      if (group[i].kind == Change::Kind::kCorpusRemoval) {
        plan.removed_corpora[corpus] = group[i].document.revision;
      }
    }
  }
  index.Emit(&plan.batch);
  PutCorpora(plan.corpora, &plan.batch);
  return plan;
}

absl::StatusOr<Effect> Writer::PlanChange(const Snapshot& snapshot,
                                          const std::optional<std::string>& stored,
                                          const Change& change, WriteBatch* batch,
                                          IndexBatch* index, CorpusState* corpus) {
  const auto removed = corpora_.removed.find(change.document.corpus);
  if (removed != corpora_.removed.end() && change.document.revision <= removed->second) {
    return Effect{};
  }
  return change.kind == Change::Kind::kCorpusRemoval
             ? ApplyCorpusRemoval(change, batch, &corpus->counts)
             : ApplyChange(snapshot, stored, change, batch, index, corpus);
}

void Writer::WriteGroup(std::vector<Change> group) {
  Plan plan = MakePlan(group);
  const absl::Status written =
      plan.batch.empty() ? absl::OkStatus() : engine_->Write(plan.batch, /*sync=*/true);
  if (written.ok()) {
    for (const auto& [corpus, state] : plan.corpora) {
      corpora_.states[corpus] = state;
    }
    for (const auto& [corpus, revision] : plan.removed_corpora) {
      corpora_.removed[corpus] = revision;
    }
    Count(group, plan);
    if (on_written_ && !plan.batch.empty()) {
      on_written_();
    }
  }
  for (size_t i = 0; i < group.size(); ++i) {
    const absl::StatusOr<Effect>& effect = plan.effects[i];
    if (!effect.ok()) {
      group[i].done(effect.status());
    } else if (!written.ok()) {
      group[i].done(written);
    } else {
      group[i].done(effect->replaced);
    }
  }
}

void Writer::Count(const std::vector<Change>& group, const Plan& plan) {
  absl::MutexLock lock(&mu_);
  stats_.groups += plan.batch.empty() ? 0 : 1;
  for (size_t i = 0; i < group.size(); ++i) {
    if (plan.effects[i].ok() && plan.effects[i]->applies) {
      ++(group[i].kind == Change::Kind::kCommit    ? stats_.committed
         : group[i].kind == Change::Kind::kRemoval ? stats_.removed
                                                   : stats_.corpora_removed);
    } else if (plan.effects[i].ok()) {
      ++stats_.skipped;
    }
  }
}

void Writer::Shutdown() {
  absl::MutexLock lock(&mu_);
  stopping_ = true;
}

WriterStats Writer::Stats() const {
  absl::MutexLock lock(&mu_);
  WriterStats stats = stats_;
  stats.pending = queue_.size();
  return stats;
}

}  // namespace standpoint
