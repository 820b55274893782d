#include "ingest/extract/html_blocks.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "ingest/extract/source_alignment.h"

namespace standpoint {
namespace {

bool IsOneOf(GumboTag tag, std::initializer_list<GumboTag> tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

// Never part of the text.
bool IsDropped(GumboTag tag) {
  return IsOneOf(tag,
                 {GUMBO_TAG_HEAD,       GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,   GUMBO_TAG_NOSCRIPT,
                  GUMBO_TAG_TEMPLATE,   GUMBO_TAG_NAV,    GUMBO_TAG_FOOTER,  GUMBO_TAG_ASIDE,
                  GUMBO_TAG_FORM,       GUMBO_TAG_BUTTON, GUMBO_TAG_SELECT,  GUMBO_TAG_TEXTAREA,
                  GUMBO_TAG_IFRAME,     GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED,   GUMBO_TAG_SVG,
                  GUMBO_TAG_MATH,       GUMBO_TAG_CANVAS, GUMBO_TAG_AUDIO,   GUMBO_TAG_VIDEO,
                  GUMBO_TAG_FIGCAPTION, GUMBO_TAG_MENU,   GUMBO_TAG_LEGEND,  GUMBO_TAG_LABEL,
                  GUMBO_TAG_DATALIST,   GUMBO_TAG_APPLET, GUMBO_TAG_NOFRAMES});
}

// Elements that stand within a line; all others begin and end a paragraph.
bool IsInline(GumboTag tag) {
  return IsOneOf(
      tag, {GUMBO_TAG_A,      GUMBO_TAG_ABBR, GUMBO_TAG_ACRONYM, GUMBO_TAG_B,    GUMBO_TAG_BASEFONT,
            GUMBO_TAG_BDI,    GUMBO_TAG_BDO,  GUMBO_TAG_BIG,     GUMBO_TAG_CITE, GUMBO_TAG_CODE,
            GUMBO_TAG_DATA,   GUMBO_TAG_DEL,  GUMBO_TAG_DFN,     GUMBO_TAG_EM,   GUMBO_TAG_FONT,
            GUMBO_TAG_I,      GUMBO_TAG_IMG,  GUMBO_TAG_INS,     GUMBO_TAG_KBD,  GUMBO_TAG_MARK,
            GUMBO_TAG_NOBR,   GUMBO_TAG_Q,    GUMBO_TAG_RP,      GUMBO_TAG_RT,   GUMBO_TAG_RUBY,
            GUMBO_TAG_S,      GUMBO_TAG_SAMP, GUMBO_TAG_SMALL,   GUMBO_TAG_SPAN, GUMBO_TAG_STRIKE,
            GUMBO_TAG_STRONG, GUMBO_TAG_SUB,  GUMBO_TAG_SUP,     GUMBO_TAG_TIME, GUMBO_TAG_TT,
            GUMBO_TAG_U,      GUMBO_TAG_VAR,  GUMBO_TAG_WBR,     GUMBO_TAG_BR,   GUMBO_TAG_LAST,
            GUMBO_TAG_UNKNOWN});
}

bool IsArticle(const GumboNode* node) {
  const GumboTag tag = node->v.element.tag;
  return tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN || Attribute(node, "role") == "main" ||
         Attribute(node, "itemprop") == "articleBody";
}

bool IsHeading(GumboTag tag) {
  return IsOneOf(
      tag, {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6});
}

bool IsHidden(const GumboNode* node) {
  if (gumbo_get_attribute(&node->v.element.attributes, "hidden") != nullptr ||
      Attribute(node, "aria-hidden") == "true") {
    return true;
  }
  const absl::string_view style = Attribute(node, "style");
  return absl::StrContains(style, "display:none") || absl::StrContains(style, "display: none");
}

constexpr absl::string_view kForeignNames[] = {
    "ad",          "ads",         "advert",        "advertisement", "banner",
    "breadcrumb",  "breadcrumbs", "comment",       "comments",      "consent",
    "contentinfo", "cookie",      "cookies",       "disqus",        "footer",
    "gdpr",        "masthead",    "menu",          "modal",         "nav",
    "navbar",      "navigation",  "newsletter",    "outbrain",      "pager",
    "pagination",  "paywall",     "popup",         "promo",         "recommended",
    "related",     "search",      "share",         "sharing",       "sidebar",
    "signup",      "social",      "sponsored",     "subscribe",     "subscription",
    "taboola",     "toolbar",     "complementary", "dialog",        "alertdialog",
    "tooltip",     "skip"};

constexpr absl::string_view kOwnNames[] = {"article", "body", "content", "entry",
                                           "main",    "post", "story",   "text"};

// Whether class, id or role say that this is not of the article. Source: after Readability's
// "unlikely candidates".
bool IsNamedForeign(const GumboNode* node) {
  bool foreign = false;
  for (const char* attribute : {"class", "id", "role"}) {
    const std::string names = absl::AsciiStrToLower(Attribute(node, attribute).substr(0, 512));
    for (size_t at = 0; at < names.size();) {
      size_t end = at;
      while (end < names.size() && absl::ascii_isalpha(names[end])) {
        ++end;
      }
      const absl::string_view name = absl::string_view(names).substr(at, end - at);
      if (std::find(std::begin(kOwnNames), std::end(kOwnNames), name) != std::end(kOwnNames)) {
        return false;
      }
      foreign = foreign || std::find(std::begin(kForeignNames), std::end(kForeignNames), name) !=
                               std::end(kForeignNames);
      at = end + 1;
    }
  }
  return foreign;
}

class BlockCollector {
 public:
  BlockCollector(absl::string_view html, Pruning pruning) : html_(html), pruning_(pruning) {}

  std::vector<TextBlock> Collect(const GumboNode* root) {
    VisitNodes(root, [this](const GumboNode* node, int depth) { return Visit(node, depth); });
    LeaveTo(0);
    EndBlock();
    return std::move(blocks_);
  }

 private:
  // An open element and what was so before it.
  struct Open {
    int depth;
    bool is_inline;
    bool in_article;
    bool in_link;
    bool keep_white_space;
    BlockKind kind;
  };

  bool Visit(const GumboNode* node, int depth) {
    LeaveTo(depth);
    switch (node->type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        AddText(node->v.text);
        return false;
      case GUMBO_NODE_DOCUMENT:
        return true;
      case GUMBO_NODE_ELEMENT:
        return Enter(node, depth);
      default:
        return false;
    }
  }

  bool Enter(const GumboNode* node, int depth) {
    const GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_BR) {
      AddLineEnd();
      return false;
    }
    if (IsDropped(tag) || IsHidden(node) || (tag == GUMBO_TAG_HEADER && !in_article_) ||
        (pruning_ == Pruning::kByElementAndName && !IsArticle(node) && tag != GUMBO_TAG_HTML &&
         tag != GUMBO_TAG_BODY && IsNamedForeign(node))) {
      if (!IsInline(tag)) {
        EndBlock();
      }
      return false;
    }
    open_.push_back({depth, IsInline(tag), in_article_, in_link_, keep_white_space_, kind_});
    if (!IsInline(tag)) {
      EndBlock();
    }
    in_article_ = in_article_ || IsArticle(node);
    in_link_ = in_link_ || tag == GUMBO_TAG_A;
    keep_white_space_ = keep_white_space_ || tag == GUMBO_TAG_PRE;
    if (IsHeading(tag)) {
      kind_ = BlockKind::kHeading;
    } else if (kind_ != BlockKind::kHeading &&
               (tag == GUMBO_TAG_P || tag == GUMBO_TAG_BLOCKQUOTE)) {
      kind_ = BlockKind::kParagraph;
    } else if (kind_ != BlockKind::kHeading && (tag == GUMBO_TAG_LI || tag == GUMBO_TAG_DD)) {
      kind_ = BlockKind::kListItem;
    }
    return true;
  }

  // Closes the open elements at `depth` or deeper.
  void LeaveTo(int depth) {
    while (!open_.empty() && open_.back().depth >= depth) {
      const Open open = open_.back();
      open_.pop_back();
      if (!open.is_inline) {
        EndBlock();
      }
      in_article_ = open.in_article;
      in_link_ = open.in_link;
      keep_white_space_ = open.keep_white_space;
      kind_ = open.kind;
    }
  }

  void AddText(const GumboText& text) {
    const absl::string_view decoded(text.text);
    const char* source = text.original_text.data;
    size_t size = text.original_text.length;
    if (source == nullptr || source < html_.data() || source > html_.data() + html_.size()) {
      return;  // made up by the parser
    }
    const size_t begin = source - html_.data();
    size = std::min(size, html_.size() - begin);
    ends_with_br_ = ends_with_br_ && absl::StripAsciiWhitespace(decoded).empty();
    AlignToSource(decoded, html_.substr(begin, size),
                  [&](absl::string_view piece, size_t piece_begin, size_t piece_size) {
                    block_.Append(piece, static_cast<int32_t>(begin + piece_begin),
                                  static_cast<int32_t>(piece_size), in_link_, keep_white_space_);
                  });
  }

  void AddLineEnd() {
    if (ends_with_br_) {  // the second in a row
      EndBlock();
    } else {
      block_.AppendLineEnd();
      ends_with_br_ = !block_.empty();
    }
  }

  void EndBlock() {
    ends_with_br_ = false;
    TextBlock block = block_.Take();
    if (!block.text.empty()) {
      block.kind = kind_;
      block.in_article = in_article_;
      blocks_.push_back(std::move(block));
    }
  }

  const absl::string_view html_;
  const Pruning pruning_;
  std::vector<TextBlock> blocks_;
  TextBlockBuilder block_;
  std::vector<Open> open_;
  bool in_article_ = false;
  bool in_link_ = false;
  bool keep_white_space_ = false;
  bool ends_with_br_ = false;
  BlockKind kind_ = BlockKind::kOther;
};

}  // namespace

std::vector<TextBlock> BlocksOfPage(const HtmlTree& tree, absl::string_view html, Pruning pruning) {
  return BlockCollector(html, pruning).Collect(tree.root());
}

}  // namespace standpoint
