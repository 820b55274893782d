// The network's steps on any bytes, cut into words and sentences at spaces and line breaks: the arcs of each sentence are a tree, tags
// are the model's, names are in order and within sentences, and reading the text again gives the same.

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/strings/string_view.h"
#include "analyze/encode/chunk.h"
#include "analyze/encode/encoder.h"
#include "analyze/encode/network_sample.h"
#include "analyze/encode/workspace.h"
#include "analyze/entity/entities.h"
#include "analyze/entity/entity_recognizer.h"
#include "analyze/parse/dependencies.h"
#include "analyze/parse/dependency_parser.h"
#include "analyze/segment/segments.h"
#include "analyze/tag/morph_tagger.h"
#include "analyze/tag/morphology.h"
#include "common/testing/require.h"

namespace standpoint {
namespace {

struct Network {
  NetworkSample sample;
  std::unique_ptr<const MorphTagger> tagger =
      MorphTagger::Create(*sample.file, *sample.encoder).value();
  std::unique_ptr<const DependencyParser> parser =
      DependencyParser::Create(*sample.file, *sample.encoder).value();
  std::unique_ptr<const EntityRecognizer> recognizer =
      EntityRecognizer::Create(*sample.file, *sample.encoder).value();
};

struct Reading {
  Morphology morphology;
  Dependencies dependencies;
  Entities entities;
};

Reading Read(const Network& network, absl::string_view text, const Segments& segments,
             Workspace& workspace) {
  Reading reading;
  ChunkReader chunks(segments);
  while (chunks.Next(workspace.chunk)) {
    network.sample.encoder->Encode(text, segments, workspace);
    network.tagger->Tag(workspace, reading.morphology);
    network.parser->Parse(workspace, reading.dependencies);
    network.recognizer->Recognize(workspace, reading.entities);
  }
  return reading;
}

void CheckTree(const SentenceSpan& sentence, const Dependencies& dependencies) {
  size_t roots = 0;
  for (uint32_t word = sentence.first_word; word < sentence.last_word; ++word) {
    size_t steps = 0;
    for (uint32_t node = word; node != Dependency::kRoot; node = dependencies.words[node].head) {
      Require(node >= sentence.first_word && node < sentence.last_word);
      Require(++steps <= sentence.size());
    }
    roots += dependencies.words[word].head == Dependency::kRoot ? 1 : 0;
  }
  Require(roots == 1);
}

void Check(const Network& network, const Segments& segments, const Reading& reading) {
  Require(reading.morphology.words.size() == segments.words.size());
  Require(reading.dependencies.words.size() == segments.words.size());
  for (size_t i = 0; i < segments.words.size(); ++i) {
    Require(reading.morphology.words[i].xpos < network.tagger->xpos().size());
    Require(reading.morphology.words[i].feats < network.tagger->feats().size());
    Require(reading.dependencies.words[i].relation < network.parser->relations().size());
  }
  size_t name = 0;
  for (const SentenceSpan& sentence : segments.sentences) {
    CheckTree(sentence, reading.dependencies);
    uint32_t end = sentence.first_word;
    for (; name < reading.entities.entities.size() &&
           reading.entities.entities[name].first_word < sentence.last_word;
         ++name) {
      const Entity& entity = reading.entities.entities[name];
      Require(entity.first_word >= end && entity.first_word < entity.last_word &&
              entity.last_word <= sentence.last_word);
      end = entity.last_word;
    }
  }
  Require(name == reading.entities.entities.size());
}

}  // namespace
}  // namespace standpoint

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto& network = *new standpoint::Network;
  static auto& workspace = *new standpoint::Workspace;
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const standpoint::Segments segments = standpoint::SplitAtSpaces(text);
  const auto first = standpoint::Read(network, text, segments, workspace);
  standpoint::Check(network, segments, first);
  const auto again = standpoint::Read(network, text, segments, workspace);
  for (size_t i = 0; i < segments.words.size(); ++i) {
    standpoint::Require(again.dependencies.words[i].head == first.dependencies.words[i].head &&
                        again.morphology.words[i].xpos == first.morphology.words[i].xpos);
  }
  return 0;
}
