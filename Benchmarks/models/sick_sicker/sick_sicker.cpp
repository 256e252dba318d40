// Sick-Sicker in continuous time in C++, both strategies: competing exponential times, no queue.
// Each strategy has random numbers of its own. g++ -O3 -march=native -o sick_sicker sick_sicker.cpp
// ./sick_sicker patients seed
#include "../reference.hpp"

// Mean and its standard error.
struct Moments {
  double sum = 0, squares = 0;
  long count = 0;
  void add(double value) {
    sum += value;
    squares += value * value;
    count++;
  }
  double mean() const { return sum / count; }
  double error() const {
    return std::sqrt((squares - sum * sum / count) / (count - 1.0) / count);
  }
};

struct Strategy {
  const char *name;
  double cost[3], utility[3];
};

const double HEALTHY_SICK = .2842476495, HEALTHY_DEATH = .0034485119, SICK_HEALTHY = .947492165,
             SICK_SICKER = .1739600232, SICK_DEATH = .0173270996, SICKER_DEATH = .0501254182,
             HORIZON = 31;
const double FORCE = std::log(1.03);
const Strategy STRATEGIES[] = {{"untreated", {2000, 4000, 15000}, {1, .75, .5}},
                               {"treated", {2000, 16000, 27000}, {1, .95, .5}}};
enum State { HEALTHY, SICK, SICKER, DEAD };

// Years in a state and the next one.
static double stay(State state, Random &random, State &next) {
  if (state == SICKER) {
    next = DEAD;
    return random.exponential(SICKER_DEATH);
  }
  double death = random.exponential(state == HEALTHY ? HEALTHY_DEATH : SICK_DEATH);
  double onward = random.exponential(state == HEALTHY ? HEALTHY_SICK : SICK_SICKER);
  double first = death;
  next = DEAD;
  if (onward < first) {
    first = onward;
    next = state == HEALTHY ? SICK : SICKER;
  }
  if (state == SICK) {
    double back = random.exponential(SICK_HEALTHY);
    if (back < first) {
      first = back;
      next = HEALTHY;
    }
  }
  return first;
}

int main(int count, char **words) {
  const long patients = number(count, words, 1, 1e6);
  const double started = processor_seconds();
  Random random(number(count, words, 2, 1));
  Moments costs[2], effects[2], years;
  for (int s = 0; s < 2; s++) {
    const Strategy &strategy = STRATEGIES[s];
    for (long i = 0; i < patients; i++) {
      State state = HEALTHY, next;
      double now = 0, value = 1, cost = 0, effect = 0;
      while (state != DEAD && now < HORIZON) {
        const double then = std::fmin(HORIZON, now + stay(state, random, next));
        const double later = std::exp(-FORCE * then), weight = (value - later) / FORCE;
        cost += strategy.cost[state] * weight;
        effect += strategy.utility[state] * weight;
        now = then;
        value = later;
        state = next;
      }
      costs[s].add(cost);
      effects[s].add(effect);
      if (s == 0) years.add(now);
    }
  }
  const double cpu = processor_seconds() - started;
  std::printf("{\"engine\":\"C++\",\"patients\":%ld,", patients);
  for (int s = 0; s < 2; s++)
    std::printf("\"cost_%s\":%.4f,\"se_cost_%s\":%.4f,\"qalys_%s\":%.6f,\"se_qalys_%s\":%.6f,",
                STRATEGIES[s].name, costs[s].mean(), STRATEGIES[s].name, costs[s].error(),
                STRATEGIES[s].name, effects[s].mean(), STRATEGIES[s].name, effects[s].error());
  std::printf("\"life_years\":%.6f,\"se_life_years\":%.6f,\"cpu\":%.6f}\n", years.mean(),
              years.error(), cpu);
}
