/* quoth-cli-correct.c - quothctl correct
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"
#include "quoth-correct.h"
#include "quoth-import-one.h"
#include "quoth-project-query.h"
#include "quoth-project-versions.h"

typedef struct
{
  char     *with;
  char     *format;
  char     *encoding;
  gboolean  again;
  gboolean  preview;
  gboolean  json;
} Options;

static void
print_json (const QuothCorrection *correction)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const QuothCarry *carry = correction->carry;
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_object (&writer);
  quoth_json_writer_member (&writer, "article", correction->article);
  quoth_json_writer_key (&writer, "new");
  quoth_json_writer_boolean (&writer, correction->fresh);
  quoth_json_writer_member_int (&writer, "carried", carry->n_carried);
  quoth_json_writer_member_int (&writer, "lost", carry->n_lost);
  quoth_json_writer_member_int (&writer, "known", carry->n_known);
  quoth_json_writer_key (&writer, "layers");
  quoth_json_writer_begin_array (&writer);
  for (guint i = 0; i < carry->layers->len; i++)
    {
      const QuothCarryLayer *layer = carry->layers->pdata[i];

      quoth_json_writer_begin_object (&writer);
      quoth_json_writer_member (&writer, "layer", layer->layer);
      quoth_json_writer_member_int (&writer, "carried", layer->n_carried);
      quoth_json_writer_member_int (&writer, "lost", layer->n_lost);
      quoth_json_writer_end_object (&writer);
    }
  quoth_json_writer_end_array (&writer);
  quoth_json_writer_end_object (&writer);
  quoth_cli_print_json (out);
}

/* Translators: how many annotations of a corrected article were carried over, and how many
 * lost their place and are for somebody to settle; before it may stand “anna: ” */
static void
print_counts (const char *layer,
              guint       n_carried,
              guint       n_lost)
{
  if (layer != NULL)
    quoth_cli_print ("%s: ", layer);
  quoth_cli_print (_("%u carried over, %u to settle\n"), n_carried, n_lost);
}

/* What people must settle is told even to a pipe. */
static void
tell (const QuothCorrection *correction)
{
  const QuothCarry *carry = correction->carry;

  if (!quoth_cli_talks () && carry->n_lost == 0)
    return;
  for (guint i = 0; i < carry->layers->len; i++)
    {
      const QuothCarryLayer *layer = carry->layers->pdata[i];

      if (layer->n_carried + layer->n_lost > 0)
        print_counts (layer->layer, layer->n_carried, layer->n_lost);
    }
  if (carry->layers->len != 1)
    print_counts (NULL, carry->n_carried, carry->n_lost);
}

/* NULL with @out_status. */
static char *
find_article (QuothProject *project,
              const char   *name,
              int          *out_status)
{
  g_autoptr (QuothArticle) known = quoth_project_lookup_article (project, name, NULL);
  gboolean several = FALSE;
  char *id;

  if (known != NULL && !known->removed)
    return g_strdup (name);
  id = quoth_project_find_named (project, name, &several);
  *out_status = QUOTH_CLI_FAILED;
  if (id == NULL)
    quoth_cli_message (_("There is no article of the id or name “%s”."), name);
  else if (several)
    quoth_cli_message (_("There are several articles of the name “%s”; tell its id."), name);
  if (several)
    g_clear_pointer (&id, g_free);
  return id;
}

static QuothCorrection *
correct_with (QuothProject   *project,
              const char     *article,
              const Options  *options,
              GError        **error)
{
  const QuothReadOptions read = { .layer = quoth_project_get_annotator (project),
                                  .encoding = options->encoding,
                                  .scheme = quoth_project_get_scheme (project) };
  g_autoptr (QuothArticleData) data = quoth_import_read_one (options->with, options->format, &read,
                                                             NULL, error);

  if (data == NULL)
    return NULL;
  if (options->preview)
    return quoth_correct_preview (project, article, data->text, error);
  return quoth_correct_text (project, article, data->text, data->article->metadata, error);
}

/* Takes @error. */
static int
refuse (const char *path,
        GError     *error)
{
  g_autoptr (GError) owned = error;

  if (g_error_matches (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED))
    quoth_cli_message ("%s", error->message);
  else if (g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS))
    quoth_cli_refuse (path, 0, error->message);
  else
    return quoth_cli_fail (path, g_steal_pointer (&owned));
  return QUOTH_CLI_REFUSED;
}

static int
correct (QuothProject  *project,
         const char    *name,
         const Options *options)
{
  int status = QUOTH_CLI_DONE;
  g_autofree char *article = find_article (project, name, &status);
  g_autoptr (QuothCorrection) correction = NULL;
  g_autoptr (GError) error = NULL;

  if (article == NULL)
    return status;
  correction = options->again ? quoth_correct_again (project, article, &error)
                              : correct_with (project, article, options, &error);
  if (correction != NULL)
    {
      if (options->json)
        print_json (correction);
      else
        tell (correction);
      return QUOTH_CLI_DONE;
    }
  return refuse (options->with != NULL ? options->with : name, g_steal_pointer (&error));
}

static gboolean
check_options (const Options *options)
{
  const QuothFormat *format = options->format != NULL ? quoth_formats_lookup (options->format)
                                                      : NULL;

  if ((options->with != NULL) == options->again)
    quoth_cli_usage_error (_("The corrected text is told by --with; else there is --again."));
  else if (options->again && (options->preview || options->format || options->encoding))
    quoth_cli_usage_error (_("--again wants no text, and has no preview."));
  else if (options->format != NULL && (format == NULL || format->read == NULL))
    quoth_cli_usage_error (_("There is no format “%s” that can be imported; “quothctl formats”"
                             " lists them."), options->format);
  else
    return TRUE;
  return FALSE;
}

int
quoth_cli_correct (int    argc,
                   char **argv)
{
  Options o = { NULL };
  const GOptionEntry entries[] = {
    { "with", 0, 0, G_OPTION_ARG_FILENAME, &o.with, N_("The corrected text, in any format of one"
      " article"), N_("FILE") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &o.format,
      N_("What the file is; found out from the file when not given"), N_("FORMAT") },
    { "encoding", 'e', 0, G_OPTION_ARG_STRING, &o.encoding,
      N_("The encoding of a text file that is not UTF-8"), N_("ENCODING") },
    { "again", 0, 0, G_OPTION_ARG_NONE, &o.again,
      N_("Carry over what was annotated in the older version since"), NULL },
    { "preview", 0, 0, G_OPTION_ARG_NONE, &o.preview, N_("Only count; change nothing"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &o.json, N_("Print one JSON value"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  const QuothCliUsage usage = {
    "PROJECT ARTICLE",
    N_("Makes a corrected text the next version of an article, named by its id or its name, and"
       " carries its annotations over."),
    entries, 2, 2
  };
  g_auto (GStrv) parameters = NULL;
  g_autoptr (QuothProject) project = NULL;
  int status = QUOTH_CLI_USAGE;

  if (quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    {
      status = QUOTH_CLI_USAGE;
      if (check_options (&o))
        project = quoth_cli_open (parameters[0], !o.preview, &status);
      if (project != NULL)
        {
          status = correct (project, parameters[1], &o);
          quoth_project_close (project);
        }
    }
  g_free (o.with);
  g_free (o.format);
  g_free (o.encoding);
  return status;
}
