/* Starts a program with an environment as it stands in a file, byte for byte: the same name twice,
   bytes that are no text. usage: rawenv FILE PROGRAM ARGUMENT...
   FILE holds NAME=value, each closed by a NUL. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
  static char block[1 << 20];
  static char *variables[4096];
  size_t size, at;
  int count = 0;
  FILE *file = argc > 2 ? fopen(argv[1], "rb") : NULL;
  if (!file) return 99;
  size = fread(block, 1, sizeof block - 1, file);
  for (at = 0; at < size && count < 4095; at++) {
    variables[count++] = block + at;
    while (block[at]) at++;
  }
  execve(argv[2], argv + 2, variables);
  perror(argv[2]);
  return 98;
}
