// HTML to a tree, within bounds.

#ifndef STANDPOINT_INGEST_EXTRACT_HTML_TREE_H_
#define STANDPOINT_INGEST_EXTRACT_HTML_TREE_H_

#include <gumbo.h>

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// The tree that gumbo makes of a page. Its parser is sound, but hostile pages can drive it into
// quadratic time and memory and deep recursion; so it runs on an allocator that counts bytes,
// processor time and stack, and that leaves the parser by a long jump when one of them is used up.
// Threads: one.
class HtmlTree {
 public:
  static constexpr int kMaxDepth = 512;

  // `html` is UTF-8 and must outlive the tree, whose nodes point into it.
  // Errors: INVALID_ARGUMENT, reason DOCUMENT_TOO_DEEP (elements nested more than kMaxDepth) or
  // DOCUMENT_TOO_COMPLEX (the page needs more memory or time than any honest page of its size).
  static absl::StatusOr<std::unique_ptr<HtmlTree>> Parse(absl::string_view html);

  ~HtmlTree();
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;

  const GumboNode* root() const;

 private:
  class Arena;

  explicit HtmlTree(std::unique_ptr<Arena> arena);

  std::unique_ptr<Arena> arena_;
};

// Calls `visit(node, depth)` for every node, parents first, in the order of the tree; children are
// visited when it returns true. Does not recurse.
template <typename Visit>
void VisitNodes(const GumboNode* root, Visit visit);

// The children of an element, template or document; none of others.
const GumboVector* NodeChildren(const GumboNode* node);

// The value of an element's attribute; empty when it has none of this name.
absl::string_view Attribute(const GumboNode* node, const char* name);

// Whether the element is of `tag`.
inline bool IsElement(const GumboNode* node, GumboTag tag) {
  return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag;
}

template <typename Visit>
void VisitNodes(const GumboNode* root, Visit visit) {
  struct Place {
    const GumboNode* node;
    unsigned next;
  };
  std::vector<Place> open;
  const auto enter = [&](const GumboNode* node) {
    if (visit(node, static_cast<int>(open.size()))) {
      open.push_back({node, 0});
    }
  };
  enter(root);
  while (!open.empty()) {
    Place& place = open.back();
    const GumboVector* children = NodeChildren(place.node);
    if (children == nullptr || place.next == children->length) {
      open.pop_back();
    } else {
      enter(static_cast<const GumboNode*>(children->data[place.next++]));
    }
  }
}

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_EXTRACT_HTML_TREE_H_
