// The text around evidence.

#ifndef STANDPOINT_CLI_COMMANDS_DOCUMENT_TEXTS_H_
#define STANDPOINT_CLI_COMMANDS_DOCUMENT_TEXTS_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "cli/client/connection.h"

namespace standpoint {

// Texts of documents, read from the server once each, to show evidence in its sentence.
class DocumentTexts {
 public:
  explicit DocumentTexts(Connection& connection) : connection_(connection) {}

  // Empty when the document cannot be read (deleted meanwhile): evidence is then shown alone.
  // Lifetime: until the next call.
  const std::string& TextOf(const std::string& document);

 private:
  Connection& connection_;
  absl::flat_hash_map<std::string, std::string> texts_;
};

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_DOCUMENT_TEXTS_H_
