/* test-format.c - the table of formats and the helpers of readers and writers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-format.h"
#include "quoth-head.h"
#include "quoth-output.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
test_table (void)
{
  guint n;
  const QuothFormat *const *formats = quoth_formats_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_assert_nonnull (formats[i]->name);
      g_assert_nonnull (formats[i]->title);
      g_assert_nonnull (formats[i]->description);
      g_assert_true (quoth_formats_lookup (formats[i]->name) == formats[i]);
      g_assert_true ((formats[i]->probe == NULL) == (formats[i]->read == NULL));
      g_assert_true ((formats[i]->writer_size == 0) == (formats[i]->article == NULL));
      g_assert_true (formats[i]->probe != NULL || formats[i]->article != NULL);
      g_assert_true (formats[i]->article != NULL || formats[i]->options == NULL);
    }
  g_assert_null (formats[n]);
  g_assert_null (quoth_formats_lookup ("no such format"));
}

/* The command line knows an option by its name alone, whichever formats offer it. */
static void
test_options (void)
{
  g_autoptr (GHashTable) flags = g_hash_table_new (g_str_hash, g_str_equal);
  guint seen = 0;
  guint n;
  const QuothFormat *const *formats = quoth_formats_list (&n);

  for (guint i = 0; i < n; i++)
    for (const QuothFormatOption *o = formats[i]->options; o != NULL && o->name != NULL; o++)
      {
        gpointer flag = GUINT_TO_POINTER (o->flag);

        g_assert_cmpuint (o->flag, !=, 0);
        g_assert_true ((o->flag & (o->flag - 1)) == 0);
        g_assert_nonnull (o->title);
        g_assert_nonnull (o->description);
        g_assert_true ((o->without == NULL) == (o->with == NULL));
        g_assert_true (strspn (o->name, "abcdefghijklmnopqrstuvwxyz-") == strlen (o->name));
        if (g_hash_table_contains (flags, o->name))
          g_assert_true (g_hash_table_lookup (flags, o->name) == flag);
        else
          g_assert_cmpuint (seen & o->flag, ==, 0);
        g_hash_table_insert (flags, (gpointer) o->name, flag);
        seen |= o->flag;
      }
  g_assert_cmpuint (seen, ==, QUOTH_WRITE_IDS | QUOTH_WRITE_IOBES | QUOTH_WRITE_FOUR_COLUMNS
                              | QUOTH_WRITE_CODE_POINTS | QUOTH_WRITE_INCEPTION
                              | QUOTH_WRITE_SPREADSHEET);
}

static void
test_refuse (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (quoth_format_refuse (&error, "a/b.ann", 12, "part %u ends at %u", 1, 7));
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "a/b.ann:12: part 1 ends at 7");
  g_clear_error (&error);
  g_assert_false (quoth_format_refuse (&error, "a/b.ann", 0, "is empty"));
  g_assert_cmpstr (error->message, ==, "a/b.ann: is empty");
}

static void
assert_safe (GHashTable *taken,
             const char *id,
             const char *expected)
{
  g_autofree char *name = quoth_format_safe_name (id, taken);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_safe_name (void)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *many = g_strnfill (1000, 'x');
  g_autofree char *cut = quoth_format_safe_name (many, NULL);

  assert_safe (taken, "breitbart_2016-10-02.v1", "breitbart_2016-10-02.v1");
  assert_safe (taken, "../../etc/passwd", "_._.._etc_passwd");
  assert_safe (taken, "-rf", "_rf");
  assert_safe (taken, "", "_");
  assert_safe (taken, "CON.txt", "_CON.txt");
  assert_safe (taken, "name...", "name");
  assert_safe (taken, "Ünïcode \xf0\x9f\x98\x80", "_n_code__");
  assert_safe (taken, "Name", "Name-2");
  assert_safe (taken, "name", "name-3");
  assert_safe (taken, "name-3", "name-3-2");
  g_assert_cmpuint (strlen (cut), ==, 200);
}

static void
test_safe_name_many_alike (void)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 20000; i++)
    g_assert_true (g_hash_table_add (seen, quoth_format_safe_name (i % 2 ? "éé" : "__", taken)));
}

static void
test_load_save (void)
{
  g_autofree char *folder = g_dir_make_tmp ("quoth-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  g_assert_true (quoth_format_save (path, "a\0b", 3, &error));
  g_assert_true (quoth_format_load (path, 3, &bytes, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (bytes, n, "a\0b", 3);
  g_clear_pointer (&bytes, g_free);

  g_assert_false (quoth_format_load (path, 2, &bytes, &n, &error));
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (quoth_format_load (folder, 100, &bytes, &n, &error));
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_false (quoth_format_load (pipe, 100, &bytes, &n, &error));
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
  g_clear_error (&error);

  g_unlink (pipe);
  g_unlink (path);
  g_assert_false (quoth_format_load (path, 100, &bytes, &n, &error));
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_IO);
  g_rmdir (folder);
}

static char *
dup_head (const char *bytes,
          gsize       n_bytes)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  char head[QUOTH_HEAD_BYTES + 1];
  int fd = g_file_open_tmp ("quoth-head-XXXXXX", &path, &error);
  gssize n;

  g_assert_no_error (error);
  g_assert_true (quoth_format_write (fd, path, bytes, n_bytes, NULL));
  g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);
  n = quoth_head_read (fd, path, head, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, strlen (head));
  close (fd);
  g_unlink (path);
  return g_strdup (head);
}

static void
test_head (void)
{
  static const struct
  {
    const char *bytes;
    const char *head;
  } cases[] = {
    { "", "" },
    { "Ada\tsaid.\n", "Ada\tsaid.\n" },
    { "\xef\xbb\xbf { \"a b\" : [ 1 , 2 ] }\r\n{\"c\": null}\n", "{\"a b\":[1,2]}{\"c\":null}" },
    /* Arrays inside of rows end early, rows do not. */
    { "[[1,2,[3,4,5,6,7],8,9],{\"x\":[1,2,3,4,[5,{}],6]},3,4,5,6]",
      "[[1,2,[3,4,5,6],8],{\"x\":[1,2,3,4]},3,4,5,6]" },
    { "{\"a\":[\"]\",\"\\\"]\",{\"b\":1},2,3]}", "{\"a\":[\"]\",\"\\\"]\",{\"b\":1},2]}" },
    { "[[{\"a\":[1,2,3,4,{\"deep\":[\"]]]\", \"}\\\"]\\\\\", [[[]]], {\"x y\": [[1], [2]]}]}, 5, \"six\"  ]"
      " , \"b\" : 7}]]", "[[{\"a\":[1,2,3,4],\"b\":7}]]" },
    { "{\"a\":\"0123456789012345678901234567890123456789012345678901234567890123\"}",
      "{\"a\":\"0123456789012345678901234567890123456789012345678901234567890123\"}" },
    { "{\"a\":\"01234567890123456789012345678901234567890123456789012345678901234567 \\\" \"}",
      "{\"a\":\"0123456789012345678901234567890123456789012345678901234567890123\"}" },
    { "{\"a\":\"012345678901234567890123456789012345678901234567890123456789012\\n\"}",
      "{\"a\":\"012345678901234567890123456789012345678901234567890123456789012\\n\"}" },
    { "{\"a\":\"0123456789012345678901234567890123456789012345678901234567890123\\n\"}",
      "{\"a\":\"0123456789012345678901234567890123456789012345678901234567890123\"}" },
    /* Not JSON for longer than a moment. */
    { "[1] As she said", "[1] As she said" },
    { "[Photo: Ada]", "[Photo: Ada]" },
    { "{ Ada }", "{ Ada }" },
    { "{}\n\nAda", "{}\n\nAda" },
  };
  g_autoptr (GString) row = g_string_new ("{\"text\":\"");
  g_autofree char *head = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = dup_head (cases[i].bytes, strlen (cases[i].bytes));

      g_assert_cmpstr (found, ==, cases[i].head);
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append (row, "\\\"");
  g_string_append (row, "\",\"label\":[[0,1,\"x\"]]}");
  head = dup_head (row->str, row->len);
  g_assert_true (g_str_has_prefix (head, "{\"text\":\"\\\"\\\""));
  g_assert_true (g_str_has_suffix (head, "\\\"\",\"label\":[[0,1,\"x\"]]}"));
  g_assert_cmpuint (strlen (head), <, 120);
}

/* A name that is long is cut at so many bytes. */
static void
test_cut_names (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (quoth_format_refuse (&error, "p", 3, "%.4s is wrong", "aéé"));
  g_assert_cmpstr (error->message, ==, "p:3: aé\uFFFD is wrong");
}

/* Appends so much that it cannot all be kept. */
static gsize
fill_output (QuothOutput *output,
             gsize       *out_most)
{
  gsize n_bytes = 0;

  *out_most = 0;
  for (guint i = 0; n_bytes < 3 * (gsize) QUOTH_OUTPUT_TOO_MUCH; i++)
    {
      gsize before = output->buffer->len;

      g_string_append_printf (output->buffer, "%0999u\n", i);
      n_bytes += output->buffer->len - before;
      *out_most = MAX (*out_most, output->buffer->len);
      quoth_output_relieve (output);
    }
  return n_bytes;
}

/* An article that is larger than memory should be is written in between. */
static void
test_relieve (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("quoth-format-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autofree char *contents = NULL;
  QuothOutput output;
  gsize n_bytes, n_written, most;

  quoth_output_init (&output, folder, "file", FALSE);
  n_bytes = fill_output (&output, &most);
  g_assert_cmpuint (most, <, QUOTH_OUTPUT_TOO_MUCH + 1001);
  g_assert_true (quoth_output_finish (&output, TRUE, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, &n_written, NULL));
  g_assert_cmpuint (n_written, ==, n_bytes);
  for (gsize i = 0; i < n_bytes; i += 1000)
    g_assert_cmpuint (g_ascii_strtoull (contents + i, NULL, 10), ==, i / 1000);
  g_remove (path);
  g_rmdir (folder);

  /* What fails then is told at the end, once. */
  quoth_output_init (&output, folder, "file", FALSE);
  fill_output (&output, &most);
  g_assert_cmpuint (most, <, QUOTH_OUTPUT_TOO_MUCH + 1001);
  g_assert_false (quoth_output_flush (&output, QUOTH_OUTPUT_ENOUGH, &error));
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_IO);
  g_assert_false (quoth_output_finish (&output, FALSE, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/table", test_table);
  g_test_add_func ("/formats/options", test_options);
  g_test_add_func ("/formats/refuse", test_refuse);
  g_test_add_func ("/formats/safe-name", test_safe_name);
  g_test_add_func ("/formats/safe-name-many-alike", test_safe_name_many_alike);
  g_test_add_func ("/formats/load-save", test_load_save);
  g_test_add_func ("/formats/head", test_head);
  g_test_add_func ("/format/cut-names", test_cut_names);
  g_test_add_func ("/formats/relieve", test_relieve);
  return g_test_run ();
}
