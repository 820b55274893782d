#include "store/service/store_metrics.h"

#include <functional>

namespace standpoint {

std::vector<Metrics::Reading> ReadStoreMetrics(Engine& engine, const Writer& writer,
                                               Metrics& metrics) {
  std::vector<Metrics::Reading> readings;
  const auto count = [&](const char* name, const char* help,
                         std::function<double(const WriterStats&)> read) {
    readings.push_back(
        metrics.ReadCounter(name, help, {}, [&writer, read] { return read(writer.Stats()); }));
  };
  const auto gauge = [&](const char* name, const char* help,
                         std::function<double(const EngineStats&)> read) {
    readings.push_back(
        metrics.ReadGauge(name, help, {}, [&engine, read] { return read(engine.Stats()); }));
  };
  const auto total = [&](const char* name, const char* help,
                         std::function<double(const EngineStats&)> read) {
    readings.push_back(
        metrics.ReadCounter(name, help, {}, [&engine, read] { return read(engine.Stats()); }));
  };
  count("standpoint_store_documents_committed_total", "Documents written.",
        [](const WriterStats& s) { return static_cast<double>(s.committed); });
  count("standpoint_store_documents_removed_total",
        "Deletions that took effect, also before their document came.",
        [](const WriterStats& s) { return static_cast<double>(s.removed); });
  count("standpoint_store_corpora_removed_total", "Deletions of whole corpora that took effect.",
        [](const WriterStats& s) { return static_cast<double>(s.corpora_removed); });
  count("standpoint_store_commits_skipped_total",
        "Changes that a newer revision or a deletion left without effect.",
        [](const WriterStats& s) { return static_cast<double>(s.skipped); });
  count("standpoint_store_commits_refused_total", "Changes refused because too many waited.",
        [](const WriterStats& s) { return static_cast<double>(s.refused); });
  count("standpoint_store_write_groups_total",
        "Synced writes; each holds the changes of many callers.",
        [](const WriterStats& s) { return static_cast<double>(s.groups); });
  readings.push_back(
      metrics.ReadGauge("standpoint_store_pending_commits", "Changes that wait for the disk.", {},
                        [&writer] { return static_cast<double>(writer.Stats().pending); }));
  gauge("standpoint_store_disk_bytes", "Size of the stored data.",
        [](const EngineStats& s) { return static_cast<double>(s.disk_bytes); });
  gauge("standpoint_store_memory_bytes", "Memory of cache and write buffers.",
        [](const EngineStats& s) { return static_cast<double>(s.memory_bytes); });
  gauge("standpoint_store_compaction_debt_bytes", "What compaction must still rewrite.",
        [](const EngineStats& s) { return static_cast<double>(s.compaction_debt); });
  gauge("standpoint_store_writes_stalled",
        "1 while writes are held back until compaction has caught up.",
        [](const EngineStats& s) { return s.writes_stalled ? 1.0 : 0.0; });
  gauge("standpoint_store_files", "Data files.",
        [](const EngineStats& s) { return static_cast<double>(s.files); });
  gauge("standpoint_store_level0_files",
        "Files that are not merged yet, of the family that has most of them.",
        [](const EngineStats& s) { return static_cast<double>(s.level0_files); });
  gauge("standpoint_store_compactions_running", "Flushes and compactions under way.",
        [](const EngineStats& s) { return static_cast<double>(s.running_jobs); });
  total("standpoint_store_written_bytes_total", "Keys and values written by commits.",
        [](const EngineStats& s) { return static_cast<double>(s.written_bytes); });
  total("standpoint_store_rewritten_bytes_total",
        "Written to files by flushes and compactions; over the bytes written: the write "
        "amplification.",
        [](const EngineStats& s) { return static_cast<double>(s.rewritten_bytes); });
  total("standpoint_store_stalled_seconds_total", "How long writes were held back.",
        [](const EngineStats& s) { return static_cast<double>(s.stalled_micros) / 1e6; });
  return readings;
}

}  // namespace standpoint
