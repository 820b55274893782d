#include "ingest/extract/html_tree.h"

#include <algorithm>
#include <csetjmp>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

// Far above what a tree of honest pages needs: links, the densest, take about 20 bytes of memory
// per byte of page.
constexpr size_t kMemoryPerByte = 32;
constexpr size_t kMemoryBase = 16 << 20;
// gumbo reads some 30 MB/s.
constexpr double kSecondsBase = 1.0;
constexpr double kSecondsPerByte = 1.0 / (4 << 20);
constexpr ptrdiff_t kStackBytes = 256 << 10;
// Open elements by a count that knows no HTML rules; only there to refuse the obvious without a
// second of work.
constexpr int kMaxCountedDepth = 4000;

double ThreadSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

absl::Status TooDeep() {
  return MakeError(
      absl::StatusCode::kInvalidArgument, "DOCUMENT_TOO_DEEP",
      absl::StrCat("content: elements are nested more than ", HtmlTree::kMaxDepth, " deep"),
      {{"field", "content"}});
}

absl::Status TooComplex() {
  return MakeError(absl::StatusCode::kInvalidArgument, "DOCUMENT_TOO_COMPLEX",
                   "content: the HTML takes more memory or time than a page of its size may",
                   {{"field", "content"}});
}

// Elements that their own kind or a parent's end closes, or that have no content: they do not nest
// by being repeated.
bool ClosesByItself(absl::string_view name) {
  static constexpr absl::string_view kNames[] = {
      "p",     "li",       "dt",       "dd",     "tr",  "td",    "th",   "tbody", "thead",
      "tfoot", "option",   "br",       "img",    "hr",  "meta",  "link", "input", "area",
      "base",  "col",      "embed",    "source", "wbr", "param", "html", "head",  "body",
      "track", "colgroup", "optgroup", "rp",     "rt",  "frame"};
  for (const absl::string_view known : kNames) {
    if (name == known) {
      return true;
    }
  }
  return false;
}

bool IsRawText(absl::string_view name) {
  return name == "script" || name == "style" || name == "textarea" || name == "title" ||
         name == "noscript";
}

// Whether more elements are open somewhere than any honest page has open.
bool CountsTooDeep(absl::string_view html) {
  int depth = 0;
  for (size_t at = html.find('<'); at != absl::string_view::npos; at = html.find('<', at + 1)) {
    if (absl::StartsWith(html.substr(at), "<!--")) {
      at = std::min(html.find("-->", at + 4), html.size() - 1);
      continue;
    }
    const bool end_tag = at + 1 < html.size() && html[at + 1] == '/';
    char name[16];
    size_t size = 0;
    for (size_t i = at + 1 + end_tag;
         size < sizeof(name) && i < html.size() && absl::ascii_isalnum(html[i]); ++i) {
      name[size++] = absl::ascii_tolower(html[i]);
    }
    const absl::string_view tag(name, size);
    if (size == 0 || ClosesByItself(tag)) {
      continue;
    }
    if (end_tag) {
      depth -= depth > 0;
    } else if (IsRawText(tag)) {
      const size_t close = html.find("</", at + 1);
      if (close == absl::string_view::npos) {
        break;
      }
      at = close;
    } else if (++depth > kMaxCountedDepth) {
      return true;
    }
  }
  return false;
}

}  // namespace

// Memory of one parse: a list of blocks, freed together and so without recursion.
class HtmlTree::Arena {
 public:
  explicit Arena(size_t html_size)
      : memory_left_(kMemoryBase + kMemoryPerByte * html_size),
        seconds_(kSecondsBase + kSecondsPerByte * static_cast<double>(html_size)) {
    first_.next = &first_;
    first_.previous = &first_;
  }

  ~Arena() {
    while (first_.next != &first_) {
      Unlink(first_.next);
    }
  }

  // False when a bound was hit. Nothing with a destructor may live in this frame: it is left by a
  // long jump.
  bool Run(absl::string_view html) {
    char here = 0;
    stack_ = &here;
    end_ = ThreadSeconds() + seconds_;
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = [](void* arena, size_t size) {
      return static_cast<Arena*>(arena)->Allocate(size);
    };
    options.deallocator = [](void* arena, void* data) { static_cast<Arena*>(arena)->Free(data); };
    options.userdata = this;
    options.max_errors = 0;
    if (setjmp(escape_) != 0) {
      return false;
    }
    output_ = gumbo_parse_with_options(&options, html.data(), html.size());
    return output_ != nullptr;
  }

  const GumboOutput* output() const { return output_; }

 private:
  struct alignas(16) Block {
    Block* next;
    Block* previous;
    size_t size;
  };

  void Check() {
    const char here = 0;
    if (std::abs(stack_ - &here) > kStackBytes || (++calls_ % 256 == 0 && ThreadSeconds() > end_)) {
      std::longjmp(escape_, 1);
    }
  }

  void* Allocate(size_t size) {
    Check();
    size += sizeof(Block);
    Block* block = size <= memory_left_ ? static_cast<Block*>(std::malloc(size)) : nullptr;
    if (block == nullptr) {
      std::longjmp(escape_, 1);
    }
    memory_left_ -= size;
    block->size = size;
    block->next = first_.next;
    block->previous = &first_;
    block->next->previous = block;
    first_.next = block;
    return block + 1;
  }

  void Free(void* data) {
    if (data != nullptr) {
      Check();
      Unlink(static_cast<Block*>(data) - 1);
    }
  }

  void Unlink(Block* block) {
    block->next->previous = block->previous;
    block->previous->next = block->next;
    memory_left_ += block->size;
    std::free(block);
  }

  Block first_{};
  size_t memory_left_;
  const double seconds_;
  double end_ = 0;
  uint64_t calls_ = 0;
  const char* stack_ = nullptr;
  std::jmp_buf escape_;
  GumboOutput* output_ = nullptr;
};

HtmlTree::HtmlTree(std::unique_ptr<Arena> arena) : arena_(std::move(arena)) {}
HtmlTree::~HtmlTree() = default;

const GumboNode* HtmlTree::root() const { return arena_->output()->root; }

absl::StatusOr<std::unique_ptr<HtmlTree>> HtmlTree::Parse(absl::string_view html) {
  if (CountsTooDeep(html)) {
    return TooDeep();
  }
  auto arena = std::make_unique<Arena>(html.size());
  if (!arena->Run(html)) {
    return TooComplex();
  }
  int deepest = 0;
  VisitNodes(arena->output()->root, [&deepest](const GumboNode*, int depth) {
    deepest = std::max(deepest, depth);
    return depth <= kMaxDepth;
  });
  if (deepest > kMaxDepth) {
    return TooDeep();
  }
  return std::unique_ptr<HtmlTree>(new HtmlTree(std::move(arena)));
}

const GumboVector* NodeChildren(const GumboNode* node) {
  switch (node->type) {
    case GUMBO_NODE_DOCUMENT:
      return &node->v.document.children;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
      return &node->v.element.children;
    default:
      return nullptr;
  }
}

absl::string_view Attribute(const GumboNode* node, const char* name) {
  if (node->type != GUMBO_NODE_ELEMENT) {
    return {};
  }
  const GumboAttribute* attribute = gumbo_get_attribute(&node->v.element.attributes, name);
  return attribute != nullptr ? absl::string_view(attribute->value) : absl::string_view();
}

}  // namespace standpoint
