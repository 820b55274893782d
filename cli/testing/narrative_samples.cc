#include "cli/testing/narrative_samples.h"

#include <cstdint>
#include <string>
#include <vector>

#include "cli/testing/samples.h"

namespace standpoint {
namespace {

constexpr int64_t kPublished = 1'714'521'600;  // 2024-05-01

// A narrative of five voices in five documents, which the claim tells first; claims in the months, one in the first, two in the
// second, and so on.
void AddNarrative(const v1::Claim& claim, const v1::Holder& holder,
                  const std::vector<std::string>& months, v1::FindNarrativesResponse& response) {
  v1::Narrative* narrative = response.add_narratives();
  narrative->set_label(claim.text());
  *narrative->mutable_typical()->mutable_claim() = claim;
  *narrative->mutable_typical()->mutable_holder() = holder;
  *narrative->mutable_first() = narrative->typical();
  *narrative->add_quotes() = narrative->typical();
  narrative->set_voice_count(5);
  v1::AggregateGroup* total = narrative->mutable_total();
  total->set_document_count(5);
  total->set_source_count(2);
  total->set_holder_count(7);
  total->mutable_first_time()->set_seconds(kPublished);
  total->mutable_last_time()->set_seconds(kPublished + 86'400);
  v1::AggregateGroup* teller = narrative->add_by_holder();
  teller->set_key("Marta Quill");
  teller->set_count(2);
  narrative->add_by_holder()->set_key("author (dock-street-post)");
  narrative->mutable_by_holder(1)->set_count(1);
  for (const std::string& month : months) {
    v1::AggregateGroup* group = narrative->add_by_time();
    group->set_key(month);
    group->set_count(narrative->by_time_size());
  }
}

}  // namespace

v1::FindNarrativesResponse SampleNarratives() {
  v1::FindNarrativesResponse response;
  AddNarrative(SampleClaim(0), SampleClaim(0).holders(1), {"2024-02", "2024-05"}, response);
  v1::Narrative* first = response.mutable_narratives(0);
  first->set_copy_count(1);
  first->mutable_quotes(0)->add_copies("corpora/default/documents/d7");
  AddNarrative(SampleClaim(2), SampleClaim(2).holders(0), {"2024-05", ""}, response);
  v1::Narrative* second = response.mutable_narratives(1);
  second->mutable_typical()->set_denied(true);
  second->clear_first();
  second->mutable_total()->clear_first_time();
  v1::NarrativeOpposition* opposition = response.add_oppositions();
  opposition->set_first_index(0);
  opposition->set_second_index(1);
  opposition->set_confidence(0.66F);
  opposition->set_contradiction_count(4);
  *opposition->mutable_surest() = SampleContradictions().contradictions(1);
  response.set_examined_count(200);
  response.set_judged_count(4'123);
  response.set_scattered_count(120);
  response.set_left_out_count(3);
  response.set_partial(true);
  return response;
}

}  // namespace standpoint
