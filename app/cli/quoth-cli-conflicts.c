/* quoth-cli-conflicts.c - quothctl conflicts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"
#include "quoth-conflicts.h"
#include "quoth-remark.h"

#include <string.h>

typedef struct
{
  char     *take; /* "ours", "theirs" or a number from 1 */
  char     *id;
  char     *article; /* nullable: only what is of it */
  gboolean  all;
  gboolean  json;
} ConflictOptions;

/* What something that was deleted is kept for. */
static void
write_leads (QuothJsonWriter     *writer,
             const QuothConflict *conflict)
{
  quoth_json_writer_key (writer, "led_to_by");
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; i < conflict->leads->len; i++)
    {
      QuothAnnotation *lead = conflict->leads->pdata[i];
      gboolean comment = quoth_remark_is_comment (lead);
      g_autofree char *by = comment ? quoth_remark_dup_author (lead) : g_strdup (lead->layer);

      quoth_json_writer_begin_object (writer);
      quoth_json_writer_member (writer, "kind", comment ? "comment" : "link");
      quoth_json_writer_member (writer, "id", lead->id);
      quoth_json_writer_member (writer, "layer", lead->layer);
      quoth_json_writer_member (writer, "by", by);
      if (comment)
        quoth_json_writer_member (writer, "text", lead->note);
      quoth_json_writer_end_object (writer);
    }
  quoth_json_writer_end_array (writer);
}

static void
print_leads (const QuothConflict *conflict)
{
  for (guint i = 0; i < conflict->leads->len; i++)
    {
      QuothAnnotation *lead = conflict->leads->pdata[i];
      g_autofree char *author = NULL;

      if (!quoth_remark_is_comment (lead))
        {
          /* Translators: the id of an annotation, and whose layer it is in */
          quoth_cli_print (_("     %s of %s links to it\n"), lead->id, lead->layer);
          continue;
        }
      author = quoth_remark_dup_author (lead);
      /* Translators: who wrote a comment, and its text */
      quoth_cli_print (_("     commented on by %s: “%s”\n"), author != NULL ? author : "–",
                       lead->note != NULL ? lead->note : "");
    }
}

static void
write_conflict (QuothJsonWriter     *writer,
                const QuothConflict *conflict)
{
  static const char *const kinds[] = { "annotation", "entity", "article", "layer", "scheme" };

  quoth_json_writer_begin_object (writer);
  quoth_json_writer_member (writer, "kind", kinds[conflict->kind]);
  quoth_json_writer_member (writer, "article", conflict->article);
  quoth_json_writer_member (writer, "id", conflict->id);
  quoth_json_writer_member (writer, "layer", conflict->layer);
  quoth_json_writer_key (writer, "before");
  quoth_json_writer_raw (writer, conflict->base != NULL ? conflict->base : "null");
  quoth_json_writer_key (writer, "versions");
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; i < conflict->contents->len; i++)
    {
      quoth_json_writer_begin_object (writer);
      quoth_json_writer_member (writer, "by", i < conflict->authors->len
                                              ? conflict->authors->pdata[i] : NULL);
      quoth_json_writer_key (writer, "content");
      quoth_json_writer_raw (writer, conflict->contents->pdata[i]);
      quoth_json_writer_end_object (writer);
    }
  quoth_json_writer_end_array (writer);
  write_leads (writer, conflict);
  quoth_json_writer_end_object (writer);
}

static void
print_conflict (const QuothConflict *conflict)
{
  /* Translators: the id of a record, the id of its article or “–” */
  quoth_cli_print (_("%s in %s\n"), *conflict->id != '\0' ? conflict->id : "–",
                   conflict->article != NULL ? conflict->article : "–");
  for (guint i = 0; i < conflict->contents->len; i++)
    {
      const char *by = i < conflict->authors->len ? conflict->authors->pdata[i] : NULL;
      gboolean deleted = strcmp (conflict->contents->pdata[i], "null") == 0;

      quoth_cli_print ("  %u  %s: %s\n", i + 1, by != NULL ? by : "–",
                       deleted ? _("deleted") : (const char *) conflict->contents->pdata[i]);
    }
  print_leads (conflict);
}

/* What stands is the first; -1 when the conflict has no such version, or too many. */
static int
choose (const QuothConflict *conflict,
        const char          *take)
{
  guint64 n;

  if (strcmp (take, "ours") == 0)
    return 0;
  if (strcmp (take, "theirs") == 0)
    return conflict->contents->len == 2 ? 1 : -1;
  return g_ascii_string_to_unsigned (take, 10, 1, conflict->contents->len, &n, NULL)
         ? (int) n - 1 : -1;
}

/* Of an article is also what is said of it as a whole; shared records are of none. */
static gboolean
is_of_article (const QuothConflict   *conflict,
               const ConflictOptions *options)
{
  return options->article == NULL || g_strcmp0 (conflict->article, options->article) == 0
         || (conflict->kind == QUOTH_RECORD_ARTICLE
             && strcmp (conflict->id, options->article) == 0);
}

static gboolean
is_meant (const QuothConflict   *conflict,
          const ConflictOptions *options)
{
  return is_of_article (conflict, options)
         && (options->all || strcmp (conflict->id, options->id) == 0);
}

/* Before the first is settled, whether all have the version that is wanted. */
static gboolean
check_choices (GPtrArray             *conflicts,
               const ConflictOptions *options)
{
  guint n = 0;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const QuothConflict *conflict = conflicts->pdata[i];

      if (!is_meant (conflict, options))
        continue;
      n++;
      if (choose (conflict, options->take) >= 0)
        continue;
      quoth_cli_message (_("%s has %u versions; name one by its number."), conflict->id,
                         conflict->contents->len);
      return FALSE;
    }
  if (n == 0 && !options->all)
    quoth_cli_message (_("There is no conflict of the id “%s”."), options->id);
  return n > 0 || options->all;
}

static int
settle (QuothProject          *project,
        GPtrArray             *conflicts,
        const ConflictOptions *options,
        const char            *path)
{
  guint n = 0;

  if (!check_choices (conflicts, options))
    return QUOTH_CLI_FAILED;
  for (guint i = 0; i < conflicts->len; i++)
    {
      QuothConflict *conflict = conflicts->pdata[i];
      int choice = choose (conflict, options->take);
      g_autoptr (QuothCommand) command = NULL;
      g_autoptr (GError) error = NULL;

      if (!is_meant (conflict, options))
        continue;
      /* One that was settled before may have answered this one, or taken links out of it. */
      if (!quoth_conflict_renew (conflict, project, &error))
        {
          if (error == NULL)
            continue;
          return quoth_cli_fail (path, g_steal_pointer (&error));
        }
      choice = MIN (choice, (int) conflict->contents->len - 1);
      command = quoth_conflict_settle (project, conflict, (guint) choice, &error);
      if (command == NULL || !quoth_project_commit (project, command, &error))
        return quoth_cli_fail (path, g_steal_pointer (&error));
      n++;
    }
  if (quoth_cli_talks ())
    quoth_cli_print (ngettext ("%u conflict settled\n", "%u conflicts settled\n", n), n);
  return QUOTH_CLI_DONE;
}

static int
list_conflicts (GPtrArray             *conflicts,
                const ConflictOptions *options)
{
  g_autoptr (GString) out = g_string_new (NULL);
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_array (&writer);
  for (guint i = 0; i < conflicts->len; i++)
    if (!is_of_article (conflicts->pdata[i], options))
      continue;
    else if (options->json)
      write_conflict (&writer, conflicts->pdata[i]);
    else
      print_conflict (conflicts->pdata[i]);
  quoth_json_writer_end_array (&writer);
  if (options->json)
    quoth_cli_print_json (out);
  return QUOTH_CLI_DONE;
}

static int
run_conflicts (const char            *path,
               const ConflictOptions *options)
{
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;
  int status = QUOTH_CLI_DONE;

  if ((options->take != NULL) != (options->id != NULL || options->all))
    return quoth_cli_usage_error (_("--take needs --id or --all, and they need it."));
  if (options->take != NULL && strcmp (options->take, "ours") != 0
      && strcmp (options->take, "theirs") != 0
      && !g_ascii_string_to_unsigned (options->take, 10, 1, G_MAXINT, NULL, NULL))
    return quoth_cli_usage_error (_("--take wants ours, theirs or a number."));
  project = quoth_cli_open (path, options->take != NULL, &status);
  if (project == NULL)
    return status;
  conflicts = quoth_conflicts_list (project, NULL, &error);
  if (conflicts == NULL)
    status = quoth_cli_fail (path, g_steal_pointer (&error));
  else if (options->take != NULL)
    status = settle (project, conflicts, options, path);
  else
    status = list_conflicts (conflicts, options);
  quoth_project_close (project);
  return status;
}

int
quoth_cli_conflicts (int    argc,
                     char **argv)
{
  ConflictOptions o = { NULL };
  const GOptionEntry entries[] = {
    { "take", 0, 0, G_OPTION_ARG_STRING, &o.take,
      N_("Settle: the version that stands, the other one, or that of a number"),
      "ours|theirs|N" },
    { "id", 0, 0, G_OPTION_ARG_STRING, &o.id, N_("Of the record with this id"), "ID" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &o.all, N_("Of all records"), NULL },
    { "article", 0, 0, G_OPTION_ARG_STRING, &o.article, N_("Only of the article with this id"),
      "ID" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &o.json, N_("Print one JSON value"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  const QuothCliUsage usage = {
    "PROJECT", N_("Lists what was changed in two places apart, or settles it."), entries, 1, 1
  };
  g_auto (GStrv) parameters = NULL;
  int status = QUOTH_CLI_USAGE;

  if (quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    status = run_conflicts (parameters[0], &o);
  g_free (o.take);
  g_free (o.id);
  g_free (o.article);
  return status;
}
