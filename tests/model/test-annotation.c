/* test-annotation.c - annotations: parts, links, JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-annotation.h"

#include <string.h>

static char *
to_json (QuothAnnotation *annotation,
         QuothText       *text)
{
  GString *out = g_string_new (NULL);

  quoth_annotation_append_json (annotation, text, out);
  return g_string_free (out, FALSE);
}

static void
test_parts (void)
{
  const QuothSpan parts[] = { { 30, 40 }, { 0, 5 }, { 5, 9 }, { 35, 50 }, { 36, 37 } };
  g_autoptr (QuothAnnotation) annotation = quoth_annotation_new ("claim", "anna", parts, 5);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (annotation->n_parts, ==, 3);
  g_assert_cmpuint (annotation->parts[1].start, ==, 5);
  g_assert_cmpuint (annotation->parts[2].start, ==, 30);
  g_assert_cmpuint (annotation->parts[2].end, ==, 50);
  g_assert_cmpuint (quoth_annotation_get_start (annotation), ==, 0);
  g_assert_cmpuint (quoth_annotation_get_end (annotation), ==, 50);
  g_assert_cmpuint (quoth_annotation_get_n_chars (annotation), ==, 29);
  g_assert_true (quoth_annotation_covers (annotation, 49));
  g_assert_false (quoth_annotation_covers (annotation, 50));
  g_assert_false (quoth_annotation_covers (annotation, 9));
  g_assert_true (quoth_annotation_validate (annotation, 50, &error));
  g_assert_no_error (error);
  g_assert_false (quoth_annotation_validate (annotation, 49, &error));
  g_assert_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID);
}

static void
test_invalid (void)
{
  const QuothSpan empty = { 3, 3 };
  g_autoptr (QuothAnnotation) none = quoth_annotation_new ("claim", "anna", NULL, 0);
  g_autoptr (QuothAnnotation) hollow = quoth_annotation_new ("claim", "anna", &empty, 1);

  g_assert_false (quoth_annotation_validate (none, 10, NULL));
  g_assert_false (quoth_annotation_validate (hollow, 10, NULL));
}

static void
test_links (void)
{
  const QuothSpan part = { 0, 5 };
  g_autoptr (QuothAnnotation) annotation = quoth_annotation_new ("claim", "anna", &part, 1);
  g_autoptr (QuothAnnotation) copy = NULL;

  quoth_annotation_add_link (annotation, "speaker", "m2", NULL);
  quoth_annotation_add_link (annotation, "cue", "c1", NULL);
  quoth_annotation_add_link (annotation, "speaker", "m1", NULL);
  quoth_annotation_add_link (annotation, "speaker", "m2", NULL);
  g_assert_cmpuint (annotation->n_links, ==, 3);
  g_assert_cmpstr (annotation->links[0].role, ==, "cue");
  g_assert_cmpstr (annotation->links[1].to, ==, "m2");
  g_assert_cmpstr (annotation->links[2].to, ==, "m1");
  g_assert_cmpstr (quoth_annotation_get_link (annotation, "speaker")->to, ==, "m2");
  g_assert_true (quoth_annotation_links_to (annotation, "c1"));

  copy = quoth_annotation_copy (annotation);
  g_assert_true (quoth_annotation_equal (annotation, copy));
  g_assert_true (quoth_annotation_remove_link (copy, NULL, "m2"));
  g_assert_false (quoth_annotation_remove_link (copy, "cue", "m1"));
  g_assert_true (quoth_annotation_remove_link (copy, "speaker", NULL));
  g_assert_cmpuint (copy->n_links, ==, 1);
  g_assert_false (quoth_annotation_equal (annotation, copy));
  g_assert_cmpuint (annotation->n_links, ==, 3);
}

static void
test_json (void)
{
  static const char line[] =
    "{\"id\":\"a1\",\"layer\":\"anna\",\"type\":\"claim\",\"parts\":[[0,4],[6,8]],"
    "\"quotes\":[\"\u201cno\u201d\",\"\U0001f600\\n\"],\"entity\":null,"
    "\"attributes\":{\"quote_type\":\"direct\"},"
    "\"links\":[{\"role\":\"cue\",\"to\":\"a3\"},"
    "{\"role\":\"speaker\",\"to\":\"a2\",\"attributes\":{\"sure\":true}}],"
    "\"origin\":\"human\",\"created\":\"2026-01-31T12:00:00Z\",\"note\":null}";
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothText) text = quoth_text_new ("\u201cno\u201d, \U0001f600\n", -1, &error);
  g_autoptr (QuothAnnotation) annotation = quoth_annotation_new_from_json (line, -1, &error);
  g_autofree char *json = NULL;
  g_autofree char *words = NULL;

  g_assert_no_error (error);
  json = to_json (annotation, text);
  g_assert_cmpstr (json, ==, line);
  words = quoth_annotation_dup_text (annotation, text, " … ");
  g_assert_cmpstr (words, ==, "\u201cno\u201d … \U0001f600\n");
}

static void
test_json_sparse (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothAnnotation) annotation =
    quoth_annotation_new_from_json ("{\"future\":[{}],\"parts\":[[1,2]],\"type\":\"person\"}", -1,
                                    &error);

  g_assert_no_error (error);
  g_assert_cmpstr (annotation->type, ==, "person");
  g_assert_cmpstr (annotation->origin, ==, "import");
  g_assert_nonnull (annotation->id);
  g_assert_nonnull (annotation->created);
  g_assert_null (annotation->entity);
}

static void
test_json_refused (void)
{
  static const char *const cases[] = {
    "",
    "[]",
    "null",
    "{}",
    "{\"type\":\"x\"}",
    "{\"type\":\"x\",\"parts\":[]}",
    "{\"type\":\"\",\"parts\":[[0,1]]}",
    "{\"type\":1,\"parts\":[[0,1]]}",
    "{\"type\":\"x\",\"parts\":[[0,1,2]]}",
    "{\"type\":\"x\",\"parts\":[[0]]}",
    "{\"type\":\"x\",\"parts\":[0,1]}",
    "{\"type\":\"x\",\"parts\":[[1,1]]}",
    "{\"type\":\"x\",\"parts\":[[2,1]]}",
    "{\"type\":\"x\",\"parts\":[[-1,1]]}",
    "{\"type\":\"x\",\"parts\":[[0,1.5]]}",
    "{\"type\":\"x\",\"parts\":[[0,99999999999]]}",
    "{\"type\":\"x\",\"parts\":[[0,1]],\"links\":{}}",
    "{\"type\":\"x\",\"parts\":[[0,1]],\"links\":[{\"role\":\"cue\"}]}",
    "{\"type\":\"x\",\"parts\":[[0,1]],\"attributes\":[]}",
    "{\"type\":\"x\",\"parts\":[[0,1]],\"entity\":7}",
    "{\"type\":\"x\",\"parts\":[[0,1]],\"id\":\"\"}",
    "{\"type\":\"x\",\"parts\":[[0,1]]",
    "{\"type\":\"x\",\"parts\":[[0,1]]}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (quoth_annotation_new_from_json (cases[i], -1, &error));
      g_assert_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "annotation: "));
    }
}

static char *
random_string (GRand *rand)
{
  static const gunichar pool[] = { 'a', 'Z', ' ', '"', '\\', '\n', '\r', '\t', 0x7f, 0x85, 0xa0,
                                   0x301, 0x5d0, 0x2019, 0x2028, 0x2029, 0x1f600, 0x10ffff, 1 };
  GString *out = g_string_new ("x");

  for (int n = g_rand_int_range (rand, 0, 12); n > 0; n--)
    g_string_append_unichar (out, pool[g_rand_int_range (rand, 0, G_N_ELEMENTS (pool))]);
  return g_string_free (out, FALSE);
}

static QuothAnnotation *
random_annotation (GRand *rand)
{
  g_autofree char *type = random_string (rand);
  g_autofree char *layer = random_string (rand);
  g_autofree char *note = random_string (rand);
  QuothSpan parts[3];
  guint n_parts = (guint) g_rand_int_range (rand, 1, 4);
  QuothAnnotation *self;

  for (guint i = 0; i < n_parts; i++)
    {
      parts[i].start = (guint) g_rand_int_range (rand, 0, 1000000);
      parts[i].end = parts[i].start + (guint) g_rand_int_range (rand, 1, 500);
    }
  self = quoth_annotation_new (type, layer, parts, n_parts);
  quoth_annotation_set_note (self, g_rand_boolean (rand) ? note : NULL);
  quoth_annotation_set_entity (self, g_rand_boolean (rand) ? note : NULL);
  quoth_annotation_set_origin (self, layer);
  for (int n = g_rand_int_range (rand, 0, 4); n > 0; n--)
    {
      g_autofree char *name = random_string (rand);
      g_autofree char *value = random_string (rand);
      g_autoptr (QuothAttributes) extra = quoth_attributes_with_string (NULL, name, value);

      quoth_annotation_take_attributes (self, quoth_attributes_with_string (self->attributes,
                                                                            value, name));
      quoth_annotation_add_link (self, name, value, g_rand_boolean (rand) ? extra : NULL);
    }
  return self;
}

static void
test_json_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (int i = 0; i < 5000; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (QuothAnnotation) annotation = random_annotation (rand);
      g_autofree char *json = to_json (annotation, NULL);
      g_autoptr (QuothAnnotation) again = quoth_annotation_new_from_json (json, -1, &error);
      g_autofree char *cut = g_strndup (json, (gsize) g_rand_int_range (rand, 0, strlen (json)));

      g_assert_no_error (error);
      g_assert_true (quoth_annotation_equal (annotation, again));
      /* Every beginning of a record is refused, never half read. */
      g_assert_null (quoth_annotation_new_from_json (cut, -1, NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/annotation/parts", test_parts);
  g_test_add_func ("/annotation/invalid", test_invalid);
  g_test_add_func ("/annotation/links", test_links);
  g_test_add_func ("/annotation/json", test_json);
  g_test_add_func ("/annotation/json-sparse", test_json_sparse);
  g_test_add_func ("/annotation/json-refused", test_json_refused);
  g_test_add_func ("/annotation/json-random", test_json_random);
  return g_test_run ();
}
