/* quoth-project-care-lost.c - says what a recovery could not save
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-care"

#include "config.h"

#include "quoth-project-care-salvage-private.h"

/* For a #GPtrArray. */
void
quoth_lost_article_free (gpointer data)
{
  QuothLostArticle *lost = data;

  g_free (lost->id);
  g_free (lost->name);
  g_free (lost);
}

void
quoth_recovered_free (QuothRecovered *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->lost);
  g_free (self->lost_path);
  g_free (self);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  gint64 left = **(gint64 *const *) a;
  gint64 right = **(gint64 *const *) b;

  return left < right ? -1 : left > right;
}

/* Documented in the header. */
gboolean
quoth_salvage_tell_lost (QuothDb         *db,
                         GHashTable      *missing,
                         GHashTable      *saved,
                         const char      *target,
                         QuothRecovered  *result,
                         GError         **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GString) json = g_string_new (NULL);
  GHashTableIter iter;
  gpointer row, hash;

  g_hash_table_iter_init (&iter, missing);
  while (g_hash_table_iter_next (&iter, &row, &hash))
    if (!g_hash_table_contains (saved, hash))
      g_ptr_array_add (rows, row);
  g_ptr_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    {
      QuothLostArticle *lost = quoth_salvage_lost (db, *(gint64 *) rows->pdata[i], json);

      if (lost != NULL)
        g_ptr_array_add (result->lost, lost);
      else
        result->lost_articles = TRUE;
    }
  if (result->lost->len == 0)
    return TRUE;
  result->lost_path = g_strconcat (target, ".lost.jsonl", NULL);
  return g_file_set_contents (result->lost_path, json->str, (gssize) json->len, error);
}
