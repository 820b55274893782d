// What the models say of pairs and sentences, for measuring them.
//
//   relate < pairs.tsv > scores.tsv   each line a proposition and a claim, parted by a tab: relation, confidence, probabilities
//                                     of support, opposition, discussion and of nothing in common
//   relate --topics < pairs.tsv > scores.tsv    the same where the first is no sentence but names a topic
//   relate --vectors < texts > vectors    each line a sentence: the components of its vector, parted by blanks
//   relate --speed < pairs.tsv        pairs judged in a second of processor time, over and over for some seconds
//
// Exit status: 0 done, 1 at a line without a tab, 2 when lexicon or model do not load.

#include <time.h>

#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/relate/judge.h"
#include "analyze/relate/relation_model.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

// A proposition with the claims that follow it in the input.
struct Batch {
  std::string proposition;
  std::vector<std::string> claims;
};

bool ReadPairs(std::vector<Batch>& batches) {
  for (std::string line; std::getline(std::cin, line);) {
    const std::pair<absl::string_view, absl::string_view> pair =
        absl::StrSplit(line, absl::MaxSplits('\t', 1));
    if (line.find('\t') == std::string::npos) {
      return false;
    }
    if (batches.empty() || batches.back().proposition != pair.first) {
      batches.push_back({std::string(pair.first), {}});
    }
    batches.back().claims.emplace_back(pair.second);
  }
  return true;
}

void WriteScores(const PropositionJudge& judge, bool topics, const std::vector<Batch>& batches) {
  for (const auto& [proposition, claims] : batches) {
    const std::vector<v1::Judgement> judgements =
        topics ? judge.JudgeTopic(proposition, claims) : judge.Judge(proposition, claims);
    const std::vector<RelationProbabilities> scores =
        topics ? judge.ScoreTopic(proposition, claims) : judge.Score(proposition, claims);
    for (size_t i = 0; i < scores.size(); ++i) {
      std::cout << v1::Relation_Name(judgements[i].relation()) << '\t' << judgements[i].confidence()
                << '\t' << scores[i].support << '\t' << scores[i].oppose << '\t'
                << scores[i].discuss << '\t' << scores[i].unrelated << '\n';
    }
  }
}

void WriteVectors(const RelationModel& model) {
  for (std::string line; std::getline(std::cin, line);) {
    for (const char component : model.sentences().Embed(line)) {
      std::cout << static_cast<int>(static_cast<signed char>(component)) << ' ';
    }
    std::cout << '\n';
  }
}

absl::Duration ProcessorTime() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return absl::DurationFromTimespec(now);
}

void WriteSpeed(const PropositionJudge& judge, const std::vector<Batch>& batches) {
  constexpr absl::Duration kEnough = absl::Seconds(5);
  const absl::Duration start = ProcessorTime();
  size_t pairs = 0;
  while (!batches.empty() && ProcessorTime() - start < kEnough) {
    for (const Batch& batch : batches) {
      pairs += judge.Judge(batch.proposition, batch.claims).size();
    }
  }
  std::cout << static_cast<double>(pairs) / absl::ToDoubleSeconds(ProcessorTime() - start) << '\n';
}

int Run(absl::string_view mode) {
  const auto lexicon = Lexicon::Load("");
  const auto model = RelationModel::Load();
  if (!lexicon.ok() || !model.ok()) {
    std::cerr << "relate: " << lexicon.status() << "; " << model.status() << "\n";
    return 2;
  }
  if (mode == "--vectors") {
    WriteVectors(**model);
    return 0;
  }
  std::vector<Batch> batches;
  if (!ReadPairs(batches)) {
    std::cerr << "relate: a line without a tab\n";
    return 1;
  }
  const PropositionJudge judge(**lexicon, **model);
  if (mode == "--speed") {
    WriteSpeed(judge, batches);
  } else {
    WriteScores(judge, mode == "--topics", batches);
  }
  return 0;
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) { return standpoint::Run(argc > 1 ? argv[1] : ""); }
