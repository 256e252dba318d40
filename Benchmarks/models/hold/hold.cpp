// The hold model in C++: std::priority_queue.
// g++ -O3 -march=native -o hold hold.cpp ; ./hold pending events seed
#include "../reference.hpp"
#include <queue>
#include <vector>

struct Event {
  double date;
  std::uint32_t entity;
  bool operator<(const Event &other) const { return date > other.date; }
};

int main(int count, char **words) {
  const long pending = number(count, words, 1, 1e4), events = number(count, words, 2, 1e7);
  Random random(number(count, words, 3, 1));
  const double twice = 2.0 * pending;
  std::vector<Event> first;
  for (long i = 0; i < pending; i++) first.push_back({twice * random.uniform(), std::uint32_t(i)});
  std::priority_queue<Event> queue(std::less<Event>(), std::move(first));
  const double started = processor_seconds();
  double clock = 0;
  for (long i = 0; i < events; i++) {
    Event event = queue.top();
    queue.pop();
    clock = event.date;
    event.date += twice * random.uniform();
    queue.push(event);
  }
  const double cpu = processor_seconds() - started;
  std::printf("{\"engine\":\"C++\",\"pending\":%ld,\"events\":%ld,\"clock_per_event\":%.9f,"
              "\"cpu\":%.6f}\n",
              pending, events, clock / events, cpu);
}
