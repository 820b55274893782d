#include "ingest/pipeline/ingestor.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <atomic>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/status/rpc_status.h"
#include "common/text/resource_name.h"
#include "common/time/proto_time.h"
#include "common/token/consistency_token.h"
#include "ingest/register/identity.h"
#include "standpoint/internal/v1/work.pb.h"

namespace standpoint {
namespace {

constexpr int kMaxBatch = 1000;

// 8-4-4-4-12 hexadecimal digits. Source: RFC 4122, section 3.
absl::Status CheckRequestId(absl::string_view id) {
  bool right = id.empty() || id.size() == 36;
  for (size_t i = 0; right && i < id.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    right = dash ? id[i] == '-' : absl::ascii_isxdigit(id[i]);
  }
  return right ? absl::OkStatus() : InvalidField("request_id", "must be a UUID");
}

v1::IngestDocumentResponse Respond(absl::string_view name, const KnownDocument& known,
                                   v1::IngestOutcome outcome) {
  v1::IngestDocumentResponse response;
  response.set_document(std::string(name));
  response.set_outcome(outcome);
  response.set_revision(known.revision);
  response.set_text_size(known.text_size);
  response.set_language(known.language);
  return response;
}

// For the answer to a single document that was not only looked at.
Ingestor::Result WithToken(Ingestor::Result result, bool validate_only) {
  if (result.ok() && !validate_only) {
    result->set_consistency_token(
        EncodeConsistencyToken({{result->document(), result->revision()}}));
  }
  return result;
}

std::string TokenOf(const std::vector<Ingestor::Result>& results, bool validate_only) {
  std::vector<WrittenDocument> written;
  for (const Ingestor::Result& result : results) {
    if (result.ok() && !validate_only) {
      written.push_back({result->document(), result->revision()});
    }
  }
  return EncodeConsistencyToken(written);
}

WorkItem ToWork(v1::Document document) {
  WorkItem item;
  item.key = document.name();
  internal::v1::WorkPayload payload;
  *payload.mutable_document() = std::move(document);
  item.payload = payload.SerializeAsString();
  return item;
}

// The digest of a request's body: all but its id, with map entries in order.
template <typename Request>
std::string BodyDigest(Request request) {
  request.clear_request_id();
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    request.SerializeToCodedStream(&coded);
  }
  return Sha256Hex(bytes);
}

template <typename Message>
absl::StatusOr<std::string> Serialized(const absl::StatusOr<Message>& message) {
  if (!message.ok()) {
    return message.status();
  }
  return message->SerializeAsString();
}

template <typename Message>
absl::StatusOr<Message> Parsed(const absl::StatusOr<std::string>& bytes) {
  RETURN_IF_ERROR(bytes.status());
  Message message;
  message.ParseFromString(*bytes);  // what this process serialized
  return message;
}

// Appended together: name, what the register is told, and the place of the result.
struct Appended {
  size_t index;
  std::string name;
  KnownDocument known;
  int64_t content_bytes;
};

}  // namespace

// Results that come in from several threads, and what to do when the last is there.
struct Ingestor::Batch {
  Batch(size_t size, IngestMetrics& metrics, ResultsDone done)
      : results(size, absl::UnknownError("pending")),
        missing(size),
        metrics(metrics),
        done(std::move(done)) {}

  void Set(size_t index, Result result) {
    if (!result.ok()) {
      metrics.Refused(result.status());
    } else if (result->outcome() == v1::INGEST_OUTCOME_ALREADY_EXISTS) {
      metrics.AlreadyExists();
    }
    results[index] = std::move(result);
    if (missing.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      done(std::move(results));
    }
  }

  std::vector<Result> results;
  std::atomic<size_t> missing;
  IngestMetrics& metrics;
  ResultsDone done;
};

Ingestor::Ingestor(const PrepareLimits& limits, DocumentRegister* documents, WorkQueue* queue,
                   StoreClient* store, Clock* clock, Metrics& metrics)
    : limits_(limits),
      documents_(documents),
      queue_(queue),
      store_(store),
      clock_(clock),
      metrics_(metrics),
      requests_(clock) {}

Ingestor::Result Ingestor::Look(absl::string_view parent, const v1::DocumentInput& input,
                                absl::string_view path) {
  absl::StatusOr<v1::Document> document = Prepare(parent, input, limits_, metrics_);
  if (!document.ok()) {
    return PrefixField(path, document.status());
  }
  ASSIGN_OR_RETURN(const std::optional<KnownDocument> known, documents_->Find(document->name()));
  if (known) {
    return Respond(document->name(), *known, v1::INGEST_OUTCOME_ALREADY_EXISTS);
  }
  const KnownDocument would_be{absl::ToUnixMicros(clock_->Now()),
                               static_cast<int64_t>(document->text().size()), document->language()};
  return Respond(document->name(), would_be, v1::INGEST_OUTCOME_ACCEPTED);
}

bool Ingestor::Admit(const std::shared_ptr<Batch>& batch, size_t index, absl::string_view parent,
                     const v1::DocumentInput& input, absl::string_view path,
                     v1::Document& document) {
  absl::StatusOr<v1::Document> prepared = Prepare(parent, input, limits_, metrics_);
  if (!prepared.ok()) {
    batch->Set(index, PrefixField(path, prepared.status()));
    return false;
  }
  document = *std::move(prepared);
  const absl::Time start = absl::Now();
  KnownDocument known;
  const std::string name = document.name();
  const auto settled = [batch, index, name](const absl::StatusOr<KnownDocument>& outcome) {
    batch->Set(index, outcome.ok()
                          ? Result(Respond(name, *outcome, v1::INGEST_OUTCOME_ALREADY_EXISTS))
                          : Result(outcome.status()));
  };
  const absl::StatusOr<DocumentRegister::Admission> admission =
      documents_->Admit(name, known, settled);
  metrics_.Step(IngestStep::kRegister, absl::Now() - start);
  if (!admission.ok()) {
    batch->Set(index, admission.status());
    return false;
  }
  switch (*admission) {
    case DocumentRegister::Admission::kKnown:
      settled(known);
      return false;
    case DocumentRegister::Admission::kPending:
      return false;
    case DocumentRegister::Admission::kNew:
      break;
  }
  document.set_revision(known.revision);
  *document.mutable_ingest_time() = ToProtoTimestamp(clock_->Now());
  return true;
}

void Ingestor::IngestAll(const CallContext& call, absl::string_view parent,
                         absl::Span<const v1::DocumentInput* const> inputs,
                         absl::Span<const std::string> paths, bool validate_only,
                         ResultsDone done) {
  const auto batch = std::make_shared<Batch>(inputs.size(), metrics_, std::move(done));
  std::vector<WorkItem> work;
  std::vector<Appended> appended;
  for (size_t i = 0; i < inputs.size(); ++i) {
    v1::Document document;
    if (absl::Status wanted = call.Check(); !wanted.ok()) {
      batch->Set(i, std::move(wanted));
    } else if (validate_only) {
      batch->Set(i, Look(parent, *inputs[i], paths[i]));
    } else if (Admit(batch, i, parent, *inputs[i], paths[i], document)) {
      appended.push_back(
          {i,
           document.name(),
           {document.revision(), static_cast<int64_t>(document.text().size()), document.language()},
           document.original_size()});
      work.push_back(ToWork(std::move(document)));
    }
  }
  if (work.empty()) {
    return;
  }
  const absl::Time start = absl::Now();
  queue_->Append(std::move(work), [this, batch, start,
                                   appended = std::move(appended)](absl::Status status) {
    metrics_.Step(IngestStep::kAppend, absl::Now() - start);
    for (const Appended& item : appended) {
      documents_->Settle(item.name,
                         status.ok() ? absl::StatusOr<KnownDocument>(item.known) : status);
      if (status.ok()) {
        metrics_.Accepted(item.content_bytes, item.known.text_size);
      }
      batch->Set(item.index,
                 status.ok() ? Result(Respond(item.name, item.known, v1::INGEST_OUTCOME_ACCEPTED))
                             : Result(status));
    }
  });
}

void Ingestor::OncePerRequestId(absl::string_view request_id, absl::string_view digest,
                                Serialized done, absl::AnyInvocable<void(Serialized)> work) {
  if (request_id.empty()) {
    work(std::move(done));
    return;
  }
  const auto shared = std::make_shared<Serialized>(std::move(done));
  const bool first = requests_.Begin(
      request_id, digest,
      [shared](absl::StatusOr<std::string> answer) { (*shared)(std::move(answer)); });
  if (first) {
    work([this, shared, id = std::string(request_id)](absl::StatusOr<std::string> answer) {
      requests_.Finish(id, answer);
      (*shared)(std::move(answer));
    });
  }
}

void Ingestor::Ingest(const CallContext& call, const v1::IngestDocumentRequest& request,
                      Done done) {
  absl::Status status = CorpusName::Parse("parent", request.parent()).status();
  if (status.ok() && !request.has_input()) {
    status = InvalidField("input", "is required");
  }
  if (status.ok()) {
    status = CheckRequestId(request.request_id());
  }
  if (!status.ok()) {
    metrics_.Refused(status);
    done(std::move(status));
    return;
  }
  const auto ingest = [&](Done done) {
    const v1::DocumentInput* input = &request.input();
    const std::string path = "input";
    IngestAll(call, request.parent(), absl::MakeSpan(&input, 1), absl::MakeSpan(&path, 1),
              request.validate_only(),
              [validate_only = request.validate_only(),
               done = std::move(done)](std::vector<Result> results) mutable {
                done(WithToken(std::move(results[0]), validate_only));
              });
  };
  if (request.request_id().empty()) {
    ingest(std::move(done));
    return;
  }
  OncePerRequestId(
      request.request_id(), BodyDigest(request),
      [done = std::move(done)](absl::StatusOr<std::string> answer) mutable {
        done(Parsed<v1::IngestDocumentResponse>(answer));
      },
      [&](Serialized answer) {
        ingest([answer = std::move(answer)](const Result& result) mutable {
          answer(standpoint::Serialized(result));
        });
      });
}

void Ingestor::IngestItem(const CallContext& call, absl::string_view parent,
                          const v1::DocumentInput& input, Done done) {
  if (absl::Status status = CorpusName::Parse("parent", parent).status(); !status.ok()) {
    metrics_.Refused(status);
    done(std::move(status));
    return;
  }
  const v1::DocumentInput* const item = &input;
  const std::string path = "input";
  IngestAll(call, parent, absl::MakeSpan(&item, 1), absl::MakeSpan(&path, 1),
            /*validate_only=*/false, [done = std::move(done)](std::vector<Result> results) mutable {
              done(WithToken(std::move(results[0]), /*validate_only=*/false));
            });
}

void Ingestor::IngestBatch(const CallContext& call, const v1::BatchIngestDocumentsRequest& request,
                           BatchDone done) {
  absl::Status status = CorpusName::Parse("parent", request.parent()).status();
  if (status.ok() && (request.inputs_size() < 1 || request.inputs_size() > kMaxBatch)) {
    status = InvalidField("inputs", absl::StrCat("must be 1 to ", kMaxBatch, " documents"));
  }
  if (status.ok()) {
    status = CheckRequestId(request.request_id());
  }
  if (!status.ok()) {
    done(std::move(status));
    return;
  }
  const std::string digest = request.request_id().empty() ? "" : BodyDigest(request);
  OncePerRequestId(
      request.request_id(), digest,
      [done = std::move(done)](absl::StatusOr<std::string> answer) mutable {
        done(Parsed<v1::BatchIngestDocumentsResponse>(answer));
      },
      [&](Serialized answer) {
        std::vector<const v1::DocumentInput*> inputs;
        std::vector<std::string> paths;
        for (const v1::DocumentInput& input : request.inputs()) {
          paths.push_back(absl::StrCat("inputs[", inputs.size(), "]"));
          inputs.push_back(&input);
        }
        IngestAll(call, request.parent(), inputs, paths, request.validate_only(),
                  [validate_only = request.validate_only(),
                   answer = std::move(answer)](std::vector<Result> results) mutable {
                    v1::BatchIngestDocumentsResponse response;
                    response.set_consistency_token(TokenOf(results, validate_only));
                    for (Result& result : results) {
                      v1::IngestResult& to = *response.add_results();
                      if (result.ok()) {
                        *to.mutable_response() = *std::move(result);
                      } else {
                        *to.mutable_error() = ToRpcStatus(result.status());
                      }
                    }
                    answer(response.SerializeAsString());
                  });
      });
}

absl::Status Ingestor::Delete(const CallContext& call, absl::string_view name) {
  RETURN_IF_ERROR(DocumentName::Parse("name", name).status());
  ASSIGN_OR_RETURN(const DocumentRegister::Removal removal,
                   documents_->BeginRemoval(name, call.deadline()));
  const absl::StatusOr<bool> removed = store_->Remove(name, removal.revision);
  documents_->EndRemoval(name, removal, removed.ok());
  RETURN_IF_ERROR(removed.status());
  if (!removal.was_live && !*removed) {
    return ResourceNotFound("standpoint.v1.Document", name);
  }
  metrics_.Deleted();
  return absl::OkStatus();
}

}  // namespace standpoint
