// A console whose streams a test reads.

#ifndef STANDPOINT_CLI_TESTING_CAPTURED_CONSOLE_H_
#define STANDPOINT_CLI_TESTING_CAPTURED_CONSOLE_H_

#include <map>
#include <sstream>
#include <string>

#include "cli/console/console.h"

namespace standpoint {

// Plain, 80 columns, no environment but `variables`.
class CapturedConsole {
 public:
  Console& console() { return console_; }
  std::string out() const { return out_.str(); }
  std::string err() const { return err_.str(); }

  std::map<std::string, std::string> variables;

 private:
  std::ostringstream out_;
  std::ostringstream err_;
  Console console_{out_, err_, {}, {}, false, -1, -1, [this](const char* name) {
                     const auto it = variables.find(name);
                     return it == variables.end() ? std::string() : it->second;
                   }};
};

}  // namespace standpoint

#endif  // STANDPOINT_CLI_TESTING_CAPTURED_CONSOLE_H_
