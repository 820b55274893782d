// What the language engine makes of texts, for the training of the heads: words, trees, and the encoder's states.
//
//   dump MODEL WORDS STATES < TEXTS
//
// TEXTS are parted by zero bytes. WORDS gets a line of tabs for each word: number of its text, of its sentence (from 0, in the text),
// first and last byte in the text, number of its head in the text (-1: a root), relation, part of speech, Penn tag, features, lemma.
// STATES gets the state of each word, in the same order: as many half-precision numbers, little-endian, as the encoder's states are
// wide. Exit status: 0 done, 2 a file cannot be read or written.

#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "analyze/encode/chunk.h"
#include "analyze/encode/encoder.h"
#include "analyze/encode/vector_math.h"
#include "analyze/encode/workspace.h"
#include "analyze/language/language_engine.h"
#include "analyze/model/model_file.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

class Dump {
 public:
  static absl::StatusOr<std::unique_ptr<Dump>> Create(const std::string& model) {
    auto dump = std::make_unique<Dump>();
    ASSIGN_OR_RETURN(dump->engine_, LanguageEngine::Load(model));
    ASSIGN_OR_RETURN(dump->file_, ModelFile::Open(model));
    ASSIGN_OR_RETURN(dump->encoder_, Encoder::Create(*dump->file_));
    return dump;
  }

  absl::Status Write(const std::string& text, std::ostream& words, std::ostream& states) {
    Syntax syntax;
    RETURN_IF_ERROR(engine_->Read(text, absl::InfiniteFuture(), workspace_, syntax));
    for (size_t s = 0; s < syntax.segments.sentences.size(); ++s) {
      const SentenceSpan& sentence = syntax.segments.sentences[s];
      for (size_t i = sentence.first_word; i < sentence.last_word; ++i) {
        words << texts_ << '\t' << s << '\t';
        WriteWord(syntax, i, words);
      }
    }
    WriteStates(text, syntax.segments, states);
    ++texts_;
    return absl::OkStatus();
  }

 private:
  void WriteWord(const Syntax& syntax, size_t i, std::ostream& out) const {
    const WordSpan& span = syntax.segments.words[i];
    const Dependency& arc = syntax.dependencies.words[i];
    const WordMorphology& word = syntax.morphology.words[i];
    const int64_t head = arc.head == Dependency::kRoot ? -1 : static_cast<int64_t>(arc.head);
    std::string lemma(syntax.morphology.Lemma(i));
    for (char& c : lemma) {
      if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    }
    out << span.begin << '\t' << span.end << '\t' << head << '\t'
        << engine_->labels().relations[arc.relation] << '\t' << UposName(word.upos) << '\t'
        << engine_->labels().xpos[word.xpos] << '\t' << engine_->labels().feats[word.feats] << '\t'
        << lemma << '\n';
  }

  void WriteStates(const std::string& text, const Segments& segments, std::ostream& out) {
    const size_t width = encoder_->state_width();
    std::vector<hwy::float16_t> halves(width);
    for (ChunkReader chunks(segments); chunks.Next(network_.chunk);) {
      encoder_->Encode(text, segments, network_);
      for (size_t i = 0; i < network_.chunk.size(); ++i) {
        ToHalf(network_.states.data() + i * width, width, halves.data());
        out.write(reinterpret_cast<const char*>(halves.data()),
                  static_cast<std::streamsize>(width * sizeof(hwy::float16_t)));
      }
    }
  }

  size_t texts_ = 0;
  std::unique_ptr<const LanguageEngine> engine_;
  LanguageWorkspace workspace_;
  std::unique_ptr<const ModelFile> file_;
  std::unique_ptr<const Encoder> encoder_;
  Workspace network_;
};

absl::Status Run(char** arguments) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Dump> dump, Dump::Create(arguments[1]));
  std::ofstream words(arguments[2], std::ios::binary);
  std::ofstream states(arguments[3], std::ios::binary);
  for (std::string text; std::getline(std::cin, text, '\0');) {
    RETURN_IF_ERROR(dump->Write(text, words, states));
  }
  words.close();
  states.close();
  return words && states ? absl::OkStatus() : absl::DataLossError("the output cannot be written");
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "dump MODEL WORDS STATES < TEXTS\n";
    return 2;
  }
  if (const absl::Status status = standpoint::Run(argv); !status.ok()) {
    std::cerr << "dump: " << status << "\n";
    return 2;
  }
  return 0;
}
