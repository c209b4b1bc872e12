/* bench-nowhere.c - a folder that takes everything and keeps nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

/* No header that declares open() is included: where files are large, its name is another's. */
#include "bench-nowhere.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <string.h>

static const char *nowhere;

void
bench_nowhere_set (const char *folder)
{
  nowhere = folder;
}

static int
is_nowhere (const char *path)
{
  return nowhere != NULL && strncmp (path, nowhere, strlen (nowhere)) == 0;
}

typedef int (*Open) (const char *, int, ...);

/* @next: looked for once, for that takes as long as opening a file. */
static int
open_as (Open         *next,
         const char   *name,
         const char   *path,
         int           flags,
         unsigned int  mode)
{
  if (*next == NULL)
    *next = (Open) dlsym (RTLD_NEXT, name);
  return (*next) (is_nowhere (path) ? "/dev/null" : path, flags, mode);
}

int
open (const char *path,
      int         flags,
      ...)
{
  static Open next;
  unsigned int mode;
  va_list rest;

  /* What is not given is not looked at. */
  va_start (rest, flags);
  mode = va_arg (rest, unsigned int);
  va_end (rest);
  return open_as (&next, "open", path, flags, mode);
}

int
open64 (const char *path,
        int         flags,
        ...)
{
  static Open next;
  unsigned int mode;
  va_list rest;

  va_start (rest, flags);
  mode = va_arg (rest, unsigned int);
  va_end (rest);
  return open_as (&next, "open64", path, flags, mode);
}

int
mkdir (const char   *path,
       unsigned int  mode)
{
  static int (*next) (const char *, unsigned int);

  if (next == NULL)
    next = (int (*) (const char *, unsigned int)) dlsym (RTLD_NEXT, "mkdir");
  return is_nowhere (path) ? 0 : next (path, mode);
}
