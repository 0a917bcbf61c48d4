/* Preloaded: the wall clock is a minute ahead as soon as the file named by STEPPED is there. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t id, struct timespec *time) {
  static int (*real)(clockid_t, struct timespec *);
  if (real == NULL) {
    real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  }
  int result = real(id, time);
  const char *file = getenv("STEPPED");
  if (id == CLOCK_REALTIME && file != NULL && access(file, F_OK) == 0) {
    time->tv_sec += 60;
  }
  return result;
}
