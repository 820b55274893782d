#include "cli/commands/document_texts.h"

#include "standpoint/v1/document.pb.h"
#include "standpoint/v1/query_service.pb.h"

namespace standpoint {
namespace {

constexpr size_t kMaxTexts = 256;  // documents kept at a time

}  // namespace

const std::string& DocumentTexts::TextOf(const std::string& document) {
  const auto known = texts_.find(document);
  if (known != texts_.end()) return known->second;
  if (texts_.size() >= kMaxTexts) texts_.clear();
  std::string& text = texts_[document];
  v1::GetDocumentRequest request;
  request.set_name(document);
  request.mutable_read_mask()->add_paths("text");
  const auto response = connection_.Query(&v1::QueryService::Stub::GetDocument, request);
  if (response.ok()) text = response->text();
  return text;
}

}  // namespace standpoint
