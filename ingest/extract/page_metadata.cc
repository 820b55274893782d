#include "ingest/extract/page_metadata.h"

#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/text/utf8.h"
#include "ingest/receive/field_rules.h"
#include "ingest/receive/publish_time.h"

namespace standpoint {
namespace {

constexpr size_t kMaxGathered = 4096;  // bytes of a heading or title that are looked at

// Text of all nodes below `node`.
std::string TextBelow(const GumboNode* node) {
  std::string text;
  VisitNodes(node, [&text](const GumboNode* below, int) {
    if ((below->type == GUMBO_NODE_TEXT || below->type == GUMBO_NODE_WHITESPACE) &&
        text.size() < kMaxGathered) {
      absl::StrAppend(&text, below->v.text.text);
    }
    return true;
  });
  return OneLine(text);
}

// What was found, before it is weighed.
class MetadataCollector {
 public:
  void Visit(const GumboNode* node) {
    if (node->type != GUMBO_NODE_ELEMENT) {
      return;
    }
    switch (node->v.element.tag) {
      case GUMBO_TAG_HTML:
        language_ = std::string(Attribute(node, "lang"));
        break;
      case GUMBO_TAG_META:
        VisitMeta(node);
        break;
      case GUMBO_TAG_LINK:
        if (absl::EqualsIgnoreCase(Attribute(node, "rel"), "canonical")) {
          Offer(canonical_, Attribute(node, "href"));
        }
        break;
      case GUMBO_TAG_TITLE:
        if (node->parent != nullptr && IsElement(node->parent, GUMBO_TAG_HEAD)) {
          Offer(title_, TextBelow(node));
        }
        break;
      case GUMBO_TAG_H1:
        if (heading_.empty()) {
          heading_ = TextBelow(node);
        }
        break;
      case GUMBO_TAG_TIME:
        VisitTime(node);
        break;
      case GUMBO_TAG_SCRIPT:
        if (absl::EqualsIgnoreCase(Attribute(node, "type"), "application/ld+json")) {
          VisitLinkedData(node);
        }
        break;
      default:
        break;
    }
  }

  PageMetadata Weigh() && {
    PageMetadata page;
    std::string title = og_title_;
    if (title.empty()) {  // a <title> often has the site's name beside the heading
      title = heading_.size() > 3 && absl::StrContains(title_, heading_) ? heading_ : title_;
    }
    if (title.empty()) {
      title = heading_;
    }
    page.title = std::string(TruncateUtf8(title, kMaxTitleBytes));
    page.publisher =
        std::string(TruncateUtf8(site_.empty() ? application_ : site_, kMaxPublisherBytes));
    page.url = UrlFault(canonical_).empty() ? canonical_ : "";
    if (page.url.empty() && UrlFault(og_url_).empty()) {
      page.url = og_url_;
    }
    page.language = LanguageFault(language_).empty() ? language_ : "";
    for (const std::optional<absl::Time>& time : times_) {
      if (time) {
        page.publish_time = time;
        break;
      }
    }
    return page;
  }

 private:
  enum Witness { kMeta, kLinkedData, kMarkedTime, kAnyTime, kWitnesses };

  // The first offer that is not empty is kept.
  static void Offer(std::string& to, absl::string_view value) {
    if (to.empty()) {
      to = OneLine(value.substr(0, kMaxGathered));
    }
  }

  void OfferTime(Witness witness, absl::string_view written) {
    if (!times_[witness]) {
      times_[witness] = ParseLooseTime(written);
    }
  }

  void VisitMeta(const GumboNode* node) {
    std::string name = absl::AsciiStrToLower(Attribute(node, "property"));
    if (name.empty()) {
      name = absl::AsciiStrToLower(Attribute(node, "name"));
    }
    if (name.empty()) {
      name = absl::AsciiStrToLower(Attribute(node, "itemprop"));
    }
    const absl::string_view content = Attribute(node, "content");
    if (name == "og:title") {
      Offer(og_title_, content);
    } else if (name == "og:site_name") {
      Offer(site_, content);
    } else if (name == "application-name") {
      Offer(application_, content);
    } else if (name == "og:url") {
      Offer(og_url_, content);
    } else if (name == "article:published_time" || name == "og:article:published_time" ||
               name == "datepublished" || name == "date" || name == "dc.date" ||
               name == "dc.date.issued" || name == "dcterms.created" || name == "pubdate" ||
               name == "publish-date" || name == "parsely-pub-date" || name == "sailthru.date" ||
               name == "article.published") {
      OfferTime(kMeta, content);
    }
  }

  void VisitTime(const GumboNode* node) {
    const bool marked = absl::EqualsIgnoreCase(Attribute(node, "itemprop"), "datePublished") ||
                        gumbo_get_attribute(&node->v.element.attributes, "pubdate") != nullptr;
    OfferTime(marked ? kMarkedTime : kAnyTime, Attribute(node, "datetime"));
  }

  // Looks for the one key that is of use; no JSON parser needs to trust the page for that.
  void VisitLinkedData(const GumboNode* node) {
    static constexpr absl::string_view kKey = "\"datePublished\"";
    for (unsigned i = 0; i < node->v.element.children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(node->v.element.children.data[i]);
      if (child->type != GUMBO_NODE_TEXT) {
        continue;
      }
      const absl::string_view json(child->v.text.text);
      const size_t key = json.find(kKey);
      if (key == absl::string_view::npos) {
        continue;
      }
      absl::string_view rest = absl::StripLeadingAsciiWhitespace(json.substr(key + kKey.size()));
      if (!rest.empty() && rest[0] == ':') {
        rest = absl::StripLeadingAsciiWhitespace(rest.substr(1));
        if (!rest.empty() && rest[0] == '"') {
          rest.remove_prefix(1);
          OfferTime(kLinkedData, rest.substr(0, rest.find('"')));
        }
      }
    }
  }

  std::string og_title_;
  std::string title_;
  std::string heading_;
  std::string site_;
  std::string application_;
  std::string canonical_;
  std::string og_url_;
  std::string language_;
  std::array<std::optional<absl::Time>, kWitnesses> times_;
};

}  // namespace

PageMetadata ReadPageMetadata(const HtmlTree& tree) {
  MetadataCollector collector;
  VisitNodes(tree.root(), [&collector](const GumboNode* node, int) {
    collector.Visit(node);
    return true;
  });
  return std::move(collector).Weigh();
}

}  // namespace standpoint
