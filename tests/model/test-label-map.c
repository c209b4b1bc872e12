/* test-label-map.c - what labels of other people's corpora are called here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-label-map.h"

#include "quoth-json.h"

#define MAP \
  "{\"types\":{\"MISC\":null,\"PER\":\"person\"}," \
  "\"attributes\":{\"junk\":null,\"sure\":\"certainty\"}," \
  "\"roles\":{\"Agent\":\"speaker\",\"noise\":null}," \
  "\"values\":{\"a:b\":{\"\":\"none\"},\"mood\":{\"?\":null,\"bad\":\"sad\"}," \
  "\"sure\":{\"3\":\"certain\",\"high\":\"certain\",\"true\":\"certain\"}}}"

static QuothLabelMap *
make_map (const char *json)
{
  g_autoptr (GError) error = NULL;
  QuothLabelMap *map = quoth_label_map_new_from_json (json, -1, &error);

  g_assert_no_error (error);
  return map;
}

static QuothAnnotation *
add (QuothArticleData *data,
     const char       *id,
     const char       *type,
     const char       *attributes)
{
  const QuothSpan part = { 0, 3 };
  QuothAnnotation *annotation = quoth_annotation_new (type, "anna", &part, 1);

  quoth_annotation_set_id (annotation, id);
  if (attributes != NULL)
    quoth_annotation_take_attributes (annotation,
                                      quoth_attributes_new_from_json (attributes, -1, NULL));
  g_ptr_array_add (data->annotations, annotation);
  return annotation;
}

static QuothArticleData *
make_article (const char *tags)
{
  g_autoptr (QuothText) text = quoth_text_new ("Jane said so.", -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("a", text);
  QuothArticleData *data;

  if (tags != NULL)
    quoth_article_take_tags (article, quoth_attributes_new_from_json (tags, -1, NULL));
  data = quoth_article_data_new (article, text);
  quoth_article_data_add_layer (data, "anna", "done");
  return data;
}

static void
test_json (void)
{
  g_autoptr (QuothLabelMap) map = make_map (MAP);
  g_autoptr (QuothLabelMap) copy = quoth_label_map_copy (map);
  g_autoptr (QuothLabelMap) empty = make_map ("{}");
  g_autofree char *json = quoth_label_map_to_json (copy);
  const char *target;

  g_assert_cmpstr (json, ==, MAP);
  g_assert_true (quoth_label_map_is_empty (empty));
  g_assert_false (quoth_label_map_is_empty (map));
  g_assert_true (quoth_label_map_lookup (map, QUOTH_LABEL_TYPE, "MISC", &target));
  g_assert_null (target);
  g_assert_false (quoth_label_map_lookup (map, QUOTH_LABEL_ROLE, "PER", &target));
  g_assert_cmpstr (target, ==, "PER");
  quoth_label_map_set (empty, QUOTH_LABEL_TYPE, "PER", "x");
  quoth_label_map_add_all (empty, map);
  g_assert_true (quoth_label_map_lookup (empty, QUOTH_LABEL_TYPE, "PER", &target));
  g_assert_cmpstr (target, ==, "person");
}

static void
test_refused (void)
{
  const char *const wrong[] = {
    "", "[]", "3", "{\"types\":[]}", "{\"types\":{\"A\":3}}", "{\"types\":{\"A\":\"\"}}",
    "{\"types\":{\"\":\"a\"}}", "{\"type\":{\"A\":\"a\"}}", "{\"roles\":{\"A\":{}}}",
    "{\"roles\":null}", "{\"values\":[]}", "{\"values\":{\"a\":\"b\"}}",
    "{\"values\":{\"a\":{\"b\":1}}}", "{\"values\":{\"a\":{\"b\":\"\"}}}",
  };
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (quoth_label_map_new_from_json (wrong[i], -1, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
  g_assert_null (quoth_label_map_new_from_json (deep, -1, &error));
  g_assert_error (error, QUOTH_JSON_ERROR, QUOTH_JSON_ERROR_TOO_DEEP);
}

static void
test_article (void)
{
  g_autoptr (QuothLabelMap) map = make_map (MAP);
  g_autoptr (QuothArticleData) data = make_article ("{\"junk\":1,\"status\":\"done\"}");
  g_autoptr (QuothArticleData) mapped = NULL;
  QuothLabelCounts counts = { 0 };
  QuothAnnotation *first;
  QuothAnnotation *claim;

  add (data, "1", "PER", "{\"junk\":\"x\",\"sure\":\"yes\"}");
  add (data, "2", "MISC", NULL);
  claim = add (data, "3", "claim", "{\"certainty\":\"no\",\"sure\":\"yes\"}");
  quoth_annotation_add_link (claim, "Agent", "1", NULL);
  quoth_annotation_add_link (claim, "Agent", "2", NULL);
  quoth_annotation_add_link (claim, "noise", "1", NULL);
  add (data, "4", "cue", NULL);
  mapped = quoth_label_map_apply (map, data, &counts);

  g_assert_cmpuint (mapped->annotations->len, ==, 3);
  g_assert_cmpuint (mapped->layers->len, ==, 1);
  g_assert_null (quoth_attributes_lookup (mapped->article->tags, "junk"));
  g_assert_cmpstr (quoth_attributes_lookup (mapped->article->tags, "status"), ==, "\"done\"");
  first = mapped->annotations->pdata[0];
  g_assert_cmpstr (first->type, ==, "person");
  g_assert_cmpuint (quoth_attributes_get_n (first->attributes), ==, 1);
  g_assert_cmpstr (quoth_attributes_lookup (first->attributes, "certainty"), ==, "\"yes\"");
  claim = mapped->annotations->pdata[1];
  g_assert_cmpuint (claim->n_links, ==, 1);
  g_assert_cmpstr (claim->links[0].role, ==, "speaker");
  g_assert_cmpstr (claim->links[0].to, ==, "1");
  g_assert_cmpstr (quoth_attributes_lookup (claim->attributes, "certainty"), ==, "\"no\"");
  /* What stays is not copied, and what was given has not changed. */
  g_assert_true (mapped->annotations->pdata[2] == data->annotations->pdata[3]);
  g_assert_cmpstr (((QuothAnnotation *) data->annotations->pdata[0])->type, ==, "PER");
  g_assert_nonnull (quoth_attributes_lookup (data->article->tags, "junk"));
  g_assert_cmpuint (counts.n_annotations, ==, 1);
  g_assert_cmpuint (counts.n_attributes, ==, 3);
  g_assert_cmpuint (counts.n_links, ==, 2);
}

/* What @attributes of an annotation become, and how many values were left out. */
static void
assert_becomes (const char *attributes,
                const char *expected,
                guint       n_left_out)
{
  g_autoptr (QuothLabelMap) map = make_map (MAP);
  g_autoptr (QuothArticleData) data = make_article (attributes);
  g_autoptr (QuothArticleData) mapped = NULL;
  g_autofree char *tags = NULL;
  g_autofree char *found = NULL;
  QuothLabelCounts counts = { 0 };

  add (data, "1", "claim", attributes);
  mapped = quoth_label_map_apply (map, data, &counts);
  found = quoth_attributes_to_json (((QuothAnnotation *) mapped->annotations->pdata[0])->attributes);
  g_assert_cmpstr (found, ==, expected);
  tags = quoth_attributes_to_json (mapped->article->tags);
  g_assert_cmpstr (tags, ==, expected);
  g_assert_cmpuint (counts.n_attributes, ==, 2 * n_left_out);
}

static void
test_values (void)
{
  assert_becomes ("{\"sure\":\"high\"}", "{\"certainty\":\"certain\"}", 0);
  assert_becomes ("{\"sure\":3}", "{\"certainty\":\"certain\"}", 0);
  assert_becomes ("{\"sure\":true}", "{\"certainty\":\"certain\"}", 0);
  assert_becomes ("{\"sure\":\"low\"}", "{\"certainty\":\"low\"}", 0);
  assert_becomes ("{\"sure\":{\"x\":\"high\"}}", "{\"certainty\":{\"x\":\"high\"}}", 0);
  assert_becomes ("{\"sure\":null}", "{\"certainty\":null}", 0);
  /* The values of another attribute, or of one named alike, are others. */
  assert_becomes ("{\"certainty\":\"high\"}", "{\"certainty\":\"high\"}", 0);
  assert_becomes ("{\"a\":\"b\",\"a:b\":\"\"}", "{\"a\":\"b\",\"a:b\":\"none\"}", 0);
  assert_becomes ("{\"mood\":\"?\"}", "{}", 1);
  assert_becomes ("{\"mood\":[\"?\",\"bad\",\"sad\",\"glad\"]}", "{\"mood\":[\"sad\",\"glad\"]}", 1);
  assert_becomes ("{\"mood\":[\"?\"]}", "{}", 1);
  assert_becomes ("{\"mood\":[]}", "{\"mood\":[]}", 0);
}

static void
test_values_of_scheme (void)
{
  const char *json =
    "{\"name\":\"Theirs\",\"types\":[{\"id\":\"SAY\",\"name\":\"Say\",\"kind\":\"claim\"}],"
    "\"attributes\":[{\"id\":\"mood\",\"name\":\"Mood\",\"kind\":\"single\",\"initial\":\"bad\",\"values\":["
    "{\"id\":\"?\",\"name\":\"?\"},{\"id\":\"bad\",\"name\":\"Bad\"},{\"id\":\"sad\",\"name\":\"Sad\"},"
    "{\"id\":\"glad\",\"name\":\"Glad\"}]}],\"roles\":[]}";
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_from_json (json, -1, NULL);
  g_autoptr (QuothLabelMap) map = make_map (MAP);
  g_autoptr (QuothScheme) mapped = quoth_label_map_apply_scheme (map, scheme);
  const QuothAttribute *mood = quoth_scheme_lookup_attribute (mapped, "mood");

  g_assert_cmpuint (mood->values->len, ==, 2);
  g_assert_cmpstr (((QuothValue *) mood->values->pdata[0])->id, ==, "sad");
  g_assert_cmpstr (((QuothValue *) mood->values->pdata[1])->id, ==, "glad");
  g_assert_cmpstr (mood->initial, ==, "sad");
}

static void
test_scheme (void)
{
  const char *json =
    "{\"name\":\"Theirs\","
    "\"types\":[{\"id\":\"PER\",\"name\":\"Per\",\"kind\":\"mention\"},"
    "{\"id\":\"MISC\",\"name\":\"Misc\"},{\"id\":\"SAY\",\"name\":\"Say\",\"kind\":\"claim\"}],"
    "\"attributes\":[{\"id\":\"sure\",\"name\":\"Sure\",\"types\":[\"PER\",\"MISC\"]},"
    "{\"id\":\"only\",\"name\":\"Only\",\"types\":[\"MISC\"]}],"
    "\"roles\":[{\"id\":\"Agent\",\"name\":\"Agent\",\"from\":[\"SAY\"],\"to\":[\"PER\"]},"
    "{\"id\":\"lost\",\"name\":\"Lost\",\"from\":[\"MISC\"]}]}";
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_from_json (json, -1, NULL);
  g_autoptr (QuothLabelMap) map = make_map (MAP);
  g_autoptr (QuothLabelMap) empty = quoth_label_map_new ();
  g_autoptr (QuothScheme) mapped = quoth_label_map_apply_scheme (map, scheme);
  g_autoptr (QuothScheme) same = quoth_label_map_apply_scheme (empty, scheme);

  g_assert_true (quoth_scheme_equal (same, scheme));
  g_assert_cmpuint (quoth_scheme_get_n_types (mapped), ==, 2);
  g_assert_cmpint (quoth_scheme_lookup_type (mapped, "person")->kind, ==, QUOTH_TYPE_KIND_MENTION);
  g_assert_nonnull (quoth_scheme_lookup_type (mapped, "SAY"));
  /* An empty list of types would mean any type: what hung on nothing else goes along. */
  g_assert_cmpuint (quoth_scheme_get_n_attributes (mapped), ==, 1);
  g_assert_true (quoth_attribute_applies (quoth_scheme_lookup_attribute (mapped, "certainty"),
                                          "person"));
  g_assert_cmpuint (quoth_scheme_get_n_roles (mapped), ==, 1);
  g_assert_cmpstr (quoth_scheme_lookup_role (mapped, "speaker")->to[0], ==, "person");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label-map/json", test_json);
  g_test_add_func ("/label-map/refused", test_refused);
  g_test_add_func ("/label-map/article", test_article);
  g_test_add_func ("/label-map/values", test_values);
  g_test_add_func ("/label-map/values-of-scheme", test_values_of_scheme);
  g_test_add_func ("/label-map/scheme", test_scheme);
  return g_test_run ();
}
