/* input-files.c - the files that an input of a fuzz target describes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
/* nftw() */
#define _XOPEN_SOURCE 700

#include "config.h"

#include "input-files.h"

#include <archive.h>
#include <archive_entry.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define MARK "\n==== "
#define MAX_NAME 60

typedef struct
{
  struct archive *archive; /* NULL while no archive is written */
  char           *path;
} Zip;

static char *folder;

static int
remove_cb (const char        *path,
           const struct stat *info,
           int                kind,
           struct FTW        *where)
{
  if (where->level > 0)
    g_remove (path);
  return 0;
}

void
input_files_clear (void)
{
  nftw (input_files_folder (), remove_cb, 8, FTW_DEPTH | FTW_PHYS);
}

static void
remove_folder (void)
{
  input_files_clear ();
  g_rmdir (folder);
}

const char *
input_files_folder (void)
{
  if (folder == NULL)
    {
      folder = g_dir_make_tmp ("quoth-fuzz-XXXXXX", NULL);
      atexit (remove_folder);
    }
  return folder;
}

const char *
input_files_line (const char *begin,
                  const char *end)
{
  const char *newline = end > begin ? memchr (begin, '\n', (size_t) (end - begin)) : NULL;

  return newline != NULL ? newline : end;
}

/* Two levels of folders, no step up, no hidden file. */
static char *
take_path (const char *name)
{
  g_auto (GStrv) steps = g_strsplit (name, "/", 3);
  g_autoptr (GString) path = g_string_new (input_files_folder ());

  for (guint i = 0; steps[i] != NULL; i++)
    {
      g_strcanon (steps[i], G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-", '_');
      g_string_append_c (path, '/');
      g_string_append (path, *steps[i] == '\0' || *steps[i] == '.' ? "input" : steps[i]);
    }
  return g_string_free (g_steal_pointer (&path), FALSE);
}

static void
zip_close (Zip *self)
{
  if (self->archive != NULL)
    {
      archive_write_close (self->archive);
      archive_write_free (self->archive);
    }
  g_free (self->path);
  *self = (Zip) { NULL };
}

static void
zip_open (Zip        *self,
          const char *path)
{
  if (self->path != NULL && strcmp (self->path, path) == 0)
    return;
  zip_close (self);
  self->path = g_strdup (path);
  self->archive = archive_write_new ();
  archive_write_set_format_zip (self->archive);
  if (archive_write_open_filename (self->archive, path) != ARCHIVE_OK)
    {
      archive_write_free (self->archive);
      self->archive = NULL;
    }
}

static void
zip_add (Zip        *self,
         const char *name,
         const char *bytes,
         gsize       n_bytes)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) n_bytes);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  if (archive_write_header (self->archive, entry) == ARCHIVE_OK)
    archive_write_data (self->archive, bytes, n_bytes);
  archive_entry_free (entry);
}

/* Returns the path of the file. */
static char *
write_file (Zip        *zip,
            const char *name,
            const char *bytes,
            gsize       n_bytes)
{
  const char *member = strchr (name, '!');
  g_autofree char *file = member != NULL ? g_strndup (name, (gsize) (member - name))
                                         : g_strdup (name);
  char *path = take_path (file);
  g_autofree char *parent = g_path_get_dirname (path);

  g_mkdir_with_parents (parent, 0700);
  if (member == NULL)
    {
      g_file_set_contents (path, bytes, (gssize) n_bytes, NULL);
      return path;
    }
  zip_open (zip, path);
  if (zip->archive != NULL)
    zip_add (zip, member + 1, bytes, n_bytes);
  return path;
}

char *
input_files_write (const char *p,
                   const char *end)
{
  Zip zip = { NULL };
  char *first = NULL;

  while (p < end)
    {
      const char *stop = input_files_line (p, end);
      g_autofree char *name = g_strndup (p, (gsize) MIN (stop - p, MAX_NAME));
      g_autofree char *path = NULL;
      const char *next;

      p = stop < end ? stop + 1 : end;
      next = g_strstr_len (p, end - p, MARK);
      path = write_file (&zip, name, p, (gsize) ((next != NULL ? next : end) - p));
      if (first == NULL)
        first = g_steal_pointer (&path);
      p = next != NULL ? next + strlen (MARK) : end;
    }
  zip_close (&zip);
  return first;
}
