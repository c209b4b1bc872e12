/* quoth-agreement-pack.c - the sums of one article, small enough to keep thousands of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-agreement-private.h"

#include <string.h>

/* Most sums are zero and most others small counts: what is kept of a tally is the number of
 * each sum that is not zero, and the sum, as a float where that says the same. */
#define DOUBLE 0x8000u

#define END G_MAXUINT32

static void
put (GByteArray    *bytes,
     gconstpointer  data,
     gsize          n)
{
  g_byte_array_append (bytes, data, (guint) n);
}

static void
put_number (GByteArray *bytes,
            guint32     number)
{
  put (bytes, &number, sizeof number);
}

static void
put_tallies (GByteArray  *bytes,
             QuothTally **tallies,
             guint        n_tallies)
{
  for (guint t = 0; t < n_tallies; t++)
    {
      const QuothTally *tally = tallies[t];
      guint32 n = 0;

      if (tally == NULL || tally->n == 0)
        continue;
      for (guint i = 0; i < tally->n; i++)
        n += tally->sums[i] != 0;
      put_number (bytes, t);
      put_number (bytes, tally->n);
      put_number (bytes, n);
      for (guint i = 0; i < tally->n; i++)
        {
          double sum = tally->sums[i];
          float single = (float) sum;
          gboolean exact = (double) single == sum;
          guint16 index = (guint16) (i | (exact ? 0 : DOUBLE));

          if (sum == 0)
            continue;
          put (bytes, &index, sizeof index);
          put (bytes, exact ? (gconstpointer) &single : &sum, exact ? sizeof single : sizeof sum);
        }
    }
  put_number (bytes, END);
}

static void
put_tables (GByteArray  *bytes,
            GHashTable **tables,
            guint        n_tables)
{
  for (guint t = 0; t < n_tables; t++)
    {
      GHashTableIter iter;
      gpointer word, n;

      if (tables[t] == NULL || g_hash_table_size (tables[t]) == 0)
        continue;
      put_number (bytes, t);
      put_number (bytes, g_hash_table_size (tables[t]));
      g_hash_table_iter_init (&iter, tables[t]);
      while (g_hash_table_iter_next (&iter, &word, &n))
        {
          put_number (bytes, GPOINTER_TO_UINT (n));
          put (bytes, word, strlen (word) + 1);
        }
    }
  put_number (bytes, END);
}

/**
 * quoth_agreement_pack:
 * @self: the agreement of one article
 *
 * Returns: (transfer full): what quoth_agreement_unpack() makes the same of, in this process
 */
GBytes *
quoth_agreement_pack (QuothAgreement *self)
{
  GByteArray *bytes = g_byte_array_new ();
  guint n = self->n_pairs + 1;

  put_number (bytes, self->n_articles);
  put_tallies (bytes, self->cells, n * self->types->len);
  put_tallies (bytes, self->judgements, n * self->attributes->len);
  put_tables (bytes, self->values, n * self->attributes->len);
  put_tables (bytes, self->speakers, n);
  return g_byte_array_free_to_bytes (bytes);
}

static void
take (const guint8 **at,
      gpointer       to,
      gsize          n)
{
  memcpy (to, *at, n);
  *at += n;
}

static guint32
take_number (const guint8 **at)
{
  guint32 number;

  take (at, &number, sizeof number);
  return number;
}

static void
take_sums (const guint8 **at,
           double        *sums)
{
  for (guint32 n = take_number (at); n > 0; n--)
    {
      guint16 index;
      float single;

      take (at, &index, sizeof index);
      if ((index & DOUBLE) != 0)
        take (at, &sums[index & ~DOUBLE], sizeof (double));
      else
        {
          take (at, &single, sizeof single);
          sums[index] = (double) single;
        }
    }
}

static void
take_table (const guint8 **at,
            GHashTable   **table)
{
  if (*table == NULL)
    *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint32 n = take_number (at); n > 0; n--)
    {
      guint32 count = take_number (at);
      const char *word = (const char *) *at;

      *at += strlen (word) + 1;
      g_hash_table_insert (*table, g_strdup (word), GUINT_TO_POINTER (count));
    }
}

/**
 * quoth_agreement_unpack:
 * @like: the layers, types and settings that @bytes were made with
 * @bytes: from quoth_agreement_pack()
 *
 * Returns: (transfer full): the agreement of that article, to be added and asked as it was
 */
QuothAgreement *
quoth_agreement_unpack (QuothAgreement *like,
                        GBytes         *bytes)
{
  QuothAgreement *self = quoth_agreement_new (like->scheme, (const char *const *) like->layers,
                                              &like->settings);
  const guint8 *at = g_bytes_get_data (bytes, NULL);
  guint32 index;

  self->n_articles = take_number (&at);
  while ((index = take_number (&at)) != END)
    {
      guint32 n = take_number (&at);

      g_assert (n == N_SUMS);
      take_sums (&at, quoth_agreement_sums (self, index / self->types->len,
                                            index % self->types->len));
    }
  while ((index = take_number (&at)) != END)
    {
      guint32 n = take_number (&at);

      take_sums (&at, quoth_agreement_judgements (self, index / self->attributes->len,
                                                  index % self->attributes->len, n));
    }
  while ((index = take_number (&at)) != END)
    take_table (&at, &self->values[index]);
  while ((index = take_number (&at)) != END)
    take_table (&at, &self->speakers[index]);
  return self;
}
