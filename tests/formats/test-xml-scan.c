/* test-xml-scan.c - XML is told as it stands there
 *
 * What is taken is what libxml2 builds a tree of, and has the same text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-xml-scan.h"

#include "quoth-format.h"

#include <libxml/parser.h>
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

/* What is told of a document, and behind it why it was refused, if it was. */
static char *
tell (const char *bytes,
      gsize       n_bytes,
      gboolean   *out_ok)
{
  const QuothXmlHandler handler = { start_cb, end_cb, text_cb };
  GString *told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  *out_ok = quoth_xml_scan (&handler, told, "test", bytes, n_bytes, NULL, &error);
  if (!*out_ok)
    g_string_append_printf (told, " refused: %s", error->message);
  return g_string_free (told, FALSE);
}

static const struct
{
  const char *document;
  const char *told;
} documents[] = {
  { "<a/>", "<{(null)}a at 1></{(null)}a>" },
  { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>\n</a>\n",
    "<{(null)}a at 2>\n</{(null)}a>" },
  { "\xef\xbb\xbf<a >é😀\xe2\x80\xa8\xc2\x85</a >",
    "<{(null)}a at 1>é😀\xe2\x80\xa8\xc2\x85</{(null)}a>" },
  { "<a b='x\n\ty&#10;&#9;&#13;&#x1F600;&#38;&amp;&lt;é'>&gt; &#65;&lt;</a>",
    "<{(null)}a at 2 {(null)}b='x  y\n\t\r😀&&<é'>> A<</{(null)}a>" },
  { "<a>1\r\n2\r3<!-- no --><?no no?><![CDATA[<4>]]></a>",
    "<{(null)}a at 1>1\n2\n3<4></{(null)}a>" },
  { "<x:a xmlns:x='u' x:id='1' id='2'>\n<x:b xmlns:x='v' x:id='3'/><x:c/></x:a>",
    "<{u}a at 1 {u}id='1' {(null)}id='2'>\n<{v}b at 2 {v}id='3'></{v}b><{u}c at 2></{u}c></{u}a>" },
  { "<a xmlns='one'><b xmlns='' xml:lang='de'/></a>",
    "<{one}a at 1><{(null)}b at 1 {http://www.w3.org/XML/1998/namespace}lang='de'></{(null)}b>"
    "</{one}a>" },
  { "<?xml version='1.0' encoding='iso-8859-1'?><a>\xe9</a>", "<{(null)}a at 1>é</{(null)}a>" },
  { "<?xml version='1.0' encoding='windows-1252'?><a>\x93\xe9\x94</a>",
    "<{(null)}a at 1>“é”</{(null)}a>" },
  { "<a><b><stop/></b></a>",
    "<{(null)}a at 1><{(null)}b at 1><{(null)}stop at 1> refused: test:1: the handler has had enough" },
  { "<!DOCTYPE a [<!ENTITY b 'c'>]>\n<a>&b;</a>", " refused: test:1: a document type is not taken" },
};

static const char *const refused[] = {
  "", " ", "<", "<a", "<a>", "</a>", "<a></b>", "<a/><b/>", "x<a/>", "<a/>x", "<a b/>", "<a b=1/>",
  "<a b='1'c='2'/>", "<a b='1' b='2'/>", "<a b='<'/>", "<a>&x;</a>", "<a>&#0;</a>", "<a>&#x1;</a>",
  "<a>&#xd800;</a>", "<a>&#xffff;</a>", "<a>&#1114112;</a>", "<a>&#;</a>", "<a>&amp</a>",
  "<a>]]></a>", "<a>\x01</a>", "<a>\xff</a>", "<a>\xef\xbf\xbf</a>", "<!DOCTYPE a><a/>", "<x:a/>",
  "<a x:b='1'/>", "<a xmlns:x=''/>", "<a xmlns:xml='u'/>",
  "<a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/>", "<:a/>", "<1/>", "<a></a", "<a/ >", "< a/>",
  "<?xml version='1.0' encoding='nothing'?><a>\xe9</a>",
};

static void
test_told (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      gboolean ok;
      g_autofree char *told = tell (documents[i].document, strlen (documents[i].document), &ok);

      g_assert_cmpstr (told, ==, documents[i].told);
    }
}

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      gboolean ok;
      g_autofree char *told = tell (refused[i], strlen (refused[i]), &ok);

      if (ok)
        g_error ("%s is taken, and told as %s", refused[i], told);
    }
}

static void
test_limits (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) wide = g_string_new ("<a");
  g_autoptr (GString) behind = g_string_new ("<a><!--<b '-->");
  g_autoptr (GString) names = g_string_new ("<a>");
  g_autoptr (GString) namespaces = g_string_new ("<a");
  g_autofree char *told = NULL, *of_wide = NULL, *of_behind = NULL;
  g_autofree char *of_names = NULL, *of_namespaces = NULL;
  gboolean ok;

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<a>");
  told = tell (deep->str, deep->len, &ok);
  g_assert_false (ok);
  g_assert_true (g_str_has_suffix (told, "more than 2048 elements in each other"));
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (wide, " p%u='u'", i);
  g_string_append (wide, "/>");
  of_wide = tell (wide->str, wide->len, &ok);
  g_assert_false (ok);
  g_assert_true (g_str_has_suffix (of_wide, "more than 10000 attributes"));
  /* Neither does an open value in a comment hide them. */
  g_string_append_len (behind, wide->str, (gssize) wide->len);
  of_behind = tell (behind->str, behind->len, &ok);
  g_assert_false (ok);
  g_assert_true (g_str_has_suffix (of_behind, "more than 10000 attributes"));
  for (guint i = 0; i < 110000; i++)
    g_string_append_printf (names, "<a%u/>", i);
  of_names = tell (names->str, names->len, &ok);
  g_assert_false (ok);
  g_assert_true (g_str_has_suffix (of_names, "more than 100000 different names"));
  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (namespaces, " xmlns:p%u='u'", i);
  g_string_append (namespaces, "/>");
  of_namespaces = tell (namespaces->str, namespaces->len, &ok);
  g_assert_false (ok);
  g_assert_true (g_str_has_suffix (of_namespaces, "too many namespaces at once"));
}

/* The namespace stands once in a file, and counts for each name that is in it. */
static void
test_long_namespace (void)
{
  g_autofree char *uri = g_strnfill (64 * 1024, 'u');
  g_autofree char *few = g_strdup_printf ("<a xmlns='%s'/>", uri);
  g_autofree char *attribute = g_strdup_printf ("<a xmlns:p='%s'><b p:c='1'/></a>", uri);
  g_autoptr (GString) many = g_string_new (NULL);
  g_autofree char *of_few = NULL, *of_attribute = NULL, *of_many = NULL;
  gboolean ok;

  of_few = tell (few, strlen (few), &ok);
  g_assert_false (ok);
  g_assert_cmpstr (of_few, ==,
                   " refused: test:1: a name with its namespace is longer than 2048 bytes");
  of_attribute = tell (attribute, strlen (attribute), &ok);
  g_assert_false (ok);
  g_assert_true (g_str_has_suffix (of_attribute, "is longer than 2048 bytes"));
  /* Half a gigabyte, if each had its own copy. */
  g_string_append_printf (many, "<a xmlns:p='%s'", uri);
  for (guint i = 0; i < 8000; i++)
    g_string_append_printf (many, " p:p%u='u'", i);
  g_string_append (many, "/>");
  of_many = tell (many->str, many->len, &ok);
  g_assert_false (ok);
  g_assert_true (g_str_has_suffix (of_many, "is longer than 2048 bytes"));
}

/* Not only those that every reader of XML must know. */
static void
test_encodings (void)
{
  static const struct
  {
    const char *bytes;
    const char *told;
  } cases[] = {
    { "<?xml version='1.0' encoding='Shift_JIS'?>\n<a>\x93\xfa\x96\x7b</a>",
      "<{(null)}a at 2>日本</{(null)}a>" },
    { "<?xml version='1.0' encoding='GB18030'?><a b='\xd6\xd0'/>",
      "<{(null)}a at 1 {(null)}b='中'></{(null)}a>" },
    { "<?xml version='1.0' encoding='EUC-KR'?><!DOCTYPE a><a/>",
      " refused: test:1: a document type is not taken" },
    { "<?xml version='1.0' encoding='Shift_JIS'?><a>\x93</a>",
      " refused: test:1: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean ok;
      g_autofree char *told = tell (cases[i].bytes, strlen (cases[i].bytes), &ok);

      /* Which bytes it could not make sense of, the library says as it likes. */
      g_assert_true (g_str_has_prefix (told, cases[i].told));
    }
}

static gboolean
add_text_cb (gpointer     user_data,
             const char  *text,
             gsize        n_bytes,
             GError     **error)
{
  g_string_append_len (user_data, text, (gssize) n_bytes);
  return TRUE;
}

/* What is taken has a tree, with the same text, if it is in UTF-8 as it says. */
static gboolean
compare (const char *bytes,
         gsize       n_bytes)
{
  const QuothXmlHandler handler = { .text = add_text_cb };
  /* Of the exact size, so that a sanitizer sees every step beyond it. */
  g_autofree char *exact = g_memdup2 (bytes, MAX (n_bytes, 1));
  g_autoptr (GString) text = g_string_new (NULL);
  xmlDoc *document;
  xmlChar *content;

  if (!quoth_xml_scan (&handler, text, "test", exact, n_bytes, NULL, NULL))
    return FALSE;
  document = xmlReadMemory (bytes, (int) n_bytes, NULL, NULL,
                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (document == NULL && !g_str_has_prefix (bytes, "<?xml"))
    g_error ("%.*s\nis no XML for libxml2", (int) n_bytes, bytes);
  if (document == NULL)
    return FALSE;
  content = xmlNodeGetContent (xmlDocGetRootElement (document));
  g_assert_cmpstr (text->str, ==, (const char *) content);
  xmlFree (content);
  xmlFreeDoc (document);
  return TRUE;
}

static void
test_random (void)
{
  static const char pieces[] = "<>&;#x'\"/= \n\t:ab\xc3\xa9\xff!?-]";
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n_taken = 0;

  for (guint i = 0; i < 20000; i++)
    {
      /* The last ones are refused, or stopped, as they are. */
      const char *document = documents[i % (G_N_ELEMENTS (documents) - 2)].document;
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
      n_taken += compare (changed->str, changed->len) ? 1 : 0;
    }
  g_assert_cmpuint (n_taken, >, 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml-scan/told", test_told);
  g_test_add_func ("/xml-scan/refused", test_refused);
  g_test_add_func ("/xml-scan/limits", test_limits);
  g_test_add_func ("/xml-scan/long-namespace", test_long_namespace);
  g_test_add_func ("/xml-scan/encodings", test_encodings);
  g_test_add_func ("/xml-scan/random", test_random);
  return g_test_run ();
}
