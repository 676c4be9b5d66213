// What Swift cannot call by itself: system calls that libc has no function for, functions with a variable number of
// arguments, and macros.
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// glibc shows it only to programs that ask for all of GNU's; the number is the same on amd64 and arm64.
#ifndef O_PATH
#define O_PATH 010000000
#endif

// Landlock's interface (Documentation/userspace-api/landlock.rst), spelt out here because older headers lack parts of it.
struct imgcheck_landlock_ruleset {
  uint64_t handled_access_fs;
  uint64_t handled_access_net;
  uint64_t scoped;
};

struct __attribute__((packed)) imgcheck_landlock_path {
  uint64_t allowed_access;
  int32_t parent;
};

// The numbers of the system calls are the same on all processors.
static inline long imgcheck_landlock_version(void) { return syscall(444, 0, 0, 1); }

static inline int imgcheck_landlock_create(const struct imgcheck_landlock_ruleset *ruleset, long version) {
  const size_t size = version < 4 ? 8 : version < 6 ? 16 : 24;
  return (int)syscall(444, ruleset, size, 0);
}

static inline int imgcheck_landlock_allow(int ruleset, int parent, uint64_t access) {
  const struct imgcheck_landlock_path path = {access, parent};
  return (int)syscall(445, ruleset, 1, &path, 0);
}

static inline int imgcheck_landlock_restrict(int ruleset) { return (int)syscall(446, ruleset, 0); }

static inline int imgcheck_open_path(const char *path) { return open(path, O_PATH | O_CLOEXEC); }

static inline int imgcheck_gain_no_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

// Of root's capabilities (capabilities(7)), `kept` stay, by their numbers as bits.
static inline int imgcheck_keep_capabilities(uint64_t kept) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2];
  if (syscall(SYS_capget, &header, data) != 0) return -1;
  for (int half = 0; half < 2; half++) {
    const uint32_t mask = (uint32_t)(kept >> (32 * half));
    data[half].effective &= mask;
    data[half].permitted &= mask;
    data[half].inheritable = 0;
  }
  return (int)syscall(SYS_capset, &header, data);
}

static inline int imgcheck_knows_filters(void) { return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0; }

static inline int imgcheck_keep_no_core(void) {
  const struct rlimit none = {0, 0};
  return setrlimit(RLIMIT_CORE, &none);
}

static inline scmp_filter_ctx imgcheck_filter(void) { return seccomp_init(SCMP_ACT_ALLOW); }

static inline int imgcheck_filter_all_threads(scmp_filter_ctx filter) {
  return seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
}

static inline int imgcheck_refuse(scmp_filter_ctx filter, const char *name, int error) {
  const int number = seccomp_syscall_resolve_name(name);
  return number == __NR_SCMP_ERROR ? 0 : seccomp_rule_add(filter, SCMP_ACT_ERRNO(error), number, 0);
}

// A new process; a new thread is not refused.
static inline int imgcheck_refuse_processes(scmp_filter_ctx filter, int error) {
  return seccomp_rule_add(
      filter, SCMP_ACT_ERRNO(error), SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
}
