/* quoth-comment-entry.c - where a comment is typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-comment-entry"

#include "config.h"

#include "quoth-comment-entry.h"

#include <glib/gi18n.h>

#include "quoth-comment-drafts.h"

struct _QuothCommentEntry
{
  AdwEntryRow        parent_instance;

  QuothWorkspace    *workspace; /* owned */
  gboolean           whole_article;
  GPtrArray         *drafts;    /* owned: what was typed about each thing */
  QuothCommentDraft *draft;     /* of @drafts: what is typed now; NULL when it cannot be */
};

G_DEFINE_FINAL_TYPE (QuothCommentEntry, quoth_comment_entry, ADW_TYPE_ENTRY_ROW)

/* A comment stands over words: there must be some. */
static QuothCommentDraft *
find_draft (QuothCommentEntry *self)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  QuothAnnotation *active =
    self->whole_article ? NULL : quoth_workspace_get_active (self->workspace);

  if (document == NULL || (!self->whole_article && active == NULL) ||
      quoth_text_get_length (quoth_document_get_text (document)) == 0)
    return NULL;
  return quoth_comment_drafts_get (self->drafts, document, active);
}

/* Puts what is being typed aside. */
static void
leave_draft (QuothCommentEntry *self)
{
  QuothCommentDraft *left = g_steal_pointer (&self->draft);

  if (left == NULL)
    return;
  quoth_comment_draft_set_text (left, gtk_editable_get_text (GTK_EDITABLE (self)));
  if (*left->text == '\0')
    g_ptr_array_remove (self->drafts, left);
}

/* At once, so that no key reaches the words about something else. To hide an entry lays all
 * that stands around it out anew: unless somebody types there, that can wait. */
static void
follow (QuothCommentEntry *self)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  QuothCommentDraft *next = find_draft (self);
  GtkStateFlags state = gtk_widget_get_state_flags (GTK_WIDGET (self));
  const char *text;

  if (next != NULL || (state & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    gtk_widget_set_visible (GTK_WIDGET (self), next != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self),
                            project != NULL && !quoth_project_is_read_only (project));
  if (next == self->draft)
    return;
  leave_draft (self);
  self->draft = next;
  text = next != NULL ? next->text : "";
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self)), text))
    gtk_editable_set_text (GTK_EDITABLE (self), text);
}

/**
 * quoth_comment_entry_show_or_hide:
 * @self: an entry
 *
 * Hides the entry when there is nothing to comment on any more, which it leaves to its owner
 * to do after the frame that shows what was done.
 */
void
quoth_comment_entry_show_or_hide (QuothCommentEntry *self)
{
  g_return_if_fail (QUOTH_IS_COMMENT_ENTRY (self));

  gtk_widget_set_visible (GTK_WIDGET (self), self->draft != NULL);
}

static gboolean
commit (QuothCommentEntry *self,
        QuothCommand      *command)
{
  g_autoptr (GError) error = NULL;

  if (quoth_workspace_commit (self->workspace, command, &error))
    return TRUE;
  quoth_workspace_announce_failure (self->workspace, error);
  return FALSE;
}

static void
write_cb (QuothCommentEntry *self)
{
  QuothCommentDraft *draft = self->draft;
  g_autoptr (QuothCommand) command = NULL;

  if (draft == NULL)
    return;
  quoth_comment_draft_set_text (draft, gtk_editable_get_text (GTK_EDITABLE (self)));
  command = quoth_comment_draft_to_command (draft, quoth_workspace_get_project (self->workspace));
  if (command == NULL || !commit (self, command))
    return;
  if (self->draft == draft)
    gtk_editable_set_text (GTK_EDITABLE (self), "");
  else if (g_ptr_array_find (self->drafts, draft, NULL))
    quoth_comment_draft_set_text (draft, "");
  g_signal_emit_by_name (self->workspace, "done", quoth_command_get_verb (command), 1);
}

/**
 * quoth_comment_entry_settle:
 * @self: an entry
 *
 * Commits what was typed, wherever it belongs, before the project is closed. What cannot
 * be committed stays as it is.
 *
 * Returns: whether nothing is left that would be lost
 */
gboolean
quoth_comment_entry_settle (QuothCommentEntry *self)
{
  QuothProject *project;
  g_autoptr (GPtrArray) drafts = NULL;
  gboolean done = TRUE;

  g_return_val_if_fail (QUOTH_IS_COMMENT_ENTRY (self), TRUE);

  project = quoth_workspace_get_project (self->workspace);
  if (project == NULL || quoth_project_is_read_only (project))
    return TRUE;
  leave_draft (self);
  gtk_editable_set_text (GTK_EDITABLE (self), "");
  drafts = g_steal_pointer (&self->drafts);
  self->drafts = quoth_comment_drafts_new ();
  for (guint i = drafts->len; i > 0; i--)
    {
      g_autoptr (QuothCommand) command = quoth_comment_draft_to_command (drafts->pdata[i - 1],
                                                                         project);

      if (command == NULL || commit (self, command))
        continue;
      g_ptr_array_add (self->drafts, g_ptr_array_steal_index (drafts, i - 1));
      done = FALSE;
    }
  /* A commit is a change that is followed: that began an empty draft. */
  leave_draft (self);
  follow (self);
  return done;
}

void
quoth_comment_entry_discard (QuothCommentEntry *self)
{
  g_return_if_fail (QUOTH_IS_COMMENT_ENTRY (self));

  self->draft = NULL;
  g_ptr_array_set_size (self->drafts, 0);
  gtk_editable_set_text (GTK_EDITABLE (self), "");
  follow (self);
}

/* Another project's articles may have the same ids. */
static void
project_cb (QuothCommentEntry *self)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);

  self->draft = NULL;
  g_ptr_array_set_size (self->drafts, 0);
  gtk_editable_set_text (GTK_EDITABLE (self), "");
  if (project != NULL)
    g_signal_connect_object (project, "notify::read-only", G_CALLBACK (follow), self,
                             G_CONNECT_SWAPPED);
  follow (self);
}

/**
 * quoth_comment_entry_set_workspace:
 * @self: an entry, once
 * @workspace: whose article or active annotation the comments are about
 */
void
quoth_comment_entry_set_workspace (QuothCommentEntry *self,
                                   QuothWorkspace    *workspace)
{
  g_return_if_fail (QUOTH_IS_COMMENT_ENTRY (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::project", G_CALLBACK (project_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  project_cb (self);
}

/**
 * quoth_comment_entry_new:
 * @whole_article: for comments on the article, else on the active annotation
 *
 * Returns: (transfer floating): an entry
 */
GtkWidget *
quoth_comment_entry_new (gboolean whole_article)
{
  QuothCommentEntry *self = g_object_new (QUOTH_TYPE_COMMENT_ENTRY, NULL);

  self->whole_article = whole_article;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 whole_article ? _("Comment on the article")
                                               : _("Comment on this"));
  return GTK_WIDGET (self);
}

static void
quoth_comment_entry_dispose (GObject *object)
{
  QuothCommentEntry *self = QUOTH_COMMENT_ENTRY (object);

  self->draft = NULL;
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (quoth_comment_entry_parent_class)->dispose (object);
}

static void
quoth_comment_entry_class_init (QuothCommentEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_comment_entry_dispose;
}

static void
quoth_comment_entry_init (QuothCommentEntry *self)
{
  self->drafts = quoth_comment_drafts_new ();
  g_signal_connect (self, "entry-activated", G_CALLBACK (write_cb), NULL);
}
