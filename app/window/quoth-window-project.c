/* quoth-window-project.c - which project the window shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening a project closes the one before it, goes on in the layer that was worked on
 * last, and opens what was read last.
 */
#define G_LOG_DOMAIN "quoth-window"

#include "config.h"

#include "quoth-window-private.h"

#include <glib/gi18n.h>

#include "quoth-measuring.h"
#include "quoth-project-query.h"
#include "quoth-scheme-words.h"
#include "quoth-window-care.h"
#include "quoth-window-close.h"
#include "quoth-window-rescue.h"

/* Continues the layer that was worked on last; else the annotator's own; else, when
 * somebody else's is the only one there, that one. */
static void
choose_layer (QuothWindow  *self,
              QuothProject *project)
{
  g_autofree char *layer = quoth_project_dup_setting (project, "layer");
  g_autoptr (QuothProjectInfo) info = NULL;
  const QuothNamedCount *best = NULL;

  if (layer != NULL)
    {
      quoth_workspace_set_layer (self->workspace, layer);
      return;
    }
  info = quoth_project_get_info (project, NULL);
  for (guint i = 0; info != NULL && i < info->layer_counts->len; i++)
    {
      const QuothNamedCount *count = &g_array_index (info->layer_counts, QuothNamedCount, i);

      if (g_strcmp0 (count->name, quoth_project_get_annotator (project)) == 0)
        return;
      if (!quoth_layer_is_about (count->name)
          && (best == NULL || count->count > best->count))
        best = count;
    }
  if (best != NULL)
    quoth_workspace_set_layer (self->workspace, best->name);
}

/* Opens what was read last, else the first article. */
static void
open_first_article (QuothWindow  *self,
                    QuothProject *project)
{
  g_autofree char *last = quoth_project_dup_setting (project, "article");
  g_autoptr (GPtrArray) rows = NULL;

  if (last != NULL && quoth_project_get_article_row (project, last) > 0)
    {
      quoth_workspace_open_article (self->workspace, last);
      return;
    }
  rows = quoth_project_list_articles (project, NULL, 0, FALSE, 1, NULL);
  if (rows != NULL && rows->len > 0)
    quoth_workspace_open_article (self->workspace,
                                  ((QuothArticleRow *) rows->pdata[0])->article->id);
}

void
_quoth_window_close_project (QuothWindow *self)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  g_autoptr (QuothProject) kept = project != NULL ? g_object_ref (project) : NULL;

  if (kept == NULL)
    return;
  quoth_job_bar_cancel (self->job_bar);
  quoth_annotate_page_settle (self->annotate);
  quoth_workspace_set_project (self->workspace, NULL);
  quoth_project_close (kept);
}

static void
reloaded_cb (QuothWindow *self)
{
  /* Asks all annotations, which is not worth it once there is something to be told. */
  if (!self->several)
    _quoth_window_count_layers (self);
  _quoth_window_show_banner (self);
}

static void
take_project (QuothWindow  *self,
              QuothProject *project)
{
  g_autofree char *annotator = g_settings_get_string (self->settings, "annotator");
  g_autoptr (GFile) file = g_file_new_for_path (quoth_project_get_path (project));
  g_autofree char *uri = g_file_get_uri (file);

  _quoth_window_close_project (self);
  if (*annotator != '\0')
    quoth_project_set_annotator (project, annotator);
  /* An import, or another process, may bring the work of a second annotator. */
  g_signal_connect_object (project, "reloaded", G_CALLBACK (reloaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify", G_CALLBACK (_quoth_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  quoth_workspace_set_project (self->workspace, project);
  _quoth_window_count_layers (self);
  choose_layer (self, project);
  open_first_article (self, project);
  g_settings_set_string (self->settings, "last-project", quoth_project_get_path (project));
  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

/* What a damaged project that cannot even be read has come to, behind the window. */
typedef struct
{
  char      *path;
  char      *before; /* nullable: what was open when it was asked for */
  QuothMend  mended;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->path);
  g_free (opening->before);
  g_free (opening);
}

static gpointer
mend_func (QuothProject   *project,
           QuothProgress  *progress,
           gpointer        data,
           GError        **error)
{
  const Opening *opening = data;
  Opening *done = g_new0 (Opening, 1);

  done->path = g_strdup (opening->path);
  done->before = g_strdup (opening->before);
  done->mended = quoth_project_mend (opening->path, TRUE, progress, error);
  return done;
}

static void
mended_cb (gpointer      result,
           const GError *error,
           gpointer      owner)
{
  QuothWindow *self = owner;
  Opening *done = result;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (QuothProject) project = NULL;

  if (error != NULL)
    quoth_window_show_error (self, error);
  /* Whoever went on to something else meanwhile stays there. */
  else if (g_strcmp0 (done->before, quoth_window_get_path (self)) == 0)
    {
      if (done->mended != QUOTH_MEND_NOTHING && quoth_window_close_settle (self, FALSE))
        project = quoth_project_open (done->path, QUOTH_PROJECT_OPEN_DEFAULT, &local_error);
      if (local_error != NULL)
        quoth_window_show_error (self, local_error);
      if (project != NULL)
        {
          take_project (self, project);
          quoth_window_care_say_mended (self, done->mended);
        }
      else if (local_error != NULL || done->mended == QUOTH_MEND_NOTHING)
        quoth_window_rescue_offer (self, done->path);
    }
  g_clear_pointer (&done, opening_free);
}

/* Nothing of it can be shown until it is mended. */
static void
mend_to_open (QuothWindow *self,
              const char  *path)
{
  Opening *opening;

  if (quoth_job_bar_is_busy (self->job_bar))
    {
      quoth_window_rescue_offer (self, path);
      return;
    }
  opening = g_new0 (Opening, 1);
  opening->path = g_strdup (path);
  opening->before = g_strdup (quoth_window_get_path (self));
  quoth_job_bar_run (self->job_bar, _("Checking…"), NULL, mend_func, opening, opening_free,
                     mended_cb, self);
}

/* What cannot be written is read. Whether damage can be mended is found out behind. */
static QuothProject *
open_somehow (QuothWindow  *self,
              const char   *path,
              const GError *error)
{
  gboolean damaged = g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED);
  QuothProject *project = NULL;

  quoth_window_show_error (self, error);
  if (damaged || g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_NEWER)
      || g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_READ_ONLY))
    project = quoth_project_open (path, QUOTH_PROJECT_OPEN_READ_ONLY, NULL);
  if (damaged && project == NULL)
    mend_to_open (self, path);
  return project;
}

/**
 * quoth_window_open:
 * @self: a window
 * @path: a project file
 *
 * Opens @path, read-only when a newer Quoth wrote it or it cannot be written. What is damaged
 * is read, too, until it is mended behind the window.
 *
 * Returns: whether the project is open
 */
gboolean
quoth_window_open (QuothWindow *self,
                   const char  *path)
{
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (QUOTH_IS_WINDOW (self), FALSE);

  if (!quoth_window_close_settle (self, FALSE))
    return FALSE;
  project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  if (project == NULL)
    project = open_somehow (self, path, error);
  if (project == NULL)
    return FALSE;
  take_project (self, project);
  if (g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED))
    quoth_window_care_hurt (self);
  return TRUE;
}

/**
 * quoth_window_reopen:
 * @self: a window whose project is only read, and was mended
 *
 * Opens the same file to be written, at the same article.
 *
 * Returns: whether that could be done; why not is said
 */
gboolean
quoth_window_reopen (QuothWindow *self)
{
  g_autofree char *path = g_strdup (quoth_window_get_path (self));
  g_autofree char *article = NULL;
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (GError) error = NULL;
  QuothDocument *document;

  g_return_val_if_fail (QUOTH_IS_WINDOW (self) && path != NULL, FALSE);

  document = quoth_workspace_get_document (self->workspace);
  if (document != NULL)
    article = g_strdup (quoth_document_get_article_id (document));
  project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  if (project == NULL)
    {
      quoth_window_show_error (self, error);
      quoth_window_rescue_offer (self, path);
      return FALSE;
    }
  take_project (self, project);
  if (article != NULL)
    quoth_workspace_open_article (self->workspace, article);
  return TRUE;
}

/**
 * quoth_window_distrust:
 * @self: a window whose project turned out to be damaged
 *
 * Damage in the middle of a file shows only when that place is read. From then on
 * nothing is written to it any more.
 */
void
quoth_window_distrust (QuothWindow *self)
{
  g_autofree char *path = g_strdup (quoth_window_get_path (self));
  g_autoptr (QuothProject) project = NULL;

  g_return_if_fail (QUOTH_IS_WINDOW (self));

  if (path == NULL
      || quoth_project_is_read_only (quoth_workspace_get_project (self->workspace)))
    return;
  project = quoth_project_open (path, QUOTH_PROJECT_OPEN_READ_ONLY, NULL);
  if (project != NULL)
    take_project (self, project);
  else
    _quoth_window_close_project (self);
  quoth_window_rescue_offer (self, path);
}

/**
 * quoth_window_create:
 * @self: a window
 * @path: where the new project shall be; nothing may be there
 *
 * Returns: whether the project is made and open
 */
gboolean
quoth_window_create (QuothWindow *self,
                     const char  *path)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_words_new ();
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (QUOTH_IS_WINDOW (self), FALSE);

  if (!quoth_window_close_settle (self, FALSE))
    return FALSE;
  project = quoth_project_create (path, scheme, &error);
  if (project == NULL)
    {
      quoth_window_show_error (self, error);
      return FALSE;
    }
  take_project (self, project);
  return TRUE;
}
