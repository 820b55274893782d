#include "common/kafka/kafka_properties.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "absl/strings/match.h"

namespace standpoint {
namespace {

TEST(KafkaPropertiesTest, LinesAreKeysAndValues) {
  const auto properties = ParseKafkaProperties(
      "# how to get in\n\n security.protocol = SASL_SSL\r\nsasl.password=a=b #c\n");
  ASSERT_TRUE(properties.ok()) << properties.status();
  EXPECT_EQ(*properties,
            (KafkaProperties{{"security.protocol", "SASL_SSL"}, {"sasl.password", "a=b #c"}}));
}

TEST(KafkaPropertiesTest, ErrorsNameTheLineAndNeverTheValue) {
  for (const auto& [text, expected] :
       {std::pair<const char*, const char*>{"a=b\nsecret", "line 2: must be key=value"},
        {"=secret", "line 1: must be key=value"},
        {"transactional.id=secret", "line 1: transactional.id is not to be set here"}}) {
    const auto properties = ParseKafkaProperties(text);
    ASSERT_TRUE(absl::IsInvalidArgument(properties.status())) << text;
    EXPECT_TRUE(absl::StrContains(properties.status().message(), expected)) << properties.status();
    EXPECT_FALSE(absl::StrContains(properties.status().message(), "secret"));
  }
}

TEST(KafkaPropertiesTest, AFileAndTheBrokersAreJoined) {
  const std::string path = testing::TempDir() + "/client.properties";
  std::ofstream(path) << "ssl.ca.location=/etc/ca.pem\n";
  internal::v1::KafkaConfig settings;
  settings.set_bootstrap_servers("kafka:9092");
  settings.set_properties_file(path);
  const auto properties = ReadKafkaProperties(settings);
  ASSERT_TRUE(properties.ok()) << properties.status();
  EXPECT_EQ(*properties, (KafkaProperties{{"bootstrap.servers", "kafka:9092"},
                                          {"ssl.ca.location", "/etc/ca.pem"}}));
  settings.set_properties_file(path + ".missing");
  EXPECT_TRUE(absl::IsInvalidArgument(ReadKafkaProperties(settings).status()));
}

}  // namespace
}  // namespace standpoint
