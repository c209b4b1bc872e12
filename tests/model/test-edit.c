/* test-edit.c - gestures keep the model whole, and their inverses take them back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-edit.h"

#include <string.h>

typedef struct
{
  QuothDocument *document;
  QuothRegistry *registry;
} Fixture;

static const char sample[] =
  "“We support the government,” Vladimir Putin said on Monday. He said that critics believe "
  "that Putin’s plan is wrong. VLADIMIR PUTIN was seen. “We have provided help,” he added. "
  "Vladimir\u00a0Putin left.";

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (QuothText) text = quoth_text_new (sample, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("Sample", text);
  g_autoptr (QuothArticleData) all = quoth_article_data_new (article, text);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();

  fixture->document = quoth_document_new (all, "anna", scheme);
  fixture->registry = quoth_registry_new (NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->document);
  g_clear_object (&fixture->registry);
}

static void
apply (Fixture      *fixture,
       QuothCommand *command)
{
  quoth_document_apply (fixture->document, command);
  quoth_registry_apply (fixture->registry, command);
}

/* Takes @command. */
static void
commit (Fixture      *fixture,
        QuothCommand *command,
        GError      **error)
{
  g_assert_no_error (*error);
  g_assert_nonnull (command);
  apply (fixture, command);
  quoth_command_unref (command);
}

/* The span of the @nth occurrence of @words, from 0. */
static QuothSpan
span_of (const char *words,
         guint       nth)
{
  const char *found = strstr (sample, words);
  QuothSpan span;

  while (nth-- > 0)
    found = strstr (found + 1, words);
  span.start = (guint) g_utf8_pointer_to_offset (sample, found);
  span.end = span.start + (guint) g_utf8_strlen (words, -1);
  return span;
}

static char *
mark (Fixture    *fixture,
      const char *type,
      const char *words,
      guint       nth)
{
  GError *error = NULL;
  char *id = NULL;
  QuothSpan span = span_of (words, nth);

  commit (fixture,
          quoth_edit_mark (fixture->document, fixture->registry, type, &span, 1, &id, &error),
          &error);
  return id;
}

static QuothAnnotation *
get (Fixture    *fixture,
     const char *id)
{
  QuothAnnotation *annotation = quoth_document_lookup (fixture->document, id);

  g_assert_nonnull (annotation);
  return annotation;
}

static void
assert_value (Fixture    *fixture,
              const char *id,
              const char *name,
              const char *json)
{
  g_assert_cmpstr (quoth_attributes_lookup (get (fixture, id)->attributes, name), ==, json);
}

static void
assert_link (Fixture    *fixture,
             const char *id,
             const char *role,
             const char *to)
{
  const QuothLink *link = quoth_annotation_get_link (get (fixture, id), role);

  g_assert_cmpstr (link != NULL ? link->to : NULL, ==, to);
}

static void
test_mark (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *claim = mark (fixture, "claim", "“We support the government,”", 0);
  g_autofree char *again = mark (fixture, "claim", "“We support the government,”", 0);
  g_autofree char *indirect = mark (fixture, "claim", "that critics believe that", 0);
  const QuothSpan outside = { 0, 100000 };
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (claim, ==, again);
  g_assert_cmpuint (quoth_document_get_n_annotations (fixture->document), ==, 2);
  assert_value (fixture, claim, "quote_type", "\"direct\"");
  assert_value (fixture, indirect, "quote_type", "\"indirect\"");
  g_assert_null (quoth_edit_mark (fixture->document, fixture->registry, "claim", &outside, 1, NULL,
                                  &error));
  g_assert_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (quoth_edit_mark (fixture->document, fixture->registry, "bogus", &outside, 1, NULL,
                                  &error));
  g_assert_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_MISSING);
}

static void
test_computed (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *claim = mark (fixture, "claim", "“We support the government,”", 0);
  GError *error = NULL;

  commit (fixture, quoth_edit_add_part (fixture->document, claim, span_of ("on Monday", 0), &error),
          &error);
  assert_value (fixture, claim, "quote_type", "\"mixed\"");
  commit (fixture, quoth_edit_remove_part (fixture->document, claim, 1, &error), &error);
  assert_value (fixture, claim, "quote_type", "\"direct\"");
  commit (fixture, quoth_edit_set_attribute (fixture->document, claim, "quote_type",
                                             "\"indirect\"", &error), &error);
  commit (fixture, quoth_edit_add_part (fixture->document, claim, span_of ("on Monday", 0), &error),
          &error);
  assert_value (fixture, claim, "quote_type", "\"indirect\"");
  commit (fixture, quoth_edit_set_attribute (fixture->document, claim, "quote_type", NULL, &error),
          &error);
  assert_value (fixture, claim, "quote_type", "\"mixed\"");
  g_assert_null (quoth_edit_set_attribute (fixture->document, claim, "quote_type", "\"odd\"",
                                           &error));
  g_assert_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (quoth_edit_set_attribute (fixture->document, claim, "topic", "{", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
}

static void
test_parent (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *inner = mark (fixture, "claim", "Putin’s plan", 0);
  g_autofree char *outer = mark (fixture, "claim", "that critics believe that Putin’s plan is wrong",
                                 0);
  g_autofree char *middle = mark (fixture, "claim", "that Putin’s plan is wrong", 0);
  GError *error = NULL;

  assert_link (fixture, middle, "parent", outer);
  assert_link (fixture, inner, "parent", middle);
  assert_link (fixture, outer, "parent", NULL);
  commit (fixture, quoth_edit_delete (fixture->document, middle, &error), &error);
  assert_link (fixture, inner, "parent", outer);
  /* Taken off by hand, it stays off. */
  commit (fixture, quoth_edit_remove_link (fixture->document, inner, "parent", outer, &error),
          &error);
  commit (fixture, quoth_edit_add_part (fixture->document, outer, span_of ("He", 0), &error), &error);
  assert_link (fixture, inner, "parent", NULL);
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *claim = mark (fixture, "claim", "“We support the government,”", 0);
  g_autofree char *person = mark (fixture, "person", "Vladimir Putin", 0);
  g_autoptr (QuothCommand) command = NULL;
  GError *error = NULL;

  commit (fixture, quoth_edit_set_no_speaker (fixture->document, claim, TRUE, &error), &error);
  g_assert_false (quoth_document_is_open_task (fixture->document, get (fixture, claim)));
  commit (fixture, quoth_edit_set_link (fixture->document, claim, "speaker", person, &error),
          &error);
  assert_value (fixture, claim, "no_speaker", NULL);
  assert_link (fixture, claim, "speaker", person);
  command = quoth_edit_delete (fixture->document, person, &error);
  g_assert_cmpuint (quoth_command_get_n_changes (command), ==, 2);
  apply (fixture, command);
  assert_link (fixture, claim, "speaker", NULL);
  g_assert_null (quoth_edit_delete (fixture->document, person, &error));
  g_assert_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_MISSING);
  g_clear_error (&error);
}

static void
test_links (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *claim = mark (fixture, "claim", "“We support the government,”", 0);
  g_autofree char *person = mark (fixture, "person", "Vladimir Putin", 0);
  g_autofree char *cue = NULL;
  GError *error = NULL;

  commit (fixture, quoth_edit_fill_slot (fixture->document, fixture->registry, claim, "cue", "cue",
                                         span_of ("said", 0), NULL, &error), &error);
  cue = g_strdup (quoth_annotation_get_link (get (fixture, claim), "cue")->to);
  commit (fixture, quoth_edit_fill_slot (fixture->document, fixture->registry, claim, "cue", "cue",
                                         span_of ("said", 1), NULL, &error), &error);
  g_assert_cmpstr (quoth_annotation_get_link (get (fixture, claim), "cue")->to, !=, cue);
  g_assert_cmpuint (get (fixture, claim)->n_links, ==, 1);
  g_assert_null (quoth_edit_set_link (fixture->document, claim, "cue", person, &error));
  g_assert_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (quoth_edit_set_link (fixture->document, claim, "repeats", claim, &error));
  g_assert_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (quoth_edit_set_link (fixture->document, claim, "bogus", person, &error));
  g_assert_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_MISSING);
  g_clear_error (&error);
  commit (fixture, quoth_edit_set_link (fixture->document, claim, "cue", NULL, &error), &error);
  assert_link (fixture, claim, "cue", NULL);
}

static void
test_split_join (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *claim = mark (fixture, "claim", "“We support the government,”", 0);
  g_autofree char *person = mark (fixture, "person", "Vladimir Putin", 0);
  g_autofree char *other = mark (fixture, "claim", "that critics", 0);
  g_autofree char *second = NULL;
  g_autofree char *words = NULL;
  GError *error = NULL;
  guint end = get (fixture, claim)->parts[0].end;

  commit (fixture, quoth_edit_add_part (fixture->document, claim,
                                        span_of ("“We have provided help,”", 0), &error), &error);
  commit (fixture, quoth_edit_set_link (fixture->document, claim, "speaker", person, &error),
          &error);
  commit (fixture, quoth_edit_set_link (fixture->document, other, "repeats", claim, &error), &error);
  commit (fixture, quoth_edit_split (fixture->document, claim, end + 3, &second, &error), &error);
  g_assert_cmpuint (get (fixture, claim)->n_parts, ==, 1);
  g_assert_cmpuint (get (fixture, second)->n_parts, ==, 1);
  assert_link (fixture, second, "speaker", person);
  assert_link (fixture, other, "repeats", claim);

  commit (fixture, quoth_edit_join (fixture->document, second, claim, &error), &error);
  g_assert_null (quoth_document_lookup (fixture->document, claim));
  g_assert_cmpuint (get (fixture, second)->n_parts, ==, 2);
  assert_link (fixture, other, "repeats", second);

  g_free (g_steal_pointer (&second));
  commit (fixture, quoth_edit_split (fixture->document, person, span_of (" Putin", 0).start, &second,
                                     &error), &error);
  words = quoth_annotation_dup_text (get (fixture, second),
                                     quoth_document_get_text (fixture->document), "|");
  g_assert_cmpstr (words, ==, "Putin");
  g_assert_null (quoth_edit_split (fixture->document, second, 0, NULL, &error));
  g_assert_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID);
  g_clear_error (&error);
}

static void
test_entities (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *full = mark (fixture, "person", "Vladimir Putin", 0);
  g_autofree char *entity = NULL;
  g_autofree char *pronoun = NULL;
  g_autofree char *shorter = NULL;
  g_autoptr (QuothCommand) inverse = NULL;
  QuothCommand *command;
  GError *error = NULL;

  command = quoth_edit_new_entity (fixture->document, fixture->registry, full, NULL, NULL, &entity,
                                   &error);
  inverse = quoth_command_invert (command);
  commit (fixture, command, &error);
  g_assert_cmpstr (get (fixture, full)->entity, ==, entity);
  g_assert_cmpstr (quoth_registry_lookup (fixture->registry, entity)->status, ==, "named");

  /* The surname fits nobody else, so it is linked without asking. */
  shorter = mark (fixture, "person", "Putin", 1);
  g_assert_cmpstr (get (fixture, shorter)->entity, ==, entity);
  pronoun = mark (fixture, "person", "He", 0);
  g_assert_null (get (fixture, pronoun)->entity);
  commit (fixture, quoth_edit_set_entity (fixture->document, fixture->registry, pronoun, entity,
                                          &error), &error);
  g_assert_cmpuint (g_strv_length (quoth_registry_lookup (fixture->registry, entity)->aliases), ==,
                    0);
  commit (fixture, quoth_edit_set_entity (fixture->document, fixture->registry, shorter, entity,
                                          &error), &error);
  g_assert_cmpstr (quoth_registry_lookup (fixture->registry, entity)->aliases[0], ==, "Putin");
  commit (fixture, quoth_edit_set_entity (fixture->document, fixture->registry, shorter, NULL,
                                          &error), &error);
  g_assert_null (get (fixture, shorter)->entity);
  g_assert_null (quoth_edit_set_entity (fixture->document, fixture->registry, shorter, "bogus",
                                        &error));
  g_assert_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_MISSING);
  g_clear_error (&error);
}

static void
test_occurrences (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *full = mark (fixture, "person", "Vladimir Putin", 0);
  g_autofree char *shorter = mark (fixture, "person", "Putin", 1);
  g_autoptr (GArray) spans = quoth_edit_find_occurrences (fixture->document, full);
  g_autoptr (GArray) shorts = quoth_edit_find_occurrences (fixture->document, shorter);
  g_autofree char *entity = NULL;
  g_autoptr (GPtrArray) people = NULL;
  GError *error = NULL;

  g_assert_cmpuint (spans->len, ==, 2);
  g_assert_cmpuint (g_array_index (spans, QuothSpan, 0).start, ==,
                    span_of ("VLADIMIR PUTIN", 0).start);
  g_assert_cmpuint (g_array_index (spans, QuothSpan, 1).start, ==,
                    span_of ("Vladimir\u00a0Putin", 0).start);
  g_assert_cmpuint (shorts->len, ==, 2);
  commit (fixture, quoth_edit_new_entity (fixture->document, fixture->registry, full, NULL, NULL,
                                          &entity, &error), &error);
  commit (fixture, quoth_edit_mark_occurrences (fixture->document, full, spans, &error), &error);
  people = quoth_document_list (fixture->document, "person");
  g_assert_cmpuint (people->len, ==, 4);
  for (guint i = 2; i < people->len; i++)
    g_assert_cmpstr (((QuothAnnotation *) people->pdata[i])->entity, ==, entity);
}

/* They were marked before anybody knew who it is; a link that is there stays. */
static void
test_occurrences_linked (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *first = mark (fixture, "person", "Vladimir Putin", 0);
  g_autofree char *second = mark (fixture, "person", "VLADIMIR PUTIN", 0);
  g_autofree char *third = mark (fixture, "person", "Vladimir\u00a0Putin", 0);
  g_autofree char *entity = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GArray) none = quoth_edit_find_occurrences (fixture->document, first);
  g_autoptr (GArray) spans = NULL;
  GError *error = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  commit (fixture, quoth_edit_new_entity (fixture->document, fixture->registry, third, "Putin Jr",
                                          NULL, &other, &error), &error);
  commit (fixture, quoth_edit_new_entity (fixture->document, fixture->registry, first, NULL, NULL,
                                          &entity, &error), &error);
  spans = quoth_edit_find_occurrences (fixture->document, first);
  g_assert_cmpuint (spans->len, ==, 1);
  commit (fixture, quoth_edit_mark_occurrences (fixture->document, first, spans, &error), &error);
  g_assert_cmpstr (get (fixture, second)->entity, ==, entity);
  g_assert_cmpstr (get (fixture, third)->entity, ==, other);
}

static void
test_article_tag (Fixture       *fixture,
                  gconstpointer  data)
{
  GError *error = NULL;

  commit (fixture, quoth_edit_set_article_tag (fixture->document, "status", "\"done\"", &error),
          &error);
  g_assert_cmpstr (quoth_attributes_lookup (quoth_document_get_article (fixture->document)->tags,
                                            "status"), ==, "\"done\"");
  g_assert_null (quoth_edit_set_article_tag (fixture->document, "status", "\"odd\"", &error));
  g_assert_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID);
  g_clear_error (&error);
}

static char *
dump (Fixture *fixture)
{
  g_autoptr (GPtrArray) all = quoth_document_list (fixture->document, NULL);
  g_autoptr (GPtrArray) people = quoth_registry_list (fixture->registry, NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      quoth_annotation_append_json (all->pdata[i], NULL, out);
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; i < people->len; i++)
    {
      quoth_entity_append_json (people->pdata[i], out);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static const char *
random_id (Fixture *fixture,
           GRand   *rand)
{
  QuothSpanIndex *index = quoth_document_get_index (fixture->document);
  guint n = quoth_span_index_get_n (index);

  if (n == 0)
    return "none";
  return quoth_span_index_get (index, (guint) g_rand_int_range (rand, 0, (gint32) n))
    ->annotation->id;
}

static QuothSpan
random_span (GRand *rand)
{
  gint32 length = (gint32) g_utf8_strlen (sample, -1);
  QuothSpan span;

  span.start = (guint) g_rand_int_range (rand, 0, length - 1);
  span.end = span.start + 1 + (guint) g_rand_int_range (rand, 0, 40);
  span.end = MIN (span.end, (guint) length);
  return span;
}

static QuothCommand *
random_edit (Fixture *fixture,
             GRand   *rand)
{
  static const char *const types[] = { "person", "claim", "cue", "source", "claim" };
  static const char *const roles[] = { "speaker", "cue", "parent", "repeats" };
  QuothDocument *document = fixture->document;
  QuothRegistry *registry = fixture->registry;
  const char *type = types[g_rand_int_range (rand, 0, 5)];
  const char *role = roles[g_rand_int_range (rand, 0, 4)];
  g_autofree char *id = g_strdup (random_id (fixture, rand));
  g_autofree char *other = g_strdup (random_id (fixture, rand));
  QuothSpan spans[2] = { random_span (rand), random_span (rand) };

  switch (g_rand_int_range (rand, 0, 15))
    {
    case 0: return quoth_edit_delete (document, id, NULL);
    case 1: return quoth_edit_retype (document, id, type, NULL);
    case 2: return quoth_edit_set_parts (document, id, spans, 2, NULL);
    case 3: return quoth_edit_add_part (document, id, spans[0], NULL);
    case 4: return quoth_edit_remove_part (document, id, 0, NULL);
    case 5: return quoth_edit_split (document, id, spans[0].start, NULL, NULL);
    case 6: return quoth_edit_join (document, id, other, NULL);
    case 7: return quoth_edit_set_attribute (document, id, "quote_type", "\"mixed\"", NULL);
    case 8: return quoth_edit_set_link (document, id, role, other, NULL);
    case 9: return quoth_edit_fill_slot (document, registry, id, "cue", "cue", spans[0], NULL, NULL);
    case 10: return quoth_edit_set_no_speaker (document, id, TRUE, NULL);
    case 11: return quoth_edit_new_entity (document, registry, id, NULL, NULL, NULL, NULL);
    case 12: return quoth_edit_set_note (document, id, "note", NULL);
    default:
      return quoth_edit_mark (document, registry, type, spans, (guint) g_rand_int_range (rand, 1, 3),
                              NULL, NULL);
    }
}

/* Links lead somewhere; every claim's parts are in order. */
static void
assert_whole (Fixture *fixture)
{
  g_autoptr (GPtrArray) all = quoth_document_list (fixture->document, NULL);
  guint length = quoth_text_get_length (quoth_document_get_text (fixture->document));

  for (guint i = 0; i < all->len; i++)
    {
      QuothAnnotation *annotation = all->pdata[i];
      g_autoptr (GError) error = NULL;

      quoth_annotation_validate (annotation, length, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < annotation->n_links; j++)
        g_assert_nonnull (quoth_document_lookup (fixture->document, annotation->links[j].to));
    }
}

static void
test_undo_random (Fixture       *fixture,
                  gconstpointer  data)
{
  for (guint seed = 0; seed < 60; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GPtrArray) done =
        g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_command_unref);
      g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);

      for (int i = 0; i < 60; i++)
        {
          QuothCommand *command = random_edit (fixture, rand);

          if (command == NULL)
            continue;
          g_ptr_array_add (dumps, dump (fixture));
          g_ptr_array_add (done, command);
          apply (fixture, command);
          assert_whole (fixture);
        }
      for (guint i = done->len; i > 0; i--)
        {
          g_autoptr (QuothCommand) inverse = quoth_command_invert (done->pdata[i - 1]);
          g_autofree char *json = quoth_command_changes_to_json (inverse);
          g_autoptr (GError) error = NULL;
          /* As the journal has it: undo survives closing the file. */
          g_autoptr (QuothCommand) read = quoth_command_new_from_json ("undo", json, -1, &error);
          g_autofree char *now = NULL;

          g_assert_no_error (error);
          apply (fixture, read);
          now = dump (fixture);
          g_assert_cmpstr (now, ==, dumps->pdata[i - 1]);
        }
      g_assert_cmpuint (quoth_document_get_n_annotations (fixture->document), ==, 0);
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/edit/mark", test_mark);
  ADD ("/edit/computed", test_computed);
  ADD ("/edit/parent", test_parent);
  ADD ("/edit/delete", test_delete);
  ADD ("/edit/links", test_links);
  ADD ("/edit/split-join", test_split_join);
  ADD ("/edit/entities", test_entities);
  ADD ("/edit/occurrences", test_occurrences);
  ADD ("/edit/occurrences-linked", test_occurrences_linked);
  ADD ("/edit/article-tag", test_article_tag);
  ADD ("/edit/undo-random", test_undo_random);
  return g_test_run ();
}
