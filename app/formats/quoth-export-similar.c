/* quoth-export-similar.c - finds articles that are almost the same
 *
 * A wire story that several papers print must not be learned from in one split and
 * tested on in another. Texts are compared by the runs of five words they share
 * (Broder 1997, “On the resemblance and containment of documents”): of each text only
 * the smallest values of N_HASHES hash functions over its runs are kept, and the share of
 * equal values estimates the share of equal runs. Candidates are found by bands of values
 * that are all equal (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4), so
 * that the cost does not grow with the square of the corpus; of each text 240 bytes are held.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-export"

#include "config.h"

#include "quoth-export-private.h"
#include "quoth-fold.h"

#include <string.h>

#define RUN_WORDS 5

/* 20 bands of 3 find 93 % of the pairs that share half of their runs, and 99.98 % of those
 * that share seven tenths. */
#define N_BANDS 20
#define BAND_ROWS 3
#define N_HASHES (N_BANDS * BAND_ROWS)

/* How many values of two texts must be equal: half. */
#define ENOUGH (N_HASHES / 2)

/* How many neighbours in a band an article is compared with. */
#define NEIGHBOURS 8

typedef struct
{
  guint32 values[N_HASHES];
  guint   article;
} Signature;

typedef struct
{
  guint64      band;
  const Signature *signature;
} Candidate;

struct _QuothSimilar
{
  GArray *signatures; /* of Signature; none for a text without words */
};

/* The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
static guint64
mix (guint64 h)
{
  h = (h ^ h >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  h = (h ^ h >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return h ^ h >> 31;
}

static void
add_run (Signature     *self,
         const guint64 *words,
         guint          n_words)
{
  guint64 h = 0;

  for (guint i = 0; i < n_words; i++)
    h = mix (h ^ words[i]) + i;
  for (guint i = 0; i < N_HASHES; i++)
    {
      guint32 value = (guint32) mix (h + (i + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

      self->values[i] = MIN (self->values[i], value);
    }
}

/* Documented in quoth-export-private.h. */
GArray *
quoth_export_hash_words (const char *folded)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 word = 0;

  for (const char *p = folded;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean wide = c != 0 && g_unichar_iswide (c);

      if (word != 0 && (wide || !g_unichar_isalnum (c)))
        {
          g_array_append_val (words, word);
          word = 0;
        }
      if (c == 0)
        return words;
      if (!g_unichar_isalnum (c))
        continue;
      word = mix (word + c) | 1;
      if (wide)
        {
          g_array_append_val (words, word);
          word = 0;
        }
    }
}

QuothSimilar *
quoth_similar_new (void)
{
  QuothSimilar *self = g_new0 (QuothSimilar, 1);

  self->signatures = g_array_new (FALSE, FALSE, sizeof (Signature));
  return self;
}

void
quoth_similar_free (QuothSimilar *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->signatures);
  g_free (self);
}

/* Documented in quoth-export-private.h. */
void
quoth_similar_add (QuothSimilar *self,
                   guint         article,
                   QuothText    *text)
{
  g_autofree char *folded = quoth_fold_string (quoth_text_get_utf8 (text));
  g_autoptr (GArray) words = quoth_export_hash_words (folded);
  const guint64 *word = (const guint64 *) (gpointer) words->data;
  Signature signature = { .article = article };

  if (words->len == 0)
    return;
  memset (signature.values, 0xff, sizeof signature.values);
  if (words->len < RUN_WORDS)
    add_run (&signature, word, words->len);
  for (guint i = 0; i + RUN_WORDS <= words->len; i++)
    add_run (&signature, word + i, RUN_WORDS);
  g_array_append_val (self->signatures, signature);
}

static gboolean
resemble (const Signature *a,
          const Signature *b)
{
  guint equal = 0;

  for (guint i = 0; i < N_HASHES; i++)
    equal += a->values[i] == b->values[i];
  return equal >= ENOUGH;
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *left = a;
  const Candidate *right = b;

  if (left->band != right->band)
    return left->band < right->band ? -1 : 1;
  return (left->signature->article > right->signature->article)
         - (left->signature->article < right->signature->article);
}

static void
join_band (GArray *candidates,
           GArray *parents)
{
  const Candidate *all = (const Candidate *) (gpointer) candidates->data;

  g_array_sort (candidates, compare_candidates);
  for (guint i = 1; i < candidates->len; i++)
    for (guint k = 1; k <= MIN (i, NEIGHBOURS) && all[i - k].band == all[i].band; k++)
      if (resemble (all[i].signature, all[i - k].signature))
        {
          quoth_groups_join (parents, all[i].signature->article, all[i - k].signature->article);
          /* What was compared before hangs on the neighbour already. */
          break;
        }
}

/* Documented in quoth-export-private.h. */
void
quoth_similar_join (QuothSimilar *self,
                    GArray       *parents)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint band = 0; band < N_BANDS; band++)
    {
      g_array_set_size (candidates, 0);
      for (guint i = 0; i < self->signatures->len; i++)
        {
          const Signature *signature = &g_array_index (self->signatures, Signature, i);
          Candidate candidate = { band, signature };

          for (guint row = 0; row < BAND_ROWS; row++)
            candidate.band = mix (candidate.band ^ signature->values[band * BAND_ROWS + row]) + 1;
          g_array_append_val (candidates, candidate);
        }
      join_band (candidates, parents);
    }
}
