/* test-xml-scan.c - plain XML is told as libxml2 tells it
 *
 * A comment behind the document is nothing that is told, but makes it one for libxml2: so
 * both readers are compared.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-xml-plain.h"

#include "quoth-format.h"

#include <string.h>

static gboolean
start_cb (gpointer                  user_data,
          const char               *uri,
          const char               *name,
          const QuothXmlAttribute  *attributes,
          guint                     n_attributes,
          guint                     line,
          GError                  **error)
{
  GString *told = user_data;

  g_string_append_printf (told, "<{%s}%s at %u", uri, name, line);
  for (guint i = 0; i < n_attributes; i++)
    g_string_append_printf (told, " {%s}%s='%.*s'", attributes[i].uri, attributes[i].name,
                            (int) attributes[i].n_value, attributes[i].value);
  g_string_append_c (told, '>');
  return strcmp (name, "stop") != 0
         || quoth_format_refuse (error, "test", line, "the handler has had enough");
}

static gboolean
end_cb (gpointer     user_data,
        const char  *uri,
        const char  *name,
        GError     **error)
{
  g_string_append_printf (user_data, "</{%s}%s>", uri, name);
  return TRUE;
}

static gboolean
text_cb (gpointer     user_data,
         const char  *text,
         gsize        n_bytes,
         GError     **error)
{
  g_string_append_len (user_data, text, (gssize) n_bytes);
  return TRUE;
}

static char *
tell (const char *bytes,
      gsize       n_bytes)
{
  const QuothXmlHandler handler = { start_cb, end_cb, text_cb };
  GString *told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (!quoth_xml_scan (&handler, told, "test", bytes, n_bytes, NULL, &error))
    g_string_append_printf (told, " refused: %s", error->message);
  return g_string_free (told, FALSE);
}

/* Returns whether the document is plain. */
static gboolean
compare (const char *bytes,
         gsize       n_bytes)
{
  g_autofree char *here = g_malloc (n_bytes + 1);
  g_autoptr (GString) other = g_string_new_len (bytes, (gssize) n_bytes);
  g_autoptr (QuothXmlPlain) plain = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  /* Of the exact size, so that a sanitizer sees every step beyond it. */
  here = g_realloc (here, MAX (n_bytes, 1));
  memcpy (here, bytes, n_bytes);
  plain = quoth_xml_plain_new (here, n_bytes);
  if (plain == NULL)
    return FALSE;
  ours = tell (here, n_bytes);
  g_string_append (other, "<!---->");
  theirs = tell (other->str, other->len);
  if (strcmp (ours, theirs) != 0)
    g_error ("%.*s\nis told as\n%s\nby libxml2 as\n%s", (int) n_bytes, bytes, ours, theirs);
  return TRUE;
}

static const char *const plain_documents[] = {
  "<a/>",
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>\n</a>\n",
  "<?xml version='1.0' encoding='utf-8'?><a >é😀\xe2\x80\xa8\xc2\x85</a >",
  "<a b='1' c=\"'&quot;\" d='\"&apos;>'/>",
  "<a b='x\n\ty&#10;&#9;&#13;&#xd;&#x1F600;&#38;&amp;&lt;é'>]]&gt; > \" '&#65;&lt;</a>",
  "<a\n b='1\n2'\n>\n<b\n/><c/></a>",
  "<x:a xmlns:x='http:///a/b.ecore' x:id='1' id='2'><x:b xmlns:x='u' x:id='3'/><x:c/></x:a>",
  "<a xmlns='one'><b xmlns='two' xml:lang='de' c='1'/><b xmlns:c='three' c:d='e'/><b/></a>",
  "<a.-_1 b.-_1='c'/>",
  "<a><a><a></a><stop/></a></a>",
  "<a><b>1</b> <b>2</b>\n<b>3</b></a>",
  "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xml:id=\"t1\">\n <text><p>One <said who=\"#m\">two"
  "</said>.</p></text>\n</TEI>\n",
};

static const char *const other_documents[] = {
  "", "<", "<a", "<a>", "</a>", "<a></b>", "<a/><b/>", "x<a/>", "<a/>x", "<a b/>", "<a b=1/>",
  "<a b='1'c='2'/>", "<a b='1' b='2'/>", "<a b='<'/>", "<a>&x;</a>", "<a>&#0;</a>", "<a>&#x1;</a>",
  "<a>&#xd800;</a>", "<a>&#xffff;</a>", "<a>&#1114112;</a>", "<a>&#;</a>", "<a>&amp</a>", "<a>]]></a>",
  "<a>\r</a>", "<a>\x01</a>", "<a>\xff</a>", "<a>\xef\xbf\xbf</a>", "<a><![CDATA[x]]></a>",
  "<!DOCTYPE a><a/>", "<a><!-- x --></a>", "<a><?x y?></a>", "<é/>", "<x:a/>", "<a x:b='1'/>",
  "<a xmlns:x=''/>", "<a xmlns=''/>", "<a xmlns:xml='u'/>", "<a xmlns:x='http://www.w3.org/2000/xmlns/'/>",
  "<a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/>", "<a:b:c/>", "<:a/>", "<a:/>", "<1/>", "<a></a",
  "<?xml version='1.0' encoding='latin1'?><a/>", "\xef\xbb\xbf<a/>", "<a/ >", "< a/>", "<a xmlns:x='&#65;'/>",
};

static void
test_plain (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_documents); i++)
    if (!compare (plain_documents[i], strlen (plain_documents[i])))
      g_error ("%s is not taken for plain", plain_documents[i]);
}

static void
test_other (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (other_documents); i++)
    if (compare (other_documents[i], strlen (other_documents[i])))
      g_error ("%s is taken for plain", other_documents[i]);
}

static void
test_limits (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) wide = g_string_new ("<a");

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<a>");
  g_assert_false (compare (deep->str, deep->len));
  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (wide, " xmlns:p%u='u'", i);
  g_string_append (wide, "/>");
  g_assert_false (compare (wide->str, wide->len));
}

static void
test_random (void)
{
  static const char pieces[] = "<>&;#x'\"/= \n\t:abé\xc3\xff!?-]";
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n_plain = 0;

  for (guint i = 0; i < 60000; i++)
    {
      const char *document = plain_documents[i % G_N_ELEMENTS (plain_documents)];
      g_autoptr (GString) changed = g_string_new (document);

      for (gint n = g_rand_int_range (rand, 1, 4); n > 0 && changed->len > 0; n--)
        {
          gsize at = (gsize) g_rand_int_range (rand, 0, (gint) changed->len);
          char byte = pieces[g_rand_int_range (rand, 0, sizeof pieces - 1)];

          if (g_rand_boolean (rand))
            g_string_erase (changed, (gssize) at, 1);
          else
            g_string_insert_c (changed, (gssize) at, byte);
        }
      n_plain += compare (changed->str, changed->len) ? 1 : 0;
    }
  g_assert_cmpuint (n_plain, >, 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml-scan/plain", test_plain);
  g_test_add_func ("/xml-scan/other", test_other);
  g_test_add_func ("/xml-scan/limits", test_limits);
  g_test_add_func ("/xml-scan/random", test_random);
  return g_test_run ();
}
