/* quoth-window-versions.c - versions of an article: the ways from one to the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-window"

#include "config.h"

#include "quoth-window-versions.h"

#include <glib/gi18n.h>

#include "quoth-correct-dialog.h"
#include "quoth-project-query.h"
#include "quoth-project-versions.h"
#include "quoth-toast.h"
#include "quoth-window-private.h"

static void
open_dialog (QuothWindow *self,
             const char  *article,
             const char  *with)
{
  GtkWidget *dialog = quoth_correct_dialog_new (self, article, with);

  if (dialog != NULL)
    gtk_window_present (GTK_WINDOW (dialog));
}

static void
correct_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  QuothWindow *self = data;
  QuothDocument *document = quoth_workspace_get_document (self->workspace);

  if (document != NULL)
    open_dialog (self, quoth_document_get_article_id (document), NULL);
}

static void
correct_as_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  QuothWindow *self = data;
  const char *article, *with;

  g_variant_get (parameter, "(&s&s)", &article, &with);
  if (quoth_workspace_get_project (self->workspace) != NULL)
    open_dialog (self, article, with);
}

static void
show_version (QuothWindow *self,
              char        *(*find) (QuothProject *, const char *),
              const char  *nothing)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  g_autofree char *id = NULL;

  if (document == NULL)
    return;
  id = find (quoth_workspace_get_project (self->workspace),
             quoth_document_get_article_id (document));
  if (id != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-place", "(suu)", id, 0, 0);
  else
    quoth_window_toast (self, nothing, NULL, NULL);
}

static void
older_version_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  show_version (data, quoth_project_dup_previous_version,
                _("There is no older version of this article."));
}

static void
later_version_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  show_version (data, quoth_project_dup_next_version,
                _("There is no later version of this article."));
}

static const GActionEntry entries[] = {
  { "correct", correct_cb },
  { "correct-as", correct_as_cb, "(ss)" },
  { "older-version", older_version_cb },
  { "later-version", later_version_cb },
};

void
quoth_window_versions_set_up (QuothWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

static void
enable (QuothWindow *self,
        const char  *name,
        gboolean     enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Documented in the header. */
void
quoth_window_versions_update (QuothWindow *self,
                              gboolean     writable)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  QuothArticle *article = document != NULL ? quoth_document_get_article (document) : NULL;

  enable (self, "correct", article != NULL && writable && !article->older);
  enable (self, "correct-as", writable);
  enable (self, "older-version", article != NULL);
}

/* Documented in the header. */
gboolean
quoth_window_versions_show_banner (QuothWindow *self)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  g_autofree char *later = NULL;

  if (project == NULL || document == NULL
      || g_strcmp0 (adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (self->pages)),
                    "annotate") != 0)
    return FALSE;
  later = quoth_project_dup_next_version (project, quoth_document_get_article_id (document));
  if (later == NULL)
    return FALSE;
  quoth_banner_show (self->banner, _("This is an older version of the article."),
                     /* Translators: a button: show the version that corrects this one */
                     _("Later _Version"), "win.later-version");
  return TRUE;
}

/* Documented in the header. */
gboolean
quoth_window_versions_offer (QuothWindow             *self,
                             const QuothImportReport *report)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  g_autoptr (QuothArticle) article = NULL;
  g_autofree char *url = NULL, *older = NULL;
  AdwToast *toast;

  if (project == NULL || report->counts.n_articles != 1 || report->first_article == NULL)
    return FALSE;
  article = quoth_project_lookup_article (project, report->first_article, NULL);
  if (article == NULL)
    return FALSE;
  url = quoth_attributes_dup_string (article->metadata, "url");
  older = quoth_project_find_namesake (project, article->name, url, article->hash);
  if (older == NULL)
    return FALSE;
  toast = quoth_toast_new (_("Another article has this name or address"),
                           /* Translators: a button: take this text for a correction of that one,
                            * with its annotations */
                           _("Corrected _Text…"), "win.correct-as");
  adw_toast_set_action_target (toast, "(ss)", older, article->id);
  adw_toast_set_timeout (toast, 0);
  quoth_toast_add (ADW_TOAST_OVERLAY (self->toasts), toast);
  return TRUE;
}
