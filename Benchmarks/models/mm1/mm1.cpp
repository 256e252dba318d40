// M/M/1 in C++: std::priority_queue of two events, a queue of arrival dates.
// g++ -O3 -march=native -o mm1 mm1.cpp ; ./mm1 until seed
#include "../reference.hpp"
#include <queue>

struct Event {
  double date;
  bool ends_service;
  bool operator<(const Event &other) const { return date > other.date; }
};

int main(int count, char **words) {
  const double until = number(count, words, 1, 1e6);
  const std::uint64_t seed = number(count, words, 2, 1);
  const double started = processor_seconds();
  Random random(seed);
  std::priority_queue<Event> events;
  std::queue<double> line;
  bool busy = false;
  long arrivals = 0, served = 0, ended = 0;
  double waited = 0;
  events.push({random.exponential(1), false});
  while (true) {
    const Event event = events.top();
    events.pop();
    if (event.date > until) break;
    if (event.ends_service) {
      ended++;
      busy = !line.empty();
      if (!busy) continue;
      waited += event.date - line.front();
      line.pop();
    } else {
      arrivals++;
      events.push({event.date + random.exponential(1), false});
      if (busy) {
        line.push(event.date);
        continue;
      }
      busy = true;
    }
    served++;
    events.push({event.date + random.exponential(1.1), true});
  }
  const double cpu = processor_seconds() - started;
  std::printf("{\"engine\":\"C++\",\"until\":%.1f,\"seed\":%llu,\"arrivals\":%ld,\"served\":%ld,"
              "\"mean_wait\":%.6f,\"events\":%ld,\"cpu\":%.6f}\n",
              until, (unsigned long long)seed, arrivals, served, waited / served,
              arrivals + ended, cpu);
}
