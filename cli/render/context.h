// A claim or stance inside the words around it.

#ifndef STANDPOINT_CLI_RENDER_CONTEXT_H_
#define STANDPOINT_CLI_RENDER_CONTEXT_H_

#include "absl/strings/string_view.h"
#include "cli/terminal/style.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/span.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

// The sentence of `text` around `evidence`, which is marked in `ink`. `sentence` says where the
// sentence is; when it is absent, it is taken from the paragraph up to 160 bytes on both sides.
// Where `text` is empty or the span does not lie in it, `verbatim` alone is shown.
StyledText InContext(absl::string_view text, const v1::Span* sentence, const v1::Span& evidence,
                     absl::string_view verbatim, const Style& style, absl::string_view ink);

StyledText ClaimInContext(absl::string_view text, const v1::Claim& claim, const Style& style,
                          absl::string_view ink);
StyledText StanceInContext(absl::string_view text, const v1::Stance& stance, const Style& style,
                           absl::string_view ink);

// Green for support, red for opposition, yellow for neither.
absl::string_view InkOf(v1::Direction direction);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_RENDER_CONTEXT_H_
