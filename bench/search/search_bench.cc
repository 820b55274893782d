// How fast the store takes claims in and finds them again, on the files that generate.py makes.
//
//   search_bench --claims=FILE --data=FOLDER                 index; ends without closing, as if killed
//   search_bench --queries=FILE --data=FOLDER                open, then every query twice; the second time counts
//
// Prints one JSON object. bench/search/run.py runs it beside its peers. Queries are timed by the thread's own processor
// time, as those of the peers are, so that other work on the machine does not count.

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/metrics/metrics.h"
#include "common/rpc/call_context.h"
#include "libstemmer.h"
#include "nlohmann/json.hpp"
#include "store/service/store_parts.h"

ABSL_FLAG(std::string, claims, "", "claims.tsv of generate.py");
ABSL_FLAG(std::string, queries, "", "queries.tsv of generate.py");
ABSL_FLAG(std::string, data, "", "the store's folder");
ABSL_FLAG(int, batch, 200, "documents per call");
ABSL_FLAG(int64_t, cache_bytes, 512 << 20, "setting store.block_cache_bytes");

namespace standpoint {
namespace {

using Json = nlohmann::ordered_json;

double Seconds(clockid_t clock) {
  timespec now;
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

int64_t PeakMemory() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

void SetSpan(size_t begin, size_t end, v1::Span* span) {
  span->set_begin(static_cast<int32_t>(begin));
  span->set_end(static_cast<int32_t>(end));
}

// Where words stand in a text.
std::vector<absl::string_view> Words(absl::string_view text) {
  std::vector<absl::string_view> words;
  for (size_t i = 0; i < text.size();) {
    const size_t begin = i;
    while (i < text.size() && absl::ascii_isalnum(static_cast<unsigned char>(text[i]))) {
      ++i;
    }
    if (i > begin) {
      words.push_back(text.substr(begin, i - begin));
    } else {
      ++i;
    }
  }
  return words;
}

// As the analyzer's terms are.
std::string Stem(absl::string_view word) {
  static sb_stemmer* const stemmer = sb_stemmer_new("english", "UTF_8");
  const std::string lower = absl::AsciiStrToLower(word);
  const sb_symbol* stem = sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(lower.data()),
                                          static_cast<int>(lower.size()));
  return {reinterpret_cast<const char*>(stem), static_cast<size_t>(sb_stemmer_length(stemmer))};
}

// Makes documents of lines. The kinds of a claim and its stance are drawn from its text, as unlike each other as real ones.
class DocumentMaker {
 public:
  explicit DocumentMaker(const std::string& path) : lines_(path) {}

  // False at the end.
  bool Next(internal::v1::AnalyzedDocument* document) {
    document->Clear();
    std::string number;
    while (has_line_ || std::getline(lines_, line_)) {
      has_line_ = true;
      const std::vector<absl::string_view> fields = absl::StrSplit(line_, '\t');
      if (fields.size() != 5) {
        break;
      }
      if (number.empty()) {
        number = std::string(fields[0]);
        Begin(number, fields, document);
      } else if (number != fields[0]) {
        break;
      }
      AddClaim(fields[3], fields[4], document);
      has_line_ = false;
    }
    return !number.empty();
  }

 private:
  static void Begin(const std::string& number, const std::vector<absl::string_view>& fields,
                    internal::v1::AnalyzedDocument* analyzed) {
    v1::Document* document = analyzed->mutable_document();
    document->set_name(absl::StrCat("corpora/bench/documents/d", number));
    document->set_revision(1);
    document->set_source(std::string(fields[1]));
    document->set_language("en");
    document->set_title(std::string(fields[4].substr(0, fields[4].find(' ', 40))));
    int64_t seconds = 0;
    (void)absl::SimpleAtoi(fields[2], &seconds);
    document->mutable_publish_time()->set_seconds(seconds);
    document->set_publish_time_origin(v1::PUBLISH_TIME_ORIGIN_CLIENT);
    analyzed->mutable_analysis()->set_document(document->name());
    analyzed->mutable_analysis()->set_revision(1);
    analyzed->mutable_analysis()->mutable_analyzer()->set_version("1.0.0");
  }

  static void AddClaim(absl::string_view holder, absl::string_view text,
                       internal::v1::AnalyzedDocument* analyzed) {
    std::string* whole = analyzed->mutable_document()->mutable_text();
    v1::Analysis* analysis = analyzed->mutable_analysis();
    const size_t draw = std::hash<std::string>()(std::string(text));
    const size_t sentence = whole->size();
    v1::Claim* claim = analysis->add_claims();
    claim->set_name(absl::StrFormat("%s/claims/%016x", analyzed->document().name(),
                                    draw * 31 + analysis->claims_size()));
    claim->add_holders()->set_kind(v1::HOLDER_KIND_AUTHOR);
    if (!holder.empty()) {
      v1::Holder* mention = claim->add_holders();
      mention->set_kind(v1::HOLDER_KIND_MENTION);
      mention->set_text(std::string(holder));
      SetSpan(sentence, sentence + holder.size(), mention->mutable_span());
      whole->append(holder.data(), holder.size());
      whole->append(" said ");
    }
    claim->set_text(std::string(text));
    SetSpan(whole->size(), whole->size() + text.size(), claim->mutable_span());
    whole->append(text.data(), text.size());
    SetSpan(sentence, whole->size(), claim->mutable_sentence());
    claim->set_act(static_cast<v1::Act>(draw % 4 == 0 ? 1 + draw / 4 % v1::Act_MAX : 1));
    claim->set_polarity(draw % 11 == 0 ? v1::POLARITY_NEGATED : v1::POLARITY_AFFIRMED);
    claim->set_modality(
        static_cast<v1::Modality>(draw % 5 == 0 ? 1 + draw / 5 % v1::Modality_MAX : 1));
    claim->set_commitment(holder.empty() ? v1::COMMITMENT_COMMITTED : v1::COMMITMENT_NEUTRAL);
    claim->set_confidence(static_cast<float>(draw % 1000) / 1000);
    const std::vector<absl::string_view> words = Words(text);
    for (const absl::string_view word : words) {
      if (word.size() > 3) {
        claim->add_terms(Stem(word));
      }
    }
    if (draw % 4 == 0 && !words.empty()) {
      AddStance(*claim, words.back(), words.back().data() - text.data(), draw, analyzed);
    }
    whole->append(". ");
  }

  static void AddStance(const v1::Claim& claim, absl::string_view target, size_t at, size_t draw,
                        internal::v1::AnalyzedDocument* analyzed) {
    v1::Stance* stance = analyzed->mutable_analysis()->add_stances();
    stance->set_name(absl::StrFormat("%s/stances/%016x", analyzed->document().name(),
                                     draw * 31 + analyzed->analysis().stances_size()));
    *stance->mutable_holder() = claim.holders(claim.holders_size() - 1);
    stance->mutable_target()->set_text(std::string(target));
    SetSpan(claim.span().begin() + at, claim.span().begin() + at + target.size(),
            stance->mutable_target()->mutable_span());
    stance->set_evidence(claim.text());
    *stance->mutable_evidence_span() = claim.span();
    stance->set_direction(static_cast<v1::Direction>(1 + draw / 4 % v1::Direction_MAX));
    stance->set_confidence(0.5F);
  }

  std::ifstream lines_;
  std::string line_;
  bool has_line_ = false;
};

internal::v1::StoreConfig Settings() {
  internal::v1::StoreConfig settings;
  settings.set_block_cache_bytes(absl::GetFlag(FLAGS_cache_bytes));
  return settings;
}

int64_t DiskBytes(const std::string& folder) {
  int64_t sum = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    sum += entry.is_regular_file() ? static_cast<int64_t>(entry.file_size()) : 0;
  }
  return sum;
}

Json Index() {
  const std::string folder = absl::GetFlag(FLAGS_data);
  std::filesystem::remove_all(folder);
  Metrics metrics;
  auto parts = *StoreParts::Open(folder, Settings(), nullptr, metrics);
  DocumentMaker maker(absl::GetFlag(FLAGS_claims));
  int64_t claims = 0;
  int64_t text_bytes = 0;
  double making = 0;  // processor seconds
  double wall = 0;
  double longest = 0;
  for (bool more = true; more;) {
    const double begin = Seconds(CLOCK_THREAD_CPUTIME_ID);
    std::vector<internal::v1::AnalyzedDocument> documents(absl::GetFlag(FLAGS_batch));
    size_t made = 0;
    while (made < documents.size() && (more = maker.Next(&documents[made]))) {
      for (const v1::Claim& claim : documents[made].analysis().claims()) {
        ++claims;
        text_bytes += static_cast<int64_t>(claim.text().size());
      }
      ++made;
    }
    documents.resize(made);
    making += Seconds(CLOCK_THREAD_CPUTIME_ID) - begin;
    const double before = Seconds(CLOCK_MONOTONIC);
    for (const absl::Status& status : parts->client().Commit(documents)) {
      if (!status.ok()) {
        std::cerr << status << "\n";
        _exit(1);
      }
    }
    const double took = Seconds(CLOCK_MONOTONIC) - before;
    wall += took;
    longest = std::max(longest, took);
  }
  const double cpu = Seconds(CLOCK_PROCESS_CPUTIME_ID) - making;
  const double before = Seconds(CLOCK_MONOTONIC);
  while (parts->engine().Stats().compaction_debt > 0 && Seconds(CLOCK_MONOTONIC) - before < 120) {
    absl::SleepFor(absl::Milliseconds(200));
  }
  const double settled_cpu = Seconds(CLOCK_PROCESS_CPUTIME_ID) - making;
  Json result;
  result["claims"] = claims;
  result["claims_per_second"] = claims / wall;
  result["claims_per_core_second"] = claims / cpu;
  result["claims_per_core_second_with_all_merging"] = claims / settled_cpu;
  result["longest_call_ms"] = longest * 1000;
  result["text_mb"] = static_cast<double>(text_bytes) / 1e6;
  result["disk_mb"] = static_cast<double>(DiskBytes(folder)) / 1e6;
  result["disk_to_text"] = static_cast<double>(DiskBytes(folder)) / text_bytes;
  result["peak_mb"] = PeakMemory();
  std::cout << result.dump() << std::endl;
  _exit(0);  // nothing is closed
}

struct Query {
  std::string kind;
  v1::SearchClaimsRequest request;
};

std::vector<Query> ReadQueries(const std::string& path) {
  std::ifstream lines(path);
  std::vector<Query> queries;
  for (std::string line; std::getline(lines, line);) {
    const std::vector<std::string> fields = absl::StrSplit(line, '\t');
    Query& query = queries.emplace_back();
    query.kind = fields[0];
    query.request.set_parent("corpora/bench");
    query.request.set_page_size(10);
    query.request.set_query(query.kind == "phrase" ? absl::StrCat("\"", fields[1], "\"")
                                                   : fields[1]);
    std::string filter;
    if (!fields[2].empty()) {
      filter = absl::StrCat("document.source = \"", fields[2], "\"");
    } else if (!fields[3].empty()) {
      filter = absl::StrCat("holder = \"", fields[3], "\"");
    } else if (!fields[4].empty()) {
      int64_t first = 0;
      int64_t last = 0;
      (void)absl::SimpleAtoi(fields[4], &first);
      (void)absl::SimpleAtoi(fields[5], &last);
      filter = absl::StrCat("document.publish_time >= ",
                            absl::FormatTime(absl::FromUnixSeconds(first), absl::UTCTimeZone()),
                            " document.publish_time < ",
                            absl::FormatTime(absl::FromUnixSeconds(last), absl::UTCTimeZone()));
    }
    query.request.set_filter(filter);
  }
  return queries;
}

Json Percentiles(std::vector<double> seconds) {
  std::sort(seconds.begin(), seconds.end());
  const auto at = [&](double part) {
    return seconds[std::min(seconds.size() - 1, static_cast<size_t>(part * seconds.size()))] * 1000;
  };
  return {{"n", seconds.size()}, {"p50_ms", at(0.5)}, {"p99_ms", at(0.99)}, {"max_ms", at(1)}};
}

Json Search() {
  const double begin = Seconds(CLOCK_MONOTONIC);
  Metrics metrics;
  auto parts = *StoreParts::Open(absl::GetFlag(FLAGS_data), Settings(), nullptr, metrics);
  Json result;
  result["open_s"] = Seconds(CLOCK_MONOTONIC) - begin;
  const std::vector<Query> queries = ReadQueries(absl::GetFlag(FLAGS_queries));
  const CallContext call;
  std::map<std::string, std::vector<double>> seconds;
  int64_t hits = 0;
  for (int round = 0; round < 2; ++round) {
    seconds.clear();
    hits = 0;
    for (const Query& query : queries) {
      v1::SearchClaimsResponse response;
      const double before = Seconds(CLOCK_THREAD_CPUTIME_ID);
      const absl::Status status = parts->queries().SearchClaims(call, query.request, &response);
      const double took = Seconds(CLOCK_THREAD_CPUTIME_ID) - before;
      if (!status.ok() && round == 0) {
        std::cerr << query.request.ShortDebugString() << ": " << status << "\n";
      }
      hits += response.hits_size();
      seconds[query.kind].push_back(took);
      seconds["all"].push_back(took);
    }
    for (const auto& [kind, of_kind] : seconds) {
      result[round == 0 ? "first" : "again"][kind] = Percentiles(of_kind);
    }
  }
  result["hits"] = hits;
  v1::AggregateClaimsRequest aggregate;
  aggregate.set_parent("corpora/bench");
  aggregate.set_filter("polarity = affirmed");
  aggregate.add_group_by("month");
  std::vector<double> of_aggregates;
  for (int i = 0; i < 6; ++i) {
    v1::AggregateClaimsResponse response;
    const double before = Seconds(CLOCK_THREAD_CPUTIME_ID);
    (void)parts->queries().AggregateClaims(call, aggregate, &response);
    of_aggregates.push_back(Seconds(CLOCK_THREAD_CPUTIME_ID) - before);
    result["aggregate_matches"] = response.total().count();
  }
  of_aggregates.erase(of_aggregates.begin());
  result["aggregate_by_month"] = Percentiles(of_aggregates);
  result["peak_mb"] = PeakMemory();
  return result;
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  const bool index = !absl::GetFlag(FLAGS_claims).empty();
  std::cout << (index ? standpoint::Index() : standpoint::Search()).dump() << std::endl;
  return 0;
}
