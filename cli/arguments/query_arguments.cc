#include "cli/arguments/query_arguments.h"

#include <memory>

#include "cli/arguments/filter_arguments.h"
#include "cli/commands/assess.h"
#include "cli/commands/claims.h"
#include "cli/commands/documents.h"
#include "cli/commands/search.h"
#include "cli/commands/stances.h"

namespace standpoint {
namespace {

void AddPaging(CLI::App& command, ListOptions& options, const char* orders) {
  command.add_option("-n,--limit", options.page.limit, "How many at most; 0: all")
      ->option_text("N [50]")
      ->check(NotNegative())
      ->group(kFilterGroup);
  command.add_option("--page-token", options.page.page_token, "Go on where an earlier list ended")
      ->option_text("TOKEN")
      ->group(kFilterGroup);
  command.add_option("--order-by", options.order_by, orders)
      ->option_text("ORDER")
      ->group(kFilterGroup);
}

using RunList = ExitCode (*)(const ListOptions&, Connection&, Console&);
using RunGet = ExitCode (*)(const GetOptions&, Connection&, Console&);

CLI::App& AddGet(CLI::App& parent, Session& session, GetOptions& options, const char* name,
                 const char* help, const char* names_help) {
  CLI::App& get = *parent.add_subcommand(name, help);
  get.add_option("NAME", options.names, names_help)->required();
  AddCorpus(get, options.corpus);
  AddOutputOptions(get, session);
  AddConnectionOptions(get, session);
  return get;
}

// claims and stances differ by their words alone.
void AddParts(CLI::App& app, Session& session, const char* name, const char* help, bool stances,
              RunList run_list, RunGet run_get) {
  CLI::App& parts = *app.add_subcommand(name, help);
  parts.require_subcommand(1);

  auto options = std::make_shared<ListOptions>();
  CLI::App& list = *parts.add_subcommand("list", "List them, the newest first, with evidence");
  AddCorpus(list, options->corpus);
  list.add_option("--document", options->document, "Of this document alone")
      ->option_text("NAME")
      ->group(kFilterGroup);
  AddFilter(list, options->filter, stances ? FilterSubject::kStances : FilterSubject::kClaims);
  AddPaging(list, *options,
            "\"publish_time desc\" (default), \"publish_time\", or \"position\" within a document");
  list.add_flag("--brief", options->brief, "Only the words themselves, not their sentence")
      ->group("Output");
  AddOutputOptions(list, session);
  AddConnectionOptions(list, session);
  SetRun(list, session, options, &options->json, run_list);

  auto get_options = std::make_shared<GetOptions>();
  CLI::App& get = AddGet(parts, session, *get_options, "get", "Show some of them by name",
                         "Full name as `list` shows it, or DOCUMENT/ID");
  SetRun(get, session, get_options, &get_options->json, run_get);
}

using RunSearch = ExitCode (*)(const SearchOptions&, Connection&, Console&);
using RunCount = ExitCode (*)(const CountOptions&, Connection&, Console&);

constexpr char kQueryHelp[] =
    "Words that must all be there: fees, \"export controls\", rent*, -huawei, a OR b";

void AddSearchOf(CLI::App& parent, Session& session, const char* name, const char* help,
                 bool of_documents, RunSearch run) {
  auto options = std::make_shared<SearchOptions>();
  CLI::App& search = *parent.add_subcommand(name, help);
  search.add_option("QUERY", options->query, kQueryHelp)->required();
  AddCorpus(search, options->list.corpus);
  AddFilter(search, options->list.filter,
            of_documents ? FilterSubject::kDocuments : FilterSubject::kClaims);
  options->list.page.limit = 10;
  AddPaging(search, options->list,
            "\"relevance\" (default), \"publish_time desc\" or \"publish_time\"");
  search.get_option("--limit")->option_text("N [10]");
  AddOutputOptions(search, session);
  AddConnectionOptions(search, session);
  SetRun(search, session, options, &options->list.json, run);
}

void AddCountOf(CLI::App& parent, Session& session, const char* name, const char* help,
                bool of_stances, RunCount run) {
  auto options = std::make_shared<CountOptions>();
  CLI::App& count = *parent.add_subcommand(name, help);
  if (!of_stances) {
    count.add_option("QUERY", options->query, kQueryHelp);
  }
  AddCorpus(count, options->corpus);
  AddFilter(count, options->filter, of_stances ? FilterSubject::kStances : FilterSubject::kClaims);
  std::vector<std::string> by = {"day",    "week",     "month",  "year",
                                 "source", "language", "holder", "target"};
  const std::vector<std::string> kinds =
      of_stances ? std::vector<std::string>{"direction"}
                 : std::vector<std::string>{"entity", "act", "polarity", "modality", "commitment"};
  by.insert(by.end(), kinds.begin(), kinds.end());
  count.add_option("-b,--by", options->by, "A table by this; may be repeated")
      ->option_text("WHAT")
      ->check(CLI::IsMember(by))
      ->allow_extra_args(false)
      ->group("Output");
  count.add_option("--max-groups", options->max_groups, "Rows of a table")
      ->option_text("N [20]")
      ->check(CLI::Range(1, 10'000))
      ->group("Output");
  AddOutputOptions(count, session);
  AddConnectionOptions(count, session);
  SetRun(count, session, options, &options->json, run);
}

}  // namespace

void AddSearch(CLI::App& app, Session& session) {
  CLI::App& search = *app.add_subcommand("search", "Find claims and documents by words");
  search.require_subcommand(1);
  AddSearchOf(search, session, "claims", "Find claims, the best first", /*of_documents=*/false,
              &SearchClaims);
  AddSearchOf(search, session, "documents", "Find documents, the best first",
              /*of_documents=*/true, &SearchDocuments);
}

void AddCount(CLI::App& app, Session& session) {
  CLI::App& count =
      *app.add_subcommand("count", "Count claims and stances by time, source, holder and more");
  count.require_subcommand(1);
  AddCountOf(count, session, "claims", "Count claims, and show the first", /*of_stances=*/false,
             &CountClaims);
  AddCountOf(count, session, "stances", "Count stances, and show the first", /*of_stances=*/true,
             &CountStances);
}

void AddClaims(CLI::App& app, Session& session) {
  AddParts(app, session, "claims", "Who claims what: list and get claims", /*stances=*/false,
           &ListClaims, &GetClaims);
}

void AddStances(CLI::App& app, Session& session) {
  AddParts(app, session, "stances", "Who is for or against what: list and get stances",
           /*stances=*/true, &ListStances, &GetStances);
}

void AddDocuments(CLI::App& app, Session& session) {
  CLI::App& documents = *app.add_subcommand("documents", "List, get and delete documents");
  documents.require_subcommand(1);

  auto options = std::make_shared<ListOptions>();
  CLI::App& list = *documents.add_subcommand("list", "List them, the newest first");
  AddCorpus(list, options->corpus);
  AddFilter(list, options->filter, FilterSubject::kDocuments);
  AddPaging(list, *options, "\"publish_time desc\" (default) or \"publish_time\"");
  AddOutputOptions(list, session);
  AddConnectionOptions(list, session);
  SetRun(list, session, options, &options->json, &ListDocuments);

  constexpr char kNames[] = "Full name as `documents list` shows it, or its last part";
  auto get_options = std::make_shared<GetDocumentOptions>();
  CLI::App& get =
      AddGet(documents, session, get_options->names, "get", "Show some of them", kNames);
  get.add_flag("--text", get_options->text, "With the text")->group("Output");
  SetRun(get, session, get_options, &get_options->names.json, &GetDocuments);

  auto delete_options = std::make_shared<GetOptions>();
  CLI::App& remove = AddGet(documents, session, *delete_options, "delete",
                            "Delete documents with all that was found in them", kNames);
  SetRun(remove, session, delete_options, &delete_options->json, &DeleteDocuments);
}

void AddAssess(CLI::App& app, Session& session) {
  auto options = std::make_shared<AssessOptions>();
  CLI::App& assess =
      *app.add_subcommand("assess", "Where everybody stands towards a sentence that you type");
  assess
      .add_option("PROPOSITION", options->proposition,
                  "A statement that one can be for or against, in quotes")
      ->required();
  AddCorpus(assess, options->corpus);
  AddFilter(assess, options->filter, FilterSubject::kClaims);
  assess
      .add_option("--min-confidence", options->min_confidence,
                  "Leave out judgements that are less sure than this")
      ->option_text("0..1 [0.65]")
      ->check(CLI::Range(0.0, 1.0))
      ->group(kFilterGroup);
  assess
      .add_option("--max-candidates", options->max_candidates, "How many claims to judge at most")
      ->option_text("N [10000]")
      ->check(CLI::Range(1, 100'000))
      ->group(kFilterGroup);
  assess.add_option("--evidence", options->evidence, "How many quotes to show a side")
      ->option_text("N [5]")
      ->check(CLI::Range(1, 100))
      ->group("Output");
  AddOutputOptions(assess, session, "Print the server's answer as one JSON object");
  AddConnectionOptions(assess, session);
  assess.footer(
      "Example:\n"
      "  standpoint assess \"U.S. export controls on AI chips have backfired\" --since 2024\n"
      "Exits with 1 when nobody is found on any side.");
  SetRun(assess, session, options, &options->json, &Assess);
}

}  // namespace standpoint
