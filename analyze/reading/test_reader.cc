#include "analyze/reading/test_reader.h"

#include <string>

#include "analyze/language/language_engine.h"
#include "analyze/language/model_path.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/text_reader.h"

namespace standpoint {

const Lexicon& SharedLexicon() {
  static const Lexicon& lexicon = *Lexicon::Load("").value().release();
  return lexicon;
}

const TextReader& SharedTextReader() {
  static const std::string model = FindLanguageModel("").value();
  static const LanguageEngine& engine =
      *LanguageEngine::Load(model, FindHeadsModel(model).value()).value().release();
  static const TextReader& reader = *new TextReader(engine, SharedLexicon());
  return reader;
}

}  // namespace standpoint
