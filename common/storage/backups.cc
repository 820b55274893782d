#include "common/storage/backups.h"

#include <fcntl.h>
#include <google/protobuf/text_format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "rocksdb/utilities/backup_engine.h"

namespace standpoint {
namespace {

namespace fs = std::filesystem;
using Manifest = internal::v1::BackupManifest;

constexpr int kManifestVersion = 1;
constexpr char kSuffix[] = ".textproto";

absl::Status Failed(absl::string_view what, absl::string_view why) {
  return MakeError(absl::StatusCode::kInternal, "BACKUP_FAILED",
                   absl::StrCat("backup: ", what, ": ", why));
}

absl::Status ToStatus(absl::string_view what, const rocksdb::Status& status) {
  if (status.ok()) {
    return absl::OkStatus();
  }
  if (status.IsIncomplete()) {  // after StopBackup
    return MakeError(absl::StatusCode::kCancelled, "CALL_CANCELLED", "the backup was cancelled");
  }
  return Failed(what, status.ToString());
}

bool Cancelled(const BackupProgress& progress) {
  return progress.cancelled && progress.cancelled();
}

absl::Status CheckWanted(const BackupProgress& progress) {
  return Cancelled(progress) ? ToStatus("", rocksdb::Status::Incomplete()) : absl::OkStatus();
}

int64_t SizeOf(const Manifest& manifest) {
  int64_t size = 0;
  for (const auto& part : manifest.parts()) {
    size += part.size_bytes();
  }
  return size;
}

std::string PartDirectory(const std::string& directory, absl::string_view part) {
  return absl::StrCat(directory, "/parts/", part);
}

std::string ManifestPath(const std::string& directory, absl::string_view id) {
  return absl::StrCat(directory, "/manifests/", id, kSuffix);
}

// "20261127-030501"; a second later for each backup that has the name already.
std::string NewId(const std::string& directory, absl::Time now) {
  for (;; now += absl::Seconds(1)) {
    std::string id = absl::FormatTime("%Y%m%d-%H%M%S", now, absl::UTCTimeZone());
    if (!fs::exists(ManifestPath(directory, id))) {
      return id;
    }
  }
}

absl::Status SyncPath(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = fd >= 0 && fsync(fd) == 0;
  if (fd >= 0) {
    close(fd);
  }
  return synced ? absl::OkStatus() : Failed(path, "cannot be synced");
}

// Whole or not at all, also after a power cut.
absl::Status WriteManifest(const std::string& directory, const Manifest& manifest) {
  std::string text;
  google::protobuf::TextFormat::PrintToString(manifest, &text);
  const std::string path = ManifestPath(directory, manifest.id());
  const std::string temporary = absl::StrCat(path, ".new");
  std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) {
    return Failed(temporary, "cannot be written");
  }
  RETURN_IF_ERROR(SyncPath(temporary));
  std::error_code error;
  fs::rename(temporary, path, error);
  if (error) {
    return Failed(path, error.message());
  }
  return SyncPath(absl::StrCat(directory, "/manifests"));
}

absl::StatusOr<Manifest> ReadManifest(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  Manifest manifest;
  if (!file || !google::protobuf::TextFormat::ParseFromString(text.str(), &manifest)) {
    return MakeError(absl::StatusCode::kDataLoss, "BACKUP_DAMAGED",
                     absl::StrCat(path.string(), " cannot be read"));
  }
  if (manifest.format_version() > kManifestVersion) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "FORMAT_TOO_NEW",
                     absl::StrCat(path.string(), " was written by a newer program"));
  }
  return manifest;
}

absl::StatusOr<std::unique_ptr<rocksdb::BackupEngine>> OpenEngine(const std::string& directory,
                                                                  int64_t bytes_per_second) {
  rocksdb::BackupEngineOptions options(directory);
  options.backup_rate_limit = static_cast<uint64_t>(bytes_per_second);
  rocksdb::BackupEngine* engine = nullptr;
  RETURN_IF_ERROR(
      ToStatus(directory, rocksdb::BackupEngine::Open(options, rocksdb::Env::Default(), &engine)));
  return std::unique_ptr<rocksdb::BackupEngine>(engine);
}

absl::StatusOr<std::unique_ptr<rocksdb::BackupEngineReadOnly>> OpenEngineToRead(
    const std::string& directory) {
  rocksdb::BackupEngineReadOnly* engine = nullptr;
  RETURN_IF_ERROR(ToStatus(
      directory, rocksdb::BackupEngineReadOnly::Open(
                     rocksdb::Env::Default(), rocksdb::BackupEngineOptions(directory), &engine)));
  return std::unique_ptr<rocksdb::BackupEngineReadOnly>(engine);
}

absl::Status CheckEmpty(const std::string& data) {
  std::error_code error;
  if (fs::exists(data, error) && !fs::is_empty(data, error)) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "DATA_NOT_EMPTY",
                     absl::StrCat(data, " is not empty; restore into a new folder"));
  }
  fs::create_directories(data, error);
  return error ? Failed(data, error.message()) : absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Manifest>> Backups::ReadAll() const {
  std::vector<Manifest> manifests;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(absl::StrCat(directory_, "/manifests"), error)) {
    if (entry.path().extension() == kSuffix) {
      ASSIGN_OR_RETURN(manifests.emplace_back(), ReadManifest(entry.path()));
    }
  }
  std::sort(manifests.begin(), manifests.end(),
            [](const Manifest& a, const Manifest& b) { return a.id() > b.id(); });
  return manifests;
}

absl::StatusOr<std::vector<Manifest>> Backups::List() const {
  absl::MutexLock lock(&mu_);
  return ReadAll();
}

absl::StatusOr<Manifest> Backups::Find(absl::string_view id) const {
  ASSIGN_OR_RETURN(const std::vector<Manifest> manifests, ReadAll());
  for (const Manifest& manifest : manifests) {
    if (id.empty() || manifest.id() == id) {
      return manifest;
    }
  }
  return ResourceNotFound("standpoint.v1.Backup",
                          id.empty() ? "a backup" : absl::StrCat("backups/", id));
}

absl::Status Backups::ClearInterrupted(const std::vector<BackupPart>& parts,
                                       const std::vector<Manifest>& whole) {
  for (const BackupPart& part : parts) {
    ASSIGN_OR_RETURN(const auto engine, OpenEngine(PartDirectory(directory_, part.name), 0));
    std::vector<rocksdb::BackupInfo> infos;
    engine->GetBackupInfo(&infos);
    for (const rocksdb::BackupInfo& info : infos) {
      const bool named = std::any_of(whole.begin(), whole.end(), [&](const Manifest& manifest) {
        return std::any_of(manifest.parts().begin(), manifest.parts().end(), [&](const auto& of) {
          return of.name() == part.name && of.engine_id() == info.backup_id;
        });
      });
      if (!named) {
        RETURN_IF_ERROR(ToStatus("clearing away", engine->DeleteBackup(info.backup_id)));
      }
    }
    RETURN_IF_ERROR(ToStatus("clearing away", engine->GarbageCollect()));
  }
  return absl::OkStatus();
}

absl::Status Backups::CopyPart(const BackupPart& part, const BackupProgress& progress,
                               Manifest* manifest) {
  ASSIGN_OR_RETURN(const auto engine,
                   OpenEngine(PartDirectory(directory_, part.name), max_bytes_per_second_));
  rocksdb::CreateBackupOptions options;
  options.flush_before_backup = true;  // so that the next backup shares what this one has
  options.progress_callback = [&] {
    if (Cancelled(progress)) {
      engine->StopBackup();
    }
  };
  rocksdb::BackupID engine_id = 0;
  RETURN_IF_ERROR(ToStatus(part.name, engine->CreateNewBackupWithMetadata(
                                          options, part.database, manifest->id(), &engine_id)));
  rocksdb::BackupInfo info;
  RETURN_IF_ERROR(ToStatus(part.name, engine->GetBackupInfo(engine_id, &info)));
  auto& copied = *manifest->add_parts();
  copied.set_name(part.name);
  copied.set_directory(part.directory);
  copied.set_engine_id(engine_id);
  copied.set_size_bytes(static_cast<int64_t>(info.size));
  copied.set_file_count(static_cast<int32_t>(info.number_files));
  return absl::OkStatus();
}

absl::StatusOr<Manifest> Backups::Create(const std::vector<BackupPart>& parts, int keep,
                                         absl::string_view server_version, absl::Time now,
                                         const BackupProgress& progress) {
  absl::MutexLock lock(&mu_);
  std::error_code error;
  fs::create_directories(absl::StrCat(directory_, "/manifests"), error);
  for (const BackupPart& part : parts) {
    fs::create_directories(PartDirectory(directory_, part.name), error);
  }
  if (error) {
    return Failed(directory_, error.message());
  }
  ASSIGN_OR_RETURN(std::vector<Manifest> whole, ReadAll());
  RETURN_IF_ERROR(ClearInterrupted(parts, whole));
  Manifest manifest;
  manifest.set_format_version(kManifestVersion);
  manifest.set_id(NewId(directory_, now));
  manifest.set_create_micros(absl::ToUnixMicros(now));
  manifest.set_server_version(std::string(server_version));
  for (const BackupPart& part : parts) {
    RETURN_IF_ERROR(CheckWanted(progress));
    RETURN_IF_ERROR(CopyPart(part, progress, &manifest));
    if (progress.report) {
      progress.report(SizeOf(manifest), 0);
    }
  }
  RETURN_IF_ERROR(WriteManifest(directory_, manifest));
  whole.insert(whole.begin(), manifest);
  for (size_t i = keep; keep > 0 && i < whole.size(); ++i) {
    RETURN_IF_ERROR(DeleteLocked(whole[i]));
  }
  return manifest;
}

absl::Status Backups::VerifyLocked(const Manifest& manifest, const BackupProgress& progress) const {
  int64_t done = 0;
  for (const auto& part : manifest.parts()) {
    RETURN_IF_ERROR(CheckWanted(progress));
    if (progress.report) {
      progress.report(done, SizeOf(manifest));
    }
    ASSIGN_OR_RETURN(const auto engine, OpenEngineToRead(PartDirectory(directory_, part.name())));
    const rocksdb::Status status =
        engine->VerifyBackup(part.engine_id(), /*verify_with_checksum=*/true);
    if (!status.ok()) {
      return MakeError(
          absl::StatusCode::kDataLoss, "BACKUP_DAMAGED",
          absl::StrCat("backup ", manifest.id(), ", ", part.name(), ": ", status.ToString()));
    }
    done += part.size_bytes();
  }
  if (progress.report) {
    progress.report(done, done);
  }
  return absl::OkStatus();
}

absl::StatusOr<Manifest> Backups::Verify(absl::string_view id,
                                         const BackupProgress& progress) const {
  absl::MutexLock lock(&mu_);
  ASSIGN_OR_RETURN(const Manifest manifest, Find(id));
  RETURN_IF_ERROR(VerifyLocked(manifest, progress));
  return manifest;
}

absl::Status Backups::DeleteLocked(const Manifest& manifest) {
  // The manifest first: what has none is no backup.
  std::error_code error;
  fs::remove(ManifestPath(directory_, manifest.id()), error);
  if (error) {
    return Failed(manifest.id(), error.message());
  }
  RETURN_IF_ERROR(SyncPath(absl::StrCat(directory_, "/manifests")));
  for (const auto& part : manifest.parts()) {
    ASSIGN_OR_RETURN(const auto engine, OpenEngine(PartDirectory(directory_, part.name()), 0));
    const rocksdb::Status status = engine->DeleteBackup(part.engine_id());
    if (!status.IsNotFound()) {
      RETURN_IF_ERROR(ToStatus(manifest.id(), status));
    }
  }
  return absl::OkStatus();
}

absl::Status Backups::Delete(absl::string_view id) {
  absl::MutexLock lock(&mu_);
  ASSIGN_OR_RETURN(const Manifest manifest, Find(id));
  return DeleteLocked(manifest);
}

absl::StatusOr<Manifest> Backups::Restore(absl::string_view id, const std::string& data,
                                          const BackupProgress& progress) const {
  absl::MutexLock lock(&mu_);
  ASSIGN_OR_RETURN(const Manifest manifest, Find(id));
  RETURN_IF_ERROR(CheckEmpty(data));
  RETURN_IF_ERROR(VerifyLocked(manifest, progress));
  for (const auto& part : manifest.parts()) {
    ASSIGN_OR_RETURN(const auto engine, OpenEngineToRead(PartDirectory(directory_, part.name())));
    const std::string to =
        part.directory().empty() ? data : absl::StrCat(data, "/", part.directory());
    RETURN_IF_ERROR(ToStatus(part.name(), engine->RestoreDBFromBackup(part.engine_id(), to, to)));
  }
  sync();  // the engine leaves that to the system
  return manifest;
}

}  // namespace standpoint
