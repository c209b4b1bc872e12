/* quoth-polnear-roles.c - the titles and appositions that a source takes along
 *
 * PolNeAR has no mark of its own for "the mayor, " before a name: its guidelines make it
 * a part of the source. Roles that stand beside a mention, or beside one that was taken
 * along, widen the span that is written; which ones did is remembered.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-polnear"

#include "config.h"

#include "quoth-format-polnear-write-private.h"

/* A role may stand this far from its name: a comma and a blank, say. */
#define MAX_GAP 3

void
quoth_polnear_roles_init (QuothPolnearRoles *self,
                          QuothText         *text)
{
  self->text = text;
  self->by_start = g_ptr_array_new ();
  self->by_end = g_ptr_array_new ();
  self->adjoined = g_hash_table_new (NULL, NULL);
}

void
quoth_polnear_roles_clear (QuothPolnearRoles *self)
{
  g_clear_pointer (&self->by_start, g_ptr_array_unref);
  g_clear_pointer (&self->by_end, g_ptr_array_unref);
  g_clear_pointer (&self->adjoined, g_hash_table_unref);
}

/* Documented in quoth-format-polnear-write-private.h. */
void
quoth_polnear_roles_add (QuothPolnearRoles *self,
                         QuothAnnotation   *role)
{
  g_ptr_array_add (self->by_start, role);
  g_ptr_array_add (self->by_end, role);
}

static int
compare_ends (gconstpointer a,
              gconstpointer b)
{
  guint left = quoth_annotation_get_end (*(QuothAnnotation *const *) a);
  guint right = quoth_annotation_get_end (*(QuothAnnotation *const *) b);

  return (left > right) - (left < right);
}

/* Documented in quoth-format-polnear-write-private.h. */
void
quoth_polnear_roles_sort (QuothPolnearRoles *self)
{
  g_ptr_array_sort (self->by_start, quoth_format_compare_starts);
  g_ptr_array_sort (self->by_end, compare_ends);
}

/* The first role whose start (or end) is not less than @offset. */
static guint
lower_bound (GPtrArray *roles,
             guint      offset,
             gboolean   ends)
{
  guint low = 0;
  guint high = roles->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      QuothAnnotation *role = roles->pdata[middle];

      if ((ends ? quoth_annotation_get_end (role) : quoth_annotation_get_start (role)) < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
is_gap (QuothPolnearRoles *self,
        guint              start,
        guint              end)
{
  for (guint i = start; i < end; i++)
    {
      gunichar c = quoth_text_get_char (self->text, i);

      if (c != ',' && c != ' ' && c != 0xa0)
        return FALSE;
    }
  return TRUE;
}

/* Widens @span by one role that adjoins it; FALSE when there is none. */
static gboolean
adjoin (QuothPolnearRoles *self,
        QuothSpan         *span)
{
  guint from = span->start > MAX_GAP ? span->start - MAX_GAP : 0;

  for (guint i = lower_bound (self->by_end, from, TRUE); i < self->by_end->len; i++)
    {
      QuothAnnotation *role = self->by_end->pdata[i];

      if (quoth_annotation_get_end (role) > span->start)
        break;
      if (!is_gap (self, quoth_annotation_get_end (role), span->start))
        continue;
      span->start = quoth_annotation_get_start (role);
      g_hash_table_add (self->adjoined, role);
      return TRUE;
    }
  for (guint i = lower_bound (self->by_start, span->end, FALSE); i < self->by_start->len; i++)
    {
      QuothAnnotation *role = self->by_start->pdata[i];

      if (quoth_annotation_get_start (role) > span->end + MAX_GAP)
        break;
      if (!is_gap (self, span->end, quoth_annotation_get_start (role)))
        continue;
      span->end = quoth_annotation_get_end (role);
      g_hash_table_add (self->adjoined, role);
      return TRUE;
    }
  return FALSE;
}

/* Documented in quoth-format-polnear-write-private.h. */
void
quoth_polnear_roles_widen (QuothPolnearRoles *self,
                           QuothSpan         *span)
{
  while (adjoin (self, span))
    ;
}

/* Documented in quoth-format-polnear-write-private.h. */
gboolean
quoth_polnear_roles_has_adjoined (QuothPolnearRoles *self,
                                  QuothAnnotation   *role)
{
  return g_hash_table_contains (self->adjoined, role);
}
