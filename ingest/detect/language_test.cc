#include "ingest/detect/language.h"

#include <string>

#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(LanguageTest, TellsLanguages) {
  EXPECT_EQ(DetectLanguage("The minister said on Tuesday that the new rules would not be delayed."),
            "en");
  EXPECT_EQ(
      DetectLanguage("Der Minister sagte am Dienstag, die neuen Regeln kämen ohne Verzögerung."),
      "de");
  EXPECT_EQ(DetectLanguage("השר אמר ביום שלישי כי הכללים החדשים לא יידחו."), "he");
}

TEST(LanguageTest, SaysWhenItCannotTell) {
  EXPECT_EQ(DetectLanguage(""), "und");
  EXPECT_EQ(DetectLanguage("12345 67890"), "und");
}

TEST(LanguageTest, ALongTextIsSampledBetweenCodePoints) {
  std::string text;
  while (text.size() < 100'000) {
    text += "Die Behörde prüfte die Maßnahme gründlich. ";
  }
  EXPECT_EQ(DetectLanguage(text), "de");
}

}  // namespace
}  // namespace standpoint
