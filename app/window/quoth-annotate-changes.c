/* quoth-annotate-changes.c - gestures that change the active annotation, as actions
 *
 * A key that cannot do what it says tells why, or what to do first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-annotate-actions"

#include "config.h"

#include "quoth-annotate-actions-private.h"

#include <glib/gi18n.h>

#include "quoth-annotate-keys.h"

typedef QuothAnnotateTarget Target;

/* Of what the workspace refused or could not keep, the reason is on the screen already. */
static void
say_unless (Target     *target,
            gboolean    done,
            const char *words)
{
  if (!done && quoth_workspace_get_n_failed (target->workspace) == target->n_failed)
    quoth_annotate_keys_say (target->view, words);
}

/* Returns: (nullable): the active annotation; says so when there is none */
static QuothAnnotation *
need_active (Target *target)
{
  QuothAnnotation *active = quoth_workspace_get_active (target->workspace);

  target->n_failed = quoth_workspace_get_n_failed (target->workspace);
  say_unless (target, active != NULL, _("First select an annotation"));
  return active;
}

static gboolean
need_claim (Target *target)
{
  const QuothType *type = quoth_workspace_get_active_type (target->workspace);
  gboolean is_claim = type != NULL && type->kind == QUOTH_TYPE_KIND_CLAIM;

  target->n_failed = quoth_workspace_get_n_failed (target->workspace);
  say_unless (target, is_claim, _("First select a claim"));
  return is_claim;
}

static void
delete_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  Target *target = data;

  if (need_active (target) != NULL)
    quoth_workspace_delete (target->workspace);
}

static void
retype_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  Target *target = data;

  if (need_active (target) != NULL)
    quoth_workspace_retype (target->workspace, g_variant_get_string (parameter, NULL));
}

static void
add_part_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  Target *target = data;
  QuothSpan selection;
  gboolean selected = quoth_article_view_get_selection (target->view, &selection);

  if (need_active (target) == NULL)
    return;
  if (quoth_workspace_add_part (target->workspace, selected ? &selection : NULL))
    {
      QuothAnnotation *active = quoth_workspace_get_active (target->workspace);

      quoth_article_view_set_caret (target->view,
                                    selected ? selection.end : quoth_annotation_get_end (active));
    }
  else
    say_unless (target, selected, _("No quotation follows: first select the words to add"));
}

/* Of several parts the one at the cursor goes, at its ends, too. */
static void
remove_part_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  Target *target = data;
  QuothAnnotation *active = need_active (target);
  guint caret = quoth_article_view_get_caret (target->view);
  gboolean done = FALSE;

  for (guint i = 0; active != NULL && i < active->n_parts && !done; i++)
    if (active->parts[i].start <= caret && caret <= active->parts[i].end)
      {
        done = TRUE;
        say_unless (target, active->n_parts > 1 && quoth_workspace_remove_part (target->workspace, i),
                    _("This is the only fragment"));
      }
  say_unless (target, done || active == NULL, _("Put the cursor into the fragment"));
}

static void
remove_part_at_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  Target *target = data;

  quoth_workspace_remove_part (target->workspace, g_variant_get_uint32 (parameter));
}

static void
no_speaker_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  Target *target = data;

  if (need_claim (target))
    quoth_workspace_set_no_speaker (target->workspace);
}

/* The selected words say the active claim, whoever was thought to. */
static void
speaker_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  Target *target = data;
  QuothDocument *document = quoth_workspace_get_document (target->workspace);
  QuothSpan span;

  if (!need_claim (target))
    return;
  if (quoth_article_view_get_selection (target->view, &span)
      && quoth_annotate_keys_get_target (
        target->workspace, target->view,
        quoth_scheme_first_of_kind (quoth_document_get_scheme (document),
                                    QUOTH_TYPE_KIND_MENTION), FALSE, &span))
    {
      if (quoth_workspace_set_speaker (target->workspace, span))
        quoth_article_view_set_caret (target->view, span.end);
    }
  else
    quoth_annotate_keys_say (target->view, _("First select the words that name the speaker"));
}

static void
split_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  Target *target = data;

  QuothAnnotation *active = need_active (target);
  guint caret = quoth_article_view_get_caret (target->view);

  if (active == NULL)
    return;
  if (caret > quoth_annotation_get_start (active) && caret < quoth_annotation_get_end (active))
    quoth_workspace_split (target->workspace, caret);
  else
    quoth_annotate_keys_say (target->view, _("First put the cursor where to split"));
}

static void
join_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  Target *target = data;

  if (need_active (target) != NULL)
    say_unless (target, quoth_workspace_join_previous (target->workspace),
                _("No annotation of this type stands before it"));
}

/* The name of an edge action says all: end-left-char. */
static void
edge_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  Target *target = data;
  const char *name = g_action_get_name (G_ACTION (action));
  QuothEdge edge = g_str_has_prefix (name, "start") ? QUOTH_EDGE_START : QUOTH_EDGE_END;
  int steps = strstr (name, "-right") != NULL ? 1 : -1;
  QuothStep by = QUOTH_STEP_WORD;
  guint caret = quoth_article_view_get_caret (target->view);
  guint offset;

  if (g_str_has_suffix (name, "-char"))
    by = QUOTH_STEP_CHARACTER;
  else if (g_str_has_suffix (name, "-clause"))
    by = QUOTH_STEP_CLAUSE;
  if (need_active (target) == NULL)
    return;
  /* The cursor goes along, so that the next press is about the same part. */
  if (quoth_workspace_move_edge (target->workspace, caret, edge, steps, by, &offset))
    quoth_article_view_set_caret (target->view, offset);
  else
    say_unless (target, FALSE, _("The end cannot go further"));
}

static const GActionEntry entries[] = {
  { "delete", delete_cb },
  { "retype", retype_cb, "s" },
  { "add-part", add_part_cb },
  { "remove-part", remove_part_cb },
  { "remove-part-at", remove_part_at_cb, "u" },
  { "speaker", speaker_cb },
  { "no-speaker", no_speaker_cb },
  { "split", split_cb },
  { "join", join_cb },
  { "end-right", edge_cb },
  { "end-left", edge_cb },
  { "start-left", edge_cb },
  { "start-right", edge_cb },
  { "end-right-char", edge_cb },
  { "end-left-char", edge_cb },
  { "start-left-char", edge_cb },
  { "start-right-char", edge_cb },
  { "end-right-clause", edge_cb },
  { "end-left-clause", edge_cb },
  { "start-left-clause", edge_cb },
  { "start-right-clause", edge_cb },
};

/* Documented in quoth-annotate-actions-private.h. */
void
_quoth_annotate_changes_add (GActionMap          *map,
                             QuothAnnotateTarget *target)
{
  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), target);
}
