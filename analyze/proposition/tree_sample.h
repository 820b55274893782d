// Trees for tests, out of CoNLL-U.

#ifndef STANDPOINT_ANALYZE_PROPOSITION_TREE_SAMPLE_H_
#define STANDPOINT_ANALYZE_PROPOSITION_TREE_SAMPLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/language/conllu.h"
#include "analyze/language/syntax.h"
#include "analyze/language/syntax_labels.h"

namespace standpoint {

// Sentences as if the language engine had read them; there are no names and no mentions. Words that end the test when they cannot
// be read are the test's own.
class TreeSample {
 public:
  // All sentences of `conllu`.
  explicit TreeSample(absl::string_view conllu);
  TreeSample(const TreeSample&) = delete;
  TreeSample& operator=(const TreeSample&) = delete;

  const std::string& text() const { return text_; }
  const Syntax& syntax() const { return syntax_; }
  const SyntaxLabels& labels() const { return labels_; }

 private:
  void Add(const ConlluSentence& sentence);

  std::string text_;
  Syntax syntax_;
  std::vector<std::string> relations_, xpos_, feats_;
  SyntaxLabels labels_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PROPOSITION_TREE_SAMPLE_H_
