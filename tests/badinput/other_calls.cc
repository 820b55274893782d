// Wrong calls of AnalyzeService and AdminService, and what is no call at all.

#include <grpcpp/client_context.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/status/rpc_status.h"
#include "standpoint/v1/admin_service.grpc.pb.h"
#include "standpoint/v1/analyze_service.grpc.pb.h"
#include "standpoint/v1/query_service.grpc.pb.h"
#include "tests/badinput/bad_call.h"
#include "tests/badinput/raw_call.h"

namespace standpoint {
namespace {

using Analyze = v1::AnalyzeService::Stub;
using Admin = v1::AdminService::Stub;

void AddAnalyses(std::vector<BadCall>& calls) {
  v1::AnalyzeTextRequest text;
  text.set_text(std::string((1 << 20) + 1, 'a'));
  calls.push_back(
      Refused("a byte over 1 MiB", &WholeServer::analyze, &Analyze::AnalyzeText, text, "text"));
  calls.push_back(Refused(
      "a field that is none", &WholeServer::analyze, &Analyze::AnalyzeText,
      FromText<v1::AnalyzeTextRequest>("text: 'A.' read_mask { paths: 'mood' }"), "read_mask"));
  calls.push_back(Refused("no proposition", &WholeServer::analyze, &Analyze::AnalyzeProposition,
                          v1::AnalyzePropositionRequest(), "proposition"));
  calls.push_back(Refused("no claims", &WholeServer::analyze, &Analyze::JudgeClaims,
                          FromText<v1::JudgeClaimsRequest>("proposition: 'The ban works.'"),
                          "claims"));
}

void AddAdministration(std::vector<BadCall>& calls) {
  calls.push_back(Refused("a page token made up", &WholeServer::admin, &Admin::ListDeadLetters,
                          FromText<v1::ListDeadLettersRequest>("page_token: 'next'"),
                          "page_token"));
  calls.push_back(Refused("negative page", &WholeServer::admin, &Admin::ListDeadLetters,
                          FromText<v1::ListDeadLettersRequest>("page_size: -1"), "page_size"));
  calls.push_back(Refused("neither names nor all", &WholeServer::admin, &Admin::RedriveDeadLetters,
                          v1::RedriveDeadLettersRequest(), "names"));
}

void AddCare(std::vector<BadCall>& calls) {
  calls.push_back(Refused("a negative count", &WholeServer::admin, &Admin::CreateBackup,
                          FromText<v1::CreateBackupRequest>("keep_count: -1"), "keep_count"));
  calls.push_back(Refused("a page token made up", &WholeServer::admin, &Admin::ListBackups,
                          FromText<v1::ListBackupsRequest>("page_token: 'next'"), "page_token"));
  calls.push_back(Refused("a path", &WholeServer::admin, &Admin::VerifyBackup,
                          FromText<v1::VerifyBackupRequest>("name: 'backups/../../etc'"), "name"));
  calls.push_back(Refused("no name", &WholeServer::admin, &Admin::DeleteCorpus,
                          v1::DeleteCorpusRequest(), "name"));
  calls.push_back(Refused("a document", &WholeServer::admin, &Admin::ReanalyzeCorpus,
                          FromText<v1::ReanalyzeCorpusRequest>("name: 'corpora/a/documents/b'"),
                          "name"));
  calls.push_back(Refused("no operation", &WholeServer::admin, &Admin::WaitOperation,
                          FromText<v1::WaitOperationRequest>("name: 'operations/x'"), "name"));
}

BadCall Raw(const std::string& what, const std::string& method, const std::string& message,
            absl::StatusCode code) {
  BadCall call;
  call.what = what;
  call.make = [=](WholeServer& server) {
    return FromGrpcStatus(RawCall(server.channel(), method, message));
  };
  call.code = code;
  call.reason = "";
  return call;
}

// gRPC 1.51's callback API answers what it cannot parse as if the method were not there.
void AddMalformedCalls(std::vector<BadCall>& calls) {
  calls.push_back(Raw("GetClaim: bytes that are no message", "/standpoint.v1.QueryService/GetClaim",
                      "\xff\xff\xff\xff", absl::StatusCode::kUnimplemented));
  // Field 1, text: AnalyzeTextRequest.text.
  calls.push_back(Raw("AnalyzeText: malformed UTF-8", "/standpoint.v1.AnalyzeService/AnalyzeText",
                      "\x0a\x04"
                      "Caf\xe9",
                      absl::StatusCode::kUnimplemented));
  calls.push_back(Raw("a method that is none", "/standpoint.v1.QueryService/GetMood", "",
                      absl::StatusCode::kUnimplemented));
  BadCall late;
  late.what = "GetCorpus: deadline in the past";
  late.make = [](WholeServer& server) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() - absl::Seconds(1)));
    v1::GetCorpusRequest request;
    request.set_name("corpora/good");
    v1::Corpus corpus;
    return FromGrpcStatus(server.query().GetCorpus(&context, request, &corpus));
  };
  late.code = absl::StatusCode::kDeadlineExceeded;
  late.reason = "";
  calls.push_back(late);
}

}  // namespace

std::vector<BadCall> OtherBadCalls() {
  std::vector<BadCall> calls;
  AddAnalyses(calls);
  AddAdministration(calls);
  AddCare(calls);
  AddMalformedCalls(calls);
  return calls;
}

}  // namespace standpoint
