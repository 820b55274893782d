// What a search found, with the words of the query marked, and tables of counts.

#ifndef STANDPOINT_CLI_RENDER_FOUND_H_
#define STANDPOINT_CLI_RENDER_FOUND_H_

#include <string>

#include "absl/strings/string_view.h"
#include "cli/terminal/style.h"
#include "standpoint/v1/search.pb.h"

namespace standpoint {

std::string RenderClaimHit(const v1::ClaimHit& hit, const Style& style);
std::string RenderDocumentHit(const v1::DocumentHit& hit, const Style& style);

// "1,204 claims in 310 documents of 12 sources, 45 holders, 2019-02-03 to 2024-05-07". `noun`: of one.
std::string RenderTotal(const v1::AggregateGroup& total, absl::string_view noun,
                        const Style& style);

// A row per group with a bar for its count; of what was left out a line.
std::string RenderTable(const v1::AggregateTable& table, const Style& style);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_RENDER_FOUND_H_
