#include "store/write/writer.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/record/format.h"
#include "store/record/log_state.h"
#include "store/write/prepared_document.h"

namespace standpoint {
namespace {

constexpr absl::Duration kRetryAfter = absl::Milliseconds(200);

// Whether the log goes on behind a change that failed so: it cannot be stored by any replica.
bool IsSkippable(const absl::Status& status) { return ErrorReason(status) == "NAME_COLLISION"; }

}  // namespace

absl::StatusOr<std::unique_ptr<Writer>> Writer::Open(Engine* engine, const WriterOptions& options) {
  RETURN_IF_ERROR(PrepareFormat(*engine));
  ASSIGN_OR_RETURN(KnownState known, LoadKnownState(*engine));
  return std::unique_ptr<Writer>(new Writer(engine, options, std::move(known)));
}

Writer::Writer(Engine* engine, const WriterOptions& options, KnownState known)
    : engine_(engine),
      options_(options),
      pressure_(engine),
      known_(std::move(known)),
      on_log_(known_.log.on_log()),
      thread_([this] { Run(); }) {}

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
  Apply(std::move(change));
}

void Writer::Remove(absl::string_view name, int64_t revision, RemoveDone done) {
  auto change = MakeRemoval(name, revision);
  if (!change.ok()) {
    done(change.status());
    return;
  }
  change->done = [done = std::move(done)](absl::StatusOr<int64_t> removed) mutable {
    done(removed.ok() ? absl::StatusOr<bool>(*removed > 0) : removed.status());
  };
  Apply(*std::move(change));
}

void Writer::RemoveCorpus(absl::string_view name, int64_t revision, RemoveCorpusDone done) {
  auto change = MakeCorpusRemoval(name, revision);
  if (!change.ok()) {
    done(change.status());
    return;
  }
  change->done = std::move(done);
  Apply(*std::move(change));
}

absl::Status Writer::Refusal(const Change& change, bool is_late) {
  if (stopping_) {
    return MakeError(absl::StatusCode::kUnavailable, "SHUTTING_DOWN", "the store is shutting down");
  }
  if (change.mark) {
    return absl::OkStatus();
  }
  if (on_log_) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "STORE_ON_LOG",
                     "the store takes its changes from a log; send documents to ingest");
  }
  if (is_late || queue_.size() >= options_.max_pending_changes ||
      pending_bytes_ >= options_.max_pending_bytes) {
    ++stats_.refused;
    return Overloaded("store", is_late ? "too much is to be merged" : "too many commits wait",
                      kRetryAfter);
  }
  return absl::OkStatus();
}

void Writer::Apply(Change change) {
  // Deletions are let in: they are few, and make room.
  const bool is_late = !change.mark && change.kind == Change::Kind::kCommit && pressure_.IsHigh();
  absl::Status refusal;
  {
    absl::MutexLock lock(&mu_);
    refusal = Refusal(change, is_late);
    if (refusal.ok()) {
      pending_bytes_ += change.byte_size();
      queue_.push_back(std::move(change));
      return;
    }
  }
  change.done(refusal);
}

absl::Status Writer::Bind(const LogState& log) {
  WriteBatch batch;
  PutLogState(log, &batch);
  RETURN_IF_ERROR(engine_->Write(batch, /*sync=*/true));
  known_.log = log;
  absl::MutexLock lock(&mu_);
  on_log_ = true;
  return absl::OkStatus();
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
  for (size_t i = 0; i < group.size(); ++i) {
    const Change& change = group[i];
    plan.effects.push_back(PlanChange(*snapshot, (*stored)[i], change, &plan));
    const absl::Status& status = plan.effects.back().status();
    if (change.mark && (status.ok() || IsSkippable(status))) {
      plan.changed.log.positions[change.mark->partition] = change.mark->position;
    }
  }
  plan.index.Emit(&plan.batch);
  PutChanged(plan.changed, &plan.batch);
  return plan;
}

absl::Status Writer::CheckMark(const Change& change, const Plan& plan) const {
  if (!change.mark) {
    return absl::OkStatus();
  }
  const int partition = change.mark->partition;
  const LogState& log =
      plan.changed.log.positions.contains(partition) ? plan.changed.log : known_.log;
  if (log.next_offset(partition) == change.mark->from) {
    return absl::OkStatus();
  }
  return MakeError(absl::StatusCode::kAborted, "LOG_OUT_OF_ORDER",
                   absl::StrCat("partition ", partition, " is applied up to ",
                                log.next_offset(partition), ", not ", change.mark->from));
}

absl::StatusOr<Effect> Writer::PlanChange(const Snapshot& snapshot,
                                          const std::optional<std::string>& stored,
                                          const Change& change, Plan* plan) {
  RETURN_IF_ERROR(CheckMark(change, *plan));
  const std::string& name = change.document.corpus;
  const auto removed = known_.removed_corpora.find(name);
  if (removed != known_.removed_corpora.end() && change.document.revision <= removed->second) {
    return Effect{};
  }
  const bool changed = plan->changed.corpora.contains(name);
  CorpusState corpus = changed ? plan->changed.corpora[name] : known_.corpora[name];
  const bool removes_corpus = change.kind == Change::Kind::kCorpusRemoval;
  ASSIGN_OR_RETURN(
      const Effect effect,
      removes_corpus ? ApplyCorpusRemoval(snapshot, change, &plan->batch, &plan->index, &corpus)
                     : ApplyChange(snapshot, stored, change, &plan->batch, &plan->index, &corpus));
  if (effect.applies) {
    plan->changed.corpora[name] = corpus;
    if (removes_corpus) {
      plan->changed.removed_corpora[name] = change.document.revision;
    }
  }
  return effect;
}

absl::Status Writer::WriteBatchOf(const Plan& plan) {
  if (plan.batch.empty()) {
    return absl::OkStatus();
  }
  const absl::Time begin = absl::Now();
  RETURN_IF_ERROR(engine_->Write(plan.batch, /*sync=*/true));
  absl::MutexLock lock(&mu_);
  stats_.longest_write = std::max(stats_.longest_write, absl::Now() - begin);
  return absl::OkStatus();
}

void Writer::WriteGroup(std::vector<Change> group) {
  Plan plan = MakePlan(group);
  const absl::Status written = WriteBatchOf(plan);
  if (written.ok()) {
    Merge(plan.changed, &known_);
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
