#include "bench/simulate/network.h"

#include <cstddef>

namespace standpoint::simulate {

int Network::AddStation(int servers) {
  stations_.push_back({servers});
  return static_cast<int>(stations_.size()) - 1;
}

double Network::BusyUntil(const Station& station, double time) {
  return station.busy + station.in_service * (time - station.changed);
}

void Network::Begin(int number, const Job& job) {
  Station& station = stations_[static_cast<size_t>(number)];
  station.busy = BusyUntil(station, now_);
  station.changed = now_;
  ++station.in_service;
  events_.push({now_ + job.seconds, number, job.job});
}

void Network::Submit(int station, uint32_t job, double seconds) {
  Station& at = stations_[static_cast<size_t>(station)];
  if (at.in_service < at.servers) {
    Begin(station, {job, seconds});
  } else {
    at.waiting.push_back({job, seconds});
  }
}

void Network::SetTimer(double time) { events_.push({time, kTimer, 0}); }

bool Network::Next(Event& event) {
  if (events_.empty()) {
    return false;
  }
  event = events_.top();
  events_.pop();
  now_ = event.time;
  if (event.station == kTimer) {
    return true;
  }
  Station& station = stations_[static_cast<size_t>(event.station)];
  station.busy = BusyUntil(station, now_);
  station.changed = now_;
  --station.in_service;
  ++station.served;
  if (!station.waiting.empty()) {
    const Job next = station.waiting.front();
    station.waiting.pop_front();
    Begin(event.station, next);
  }
  return true;
}

StationCount Network::Count(int station) const {
  const Station& at = stations_[static_cast<size_t>(station)];
  return {at.servers, static_cast<int>(at.waiting.size()), at.in_service, at.served,
          BusyUntil(at, now_)};
}

}  // namespace standpoint::simulate
