/* quoth-db-locks.c - locks that nobody else in this process can drop
 *
 * A lock of fcntl() belongs to the process: whenever any part of it closes any descriptor
 * of the file, all its locks on the file are gone. A file dialog does just that to every
 * project it lists, to see what kind of file it is. Another process then takes itself for
 * the only one and may delete the log that this one goes on writing to: what was shown
 * would not be kept. Locks of an open file description have no such rule. SQLite unlocks
 * by another descriptor than it locked by, so each file gets one description for all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#define G_LOG_DOMAIN "quoth-db"

#include "config.h"

#include "quoth-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef F_OFD_SETLK

/* The description by which a file is locked; lives as long as SQLite has the file open. */
typedef struct
{
  dev_t device;
  ino_t inode;
  int   fd;
  guint n_users;
} LockFile;

static GMutex mutex;
static GHashTable *lock_files; /* descriptor of SQLite -> LockFile, shared by several */

static LockFile *
find_same (const struct stat *info)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, lock_files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      LockFile *file = value;

      if (file->device == info->st_dev && file->inode == info->st_ino)
        return file;
    }
  return NULL;
}

/* By way of /proc it is the same file, even if its name is another's by now. */
static int
open_again (int fd)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  int again = open (path, O_RDWR | O_CLOEXEC);

  return again >= 0 ? again : open (path, O_RDONLY | O_CLOEXEC);
}

/* Returns: the descriptor to lock by; -1 when there is none. Called with the mutex. */
static int
get_lock_fd (int fd)
{
  LockFile *file = g_hash_table_lookup (lock_files, GINT_TO_POINTER (fd));
  struct stat info;
  int again;

  if (file != NULL)
    return file->fd;
  if (fstat (fd, &info) != 0)
    return -1;
  file = find_same (&info);
  if (file == NULL)
    {
      again = open_again (fd);
      if (again < 0)
        return -1;
      file = g_new0 (LockFile, 1);
      *file = (LockFile){ info.st_dev, info.st_ino, again, 0 };
    }
  file->n_users++;
  g_hash_table_insert (lock_files, GINT_TO_POINTER (fd), file);
  return file->fd;
}

static int
lock_by_description (int           fd,
                     int           command,
                     struct flock *lock)
{
  int lock_fd;
  int result;

  g_mutex_lock (&mutex);
  lock_fd = get_lock_fd (fd);
  g_mutex_unlock (&mutex);
  if (lock_fd < 0)
    return fcntl (fd, command, lock);
  lock->l_pid = 0;
  result = fcntl (lock_fd, command == F_GETLK ? F_OFD_GETLK : F_OFD_SETLK, lock);
  /* A file system without them still has those of the process. */
  if (result != 0 && (errno == EINVAL || errno == ENOSYS))
    result = fcntl (fd, command, lock);
  return result;
}

static int
fcntl_call (int fd,
            int command,
            ...)
{
  va_list arguments;
  void *pointer;
  int number;
  int result;

  va_start (arguments, command);
  if (command == F_SETLK || command == F_GETLK)
    {
      pointer = va_arg (arguments, void *);
      result = lock_by_description (fd, command, pointer);
    }
  else
    {
      number = va_arg (arguments, int);
      result = fcntl (fd, command, number);
    }
  va_end (arguments);
  return result;
}

static int
close_call (int fd)
{
  LockFile *file;

  g_mutex_lock (&mutex);
  file = g_hash_table_lookup (lock_files, GINT_TO_POINTER (fd));
  g_hash_table_remove (lock_files, GINT_TO_POINTER (fd));
  if (file != NULL && --file->n_users == 0)
    {
      close (file->fd);
      g_free (file);
    }
  g_mutex_unlock (&mutex);
  return close (fd);
}

void
quoth_db_keep_locks (void)
{
  static gsize done;
  sqlite3_vfs *vfs;

  if (!g_once_init_enter (&done))
    return;
  vfs = sqlite3_vfs_find (NULL);
  if (vfs != NULL && vfs->iVersion >= 3 && vfs->xSetSystemCall != NULL)
    {
      lock_files = g_hash_table_new (NULL, NULL);
      vfs->xSetSystemCall (vfs, "fcntl", (sqlite3_syscall_ptr) fcntl_call);
      vfs->xSetSystemCall (vfs, "close", (sqlite3_syscall_ptr) close_call);
    }
  g_once_init_leave (&done, 1);
}

#else

void
quoth_db_keep_locks (void)
{
}

#endif
