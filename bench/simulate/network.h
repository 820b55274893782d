// A network of queues as discrete events: stations of one or several servers, first come, first served.

#ifndef STANDPOINT_BENCH_SIMULATE_NETWORK_H_
#define STANDPOINT_BENCH_SIMULATE_NETWORK_H_

#include <cstdint>
#include <deque>
#include <queue>
#include <vector>

namespace standpoint::simulate {

// What happens next: a job has been served, or the timer has run out.
struct Event {
  double time = 0;  // seconds since the beginning
  int station = 0;  // Network::kTimer for the timer
  uint32_t job = 0;
};

// What a station did. Times in seconds.
struct StationCount {
  int servers = 0;
  int waiting = 0;
  int in_service = 0;
  uint64_t served = 0;
  double busy = 0;  // of all servers together, up to now
};

// The caller decides by what it does at each event how jobs go from station to station, and how long they take.
// Units: seconds. Threads: one. Errors: none; time never goes back.
class Network {
 public:
  static constexpr int kTimer = -1;

  // Gives the number of the station: 0, 1, 2...
  int AddStation(int servers);

  // A job comes to a station and takes `seconds` of one of its servers, when its turn has come.
  void Submit(int station, uint32_t job, double seconds);

  // The timer runs out at `time`, which is not in the past. There may be several.
  void SetTimer(double time);

  // Goes on to the next event; false when there is none any more.
  bool Next(Event& event);

  double now() const { return now_; }
  StationCount Count(int station) const;

 private:
  struct Job {
    uint32_t job;
    double seconds;
  };
  struct Station {
    int servers;
    int in_service = 0;
    uint64_t served = 0;
    double busy = 0;  // up to `changed`
    double changed = 0;
    std::deque<Job> waiting;
  };
  struct Later {
    bool operator()(const Event& a, const Event& b) const { return a.time > b.time; }
  };

  void Begin(int number, const Job& job);
  static double BusyUntil(const Station& station, double time);

  double now_ = 0;
  std::vector<Station> stations_;
  std::priority_queue<Event, std::vector<Event>, Later> events_;
};

}  // namespace standpoint::simulate

#endif  // STANDPOINT_BENCH_SIMULATE_NETWORK_H_
