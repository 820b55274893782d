// How fast the language engine reads: speed MODEL FILE THREADS [ROUNDS]
//
// FILE holds texts parted by NUL bytes; each thread reads its share of them, one after the other, as often as fills a few seconds, or
// ROUNDS times, for tools that count.
// Prints one figure a line: name and number. Instructions are those of user mode, where the system lets them be counted.

#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analyze/language/language_engine.h"
#include "analyze/language/model_path.h"
#include "analyze/language/syntax.h"

namespace standpoint {
namespace {

constexpr absl::Duration kWanted = absl::Seconds(4);

// Instructions of the thread that made it; -1 where they cannot be counted.
class InstructionCounter {
 public:
  InstructionCounter() {
    perf_event_attr wanted = {};
    wanted.type = PERF_TYPE_HARDWARE;
    wanted.size = sizeof(wanted);
    wanted.config = PERF_COUNT_HW_INSTRUCTIONS;
    wanted.exclude_kernel = 1;
    wanted.exclude_hv = 1;
    event_ = static_cast<int>(syscall(SYS_perf_event_open, &wanted, 0, -1, -1, 0));
  }
  ~InstructionCounter() {
    if (event_ >= 0) close(event_);
  }
  int64_t Read() const {
    int64_t count = 0;
    return event_ >= 0 && read(event_, &count, sizeof(count)) == sizeof(count) ? count : -1;
  }

 private:
  int event_ = -1;
};

int64_t ResidentBytes() {
  int64_t total = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

struct Share {
  int64_t words = 0;
  int64_t sentences = 0;
  int64_t instructions = -1;
  absl::Duration cpu;
  LanguageStepTimes times;
};

absl::Duration ThreadCpu() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return absl::DurationFromTimespec(now);
}

// Reads the texts number `first`, `first` + `step`, ... `rounds` times, or without rounds until the time is over.
void ReadShare(const LanguageEngine& engine, const std::vector<absl::string_view>& texts,
               size_t first, size_t step, int rounds, LanguageWorkspace& workspace, Share& share) {
  Syntax syntax;
  const InstructionCounter counter;
  const int64_t before = counter.Read();
  const absl::Duration cpu = ThreadCpu();
  const LanguageStepTimes times = workspace.times;
  const absl::Time end = absl::Now() + kWanted;
  int round = 0;
  for (size_t i = first; rounds > 0 ? round < rounds : absl::Now() < end;) {
    if (!engine.Read(texts[i], absl::InfiniteFuture(), workspace, syntax).ok()) std::abort();
    share.words += static_cast<int64_t>(syntax.segments.words.size());
    share.sentences += static_cast<int64_t>(syntax.segments.sentences.size());
    i += step;
    if (i >= texts.size()) {
      i = first;
      ++round;
    }
  }
  share.cpu = ThreadCpu() - cpu;
  if (before >= 0) share.instructions = counter.Read() - before;
  for (size_t i = 0; i < kLanguageSteps; ++i) share.times[i] = workspace.times[i] - times[i];
}

int Main(const std::string& model, const char* path, size_t threads, int rounds) {
  const absl::Time start = absl::Now();
  const absl::StatusOr<std::string> heads = FindHeadsModel(model);
  const auto engine = LanguageEngine::Load(model, heads.ok() ? *heads : "");
  if (!engine.ok()) {
    std::cerr << "speed: " << engine.status() << "\n";
    return 1;
  }
  std::printf("load_ms %.1f\n", absl::ToDoubleMilliseconds(absl::Now() - start));
  std::ifstream file(path, std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const std::vector<absl::string_view> texts = absl::StrSplit(content, '\0', absl::SkipEmpty());
  if (texts.size() < threads) {
    std::cerr << "speed: " << path << " holds fewer texts than threads\n";
    return 1;
  }
  std::vector<LanguageWorkspace> workspaces(threads);
  std::vector<Share> shares(threads);
  const int64_t resident = ResidentBytes();
  std::vector<std::thread> running;
  for (size_t i = 0; i < threads; ++i) {
    running.emplace_back(
        [&, i] { ReadShare(**engine, texts, i, threads, rounds, workspaces[i], shares[i]); });
  }
  for (std::thread& thread : running) thread.join();
  Share total;
  total.instructions = 0;
  for (const Share& share : shares) {
    total.words += share.words;
    total.sentences += share.sentences;
    total.cpu += share.cpu;
    total.instructions += share.instructions;
    for (size_t i = 0; i < kLanguageSteps; ++i) total.times[i] += share.times[i];
  }
  const auto words = static_cast<double>(total.words);
  std::printf("words %.0f\nsentences %lld\n", words, static_cast<long long>(total.sentences));
  std::printf("words_per_second_and_core %.0f\n", words / absl::ToDoubleSeconds(total.cpu));
  if (rounds == 0) {
    std::printf("words_per_second %.0f\n", words / absl::ToDoubleSeconds(kWanted));
  }
  if (total.instructions > 0) {
    std::printf("instructions_per_word %.0f\n", static_cast<double>(total.instructions) / words);
  }
  for (size_t i = 0; i < kLanguageSteps; ++i) {
    std::printf("%s_ns_per_word %.0f\n", std::string(kLanguageStepNames[i]).c_str(),
                absl::ToDoubleNanoseconds(total.times[i]) / words);
  }
  // With what the model's pages add the first time; so read two threads against one.
  std::printf("resident_growth_kib %lld\n",
              static_cast<long long>((ResidentBytes() - resident) >> 10));
  return 0;
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  int threads = 0;
  int rounds = 0;
  if (argc < 4 || argc > 5 || !absl::SimpleAtoi(argv[3], &threads) || threads < 1 ||
      (argc == 5 && (!absl::SimpleAtoi(argv[4], &rounds) || rounds < 1))) {
    std::cerr << "usage: speed MODEL FILE THREADS [ROUNDS]\n";
    return 2;
  }
  return standpoint::Main(argv[1], argv[2], static_cast<size_t>(threads), rounds);
}
