// The simulation against what queueing theory gives in closed form.

#include "bench/simulate/network.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <random>
#include <vector>

namespace standpoint::simulate {
namespace {

struct Measured {
  double wait = 0;         // mean seconds before service
  double utilisation = 0;  // of a server
};

// A Poisson stream of `jobs` jobs, `rate` a second, through one station.
Measured RunOneStation(int servers, double rate, int jobs,
                       const std::function<double(std::mt19937_64&)>& service) {
  std::mt19937_64 random(20240607);
  std::exponential_distribution<double> gap(rate);
  Network network;
  const int station = network.AddStation(servers);
  std::vector<double> came(static_cast<size_t>(jobs));
  std::vector<double> takes(static_cast<size_t>(jobs));
  uint32_t next = 0;
  double waited = 0;
  network.SetTimer(gap(random));
  Event event;
  while (network.Next(event)) {
    if (event.station != Network::kTimer) {
      waited += event.time - came[event.job] - takes[event.job];
      continue;
    }
    came[next] = event.time;
    takes[next] = service(random);
    network.Submit(station, next, takes[next]);
    if (++next < came.size()) {
      network.SetTimer(event.time + gap(random));
    }
  }
  const StationCount count = network.Count(station);
  EXPECT_EQ(count.served, came.size());
  EXPECT_EQ(count.waiting, 0);
  EXPECT_EQ(count.in_service, 0);
  return {waited / jobs, count.busy / network.now() / servers};
}

// Mean wait in M/M/c. Source: Erlang's C formula, through the recursion of Erlang's B.
double ErlangWait(int servers, double rate, double service) {
  const double load = rate * service;
  double blocked = 1;
  for (int c = 1; c <= servers; ++c) {
    blocked = load * blocked / (c + load * blocked);
  }
  const double free = 1 - load / servers;
  return blocked / (free + (1 - free) * blocked) * service / (servers * free);
}

// Mean wait in M/G/1. Source: Pollaczek and Khinchine; `variation`: standard deviation of service over its mean.
double PollaczekWait(double rate, double service, double variation) {
  const double load = rate * service;
  return load * service * (1 + variation * variation) / (2 * (1 - load));
}

TEST(NetworkTest, OneExponentialServerAsMM1) {
  const Measured measured = RunOneStation(1, 70, 400'000, [](auto& random) {
    return std::exponential_distribution<double>(100)(random);
  });
  EXPECT_NEAR(measured.utilisation, 0.7, 0.01);
  EXPECT_NEAR(measured.wait, ErlangWait(1, 70, 0.01), 0.04 * measured.wait);
  EXPECT_NEAR(ErlangWait(1, 70, 0.01), PollaczekWait(70, 0.01, 1), 1e-12);
}

TEST(NetworkTest, SeveralServersAsErlangsC) {
  for (const int servers : {2, 8, 20}) {
    const double rate = 85.0 * servers;
    const Measured measured = RunOneStation(servers, rate, 400'000, [](auto& random) {
      return std::exponential_distribution<double>(100)(random);
    });
    EXPECT_NEAR(measured.utilisation, 0.85, 0.01);
    EXPECT_NEAR(measured.wait, ErlangWait(servers, rate, 0.01), 0.1 * measured.wait) << servers;
  }
}

TEST(NetworkTest, ConstantServiceAsMD1) {
  const Measured measured = RunOneStation(1, 80, 400'000, [](auto&) { return 0.01; });
  EXPECT_NEAR(measured.wait, PollaczekWait(80, 0.01, 0), 0.04 * measured.wait);
}

TEST(NetworkTest, VaryingServiceAsPollaczekAndKhinchine) {
  // Log-normal with a variation of 1.3, as lengths of documents have it.
  const double spread = std::sqrt(std::log(1 + 1.3 * 1.3));
  const Measured measured = RunOneStation(1, 60, 800'000, [spread](auto& random) {
    return std::lognormal_distribution<double>(std::log(0.01) - spread * spread / 2,
                                               spread)(random);
  });
  EXPECT_NEAR(measured.wait, PollaczekWait(60, 0.01, 1.3), 0.06 * measured.wait);
}

TEST(NetworkTest, JobsOfOneServerKeepTheirOrder) {
  Network network;
  const int station = network.AddStation(1);
  for (uint32_t job = 0; job < 5; ++job) {
    network.Submit(station, job, 1);
  }
  EXPECT_EQ(network.Count(station).waiting, 4);
  Event event;
  for (uint32_t job = 0; job < 5; ++job) {
    ASSERT_TRUE(network.Next(event));
    EXPECT_EQ(event.job, job);
    EXPECT_EQ(event.time, job + 1.0);
  }
  EXPECT_FALSE(network.Next(event));
}

}  // namespace
}  // namespace standpoint::simulate
