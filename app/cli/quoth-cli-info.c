/* quoth-cli-info.c - quothctl info and quothctl formats
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"
#include "quoth-format.h"
#include "quoth-guidelines.h"
#include "quoth-project-query.h"
#include "quoth-project-work.h"

#include <inttypes.h>

static void
write_counts (QuothJsonWriter *writer,
              const char      *key,
              GArray          *counts)
{
  quoth_json_writer_key (writer, key);
  quoth_json_writer_begin_object (writer);
  for (guint i = 0; i < counts->len; i++)
    {
      QuothNamedCount *count = &g_array_index (counts, QuothNamedCount, i);

      quoth_json_writer_key (writer, count->name);
      quoth_json_writer_int (writer, count->count);
    }
  quoth_json_writer_end_object (writer);
}

/* Rows of one version stand together. */
static void
write_guidelines (QuothJsonWriter *writer,
                  GArray          *counts,
                  GPtrArray       *versions)
{
  const char *last = NULL;

  quoth_json_writer_key (writer, "guidelines");
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; i < counts->len; i++)
    {
      const QuothLayerGuidelines *count = &g_array_index (counts, QuothLayerGuidelines, i);
      const QuothGuidelines *version = quoth_guidelines_find (versions, count->guidelines);

      if (g_strcmp0 (last, count->guidelines) != 0)
        {
          if (last != NULL)
            {
              quoth_json_writer_end_object (writer);
              quoth_json_writer_end_object (writer);
            }
          quoth_json_writer_begin_object (writer);
          quoth_json_writer_member (writer, "id", count->guidelines);
          quoth_json_writer_key (writer, "version");
          if (version != NULL)
            quoth_json_writer_int (writer, version->number);
          else
            quoth_json_writer_null (writer);
          quoth_json_writer_key (writer, "layers");
          quoth_json_writer_begin_object (writer);
        }
      last = count->guidelines;
      quoth_json_writer_member_int (writer, count->layer, count->n_articles);
    }
  if (last != NULL)
    {
      quoth_json_writer_end_object (writer);
      quoth_json_writer_end_object (writer);
    }
  quoth_json_writer_end_array (writer);
}

static void
print_guidelines (GArray    *counts,
                  GPtrArray *versions)
{
  if (counts->len > 0)
    quoth_cli_print ("%s\n", _("Layers by version of the guidelines:"));
  for (guint i = 0; i < counts->len; i++)
    {
      const QuothLayerGuidelines *count = &g_array_index (counts, QuothLayerGuidelines, i);
      const QuothGuidelines *version = quoth_guidelines_find (versions, count->guidelines);
      g_autofree char *number = version != NULL ? g_strdup_printf ("%u", version->number) : NULL;

      quoth_cli_print ("  %s, %s: %u\n", number != NULL ? number : count->guidelines, count->layer,
                       count->n_articles);
    }
}

static void
print_info_json (QuothProject     *project,
                 QuothProjectInfo *info,
                 GArray           *guidelines,
                 GPtrArray        *versions)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autofree char *path = g_canonicalize_filename (quoth_project_get_path (project), NULL);
  g_autofree char *display = g_filename_display_name (path);
  g_autofree char *name = quoth_project_dup_name (project);
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, json, FALSE);
  quoth_json_writer_begin_object (&writer);
  quoth_json_writer_member (&writer, "name", name);
  quoth_json_writer_member (&writer, "path", display);
  quoth_json_writer_member (&writer, "version", QUOTH_VERSION);
  quoth_json_writer_member (&writer, "annotator", quoth_project_get_annotator (project));
  quoth_json_writer_member_int (&writer, "articles", info->n_articles);
  quoth_json_writer_member_int (&writer, "annotations", info->n_annotations);
  quoth_json_writer_member_int (&writer, "entities", info->n_entities);
  quoth_json_writer_member_int (&writer, "layers", info->n_layers);
  write_counts (&writer, "by_type", info->type_counts);
  write_counts (&writer, "by_layer", info->layer_counts);
  write_counts (&writer, "by_status", info->status_counts);
  write_guidelines (&writer, guidelines, versions);
  quoth_json_writer_end_object (&writer);
  quoth_cli_print_json (json);
}

static void
print_counts (const char *title,
              GArray     *counts)
{
  if (counts->len > 0)
    quoth_cli_print ("%s\n", title);
  for (guint i = 0; i < counts->len; i++)
    {
      QuothNamedCount *count = &g_array_index (counts, QuothNamedCount, i);

      quoth_cli_print ("  %s: %" G_GINT64_FORMAT "\n", count->name, count->count);
    }
}

static void
print_info (QuothProject     *project,
            QuothProjectInfo *info)
{
  g_autofree char *name = g_filename_display_name (quoth_project_get_path (project));

  quoth_cli_print ("%s\n", name);
  quoth_cli_print (_("Articles: %" PRId64), info->n_articles);
  quoth_cli_print ("\n");
  quoth_cli_print (_("Annotations: %" PRId64), info->n_annotations);
  quoth_cli_print ("\n");
  quoth_cli_print (_("People and other sources: %" PRId64), info->n_entities);
  quoth_cli_print ("\n");
  quoth_cli_print (_("Layers: %" PRId64), info->n_layers);
  quoth_cli_print ("\n");
  quoth_cli_print (_("Annotator: %s"), quoth_project_get_annotator (project));
  quoth_cli_print ("\n");
  print_counts (_("Annotations by type:"), info->type_counts);
  print_counts (_("Annotations by layer:"), info->layer_counts);
  print_counts (_("Articles by status:"), info->status_counts);
}

int
quoth_cli_info (int    argc,
                char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON value"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  const QuothCliUsage usage = { "PROJECT", N_("Counts what is in a project."), entries, 1, 1 };
  g_auto (GStrv) parameters = NULL;
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (QuothProjectInfo) info = NULL;
  g_autoptr (GArray) guidelines = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;
  int status = QUOTH_CLI_DONE;

  if (!quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    return status;
  project = quoth_cli_open (parameters[0], FALSE, &status);
  if (project == NULL)
    return status;
  info = quoth_project_get_info (project, &error);
  guidelines = info != NULL ? quoth_project_count_guidelines (project, &error) : NULL;
  versions = guidelines != NULL ? quoth_guidelines_list (project, &error) : NULL;
  if (versions == NULL)
    status = quoth_cli_fail (parameters[0], g_steal_pointer (&error));
  else if (json)
    print_info_json (project, info, guidelines, versions);
  else
    {
      print_info (project, info);
      print_guidelines (guidelines, versions);
    }
  quoth_project_close (project);
  return status;
}

static void
write_format (QuothJsonWriter   *writer,
              const QuothFormat *format)
{
  quoth_json_writer_begin_object (writer);
  quoth_json_writer_member (writer, "name", format->name);
  quoth_json_writer_member (writer, "title", _(format->title));
  quoth_json_writer_member (writer, "description", _(format->description));
  quoth_json_writer_key (writer, "import");
  quoth_json_writer_boolean (writer, format->read != NULL);
  quoth_json_writer_key (writer, "export");
  quoth_json_writer_boolean (writer, format->article != NULL);
  quoth_json_writer_key (writer, "extensions");
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; format->extensions != NULL && format->extensions[i] != NULL; i++)
    quoth_json_writer_string (writer, format->extensions[i]);
  quoth_json_writer_end_array (writer);
  quoth_json_writer_end_object (writer);
}

static void
print_format (const QuothFormat *format)
{
  const char *use = format->read == NULL ? _("export")
                    : format->article == NULL ? _("import") : _("import, export");

  quoth_cli_print ("%-16s%s (%s)\n%16s%s\n", format->name, _(format->title), use, "",
                   _(format->description));
}

int
quoth_cli_formats (int    argc,
                   char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON value"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  const QuothCliUsage usage = { NULL, N_("Lists the formats and what each can hold."), entries, 0,
                                0 };
  g_auto (GStrv) parameters = NULL;
  const QuothFormat *const *formats = quoth_formats_list (NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  QuothJsonWriter writer;
  int status = QUOTH_CLI_DONE;

  if (!quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    return status;
  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_array (&writer);
  for (guint i = 0; formats[i] != NULL; i++)
    {
      if (json)
        write_format (&writer, formats[i]);
      else
        print_format (formats[i]);
    }
  quoth_json_writer_end_array (&writer);
  if (json)
    quoth_cli_print_json (out);
  return QUOTH_CLI_DONE;
}
