/*
 * The shell of the test images: as much of /bin/sh as their RUN instructions need, in about 20 KB, so that
 * real builders run real instructions in an image made from scratch. Commands joined by `&&`:
 *
 *   rm [-rf] PATH...   mkdir PATH...   ln [-s] TARGET PATH   chmod OCTAL PATH...
 *   setcap cap_net_bind_service=ep PATH     echo WORD... > PATH
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { MAX_WORDS = 64 };

/* No stdio: it would double the size of every test image. */
static void say(int file, const char *text) {
  if (write(file, text, strlen(text)) < 0) _exit(1);
}

static int fail(const char *command, const char *path) {
  say(2, command), say(2, ": failed for "), say(2, path), say(2, "\n");
  return 1;
}

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *walk) {
  (void)info, (void)walk;
  return kind == FTW_DP ? rmdir(path) : unlink(path);
}

static int run_rm(char **words) {
  int recursive = words[1] && strcmp(words[1], "-rf") == 0;
  for (char **path = words + 1 + recursive; *path; path++) {
    int result = recursive ? nftw(*path, remove_entry, 8, FTW_DEPTH | FTW_PHYS) : unlink(*path);
    if (result != 0) return fail("rm", *path);
  }
  return 0;
}

static int run_mkdir(char **words) {
  for (char **path = words + 1; *path; path++)
    if (mkdir(*path, 0755) != 0) return fail("mkdir", *path);
  return 0;
}

static int run_ln(char **words) {
  int symbolic = words[1] && strcmp(words[1], "-s") == 0;
  char **pair = words + 1 + symbolic;
  if (!pair[0] || !pair[1]) return 2;
  return (symbolic ? symlink : link)(pair[0], pair[1]) == 0 ? 0 : fail("ln", pair[1]);
}

static int run_chmod(char **words) {
  if (!words[1]) return 2;
  for (char **path = words + 2; *path; path++)
    if (chmod(*path, strtol(words[1], NULL, 8)) != 0) return fail("chmod", *path);
  return 0;
}

/*
 * Writes the attribute that setcap(8) writes (struct vfs_cap_data): revision 2 with the effective flag, then
 * permitted and inheritable of the low and the high half, all little-endian. Bit 10 is CAP_NET_BIND_SERVICE.
 */
static int run_setcap(char **words) {
  const uint32_t value[5] = {0x02000001, 1u << 10, 0, 0, 0};
  if (!words[1] || !words[2] || strcmp(words[1], "cap_net_bind_service=ep") != 0) return 2;
  if (setxattr(words[2], "security.capability", value, sizeof value, 0) != 0) return fail("setcap", words[2]);
  return 0;
}

static int run_echo(char **words) {
  int count = 0;
  while (words[count]) count++;
  if (count < 3 || strcmp(words[count - 2], ">") != 0) return 2;
  int file = open(words[count - 1], O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file < 0) return fail("echo", words[count - 1]);
  for (int i = 1; i < count - 2; i++) say(file, i > 1 ? " " : ""), say(file, words[i]);
  say(file, "\n");
  return close(file);
}

static int run(char **words) {
  static const struct {
    const char *name;
    int (*run)(char **);
  } commands[] = {{"rm", run_rm},       {"mkdir", run_mkdir},   {"ln", run_ln},
                  {"chmod", run_chmod}, {"setcap", run_setcap}, {"echo", run_echo}};
  for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
    if (strcmp(words[0], commands[i].name) == 0) return commands[i].run(words);
  say(2, words[0]), say(2, ": not a command of this shell\n");
  return 127;
}

int main(int count, char **arguments) {
  if (count != 3 || strcmp(arguments[1], "-c") != 0) return 2;
  char *words[MAX_WORDS + 1];
  int used = 0;
  for (char *word = strtok(arguments[2], " \t\n");; word = strtok(NULL, " \t\n")) {
    if (word && strcmp(word, "&&") != 0) {
      if (used == MAX_WORDS) return 2;
      words[used++] = word;
      continue;
    }
    words[used] = NULL;
    int result = used > 0 ? run(words) : 2;
    if (result != 0 || !word) return result;
    used = 0;
  }
}
