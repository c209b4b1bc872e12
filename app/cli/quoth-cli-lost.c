/* quoth-cli-lost.c - quothctl lost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"
#include "quoth-lost.h"
#include "quoth-project-comments.h"

#include <string.h>

typedef struct
{
  char     *article; /* nullable: only of it */
  char     *id;
  char     *place;   /* "near" or "10-20,30-40" */
  gboolean  drop;
  gboolean  json;
} LostOptions;

static char *
slice_near (QuothArticleData *data,
            QuothAnnotation  *mark)
{
  return quoth_annotation_dup_text (mark, data->text, " … ");
}

static void
write_mark (QuothJsonWriter  *writer,
            QuothArticleData *data,
            QuothAnnotation  *mark)
{
  g_autoptr (QuothAnnotation) lost = quoth_lost_dup_annotation (mark, NULL);
  g_autofree char *words = quoth_lost_dup_words (mark);
  g_autofree char *near = slice_near (data, mark);
  g_autofree char *layer = quoth_lost_dup_layer (mark);

  quoth_json_writer_begin_object (writer);
  quoth_json_writer_member (writer, "id", mark->id);
  quoth_json_writer_member (writer, "article", data->article->id);
  quoth_json_writer_member (writer, "name", data->article->name);
  quoth_json_writer_member (writer, "layer", layer);
  quoth_json_writer_member (writer, "annotation", lost != NULL ? lost->id : NULL);
  quoth_json_writer_member (writer, "type", lost != NULL ? lost->type : NULL);
  quoth_json_writer_member (writer, "words", words);
  quoth_json_writer_key (writer, "near");
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; i < mark->n_parts; i++)
    {
      quoth_json_writer_begin_array (writer);
      quoth_json_writer_int (writer, mark->parts[i].start);
      quoth_json_writer_int (writer, mark->parts[i].end);
      quoth_json_writer_end_array (writer);
    }
  quoth_json_writer_end_array (writer);
  quoth_json_writer_member (writer, "near_words", near);
  quoth_json_writer_end_object (writer);
}

static void
print_mark (QuothArticleData *data,
            QuothAnnotation  *mark)
{
  g_autoptr (QuothAnnotation) lost = quoth_lost_dup_annotation (mark, NULL);
  g_autofree char *words = quoth_lost_dup_words (mark);
  g_autofree char *near = slice_near (data, mark);
  g_autofree char *layer = quoth_lost_dup_layer (mark);

  quoth_cli_print ("%s  %s  %s  %s\n", mark->id, data->article->name,
                   layer != NULL ? layer : "–", lost != NULL ? lost->type : "–");
  /* Translators: the words of an annotation that were changed, and where they may be now */
  quoth_cli_print (_("  “%s”, now near “%s”\n"), words, near);
}

static GPtrArray *
read_articles (QuothProject       *project,
               const LostOptions  *options,
               GError            **error)
{
  g_autoptr (GPtrArray) rows = quoth_project_list_remarks (project, QUOTH_TYPE_ID_LOST,
                                                           options->article, NULL, G_MAXINT, error);
  g_autoptr (GPtrArray) articles =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_article_data_free);
  const char *last = NULL;

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const QuothCommentRow *row = rows->pdata[i];
      QuothArticleData *data;

      if (!quoth_lost_is_open (row->comment) || g_strcmp0 (last, row->article) == 0)
        continue;
      data = quoth_project_read_article (project, row->article, NULL, error);
      if (data == NULL)
        return NULL;
      g_ptr_array_add (articles, data);
      last = row->article;
    }
  return g_steal_pointer (&articles);
}

static void
list_marks (GPtrArray         *articles,
            const LostOptions *options)
{
  g_autoptr (GString) out = g_string_new (NULL);
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_array (&writer);
  for (guint i = 0; i < articles->len; i++)
    {
      QuothArticleData *data = articles->pdata[i];
      g_autoptr (GPtrArray) marks = quoth_lost_list_open (data);

      for (guint k = 0; k < marks->len; k++)
        if (options->json)
          write_mark (&writer, data, marks->pdata[k]);
        else
          print_mark (data, marks->pdata[k]);
    }
  quoth_json_writer_end_array (&writer);
  if (options->json)
    quoth_cli_print_json (out);
}

/* Of QuothSpan; NULL when @place is none. */
static GArray *
parse_place (const char      *place,
             QuothAnnotation *mark)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  g_auto (GStrv) parts = g_strsplit (place, ",", -1);
  guint n_spans;

  if (strcmp (place, "near") == 0)
    {
      g_array_append_vals (spans, mark->parts, mark->n_parts);
      return g_steal_pointer (&spans);
    }
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) ends = g_strsplit (parts[i], "-", -1);
      guint64 start, end;
      QuothSpan span;

      if (g_strv_length (ends) != 2
          || !g_ascii_string_to_unsigned (ends[0], 10, 0, G_MAXINT, &start, NULL)
          || !g_ascii_string_to_unsigned (ends[1], 10, start + 1, G_MAXINT, &end, NULL))
        return NULL;
      span = (QuothSpan) { (guint) start, (guint) end };
      g_array_append_val (spans, span);
    }
  n_spans = spans->len;
  if (n_spans == 0 || !quoth_spans_normalize ((QuothSpan *) spans->data, &n_spans))
    return NULL;
  g_array_set_size (spans, n_spans);
  return g_steal_pointer (&spans);
}

static int
settle (QuothProject      *project,
        QuothArticleData  *data,
        QuothAnnotation   *mark,
        const LostOptions *options)
{
  const char *by = quoth_project_get_annotator (project);
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GArray) spans = NULL;
  g_autoptr (GError) error = NULL;

  if (options->drop)
    command = quoth_lost_drop (data->article->id, mark, by);
  else
    {
      spans = parse_place (options->place, mark);
      if (spans == NULL)
        return quoth_cli_usage_error (_("--place wants “near”, or parts such as 10-20,30-40."));
      command = quoth_lost_place (quoth_project_get_scheme (project), data, mark,
                                  (QuothSpan *) spans->data, spans->len, by, &error);
    }
  if (command == NULL || !quoth_project_commit (project, command, &error))
    return quoth_cli_fail (quoth_project_get_path (project), g_steal_pointer (&error));
  return QUOTH_CLI_DONE;
}

static int
settle_one (QuothProject      *project,
            GPtrArray         *articles,
            const LostOptions *options)
{
  for (guint i = 0; i < articles->len; i++)
    {
      g_autoptr (GPtrArray) marks = quoth_lost_list_open (articles->pdata[i]);

      for (guint k = 0; k < marks->len; k++)
        if (strcmp (((QuothAnnotation *) marks->pdata[k])->id, options->id) == 0)
          return settle (project, articles->pdata[i], marks->pdata[k], options);
    }
  quoth_cli_message (_("Nothing of the id “%s” is to be settled."), options->id);
  return QUOTH_CLI_FAILED;
}

static int
run (const char        *path,
     const LostOptions *options)
{
  gboolean settles = options->place != NULL || options->drop;
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (GPtrArray) articles = NULL;
  g_autoptr (GError) error = NULL;
  int status = QUOTH_CLI_DONE;

  if (settles != (options->id != NULL) || (options->place != NULL && options->drop))
    return quoth_cli_usage_error (_("--id needs --place or --drop, and they need it."));
  project = quoth_cli_open (path, settles, &status);
  if (project == NULL)
    return status;
  articles = read_articles (project, options, &error);
  if (articles == NULL)
    status = quoth_cli_fail (path, g_steal_pointer (&error));
  else if (settles)
    status = settle_one (project, articles, options);
  else
    list_marks (articles, options);
  quoth_project_close (project);
  return status;
}

int
quoth_cli_lost (int    argc,
                char **argv)
{
  LostOptions o = { NULL };
  const GOptionEntry entries[] = {
    { "article", 0, 0, G_OPTION_ARG_STRING, &o.article, N_("Only of the article with this id"),
      "ID" },
    { "id", 0, 0, G_OPTION_ARG_STRING, &o.id, N_("Settle what is listed under this id"), "ID" },
    { "place", 0, 0, G_OPTION_ARG_STRING, &o.place,
      N_("Place it: where the list says, or at these code points"), "near|START-END[,START-END]" },
    { "drop", 0, 0, G_OPTION_ARG_NONE, &o.drop, N_("Drop it: it is not needed any more"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &o.json, N_("Print one JSON value"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  const QuothCliUsage usage = {
    "PROJECT", N_("Lists annotations that lost their place when their text was corrected, or"
                  " settles one."), entries, 1, 1
  };
  g_auto (GStrv) parameters = NULL;
  int status = QUOTH_CLI_USAGE;

  if (quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    status = run (parameters[0], &o);
  g_free (o.article);
  g_free (o.id);
  g_free (o.place);
  return status;
}
