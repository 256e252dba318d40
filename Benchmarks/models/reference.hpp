// What the C++ programs share: xoshiro256++ (Blackman and Vigna 2019), arguments, processor time.
#pragma once
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>

class Random {
  std::uint64_t state[4];

  static std::uint64_t rotated(std::uint64_t word, int by) {
    return word << by | word >> (64 - by);
  }

public:
  // SplitMix64 fills the state.
  explicit Random(std::uint64_t seed) {
    for (auto &word : state) {
      seed += 0x9E3779B97F4A7C15u;
      std::uint64_t mixed = (seed ^ seed >> 30) * 0xBF58476D1CE4E5B9u;
      mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBu;
      word = mixed ^ mixed >> 31;
    }
  }

  std::uint64_t next() {
    const std::uint64_t result = rotated(state[0] + state[3], 23) + state[0];
    const std::uint64_t shifted = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotated(state[3], 45);
    return result;
  }

  double uniform() { return ((next() >> 11) + 0.5) * 0x1p-53; }
  double exponential(double rate) { return -std::log(uniform()) / rate; }
  // Box and Muller, one of the two.
  double normal() {
    return std::sqrt(-2 * std::log(uniform())) * std::cos(2 * M_PI * uniform());
  }
};

inline double number(int count, char **words, int index, double otherwise) {
  return count > index ? std::atof(words[index]) : otherwise;
}

inline double processor_seconds() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}
