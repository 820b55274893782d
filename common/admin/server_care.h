// What a server needs to care for its data, composed once for all servers.

#ifndef STANDPOINT_COMMON_ADMIN_SERVER_CARE_H_
#define STANDPOINT_COMMON_ADMIN_SERVER_CARE_H_

#include <string>
#include <vector>

#include "common/admin/care_handler.h"
#include "common/admin/operations.h"
#include "common/storage/backups.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {

// Lifetime: what the parts refer to outlives it; it outlives the server.
class ServerCare {
 public:
  // `data`: the data directory, within which backups lie unless `settings` name a folder. `corpora` may be null.
  ServerCare(const internal::v1::BackupConfig& settings, const std::string& data,
             std::vector<BackupPart> backup_parts, std::vector<ConsistencyCheck> checks,
             CorpusAdmin* corpora);

  CareHandler& handler() { return handler_; }

  // Cancels operations under way and waits for them. Before the server's shutdown, which waits for the calls that wait for
  // them. Idempotent.
  void Shutdown() { operations_.Shutdown(); }

 private:
  Operations operations_;
  Backups backups_;
  CareHandler handler_;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_ADMIN_SERVER_CARE_H_
