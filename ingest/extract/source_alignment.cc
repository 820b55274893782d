#include "ingest/extract/source_alignment.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace standpoint {
namespace {

constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";
constexpr size_t kLongestName = 33;  // "&CounterClockwiseContourIntegral;"

size_t CodePointSize(absl::string_view text) {
  size_t size = 0;
  U8_FWD_1(reinterpret_cast<const uint8_t*>(text.data()), size, text.size());
  return size;
}

// Size of "&#123;" or "&#x1F;" at the front; 0 when there is none.
size_t NumericReference(absl::string_view source) {
  size_t at = 2;
  const bool hex = source.size() > 2 && absl::ascii_tolower(source[2]) == 'x';
  at += hex;
  const size_t digits = at;
  while (at < source.size() &&
         (hex ? absl::ascii_isxdigit(source[at]) : absl::ascii_isdigit(source[at]))) {
    ++at;
  }
  if (at == digits) {
    return 0;
  }
  return at + (at < source.size() && source[at] == ';');
}

// Whether what follows may go on together: the same byte, the end of both, or another reference or
// tag.
bool GoesOn(absl::string_view decoded, absl::string_view source) {
  if (source.empty() || decoded.empty()) {
    return source.empty() == decoded.empty() || (!source.empty() && source[0] == '<');
  }
  return source[0] == decoded[0] || source[0] == '&' || source[0] == '<' || source[0] == '\r';
}

struct Reference {
  size_t source_size = 0;
  size_t decoded_size = 0;
};

// The character reference at the front of `source`, which begins with '&' as does `decoded` or not.
// Size 0: it is none.
Reference ReadReference(absl::string_view decoded, absl::string_view source) {
  if (source.size() > 1 && source[1] == '#') {
    const size_t size = NumericReference(source);
    return {size, size > 0 ? CodePointSize(decoded) : 0};
  }
  if (decoded[0] == '&') {  // only this name means '&'
    for (const absl::string_view name : {"&amp;", "&AMP;", "&amp", "&AMP"}) {
      if (absl::StartsWith(source, name)) {
        return {name.size(), 1};
      }
    }
    return {};
  }
  size_t name_end = 1;
  while (name_end < std::min(source.size(), kLongestName) &&
         absl::ascii_isalnum(source[name_end])) {
    ++name_end;
  }
  const size_t one = CodePointSize(decoded);
  const size_t two = one < decoded.size() ? one + CodePointSize(decoded.substr(one)) : one;
  if (name_end < source.size() && source[name_end] == ';') {
    for (const size_t size : {one, two}) {
      if (GoesOn(decoded.substr(size), source.substr(name_end + 1))) {
        return {name_end + 1, size};
      }
    }
  }
  for (size_t end = name_end; end > 2;
       --end) {  // old names need no semicolon and may run into the text
    if (GoesOn(decoded.substr(one), source.substr(end))) {
      return {end, one};
    }
  }
  return {};
}

}  // namespace

void AlignToSource(absl::string_view decoded, absl::string_view source, AlignedPiece piece) {
  size_t d = 0;
  size_t s = 0;
  while (d < decoded.size() && s < source.size()) {
    size_t same = 0;
    while (d + same < decoded.size() && s + same < source.size() && source[s + same] != '&' &&
           source[s + same] == decoded[d + same]) {
      ++same;
    }
    if (same > 0) {
      piece(decoded.substr(d, same), s, same);
      d += same;
      s += same;
      continue;
    }
    Reference reference;
    if (source[s] == '&') {
      reference = ReadReference(decoded.substr(d), source.substr(s));
      if (reference.source_size == 0 && decoded[d] == '&') {
        reference = {1, 1};
      }
    } else if (source[s] == '\r' && decoded[d] == '\n') {
      reference = {absl::StartsWith(source.substr(s), "\r\n") ? size_t{2} : size_t{1}, 1};
    } else if (source[s] == '<') {  // a tag that the parser ignored
      const size_t end = source.find('>', s);
      if (end != absl::string_view::npos) {
        s = end + 1;
        continue;
      }
    } else if (absl::StartsWith(decoded.substr(d),
                                kReplacement)) {  // for what may not stand in HTML
      const size_t size = CodePointSize(source.substr(s));
      const bool control = size == 1 && absl::ascii_iscntrl(source[s]);
      piece(control ? source.substr(s, 1) : kReplacement, s, size);
      d += kReplacement.size();
      s += size;
      continue;
    } else if (source[s] == '\0') {
      ++s;
      continue;
    }
    if (reference.source_size == 0) {
      break;
    }
    piece(decoded.substr(d, reference.decoded_size), s, reference.source_size);
    d += reference.decoded_size;
    s += reference.source_size;
  }
  if (d < decoded.size()) {
    const size_t begin = std::min(s, source.empty() ? 0 : source.size() - 1);
    const absl::string_view rest = decoded.substr(d);
    const size_t half = CodePointSize(rest);
    if (rest.size() == source.size() - begin && half < rest.size() &&
        rest != source.substr(begin)) {
      piece(rest.substr(0, half), begin,
            rest.size());  // equal sizes would say that the bytes are the same
      piece(rest.substr(half), begin, rest.size());
    } else {
      piece(rest, begin, source.size() - begin);
    }
  }
}

}  // namespace standpoint
