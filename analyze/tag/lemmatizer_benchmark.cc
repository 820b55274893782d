// Nanoseconds a word: bazel run -c opt //analyze/tag:lemmatizer_benchmark

#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "analyze/model/model_file.h"
#include "analyze/tag/lemmatizer.h"
#include "analyze/tag/morphology.h"
#include "benchmark/benchmark.h"

namespace standpoint {
namespace {

void BM_Lemmas(benchmark::State& state) {
  const auto model = ModelFile::Open("analyze/tag/testdata/lemmatizer.lm");
  const auto lemmatizer = Lemmatizer::Load(**model);
  std::ifstream golden("analyze/tag/testdata/lemmatizer.tsv");
  std::vector<std::string> forms;
  for (std::string line; std::getline(golden, line);) {
    forms.push_back(std::vector<std::string>(absl::StrSplit(line, '\t')).front());
  }
  std::string lemmas;
  size_t tag = 0;
  for (auto _ : state) {
    lemmas.clear();
    for (const std::string& form : forms) {
      tag = (tag + 1) % 8;
      (*lemmatizer)->Append(form, static_cast<Upos>(tag), tag, tag, lemmas);
    }
    benchmark::DoNotOptimize(lemmas.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(forms.size()));
}
BENCHMARK(BM_Lemmas);

}  // namespace
}  // namespace standpoint
