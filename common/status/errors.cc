#include "common/status/errors.h"

#include <optional>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"

namespace standpoint {
namespace {

template <typename Detail>
std::string TypeUrl() {
  return absl::StrCat("type.googleapis.com/", std::string(Detail::descriptor()->full_name()));
}

template <typename Detail>
void Attach(absl::Status& status, const Detail& detail) {
  status.SetPayload(TypeUrl<Detail>(), absl::Cord(detail.SerializeAsString()));
}

template <typename Detail>
std::optional<Detail> Find(const absl::Status& status) {
  const auto payload = status.GetPayload(TypeUrl<Detail>());
  Detail detail;
  if (!payload || !detail.ParseFromString(std::string(*payload))) {
    return std::nullopt;
  }
  return detail;
}

}  // namespace

absl::Status MakeError(absl::StatusCode code, absl::string_view reason, absl::string_view message,
                       const std::map<std::string, std::string>& metadata) {
  absl::Status status(code, message);
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(reason));
  info.set_domain("standpoint");
  info.mutable_metadata()->insert(metadata.begin(), metadata.end());
  Attach(status, info);
  return status;
}

absl::Status InvalidField(absl::string_view field, absl::string_view description) {
  absl::Status status =
      MakeError(absl::StatusCode::kInvalidArgument, "INVALID_FIELD",
                absl::StrCat(field, ": ", description), {{"field", std::string(field)}});
  google::rpc::BadRequest bad;
  auto* violation = bad.add_field_violations();
  violation->set_field(std::string(field));
  violation->set_description(std::string(description));
  Attach(status, bad);
  return status;
}

absl::Status PrefixField(absl::string_view prefix, absl::Status status) {
  const auto bad = Find<google::rpc::BadRequest>(status);
  if (!bad || bad->field_violations_size() != 1) {
    return status;
  }
  const auto& violation = bad->field_violations(0);
  return InvalidField(absl::StrCat(prefix, ".", violation.field()), violation.description());
}

absl::Status ResourceNotFound(absl::string_view type, absl::string_view name) {
  absl::Status status =
      MakeError(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND",
                absl::StrCat(name, " does not exist"), {{"name", std::string(name)}});
  google::rpc::ResourceInfo info;
  info.set_resource_type(std::string(type));
  info.set_resource_name(std::string(name));
  info.set_description("does not exist");
  Attach(status, info);
  return status;
}

absl::Status Overloaded(absl::string_view subject, absl::string_view description,
                        absl::Duration retry_after) {
  absl::Status status =
      MakeError(absl::StatusCode::kResourceExhausted, "OVERLOADED",
                absl::StrCat(subject, ": ", description), {{"subject", std::string(subject)}});
  google::rpc::QuotaFailure quota;
  auto* violation = quota.add_violations();
  violation->set_subject(std::string(subject));
  violation->set_description(std::string(description));
  Attach(status, quota);
  google::rpc::RetryInfo retry;
  const int64_t nanos = absl::ToInt64Nanoseconds(retry_after);
  retry.mutable_retry_delay()->set_seconds(nanos / 1'000'000'000);
  retry.mutable_retry_delay()->set_nanos(static_cast<int32_t>(nanos % 1'000'000'000));
  Attach(status, retry);
  return status;
}

absl::Duration RetryDelay(const absl::Status& status, absl::Duration otherwise) {
  const auto retry = Find<google::rpc::RetryInfo>(status);
  if (!retry) {
    return otherwise;
  }
  return absl::Seconds(retry->retry_delay().seconds()) +
         absl::Nanoseconds(retry->retry_delay().nanos());
}

std::string ErrorReason(const absl::Status& status) {
  const auto info = Find<google::rpc::ErrorInfo>(status);
  return info ? info->reason() : std::string();
}

}  // namespace standpoint
