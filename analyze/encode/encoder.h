// Words -> states: what the network understands of each word in its sentence, for the tagger, the parser and the recognizer.

#ifndef STANDPOINT_ANALYZE_ENCODE_ENCODER_H_
#define STANDPOINT_ANALYZE_ENCODE_ENCODER_H_

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/encode/matrix.h"
#include "analyze/encode/word_vectors.h"
#include "analyze/encode/workspace.h"
#include "analyze/model/model_file.h"
#include "analyze/segment/segments.h"

namespace standpoint {

// A layer of the network that reads the state of each word.
enum class Head {
  kTag,
  kEntity,
  kArcDependent,
  kArcHead,
  kRelationDependent,
  kRelationHead,
};
constexpr size_t kHeads = 6;

// Where the results of a head's layer stand in a row of Workspace::inputs.
struct HeadColumns {
  size_t begin = 0;
  size_t width = 0;  // a multiple of 16
};

// Threads: safe. Lifetime: borrows the file.
//
//   for (ChunkReader chunks(segments); chunks.Next(workspace.chunk);) {
//     encoder.Encode(text, segments, workspace);
//     tagger.Tag(workspace, morphology); parser.Parse(workspace, dependencies); ...
//   }
class Encoder {
 public:
  // Errors: MODEL_FILE_MISMATCH.
  static absl::StatusOr<std::unique_ptr<const Encoder>> Create(const ModelFile& file);

  // Fills workspace.states [words, state_width()] and workspace.inputs [words, input_width()] for workspace.chunk. Any bytes; time
  // is linear in the words, and of each word only the first 64 code points are looked at.
  void Encode(absl::string_view text, const Segments& segments, Workspace& workspace) const;

  // The parts of Encode, for benchmarks: each needs what the one before left.
  void ReadWords(absl::string_view text, const Segments& segments, Workspace& workspace) const;
  void ReadSentences(Workspace& workspace) const;
  void ReadInputs(Workspace& workspace) const;

  size_t state_width() const { return 2 * mixes_.back().width; }
  size_t input_width() const { return inputs_.padded_rows(); }
  const HeadColumns& columns(Head head) const { return columns_[static_cast<size_t>(head)]; }

 private:
  // The weights of one direction's recurrence, the gates' times kGateFactor.
  struct Direction {
    std::vector<float> forget;
    std::vector<float> reset;
    RecurrenceWeights weights(bool backwards) const {
      return {forget.data(), reset.data(), forget.size(), backwards};
    }
  };
  struct Layer {
    std::array<Direction, 2> directions;  // forwards, backwards
  };
  // Reads both directions of the layer below.
  struct Mix {
    Layer layer;
    std::array<QuantizedMatrix, 2> products;
    size_t width = 0;  // of each direction
  };

  Encoder() = default;
  absl::Status CreateReaders(const ModelFile& file);
  absl::Status CreateMixes(const ModelFile& file);
  static absl::StatusOr<Mix> FindMix(const ModelFile& file, size_t number, size_t inputs);
  absl::Status CreateInputs(const ModelFile& file);
  static absl::StatusOr<Direction> FindDirection(const ModelFile& file, const std::string& name,
                                                 size_t inputs, size_t width,
                                                 std::vector<WeightRows>& parts);
  void FirstLayer(Workspace& workspace) const;
  void SecondLayer(size_t direction, Workspace& workspace) const;
  static void MixLayer(const Mix& mix, const float* input, size_t input_width,
                       Workspace& workspace);

  size_t width_ = 0;
  std::unique_ptr<const WordVectors> words_;
  std::array<Layer, 2> readers_;
  std::array<QuantizedMatrix, 2> second_;  // of each direction's second layer
  std::vector<Mix> mixes_;                 // at least one
  QuantizedMatrix inputs_;
  std::array<HeadColumns, kHeads> columns_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ENCODE_ENCODER_H_
