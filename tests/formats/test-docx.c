/* test-docx.c - Word documents, and zip files that are none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "corpus-fixture.h"

#include <archive.h>
#include <archive_entry.h>

#define HEAD "<?xml version=\"1.0\"?><w:document xmlns:w=\"urn:w\" xmlns:mc=\"urn:mc\"><w:body>"
#define TAIL "<w:sectPr><w:t>no</w:t></w:sectPr></w:body></w:document>"

static void
add_member (struct archive *zip,
            const char     *name,
            const char     *bytes,
            gsize           n_bytes)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) n_bytes);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  g_assert_cmpint (archive_write_header (zip, entry), ==, ARCHIVE_OK);
  archive_write_data (zip, bytes, n_bytes);
  archive_entry_free (entry);
}

/* Pairs of name and content, ended by NULL. */
static char *
write_zip (const char *folder,
           const char *const *members)
{
  char *path = g_build_filename (folder, "News.docx", NULL);
  struct archive *zip = archive_write_new ();

  archive_write_set_format_zip (zip);
  g_assert_cmpint (archive_write_open_filename (zip, path), ==, ARCHIVE_OK);
  for (guint i = 0; members[i] != NULL; i += 2)
    add_member (zip, members[i], members[i + 1], strlen (members[i + 1]));
  archive_write_free (zip);
  return path;
}

static void
read_zip (Corpus             *corpus,
          const char *const  *members,
          GError            **error)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = write_zip (folder, members);

  corpus_init (corpus);
  corpus_read (corpus, quoth_formats_lookup ("docx"), path, NULL, error);
  corpus_remove_folder (folder);
}

/* Boxes stand behind their paragraph; what is hidden, spelled out or beside the text is none. */
static void
test_beside (void)
{
  static const char document[] =
    HEAD "<w:p><w:r><w:t>Bef</w:t></w:r><w:r><w:drawing><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r>"
    "</w:p><w:p><w:r><w:t>two</w:t></w:r></w:p></w:txbxContent></w:drawing></w:r>"
    "<w:r><w:t>ore</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r>"
    "<w:r><w:endnoteReference w:id=\"1\"/></w:r><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>"
    "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>"
    "<w:r><w:rPr><w:b/><w:vanish/></w:rPr><w:t>gone</w:t></w:r>"
    "<w:r><w:rPr><w:vanish w:val=\"true\"/></w:rPr><w:t>gone</w:t></w:r>"
    "<w:r><w:rPr><w:vanish w:val=\"false\"/></w:rPr><w:t>se</w:t></w:r>"
    "<w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>en</w:t></w:r></w:rubyBase>"
    "</w:ruby></w:p>" TAIL;
  const char *const members[] = { "word/document.xml.rels", "<no", "word/document22.xml", document,
                                  NULL };
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  QuothArticleData *data;

  read_zip (&corpus, members, &error);
  g_assert_no_error (error);
  data = corpus.articles->pdata[0];
  g_assert_cmpstr (quoth_text_get_utf8 (data->text), ==, "Before\n\nBox\n\ntwo\n\nseen");
  g_assert_cmpuint (corpus.notices->len, ==, 2);
  g_assert_nonnull (strstr (corpus.notices->pdata[0], "2 notes at the foot of a page or the end"));
  g_assert_nonnull (strstr (corpus.notices->pdata[1], "1 comments: left out"));
}

static void
test_text (void)
{
  static const char document[] =
    HEAD "<w:p><w:pPr><w:t>style</w:t></w:pPr><w:r><w:t>“It is”,</w:t></w:r><w:r><w:t "
    "xml:space=\"preserve\"> she </w:t></w:r><w:del><w:r><w:delText>lied</w:delText></w:r></w:del>"
    "<w:ins><w:r><w:t>said &amp; left</w:t></w:r></w:ins></w:p>\n<w:p/>"
    "<w:p><w:r><w:t>One</w:t><w:br/><w:t>Two</w:t><w:tab/><w:t>Three</w:t><w:noBreakHyphen/>"
    "<w:instrText>PAGE</w:instrText></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    "<w:p><mc:AlternateContent><mc:Choice><w:t>Box</w:t></mc:Choice><mc:Fallback><w:t>Box</w:t>"
    "</mc:Fallback></mc:AlternateContent></w:p>" TAIL;
  const char *const members[] = {
    "word/styles.xml", "<no", "word/document.xml", document, "docProps/core.xml",
    "<cp:coreProperties xmlns:cp=\"urn:c\" xmlns:dc=\"urn:d\"><dc:title> The News </dc:title>"
    "<dc:creator>Ann Poe</dc:creator></cp:coreProperties>", NULL
  };
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  QuothArticleData *data;
  g_autofree char *author = NULL;

  read_zip (&corpus, members, &error);
  g_assert_no_error (error);
  data = corpus.articles->pdata[0];
  g_assert_cmpstr (quoth_text_get_utf8 (data->text), ==,
                   "“It is”, she said & left\n\nOne\nTwo\tThree\xe2\x80\x91\n\nCell\n\nBox");
  g_assert_cmpstr (data->article->name, ==, "The News");
  author = quoth_attributes_dup_string (data->article->metadata, "author");
  g_assert_cmpstr (author, ==, "Ann Poe");
}

static void
check_refused (const char *const *members,
               const char        *message)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;

  read_zip (&corpus, members, &error);
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
  if (!g_pattern_match_simple (message, error->message))
    g_error ("%s is not %s", error->message, message);
}

static void
test_refused (void)
{
  const char *const missing[] = { "a.xml", "<a/>", NULL };
  const char *const broken[] = { "word/document.xml", HEAD "<w:p><w:t>x</w:t>", NULL };
  const char *const bomb[] = {
    "word/document.xml",
    "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
    "<!ENTITY c SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"urn:w\"><w:p><w:t>&b;&c;"
    "</w:t></w:p></w:document>", NULL
  };

  check_refused (missing, "*News.docx: no Word document*");
  check_refused (broken, "*News.docx: word/document.xml: no well-formed XML*");
  check_refused (bomb, "*News.docx: word/document.xml: declares a document type*");
}

static void
test_truncated (void)
{
  const char *const members[] = { "word/document.xml", HEAD "<w:p><w:t>x</w:t></w:p>" TAIL, NULL };
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = write_zip (folder, members);
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  for (gsize i = 0; i < n_bytes; i += 7)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;
      gboolean ok;

      corpus_init (&corpus);
      corpus_put_file (folder, "News.docx", bytes, (gssize) i);
      ok = corpus_read (&corpus, quoth_formats_lookup ("docx"), path, NULL, &error);
      g_assert_true (ok == (error == NULL));
    }
  corpus_remove_folder (folder);
}

/* More than 256 MiB of zeros in a file of some hundred kilobytes. */
static void
test_bomb (void)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "News.docx", NULL);
  gsize n_zeros = 300u * 1024 * 1024;
  g_autofree char *zeros = g_malloc0 (n_zeros);
  struct archive *zip = archive_write_new ();
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;

  archive_write_set_format_zip (zip);
  archive_write_open_filename (zip, path);
  add_member (zip, "word/document.xml", zeros, n_zeros);
  archive_write_free (zip);
  corpus_init (&corpus);
  corpus_read (&corpus, quoth_formats_lookup ("docx"), path, NULL, &error);
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "unpacks to more than"));
  corpus_remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/docx/beside", test_beside);
  g_test_add_func ("/docx/text", test_text);
  g_test_add_func ("/docx/refused", test_refused);
  g_test_add_func ("/docx/truncated", test_truncated);
  g_test_add_func ("/docx/bomb", test_bomb);
  return g_test_run ();
}
