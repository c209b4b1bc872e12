/* measure.c - how good proposals are, counted on annotated projects
 *
 * usage: measure [--json] [--half 1|2] [--show COUNT] [--only WHAT] PROJECT…
 * Articles are ordered by name; the halves are every other one of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "measure.h"

#include "quoth-project-query.h"

#include <stdarg.h>
#include <string.h>

#define MAX_ARTICLES 100000

static gboolean as_json = FALSE;
static int half = 0;
static char *show = NULL;
static char *only = NULL;
static char **paths = NULL;

static const GOptionEntry entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Print JSON", NULL },
  { "half", 0, 0, G_OPTION_ARG_INT, &half, "Only every other article", "1|2" },
  { "show", 0, 0, G_OPTION_ARG_STRING, &show, "Print the misses of a count", "COUNT" },
  { "only", 0, 0, G_OPTION_ARG_STRING, &only, "claims, quotes, names, people", "WHAT" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, "PROJECT…" },
  { NULL }
};

static void
count_free (MeasureCount *count)
{
  g_free (count->name);
  g_free (count);
}

gboolean
measure_add (Measure    *self,
             gboolean    hit,
             const char *format,
             ...)
{
  g_autofree char *name = NULL;
  MeasureCount *count = NULL;
  va_list arguments;

  va_start (arguments, format);
  name = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  for (guint i = 0; i < self->counts->len; i++)
    if (strcmp (((MeasureCount *) self->counts->pdata[i])->name, name) == 0)
      count = self->counts->pdata[i];
  if (count == NULL)
    {
      count = g_new0 (MeasureCount, 1);
      count->name = g_strdup (name);
      g_ptr_array_add (self->counts, count);
    }
  count->n += hit;
  count->of++;
  return !hit && self->show != NULL && strstr (name, self->show) != NULL;
}

static char *
slice (QuothText *text,
       guint      start,
       guint      end)
{
  char *words = quoth_text_slice (text, start, end);

  return g_strdelimit (words, "\n\r\t", '/');
}

void
measure_show (const char      *what,
              QuothText       *text,
              QuothSpan        around,
              const QuothSpan *wanted,
              const QuothSpan *got)
{
  guint length = quoth_text_get_length (text);
  guint from = around.start > 150 ? around.start - 150 : 0;
  guint to = MIN (length, around.end + 150);
  g_autofree char *before = slice (text, from, around.start);
  g_autofree char *within = slice (text, around.start, around.end);
  g_autofree char *after = slice (text, around.end, to);
  g_autofree char *one = wanted != NULL ? slice (text, wanted->start, wanted->end) : NULL;
  g_autofree char *other = got != NULL ? slice (text, got->start, got->end) : NULL;

  g_print ("%s: wanted {%s}, got {%s}\n   %s[[%s]]%s\n", what, one ? one : "-",
           other ? other : "-", before, within, after);
}

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  QuothAnnotation *x = *(QuothAnnotation *const *) a;
  QuothAnnotation *y = *(QuothAnnotation *const *) b;

  if (x->parts[0].start != y->parts[0].start)
    return x->parts[0].start < y->parts[0].start ? -1 : 1;
  return strcmp (x->id, y->id);
}

GPtrArray *
measure_list (QuothArticleData *gold,
              QuothScheme      *scheme,
              int               kind,
              const char       *wanted)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < gold->annotations->len; i++)
    {
      QuothAnnotation *annotation = gold->annotations->pdata[i];
      const QuothType *type = quoth_scheme_lookup_type (scheme, annotation->type);

      if (wanted != NULL ? strcmp (annotation->type, wanted) == 0
                         : type != NULL && (int) type->kind == kind)
        g_ptr_array_add (list, annotation);
    }
  g_ptr_array_sort (list, compare_starts);
  return list;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  QuothArticleRow *x = *(QuothArticleRow *const *) a;
  QuothArticleRow *y = *(QuothArticleRow *const *) b;

  return strcmp (x->article->name, y->article->name);
}

static gboolean
wants (const char *kind)
{
  return only == NULL || strcmp (only, kind) == 0;
}

static gboolean
measure_project (Measure    *self,
                 const char *path,
                 GError    **error)
{
  g_autoptr (QuothProject) project = quoth_project_open (path, QUOTH_PROJECT_OPEN_READ_ONLY,
                                                         error);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (QuothRegistry) registry = quoth_registry_new (nobody);
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  QuothScheme *scheme;
  gboolean complete;

  if (project == NULL)
    return FALSE;
  rows = quoth_project_list_articles (project, NULL, 0, FALSE, MAX_ARTICLES, error);
  if (rows == NULL)
    return FALSE;
  scheme = quoth_project_get_scheme (project);
  complete = quoth_scheme_lookup_type (scheme, "PER") != NULL
             || quoth_registry_get_n (quoth_project_get_registry (project)) > 0;
  g_ptr_array_sort (rows, compare_names);
  for (guint i = 0; i < rows->len; i++)
    {
      QuothArticleRow *row = rows->pdata[i];
      g_autoptr (QuothArticleData) gold = NULL;

      if (half != 0 && (int) (i % 2) + 1 != half)
        continue;
      gold = quoth_project_read_article (project, row->article->id, NULL, error);
      if (gold == NULL)
        return FALSE;
      if (wants ("claims"))
        measure_claims (self, gold, scheme);
      if (wants ("quotes"))
        measure_quotes (self, gold, scheme);
      if (wants ("names"))
        measure_names (self, gold, complete);
      if (wants ("people"))
        measure_identity (self, gold, scheme, registry, people);
    }
  return TRUE;
}

static void
print_counts (Measure *self)
{
  for (guint i = 0; i < self->counts->len; i++)
    {
      MeasureCount *count = self->counts->pdata[i];

      if (as_json)
        g_print ("%s\"%s\": [%u, %u]", i == 0 ? "{" : ", ", count->name, count->n, count->of);
      else
        g_print ("%-44s %5u of %5u  %5.1f %%\n", count->name, count->n, count->of,
                 100.0 * count->n / count->of);
    }
  if (as_json)
    g_print ("%s}\n", self->counts->len == 0 ? "{" : "");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Measure measure = { g_ptr_array_new_with_free_func ((GDestroyNotify) count_free), NULL };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || paths == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "no project");
      return 2;
    }
  measure.show = show;
  for (guint i = 0; paths[i] != NULL; i++)
    if (!measure_project (&measure, paths[i], &error))
      {
        g_printerr ("%s: %s\n", paths[i], error->message);
        return 1;
      }
  print_counts (&measure);
  g_ptr_array_unref (measure.counts);
  return 0;
}
