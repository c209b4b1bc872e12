/* fuzz-query.c - what a person types into the search field
 *
 * The first line of an input is the query, the rest the article. What is found lies in
 * the article, and what goes to the index is an expression that it understands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-search-query-private.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* An index of nothing: it reads the expression all the same. */
static void
check_match (const char *match)
{
  static sqlite3 *db;
  static sqlite3_stmt *stmt;

  if (db == NULL)
    {
      if (sqlite3_open (":memory:", &db) != SQLITE_OK
          || sqlite3_exec (db, "CREATE VIRTUAL TABLE t USING fts5 (text, content='',"
                               " columnsize=0, tokenize='unicode61 remove_diacritics 2')",
                           NULL, NULL, NULL) != SQLITE_OK
          || sqlite3_prepare_v2 (db, "SELECT rowid FROM t WHERE t MATCH ?1", -1, &stmt,
                                 NULL) != SQLITE_OK)
        abort ();
    }
  sqlite3_reset (stmt);
  sqlite3_bind_text (stmt, 1, match, -1, SQLITE_STATIC);
  if (sqlite3_step (stmt) != SQLITE_DONE)
    g_error ("%s: %s", sqlite3_errmsg (db), match);
}

static void
check_found (QuothQuery *query,
             QuothText  *text)
{
  g_autoptr (GArray) spans = quoth_query_find (query, text, 50);

  for (guint i = 0; i < spans->len; i++)
    {
      QuothSpan span = g_array_index (spans, QuothSpan, i);
      g_autofree char *before = NULL;
      g_autofree char *match = NULL;
      g_autofree char *after = NULL;

      g_assert_cmpuint (span.start, <, span.end);
      g_assert_cmpuint (span.end, <=, quoth_text_get_length (text));
      quoth_kwic_cut (text, span, &before, &match, &after);
      g_assert_null (strchr (match, '\n'));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *bytes = g_strndup ((const char *) data, size);
  g_autofree char *valid = g_utf8_make_valid (bytes, -1);
  char *newline = strchr (valid, '\n');
  g_autoptr (QuothText) text = NULL;
  g_autoptr (QuothQuery) query = NULL;
  g_autoptr (GError) error = NULL;

  if (newline == NULL)
    return 0;
  *newline = '\0';
  text = quoth_text_new (newline + 1, -1, NULL);
  query = quoth_query_new (valid, &error);
  if ((query == NULL) != (error != NULL))
    abort ();
  if (query == NULL)
    return 0;
  if (query->match != NULL)
    check_match (query->match);
  check_found (query, text);
  return 0;
}
