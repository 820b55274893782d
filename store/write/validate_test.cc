#include "store/write/validate.h"

#include <cmath>
#include <functional>

#include "absl/strings/match.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "store/testing/random_documents.h"

namespace standpoint {
namespace {

using internal::v1::AnalyzedDocument;

AnalyzedDocument Valid() {
  RandomDocuments documents(1);
  AnalyzedDocument document;
  do {
    document = documents.Next("corpora/news/documents/d", 1, 9);
  } while (document.analysis().claims_size() < 3 || document.analysis().stances().empty() ||
           document.analysis().claims(0).holders_size() < 2);
  return document;
}

TEST(ValidateTest, RandomDocumentsAreValid) {
  RandomDocuments documents(2);
  for (int i = 0; i < 300; ++i) {
    const absl::Status status = ValidateDocument(documents.Next("corpora/news/documents/d", 1));
    EXPECT_TRUE(status.ok()) << status;
  }
}

TEST(ValidateTest, EachFaultIsNamed) {
  struct Case {
    const char* field;
    std::function<void(AnalyzedDocument&)> spoil;
  };
  const auto claim = [](AnalyzedDocument& d) { return d.mutable_analysis()->mutable_claims(0); };
  const auto stance = [](AnalyzedDocument& d) { return d.mutable_analysis()->mutable_stances(0); };
  const Case cases[] = {
      {"document.name", [](auto& d) { d.mutable_document()->set_name("x"); }},
      {"document.text", [](auto& d) { d.mutable_document()->set_text("\xFF"); }},
      {"document.title", [](auto& d) { d.mutable_document()->set_title(std::string(5000, 'x')); }},
      {"document.text_digest", [](auto& d) { d.mutable_document()->set_text_digest("ab"); }},
      {"document.publish_time",
       [](auto& d) { d.mutable_document()->mutable_publish_time()->set_nanos(-1); }},
      {"document.revision", [](auto& d) { d.mutable_document()->set_revision(0); }},
      {"analysis.document",
       [](auto& d) { d.mutable_analysis()->set_document("corpora/a/documents/b"); }},
      {"analysis.revision", [](auto& d) { d.mutable_analysis()->set_revision(9); }},
      {"analysis.claims[0].name",
       [&](auto& d) { claim(d)->set_name("corpora/news/documents/e/claims/c"); }},
      {"analysis.claims[1].name",
       [&](auto& d) { claim(d)->set_name(d.analysis().claims(1).name()); }},
      {"analysis.claims[0].span", [&](auto& d) { claim(d)->mutable_span()->set_end(1 << 30); }},
      {"analysis.claims[0].span", [&](auto& d) { claim(d)->mutable_span()->set_begin(-1); }},
      {"analysis.claims[0].span", [&](auto& d) { claim(d)->set_text("other"); }},
      {"analysis.claims[0].holders", [&](auto& d) { claim(d)->clear_holders(); }},
      {"analysis.claims[0].holders[1].span",
       [&](auto& d) { claim(d)->mutable_holders(1)->set_text("zz"); }},
      {"analysis.claims[0].holders[1].kind",
       [&](auto& d) { claim(d)->mutable_holders(1)->clear_kind(); }},
      {"analysis.claims[0]", [&](auto& d) { claim(d)->clear_act(); }},
      {"analysis.claims[0]",
       [&](auto& d) { claim(d)->set_modality(static_cast<v1::Modality>(99)); }},
      {"analysis.claims[0].sentence",
       [&](auto& d) { claim(d)->mutable_sentence()->set_end(1 << 30); }},
      {"analysis.claims[0].confidence", [&](auto& d) { claim(d)->set_confidence(NAN); }},
      {"analysis.claims[0].terms", [&](auto& d) { claim(d)->add_terms(""); }},
      {"analysis.stances[0].target.span",
       [&](auto& d) { stance(d)->mutable_target()->set_text("zz"); }},
      {"analysis.stances[0].direction", [&](auto& d) { stance(d)->clear_direction(); }},
      {"analysis.stances[0].confidence", [&](auto& d) { stance(d)->set_confidence(2); }},
  };
  for (const Case& c : cases) {
    AnalyzedDocument document = Valid();
    c.spoil(document);
    const absl::Status status = ValidateDocument(document);
    EXPECT_EQ(ErrorReason(status), "INVALID_FIELD") << c.field;
    EXPECT_TRUE(absl::StartsWith(status.message(), std::string(c.field) + ":"))
        << c.field << ": " << status;
  }
}

TEST(ValidateTest, SpansEndOnCodePoints) {
  AnalyzedDocument document = Valid();
  document.mutable_analysis()->clear_claims();
  document.mutable_analysis()->clear_stances();
  document.mutable_document()->set_text("Müller");
  v1::Claim* claim = document.mutable_analysis()->add_claims();
  *claim = Valid().analysis().claims(0);
  claim->clear_cues();
  claim->mutable_holders()->DeleteSubrange(1, claim->holders_size() - 1);
  claim->mutable_sentence()->set_begin(0);
  claim->mutable_sentence()->set_end(7);
  claim->set_text(std::string("M\xC3", 2));
  claim->mutable_span()->set_begin(0);
  claim->mutable_span()->set_end(2);
  EXPECT_EQ(ErrorReason(ValidateDocument(document)), "INVALID_FIELD");
  claim->set_text("Mü");
  claim->mutable_span()->set_end(3);
  EXPECT_TRUE(ValidateDocument(document).ok()) << ValidateDocument(document);
}

}  // namespace
}  // namespace standpoint
