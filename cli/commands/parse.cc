#include "cli/commands/parse.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "analyze/language/conllu.h"
#include "analyze/language/language_engine.h"
#include "analyze/language/model_path.h"
#include "analyze/language/syntax.h"
#include "analyze/language/syntax_conllu.h"
#include "analyze/proposition/tuples.h"
#include "cli/console/explain.h"
#include "cli/ingest/byte_source.h"
#include "cli/ingest/line_reader.h"
#include "cli/ingest/text_pieces.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "nlohmann/json.hpp"

namespace standpoint {
namespace {

constexpr size_t kMaxPiece = 1 << 20;         // bytes of text that are read together
constexpr size_t kMaxBatch = 1 << 14;         // words of CoNLL-U, likewise
constexpr size_t kMaxLine = size_t{8} << 20;  // bytes of a line of CoNLL-U

// Writes what was read of a piece of text. Called for one piece after the other.
using WritePiece = std::function<void(const std::string& piece, const Syntax& syntax)>;

absl::Status ParseText(const LanguageEngine& engine, std::unique_ptr<ByteSource> bytes,
                       const WritePiece& write) {
  TextPieces pieces(std::move(bytes), kMaxPiece);
  LanguageWorkspace workspace;
  Syntax syntax;
  std::string piece;
  while (true) {
    ASSIGN_OR_RETURN(const bool more, pieces.Next(piece));
    if (!more) return absl::OkStatus();
    RETURN_IF_ERROR(engine.Read(piece, absl::InfiniteFuture(), workspace, syntax));
    write(piece, syntax);
  }
}

WritePiece ConlluWriter(const LanguageEngine& engine, Console& console) {
  return [&engine, &console, number = int64_t{0}, entities = size_t{1}](
             const std::string& piece, const Syntax& syntax) mutable {
    ConlluSentence conllu;
    std::string out;
    for (size_t i = 0; i < syntax.segments.sentences.size(); ++i) {
      WordsToConllu(piece, syntax.segments, i, conllu);
      conllu.comments.insert(conllu.comments.end() - 1, absl::StrCat("# sent_id = ", ++number));
      SyntaxToConllu(syntax, i, engine.labels(), entities, conllu);
      out.clear();
      AppendConllu(conllu, out);
      console.out << out;
    }
    entities += syntax.coreference.referents.size();
  };
}

WritePiece TupleWriter(const LanguageEngine& engine, Console& console) {
  return [reader = TupleReader(engine.labels()), &console](const std::string& piece,
                                                           const Syntax& syntax) {
    for (const Tuple& tuple : reader.Read(piece, syntax)) {
      const SentenceSpan& sentence = syntax.segments.sentences[tuple.sentence];
      const size_t begin = syntax.segments.words[sentence.first_word].begin;
      const size_t end = syntax.segments.words[sentence.last_word - 1].end;
      const nlohmann::ordered_json json = {
          {"subject", tuple.subject},
          {"predicate", tuple.predicate},
          {"arguments", tuple.arguments},
          {"confidence", std::round(tuple.confidence * 1000.0) / 1000.0},
          {"sentence", piece.substr(begin, end - begin)}};
      console.out << json.dump(/*indent=*/-1, ' ', /*ensure_ascii=*/false,
                               nlohmann::ordered_json::error_handler_t::replace)
                  << "\n";
    }
  };
}

// Sentences of CoNLL-U that are read together.
class Batch {
 public:
  Batch(const LanguageEngine& engine, Console& console) : engine_(engine), console_(console) {}

  // A document is a batch of its own, so that nobody is taken for somebody of another one.
  absl::Status Add(const ConlluSentence& sentence) {
    const bool opens_document =
        std::any_of(sentence.comments.begin(), sentence.comments.end(),
                    [](const std::string& c) { return absl::StartsWith(c, "# newdoc"); });
    if (opens_document) RETURN_IF_ERROR(Write());
    words_ += sentence.words.size();
    sentences_.push_back(sentence);
    return words_ < kMaxBatch ? absl::OkStatus() : Write();
  }

  absl::Status Write() {
    std::string text;
    Segments segments;
    for (const ConlluSentence& sentence : sentences_) AppendSegments(sentence, text, segments);
    RETURN_IF_ERROR(
        engine_.ReadWords(text, std::move(segments), absl::InfiniteFuture(), workspace_, syntax_));
    std::string out;
    for (size_t i = 0; i < sentences_.size(); ++i) {
      SyntaxToConllu(syntax_, i, engine_.labels(), entities_, sentences_[i]);
      AppendConllu(sentences_[i], out);
    }
    console_.out << out;
    entities_ += syntax_.coreference.referents.size();
    sentences_.clear();
    words_ = 0;
    return absl::OkStatus();
  }

 private:
  const LanguageEngine& engine_;
  Console& console_;
  LanguageWorkspace workspace_;
  Syntax syntax_;
  std::vector<ConlluSentence> sentences_;
  size_t words_ = 0;
  size_t entities_ = 1;
};

absl::StatusOr<ExitCode> ParseWords(const ParseOptions& options, const LanguageEngine& engine,
                                    std::unique_ptr<ByteSource> bytes, Console& console) {
  LineReader lines(std::move(bytes), kMaxLine);
  ConlluReader reader;
  Batch batch(engine, console);
  ExitCode code = ExitCode::kOk;
  std::string line;
  for (bool ended = false; !ended;) {
    ASSIGN_OR_RETURN(const LineReader::Result result, lines.Next(line));
    ended = result == LineReader::Result::kEnd;
    const bool too_long = result == LineReader::Result::kTooLong;
    if (too_long) line = "\t";  // no row, so that the reader drops the sentence
    const absl::StatusOr<bool> whole = ended ? reader.Finish() : reader.Take(line);
    const absl::Status status = too_long
                                    ? WrongUsage(absl::StrCat("line ", lines.line_number(),
                                                              ": longer than ", kMaxLine, " bytes"))
                                    : whole.status();
    if (!status.ok()) {
      console.err << (options.path == "-" ? "standard input" : options.path) << ": "
                  << ExplainShortly(status) << "\n";
      code = ExitCode::kIncomplete;
    } else if (*whole) {
      RETURN_IF_ERROR(batch.Add(reader.sentence()));
    }
  }
  RETURN_IF_ERROR(batch.Write());
  return code;
}

absl::StatusOr<ExitCode> TryParse(const ParseOptions& options, Console& console) {
  if (options.output == "tuples" && options.input != "text") {
    return WrongUsage("--output=tuples reads plain text (--input=text)");
  }
  ASSIGN_OR_RETURN(std::unique_ptr<ByteSource> bytes, OpenFile(options.path));
  ASSIGN_OR_RETURN(const std::string model,
                   FindLanguageModel(options.model_path, console.environment));
  ASSIGN_OR_RETURN(const std::unique_ptr<const LanguageEngine> engine, LanguageEngine::Load(model));
  if (options.input == "conllu-words") {
    return ParseWords(options, *engine, std::move(bytes), console);
  }
  const WritePiece write =
      options.output == "tuples" ? TupleWriter(*engine, console) : ConlluWriter(*engine, console);
  RETURN_IF_ERROR(ParseText(*engine, std::move(bytes), write));
  return ExitCode::kOk;
}

}  // namespace

ExitCode Parse(const ParseOptions& options, Console& console) {
  const absl::StatusOr<ExitCode> code = TryParse(options, console);
  if (code.ok()) return *code;
  Report(code.status(), console);
  return ExitCode::kUsage;  // whatever is wrong here is wrong with the file or the model
}

}  // namespace standpoint
