/* quoth-guidelines-hint.c - under which version of the guidelines the open layer was made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-guidelines-hint"

#include "config.h"

#include "quoth-guidelines-hint.h"

#include <glib/gi18n.h>

#include "quoth-guidelines-changes.h"
#include "quoth-guidelines.h"
#include "quoth-project-query.h"
#include "quoth-report-window.h"

struct _QuothGuidelinesHint
{
  AdwPreferencesGroup  parent_instance;

  GtkWidget           *row;
  GtkWidget           *arrow;
  QuothProject        *project; /* owned */
  char                *made;    /* nullable: the version's id, as shown */
  char                *current; /* nullable: the newest one's */
};

G_DEFINE_FINAL_TYPE (QuothGuidelinesHint, quoth_guidelines_hint, ADW_TYPE_PREFERENCES_GROUP)

/**
 * quoth_guidelines_hint_show_changes:
 * @widget: the window that tells them stands above that of @widget
 * @project: whose guidelines they are
 * @before: (nullable): the id of a version
 * @after: (nullable): the id of another
 */
void
quoth_guidelines_hint_show_changes (GtkWidget    *widget,
                                    QuothProject *project,
                                    const char   *before,
                                    const char   *after)
{
  g_autoptr (GPtrArray) versions = quoth_guidelines_list (project, NULL);
  const QuothGuidelines *old = versions != NULL ? quoth_guidelines_find (versions, before) : NULL;
  const QuothGuidelines *new = versions != NULL ? quoth_guidelines_find (versions, after) : NULL;
  GtkRoot *root = gtk_widget_get_root (widget);
  g_auto (GStrv) changes = NULL;
  g_autofree char *summary = NULL;

  if (old == NULL || new == NULL)
    return;
  changes = quoth_guidelines_dup_changes (old->text, new->text);
  summary = g_strdup_printf (_("From version %u to version %u: what went (−) and what came (+)"),
                             old->number, new->number);
  quoth_report_window_show (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                            _("Changes in the Guidelines"), summary,
                            (const char *const *) changes);
}

static void
activated_cb (QuothGuidelinesHint *self)
{
  quoth_guidelines_hint_show_changes (GTK_WIDGET (self), self->project, self->made,
                                      self->current);
}

/* Numbers count in this file; a version of another file may be none of them. */
static void
tell (QuothGuidelinesHint *self)
{
  g_autoptr (GPtrArray) versions = quoth_guidelines_list (self->project, NULL);
  const QuothGuidelines *made =
    versions != NULL ? quoth_guidelines_find (versions, self->made) : NULL;
  const QuothGuidelines *current =
    versions != NULL ? quoth_guidelines_find (versions, self->current) : NULL;
  gboolean changed = made != NULL && current != NULL && made != current;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (made != NULL)
    title = g_strdup_printf (_("Made under version %u"), made->number);
  else
    title = g_strdup (_("Made under guidelines of another project"));
  if (changed)
    subtitle = g_strdup_printf (_("Now version %u stands: see what changed"), current->number);
  else if (made != NULL)
    subtitle = g_strdup (_("The newest version"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), subtitle != NULL ? subtitle : "");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), changed);
  gtk_widget_set_visible (self->arrow, changed);
}

void
quoth_guidelines_hint_follow (QuothGuidelinesHint *self,
                              QuothWorkspace      *workspace)
{
  QuothDocument *document = quoth_workspace_get_document (workspace);
  QuothProject *project = quoth_workspace_get_project (workspace);
  const char *current = project != NULL ? quoth_guidelines_get_current (project) : NULL;
  g_autofree char *made = NULL;

  if (document != NULL && project != NULL)
    made = quoth_project_dup_layer_guidelines (project,
                                               quoth_document_get_article (document)->id,
                                               quoth_document_get_layer (document));
  gtk_widget_set_visible (GTK_WIDGET (self), made != NULL);
  if (project == self->project && g_strcmp0 (made, self->made) == 0
      && g_strcmp0 (current, self->current) == 0)
    return;
  g_set_object (&self->project, project);
  g_free (self->made);
  self->made = g_steal_pointer (&made);
  g_free (self->current);
  self->current = g_strdup (current);
  if (self->made != NULL)
    tell (self);
}

static void
quoth_guidelines_hint_dispose (GObject *object)
{
  QuothGuidelinesHint *self = QUOTH_GUIDELINES_HINT (object);

  g_clear_object (&self->project);
  g_clear_pointer (&self->made, g_free);
  g_clear_pointer (&self->current, g_free);
  G_OBJECT_CLASS (quoth_guidelines_hint_parent_class)->dispose (object);
}

static void
quoth_guidelines_hint_class_init (QuothGuidelinesHintClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_guidelines_hint_dispose;
}

static void
quoth_guidelines_hint_init (QuothGuidelinesHint *self)
{
  self->row = adw_action_row_new ();
  self->arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->arrow);
  g_signal_connect_object (self->row, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Guidelines"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->row);
}

GtkWidget *
quoth_guidelines_hint_new (void)
{
  return g_object_new (QUOTH_TYPE_GUIDELINES_HINT, "visible", FALSE, NULL);
}
