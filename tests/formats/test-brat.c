/* test-brat.c - brat standoff, read and written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "corpus-fixture.h"
#include "quoth-format-brat-private.h"
#include "quoth-remark.h"
#include "quoth-standoff.h"

#define BRAT (&quoth_format_brat)

static char *
read_dump (const char *text,
           gssize      text_length,
           const char *ann,
           Corpus     *corpus,
           GError    **error)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "doc.ann", NULL);
  char *dump = NULL;

  corpus_put_file (folder, "doc.txt", text, text_length);
  corpus_put_file (folder, "doc.ann", ann, -1);
  if (corpus_read (corpus, BRAT, path, NULL, error))
    {
      g_assert_cmpuint (corpus->articles->len, ==, 1);
      dump = corpus_dump (corpus, corpus->articles->pdata[0]);
    }
  corpus_remove_folder (folder);
  return dump;
}

static void
assert_read (const char *text,
             const char *ann,
             const char *expected)
{
  g_auto (Corpus) corpus = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = NULL;

  corpus_init (&corpus);
  dump = read_dump (text, -1, ann, &corpus, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (dump, ==, expected);
}

static void
test_read_spans (void)
{
  assert_read ("Anna, she said, left.",
               "T1\tperson 0 4\tAnna\nT0\tclaim 16 21;0 4\tleft. Anna\n",
               "claim 0-4 16-21\nperson 0-4\n");
  assert_read ("Anna", "", "");
  assert_read ("Anna", "\n \nT1\tperson 0 4\tAnna\r\n", "person 0-4\n");
  assert_read ("a\tb c", "T1\tx 0 3\ta\tb", "x 0-3\n");
  /* Line ends inside a span stand as blanks in the file. */
  assert_read ("ab\ncd", "T1\tx 0 5\tab cd\n", "x 0-5\n");
}

static void
test_read_relations (void)
{
  assert_read ("Anna said yes",
               "T1\tperson 0 4\tAnna\nT2\tcue 5 9\tsaid\nT3\tclaim 10 13\tyes\n"
               "R1\tspeaker Arg1:T3 Arg2:T1\t\nR2\tcue Arg1:T3 Arg2:T2\n",
               "claim 10-13 cue>(cue 5-9) speaker>(person 0-4)\ncue 5-9\nperson 0-4\n");
  assert_read ("Anna said yes",
               "T1\tPER 0 4\tAnna\nT2\tSay 5 9\tsaid\nT3\tMsg 10 13\tyes\nT4\tMsg 10 11\ty\n"
               "E1\tSay:T2 Who:T1 What:T3 What2:T4\nE2\tSay:T2 What:E1 \n",
               "Msg 10-11\nMsg 10-13\nPER 0-4\n"
               "Say 5-9 What>(Msg 10-11) What>(Msg 10-13) Who>(PER 0-4)\nSay 5-9 What>(Say 5-9)\n");
  assert_read ("a b c", "T1\tx 0 1\ta\nT2\tx 2 3\tb\nT3\tx 4 5\tc\n*\tEquiv T1 T2 T3\n",
               "x 0-1 Equiv>(x 2-3)\nx 2-3 Equiv>(x 4-5)\nx 4-5\n");
}

static void
test_read_remarks (void)
{
  assert_read ("Anna said yes",
               "T1\tclaim 10 13\tyes\nA1\tquote_type T1 direct\nM2\tno_speaker T1\n"
               "A3\tgenre T1 a\nA4\tgenre T1 b\n"
               "#1\tAnnotatorNotes T1\ttopic=one\\ntwo\\t\\\\three = 3\n"
               "#2\tAnnotatorNotes T1\tsee page 3, a=b\n"
               "#3\tAnnotatorNotes T1\tsize:json=[1,2.5]\n",
               "claim 10-13 {\"genre\":[\"a\",\"b\"],\"no_speaker\":true,\"quote_type\":\"direct\","
               "\"size\":[1,2.5],\"topic\":\"one\\ntwo\\t\\\\three = 3\"} note=see page 3, a=b\n");
  assert_read ("Anna and Ben and Cleo",
               "T1\tperson 0 4\tAnna\nT2\tperson 9 12\tBen\nT3\tperson 17 21\tCleo\n"
               "N1\tReference T1 Wikidata:Q42\t\t\t\tAnna Azure\n"
               "N2\tReference T2 Quoth:e%2017\tBen Blue\nN3\tReference T3 Wikipedia:99\n",
               "person 0-4 @Anna Azure/Q42\nperson 17-21 @Cleo/\nperson 9-12 @Ben Blue/\n");
  assert_read ("Anna", "T1\tperson 0 4\tAnna\n#1\tAnnotatorNotes T1\tnote=id=3\n"
                       "#2\tAnnotatorNotes T1\tquoth:id=abc\n",
               "person 0-4 note=id=3\n");
}

/* Attributes of links, which brat has no lines for, stand in notes. */
static void
test_read_notes_of_links (void)
{
  g_auto (Corpus) corpus = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = NULL;
  g_autofree char *json = NULL;
  QuothAnnotation *person;

  corpus_init (&corpus);
  dump = read_dump ("Anna said", -1,
                    "T1\tperson 0 4\tAnna\nT2\tcue 5 9\tsaid\nR1\tx Arg1:T1 Arg2:T2\n"
                    "#1\tAnnotatorNotes R1\thow=a\\nb\n#2\tAnnotatorNotes R1\tn:json=2\n"
                    "#3\tAnnotatorNotes R9\thow=a\n#4\tAnnotatorNotes R1\tplain\n",
                    &corpus, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (dump, ==, "cue 5-9\nperson 0-4 x>(cue 5-9)\n");
  person = ((QuothArticleData *) corpus.articles->pdata[0])->annotations->pdata[0];
  json = quoth_attributes_to_json (person->links[0].attributes);
  g_assert_cmpstr (json, ==, "{\"how\":\"a\\nb\",\"n\":2}");
  g_assert_cmpuint (corpus.notices->len, ==, 2);
}

static void
test_read_dangling (void)
{
  g_auto (Corpus) corpus = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = NULL;

  corpus_init (&corpus);
  dump = read_dump ("Anna", -1,
                    "T1\tperson 0 4\tAnna\nR1\tx Arg1:T1 Arg2:T458\nA1\ty T9\n#1\tN E7\tq\n"
                    "N1\tReference T9 Wikidata:Q1\tx\nE1\tSay:T7 Who:T1\n*\tEquiv T1 T8\n"
                    "T2\tperson 1 1\t\n",
                    &corpus, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (dump, ==, "person 0-4\n");
  g_assert_cmpuint (corpus.notices->len, ==, 8);
  g_assert_cmpstr (corpus.notices->pdata[0], ==, "8: T2 covers no text: left out");
}

static void
test_read_units (void)
{
  /* 😀 is one code point, two UTF-16 units, four bytes. */
  assert_read ("😀 Anna é Ben", "T1\tp 2 6\tAnna\nT2\tp 9 12\tBen\n", "p 2-6\np 9-12\n");
  assert_read ("😀 Anna é Ben", "T1\tp 3 7\tAnna\nT2\tp 10 13\tBen\n", "p 2-6\np 9-12\n");
  assert_read ("😀 Anna é Ben", "T1\tp 5 9\tAnna\nT2\tp 13 16\tBen\n", "p 2-6\np 9-12\n");
  /* CR LF counted once, and twice. */
  assert_read ("a\r\nb\r\nAnna", "T1\tp 4 8\tAnna\n", "p 6-10\n");
  assert_read ("a\r\nb\r\nAnna", "T1\tp 6 10\tAnna\n", "p 6-10\n");
  assert_read ("😀\r\nb\r\nAnna", "T1\tp 5 9\tAnna\n", "p 6-10\n");
  /* A byte order mark goes; it may have been counted. */
  assert_read ("\xef\xbb\xbf" "Anna", "T1\tp 0 4\tAnna\n", "p 0-4\n");
  assert_read ("\xef\xbb\xbf" "Anna", "\xef\xbb\xbfT1\tp 1 5\tAnna\n", "p 0-4\n");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *ann;
    const char *message;
  } cases[] = {
    { "T1\tp 0 4\tAnna\nT2\tp 5 8\tBob\n",
      ":2: T2 says “Bob”, but the text at 5 to 8 is “Ben”" },
    { "T1\tp 0 99\tAnna\n", ":1: T1 ends at 99, but the text has 9 characters" },
    { "T1\tp 4 0\tAnna\n", ":1: T1 ends before it begins: 4 0" },
    { "T1\tp 0 4\n", ":1: T1 does not repeat its text after a tab" },
    { "T1\tp 0\tAnna\n", ":1: the offsets of T1 are no numbers" },
    { "T1\tp 0 4;\tAnna\n", ":1: the offsets of T1 are no numbers" },
    { "T1\tp 0 99999999999999999999\tAnna\n", ":1: the offsets of T1 are no numbers" },
    { "T1 p 0 4 Anna\n", ":1: the line is no annotation that is known" },
    { "T1\tp 0 4\tAnna\nT1\tp 5 8\tBen\n", ":2: T1 is there twice" },
    { "\n\n{\"a\":1}\n", ":3: the line is no annotation that is known" },
    { "R1\tx Arg1:T1\n", ":1: R1 does not name two arguments" },
    { "E1\tx\n", ":1: E1 does not name its trigger as TYPE:ID" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Corpus) corpus = { 0 };
      g_autoptr (GError) error = NULL;

      corpus_init (&corpus);
      g_assert_null (read_dump ("Anna Ben ", -1, cases[i].ann, &corpus, &error));
      g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
      g_assert_true (g_str_has_suffix (error->message, cases[i].message));
      g_assert_cmpuint (corpus.articles->len, ==, 0);
    }
}

static void
test_truncated (void)
{
  const char *ann = "T1\tperson 0 4;5 6\tAnna s\nT2\tcue 5 9\tsaid\nT3\tclaim 10 13\tyes\n"
                    "E1\tclaim:T3 cue:T2\nR1\tspeaker Arg1:T3 Arg2:T1\nA1\tq T3 direct\n"
                    "N1\tReference T1 Wikidata:Q42\tAnna\n#1\tAnnotatorNotes T1\ta=b\n"
                    "*\tEquiv T1 T2\n";

  for (gsize n = 0; n <= strlen (ann); n++)
    {
      g_auto (Corpus) corpus = { 0 };
      g_autoptr (GError) error = NULL;
      g_autofree char *cut = g_strndup (ann, n);
      g_autofree char *dump = NULL;

      corpus_init (&corpus);
      dump = read_dump ("Anna said yes", -1, cut, &corpus, &error);
      g_assert_true ((dump == NULL) == (error != NULL));
    }
}

/* A corpus of one article with one layer. */
static QuothArticleData *
add_article (Corpus     *corpus,
             const char *id,
             const char *utf8)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, &error);
  g_autoptr (QuothArticle) article = NULL;
  QuothArticleData *data;

  g_assert_no_error (error);
  article = quoth_article_new ("Doc", text);
  quoth_article_set_id (article, id);
  data = quoth_article_data_new (article, text);
  g_ptr_array_add (corpus->articles, data);
  return data;
}

static QuothAnnotation *
add_annotation (QuothArticleData *data,
                const char       *id,
                const char       *layer,
                const char       *type,
                guint             start,
                guint             end)
{
  QuothSpan span = { start, end };
  QuothAnnotation *annotation = quoth_annotation_new (type, layer, &span, 1);

  quoth_annotation_set_id (annotation, id);
  g_ptr_array_add (data->annotations, annotation);
  return annotation;
}

static void
test_write_golden (void)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_auto (Corpus) corpus = { 0 };
  QuothWriteOptions options = { .path = folder, .scheme = scheme, .layer_folders = TRUE };
  QuothSpan parts[] = { { 0, 7 }, { 19, 24 } };
  g_autoptr (QuothEntity) known = quoth_entity_new ("person", "Anna Azure");
  QuothArticleData *data;
  QuothAnnotation *claim;
  QuothAnnotation *person;
  g_autofree char *text = NULL;
  g_autofree char *ann = NULL;
  g_autofree char *conf = NULL;

  corpus_init (&corpus);
  quoth_entity_set_wikidata (known, "Q42");
  g_ptr_array_add (corpus.entities, quoth_entity_ref (known));
  /* 0 “We go”,  8 Anna  13 said  19 “so.” */
  data = add_article (&corpus, "a1", "“We go”\r\nAnna said, “so”.\r");
  claim = add_annotation (data, "c", "anna", "claim", 0, 1);
  person = add_annotation (data, "p", "anna", "person", 9, 13);
  add_annotation (data, "x", "anna", "cue", 14, 18);
  add_annotation (data, "nl", "anna", "zone", 7, 9);
  add_annotation (data, "z", "ben", "my type", 0, 12);
  parts[1] = (QuothSpan) { 20, 24 };
  quoth_annotation_set_parts (claim, parts, 2);
  quoth_annotation_add_link (claim, "speaker", "p", NULL);
  {
    g_autoptr (QuothAttributes) sure = quoth_attributes_with_boolean (NULL, "sure", TRUE);

    quoth_annotation_add_link (claim, "cue", "x", sure);
  }
  quoth_annotation_take_attributes (
    claim, quoth_attributes_new_from_json ("{\"quote_type\":\"direct\",\"no_speaker\":true,"
                                           "\"topic\":\"a\\nb\",\"n\":[1]}", -1, NULL));
  quoth_annotation_set_note (claim, "Look: here");
  quoth_annotation_set_entity (person, known->id);
  corpus_write (&corpus, BRAT, &options, losses);

  text = corpus_get_file (folder, "anna/a1.txt");
  g_assert_cmpstr (text, ==, "“We go”\nAnna said, “so”.\n");
  ann = corpus_get_file (folder, "anna/a1.ann");
  g_assert_cmpstr (ann, ==,
                   "T1\tclaim 0 7;19 23\t“We go” “so”\n"
                   "T2\tperson 8 12\tAnna\n"
                   "T3\tcue 13 17\tsaid\n"
                   "R1\tcue Arg1:T1 Arg2:T3\n"
                   "#1\tAnnotatorNotes R1\tsure:json=true\n"
                   "R2\tspeaker Arg1:T1 Arg2:T2\n"
                   "#2\tAnnotatorNotes T1\tn:json=[1]\n"
                   "A1\tno_speaker T1\n"
                   "A2\tquote_type T1 direct\n"
                   "#3\tAnnotatorNotes T1\ttopic=a\\nb\n"
                   "#4\tAnnotatorNotes T1\tnote=Look: here\n"
                   "N1\tReference T2 Wikidata:Q42\tAnna Azure\n");
  g_free (ann);
  ann = corpus_get_file (folder, "ben/a1.ann");
  g_assert_cmpstr (ann, ==, "T1\tmy_type 0 7;8 11\t“We go” Ann\n");
  conf = corpus_get_file (folder, "annotation.conf");
  g_assert_nonnull (strstr (conf, "\n[entities]\nperson\nclaim\n"));
  g_assert_nonnull (strstr (conf, "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n"));
  g_assert_nonnull (strstr (conf, "\nspeaker\tArg1:claim, Arg2:person|source\n"));
  g_assert_nonnull (strstr (conf, "\nquote_type\tArg:claim, Value:direct|indirect|mixed\n"));
  g_assert_nonnull (strstr (conf, "\nno_speaker\tArg:claim\n"));
  g_assert_nonnull (strstr (conf, "\nmy_type\n"));
  g_assert_cmpuint (losses->len, ==, 1);
  g_assert_cmpstr (losses->pdata[0], ==, "nl: covers nothing but line ends");
  corpus_remove_folder (folder);
}

static void
comment_on (QuothArticleData *data,
            QuothAnnotation  *on,
            const char       *id,
            const char       *text,
            const char       *resolver)
{
  const QuothSpan whole = { 0, quoth_text_get_length (data->text) };
  QuothAnnotation *comment = quoth_remark_new_comment (on != NULL ? on->parts : &whole, 1, text,
                                                       "a:b =");

  quoth_annotation_set_id (comment, id);
  if (on != NULL)
    quoth_remark_set_subject (comment, on);
  if (resolver != NULL)
    quoth_remark_resolve (comment, resolver);
  g_ptr_array_add (data->annotations, comment);
}

/* The authority on what stands in a line is brat's server/src/annotation.py: an id of a
 * reference ends at any blank, a line at any line end of Unicode. */
static void
test_write_comments (void)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_auto (Corpus) corpus = { 0 };
  g_auto (Corpus) again = { 0 };
  g_autoptr (GError) error = NULL;
  QuothWriteOptions options = { .path = folder, .scheme = scheme, .layer_folders = TRUE };
  QuothEntity *odd = quoth_entity_new ("person", "Anna");
  QuothArticleData *data;
  QuothAnnotation *person;
  g_autofree char *ann = NULL;
  g_autofree char *path = NULL;

  corpus_init (&corpus);
  quoth_entity_set_id (odd, "e\xe2\x80\xa8\xc2\xa0x");
  g_ptr_array_add (corpus.entities, odd);
  data = add_article (&corpus, "a1", "Anna said so");
  person = add_annotation (data, "p/1", "anna", "person", 0, 4);
  quoth_annotation_set_entity (person, odd->id);
  comment_on (data, person, "k1", "who?\nshe", NULL);
  comment_on (data, person, "k2", "ok", "ben");
  comment_on (data, NULL, "k3", "a long one", NULL);
  corpus_write (&corpus, BRAT, &options, losses);

  ann = corpus_get_file (folder, "anna/a1.ann");
  g_assert_cmpstr (ann, ==,
                   "T1\tperson 0 4\tAnna\n"
                   "N1\tReference T1 Quoth:e%E2%80%A8%C2%A0x\tAnna\n"
                   "#1\tAnnotatorNotes T1\tquoth:comment:a%3Ab%20%3D=who?\\nshe\n"
                   "#2\tAnnotatorNotes T1\tquoth:resolved:a%3Ab%20%3D:ben=ok\n");
  g_assert_cmpuint (losses->len, ==, 1);
  g_assert_cmpstr (losses->pdata[0], ==, "k3: a comment on nothing that is in the files");

  corpus_init (&again);
  path = g_build_filename (folder, "anna", "a1.ann", NULL);
  g_assert_true (corpus_read (&again, BRAT, path, NULL, &error));
  g_assert_no_error (error);
  data = again.articles->pdata[0];
  g_assert_cmpuint (data->annotations->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    if (strcmp (((QuothAnnotation *) data->annotations->pdata[i])->layer, "remarks") != 0)
      person = data->annotations->pdata[i];
  for (guint i = 0; i < 3; i++)
    {
      QuothAnnotation *comment = data->annotations->pdata[i];
      g_autofree char *author = quoth_remark_dup_author (comment);
      g_autofree char *resolver = quoth_remark_dup_resolver (comment);
      g_autofree char *subject = quoth_remark_dup_subject (comment);
      g_autofree char *expected = quoth_remark_subject_of (person);

      if (comment == person)
        continue;
      g_assert_true (quoth_remark_is_comment (comment));
      g_assert_cmpstr (author, ==, "a:b =");
      g_assert_cmpstr (resolver, ==, strcmp (comment->note, "ok") == 0 ? "ben" : NULL);
      g_assert_cmpstr (subject, ==, expected);
      g_assert_true (strcmp (comment->note, "ok") == 0 || strcmp (comment->note, "who?\nshe") == 0);
    }
  corpus_remove_folder (folder);
}

/* Where @offset stands once CR LF is one code point. */
static guint
move (const char *utf8,
      guint       offset)
{
  guint moved = 0;

  for (guint i = 0; i < offset; i++, utf8 = g_utf8_next_char (utf8))
    moved += utf8[0] == '\r' && utf8[1] == '\n' ? 0 : 1;
  return moved;
}

static char *
plain_lines (const char *utf8)
{
  g_auto (GStrv) pairs = g_strsplit (utf8, "\r\n", -1);
  g_autofree char *joined = g_strjoinv ("\n", pairs);

  return g_strdup (g_strdelimit (joined, "\r", '\n'));
}

static gboolean
ends_line (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return (c >= 10 && c <= 13) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028
         || c == 0x2029;
}

/* What is expected back: parts moved, and cut at every line end. */
static gboolean
expect_parts (const char      *utf8,
              QuothAnnotation *annotation)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));

  for (guint i = 0; i < annotation->n_parts; i++)
    {
      gboolean open = FALSE;

      for (guint j = annotation->parts[i].start; j < annotation->parts[i].end; j++)
        {
          QuothSpan one = { move (utf8, j), move (utf8, j + 1) };

          if (ends_line (g_utf8_offset_to_pointer (utf8, j)))
            open = FALSE;
          else if (open)
            g_array_index (parts, QuothSpan, parts->len - 1).end = one.end;
          else
            {
              g_array_append_val (parts, one);
              open = TRUE;
            }
        }
    }
  if (parts->len > 0)
    quoth_annotation_set_parts (annotation, (QuothSpan *) parts->data, parts->len);
  return parts->len > 0;
}

static void
random_remarks (GRand           *rand,
                QuothAnnotation *annotation,
                Corpus          *corpus)
{
  static const char *const jsons[] = {
    "{\"quote_type\":\"direct\"}", "{\"quote_type\":\"odd one\"}", "{\"no_speaker\":true}",
    "{\"no_speaker\":false}", "{\"topic\":\"a=b\\tc\\u2028\\\\n\"}", "{\"n\":12.5,\"x\":null}",
    "{\"weird name ü\":\"\"}", "{\"note\":\"x\"}", "{\"topic\":[\"a\",\"b\"]}", "{\"flag\":true}",
    "{\"quote_class\":\"title\",\"zone\":\"related-links\"}", "{\"o\":{\"a\":[]}}"
  };
  static const char *const notes[] = { "plain", "a=b", "", "two\nlines\r\n", "note=", "quoth:id=7",
                                       " blank ", "\\n", "x:json=3" };

  if (g_rand_boolean (rand))
    quoth_annotation_take_attributes (
      annotation, quoth_attributes_new_from_json (jsons[g_rand_int_range (rand, 0,
                                                                          G_N_ELEMENTS (jsons))],
                                                  -1, NULL));
  if (g_rand_boolean (rand))
    quoth_annotation_set_note (annotation, notes[g_rand_int_range (rand, 0,
                                                                   G_N_ELEMENTS (notes))]);
  if (g_rand_boolean (rand) && strcmp (annotation->type, "person") == 0)
    {
      QuothEntity *entity = corpus->entities->pdata[g_rand_int_range (rand, 0, 3)];

      quoth_annotation_set_entity (annotation, entity->id);
    }
}

static void
random_annotations (GRand            *rand,
                    Corpus           *corpus,
                    QuothArticleData *data)
{
  static const char *const types[] = { "person", "claim", "cue", "my type", "ünïcode" };
  static const char *const roles[] = { "speaker", "cue", "parent", "odd role" };
  guint length = quoth_text_get_length (data->text);

  for (guint i = 0; i < 12; i++)
    {
      QuothSpan parts[3];
      guint n = (guint) g_rand_int_range (rand, 1, 4);
      QuothAnnotation *annotation;

      for (guint j = 0; j < n; j++)
        {
          parts[j].start = (guint) g_rand_int_range (rand, 0, (int) length);
          parts[j].end = (guint) g_rand_int_range (rand, (int) parts[j].start + 1,
                                                   (int) length + 1);
        }
      annotation = quoth_annotation_new (types[g_rand_int_range (rand, 0, G_N_ELEMENTS (types))],
                                         "anna b", parts, n);
      random_remarks (rand, annotation, corpus);
      g_ptr_array_add (data->annotations, annotation);
    }
  for (guint i = 0; i < 12; i++)
    {
      QuothAnnotation *from = data->annotations->pdata[g_rand_int_range (rand, 0, 12)];
      QuothAnnotation *to = data->annotations->pdata[g_rand_int_range (rand, 0, 12)];

      if (from != to)
        quoth_annotation_add_link (from, roles[g_rand_int_range (rand, 0, G_N_ELEMENTS (roles))],
                                   to->id, NULL);
    }
}

static void
round_trip (guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "anna_b-", NULL);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (GError) error = NULL;
  g_auto (Corpus) corpus = { 0 };
  g_auto (Corpus) again = { 0 };
  QuothWriteOptions options = { .path = folder, .scheme = scheme, .layer_folders = seed % 2,
                                .flags = seed % 3 == 0 ? QUOTH_WRITE_IDS : 0 };
  g_autofree char *utf8 = corpus_random_text (rand, 60, TRUE);
  g_autofree char *lf = plain_lines (utf8);
  QuothArticleData *data;
  QuothArticleData *result;
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;

  corpus_init (&corpus);
  corpus_init (&again);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u \\ ü", i);

      g_ptr_array_add (corpus.entities, quoth_entity_new ("person", name));
    }
  quoth_entity_set_wikidata (corpus.entities->pdata[1], "Q77");
  quoth_entity_set_id (corpus.entities->pdata[2], "odd id/%");
  data = add_article (&corpus, "doc 1", utf8);
  random_annotations (rand, &corpus, data);
  corpus_write (&corpus, BRAT, &options, NULL);
  corpus_put_file (folder, "index.csv", "document,id,name\ndoc_1,doc 1,\"A, \"\"B\"\"\"\n", -1);

  g_free (path);
  if (options.layer_folders)
    {
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "anna b", -1);

      path = g_strdup_printf ("%s/anna_b-%.8s/doc_1.ann", folder, hash);
    }
  else
    {
      path = g_strdup_printf ("%s/doc_1.ann", folder);
    }
  corpus_read (&again, BRAT, path, scheme, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again.notices->len, ==, 0);
  result = again.articles->pdata[0];
  g_assert_cmpstr (result->article->id, ==, "doc 1");
  g_assert_cmpstr (result->article->name, ==, "A, \"B\"");
  g_assert_cmpstr (((QuothLayer *) result->layers->pdata[0])->name, ==, "anna b");
  g_assert_cmpstr (quoth_text_get_utf8 (result->text), ==, lf);
  for (guint i = data->annotations->len; i > 0; i--)
    if (!expect_parts (utf8, data->annotations->pdata[i - 1]))
      {
        QuothAnnotation *gone = data->annotations->pdata[i - 1];

        for (guint j = 0; j < data->annotations->len; j++)
          quoth_annotation_remove_link (data->annotations->pdata[j], NULL, gone->id);
        g_ptr_array_remove_index (data->annotations, i - 1);
      }
  expected = corpus_dump (&corpus, data);
  found = corpus_dump (&again, result);
  g_assert_cmpstr (found, ==, expected);
  for (guint i = 0; (options.flags & QUOTH_WRITE_IDS) && i < result->annotations->len; i++)
    {
      QuothAnnotation *annotation = result->annotations->pdata[i];
      gboolean known = FALSE;

      for (guint j = 0; j < data->annotations->len; j++)
        known = known || strcmp (((QuothAnnotation *) data->annotations->pdata[j])->id,
                                 annotation->id) == 0;
      g_assert_true (known);
    }
  corpus_remove_folder (folder);
}

static void
test_round_trip (void)
{
  for (guint seed = 0; seed < 200; seed++)
    round_trip (seed);
}

/* Reads @path, writes it, and reads that: nothing may have changed. */
static void
assert_stable (const char *path,
               const char *document)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_auto (Corpus) first = { 0 };
  g_auto (Corpus) second = { 0 };
  QuothWriteOptions options = { .path = folder, .scheme = scheme };
  QuothArticleData *data;
  g_autofree char *name = g_strconcat (document, ".ann", NULL);
  g_autofree char *again = g_build_filename (folder, name, NULL);
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;

  corpus_init (&first);
  corpus_init (&second);
  corpus_read (&first, BRAT, path, scheme, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first.notices->len, ==, 0);
  data = first.articles->pdata[0];
  quoth_article_set_id (data->article, document);
  corpus_write (&first, BRAT, &options, losses);
  g_assert_cmpuint (losses->len, ==, 0);
  corpus_read (&second, BRAT, again, scheme, &error);
  g_assert_no_error (error);
  expected = corpus_dump (&first, data);
  found = corpus_dump (&second, second.articles->pdata[0]);
  g_assert_cmpstr (found, ==, expected);
  corpus_remove_folder (folder);
}

static void
test_litbank (void)
{
  const char *shared = g_getenv ("QUOTH_TEST_SHARED");
  g_autofree char *folder = g_build_filename (shared != NULL ? shared : "/nonexistent", "corpora",
                                              "litbank", "entities-brat", NULL);
  g_autoptr (GPtrArray) paths = corpus_list_files (folder, ".ann");

  if (paths->len == 0)
    {
      g_test_skip ("the shared corpora are not here");
      return;
    }
  for (guint i = 0; i < paths->len; i++)
    {
      g_assert_cmpint (BRAT->probe (paths->pdata[i], "T", 1), >, 80);
      assert_stable (paths->pdata[i], "doc");
    }
}

static char *
find_annotator (const char         *folder,
                const char         *document,
                const char *const  *paths)
{
  g_autofree char *stem = g_build_filename (folder, document, NULL);
  g_autofree char *path = g_strconcat (stem, ".ann", NULL);
  g_autofree char *text = g_strconcat (stem, ".txt", NULL);
  const QuothReadOptions options = { .paths = paths };

  return quoth_brat_find_annotator (path, text, &options);
}

/* Copies of one folder are those of several people; not where only one is imported. */
static void
test_annotators (void)
{
  static const struct { const char *document; const char *text; const char *layer; } cases[] = {
    { "anna/doc", "Mia", "anna" },
    { "ben/doc", "Mia", "ben" },
    { "cara/doc", "Ada", NULL },
    { "ben/alone", "Mia", NULL },
  };
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *ben = g_build_filename (folder, "ben", NULL);
  const char *const all[] = { folder, NULL };
  const char *const one[] = { ben, NULL };
  g_autofree char *alone = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ann = g_strconcat (cases[i].document, ".ann", NULL);
      g_autofree char *text = g_strconcat (cases[i].document, ".txt", NULL);

      corpus_put_file (folder, ann, "", 0);
      corpus_put_file (folder, text, cases[i].text, -1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *layer = find_annotator (folder, cases[i].document, all);

      g_assert_cmpstr (layer, ==, cases[i].layer);
    }
  alone = find_annotator (folder, "ben/doc", one);
  g_assert_null (alone);
  corpus_remove_folder (folder);
}

/* The layers that are read of @paths, with names of documents before them. */
static char *
read_layers (const char *const *paths,
             const char        *named)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  const char *const all[] = { named, NULL };
  QuothReadOptions options = { .layer = "me", .scheme = scheme, .paths = all };
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_auto (Corpus) corpus = { NULL };
      QuothSink sink = { corpus_take_scheme_cb, corpus_take_entity_cb, corpus_take_article_cb,
                         corpus_notice_cb, &corpus };
      g_autofree char *path = g_build_filename (named, paths[i], NULL);
      g_autoptr (GError) error = NULL;
      QuothArticleData *data;

      corpus_init (&corpus);
      BRAT->read (path, &options, &sink, NULL, &error);
      g_assert_no_error (error);
      data = corpus.articles->pdata[0];
      g_string_append_printf (found, "%s", paths[i]);
      for (guint j = 0; j < data->layers->len; j++)
        g_string_append_printf (found, " %s", ((QuothLayer *) data->layers->pdata[j])->name);
      g_string_append_c (found, '\n');
    }
  return g_string_free (g_steal_pointer (&found), FALSE);
}

/* Whose a folder is does not hang on how it is named. */
static void
test_folder_names (void)
{
  static const char *const top[] = { "doc.ann", "anna/doc.ann", "ben/doc.ann", NULL };
  static const char *const own[] = { "doc.ann", NULL };
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *anna = g_build_filename (folder, "anna", NULL);
  g_autofree char *before = g_get_current_dir ();
  g_autofree char *by_dot = NULL, *whole = NULL, *own_by_dot = NULL;

  for (guint i = 0; top[i] != NULL; i++)
    {
      g_autofree char *text = g_strndup (top[i], strlen (top[i]) - strlen (".ann"));
      g_autofree char *name = g_strconcat (text, ".txt", NULL);

      corpus_put_file (folder, top[i], "T1\tPerson 0 3\tMia\n", -1);
      corpus_put_file (folder, name, "Mia", -1);
    }
  whole = read_layers (top, folder);
  g_assert_cmpstr (whole, ==, "doc.ann me\nanna/doc.ann anna\nben/doc.ann ben\n");
  g_assert_cmpint (g_chdir (folder), ==, 0);
  by_dot = read_layers (top, ".");
  g_assert_cmpstr (by_dot, ==, whole);
  /* A folder that Quoth wrote says whose it is above. */
  corpus_put_file (folder, "annotation.conf", "#quoth\tlayer\tanna\t-\t\"Anna B\"\n", -1);
  g_assert_cmpint (g_chdir (anna), ==, 0);
  own_by_dot = read_layers (own, ".");
  g_assert_cmpstr (own_by_dot, ==, "doc.ann Anna B\n");
  g_assert_cmpint (g_chdir (before), ==, 0);
  corpus_remove_folder (folder);
}

static void
test_companions (void)
{
  g_auto (GStrv) paths = BRAT->companions ("/x/y/doc.ann");

  g_assert_true (g_strv_contains ((const char *const *) paths, "/x/y/doc.txt"));
  g_assert_true (g_strv_contains ((const char *const *) paths, "/x/annotation.conf"));
  g_assert_cmpint (BRAT->probe ("/x/y/doc.txt", "T1\t", 3), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/brat/read/spans", test_read_spans);
  g_test_add_func ("/brat/read/relations", test_read_relations);
  g_test_add_func ("/brat/read/remarks", test_read_remarks);
  g_test_add_func ("/brat/read/notes-of-links", test_read_notes_of_links);
  g_test_add_func ("/brat/read/dangling", test_read_dangling);
  g_test_add_func ("/brat/read/units", test_read_units);
  g_test_add_func ("/brat/read/refused", test_refused);
  g_test_add_func ("/brat/read/truncated", test_truncated);
  g_test_add_func ("/brat/write/comments", test_write_comments);
  g_test_add_func ("/brat/write/golden", test_write_golden);
  g_test_add_func ("/brat/round-trip", test_round_trip);
  g_test_add_func ("/brat/litbank", test_litbank);
  g_test_add_func ("/brat/annotators", test_annotators);
  g_test_add_func ("/brat/folder-names", test_folder_names);
  g_test_add_func ("/brat/companions", test_companions);
  return g_test_run ();
}
