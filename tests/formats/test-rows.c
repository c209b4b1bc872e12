/* test-rows.c - Hugging Face, spaCy, Prodigy, doccano and labelbuddy rows
 *
 * Golden rows are written by hand from what their consumers document, not by our writer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "corpus-fixture.h"

#include <json-glib/json-glib.h>

static const char *const names[] = { "hf", "spacy", "prodigy", "doccano", "labelbuddy" };

static void
read_bytes (Corpus      *corpus,
            const char  *format,
            const char  *file,
            const char  *bytes,
            gssize       n_bytes,
            GError     **error)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();

  corpus_init (corpus);
  corpus_put_file (folder, file, bytes, n_bytes);
  corpus_read (corpus, quoth_formats_lookup (format), path, scheme, error);
  corpus_remove_folder (folder);
}

/* "type start-end/start-end @Q1 #note role>type start-end", one line per annotation. */
static char *
describe (QuothAnnotation  *annotation,
          QuothArticleData *data,
          Corpus           *corpus)
{
  GString *out = g_string_new (annotation->type);

  for (guint i = 0; i < annotation->n_parts; i++)
    g_string_append_printf (out, "%s%u-%u", i == 0 ? " " : "/", annotation->parts[i].start,
                            annotation->parts[i].end);
  for (guint i = 0; annotation->entity != NULL && i < corpus->entities->len; i++)
    {
      QuothEntity *entity = corpus->entities->pdata[i];

      if (strcmp (entity->id, annotation->entity) == 0)
        g_string_append_printf (out, " @%s", entity->wikidata);
    }
  if (annotation->note != NULL)
    g_string_append_printf (out, " #%s", annotation->note);
  for (guint i = 0; i < annotation->n_links; i++)
    for (guint k = 0; k < data->annotations->len; k++)
      {
        QuothAnnotation *target = data->annotations->pdata[k];

        if (strcmp (target->id, annotation->links[i].to) == 0)
          g_string_append_printf (out, " %s>%s", annotation->links[i].role, target->type);
      }
  return g_string_free (out, FALSE);
}

static char *
dump (Corpus *corpus,
      guint   index)
{
  QuothArticleData *data = corpus->articles->pdata[index];
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < data->annotations->len; i++)
    g_ptr_array_add (lines, describe (data->annotations->pdata[i], data, corpus));
  g_ptr_array_sort (lines, corpus_compare);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "%s\n", (char *) lines->pdata[i]);
  return g_string_free (out, FALSE);
}

static void
check (const char *format,
       const char *file,
       const char *bytes,
       const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_auto (Corpus) corpus = { NULL };
  g_autofree char *found = NULL;

  read_bytes (&corpus, format, file, bytes, -1, &error);
  g_assert_no_error (error);
  found = dump (&corpus, 0);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_read_hf (void)
{
  check ("hf", "a.jsonl",
         "{\"tokens\":[\"Mia\",\"Roe\",\"spoke\",\".\"],\"ner_tags\":[\"B-PER\",\"I-PER\",\"O\",\"O\"]}\n",
         "PER 0-7\n");
  check ("hf", "a.jsonl",
         "{\"text\":\"Mia  Roe\\nspoke.\",\"tokens\":[\"Mia\",\"Roe\",\"spoke\",\".\"],"
         "\"ner_tags\":[\"B-person\",\"B-person\",\"S-cue\",\"O\"]}\n",
         "cue 9-14\nperson 0-3\nperson 5-8\n");
  check ("hf", "a.jsonl",
         "{\"text\":\"\\ud83d\\ude00 Mia said it\",\"spans\":["
         "{\"start\":2,\"end\":5,\"label\":\"Person\",\"text\":\"Mia\",\"id\":\"x\"},"
         "{\"start\":6,\"end\":10,\"label\":\"cue\",\"text\":\"said\",\"id\":\"y\"}],"
         "\"relations\":[{\"head\":\"y\",\"tail\":\"x\",\"label\":\"Speaker\"}]}\n",
         "cue 6-10 speaker>person\nperson 2-5\n");
  /* UTF-16, as the covered texts prove. */
  check ("hf", "a.jsonl",
         "{\"text\":\"\\ud83d\\ude00 Mia said it\",\"spans\":["
         "{\"start\":3,\"end\":6,\"label\":\"person\",\"text\":\"Mia\"}]}\n",
         "person 2-5\n");
}

/* Rows without a text have spans that count tokens: GLiNER's with the last one, SpERT's without. */
static void
test_read_tokens (void)
{
  check ("hf", "a.json",
         "[{\"tokenized_text\":[\"Mia\",\"Roe\",\"spoke\"],\"ner\":[[0,1,\"person\"],[2,2,\"cue\"]]}]",
         "cue 8-13\nperson 0-7\n");
  check ("hf", "a.json",
         "[{\"ner\":[[1,1,\"person\",\"Mia\"]],\"tokenized_text\":[\"\\ud83d\\ude00\",\"Mia\"]}]",
         "person 2-5\n");
  /* Whatever else is called so is kept as it is. */
  check ("hf", "a.jsonl",
         "{\"text\":\"Mia spoke\",\"spans\":[{\"start\":0,\"end\":3,\"label\":\"person\"}],"
         "\"ner\":[\"PER\",\"ORG\"]}\n",
         "person 0-3\n");
  check ("hf", "a.jsonl",
         "{\"tokens\":[\"Mia\",\"spoke\"],\"ner_tags\":[\"B-PER\",\"O\"],\"ner\":[\"B-PER\",\"O\"]}\n",
         "PER 0-3\n");
  check ("hf", "a.jsonl",
         "{\"text\":\"Mia spoke\",\"ner\":[[0,0,\"cue\"]],"
         "\"spans\":[{\"start\":0,\"end\":3,\"label\":\"person\"}]}\n",
         "person 0-3\n");
  check ("hf", "a.json",
         "[{\"tokens\":[\"Mia\",\"Roe\",\"spoke\"],\"entities\":[{\"type\":\"person\",\"start\":0,\"end\":2},"
         "{\"type\":\"cue\",\"start\":2,\"end\":3}],\"relations\":[{\"type\":\"speaker\",\"head\":1,"
         "\"tail\":0}]}]",
         "cue 8-13 speaker>person\nperson 0-7\n");
  /* What is covered tells whether the last token counts. */
  check ("hf", "a.json",
         "[{\"tokens\":[\"Mia\",\"Roe\",\"spoke\"],\"spans\":[{\"label\":\"person\",\"start\":0,\"end\":1,"
         "\"text\":\"Mia Roe\"}]}]",
         "person 0-7\n");
}

/* A list of structs is a struct of lists to Arrow, and so in what it writes. */
static void
test_read_columns (void)
{
  check ("hf", "a.jsonl",
         "{\"text\":\"Mia said it\",\"spans\":{\"start\":[0,4.0],\"end\":[3,8],\"label\":[\"person\","
         "\"cue\"],\"text\":[\"Mia\",\"said\"],\"id\":[\"x\",\"y\"]},"
         "\"relations\":{\"head\":[\"y\"],\"tail\":[\"x\"],\"label\":[\"speaker\"]}}",
         "cue 4-8 speaker>person\nperson 0-3\n");
  check ("hf", "a.jsonl",
         "{\"text\":\"Mia\",\"spans\":{\"start\":[],\"end\":[],\"label\":[]},\"relations\":{\"head\":[]}}", "");
  check ("hf", "a.jsonl",
         "{\"text\":\"Mia\",\"entities\":[{\"entity_group\":\"person\",\"score\":0.9,\"word\":\"mi ##a\","
         "\"start\":0,\"end\":3}]}",
         "person 0-3\n");
}

static void
check_metadata (const char *format,
                const char *bytes,
                const char *expected)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  read_bytes (&corpus, format, "a.jsonl", bytes, -1, &error);
  g_assert_no_error (error);
  found = quoth_attributes_to_json (((QuothArticleData *) corpus.articles->pdata[0])
                                    ->article->metadata);
  g_assert_cmpstr (found, ==, expected);
}

/* Data sets wrapped up in an object. */
static void
test_read_wrapped (void)
{
  check ("hf", "a.json",
         "{\"version\": \"1.0\",\n \"data\": [\n{\"tokens\":[\"Mia\",\"spoke\"],\"ner_tags\":[\"B-person\","
         "\"O\"]}\n], \"note\": \"]}\"\n}\n",
         "person 0-3\n");
  check ("hf", "a.json", "{\"data\":[{\"text\":\"Mia\",\"spans\":[]}]}", "");
  check ("spacy", "a.json",
         "[[\"\\ud83d\\ude00 Mia spoke\", {\"entities\": [[2, 5, \"person\"]]}],\n"
         " [\"Mia\", {\"entities\": [], \"cats\": {}}]]",
         "person 2-5\n");
  check ("spacy", "a.jsonl", "[\"Mia spoke\", {\"entities\": [[0, 3, \"person\"]]}]\n[\"Ben\", {}]\n",
         "person 0-3\n");
  check ("spacy", "a.json",
         "{\"classes\":[\"person\"],\"annotations\":[[\"Mia spoke\",{\"entities\":[[0,3,\"person\"]]}],"
         "null ,[\"Ben\",{\"entities\":[]}]]}",
         "person 0-3\n");
}

static void
test_read_spacy (void)
{
  check ("spacy", "a.json",
         "[{\"text\": \"Mia Roe spoke.\",\n  \"ents\": [{\"start\": 0, \"end\": 7, \"label\": \"PERSON\","
         " \"kb_id\": \"Q42\"}],\n  \"tokens\": [{\"id\": 0, \"start\": 0, \"end\": 3}],"
         "\n  \"spans\": {\"sc\": [{\"start\": 0, \"end\": 7, \"label\": \"PERSON\", \"kb_id\": \"Q42\"},"
         " {\"start\": 8, \"end\": 13, \"label\": \"cue\", \"kb_id\": \"\"}]}}]\n",
         "cue 8-13\nperson 0-7 @Q42\n");
  check ("spacy", "a.json",
         "{\n\"text\": \"Mia\",\n\"ents\": [{\"start\": 0, \"end\": 3, \"label\": \"person\"}]\n}\n",
         "person 0-3\n");
  check_metadata ("spacy", "{\"text\":\"Mia\",\"ents\":[],\"sents\":[{\"start\":0,\"end\":3}],"
                  "\"cats\":{\"news\":1.0},\"_\":{\"seen\":true}}\n",
                  "{\"_\":{\"seen\":true},\"cats\":{\"news\":1.0}}");
}

static void
test_read_prodigy (void)
{
  static const char row[] =
    "{\"text\":\"Mia Roe spoke.\",\"_input_hash\":-1,\"_task_hash\":2,"
    "\"tokens\":[{\"text\":\"Mia\",\"start\":0,\"end\":3,\"id\":0,\"ws\":true},"
    "{\"text\":\"Roe\",\"start\":4,\"end\":7,\"id\":1,\"ws\":true},"
    "{\"text\":\"spoke\",\"start\":8,\"end\":13,\"id\":2,\"ws\":false},"
    "{\"text\":\".\",\"start\":13,\"end\":14,\"id\":3,\"ws\":false}],"
    "\"spans\":[{\"start\":0,\"end\":7,\"token_start\":0,\"token_end\":1,\"label\":\"person\"},"
    "{\"start\":8,\"end\":13,\"token_start\":2,\"token_end\":2,\"label\":\"cue\"}],"
    "\"relations\":[{\"head\":2,\"child\":1,\"label\":\"speaker\"}],\"answer\":\"%s\"}\n";
  g_autofree char *accepted = g_strdup_printf (row, "accept");
  g_autofree char *rejected = g_strdup_printf (row, "reject");

  check ("prodigy", "a.jsonl", accepted, "cue 8-13 speaker>person\nperson 0-7\n");
  check ("prodigy", "a.jsonl", rejected, "");
  check_metadata ("prodigy", rejected, "{\"answer\":\"reject\"}");
  check_metadata ("prodigy", "{\"text\":\"Mia\",\"label\":\"X\",\"answer\":\"accept\"}\n",
                  "{\"label\":\"X\"}");
  check_metadata ("prodigy", "{\"text\":\"Mia\",\"label\":\"X\",\"answer\":\"reject\"}\n",
                  "{\"answer\":\"reject\",\"label\":\"X\"}");
}

static void
test_read_doccano (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  QuothArticleData *data;
  g_autofree char *source = NULL;

  check ("doccano", "a.jsonl",
         "{\"id\":7,\"text\":\"\\ud83d\\ude00 Mia spoke\",\"label\":[[3,6,\"person\"]],\"Comments\":[]}\n",
         "person 2-5\n");
  check ("doccano", "a.jsonl",
         "{\"text\":\"Mia spoke\",\"entities\":["
         "{\"id\":0,\"start_offset\":0,\"end_offset\":3,\"label\":\"person\"},"
         "{\"id\":1,\"start_offset\":4,\"end_offset\":9,\"label\":\"cue\"}],"
         "\"relations\":[{\"from_id\":1,\"to_id\":0,\"type\":\"speaker\"}]}\n",
         "cue 4-9 speaker>person\nperson 0-3\n");
  /* In code points, which the ends of words tell. */
  check ("doccano", "a.jsonl",
         "{\"text\":\"\\ud83d\\ude00 Mia spoke\",\"label\":[[2,5,\"person\"],[6,11,\"cue\"]]}\n",
         "cue 6-11\nperson 2-5\n");
  read_bytes (&corpus, "doccano", "a.jsonl", "{\"text\":\"Mia\",\"label\":[],\"url\":\"x\",\"n\":3}\n",
              -1, &error);
  g_assert_no_error (error);
  data = corpus.articles->pdata[0];
  source = quoth_attributes_to_json (data->article->metadata);
  g_assert_cmpstr (source, ==, "{\"n\":3,\"url\":\"x\"}");
}

/* Labels of whole texts, as they are when a project classifies. */
static void
test_read_classes (void)
{
  check_metadata ("doccano", "{\"id\":1,\"text\":\"Mia\",\"label\":[\"a\",\"b\"],\"Comments\":[]}\n",
                  "{\"label\":[\"a\",\"b\"]}");
  check_metadata ("doccano", "{\"text\":\"Mia\",\"label\":\"a\"}\n", "{\"label\":\"a\"}");
  check_metadata ("doccano", "{\"text\":\"Mia\",\"label\": [ 1 ]}\n", "{\"label\":[1]}");
  check_metadata ("doccano", "{\"text\":\"Mia\",\"label\":null,\"labels\":[ ]}\n", "{}");
}

static void
test_read_labelbuddy (void)
{
  check ("labelbuddy", "a.json",
         "[{\"text\": \"\\u00e9 Mia spoke\", \"metadata\": {\"id\": 1},\n\"annotations\": ["
         "{\"start_byte\": 3, \"end_byte\": 6, \"label_name\": \"person\", \"extra_data\": \"she\"},"
         "{\"start_char\": 6, \"end_char\": 11, \"start_byte\": 7, \"end_byte\": 12,"
         " \"label_name\": \"cue\"}]}]",
         "cue 6-11\nperson 2-5 #she\n");
  check ("labelbuddy", "a.jsonl",
         "{\"text\":\"Mia spoke\",\"meta\":{},\"labels\":[[0,3,\"person\"],[4,9,\"cue\",\"loud\"]]}\n",
         "cue 4-9 #loud\nperson 0-3\n");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *format;
    const char *bytes;
    const char *message;
  } cases[] = {
    { "hf", "", "*no article*" },
    { "hf", "{\"text\":\"a\"", "*:1:*" },
    { "hf", "{\"text\":\"a\"}\n[]\n", "*:2:*" },
    { "hf", "{\"id\":1}\n", "*:1: an article has no text*" },
    { "hf", "{\"text\":\"a\\u0000\"}", "*:1:*U+0000*" },
    { "hf", "{\"text\":\"a\\ud800\"}", "*:1:*surrogate*" },
    { "hf", "{\"text\":\"\xff\"}", "*:1:*UTF-8*" },
    { "hf", "{\"tokens\":[\"a\"],\"ner_tags\":[3]}", "*:1: the tags are numbers*" },
    { "hf", "{\"tokens\":[\"a\"],\"ner_tags\":[\"B-x\",\"O\"]}", "*:1: 1 tokens have 2 tags*" },
    { "hf", "{\"text\":\"ab\",\"tokens\":[\"b\"],\"ner_tags\":[\"B-x\"]}", "*:1: token 0*" },
    { "hf", "{\"text\":\"Mia\",\"spans\":[{\"start\":0,\"end\":3,\"label\":\"x\",\"text\":\"Moo\"}]}",
      "*:1: span 0 to 3 says “Moo”, but the text there is “Mia”*" },
    { "hf", "{\"text\":\"Mia\",\"spans\":[{\"start\":0,\"end\":4,\"label\":\"x\"}]}",
      "*:1: span 0 to 4 of \"x\" is not in the text of 3 characters*" },
    { "hf", "{\"text\":\"Mia\",\"spans\":[{\"start\":2,\"end\":1,\"label\":\"x\"}]}",
      "*:1:*ends before it begins*" },
    { "hf", "{\"text\":\"Mia\",\"spans\":[{\"start\":-1,\"end\":1,\"label\":\"x\"}]}", "*:1:*" },
    { "hf", "{\"text\":\"Mia\",\"spans\":[{\"start\":99999999999,\"end\":1,\"label\":\"x\"}]}",
      "*:1:*too large*" },
    { "hf", "{\"text\":\"Mia\",\"spans\":[{\"end\":1,\"label\":\"x\"}]}", "*where it begins*" },
    { "prodigy", "{\"text\":\"Mia\",\"meta\":{\"doc\":[[[}\n", "*:1:*" },
    { "hf", "{\"text\":\"Mia\",\"spans\":{\"start\":[0,1],\"end\":[1],\"label\":[\"x\",\"y\"]}}",
      "*:1:*a span does not say where it ends*" },
    { "hf", "{\"text\":\"Mia\",\"spans\":[{\"start\":0.5,\"end\":1,\"label\":\"x\"}]}",
      "*:1:*a whole number*" },
    { "hf", "{\"tokenized_text\":[\"a\",\"b\"],\"ner\":[[1,2,\"x\"]]}",
      "*:1: span 1 to 2 of \"x\" is not in the 2 tokens*" },
    { "hf", "{\n\"data\":[{\"text\":\"a\"}\n]\n", "*:3: the file ends within a value*" },
    { "hf", "{\n\"data\":[{\"text\":\"a\"}\n]\n]", "*:4: the object around the array does not end*" },
    { "hf", "{\n\"data\":[{\"text\":\"a\"}]}\n{}", "*:3: something stands behind the array*" },
    { "labelbuddy", "{\"utf8_text_md5_checksum\":\"0\",\"annotations\":[]}",
      "*:1: an article has no text: it was exported without*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      read_bytes (&corpus, cases[i].format, "a.jsonl", cases[i].bytes, -1, &error);
      g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
      if (!g_pattern_match_simple (cases[i].message, error->message))
        g_error ("%s is not %s", error->message, cases[i].message);
    }
}

/* 100,000 levels deep: refused without a recursion. */
static void
test_deep (void)
{
  g_autoptr (GString) bytes = g_string_new ("{\"text\":\"a\",\"meta\":");

  for (guint i = 0; i < 100000; i++)
    g_string_append (bytes, i % 2 ? "[" : "{\"a\":");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      read_bytes (&corpus, names[i], i % 2 ? "a.json" : "a.jsonl", bytes->str, -1, &error);
      g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
    }
}

/* What dangles is noticed and left out. */
static void
test_notices (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  read_bytes (&corpus, "doccano", "a.jsonl",
              "{\"text\":\"Mia\",\"entities\":["
              "{\"id\":1,\"start_offset\":0,\"end_offset\":3,\"label\":\"person\"},"
              "{\"id\":2,\"start_offset\":1,\"end_offset\":1,\"label\":\"person\"},"
              "{\"id\":3,\"start_offset\":1,\"end_offset\":2,\"label\":\"\"}],"
              "\"relations\":[{\"from_id\":1,\"to_id\":9,\"type\":\"speaker\"},"
              "{\"from_id\":1,\"to_id\":1,\"type\":\"speaker\"},{\"from_id\":1,\"to_id\":1}]}\n",
              -1, &error);
  g_assert_no_error (error);
  found = dump (&corpus, 0);
  g_assert_cmpstr (found, ==, "person 0-3\n");
  g_assert_cmpuint (corpus.notices->len, ==, 5);
}

static void
add_random (Corpus           *corpus,
            QuothArticleData *data,
            GRand            *rand)
{
  static const char *const types[] = { "person", "claim", "cue", "my type", "ünïcode" };
  static const char *const roles[] = { "speaker", "cue", "odd role" };
  guint length = quoth_text_get_length (data->text);
  guint first = data->annotations->len;

  for (guint i = 0; i < 12; i++)
    {
      QuothSpan parts[2];
      guint n = g_rand_int_range (rand, 0, 5) == 0 ? 2 : 1;
      QuothAnnotation *annotation;

      for (guint j = 0; j < n; j++)
        {
          parts[j].start = (guint) g_rand_int_range (rand, 0, (int) length);
          parts[j].end = (guint) g_rand_int_range (rand, (int) parts[j].start + 1,
                                                   (int) length + 1);
        }
      annotation = quoth_annotation_new (types[g_rand_int_range (rand, 0, G_N_ELEMENTS (types))],
                                         "anna b", parts, n);
      if (g_rand_int_range (rand, 0, 4) == 0)
        quoth_annotation_take_attributes (annotation, quoth_attributes_with_string (NULL, "a", "b"));
      if (g_rand_int_range (rand, 0, 4) == 0)
        quoth_annotation_set_note (annotation, "said \"so\"\n😀");
      if (g_rand_int_range (rand, 0, 3) == 0)
        quoth_annotation_set_entity (annotation, ((QuothEntity *) corpus->entities->pdata[
                                       g_rand_int_range (rand, 0, (int) corpus->entities->len)])->id);
      g_ptr_array_add (data->annotations, annotation);
    }
  for (guint i = 0; i < 8; i++)
    {
      QuothAnnotation *from = data->annotations->pdata[first + (guint) g_rand_int_range (rand, 0, 12)];
      QuothAnnotation *to = data->annotations->pdata[first + (guint) g_rand_int_range (rand, 0, 12)];

      if (from != to && quoth_annotation_get_link (from, "speaker") == NULL)
        quoth_annotation_add_link (from, roles[g_rand_int_range (rand, 0, G_N_ELEMENTS (roles))],
                                   to->id, NULL);
    }
}

static void
fill_corpus (Corpus *corpus,
             GRand  *rand)
{
  for (guint i = 0; i < 3; i++)
    {
      QuothEntity *entity = quoth_entity_new ("person", "Mia Roe");
      g_autofree char *wikidata = g_strdup_printf ("Q%u", 42 + i);

      if (i < 2)
        quoth_entity_set_wikidata (entity, wikidata);
      g_ptr_array_add (corpus->entities, entity);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *utf8 = corpus_random_text (rand, 60, TRUE);
      g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
      g_autoptr (QuothArticle) article = quoth_article_new ("A, \"B\" ü", text);
      g_autofree char *id = g_strdup_printf ("doc %u", i);
      QuothArticleData *data;

      quoth_article_set_id (article, id);
      quoth_article_set_language (article, "de");
      quoth_article_take_metadata (article, quoth_attributes_with_string (NULL, "url", "ü"));
      quoth_article_take_tags (article, quoth_attributes_with_boolean (NULL, "done", TRUE));
      data = quoth_article_data_new (article, text);
      quoth_article_data_add_layer (data, "anna b", "done");
      add_random (corpus, data, rand);
      g_ptr_array_add (corpus->articles, data);
    }
}

static gboolean
is_lost (GPtrArray  *losses,
         const char *id)
{
  for (guint i = 0; i < losses->len; i++)
    if (g_str_has_prefix (losses->pdata[i], id))
      return TRUE;
  return FALSE;
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || (c >= 0x0b && c <= 0x1f) || c == 0x85;
}

/* Whether the format forces a loss: by its rules, not by our code. */
static gboolean
must_lose (const char       *format,
           QuothAnnotation  *annotation,
           QuothArticleData *data,
           Corpus           *corpus)
{
  gboolean links = strcmp (format, "spacy") != 0 && strcmp (format, "labelbuddy") != 0;
  gboolean unique = strcmp (format, "hf") != 0 && strcmp (format, "doccano") != 0;
  gboolean tokens = strcmp (format, "spacy") == 0 || strcmp (format, "prodigy") == 0;
  const QuothSpan *part = annotation->parts;

  if (annotation->n_parts > 1 || annotation->attributes != NULL
      || (annotation->n_links > 0 && !links)
      || (annotation->note != NULL && strcmp (format, "labelbuddy") != 0))
    return TRUE;
  if (annotation->entity != NULL
      && (strcmp (format, "spacy") != 0
          || strcmp (annotation->entity, ((QuothEntity *) corpus->entities->pdata[2])->id) == 0))
    return TRUE;
  /* Only blanks have tokens that are not cut where a span begins or ends. */
  if (tokens && (is_blank (quoth_text_get_char (data->text, part->start))
                 || is_blank (quoth_text_get_char (data->text, part->end - 1))))
    return TRUE;
  for (guint i = 0; unique && i < data->annotations->len; i++)
    {
      QuothAnnotation *other = data->annotations->pdata[i];

      if (other != annotation && strcmp (other->type, annotation->type) == 0)
        for (guint j = 0; j < other->n_parts; j++)
          if (tokens || (other->parts[j].start == part->start && other->parts[j].end == part->end))
            return TRUE;
    }
  return FALSE;
}

static gboolean
has_lost_end (QuothAnnotation *annotation,
              GPtrArray       *losses)
{
  for (guint i = 0; i < annotation->n_links; i++)
    if (is_lost (losses, annotation->links[i].to))
      return TRUE;
  return FALSE;
}

/* What is not named as lost comes back as it was; what is named, the format forced. */
static void
check_round_trip (const char *format,
                  GRand      *rand)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *file = g_strconcat (format, ".jsonl", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *bytes = NULL;
  g_auto (Corpus) corpus = { NULL };
  g_auto (Corpus) again = { NULL };
  QuothWriteOptions options = { .path = folder, .scheme = scheme };

  corpus_init (&corpus);
  corpus_init (&again);
  fill_corpus (&corpus, rand);
  corpus_write (&corpus, quoth_formats_lookup (format), &options, losses);
  bytes = corpus_get_file (folder, file);
  for (const char *p = bytes; *p != '\0'; p++)
    g_assert_true ((guchar) *p < 0x7f && ((guchar) *p >= 0x20 || *p == '\n'));
  corpus_read (&again, quoth_formats_lookup (format), path, scheme, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again.articles->len, ==, corpus.articles->len);
  for (guint i = 0; i < corpus.articles->len; i++)
    {
      QuothArticleData *data = corpus.articles->pdata[i];
      QuothArticleData *result = again.articles->pdata[i];
      QuothLayer *layer = result->layers->pdata[0];
      g_autofree char *lines = dump (&again, i);

      g_assert_cmpstr (quoth_text_get_utf8 (result->text), ==, quoth_text_get_utf8 (data->text));
      g_assert_true (quoth_article_equal (result->article, data->article));
      g_assert_cmpstr (layer->name, ==, "anna b");
      g_assert_cmpstr (layer->state, ==, "done");
      for (guint k = 0; k < data->annotations->len; k++)
        {
          QuothAnnotation *annotation = data->annotations->pdata[k];
          g_autofree char *wanted = describe (annotation, data, &corpus);
          g_autofree char *line = g_strconcat (wanted, "\n", NULL);

          if (is_lost (losses, annotation->id))
            {
              if (!must_lose (format, annotation, data, &corpus)
                  && !has_lost_end (annotation, losses))
                g_error ("%s: %s need not be lost", format, wanted);
            }
          else if (strstr (lines, line) == NULL)
            g_error ("%s: %s is lost without a word:\n%s", format, wanted, lines);
        }
    }
  corpus_remove_folder (folder);
}

static void
test_round_trip (void)
{
  for (guint32 seed = 0; seed < 60; seed++)
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      {
        g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

        g_test_message ("seed %u, %s", seed, names[i]);
        check_round_trip (names[i], rand);
      }
}

static JsonArray *
get_rows (JsonParser *parser,
          const char *key)
{
  return json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), key);
}

/* spaCy: what its aligner makes of words and text is what we wrote. */
static void
check_spacy_tokens (JsonParser *parser,
                    QuothText  *text)
{
  JsonArray *tokens = get_rows (parser, "tokens");
  guint at = 0;

  for (guint i = 0; i < json_array_get_length (tokens); i++)
    {
      JsonObject *token = json_array_get_object_element (tokens, i);
      guint start = (guint) json_object_get_int_member (token, "start");
      guint end = (guint) json_object_get_int_member (token, "end");

      g_assert_cmpint (json_object_get_int_member (token, "id"), ==, i);
      g_assert_cmpuint (start, <, end);
      if (start != at)
        {
          g_assert_cmpuint (start, ==, at + 1);
          g_assert_cmpuint (quoth_text_get_char (text, at), ==, ' ');
        }
      else if (i > 0)
        g_assert_cmpuint (quoth_text_get_char (text, at), !=, ' ');
      at = end;
    }
  g_assert_cmpuint (quoth_text_get_length (text) - at, <=, 1);
}

static void
check_entities (JsonParser *parser)
{
  JsonArray *entities = get_rows (parser, "ents");
  gint64 at = 0;

  for (guint i = 0; i < json_array_get_length (entities); i++)
    {
      JsonObject *entity = json_array_get_object_element (entities, i);

      g_assert_cmpint (json_object_get_int_member (entity, "start"), >=, at);
      at = json_object_get_int_member (entity, "end");
    }
}

/* Python's str.isspace() knows more blanks than Unicode: U+001C to U+001F. */
static void
test_spacy_blank_ends (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *bytes = NULL;
  g_autoptr (QuothText) text = quoth_text_new ("a \034Mia", -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("News", text);
  g_auto (Corpus) corpus = { NULL };
  QuothWriteOptions options = { .path = folder, .scheme = scheme };
  QuothArticleData *data = quoth_article_data_new (article, text);

  corpus_init (&corpus);
  g_ptr_array_add (data->annotations,
                   quoth_annotation_new ("person", "anna", &(QuothSpan) { 2, 6 }, 1));
  g_ptr_array_add (corpus.articles, data);
  corpus_write (&corpus, quoth_formats_lookup ("spacy"), &options, NULL);
  bytes = corpus_get_file (folder, "spacy.jsonl");
  g_assert_nonnull (strstr (bytes, "\"ents\":[],\"spans\":{\"quoth\":[{\"start\":2,\"end\":6,"));
  corpus_remove_folder (folder);
}

static void
test_spacy_rules (void)
{
  for (guint32 seed = 0; seed < 40; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
      g_autofree char *folder = corpus_make_folder ();
      g_autofree char *bytes = NULL;
      g_auto (Corpus) corpus = { NULL };
      QuothWriteOptions options = { .path = folder, .scheme = scheme };
      QuothArticleData *data;

      corpus_init (&corpus);
      fill_corpus (&corpus, rand);
      corpus_write (&corpus, quoth_formats_lookup ("spacy"), &options, NULL);
      bytes = corpus_get_file (folder, "spacy.jsonl");
      g_strdelimit (bytes, "\n", '\0');
      g_assert_true (json_parser_load_from_data (parser, bytes, -1, NULL));
      data = corpus.articles->pdata[0];
      check_spacy_tokens (parser, data->text);
      check_entities (parser);
      corpus_remove_folder (folder);
    }
}

static void
write_one (const char *format,
           char      **out_bytes)
{
  g_autoptr (QuothText) text = quoth_text_new ("😀 Mia  said\nso", -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("News", text);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *file = g_strconcat (format, ".jsonl", NULL);
  QuothAnnotation *person = quoth_annotation_new ("person", "anna", &(QuothSpan) { 2, 5 }, 1);
  QuothAnnotation *cue = quoth_annotation_new ("cue", "anna", &(QuothSpan) { 7, 11 }, 1);
  g_auto (Corpus) corpus = { NULL };
  QuothWriteOptions options = { .path = folder, .scheme = scheme };
  QuothArticleData *data;

  corpus_init (&corpus);
  quoth_article_set_id (article, "n1");
  data = quoth_article_data_new (article, text);
  quoth_annotation_set_id (person, "p1");
  quoth_annotation_set_id (cue, "c1");
  quoth_annotation_add_link (cue, "speaker", "p1", NULL);
  g_ptr_array_add (data->annotations, person);
  g_ptr_array_add (data->annotations, cue);
  g_ptr_array_add (corpus.articles, data);
  corpus_write (&corpus, quoth_formats_lookup (format), &options, NULL);
  *out_bytes = corpus_get_file (folder, file);
  corpus_remove_folder (folder);
}

static void
test_golden (void)
{
#define TEXT "\"text\":\"\\ud83d\\ude00 Mia  said\\nso\""
#define META "{\"doc\":\"n1\",\"name\":\"News\"}"
  static const struct
  {
    const char *format;
    const char *row;
  } cases[] = {
    { "hf",
      "{\"doc\":\"n1\"," TEXT ",\"tokens\":[\"\\ud83d\\ude00\",\"Mia\",\"said\",\"so\"],"
      "\"ner_tags\":[\"O\",\"B-person\",\"B-cue\",\"O\"],"
      "\"spans\":[{\"start\":2,\"end\":5,\"label\":\"person\",\"text\":\"Mia\",\"id\":\"p1\"},"
      "{\"start\":7,\"end\":11,\"label\":\"cue\",\"text\":\"said\",\"id\":\"c1\"}],"
      "\"relations\":[{\"head\":\"c1\",\"tail\":\"p1\",\"label\":\"speaker\"}],"
      "\"meta\":\"{\\\"doc\\\":\\\"n1\\\",\\\"name\\\":\\\"News\\\"}\"}\n" },
    { "spacy",
      "{" TEXT ",\"ents\":[{\"start\":2,\"end\":5,\"label\":\"person\",\"kb_id\":\"\"},"
      "{\"start\":7,\"end\":11,\"label\":\"cue\",\"kb_id\":\"\"}],"
      "\"spans\":{\"quoth\":[{\"start\":2,\"end\":5,\"label\":\"person\",\"kb_id\":\"\"},"
      "{\"start\":7,\"end\":11,\"label\":\"cue\",\"kb_id\":\"\"}]},"
      "\"tokens\":[{\"id\":0,\"start\":0,\"end\":1},{\"id\":1,\"start\":2,\"end\":5},"
      "{\"id\":2,\"start\":6,\"end\":7},{\"id\":3,\"start\":7,\"end\":11},"
      "{\"id\":4,\"start\":11,\"end\":12},{\"id\":5,\"start\":12,\"end\":14}],"
      "\"meta\":" META "}\n" },
    { "doccano",
      "{" TEXT ",\"entities\":[{\"id\":1,\"label\":\"person\",\"start_offset\":3,\"end_offset\":6},"
      "{\"id\":2,\"label\":\"cue\",\"start_offset\":8,\"end_offset\":12}],"
      "\"relations\":[{\"id\":3,\"from_id\":2,\"to_id\":1,\"type\":\"speaker\"}],"
      "\"doc\":\"n1\",\"name\":\"News\"}\n" },
    { "labelbuddy",
      "{\"utf8_text_md5_checksum\":\"fdc593311d134e30b6ca8ab4eb4d3eca\",\"list_title\":\"News\","
      "\"display_title\":\"News\",\"metadata\":" META "," TEXT ",\"annotations\":["
      "{\"label_name\":\"person\",\"start_char\":2,\"end_char\":5,\"start_byte\":5,\"end_byte\":8},"
      "{\"label_name\":\"cue\",\"start_char\":7,\"end_char\":11,\"start_byte\":10,\"end_byte\":14}]}\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = NULL;

      write_one (cases[i].format, &found);
      g_assert_cmpstr (found, ==, cases[i].row);
    }
#undef TEXT
#undef META
}

static void
test_golden_prodigy (void)
{
  g_autofree char *found = NULL;

  write_one ("prodigy", &found);
  g_assert_nonnull (strstr (found, "\"spans\":[{\"start\":2,\"end\":5,\"token_start\":1,\"token_end\":1,"
                                   "\"label\":\"person\",\"id\":\"p1\"},"));
  g_assert_nonnull (strstr (found, "\"relations\":[{\"head\":3,\"child\":1,\"head_span\":{"));
  g_assert_nonnull (strstr (found, "{\"text\":\"Mia\",\"start\":2,\"end\":5,\"id\":1,\"ws\":true}"));
  g_assert_nonnull (strstr (found, "{\"text\":\" \",\"start\":6,\"end\":7,\"id\":2,\"ws\":false}"));
  g_assert_nonnull (strstr (found, "\"answer\":\"accept\""));
}

static void
test_probe (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *bytes = NULL;
      guint n;
      const QuothFormat *const *formats = quoth_formats_list (&n);
      const QuothFormat *best = NULL;
      int best_score = 0;

      write_one (names[i], &bytes);
      for (guint k = 0; k < n; k++)
        {
          int score = formats[k]->probe != NULL
                      ? formats[k]->probe ("/x/some.jsonl", bytes, strlen (bytes)) : 0;

          if (score > best_score)
            {
              best = formats[k];
              best_score = score;
            }
        }
      g_assert_cmpstr (best->name, ==, names[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rows/read/hf", test_read_hf);
  g_test_add_func ("/rows/read/tokens", test_read_tokens);
  g_test_add_func ("/rows/read/columns", test_read_columns);
  g_test_add_func ("/rows/read/wrapped", test_read_wrapped);
  g_test_add_func ("/rows/read/spacy", test_read_spacy);
  g_test_add_func ("/rows/read/prodigy", test_read_prodigy);
  g_test_add_func ("/rows/read/doccano", test_read_doccano);
  g_test_add_func ("/rows/read/classes", test_read_classes);
  g_test_add_func ("/rows/read/labelbuddy", test_read_labelbuddy);
  g_test_add_func ("/rows/read/refused", test_refused);
  g_test_add_func ("/rows/read/deep", test_deep);
  g_test_add_func ("/rows/read/notices", test_notices);
  g_test_add_func ("/rows/round-trip", test_round_trip);
  g_test_add_func ("/rows/spacy-rules", test_spacy_rules);
  g_test_add_func ("/rows/spacy-blank-ends", test_spacy_blank_ends);
  g_test_add_func ("/rows/golden", test_golden);
  g_test_add_func ("/rows/golden-prodigy", test_golden_prodigy);
  g_test_add_func ("/rows/probe", test_probe);
  return g_test_run ();
}
