/* quoth-import-plan.c - finds the units below files and folders
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-import"

#include "config.h"

#include "quoth-foreign.h"
#include "quoth-formats-private.h"
#include "quoth-head.h"
#include "quoth-import-private.h"
#include "quoth-sort.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char     *path;
  gboolean  named; /* by the user, not found on the walk */
} Visit;

typedef struct
{
  const QuothFormat *format;     /* nullable: any */
  QuothImportReport *report;
  GPtrArray         *units;
  GHashTable        *companions; /* of char*: files that belong to a unit */
  GHashTable        *heads;      /* of char*: of the units, named or found */
  GHashTable        *folders;    /* of char*: device and inode of those visited */
  GPtrArray         *unknown;    /* of char*: what no format explains, perhaps a companion */
  GPtrArray         *reasons;    /* of const char*, beside @unknown */
  GArray            *stack;      /* of Visit: what is left to do, next at the end */
  char              *folder;     /* the working one: asking for it costs as much as a file */
} Plan;

static void
visit_clear (gpointer data)
{
  g_free (((Visit *) data)->path);
}

static void
plan_clear (Plan *self)
{
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_hash_table_unref (self->companions);
  g_hash_table_unref (self->heads);
  g_hash_table_unref (self->folders);
  g_ptr_array_unref (self->unknown);
  g_ptr_array_unref (self->reasons);
  g_array_unref (self->stack);
  g_free (self->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

/* Names that the user gave must not vanish in a notice. */
static void
complain (Plan        *self,
          const Visit *visit,
          const char  *message)
{
  if (visit->named)
    quoth_import_report_refuse (self->report, visit->path, 0, message);
  else
    quoth_import_report_notice (self->report, visit->path, 0, message);
}

static gboolean
has_extension (const QuothFormat *format,
               const char        *path)
{
  const char *dot = strrchr (path, '.');

  for (guint i = 0; dot != NULL && format->extensions != NULL && format->extensions[i] != NULL; i++)
    if (g_ascii_strcasecmp (dot + 1, format->extensions[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Of two that are as sure, the one that stands first in the table comes first. */
GArray *
quoth_import_guess (const char *path,
                    const char *head,
                    gsize       n_head)
{
  const QuothFormat *const *formats = quoth_formats_list (NULL);
  GArray *guesses = g_array_new (FALSE, FALSE, sizeof (QuothImportGuess));

  for (guint i = 0; formats[i] != NULL; i++)
    {
      int certainty = formats[i]->probe != NULL ? formats[i]->probe (path, head, n_head) : 0;
      const QuothImportGuess guess = { formats[i], certainty };
      guint place = guesses->len;

      if (certainty <= 0)
        continue;
      while (place > 0 && g_array_index (guesses, QuothImportGuess, place - 1).certainty < certainty)
        place--;
      g_array_insert_val (guesses, place, guess);
    }
  return guesses;
}

static const QuothFormat *
choose (Plan        *self,
        const Visit *visit,
        const char  *head,
        gsize        n_head)
{
  g_autoptr (GArray) guesses = NULL;
  int least = visit->named ? 0 : QUOTH_PROBE_WHEN_NAMED;

  if (self->format != NULL)
    {
      /* Told the format, a file need only look like it; a named one not even that. */
      if ((visit->named && head != NULL) || self->format->probe (visit->path, head, n_head) > least
          || (head != NULL && has_extension (self->format, visit->path)))
        return self->format;
      return NULL;
    }
  guesses = quoth_import_guess (visit->path, head, n_head);
  if (guesses->len == 0 || g_array_index (guesses, QuothImportGuess, 0).certainty <= least)
    return NULL;
  return g_array_index (guesses, QuothImportGuess, 0).format;
}

static void
add_unit (Plan              *self,
          const char        *path,
          const QuothFormat *format)
{
  QuothUnit *unit;

  if (!g_hash_table_add (self->heads, g_canonicalize_filename (path, self->folder)))
    return;
  unit = g_new (QuothUnit, 1);
  unit->path = g_strdup (path);
  unit->format = g_strdup (format->name);
  g_ptr_array_add (self->units, unit);
  if (format->companions != NULL)
    {
      g_auto (GStrv) paths = format->companions (path);

      for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
        g_hash_table_add (self->companions, g_canonicalize_filename (paths[i], self->folder));
    }
}

/* The first bytes of a file, with a NUL behind them; -1: they cannot be read. */
static gssize
read_head (const char *path,
           char       *head)
{
  int fd = quoth_format_open (path, NULL, NULL);
  gssize n_head = fd >= 0 ? quoth_head_read (fd, path, head, NULL) : -1;

  if (fd >= 0)
    close (fd);
  return n_head;
}

static gboolean
is_companion_of (Plan              *self,
                 const QuothFormat *format,
                 const char        *head,
                 const char        *path)
{
  g_auto (GStrv) paths = format->companions != NULL ? format->companions (head) : NULL;
  g_autofree char *wanted = g_canonicalize_filename (path, self->folder);

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      g_autofree char *found = g_canonicalize_filename (paths[i], self->folder);

      if (strcmp (found, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whoever names a text alone means what stands in the file of the same name beside it, too. */
static gboolean
add_head_of (Plan        *self,
             const Visit *visit)
{
  static const char *const beside[] = { "ann", "a1", "jsonld" };
  const char *dot = strrchr (visit->path, '.');

  if (dot == NULL || g_ascii_strcasecmp (dot, ".txt") != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *path = g_strdup_printf ("%.*s.%s", (int) (dot - visit->path), visit->path,
                                               beside[i]);
      const Visit found = { path, FALSE };
      char head[QUOTH_HEAD_BYTES + 1];
      gssize n_head = read_head (path, head);
      const QuothFormat *format = n_head >= 0 ? choose (self, &found, head, (gsize) n_head) : NULL;

      if (format == NULL || !is_companion_of (self, format, path, visit->path))
        continue;
      add_unit (self, path, format);
      return TRUE;
    }
  return FALSE;
}

static void
visit_file (Plan        *self,
            const Visit *visit)
{
  const QuothFormat *format;
  g_autoptr (GError) error = NULL;
  char head[QUOTH_HEAD_BYTES + 1];
  const char *foreign;
  gssize n_head;
  int fd;

  if (visit->named && add_head_of (self, visit))
    return;
  fd = quoth_format_open (visit->path, NULL, &error);
  if (fd < 0)
    {
      const char *reason = strstr (error->message, ": ");

      complain (self, visit, g_str_has_prefix (error->message, visit->path)
                             ? error->message + strlen (visit->path) + 2
                             : reason != NULL ? reason + 2 : error->message);
      return;
    }
  n_head = quoth_head_read (fd, visit->path, head, &error);
  close (fd);
  if (n_head < 0)
    {
      complain (self, visit, "cannot be read");
      return;
    }
  /* Who says what it is knows better. */
  foreign = self->format == NULL ? quoth_foreign_explain (visit->path, head, (gsize) n_head) : NULL;
  format = foreign == NULL ? choose (self, visit, head, (gsize) n_head) : NULL;
  if (format != NULL)
    {
      add_unit (self, visit->path, format);
      return;
    }
  if (foreign == NULL)
    foreign = "no format explains this file";
  if (visit->named)
    {
      complain (self, visit, foreign);
    }
  else if (self->format == NULL)
    {
      g_ptr_array_add (self->unknown, g_strdup (visit->path));
      g_ptr_array_add (self->reasons, (gpointer) foreign);
    }
}

/* Pushes what a folder holds, so that it comes off the stack in the order of names. */
static void
visit_folder (Plan              *self,
              const Visit       *visit,
              const struct stat *info)
{
  g_autofree char *key = g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT,
                                          (guint64) info->st_dev, (guint64) info->st_ino);
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GDir) dir = NULL;
  const QuothFormat *format;
  const char *name;

  /* A link back up the tree, or the same folder named twice. */
  if (!g_hash_table_add (self->folders, g_steal_pointer (&key)))
    return;
  format = choose (self, visit, NULL, 0);
  if (format != NULL)
    {
      add_unit (self, visit->path, format);
      return;
    }
  dir = g_dir_open (visit->path, 0, NULL);
  if (dir == NULL)
    {
      complain (self, visit, g_strerror (errno));
      return;
    }
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, quoth_compare_strings);
  for (guint i = names->len; i > 0; i--)
    {
      Visit next = { g_build_filename (visit->path, names->pdata[i - 1], NULL), FALSE };

      g_array_append_val (self->stack, next);
    }
}

static void
visit (Plan        *self,
       const Visit *next)
{
  struct stat info;

  if (stat (next->path, &info) != 0)
    complain (self, next, g_strerror (errno));
  else if (S_ISDIR (info.st_mode))
    visit_folder (self, next, &info);
  else
    visit_file (self, next);
}

static gboolean
walk (Plan          *self,
      QuothProgress *progress,
      GError       **error)
{
  while (self->stack->len > 0)
    {
      Visit next = g_array_index (self->stack, Visit, self->stack->len - 1);

      g_array_index (self->stack, Visit, self->stack->len - 1).path = NULL;
      g_array_set_size (self->stack, self->stack->len - 1);
      visit (self, &next);
      g_free (next.path);
      if (quoth_progress_set_error_if_cancelled (progress, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_companion (Plan       *self,
              const char *path)
{
  g_autofree char *canonical = g_canonicalize_filename (path, self->folder);

  return g_hash_table_contains (self->companions, canonical);
}

/* Takes companions out of the units, and says what is left unexplained. */
static void
settle (Plan *self)
{
  guint n_kept = 0;

  for (guint i = 0; i < self->units->len; i++)
    {
      QuothUnit *unit = self->units->pdata[i];

      if (is_companion (self, unit->path))
        {
          quoth_unit_free (unit);
          continue;
        }
      self->units->pdata[n_kept++] = unit;
    }
  g_ptr_array_set_free_func (self->units, NULL);
  g_ptr_array_set_size (self->units, (int) n_kept);
  g_ptr_array_set_free_func (self->units, (GDestroyNotify) quoth_unit_free);
  for (guint i = 0; i < self->unknown->len; i++)
    if (!is_companion (self, self->unknown->pdata[i]))
      quoth_import_report_notice (self->report, self->unknown->pdata[i], 0,
                                  self->reasons->pdata[i]);
}

/**
 * quoth_import_plan:
 * @paths: (array zero-terminated=1): files and folders
 * @format: (nullable): a format's name, or %NULL to detect
 * @report: where to tell what is left out: what was named and cannot be read is
 *   refused, what was found on the walk is a notice
 * @progress: (nullable): stops the walk
 * @error: return location for %QUOTH_FORMAT_ERROR_UNKNOWN or %G_IO_ERROR_CANCELLED
 *
 * Walks folders in the order of names, over hidden files and loops of links.
 *
 * Returns: (transfer full) (element-type QuothUnit) (nullable): the units
 */
GPtrArray *
quoth_import_plan (const char *const *paths,
                   const char        *format,
                   QuothImportReport *report,
                   QuothProgress     *progress,
                   GError           **error)
{
  g_auto (Plan) plan = {
    .report = report,
    .units = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_unit_free),
    .companions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .unknown = g_ptr_array_new_with_free_func (g_free),
    .reasons = g_ptr_array_new (),
    .stack = g_array_new (FALSE, FALSE, sizeof (Visit)),
    .folder = g_get_current_dir (),
  };

  g_return_val_if_fail (paths != NULL && report != NULL, NULL);

  g_array_set_clear_func (plan.stack, visit_clear);
  if (format != NULL)
    {
      plan.format = quoth_formats_lookup (format);
      if (plan.format == NULL || plan.format->read == NULL)
        {
          g_set_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_UNKNOWN,
                       plan.format == NULL ? "no format \"%s\"" : "format \"%s\" cannot be imported",
                       format);
          return NULL;
        }
    }
  for (guint i = g_strv_length ((char **) paths); i > 0; i--)
    {
      Visit named = { g_strdup (paths[i - 1]), TRUE };

      g_array_append_val (plan.stack, named);
    }
  if (!walk (&plan, progress, error))
    return NULL;
  settle (&plan);
  return g_steal_pointer (&plan.units);
}
