#include "common/text/read_mask.h"

#include <string>

#include "absl/strings/match.h"
#include "common/status/errors.h"
#include "google/protobuf/field_mask.pb.h"
#include "gtest/gtest.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {
namespace {

google::protobuf::FieldMask Mask(std::initializer_list<const char*> paths) {
  google::protobuf::FieldMask mask;
  for (const char* path : paths) {
    mask.add_paths(path);
  }
  return mask;
}

v1::Holder Sample() {
  v1::Holder holder;
  holder.set_kind(v1::HOLDER_KIND_MENTION);
  holder.set_text("its diplomats");
  holder.mutable_span()->set_begin(3);
  holder.mutable_span()->set_end(16);
  return holder;
}

v1::Holder Masked(std::initializer_list<const char*> paths) {
  v1::Holder holder = Sample();
  const auto mask = ReadMask::Parse(Mask(paths), *v1::Holder::descriptor());
  if (!mask.ok()) {
    ADD_FAILURE() << mask.status();
    return holder;
  }
  mask->Apply(holder);
  return holder;
}

TEST(ReadMaskTest, KeepsWhatIsAskedFor) {
  const v1::Holder text = Masked({"text"});
  EXPECT_EQ(text.text(), "its diplomats");
  EXPECT_FALSE(text.has_span());
  EXPECT_EQ(text.kind(), v1::HOLDER_KIND_UNSPECIFIED);
  const v1::Holder start = Masked({"span.begin", "kind"});
  EXPECT_EQ(start.span().begin(), 3);
  EXPECT_EQ(start.span().end(), 0);
  EXPECT_EQ(start.kind(), v1::HOLDER_KIND_MENTION);
  EXPECT_EQ(start.text(), "");
  EXPECT_EQ(Masked({"span", "span.begin"}).span().end(), 16);
}

TEST(ReadMaskTest, NothingAndStarKeepEverything) {
  EXPECT_EQ(Masked({}).SerializeAsString(), Sample().SerializeAsString());
  EXPECT_EQ(Masked({"*"}).SerializeAsString(), Sample().SerializeAsString());
  EXPECT_EQ(Masked({"text", "*"}).SerializeAsString(), Sample().SerializeAsString());
  EXPECT_TRUE(ReadMask::Parse({}, *v1::Holder::descriptor())->keeps_all());
  EXPECT_FALSE(ReadMask::Parse(Mask({"text"}), *v1::Holder::descriptor())->keeps_all());
}

TEST(ReadMaskTest, NamesAnUnknownPath) {
  for (const char* bad : {"colour", "", "span.middle", "text.length", "*.text", "span."}) {
    const auto mask = ReadMask::Parse(Mask({"text", bad}), *v1::Holder::descriptor());
    ASSERT_FALSE(mask.ok()) << bad;
    EXPECT_EQ(ErrorReason(mask.status()), "INVALID_FIELD");
    EXPECT_TRUE(absl::StrContains(mask.status().message(), "read_mask")) << mask.status();
    EXPECT_TRUE(absl::StrContains(mask.status().message(), bad)) << mask.status();
  }
  EXPECT_FALSE(ReadMask::Parse(Mask({"*", "colour"}), *v1::Holder::descriptor()).ok())
      << "a star does not hide a mistake";
}

}  // namespace
}  // namespace standpoint
