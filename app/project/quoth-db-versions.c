/* quoth-db-versions.c - which articles are older versions of others
 *
 * A version names the text it corrects, and nothing else says so: what follows from it is kept
 * in article.removed, where lists look in any case. Whatever changes a name or takes an article
 * out or in says so; all of it is judged once, before the transaction ends, for a batch brings
 * many names.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-db"

#include "config.h"

#include "quoth-db-private.h"

#include <string.h>

#define HEX_DIGITS 64
#define NO_NODE G_MAXUINT

/* A text that names another, or is named. */
typedef struct
{
  guint    previous; /* NO_NODE: names none */
  guint    walk;     /* which walk came here first, from 1 */
  gboolean in_ring;
  gboolean followed;
} Node;

typedef struct
{
  QuothDb    *db;
  GHashTable *by_hash; /* owned hexadecimal hash → index in nodes */
  GArray     *nodes;
} Versions;

static Node *
get_node (Versions *self,
          guint     index)
{
  return &g_array_index (self->nodes, Node, index);
}

static guint
add_node (Versions   *self,
          const char *hash)
{
  Node fresh = { .previous = NO_NODE };
  gpointer index;

  if (g_hash_table_lookup_extended (self->by_hash, hash, NULL, &index))
    return GPOINTER_TO_UINT (index);
  g_hash_table_insert (self->by_hash, g_strdup (hash), GUINT_TO_POINTER (self->nodes->len));
  g_array_append_val (self->nodes, fresh);
  return self->nodes->len - 1;
}

/* Anything may stand in metadata. */
static gboolean
is_hash (const char *text)
{
  return text != NULL && strspn (text, "0123456789abcdef") == HEX_DIGITS
         && text[HEX_DIGITS] == '\0';
}

static gboolean
read_names (Versions  *self,
            GError   **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db,
    "SELECT lower (hex (hash)), json_extract (metadata, '$.previous') FROM article"
    " INDEXED BY article_previous"
    " WHERE json_extract (metadata, '$.previous') IS NOT NULL AND removed <> 1", error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = quoth_db_step (self->db, stmt, error)) == SQLITE_ROW)
    if (is_hash (quoth_stmt_text (stmt, 1)))
      {
        guint node = add_node (self, quoth_stmt_text (stmt, 0));
        guint previous = add_node (self, quoth_stmt_text (stmt, 1));

        get_node (self, node)->previous = previous;
      }
  return rc == SQLITE_DONE;
}

/* A walk that comes to where it was has found a ring. Each text is walked over once. */
static void
find_rings (Versions *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      guint at = i;

      while (at != NO_NODE && get_node (self, at)->walk == 0)
        {
          get_node (self, at)->walk = i + 1;
          at = get_node (self, at)->previous;
        }
      if (at == NO_NODE || get_node (self, at)->walk != i + 1)
        continue;
      for (; !get_node (self, at)->in_ring; at = get_node (self, at)->previous)
        get_node (self, at)->in_ring = TRUE;
    }
}

/* Nothing says which of a ring is the last: as when two people correct in opposite directions.
 * If they followed each other, all of them would be gone. */
static void
find_followed (Versions *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const Node *node = get_node (self, i);

      if (node->previous != NO_NODE && !node->in_ring)
        get_node (self, node->previous)->followed = TRUE;
    }
}

/* What no version follows any longer is in the lists again. */
static gboolean
release (Versions  *self,
         GError   **error)
{
  g_autoptr (QuothStmt) select = quoth_db_prepare (self->db,
    "SELECT row, lower (hex (hash)) FROM article WHERE removed <> 0 AND removed = 2", error);
  g_autoptr (QuothStmt) update = select != NULL ? quoth_db_prepare (self->db,
    "UPDATE article SET removed = 0 WHERE row = ?1", error) : NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  int rc;

  if (update == NULL)
    return FALSE;
  while ((rc = quoth_db_step (self->db, select, error)) == SQLITE_ROW)
    {
      gint64 row = sqlite3_column_int64 (select, 0);
      gpointer index;

      if (!g_hash_table_lookup_extended (self->by_hash, quoth_stmt_text (select, 1), NULL, &index)
          || !get_node (self, GPOINTER_TO_UINT (index))->followed)
        g_array_append_val (rows, row);
    }
  for (guint i = 0; i < rows->len && rc == SQLITE_DONE; i++)
    {
      sqlite3_reset (update);
      sqlite3_bind_int64 (update, 1, g_array_index (rows, gint64, i));
      if (!quoth_db_run (self->db, update, error))
        return FALSE;
    }
  return rc == SQLITE_DONE;
}

static gboolean
hold (Versions  *self,
      GError   **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db,
    "UPDATE article SET removed = 2 WHERE digest = ?1 AND hash = ?2 AND removed = 0", error);
  GHashTableIter iter;
  gpointer hash, index;

  if (stmt == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, self->by_hash);
  while (g_hash_table_iter_next (&iter, &hash, &index))
    {
      guchar bytes[32];

      if (!get_node (self, GPOINTER_TO_UINT (index))->followed)
        continue;
      sqlite3_reset (stmt);
      sqlite3_bind_int64 (stmt, 1, quoth_db_hash_from_text (hash, bytes));
      sqlite3_bind_blob (stmt, 2, bytes, sizeof bytes, SQLITE_TRANSIENT);
      if (!quoth_db_run (self->db, stmt, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * quoth_db_judge_versions:
 * @self: a connection in a write transaction
 * @error: return location for a #QuothProjectError
 *
 * Makes article.removed true again. Costs as much as there are articles that name others.
 */
gboolean
quoth_db_judge_versions (QuothDb  *self,
                         GError  **error)
{
  g_autoptr (GHashTable) by_hash = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  Versions versions = { self, by_hash, nodes };

  if (!read_names (&versions, error))
    return FALSE;
  find_rings (&versions);
  find_followed (&versions);
  return release (&versions, error) && hold (&versions, error);
}
