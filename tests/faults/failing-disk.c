/*
 * Preloaded into the program: while the file FAULT_FLAG stands, whatever writes below FAULT_DIR fails with the error number in it;
 * with 0 the program is killed at that moment. FAULT_AFTER: so many writes go well before. How many were asked for is written into
 * FAULT_COUNT at the end of a program that ends by itself.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static long asked;

static int fails(int fd) {
  const char *flag = getenv("FAULT_FLAG"), *dir = getenv("FAULT_DIR");
  char link[64], path[4096], number[16] = "";
  if (!flag || !dir) return 0;
  int file = syscall(SYS_openat, AT_FDCWD, flag, O_RDONLY);
  if (file < 0) return 0;
  ssize_t got = syscall(SYS_read, file, number, sizeof number - 1);
  syscall(SYS_close, file);
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (got <= 0 || length <= 0) return 0;
  path[length] = 0;
  if (strncmp(path, dir, strlen(dir)) != 0) return 0;
  const char *after = getenv("FAULT_AFTER");
  if (__atomic_fetch_add(&asked, 1, __ATOMIC_SEQ_CST) < (after ? atol(after) : 0)) return 0;
  errno = atoi(number);
  if (errno == 0) raise(SIGKILL);
  return 1;
}

__attribute__((destructor)) static void tell(void) {
  const char *count = getenv("FAULT_COUNT");
  char text[24];
  if (!count) return;
  int file = syscall(SYS_openat, AT_FDCWD, count, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  syscall(SYS_write, file, text, (size_t)snprintf(text, sizeof text, "%ld", asked));
  syscall(SYS_close, file);
}

#define FAILING(type, name, params, args) \
  type name params { \
    static type (*usual) params; \
    if (!usual) usual = (type(*) params)dlsym(RTLD_NEXT, #name); \
    return fails(fd) ? -1 : usual args; \
  }

FAILING(ssize_t, write, (int fd, const void *data, size_t size), (fd, data, size))
FAILING(ssize_t, pwrite, (int fd, const void *data, size_t size, off_t at), (fd, data, size, at))
FAILING(ssize_t, pwrite64, (int fd, const void *data, size_t size, off64_t at), (fd, data, size, at))
FAILING(ssize_t, writev, (int fd, const struct iovec *parts, int count), (fd, parts, count))
FAILING(ssize_t, pwritev, (int fd, const struct iovec *parts, int count, off_t at), (fd, parts, count, at))
FAILING(ssize_t, pwritev64, (int fd, const struct iovec *parts, int count, off64_t at), (fd, parts, count, at))
FAILING(int, fsync, (int fd), (fd))
FAILING(int, fdatasync, (int fd), (fd))
FAILING(int, ftruncate, (int fd, off_t size), (fd, size))
FAILING(int, ftruncate64, (int fd, off64_t size), (fd, size))
