/* quoth-export-words.c - keeps the words of a text at home that may not be passed on
 *
 * Offsets and a hash are no words, but people copy from articles into notes, and the name
 * of an article is often its first line. What repeats a run of the text goes with the text.
 * Short pieces stay: that a topic or a person's name stands in the text gives it to nobody.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-export"

#include "config.h"

#include "quoth-export-private.h"
#include "quoth-fold.h"

#include <string.h>

/* How many words in a row are the text's and no longer the language's. */
#define RUN_WORDS 5

/* As many words may be a name as a whole, when all of them stand in the text in a row. */
#define NAME_WORDS 3

typedef struct
{
  QuothArticleData *data;
  QuothLossFunc     loss;
  gpointer          loss_data;
  GArray           *words; /* nullable: hashes of the text's words, made when needed */
  GArray           *runs;  /* nullable: of guint64, keys of @known */
  GHashTable       *known; /* nullable: the runs of RUN_WORDS of the text */
} Words;

static void
words_clear (Words *self)
{
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->runs, g_array_unref);
  g_clear_pointer (&self->words, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static guint64
hash_run (GArray *words,
          guint   first)
{
  guint64 h = 0;

  for (guint i = 0; i < RUN_WORDS; i++)
    h = (h ^ g_array_index (words, guint64, first + i)) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return h ^ h >> 32;
}

static void
read_text (Words *self)
{
  g_autofree char *folded = NULL;

  if (self->words != NULL)
    return;
  folded = quoth_fold_string (quoth_text_get_utf8 (self->data->text));
  self->words = quoth_export_hash_words (folded);
  self->runs = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->known = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i + RUN_WORDS <= self->words->len; i++)
    {
      guint64 run = hash_run (self->words, i);

      g_array_append_val (self->runs, run);
    }
  /* Now that they stay where they are. */
  for (guint i = 0; i < self->runs->len; i++)
    g_hash_table_add (self->known, &g_array_index (self->runs, guint64, i));
}

static gboolean
stands_in_a_row (Words  *self,
                 GArray *words)
{
  for (guint i = 0; i + words->len <= self->words->len; i++)
    if (memcmp (&g_array_index (self->words, guint64, i), words->data,
                words->len * sizeof (guint64)) == 0)
      return TRUE;
  return FALSE;
}

/* Whether @value repeats the text; @least: as many words are enough when they are all. */
static gboolean
repeats (Words      *self,
         const char *value,
         guint       least)
{
  g_autofree char *folded = quoth_fold_string (value);
  g_autoptr (GArray) words = quoth_export_hash_words (folded);

  if (words->len < MIN (least, RUN_WORDS))
    return FALSE;
  read_text (self);
  if (words->len < RUN_WORDS)
    return stands_in_a_row (self, words);
  for (guint i = 0; i + RUN_WORDS <= words->len; i++)
    {
      guint64 run = hash_run (words, i);

      if (g_hash_table_contains (self->known, &run))
        return TRUE;
    }
  return FALSE;
}

/* The words in an address lead to the text, and do not stand for it: without it nobody who
 * receives the release could fetch the texts. */
static gboolean
is_address (const char *json)
{
  const char *sign = *json == '"' ? strstr (json, "://") : NULL;
  const char *p = json + 1;

  while (sign != NULL && p < sign && (g_ascii_isalnum (*p) || strchr ("+-.", *p) != NULL))
    p++;
  return sign != NULL && p == sign && p > json + 1 && strpbrk (json, " \\") == NULL;
}

/* Of a value as JSON all strings are looked at, in one go: an escape is a blank. */
static gboolean
value_repeats (Words      *self,
               const char *json)
{
  g_autofree char *plain = NULL;

  if (is_address (json))
    return FALSE;
  plain = g_strdup (json);
  for (char *p = plain; (p = strchr (p, '\\')) != NULL && p[1] != '\0'; p += 2)
    p[0] = p[1] = ' ';
  return repeats (self, plain, RUN_WORDS);
}

static void
lose (Words      *self,
      const char *annotation,
      const char *what,
      const char *name)
{
  g_autofree char *reason = g_strdup_printf ("%s%s repeats the text", what, name);

  self->loss (self->loss_data, self->data->article->id, annotation, reason);
}

/* Takes what repeats the text out of @attributes. Returns whether anything did; only then is
 * @out_kept set, to %NULL when nothing is left. */
static gboolean
drop_values (Words            *self,
             const char       *annotation,
             const char       *what,
             QuothAttributes  *attributes,
             QuothAttributes **out_kept)
{
  QuothAttributes *kept = attributes != NULL ? quoth_attributes_ref (attributes) : NULL;
  gboolean found = FALSE;

  for (guint i = 0; i < quoth_attributes_get_n (attributes); i++)
    {
      const char *json;
      const char *name = quoth_attributes_get (attributes, i, &json);
      g_autoptr (QuothAttributes) before = NULL;

      if (!value_repeats (self, json))
        continue;
      lose (self, annotation, what, name);
      found = TRUE;
      before = g_steal_pointer (&kept);
      kept = quoth_attributes_with_json (before, name, NULL);
    }
  if (found)
    *out_kept = kept;
  else
    g_clear_pointer (&kept, quoth_attributes_unref);
  return found;
}

static void
drop_of_article (Words *self)
{
  QuothArticleData *data = self->data;
  g_autoptr (QuothArticle) article = quoth_article_copy (data->article);
  QuothAttributes *kept;
  gboolean found = FALSE;

  if (article->name != NULL && repeats (self, article->name, NAME_WORDS))
    {
      found = TRUE;
      lose (self, NULL, "its name", "");
      quoth_article_set_name (article, "");
    }
  if (drop_values (self, NULL, "metadata ", data->article->metadata, &kept))
    {
      found = TRUE;
      quoth_article_take_metadata (article, kept);
    }
  if (drop_values (self, NULL, "tag ", data->article->tags, &kept))
    {
      found = TRUE;
      quoth_article_take_tags (article, kept);
    }
  if (!found)
    return;
  quoth_article_unref (data->article);
  data->article = g_steal_pointer (&article);
}

static void
ensure_copy (QuothAnnotation **copy,
             QuothAnnotation  *annotation)
{
  if (*copy == NULL)
    *copy = quoth_annotation_copy (annotation);
}

/* Returns: (transfer full) (nullable): a copy that repeats nothing, when @annotation does */
static QuothAnnotation *
drop_of_annotation (Words           *self,
                    QuothAnnotation *annotation)
{
  QuothAnnotation *copy = NULL;
  QuothAttributes *kept;

  if (annotation->note != NULL && repeats (self, annotation->note, RUN_WORDS))
    {
      lose (self, annotation->id, "its note", "");
      ensure_copy (&copy, annotation);
      quoth_annotation_set_note (copy, NULL);
    }
  if (drop_values (self, annotation->id, "attribute ", annotation->attributes, &kept))
    {
      ensure_copy (&copy, annotation);
      quoth_annotation_take_attributes (copy, kept);
    }
  for (guint i = 0; i < annotation->n_links; i++)
    {
      const QuothLink *link = &annotation->links[i];

      if (!drop_values (self, annotation->id, "a link's ", link->attributes, &kept))
        continue;
      ensure_copy (&copy, annotation);
      g_clear_pointer (&copy->links[i].attributes, quoth_attributes_unref);
      copy->links[i].attributes = kept;
    }
  return copy;
}

/* Documented in quoth-export-private.h. */
void
quoth_export_drop_words (QuothArticleData *data,
                         QuothLossFunc     loss,
                         gpointer          loss_data)
{
  g_auto (Words) self = { .data = data, .loss = loss, .loss_data = loss_data };

  drop_of_article (&self);
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];
      QuothAnnotation *copy = drop_of_annotation (&self, annotation);

      if (copy == NULL)
        continue;
      data->annotations->pdata[i] = copy;
      quoth_annotation_unref (annotation);
    }
}
