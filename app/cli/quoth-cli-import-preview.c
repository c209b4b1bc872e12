/* quoth-cli-import-preview.c - quothctl import --preview
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-import-private.h"
#include "quoth-import-preview.h"

#include <inttypes.h>

/* Of what is printed for people, in code points. */
#define MAX_BEGINNING 160
#define MAX_WORDS 40

/* Scripts rely on these names. */
static const char *const kind_names[QUOTH_N_LABEL_KINDS] = {
  [QUOTH_LABEL_TYPE] = "type",
  [QUOTH_LABEL_ATTRIBUTE] = "attribute",
  [QUOTH_LABEL_ROLE] = "role",
  [QUOTH_LABEL_VALUE] = "value",
};

/* Translators: what a label of a file is; after it comes its name */
static const char *const kind_words[QUOTH_N_LABEL_KINDS] = {
  [QUOTH_LABEL_TYPE] = N_("type"),
  [QUOTH_LABEL_ATTRIBUTE] = N_("attribute"),
  [QUOTH_LABEL_ROLE] = N_("role"),
  [QUOTH_LABEL_VALUE] = N_("value"),
};

static char *
dup_line (const char *text,
          glong       max)
{
  char *line = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), max));

  return g_strdelimit (line, "\r\n\t", ' ');
}

/* Returns: (transfer full): the label as people write it; a value with its attribute */
static char *
dup_name (const QuothPreviewLabel *label)
{
  g_autofree char *attribute = NULL;
  const char *value;

  if (label->kind != QUOTH_LABEL_VALUE)
    return g_strdup (label->label);
  value = quoth_label_split_value (label->label, &attribute);
  return g_strdup_printf ("%s=%s", attribute, value);
}

static void
print_label (const QuothPreviewLabel *label)
{
  g_autofree char *name = dup_name (label);

  quoth_cli_print ("  %s %s (%" PRIu64 "): ", _(kind_words[label->kind]), name, label->n_uses);
  if (label->target == NULL)
    /* Translators: of a label that a map leaves out; before it stands such as “type PER (2): ” */
    quoth_cli_print (_("is left out\n"));
  else if (label->mapped && label->lacking)
    quoth_cli_print (_("becomes %s, which the scheme lacks\n"), label->target);
  else if (label->mapped)
    quoth_cli_print (_("becomes %s\n"), label->target);
  else if (label->lacking)
    /* Translators: of a label of a file, which stays as it is */
    quoth_cli_print (_("the scheme lacks it\n"));
  else
    /* Translators: of a label that the scheme has */
    quoth_cli_print (_("is in the scheme\n"));
}

static void
print_first (const QuothImportPreview *preview)
{
  g_autofree char *beginning = dup_line (preview->beginning, MAX_BEGINNING);

  /* Translators: the name of an article, and how it begins */
  quoth_cli_print (_("  “%s”: %s\n"), preview->name, beginning);
  for (guint i = 0; i < preview->annotations->len; i++)
    {
      QuothAnnotation *annotation = preview->annotations->pdata[i];
      g_autofree char *whole = quoth_annotation_dup_text (annotation, preview->text, " … ");
      g_autofree char *words = dup_line (whole, MAX_WORDS);

      /* Translators: a label of a corpus, and the words that carry it */
      quoth_cli_print (_("    %s: “%s”\n"), annotation->type, words);
    }
}

/* A QuothPreviewFunc. */
static gboolean
print_unit (const QuothImportPreview  *preview,
            gpointer                   user_data,
            GError                   **error)
{
  g_autofree char *name = g_filename_display_name (preview->path);

  quoth_cli_print ("%s: %s", name, (const char *) preview->formats->pdata[0]);
  if (preview->encoding != NULL)
    quoth_cli_print (", %s", preview->encoding);
  quoth_cli_print (ngettext (", %" PRIu64 " article", ", %" PRIu64 " articles",
                             preview->n_articles), preview->n_articles);
  quoth_cli_print (ngettext (", %" PRIu64 " annotation\n", ", %" PRIu64 " annotations\n",
                             preview->n_annotations), preview->n_annotations);
  if (preview->text != NULL)
    print_first (preview);
  for (guint i = 0; i < preview->labels->len; i++)
    print_label (preview->labels->pdata[i]);
  if (!preview->complete)
    quoth_cli_print (_("  There are more labels than are listed.\n"));
  return TRUE;
}

static void
print_report (QuothImportReport *report)
{
  quoth_cli_import_print_notices (report);
  for (guint i = 0; i < report->scheme_additions->len; i++)
    /* Translators: %s is such as “type: place” or “values: topics” */
    quoth_cli_message (_("Would be added to the scheme: %s"),
                       (char *) report->scheme_additions->pdata[i]);
  quoth_cli_import_print_left_out (&report->left_out);
  quoth_cli_message (ngettext ("%" PRIu64 " article would be new",
                               "%" PRIu64 " articles would be new", report->counts.n_articles),
                     report->counts.n_articles);
  quoth_cli_message (ngettext ("%" PRIu64 " annotation would be new",
                               "%" PRIu64 " annotations would be new",
                               report->counts.n_annotations), report->counts.n_annotations);
}

static void
write_text (QuothJsonWriter *writer,
            const char      *key,
            const char      *value)
{
  quoth_json_writer_key (writer, key);
  if (value != NULL)
    quoth_json_writer_string (writer, value);
  else
    quoth_json_writer_null (writer);
}

static void
write_path (QuothJsonWriter *writer,
            const char      *path)
{
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;

  write_text (writer, "path", name);
}

static void
write_first (QuothJsonWriter          *writer,
             const QuothImportPreview *preview)
{
  quoth_json_writer_key (writer, "first");
  if (preview->text == NULL)
    {
      quoth_json_writer_null (writer);
      return;
    }
  quoth_json_writer_begin_object (writer);
  quoth_json_writer_member (writer, "name", preview->name);
  quoth_json_writer_member_int (writer, "length", preview->n_chars);
  quoth_json_writer_member (writer, "beginning", preview->beginning);
  quoth_json_writer_key (writer, "annotations");
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; i < preview->annotations->len; i++)
    {
      QuothAnnotation *annotation = preview->annotations->pdata[i];
      g_autofree char *words = quoth_annotation_dup_text (annotation, preview->text, " … ");

      quoth_json_writer_begin_object (writer);
      quoth_json_writer_member (writer, "layer", annotation->layer);
      quoth_json_writer_member (writer, "type", annotation->type);
      quoth_json_writer_member_int (writer, "start", quoth_annotation_get_start (annotation));
      quoth_json_writer_member (writer, "words", words);
      quoth_json_writer_end_object (writer);
    }
  quoth_json_writer_end_array (writer);
  quoth_json_writer_end_object (writer);
}

static void
write_label (QuothJsonWriter         *writer,
             const QuothPreviewLabel *label)
{
  g_autofree char *attribute = NULL;
  const char *name = label->label;

  if (label->kind == QUOTH_LABEL_VALUE)
    name = quoth_label_split_value (label->label, &attribute);
  quoth_json_writer_begin_object (writer);
  quoth_json_writer_member (writer, "kind", kind_names[label->kind]);
  if (attribute != NULL)
    quoth_json_writer_member (writer, "attribute", attribute);
  quoth_json_writer_member (writer, "label", name);
  quoth_json_writer_member_int (writer, "uses", (gint64) label->n_uses);
  write_text (writer, "becomes", label->target);
  quoth_json_writer_key (writer, "in_scheme");
  quoth_json_writer_boolean (writer, label->target != NULL && !label->lacking);
  quoth_json_writer_end_object (writer);
}

/* A QuothPreviewFunc. */
static gboolean
write_unit (const QuothImportPreview  *preview,
            gpointer                   user_data,
            GError                   **error)
{
  QuothJsonWriter *writer = user_data;

  quoth_json_writer_begin_object (writer);
  write_path (writer, preview->path);
  quoth_json_writer_member (writer, "format", preview->formats->pdata[0]);
  write_text (writer, "encoding", preview->encoding);
  quoth_json_writer_member_int (writer, "articles", (gint64) preview->n_articles);
  quoth_json_writer_member_int (writer, "annotations", (gint64) preview->n_annotations);
  write_first (writer, preview);
  quoth_json_writer_key (writer, "labels");
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; i < preview->labels->len; i++)
    write_label (writer, preview->labels->pdata[i]);
  quoth_json_writer_end_array (writer);
  quoth_json_writer_key (writer, "complete");
  quoth_json_writer_boolean (writer, preview->complete);
  quoth_json_writer_end_object (writer);
  return TRUE;
}

/* @count: of all, since only the first are listed */
static void
write_notices (QuothJsonWriter *writer,
               const char      *key,
               GPtrArray       *notices,
               guint64          count)
{
  g_autofree char *n_key = g_strconcat ("n_", key, NULL);

  quoth_json_writer_member_int (writer, n_key, (gint64) count);
  quoth_json_writer_key (writer, key);
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; i < notices->len; i++)
    {
      const QuothNotice *notice = notices->pdata[i];

      quoth_json_writer_begin_object (writer);
      write_path (writer, notice->path);
      quoth_json_writer_member_int (writer, "line", notice->line);
      quoth_json_writer_member (writer, "message", notice->message);
      quoth_json_writer_end_object (writer);
    }
  quoth_json_writer_end_array (writer);
}

static void
write_report (QuothJsonWriter         *writer,
              const QuothImportReport *report)
{
  quoth_json_writer_member_int (writer, "new_articles", (gint64) report->counts.n_articles);
  quoth_json_writer_member_int (writer, "new_annotations", (gint64) report->counts.n_annotations);
  quoth_json_writer_key (writer, "scheme_additions");
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; i < report->scheme_additions->len; i++)
    quoth_json_writer_string (writer, report->scheme_additions->pdata[i]);
  quoth_json_writer_end_array (writer);
  quoth_json_writer_key (writer, "left_out");
  quoth_json_writer_begin_object (writer);
  quoth_json_writer_member_int (writer, "annotations", (gint64) report->left_out.n_annotations);
  quoth_json_writer_member_int (writer, "attributes", (gint64) report->left_out.n_attributes);
  quoth_json_writer_member_int (writer, "links", (gint64) report->left_out.n_links);
  quoth_json_writer_end_object (writer);
  write_notices (writer, "notices", report->notices, report->n_notices);
  write_notices (writer, "refused", report->refused, report->n_refused);
}

int
quoth_cli_import_preview (QuothProject           *project,
                          const char *const      *paths,
                          const char             *format,
                          const QuothReadOptions *options,
                          gboolean                as_json)
{
  g_autoptr (QuothCliJob) job = quoth_cli_job_begin (_("Looking"));
  g_autoptr (QuothImportReport) report = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_object (&writer);
  quoth_json_writer_key (&writer, "files");
  quoth_json_writer_begin_array (&writer);
  report = quoth_import_rehearse (project, paths, format, options,
                                  as_json ? write_unit : print_unit, &writer,
                                  quoth_cli_job_progress (job), &error);
  g_clear_pointer (&job, quoth_cli_job_end);
  if (report == NULL)
    return quoth_cli_fail (quoth_project_get_path (project), g_steal_pointer (&error));
  quoth_json_writer_end_array (&writer);
  write_report (&writer, report);
  quoth_json_writer_end_object (&writer);
  quoth_cli_import_print_refused (report);
  if (as_json)
    quoth_cli_print_json (out);
  else
    print_report (report);
  return report->n_refused > 0 ? QUOTH_CLI_REFUSED : QUOTH_CLI_DONE;
}
