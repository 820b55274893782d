#include "store/query/list_arguments.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "store/query/page_token.h"

namespace standpoint {
namespace {

// "publish_time  desc" as "publish_time desc".
std::string OneBlank(absl::string_view order_by) {
  return absl::StrJoin(absl::StrSplit(order_by, absl::ByAnyChar(" \t"), absl::SkipEmpty()), " ");
}

absl::Status ReadOrder(absl::string_view order_by, ListArguments* arguments) {
  const std::string order = OneBlank(order_by);
  if (!arguments->document.empty()) {
    return order.empty() || order == "position" || order == "position asc"
               ? absl::OkStatus()
               : InvalidField("order_by", "a document's list has the order `position` only");
  }
  if (order == "publish_time" || order == "publish_time asc") {
    arguments->newest_first = false;
  } else if (!order.empty() && order != "publish_time desc") {
    return InvalidField("order_by", "must be `publish_time desc` or `publish_time`");
  }
  return absl::OkStatus();
}

absl::Status ReadParent(ResourceKind kind, absl::string_view parent, ListArguments* arguments) {
  if (kind == ResourceKind::kDocument) {
    ASSIGN_OR_RETURN(CorpusName name, CorpusName::Parse("parent", parent));
    arguments->corpus = std::move(name.corpus);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(CorpusOrDocumentName name, CorpusOrDocumentName::Parse("parent", parent));
  arguments->corpus = std::move(name.corpus);
  arguments->document = std::move(name.document);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ListArguments> ReadListArguments(ResourceKind kind, const RawListArguments& raw) {
  ListArguments arguments;
  RETURN_IF_ERROR(ReadParent(kind, raw.parent, &arguments));
  ASSIGN_OR_RETURN(arguments.page_size, EffectivePageSize(raw.page_size));
  ASSIGN_OR_RETURN(arguments.filter, BindFilter(kind, raw.filter));
  RETURN_IF_ERROR(ReadOrder(raw.order_by, &arguments));
  const std::string mask =
      raw.read_mask == nullptr ? "" : absl::StrJoin(raw.read_mask->paths(), ",");
  arguments.digest = ArgumentsDigest(
      {absl::StrCat(static_cast<int>(kind)), raw.parent, raw.filter, OneBlank(raw.order_by), mask});
  if (!raw.page_token.empty()) {
    ASSIGN_OR_RETURN(const std::string bytes, DecodePageToken(arguments.digest, raw.page_token));
    ScanPlace place;
    if (!DecodePlace(bytes, &place)) {
      return InvalidField("page_token", "is not a token of this list");
    }
    arguments.after = place;
  }
  return arguments;
}

std::string NextPageToken(const ListArguments& arguments, const std::optional<ScanPlace>& place) {
  return place ? EncodePageToken(arguments.digest, EncodePlace(*place)) : std::string();
}

}  // namespace standpoint
