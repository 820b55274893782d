// Model files for tests, made in memory. The ones that ship are written by analyze/training/language/model_file.py.

#ifndef STANDPOINT_ANALYZE_MODEL_MODEL_WRITER_H_
#define STANDPOINT_ANALYZE_MODEL_MODEL_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "analyze/model/model_file.h"

namespace standpoint {

class ModelWriter {
 public:
  template <typename T>
  void Add(const std::string& section, const std::vector<uint32_t>& shape,
           const std::vector<T>& numbers) {
    std::string bytes(numbers.size() * sizeof(T), '\0');
    if (!bytes.empty()) {
      std::memcpy(bytes.data(), numbers.data(), bytes.size());
    }
    sections_[section] = Section{KindOf<T>(), shape, bytes};
  }
  void AddText(const std::string& section, const std::string& text);
  void Remove(const std::string& section) { sections_.erase(section); }

  // The file. The sections must fit their shapes.
  std::string Bytes() const;

 private:
  struct Section {
    NumberKind kind;
    std::vector<uint32_t> shape;
    std::string bytes;
  };
  std::map<std::string, Section> sections_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_MODEL_MODEL_WRITER_H_
