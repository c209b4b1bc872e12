/* test-registry.c - the registry finds whom a name means
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-edit.h"
#include "quoth-registry.h"

#include <string.h>
#include <time.h>

static QuothEntity *
add (GPtrArray  *entities,
     const char *kind,
     const char *name,
     const char *alias)
{
  QuothEntity *entity = quoth_entity_new (kind, name);

  if (alias != NULL)
    quoth_entity_add_alias (entity, alias);
  g_ptr_array_add (entities, entity);
  return entity;
}

static GPtrArray *
entities_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_entity_unref);
}

static void
test_only_fit (void)
{
  g_autoptr (GPtrArray) entities = entities_new ();
  QuothEntity *lavrov = add (entities, "person", "Sergéi Lavrov", NULL);
  QuothEntity *assad = add (entities, "person", "Bashar al-Assad", NULL);
  QuothEntity *first = add (entities, "person", "Anna Klein", NULL);
  QuothEntity *un = add (entities, "organisation", "United Nations", "U.N.");
  g_autoptr (QuothRegistry) registry = NULL;

  add (entities, "person", "Otto Klein", "Klein");
  add (entities, "person", "Anna Maria", "Anna");
  registry = quoth_registry_new (entities);
  g_assert_true (quoth_registry_only_fit (registry, "Sergei Lavrov", NULL) == lavrov);
  g_assert_true (quoth_registry_only_fit (registry, "SERGEI\u00a0LAVROV", NULL) == lavrov);
  g_assert_true (quoth_registry_only_fit (registry, "Lavrov", "person") == lavrov);
  g_assert_null (quoth_registry_only_fit (registry, "lavrov", "person"));
  g_assert_null (quoth_registry_only_fit (registry, "Lavrov", "organisation"));
  g_assert_true (quoth_registry_only_fit (registry, "Assad", NULL) == assad);
  g_assert_true (quoth_registry_only_fit (registry, "al-Assad", NULL) == assad);
  g_assert_null (quoth_registry_only_fit (registry, "assad", NULL));
  g_assert_true (quoth_registry_only_fit (registry, "U.N.", "organisation") == un);
  g_assert_true (quoth_registry_only_fit (registry, "Anna Klein", NULL) == first);
  /* The alias of one, the surname of two. */
  g_assert_null (quoth_registry_only_fit (registry, "Klein", NULL));
  g_assert_null (quoth_registry_only_fit (registry, "Nations", NULL));
  g_assert_null (quoth_registry_only_fit (registry, "", NULL));
  g_assert_null (quoth_registry_only_fit (registry, "Nobody", NULL));
}

static void
assert_best (QuothRegistry *registry,
             const char    *mention,
             QuothEntity   *entity,
             const char    *reason)
{
  g_autoptr (GArray) candidates = quoth_registry_candidates (registry, mention, NULL, 9);

  g_assert_cmpuint (candidates->len, >, 0);
  g_assert_true (g_array_index (candidates, QuothCandidate, 0).entity == entity);
  g_assert_cmpstr (g_array_index (candidates, QuothCandidate, 0).reason, ==, reason);
}

static void
test_candidates (void)
{
  g_autoptr (GPtrArray) entities = entities_new ();
  QuothEntity *kennedy = add (entities, "person", "John Fitzgerald Kennedy", NULL);
  QuothEntity *putin = add (entities, "person", "Vladimir Putin", "the Russian leader");
  QuothEntity *sisi = add (entities, "person", "Abdel Fattah el-Sisi", NULL);
  g_autoptr (QuothRegistry) registry = quoth_registry_new (entities);
  g_autoptr (GArray) none = quoth_registry_candidates (registry, "He", NULL, 9);
  g_autoptr (GArray) typed = NULL;

  assert_best (registry, "Vladimir Putin", putin, "name");
  assert_best (registry, "The Russian Leader", putin, "alias");
  assert_best (registry, "V. Putin", putin, "surname");
  assert_best (registry, "President Putin", putin, "surname");
  assert_best (registry, "J.F.K.", kennedy, "initials");
  assert_best (registry, "Vladimir", putin, "prefix");
  assert_best (registry, "John Kenn", kennedy, "prefix");
  assert_best (registry, "Vladimr Putin", putin, "surname");
  assert_best (registry, "Kenedy", kennedy, "similar");
  assert_best (registry, "Sisi", sisi, "surname");
  assert_best (registry, "President al-Sisi", sisi, "surname");
  g_assert_cmpuint (none->len, ==, 0);
  typed = quoth_registry_search (registry, "kenn", NULL, 9);
  g_assert_cmpuint (typed->len, ==, 1);
}

static void
test_recent (void)
{
  g_autoptr (GPtrArray) entities = entities_new ();
  QuothEntity *first = add (entities, "person", "Anna Klein", NULL);
  QuothEntity *second = add (entities, "person", "Otto Klein", NULL);
  g_autoptr (QuothRegistry) registry = quoth_registry_new (entities);
  g_autoptr (QuothCommand) command = quoth_command_new ("set-entity");
  const QuothSpan part = { 0, 5 };
  g_autoptr (QuothAnnotation) mention = quoth_annotation_new ("person", "anna", &part, 1);

  assert_best (registry, "Klein", first, "surname");
  quoth_annotation_set_entity (mention, second->id);
  quoth_command_add_annotation (command, "a", NULL, mention);
  quoth_registry_apply (registry, command);
  assert_best (registry, "Klein", second, "surname");
  assert_best (registry, "she", second, "recent");
}

static void
test_merged (void)
{
  g_autoptr (GPtrArray) entities = entities_new ();
  QuothEntity *a = add (entities, "person", "Ada", NULL);
  QuothEntity *b = add (entities, "person", "Countess", NULL);
  QuothEntity *c = add (entities, "person", "Circle", NULL);
  g_autoptr (QuothRegistry) registry = NULL;
  g_autoptr (GPtrArray) list = NULL;

  quoth_entity_set_merged_into (b, a->id);
  quoth_entity_set_merged_into (c, c->id);
  registry = quoth_registry_new (entities);
  list = quoth_registry_list (registry, "person");
  g_assert_cmpuint (quoth_registry_get_n (registry), ==, 1);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_true (quoth_registry_lookup (registry, b->id) == b);
  g_assert_true (quoth_registry_resolve (registry, b->id) == a);
  g_assert_true (quoth_registry_resolve (registry, c->id) == c);
  g_assert_null (quoth_registry_resolve (registry, "nobody"));
  g_assert_null (quoth_registry_only_fit (registry, "Countess", NULL));
}

/* A mirror that follows only items-changed must agree with the list. */
static void
mirror_cb (GListModel *model,
           guint       position,
           guint       removed,
           guint       added,
           GPtrArray  *mirror)
{
  for (guint i = 0; i < removed; i++)
    g_ptr_array_remove_index (mirror, position);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, (int) (position + i),
                        g_list_model_get_item (model, position + i));
}

static QuothCommand *
random_command (GRand      *rand,
                GHashTable *state)
{
  QuothCommand *command = quoth_command_new ("random");

  for (int n = g_rand_int_range (rand, 1, g_rand_boolean (rand) ? 4 : 30); n > 0; n--)
    {
      g_autofree char *id = g_strdup_printf ("e%d", g_rand_int_range (rand, 0, 60));
      g_autofree char *name = g_strdup_printf ("Name %d", g_rand_int_range (rand, 0, 20));
      QuothEntity *before = g_hash_table_lookup (state, id);
      g_autoptr (QuothEntity) after = NULL;

      if (before == NULL || g_rand_int_range (rand, 0, 3) > 0)
        {
          after = before != NULL ? quoth_entity_copy (before) : quoth_entity_new ("person", name);
          quoth_entity_set_id (after, id);
          if (g_rand_boolean (rand))
            quoth_entity_set_name (after, name);
          quoth_entity_add_alias (after, name);
          quoth_entity_set_merged_into (after, g_rand_int_range (rand, 0, 5) == 0 ? "e0" : NULL);
        }
      quoth_command_add_entity (command, before, after);
      if (after != NULL)
        g_hash_table_replace (state, after->id, quoth_entity_ref (after));
      else
        g_hash_table_remove (state, id);
    }
  return command;
}

static void
test_follow_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);
  g_autoptr (QuothRegistry) registry = quoth_registry_new (NULL);
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) state =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) quoth_entity_unref);

  g_signal_connect (registry, "items-changed", G_CALLBACK (mirror_cb), mirror);
  for (int round = 0; round < 400; round++)
    {
      g_autoptr (QuothCommand) command = random_command (rand, state);
      g_autoptr (GPtrArray) all = entities_new ();
      g_autoptr (QuothRegistry) fresh = NULL;
      g_autofree char *query = g_strdup_printf ("Name %d", g_rand_int_range (rand, 0, 20));
      QuothEntity *fit;
      QuothEntity *expected;
      GHashTableIter iter;
      gpointer entity;

      quoth_registry_apply (registry, command);
      g_hash_table_iter_init (&iter, state);
      while (g_hash_table_iter_next (&iter, NULL, &entity))
        g_ptr_array_add (all, quoth_entity_ref (entity));
      fresh = quoth_registry_new (all);
      g_assert_cmpuint (mirror->len, ==, quoth_registry_get_n (fresh));
      for (guint i = 0; i < mirror->len; i++)
        {
          g_autoptr (QuothEntityItem) item = g_list_model_get_item (G_LIST_MODEL (fresh), i);

          g_assert_true (quoth_entity_equal (quoth_entity_item_get_entity (mirror->pdata[i]),
                                             quoth_entity_item_get_entity (item)));
        }
      fit = quoth_registry_only_fit (registry, query, NULL);
      expected = quoth_registry_only_fit (fresh, query, NULL);
      g_assert_cmpstr (fit != NULL ? fit->id : NULL, ==, expected != NULL ? expected->id : NULL);
    }
}

static void
test_large (void)
{
  g_autoptr (GPtrArray) entities = entities_new ();
  g_autoptr (QuothRegistry) registry = NULL;
  g_autoptr (GArray) found = NULL;
  clock_t start;

  for (guint i = 0; i < 50000; i++)
    {
      g_autofree char *name = g_strdup_printf ("First%u Last%u", i % 977, i);

      add (entities, "person", name, NULL);
    }
  start = clock ();
  registry = quoth_registry_new (entities);
  g_test_message ("50,000 entities: %.0f ms", 1e3 * (double) (clock () - start) / CLOCKS_PER_SEC);
  start = clock ();
  found = quoth_registry_candidates (registry, "First5 Last49999", NULL, 9);
  g_test_message ("candidates: %.1f ms", 1e3 * (double) (clock () - start) / CLOCKS_PER_SEC);
  g_assert_cmpuint (found->len, >, 0);
}

/* A name means somebody by itself, a description only who is in the article already. */
static void
test_meant (void)
{
  g_autoptr (GPtrArray) entities = entities_new ();
  QuothEntity *mayor = add (entities, "person", "the mayor", NULL);
  QuothEntity *roe = add (entities, "person", "Ada Roe", NULL);
  g_autoptr (QuothText) text = quoth_text_new ("Then the mayor and she came.", -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("Sample", text);
  g_autoptr (QuothArticleData) data = quoth_article_data_new (article, text);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (QuothRegistry) registry = NULL;
  QuothSpan span = { 5, 14 };
  QuothAnnotation *mention = quoth_annotation_new ("person", "anna", &span, 1);

  add (entities, "person", "she", NULL);
  registry = quoth_registry_new (entities);
  {
    g_autoptr (QuothDocument) document = quoth_document_new (data, "anna", scheme);

    g_assert_true (quoth_edit_find_meant (document, registry, "Roe", "person") == roe);
    g_assert_null (quoth_edit_find_meant (document, registry, "the mayor", "person"));
  }
  quoth_annotation_set_entity (mention, mayor->id);
  g_ptr_array_add (data->annotations, mention);
  {
    g_autoptr (QuothDocument) document = quoth_document_new (data, "anna", scheme);

    g_assert_true (quoth_edit_find_meant (document, registry, "the mayor", NULL) == mayor);
    g_assert_null (quoth_edit_find_meant (document, registry, "she", NULL));
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/only-fit", test_only_fit);
  g_test_add_func ("/registry/candidates", test_candidates);
  g_test_add_func ("/registry/recent", test_recent);
  g_test_add_func ("/registry/meant", test_meant);
  g_test_add_func ("/registry/merged", test_merged);
  g_test_add_func ("/registry/follow-random", test_follow_random);
  g_test_add_func ("/registry/large", test_large);
  return g_test_run ();
}
