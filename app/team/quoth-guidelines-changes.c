/* quoth-guidelines-changes.c - what one version of the guidelines says that another does not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-guidelines"

#include "config.h"

#include "quoth-guidelines-changes.h"

#include "quoth-diff.h"

typedef struct
{
  GStrvBuilder *lines;
  const char   *heading; /* nullable: under which the next line stands */
  const char   *told;    /* the last heading that was written */
} Writer;

/* Equal lines get equal numbers. */
static guint *
number_lines (GHashTable  *numbers,
              char       **lines)
{
  guint n = g_strv_length (lines);
  guint *found = g_new (guint, n + 1);

  for (guint i = 0; i < n; i++)
    {
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, lines[i]));

      if (number == 0)
        {
          number = g_hash_table_size (numbers) + 1;
          g_hash_table_insert (numbers, lines[i], GUINT_TO_POINTER (number));
        }
      found[i] = number;
    }
  return found;
}

static void
note_heading (Writer     *self,
              const char *line)
{
  if (*line == '#')
    self->heading = line;
}

static void
write_line (Writer     *self,
            const char *sign,
            const char *line)
{
  g_autofree char *text = NULL;

  note_heading (self, line);
  if (*line == '\0')
    return;
  if (self->heading != NULL && self->heading != line && self->heading != self->told)
    g_strv_builder_add (self->lines, self->heading);
  self->told = self->heading;
  text = g_strconcat (sign, " ", line, NULL);
  g_strv_builder_add (self->lines, text);
}

/**
 * quoth_guidelines_dup_changes:
 * @before: Markdown
 * @after: Markdown
 *
 * Returns: (transfer full) (array zero-terminated): the lines that differ, in order; empty
 *   ones are left out
 */
char **
quoth_guidelines_dup_changes (const char *before,
                              const char *after)
{
  g_auto (GStrv) from = g_strsplit (before, "\n", -1);
  g_auto (GStrv) to = g_strsplit (after, "\n", -1);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint *from_numbers = number_lines (numbers, from);
  g_autofree guint *to_numbers = number_lines (numbers, to);
  guint n_from = g_strv_length (from);
  guint n_to = g_strv_length (to);
  g_autofree guint *match = quoth_diff_match (from_numbers, n_from, to_numbers, n_to);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  Writer writer = { lines, NULL, NULL };
  guint next = 0;

  for (guint i = 0; i < n_from; i++)
    {
      if (match[i] == QUOTH_DIFF_GONE)
        {
          write_line (&writer, "−", from[i]);
          continue;
        }
      while (next < match[i])
        write_line (&writer, "+", to[next++]);
      note_heading (&writer, to[next++]);
    }
  while (next < n_to)
    write_line (&writer, "+", to[next++]);
  return g_strv_builder_end (lines);
}
