/* test-bulk.c - imports are whole or not at all, and can be taken back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"

#include "quoth-db-private.h"
#include "quoth-id.h"

static QuothBulk *
begin (QuothProject *project)
{
  g_autoptr (GError) error = NULL;
  QuothBulk *bulk = quoth_bulk_begin (project, &error);

  g_assert_no_error (error);
  return bulk;
}

static void
add (QuothBulk  *bulk,
     const char *id,
     const char *words,
     const char *type)
{
  g_autoptr (QuothArticleData) data = fixture_article (id, words);
  g_autoptr (GError) error = NULL;

  if (type != NULL)
    g_ptr_array_add (data->annotations, fixture_annotation ("n1", type, 0, 2));
  quoth_bulk_add_article (bulk, data, &error);
  g_assert_no_error (error);
}

static void
end_unit (QuothBulk *bulk)
{
  g_autoptr (GError) error = NULL;

  quoth_bulk_end_unit (bulk, &error);
  g_assert_no_error (error);
}

static void
finish (QuothBulk *bulk)
{
  g_autoptr (GError) error = NULL;

  quoth_bulk_finish (bulk, &error);
  g_assert_no_error (error);
}

static void
assert_dump (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *now = fixture_dump (fixture->project);

  g_assert_cmpstr (now, ==, expected);
}

static void
test_units (Fixture       *fixture,
            gconstpointer  data)
{
  QuothBulk *bulk = begin (fixture->project);
  QuothBulkCounts counts;
  g_autoptr (GPtrArray) additions = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = NULL;

  quoth_bulk_begin_unit (bulk, &error);
  add (bulk, "a", "First", "person");
  end_unit (bulk);
  quoth_bulk_begin_unit (bulk, &error);
  add (bulk, "b", "Second", "vegetable");
  quoth_bulk_abort_unit (bulk);
  quoth_bulk_begin_unit (bulk, &error);
  add (bulk, "c", "Third", "mineral");
  end_unit (bulk);
  quoth_bulk_get_counts (bulk, &counts);
  g_assert_cmpuint (counts.n_articles, ==, 2);
  g_assert_cmpuint (counts.n_annotations, ==, 2);
  additions = quoth_bulk_get_scheme_additions (bulk);
  g_assert_cmpuint (additions->len, ==, 1);
  g_assert_cmpstr (additions->pdata[0], ==, "type: mineral");
  finish (bulk);

  dump = fixture_dump (fixture->project);
  g_assert_nonnull (strstr (dump, "Third"));
  g_assert_null (strstr (dump, "Second"));
  g_assert_null (strstr (dump, "vegetable"));
  fixture_reopen (fixture);
  assert_dump (fixture, dump);
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  QuothBulk *bulk = begin (fixture->project);
  g_autoptr (GError) error = NULL;

  finish (bulk);
  bulk = begin (fixture->project);
  quoth_bulk_begin_unit (bulk, &error);
  add (bulk, "a", "First", "person");
  quoth_bulk_abort_unit (bulk);
  finish (bulk);
  g_assert_false (quoth_project_can_undo (fixture->project));

  fixture_import_new (fixture->project, "a", "First");
  quoth_command_unref (quoth_project_undo (fixture->project, &error));
  g_assert_no_error (error);
  /* What brings nothing new does not cost the redo either. */
  bulk = begin (fixture->project);
  quoth_bulk_begin_unit (bulk, &error);
  end_unit (bulk);
  finish (bulk);
  g_assert_true (quoth_project_can_redo (fixture->project));
}

static void
test_duplicates (Fixture       *fixture,
                 gconstpointer  data)
{
  QuothBulk *bulk;
  QuothBulkCounts counts;
  g_autoptr (QuothArticleData) again = fixture_article ("a", "First");
  g_autoptr (QuothAnnotation) other = fixture_annotation ("n1", "cue", 4, 6);
  g_autoptr (QuothAnnotation) linked = fixture_annotation ("n2", "claim", 0, 9);
  g_autoptr (QuothArticleData) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *start = NULL;

  bulk = begin (fixture->project);
  quoth_bulk_begin_unit (bulk, &error);
  add (bulk, "a", "First", "person");
  end_unit (bulk);
  finish (bulk);
  start = fixture_dump (fixture->project);

  /* The same again brings nothing; an id that is taken is made anew, links follow. */
  g_ptr_array_add (again->annotations, fixture_annotation ("x9", "person", 0, 2));
  g_ptr_array_add (again->annotations, g_steal_pointer (&other));
  quoth_annotation_add_link (linked, "cue", "n1", NULL);
  quoth_annotation_add_link (linked, "speaker", "x9", NULL);
  g_ptr_array_add (again->annotations, g_steal_pointer (&linked));
  bulk = begin (fixture->project);
  quoth_bulk_begin_unit (bulk, &error);
  quoth_bulk_add_article (bulk, again, &error);
  g_assert_no_error (error);
  end_unit (bulk);
  quoth_bulk_get_counts (bulk, &counts);
  g_assert_cmpuint (counts.n_articles, ==, 0);
  g_assert_cmpuint (counts.n_duplicates, ==, 1);
  g_assert_cmpuint (counts.n_repeated, ==, 1);
  g_assert_cmpuint (counts.n_annotations, ==, 2);
  finish (bulk);

  read = quoth_project_read_article (fixture->project, "a", NULL, &error);
  g_assert_cmpuint (read->annotations->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      QuothAnnotation *annotation = read->annotations->pdata[i];

      if (strcmp (annotation->type, "claim") != 0)
        continue;
      g_assert_cmpstr (quoth_annotation_get_link (annotation, "cue")->to, !=, "n1");
      g_assert_cmpstr (quoth_annotation_get_link (annotation, "speaker")->to, ==, "n1");
    }
  quoth_command_unref (quoth_project_undo (fixture->project, &error));
  g_assert_no_error (error);
  assert_dump (fixture, start);
}

static void
test_again_after_undo (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *full = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothArticleData) article = fixture_article ("a", "First");

  g_ptr_array_add (article->annotations, fixture_annotation ("n1", "person", 0, 2));
  fixture_import (fixture->project, article);
  full = fixture_dump (fixture->project);
  quoth_command_unref (quoth_project_undo (fixture->project, &error));
  g_assert_no_error (error);
  fixture_import (fixture->project, article);
  assert_dump (fixture, full);
  quoth_command_unref (quoth_project_undo (fixture->project, &error));
  g_assert_no_error (error);
  g_assert_false (quoth_project_can_undo (fixture->project));
}

static void
test_entities (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (QuothEntity) jane = quoth_entity_new ("person", "Jane Doe");
  g_autoptr (QuothEntity) same = quoth_entity_new ("person", "Jane Doe");
  g_autoptr (QuothEntity) namesake = quoth_entity_new ("person", "Jane Doe");
  g_autoptr (QuothEntity) other = quoth_entity_new ("person", "John Roe");
  g_autoptr (QuothArticleData) article = fixture_article ("a", "First");
  g_autoptr (QuothArticleData) read = NULL;
  QuothAnnotation *mention = fixture_annotation ("n1", "person", 0, 2);
  g_autofree char *start = fixture_dump (fixture->project);
  g_autoptr (GError) error = NULL;
  QuothBulkCounts counts;
  QuothBulk *bulk;

  quoth_entity_set_id (jane, "e1");
  quoth_entity_set_id (same, "e7");
  quoth_entity_set_id (namesake, "e8");
  quoth_entity_set_id (other, "e1");
  quoth_annotation_set_entity (mention, "e7");
  g_ptr_array_add (article->annotations, mention);

  bulk = begin (fixture->project);
  quoth_bulk_begin_unit (bulk, &error);
  g_assert_true (quoth_bulk_add_entity (bulk, jane, &error));
  g_assert_true (quoth_bulk_add_entity (bulk, namesake, &error));
  end_unit (bulk);
  /* Another file, where e1 is somebody else and e7 is the Jane Doe who is there. */
  quoth_bulk_begin_unit (bulk, &error);
  g_assert_true (quoth_bulk_add_entity (bulk, other, &error));
  g_assert_true (quoth_bulk_add_entity (bulk, same, &error));
  quoth_bulk_add_article (bulk, article, &error);
  g_assert_no_error (error);
  end_unit (bulk);
  quoth_bulk_get_counts (bulk, &counts);
  g_assert_cmpuint (counts.n_entities, ==, 3);
  finish (bulk);

  read = quoth_project_read_article (fixture->project, "a", NULL, &error);
  g_assert_cmpstr (((QuothAnnotation *) read->annotations->pdata[0])->entity, ==, "e1");
  g_assert_cmpuint (quoth_registry_get_n (quoth_project_get_registry (fixture->project)), ==, 3);
  quoth_command_unref (quoth_project_undo (fixture->project, &error));
  g_assert_no_error (error);
  assert_dump (fixture, start);
}

static void
refuse (Fixture          *fixture,
        QuothAnnotation  *annotation)
{
  g_autoptr (QuothArticleData) article = fixture_article ("z", "Refused");
  g_autofree char *start = fixture_dump (fixture->project);
  g_autoptr (GError) error = NULL;
  QuothBulk *bulk = begin (fixture->project);

  g_ptr_array_add (article->annotations, fixture_annotation ("n1", "person", 0, 2));
  g_ptr_array_add (article->annotations, annotation);
  quoth_bulk_begin_unit (bulk, &error);
  g_assert_false (quoth_bulk_add_article (bulk, article, &error));
  g_assert_nonnull (error);
  quoth_bulk_abort_unit (bulk);
  finish (bulk);
  assert_dump (fixture, start);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  QuothAnnotation *annotation;

  refuse (fixture, fixture_annotation ("n2", "person", 5, 100000));
  refuse (fixture, fixture_annotation ("n1", "person", 5, 6));
  annotation = fixture_annotation ("n2", "claim", 5, 6);
  quoth_annotation_add_link (annotation, "cue", "nowhere", NULL);
  refuse (fixture, annotation);
  annotation = fixture_annotation ("n2", "person", 5, 6);
  quoth_annotation_set_entity (annotation, "nobody");
  refuse (fixture, annotation);
}

static void
add_units (QuothBulk *bulk,
           guint      n_units,
           guint      n_articles)
{
  for (guint unit = 0; unit < n_units; unit++)
    {
      quoth_bulk_begin_unit (bulk, NULL);
      for (guint i = 0; i < n_articles; i++)
        {
          g_autofree char *id = g_strdup_printf ("u%u-%u", unit, i);

          add (bulk, id, id, "mineral");
        }
      end_unit (bulk);
    }
}

/* Long enough that parts are committed on the way. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (QuothAnnotation) mark = fixture_annotation ("m1", "person", 0, 2);
  g_autoptr (QuothCommand) command = quoth_command_new ("mark");
  g_autoptr (QuothArticleData) known = fixture_article ("a", "First");
  g_autoptr (QuothProject) watcher = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *start = NULL;
  QuothBulk *bulk;

  fixture_import_new (fixture->project, "a", "First");
  quoth_command_add_annotation (command, "a", NULL, mark);
  quoth_project_commit (fixture->project, command, &error);
  g_assert_no_error (error);
  start = fixture_dump (fixture->project);

  bulk = begin (fixture->project);
  g_ptr_array_add (known->annotations, fixture_annotation ("k1", "mineral", 3, 4));
  quoth_bulk_begin_unit (bulk, &error);
  quoth_bulk_add_article (bulk, known, &error);
  g_assert_no_error (error);
  end_unit (bulk);
  add_units (bulk, 8, 1000);
  watcher = quoth_project_open_again (fixture->project, &error);
  g_assert_no_error (error);
  quoth_bulk_cancel (bulk);
  assert_dump (fixture, start);
  g_assert_true (quoth_project_poll (watcher));
  quoth_command_unref (quoth_project_undo (watcher, &error));
  g_assert_no_error (error);
  g_assert_true (quoth_project_poll (fixture->project));
}

/* A text that comes twice in one batch is one article with both annotations. */
static void
test_twice (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *start = fixture_dump (fixture->project);
  g_autofree char *full = NULL;
  g_autoptr (GError) error = NULL;
  QuothBulk *bulk = begin (fixture->project);

  for (int unit = 0; unit < 2; unit++)
    {
      quoth_bulk_begin_unit (bulk, &error);
      add (bulk, "a", "First", unit == 0 ? "person" : "cue");
      end_unit (bulk);
    }
  finish (bulk);
  full = fixture_dump (fixture->project);
  g_assert_nonnull (strstr (full, "\"type\":\"person\""));
  g_assert_nonnull (strstr (full, "\"type\":\"cue\""));
  quoth_command_unref (quoth_project_undo (fixture->project, &error));
  g_assert_no_error (error);
  assert_dump (fixture, start);
  quoth_command_unref (quoth_project_redo (fixture->project, &error));
  g_assert_no_error (error);
  assert_dump (fixture, full);
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *start = fixture_dump (fixture->project);
  g_autofree char *full = NULL;
  g_autoptr (QuothCommand) undone = NULL;
  g_autoptr (GError) error = NULL;
  QuothBulk *bulk = begin (fixture->project);

  add_units (bulk, 8, 1000);
  finish (bulk);
  fixture_reopen (fixture);
  full = fixture_dump (fixture->project);
  undone = quoth_project_undo (fixture->project, &error);
  g_assert_no_error (error);
  g_assert_false (quoth_project_can_undo (fixture->project));
  assert_dump (fixture, start);
  quoth_command_unref (quoth_project_redo (fixture->project, &error));
  g_assert_no_error (error);
  assert_dump (fixture, full);
}

static gboolean
cancel_cb (QuothArticleData  *data,
           gpointer           user_data,
           GError           **error)
{
  g_cancellable_cancel (user_data);
  return TRUE;
}

static gboolean
count_cb (QuothArticleData  *data,
          gpointer           user_data,
          GError           **error)
{
  guint *counts = user_data;

  counts[0]++;
  counts[1] += data->annotations->len;
  counts[2] += data->layers->len;
  return TRUE;
}

static void
test_foreach (Fixture       *fixture,
              gconstpointer  data)
{
  const char *const anna[] = { "anna", NULL };
  const char *const nobody[] = { "ben", "cem", NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  g_autoptr (GError) error = NULL;
  QuothBulk *bulk = begin (fixture->project);
  guint counts[3] = { 0 };

  add_units (bulk, 2, 10);
  finish (bulk);
  quoth_project_foreach_article (fixture->project, anna, NULL, count_cb, counts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts[0], ==, 20);
  g_assert_cmpuint (counts[1], ==, 20);
  quoth_project_foreach_article (fixture->project, nobody, NULL, count_cb, counts, &error);
  g_assert_cmpuint (counts[0], ==, 40);
  g_assert_cmpuint (counts[1], ==, 20);
  g_assert_cmpuint (counts[2], ==, 20);
  g_assert_false (quoth_project_foreach_article (fixture->project, NULL, progress, cancel_cb,
                                                 cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (quoth_progress_get_done (progress), ==, 1);
}

/* An article with some annotations, in some layers, some of them linked. */
static void
add_varied (QuothBulk *bulk,
            guint      n)
{
  g_autofree char *id = g_strdup_printf ("%04u", n * 7919 % 1000);
  g_autoptr (QuothArticleData) data = fixture_article (id, "Words");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n % 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u", i);
      QuothAnnotation *annotation = fixture_annotation (name, "person", i, i + 2);

      quoth_annotation_set_layer (annotation, i % 2 == 0 ? "anna" : "ben");
      if (i == 2 && n % 3 == 0)
        quoth_annotation_add_link (annotation, "repeats", "n0", NULL);
      g_ptr_array_add (data->annotations, annotation);
    }
  for (guint i = 0; n % 5 == 0 && i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("m%u", i);
      g_autofree char *layer = g_strdup_printf ("layer-%u", i % 11);
      QuothAnnotation *annotation = fixture_annotation (name, "person", i, i + 2);

      quoth_annotation_set_layer (annotation, layer);
      g_ptr_array_add (data->annotations, annotation);
    }
  if (n % 2 == 0)
    quoth_article_data_add_layer (data, "cem", "done");
  quoth_bulk_add_article (bulk, data, &error);
  g_assert_no_error (error);
}

typedef struct
{
  QuothProject *project;
  guint         n_articles;
  guint         n_links;
} Sweep;

/* Reading by the way must give what reading the article alone gives. */
static gboolean
compare_cb (QuothArticleData  *data,
            gpointer           user_data,
            GError           **error)
{
  Sweep *sweep = user_data;
  g_autoptr (QuothArticleData) alone = quoth_project_read_article (sweep->project,
                                                                   data->article->id, NULL, error);

  g_assert_nonnull (alone);
  g_assert_cmpuint (data->annotations->len, ==, alone->annotations->len);
  for (guint i = 0; i < alone->annotations->len; i++)
    {
      g_assert_true (quoth_annotation_equal (data->annotations->pdata[i],
                                             alone->annotations->pdata[i]));
      sweep->n_links += ((QuothAnnotation *) data->annotations->pdata[i])->n_links;
    }
  g_assert_cmpuint (data->layers->len, ==, alone->layers->len);
  for (guint i = 0; i < alone->layers->len; i++)
    {
      const QuothLayer *layer = data->layers->pdata[i];
      const QuothLayer *other = alone->layers->pdata[i];

      g_assert_cmpstr (layer->name, ==, other->name);
      g_assert_cmpstr (layer->state, ==, other->state);
      if (i > 0)
        g_assert_cmpstr (((QuothLayer *) data->layers->pdata[i - 1])->name, <, layer->name);
    }
  sweep->n_articles++;
  return TRUE;
}

/* Articles that came in another order than that of their ids. */
static void
test_foreach_any_order (Fixture       *fixture,
                        gconstpointer  data)
{
  Sweep sweep = { fixture->project, 0, 0 };
  g_autoptr (GError) error = NULL;
  QuothBulk *bulk = begin (fixture->project);

  quoth_bulk_begin_unit (bulk, &error);
  for (guint n = 0; n < 60; n++)
    add_varied (bulk, n);
  end_unit (bulk);
  finish (bulk);
  quoth_project_foreach_article (fixture->project, NULL, NULL, compare_cb, &sweep, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sweep.n_articles, ==, 60);
  g_assert_cmpuint (sweep.n_links, ==, 5);
}

/* An import does not wait for the disk at every part; gestures after it must. */
static void
test_durable (Fixture       *fixture,
              gconstpointer  data)
{
  QuothDb *db = quoth_project_get_db (fixture->project);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i);
      QuothBulk *bulk = begin (fixture->project);
      gint64 mode = 0;

      quoth_bulk_begin_unit (bulk, NULL);
      if (i % 2 == 0)
        add (bulk, id, id, NULL);
      end_unit (bulk);
      if (i < 2)
        finish (bulk);
      else
        quoth_bulk_cancel (bulk);
      g_assert_true (quoth_db_get_int (db, "PRAGMA synchronous", &mode, NULL));
      g_assert_cmpint (mode, ==, 2);
    }
}

static void
assert_in (Fixture    *fixture,
           const char *type,
           const char *article)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM annotation n"
                                          " JOIN article a ON a.row = n.article"
                                          " JOIN word w ON w.row = n.type"
                                          " WHERE w.text = '%s' AND a.id = '%s'", type, article);
  gint64 n = 0;

  g_assert_true (quoth_db_get_int (quoth_project_get_db (fixture->project), sql, &n, NULL));
  g_assert_cmpint (n, ==, 1);
}

/* What comes for a text that stands twice goes to the first that is visible. */
static void
test_same_text (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct { const char *hidden, *type, *article; } cases[] = {
    { NULL, "person", "a" }, { "a", "cue", "b" }, { "b", "quote", "a" },
  };
  QuothDb *db = quoth_project_get_db (fixture->project);
  QuothBulk *bulk = begin (fixture->project);
  g_autoptr (GError) error = NULL;

  quoth_bulk_begin_unit (bulk, NULL);
  add (bulk, "a", "Said twice", NULL);
  add (bulk, "b", "Said once", NULL);
  end_unit (bulk);
  finish (bulk);
  quoth_db_exec (db, "UPDATE article SET (digest, hash) ="
                 " (SELECT digest, hash FROM article WHERE id = 'a')", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE article SET removed = id = '%s'",
                                              cases[i].hidden != NULL ? cases[i].hidden : "");

      quoth_db_exec (db, sql, &error);
      g_assert_no_error (error);
      bulk = begin (fixture->project);
      quoth_bulk_begin_unit (bulk, NULL);
      add (bulk, "a", "Said twice", cases[i].type);
      end_unit (bulk);
      finish (bulk);
      assert_in (fixture, cases[i].type, cases[i].article);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/bulk/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("units", test_units);
  ADD ("nothing", test_nothing);
  ADD ("duplicates", test_duplicates);
  ADD ("again-after-undo", test_again_after_undo);
  ADD ("entities", test_entities);
  ADD ("refused", test_refused);
  ADD ("cancel", test_cancel);
  ADD ("twice", test_twice);
  ADD ("many", test_many);
  ADD ("foreach", test_foreach);
  ADD ("foreach-any-order", test_foreach_any_order);
  ADD ("durable", test_durable);
  ADD ("same-text", test_same_text);
#undef ADD
  return g_test_run ();
}
