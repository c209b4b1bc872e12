/* test-versions.c - which articles are older versions of others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"
#include "quoth-project-query.h"
#include "quoth-project-work.h"

#define MAX_NODES 7
#define N_STEPS 40
#define NOBODY (-1)

/* What the project should hold. */
typedef struct
{
  guint    n;
  int      previous[MAX_NODES]; /* NOBODY: none; a node that is not there yet: too */
  gboolean there[MAX_NODES];
  gboolean removed[MAX_NODES];
} Graph;

static char *
name_of (int node)
{
  return g_strdup_printf ("node%d", node);
}

static char *
hash_of (int node)
{
  g_autofree char *id = name_of (node);
  g_autoptr (QuothArticleData) data = fixture_article (id, "we go");

  return quoth_text_get_hash (data->text);
}

static QuothAttributes *
metadata_of (int previous)
{
  g_autofree char *hash = previous != NOBODY ? hash_of (previous) : NULL;

  return hash != NULL ? quoth_attributes_with_string (NULL, QUOTH_METADATA_PREVIOUS, hash) : NULL;
}

static QuothArticleData *
article_of (int node,
            int previous)
{
  g_autofree char *id = name_of (node);
  QuothArticleData *data = fixture_article (id, "we go");

  quoth_article_take_metadata (data->article, metadata_of (previous));
  return data;
}

static void
import (Fixture *fixture,
        Graph   *graph,
        int      node)
{
  g_autoptr (QuothArticleData) data = article_of (node, graph->previous[node]);

  fixture_import (fixture->project, data);
  graph->there[node] = TRUE;
}

static void
edit (Fixture  *fixture,
      Graph    *graph,
      int       node,
      int       previous,
      gboolean  removed)
{
  g_autofree char *id = name_of (node);
  g_autoptr (QuothArticle) before = quoth_project_lookup_article (fixture->project, id, NULL);
  g_autoptr (QuothArticle) after = quoth_article_copy (before);
  g_autoptr (QuothCommand) command = quoth_command_new ("edit");
  g_autoptr (GError) error = NULL;

  quoth_article_take_metadata (after, metadata_of (previous));
  after->removed = removed;
  graph->previous[node] = previous;
  graph->removed[node] = removed;
  if (quoth_article_equal (before, after))
    return;
  quoth_command_add_article (command, before, after);
  quoth_project_commit (fixture->project, command, &error);
  g_assert_no_error (error);
}

/* Whether following previous texts from @node comes to @other. */
static gboolean
leads_to (Graph *graph,
          int    node,
          int    other)
{
  for (guint i = 0; i <= graph->n && node != NOBODY; i++)
    {
      if (!graph->there[node] || graph->removed[node])
        return FALSE;
      if (node == other)
        return TRUE;
      node = graph->previous[node];
    }
  return FALSE;
}

static gboolean
is_older (Graph *graph,
          int    node)
{
  for (guint i = 0; i < graph->n; i++)
    if (graph->there[i] && !graph->removed[i] && graph->previous[i] == node && (int) i != node
        && !leads_to (graph, node, (int) i))
      return TRUE;
  return FALSE;
}

static void
check (Fixture *fixture,
       Graph   *graph)
{
  guint listed = 0;

  for (guint i = 0; i < graph->n; i++)
    {
      g_autofree char *id = name_of ((int) i);
      g_autoptr (QuothArticle) article = NULL;

      if (!graph->there[i])
        continue;
      article = quoth_project_lookup_article (fixture->project, id, NULL);
      g_assert_nonnull (article);
      g_assert_cmpint (article->removed, ==, graph->removed[i]);
      if (article->removed)
        continue;
      g_assert_cmpint (article->older, ==, is_older (graph, (int) i));
      listed += !article->older;
    }
  g_assert_cmpint (quoth_project_count_articles (fixture->project, NULL, NULL), ==, listed);
}

/* Texts that correct each other in a ring: nothing says which is the latest, so all are listed,
 * in whatever order they came. */
static void
test_ring (Fixture       *fixture,
           gconstpointer  data)
{
  static const int orders[][4] = { { 0, 1, 2, 3 }, { 3, 2, 1, 0 }, { 1, 3, 0, 2 } };
  guint order = GPOINTER_TO_UINT (data);
  Graph graph = { 4, { 1, 2, 0, 0 }, { FALSE }, { FALSE } };

  for (guint i = 0; i < 4; i++)
    {
      import (fixture, &graph, orders[order][i]);
      check (fixture, &graph);
    }
  g_assert_cmpint (quoth_project_count_articles (fixture->project, NULL, NULL), ==, 3);
  edit (fixture, &graph, 2, 0, TRUE);
  check (fixture, &graph);
  quoth_command_unref (quoth_project_undo (fixture->project, NULL));
  graph.removed[2] = FALSE;
  check (fixture, &graph);
  edit (fixture, &graph, 2, NOBODY, FALSE);
  check (fixture, &graph);
}

/* What an import brought closes a ring, is undone, and comes back. */
static void
test_import (Fixture       *fixture,
             gconstpointer  data)
{
  Graph graph = { 3, { 1, 2, 0 }, { FALSE }, { FALSE } };

  for (int i = 0; i < 3; i++)
    import (fixture, &graph, i);
  check (fixture, &graph);
  quoth_command_unref (quoth_project_undo (fixture->project, NULL));
  graph.removed[2] = TRUE;
  check (fixture, &graph);
  quoth_command_unref (quoth_project_redo (fixture->project, NULL));
  graph.removed[2] = FALSE;
  check (fixture, &graph);
}

/* Work on what lists leave out counts for no range of days. */
static void
test_days (Fixture       *fixture,
           gconstpointer  data)
{
  Graph graph = { 2, { NOBODY, 0 }, { FALSE }, { FALSE } };
  g_autoptr (QuothArticleData) old = article_of (0, NOBODY);
  QuothAnnotation *annotation = fixture_annotation ("a", "person", 8, 16);
  const char *const layers[] = { "anna", NULL };
  guint32 first, last;

  quoth_annotation_set_created (annotation, "2026-01-02T10:00:00Z");
  g_ptr_array_add (old->annotations, annotation);
  fixture_import (fixture->project, old);
  g_assert_true (quoth_project_find_days (fixture->project, layers, NULL, &first, &last, NULL));
  g_assert_cmpuint (first, >, 0);
  import (fixture, &graph, 1);
  g_assert_true (quoth_project_find_days (fixture->project, layers, NULL, &first, &last, NULL));
  g_assert_cmpuint (first, ==, 0);
}

/* What is removed comes back half of the time. */
static void
edit_at_random (Fixture *fixture,
                Graph   *graph,
                GRand   *rand,
                int      node)
{
  if (g_rand_int_range (rand, 0, 3) > 0)
    {
      edit (fixture, graph, node, g_rand_int_range (rand, NOBODY, MAX_NODES), FALSE);
      return;
    }
  edit (fixture, graph, node, graph->previous[node], TRUE);
  check (fixture, graph);
  if (g_rand_boolean (rand))
    {
      quoth_command_unref (quoth_project_undo (fixture->project, NULL));
      graph->removed[node] = FALSE;
    }
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  Graph graph = { MAX_NODES, { 0 }, { FALSE }, { FALSE } };

  for (guint i = 0; i < MAX_NODES; i++)
    graph.previous[i] = g_rand_int_range (rand, NOBODY, MAX_NODES);
  for (guint step = 0; step < N_STEPS; step++)
    {
      int node = g_rand_int_range (rand, 0, MAX_NODES);

      if (!graph.there[node])
        import (fixture, &graph, node);
      else if (!graph.removed[node])
        edit_at_random (fixture, &graph, rand, node);
      check (fixture, &graph);
    }
}

static void
add (const char *path,
     guint       number,
     void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *whole = g_strdup_printf ("%s/%u", path, number);

  g_test_add (whole, Fixture, GUINT_TO_POINTER (number), fixture_set_up, test, fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < 3; i++)
    add ("/versions/ring", i, test_ring);
  add ("/versions/import", 0, test_import);
  add ("/versions/days", 0, test_days);
  for (guint i = 1; i <= 6; i++)
    add ("/versions/random", i, test_random);
  return g_test_run ();
}
