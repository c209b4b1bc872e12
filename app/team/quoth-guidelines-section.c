/* quoth-guidelines-section.c - what the guidelines say of one type
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-guidelines"

#include "config.h"

#include "quoth-guidelines-section.h"

#include <string.h>

#include "quoth-fold.h"

/* How many # a heading has; 0 for other lines. */
static guint
heading_level (const char *line,
               gsize       length)
{
  gsize n = 0;

  while (n < length && line[n] == '#')
    n++;
  return n >= 1 && n <= 6 && (n == length || line[n] == ' ' || line[n] == '\t') ? (guint) n : 0;
}

static gboolean
names_it (const char        *line,
          gsize              length,
          const char *const *names)
{
  guint level = heading_level (line, length);
  g_autofree char *title = level > 0 ? g_strndup (line + level, length - level) : NULL;
  g_autofree char *fold = NULL;

  if (title == NULL)
    return FALSE;
  g_strstrip (title);
  /* "## Claim ##" is a heading, too. */
  for (gsize n = strlen (title); n > 0 && title[n - 1] == '#'; n--)
    title[n - 1] = '\0';
  fold = quoth_fold_string (g_strstrip (title));
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = quoth_fold_string (names[i]);

      if (strcmp (name, fold) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The section below a heading with one of @names; FALSE when there is none. What stands
 * between fences is code, and no heading. */
static gboolean
find_section (const char        *text,
              const char *const *names,
              gsize             *out_start,
              gsize             *out_end)
{
  guint level = 0;
  gboolean fenced = FALSE;
  const char *line = text;

  while (*line != '\0')
    {
      gsize length = strcspn (line, "\n");
      const char *next = line + length + (line[length] == '\n' ? 1 : 0);
      guint here;

      if (g_str_has_prefix (line, "```"))
        fenced = !fenced;
      here = fenced ? 0 : heading_level (line, length);
      if (level > 0 && here > 0 && here <= level)
        {
          *out_end = (gsize) (line - text);
          return TRUE;
        }
      if (level == 0 && here > 0 && names_it (line, length, names))
        {
          level = here;
          *out_start = (gsize) (next - text);
        }
      line = next;
    }
  *out_end = (gsize) (line - text);
  return level > 0;
}

/**
 * quoth_guidelines_dup_section:
 * @text: Markdown
 * @names: (array zero-terminated=1): by which a heading may call the type
 *
 * Returns: (transfer full) (nullable): what stands below the first such heading, without
 *   blank lines around it; %NULL when there is none or nothing below it
 */
char *
quoth_guidelines_dup_section (const char        *text,
                              const char *const *names)
{
  gsize start, end;
  g_autofree char *section = NULL;

  g_return_val_if_fail (text != NULL && names != NULL, NULL);

  if (!find_section (text, names, &start, &end))
    return NULL;
  section = g_strndup (text + start, end - start);
  g_strstrip (section);
  return *section != '\0' ? g_steal_pointer (&section) : NULL;
}

/**
 * quoth_guidelines_with_example:
 * @text: Markdown
 * @names: (array zero-terminated=1): by which a heading may call the type; the first names
 *   a new section when there is none yet
 * @example: Markdown, without a line end
 *
 * Returns: (transfer full): @text with the example at the end of the type's section
 */
char *
quoth_guidelines_with_example (const char        *text,
                               const char *const *names,
                               const char        *example)
{
  GString *out = g_string_new (NULL);
  gsize start, end;

  g_return_val_if_fail (text != NULL && names != NULL && names[0] != NULL, NULL);

  if (!find_section (text, names, &start, &end))
    {
      g_string_append (out, text);
      while (out->len > 0 && out->str[out->len - 1] == '\n')
        g_string_truncate (out, out->len - 1);
      g_string_append_printf (out, "%s## %s\n\n%s\n", out->len > 0 ? "\n\n" : "", names[0],
                              example);
      return g_string_free (out, FALSE);
    }
  g_string_append_len (out, text, (gssize) end);
  while (out->len > 0 && out->str[out->len - 1] == '\n')
    g_string_truncate (out, out->len - 1);
  g_string_append_printf (out, "\n\n%s\n", example);
  if (text[end] != '\0')
    g_string_append_printf (out, "\n%s", text + end);
  return g_string_free (out, FALSE);
}

/**
 * quoth_guidelines_escape:
 * @words: words of an article
 *
 * Returns: (transfer full): Markdown that shows them as they are, on one line
 */
char *
quoth_guidelines_escape (const char *words)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (words != NULL, NULL);

  for (const char *p = words; *p != '\0'; p++)
    {
      if (strchr ("\\`*_[]<>#|~&", *p) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p == '\n' || *p == '\r' ? ' ' : *p);
    }
  return g_string_free (out, FALSE);
}
