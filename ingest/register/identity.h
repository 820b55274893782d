// Identities that come from content.

#ifndef STANDPOINT_INGEST_REGISTER_IDENTITY_H_
#define STANDPOINT_INGEST_REGISTER_IDENTITY_H_

#include <string>

#include "absl/strings/string_view.h"
#include "standpoint/v1/document.pb.h"

namespace standpoint {

// The last part of a document's name: 26 characters of base32 (RFC 4648, lower case), the first 16 bytes of the SHA-256
// over source, URL, title, publication time and text, each after its length (8 bytes, big-endian). The time is its
// decimal seconds since the epoch followed by nine digits of nanoseconds, or nothing.
std::string DocumentId(const v1::Document& document);

// Lower-case hexadecimal SHA-256.
std::string Sha256Hex(absl::string_view bytes);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_REGISTER_IDENTITY_H_
