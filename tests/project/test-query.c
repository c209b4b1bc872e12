/* test-query.c - lists, counts, ledgers and commands against a plain reckoning
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"
#include "quoth-project-query.h"

#define N_ARTICLES 25

static void
commit (QuothProject *project,
        QuothCommand *command)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (command);
  g_assert_true (quoth_project_commit (project, command, &error));
  g_assert_no_error (error);
}

/* Article i: status by i % 3 (0 none, 1 done, 2 new); a mention of ent-(i % 2) at 10;
 * every fifth has an open mention, too; a claim by the mention where i % 4 == 0. */
static void
populate (Fixture *fixture)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("entities");

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("ent-%u", i);
      g_autoptr (QuothEntity) entity = quoth_entity_new ("person", i == 0 ? "Jane Doe" : "J. Roe");

      quoth_entity_set_id (entity, id);
      quoth_entity_add_alias (entity, i == 0 ? "Doe" : "Roe");
      quoth_command_add_entity (command, NULL, entity);
    }
  commit (fixture->project, command);
  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *id = g_strdup_printf ("art%02u", i);
      g_autofree char *entity = g_strdup_printf ("ent-%u", i % 2);
      g_autoptr (QuothArticleData) data = fixture_article (id, "We go.");
      QuothAnnotation *mention = fixture_annotation ("m", "person", 16, 24);

      if (i % 3 > 0)
        quoth_article_take_tags (data->article,
                                 quoth_attributes_with_string (NULL, "status",
                                                               i % 3 == 1 ? "done" : "new"));
      quoth_annotation_set_entity (mention, entity);
      g_ptr_array_add (data->annotations, mention);
      if (i % 5 == 0)
        g_ptr_array_add (data->annotations, fixture_annotation ("open", "person", 7, 15));
      if (i % 4 == 0)
        {
          QuothAnnotation *claim = fixture_annotation ("c", "claim", 32, 38);

          quoth_annotation_add_link (claim, "speaker", "m", NULL);
          g_ptr_array_add (data->annotations, claim);
        }
      fixture_import (fixture->project, data);
    }
}

static gboolean
passes (guint                     i,
        const QuothArticleFilter *filter)
{
  g_autofree char *entity = g_strdup_printf ("ent-%u", i % 2);
  g_autofree char *name = g_strdup_printf ("art%02u", i);

  return (filter->text == NULL || strstr (name, filter->text) != NULL)
         && (filter->status == NULL
             || g_strcmp0 (filter->status, i % 3 == 1 ? "done" : "new") == 0)
         && (filter->type == NULL || strcmp (filter->type, "person") == 0
             || (strcmp (filter->type, "claim") == 0 && i % 4 == 0))
         && (filter->entity == NULL || strcmp (filter->entity, entity) == 0)
         && (!filter->open_tasks || i % 5 == 0)
         && (filter->layer == NULL || strcmp (filter->layer, "anna") == 0);
}

static char *
names_of (GPtrArray *rows)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (names, "%s ", ((QuothArticleRow *) rows->pdata[i])->article->name);
  return g_string_free (names, FALSE);
}

/* All pages of four, forwards or backwards, in ascending order. */
static char *
page_through (Fixture                  *fixture,
              const QuothArticleFilter *filter,
              gboolean                  backwards)
{
  g_autofree char *all = g_strdup ("");
  gint64 from = 0;

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = quoth_project_list_articles (fixture->project, filter, from,
                                                                backwards, 4, &error);
      g_autofree char *names = NULL;
      char *next;

      g_assert_no_error (error);
      if (rows->len == 0)
        return g_steal_pointer (&all);
      names = names_of (rows);
      next = backwards ? g_strconcat (names, all, NULL) : g_strconcat (all, names, NULL);
      g_free (all);
      all = next;
      from = ((QuothArticleRow *) rows->pdata[backwards ? 0 : rows->len - 1])->row;
    }
}

static void
check_filter (Fixture                  *fixture,
              const QuothArticleFilter *filter)
{
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char *forwards = page_through (fixture, filter, FALSE);
  g_autofree char *backwards = page_through (fixture, filter, TRUE);
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *id = g_strdup_printf ("art%02u", i);

      if (passes (i, filter))
        {
          g_string_append_printf (expected, "%s ", id);
          n++;
        }
      g_assert_cmpint (quoth_project_article_position (fixture->project, filter,
                         quoth_project_get_article_row (fixture->project, id), &error), ==, n);
      g_assert_no_error (error);
    }
  g_assert_cmpstr (forwards, ==, expected->str);
  g_assert_cmpstr (backwards, ==, expected->str);
  g_assert_cmpint (quoth_project_count_articles (fixture->project, filter, &error), ==, n);
  g_assert_no_error (error);
}

/* Every combination of filters. */
static void
test_filters (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const texts[] = { NULL, "1", "ART" };
  static const char *const statuses[] = { NULL, "new", "done" };
  static const char *const types[] = { NULL, "claim", "nothing" };
  static const char *const entities[] = { NULL, "ent-0", "ent-9" };
  static const char *const layers[] = { NULL, "anna" };

  populate (fixture);
  for (guint i = 0; i < 3 * 3 * 3 * 3 * 2 * 2; i++)
    {
      QuothArticleFilter filter = { texts[i % 3], statuses[i / 3 % 3], types[i / 9 % 3],
                                    entities[i / 27 % 3], layers[i / 81 % 2], i / 162 % 2 };

      if (g_strcmp0 (filter.text, "ART") == 0)
        filter.text = "art";
      check_filter (fixture, &filter);
    }
}

static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  QuothArticleFilter other = { .layer = "nobody" };
  QuothArticleFilter nothing = { .type = "person", .layer = "nobody" };

  populate (fixture);
  rows = quoth_project_list_articles (fixture->project, NULL, 0, FALSE, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, N_ARTICLES);
  for (guint i = 0; i < rows->len; i++)
    {
      QuothArticleRow *row = rows->pdata[i];

      g_assert_cmpuint (row->n_open_tasks, ==, i % 5 == 0);
      g_assert_cmpuint (row->n_annotations, ==, 1 + (i % 5 == 0) + (i % 4 == 0));
    }
  g_assert_cmpint (quoth_project_count_articles (fixture->project, &other, NULL), ==, N_ARTICLES);
  g_assert_cmpint (quoth_project_count_articles (fixture->project, &nothing, NULL), ==, 0);
  g_assert_cmpint (quoth_project_get_article_row (fixture->project, "none"), ==, 0);
  g_assert_null (quoth_project_lookup_article (fixture->project, "none", &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_MISSING);
}

static char *
ledger (Fixture    *fixture,
        const char *entity,
        gboolean    claims,
        guint       limit)
{
  GString *out = g_string_new (NULL);
  g_autofree char *after = NULL;

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = quoth_project_list_ledger (fixture->project, entity, NULL, claims,
                                                              &after, limit, &error);

      g_assert_no_error (error);
      if (rows->len == 0)
        return g_string_free (out, FALSE);
      g_assert_cmpuint (rows->len, <=, limit);
      for (guint i = 0; i < rows->len; i++)
        {
          QuothLedgerRow *row = rows->pdata[i];

          g_string_append_printf (out, "%s:%s ", row->article, row->quote);
          g_assert_true (g_str_has_prefix (row->before, row->article));
        }
    }
}

static void
test_ledger (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *claims = NULL;
  gint64 n_mentions = 0;
  gint64 n_claims = 0;
  gsize length = 0;

  populate (fixture);
  for (guint limit = 1; limit < 30; limit += 7)
    {
      g_autofree char *mentions = ledger (fixture, "ent-0", FALSE, limit);

      g_assert_true (g_str_has_prefix (mentions, "art00:Jane Doe art02:Jane Doe art04:"));
      g_assert_true (length == 0 || length == strlen (mentions));
      length = strlen (mentions);
    }
  claims = ledger (fixture, "ent-0", TRUE, 3);
  g_assert_cmpstr (claims, ==, "art00:We go. art04:We go. art08:We go. art12:We go. art16:We go. "
                               "art20:We go. art24:We go. ");
  g_assert_true (quoth_project_count_ledger (fixture->project, "ent-0", &n_mentions, &n_claims,
                                             &error));
  g_assert_cmpint (n_mentions, ==, 13);
  g_assert_cmpint (n_claims, ==, 7);
  g_assert_true (quoth_project_count_ledger (fixture->project, "ent-1", &n_mentions, &n_claims,
                                             &error));
  g_assert_cmpint (n_mentions, ==, 12);
  g_assert_cmpint (n_claims, ==, 0);
}

static gint64
named (GArray     *counts,
       const char *name)
{
  for (guint i = 0; i < counts->len; i++)
    if (strcmp (g_array_index (counts, QuothNamedCount, i).name, name) == 0)
      return g_array_index (counts, QuothNamedCount, i).count;
  return 0;
}

static void
test_info (Fixture       *fixture,
           gconstpointer  data)
{
  const char *const gone[] = { "art00", "art01", "art00", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothProjectInfo) info = NULL;
  g_autoptr (QuothProjectInfo) less = NULL;
  g_autoptr (QuothCommand) command = NULL;

  populate (fixture);
  info = quoth_project_get_info (fixture->project, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info->n_articles, ==, 25);
  g_assert_cmpint (info->n_annotations, ==, 25 + 5 + 7);
  g_assert_cmpint (info->n_entities, ==, 2);
  g_assert_cmpint (info->n_layers, ==, 1);
  g_assert_cmpint (named (info->type_counts, "person"), ==, 30);
  g_assert_cmpint (named (info->type_counts, "claim"), ==, 7);
  g_assert_cmpint (named (info->layer_counts, "anna"), ==, 37);
  g_assert_cmpint (named (info->status_counts, "new"), ==, 17);
  g_assert_cmpint (named (info->status_counts, "done"), ==, 8);
  g_assert_cmpint (quoth_project_count_type (fixture->project, "claim"), ==, 7);
  g_assert_cmpint (quoth_project_count_type (fixture->project, "nothing"), ==, 0);

  command = quoth_project_remove_articles (fixture->project, gone, &error);
  commit (fixture->project, command);
  less = quoth_project_get_info (fixture->project, &error);
  g_assert_cmpint (less->n_articles, ==, 23);
  g_assert_cmpint (less->n_annotations, ==, 37 - 3 - 1);
  g_assert_cmpint (named (less->status_counts, "done"), ==, 7);
}

static void
test_find_by_hash (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (QuothArticleData) article = fixture_article ("art07", "We go.");
  g_autofree char *hash = quoth_text_get_hash (article->text);
  g_autofree char *id = NULL;

  populate (fixture);
  id = quoth_project_find_by_hash (fixture->project, hash);
  g_assert_cmpstr (id, ==, "art07");
  hash[0] = hash[0] == 'a' ? 'b' : 'a';
  g_assert_null (quoth_project_find_by_hash (fixture->project, hash));
  g_assert_null (quoth_project_find_by_hash (fixture->project, "no hash"));
}

static void
undo_to (Fixture    *fixture,
         const char *before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothCommand) undone = quoth_project_undo (fixture->project, &error);
  g_autofree char *after = fixture_dump (fixture->project);

  g_assert_no_error (error);
  g_assert_nonnull (undone);
  g_assert_cmpstr (after, ==, before);
}

static void
test_merge_and_split (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autoptr (QuothCommand) merge = NULL;
  g_autoptr (QuothCommand) split = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *other = NULL;
  QuothRegistry *registry = quoth_project_get_registry (fixture->project);
  gint64 n = 0;

  populate (fixture);
  before = fixture_dump (fixture->project);
  g_assert_null (quoth_project_merge_entities (fixture->project, "ent-1", "ent-1", &error));
  g_clear_error (&error);
  merge = quoth_project_merge_entities (fixture->project, "ent-1", "ent-0", &error);
  commit (fixture->project, merge);
  quoth_project_count_ledger (fixture->project, "ent-0", &n, NULL, &error);
  g_assert_cmpint (n, ==, 25);
  g_assert_true (g_strv_contains ((const char *const *) quoth_registry_lookup (registry,
                                                                              "ent-0")->aliases,
                                  "J. Roe"));
  g_assert_cmpstr (quoth_registry_resolve (registry, "ent-1")->id, ==, "ent-0");
  g_assert_null (quoth_project_merge_entities (fixture->project, "ent-1", "ent-0", &error));
  g_clear_error (&error);
  undo_to (fixture, before);

  rows = quoth_project_list_ledger (fixture->project, "ent-0", NULL, FALSE, NULL, 4, &error);
  g_assert_cmpuint (rows->len, ==, 4);
  split = quoth_project_split_entity (fixture->project, "ent-0", "Doe", rows, &other, &error);
  commit (fixture->project, split);
  quoth_project_count_ledger (fixture->project, other, &n, NULL, &error);
  g_assert_cmpint (n, ==, 4);
  g_assert_cmpuint (g_strv_length (quoth_registry_lookup (registry, "ent-0")->aliases), ==, 0);
  g_assert_null (quoth_project_split_entity (fixture->project, "ent-0", "X", rows, NULL, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_STALE);
  undo_to (fixture, before);
}

/* Articles that were taken out follow, so that undo can bring them back as they were. */
static void
test_merge_reaches_removed (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autoptr (QuothCommand) remove = NULL;
  g_autoptr (QuothCommand) merge = NULL;
  g_autoptr (QuothArticleData) article = NULL;

  populate (fixture);
  before = fixture_dump (fixture->project);
  remove = quoth_project_remove_articles (fixture->project,
                                          (const char *const[]){ "art01", NULL }, &error);
  commit (fixture->project, remove);
  merge = quoth_project_merge_entities (fixture->project, "ent-1", "ent-0", &error);
  commit (fixture->project, merge);
  article = quoth_project_read_article (fixture->project, "art01", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((QuothAnnotation *) article->annotations->pdata[0])->entity, ==, "ent-0");
  quoth_command_unref (quoth_project_undo (fixture->project, &error));
  g_assert_no_error (error);
  undo_to (fixture, before);
}

static void
test_history (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothCommand) merge = NULL;
  g_autoptr (QuothCommand) undone = NULL;
  g_autoptr (QuothCommand) redone = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  QuothHistoryRow *row;

  populate (fixture);
  merge = quoth_project_merge_entities (fixture->project, "ent-1", "ent-0", &error);
  commit (fixture->project, merge);
  undone = quoth_project_undo (fixture->project, &error);
  redone = quoth_project_redo (fixture->project, &error);
  g_assert_no_error (error);
  rows = quoth_project_list_history (fixture->project, "ent-1", 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 4);
  row = rows->pdata[0];
  g_assert_cmpstr (row->verb, ==, "redo:merge-entities");
  g_assert_nonnull (strstr (row->after, "ent-0"));
  g_assert_null (strstr (row->before, "ent-0"));
  row = rows->pdata[1];
  g_assert_cmpstr (row->verb, ==, "undo:merge-entities");
  row = rows->pdata[3];
  g_assert_cmpstr (row->verb, ==, "entities");
  g_assert_null (row->before);
  g_assert_nonnull (row->after);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/query/filters", test_filters);
  ADD ("/query/rows", test_rows);
  ADD ("/query/ledger", test_ledger);
  ADD ("/query/info", test_info);
  ADD ("/query/find-by-hash", test_find_by_hash);
  ADD ("/query/merge-and-split", test_merge_and_split);
  ADD ("/query/merge-reaches-removed", test_merge_reaches_removed);
  ADD ("/query/history", test_history);
  return g_test_run ();
}
