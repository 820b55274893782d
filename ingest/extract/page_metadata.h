// What a page says about itself.

#ifndef STANDPOINT_INGEST_EXTRACT_PAGE_METADATA_H_
#define STANDPOINT_INGEST_EXTRACT_PAGE_METADATA_H_

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "ingest/extract/html_tree.h"

namespace standpoint {

// Empty or absent: the page does not say, or not in a form that a document's fields allow.
struct PageMetadata {
  std::string
      title;  // og:title; h1 where <title> contains it; <title>; h1. Cut to the field's limit
  std::string publisher;  // og:site_name, application-name
  std::string url;        // link rel=canonical, og:url
  std::string language;   // html lang
  // article:published_time and its like; JSON-LD datePublished; time datetime, one marked as
  // publication before others.
  std::optional<absl::Time> publish_time;
};

PageMetadata ReadPageMetadata(const HtmlTree& tree);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_EXTRACT_PAGE_METADATA_H_
