/* test-web.c - the article is taken out of a page, and nothing else
 *
 * Every page and every name in it is invented.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "corpus-fixture.h"
#include "quoth-text.h"
#include "quoth-web-private.h"

#define FIRST                                                                                   \
  "The harbour of Velmora will stay closed until spring, the mayor, Ines Karvall, said on "     \
  "Monday after a meeting with the owners of the ferries."
#define SECOND                                                                                  \
  "“We will not open it before the quay is safe,” Ms Karvall told reporters. The repair costs " \
  "four million crowns, according to a report of the council."
#define P(text) "<p>" text "</p>\n"
#define BODY P (FIRST) P (SECOND)

static QuothWebArticle *
extract (const char *html)
{
  g_autoptr (GError) error = NULL;
  QuothWebArticle *article = quoth_web_extract (html, strlen (html), NULL,
                                                "https://news.example/velmora/harbour?x=1#top",
                                                &error);

  g_assert_no_error (error);
  g_assert_nonnull (article);
  g_assert_true (g_utf8_validate (article->text, -1, NULL));
  return article;
}

static void
assert_text (const char *html,
             const char *expected)
{
  g_autoptr (QuothWebArticle) article = extract (html);

  g_assert_cmpstr (article->text, ==, expected);
}

/* @inner inside an article, between a headline and a long paragraph. */
static void
assert_inner (const char *inner,
              const char *expected)
{
  g_autofree char *html = g_strconcat ("<html><body><article><h1>Harbour closed</h1>", inner,
                                       P (FIRST), "</article></body></html>", NULL);
  g_autofree char *text = g_strconcat ("Harbour closed\n\n", expected, *expected ? "\n\n" : "",
                                       FIRST, NULL);

  assert_text (html, text);
}

static void
assert_fact (QuothWebArticle *article,
             const char      *name,
             const char      *expected)
{
  g_autofree char *value = quoth_attributes_dup_string (article->metadata, name);

  g_assert_cmpstr (value, ==, expected);
}

static void
assert_refused (const char *html,
                gsize       n_bytes,
                const char *reason)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (quoth_web_extract (html, n_bytes, NULL, NULL, &error));
  g_assert_nonnull (error);
  if (reason != NULL)
    g_assert_cmpstr (error->message, ==, reason);
}

static void
test_page (void)
{
  assert_text (
    "<!DOCTYPE html><html lang=en><head><title>Harbour closed | The Tide</title>"
    "<style>p { color: red }</style><script>if (a < b) document.write ('<p>no</p>');</script>"
    "</head><body>"
    "<header><div class=logo>The Tide</div><nav><a href=/>Home</a> <a href=/s>Sport</a></nav>"
    "</header>"
    "<div id=cookie-consent>We use cookies to make this site better for you and for us all.</div>"
    "<main><article><header><h1>Harbour closed</h1><p class=byline>By Tom Leduc</p></header>"
    "<div class='share-bar'><a href=#>Post</a> <a href=#>Mail</a></div>"
    "<figure><img src=q.jpg alt='not text'><figcaption>The quay on Sunday. Photo: Ana Ferri"
    "</figcaption></figure>" BODY
    "<aside><p>A long text about another matter that stands beside the article, with commas, too."
    "</p></aside>"
    "<div class='newsletterSignup'><p>Get our letter each morning, free of charge, as you wish.</p>"
    "</div>"
    "<ul><li><a href=/1>Ferries are late again</a></li><li><a href=/2>Storm ends</a></li></ul>"
    "<form><label>Your opinion</label><textarea>text</textarea></form>"
    "<footer>Copyright of the newspaper, all rights are kept by those who own them.</footer>"
    "</article>"
    "<section id=comments><p>First! This is what I always said about the harbour, and more.</p>"
    "</section></main>"
    "<footer><p>Imprint of the newspaper with the names of all who work for it.</p></footer>"
    "</body></html>",
    "Harbour closed\n\nBy Tom Leduc\n\nThe quay on Sunday. Photo: Ana Ferri\n\n" FIRST "\n\n"
    SECOND);
}

static void
test_body_markers (void)
{
  /* articleBody; what stands between it and the headline belongs to the article. */
  assert_text ("<body><h1>The Tide</h1><div><h1>Harbour closed</h1><p>By Tom Leduc</p>"
               "<div itemprop=articleBody>" BODY "</div>"
               "<p>Another article that is much longer than the first one, about the weather of "
               "the coming week, which will be fine on all days but one, and so on.</p></div>",
               "Harbour closed\n\nBy Tom Leduc\n\n" FIRST "\n\n" SECOND);
  assert_text ("<body><h1>Harbour closed</h1><div role=main>" BODY "</div><div>Imprint</div>",
               "Harbour closed\n\n" FIRST "\n\n" SECOND);
  /* Teasers are articles, too, but none of them is most. */
  assert_text ("<body><h1>Harbour closed</h1><div class=text>" BODY "</div>"
               "<div><article><p>A storm is on its way to the coast, say people who know it.</p>"
               "</article><article><p>The ferries of the south are late again, as each winter.</p>"
               "</article></div>",
               "Harbour closed\n\n" FIRST "\n\n" SECOND);
}

static void
test_density (void)
{
  assert_text ("<body><div><div>Weather <a href=/w>today</a></div><div><div><h1>Harbour closed</h1>"
               BODY "</div></div><div><a href=/1>A long link to another story about the sea, with"
               " many words in it</a><a href=/2>And one more, for those who have time to read on"
               "</a></div></div>",
               "Harbour closed\n\n" FIRST "\n\n" SECOND);
  /* Paragraphs by <br>, in a table that lays out the page. */
  assert_text ("<body><table><tr><td><a href=/>Home</a></td><td><h1>Harbour closed</h1>" FIRST
               "<br>&nbsp;<br>\n" SECOND "<br><br><br></td></tr></table>",
               "Harbour closed\n\n" FIRST "\n\n" SECOND);
  /* A page in one form; no headline but in the title. */
  assert_text ("<head><title>Harbour closed</title></head><body><form id=aspnet>" BODY "</form>",
               "Harbour closed\n\n" FIRST "\n\n" SECOND);
}

static void
test_inline (void)
{
  assert_inner (P ("A<b>n</b>a\n  <i>said</i> <a href=/>so</a>.<span> Yes</span>"),
                "Ana said so. Yes");
  assert_inner (P ("Caf&eacute; &amp; &lt;b&gt; &#8220;x&#x201d; &#146;s &hellip; &unknown;"),
                "Café & <b> “x” ’s … &unknown;");
  assert_inner (P (" Mr&nbsp;Leduc  said\xc2\xa0so \xc2\xadhyphen\xe2\x80\x8bspace "),
                "Mr\xc2\xa0Leduc said\xc2\xa0so \xc2\xadhyphen\xe2\x80\x8bspace");
  assert_inner (P ("One<br>two <br/> three"), "One\ntwo\nthree");
  assert_inner (P ("He said <q>no, <q>never</q></q>."), "He said “no, ‘never’”.");
  assert_inner (P ("e\xcc\x81 \xf0\x9f\x98\x80 \xd7\xa9\xd7\x9c"), "e\xcc\x81 \xf0\x9f\x98\x80 \xd7\xa9\xd7\x9c");
  assert_inner (P ("<span class=share>Share</span> price<sup>2</sup>"), "Share price2");
}

static void
test_blocks (void)
{
  assert_inner ("<ul><li>One</li><li><p>Two</p><ul><li>Three</li></ul></li></ul>",
                "One\nTwo\nThree");
  assert_inner ("<table><tr><th>Year</th><th>Cost</th></tr><tr><td>1</td><td>2</td></tr></table>",
                "Year\tCost\n1\t2");
  assert_inner ("<pre>\n a  b\n  c\n</pre>", " a  b\n  c");
  assert_inner ("<blockquote><p>Never.</p><footer>Ana Ferri</footer></blockquote>",
                "Never.\n\nAna Ferri");
  assert_inner ("<h2>Why</h2>loose text<div>more</div>rest", "Why\n\nloose text\n\nmore\n\nrest");
  assert_inner ("<p> </p><p>&nbsp;</p><div><br></div>", "");
  assert_inner ("<p hidden>no</p><p style='color:red; DISPLAY : none'>no</p>"
                "<div aria-hidden=true>no</div><template><p>no</p></template>"
                "<noscript>no</noscript><iframe>no</iframe><svg><title>no</title></svg>"
                "<button>no</button><!-- no -->",
                "");
  assert_inner ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", "Term\nMeaning");
}

static void
test_headline (void)
{
  g_autoptr (QuothWebArticle) article = NULL;

  /* The headline comes first even when something stands before it. */
  assert_text ("<body><article><p>Politics</p><h1>Harbour <em>closed</em></h1>" BODY "</article>",
               "Harbour closed\n\nPolitics\n\n" FIRST "\n\n" SECOND);
  /* The one that fits the title, not the name of the site. */
  assert_text ("<head><meta property='og:title' content='Harbour closed until spring'></head>"
               "<body><h1>The Tide of Velmora</h1><h1>Harbour closed until</h1>"
               "<h1>Other matters</h1><div>" BODY "</div>",
               "Harbour closed until\n\nOther matters\n\n" FIRST "\n\n" SECOND);
  article = extract ("<head><title>Harbour closed - The Tide</title>"
                     "<meta property=og:site_name content='The Tide'></head><body>" BODY);
  g_assert_cmpstr (article->title, ==, "Harbour closed");
  g_assert_true (g_str_has_prefix (article->text, "Harbour closed\n\n" FIRST));
}

static void
test_metadata (void)
{
  g_autoptr (QuothWebArticle) article = extract (
    "<html lang='en-GB'><head><link rel=canonical href='/velmora/closed'>"
    "<meta property='og:title' content='Other'><meta name=author content='Nobody'>"
    "<script type='application/ld+json'>{ \"@context\": \"https://schema.org\", \"@graph\": ["
    "{ \"@type\": \"WebSite\", \"name\": \"Site\" },"
    "{ \"@type\": [\"Thing\", \"NewsArticle\"], \"headline\": \"Harbour closed\","
    " \"datePublished\": \"2026-01-31T08:15:00+01:00\", \"inLanguage\": \"fr\","
    " \"author\": [{ \"@id\": \"#ana\" }, \"Tom Leduc\"],"
    " \"publisher\": { \"@type\": \"Organization\", \"name\": \"The\\n Tide\" } },"
    "{ \"@id\": \"#ana\", \"@type\": \"Person\", \"name\": \"Ana Ferri\" } ] }</script></head>"
    "<body><article>" BODY "</article>");

  g_assert_cmpstr (article->title, ==, "Harbour closed");
  g_assert_cmpstr (article->language, ==, "en-GB");
  assert_fact (article, "title", "Harbour closed");
  assert_fact (article, "date", "2026-01-31T08:15:00+01:00");
  assert_fact (article, "author", "Ana Ferri, Tom Leduc");
  assert_fact (article, "publisher", "The Tide");
  assert_fact (article, "url", "https://news.example/velmora/closed");
}

static void
test_metadata_names (void)
{
  g_autoptr (QuothWebArticle) tags = extract (
    "<head><meta property='article:published_time' content='2026-01-31 08:15:00'>"
    "<meta property='article:author' content='https://social.example/ana'>"
    "<meta name=DC.Creator content='By Ana Ferri'><meta property=og:site_name content='Tide'>"
    "<meta property=og:locale content=nb_NO><link rel=canonical href='javascript:alert(1)'>"
    "</head><body><article>" BODY "</article>");
  g_autoptr (QuothWebArticle) page = extract (
    "<body><article><h1>Harbour closed</h1><p class=byline>By <a rel=author href=/a>Ana Ferri</a>,"
    " Velmora</p><time datetime=2026-01-31>yesterday</time>" BODY "</article>");

  assert_fact (tags, "date", "2026-01-31T08:15:00");
  assert_fact (tags, "author", "Ana Ferri");
  assert_fact (tags, "publisher", "Tide");
  assert_fact (tags, "url", "https://news.example/velmora/harbour?x=1");
  g_assert_cmpstr (tags->language, ==, "nb-NO");
  assert_fact (page, "date", "2026-01-31");
  assert_fact (page, "author", "Ana Ferri");
  g_assert_null (page->language);
}

static void
assert_date (const char *string,
             const char *expected)
{
  g_autofree char *date = quoth_web_date (string);

  g_assert_cmpstr (date, ==, expected);
}

static void
test_dates_and_addresses (void)
{
  g_autofree char *a = quoth_web_address ("../b#c", "http://user:word@host.example/x/y");
  g_autofree char *b = quoth_web_address ("http://user:word@host.example/", NULL);

  assert_date ("2026-01-31", "2026-01-31");
  assert_date (" 2026-01-31T08:15Z ", "2026-01-31");
  assert_date ("2026-01-31T08:15:00Z", "2026-01-31T08:15:00Z");
  assert_date ("20260131", NULL);
  assert_date ("2026-02-31", NULL);
  assert_date ("Sat, 31 Jan 2026 08:15:00 GMT", "2026-01-31T08:15:00Z");
  assert_date ("yesterday", NULL);
  assert_date ("", NULL);
  g_assert_cmpstr (a, ==, "http://host.example/b");
  g_assert_cmpstr (b, ==, "http://host.example/");
  g_assert_null (quoth_web_address ("file:///etc/passwd", NULL));
  g_assert_null (quoth_web_address ("data:text/plain,x", "https://host.example/"));
  g_assert_null (quoth_web_address ("http://", NULL));
  g_assert_null (quoth_web_address ("x", NULL));
}

static void
assert_encoding (const char *html,
                 gsize       n_bytes,
                 const char *encoding,
                 const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothWebArticle) article = quoth_web_extract (html, n_bytes, encoding, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (article->text, ==, expected);
}

static void
test_encodings (void)
{
  static const char windows[] = "<head><meta charset=iso-8859-1></head><body><h1>Caf\xe9</h1>"
                                "<p>\x93No,\x94 said Ren\xe9 \x96 twice.</p>";
  static const char content[] =
    "<head><meta http-equiv=Content-Type content='text/html; charset=KOI8-R'></head><body>"
    "<p>\xf0\xd2\xc9\xd7\xc5\xd4</p>";
  static const char xhtml[] = "<?xml version='1.0' encoding='iso-8859-2'?><html><body>"
                              "<p>\xbb\xe1\xe8</p></body></html>";
  static const char wrong[] = "<head><meta charset=utf-8></head><body><p>Ren\xe9 said: caf\xe9, "
                              "th\xe9\xe2tre, d\xe9j\xe0 vu, \xe0 bient\xf4t, monsieur.</p>";
  static const char marked[] = "\xef\xbb\xbf<meta charset=koi8-r><p>caf\xc3\xa9</p>";
  static const char page[] = "<html><body><h1>Café</h1><p>“No,” said René.</p></body></html>";
  static const char *const names[] = { "UTF-16", "UTF-16LE", "UTF-16BE" };

  assert_encoding (windows, strlen (windows), NULL, "Café\n\n“No,” said René – twice.");
  assert_encoding (content, strlen (content), NULL, "Привет");
  assert_encoding (xhtml, strlen (xhtml), NULL, "ťáč");
  assert_encoding (marked, strlen (marked), NULL, "café");
  /* The server goes before the page, and a claim that cannot be true before neither. */
  assert_encoding (content, strlen (content), "windows-1251", "рТЙЧЕФ");
  assert_encoding (wrong, strlen (wrong), "utf-8",
                   "René said: café, théâtre, déjà vu, à bientôt, monsieur.");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize n;
      g_autofree char *bytes = g_convert (page, -1, names[i], "UTF-8", NULL, &n, NULL);

      assert_encoding (bytes, n, i > 0 ? names[i] : NULL, "Café\n\n“No,” said René.");
    }
}

/* How long something takes must not depend on how hostile it is: seconds, generously. */
#define ENOUGH 20.0

static char *
repeat (const char *head,
        const char *piece,
        guint       n,
        const char *tail)
{
  GString *out = g_string_new (head);

  for (guint i = 0; i < n; i++)
    g_string_append (out, piece);
  g_string_append (out, tail);
  return g_string_free (out, FALSE);
}

static void
test_hostile (void)
{
  static const struct
  {
    const char *head, *piece, *tail;
    guint       n;
  } cases[] = {
    { "<body>", "<div>", "text", 100000 },
    { "<body>", "<b>", BODY, 100000 },
    { "<body>" BODY, "</i>", "", 2000000 },
    { "<body><p ", "a1=1 ", ">" BODY, 500000 },
    { "<body>" BODY, "<p a=b", "", 1000000 },
    { "<body>" BODY, "<", "", 2000000 },
    { "<body>" BODY, "&", "", 2000000 },
    { "<body>" BODY, "<!--", "", 1000000 },
    { "<body>" BODY, "<script", "", 1000000 },
    { "<body>" BODY, "<h1>x", "", 200000 },
    { "<body>" BODY, "<p><a class=byline>x</a>", "", 200000 },
    { "<body>" BODY, "<br>&nbsp;", "", 300000 },
    { "<body>" BODY, "<q>", "", 100000 },
    { "<body>" BODY, "<table><tr><td>", "", 100000 },
    { "<body>" BODY, "<article><p>x", "", 100000 },
    { "<body>" BODY, "<form>", "", 100000 },
    { "<script type=application/ld+json>", "[", "</script><body>" BODY, 100000 },
    { "<script type=application/ld+json>", "{\"@graph\":", "</script><body>" BODY, 100000 },
    { "<head>", "<meta name=a content=b>", "</head><body>" BODY, 200000 },
    { "", "<html lang=en>", "<body>" BODY, 100000 },
    { "", "<body class=a>", BODY, 100000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *html = repeat (cases[i].head, cases[i].piece, cases[i].n, cases[i].tail);
      g_autoptr (GError) error = NULL;
      g_autoptr (QuothWebArticle) article = NULL;
      g_autoptr (GTimer) timer = g_timer_new ();

      article = quoth_web_extract (html, strlen (html), NULL, NULL, &error);
      g_assert_true ((article == NULL) != (error == NULL));
      g_test_message ("%s: %.2f s, %s", cases[i].piece, g_timer_elapsed (timer, NULL),
                      error != NULL ? error->message : "article");
      g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, ENOUGH);
    }
}

static void
test_limits (void)
{
  g_autofree char *deep = repeat ("<body>", "<div>", 100000, BODY);
  g_autofree char *near = repeat ("<body>", "<div>", 400, BODY);
  g_autofree char *wide = repeat ("<body><p ", "a=1 ", 1000, ">" BODY);
  static const char *const hidden[] = { "<scripty ", "<script ", "<!--><p ", "<script/><p ",
                                        "<p '=\" '", "<p ='",
                                        "<p a'b='", "<p 1='", "<STYLE></style ><p ", "<p a = '' " };
  g_autofree char *image = repeat ("<body><h1>H</h1><img src='", "A b=c ", 10000, "'>" BODY);

  assert_refused (deep, strlen (deep), "elements nested deeper than 512 levels");
  assert_text (near, FIRST "\n\n" SECOND);
  assert_refused (wide, strlen (wide), "a tag with more than 512 attributes");
  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      g_autofree char *html = repeat (hidden[i], " a=1", 1000, "'\">" BODY);

      assert_refused (html, strlen (html), "a tag with more than 512 attributes");
    }
  assert_text (image, "H\n\n" FIRST "\n\n" SECOND);
  assert_refused ("", 0, "the page is empty");
  assert_refused ("<html></html>", 13, "no article text on this page");
  assert_refused ("<nav>Home</nav>", 15, "no article text on this page");
  assert_refused ("<p>a\0b</p>", 10, NULL);
}

static void
test_entities (void)
{
  static const char bomb[] =
    "<!DOCTYPE html [ <!ENTITY a 'ha'> <!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'> "
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'> ]><html><body>" P (FIRST "&c;") "</body></html>";
  static const char outside[] =
    "<?xml version='1.0'?><!DOCTYPE html [ <!ENTITY x SYSTEM 'file:///etc/passwd'> "
    "<!ENTITY % y SYSTEM 'http://127.0.0.1:1/y'> %y; ]><html><body>" P (FIRST "&x;")
    "</body></html>";
  g_autoptr (QuothWebArticle) first = extract (bomb);
  g_autoptr (QuothWebArticle) second = extract (outside);

  g_test_message ("%s", first->text);
  g_assert_nonnull (strstr (first->text, FIRST "&c;"));
  g_assert_null (strstr (first->text, "haha"));
  g_assert_nonnull (strstr (second->text, FIRST "&x;"));
  g_assert_null (strstr (second->text, "root:"));
}

static void
test_truncated (void)
{
  static const char page[] = "<html lang=en><head><script type='application/ld+json'>"
                             "{\"@type\":\"Article\",\"author\":\"A\"}</script><title>T</title>"
                             "</head><body><main><h1 class='a'>Tür</h1><p>x &amp; “y”<br><q>z</q>"
                             "<!-- c --><ul><li>1</ul><pre> p\n</pre></main></body></html>";

  for (gsize n = 0; n < strlen (page); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (QuothWebArticle) article = quoth_web_extract (page, n, "utf-8", NULL, &error);

      g_assert_true ((article == NULL) != (error == NULL));
      if (article != NULL)
        g_assert_true (g_utf8_validate (article->text, -1, NULL));
    }
  assert_text ("<body><article><h1>Harbour closed</h1>" P (FIRST) "<p>“We will no",
               "Harbour closed\n\n" FIRST "\n\n“We will no");
}

static void
test_format (void)
{
  const QuothFormat *format = quoth_formats_lookup ("html");
  static const char page[] = "<html lang=fr><head><meta charset=windows-1252><meta name=author "
                             "content='Ana Ferri'></head><body><h1>Caf\xe9 ferm\xe9</h1>" P (FIRST);
  g_autofree char *folder = g_dir_make_tmp ("quoth-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "page.htm", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (Corpus) corpus = { 0 };
  QuothArticleData *data;
  g_autofree char *author = NULL;

  g_assert_nonnull (format);
  g_assert_cmpint (format->probe ("a/b.HTML", "", 0), >, 50);
  g_assert_cmpint (format->probe ("a/b", "\xef\xbb\xbf\n <!DOCTYPE HTML>", 19), >,
                   QUOTH_PROBE_WHEN_NAMED);
  g_assert_cmpint (format->probe ("a/b", "\xff\xfe<\0h\0t\0m\0l\0>\0", 14), >,
                   QUOTH_PROBE_WHEN_NAMED);
  g_assert_cmpint (format->probe ("a/b.txt", "<html>", 6), <, 50);
  g_assert_cmpint (format->probe ("a/b", "He said <html>", 14), ==, 0);
  g_assert_cmpint (format->probe ("a/b.html", NULL, 0), ==, 0);

  corpus_init (&corpus);
  g_assert_true (quoth_format_save (path, page, strlen (page), &error));
  g_assert_true (corpus_read (&corpus, format, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (corpus.articles->len, ==, 1);
  data = corpus.articles->pdata[0];
  g_assert_cmpstr (data->article->name, ==, "Café fermé");
  g_assert_cmpstr (data->article->language, ==, "fr");
  author = quoth_attributes_dup_string (data->article->metadata, "author");
  g_assert_cmpstr (author, ==, "Ana Ferri");
  g_assert_cmpstr (quoth_text_get_utf8 (data->text), ==, "Café fermé\n\n" FIRST);
  g_assert_cmpuint (corpus.notices->len, ==, 1);
  g_assert_cmpstr (corpus.notices->pdata[0], ==, "0: read as windows-1252");

  g_assert_true (quoth_format_save (path, "<nav>", 5, &error));
  g_assert_false (corpus_read (&corpus, format, path, NULL, &error));
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_find_addresses (void)
{
  static const struct
  {
    const char *words;
    const char *found; /* joined by blanks */
    gboolean    only;
  } cases[] = {
    { "", "", FALSE },
    { " \n", "", FALSE },
    { "https://news.example/a", "https://news.example/a", TRUE },
    { "  HTTP://news.example/a\nhttps://b.example\t", "HTTP://news.example/a https://b.example", TRUE },
    { "http://a.example http://a.example", "http://a.example", TRUE },
    { "<https://a.example/x>, (http://b.example/y);", "https://a.example/x http://b.example/y", TRUE },
    { "https://a.example/w_(b)", "https://a.example/w_(b)", TRUE },
    { "www.news.example", "https://www.news.example", TRUE },
    { "news.example/a?b=c#d", "https://news.example/a?b=c#d", TRUE },
    { "localhost:8000/a", "https://localhost:8000/a", TRUE },
    { "news.example", "", FALSE },
    { "She read https://a.example today.", "https://a.example", FALSE },
    { "anna@news.example", "", FALSE },
    { "e.g. this/that 3.5/4 and/or", "https://3.5/4", FALSE },
    { "file:///etc/passwd javascript:alert(1)", "", FALSE },
    { ")))) ((((", "", FALSE },
  };
  g_autofree char *long_word = g_strnfill (1000 * 1000, ')');
  g_auto (GStrv) none = quoth_web_find_addresses (long_word, NULL);

  g_assert_null (none[0]);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean only;
      g_auto (GStrv) found = quoth_web_find_addresses (cases[i].words, &only);
      g_autofree char *joined = g_strjoinv (" ", found);

      g_assert_cmpstr (joined, ==, cases[i].found);
      g_assert_cmpint (only, ==, cases[i].only);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/web/page", test_page);
  g_test_add_func ("/web/body-markers", test_body_markers);
  g_test_add_func ("/web/density", test_density);
  g_test_add_func ("/web/inline", test_inline);
  g_test_add_func ("/web/blocks", test_blocks);
  g_test_add_func ("/web/headline", test_headline);
  g_test_add_func ("/web/metadata", test_metadata);
  g_test_add_func ("/web/metadata-names", test_metadata_names);
  g_test_add_func ("/web/dates-and-addresses", test_dates_and_addresses);
  g_test_add_func ("/web/encodings", test_encodings);
  g_test_add_func ("/web/hostile", test_hostile);
  g_test_add_func ("/web/limits", test_limits);
  g_test_add_func ("/web/entities", test_entities);
  g_test_add_func ("/web/truncated", test_truncated);
  g_test_add_func ("/web/format", test_format);
  g_test_add_func ("/web/find-addresses", test_find_addresses);
  return g_test_run ();
}
