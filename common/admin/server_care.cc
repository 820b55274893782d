#include "common/admin/server_care.h"

#include <utility>

namespace standpoint {

ServerCare::ServerCare(const internal::v1::BackupConfig& settings, const std::string& data,
                       std::vector<BackupPart> backup_parts, std::vector<ConsistencyCheck> checks,
                       CorpusAdmin* corpora)
    : backups_(settings.directory().empty() ? data + "/backups" : settings.directory(),
               settings.max_bytes_per_second()),
      handler_({.operations = &operations_,
                .backups = &backups_,
                .backup_parts = std::move(backup_parts),
                .checks = std::move(checks),
                .corpora = corpora}) {}

}  // namespace standpoint
