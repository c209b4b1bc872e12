/* quoth-scheme-draft.c - the scheme as the editor shows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme-draft"

#include "config.h"

#include "quoth-scheme-draft.h"

#include <string.h>

#include "quoth-scheme-terms.h"

struct _QuothSchemeDraft
{
  GObject         parent_instance;

  QuothWorkspace *workspace; /* owned */
  QuothProject   *project;   /* owned */
  QuothKeymap    *keymap;    /* owned */
  QuothScheme    *scheme;    /* reference */
  GPtrArray      *problems;  /* of QuothSchemeProblem */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_APPLIED,
  SIGNAL_FAILED,
  SIGNAL_ASK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothSchemeDraft, quoth_scheme_draft, G_TYPE_OBJECT)

static char *
key_use_cb (const char *key,
            gpointer    user_data)
{
  return quoth_keymap_find_use (user_data, key);
}

static GPtrArray *
find_problems (QuothSchemeDraft *self,
               QuothScheme      *scheme)
{
  return quoth_scheme_find_problems (scheme, key_use_cb, self->keymap);
}

static void
show_scheme (QuothSchemeDraft *self,
             QuothScheme      *scheme)
{
  quoth_scheme_ref (scheme);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  self->scheme = scheme;
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  self->problems = find_problems (self, scheme);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
is_same (const QuothSchemeProblem *a,
         const QuothSchemeProblem *b)
{
  return a->kind == b->kind && a->part == b->part && g_str_equal (a->id, b->id)
         && g_strcmp0 (a->value, b->value) == 0 && g_strcmp0 (a->other, b->other) == 0;
}

/* Problems that the scheme in use has, too, are no reason to wait: a corpus may bring
 * them, or a key that was bound anew. */
static gboolean
has_new_problem (QuothSchemeDraft *self,
                 QuothScheme      *scheme)
{
  g_autoptr (GPtrArray) old = find_problems (self, quoth_scheme_draft_get_used (self));
  g_autoptr (GPtrArray) problems = find_problems (self, scheme);

  for (guint i = 0; i < problems->len; i++)
    {
      gboolean known = FALSE;

      for (guint j = 0; j < old->len && !known; j++)
        known = is_same (problems->pdata[i], old->pdata[j]);
      if (!known)
        return TRUE;
    }
  return FALSE;
}

static void
apply (QuothSchemeDraft *self,
       QuothScheme      *scheme)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("change-scheme");
  g_autoptr (GError) error = NULL;

  quoth_command_add_scheme (command, quoth_scheme_draft_get_used (self), scheme);
  if (quoth_command_is_empty (command))
    {
      show_scheme (self, scheme);
      return;
    }
  if (!quoth_workspace_commit (self->workspace, command, &error))
    {
      quoth_project_poll (self->project);
      show_scheme (self, quoth_scheme_draft_get_used (self));
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_APPLIED], 0);
}

/**
 * quoth_scheme_draft_take:
 * @self: a draft
 * @scheme: (transfer full): what the user wants
 *
 * Puts @scheme into use, or lets it wait when it has a problem.
 */
void
quoth_scheme_draft_take (QuothSchemeDraft *self,
                         QuothScheme      *scheme)
{
  G_GNUC_UNUSED g_autoptr (QuothScheme) owned = scheme;

  g_return_if_fail (QUOTH_IS_SCHEME_DRAFT (self) && scheme != NULL);

  if (quoth_scheme_equal (scheme, self->scheme))
    return;
  if (has_new_problem (self, scheme))
    show_scheme (self, scheme);
  else
    apply (self, scheme);
}

/**
 * quoth_scheme_draft_take_anyway:
 * @self: a draft
 * @scheme: (transfer full): a scheme that was read from a file
 *
 * Puts @scheme into use even when keys of it are hidden by those of the window.
 */
void
quoth_scheme_draft_take_anyway (QuothSchemeDraft *self,
                                QuothScheme      *scheme)
{
  G_GNUC_UNUSED g_autoptr (QuothScheme) owned = scheme;

  g_return_if_fail (QUOTH_IS_SCHEME_DRAFT (self) && scheme != NULL);

  apply (self, scheme);
}

/**
 * quoth_scheme_draft_ask:
 * @self: a draft
 * @place: an entry that may be in use
 * @after: (transfer full): the scheme without it, or with it changed
 * @removal: whether @after is without it
 *
 * Lets the user say what becomes of what uses the entry, if there is any.
 */
void
quoth_scheme_draft_ask (QuothSchemeDraft       *self,
                        const QuothSchemePlace *place,
                        QuothScheme            *after,
                        gboolean                removal)
{
  G_GNUC_UNUSED g_autoptr (QuothScheme) owned = after;
  const QuothSchemeQuestion question = { place, after, removal };

  g_return_if_fail (QUOTH_IS_SCHEME_DRAFT (self) && place != NULL && after != NULL);

  if (!quoth_scheme_equal (after, self->scheme))
    g_signal_emit (self, signals[SIGNAL_ASK], 0, &question);
}

/**
 * quoth_scheme_draft_revert:
 * @self: a draft
 *
 * Shows the scheme that is in use.
 */
void
quoth_scheme_draft_revert (QuothSchemeDraft *self)
{
  g_return_if_fail (QUOTH_IS_SCHEME_DRAFT (self));

  show_scheme (self, quoth_scheme_draft_get_used (self));
}

void
quoth_scheme_draft_refresh (QuothSchemeDraft *self)
{
  g_return_if_fail (QUOTH_IS_SCHEME_DRAFT (self));

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

QuothWorkspace *
quoth_scheme_draft_get_workspace (QuothSchemeDraft *self)
{
  g_return_val_if_fail (QUOTH_IS_SCHEME_DRAFT (self), NULL);

  return self->workspace;
}

QuothScheme *
quoth_scheme_draft_get_scheme (QuothSchemeDraft *self)
{
  g_return_val_if_fail (QUOTH_IS_SCHEME_DRAFT (self), NULL);

  return self->scheme;
}

QuothScheme *
quoth_scheme_draft_get_used (QuothSchemeDraft *self)
{
  g_return_val_if_fail (QUOTH_IS_SCHEME_DRAFT (self), NULL);

  return quoth_project_get_scheme (self->project);
}

gboolean
quoth_scheme_draft_is_read_only (QuothSchemeDraft *self)
{
  g_return_val_if_fail (QUOTH_IS_SCHEME_DRAFT (self), TRUE);

  return quoth_project_is_read_only (self->project);
}

/**
 * quoth_scheme_draft_is_waiting:
 * @self: a draft
 *
 * Returns: whether what is shown is not in use
 */
gboolean
quoth_scheme_draft_is_waiting (QuothSchemeDraft *self)
{
  g_return_val_if_fail (QUOTH_IS_SCHEME_DRAFT (self), FALSE);

  return !quoth_scheme_equal (self->scheme, quoth_scheme_draft_get_used (self));
}

/**
 * quoth_scheme_draft_can_use:
 * @self: a draft
 * @scheme: a scheme
 *
 * Returns: whether @scheme has no problem that the one in use has not
 */
gboolean
quoth_scheme_draft_can_use (QuothSchemeDraft *self,
                            QuothScheme      *scheme)
{
  g_return_val_if_fail (QUOTH_IS_SCHEME_DRAFT (self) && scheme != NULL, FALSE);

  return !has_new_problem (self, scheme);
}

static gboolean
is_of_field (const QuothSchemeProblem *problem,
             QuothSchemeField          field)
{
  switch (problem->kind)
    {
    case QUOTH_PROBLEM_NO_NAME:   return field == QUOTH_FIELD_NAME;
    case QUOTH_PROBLEM_BAD_COLOR: return field == QUOTH_FIELD_COLOR;
    case QUOTH_PROBLEM_NOWHERE:   return field == QUOTH_FIELD_TYPES;
    case QUOTH_PROBLEM_BAD_KEY:
    case QUOTH_PROBLEM_KEY_TAKEN:
    default:                      return field == QUOTH_FIELD_KEY;
    }
}

/**
 * quoth_scheme_draft_dup_problem:
 * @self: a draft
 * @place: an entry
 * @field: one of its members
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
quoth_scheme_draft_dup_problem (QuothSchemeDraft       *self,
                                const QuothSchemePlace *place,
                                QuothSchemeField        field)
{
  g_return_val_if_fail (QUOTH_IS_SCHEME_DRAFT (self) && place != NULL, NULL);

  for (guint i = 0; i < self->problems->len; i++)
    {
      const QuothSchemeProblem *problem = self->problems->pdata[i];

      if (problem->part == place->part && g_str_equal (problem->id, place->id)
          && g_strcmp0 (problem->value, place->value) == 0 && is_of_field (problem, field))
        return quoth_scheme_terms_problem (problem);
    }
  return NULL;
}

/**
 * quoth_scheme_draft_dup_any_problem:
 * @self: a draft
 * @part: a list of the scheme
 * @id: an entry of it
 *
 * Returns: (transfer full) (nullable): what is wrong with the entry or one of its values
 */
char *
quoth_scheme_draft_dup_any_problem (QuothSchemeDraft *self,
                                    QuothSchemePart   part,
                                    const char       *id)
{
  g_return_val_if_fail (QUOTH_IS_SCHEME_DRAFT (self) && id != NULL, NULL);

  for (guint i = 0; i < self->problems->len; i++)
    {
      const QuothSchemeProblem *problem = self->problems->pdata[i];

      if (problem->part == part && g_str_equal (problem->id, id))
        return quoth_scheme_terms_problem (problem);
    }
  return NULL;
}

static gboolean
is_free (QuothSchemeDraft       *self,
         const QuothSchemePlace *place,
         char                    key)
{
  const char text[] = { key, '\0' };
  g_autoptr (QuothScheme) scheme = quoth_scheme_with_text (self->scheme, place, QUOTH_FIELD_KEY,
                                                           text);
  g_autoptr (GPtrArray) problems = find_problems (self, scheme);

  for (guint i = 0; i < problems->len; i++)
    {
      const QuothSchemeProblem *problem = problems->pdata[i];

      if (problem->part == place->part && g_str_equal (problem->id, place->id)
          && g_strcmp0 (problem->value, place->value) == 0
          && is_of_field (problem, QUOTH_FIELD_KEY))
        return FALSE;
    }
  return TRUE;
}

/**
 * quoth_scheme_draft_dup_free_keys:
 * @self: a draft
 * @place: an entry that may have a key
 * @most: how many are wanted
 *
 * Returns: (transfer full): letters and signs, each of which the entry could have without
 *   a clash; letters of its name first
 */
char *
quoth_scheme_draft_dup_free_keys (QuothSchemeDraft       *self,
                                  const QuothSchemePlace *place,
                                  guint                   most)
{
  g_autofree char *name = NULL;
  g_autofree char *candidates = NULL;
  GString *keys;
  gsize n_name;

  g_return_val_if_fail (QUOTH_IS_SCHEME_DRAFT (self) && place != NULL, NULL);

  name = g_strdup (quoth_scheme_get_text (self->scheme, place, QUOTH_FIELD_NAME));
  n_name = name != NULL ? strlen (name) : 0;
  keys = g_string_new (NULL);
  /* Signs last: they stand elsewhere on every keyboard, and some take Shift. */
  candidates = g_strconcat (name != NULL ? name : "", "abcdefghijklmnopqrstuvwxyz,;#<'", NULL);
  for (const char *at = candidates; *at != '\0' && keys->len < most; at++)
    {
      char key = g_ascii_tolower (*at);

      /* Of the name, letters only. */
      if ((g_ascii_isalpha (key) || (gsize) (at - candidates) >= n_name)
          && strchr (keys->str, key) == NULL && is_free (self, place, key))
        g_string_append_c (keys, key);
    }
  return g_string_free (keys, FALSE);
}

static void
committed_cb (QuothSchemeDraft *self,
              QuothCommand     *command)
{
  for (guint i = 0; i < quoth_command_get_n_changes (command); i++)
    if (quoth_command_get_change (command, i)->kind == QUOTH_RECORD_SCHEME)
      {
        quoth_scheme_draft_revert (self);
        return;
      }
}

/**
 * quoth_scheme_draft_new:
 * @workspace: a workspace with a project
 * @keymap: the keys of the window
 *
 * Returns: (transfer full): the scheme that is in use
 */
QuothSchemeDraft *
quoth_scheme_draft_new (QuothWorkspace *workspace,
                        QuothKeymap    *keymap)
{
  QuothSchemeDraft *self = g_object_new (QUOTH_TYPE_SCHEME_DRAFT, NULL);

  self->workspace = g_object_ref (workspace);
  self->project = g_object_ref (quoth_workspace_get_project (workspace));
  self->keymap = g_object_ref (keymap);
  g_signal_connect_object (self->project, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "reloaded", G_CALLBACK (quoth_scheme_draft_revert), self,
                           G_CONNECT_SWAPPED);
  quoth_scheme_draft_revert (self);
  return self;
}

static void
quoth_scheme_draft_finalize (GObject *object)
{
  QuothSchemeDraft *self = QUOTH_SCHEME_DRAFT (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->project);
  g_clear_object (&self->keymap);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  G_OBJECT_CLASS (quoth_scheme_draft_parent_class)->finalize (object);
}

static void
quoth_scheme_draft_class_init (QuothSchemeDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = quoth_scheme_draft_finalize;
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_APPLIED] =
    g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_ASK] =
    g_signal_new ("ask", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
quoth_scheme_draft_init (QuothSchemeDraft *self)
{
}
