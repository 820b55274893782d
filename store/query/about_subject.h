// Which claims are about a subject, short forms regarded.

#ifndef STANDPOINT_STORE_QUERY_ABOUT_SUBJECT_H_
#define STANDPOINT_STORE_QUERY_ABOUT_SUBJECT_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "analyze/client/analyze_client.h"

namespace standpoint {

// A claim that has some word of the subject is about it when half of the subject's words stand in it, or elsewhere in what is known
// of its document: who writes of chip export controls says "the controls" soon. Else it is about it when its vector is near. Threads:
// one at a time. Lifetime: views the subject.
class AboutSubject {
 public:
  explicit AboutSubject(const PropositionFeatures& subject) : subject_(subject) {}

  // Words that stand in a document: in its title, or in a claim of it that was found.
  void AddWords(absl::string_view document, const PropositionFeatures& text);

  // After all words were added.
  bool IsAbout(absl::string_view document, const PropositionFeatures& claim) const;

 private:
  const PropositionFeatures& subject_;
  absl::flat_hash_map<std::string, absl::flat_hash_set<std::string>> words_;  // by document
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_ABOUT_SUBJECT_H_
