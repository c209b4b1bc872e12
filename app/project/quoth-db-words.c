/* quoth-db-words.c - short names stored once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-db-words"

#include "config.h"

#include "quoth-db-private.h"
#include "quoth-project-care-salvage-private.h"

/* A damaged file could name any row; more words than this no project has. */
#define MAX_WORDS (1 << 20)

static void
remember (QuothDb    *self,
          gint64      row,
          const char *text)
{
  if ((guint64) row >= self->words->len)
    g_ptr_array_set_size (self->words, (int) row + 1);
  if (self->words->pdata[row] != NULL)
    return;
  self->words->pdata[row] = g_ref_string_new_intern (text);
  g_hash_table_insert (self->word_rows, self->words->pdata[row], GINT_TO_POINTER ((int) row));
  g_hash_table_insert (self->word_pointers, self->words->pdata[row], GINT_TO_POINTER ((int) row));
}

/**
 * quoth_db_find_word:
 * @self: a connection
 * @text: a layer, type, origin, role or state
 *
 * Returns: its row; 0 when nothing in the file is called so
 */
gint64
quoth_db_find_word (QuothDb    *self,
                    const char *text)
{
  /* The model interns the same words, so that mostly the pointer is known already. */
  gint64 row = GPOINTER_TO_INT (g_hash_table_lookup (self->word_pointers, text));
  g_autoptr (QuothStmt) stmt = NULL;

  if (row == 0)
    row = GPOINTER_TO_INT (g_hash_table_lookup (self->word_rows, text));
  if (row != 0)
    return row;
  stmt = quoth_db_prepare (self, "SELECT row FROM word WHERE text = ?1", NULL);
  if (stmt == NULL)
    return 0;
  quoth_stmt_bind_text (stmt, 1, text);
  if (quoth_db_step (self, stmt, NULL) != SQLITE_ROW)
    return 0;
  row = sqlite3_column_int64 (stmt, 0);
  if (row <= 0 || row > MAX_WORDS)
    return 0;
  remember (self, row, text);
  return row;
}

/**
 * quoth_db_intern_word:
 * @self: a connection in a write transaction
 * @text: a layer, type, origin, role or state
 * @error: return location for a #QuothProjectError
 *
 * Returns: its row, made when there was none; 0 with @error set
 */
gint64
quoth_db_intern_word (QuothDb     *self,
                      const char  *text,
                      GError     **error)
{
  gint64 row = quoth_db_find_word (self, text);
  g_autoptr (QuothStmt) stmt = NULL;

  if (row != 0)
    return row;
  stmt = quoth_db_prepare (self, "INSERT INTO word (text) VALUES (?1)", error);
  if (stmt == NULL)
    return 0;
  quoth_stmt_bind_text (stmt, 1, text);
  if (!quoth_db_run (self, stmt, error))
    return 0;
  row = sqlite3_last_insert_rowid (self->handle);
  if (row > MAX_WORDS)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED,
                   "more than %d different names", MAX_WORDS);
      return 0;
    }
  remember (self, row, text);
  return row;
}

static gboolean
is_word (const char *text)
{
  return text != NULL && *text != '\0' && g_utf8_validate (text, -1, NULL);
}

/**
 * quoth_db_get_word:
 * @self: a connection
 * @row: a row of table word
 *
 * Returns: (transfer none) (nullable): the word, a #GRefString that lives until
 *   the next rollback; %NULL when a damaged file names a row that is not there
 */
const char *
quoth_db_get_word (QuothDb *self,
                   gint64   row)
{
  g_autoptr (QuothStmt) stmt = NULL;
  int rc;

  if (row <= 0 || row > MAX_WORDS)
    return NULL;
  if ((guint64) row < self->words->len && self->words->pdata[row] != NULL)
    return self->words->pdata[row];
  stmt = quoth_db_prepare (self, "SELECT text FROM word WHERE row = ?1", NULL);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, row);
  rc = quoth_db_step (self, stmt, NULL);
  if (rc == SQLITE_ROW && quoth_stmt_text (stmt, 0) != NULL
      && (!self->names_words || is_word (quoth_stmt_text (stmt, 0))))
    remember (self, row, quoth_stmt_text (stmt, 0));
  else if (self->names_words)
    {
      g_autofree char *name = g_strdup_printf ("word-%" G_GINT64_FORMAT, row);

      remember (self, row, name);
    }
  else
    return NULL;
  return self->words->pdata[row];
}

/**
 * quoth_db_learn_words:
 * @self: a connection to a damaged file
 *
 * Every word is in the index of the table, too: where the table cannot be read, its
 * words are taken from there. From now on, a word that neither of them gives, when they are
 * damaged, is called by its row, so that what has the same still has the same.
 */
void
quoth_db_learn_words (QuothDb *self)
{
  g_autoptr (QuothStmt) stmt =
    quoth_db_prepare (self, "SELECT row, text FROM word INDEXED BY sqlite_autoindex_word_1"
                      " ORDER BY text", NULL);

  self->names_words = !quoth_salvage_is_sound (self, "word");
  if (stmt == NULL)
    return;
  while (quoth_db_step (self, stmt, NULL) == SQLITE_ROW)
    {
      gint64 row = sqlite3_column_int64 (stmt, 0);
      const char *text = quoth_stmt_text (stmt, 1);

      if (row > 0 && row <= MAX_WORDS && is_word (text))
        remember (self, row, text);
    }
}

/* Rows made in a transaction that was rolled back may be given to other words. */
void
quoth_db_forget_words (QuothDb *self)
{
  g_hash_table_remove_all (self->word_rows);
  g_hash_table_remove_all (self->word_pointers);
  g_ptr_array_set_size (self->words, 0);
}
