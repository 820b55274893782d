#include "store/engine/rocksdb/rocksdb_combine.h"

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace standpoint {
namespace {

absl::string_view View(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

class Combiner : public rocksdb::MergeOperator {
 public:
  explicit Combiner(CombineFunction combine) : combine_(combine) {}

  bool FullMergeV2(const MergeOperationInput& in, MergeOperationOutput* out) const override {
    std::vector<absl::string_view> values;
    if (in.existing_value != nullptr) {
      values.push_back(View(*in.existing_value));
    }
    for (const rocksdb::Slice& operand : in.operand_list) {
      values.push_back(View(operand));
    }
    return combine_(values, /*whole=*/true, &out->new_value);
  }

  bool PartialMergeMulti(const rocksdb::Slice&, const std::deque<rocksdb::Slice>& operands,
                         std::string* value, rocksdb::Logger*) const override {
    std::vector<absl::string_view> values;
    for (const rocksdb::Slice& operand : operands) {
      values.push_back(View(operand));
    }
    return combine_(values, /*whole=*/false, value);
  }

  const char* Name() const override { return "standpoint.combiner"; }

 private:
  const CombineFunction combine_;
};

class DropEmpty : public rocksdb::CompactionFilter {
 public:
  bool Filter(int, const rocksdb::Slice&, const rocksdb::Slice& value, std::string*,
              bool*) const override {
    return value.empty();
  }
  const char* Name() const override { return "standpoint.drop_empty"; }
};

}  // namespace

std::shared_ptr<rocksdb::MergeOperator> MakeMergeOperator(CombineFunction combine) {
  return std::make_shared<Combiner>(combine);
}

const rocksdb::CompactionFilter* EmptyValueFilter() {
  static const DropEmpty* const filter = new DropEmpty();
  return filter;
}

}  // namespace standpoint
