#include "cli/arguments/ingest_arguments.h"

#include <memory>

#include "cli/commands/ingest.h"

namespace standpoint {
namespace {

constexpr char kFooter[] =
    "Folders are searched for *.jsonl, *.ndjson, *.json, *.html, *.htm, *.txt and *.md, also "
    "packed\n"
    "with xz, gzip, zstd or bzip2; README files and names that begin with a dot are passed over.\n"
    "Each line of a JSON Lines file is a document with the keys text (or html), source, "
    "publisher,\n"
    "url, title, publish_time (or date), language and labels.\n"
    "Sending a document twice is harmless: the second time it is known.\n"
    "Examples:\n"
    "  standpoint ingest samples/disputes --wait\n"
    "  standpoint ingest news.jsonl.xz --map body=text --map id=labels.id --ignore-unknown\n"
    "  curl -s https://example.org/feed.jsonl | standpoint ingest -\n"
    "--wait ends when the queue has nothing left to analyse, whoever sent it, and queries find "
    "what was\n"
    "in it; replicas that are away may get it later.\n"
    "Exits with 1 when some documents failed, and with 5 when --wait-timeout was over too soon.";

void AddInput(CLI::App& ingest, IngestOptions& options) {
  const char* group = "Input";
  ingest.add_option("--format", options.format, "What the files are, whatever their names say")
      ->option_text("auto|jsonl|json|text|html")
      ->check(CLI::IsMember({"auto", "jsonl", "json", "text", "html"}))
      ->group(group);
  ingest
      .add_option("--map", options.renames,
                  "Rename a key of JSON documents; ours may be labels.NAME. Can be repeated")
      ->option_text("THEIRS=OURS")
      ->take_all()
      ->expected(1)
      ->allow_extra_args(false)
      ->group(group);
  ingest
      .add_flag("--ignore-unknown", options.ignore_unknown,
                "Drop keys that Standpoint does not know, instead of refusing the document")
      ->group(group);
  ingest.add_option("--limit", options.limit, "Stop after so many documents")
      ->option_text("N")
      ->check(NotNegative())
      ->group(group);
  ingest.add_option("--max-bytes", options.max_bytes, "Pass over larger documents")
      ->option_text("N [8388608]")
      ->check(CLI::Range(int64_t{1}, int64_t{256} << 20))
      ->group(group);
}

void AddMetadata(CLI::App& ingest, IngestOptions& options) {
  const auto add = [&](const char* name, std::string& value, const char* text, const char* help) {
    ingest.add_option(name, value, help)->option_text(text)->group("What every document gets");
  };
  add("-c,--corpus", options.corpus, "CORPUS [default]", "The collection they go to");
  add("--source", options.source, "SOURCE", "Where they were taken from");
  add("--publisher", options.publisher, "NAME", "Who published them");
  add("--language", options.language, "TAG", "Their language, as \"en\"; else it is detected");
  add("--date", options.date, "DATE", "When they were published: 2024-05-02 or RFC 3339");
}

}  // namespace

void AddIngest(CLI::App& app, Session& session) {
  auto options = std::make_shared<IngestOptions>();
  CLI::App& ingest = *app.add_subcommand(
      "ingest", "Take documents in: files, folders, or \"-\" for standard input");
  ingest.add_option("PATH", options->paths, "Files and folders; \"-\": JSON Lines (see --format)")
      ->required();
  AddMetadata(ingest, *options);
  AddInput(ingest, *options);
  CLI::Option* const wait =
      ingest.add_flag("--wait", options->wait, "Wait until all is analysed and found by queries")
          ->group("Output");
  ingest
      .add_option("--wait-timeout", options->wait_timeout_s,
                  "Stop waiting after so long, with status 5; the analysis goes on")
      ->option_text("SECONDS")
      ->check(CLI::Range(0.001, 1e9))
      ->needs(wait)
      ->group("Output");
  ingest.add_option("--window", options->window, "Documents under way at a time")
      ->option_text("N [256]")
      ->check(CLI::Range(1, 10'000))
      ->group("Connection");
  AddOutputOptions(ingest, session, "Print the result as one JSON object");
  AddConnectionOptions(ingest, session);
  ingest.footer(kFooter);
  SetRun(ingest, session, options, &options->json, &Ingest);
}

}  // namespace standpoint
