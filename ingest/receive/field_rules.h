// What each field of a document must look like, wherever it was given.

#ifndef STANDPOINT_INGEST_RECEIVE_FIELD_RULES_H_
#define STANDPOINT_INGEST_RECEIVE_FIELD_RULES_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

inline constexpr size_t kMaxSourceBytes = 128;
inline constexpr size_t kMaxPublisherBytes = 512;
inline constexpr size_t kMaxUrlBytes = 2048;
inline constexpr size_t kMaxTitleBytes = 1024;

// Each tells in a few words what is wrong; empty when nothing is. An empty value is always right.
std::string SourceFault(absl::string_view source);
std::string PublisherFault(absl::string_view publisher);
std::string UrlFault(absl::string_view url);
std::string TitleFault(absl::string_view title);
std::string LanguageFault(absl::string_view language);
std::string LabelsFault(const std::map<std::string, std::string>& labels);

// One line: white space of any kind becomes single blanks, none at the ends; other control
// characters go.
std::string OneLine(absl::string_view text);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_RECEIVE_FIELD_RULES_H_
