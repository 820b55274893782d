#include "analyze/lexicon/lexicon.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "analyze/lexicon/builtin.h"
#include "analyze/lexicon/inflection.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "openssl/sha.h"

namespace standpoint {
namespace {

constexpr absl::string_view kWordsFile = "words.txt";
constexpr absl::string_view kVerbsFile = "verbs.txt";
constexpr absl::string_view kMoreVerbsFile = "more_verbs.txt";
constexpr absl::string_view kStopWordsFile = "stop_words.txt";
constexpr absl::string_view kThesaurusFile = "thesaurus.txt";

const std::map<absl::string_view, uint32_t>& WordFeatures() {
  static const auto& features = *new std::map<absl::string_view, uint32_t>{
      {"determiner", kDeterminer},
      {"pronoun", kPronoun},
      {"preposition", kPreposition},
      {"coordinator", kCoordinator},
      {"subordinator", kSubordinator},
      {"inner", kInnerLink},
      {"conditional", kConditional},
      {"relative", kRelative},
      {"question", kQuestionWord},
      {"be", kBe},
      {"have", kHave},
      {"do", kDo},
      {"modal", kModal | kFinite},
      {"finite", kFinite},
      {"negator", kNegator},
      {"adverb", kAdverb},
      {"to", kTo},
      {"that", kThat},
      {"adjective", kAdjective},
      {"noun", kNoun},
      {"plural", kPlural},
      {"subject", kSubjectOnly},
  };
  return features;
}

absl::Status Invalid(const std::string& file, size_t line, absl::string_view why) {
  return MakeError(absl::StatusCode::kInvalidArgument, "LEXICON_INVALID",
                   absl::StrCat("lexicon file ", file, ", line ", line, ": ", why),
                   {{"file", file}, {"line", absl::StrCat(line)}});
}

PhraseEntry ParseLine(absl::string_view line) {
  PhraseEntry entry;
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(line, absl::MaxSplits('|', 1));
  for (const absl::string_view word : absl::StrSplit(parts.first, ' ', absl::SkipWhitespace())) {
    entry.words.emplace_back(word);
  }
  for (const absl::string_view feature :
       absl::StrSplit(parts.second, ' ', absl::SkipWhitespace())) {
    const std::pair<std::string, std::string> named =
        absl::StrSplit(feature, absl::MaxSplits('=', 1));
    entry.features.insert(named);
  }
  return entry;
}

// Of files that stand beside others: "cues.more.txt" beside "cues.txt".
constexpr absl::string_view kMoreEnding = ".more.txt";

absl::StatusOr<std::map<std::string, std::string>> ReadFiles(const std::string& directory) {
  std::map<std::string, std::string> files;
  for (const BuiltinFile& file : BuiltinLexicon()) {
    files[std::string(file.name)] = std::string(file.content);
  }
  if (directory.empty()) {
    return files;
  }
  std::error_code error;
  if (!std::filesystem::is_directory(directory, error)) {
    return MakeError(absl::StatusCode::kNotFound, "LEXICON_NOT_FOUND",
                     absl::StrCat("no lexicon directory at ", directory),
                     {{"directory", directory}});
  }
  std::map<std::string, std::string> more;
  for (auto& [name, content] : files) {
    const std::string beside = absl::StrCat(absl::StripSuffix(name, ".txt"), kMoreEnding);
    for (const std::string& file : {name, beside}) {
      std::ifstream in(std::filesystem::path(directory) / file, std::ios::binary);
      if (in) {
        (file == name ? content : more[beside])
            .assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
      }
    }
  }
  files.merge(more);
  return files;
}

std::string Digest(const std::map<std::string, std::string>& files) {
  std::string all;
  for (const auto& [name, content] : files) {
    absl::StrAppend(&all, name, "\n", content.size(), "\n", content);
  }
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(all.data()), all.size(), digest);
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest), sizeof(digest)));
}

}  // namespace

void PhraseTable::Add(PhraseEntry entry) {
  auto& entries = by_first_word_[entry.words.front()];
  for (const auto& other : entries) {
    if (other->words == entry.words) {
      *other = std::move(entry);
      return;
    }
  }
  const auto longer = std::find_if(entries.begin(), entries.end(), [&entry](const auto& other) {
    return other->words.size() < entry.words.size();
  });
  entries.insert(longer, std::make_unique<PhraseEntry>(std::move(entry)));
  ++size_;
}

const PhraseEntry* PhraseTable::Word(absl::string_view word) const {
  const auto* entries = StartingWith(word);
  if (entries == nullptr || entries->back()->words.size() != 1) {
    return nullptr;
  }
  return entries->back().get();
}

std::vector<const PhraseEntry*> PhraseTable::All() const {
  std::vector<const PhraseEntry*> all;
  for (const auto& [word, entries] : by_first_word_) {
    for (const auto& entry : entries) {
      all.push_back(entry.get());
    }
  }
  std::sort(all.begin(), all.end(),
            [](const PhraseEntry* a, const PhraseEntry* b) { return a->words < b->words; });
  return all;
}

absl::Status Lexicon::AddWord(const PhraseEntry& entry) {
  WordEntry& word = words_[entry.words.front()];
  for (const auto& [feature, value] : entry.features) {
    if (feature == "lemma") {
      word.lemma = value;
      continue;
    }
    const auto it = WordFeatures().find(feature);
    if (it == WordFeatures().end()) {
      return absl::InvalidArgumentError(absl::StrCat("unknown feature \"", feature, "\""));
    }
    word.bits |= it->second;
  }
  return absl::OkStatus();
}

// A line of verbs.txt: base [past [participle]] | features.
absl::Status Lexicon::AddVerb(const PhraseEntry& entry) {
  if (entry.words.size() > 3) {
    return absl::InvalidArgumentError("a verb has at most three forms: base, past, participle");
  }
  const std::string& base = entry.words.front();
  const bool doubling = entry.Has("doubling");
  const std::string past = entry.words.size() > 1 ? entry.words[1] : PastForm(base, doubling);
  const std::string participle = entry.words.size() > 2 ? entry.words[2] : past;
  const std::string single = PastForm(base, false);  // signaled beside signalled
  const uint32_t noun = entry.Has("noun") ? kNoun : 0u;
  const std::pair<std::string, uint32_t> forms[] = {
      {base, kVerbBase | noun | (entry.Has("adjective") ? kAdjective : 0u)},
      {ThirdPerson(base), kVerbS | noun},
      {past, kVerbPast},
      {participle, kVerbPart},
      {IngForm(base, doubling), kVerbIng},
      {base.back() == 'l' && doubling ? single : past, kVerbPast},
      {base.back() == 'l' && doubling ? single : participle, kVerbPart},
      {IngForm(base, doubling && base.back() != 'l'), kVerbIng},
  };
  for (const auto& [form, bits] : forms) {
    WordEntry& word = words_[form];
    word.bits |= bits;
    if (word.lemma.empty()) {
      word.lemma = base;
    }
  }
  return absl::OkStatus();
}

absl::Status Lexicon::AddEntry(const std::string& name, PhraseEntry entry) {
  if (entry.words.empty()) {
    return absl::InvalidArgumentError("no words before the bar");
  }
  if (name == kWordsFile) {
    return AddWord(entry);
  }
  if (name == kVerbsFile || name == kMoreVerbsFile) {
    return AddVerb(entry);
  }
  if (name == kStopWordsFile) {
    for (const std::string& word : entry.words) {
      words_[word].bits |= kStopWord;
    }
    return absl::OkStatus();
  }
  tables_[absl::StripSuffix(name, ".txt")].Add(std::move(entry));
  return absl::OkStatus();
}

absl::Status Lexicon::ReadFile(const std::string& file, absl::string_view content) {
  const std::string name = absl::EndsWith(file, kMoreEnding)
                               ? absl::StrCat(absl::StripSuffix(file, kMoreEnding), ".txt")
                               : file;
  size_t number = 0;
  for (absl::string_view line : absl::StrSplit(content, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line.front() == '#') {
      continue;
    }
    const absl::Status status =
        name == kThesaurusFile ? thesaurus_.AddLine(line) : AddEntry(name, ParseLine(line));
    if (!status.ok()) {
      return Invalid(file, number, status.message());
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<const Lexicon>> Lexicon::Load(absl::string_view directory) {
  std::unique_ptr<Lexicon> lexicon(new Lexicon);
  ASSIGN_OR_RETURN(const auto files, ReadFiles(std::string(directory)));
  for (const bool more : {false, true}) {  // what stands beside a file is read after it
    for (const auto& [name, content] : files) {
      if (absl::EndsWith(name, kMoreEnding) == more) {
        RETURN_IF_ERROR(lexicon->ReadFile(name, content));
      }
    }
  }
  lexicon->digest_ = Digest(files);
  return std::unique_ptr<const Lexicon>(std::move(lexicon));
}

const PhraseTable& Lexicon::Phrases(absl::string_view name) const {
  static const PhraseTable& empty = *new PhraseTable;
  const auto it = tables_.find(name);
  return it == tables_.end() ? empty : it->second;
}

}  // namespace standpoint
