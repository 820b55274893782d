#include "cli/commands/analyze.h"

#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "analyze/language/model_path.h"
#include "analyze/pipeline/analyzer.h"
#include "cli/commands/json.h"
#include "cli/console/explain.h"
#include "cli/ingest/byte_source.h"
#include "cli/ingest/line_reader.h"
#include "cli/render/entries.h"
#include "cli/spec/spec_format.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

std::string Shown(const std::string& path) { return path == "-" ? "standard input" : path; }

absl::Status AnalyzeWhole(const AnalyzeOptions& options, const Analyzer& analyzer,
                          ByteSource& bytes, Console& console) {
  ASSIGN_OR_RETURN(const std::string text,
                   ReadWhole(bytes, static_cast<size_t>(options.max_bytes)));
  ASSIGN_OR_RETURN(v1::Analysis analysis, analyzer.Analyze(text));
  if (!options.explain) {
    for (v1::Claim& claim : *analysis.mutable_claims()) claim.clear_explanations();
    for (v1::Stance& stance : *analysis.mutable_stances()) stance.clear_explanations();
  }
  if (options.output == "jsonl") {
    for (v1::Claim& claim : *analysis.mutable_claims()) claim.clear_terms();
    console.out << ToJson(analysis) << "\n";
  } else {
    console.out << RenderAnalysis(analysis, text, console.out_style);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> Annotate(absl::string_view line, const Analyzer& analyzer,
                                     bool explain) {
  ASSIGN_OR_RETURN(const SpecItem item, ReadSpecLine(line));
  if (item.is_relation) {
    const std::vector<std::string> claims = {item.claim};
    return WriteSpecRelation(item, analyzer.Judge(item.proposition, claims).front().relation());
  }
  ASSIGN_OR_RETURN(const v1::Analysis analysis, analyzer.Analyze(item.text));
  return WriteSpecText(item, analysis, explain);
}

absl::StatusOr<ExitCode> AnnotateLines(const AnalyzeOptions& options, const Analyzer& analyzer,
                                       std::unique_ptr<ByteSource> bytes, Console& console) {
  LineReader lines(std::move(bytes), static_cast<size_t>(options.max_bytes));
  ExitCode code = ExitCode::kOk;
  std::string line;
  while (true) {
    ASSIGN_OR_RETURN(const LineReader::Result result, lines.Next(line));
    if (result == LineReader::Result::kEnd) return code;
    if (result == LineReader::Result::kLine && line.empty()) continue;
    const absl::StatusOr<std::string> annotated =
        result == LineReader::Result::kTooLong
            ? WrongUsage(absl::StrCat("longer than ", options.max_bytes, " bytes (--max-bytes)"))
            : Annotate(line, analyzer, options.explain);
    if (annotated.ok()) {
      console.out << *annotated << "\n";
      continue;
    }
    console.err << Shown(options.path) << ":" << lines.line_number() << ": "
                << ExplainShortly(annotated.status()) << "\n";
    code = ExitCode::kIncomplete;
  }
}

absl::StatusOr<ExitCode> TryAnalyze(const AnalyzeOptions& options, Console& console) {
  AnalyzerOptions analyzer_options;
  analyzer_options.lexicon_dir = options.lexicon_dir;
  ASSIGN_OR_RETURN(analyzer_options.model_path,
                   FindLanguageModel(options.model_path, console.environment));
  ASSIGN_OR_RETURN(const std::unique_ptr<Analyzer> analyzer, Analyzer::Load(analyzer_options));
  ASSIGN_OR_RETURN(std::unique_ptr<ByteSource> bytes, OpenFile(options.path));
  if (options.output == "spec") {
    return AnnotateLines(options, *analyzer, std::move(bytes), console);
  }
  RETURN_IF_ERROR(AnalyzeWhole(options, *analyzer, *bytes, console));
  return ExitCode::kOk;
}

}  // namespace

ExitCode Analyze(const AnalyzeOptions& options, Console& console) {
  const absl::StatusOr<ExitCode> code = TryAnalyze(options, console);
  if (code.ok()) return *code;
  Report(code.status(), console);
  return ExitCode::kUsage;  // whatever is wrong here is wrong with the file or the lexicon
}

}  // namespace standpoint
