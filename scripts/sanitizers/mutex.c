/* Tells ThreadSanitizer of Swift's Mutex: where threads compete, its lock is taken and given back in a
   library that the sanitizer cannot see into, and what the Mutex protects looks unprotected. Loaded
   before that library (LD_PRELOAD), this stands in for the functions and forwards to them. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self

/* Synchronization._MutexHandle, method by method. */
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"

SWIFT void moudsim_lock(uint32_t thread, SELF) __asm__(LOCK);
SWIFT void moudsim_unlock(SELF) __asm__(UNLOCK);
SWIFT bool moudsim_try_lock(SELF) __asm__(TRY_LOCK);

SWIFT void moudsim_lock(uint32_t thread, SELF) {
  SWIFT void (*original)(uint32_t, SELF) = dlsym(RTLD_NEXT, LOCK);
  original(thread, self);
  if (__tsan_acquire != NULL) __tsan_acquire(self);
}

SWIFT void moudsim_unlock(SELF) {
  SWIFT void (*original)(SELF) = dlsym(RTLD_NEXT, UNLOCK);
  if (__tsan_release != NULL) __tsan_release(self);
  original(self);
}

SWIFT bool moudsim_try_lock(SELF) {
  SWIFT bool (*original)(SELF) = dlsym(RTLD_NEXT, TRY_LOCK);
  bool locked = original(self);
  if (locked && __tsan_acquire != NULL) __tsan_acquire(self);
  return locked;
}
