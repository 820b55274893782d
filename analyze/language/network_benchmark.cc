// Words a second and the time of a word, by parts of the network:
//
//   export STANDPOINT_BENCHMARK_MODEL=$PWD/analyze/models/english.lm STANDPOINT_BENCHMARK_TEXT=/path/of/text
//   bazel run --config=opt //analyze/language:network_benchmark
//
// The text has one sentence a line, words between spaces; without it words are made up. Without a model the tiny one of the tests
// is taken, which is of no size to measure.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "analyze/encode/chunk.h"
#include "analyze/encode/encoder.h"
#include "analyze/encode/network_sample.h"
#include "analyze/encode/workspace.h"
#include "analyze/entity/entities.h"
#include "analyze/entity/entity_recognizer.h"
#include "analyze/model/model_file.h"
#include "analyze/parse/dependencies.h"
#include "analyze/parse/dependency_parser.h"
#include "analyze/segment/segments.h"
#include "analyze/tag/morph_tagger.h"
#include "analyze/tag/morphology.h"
#include "benchmark/benchmark.h"

namespace standpoint {
namespace {

constexpr int kRepeats = 16;  // of a part, so that the clock's own time is small

std::string Setting(const char* name, absl::string_view otherwise) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string(otherwise) : value;
}

std::string ReadText() {
  const std::string path = Setting("STANDPOINT_BENCHMARK_TEXT", "");
  if (!path.empty()) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::string text;
  for (int i = 0; i < 20'000; ++i) {
    absl::StrAppend(&text, "word", i * i % 7001, i % 20 == 19 ? "\n" : " ");
  }
  return text;
}

struct Network {
  std::unique_ptr<const ModelFile> file =
      ModelFile::Open(Setting("STANDPOINT_BENCHMARK_MODEL", kSamplePath)).value();
  std::unique_ptr<const Encoder> encoder = Encoder::Create(*file).value();
  std::unique_ptr<const MorphTagger> tagger = MorphTagger::Create(*file, *encoder).value();
  std::unique_ptr<const DependencyParser> parser =
      DependencyParser::Create(*file, *encoder).value();
  std::unique_ptr<const EntityRecognizer> recognizer =
      EntityRecognizer::Create(*file, *encoder).value();
};

struct NetworkAndText : Network {
  std::string text = ReadText();
  Segments segments = SplitAtSpaces(text);
};

const NetworkAndText& TheNetwork() {
  static const auto& network = *new NetworkAndText;
  return network;
}

// What has gone before the part that is measured is done once for each chunk, outside of the time.
template <class Before, class Part>
void Measure(benchmark::State& state, const Before& before, const Part& part) {
  const NetworkAndText& n = TheNetwork();
  Workspace workspace;
  size_t words = 0;
  auto chunks = std::make_unique<ChunkReader>(n.segments);
  for (auto _ : state) {
    state.PauseTiming();
    if (!chunks->Next(workspace.chunk)) {
      chunks = std::make_unique<ChunkReader>(n.segments);
      chunks->Next(workspace.chunk);
    }
    before(n, workspace);
    state.ResumeTiming();
    for (int i = 0; i < kRepeats; ++i) {
      part(n, workspace);
    }
    words += workspace.chunk.size() * kRepeats;
  }
  state.SetItemsProcessed(static_cast<int64_t>(words));
  state.counters["a word"] = benchmark::Counter(
      static_cast<double>(words), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

const auto kNothing = [](const NetworkAndText&, Workspace&) {};
const auto kEncode = [](const NetworkAndText& n, Workspace& w) {
  n.encoder->Encode(n.text, n.segments, w);
};

void BM_Sentences(benchmark::State& state) {
  Measure(state, kEncode,
          [](const NetworkAndText& n, Workspace& w) { n.encoder->ReadSentences(w); });
}
BENCHMARK(BM_Sentences);

void BM_HeadInputs(benchmark::State& state) {
  Measure(state, kEncode, [](const NetworkAndText& n, Workspace& w) { n.encoder->ReadInputs(w); });
}
BENCHMARK(BM_HeadInputs);

void BM_Tag(benchmark::State& state) {
  Measure(state, kEncode, [](const NetworkAndText& n, Workspace& w) {
    static Morphology morphology;
    n.tagger->Tag(w, morphology);
  });
}
BENCHMARK(BM_Tag);

void BM_Parse(benchmark::State& state) {
  Measure(state, kEncode, [](const NetworkAndText& n, Workspace& w) {
    static Dependencies dependencies;
    n.parser->Parse(w, dependencies);
  });
}
BENCHMARK(BM_Parse);

void BM_Entities(benchmark::State& state) {
  Measure(state, kEncode, [](const NetworkAndText& n, Workspace& w) {
    static Entities entities;
    entities.entities.clear();
    n.recognizer->Recognize(w, entities);
  });
}
BENCHMARK(BM_Entities);

void BM_KnownWords(benchmark::State& state) {
  Measure(state, kEncode, [](const NetworkAndText& n, Workspace& w) {
    n.encoder->ReadWords(n.text, n.segments, w);
  });
}
BENCHMARK(BM_KnownWords);

void BM_NewWords(benchmark::State& state) {
  Measure(state, kNothing, [](const NetworkAndText& n, Workspace& w) {
    w.cache.Forget();
    n.encoder->ReadWords(n.text, n.segments, w);
  });
}
BENCHMARK(BM_NewWords);

// The text from end to end, as the engine does it.
void BM_Whole(benchmark::State& state) {
  const NetworkAndText& n = TheNetwork();
  Workspace workspace;
  Morphology morphology;
  Dependencies dependencies;
  Entities entities;
  for (auto _ : state) {
    entities.entities.clear();
    ChunkReader chunks(n.segments);
    while (chunks.Next(workspace.chunk)) {
      n.encoder->Encode(n.text, n.segments, workspace);
      n.tagger->Tag(workspace, morphology);
      n.parser->Parse(workspace, dependencies);
      n.recognizer->Recognize(workspace, entities);
    }
  }
  const double words =
      static_cast<double>(n.segments.words.size()) * static_cast<double>(state.iterations());
  state.SetItemsProcessed(static_cast<int64_t>(words));
  state.counters["a word"] =
      benchmark::Counter(words, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(BM_Whole);

void BM_Load(benchmark::State& state) {
  for (auto _ : state) {
    const Network network;
    benchmark::DoNotOptimize(network.parser.get());
  }
}
BENCHMARK(BM_Load)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace standpoint
