/* quoth-comment-list.c - comments, to read, to write and to resolve
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-comment-list"

#include "config.h"

#include "quoth-comment-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "quoth-comment-entry.h"
#include "quoth-kwic.h"
#include "quoth-priority.h"
#include "quoth-project-comments.h"
#include "quoth-remark.h"
#include "quoth-row-focus.h"
#include "quoth-tooltip.h"

#define MAX_COMMENTS 200
#define QUOTE_CHARS 40

struct _QuothCommentList
{
  GtkWidget        parent_instance;

  QuothWorkspace  *workspace;     /* owned */
  gboolean         whole_article; /* all of the article, else those on the active annotation */
  GPtrArray       *shown;         /* of QuothCommentRow */
  GPtrArray       *rows;          /* of GtkWidget, borrowed: one for each of @shown */
  guint            update_id;

  GtkWidget       *group;
  GtkWidget       *entry;
};

enum
{
  SIGNAL_COUNTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothCommentList, quoth_comment_list, GTK_TYPE_WIDGET)

static QuothAnnotation *
get_active (QuothCommentList *self)
{
  return self->whole_article ? NULL : quoth_workspace_get_active (self->workspace);
}

static void
make (QuothCommentList *self,
      QuothCommand     *command) /* transfer full */
{
  g_autoptr (QuothCommand) owned = command;
  g_autoptr (GError) error = NULL;

  if (quoth_workspace_commit (self->workspace, owned, &error))
    g_signal_emit_by_name (self->workspace, "done", quoth_command_get_verb (owned), 1);
  else
    quoth_workspace_announce_failure (self->workspace, error);
}

static void
toggle_resolved (QuothCommentList *self,
                 QuothCommentRow  *row)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);

  make (self, quoth_remark_set_resolved (row->article, row->comment,
                                         !quoth_remark_is_resolved (row->comment),
                                         quoth_project_get_annotator (project)));
}

static QuothCommentRow *
row_of (QuothCommentList *self,
        GtkWidget        *widget)
{
  guint place;

  while (widget != NULL && !g_ptr_array_find (self->rows, widget, &place))
    widget = gtk_widget_get_parent (widget);
  return widget != NULL ? self->shown->pdata[place] : NULL;
}

static void
resolve_cb (GtkWidget        *button,
            QuothCommentList *self)
{
  QuothCommentRow *row = row_of (self, button);

  if (row != NULL)
    toggle_resolved (self, row);
}

static void
remove_cb (GtkWidget        *button,
           QuothCommentList *self)
{
  QuothCommentRow *row = row_of (self, button);

  if (row != NULL)
    make (self, quoth_remark_remove (row->article, row->comment));
}

/* Goes to what the comment is about. */
static void
activated_cb (GtkWidget        *widget,
              QuothCommentList *self)
{
  QuothCommentRow *row = row_of (self, widget);
  g_autofree char *subject = row != NULL ? quoth_remark_dup_subject (row->comment) : NULL;
  const char *id = subject != NULL ? strrchr (subject, '/') : NULL;

  if (row == NULL || subject == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-place", "(suu)", row->article,
                              row->comment->parts[0].start, row->comment->parts[0].end);
  if (id != NULL && g_str_has_prefix (subject, quoth_workspace_get_layer (self->workspace)))
    quoth_workspace_set_active (self->workspace, id + 1);
}

/* Who, when, about what, and whether it is done with. */
static char *
describe (QuothCommentList *self,
          QuothCommentRow  *row)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (row->comment->created, NULL);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *when = local != NULL ? g_date_time_format (local, "%x %R") : NULL;
  g_autofree char *author = quoth_remark_dup_author (row->comment);
  g_autofree char *subject = quoth_remark_dup_subject (row->comment);
  g_autofree char *resolver = quoth_remark_dup_resolver (row->comment);
  g_autoptr (GString) out = g_string_new (author);

  if (when != NULL)
    g_string_append_printf (out, "%s%s", out->len > 0 ? " · " : "", when);
  if (self->whole_article && subject != NULL)
    {
      g_autofree char *words =
        quoth_annotation_dup_text (row->comment, quoth_document_get_text (document), " … ");
      g_autofree char *line = quoth_kwic_line (words, strlen (words), QUOTE_CHARS);

      g_string_append_printf (out, "\n“%s”", line);
    }
  if (resolver != NULL)
    {
      g_string_append_c (out, '\n');
      /* Translators: %s is a name: there is nothing left to do about a comment */
      g_string_append_printf (out, _("✓ Resolved by %s"), resolver);
    }
  return g_markup_escape_text (out->str, -1);
}

static GtkWidget *
create_button (const char *icon,
               const char *tooltip,
               GCallback   callback,
               gpointer    data)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  quoth_tooltip_set (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", callback, data, 0);
  return button;
}

static GtkWidget *
create_row (QuothCommentList *self,
            QuothCommentRow  *comment)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  GtkWidget *row = adw_action_row_new ();
  gboolean resolved = quoth_remark_is_resolved (comment->comment);
  gboolean read_only = quoth_project_is_read_only (project);
  g_autofree char *author = quoth_remark_dup_author (comment->comment);
  g_autofree char *title = g_markup_escape_text (comment->comment->note != NULL
                                                   ? comment->comment->note : "", -1);
  g_autofree char *subtitle = describe (self, comment);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (resolved)
    gtk_widget_add_css_class (row, "quoth-resolved");
  if (!read_only)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               create_button (resolved ? "edit-undo-symbolic"
                                                       : "object-select-symbolic",
                                              resolved ? _("Open again") : _("Resolve"),
                                              G_CALLBACK (resolve_cb), self));
  if (!read_only && g_strcmp0 (author, quoth_project_get_annotator (project)) == 0)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               create_button ("user-trash-symbolic", _("Remove this comment"),
                                              G_CALLBACK (remove_cb), self));
  if (self->whole_article)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, 0);
    }
  return row;
}

static GPtrArray *
collect (QuothCommentList *self)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  QuothAnnotation *active = get_active (self);
  g_autofree char *subject = active != NULL ? quoth_remark_subject_of (active) : NULL;
  GPtrArray *found = NULL;

  if (project != NULL && document != NULL && (self->whole_article || subject != NULL))
    found = quoth_project_list_comments (project, quoth_document_get_article_id (document),
                                         subject, MAX_COMMENTS, NULL);
  return found != NULL ? found
                       : g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_comment_row_free);
}

static gboolean
is_same (GPtrArray *a,
         GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!quoth_annotation_equal (((QuothCommentRow *) a->pdata[i])->comment,
                                 ((QuothCommentRow *) b->pdata[i])->comment))
      return FALSE;
  return TRUE;
}

static gboolean
update_cb (gpointer data)
{
  QuothCommentList *self = data;
  g_autoptr (GPtrArray) found = collect (self);
  g_autoptr (QuothRowFocus) focus = NULL;
  guint n_open = 0;

  self->update_id = 0;
  quoth_comment_entry_show_or_hide (QUOTH_COMMENT_ENTRY (self->entry));
  gtk_widget_set_visible (self->group,
                          gtk_widget_get_visible (self->entry) || found->len > 0);
  for (guint i = 0; i < found->len; i++)
    n_open += !quoth_remark_is_resolved (((QuothCommentRow *) found->pdata[i])->comment);
  if (!is_same (found, self->shown))
    {
      focus = quoth_row_focus_save (self->group);
      for (guint i = 0; i < self->rows->len; i++)
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group), self->rows->pdata[i]);
      g_ptr_array_set_size (self->rows, 0);
      g_ptr_array_unref (self->shown);
      self->shown = g_ptr_array_ref (found);
      /* What is written comes below what was. */
      g_object_ref (self->entry);
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group), self->entry);
      for (guint i = 0; i < found->len; i++)
        {
          GtkWidget *row = create_row (self, found->pdata[i]);

          g_ptr_array_add (self->rows, row);
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->entry);
      g_object_unref (self->entry);
      quoth_row_focus_restore (focus, self->group);
    }
  g_signal_emit (self, signals[SIGNAL_COUNTED], 0, n_open);
  return G_SOURCE_REMOVE;
}

/* After the frame that shows what was done. */
static void
update_later (QuothCommentList *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add_full (QUOTH_PRIORITY_FOLLOW, update_cb, self, NULL);
}

static void
update_now (QuothCommentList *self)
{
  if (self->update_id == 0)
    return;
  g_clear_handle_id (&self->update_id, g_source_remove);
  update_cb (self);
}

gboolean
quoth_comment_list_settle (QuothCommentList *self)
{
  gboolean done;

  g_return_val_if_fail (QUOTH_IS_COMMENT_LIST (self), TRUE);

  done = quoth_comment_entry_settle (QUOTH_COMMENT_ENTRY (self->entry));
  update_later (self);
  return done;
}

void
quoth_comment_list_discard (QuothCommentList *self)
{
  g_return_if_fail (QUOTH_IS_COMMENT_LIST (self));

  quoth_comment_entry_discard (QUOTH_COMMENT_ENTRY (self->entry));
  update_later (self);
}

void
quoth_comment_list_write (QuothCommentList *self)
{
  g_return_if_fail (QUOTH_IS_COMMENT_LIST (self));

  update_now (self);
  gtk_widget_grab_focus (self->entry);
}

gboolean
quoth_comment_list_resolve (QuothCommentList *self)
{
  g_return_val_if_fail (QUOTH_IS_COMMENT_LIST (self), FALSE);

  update_now (self);
  for (guint i = 0; i < self->shown->len; i++)
    if (!quoth_remark_is_resolved (((QuothCommentRow *) self->shown->pdata[i])->comment))
      {
        toggle_resolved (self, self->shown->pdata[i]);
        return TRUE;
      }
  return FALSE;
}

/* A change of comments is none of the annotations that the document holds. */
static void
project_cb (QuothCommentList *self)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);

  if (project != NULL)
    {
      g_signal_connect_object (project, "committed", G_CALLBACK (update_later), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (project, "reloaded", G_CALLBACK (update_later), self,
                               G_CONNECT_SWAPPED);
    }
  update_later (self);
}

/**
 * quoth_comment_list_set_workspace:
 * @self: a list, once
 * @workspace: whose article or active annotation the comments are about
 */
void
quoth_comment_list_set_workspace (QuothCommentList *self,
                                  QuothWorkspace   *workspace)
{
  g_return_if_fail (QUOTH_IS_COMMENT_LIST (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  quoth_comment_entry_set_workspace (QUOTH_COMMENT_ENTRY (self->entry), workspace);
  g_signal_connect_object (workspace, "notify::project", G_CALLBACK (project_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (update_later), self,
                           G_CONNECT_SWAPPED);
  project_cb (self);
}

/**
 * quoth_comment_list_new:
 * @whole_article: all comments of the article, else those on the active annotation
 *
 * Returns: (transfer floating): a list
 */
GtkWidget *
quoth_comment_list_new (gboolean whole_article)
{
  QuothCommentList *self = g_object_new (QUOTH_TYPE_COMMENT_LIST, NULL);

  self->whole_article = whole_article;
  self->entry = quoth_comment_entry_new (whole_article);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->entry);
  return GTK_WIDGET (self);
}

static void
quoth_comment_list_dispose (GObject *object)
{
  QuothCommentList *self = QUOTH_COMMENT_LIST (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_pointer (&self->group, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (quoth_comment_list_parent_class)->dispose (object);
}

static void
quoth_comment_list_class_init (QuothCommentListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_comment_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_COUNTED] = g_signal_new ("counted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
quoth_comment_list_init (QuothCommentList *self)
{
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_comment_row_free);
  self->rows = g_ptr_array_new ();
  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _("Comments"));
  gtk_widget_set_parent (self->group, GTK_WIDGET (self));
}
