// Scratch memory of numbers for vector instructions.

#ifndef STANDPOINT_ANALYZE_ENCODE_ALIGNED_BUFFER_H_
#define STANDPOINT_ANALYZE_ENCODE_ALIGNED_BUFFER_H_

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <type_traits>

namespace standpoint {

// Begins at a multiple of 64 bytes, grows and never shrinks.
template <typename T>
class AlignedBuffer {
  static_assert(std::is_trivial_v<T>);

 public:
  // At least `size` numbers. What was there is lost when it grows.
  T* Reserve(size_t size) {
    if (size > capacity_) {
      capacity_ = (size + 63) / 64 * 64;
      data_.reset(static_cast<T*>(std::aligned_alloc(64, capacity_ * sizeof(T))));
    }
    return data_.get();
  }

  T* data() { return data_.get(); }
  const T* data() const { return data_.get(); }
  size_t capacity() const { return capacity_; }

 private:
  struct Free {
    void operator()(T* data) const { std::free(data); }
  };
  std::unique_ptr<T, Free> data_;
  size_t capacity_ = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ENCODE_ALIGNED_BUFFER_H_
