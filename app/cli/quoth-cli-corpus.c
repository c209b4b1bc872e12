/* quoth-cli-corpus.c - which part of a corpus leaves a project, and how it is divided
 *
 * The options that `export` and `release` share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-corpus-private.h"
#include "quoth-project-query.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* An option that formats offer. */
typedef struct
{
  const QuothFormatOption *option;
  GString                 *help;
  gboolean                 chosen;
} Extra;

static void
extra_free (gpointer data)
{
  Extra *extra = data;

  g_string_free (extra->help, TRUE);
  g_free (extra);
}

static void
clear_split (gpointer data)
{
  g_free ((char *) ((QuothSplit *) data)->name);
}

/* Becomes the name of a folder. */
static gboolean
is_folder_name (const char *name)
{
  for (const char *p = name; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return FALSE;
  return *name != '\0' && *name != '.' && strlen (name) < 100
         && strpbrk (name, "/\\:*?\"<>|") == NULL && g_utf8_validate (name, -1, NULL);
}

static gboolean
has_split (GArray     *splits,
           const char *name)
{
  for (guint i = 0; i < splits->len; i++)
    if (g_ascii_strcasecmp (g_array_index (splits, QuothSplit, i).name, name) == 0)
      return TRUE;
  return FALSE;
}

/* "train=80,dev=10,test=10" */
static gboolean
parse_splits (const char *text,
              GArray     *splits)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);

  for (guint i = 0; items[i] != NULL; i++)
    {
      char *equals = strchr (items[i], '=');
      char *end = NULL;
      QuothSplit split = { NULL, 0 };

      if (equals != NULL)
        {
          *equals = '\0';
          split.share = g_ascii_strtod (equals + 1, &end);
        }
      g_strstrip (items[i]);
      if (end == NULL || end == equals + 1 || *end != '\0' || !isfinite (split.share)
          || split.share <= 0 || !is_folder_name (items[i]) || has_split (splits, items[i]))
        return FALSE;
      split.name = g_strdup (items[i]);
      g_array_append_val (splits, split);
    }
  return splits->len > 0;
}

static int
find_word (const char        *text,
           const char *const *words)
{
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], text) == 0)
      return i;
  return -1;
}

static gboolean
parse_split_options (QuothCliCorpus     *options,
                     QuothExportOptions *out)
{
  static const char *const by[] = { "article", "publisher", "date", "entity", NULL };
  int index = options->split_by != NULL ? find_word (options->split_by, by) : 0;

  if (options->split != NULL && !parse_splits (options->split, options->splits))
    quoth_cli_usage_error (_("--split wants names and shares such as train=80,dev=10,test=10."));
  else if (options->split == NULL && (options->split_by != NULL || options->seed != NULL))
    quoth_cli_usage_error (_("--split-by and --seed need --split."));
  else if (index < 0)
    quoth_cli_usage_error (_("--split-by wants article, publisher, date or entity."));
  else if (options->seed != NULL
           && !g_ascii_string_to_unsigned (options->seed, 10, 0, G_MAXUINT64, &out->seed, NULL))
    quoth_cli_usage_error (_("--seed wants a whole number."));
  else
    {
      out->split_by = (QuothSplitBy) index;
      out->splits = options->splits->len > 0
                      ? (const QuothSplit *) (gpointer) options->splits->data : NULL;
      out->n_splits = options->splits->len;
      return TRUE;
    }
  return FALSE;
}

static gboolean
parse_layers (QuothCliCorpus     *options,
              QuothExportOptions *out)
{
  guint n = options->layers != NULL ? g_strv_length (options->layers) : 0;

  for (guint i = 0; i < n; i++)
    if (*options->layers[i] == '\0')
      {
        quoth_cli_usage_error (_("A layer needs a name."));
        return FALSE;
      }
  if (n == 0 || g_strv_contains ((const char *const *) options->layers, "all"))
    return TRUE;
  if (n == 1)
    out->layer = options->layers[0];
  else
    out->layers = (const char *const *) options->layers;
  return TRUE;
}

/* Documented in quoth-cli-corpus-private.h. */
gboolean
quoth_cli_corpus_parse (QuothCliCorpus     *self,
                        QuothExportOptions *out)
{
  static const char *const zones[] = { "all", "body", NULL };
  int zone = self->zones != NULL ? find_word (self->zones, zones) : 0;

  if (zone < 0)
    {
      quoth_cli_usage_error (_("--zones wants all or body."));
      return FALSE;
    }
  out->zones = zone == 1 ? QUOTH_ZONES_BODY : QUOTH_ZONES_ALL;
  for (guint i = 0; i < self->extras->len; i++)
    {
      const Extra *extra = self->extras->pdata[i];

      if (extra->chosen)
        out->flags |= extra->option->flag;
    }
  if (self->splits == NULL)
    {
      self->splits = g_array_new (FALSE, TRUE, sizeof (QuothSplit));
      g_array_set_clear_func (self->splits, clear_split);
    }
  return parse_layers (self, out) && parse_split_options (self, out);
}

/* Documented in quoth-cli-corpus-private.h. */
gboolean
quoth_cli_corpus_check_layers (QuothProject             *project,
                               const QuothExportOptions *options,
                               int                      *out_status)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) there = quoth_project_list_layers (project, &error);
  const char *one_layer[] = { options->layer, NULL };
  const char *const *names = options->layers != NULL ? options->layers : one_layer;

  if (there == NULL)
    {
      *out_status = quoth_cli_fail (quoth_project_get_path (project), g_steal_pointer (&error));
      return FALSE;
    }
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) there, names[i]))
      {
        *out_status = quoth_cli_usage_error (_("There is no layer “%s”."), names[i]);
        return FALSE;
      }
  return TRUE;
}

static void
list_extra (GPtrArray               *extras,
            const QuothFormat       *format,
            const QuothFormatOption *option)
{
  Extra *extra;

  for (guint i = 0; i < extras->len; i++)
    {
      extra = extras->pdata[i];
      if (extra->option->flag == option->flag)
        {
          g_string_append_printf (extra->help, ", %s", format->name);
          return;
        }
    }
  extra = g_new0 (Extra, 1);
  extra->option = option;
  extra->help = g_string_new (format->name);
  g_ptr_array_add (extras, extra);
}

/* What several formats offer is listed once, with the names of all of them. */
static void
list_extras (QuothCliCorpus *self)
{
  guint n;
  const QuothFormat *const *formats = quoth_formats_list (&n);

  self->extras = g_ptr_array_new_with_free_func (extra_free);
  for (guint i = 0; i < n; i++)
    for (const QuothFormatOption *o = formats[i]->options; o != NULL && o->name != NULL; o++)
      list_extra (self->extras, formats[i], o);
  for (guint i = 0; i < self->extras->len; i++)
    {
      Extra *extra = self->extras->pdata[i];

      g_string_append_printf (extra->help, ": %s", _(extra->option->description));
    }
}

/* Documented in quoth-cli-corpus-private.h. */
void
quoth_cli_corpus_add_entries (QuothCliCorpus *self,
                              GArray         *entries)
{
  const GOptionEntry own[] = {
    { "layer", 'l', 0, G_OPTION_ARG_STRING_ARRAY, &self->layers,
      N_("Whose annotations: a name, gold or all (default); may be given several times"),
      N_("NAME") },
    { "zones", 0, 0, G_OPTION_ARG_STRING, &self->zones,
      N_("all (default), or body: leave out annotations in headlines, captions …"),
      "all|body" },
    { "split", 0, 0, G_OPTION_ARG_STRING, &self->split,
      N_("Put articles into folders by shares"), "train=80,dev=10,test=10" },
    { "split-by", 0, 0, G_OPTION_ARG_STRING, &self->split_by,
      N_("What must not be torn apart: article (default), publisher, date or entity"),
      N_("WHAT") },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &self->seed,
      N_("The same number gives the same split (default 0)"), N_("NUMBER") },
  };

  g_array_append_vals (entries, own, G_N_ELEMENTS (own));
  list_extras (self);
  for (guint i = 0; i < self->extras->len; i++)
    {
      Extra *extra = self->extras->pdata[i];
      const GOptionEntry entry = { extra->option->name, 0, 0, G_OPTION_ARG_NONE, &extra->chosen,
                                   extra->help->str, NULL };

      g_array_append_val (entries, entry);
    }
}

/* Documented in quoth-cli-corpus-private.h. */
int
quoth_cli_corpus_fail (const char *project,
                       const char *to,
                       GError     *error)
{
  if (!g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS))
    return quoth_cli_fail (project, error);
  quoth_cli_message (_("%s: This folder holds something else than an earlier export; nothing was"
                       " changed. Choose another folder."), to);
  g_error_free (error);
  return QUOTH_CLI_FAILED;
}

/* Documented in quoth-cli-corpus-private.h. */
void
quoth_cli_corpus_print_counts (guint64 n_articles,
                               guint64 n_annotations,
                               guint   n_empty_splits)
{
  if (n_empty_splits > 0)
    quoth_cli_message (ngettext ("%u part of the split has no article: there are too few, or too"
                                 " much must stay together.",
                                 "%u parts of the split have no article: there are too few, or too"
                                 " much must stay together.", n_empty_splits), n_empty_splits);
  if (!quoth_cli_talks ())
    return;
  quoth_cli_print (ngettext ("%" PRIu64 " article, ",
                             "%" PRIu64 " articles, ", n_articles),
                   n_articles);
  quoth_cli_print (ngettext ("%" PRIu64 " annotation\n",
                             "%" PRIu64 " annotations\n", n_annotations),
                   n_annotations);
}

void
quoth_cli_corpus_clear (QuothCliCorpus *self)
{
  g_strfreev (self->layers);
  g_free (self->zones);
  g_free (self->split);
  g_free (self->split_by);
  g_free (self->seed);
  g_clear_pointer (&self->splits, g_array_unref);
  g_clear_pointer (&self->extras, g_ptr_array_unref);
}
