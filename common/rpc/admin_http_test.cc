#include "common/rpc/admin_http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/metrics/metrics.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

// What a plain HTTP/1.0 GET of `path` answers, head and body; empty when nobody listens.
std::string Get(int port, const std::string& path) {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0) {
    const std::string request = absl::StrCat("GET ", path, " HTTP/1.0\r\n\r\n");
    EXPECT_EQ(::write(fd, request.data(), request.size()), static_cast<ssize_t>(request.size()));
    char buffer[4096];
    for (ssize_t n = 0; (n = ::read(fd, buffer, sizeof(buffer))) > 0;) {
      answer.append(buffer, static_cast<size_t>(n));
    }
  }
  ::close(fd);
  return answer;
}

internal::v1::AdminConfig Settings(const std::string& address) {
  internal::v1::AdminConfig settings;
  settings.set_address(address);
  return settings;
}

TEST(AdminHttpTest, ServesMetrics) {
  Metrics metrics;
  const auto admin = AdminHttp::Start(Settings("127.0.0.1:0"), metrics);
  ASSERT_TRUE(admin.ok()) << admin.status();
  metrics.Counter("standpoint_x_total", "X.").Increment();
  const std::string answer = Get((*admin)->bound_port(), "/metrics");
  EXPECT_TRUE(absl::StartsWith(answer, "HTTP/1.1 200")) << answer;
  EXPECT_TRUE(absl::StrContains(answer, "standpoint_x_total 1")) << answer;
  EXPECT_TRUE(absl::StrContains(answer, "standpoint_build_info")) << answer;
  EXPECT_TRUE(absl::StrContains(Get((*admin)->bound_port(), "/other"), " 404 "));
}

TEST(AdminHttpTest, EmptyAddressIsOff) {
  Metrics metrics;
  const auto admin = AdminHttp::Start(Settings(""), metrics);
  ASSERT_TRUE(admin.ok());
  EXPECT_EQ((*admin)->bound_port(), 0);
}

TEST(AdminHttpTest, SaysWhereItCannotListen) {
  Metrics metrics;
  const auto first = AdminHttp::Start(Settings("127.0.0.1:0"), metrics);
  ASSERT_TRUE(first.ok());
  const std::string address = absl::StrCat("127.0.0.1:", (*first)->bound_port());
  const auto second = AdminHttp::Start(Settings(address), metrics);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(ErrorReason(second.status()), "CANNOT_LISTEN");
  EXPECT_TRUE(absl::StrContains(second.status().message(), address)) << second.status();
  EXPECT_FALSE(AdminHttp::Start(Settings("nonsense"), metrics).ok());
}

}  // namespace
}  // namespace standpoint
