#include "common/admin/admin_handler.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "common/metrics/metrics.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/status/rpc_status.h"
#include "common/text/resource_name.h"
#include "common/time/proto_time.h"

namespace standpoint {
namespace {

constexpr int kDefaultPage = 50;
constexpr int kMaxPage = 1000;
constexpr int kMaxNames = 1000;
constexpr absl::string_view kTokenPrefix = "after ";

absl::Status NoQueueHere() {
  return MakeError(absl::StatusCode::kFailedPrecondition, "PART_NOT_HOSTED",
                   "this server hosts no queue; ask the ingest server", {{"part", "queue"}});
}

std::string PageToken(uint64_t after) {
  return absl::WebSafeBase64Escape(absl::StrCat(kTokenPrefix, after));
}

absl::StatusOr<uint64_t> ReadPageToken(absl::string_view token) {
  uint64_t after = 0;
  std::string plain;
  if (token.empty()) {
    return after;
  }
  absl::string_view rest;
  if (absl::WebSafeBase64Unescape(token, &plain)) {
    rest = plain;
  }
  if (!absl::ConsumePrefix(&rest, kTokenPrefix) || !absl::SimpleAtoi(rest, &after)) {
    return InvalidField("page_token", "is not one that this server gave");
  }
  return after;
}

}  // namespace

AdminHandler::AdminHandler(AdminParts parts, absl::Time start_time)
    : parts_(std::move(parts)), start_time_(start_time) {}

absl::Status AdminHandler::GetStatus(const CallContext&, const v1::GetStatusRequest&,
                                     v1::GetStatusResponse* response) {
  response->set_version(std::string(Version()));
  *response->mutable_start_time() = ToProtoTimestamp(start_time_);
  if (parts_.queue != nullptr) {
    ASSIGN_OR_RETURN(*response->mutable_queue(), parts_.queue->Status());
  }
  if (parts_.store_status) {
    ASSIGN_OR_RETURN(*response->mutable_store(), parts_.store_status());
  }
  return absl::OkStatus();
}

absl::Status AdminHandler::ListDeadLetters(const CallContext&,
                                           const v1::ListDeadLettersRequest& request,
                                           v1::ListDeadLettersResponse* response) {
  if (parts_.queue == nullptr) {
    return NoQueueHere();
  }
  if (request.page_size() < 0) {
    return InvalidField("page_size", "may not be negative");
  }
  const int size =
      request.page_size() == 0 ? kDefaultPage : std::min(request.page_size(), kMaxPage);
  ASSIGN_OR_RETURN(const uint64_t after, ReadPageToken(request.page_token()));
  ASSIGN_OR_RETURN(std::vector<v1::DeadLetter> letters,
                   parts_.queue->ListDeadLetters(after, size + 1));
  const bool more = static_cast<int>(letters.size()) > size;
  letters.resize(std::min<size_t>(letters.size(), size));
  if (more) {
    ASSIGN_OR_RETURN(const DeadLetterName last,
                     DeadLetterName::Parse("name", letters.back().name()));
    response->set_next_page_token(PageToken(last.id));
  }
  for (v1::DeadLetter& letter : letters) {
    *response->add_dead_letters() = std::move(letter);
  }
  return absl::OkStatus();
}

absl::Status AdminHandler::RedriveAll(const CallContext& call,
                                      v1::RedriveDeadLettersResponse* response) {
  uint64_t after = 0;
  // Dead letters that come meanwhile, a redriven one's among them, have a later time of death.
  const absl::Time begin = absl::Now();
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<v1::DeadLetter> letters,
                     parts_.queue->ListDeadLetters(after, kMaxPage));
    for (const v1::DeadLetter& letter : letters) {
      RETURN_IF_ERROR(call.Check());
      if (ToAbslTime(letter.dead_time()) > begin) {
        return absl::OkStatus();
      }
      ASSIGN_OR_RETURN(const DeadLetterName name, DeadLetterName::Parse("name", letter.name()));
      after = name.id;
      const absl::Status redriven = parts_.queue->Redrive(name.id);
      if (!redriven.ok() && !absl::IsNotFound(redriven)) {
        return redriven;
      }
      response->set_redriven_count(response->redriven_count() + (redriven.ok() ? 1 : 0));
    }
    if (letters.empty()) {
      return absl::OkStatus();
    }
  }
}

absl::Status AdminHandler::RedriveNamed(const CallContext& call,
                                        const v1::RedriveDeadLettersRequest& request,
                                        v1::RedriveDeadLettersResponse* response) {
  std::vector<uint64_t> ids;
  for (int i = 0; i < request.names_size(); ++i) {
    ASSIGN_OR_RETURN(const DeadLetterName name,
                     DeadLetterName::Parse(absl::StrCat("names[", i, "]"), request.names(i)));
    ids.push_back(name.id);
  }
  for (int i = 0; i < request.names_size(); ++i) {
    RETURN_IF_ERROR(call.Check());
    const absl::Status redriven = parts_.queue->Redrive(ids[i]);
    if (redriven.ok()) {
      response->set_redriven_count(response->redriven_count() + 1);
    } else {
      v1::RedriveDeadLettersResponse::Failure& failure = *response->add_failures();
      failure.set_name(request.names(i));
      *failure.mutable_error() = ToRpcStatus(redriven);
    }
  }
  return absl::OkStatus();
}

absl::Status AdminHandler::RedriveDeadLetters(const CallContext& call,
                                              const v1::RedriveDeadLettersRequest& request,
                                              v1::RedriveDeadLettersResponse* response) {
  if (parts_.queue == nullptr) {
    return NoQueueHere();
  }
  if (request.all() == (request.names_size() > 0)) {
    return InvalidField("names", "exactly one of names and all must be given");
  }
  if (request.names_size() > kMaxNames) {
    return InvalidField("names", absl::StrCat("may be up to ", kMaxNames));
  }
  return request.all() ? RedriveAll(call, response) : RedriveNamed(call, request, response);
}

}  // namespace standpoint
