/* quoth-cli-export.c - quothctl export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"
#include "quoth-export.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

typedef struct
{
  char    *format;
  char    *to;
  char    *layer;
  char    *zones;
  char    *split;
  char    *split_by;
  char    *seed;
  gboolean iobes;
  gboolean four_columns;
  gboolean code_points;
  gboolean inception;
  gboolean spreadsheet;
  gboolean with_ids;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->format);
  g_free (options->to);
  g_free (options->layer);
  g_free (options->zones);
  g_free (options->split);
  g_free (options->split_by);
  g_free (options->seed);
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
parse_split_options (const Options      *options,
                     GArray             *splits,
                     QuothExportOptions *out)
{
  static const char *const by[] = { "article", "publisher", "date", "entity", NULL };
  int index = options->split_by != NULL ? find_word (options->split_by, by) : 0;

  if (options->split != NULL && !parse_splits (options->split, splits))
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
      out->splits = splits->len > 0 ? (const QuothSplit *) (gpointer) splits->data : NULL;
      out->n_splits = splits->len;
      return TRUE;
    }
  return FALSE;
}

static gboolean
parse_options (const Options      *options,
               GArray             *splits,
               QuothExportOptions *out)
{
  static const char *const zones[] = { "all", "body", NULL };
  const QuothFormat *format = options->format != NULL ? quoth_formats_lookup (options->format)
                                                      : NULL;
  int zone = options->zones != NULL ? find_word (options->zones, zones) : 0;

  if (options->format == NULL || options->to == NULL)
    quoth_cli_usage_error (_("--format and --to are needed."));
  else if (format == NULL || format->begin == NULL)
    quoth_cli_usage_error (_("There is no format “%s” that can be exported; “quothctl formats”"
                             " lists them."), options->format);
  else if (zone < 0)
    quoth_cli_usage_error (_("--zones wants all or body."));
  else if (options->layer != NULL && *options->layer == '\0')
    quoth_cli_usage_error (_("A layer needs a name."));
  else
    {
      out->zones = zone == 1 ? QUOTH_ZONES_BODY : QUOTH_ZONES_ALL;
      if (g_strcmp0 (options->layer, "all") != 0)
        out->layer = options->layer;
      out->iobes = options->iobes;
      out->four_columns = options->four_columns;
      out->code_points = options->code_points;
      out->inception = options->inception;
      out->spreadsheet = options->spreadsheet;
      out->with_ids = options->with_ids;
      return parse_split_options (options, splits, out);
    }
  return FALSE;
}

/* What could not be written is told even to a pipe: data is missing. */
static void
print_report (QuothExportReport *report)
{
  if (report->n_losses > 0)
    quoth_cli_message (ngettext ("%" PRIu64 " loss, see losses.json",
                                 "%" PRIu64 " losses, see losses.json",
                                 report->n_losses), report->n_losses);
  if (!quoth_cli_talks ())
    return;
  quoth_cli_print (ngettext ("%" PRIu64 " article, ",
                             "%" PRIu64 " articles, ", report->n_articles),
                   report->n_articles);
  quoth_cli_print (ngettext ("%" PRIu64 " annotation\n",
                             "%" PRIu64 " annotations\n", report->n_annotations),
                   report->n_annotations);
}

static int
run (const char    *path,
     const Options *options)
{
  g_autoptr (GArray) splits = g_array_new (FALSE, TRUE, sizeof (QuothSplit));
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (QuothCliJob) job = NULL;
  g_autoptr (QuothExportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  QuothExportOptions export_options = { 0 };
  int status = QUOTH_CLI_DONE;

  g_array_set_clear_func (splits, clear_split);
  if (!parse_options (options, splits, &export_options))
    return QUOTH_CLI_USAGE;
  project = quoth_cli_open (path, FALSE, &status);
  if (project == NULL)
    return status;
  job = quoth_cli_job_begin (_("Exporting"));
  report = quoth_export_run (project, options->format, options->to, &export_options,
                             quoth_cli_job_progress (job), &error);
  g_clear_pointer (&job, quoth_cli_job_end);
  if (report == NULL)
    {
      status = quoth_cli_fail (path, g_steal_pointer (&error));
      return status;
    }
  print_report (report);
  quoth_project_close (project);
  return QUOTH_CLI_DONE;
}

int
quoth_cli_export (int    argc,
                  char **argv)
{
  Options o = { 0 };
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &o.format, N_("How to write"), N_("FORMAT") },
    { "to", 't', 0, G_OPTION_ARG_FILENAME, &o.to, N_("The folder to write"), N_("PATH") },
    { "layer", 'l', 0, G_OPTION_ARG_STRING, &o.layer,
      N_("Whose annotations: a name, gold or all (default)"), N_("NAME") },
    { "zones", 0, 0, G_OPTION_ARG_STRING, &o.zones,
      N_("all (default), or body: leave out annotations in headlines, captions …"),
      "all|body" },
    { "split", 0, 0, G_OPTION_ARG_STRING, &o.split,
      N_("Put articles into folders by shares"), "train=80,dev=10,test=10" },
    { "split-by", 0, 0, G_OPTION_ARG_STRING, &o.split_by,
      N_("What must not be torn apart: article (default), publisher, date or entity"),
      N_("WHAT") },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &o.seed,
      N_("The same number gives the same split (default 0)"), N_("NUMBER") },
    { "iobes", 0, 0, G_OPTION_ARG_NONE, &o.iobes,
      N_("conll2003: write IOBES tags instead of IOB2"), NULL },
    { "four-columns", 0, 0, G_OPTION_ARG_NONE, &o.four_columns,
      N_("conll2003: write four columns instead of two"), NULL },
    { "code-points", 0, 0, G_OPTION_ARG_NONE, &o.code_points,
      N_("doccano: count offsets in code points instead of UTF-16 units"), NULL },
    { "inception", 0, 0, G_OPTION_ARG_NONE, &o.inception,
      N_("cas-xmi, cas-json: cut spans as INCEpTION demands, and write sentences"), NULL },
    { "spreadsheet", 0, 0, G_OPTION_ARG_NONE, &o.spreadsheet,
      N_("csv: with a byte order mark, and formulas defused"), NULL },
    { "with-ids", 0, 0, G_OPTION_ARG_NONE, &o.with_ids,
      N_("brat: write the ids of annotations in notes"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  const QuothCliUsage usage = { "PROJECT", N_("Writes articles and annotations into a folder."),
                                entries, 1, 1 };
  g_auto (GStrv) parameters = NULL;
  int status = QUOTH_CLI_USAGE;

  if (quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    status = run (parameters[0], &o);
  options_clear (&o);
  return status;
}
