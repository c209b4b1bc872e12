/* test-jsonl.c - the native exchange format alone: what is read, refused, written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "jsonl-helper.h"
#include "quoth-writer.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *file;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("quoth-XXXXXX", NULL);
  self->file = g_build_filename (self->folder, "some.jsonl", NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->file);
}

static void
put (Fixture    *self,
     const char *name,
     const char *bytes,
     gssize      length)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
}

/* What is said of a file of articles; NULL when it is taken. */
static char *
judge (Fixture    *self,
       const char *bytes,
       gssize      length)
{
  g_auto (Found) found = { 0 };
  g_autoptr (GError) error = NULL;

  found_init (&found);
  put (self, "some.jsonl", bytes, length);
  if (found_read (&found, "quoth-jsonl", self->file, &error))
    return NULL;
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
  g_assert_true (g_str_has_prefix (error->message, self->file));
  return g_strdup (error->message + strlen (self->file) + 1);
}

static void
assert_judged (Fixture    *self,
               const char *bytes,
               const char *expected)
{
  g_autofree char *said = judge (self, bytes, -1);

  g_assert_cmpstr (said, ==, expected);
}

static void
test_minimal (Fixture       *self,
              gconstpointer  data)
{
  g_auto (Found) found = { 0 };
  g_autoptr (GError) error = NULL;
  QuothArticleData *first;
  QuothAnnotation *annotation;

  found_init (&found);
  put (self, "some.jsonl",
       "\xef\xbb\xbf{\"text\":\"A\\u00e9\\r\\nB\"}\r\n"
       "\n"
       "{\"annotations\":[{\"parts\":[[3,4],[0,1]],\"quotes\":[\"c\",\"x\"],\"type\":\"t\"}],"
       "\"text\":\"xyzc\",\"more\":{\"a\":[1,2]},\"more2\":1}", -1);
  g_assert_true (found_read (&found, "quoth-jsonl", self->file, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (found.articles->len, ==, 2);
  first = found.articles->pdata[0];
  g_assert_cmpstr (first->article->name, ==, "some 1");
  g_assert_cmpstr (quoth_text_get_utf8 (first->text), ==, "Aé\r\nB");
  g_assert_cmpuint (first->layers->len, ==, 0);

  first = found.articles->pdata[1];
  g_assert_cmpstr (((QuothLayer *) first->layers->pdata[0])->name, ==, "me");
  annotation = first->annotations->pdata[0];
  g_assert_cmpuint (annotation->parts[0].start, ==, 0);
  g_assert_cmpuint (annotation->parts[1].start, ==, 3);
  g_assert_cmpstr (annotation->layer, ==, "me");
  g_assert_cmpstr (annotation->origin, ==, "import");
  g_assert_cmpuint (found.notices->len, ==, 2);
  g_assert_cmpstr (found.notices->pdata[0], ==,
                   "3: article: member \"more\" is unknown and was left out");
}

#define ARTICLE(annotation) "\n{\"text\":\"He said so.\",\"annotations\":[" annotation "]}\n"

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  const char *const cases[][2] = {
    { "{}", "1: an article has no \"text\"" },
    { "{\"text\":12}", "1: column 9: expected a string, found 12}" },
    { "{\"text\":null}", "1: column 9: expected a string, found null}" },
    { "{\"text\":\"a\",\"text\":\"b\"}", "1: column 20: member \"text\" stands twice" },
    { "{\"text\":\"a\"}x", "1: column 13: expected nothing more, found x" },
    { "{\"text\":\"a\"", "1: column 12: expected \",\" or \"}\", but the line ends" },
    { "{\"text\":\"\\u0000\"}", "1: column 10: U+0000 cannot be kept" },
    { "{\"text\":\"a\xff\"}", "1: column 11: byte 0xff is not valid UTF-8" },
    { "\xff\xfe{", "1: column 1: byte 0xff is not valid UTF-8" },
    { "[]", "1: column 1: expected an object, found []" },
    { "{\"id\":\"\",\"text\":\"a\"}", "1: column 9: an empty string" },
    { "{\"text\":\"a\",\"tags\":[]}", "1: column 20: expected an object, found []}" },
    { "{\"text\":\"a\",\"layers\":[{}]}", "1: column 25: a layer has no \"name\"" },
    { "{\"text\":\"a\",\"layers\":[{\"name\":\"a\",\"state\":\"x\"}]}",
      "1: column 47: layer state \"x\" is none of open, done, locked" },
    { "{\"text\":\"a\",\"layers\":[{\"name\":\"a\"},{\"name\":\"a\"}]}",
      "1: column 48: layer \"a\" stands twice" },
    { ARTICLE ("{\"parts\":[[0,2]]}"), "2: column 55: an annotation has no \"type\"" },
    { ARTICLE ("{\"type\":\"t\"}"), "2: column 50: an annotation has no \"parts\"" },
    { ARTICLE ("{\"type\":\"t\",\"parts\":[]}"), "2: column 61: an annotation has no \"parts\"" },
    { ARTICLE ("{\"type\":\"t\",\"parts\":[[0]]}"), "2: column 62: a part is [start, end]" },
    { ARTICLE ("{\"type\":\"t\",\"parts\":[[0,1,2]]}"),
      "2: column 64: a part is [start, end] and nothing more" },
    { ARTICLE ("{\"type\":\"t\",\"parts\":[[2,2]]}"), "2: column 64: part [2, 2) is empty" },
    { ARTICLE ("{\"type\":\"t\",\"parts\":[[3,2]]}"), "2: column 64: part [3, 2) is empty" },
    { ARTICLE ("{\"type\":\"t\",\"parts\":[[-1,2]]}"),
      "2: column 60: expected a whole number, not negative, found -1,2]]}]}" },
    { ARTICLE ("{\"type\":\"t\",\"parts\":[[4,6],[2,5]]}"),
      "2: column 72: parts [2, 5) and [4, 6) overlap" },
    { ARTICLE ("{\"id\":\"x\",\"type\":\"t\",\"parts\":[[4,12]]}"),
      "2: annotation \"x\": part [4, 12) ends after the text of 11 characters" },
    { ARTICLE ("{\"id\":\"x\",\"type\":\"t\",\"parts\":[[0,1]]},{\"id\":\"x\",\"type\":\"t\","
               "\"parts\":[[0,1]]}"), "2: column 113: annotation id \"x\" stands twice" },
    { ARTICLE ("{\"id\":\"x\",\"type\":\"t\",\"parts\":[[0,2]],\"quotes\":[\"Hi\"]}"),
      "2: annotation \"x\": the text reads \"He\" at [0, 2), but its quote is \"Hi\"" },
    { ARTICLE ("{\"id\":\"x\",\"type\":\"t\",\"parts\":[[0,2]],\"quotes\":[]}"),
      "2: annotation \"x\" has fewer quotes than parts" },
    { ARTICLE ("{\"id\":\"x\",\"type\":\"t\",\"parts\":[[0,2]],\"quotes\":[\"He\",\"\"]}"),
      "2: annotation \"x\" has more quotes than parts" },
    { ARTICLE ("{\"id\":\"x\",\"type\":\"t\",\"parts\":[[0,2]],\"quotes\":[1]}"),
      "2: column 85: expected a string, found 1]}]}" },
    { ARTICLE ("{\"id\":\"x\",\"type\":\"t\",\"parts\":[[0,2]],\"links\":[{\"role\":\"r\","
               "\"to\":\"y\"}]}"),
      "2: annotation \"x\": link \"r\" to \"y\", which is not in this article" },
    { ARTICLE ("{\"id\":\"x\",\"type\":\"t\",\"parts\":[[0,2]],\"links\":[{\"role\":\"r\","
               "\"to\":\"x\"}]}"), "2: annotation \"x\": link \"r\" to itself" },
    { ARTICLE ("{\"id\":\"x\",\"type\":\"t\",\"parts\":[[0,2]],\"links\":[{\"role\":\"r\","
               "\"to\":\"y\"}]},{\"id\":\"y\",\"layer\":\"other\",\"type\":\"t\",\"parts\":[[0,2]]}"),
      "2: annotation \"x\": link \"r\" to \"y\", which is in another layer" },
    { ARTICLE ("{\"id\":\"x\",\"type\":\"t\",\"parts\":[[0,2]],\"links\":[{\"role\":\"r\"}]}"),
      "2: column 96: a link needs \"role\" and \"to\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_judged (self, cases[i][0], cases[i][1]);
}

static void
test_deep (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *alone = judge (self, brackets, -1);
  g_autofree char *json = g_strconcat ("{\"text\":\"a\",\"metadata\":{\"m\":", brackets, NULL);
  g_autofree char *within = judge (self, json, -1);
  g_autofree char *unknown_json = g_strconcat ("{\"text\":\"a\",\"unknown\":", brackets, NULL);
  g_autofree char *unknown = judge (self, unknown_json, -1);

  g_assert_nonnull (strstr (alone, "expected an object"));
  g_assert_nonnull (strstr (within, "nested deeper than 64 levels"));
  g_assert_nonnull (strstr (unknown, "nested deeper than 64 levels"));
}

/* One of every member, in the order in which it is written. */
static const char golden_article[] =
  "{\"id\":\"a1\",\"name\":\"Ä \\\"name\\\"\",\"text\":\"“We go,” Ann said.\\r\\n\\tNo\\u2028way 😀.\","
  "\"language\":\"en\",\"metadata\":{\"date\":\"2026-01-31\",\"x\":[1,null,{\"b\":false}]},"
  "\"tags\":{\"status\":\"done\",\"topics\":[\"a\",\"b\"]},"
  "\"layers\":[{\"name\":\"anna\",\"state\":\"done\"},{\"name\":\"ben\",\"state\":\"open\"}],"
  "\"annotations\":[{\"id\":\"c1\",\"layer\":\"anna\",\"type\":\"claim\",\"parts\":[[0,8],[21,25]],"
  "\"quotes\":[\"“We go,”\",\"No\\u2028w\"],"
  "\"entity\":null,\"attributes\":{\"quote_type\":\"direct\",\"share\":0.5},"
  "\"links\":[{\"role\":\"cue\",\"to\":\"c2\"},{\"role\":\"speaker\",\"to\":\"m1\","
  "\"attributes\":{\"sure\":true}}],"
  "\"origin\":\"human\",\"created\":\"2026-01-31T12:00:00Z\",\"note\":\"a\\nb\"},"
  "{\"id\":\"c2\",\"layer\":\"anna\",\"type\":\"cue\",\"parts\":[[13,17]],\"quotes\":[\"said\"],"
  "\"entity\":null,\"attributes\":{},\"links\":[],\"origin\":\"import\","
  "\"created\":\"2026-01-31T12:00:01Z\",\"note\":null},"
  "{\"id\":\"m1\",\"layer\":\"anna\",\"type\":\"person\",\"parts\":[[9,12]],\"quotes\":[\"Ann\"],"
  "\"entity\":\"e1\",\"attributes\":{},\"links\":[],\"origin\":\"human\","
  "\"created\":\"2026-01-31T12:00:02Z\",\"note\":null}]}\n";

static const char golden_entities[] =
  "{\"id\":\"e1\",\"kind\":\"person\",\"name\":\"Ann Ö\",\"aliases\":[\"Ann\",\"Ö\"],\"status\":\"named\","
  "\"wikidata\":\"Q1\",\"note\":null}\n"
  "{\"id\":\"e2\",\"kind\":\"group\",\"name\":\"critics\",\"aliases\":[],\"status\":\"unnamed\","
  "\"wikidata\":null,\"note\":\"n\",\"merged_into\":\"e1\"}\n";

static void
no_loss_cb (gpointer    user_data,
            const char *article,
            const char *annotation,
            const char *reason)
{
  g_assert_not_reached ();
}

static void
write_found (Found      *found,
             const char *folder)
{
  const QuothFormat *format = quoth_formats_lookup ("quoth-jsonl");
  const QuothWriteOptions options = { .path = folder, .scheme = found->scheme };
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothWriter) writer = quoth_writer_new (format, &options, no_loss_cb, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < found->entities->len; i++)
    g_assert_true (quoth_writer_add_entity (writer, found->entities->pdata[i], &error));
  for (guint i = 0; i < found->articles->len; i++)
    g_assert_true (quoth_writer_add_article (writer, found->articles->pdata[i], &error));
  g_assert_true (quoth_writer_end (writer, &error));
  g_assert_no_error (error);
}

static void
assert_file (const char *folder,
             const char *name,
             const char *expected)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, expected);
}

static void
test_golden (Fixture       *self,
             gconstpointer  data)
{
  g_auto (Found) found = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *out = g_build_filename (self->folder, "out", NULL);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autofree char *scheme_json = quoth_scheme_to_json (scheme);

  found_init (&found);
  put (self, "articles.jsonl", golden_article, -1);
  put (self, "entities.jsonl", golden_entities, -1);
  put (self, "scheme.json", scheme_json, -1);
  found_read (&found, "quoth-jsonl", self->folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found.notices->len, ==, 0);
  g_assert_true (quoth_scheme_equal (found.scheme, scheme));
  g_assert_cmpint (g_mkdir (out, 0700), ==, 0);
  write_found (&found, out);
  assert_file (out, "articles.jsonl", golden_article);
  assert_file (out, "entities.jsonl", golden_entities);
}

/* A file that ends anywhere is refused or is a shorter corpus, and never crashes. */
static void
test_truncated (Fixture       *self,
                gconstpointer  data)
{
  gsize length = strlen (golden_article);

  for (gsize n = 0; n < length; n++)
    {
      g_autofree char *said = judge (self, golden_article, (gssize) n);

      g_assert_true ((said == NULL) == (n == 0 || n == length - 1));
    }
}

static void
test_dangling_entity (Fixture       *self,
                      gconstpointer  data)
{
  g_auto (Found) found = { 0 };
  g_autoptr (GError) error = NULL;

  found_init (&found);
  put (self, "articles.jsonl", golden_article, -1);
  put (self, "entities.jsonl", "", -1);
  g_assert_false (found_read (&found, "quoth-jsonl", self->folder, &error));
  g_assert_nonnull (strstr (error->message, "articles.jsonl:1: annotation \"m1\": entity \"e1\" is "
                                            "not in entities.jsonl"));
  g_clear_error (&error);
  put (self, "entities.jsonl", "{\"id\":\"x\",\"name\":\"a\",\"merged_into\":\"y\"}\n", -1);
  g_assert_false (found_read (&found, "quoth-jsonl", self->folder, &error));
  g_assert_nonnull (strstr (error->message, "entities.jsonl:1: merged into \"y\""));
  g_clear_error (&error);
  put (self, "entities.jsonl", "{\"name\":\"a\"}\n{\"name\":\"\"}\n", -1);
  g_assert_false (found_read (&found, "quoth-jsonl", self->folder, &error));
  g_assert_nonnull (strstr (error->message, "entities.jsonl:2: column 11: an empty string"));
}

static void
test_incomplete_folder (Fixture       *self,
                        gconstpointer  data)
{
  const QuothFormat *format = quoth_formats_lookup ("quoth-jsonl");
  g_auto (Found) found = { 0 };
  g_autoptr (GError) error = NULL;

  found_init (&found);
  g_assert_cmpint (format->probe (self->folder, NULL, 0), ==, 0);
  put (self, "entities.jsonl", golden_entities, -1);
  put (self, "scheme.json", "{", -1);
  g_assert_cmpint (format->probe (self->folder, NULL, 0), >, 50);
  g_assert_false (found_read (&found, "quoth-jsonl", self->folder, &error));
  g_assert_nonnull (strstr (error->message, "articles.jsonl is missing"));
  g_clear_error (&error);
  put (self, "articles.jsonl", golden_article, -1);
  g_assert_false (found_read (&found, "quoth-jsonl", self->folder, &error));
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "scheme.json: "));
}

static void
test_many_links (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (GString) json = g_string_new ("{\"text\":\"ab\",\"annotations\":["
                                           "{\"type\":\"t\",\"parts\":[[0,1]],\"links\":[");
  g_autofree char *said = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (json, "%s{\"role\":\"r\",\"to\":\"%u\"}", i > 0 ? "," : "", i);
  g_string_append (json, "]}]}");
  said = judge (self, json->str, -1);
  g_assert_nonnull (strstr (said, "more than 10000 links"));
}

static void
add (const char *name,
     void      (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/jsonl/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("minimal", test_minimal);
  add ("refused", test_refused);
  add ("deep", test_deep);
  add ("golden", test_golden);
  add ("truncated", test_truncated);
  add ("dangling-entity", test_dangling_entity);
  add ("incomplete-folder", test_incomplete_folder);
  add ("many-links", test_many_links);
  return g_test_run ();
}
