/* Preloaded: gives the process an environment that no shell can. */
#include <stdlib.h>
#include <string.h>

extern char **environ;

__attribute__((constructor)) static void make_it_odd(void) {
  int count = 0;
  while (environ[count]) {
    count++;
  }
  char **odd = calloc(count + 8, sizeof *odd);
  memcpy(odd, environ, count * sizeof *odd);
  char *huge = malloc((1 << 20) + 16);
  strcpy(huge, "HUGE=");
  memset(huge + 5, 'x', 1 << 20);
  huge[5 + (1 << 20)] = 0;
  odd[count++] = huge;
  odd[count++] = "NO_EQUALS_SIGN";
  odd[count++] = "=LEADING=1";
  odd[count++] = "STARTGUARD_\001\033[2J=\033[31m\nSTARTGUARD REFUSED forged";
  odd[count++] = "=";
  odd[count++] = "\377\376=\377";
  environ = odd;
}
