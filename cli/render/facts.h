// Small facts in words: dates, counts, sizes, names.

#ifndef STANDPOINT_CLI_RENDER_FACTS_H_
#define STANDPOINT_CLI_RENDER_FACTS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/document.pb.h"

namespace standpoint {

// "2024-03-02", in UTC.
std::string DateText(const google::protobuf::Timestamp& time);

// "2024-03-02 15:04:05 UTC".
std::string TimeText(const google::protobuf::Timestamp& time);

// "850 ms", "12 s", "3 min", "5 h", "2 days".
std::string DurationText(absl::Duration duration);

// "1,234,567".
std::string CountText(int64_t count);

// "1 document", "2,000 documents".
std::string CountOf(int64_t count, absl::string_view noun);

// "512 B", "1.2 kB", "34 MB": powers of 1,000.
std::string SizeText(int64_t bytes);

// "author", or the mention, with the full name where that says more: "she (Professor Anjali Rao)".
std::string HolderText(const v1::Holder& holder);

// The chain of holders of a claim, outermost first; the author is left out before others.
std::string HolderChain(const v1::Claim& claim, bool unicode);

// Where it was published, for people: publisher, else source, else "unknown source".
std::string SourceText(const v1::DocumentSummary& document);

// The last part of a resource name.
std::string ShortName(absl::string_view name);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_RENDER_FACTS_H_
