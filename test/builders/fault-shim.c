/*
 * Loaded before the C library: counts the calls that change files below FAULT_MATCH, and at call FAULT_AT either ends
 * the process as a kill would (FAULT_MODE=kill) or lets the call fail with EIO (FAULT_MODE=eio). In mode `eio-read`
 * it is the opening and listing of folders that counts. Mode `corrupt` flips a byte of what call FAULT_AT writes,
 * `rot` one of the file FAULT_FILE before it, `plant` puts a file of somebody else where it links or renames to. In mode
 * `sector` nothing is counted: the byte whose number follows FAULT_MATCH in a file's name cannot be read, as of a disk with
 * a bad sector. With FAULT_LOG every counted call is written to that file, a line each.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_int calls;

static int is_watched(const char *path) {
  const char *match = getenv("FAULT_MATCH");
  return match && path && strstr(path, match) != NULL;
}

static const char *path_of(int fd, char *buffer) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, buffer, PATH_MAX - 1);
  if (length < 0) return NULL;
  buffer[length] = 0;
  return buffer;
}

static void note(const char *what, const char *path, int number) {
  const char *log = getenv("FAULT_LOG");
  if (!log) return;
  int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
  ssize_t (*real_write)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
  int fd = real_open(log, O_WRONLY | O_CREAT | O_APPEND, 0644);
  char line[PATH_MAX + 64];
  int length = snprintf(line, sizeof line, "%d %s %s\n", number, what, path);
  if (fd >= 0 && real_write(fd, line, length) >= 0) close(fd);
}

static int (*really_open(void))(const char *, int, ...) { return dlsym(RTLD_NEXT, "open"); }
static ssize_t (*really_write(void))(int, const void *, size_t) { return dlsym(RTLD_NEXT, "write"); }

/* Changes one byte of a file that is there. */
static void rot(const char *path) {
  int fd = path ? really_open()(path, O_RDWR) : -1;
  char byte;
  if (fd < 0) return;
  if (lseek(fd, -5, SEEK_END) >= 0 && read(fd, &byte, 1) == 1 && lseek(fd, -5, SEEK_END) >= 0) {
    byte ^= 0x55;
    if (really_write()(fd, &byte, 1) < 0) abort();
  }
  close(fd);
}

/* Somebody else's file, where there is none yet. */
static void plant(const char *path) {
  int fd = really_open()(path, O_WRONLY | O_CREAT | O_EXCL, 0644);
  if (fd < 0) return;
  if (really_write()(fd, "somebody else's", 15) < 0) abort();
  close(fd);
}

/* 1 when the call is to fail, 2 when it is to write something else. */
static int fault(const char *what, const char *path) {
  if (!is_watched(path)) return 0;
  const char *mode = getenv("FAULT_MODE");
  const char *at = getenv("FAULT_AT");
  int number = atomic_fetch_add(&calls, 1) + 1;
  note(what, path, number);
  if (!at || !mode || number != atoi(at)) return 0;
  if (strcmp(mode, "kill") == 0) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  if (strcmp(mode, "corrupt") == 0) return 2;
  if (strcmp(mode, "rot") == 0) return rot(getenv("FAULT_FILE")), 0;
  if (strcmp(mode, "plant") == 0) return plant(path), 0;
  errno = EIO;
  return 1;
}

static int reads(void) {
  const char *mode = getenv("FAULT_MODE");
  return mode && strcmp(mode, "eio-read") == 0;
}
static int writes(void) { return !reads(); }

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define OPEN(name)                                                                       \
  int name(const char *path, int flags, ...) {                                           \
    va_list list;                                                                        \
    va_start(list, flags);                                                               \
    int mode = va_arg(list, int);                                                        \
    va_end(list);                                                                        \
    REAL(name);                                                                          \
    if (writes() && (flags & O_CREAT) && fault("create", path) == 1) return -1;               \
    return real(path, flags, mode);                                                      \
  }
OPEN(open)
OPEN(open64)

#define ONE(name, type)                                                                  \
  int name(type path) {                                                                  \
    REAL(name);                                                                          \
    if (writes() && fault(#name, path) == 1) return -1;                                       \
    return real(path);                                                                   \
  }
ONE(unlink, const char *)
ONE(rmdir, const char *)

#define TWO(name)                                                                        \
  int name(const char *from, const char *to) {                                           \
    REAL(name);                                                                          \
    if (writes() && fault(#name, to) == 1) return -1;                                         \
    return real(from, to);                                                               \
  }
TWO(rename)
TWO(link)

int mkdir(const char *path, mode_t mode) {
  REAL(mkdir);
  if (writes() && fault("mkdir", path) == 1) return -1;
  return real(path, mode);
}

#define SYNC(name)                                                                       \
  int name(int fd) {                                                                     \
    char buffer[PATH_MAX];                                                               \
    REAL(name);                                                                          \
    if (writes() && fault(#name, path_of(fd, buffer)) == 1) return -1;                        \
    return real(fd);                                                                     \
  }
SYNC(fsync)
SYNC(fdatasync)

#define WRITE(name, parameters, arguments)                                               \
  ssize_t name parameters {                                                              \
    char buffer[PATH_MAX];                                                               \
    REAL(name);                                                                          \
    if (writes() && fault(#name, path_of(fd, buffer)) == 1) return -1;                   \
    return real arguments;                                                               \
  }

ssize_t write(int fd, const void *bytes, size_t count) {
  char buffer[PATH_MAX];
  REAL(write);
  int what = writes() ? fault("write", path_of(fd, buffer)) : 0;
  if (what == 1) return -1;
  if (what != 2 || count == 0) return real(fd, bytes, count);
  char *other = malloc(count);
  memcpy(other, bytes, count);
  other[count / 2] ^= 0x55;
  ssize_t written = real(fd, other, count);
  free(other);
  return written;
}
WRITE(pwrite, (int fd, const void *bytes, size_t count, off_t at), (fd, bytes, count, at))
WRITE(pwrite64, (int fd, const void *bytes, size_t count, off64_t at), (fd, bytes, count, at))
WRITE(writev, (int fd, const struct iovec *parts, int count), (fd, parts, count))
WRITE(pwritev, (int fd, const struct iovec *parts, int count, off_t at), (fd, parts, count, at))

/* How much of a read can be had: what stands before the bad byte comes over, the byte itself gives EIO. */
static ssize_t readable(int fd, size_t count, off64_t at) {
  const char *mode = getenv("FAULT_MODE");
  const char *match = getenv("FAULT_MATCH");
  char buffer[PATH_MAX];
  if (!mode || !match || strcmp(mode, "sector") != 0) return count;
  const char *path = path_of(fd, buffer);
  const char *name = path ? strrchr(path, '/') : NULL;
  const char *mark = name ? strstr(name, match) : NULL;
  if (!mark) return count;
  off64_t bad = atoll(mark + strlen(match));
  if (at + (off64_t)count <= bad || at > bad) return count;
  if (at < bad) return bad - at;
  errno = EIO;
  return -1;
}

#define PREAD(name, type)                                                                \
  ssize_t name(int fd, void *bytes, size_t count, type at) {                             \
    REAL(name);                                                                          \
    ssize_t length = readable(fd, count, at);                                            \
    return length < 0 ? -1 : real(fd, bytes, length, at);                                \
  }
PREAD(pread, off_t)
PREAD(pread64, off64_t)

/* How Node.js lists a folder at once; the C library does not go through opendir for it. */
#define LIST(name, entry)                                                                \
  int name(const char *path, struct entry ***names, int (*take)(const struct entry *),   \
           int (*order)(const struct entry **, const struct entry **)) {                 \
    REAL(name);                                                                          \
    if (reads() && fault("scandir", path)) return -1;                                    \
    return real(path, names, take, order);                                               \
  }
LIST(scandir, dirent)
LIST(scandir64, dirent64)

DIR *opendir(const char *path) {
  REAL(opendir);
  if (reads() && fault("opendir", path)) return NULL;
  return real(path);
}
