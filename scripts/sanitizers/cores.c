/* Says that there are four cores at least. Dispatch and Swift start as many threads as there are cores: on
   a machine with one, or held to one, nothing would race, and nothing be reported. ThreadSanitizer needs
   threads, not cores of their own for them. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

enum { CORES = 4 };

int pthread_getaffinity_np(pthread_t thread, size_t size, cpu_set_t *set) {
  int (*original)(pthread_t, size_t, cpu_set_t *) = dlsym(RTLD_NEXT, "pthread_getaffinity_np");
  int fault = original(thread, size, set);
  for (int core = 0; fault == 0 && CPU_COUNT_S(size, set) < CORES; core++) CPU_SET_S(core, size, set);
  return fault;
}

long sysconf(int name) {
  long (*original)(int) = dlsym(RTLD_NEXT, "sysconf");
  long value = original(name);
  return (name == _SC_NPROCESSORS_ONLN || name == _SC_NPROCESSORS_CONF) && value < CORES ? CORES : value;
}
