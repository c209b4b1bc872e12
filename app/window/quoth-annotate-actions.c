/* quoth-annotate-actions.c - every gesture of the article page as an action
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-annotate-actions"

#include "config.h"

#include "quoth-annotate-actions-private.h"

#include <glib/gi18n.h>

#include "quoth-annotate-keys.h"

typedef QuothAnnotateTarget Target;

/* Where a jump starts: behind what is selected or active, else at the cursor; also when
 * the cursor has been moved away from what is active. */
static guint
get_origin (Target   *target,
            gboolean  backwards)
{
  QuothAnnotation *active = quoth_workspace_get_active (target->workspace);
  guint caret = quoth_article_view_get_caret (target->view);
  QuothSpan selection;

  if (quoth_article_view_get_selection (target->view, &selection))
    return backwards ? selection.start : selection.end;
  if (active != NULL && caret >= quoth_annotation_get_start (active)
      && caret <= quoth_annotation_get_end (active))
    return backwards ? quoth_annotation_get_start (active) : quoth_annotation_get_end (active);
  return caret;
}

static void
say_none (Target     *target,
          const char *words)
{
  quoth_annotate_keys_say (target->view, words);
}

static gboolean
jump (Target   *target,
      gboolean  quote,
      gboolean  backwards)
{
  guint from = get_origin (target, backwards);
  QuothSpan span;
  gboolean found = quote ? quoth_workspace_next_quote (target->workspace, from, backwards, &span)
                         : quoth_workspace_next_name (target->workspace, from, backwards, &span);

  if (!found)
    {
      if (quote)
        say_none (target, backwards ? _("No more quotations to mark above")
                                    : _("No more quotations to mark below"));
      else
        say_none (target, backwards ? _("No more names to mark above")
                                    : _("No more names to mark below"));
      return FALSE;
    }
  quoth_workspace_set_active (target->workspace, NULL);
  quoth_article_view_select_span (target->view, span, TRUE);
  return TRUE;
}

static void
advance (Target *target)
{
  QuothAnnotation *active = quoth_workspace_get_active (target->workspace);
  QuothDocument *document = quoth_workspace_get_document (target->workspace);
  const QuothType *type;
  gboolean was_claim;

  if (active == NULL)
    return;
  type = quoth_document_get_type_of (document, active);
  was_claim = type != NULL && type->kind == QUOTH_TYPE_KIND_CLAIM;
  quoth_article_view_set_caret (target->view, quoth_annotation_get_end (active));
  jump (target, was_claim, FALSE);
  quoth_workspace_set_active (target->workspace, NULL);
}

static void
next_name_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  jump (data, FALSE, FALSE);
}

static void
previous_name_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  jump (data, FALSE, TRUE);
}

static void
next_quote_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  jump (data, TRUE, FALSE);
}

static void
previous_quote_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  jump (data, TRUE, TRUE);
}

static void
next_task_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  Target *target = data;

  if (!quoth_workspace_next_task (target->workspace, get_origin (target, FALSE), FALSE))
    say_none (target, _("No more open tasks below"));
}

static void
previous_task_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  Target *target = data;

  if (!quoth_workspace_next_task (target->workspace, get_origin (target, TRUE), TRUE))
    say_none (target, _("No more open tasks above"));
}

static void
next_annotation_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  Target *target = data;

  if (!quoth_workspace_next_annotation (target->workspace, get_origin (target, FALSE), FALSE))
    say_none (target, _("No more annotations below"));
}

static void
previous_annotation_cb (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       data)
{
  Target *target = data;

  if (!quoth_workspace_next_annotation (target->workspace, get_origin (target, TRUE), TRUE))
    say_none (target, _("No more annotations above"));
}

/* Takes what is proposed; a claim that is complete, or a mention with nothing left to
 * choose, sends the cursor on to the next one. */
static void
confirm_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  Target *target = data;
  gboolean previewed = quoth_workspace_get_occurrences (target->workspace) != NULL;

  quoth_workspace_confirm (target->workspace);
  if (!previewed)
    advance (target);
}

static void
cancel_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  Target *target = data;
  QuothSpan selection;

  if (quoth_workspace_cancel (target->workspace))
    return;
  if (quoth_article_view_get_selection (target->view, &selection))
    quoth_article_view_set_caret (target->view, selection.end);
}

static void
sticky_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  Target *target = data;
  QuothAnnotation *active = quoth_workspace_get_active (target->workspace);
  QuothDocument *document = quoth_workspace_get_document (target->workspace);
  const QuothType *type;

  if (document == NULL)
    return;
  if (quoth_workspace_get_sticky (target->workspace) != NULL)
    {
      quoth_workspace_set_sticky (target->workspace, NULL);
      return;
    }
  if (active != NULL)
    type = quoth_document_get_type_of (document, active);
  else
    type = quoth_scheme_first_of_kind (quoth_document_get_scheme (document),
                                       QUOTH_TYPE_KIND_MENTION);
  if (type != NULL)
    quoth_workspace_set_sticky (target->workspace, type->id);
}

static void
occurrences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  Target *target = data;
  const QuothType *type = quoth_workspace_get_active_type (target->workspace);

  if (type == NULL || type->kind != QUOTH_TYPE_KIND_MENTION)
    say_none (target, _("First select a person or source"));
  else
    quoth_workspace_mark_occurrences (target->workspace);
}

static void
new_entity_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  Target *target = data;
  QuothDocument *document = quoth_workspace_get_document (target->workspace);
  QuothAnnotation *active = quoth_workspace_get_active (target->workspace);
  const QuothType *type = active != NULL ? quoth_document_get_type_of (document, active) : NULL;

  /* One action from the selection: mark it, then make the person. */
  if (document != NULL && (type == NULL || type->kind != QUOTH_TYPE_KIND_MENTION))
    {
      type = quoth_scheme_first_of_kind (quoth_document_get_scheme (document),
                                         QUOTH_TYPE_KIND_MENTION);
      if (type == NULL
          || !quoth_annotate_keys_mark (target->workspace, target->view, type->id, FALSE))
        return;
    }
  quoth_workspace_new_entity (target->workspace, NULL, FALSE);
}

static void
mark_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  Target *target = data;

  quoth_annotate_keys_mark (target->workspace, target->view,
                            g_variant_get_string (parameter, NULL), FALSE);
}

static void
choose_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  Target *target = data;

  quoth_annotate_keys_choose (target->workspace, target->view, g_variant_get_uint32 (parameter),
                              FALSE);
}

static void
add_speaker_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  Target *target = data;

  quoth_annotate_keys_choose (target->workspace, target->view, g_variant_get_uint32 (parameter),
                              TRUE);
}

static void
set_role_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  Target *target = data;
  QuothDocument *document = quoth_workspace_get_document (target->workspace);
  const QuothRole *role =
    document != NULL ? quoth_scheme_lookup_role (quoth_document_get_scheme (document),
                                                 g_variant_get_string (parameter, NULL))
                     : NULL;

  if (role != NULL)
    quoth_annotate_keys_set_role (target->workspace, target->view, role);
}

static const GActionEntry action_entries[] = {
  { "next-name", next_name_cb },
  { "previous-name", previous_name_cb },
  { "next-quote", next_quote_cb },
  { "previous-quote", previous_quote_cb },
  { "next-task", next_task_cb },
  { "previous-task", previous_task_cb },
  { "next-annotation", next_annotation_cb },
  { "previous-annotation", previous_annotation_cb },
  { "confirm", confirm_cb },
  { "cancel", cancel_cb },
  { "sticky", sticky_cb },
  { "occurrences", occurrences_cb },
  { "new-entity", new_entity_cb },
  { "mark", mark_cb, "s" },
  { "choose", choose_cb, "u" },
  { "add-speaker", add_speaker_cb, "u" },
  { "set-role", set_role_cb, "s" },
};

/**
 * quoth_annotate_actions_new:
 * @workspace: a workspace
 * @view: its article view; both must outlive the group
 *
 * Returns: (transfer full): every gesture of the article page as an action
 */
GActionGroup *
quoth_annotate_actions_new (QuothWorkspace   *workspace,
                            QuothArticleView *view)
{
  GSimpleActionGroup *group = g_simple_action_group_new ();
  Target *target = g_new0 (Target, 1);

  target->workspace = workspace;
  target->view = view;
  g_object_set_data_full (G_OBJECT (group), "quoth-target", target, g_free);
  g_action_map_add_action_entries (G_ACTION_MAP (group), action_entries,
                                   G_N_ELEMENTS (action_entries), target);
  _quoth_annotate_changes_add (G_ACTION_MAP (group), target);
  return G_ACTION_GROUP (group);
}
