/* quoth-edit-occurrences.c - every other place where the same words stand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-edit"

#include "config.h"

#include "quoth-edit.h"

#include "quoth-edit-private.h"

#include <string.h>

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x85;
}

/* Marks that are typed in several ways are one. */
static gunichar
plain (gunichar c)
{
  switch (c)
    {
    case 0x2018:
    case 0x2019:
    case 0x201b:
    case 0x2bc:
      return '\'';
    case 0x201c:
    case 0x201d:
    case 0x201e:
      return '"';
    case 0x2010:
    case 0x2011:
      return '-';
    default:
      return c;
    }
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_';
}

/* The words to look for: blanks as one, marks made plain. */
static GArray *
pattern_of (QuothDocument   *document,
            QuothAnnotation *annotation)
{
  g_autofree char *words = quoth_edit_dup_name (document, annotation);
  GArray *pattern = g_array_new (FALSE, FALSE, sizeof (gunichar));

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = plain (g_utf8_get_char (p));

      g_array_append_val (pattern, c);
    }
  return pattern;
}

/* The first letter of a word must be the same, of the others case is no matter:
 * "PUTIN" is Putin, "may" is not May. */
static gboolean
same_letter (gunichar wanted,
             gunichar found,
             gboolean first)
{
  found = plain (found);
  return wanted == found || (!first && g_unichar_tolower (wanted) == g_unichar_tolower (found));
}

/* Matches at @p, which stands before @end; the length in code points, or 0. */
static guint
match_at (GArray     *pattern,
          const char *p,
          const char *end)
{
  guint length = 0;
  gboolean first = TRUE;

  for (guint i = 0; i < pattern->len; i++)
    {
      gunichar wanted = g_array_index (pattern, gunichar, i);

      if (p >= end)
        return 0;
      if (wanted == ' ')
        {
          if (!is_blank (g_utf8_get_char (p)))
            return 0;
          for (; p < end && is_blank (g_utf8_get_char (p)); p = g_utf8_next_char (p))
            length++;
        }
      else
        {
          if (!same_letter (wanted, g_utf8_get_char (p), first))
            return 0;
          p = g_utf8_next_char (p);
          length++;
        }
      first = !is_word_char (wanted);
    }
  return p < end && is_word_char (g_utf8_get_char (p)) ? 0 : length;
}

/* Whether nothing of the type of @mention overlaps @span, or only what reads the same and
 * waits for the link that @mention has. */
static gboolean
is_free (QuothDocument   *document,
         QuothAnnotation *mention,
         QuothSpan        span,
         GArray          *around)
{
  quoth_span_index_overlap (quoth_document_get_index (document), span.start, span.end, around);
  for (guint i = 0; i < around->len; i++)
    {
      const QuothIndexEntry *entry = &g_array_index (around, QuothIndexEntry, i);
      QuothAnnotation *other = entry->annotation;

      if (strcmp (other->type, mention->type) != 0)
        continue;
      if (mention->entity == NULL || other->entity != NULL || other == mention
          || other->n_parts != 1 || entry->start != span.start || entry->end != span.end)
        return FALSE;
    }
  return TRUE;
}

/**
 * quoth_edit_find_occurrences:
 * @document: an open article
 * @id: a mention
 *
 * Finds the mention's words as whole words, however their blanks and marks are
 * typed. A possessive ’s behind them is no part of them. What overlaps an
 * annotation of the same type is left out, unless it is just that and has no
 * entity yet while the mention has one.
 *
 * Returns: (transfer full) (element-type QuothSpan): places in code points, in order
 */
GArray *
quoth_edit_find_occurrences (QuothDocument *document,
                             const char    *id)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  g_autoptr (GArray) around = g_array_new (FALSE, FALSE, sizeof (QuothIndexEntry));
  g_autoptr (GArray) pattern = NULL;
  QuothAnnotation *annotation;
  QuothText *text;
  const char *end;
  gboolean at_word = TRUE;
  guint offset = 0;
  guint next = 0;

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && id != NULL, found);

  annotation = quoth_document_lookup (document, id);
  if (annotation == NULL || annotation->n_parts != 1)
    return found;
  pattern = pattern_of (document, annotation);
  if (pattern->len == 0)
    return found;
  text = quoth_document_get_text (document);
  end = quoth_text_get_utf8 (text) + quoth_text_get_n_bytes (text);
  for (const char *p = quoth_text_get_utf8 (text); p < end; p = g_utf8_next_char (p), offset++)
    {
      guint length = at_word && offset >= next ? match_at (pattern, p, end) : 0;
      QuothSpan span = { offset, offset + length };

      if (length > 0 && is_free (document, annotation, span, around))
        {
          g_array_append_val (found, span);
          next = span.end;
        }
      at_word = !is_word_char (g_utf8_get_char (p));
    }
  return found;
}

/**
 * quoth_edit_mark_occurrences:
 * @document: an open article
 * @id: a mention
 * @spans: (element-type QuothSpan): where to mark the same, in code points
 * @error: return location for a #QuothModelError
 *
 * Verb: "mark-occurrences". The new mentions get the type and the entity of @id; those
 * that were there get the entity if they have none.
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_mark_occurrences (QuothDocument  *document,
                             const char     *id,
                             GArray         *spans,
                             GError        **error)
{
  g_auto (QuothEdit) edit = { NULL };
  QuothAnnotation *annotation;

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && id != NULL && spans != NULL, NULL);

  annotation = quoth_edit_begin (&edit, document, id, error);
  if (annotation == NULL)
    return NULL;
  for (guint i = 0; i < spans->len; i++)
    {
      QuothAnnotation *made = quoth_edit_mark_parts (&edit, NULL, annotation->type,
                                                     &g_array_index (spans, QuothSpan, i), 1,
                                                     error);

      if (made == NULL)
        return NULL;
      if (annotation->entity == NULL || made->entity != NULL)
        continue;
      if (quoth_document_lookup (document, made->id) != NULL)
        made = quoth_edit_change (&edit, made->id);
      quoth_annotation_set_entity (made, annotation->entity);
    }
  return quoth_edit_finish (&edit, "mark-occurrences");
}
