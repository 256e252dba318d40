// The semi-Markov model in C++: Weibull times of all ways out of a state, the earliest wins.
// g++ -O3 -march=native -o semi_markov semi_markov.cpp ; ./semi_markov patients draws spread seed
//
// As in moudsim-bench semi-markov, each draw writes a table of all changes, from which who is where
// at the end of each year is counted.
#include "../reference.hpp"
#include <cstring>
#include <vector>

const int STATES = 6, WAYS = 12, YEARS = 10;
const int FIRST[STATES + 1] = {0, 4, 7, 10, 12, 12, 12};
const int TARGET[WAYS] = {1, 2, 4, 5, 3, 4, 5, 3, 4, 5, 4, 5};

struct Row {
  std::uint32_t patient;
  std::uint8_t from, to;
  double start, stop;
};

static long occupied[YEARS + 1][STATES];

static void observe(int state, double start, double stop) {
  for (int year = std::fmax(1, std::ceil(start)); year <= YEARS && year < stop; year++)
    occupied[year][state]++;
}

int main(int count, char **words) {
  const long patients = number(count, words, 1, 1000), draws = number(count, words, 2, 1000);
  const double spread = number(count, words, 3, 0.05), started = processor_seconds();
  Random random(number(count, words, 4, 1));
  static double sum[YEARS + 1][STATES], squares[YEARS + 1][STATES];
  double scale[WAYS], power[WAYS];
  long changes = 0;
  std::vector<Row> table;
  table.reserve(4 * patients);
  for (long draw = 0; draw < draws; draw++) {
    for (int way = 0; way < WAYS; way++) {
      power[way] = 1 / (0.9 * std::exp(spread * random.normal()));
      scale[way] = (2 + (way + 1) / 4.0) * std::exp(spread * random.normal());
    }
    table.clear();
    for (long patient = 0; patient < patients; patient++) {
      int state = 0;
      double now = 0;
      while (FIRST[state] < FIRST[state + 1]) {
        int next = state;
        double stay = YEARS - now;
        for (int way = FIRST[state]; way < FIRST[state + 1]; way++) {
          const double date = scale[way] * std::pow(random.exponential(1), power[way]);
          if (date < stay) {
            stay = date;
            next = TARGET[way];
          }
        }
        const double end = next == state ? YEARS : now + stay;
        table.push_back({std::uint32_t(patient), std::uint8_t(state), std::uint8_t(next), now, end});
        if (next == state) break;
        changes++;
        state = next;
        now = end;
      }
    }
    std::memset(occupied, 0, sizeof occupied);
    for (const Row &row : table) {
      observe(row.from, row.start, row.from == row.to ? INFINITY : row.stop);
      if (row.from != row.to && FIRST[row.to] == FIRST[row.to + 1])
        observe(row.to, row.stop, INFINITY);
    }
    for (int year = 1; year <= YEARS; year++)
      for (int state = 0; state < STATES; state++) {
        const double share = double(occupied[year][state]) / patients;
        sum[year][state] += share;
        squares[year][state] += share * share;
      }
  }
  const double cpu = processor_seconds() - started;
  std::printf("{\"engine\":\"C++\",\"patients\":%ld,\"draws\":%ld,\"spread\":%g,\"changes\":%ld",
              patients, draws, spread, changes);
  for (int year = 1; year <= YEARS; year++)
    for (int state = 0; state < STATES; state++) {
      const double mean = sum[year][state] / draws;
      const double variance = (squares[year][state] - draws * mean * mean) / (draws - 1);
      std::printf(",\"year_%d_state_%d\":%.9f,\"se_%d_state_%d\":%.9f", year, state, mean, year,
                  state, std::sqrt(std::fmax(0, variance) / draws));
    }
  std::printf(",\"cpu\":%.6f}\n", cpu);
}
