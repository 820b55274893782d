#include "ingest/register/identity.h"

#include <functional>
#include <set>
#include <string>

#include "gtest/gtest.h"

namespace standpoint {
namespace {

v1::Document Sample() {
  v1::Document document;
  document.set_source("harbor-ledger");
  document.set_url("https://ledger.example/ports");
  document.set_title("Ports");
  document.mutable_publish_time()->set_seconds(1'714'600'000);
  document.set_text("The tariff stays.");
  return document;
}

TEST(IdentityTest, IsFixedForEver) {
  // Computed once, apart from this code, from the definition in the header. A change here renames every document.
  EXPECT_EQ(DocumentId(Sample()), "ecp7gopqir3i66hazzumopm5jq");
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(IdentityTest, EachPartCountsAndNothingElse) {
  std::set<std::string> ids = {DocumentId(Sample())};
  const std::function<void(v1::Document&)> changes[] = {
      [](v1::Document& d) { d.set_source("other"); }, [](v1::Document& d) { d.set_url(""); },
      [](v1::Document& d) { d.set_title("Ports "); },
      [](v1::Document& d) { d.clear_publish_time(); },
      [](v1::Document& d) { d.mutable_publish_time()->set_nanos(1); },
      [](v1::Document& d) { d.set_text("The tariff stays!"); },
      // The same bytes, parted elsewhere.
      [](v1::Document& d) {
        d.set_title("Port");
        d.set_url("https://ledger.example/portss");
      }};
  for (const auto& change : changes) {
    v1::Document document = Sample();
    change(document);
    EXPECT_TRUE(ids.insert(DocumentId(document)).second);
  }
  v1::Document same = Sample();
  same.set_publisher("Someone");
  same.set_language("en");
  (*same.mutable_labels())["k"] = "v";
  same.set_revision(7);
  EXPECT_EQ(DocumentId(same), DocumentId(Sample()));
}

}  // namespace
}  // namespace standpoint
