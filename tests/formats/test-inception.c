/* test-inception.c - the zip of an INCEpTION project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "corpus-fixture.h"

#include <archive.h>
#include <archive_entry.h>

#define XMI(spans)                                                                             \
  "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" "        \
  "xmlns:c=\"http:///webanno/custom.ecore\" xmi:version=\"2.0\">" spans                        \
  "<cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" sofaString=\"Mia left\"/></xmi:XMI>"
#define TYPES                                                                                  \
  "<typeSystemDescription><types><typeDescription><name>webanno.custom.Mark</name>"            \
  "<supertypeName>uima.tcas.Annotation</supertypeName><features><featureDescription>"          \
  "<name>n</name><rangeTypeName>uima.cas.Integer</rangeTypeName></featureDescription>"         \
  "</features></typeDescription></types></typeSystemDescription>"
#define PROJECT                                                                                \
  "{\"name\":\"news\",\"source_documents\":[{\"name\":\"a.txt\",\"state\":\"CURATION_FINISHED\"}]," \
  "\"annotation_documents\":[{\"name\":\"a.txt\",\"user\":\"anna\",\"state\":\"FINISHED\"},"       \
  "{\"name\":\"a.txt\",\"user\":\"ben\",\"state\":\"IN_PROGRESS\"}],\"layers\":[]}"

typedef struct
{
  const char *name;
  const char *bytes;
  gsize       n_bytes; /* 0: as far as the NUL */
} Member;

static GString *
make_zip (const Member *members)
{
  struct archive *zip = archive_write_new ();
  GString *out = g_string_new (NULL);
  gsize used = 0;

  g_string_set_size (out, 1024 * 1024);
  archive_write_set_format_zip (zip);
  g_assert_cmpint (archive_write_open_memory (zip, out->str, out->len, &used), ==, ARCHIVE_OK);
  for (guint i = 0; members[i].name != NULL; i++)
    {
      struct archive_entry *entry = archive_entry_new ();
      gsize n_bytes = members[i].n_bytes > 0 ? members[i].n_bytes : strlen (members[i].bytes);

      archive_entry_set_pathname (entry, members[i].name);
      archive_entry_set_size (entry, (la_int64_t) n_bytes);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      g_assert_cmpint (archive_write_header (zip, entry), ==, ARCHIVE_OK);
      archive_write_data (zip, members[i].bytes, n_bytes);
      archive_entry_free (entry);
    }
  archive_write_close (zip);
  archive_write_free (zip);
  g_string_set_size (out, used);
  return out;
}

static void
read_bytes (Corpus      *corpus,
            const char  *bytes,
            gsize        n_bytes,
            int         *out_probe,
            GError     **error)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "p.zip", NULL);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  const QuothFormat *format = quoth_formats_lookup ("inception-zip");

  corpus_init (corpus);
  corpus_put_file (folder, "p.zip", bytes, (gssize) n_bytes);
  if (out_probe != NULL)
    *out_probe = format->probe (path, bytes, MIN (n_bytes, 4096));
  corpus_read (corpus, format, path, scheme, error);
  corpus_remove_folder (folder);
}

static char *
describe (Corpus *corpus)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < corpus->articles->len; i++)
    {
      QuothArticleData *data = corpus->articles->pdata[i];
      g_autofree char *dump = corpus_dump (corpus, data);

      g_string_append_printf (out, "%s", data->article->name);
      for (guint k = 0; k < data->layers->len; k++)
        {
          QuothLayer *layer = data->layers->pdata[k];

          g_string_append_printf (out, " %s:%s", layer->name, layer->state);
        }
      g_string_append_printf (out, "\n%s", dump);
    }
  return g_string_free (out, FALSE);
}

static void
check (const Member *members,
       const char   *expected)
{
  g_autoptr (GString) zip = make_zip (members);
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  int probed;

  read_bytes (&corpus, zip->str, zip->len, &probed, &error);
  g_assert_no_error (error);
  g_assert_cmpint (probed, >=, 90);
  found = describe (&corpus);
  g_assert_cmpstr (found, ==, expected);
}

#define MARK(begin, end) "<c:Mark xmi:id=\"4\" sofa=\"1\" begin=\"" begin "\" end=\"" end "\" n=\"5\"/>"
#define TSV "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Mark|n\n\n\n#Text=Two\n1-1\t0-3\tTwo\tx\t\n"
#define JSON                                                                                   \
  "{\"%FEATURE_STRUCTURES\":[{\"%ID\":1,\"%TYPE\":\"uima.cas.Sofa\",\"sofaString\":\"Two\"},"  \
  "{\"%ID\":2,\"%TYPE\":\"webanno.custom.Person\",\"@sofa\":1,\"begin\":0,\"end\":3}]}"

static void
test_project (void)
{
  const Member anna_files[] = { { "a.xmi", XMI (MARK ("0", "3")) }, { "TypeSystem.xml", TYPES }, { NULL } };
  const Member gold_files[] = { { "TypeSystem.xml", TYPES }, { "x.xmi", XMI (MARK ("4", "8")) }, { NULL } };
  g_autoptr (GString) anna = make_zip (anna_files);
  g_autoptr (GString) gold = make_zip (gold_files);
  const Member members[] = {
    { "source/a.txt", "Mia left" },
    { "annotation_ser/a.txt/anna.ser", "\xac\xed" },
    { "annotation/a.txt/INITIAL_CAS.zip", "not a zip" },
    { "annotation/a.txt/anna.zip", anna->str, anna->len },
    { "annotation/a.txt/ben.xmi", XMI ("") },
    { "annotation/b.txt/anna.tsv", TSV },
    { "annotation/b.txt/ben.json", JSON },
    { "annotation/b.txt/carl.bin", "x" },
    { "annotation/c.txt/INITIAL_CAS.xmi", XMI (MARK ("0", "3")) },
    { "curation/a.txt/CURATION_USER.zip", gold->str, gold->len },
    { "exportedproject123.json", PROJECT },
    { "other.json", "no" },
    { NULL }
  };

  check (members,
         "a.txt anna:done\nMark 0-3 {\"n\":5}\n"
         "a.txt ben:open\n"
         "b.txt anna:open\nMark 0-3 {\"n\":\"x\"}\n"
         "b.txt ben:open\nperson 0-3\n"
         "c.txt\n"
         "a.txt gold:done\nMark 4-8 {\"n\":5}\n");
}

/* One document, as "Export document" gives it. */
static void
test_document (void)
{
  const Member members[] = { { "a.xmi", XMI (MARK ("0", "3")) }, { "TypeSystem.xml", TYPES }, { NULL } };

  check (members, "a me:open\nMark 0-3 {\"n\":5}\n");
}

/* What nobody has opened, and the export holds as its source alone, is told. */
static void
test_sources (void)
{
  const Member members[] = {
    { "source/a.txt", "Mia left" }, { "source/b.txt", "Two" }, { "source/c.txt", "Three" },
    { "annotation/a.txt/ben.xmi", XMI (MARK ("0", "3")) }, { "exportedproject.json", PROJECT },
    { NULL }
  };
  g_autoptr (GString) zip = make_zip (members);
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;

  read_bytes (&corpus, zip->str, zip->len, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (corpus.articles->len, ==, 1);
  g_assert_cmpuint (corpus.notices->len, ==, 1);
  g_assert_nonnull (strstr (corpus.notices->pdata[0],
                            "2 documents were exported by no annotator: left out"));
}

static void
check_refused (const Member *members,
               const char   *message)
{
  g_autoptr (GString) zip = make_zip (members);
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;

  read_bytes (&corpus, zip->str, zip->len, NULL, &error);
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
  if (!g_pattern_match_simple (message, error->message))
    g_error ("%s is not %s", error->message, message);
}

static void
test_refused (void)
{
  const Member empty[] = { { "exportedproject.json", PROJECT }, { "source/a.txt", "x" }, { NULL } };
  const Member broken[] = { { "exportedproject.json", "{" }, { NULL } };
  const Member wrong[] = { { "annotation/a/x.xmi", XMI (MARK ("0", "9")) }, { NULL } };
  const Member nested[] = { { "annotation/a/x.zip", "no zip at all, this" }, { NULL } };

  check_refused (empty, "*p.zip: the zip holds no document as*");
  check_refused (broken, "*p.zip: exportedproject.json: *");
  check_refused (wrong, "*p.zip/annotation/a/x.xmi:1: Mark 4 from 0 to 9 is not in the text*");
  check_refused (nested, "*p.zip/annotation/a/x.zip: *");
}

static void
test_truncated (void)
{
  const Member inner_files[] = { { "a.xmi", XMI (MARK ("0", "3")) }, { "TypeSystem.xml", TYPES }, { NULL } };
  g_autoptr (GString) inner = make_zip (inner_files);
  const Member members[] = { { "annotation/a.txt/anna.zip", inner->str, inner->len },
                             { "exportedproject.json", PROJECT }, { NULL } };
  g_autoptr (GString) zip = make_zip (members);

  for (gsize n = 0; n < zip->len; n += 3)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;
      gboolean ok;

      read_bytes (&corpus, zip->str, n, NULL, &error);
      ok = error == NULL;
      g_assert_true (!ok || corpus.articles->len == 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inception/project", test_project);
  g_test_add_func ("/inception/document", test_document);
  g_test_add_func ("/inception/sources", test_sources);
  g_test_add_func ("/inception/refused", test_refused);
  g_test_add_func ("/inception/truncated", test_truncated);
  return g_test_run ();
}
