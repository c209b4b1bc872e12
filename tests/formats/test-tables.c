/* test-tables.c - tables out and in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "outgoing-fixture.h"

#include "quoth-csv.h"
#include "quoth-tables.h"

static void
check_file (const char *folder,
            const char *name,
            const char *expected)
{
  g_autofree char *content = corpus_get_file (folder, name);

  g_assert_cmpstr (content, ==, expected);
}

static void
test_csv (void)
{
  g_autofree char *folder = outgoing_write ("csv", FALSE, NULL);

  check_file (folder, "spans.csv",
              "document,annotator,id,piece,label,start,end,text,person,wikidata\r\n"
              "n1,anna,p1,1,person,9,13,=Mia,mia,Q42\r\n"
              "n1,anna,c1,1,claim,0,7,“It is”,,\r\n"
              "n1,anna,c1,2,claim,20,24,“No”,,\r\n"
              "n1,anna,u1,1,cue,14,18,said,,\r\n");
  check_file (folder, "attributes.csv",
              "document,id,name,value\r\n"
              "n1,,metadata.url,javascript:x\r\n"
              "n1,,state.anna,done\r\n"
              "n1,c1,quote_type,direct\r\n"
              "n1,c1,note,\"line\n<script>\"\r\n");
  check_file (folder, "relations.csv",
              "document,annotator,id,label,from,to\r\n"
              "n1,anna,c1.1,cue,c1,u1\r\n"
              "n1,anna,c1.2,speaker,c1,p1\r\n");
  check_file (folder, "claims.csv",
              "document,annotator,id,claim,speaker,person,wikidata,cue,article,date,publisher,url\r\n"
              "n1,anna,c1,“It is” … “No”,=Mia,Mia & Roe,Q42,said,\"A, <b>\"\"B\"\"\",,,javascript:x\r\n");
  corpus_remove_folder (folder);
}

static void
test_csv_defused (void)
{
  g_autofree char *folder = outgoing_write ("csv", TRUE, NULL);
  g_autofree char *spans = corpus_get_file (folder, "spans.csv");

  g_assert_true (g_str_has_prefix (spans, "\xef\xbb\xbf" "document,"));
  g_assert_nonnull (strstr (spans, ",9,13,'=Mia,mia,Q42\r\n"));
  corpus_remove_folder (folder);
}

/* What is written as a field is read as it was, whatever it holds. */
static void
test_fields (void)
{
  for (guint32 seed = 0; seed < 200; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
      g_auto (QuothTable) table = { NULL };
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < 6; i++)
        {
          g_ptr_array_add (fields, i == 4 ? g_strdup ("") : corpus_random_text (rand, 8, TRUE));
          if (i > 0)
            g_string_append_c (out, ',');
          quoth_csv_append_field (out, fields->pdata[i], -1, FALSE);
        }
      g_string_append (out, "\r\nlast\n");
      quoth_table_init (&table, "x", out->str, out->len, ',');
      g_assert_true (quoth_table_next (&table, &error));
      g_assert_cmpuint (quoth_table_get_n (&table), ==, 6);
      for (guint i = 0; i < 6; i++)
        g_assert_cmpstr (quoth_table_get (&table, i), ==, fields->pdata[i]);
      g_assert_true (quoth_table_next (&table, &error));
      g_assert_cmpstr (quoth_table_get (&table, 0), ==, "last");
      g_assert_cmpstr (quoth_table_get (&table, 9), ==, "");
      g_assert_false (quoth_table_next (&table, &error));
      g_assert_no_error (error);
    }
}

/* A field is quoted for what stands at any place in it, and nothing behind it is looked at. */
static void
test_quoted_fields (void)
{
  for (gsize n = 0; n < 40; n++)
    for (gsize place = 0; place <= n; place++)
      {
        g_autoptr (GString) out = g_string_new (NULL);
        g_autofree char *field = g_malloc (n + 1);

        memset (field, 'x', n);
        field[n] = ',';
        field[place] = ',';
        quoth_csv_append_field (out, field, (gssize) n, FALSE);
        g_assert_cmpuint (out->len, ==, place < n ? n + 2 : n);
        g_assert_cmpint (out->str[0] == '"', ==, place < n);
      }
}

static void
read_table (Corpus      *corpus,
            const char  *bytes,
            GError     **error)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.csv", NULL);

  corpus_init (corpus);
  corpus_put_file (folder, "a.csv", bytes, -1);
  corpus_read (corpus, quoth_formats_lookup ("table"), path, NULL, error);
  corpus_remove_folder (folder);
}

static void
test_read_table (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  QuothArticleData *data;
  g_autofree char *metadata = NULL;

  read_table (&corpus,
              "\xef\xbb\xbfTitle;Body;Publish Date;Outlet;Section\r\n"
              "One;\"Mia said \"\"so\"\".\r\n\r\nMore\";2026-01-02;The Day;Home\r\n"
              ";;x;;\r\n"
              ";Two;;;\r\n", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (corpus.articles->len, ==, 2);
  g_assert_cmpuint (corpus.notices->len, ==, 1);
  g_assert_cmpstr (corpus.notices->pdata[0], ==, "5: the row has no text: left out");
  data = corpus.articles->pdata[0];
  g_assert_cmpstr (data->article->name, ==, "One");
  g_assert_cmpstr (quoth_text_get_utf8 (data->text), ==, "Mia said \"so\".\r\n\r\nMore");
  metadata = quoth_attributes_to_json (data->article->metadata);
  g_assert_cmpstr (metadata, ==,
                   "{\"date\":\"2026-01-02\",\"publisher\":\"The Day\",\"section\":\"Home\"}");
  g_assert_cmpstr (((QuothArticleData *) corpus.articles->pdata[1])->article->name, ==, "a 6");
}

/* What a spreadsheet says of its separator, and rows of which a comma went unquoted. */
static void
test_separators (void)
{
  static const char semicolon[] = "sep=;\r\nid;text\r\n1;a, b, c\r\n";
  static const char tab[] = "\xef\xbb\xbfSEP=\t\nid\tArtikeltext\n1\ta; b, c\n";
  static const char unquoted[] = "text,id\na,1,\nb,2,more\n";
  static const struct { const char *bytes; const char *text; const char *notice; } cases[] = {
    { semicolon, "a, b, c", NULL },
    { tab, "a; b, c", NULL },
    { "sep=,\ntext\na\n", "a", NULL },
    { "sep=a\ntext\n", NULL, NULL },
    { unquoted, "a", "3: the row has more fields than there are columns: they are left out" },
  };
  const QuothFormat *table = quoth_formats_lookup ("table");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      read_table (&corpus, cases[i].bytes, &error);
      if (cases[i].text == NULL)
        {
          g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (quoth_text_get_utf8 (((QuothArticleData *) corpus.articles->pdata[0])->text),
                       ==, cases[i].text);
      g_assert_cmpuint (corpus.notices->len, ==, cases[i].notice != NULL);
      if (cases[i].notice != NULL)
        g_assert_cmpstr (corpus.notices->pdata[0], ==, cases[i].notice);
    }
  g_assert_cmpint (table->probe ("a.csv", semicolon, strlen (semicolon)), ==, 75);
  g_assert_cmpint (table->probe ("a.csv", tab, strlen (tab)), ==, 75);
}

static void
test_refused (void)
{
  static const char *const cases[][2] = {
    { "", "*empty*" },
    { "a,b\n1,2\n", "*a.csv:1: no column of texts*" },
    { "text\n\"no end\n\n", "*a.csv:2: a quoted field does not end*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      read_table (&corpus, cases[i][0], &error);
      g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
      if (!g_pattern_match_simple (cases[i][1], error->message))
        g_error ("%s is not %s", error->message, cases[i][1]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tables/csv", test_csv);
  g_test_add_func ("/tables/csv-defused", test_csv_defused);
  g_test_add_func ("/tables/fields", test_fields);
  g_test_add_func ("/tables/quoted-fields", test_quoted_fields);
  g_test_add_func ("/tables/read", test_read_table);
  g_test_add_func ("/tables/separators", test_separators);
  g_test_add_func ("/tables/refused", test_refused);
  return g_test_run ();
}
