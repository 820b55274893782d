#include "analyze/encode/encoder.h"

#include <algorithm>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "analyze/encode/parameters.h"
#include "analyze/encode/recurrence.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr const char* kDirections[] = {"forwards", "backwards"};

// Calls `recur(window, its first row)` for each window of the chunk.
template <class Recurrence>
void ForEachWindow(const Chunk& chunk, const Recurrence& recur) {
  for (const Window& window : chunk.windows) {
    recur(window, window.first_word - chunk.first_word());
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<const Encoder>> Encoder::Create(const ModelFile& file) {
  auto encoder = absl::WrapUnique(new Encoder);
  RETURN_IF_ERROR(encoder->CreateReaders(file));
  RETURN_IF_ERROR(encoder->CreateMixes(file));
  RETURN_IF_ERROR(encoder->CreateInputs(file));
  return encoder;
}

// Adds the layer's blocks of rows to `parts`: u0, the gates u1 and u2 with their biases, and where the width changes the input
// brought to it.
absl::StatusOr<Encoder::Direction> Encoder::FindDirection(const ModelFile& file,
                                                          const std::string& name, size_t inputs,
                                                          size_t width,
                                                          std::vector<WeightRows>& parts) {
  const size_t blocks = inputs == width ? 3 : 4;
  ASSIGN_OR_RETURN(const WeightRows all,
                   FindWeights(file, absl::StrCat(name, ".weight"), blocks * width, inputs));
  ASSIGN_OR_RETURN(const Tensor<float> v, file.Find<float>(absl::StrCat(name, ".v"), {2, width}));
  ASSIGN_OR_RETURN(const Tensor<float> b, file.Find<float>(absl::StrCat(name, ".b"), {2, width}));
  for (size_t block = 0; block < blocks; ++block) {
    const bool gate = block == 1 || block == 2;
    parts.push_back({all.weights + block * width * inputs, all.scales + block * width,
                     gate ? b.data + (block - 1) * width : nullptr, width, false,
                     gate ? kGateFactor : 1});
  }
  Direction direction;
  for (size_t i = 0; i < width; ++i) {
    direction.forget.push_back(v.data[i] * kGateFactor);
    direction.reset.push_back(v.data[width + i] * kGateFactor);
  }
  return direction;
}

absl::Status Encoder::CreateReaders(const ModelFile& file) {
  ASSIGN_OR_RETURN(width_, FindColumns(file, "embed.form.weight"));
  std::vector<WeightRows> first;
  for (size_t side = 0; side < 2; ++side) {
    const std::string name = absl::StrCat("readers.", kDirections[side], ".");
    ASSIGN_OR_RETURN(readers_[0].directions[side],
                     FindDirection(file, name + "0", width_, width_, first));
    std::vector<WeightRows> second;
    ASSIGN_OR_RETURN(readers_[1].directions[side],
                     FindDirection(file, name + "1", width_, width_, second));
    second_[side] = QuantizedMatrix(second, width_);
  }
  ASSIGN_OR_RETURN(words_, WordVectors::Create(file, first));
  return absl::OkStatus();
}

// Layer `number` is "mix.2n" forwards and "mix.2n+1" backwards.
absl::StatusOr<Encoder::Mix> Encoder::FindMix(const ModelFile& file, size_t number, size_t inputs) {
  Mix mix;
  for (size_t side = 0; side < 2; ++side) {
    const std::string name = absl::StrCat("mix.", 2 * number + side);
    ASSIGN_OR_RETURN(const size_t rows, FindRows(file, name + ".weight"));
    const size_t width = rows / 4;
    if (width % 16 != 0 || width == inputs || (side == 1 && width != mix.width)) {
      return file.Mismatch(name + ".weight/q", "a width that a mixing layer cannot have");
    }
    mix.width = width;
    std::vector<WeightRows> parts;
    ASSIGN_OR_RETURN(mix.layer.directions[side], FindDirection(file, name, inputs, width, parts));
    mix.products[side] = QuantizedMatrix(parts, inputs);
  }
  return mix;
}

absl::Status Encoder::CreateMixes(const ModelFile& file) {
  size_t inputs = 2 * width_;
  do {
    ASSIGN_OR_RETURN(Mix mix, FindMix(file, mixes_.size(), inputs));
    inputs = 2 * mix.width;
    mixes_.push_back(std::move(mix));
  } while (file.Has(absl::StrCat("mix.", 2 * mixes_.size(), ".weight/q")));
  return absl::OkStatus();
}

absl::Status Encoder::CreateInputs(const ModelFile& file) {
  struct Kind {
    const char* name;
    bool has_bias;
    bool rectified;
  };
  constexpr Kind kKinds[kHeads] = {{"tag", true, true},
                                   {"entity", true, true},
                                   {"arc_dependent", true, true},
                                   {"arc_head", true, true},
                                   {"relation_dependent", true, false},
                                   {"relation_head", false, false}};
  std::vector<WeightRows> parts;
  size_t begin = 0;
  for (size_t i = 0; i < kHeads; ++i) {
    const std::string name = absl::StrCat("heads.", kKinds[i].name);
    ASSIGN_OR_RETURN(const size_t width, FindRows(file, name + ".weight"));
    ASSIGN_OR_RETURN(WeightRows layer,
                     FindLayer(file, name, width, state_width(), kKinds[i].has_bias));
    layer.rectified = kKinds[i].rectified;
    parts.push_back(layer);
    columns_[i] = {begin, width};
    begin += width;
  }
  inputs_ = QuantizedMatrix(parts, state_width());
  return absl::OkStatus();
}

void Encoder::Encode(absl::string_view text, const Segments& segments, Workspace& workspace) const {
  ReadWords(text, segments, workspace);
  ReadSentences(workspace);
  ReadInputs(workspace);
}

void Encoder::ReadWords(absl::string_view text, const Segments& segments,
                        Workspace& workspace) const {
  const size_t first = workspace.chunk.first_word();
  words_->Read(
      workspace.chunk.size(), [&](size_t i) { return segments.Form(text, first + i); }, workspace);
}

void Encoder::ReadSentences(Workspace& workspace) const {
  FirstLayer(workspace);
  for (size_t side = 0; side < 2; ++side) {
    SecondLayer(side, workspace);
  }
  const float* input = workspace.layers.data();
  size_t input_width = 2 * width_;
  for (const Mix& mix : mixes_) {
    MixLayer(mix, input, input_width, workspace);
    input = workspace.states.data();
    input_width = 2 * mix.width;
  }
}

// From the cached rows to workspace.layers [words, 2 width]: forwards, backwards.
void Encoder::FirstLayer(Workspace& workspace) const {
  const size_t count = workspace.chunk.size();
  float* const layers = workspace.layers.Reserve(count * 2 * width_);
  workspace.half_words.resize(count);
  for (size_t side = 0; side < 2; ++side) {
    for (size_t i = 0; i < count; ++i) {
      const hwy::float16_t* const row = workspace.cache.Row(workspace.rows[i]);
      workspace.half_words[i] = {row + side * 3 * width_, row + words_->product_width()};
    }
    const RecurrenceWeights weights = readers_[0].directions[side].weights(side == 1);
    ForEachWindow(workspace.chunk, [&](const Window& window, size_t row) {
      Recur(weights, workspace.half_words.data() + row, window.size(),
            layers + row * 2 * width_ + side * width_, 2 * width_);
    });
  }
}

// In place.
void Encoder::SecondLayer(size_t side, Workspace& workspace) const {
  const size_t count = workspace.chunk.size();
  float* const layer = workspace.layers.data() + side * width_;
  const size_t product_width = 3 * width_;
  float* const products = workspace.products.Reserve(count * product_width);
  workspace.activations.Quantize(layer, count, width_, 2 * width_);
  second_[side].Multiply(workspace.activations, products, product_width);
  const RecurrenceWeights weights = readers_[1].directions[side].weights(side == 1);
  ForEachWindow(workspace.chunk, [&](const Window& window, size_t row) {
    float* const x = layer + row * 2 * width_;
    Recur(weights, {products + row * product_width, product_width, x, 2 * width_}, window.size(), x,
          2 * width_);
  });
}

// From `input` [words, input_width] to workspace.states [words, 2 mix.width]; the input may lie there too.
void Encoder::MixLayer(const Mix& mix, const float* input, size_t input_width,
                       Workspace& workspace) {
  const size_t count = workspace.chunk.size();
  const size_t stride = 4 * mix.width;
  workspace.activations.Quantize(input, count, input_width, input_width);
  float* const products = workspace.products.Reserve(count * stride);
  float* const states = workspace.states.Reserve(count * 2 * mix.width);
  for (size_t side = 0; side < 2; ++side) {
    mix.products[side].Multiply(workspace.activations, products, stride);
    const RecurrenceWeights weights = mix.layer.directions[side].weights(side == 1);
    ForEachWindow(workspace.chunk, [&](const Window& window, size_t row) {
      const float* const begin = products + row * stride;
      Recur(weights, {begin, stride, begin + 3 * mix.width, stride}, window.size(),
            states + row * 2 * mix.width + side * mix.width, 2 * mix.width);
    });
  }
}

void Encoder::ReadInputs(Workspace& workspace) const {
  const size_t count = workspace.chunk.size();
  workspace.activations.Quantize(workspace.states.data(), count, state_width(), state_width());
  inputs_.Multiply(workspace.activations, workspace.inputs.Reserve(count * input_width()),
                   input_width());
}

}  // namespace standpoint
