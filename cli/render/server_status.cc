#include "cli/render/server_status.h"

#include "absl/strings/str_cat.h"
#include "cli/render/facts.h"
#include "cli/terminal/columns.h"
#include "common/time/proto_time.h"

namespace standpoint {
namespace {

std::string Fact(absl::string_view label, absl::string_view value, const Style& style) {
  return absl::StrCat("  ", style.Paint(kDim, PadToColumns(label, 14)), value, "\n");
}

std::string Bounded(absl::string_view value, int64_t bound, absl::string_view bound_text) {
  return bound > 0 ? absl::StrCat(value, " of at most ", bound_text) : std::string(value);
}

std::string QueueText(const v1::QueueStatus& queue, const Style& style) {
  const int64_t held = queue.waiting_count() + queue.leased_count();
  const std::string dead = CountText(queue.dead_letter_count());
  std::string out = absl::StrCat(style.Paint(kBold, "queue"), "\n");
  absl::StrAppend(
      &out, Fact("waiting", CountText(queue.waiting_count()), style),
      Fact("in analysis", CountText(queue.leased_count()), style),
      Fact("dead letters",
           queue.dead_letter_count() > 0
               ? absl::StrCat(style.Paint(kRed, dead), "  (standpoint dead-letters list)")
               : dead,
           style),
      Fact("documents", Bounded(CountText(held), queue.max_count(), CountText(queue.max_count())),
           style),
      Fact("size",
           Bounded(SizeText(queue.size_bytes()), queue.max_bytes(), SizeText(queue.max_bytes())),
           style));
  if (queue.has_oldest_age()) {
    absl::StrAppend(&out, Fact("oldest", DurationText(ToAbslDuration(queue.oldest_age())), style));
  }
  return out;
}

std::string StoreText(const v1::StoreStatus& store, const Style& style) {
  return absl::StrCat(style.Paint(kBold, "store"), "\n",
                      Fact("corpora", CountText(store.corpus_count()), style),
                      Fact("documents", CountText(store.document_count()), style),
                      Fact("claims", CountText(store.claim_count()), style),
                      Fact("stances", CountText(store.stance_count()), style),
                      Fact("size on disk", SizeText(store.size_bytes()), style),
                      Fact("format", absl::StrCat(store.format_version()), style));
}

}  // namespace

std::string RenderServerStatus(const std::string& address, const v1::GetStatusResponse& status,
                               absl::Time now, const Style& style) {
  std::string out =
      absl::StrCat(style.Paint(kBold, "server"), "\n", Fact("address", address, style),
                   Fact("version", Printable(status.version()), style));
  if (status.has_start_time()) {
    const absl::Time start = absl::FromUnixSeconds(status.start_time().seconds());
    absl::StrAppend(&out, Fact("up for", DurationText(now - start), style));
  }
  if (status.has_queue()) absl::StrAppend(&out, QueueText(status.queue(), style));
  if (status.has_store()) absl::StrAppend(&out, StoreText(status.store(), style));
  return out;
}

}  // namespace standpoint
