#include "analyze/coreference/coreference_resolver.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "analyze/coreference/mentions.h"
#include "analyze/language/conllu.h"
#include "analyze/language/syntax.h"
#include "analyze/language/syntax_conllu.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

const std::vector<absl::string_view> kRelations = {"root",     "nsubj",     "obj",  "appos",
                                                   "compound", "det",       "dep",  "punct",
                                                   "conj",     "nmod:poss", "ccomp"};

// One row a word: form/UPOS/head/relation, and /PER on the words of a person's name. "|" before a sentence opens a paragraph.
struct Written {
  std::string text;
  Syntax syntax;

  explicit Written(const std::vector<std::string>& sentences) {
    for (const std::string& sentence : sentences) AddSentence(sentence);
  }

  void AddSentence(absl::string_view sentence) {
    ConlluSentence conllu;
    if (sentence[0] == '|') {
      conllu.comments = {"# newpar"};
      sentence.remove_prefix(1);
    }
    const auto first = static_cast<uint32_t>(syntax.segments.words.size());
    bool in_name = false;
    for (const absl::string_view row : absl::StrSplit(sentence, ' ')) {
      const std::vector<std::string> c = absl::StrSplit(row, '/');
      const auto word = static_cast<uint32_t>(syntax.morphology.words.size());
      conllu.words.emplace_back().form = c[0];
      WordMorphology morphology;
      for (int i = 0; i < kUposCount; ++i) {
        if (UposName(static_cast<Upos>(i)) == c[1]) morphology.upos = static_cast<Upos>(i);
      }
      morphology.lemma_begin = static_cast<uint32_t>(syntax.morphology.lemmas.size());
      syntax.morphology.lemmas += c[0];
      morphology.lemma_end = static_cast<uint32_t>(syntax.morphology.lemmas.size());
      syntax.morphology.words.push_back(morphology);
      const int head = std::stoi(c[2]);
      const auto relation = std::find(kRelations.begin(), kRelations.end(), c[3]);
      EXPECT_NE(relation, kRelations.end()) << c[3];
      syntax.dependencies.words.push_back(
          {head == 0 ? Dependency::kRoot : first + static_cast<uint32_t>(head) - 1,
           static_cast<uint8_t>(relation - kRelations.begin())});
      const bool name = c.size() > 4;
      if (name && !in_name) syntax.entities.entities.push_back({word, word, EntityType::kPerson});
      if (name) syntax.entities.entities.back().last_word = word + 1;
      in_name = name;
    }
    AppendSegments(conllu, text, syntax.segments);
  }

  Coreference Resolve() const {
    Coreference coreference;
    CoreferenceResolver(kRelations).Resolve(text, syntax, coreference);
    return coreference;
  }

  // "Ilse Harrowgate=she=the minister Quill": the mentions of each referent, in order.
  std::string Chains() const {
    const Coreference coreference = Resolve();
    std::vector<std::vector<std::string>> chains(coreference.referents.size());
    for (const Mention& mention : coreference.mentions) {
      const uint32_t begin = syntax.segments.words[mention.first_word].begin;
      chains[mention.referent].push_back(
          text.substr(begin, syntax.segments.words[mention.last_word - 1].end - begin));
    }
    std::vector<std::string> joined;
    for (const auto& chain : chains) {
      if (!chain.empty()) joined.push_back(absl::StrJoin(chain, "="));
    }
    return absl::StrJoin(joined, ", ");
  }
};

constexpr char kIlse[] =
    "|Ilse/PROPN/3/nsubj/PER Harrowgate/PROPN/1/dep/PER spoke/VERB/0/root ./PUNCT/3/punct";
constexpr char kShe[] = "She/PRON/2/nsubj left/VERB/0/root ./PUNCT/2/punct";
constexpr char kHe[] = "He/PRON/2/nsubj left/VERB/0/root ./PUNCT/2/punct";

TEST(CoreferenceResolverTest, ShortFormsAndPronouns) {
  EXPECT_EQ(Written({kIlse, kShe}).Chains(), "Ilse Harrowgate=She");
  EXPECT_EQ(Written({kIlse, "Harrowgate/PROPN/2/nsubj/PER left/VERB/0/root"}).Chains(),
            "Ilse Harrowgate=Harrowgate");
  EXPECT_EQ(Written({kIlse, "Ilse/PROPN/2/nsubj/PER left/VERB/0/root"}).Chains(),
            "Ilse Harrowgate=Ilse");
  EXPECT_EQ(
      Written({kIlse, "I./PROPN/3/nsubj/PER Harrowgate/PROPN/1/dep/PER left/VERB/0/root"}).Chains(),
      "Ilse Harrowgate=I. Harrowgate");
  // A short form that comes first.
  const Written reversed({"Harrowgate/PROPN/2/nsubj/PER left/VERB/0/root", kIlse});
  EXPECT_EQ(reversed.Chains(), "Harrowgate=Ilse Harrowgate");
  const Coreference coreference = reversed.Resolve();
  EXPECT_EQ(coreference.referents[0].full_name, 1u);
}

TEST(CoreferenceResolverTest, TitlesTellGender) {
  const char* titled = "Ms./PROPN/3/dep Harrowgate/PROPN/1/dep/PER left/VERB/0/root";
  EXPECT_EQ(Written({kIlse, titled}).Chains(), "Ilse Harrowgate=Harrowgate");
  EXPECT_EQ(Written({kIlse, titled, kHe}).Chains(), "Ilse Harrowgate=Harrowgate, He");
  EXPECT_EQ(Written({kIlse, kHe, titled}).Chains(), "Ilse Harrowgate=He, Harrowgate");
}

TEST(CoreferenceResolverTest, WhatCouldBeTwoStaysOpen) {
  const char* bram = "Bram/PROPN/3/nsubj/PER Harrowgate/PROPN/1/dep/PER left/VERB/0/root";
  // Which Harrowgate?
  EXPECT_EQ(Written({kIlse, bram, "Harrowgate/PROPN/2/nsubj/PER left/VERB/0/root"}).Chains(),
            "Ilse Harrowgate, Bram Harrowgate, Harrowgate");
  // Both objects, as near as each other, neither's gender known.
  const char* both = "Bram/PROPN/3/obj/PER met/VERB/0/root Ilse/PROPN/2/obj/PER";
  EXPECT_EQ(Written({both, kShe}).Chains(), "Bram, Ilse");
  // A subject comes before an object.
  const char* subject = "Bram/PROPN/2/nsubj/PER met/VERB/0/root Ilse/PROPN/2/obj/PER";
  EXPECT_EQ(Written({subject, kHe}).Chains(), "Bram=He, Ilse");
}

TEST(CoreferenceResolverTest, WithinOneClause) {
  EXPECT_EQ(Written({"Bram/PROPN/2/nsubj/PER saw/VERB/0/root himself/PRON/2/obj"}).Chains(),
            "Bram=himself");
  EXPECT_EQ(Written({"Bram/PROPN/2/nsubj/PER saw/VERB/0/root him/PRON/2/obj"}).Chains(),
            "Bram, him");
  EXPECT_EQ(Written({"Bram/PROPN/2/nsubj/PER saw/VERB/0/root his/PRON/4/nmod:poss dog/NOUN/2/obj"})
                .Chains(),
            "Bram=his");
}

TEST(CoreferenceResolverTest, Descriptions) {
  const char* later = "The/DET/2/det minister/NOUN/3/nsubj left/VERB/0/root";
  EXPECT_EQ(
      Written({"Ilse/PROPN/6/nsubj/PER Harrowgate/PROPN/1/dep/PER ,/PUNCT/5/punct the/DET/5/det "
               "minister/NOUN/1/appos spoke/VERB/0/root",
               later})
          .Chains(),
      "Ilse Harrowgate=The minister");
  EXPECT_EQ(Written({"the/DET/2/det minister/NOUN/4/nsubj Ilse/PROPN/2/appos/PER spoke/VERB/0/root",
                     later})
                .Chains(),
            "Ilse=The minister");
  EXPECT_EQ(Written({"Minister/PROPN/2/compound Ilse/PROPN/3/nsubj/PER spoke/VERB/0/root", later})
                .Chains(),
            "Ilse=The minister");
  // Two ministers; and none at all.
  EXPECT_EQ(Written({"Minister/PROPN/2/compound Ilse/PROPN/3/nsubj/PER met/VERB/0/root "
                     "minister/NOUN/5/compound Bram/PROPN/3/obj/PER",
                     later})
                .Chains(),
            "Ilse, Bram");
  EXPECT_EQ(Written({kIlse, later}).Chains(), "Ilse Harrowgate");
}

TEST(CoreferenceResolverTest, WhoIsQuotedSaysI) {
  EXPECT_EQ(Written({"|\"/PUNCT/3/punct I/PRON/3/nsubj know/VERB/0/root \"/PUNCT/3/punct "
                     "said/VERB/3/dep Ilse/PROPN/5/nsubj/PER",
                     "\"/PUNCT/3/punct My/PRON/3/nmod:poss dog/NOUN/0/root \"/PUNCT/3/punct"})
                .Chains(),
            "I=Ilse=My");
  // Nobody is quoted; and the paragraph is over.
  EXPECT_EQ(Written({"|I/PRON/2/nsubj know/VERB/0/root Ilse/PROPN/2/obj/PER"}).Chains(), "Ilse");
  EXPECT_EQ(Written({"|\"/PUNCT/3/punct I/PRON/3/nsubj know/VERB/0/root \"/PUNCT/3/punct",
                     "|Ilse/PROPN/2/nsubj/PER said/VERB/0/root \"/PUNCT/2/punct no/INTJ/2/ccomp "
                     "\"/PUNCT/2/punct"})
                .Chains(),
            "Ilse");
}

// Whatever the trees and names: mentions in order, apart, of referents that are there.
TEST(CoreferenceResolverTest, MentionsAreInOrder) {
  std::mt19937 random(3);
  const std::vector<std::string> forms = {"Ilse", "Bram", "Quill", "she", "He",   "I",
                                          "\"",   "the",  "judge", "Mr.", "said", "himself"};
  const std::vector<std::string> classes = {"PROPN", "NOUN", "PRON", "VERB"};
  for (int round = 0; round < 100; ++round) {
    std::vector<std::string> sentences;
    for (int s = 0; s < 6; ++s) {
      std::vector<std::string> rows;
      const size_t size = 1 + random() % 8;
      for (size_t i = 0; i < size; ++i) {
        rows.push_back(absl::StrCat(forms[random() % forms.size()], "/", classes[random() % 4], "/",
                                    i == 0 ? 0 : random() % i + 1, "/",
                                    std::string(kRelations[random() % kRelations.size()]),
                                    random() % 3 == 0 ? "/PER" : ""));
      }
      sentences.push_back((random() % 3 == 0 ? "|" : "") + absl::StrJoin(rows, " "));
    }
    const Coreference coreference = Written(sentences).Resolve();
    uint32_t end = 0;
    for (const Mention& mention : coreference.mentions) {
      ASSERT_GE(mention.first_word, end);
      ASSERT_LT(mention.first_word, mention.last_word);
      ASSERT_LT(mention.referent, coreference.referents.size());
      end = mention.last_word;
    }
    for (size_t i = 0; i < coreference.referents.size(); ++i) {
      const uint32_t name = coreference.referents[i].full_name;
      if (name == Referent::kNoName) continue;
      ASSERT_LT(name, coreference.mentions.size());
      ASSERT_EQ(coreference.mentions[name].referent, i);
    }
  }
}

}  // namespace
}  // namespace standpoint
